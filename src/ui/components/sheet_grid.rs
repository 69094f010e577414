//! The official sheet on screen: paper 816 wide, black grid, 宋体 title, square corners.
//!
//! Label cells have their width, value cells share the rest by weight, the last takes what is left.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::is_low;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Layout;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::Vec2;
use egui::epaint::RectShape;
use egui::pos2;
use egui::vec2;

const NARROW: f32 = 660.0;
const ONE_COLUMN: f32 = 560.0;
const ROW: f32 = 37.0;

/// One cell of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// A label, bold on a sunk ground, of a width in points (80–112, mostly 96).
    Label(&'a str, f32),
    /// A value, with its share of the rest of the row.
    Value(f32),
}

/// A sheet. `Sheet::new("单方委托涉保鉴定注意事项").corner("F-03　四川").page("第 1 页，共 1 页").show(ui, |grid| …)`.
pub struct Sheet<'a> {
    title: &'a str,
    corner: &'a str,
    page: &'a str,
}

impl<'a> Sheet<'a> {
    /// A sheet with its title.
    pub fn new(title: &'a str) -> Self {
        Self { title, corner: "", page: "" }
    }

    /// Form number and pack, at the left of the title.
    pub fn corner(mut self, corner: &'a str) -> Self {
        self.corner = corner;
        self
    }

    /// Page and pages, at the right of the title.
    pub fn page(mut self, page: &'a str) -> Self {
        self.page = page;
        self
    }

    /// Shows the sheet, centred; narrow windows give it all their width.
    pub fn show<R>(self, ui: &mut Ui, add: impl FnOnce(&mut SheetGrid<'_>) -> R) -> R {
        let m = measures();
        let margin = if is_low(ui.ctx()) { m.space_2 } else { m.space_3 };
        let all = ui.available_width();
        let widest = match Width::of_window(ui.ctx()) {
            Width::Wide => 912.0,
            Width::Desk => m.sheet_outer,
            Width::Rail | Width::Narrow => all,
        };
        let outer = widest.min(all);
        let left = ui.cursor().left() + ((all - outer) / 2.0).floor();
        let top = ui.cursor().top() + margin;
        let background = ui.painter().add(egui::Shape::Noop);
        let shadow = ui.painter().add(egui::Shape::Noop);
        let inner = Rect::from_min_size(
            pos2(left + m.sheet_padding, top),
            vec2(outer - 2.0 * m.sheet_padding, f32::INFINITY),
        );
        let head = if is_low(ui.ctx()) { 40.0 } else { 52.0 };
        self.head(ui, Rect::from_min_size(inner.min + vec2(0.0, 4.0), vec2(inner.width(), head)));
        let at = inner.min + vec2(0.0, head);
        let layout = Layout::top_down(Align::LEFT);
        let body =
            UiBuilder::new().max_rect(inner.with_min_y(at.y)).layout(layout).id_salt(("sheet", self.title));
        let mut child = ui.new_child(body);
        child.spacing_mut().item_spacing = Vec2::ZERO;
        let mut grid = SheetGrid { ui: &mut child, width: inner.width(), row: 0 };
        let result = add(&mut grid);
        let bottom = child.min_rect().bottom();
        let frame = Rect::from_min_max(at, pos2(inner.right(), bottom));
        outline(ui, frame);
        let paper = Rect::from_min_max(pos2(left, top), pos2(left + outer, bottom + m.space_4));
        let c = colors();
        ui.painter().set(background, tokens().shadow.paper_lift.shadow().as_shape(paper, 0.0));
        ui.painter().set(shadow, RectShape::filled(paper, f32::from(tokens().radius.sheet), c.paper));
        let taken = Rect::from_min_max(ui.cursor().min, paper.max + vec2(0.0, margin));
        ui.advance_cursor_after_rect(taken);
        result
    }

    fn head(&self, ui: &mut Ui, rect: Rect) {
        let c = colors();
        let title = paint::line(ui, Type::SheetTitle, c.ink, self.title);
        let place = paint::put_center(ui.painter(), rect, &title);
        let id = ui.unique_id().with(("sheet title", self.title));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, self.title));
        paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, self.corner));
        paint::put_right(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, self.page));
    }
}

/// The grid of a sheet, filled row by row from the top.
pub struct SheetGrid<'u> {
    ui: &'u mut Ui,
    width: f32,
    row: usize,
}

impl SheetGrid<'_> {
    /// One row of cells; `fill` is called for every value cell with its number in the row.
    ///
    /// Where the sheet is too narrow for the row, every label begins a row of its own, in the same order.
    pub fn row(&mut self, height: f32, cells: &[Cell<'_>], mut fill: impl FnMut(&mut Ui, usize)) {
        let n_labels = cells.iter().filter(|cell| matches!(cell, Cell::Label(..))).count();
        if self.width >= NARROW || n_labels < 2 {
            self.line_of_cells(height, cells, 0, &mut fill);
            return;
        }
        let mut value = 0;
        let begins = (1..cells.len()).filter(|&at| matches!(cells[at], Cell::Label(..)));
        let mut from = 0;
        for to in begins.chain([cells.len()]) {
            self.line_of_cells(height, &cells[from..to], value, &mut fill);
            value += cells[from..to].iter().filter(|cell| matches!(cell, Cell::Value(_))).count();
            from = to;
        }
    }

    fn line_of_cells(
        &mut self,
        height: f32,
        cells: &[Cell<'_>],
        first: usize,
        fill: &mut impl FnMut(&mut Ui, usize),
    ) {
        let rect = self.take(height);
        let widths = widths(self.width, cells);
        let mut left = rect.left();
        let mut value = first;
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
            match *cell {
                Cell::Label(text, _) => label_cell(self.ui, place, text),
                Cell::Value(_) => {
                    self.cell(place, value, |ui| fill(ui, value));
                    value += 1;
                }
            }
            if at > 0 {
                paint::vline(self.ui, place, left, colors().line2);
            }
            left += width;
        }
        self.line_above(rect);
    }

    /// One row whose values are plain text; it grows with the longest, so no name is ever cut.
    pub fn facts(&mut self, cells: &[Cell<'_>], texts: &[&str]) {
        let narrow = self.width < NARROW;
        let room = |at: usize| {
            let values = cells
                .iter()
                .zip(widths(self.width, cells))
                .filter(|(cell, _)| matches!(cell, Cell::Value(_)));
            let beside = values.map(|(_, width)| width).nth(at).unwrap_or(self.width);
            let cell = if narrow { self.width - 112.0 } else { beside };
            cell - 16.0
        };
        let ink = colors().ink;
        let height =
            |(at, text): (usize, &&str)| paint::wrapped(self.ui, Type::Field, ink, *text, room(at)).size().y;
        let tallest = texts.iter().enumerate().map(height).fold(0.0, f32::max);
        self.row(ROW.max(tallest + 13.0), cells, |ui, value| {
            value_text(ui, texts.get(value).copied().unwrap_or_default());
        });
    }

    /// A band over the whole width: heading, words beside it, a count at the right.
    pub fn band(&mut self, heading: &str, words: &str, count: &str) {
        let c = colors();
        let rect = self.take(34.0);
        self.ui.painter().rect_filled(rect, 0.0, c.sunk);
        self.line_above(rect);
        let area = rect.shrink2(vec2(8.0, 0.0));
        let said =
            paint::put_left(self.ui.painter(), area, &paint::bold(self.ui, Type::Body, c.ink, heading));
        let beside = area.with_min_x(said.right() + 16.0);
        paint::put_left(self.ui.painter(), beside, &paint::line(self.ui, Type::Note, c.ink2, words));
        paint::put_right(self.ui.painter(), area, &paint::bold(self.ui, Type::Note, c.ink, count));
    }

    /// Points in two columns, read down then across; one column where the width does not hold two.
    pub fn points(&mut self, n: usize, height: f32, mut fill: impl FnMut(&mut Ui, usize)) {
        let n_columns = if self.width < ONE_COLUMN { 1 } else { 2 };
        let n_rows = n.div_ceil(n_columns);
        let rect = self.take(height * n_rows as f32);
        let first = (self.width / n_columns as f32).floor();
        for at in 0..n {
            let (column, row) = (at / n_rows, at % n_rows);
            let left = rect.left() + first * column as f32;
            let right = if column + 1 == n_columns { rect.right() } else { left + first };
            let top = rect.top() + height * row as f32;
            let place = Rect::from_min_max(pos2(left, top), pos2(right, top + height));
            self.cell_flush(place, at, |ui| fill(ui, at));
            if row > 0 {
                paint::hline(self.ui, place, place.top(), colors().line2);
            }
        }
        if n_columns == 2 {
            paint::vline(self.ui, rect, rect.left() + first, colors().line2);
        }
        self.line_above(rect);
    }

    /// Anything over the whole width.
    pub fn full<R>(&mut self, height: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
        let rect = self.take(height);
        let result = self.cell_flush(rect, 0, add);
        self.line_above(rect);
        result
    }

    fn take(&mut self, height: f32) -> Rect {
        self.row += 1;
        let (rect, _) = self.ui.allocate_exact_size(vec2(self.width, height), Sense::hover());
        rect
    }

    fn line_above(&self, rect: Rect) {
        paint::hline(self.ui, rect, rect.top(), colors().grid);
    }

    fn cell<R>(&mut self, place: Rect, value: usize, add: impl FnOnce(&mut Ui) -> R) -> R {
        self.cell_flush(place.shrink2(vec2(8.0, 0.0)), value, add)
    }

    fn cell_flush<R>(&mut self, place: Rect, value: usize, add: impl FnOnce(&mut Ui) -> R) -> R {
        let layout = Layout::left_to_right(Align::Center);
        let salt = ("sheet cell", self.row, value);
        let mut child = self.ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(salt));
        child.spacing_mut().item_spacing = vec2(8.0, 8.0);
        add(&mut child)
    }
}

/// Plain text in a value cell, over as many lines as it needs.
pub fn value_text(ui: &Ui, text: &str) {
    let area = ui.max_rect();
    paint::put_left(ui.painter(), area, &paint::wrapped(ui, Type::Field, colors().ink, text, area.width()));
}

fn label_cell(ui: &Ui, rect: Rect, text: &str) {
    let c = colors();
    ui.painter().rect_filled(rect, 0.0, c.sunk);
    let area = rect.shrink2(vec2(8.0, 4.0));
    let one = paint::bold(ui, Type::Body, c.ink, text);
    if one.size().x <= area.width() {
        paint::put_left(ui.painter(), area, &one);
    } else {
        paint::put_left(ui.painter(), area, &paint::wrapped(ui, Type::Note, c.ink, text, area.width()));
    }
}

/// Value width = (all − labels) × weight ÷ weights, floored; the last cell takes the rest.
fn widths(all: f32, cells: &[Cell<'_>]) -> Vec<f32> {
    let labels: f32 =
        cells.iter().map(|cell| if let Cell::Label(_, width) = cell { *width } else { 0.0 }).sum();
    let weights: f32 =
        cells.iter().map(|cell| if let Cell::Value(weight) = cell { *weight } else { 0.0 }).sum();
    let mut left = all;
    let mut widths = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let width = match cell {
            _ if at + 1 == cells.len() => left,
            Cell::Label(_, width) => *width,
            Cell::Value(weight) => ((all - labels) * weight / weights).floor(),
        };
        left -= width;
        widths.push(width);
    }
    widths
}

fn outline(ui: &Ui, frame: Rect) {
    let stroke = paint::thin(ui, colors().grid);
    ui.painter().rect_stroke(frame, 0.0, stroke, egui::StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use super::widths;

    #[test]
    fn values_share_what_the_labels_leave() {
        let cells =
            [Cell::Label("委托人", 96.0), Cell::Value(2.0), Cell::Label("被鉴定人", 96.0), Cell::Value(1.0)];
        assert_eq!(widths(768.0, &cells), [96.0, 384.0, 96.0, 192.0]);
    }

    #[test]
    fn a_row_is_exactly_as_wide_as_the_sheet() {
        let cells = [Cell::Label("甲", 80.0), Cell::Value(1.0), Cell::Value(1.0), Cell::Value(1.0)];
        for all in [768.0, 700.0, 911.0] {
            assert_eq!(widths(all, &cells).iter().sum::<f32>(), all);
        }
    }
}
