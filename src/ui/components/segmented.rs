//! A choice of up to five short answers side by side. Where the law asks, nothing is chosen beforehand.
//!
//! One stop for the keyboard: 1…5 answer; ← → mark an answer, Space or Enter gives it; Enter goes on. No answer is
//! ever given by passing by.

use super::answer_keys;
use super::field_frame;
use super::field_frame::Look;
use super::field_frame::described;
use super::finding::Level;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::CornerRadius;
use egui::Id;
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
        let mut mark = None;
        if !locked {
            flow::join(ui, id);
            flow::arrived(ui, &response);
            let keys = answer_keys::read(ui, &response, self.place_of_chosen(), self.answers.len(), false);
            mark = keys.mark;
            if let Some((answer, _)) = keys.given.and_then(|at| self.answers.get(at)) {
                *self.chosen = Some(*answer);
            }
        }
        self.segments(ui, id, control, &widths, mark);
        let given = self.place_of_chosen().map(|at| self.answers[at].1);
        answer_keys::tell(ui, &response, given, mark.map(|at| id.with(at)));
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

    fn place_of_chosen(&self) -> Option<usize> {
        self.answers.iter().position(|(answer, _)| Some(*answer) == *self.chosen)
    }

    /// Every answer keeps room for the tick, so nothing moves when another is chosen.
    fn widths(&self, ui: &Ui) -> Vec<f32> {
        let width = |word: &str| {
            let text = paint::bold(ui, Type::Body, colors().ink, word).size().x;
            (text + 2.0 * PAD + TICK).ceil()
        };
        self.answers.iter().map(|(_, word)| width(word)).collect()
    }

    fn segments(&mut self, ui: &Ui, id: Id, control: Rect, widths: &[f32], mark: Option<usize>) {
        let c = colors();
        let locked = self.look.locked.is_some();
        let radius = tokens().radius.control;
        let fill = if locked { c.side } else { c.paper };
        ui.painter().rect_filled(control, f32::from(radius), fill);
        let mut x = control.left();
        let mut chosen_at = None;
        let mut marked_at = None;
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
                answer_keys::forget(ui, id);
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
            if mark == Some(at) {
                marked_at = Some(rect);
            }
        }
        let edge = self.edge(ui);
        ui.painter().rect_stroke(control, f32::from(radius), edge, StrokeKind::Inside);
        if let Some((rect, corners)) = chosen_at.filter(|_| !locked) {
            ui.painter().rect_stroke(rect, corners, paint::thin(ui, c.acc), StrokeKind::Inside);
        }
        if let Some(rect) = marked_at {
            paint::ring_on(ui.painter(), rect.shrink(2.0), radius);
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
