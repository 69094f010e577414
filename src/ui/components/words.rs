//! Sentences and plain facts on a card, for what is read and not typed.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// A sentence that wraps, in secondary ink.
pub fn words(ui: &mut Ui, text: &str) {
    let ink = colors().ink2;
    let galley = paint::wrapped(ui, Type::Body, ink, text, ui.available_width());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().galley(rect.min, galley, ink);
}

/// A fact with its label at the left; the value wraps and is never cut.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    const LABEL: f32 = 112.0;
    let c = colors();
    let room = (ui.available_width() - LABEL).max(80.0);
    let label_galley = paint::line(ui, Type::Note, c.ink2, label);
    let value_galley = paint::wrapped(ui, Type::Body, c.ink, value, room);
    let height = value_galley.size().y.max(28.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{label} {value}")));
    let first = Rect::from_min_size(rect.min, vec2(LABEL, 24.0));
    paint::put_left(ui.painter(), first, &label_galley);
    ui.painter().galley(pos2(rect.left() + LABEL, rect.top()), value_galley, c.ink);
}
