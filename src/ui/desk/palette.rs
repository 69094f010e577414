//! Ctrl+K: finds cases, insurers and things to do.

use crate::ui::desk::cx::PageCx;

/// The palette and what was typed into it.
#[derive(Default)]
pub struct Palette {
    is_open: bool,
    words: String,
}

impl Palette {
    /// Opens it empty.
    pub fn open(&mut self) {
        self.is_open = true;
        self.words.clear();
    }

    /// Draws it over the page, when it is open.
    pub fn ui(&mut self, _ctx: &egui::Context, _cx: &mut PageCx<'_>) {}
}
