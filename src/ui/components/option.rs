//! A choice whose answers are sentences: boxes 40 high with a radio icon, beside or below each other.

use super::answer_keys;
use super::field_frame;
use super::field_frame::Look;
use super::field_frame::described;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const PAD: f32 = 13.0;
const RADIO: f32 = 20.0;

/// A choice of sentences. `Options::new("当事人选择", &mut draft.choice, &[(Joint, "同意转共同委托"), …]).ui(ui)`.
pub struct Options<'a, T> {
    label: &'a str,
    chosen: &'a mut Option<T>,
    answers: &'a [(T, &'a str)],
    look: Look<'a>,
    below_each_other: bool,
    height: f32,
}

impl<'a, T: Copy + PartialEq> Options<'a, T> {
    /// A question and its answers, in the order they are shown.
    pub fn new(label: &'a str, chosen: &'a mut Option<T>, answers: &'a [(T, &'a str)]) -> Self {
        let height = measures().control_page;
        Self { label, chosen, answers, look: Look::default(), below_each_other: false, height }
    }

    described!(required finding locked bare salt);

    /// One answer below the other.
    pub fn below_each_other(mut self) -> Self {
        self.below_each_other = true;
        self
    }

    /// Another height than 40, for low windows (36).
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows the choice. The response is `changed` when another answer was given.
    pub fn ui(mut self, ui: &mut Ui) -> Response {
        let places = self.places(ui, ui.available_width());
        let size = places.iter().fold(vec2(0.0, 0.0), |size, rect| size.max(rect.max.to_vec2()));
        self.look.height = size.y;
        let width = if self.look.bare { size.x } else { ui.available_width() };
        let place = field_frame::allocate(ui, width, &self.look);
        field_frame::paint_label(ui, &place, self.label, &self.look);
        let control = Rect::from_min_size(place.control.min, size);
        let id = ui.make_persistent_id(("options", self.label, self.look.salt));
        let mut response = ui.interact(control, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, self.label));
        let before = *self.chosen;
        let mut mark = None;
        if self.look.locked.is_none() {
            flow::join(ui, id);
            flow::arrived(ui, &response);
            let is_vertical = places.last().is_some_and(|rect| rect.top() > 0.0);
            let keys =
                answer_keys::read(ui, &response, self.place_of_chosen(), self.answers.len(), is_vertical);
            mark = keys.mark;
            if let Some((answer, _)) = keys.given.and_then(|at| self.answers.get(at)) {
                *self.chosen = Some(*answer);
            }
        }
        for (at, rect) in places.iter().enumerate() {
            self.answer(ui, &response, at, rect.translate(control.min.to_vec2()), mark);
        }
        let chosen = self.place_of_chosen();
        if response.has_focus() && mark.is_none() && chosen.is_none() {
            paint::ring_outside(ui.painter(), control, tokens().radius.control);
        }
        let given = chosen.map(|at| self.answers[at].1);
        answer_keys::tell(ui, &response, given, mark.map(|at| id.with(at)));
        flow::stride(ui, &response);
        field_frame::below(ui, &place, &self.look, false);
        if *self.chosen != before {
            response.mark_changed();
        }
        response
    }

    fn place_of_chosen(&self) -> Option<usize> {
        self.answers.iter().position(|(answer, _)| Some(*answer) == *self.chosen)
    }

    /// Where the answers lie, from the origin; they wrap when the width does not hold them.
    fn places(&self, ui: &Ui, width: f32) -> Vec<Rect> {
        let gap = measures().space_2;
        let (mut x, mut y) = (0.0, 0.0);
        let mut places = Vec::new();
        for (at, (_, sentence)) in self.answers.iter().enumerate() {
            let text = paint::bold(ui, Type::Field, colors().ink, *sentence).size().x;
            let own = (text + RADIO + gap + 2.0 * PAD).ceil();
            if at > 0 && (self.below_each_other || x + own > width) {
                x = 0.0;
                y += self.height + gap;
            }
            places.push(Rect::from_min_size(pos2(x, y), vec2(own, self.height)));
            x += own + gap;
        }
        places
    }

    fn answer(&mut self, ui: &Ui, group: &Response, at: usize, rect: Rect, mark: Option<usize>) {
        let c = colors();
        let (answer, sentence) = self.answers[at];
        let locked = self.look.locked.is_some();
        let sense = if locked { Sense::hover() } else { Sense::CLICK };
        let response = ui.interact(rect, group.id.with(at), sense);
        if response.clicked() {
            *self.chosen = Some(answer);
            flow::focus(ui.ctx(), group.id);
            answer_keys::forget(ui, group.id);
        }
        let chosen = *self.chosen == Some(answer);
        let name = format!("{} {sentence}", self.label);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, !locked, chosen, &name));
        let (fill, edge, ink) = match (locked, chosen, response.hovered()) {
            (true, ..) => (c.side, paint::thin(ui, c.line2), c.ink2),
            (_, true, _) => (c.tint, Stroke::new(2.0, c.acc), c.ink),
            (_, false, true) => (c.sunk, paint::thin(ui, c.ink2), c.ink),
            (_, false, false) => (c.paper, paint::thin(ui, c.edge), c.ink),
        };
        let radius = tokens().radius.control;
        paint::surface(ui.painter(), rect, radius, fill, edge);
        let area = rect.shrink2(vec2(PAD, 0.0));
        let (radio, color) = if chosen { (icon::CHOSEN, c.acc) } else { (icon::EXPECTED, c.ink2) };
        let color = if locked { c.ink3 } else { color };
        let area = paint::icon_left(ui.painter(), area, RADIO, measures().space_2, radio, color);
        let text = match chosen {
            true => paint::bold(ui, Type::Field, ink, sentence),
            false => paint::line(ui, Type::Field, ink, sentence),
        };
        paint::put_left(ui.painter(), area, &text);
        let is_marked = mark.map_or(chosen, |mark| mark == at);
        if group.has_focus() && is_marked {
            paint::ring_outside(ui.painter(), rect, radius);
        }
    }
}
