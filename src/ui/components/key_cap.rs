//! A key cap: 20 high, the name of the key, on buttons and in the strip of the status line.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::tokens;
use egui::Color32;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::vec2;

const HEIGHT: f32 = 20.0;
const PAD: f32 = 5.0;

/// A key cap in the flow of a line.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width(ui, key), HEIGHT), Sense::hover());
    paint_at(ui, rect, key, Look::OnPaper);
    response
}

/// What the cap lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    OnPaper,
    OnPrimary,
    Grey,
}

pub(crate) fn width(ui: &Ui, key: &str) -> f32 {
    (paint::line(ui, Type::Note, colors().ink2, key).size().x + 2.0 * PAD).ceil()
}

/// Paints a cap at the right edge of `area`, in the middle of its height, and returns its rectangle.
pub(crate) fn paint_at(ui: &Ui, area: Rect, key: &str, look: Look) -> Rect {
    let c = colors();
    let (fill, edge, ink) = match look {
        Look::OnPaper => (c.paper, c.line2, c.ink2),
        Look::OnPrimary => (Color32::TRANSPARENT, c.acc_key, c.paper),
        Look::Grey => (Color32::TRANSPARENT, c.line2, c.ink3),
    };
    let text = paint::line(ui, Type::Note, ink, key);
    let size = vec2(width(ui, key), HEIGHT);
    let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(size, area);
    paint::surface(ui.painter(), place, tokens().radius.key_cap, fill, paint::thin(ui, edge));
    paint::put_center(ui.painter(), place, &text);
    place
}
