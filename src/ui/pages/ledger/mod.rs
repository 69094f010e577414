//! 台账 (F-30): every case of a period in the columns of the form, to be searched, closed month by month, taken along.
//!
//! The keyboard waits in the grid: arrows move, Shift marks a block, Ctrl+C takes it along, Enter opens the case,
//! letters search, Ctrl+1…7 change the part that is shown. Names are masked here and in what is copied.

mod closing;
mod export;
mod period;

use crate::domain::case::short_case_no;
use crate::domain::ledger::LedgerColumn;
use crate::domain::ledger::LedgerPart;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::LockState;
use crate::domain::ledger::Names;
use crate::domain::ledger::totals;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetRef;
use crate::domain::statistics::Span;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::arrival::ListArrival;
use crate::ui::components::block_grid::Block;
use crate::ui::components::block_grid::BlockGrid;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::long_table::cell_note;
use crate::ui::components::long_table::cell_text;
use crate::ui::components::long_table::typed_along;
use crate::ui::components::paint;
use crate::ui::components::table::Column;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::ledger::closing::ClosingQuestion;
use crate::ui::pages::ledger::export::ExportQuestion;
use crate::ui::pages::ledger::period::PeriodChoice;
use crate::ui::piece_reader::PieceReader;
use crate::ui::piece_reader::Way;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 台账.
pub struct LedgerPage {
    period: PeriodChoice,
    reader: PieceReader<LedgerRow>,
    part: LedgerPart,
    words: String,
    shown: Shown,
    block: Option<Block>,
    export: ExportQuestion,
    closing: ClosingQuestion,
    /// ↓ or Enter in the search: the grid takes the keyboard.
    goes_to_grid: bool,
    arrival: ListArrival,
}

impl Default for LedgerPage {
    fn default() -> Self {
        let way = Way {
            look: |span, after| Look::Ledger { span, after },
            take: |outcome| match outcome {
                Outcome::Ledger(piece) => Some(piece),
                _ => None,
            },
        };
        Self {
            period: PeriodChoice::default(),
            reader: PieceReader::new(way),
            part: LedgerPart::default(),
            words: String::new(),
            shown: Shown::default(),
            block: None,
            export: ExportQuestion::default(),
            closing: ClosingQuestion::default(),
            goes_to_grid: false,
            arrival: ListArrival::default(),
        }
    }
}

/// Which rows are shown; made anew only when something of it became another.
#[derive(Default)]
struct Shown {
    made_of: Option<(u64, LedgerPart, String)>,
    rows: Vec<u32>,
    counts: [usize; LedgerPart::ALL.len()],
    totals: Vec<String>,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Ledger,
    title: "台账",
    icon: icon::LEDGER,
    under: PageId::Ledger,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找"), ("F7", "打印"), ("Ctrl+F", "筛选")],
};

const HEAD: f32 = 64.0;
const BAR: f32 = 44.0;
const FOOT: f32 = 32.0;
const NAME: &str = "台账";
/// Points of half a Chinese character, and the room beside the words of a cell.
const HALF: f32 = 7.6;
const BESIDE: f32 = 18.0;

impl Page for LedgerPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let has_come = self.arrival.has_come(ui.ctx());
        self.reader.learn(cx);
        let is_other = self.period.has_changed(cx.now.day());
        if has_come || is_other || self.closing.learn(cx) {
            self.reader.read(self.period.span(cx.now.day()), cx);
        }
        self.arrange();
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        self.head_ui(ui, head, cx);
        let bar = Rect::from_min_size(head.left_bottom(), vec2(head.width(), BAR));
        self.period.ui(ui, bar, cx);
        let parts = bar.translate(vec2(0.0, BAR));
        self.tabs_ui(ui, parts, cx);
        let foot = all.with_min_y(all.bottom() - FOOT).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(pos2(head.left(), parts.bottom()), pos2(head.right(), foot.top()));
        paint::card(ui, body);
        ui.scope_builder(UiBuilder::new().max_rect(body.shrink(1.0)), |ui| {
            if self.shown.rows.is_empty() {
                self.empty_ui(ui, cx);
            } else {
                self.grid_ui(ui, cx);
            }
        });
        self.foot_ui(ui, foot, cx);
        self.questions(ui.ctx(), cx);
    }
}

impl LedgerPage {
    /// Chooses the rows, when items, part or words became others.
    fn arrange(&mut self) {
        let made_of = (self.reader.edition(), self.part, self.words.clone());
        if self.shown.made_of.as_ref() == Some(&made_of) {
            return;
        }
        let rows = self.reader.items();
        let found: Vec<(u32, &LedgerRow)> =
            (0..).zip(rows.iter()).filter(|(_, row)| row.answers(&self.words)).collect();
        let counts = LedgerPart::ALL.map(|part| found.iter().filter(|(_, row)| part.holds(row)).count());
        let chosen: Vec<(u32, &LedgerRow)> =
            found.into_iter().filter(|(_, row)| self.part.holds(row)).collect();
        let mut sums = vec![String::new(); LedgerColumn::ALL.len() + 1];
        sums[0] = "合计".to_owned();
        for (column, said) in totals(&chosen.iter().map(|(_, row)| *row)) {
            sums[column.at() + 1] = said;
        }
        let rows = chosen.into_iter().map(|(at, _)| at).collect();
        self.shown = Shown { made_of: Some(made_of), rows, counts, totals: sums };
    }

    fn row(&self, n: u64) -> Option<&LedgerRow> {
        let at = self.shown.rows.get(usize::try_from(n).ok()?)?;
        self.reader.items().get(*at as usize)
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "台账");
        let mut taken = paint::put_left(ui.painter(), rect, &title).right() - rect.left();
        if cx.width >= Width::Desk {
            let x = rect.left() + taken + 12.0;
            let words = paint::line(ui, Type::Note, c.ink2, "涉保鉴定工作台账 F-30");
            taken = paint::put_left(ui.painter(), rect.with_min_x(x), &words).right() - rect.left();
        }
        let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_3;
            let why = self.why_not_export();
            let export = Button::primary("导出…").page().icon(icon::EXPORT).why(why.as_ref());
            if export.ui(ui).clicked() && why.is_none() {
                self.export.open();
            }
            if Button::secondary("月结…").page().icon(icon::LOCK).ui(ui).clicked() {
                self.closing.open(cx);
            }
            let print = Button::secondary("打印…").page().icon(icon::PRINT).why(why.as_ref());
            if print.press_on(Modifiers::NONE, Key::F7).ui(ui).clicked() && why.is_none() {
                cx.go(Route::Sheet(sheet_of(FormNo::F30, self.period.span(cx.now.day()))));
            }
            let width = (ui.available_width() - taken - 24.0).clamp(140.0, 300.0);
            let field = Field::new("查找台账", &mut self.words).bare().page().width(width);
            let id = field.id(ui);
            if flow::pressed(ui.ctx(), Modifiers::COMMAND, Key::F) {
                flow::focus(ui.ctx(), id);
            }
            if ui.memory(|memory| memory.has_focus(id)) {
                self.goes_to_grid |= flow::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown)
                    || flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
            }
            let hint =
                if width > 220.0 { "案号、姓名、拼音、表里的字" } else { "案号、姓名" };
            field.icon(icon::SEARCH).hint(hint).ui(ui);
        });
    }

    fn why_not_export(&self) -> Option<crate::ui::components::why_panel::Why> {
        let why = |fact: &str, reason: &str| Some(crate::ui::law::plain_why("现在不能导出", fact, reason));
        if !self.reader.is_whole() {
            return why("这段时间的案件还没有读完", "读完再导出，免得少了几件");
        }
        if self.shown.rows.is_empty() {
            return why("表里没有案件", "换个期间，或者清掉筛选");
        }
        None
    }

    fn tabs_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &PageCx<'_>) {
        let mut right = rect.right();
        let c = colors();
        if cx.width >= Width::Desk {
            let words = paint::line(ui, Type::Note, c.ink2, "姓名已遮");
            let put = paint::put_right(ui.painter(), rect, &words);
            paint::icon_at(
                ui.painter(),
                pos2(put.left() - 14.0, rect.center().y),
                measures().icon_note,
                icon::COVERED,
                c.ink2,
            );
            right = put.left() - 32.0;
        }
        let has_room = cx.width > Width::Rail;
        let shown: Vec<Tab> = LedgerPart::ALL
            .into_iter()
            .zip(self.shown.counts)
            .map(|(part, n)| if has_room { Tab::new(part.label()).count(n) } else { Tab::new(part.label()) })
            .collect();
        ui.scope_builder(UiBuilder::new().max_rect(rect.with_max_x(right)), |ui| {
            let mut at = LedgerPart::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
            tabs(ui, &mut at, &shown);
            let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
            if let Some(to) = keys.iter().position(|key| flow::pressed(ui.ctx(), Modifiers::COMMAND, *key)) {
                at = to;
            }
            self.part = LedgerPart::ALL[at];
        });
    }

    fn grid_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let all = ui.max_rect();
        let radius = egui::CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
        ui.painter().rect_filled(all.with_max_y(all.top() + 36.0), radius, colors().side);
        let id = BlockGrid::id(ui, NAME);
        if std::mem::take(&mut self.goes_to_grid) {
            self.block = self.block.or(Some(Block::at(0, 0)));
            flow::focus(ui.ctx(), id);
        } else {
            self.arrival.settle(ui.ctx(), id);
        }
        if typed_along(ui, id, &mut self.words) {
            self.block = None;
        }
        let columns = columns();
        let frozen = if cx.width > Width::Rail { 3 } else { 2 };
        let mut block = self.block;
        let output = BlockGrid::new(NAME, &columns, self.shown.rows.len() as u64)
            .frozen(frozen)
            .totals(&self.shown.totals)
            .show(ui, &mut block, |ui, n, column| self.cell_ui(ui, n, column), |n, at| self.said(n, at));
        self.block = block;
        if let Some(row) = output.opened.and_then(|n| self.row(n)) {
            cx.go(Route::Case(row.case));
        }
        if let Some(block) = output.copied {
            block.copy(ui.ctx(), "，姓名是遮住的", |n, at| self.said(n, at));
        }
    }

    /// What a cell says, as it is copied and spoken.
    fn said(&self, n: u64, at: usize) -> String {
        let Some(row) = self.row(n) else { return String::new() };
        match at.checked_sub(1).and_then(|at| LedgerColumn::ALL.get(at)) {
            None => (n + 1).to_string(),
            Some(column) => row.cell(*column, Names::Masked).shown(),
        }
    }

    fn cell_ui(&self, ui: &mut Ui, n: u64, at: usize) {
        let Some(row) = self.row(n) else { return };
        let said = self.said(n, at);
        let column = at.checked_sub(1).and_then(|at| LedgerColumn::ALL.get(at));
        match column {
            None => cell_note(ui, &said),
            Some(LedgerColumn::CaseNo) => {
                let inner = ui.scope(|ui| cell_text(ui, &short_case_no(&said)));
                inner.response.on_hover_text(said);
            }
            Some(LedgerColumn::UsedDays | LedgerColumn::DueOn) if row.is_late => {
                let words = paint::bold(ui, Type::Body, colors().red, &said);
                let (rect, _) = ui.allocate_exact_size(words.size(), egui::Sense::hover());
                paint::put_left(ui.painter(), rect, &words);
            }
            Some(LedgerColumn::Remark) if row.lock == LockState::Open => cell_note(ui, &said),
            Some(_) => cell_text(ui, &said),
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        if self.reader.foot_ui(ui, rect, "正在读案件", cx) {
            return;
        }
        let n_all = self.reader.items().len();
        let mut words = format!("筛出 {} 件，这段时间共 {n_all} 件", self.shown.rows.len());
        if let Some(block) = self.block {
            words.push_str(&format!("　已选 {} 格", block.n_cells()));
        }
        paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, words));
        if cx.width >= Width::Desk {
            let keys = "方向键移动　Shift 选一块　Ctrl+C 复制到表格　Enter 打开案件";
            paint::put_right(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, keys));
        }
    }

    /// Nothing to show: still reading, nothing received, or nothing answers.
    fn empty_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        self.goes_to_grid = false;
        if self.reader.progress().is_some() {
            let rect = ui.max_rect();
            let words = paint::line(ui, Type::Body, colors().ink3, "正在读这段时间的案件");
            paint::put_center(ui.painter(), rect.with_max_y(rect.top() + 96.0), &words);
            return;
        }
        if self.reader.items().is_empty() {
            let then = "收到委托的案件自动列进来，一件一行，不用手填";
            let button = Button::secondary("看全年").page();
            if empty(ui, icon::LEDGER, "这段时间没有收到委托", then, vec![button]).is_some() {
                self.period.show_year();
                self.reader.read(self.period.span(cx.now.day()), cx);
            }
            return;
        }
        let then = format!("这段时间共 {} 件", self.reader.items().len());
        let button = Button::secondary("清掉筛选").page();
        if empty(ui, icon::FILTER, "没有符合的案件", &then, vec![button]).is_some() {
            self.words.clear();
            self.part = LedgerPart::All;
            self.arrival.wait();
        }
    }

    fn questions(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>) {
        let rows = || {
            let items = self.reader.items();
            self.shown.rows.iter().filter_map(|at| items.get(*at as usize).cloned()).collect::<Vec<_>>()
        };
        let span = self.period.span(cx.now.day());
        self.export.ui(ctx, self.part, span, self.shown.rows.len(), rows, cx);
        self.closing.ui(ctx, cx);
        self.period.question(ctx, cx);
    }
}

/// The sheet of a span of days.
pub(super) fn sheet_of(form: FormNo, span: Span) -> SheetRef {
    SheetRef { form, of: SheetOf::Span { from: span.from, to: span.to, insurer: None } }
}

fn columns() -> Vec<Column<'static>> {
    let mut columns = vec![Column::of("序号", 56.0)];
    columns.extend(LedgerColumn::ALL.iter().map(|column| match column {
        LedgerColumn::CaseNo => Column::of(column.label(), 96.0),
        LedgerColumn::UsedDays | LedgerColumn::DeductedDays | LedgerColumn::ExtendedDays => {
            Column::of(column.label(), 84.0).right()
        }
        other => Column::of(other.label(), (f32::from(other.n_chars()) * HALF + BESIDE).ceil()),
    }));
    columns
}
