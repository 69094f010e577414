//! The steps of a task: done ones can be opened again, the current one is filled, later ones wait.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Color32;
use egui::Pos2;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const CIRCLE: f32 = 24.0;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Done; it can be opened.
    Done,
    /// The step in hand.
    Current,
    /// Not yet; it cannot be opened.
    Ahead,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
    /// Words at the right: a time, 进行中.
    pub aside: String,
}

impl Step {
    /// A step with a name.
    pub fn new(name: impl Into<String>, progress: Progress) -> Self {
        Self { name: name.into(), progress, aside: String::new() }
    }

    /// Words at the right of the vertical rail.
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = aside.into();
        self
    }
}

/// The steps in one line, 44 high; returns the done step that was opened.
pub fn step_rail_horizontal(ui: &mut Ui, steps: &[Step]) -> Option<usize> {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let names: Vec<_> =
        steps.iter().map(|step| paint::bold(ui, Type::Field, c.ink, &step.name).size().x).collect();
    let own: f32 = names.iter().map(|name| CIRCLE + 8.0 + name).sum();
    let gaps = steps.len().saturating_sub(1).max(1) as f32;
    let between = ((rect.width() - own) / gaps).clamp(24.0, 120.0);
    let mut x = rect.left();
    let mut opened = None;
    for (at, (step, name)) in steps.iter().zip(names).enumerate() {
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(CIRCLE + 8.0 + name, rect.height()));
        let response = touch(ui, place, at, step);
        circle(ui, pos2(place.left() + CIRCLE / 2.0, place.center().y), at, step.progress);
        let text = step_name(ui, Type::Field, step);
        paint::put_left(ui.painter(), place.with_min_x(place.left() + CIRCLE + 8.0), &text);
        if response.clicked() && step.progress == Progress::Done {
            opened = Some(at);
        }
        x = place.right();
        if at + 1 < steps.len() {
            let line =
                Rect::from_min_max(pos2(x + 12.0, rect.top()), pos2(x + between - 12.0, rect.bottom()));
            paint::hline(ui, line, line.center().y, c.line2);
        }
        x += between;
    }
    opened
}

/// The steps below each other, rows of 44; returns the done step that was opened.
pub fn step_rail_vertical(ui: &mut Ui, steps: &[Step], row: f32) -> Option<usize> {
    let c = colors();
    let mut opened = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, step) in steps.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), row), Sense::hover());
        let response = touch(ui, rect, at, step);
        if step.progress == Progress::Current {
            ui.painter().rect_filled(rect, 0.0, c.tint2);
            ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, c.acc);
        } else if response.hovered() && step.progress == Progress::Done {
            ui.painter().rect_filled(rect, 0.0, c.sunk);
        }
        let area = rect.shrink2(vec2(measures().space_4, 0.0));
        circle(ui, pos2(area.left() + CIRCLE / 2.0, area.center().y), at, step.progress);
        let text_at = area.with_min_x(area.left() + CIRCLE + 12.0);
        paint::put_left(ui.painter(), text_at, &step_name(ui, Type::Field, step));
        let aside = match step.progress {
            Progress::Current => paint::bold(ui, Type::Note, c.ink2, &step.aside),
            Progress::Done | Progress::Ahead => paint::line(ui, Type::Note, c.ink2, &step.aside),
        };
        paint::put_right(ui.painter(), area, &aside);
        if response.clicked() && step.progress == Progress::Done {
            opened = Some(at);
        }
    }
    opened
}

fn touch(ui: &Ui, rect: Rect, at: usize, step: &Step) -> Response {
    let can = step.progress == Progress::Done;
    let sense = if can { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.unique_id().with(("step", at)), sense);
    let state = match step.progress {
        Progress::Done => "已做完",
        Progress::Current => "进行中",
        Progress::Ahead => "还没到",
    };
    let name = format!("第 {} 步 {} {state}", at + 1, step.name);
    response.widget_info(|| WidgetInfo::labeled(if can { Role::Button } else { Role::Label }, true, &name));
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect.shrink(2.0), 4);
    }
    response
}

fn step_name(ui: &Ui, kind: Type, step: &Step) -> std::sync::Arc<egui::Galley> {
    let c = colors();
    match step.progress {
        Progress::Current => paint::bold(ui, kind, c.ink, &step.name),
        Progress::Done => paint::line(ui, kind, c.ink, &step.name),
        Progress::Ahead => paint::line(ui, kind, c.ink2, &step.name),
    }
}

fn circle(ui: &Ui, center: Pos2, at: usize, progress: Progress) {
    let c = colors();
    let (fill, edge, ink): (Color32, Color32, Color32) = match progress {
        Progress::Done => (c.paper, c.acc, c.acc),
        Progress::Current => (c.acc, c.acc, c.paper),
        Progress::Ahead => (c.paper, c.edge, c.ink2),
    };
    ui.painter().circle(center, CIRCLE / 2.0 - 0.5, fill, Stroke::new(1.0, edge));
    let place = Rect::from_center_size(center, vec2(CIRCLE, CIRCLE));
    let number = (at + 1).to_string();
    match progress {
        Progress::Done => paint::icon_at(ui.painter(), center, 16.0, icon::CHECK, ink),
        Progress::Current => {
            paint::put_center(ui.painter(), place, &paint::bold(ui, Type::Note, ink, number));
        }
        Progress::Ahead => {
            paint::put_center(ui.painter(), place, &paint::line(ui, Type::Note, ink, number));
        }
    }
}
