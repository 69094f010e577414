//! 名录.

use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::icon;

/// 名录.
#[derive(Default)]
pub struct DirectoryPage {}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Directory,
    title: "名录",
    icon: icon::DIRECTORY,
    under: PageId::Directory,
    in_sidebar: true,
    keys: &[],
};

impl Page for DirectoryPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label(META.title);
    }
}
