//! A choice of up to five short answers side by side. Where the law asks, nothing is chosen beforehand.
//!
//! One stop for the keyboard: ← → and 1…5 choose, Enter goes on. No answer is ever given by passing by.

use super::field_frame;
use super::field_frame::Look;
use super::field_frame::described;
use super::finding::Level;
use super::flow;
use super::ime;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::CornerRadius;
use egui::EventFilter;
use egui::Id;
use egui::Key;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::StrokeKind;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const PAD: f32 = 12.0;
const TICK: f32 = 20.0;

/// A segmented choice. `Segmented::new("用于保险理赔", &mut draft.insured, &[(Yes, "是"), (No, "否")]).ui(ui)`.
pub struct Segmented<'a, T> {
    label: &'a str,
    chosen: &'a mut Option<T>,
    answers: &'a [(T, &'a str)],
    look: Look<'a>,
}

impl<'a, T: Copy + PartialEq> Segmented<'a, T> {
    /// A question and its answers, in the order they are shown.
    pub fn new(label: &'a str, chosen: &'a mut Option<T>, answers: &'a [(T, &'a str)]) -> Self {
        Self { label, chosen, answers, look: Look::default() }
    }

    described!(required aside finding locked bare salt);

    /// Shows the choice. The response is `changed` when another answer was given.
    pub fn ui(mut self, ui: &mut Ui) -> Response {
        let widths = self.widths(ui);
        let own = widths.iter().sum::<f32>();
        let width = if self.look.bare { own } else { own.max(ui.available_width()) };
        let place = field_frame::allocate(ui, width, &self.look);
        field_frame::paint_label(ui, &place, self.label, &self.look);
        let control = Rect::from_min_size(place.control.min, vec2(own, place.control.height()));
        let id = ui.make_persistent_id(("segmented", self.label, self.look.salt));
        let mut response = ui.interact(control, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, self.label));
        let before = *self.chosen;
        let locked = self.look.locked.is_some();
        if !locked {
            flow::join(ui, id);
            flow::arrived(ui, &response);
            let chosen = self.answers.iter().position(|(answer, _)| Some(*answer) == before);
            if let Some(at) = chosen_by_key(ui, &response, chosen, self.answers.len()) {
                *self.chosen = Some(self.answers[at].0);
            }
        }
        self.segments(ui, id, control, &widths);
        if !locked {
            flow::stride(ui, &response);
        }
        if response.has_focus() {
            paint::ring_outside(ui.painter(), control, tokens().radius.control);
        }
        field_frame::below(ui, &place, &self.look, false);
        if *self.chosen != before {
            response.mark_changed();
        }
        response
    }

    /// Every answer keeps room for the tick, so nothing moves when another is chosen.
    fn widths(&self, ui: &Ui) -> Vec<f32> {
        let width = |word: &str| {
            let text = paint::bold(ui, Type::Body, colors().ink, word).size().x;
            (text + 2.0 * PAD + TICK).ceil()
        };
        self.answers.iter().map(|(_, word)| width(word)).collect()
    }

    fn segments(&mut self, ui: &Ui, id: Id, control: Rect, widths: &[f32]) {
        let c = colors();
        let locked = self.look.locked.is_some();
        let radius = tokens().radius.control;
        let fill = if locked { c.side } else { c.paper };
        ui.painter().rect_filled(control, f32::from(radius), fill);
        let mut x = control.left();
        let mut chosen_at = None;
        for (at, ((answer, word), width)) in self.answers.iter().zip(widths).enumerate() {
            let rect = Rect::from_min_size(pos2(x, control.top()), vec2(*width, control.height()));
            x += width;
            let sense = if locked { Sense::hover() } else { Sense::CLICK };
            let response = ui.interact(rect, id.with(at), sense);
            let name = format!("{} {word}", self.label);
            let chosen = *self.chosen == Some(*answer);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, !locked, chosen, &name));
            if response.clicked() {
                *self.chosen = Some(*answer);
                flow::focus(ui.ctx(), id);
            }
            let corners = CornerRadius {
                nw: if at == 0 { radius } else { 0 },
                sw: if at == 0 { radius } else { 0 },
                ne: if at + 1 == widths.len() { radius } else { 0 },
                se: if at + 1 == widths.len() { radius } else { 0 },
            };
            if chosen {
                chosen_at = Some((rect, corners));
                segment(ui, rect, word, Some(corners), locked);
            } else {
                if response.hovered() && !locked {
                    ui.painter().rect_filled(rect, corners, c.sunk);
                }
                segment(ui, rect, word, None, locked);
            }
            if at > 0 {
                paint::vline(ui, rect, rect.left(), c.edge);
            }
        }
        let edge = self.edge(ui);
        ui.painter().rect_stroke(control, f32::from(radius), edge, StrokeKind::Inside);
        if let Some((rect, corners)) = chosen_at.filter(|_| !locked) {
            ui.painter().rect_stroke(rect, corners, paint::thin(ui, c.acc), StrokeKind::Inside);
        }
    }

    fn edge(&self, ui: &Ui) -> Stroke {
        let c = colors();
        match self.look.finding.map(|finding| finding.level) {
            _ if self.look.locked.is_some() => paint::thin(ui, c.line2),
            Some(Level::Block) => Stroke::new(2.0, c.red),
            Some(Level::Warn) => Stroke::new(2.0, c.amber_edge),
            _ => paint::thin(ui, c.edge),
        }
    }
}

fn segment(ui: &Ui, rect: Rect, word: &str, chosen: Option<CornerRadius>, locked: bool) {
    let c = colors();
    let ink = match (chosen.is_some(), locked) {
        (_, true) => c.ink2,
        (true, false) => c.paper,
        (false, false) => c.ink,
    };
    let Some(corners) = chosen else {
        paint::put_center(ui.painter(), rect, &paint::line(ui, Type::Body, ink, word));
        return;
    };
    if !locked {
        ui.painter().rect_filled(rect, corners, c.acc);
    }
    let text = paint::bold(ui, Type::Body, ink, word);
    let both = Rect::from_center_size(rect.center(), vec2(text.size().x + TICK, rect.height()));
    let rest = paint::icon_left(ui.painter(), both, measures().icon_note, 4.0, icon::CHECK, ink);
    paint::put_left(ui.painter(), rest, &text);
}

/// Which answer a key chose: 1…9 by number, ← → the neighbour, Space the first when none is chosen.
pub(super) fn chosen_by_key(ui: &Ui, response: &Response, chosen: Option<usize>, n: usize) -> Option<usize> {
    if !response.has_focus() || !ime::keys_are_ours(ui.ctx()) || n == 0 {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let digits =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    ui.input(|input| {
        if input.modifiers.any() {
            return None;
        }
        if let Some(at) = digits.iter().take(n).position(|&key| input.key_pressed(key)) {
            return Some(at);
        }
        match chosen {
            Some(at) if input.key_pressed(Key::ArrowRight) => Some((at + 1).min(n - 1)),
            Some(at) if input.key_pressed(Key::ArrowLeft) => Some(at.saturating_sub(1)),
            None if input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::Space) => Some(0),
            None if input.key_pressed(Key::ArrowLeft) => Some(n - 1),
            _ => None,
        }
    })
}
