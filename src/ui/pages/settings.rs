//! 设置.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 设置.
#[derive(Default)]
pub struct SettingsPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Settings,
    title: "设置",
    icon: icon::SETTINGS,
    under: PageId::Settings,
    in_sidebar: true,
    keys: &[],
};

impl Page for SettingsPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
