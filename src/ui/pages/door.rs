//! The way in: first run, unlock, recovery sheet, forgotten password. Not a [`crate::ui::pages::Page`]: nothing of
//! the office can be seen here.

use crate::ui::desk::cx::PageCx;

/// The way in.
#[derive(Default)]
pub struct DoorPage {}

impl DoorPage {
    /// Draws what the door shows.
    pub fn ui(&mut self, ui: &mut egui::Ui, _cx: &mut PageCx<'_>) {
        ui.label("鉴证台");
    }
}
