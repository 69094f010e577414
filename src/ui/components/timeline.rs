//! What happened, newest first: time, dot, two lines. A red dot only for a stop.

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

const TIME: f32 = 38.0;
const DOT: f32 = 8.0;

/// One line of what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A day: 「今天 11-24」.
    Day(String),
    /// Something that happened at a time.
    Event {
        /// 24 h.
        time: String,
        /// What happened.
        fact: String,
        /// By whom, with what.
        note: String,
        /// It stopped the work.
        stops: bool,
    },
}

impl Moment {
    /// Something that happened.
    pub fn event(time: impl Into<String>, fact: impl Into<String>, note: impl Into<String>) -> Self {
        Self::Event { time: time.into(), fact: fact.into(), note: note.into(), stops: false }
    }

    /// Something that stopped the work.
    pub fn stop(time: impl Into<String>, fact: impl Into<String>, note: impl Into<String>) -> Self {
        Self::Event { time: time.into(), fact: fact.into(), note: note.into(), stops: true }
    }
}

/// A timeline over the width there is. `timeline(ui, &[Moment::event("13:52", "罗契 到场", "两证已留存")])`.
pub fn timeline(ui: &mut Ui, moments: &[Moment]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for moment in moments {
        match moment {
            Moment::Day(day) => day_ui(ui, day),
            Moment::Event { time, fact, note, stops } => event_ui(ui, time, fact, note, *stops),
        }
    }
}

fn day_ui(ui: &mut Ui, day: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, day));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Note, colors().ink, day));
}

fn event_ui(ui: &mut Ui, time: &str, fact: &str, note: &str, stops: bool) {
    let c = colors();
    let width = ui.available_width();
    let text_left = TIME + 28.0;
    let fact_text = paint::wrapped(ui, Type::Body, c.ink, fact, width - text_left);
    let note_text = paint::wrapped(ui, Type::Note, c.ink2, note, width - text_left);
    let height = fact_text.size().y + note_text.size().y + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{time} {fact} {note}")));
    let first = Rect::from_min_size(rect.min, vec2(TIME, Type::Body.line()));
    paint::put_left(ui.painter(), first, &paint::line(ui, Type::Note, c.ink2, time));
    let dot = pos2(rect.left() + TIME + 14.0, first.center().y);
    ui.painter().circle_filled(dot, DOT / 2.0, if stops { c.red } else { c.line2 });
    let text_at = pos2(rect.left() + text_left, rect.top());
    let below = text_at + vec2(0.0, fact_text.size().y - 2.0);
    ui.painter().galley(text_at, fact_text, c.ink);
    ui.painter().galley(below, note_text, c.ink2);
}
