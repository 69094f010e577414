//! Long lists: only the rows in view are built. Head 36, rows 32, frozen columns, ↑ ↓ Page keys and Enter.
//!
//! Widths are given or stored, never automatic. It wants the rest of its panel and scrolls itself. While it has the
//! keyboard, letters go to the search beside it (`typed_along`) and Ctrl+C takes the row (`is_copied`).

use super::flow;
use super::ime;
use super::paint;
use super::table::Column;
use super::table::RowLook;
use super::table::row_ground;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
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
use egui_table::PrefetchInfo;
use egui_table::TableDelegate;
use std::ops::Range;

const HEAD: f32 = 36.0;
/// What a column that takes the rest keeps where there is none.
const LEAST_REST: f32 = 120.0;

/// A long list. `LongTable::new("案件", &columns, n).frozen(3).show(ui, &mut selected, |visible| …, |ui, row, column| …)`.
pub struct LongTable<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    n: u64,
    frozen: usize,
    name_of_row: Option<&'a dyn Fn(u64) -> String>,
    sorted: Option<(usize, Order)>,
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest, soonest, first of the alphabet on top.
    Rising,
    /// The other way round.
    Falling,
}

impl Order {
    /// The other way round.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Rising => Self::Falling,
            Self::Falling => Self::Rising,
        }
    }
}

/// What happened in a long list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LongTableOutput {
    /// The row that was pressed or moved to.
    pub selected: Option<u64>,
    /// The row to open: Enter or a double click.
    pub opened: Option<u64>,
    /// The column whose head was pressed, to sort by it.
    pub sort: Option<usize>,
}

impl<'a> LongTable<'a> {
    /// A list with its columns and number of rows.
    pub fn new(name: &'a str, columns: &'a [Column<'a>], n: u64) -> Self {
        Self { name, columns, n, frozen: 0, name_of_row: None, sorted: None }
    }

    /// The first columns stay when the rest scrolls.
    pub fn frozen(mut self, n: usize) -> Self {
        self.frozen = n;
        self
    }

    /// The column it is sorted by and which way; the heads can be pressed then.
    pub fn sorted(mut self, column: usize, order: Order) -> Self {
        self.sorted = Some((column, order));
        self
    }

    /// The id the list has in this `ui`, to give it the keyboard with `flow::focus`.
    pub fn id(ui: &Ui, name: &str) -> Id {
        ui.make_persistent_id(("long table", name))
    }

    /// The spoken name of a row; its number unless set.
    pub fn row_name(mut self, name: &'a dyn Fn(u64) -> String) -> Self {
        self.name_of_row = Some(name);
        self
    }

    /// Shows the list over the space there is. `prepare` is told which rows come into view, to load only those.
    pub fn show(
        self,
        ui: &mut Ui,
        selected: &mut Option<u64>,
        prepare: impl FnMut(Range<u64>),
        cell: impl FnMut(&mut Ui, u64, usize),
    ) -> LongTableOutput {
        let rect = ui.available_rect_before_wrap();
        let id = Self::id(ui, self.name);
        let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
        let label = format!("{}，共 {} 行，上下键选，Enter 打开", self.name, self.n);
        keyboard.widget_info(|| WidgetInfo::labeled(Role::Table, true, &label));
        flow::arrived(ui, &keyboard);
        let mut output = LongTableOutput::default();
        let moved = self.keys(ui, &keyboard, *selected, rect.height());
        let aside = self.aside(ui, &keyboard);
        if let Some(to) = moved.selected {
            *selected = Some(to);
        }
        output.opened = moved.opened;
        let all = rect.width() - 16.0;
        let fixed: f32 = self.columns.iter().map(|column| column.width).sum();
        let rest = (all - fixed).max(LEAST_REST);
        let width = |column: &Column<'_>| if column.width == 0.0 { rest } else { column.width };
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|column| egui_table::Column::new(width(column)).resizable(false))
            .collect();
        let mut table = egui_table::Table::new()
            .id_salt(("rows of", self.name))
            .num_rows(self.n)
            .columns(columns)
            .num_sticky_cols(self.frozen)
            .headers([HeaderRow::new(HEAD)]);
        if let Some(to) = moved.selected {
            table = table.scroll_to_row(to, None);
        }
        if let Some(column) = aside {
            table = table.scroll_to_column(column, Some(Align::Min));
        }
        let mut rows = Rows {
            table: &self,
            selected: *selected,
            prepare,
            cell,
            clicked: None,
            opened: None,
            sort: None,
        };
        table.show(ui, &mut rows);
        let (clicked, opened) = (rows.clicked, rows.opened);
        output.sort = rows.sort;
        if let Some(clicked) = clicked {
            *selected = Some(clicked);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        output.opened = output.opened.or(opened);
        output.selected = moved.selected.or(clicked);
        if keyboard.has_focus() {
            paint::ring_on(ui.painter(), rect, tokens().radius.card - 1);
        }
        output
    }

    /// ← → bring the column before or after to the left edge, where not all of them fit beside each other.
    fn aside(&self, ui: &Ui, keyboard: &Response) -> Option<usize> {
        if !keyboard.has_focus() {
            return None;
        }
        let key = keyboard.id.with("column at the left");
        let at = ui.data(|data| data.get_temp::<usize>(key)).unwrap_or(self.frozen);
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        let to = match () {
            () if pressed(Key::ArrowRight) => (at + 1).min(self.columns.len().saturating_sub(1)),
            () if pressed(Key::ArrowLeft) => at.saturating_sub(1).max(self.frozen),
            () => return None,
        };
        ui.data_mut(|data| data.insert_temp(key, to));
        Some(to)
    }

    fn keys(&self, ui: &Ui, keyboard: &Response, selected: Option<u64>, height: f32) -> LongTableOutput {
        let mut output = LongTableOutput::default();
        if !keyboard.has_focus() || self.n == 0 {
            return output;
        }
        let filter = egui::EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, filter));
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        let page = ((height - HEAD) / measures().row).floor().max(1.0) as u64;
        let last = self.n - 1;
        let from = selected.unwrap_or(0);
        output.selected = match () {
            () if pressed(Key::ArrowDown) => Some(selected.map_or(0, |at| (at + 1).min(last))),
            () if pressed(Key::ArrowUp) => Some(from.saturating_sub(1)),
            () if pressed(Key::PageDown) => Some((from + page).min(last)),
            () if pressed(Key::PageUp) => Some(from.saturating_sub(page)),
            () if pressed(Key::Home) => Some(0),
            () if pressed(Key::End) => Some(last),
            () => None,
        };
        if pressed(Key::Enter) {
            output.opened = selected;
        }
        output
    }
}

struct Rows<'t, P, C> {
    table: &'t LongTable<'t>,
    selected: Option<u64>,
    prepare: P,
    cell: C,
    clicked: Option<u64>,
    opened: Option<u64>,
    sort: Option<usize>,
}

impl<P: FnMut(Range<u64>), C: FnMut(&mut Ui, u64, usize)> TableDelegate for Rows<'_, P, C> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        (self.prepare)(info.visible_rows.clone());
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let c = colors();
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, c.side);
        let Some(column) = self.table.columns.get(cell.col_range.start) else { return };
        let align = if column.right { egui::Align2::RIGHT_CENTER } else { egui::Align2::LEFT_CENTER };
        let inner = rect.shrink2(egui::vec2(8.0, 0.0));
        let head = paint::put(ui.painter(), inner, align, &paint::bold(ui, Type::Body, c.ink, column.head));
        if let Some(sorted) = self.table.sorted {
            self.sort_ui(ui, rect, head, cell.col_range.start, sorted);
        }
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line2);
        self.frozen_edge(ui, rect, cell.col_range.end);
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = ui.max_rect();
        let response = ui.interact(rect, ui.unique_id().with("row"), Sense::CLICK);
        let name = self.table.name_of_row.map_or_else(|| format!("第 {} 行", row + 1), |name| name(row));
        let selected = self.selected == Some(row);
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, &name));
        ui.painter().rect_filled(rect, 0.0, colors().paper);
        row_ground(ui, rect, &response, if selected { RowLook::Selected } else { RowLook::Plain });
        if response.clicked() {
            self.clicked = Some(row);
        }
        if response.double_clicked() {
            self.opened = Some(row);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let rect = ui.max_rect();
        paint::hline(ui, rect, rect.bottom() - 1.0, colors().line);
        let right = self.table.columns.get(cell.col_nr).is_some_and(|column| column.right);
        let layout = if right {
            egui::Layout::right_to_left(Align::Center)
        } else {
            egui::Layout::left_to_right(Align::Center)
        };
        let inner = rect.shrink2(egui::vec2(8.0, 0.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            (self.cell)(ui, cell.row_nr, cell.col_nr);
        });
        self.frozen_edge(ui, rect, cell.col_nr + 1);
    }

    fn default_row_height(&self) -> f32 {
        measures().row
    }
}

impl<P, C> Rows<'_, P, C> {
    /// The head as a button that sorts, with an arrow where it does.
    fn sort_ui(&mut self, ui: &Ui, rect: Rect, head: Rect, at: usize, (by, order): (usize, Order)) {
        let Some(column) = self.table.columns.get(at) else { return };
        let response = ui.interact(rect, ui.unique_id().with(("sort", at)), Sense::click());
        let name = match (by == at, order) {
            (true, Order::Rising) => format!("{} 已按此升序，点一下倒过来", column.head),
            (true, Order::Falling) => format!("{} 已按此降序，点一下倒过来", column.head),
            (false, _) => format!("按{}排序", column.head),
        };
        response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, by == at, &name));
        let c = colors();
        if by == at {
            let arrow = if order == Order::Rising { icon::SORT_UP } else { icon::SORT_DOWN };
            let center = pos2(head.right() + 12.0, rect.center().y);
            paint::icon_at(ui.painter(), center, measures().icon_note, arrow, c.ink);
        } else if response.hovered() {
            paint::hline(ui, head, head.bottom(), c.ink2);
        }
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, 0);
        }
        if response.clicked() {
            self.sort = Some(at);
        }
    }

    fn frozen_edge(&self, ui: &Ui, rect: Rect, end: usize) {
        let c = colors();
        if end == self.table.frozen {
            let edge = Rect::from_min_max(pos2(rect.right() - 2.0, rect.top()), rect.max);
            ui.painter().rect_filled(edge, 0.0, c.line2);
        } else {
            paint::vline(ui, rect, rect.right() - 1.0, c.line);
        }
    }
}

/// Adds what is typed while a list has the keyboard to the text of the search beside it; Backspace takes a letter
/// away. Says whether the text became another. Words that need an input method are typed into the search itself.
pub fn typed_along(ui: &Ui, list: Id, text: &mut String) -> bool {
    if !ui.memory(|memory| memory.has_focus(list)) || !ime::keys_are_ours(ui.ctx()) {
        return false;
    }
    let before = text.len();
    let mut typed = String::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Text(letters) = event else { return true };
            typed.push_str(letters);
            false
        });
    });
    text.push_str(&typed);
    let erased = flow::pressed(ui.ctx(), Modifiers::NONE, Key::Backspace) && text.pop().is_some();
    erased || text.len() != before
}

/// Says whether Ctrl+C was pressed while the list has the keyboard.
pub fn is_copied(ui: &Ui, list: Id) -> bool {
    ui.memory(|memory| memory.has_focus(list))
        && ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)))
}

/// One line of text in a cell; text without room goes on in a second, smaller line, and only what does not fit there
/// is cut and told when the pointer rests on it. A name keeps all its characters down to the last.
pub fn cell_text(ui: &mut Ui, text: &str) {
    let ink = colors().ink;
    let room = ui.available_size();
    let whole = paint::line(ui, Type::Body, ink, text);
    if whole.size().x <= room.x {
        put(ui, &whole);
        return;
    }
    let small = paint::two_lines(ui, Type::Note, ink, text, room.x, (room.y / 2.0).floor());
    let is_cut = small.elided;
    let response = put(ui, &small);
    if is_cut {
        response.on_hover_text(text);
    }
}

/// One line of small grey text in a cell.
pub fn cell_note(ui: &mut Ui, text: &str) {
    put(ui, &paint::line(ui, Type::Note, colors().ink2, text));
}

fn put(ui: &mut Ui, galley: &std::sync::Arc<egui::Galley>) -> Response {
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    paint::put_left(ui.painter(), rect, galley);
    response
}
