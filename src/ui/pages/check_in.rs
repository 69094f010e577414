//! 到场签到.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 到场签到.
#[derive(Default)]
pub struct CheckInPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::CheckIn,
    title: "到场签到",
    icon: icon::HOW_TO_REG,
    under: PageId::Today,
    in_sidebar: false,
    keys: &[("F1", "说明"), ("F5", "电话通知"), ("F6", "选图片"), ("F9", "离场")],
};

impl Page for CheckInPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
