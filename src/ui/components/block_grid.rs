//! The grid of a ledger: as the spreadsheet people know. A cell is marked, Shift widens the block, Ctrl+C takes it along.
//!
//! Head 36, sums right below it so that they are always in view, rows 32, frozen columns at the left. It wants the rest
//! of its panel and scrolls itself. Cells are facts of a case: Enter and a double click open the row, nothing is typed.

use super::flow;
use super::long_table::is_copied;
use super::paint;
use super::table::Column;
use super::toasts;
use super::toasts::Toast;
use crate::domain::list_cell::tab_separated;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Align2;
use egui::Context;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui_table::CellInfo;
use egui_table::HeaderCellInfo;
use egui_table::HeaderRow;
use egui_table::TableDelegate;
use std::ops::RangeInclusive;

const HEAD: f32 = 36.0;

/// A grid. `BlockGrid::new("台账", &columns, n).frozen(3).totals(&sums).show(ui, &mut block, |ui, row, column| …, |row, column| text)`.
pub struct BlockGrid<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    n: u64,
    frozen: usize,
    totals: &'a [String],
}

/// The cells that are marked: from where it began to the cell the keyboard is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub from: (u64, usize),
    pub to: (u64, usize),
}

/// What happened in a grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockGridOutput {
    /// The row to open.
    pub opened: Option<u64>,
    /// The block to take along.
    pub copied: Option<Block>,
}

impl Block {
    /// One cell.
    pub fn at(row: u64, column: usize) -> Self {
        Self { from: (row, column), to: (row, column) }
    }

    /// Its rows.
    pub fn rows(&self) -> RangeInclusive<u64> {
        self.from.0.min(self.to.0)..=self.from.0.max(self.to.0)
    }

    /// Its columns.
    pub fn columns(&self) -> RangeInclusive<usize> {
        self.from.1.min(self.to.1)..=self.from.1.max(self.to.1)
    }

    /// How many cells it has.
    pub fn n_cells(&self) -> u64 {
        let n_rows = self.rows().end() - self.rows().start() + 1;
        let n_columns = self.columns().end() - self.columns().start() + 1;
        n_rows * n_columns as u64
    }

    /// Takes its cells along to a spreadsheet and says how many, with what else is to be known about them.
    pub fn copy(&self, ctx: &Context, remark: &str, said: impl Fn(u64, usize) -> String) {
        let rows = self.rows().map(|row| self.columns().map(|column| said(row, column)).collect());
        ctx.copy_text(tab_separated(rows));
        toasts::push(ctx, Toast::done(format!("已复制 {} 格，可以粘到表格里{remark}", self.n_cells())));
    }

    fn holds(&self, row: u64, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }

    /// The same with its free corner elsewhere, or a new one there.
    fn moved(self, row: u64, column: usize, widens: bool) -> Self {
        if widens { Self { to: (row, column), ..self } } else { Self::at(row, column) }
    }
}

impl<'a> BlockGrid<'a> {
    /// A grid with its columns and number of rows.
    pub fn new(name: &'a str, columns: &'a [Column<'a>], n: u64) -> Self {
        Self { name, columns, n, frozen: 0, totals: &[] }
    }

    /// The first columns stay when the rest scrolls.
    pub fn frozen(mut self, n: usize) -> Self {
        self.frozen = n;
        self
    }

    /// The sums, one text for each column.
    pub fn totals(mut self, totals: &'a [String]) -> Self {
        self.totals = totals;
        self
    }

    /// The id the grid has in this `ui`, to give it the keyboard with `flow::focus`.
    pub fn id(ui: &Ui, name: &str) -> Id {
        ui.make_persistent_id(("block grid", name))
    }

    /// Shows the grid over the space there is: `cell` draws, `text` says the same in words.
    pub fn show(
        self,
        ui: &mut Ui,
        block: &mut Option<Block>,
        cell: impl FnMut(&mut Ui, u64, usize),
        text: impl Fn(u64, usize) -> String,
    ) -> BlockGridOutput {
        let rect = ui.available_rect_before_wrap();
        let id = Self::id(ui, self.name);
        let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
        let label =
            format!("{}，共 {} 行，方向键移动，Shift 选一块，Ctrl+C 复制，Enter 打开", self.name, self.n);
        keyboard.widget_info(|| WidgetInfo::labeled(Role::Table, true, &label));
        flow::arrived(ui, &keyboard);
        if block.is_some_and(|block| block.rows().end() >= &self.n) {
            *block = None;
        }
        let mut output = BlockGridOutput::default();
        let moved = self.keys(ui, &keyboard, block, rect.height());
        if keyboard.has_focus() && self.n > 0 {
            let at = block.get_or_insert(Block::at(0, 0)).to;
            if flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter) {
                output.opened = Some(at.0);
            }
            let said = format!("{} {}", self.columns.get(at.1).map_or("", |c| c.head), text(at.0, at.1));
            ui.ctx().accesskit_node_builder(id, |node| node.set_value(said));
        }
        if is_copied(ui, id) {
            output.copied = *block;
        }
        let mut table = self.table();
        if let Some((row, column)) = moved {
            table = table.scroll_to_row(row, None).scroll_to_column(column, None);
        }
        let mut cells = Cells { grid: &self, block: *block, cell, text: &text, clicked: None, opened: None };
        table.show(ui, &mut cells);
        let (clicked, opened) = (cells.clicked, cells.opened);
        if let Some((row, column, widens)) = clicked {
            let former = block.unwrap_or(Block::at(row, column));
            *block = Some(former.moved(row, column, widens));
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        output.opened = output.opened.or(opened);
        if keyboard.has_focus() {
            paint::ring_on(ui.painter(), rect, tokens().radius.card - 1);
        }
        output
    }

    fn table(&self) -> egui_table::Table {
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|column| egui_table::Column::new(column.width).resizable(false))
            .collect();
        let mut headers = vec![HeaderRow::new(HEAD)];
        if !self.totals.is_empty() {
            headers.push(HeaderRow::new(measures().row));
        }
        egui_table::Table::new()
            .id_salt(("cells of", self.name))
            .num_rows(self.n)
            .columns(columns)
            .num_sticky_cols(self.frozen)
            .headers(headers)
    }

    /// Moves the marked cell; returns where to, so that it comes into view.
    fn keys(
        &self,
        ui: &Ui,
        keyboard: &Response,
        block: &mut Option<Block>,
        height: f32,
    ) -> Option<(u64, usize)> {
        if !keyboard.has_focus() || self.n == 0 || self.columns.is_empty() {
            return None;
        }
        let filter = egui::EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, filter));
        let ctx = ui.ctx();
        let (last_row, last_column) = (self.n - 1, self.columns.len() - 1);
        if flow::pressed(ctx, Modifiers::COMMAND, Key::A) {
            *block = Some(Block { from: (0, 0), to: (last_row, last_column) });
            return None;
        }
        let former = block.unwrap_or(Block::at(0, 0));
        let (row, column) = former.to;
        let page = ((height - 2.0 * HEAD) / measures().row).floor().max(1.0) as u64;
        let ways: [(Modifiers, Key, (u64, usize)); 10] = [
            (Modifiers::COMMAND, Key::Home, (0, 0)),
            (Modifiers::COMMAND, Key::End, (last_row, last_column)),
            (Modifiers::NONE, Key::ArrowDown, ((row + 1).min(last_row), column)),
            (Modifiers::NONE, Key::ArrowUp, (row.saturating_sub(1), column)),
            (Modifiers::NONE, Key::ArrowRight, (row, (column + 1).min(last_column))),
            (Modifiers::NONE, Key::ArrowLeft, (row, column.saturating_sub(1))),
            (Modifiers::NONE, Key::PageDown, ((row + page).min(last_row), column)),
            (Modifiers::NONE, Key::PageUp, (row.saturating_sub(page), column)),
            (Modifiers::NONE, Key::Home, (row, 0)),
            (Modifiers::NONE, Key::End, (row, last_column)),
        ];
        for (modifiers, key, (row, column)) in ways {
            let widens = flow::pressed(ctx, modifiers.plus(Modifiers::SHIFT), key);
            if widens || flow::pressed(ctx, modifiers, key) {
                *block = Some(former.moved(row, column, widens));
                return Some((row, column));
            }
        }
        None
    }
}

struct Cells<'t, C, T> {
    grid: &'t BlockGrid<'t>,
    block: Option<Block>,
    cell: C,
    text: &'t T,
    clicked: Option<(u64, usize, bool)>,
    opened: Option<u64>,
}

impl<C: FnMut(&mut Ui, u64, usize), T: Fn(u64, usize) -> String> TableDelegate for Cells<'_, C, T> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let c = colors();
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, c.side);
        let at = cell.col_range.start;
        let Some(column) = self.grid.columns.get(at) else { return };
        let align = if column.right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
        let inner = rect.shrink2(egui::vec2(8.0, 0.0));
        let words = match cell.row_nr {
            0 => paint::bold(ui, Type::Body, c.ink, column.head),
            _ => {
                let sum = self.grid.totals.get(at).map_or("", String::as_str);
                paint::cut(ui, Type::Note, c.ink2, sum, inner.width())
            }
        };
        paint::put(ui.painter(), inner, align, &words);
        let is_last = cell.row_nr > 0 || self.grid.totals.is_empty();
        paint::hline(ui, rect, rect.bottom() - 1.0, if is_last { c.line2 } else { c.line });
        self.edge(ui, rect, cell.col_range.end);
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = ui.max_rect();
        let c = colors();
        let is_marked = self.block.is_some_and(|block| block.to.0 == row);
        ui.painter().rect_filled(rect, 0.0, if is_marked { c.tint } else { c.paper });
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let c = colors();
        let rect = ui.max_rect();
        let (row, at) = (cell.row_nr, cell.col_nr);
        let response = ui.interact(rect, ui.unique_id().with("cell"), Sense::CLICK);
        let is_marked = self.block.is_some_and(|block| block.holds(row, at));
        let column = self.grid.columns.get(at);
        response.widget_info(|| {
            let said = format!("{} {}", column.map_or("", |column| column.head), (self.text)(row, at));
            WidgetInfo::selected(Role::Cell, true, is_marked, said.trim())
        });
        if is_marked && self.block.is_some_and(|block| block.n_cells() > 1) {
            ui.painter().rect_filled(rect, 0.0, c.tint2);
        }
        if response.clicked() {
            let widens = ui.input(|input| input.modifiers.shift);
            self.clicked = Some((row, at, widens));
        }
        if response.double_clicked() {
            self.opened = Some(row);
        }
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
        let is_right = column.is_some_and(|column| column.right);
        let layout = if is_right {
            egui::Layout::right_to_left(Align::Center)
        } else {
            egui::Layout::left_to_right(Align::Center)
        };
        let inner = rect.shrink2(egui::vec2(8.0, 0.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            (self.cell)(ui, row, at);
        });
        self.edge(ui, rect, at + 1);
        if self.block.is_some_and(|block| block.to == (row, at)) {
            let inside = rect.shrink2(egui::vec2(1.0, 1.0));
            paint::ring_on(ui.painter(), inside, 0);
        }
    }

    fn default_row_height(&self) -> f32 {
        measures().row
    }
}

impl<C, T> Cells<'_, C, T> {
    fn edge(&self, ui: &Ui, rect: Rect, end: usize) {
        let c = colors();
        if end == self.grid.frozen {
            let edge = Rect::from_min_max(pos2(rect.right() - 2.0, rect.top()), rect.max);
            ui.painter().rect_filled(edge, 0.0, c.line2);
        } else {
            paint::vline(ui, rect, rect.right() - 1.0, c.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Block;

    #[test]
    fn a_block_is_the_same_whichever_corner_it_began_at() {
        let block = Block { from: (7, 4), to: (5, 6) };
        assert_eq!((block.rows(), block.columns(), block.n_cells()), (5..=7, 4..=6, 9));
        assert!(block.holds(6, 5) && !block.holds(4, 5) && !block.holds(6, 7));
        assert_eq!(block.moved(5, 3, true), Block { from: (7, 4), to: (5, 3) });
        assert_eq!(block.moved(5, 3, false), Block::at(5, 3));
    }
}
