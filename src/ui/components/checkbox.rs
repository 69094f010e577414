//! A checkbox: 18 square, radius 2, the label is part of the target. Space ticks, Enter goes on.

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
use egui::StrokeKind;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const SIDE: f32 = 18.0;
const NUMBER: f32 = 24.0;

/// A checkbox. `Checkbox::new("已念", &mut draft.read).ui(ui).changed()`.
pub struct Checkbox<'a> {
    label: &'a str,
    name: Option<&'a str>,
    checked: &'a mut bool,
    number: Option<usize>,
    pending: bool,
    locked: bool,
    height: f32,
    fill_width: bool,
    padding: f32,
}

impl<'a> Checkbox<'a> {
    /// A checkbox with its label.
    pub fn new(label: &'a str, checked: &'a mut bool) -> Self {
        let height = measures().control;
        Self {
            label,
            name: None,
            checked,
            number: None,
            pending: false,
            locked: false,
            height,
            fill_width: false,
            padding: 0.0,
        }
    }

    /// A point of a sheet: numbered, over the whole cell, 48 high.
    pub fn point(label: &'a str, number: usize, checked: &'a mut bool) -> Self {
        let mut point = Self::new(label, checked);
        point.number = Some(number);
        point.fill_width = true;
        point.height = measures().control_standing;
        point.padding = 12.0;
        point
    }

    /// Lays the unchecked point on amber: the rest is done, this one is left.
    pub fn pending(mut self, pending: bool) -> Self {
        self.pending = pending;
        self
    }

    /// Shows the tick, but it cannot be changed.
    pub fn locked(mut self, locked: bool) -> Self {
        self.locked = locked;
        self
    }

    /// What it is called aloud, where the label alone would be the same on several.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Another height, for low windows (40) or checklists (28).
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows the checkbox. The response is `changed` when it was ticked or cleared.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let c = colors();
        let ink = if self.locked { c.ink3 } else { c.ink };
        let before_text =
            self.padding + SIDE + measures().space_2 + self.number.map_or(0.0, |_| NUMBER + 8.0);
        let text_width = (ui.available_width() - before_text - self.padding).max(64.0);
        let line = if self.number.is_some() { 20.0 } else { Type::Body.line() };
        let text = paint::wrapped_tight(ui, Type::Body, ink, self.label, text_width, line);
        let width =
            if self.fill_width { ui.available_width() } else { before_text + text.size().x + self.padding };
        let height = self.height.max(text.size().y);
        let sense = if self.locked { Sense::hover() } else { Sense::click() };
        let (rect, mut response) = ui.allocate_exact_size(vec2(width.ceil(), height), sense);
        if !self.locked {
            flow::join(ui, response.id);
            flow::arrived(ui, &response);
            if flow::clicked(ui, &response) {
                *self.checked = !*self.checked;
                response.mark_changed();
            }
            flow::stride(ui, &response);
        }
        let label = self.name.unwrap_or(self.label);
        let name = self.number.map_or_else(|| label.to_owned(), |number| format!("{number} {label}"));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, !self.locked, *self.checked, &name));
        if self.pending && !*self.checked {
            ui.painter().rect_filled(rect, 0.0, c.amber_t);
        } else if response.hovered() && self.fill_width {
            ui.painter().rect_filled(rect, 0.0, c.sunk);
        }
        let side = Rect::from_center_size(
            pos2(rect.left() + self.padding + SIDE / 2.0, rect.center().y),
            vec2(SIDE, SIDE),
        );
        tick_box(ui, side, *self.checked, self.locked, response.hovered());
        let mut text_at = rect.with_min_x(side.right() + measures().space_2);
        if let Some(number) = self.number {
            let numbers = Rect::from_min_size(text_at.min, vec2(NUMBER, rect.height()));
            paint::put_right(ui.painter(), numbers, &paint::line(ui, Type::Body, c.ink2, number.to_string()));
            text_at.min.x = numbers.right() + 8.0;
        }
        paint::put_left(ui.painter(), text_at, &text);
        if response.has_focus() {
            let ring = if self.fill_width { rect.shrink(2.0) } else { side.expand(3.0) };
            paint::ring_on(ui.painter(), ring, tokens().radius.control);
        }
        response
    }
}

/// The box alone.
fn tick_box(ui: &Ui, side: Rect, checked: bool, locked: bool, hovered: bool) {
    let c = colors();
    let radius = f32::from(tokens().radius.checkbox);
    let (fill, edge, tick) = match (checked, locked) {
        (true, true) => (c.side, c.line2, c.ink3),
        (false, true) => (c.side, c.line2, c.side),
        (true, false) => (c.acc, c.acc, c.paper),
        (false, false) if hovered => (c.sunk, c.ink2, c.paper),
        (false, false) => (c.paper, c.edge, c.paper),
    };
    ui.painter().rect_filled(side, radius, fill);
    ui.painter().rect_stroke(side, radius, Stroke::new(1.5, edge), StrokeKind::Inside);
    if checked {
        paint::icon_at(ui.painter(), side.center(), 16.0, icon::CHECK, tick);
    }
}
