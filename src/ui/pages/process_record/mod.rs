//! 过程记录.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 过程记录.
#[derive(Default)]
pub struct ProcessRecordPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::ProcessRecord,
    title: "过程记录",
    icon: icon::ENTRY,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F6", "选图片"), ("F8", "下一步骤")],
};

impl Page for ProcessRecordPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
