//! Short tables: a head, rows of 32, widths that are given. For long lists see `long_table`.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Align;
use egui::Color32;
use egui::Layout;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// The word in the head.
    pub head: &'a str,
    /// The width; 0 shares what is left.
    pub width: f32,
    /// Right-aligned, for numbers.
    pub right: bool,
}

impl<'a> Column<'a> {
    /// A column of a width.
    pub fn of(head: &'a str, width: f32) -> Self {
        Self { head, width, right: false }
    }

    /// A column that takes what is left.
    pub fn rest(head: &'a str) -> Self {
        Self { head, width: 0.0, right: false }
    }

    /// Aligns the column right.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// How a row looks beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowLook {
    /// As it is.
    #[default]
    Plain,
    /// The row in focus.
    Selected,
    /// Not yet compared.
    ToCheck,
    /// Sealed: grey, with a lock chip from the caller.
    Sealed,
}

/// One row being built.
pub struct RowUi<'u> {
    ui: &'u mut Ui,
    cells: Vec<Rect>,
    rights: Vec<bool>,
    next: usize,
    ink: Color32,
}

impl RowUi<'_> {
    /// The next cell as text; it is never cut, so give names the room they need.
    pub fn text(&mut self, text: &str) {
        let galley = paint::line(self.ui, Type::Body, self.ink, text);
        self.put(&galley);
    }

    /// The next cell as small text.
    pub fn note(&mut self, text: &str) {
        let galley = paint::line(self.ui, Type::Note, colors().ink2, text);
        self.put(&galley);
    }

    /// The next cell as a person's name.
    pub fn name(&mut self, name: &str) {
        let galley = paint::regular(self.ui, Type::Body, self.ink, name);
        self.put(&galley);
    }

    /// A correction: the old text struck, then the new one, then who and why.
    pub fn corrected(&mut self, old: &str, new: &str) {
        let Some(cell) = self.take() else { return };
        let struck = egui::TextFormat {
            strikethrough: egui::Stroke::new(1.0, colors().ink2),
            ..crate::ui::theme::format(Type::Body, colors().ink2)
        };
        let mut job = egui::text::LayoutJob::single_section(old.to_owned(), struck);
        job.append(new, 12.0, crate::ui::theme::format(Type::Body, colors().ink));
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        paint::put_left(self.ui.painter(), cell, &galley);
    }

    /// The next cell as anything else.
    pub fn cell<R>(&mut self, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
        let right = self.rights.get(self.next).copied().unwrap_or(false);
        let at = self.next;
        let cell = self.take()?;
        let layout =
            if right { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
        let mut child =
            self.ui.new_child(UiBuilder::new().max_rect(cell).layout(layout).id_salt(("cell", at)));
        Some(add(&mut child))
    }

    fn put(&mut self, galley: &std::sync::Arc<egui::Galley>) {
        let right = self.rights.get(self.next).copied().unwrap_or(false);
        if let Some(cell) = self.take() {
            let align = if right { egui::Align2::RIGHT_CENTER } else { egui::Align2::LEFT_CENTER };
            paint::put(self.ui.painter(), cell, align, galley);
        }
    }

    fn take(&mut self) -> Option<Rect> {
        let cell = self.cells.get(self.next).copied();
        self.next += 1;
        cell
    }
}

/// A table. `Table::new("影像许可", &[Column::of("谁拍", 76.0), Column::rest("结果")]).show(ui, n, look, |row, at| …)`.
pub struct Table<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    head: bool,
    row: f32,
    boxed: bool,
}

impl<'a> Table<'a> {
    /// A table with its columns.
    pub fn new(name: &'a str, columns: &'a [Column<'a>]) -> Self {
        Self { name, columns, head: true, row: measures().row, boxed: false }
    }

    /// Leaves the head out.
    pub fn headless(mut self) -> Self {
        self.head = false;
        self
    }

    /// Other rows than 32: 24, 27, 56, 62.
    pub fn row_height(mut self, height: f32) -> Self {
        self.row = height;
        self
    }

    /// Lines around every cell, as in 影像许可.
    pub fn boxed(mut self) -> Self {
        self.boxed = true;
        self
    }

    /// Shows the rows; returns the response of each, so the caller sees which was pressed.
    pub fn show(
        self,
        ui: &mut Ui,
        n: usize,
        look: impl Fn(usize) -> RowLook,
        mut fill: impl FnMut(&mut RowUi<'_>, usize),
    ) -> Vec<Response> {
        let usual = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 0.0);
        let widths = self.widths(ui.available_width());
        let top = ui.cursor().top();
        if self.head {
            self.head_ui(ui, &widths);
        }
        let responses = (0..n).map(|at| self.row_ui(ui, &widths, at, look(at), &mut fill)).collect();
        if self.boxed {
            self.lines(ui, &widths, top);
        }
        ui.spacing_mut().item_spacing.y = usual;
        responses
    }

    fn widths(&self, all: f32) -> Vec<f32> {
        let fixed: f32 = self.columns.iter().map(|column| column.width).sum();
        let n_rest = self.columns.iter().filter(|column| column.width == 0.0).count().max(1);
        let rest = ((all - fixed) / n_rest as f32).floor().max(32.0);
        self.columns.iter().map(|column| if column.width == 0.0 { rest } else { column.width }).collect()
    }

    fn cells(&self, rect: Rect, widths: &[f32]) -> Vec<Rect> {
        let mut x = rect.left();
        let cell = |width: &f32| {
            let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, rect.height()));
            x += width;
            cell.shrink2(vec2(8.0, 0.0))
        };
        widths.iter().map(cell).collect()
    }

    fn head_ui(&self, ui: &mut Ui, widths: &[f32]) {
        let c = colors();
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.row), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self.name));
        ui.painter().rect_filled(rect, 0.0, c.side);
        for (cell, column) in self.cells(rect, widths).into_iter().zip(self.columns) {
            let align = if column.right { egui::Align2::RIGHT_CENTER } else { egui::Align2::LEFT_CENTER };
            paint::put(ui.painter(), cell, align, &paint::line(ui, Type::Note, c.ink2, column.head));
        }
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line2);
    }

    fn row_ui(
        &self,
        ui: &mut Ui,
        widths: &[f32],
        at: usize,
        look: RowLook,
        fill: &mut impl FnMut(&mut RowUi<'_>, usize),
    ) -> Response {
        let c = colors();
        let size = vec2(ui.available_width(), self.row);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = format!("{} 第 {} 行", self.name, at + 1);
        let selected = look == RowLook::Selected;
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, &name));
        row_ground(ui, rect, &response, look);
        let ink = if look == RowLook::Sealed { c.ink2 } else { c.ink };
        let rights = self.columns.iter().map(|column| column.right).collect();
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((self.name, at)));
        let mut row = RowUi { ui: &mut child, cells: self.cells(rect, widths), rights, next: 0, ink };
        fill(&mut row, at);
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
        response
    }

    fn lines(&self, ui: &Ui, widths: &[f32], top: f32) {
        let c = colors();
        let rect =
            Rect::from_min_max(pos2(ui.cursor().left(), top), pos2(ui.max_rect().right(), ui.cursor().top()));
        let mut x = rect.left();
        for width in widths {
            paint::vline(ui, rect, x, c.line2);
            x += width;
        }
        let all = rect.with_max_x(x.min(rect.right()));
        ui.painter().rect_stroke(all, 0.0, paint::thin(ui, c.line2), egui::StrokeKind::Inside);
    }
}

/// The ground of a row: hover, selected with its bar, to check; the focus ring lies inside.
pub(super) fn row_ground(ui: &Ui, rect: Rect, response: &Response, look: RowLook) {
    let c = colors();
    let fill = match look {
        RowLook::Selected => Some(c.tint2),
        RowLook::ToCheck => Some(c.amber_t),
        RowLook::Plain | RowLook::Sealed if response.hovered() => Some(c.sunk),
        RowLook::Plain | RowLook::Sealed => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if look == RowLook::Selected {
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, c.acc);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
}
