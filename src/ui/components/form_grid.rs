//! A form on a white card: twelve columns, gutter 16, widths from the card alone, never from the last frame.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Align;
use egui::Layout;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const COLUMNS: u32 = 12;
const NARROW: f32 = 360.0;

/// The twelve columns of a width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Columns {
    width: f32,
    column: f32,
}

impl Columns {
    /// `col = floor((W − 176) / 12)`.
    pub fn of(width: f32) -> Self {
        let gutters = measures().gutter * (COLUMNS - 1) as f32;
        Self { width, column: ((width - gutters) / COLUMNS as f32).floor().max(1.0) }
    }

    /// `span(n) = n·col + (n−1)·16`.
    pub fn span(self, n: u32) -> f32 {
        let n = n.clamp(1, COLUMNS) as f32;
        n * self.column + (n - 1.0) * measures().gutter
    }

    /// Left edge and width of a cell that starts after `before` columns; a cell that ends the row takes the rest.
    fn place(self, before: u32, n: u32) -> (f32, f32) {
        let left = if before == 0 { 0.0 } else { self.span(before) + measures().gutter };
        let width = if before + n >= COLUMNS { self.width - left } else { self.span(n) };
        (left, width)
    }
}

/// Rows of fields. `FormGrid::show(ui, |grid| grid.row(|row| { row.cell(3, |ui| …); row.cell(4, |ui| …); }))`.
pub struct FormGrid<'u> {
    ui: &'u mut Ui,
    columns: Columns,
}

impl FormGrid<'_> {
    /// Opens a grid over the width there is.
    pub fn show<R>(ui: &mut Ui, add: impl FnOnce(&mut FormGrid<'_>) -> R) -> R {
        let columns = Columns::of(ui.available_width());
        add(&mut FormGrid { ui, columns })
    }

    /// One row; cells that do not fit any more go on in the next line, in the same order.
    pub fn row<R>(&mut self, add: impl FnOnce(&mut FormRow<'_>) -> R) -> R {
        let top = self.ui.cursor().min;
        let mut row =
            FormRow { ui: self.ui, columns: self.columns, before: 0, top: top.y, left: top.x, bottom: top.y };
        let result = add(&mut row);
        let bottom = row.bottom;
        let rect = Rect::from_min_max(top, pos2(top.x + self.columns.width, bottom));
        let usual = std::mem::replace(&mut self.ui.spacing_mut().item_spacing.y, measures().space_1);
        self.ui.advance_cursor_after_rect(rect);
        self.ui.spacing_mut().item_spacing.y = usual;
        result
    }

    /// The ui of the card, for what is not a field.
    pub fn ui(&mut self) -> &mut Ui {
        self.ui
    }
}

/// One row of cells.
pub struct FormRow<'u> {
    ui: &'u mut Ui,
    columns: Columns,
    before: u32,
    top: f32,
    left: f32,
    bottom: f32,
}

impl FormRow<'_> {
    /// A cell over `n` of the twelve columns. In a narrow card every cell takes the whole width.
    pub fn cell<R>(&mut self, n: u32, add: impl FnOnce(&mut Ui) -> R) -> R {
        let n = if self.columns.width < NARROW { COLUMNS } else { n };
        if self.before + n > COLUMNS {
            self.before = 0;
            self.top = self.bottom + measures().space_1;
        }
        let (left, width) = self.columns.place(self.before, n);
        let salt = ("form cell", self.before, (self.top - self.ui.min_rect().top()) as i32);
        self.before += n;
        let place = Rect::from_min_size(pos2(self.left + left, self.top), vec2(width, f32::INFINITY));
        let layout = Layout::top_down(Align::LEFT);
        let mut child = self.ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(salt));
        let result = add(&mut child);
        self.bottom = self.bottom.max(child.min_rect().bottom());
        result
    }

    /// Leaves `n` columns empty.
    pub fn skip(&mut self, n: u32) {
        self.before = (self.before + n).min(COLUMNS);
    }
}

/// A white card with a heading. `Card::new("委托人").aside("2 人").show(ui, |ui| …)`.
pub struct Card<'a> {
    heading: &'a str,
    aside: &'a str,
    ruled: bool,
    height: Option<f32>,
    padding: f32,
}

impl<'a> Card<'a> {
    /// A card with a heading; an empty heading leaves it out.
    pub fn new(heading: &'a str) -> Self {
        Self { heading, aside: "", ruled: false, height: None, padding: measures().space_4 }
    }

    /// Grey words at the right of the heading.
    pub fn aside(mut self, aside: &'a str) -> Self {
        self.aside = aside;
        self
    }

    /// A line under the heading, as lists have it.
    pub fn ruled(mut self) -> Self {
        self.ruled = true;
        self
    }

    /// A fixed height, for cards side by side; the content may scroll inside.
    pub fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Other room around the content; 0 for rows that reach the edge.
    pub fn padding(mut self, padding: f32) -> Self {
        self.padding = padding;
        self
    }

    /// Shows the card over the width there is.
    pub fn show<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let background = ui.painter().add(egui::Shape::Noop);
        let outer = ui.available_rect_before_wrap();
        let head = self.head_height();
        let inner_min = outer.min + vec2(self.padding, head);
        let inner_width = outer.width() - 2.0 * self.padding;
        let inner_height = self.height.map_or(f32::INFINITY, |height| height - head - self.padding);
        let inner = Rect::from_min_size(inner_min, vec2(inner_width, inner_height));
        let layout = Layout::top_down(Align::LEFT);
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt(("card", self.heading)));
        if self.height.is_some() {
            child.set_clip_rect(
                child
                    .clip_rect()
                    .intersect(inner.expand2(vec2(self.padding.min(6.0), self.padding.min(6.0)))),
            );
        }
        let result = add(&mut child);
        let content = child.min_rect().bottom() + self.padding;
        let bottom = self.height.map_or(content, |height| outer.top() + height);
        let rect = Rect::from_min_max(outer.min, pos2(outer.right(), bottom));
        let c = colors();
        let stroke = paint::thin(ui, c.line);
        let radius = f32::from(crate::ui::theme::tokens().radius.card);
        let shape = egui::epaint::RectShape::new(rect, radius, c.paper, stroke, egui::StrokeKind::Inside);
        ui.painter().set(background, shape);
        self.paint_head(ui, rect);
        ui.advance_cursor_after_rect(rect);
        result
    }

    fn head_height(&self) -> f32 {
        match (self.heading.is_empty(), self.ruled) {
            (true, _) => self.padding,
            (false, true) => 44.0 + if self.padding > 0.0 { 8.0 } else { 0.0 },
            (false, false) => 44.0,
        }
    }

    fn paint_head(&self, ui: &mut Ui, rect: Rect) {
        if self.heading.is_empty() {
            return;
        }
        let c = colors();
        let pad = measures().space_4;
        let line = Rect::from_min_size(rect.min + vec2(pad, 6.0), vec2(rect.width() - 2.0 * pad, 36.0));
        let heading = paint::bold(ui, Type::Field, c.ink, self.heading);
        let place = paint::put_left(ui.painter(), line, &heading);
        let id = ui.unique_id().with(("card heading", self.heading));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, self.heading));
        if !self.aside.is_empty() {
            paint::put_right(ui.painter(), line, &paint::line(ui, Type::Note, c.ink2, self.aside));
        }
        if self.ruled {
            paint::hline(ui, rect, rect.top() + 44.0, c.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn columns_are_those_of_the_look() {
        let check = |width: f32, column: f32| assert_eq!(Columns::of(width).span(1), column, "{width}");
        check(1148.0, 81.0);
        check(1046.0, 72.0);
        check(816.0, 53.0);
        assert_eq!(Columns::of(816.0).span(3), 3.0 * 53.0 + 2.0 * 16.0);
    }

    #[test]
    fn the_last_cell_ends_at_the_edge() {
        for width in [816.0, 1046.0, 1148.0, 700.0] {
            let (left, cell) = Columns::of(width).place(8, 4);
            assert_eq!(left + cell, width);
        }
    }
}
