//! 受理.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 受理.
#[derive(Default)]
pub struct IntakePage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Intake,
    title: "受理",
    icon: icon::INTAKE,
    under: PageId::Intake,
    in_sidebar: true,
    keys: &[("F1", "说明"), ("F2", "新受理"), ("F7", "打印")],
};

impl Page for IntakePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
