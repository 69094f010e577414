//! 案件.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 案件.
#[derive(Default)]
pub struct CasesPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Cases,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: true,
    keys: &[("F2", "新受理")],
};

impl Page for CasesPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
