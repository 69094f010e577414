//! 今日.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 今日.
#[derive(Default)]
pub struct TodayPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Today,
    title: "今日",
    icon: icon::TODAY,
    under: PageId::Today,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F4", "报到"), ("F5", "电话通知")],
};

impl Page for TodayPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
