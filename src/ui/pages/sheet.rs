//! 文书.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 文书.
#[derive(Default)]
pub struct SheetPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Sheet,
    title: "文书",
    icon: icon::PRINT,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F7", "打印")],
};

impl Page for SheetPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
