//! A citation as people say it (「川意见 四(四)」), at the right edge of what it judges.
//!
//! A click, or F1 while the keyboard is in its field, opens the rule card. Because citations sit deep inside
//! other components, the wish is left in the context; the desk takes it with `take_opened`.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Context;
use egui::CursorIcon;
use egui::Id;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// Where a rule stands written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationRef {
    /// As people cite it: 「川意见 四(四)」.
    pub label: String,
    /// The permanent id, shown in the rule card only.
    pub rule_id: String,
}

impl CitationRef {
    /// A citation and the permanent id behind it.
    pub fn new(label: impl Into<String>, rule_id: impl Into<String>) -> Self {
        Self { label: label.into(), rule_id: rule_id.into() }
    }
}

/// A citation in the flow of a line.
pub fn citation(ui: &mut Ui, cited: &CitationRef) -> Response {
    let size = vec2(width(ui, cited), Type::Note.line());
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    citation_at(ui, rect, cited)
}

/// A citation at the right edge of `line`.
pub fn citation_at(ui: &mut Ui, line: Rect, cited: &CitationRef) -> Response {
    let text = paint::line(ui, Type::Note, colors().acc, shown(cited));
    let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(text.size(), line);
    let id = ui.unique_id().with(("citation", &cited.rule_id, line.min.x.to_bits(), line.min.y.to_bits()));
    let response = ui.interact(place.expand2(vec2(4.0, 4.0)), id, Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("依据 {}", cited.label)));
    ui.painter().galley(place.min, text, colors().acc);
    if response.hovered() {
        paint::hline(ui, place, place.bottom() - 2.0, colors().acc);
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), place.expand(2.0), 2);
    }
    if response.clicked() {
        open(ui.ctx(), &cited.rule_id);
    }
    response
}

/// Asks for the rule card of a rule.
pub fn open(ctx: &Context, rule_id: &str) {
    ctx.data_mut(|data| data.insert_temp(wish(), Some(rule_id.to_owned())));
    ctx.request_repaint();
}

/// Takes the wish to open a rule card, if a citation was clicked.
pub fn take_opened(ctx: &Context) -> Option<String> {
    ctx.data_mut(|data| {
        let opened = data.get_temp::<Option<String>>(wish()).flatten();
        if opened.is_some() {
            data.insert_temp(wish(), None::<String>);
        }
        opened
    })
}

pub(crate) fn width(ui: &Ui, cited: &CitationRef) -> f32 {
    paint::line(ui, Type::Note, colors().acc, shown(cited)).size().x
}

fn shown(cited: &CitationRef) -> String {
    format!("{} ›", cited.label)
}

fn wish() -> Id {
    Id::unique("rule card to open")
}
