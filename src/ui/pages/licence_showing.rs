//! 亮证告知.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 亮证告知.
#[derive(Default)]
pub struct LicenceShowingPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::LicenceShowing,
    title: "亮证告知",
    icon: icon::MAY_WITNESS,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F1", "说明")],
};

impl Page for LicenceShowingPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
