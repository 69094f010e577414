//! 案件.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 案件.
#[derive(Default)]
pub struct CasePage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Case,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F4", "报到"), ("F5", "电话通知"), ("F7", "打印")],
};

impl Page for CasePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
