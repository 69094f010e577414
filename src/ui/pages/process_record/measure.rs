//! 关节活动度: one table for a joint, movement by side by mode, each value an entry of its own (neutral-zero method).
//!
//! The templates hold movements only, never a normal value: nothing on the screen suggests a result.

use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::process_record::BodySide;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::Measurement;
use crate::domain::process_record::ProcessEntry;
use crate::services::case_view::CaseView;
use crate::ui::components::measure_cell::MeasureCell;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::is_low;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeMap;

/// Joints with the movements that are measured.
const JOINTS: [(&str, &[&str]); 6] = [
    ("肩关节", &["前屈", "后伸", "外展", "内收", "内旋", "外旋"]),
    ("肘关节", &["屈曲", "伸直", "旋前", "旋后"]),
    ("腕关节", &["掌屈", "背伸", "桡偏", "尺偏"]),
    ("髋关节", &["前屈", "后伸", "外展", "内收", "内旋", "外旋"]),
    ("膝关节", &["屈曲", "伸直"]),
    ("踝关节", &["背屈", "跖屈", "内翻", "外翻"]),
];

const SIDES: [BodySide; 2] = [BodySide::Left, BodySide::Right];
const MODES: [&str; 2] = ["主动", "被动"];
/// The unit of the values; shown as °.
const DEGREES: &str = "度";
const HEAD: f32 = 28.0;
const LABEL: f32 = 152.0;
const RANGE: f32 = 36.0;

/// What is being typed, and which joint.
#[derive(Default)]
pub struct MeasureDesk {
    joint: Option<usize>,
    choosing: bool,
    typed: BTreeMap<String, String>,
}

/// What a cell came to.
pub enum Measured {
    New(Measurement),
    /// Another value than the recorded one: a correction, which needs a reason.
    Other {
        entry: EvidenceId,
        measurement: Measurement,
    },
}

/// Whether a step is about joints.
pub fn is_measured_in(step: &str) -> bool {
    step.contains("活动度")
}

impl MeasureDesk {
    /// Shows the table of the joint, or asks for the joint.
    pub fn ui(&mut self, ui: &mut Ui, view: &CaseView, locked: bool) -> Option<Measured> {
        self.typed.retain(|_, text| !text.is_empty());
        let joint = self.joint.or_else(|| last_joint(view));
        if joint.is_none() || self.choosing {
            let answers: Vec<(usize, &str)> =
                JOINTS.iter().enumerate().map(|(at, (name, _))| (at, *name)).collect();
            let mut chosen = joint;
            let response = Options::new("量哪个关节", &mut chosen, &answers).bare().height(48.0).ui(ui);
            ui.add_space(8.0);
            if response.changed() || chosen != joint {
                self.joint = chosen;
                self.choosing = false;
            }
        }
        let joint = self.joint.or(joint)?;
        let (name, movements) = JOINTS.get(joint)?;
        self.table_ui(ui, view, name, movements, locked)
    }

    /// How high table and question will be for a step; 0 where nothing is measured.
    pub fn height(&self, view: &CaseView, step: &str, is_low: bool) -> f32 {
        if !is_measured_in(step) {
            return 0.0;
        }
        let question = if self.choosing { 56.0 } else { 0.0 };
        let Some((_, movements)) = self.joint.or_else(|| last_joint(view)).and_then(|at| JOINTS.get(at))
        else {
            return 56.0;
        };
        question + table_height(movements, is_low)
    }

    /// The joint in hand, for the line beside the title.
    pub fn joint_name(&self, view: &CaseView) -> Option<&'static str> {
        let at = self.joint.or_else(|| last_joint(view))?;
        JOINTS.get(at).map(|(name, _)| *name)
    }

    /// Asks for another joint.
    pub fn choose(&mut self) {
        self.choosing = true;
    }

    fn table_ui(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        joint: &str,
        movements: &[&str],
        locked: bool,
    ) -> Option<Measured> {
        let has_range = has_range(movements);
        let is_low = is_low(ui.ctx());
        let row = row_height(is_low);
        let range = if has_range { RANGE } else { 0.0 };
        let height = table_height(movements, is_low);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, format!("{joint}活动度")));
        let grid = Grid::of(rect, movements.len(), row, range);
        grid.head_ui(ui, joint);
        let mut measured = None;
        for (at, movement) in movements.iter().enumerate() {
            let line = grid.row(at);
            let label = grid.label(line).shrink2(vec2(16.0, 0.0));
            paint::put_left(ui.painter(), label, &paint::line(ui, Type::Field, colors().ink, *movement));
            for (column, (side, mode)) in columns().enumerate() {
                let cell = Cell { joint, movement, side, mode };
                let done = self.cell_ui(ui, view, grid.cell(line, column), &cell, locked);
                measured = measured.or(done);
            }
        }
        if has_range {
            grid.range_ui(ui, view, joint);
        }
        grid.lines_ui(ui);
        measured
    }

    fn cell_ui(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        at: Rect,
        cell: &Cell<'_>,
        locked: bool,
    ) -> Option<Measured> {
        let name = cell.name();
        let recorded = cell.recorded(view);
        let value = recorded.map(|(_, measurement)| measurement.value.as_str());
        let text = self.typed.entry(name.clone()).or_default();
        let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt(&name));
        let output = MeasureCell::new(&name, text)
            .recorded(value)
            .unit("°")
            .height(at.height())
            .locked(locked)
            .ui(&mut child);
        if !output.committed {
            return None;
        }
        let measurement = cell.measurement(std::mem::take(text));
        Some(match recorded {
            None => Measured::New(measurement),
            Some((row, _)) => Measured::Other { entry: row.id, measurement },
        })
    }
}

/// One place of the table.
struct Cell<'a> {
    joint: &'a str,
    movement: &'a str,
    side: BodySide,
    mode: &'a str,
}

impl Cell<'_> {
    /// 「膝关节屈曲 左 主动」.
    fn name(&self) -> String {
        format!("{}{} {} {}", self.joint, self.movement, self.side.label(), self.mode)
    }

    fn measurement(&self, value: String) -> Measurement {
        Measurement {
            name: format!("{}{}", self.joint, self.movement),
            side: Some(self.side),
            mode: self.mode.to_owned(),
            value,
            unit: DEGREES.to_owned(),
        }
    }

    fn recorded<'v>(&self, view: &'v CaseView) -> Option<(&'v Recorded<ProcessEntry>, &'v Measurement)> {
        let name = format!("{}{}", self.joint, self.movement);
        measurements(view)
            .filter(|(_, m)| m.name == name && m.side == Some(self.side) && m.mode == self.mode)
            .last()
    }
}

fn columns() -> impl Iterator<Item = (BodySide, &'static str)> {
    SIDES.into_iter().flat_map(|side| MODES.into_iter().map(move |mode| (side, mode)))
}

/// Measured values in force of the session in hand.
fn measurements(view: &CaseView) -> impl Iterator<Item = (&Recorded<ProcessEntry>, &Measurement)> {
    let session = view.file.session().map(|session| session.id);
    view.file.current(&view.file.entries).filter_map(move |row| match &row.body.content {
        EntryContent::Measurement(measurement) if Some(row.body.session) == session => {
            Some((row, measurement))
        }
        _ => None,
    })
}

fn last_joint(view: &CaseView) -> Option<usize> {
    let last =
        measurements(view).filter_map(|(_, m)| JOINTS.iter().position(|(name, _)| m.name.starts_with(name)));
    last.last()
}

/// Where the parts of the table lie.
struct Grid {
    rect: Rect,
    label: f32,
    column: f32,
    n_rows: usize,
    row: f32,
    range: f32,
}

impl Grid {
    fn of(rect: Rect, n_rows: usize, row: f32, range: f32) -> Self {
        let label = LABEL.min(rect.width() * 0.22).floor();
        let column = ((rect.width() - label) / 4.0).floor();
        Self { rect, label, column, n_rows, row, range }
    }

    fn row(&self, at: usize) -> Rect {
        let top = self.rect.top() + 2.0 * HEAD + at as f32 * self.row;
        Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), self.row))
    }

    fn label(&self, line: Rect) -> Rect {
        line.with_max_x(line.left() + self.label)
    }

    fn cell(&self, line: Rect, column: usize) -> Rect {
        let left = line.left() + self.label + column as f32 * self.column;
        Rect::from_min_size(pos2(left, line.top()), vec2(self.column, line.height()))
    }

    fn head_ui(&self, ui: &Ui, joint: &str) {
        let c = colors();
        let head = self.rect.with_max_y(self.rect.top() + 2.0 * HEAD);
        ui.painter().rect_filled(head, 0.0, c.sunk);
        let label = self.label(head).shrink2(vec2(16.0, 0.0));
        let mut words = paint::line(ui, Type::Body, c.ink2, format!("{joint}，两侧都量"));
        if words.size().x > label.width() {
            words = paint::line(ui, Type::Body, c.ink2, joint);
        }
        paint::put_left(ui.painter(), label, &words);
        for (at, side) in SIDES.into_iter().enumerate() {
            let first = self.cell(head, at * 2);
            let both = Rect::from_min_size(first.min, vec2(2.0 * self.column, HEAD));
            paint::put_center(ui.painter(), both, &paint::line(ui, Type::Body, c.ink, side.label()));
            for (of, mode) in MODES.into_iter().enumerate() {
                let place = self.cell(head, at * 2 + of).with_min_y(head.top() + HEAD);
                paint::put_center(ui.painter(), place, &paint::line(ui, Type::Body, c.ink, mode));
            }
        }
    }

    /// 活动范围 is reckoned from the two values and kept nowhere.
    fn range_ui(&self, ui: &Ui, view: &CaseView, joint: &str) {
        let c = colors();
        let top = self.rect.top() + 2.0 * HEAD + self.n_rows as f32 * self.row;
        let line = Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), self.range));
        ui.painter().rect_filled(line, 0.0, c.sunk);
        let label = self.label(line).shrink2(vec2(16.0, 0.0));
        paint::put_left(ui.painter(), label, &paint::line(ui, Type::Field, c.ink2, "活动范围"));
        for (column, (side, mode)) in columns().enumerate() {
            let value = |movement| {
                let cell = Cell { joint, movement, side, mode };
                cell.recorded(view)?.1.value.parse::<f64>().ok()
            };
            let (Some(bent), Some(straight)) = (value("屈曲"), value("伸直")) else { continue };
            let words = format!("{}°", tidy(bent + straight)).replace('-', "−");
            let place = self.cell(line, column);
            paint::put_center(ui.painter(), place, &paint::regular(ui, Type::Title, c.ink2, words));
        }
    }

    fn lines_ui(&self, ui: &Ui) {
        let c = colors();
        let rect = self.rect;
        ui.painter().rect_stroke(rect, 0.0, paint::thin(ui, c.line2), egui::StrokeKind::Inside);
        let values = rect.with_min_x(rect.left() + self.label);
        paint::hline(ui, values, rect.top() + HEAD, c.line2);
        for at in 0..=self.n_rows {
            paint::hline(ui, rect, rect.top() + 2.0 * HEAD + at as f32 * self.row, c.line2);
        }
        for column in 0..4 {
            let x = rect.left() + self.label + column as f32 * self.column;
            let top = if column % 2 == 0 { rect.top() } else { rect.top() + HEAD };
            paint::vline(ui, rect.with_min_y(top), x, c.line2);
        }
    }
}

/// Bending and stretching together give a range.
fn has_range(movements: &[&str]) -> bool {
    movements.contains(&"屈曲") && movements.contains(&"伸直")
}

fn row_height(is_low: bool) -> f32 {
    if is_low { 44.0 } else { 48.0 }
}

fn table_height(movements: &[&str], is_low: bool) -> f32 {
    let range = if has_range(movements) { RANGE } else { 0.0 };
    2.0 * HEAD + row_height(is_low) * movements.len() as f32 + range
}

/// 99 rather than 99.0.
fn tidy(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}
