//! A list at the left and what it opens at the right; in a narrow window one after the other.

use super::button::Button;
use super::flow;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;

/// How wide the list is in this window; `all` is the room of both.
pub fn list_width(width: Width, all: f32) -> f32 {
    match width {
        Width::Wide => 400.0,
        Width::Desk => 320.0,
        Width::Rail => 260.0,
        Width::Narrow => all,
    }
}

/// The way back to the list, where it does not stand beside; Esc goes it too. Returns whether somebody goes.
pub fn back_ui(ui: &mut Ui, rect: Rect, words: &str) -> bool {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let place = UiBuilder::new().max_rect(rect).layout(layout);
    let pressed = ui.scope_builder(place, |ui| Button::quiet(words).icon(icon::LEFT).ui(ui).clicked()).inner;
    pressed || flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape)
}
