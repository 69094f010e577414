//! 案件列表: the most urgent first, found by number, name, pinyin or initials; Enter opens.
//!
//! The keyboard waits in the list: ↑ ↓ choose, letters search, Ctrl+1…6 change the part that is shown, Ctrl+C takes
//! the row along as cells.

mod columns;
mod stage;

use crate::domain::ids::CaseId;
use crate::domain::staff::Role;
use crate::services::find::CaseList;
use crate::services::find::CaseRow;
use crate::services::request::Look;
use crate::ui::arrival::ListArrival;
use crate::ui::booking::NewBooking;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::long_table::LongTable;
use crate::ui::components::long_table::Order;
use crate::ui::components::long_table::is_copied;
use crate::ui::components::long_table::typed_along;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::components::toasts;
use crate::ui::components::toasts::Toast;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::cases::columns::By;
use crate::ui::pages::cases::stage::Stage;
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
use std::sync::Arc;

/// 案件列表.
pub struct CasesPage {
    words: String,
    stage: Stage,
    only_mine: bool,
    booking: NewBooking,
    sort: (By, Order),
    selected: Option<CaseId>,
    shown: Shown,
    asked: Option<Ticket>,
    /// ↓ in the search: the list takes the keyboard.
    goes_to_list: bool,
    /// Enter in the search: the first hit opens, once it is there.
    opens_first: bool,
    /// The id of the search, to give it the keyboard from below.
    search_id: Option<egui::Id>,
    arrival: ListArrival,
}

impl Default for CasesPage {
    fn default() -> Self {
        Self {
            words: String::new(),
            stage: Stage::All,
            only_mine: false,
            booking: NewBooking::default(),
            sort: (By::Due, Order::Rising),
            selected: None,
            shown: Shown::default(),
            asked: None,
            goes_to_list: false,
            opens_first: false,
            search_id: None,
            arrival: ListArrival::default(),
        }
    }
}

/// Which rows are shown and in which order; made anew only when something of it became another.
#[derive(Default)]
struct Shown {
    made_of: Option<MadeOf>,
    rows: Vec<u32>,
    counts: [usize; Stage::ALL.len()],
}

/// What the rows were chosen from, and how.
struct MadeOf {
    list: Arc<CaseList>,
    stage: Stage,
    only_mine: bool,
    sort: (By, Order),
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Cases,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找"), ("Ctrl+F", "筛选")],
};

const HEAD: f32 = 64.0;
const TABS: f32 = 48.0;
const NAME: &str = "案件";

impl Page for CasesPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        // The answer itself is in the snapshot; this only marks the search as done.
        cx.take_if(&mut self.asked);
        let Some(list) = cx.views.list.clone() else { return };
        if self.asked.is_none() && list.words != self.words {
            // Whoever comes back finds the search as it was left.
            self.search(cx);
        }
        self.arrival.has_come(ui.ctx());
        self.arrange(&list);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        self.head_ui(ui, head, &list, cx);
        let bar = Rect::from_min_size(head.left_bottom(), vec2(head.width(), TABS - 8.0));
        self.tabs_ui(ui, bar, cx);
        let body = Rect::from_min_max(
            pos2(head.left(), head.bottom() + TABS),
            pos2(head.right(), all.bottom() - m.space_4),
        );
        paint::card(ui, body);
        ui.scope_builder(UiBuilder::new().max_rect(body.shrink(1.0)), |ui| {
            if self.shown.rows.is_empty() {
                self.empty_ui(ui, &list, cx);
            } else {
                self.list_ui(ui, &list, cx);
            }
        });
        self.booking.ui(ui.ctx(), cx);
    }
}

impl CasesPage {
    fn search(&mut self, cx: &mut PageCx<'_>) {
        self.asked = Some(cx.look(Look::Cases { words: self.words.clone() }));
    }

    /// Chooses and orders the rows, when list, part or order became another.
    fn arrange(&mut self, list: &Arc<CaseList>) {
        let is_same = self.shown.made_of.as_ref().is_some_and(|made_of| {
            Arc::ptr_eq(&made_of.list, list)
                && (made_of.stage, made_of.only_mine, made_of.sort) == (self.stage, self.only_mine, self.sort)
        });
        if is_same {
            return;
        }
        let is_wanted = |row: &CaseRow| !self.only_mine || row.is_mine;
        let count =
            |stage: Stage| list.rows.iter().filter(|row| is_wanted(row) && stage.holds(row.state)).count();
        let counts = Stage::ALL.map(count);
        let mut rows: Vec<u32> = (0..)
            .zip(&list.rows)
            .filter(|(_, row)| is_wanted(row) && self.stage.holds(row.state))
            .map(|(at, _)| at)
            .collect();
        columns::sort(&list.rows, &mut rows, self.sort.0, self.sort.1);
        let made_of =
            MadeOf { list: Arc::clone(list), stage: self.stage, only_mine: self.only_mine, sort: self.sort };
        self.shown = Shown { made_of: Some(made_of), rows, counts };
    }

    fn row<'l>(&self, list: &'l CaseList, n: u64) -> Option<&'l CaseRow> {
        let at = self.shown.rows.get(usize::try_from(n).ok()?)?;
        list.rows.get(*at as usize)
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, list: &CaseList, cx: &mut PageCx<'_>) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "案件");
        let x = paint::put_left(ui.painter(), rect, &title).right() + 12.0;
        let n = self.shown.rows.len();
        let words = if n as u64 == list.n_all {
            format!("{n} 件")
        } else {
            format!("显示 {n} 件，共 {} 件", list.n_all)
        };
        let words = paint::line(ui, Type::Note, c.ink2, words);
        let taken = paint::put_left(ui.painter(), rect.with_min_x(x), &words).right() - rect.left();
        let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_4;
            if Button::primary("新受理").page().icon(icon::ADD).key("F2").ui(ui).clicked() {
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
            if Button::secondary("登记预约…").page().ui(ui).clicked() {
                self.booking.open();
            }
            let width = (ui.available_width() - taken - 24.0).clamp(160.0, 336.0);
            let field = Field::new("查找案件", &mut self.words).bare().page().width(width);
            let hint = if width > 280.0 {
                "案号、姓名、拼音、首字母、证件号"
            } else {
                "案号、姓名、拼音"
            };
            let id = field.id(ui);
            self.search_id = Some(id);
            if flow::pressed(ui.ctx(), Modifiers::COMMAND, Key::F) {
                flow::focus(ui.ctx(), id);
            }
            if ui.memory(|memory| memory.has_focus(id)) {
                // Before the field, which would take Enter for the next one.
                self.goes_to_list |= flow::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown);
                self.opens_first |= flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
            }
            let output = field.icon(icon::SEARCH).hint(hint).ui(ui);
            if output.response.changed() {
                self.selected = None;
                self.search(cx);
            }
        });
    }

    /// The parts of the list, and 只看我的 for those who examine.
    fn tabs_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &PageCx<'_>) {
        let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
        let examines = me.is_some_and(|me| me.has(Role::Appraiser) || me.has(Role::Assistant));
        let mut right = rect.right();
        paint::hline(ui, rect, rect.bottom() - 1.0, colors().line);
        if examines {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
                Checkbox::new("只看我的", &mut self.only_mine).ui(ui);
                right = ui.min_rect().left() - measures().space_4;
            });
        }
        let has_room = cx.width > Width::Narrow;
        let shown: Vec<Tab> = Stage::ALL
            .into_iter()
            .zip(self.shown.counts)
            .map(
                |(stage, n)| {
                    if has_room { Tab::new(stage.label()).count(n) } else { Tab::new(stage.label()) }
                },
            )
            .collect();
        ui.scope_builder(UiBuilder::new().max_rect(rect.with_max_x(right)), |ui| {
            let mut at = Stage::ALL.iter().position(|stage| *stage == self.stage).unwrap_or(0);
            tabs(ui, &mut at, &shown);
            let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
            if let Some(to) = keys.iter().position(|key| flow::pressed(ui.ctx(), Modifiers::COMMAND, *key)) {
                at = to;
            }
            self.stage = Stage::ALL[at];
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, list: &Arc<CaseList>, cx: &mut PageCx<'_>) {
        // The head of the table ends before the bar; its ground does not.
        let all = ui.max_rect();
        let radius = egui::CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
        ui.painter().rect_filled(all.with_max_y(all.top() + 36.0), radius, colors().side);
        let id = LongTable::id(ui, NAME);
        let mut selected = self.selected.and_then(|id| {
            let at = self.shown.rows.iter().position(|at| list.rows[*at as usize].head.id == id)?;
            u64::try_from(at).ok()
        });
        if std::mem::take(&mut self.goes_to_list) {
            selected = selected.or(Some(0));
            flow::focus(ui.ctx(), id);
        } else {
            self.arrival.settle(ui.ctx(), id);
        }
        if typed_along(ui, id, &mut self.words) {
            selected = None;
            self.search(cx);
        }
        if self.opens_first && self.asked.is_none() {
            self.opens_first = false;
            if let Some(row) = self.row(list, 0) {
                cx.go(Route::Case(row.head.id));
            }
        }
        if is_copied(ui, id)
            && let Some(row) = selected.and_then(|n| self.row(list, n))
        {
            ui.ctx().copy_text(columns::copied(row));
            toasts::push(ui.ctx(), Toast::done("这一行已复制，可以粘到表格里"));
        }
        let columns = By::ALL.map(|by| by.column(cx.width));
        let name = |n: u64| self.row(list, n).map_or_else(String::new, columns::spoken);
        let sorted = By::ALL.iter().position(|by| *by == self.sort.0).unwrap_or(0);
        let output = LongTable::new(NAME, &columns, self.shown.rows.len() as u64)
            .frozen(1)
            .row_name(&name)
            .sorted(sorted, self.sort.1)
            .show(
                ui,
                &mut selected,
                |_visible| {},
                |ui, n, column| {
                    if let Some(row) = self.row(list, n) {
                        columns::cell(ui, row, By::ALL[column]);
                    }
                },
            );
        self.selected = selected.and_then(|n| self.row(list, n)).map(|row| row.head.id);
        if let Some(row) = output.opened.and_then(|n| self.row(list, n)) {
            cx.go(Route::Case(row.head.id));
        }
        if let Some(column) = output.sort {
            let by = By::ALL[column];
            let order = if by == self.sort.0 { self.sort.1.turned() } else { Order::Rising };
            self.sort = (by, order);
        }
    }

    /// Nothing to list: because there is nothing, because nothing answers, or because of the part that is shown.
    fn empty_ui(&mut self, ui: &mut Ui, list: &CaseList, cx: &mut PageCx<'_>) {
        self.opens_first = false;
        self.goes_to_list = false;
        let had_keyboard = ui.memory(|memory| memory.has_focus(LongTable::id(ui, NAME)));
        if let Some(search) = self.search_id.filter(|_| had_keyboard) {
            // Letters that find nothing are put right where they stand.
            flow::focus(ui.ctx(), search);
        }
        if list.n_all == 0 {
            let button = Button::primary("登记来访").page().icon(icon::ADD);
            let then = "有人来访，先登记接待；登记以后案件列在这里，快到期的在最上面";
            if empty(ui, icon::CASE, "还没有案件", then, vec![button]).is_some() {
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
        } else if !list.rows.is_empty() {
            let part = match (self.stage, self.only_mine) {
                (Stage::All, _) => "没有您承办的案件".to_owned(),
                (stage, false) => format!("「{}」里没有案件", stage.label()),
                (stage, true) => format!("「{}」里没有您承办的案件", stage.label()),
            };
            let button = Button::secondary("看全部案件").page();
            let then = format!("其他地方还有 {} 件", list.rows.len());
            if empty(ui, icon::FILTER, &part, &then, vec![button]).is_some() {
                self.stage = Stage::All;
                self.only_mine = false;
                self.arrival.wait();
            }
        } else {
            let button = Button::secondary("清掉查找").page();
            let then = "换个写法试试：姓名首字母、证件号前几位、编号里的数字";
            if empty(ui, icon::SEARCH, "没有找到案件", then, vec![button]).is_some() {
                self.words.clear();
                self.arrival.wait();
                self.search(cx);
            }
        }
    }
}
