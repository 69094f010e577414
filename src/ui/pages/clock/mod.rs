//! 时限 of a case: the account of every day, what stops the clock, what lengthens it, and the calendar behind it.

mod account;
mod extension;
mod supplement;
mod suspension;

use crate::domain::ids::CaseId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::case_view::CaseView;
use crate::ui::calendar_import::CalendarImport;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::clock::account::Account;
use crate::ui::pages::clock::extension::ExtensionDesk;
use crate::ui::pages::clock::supplement::SupplementDesk;
use crate::ui::pages::licence_showing::head_ui;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 时限.
#[derive(Default)]
pub struct ClockPage {
    case: Option<CaseId>,
    selected: Option<u64>,
    supplement: SupplementDesk,
    extension: ExtensionDesk,
    calendar: CalendarImport,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Clock,
    title: "时限",
    icon: icon::CLOCK,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F7", "打印")],
};

const RIGHT: f32 = 440.0;
/// The days of an account are never squeezed below this.
const DAYS: f32 = 320.0;

impl Page for ClockPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(case) = cx.route.case() else { return };
        if self.case != Some(case) {
            *self = Self { case: Some(case), ..Self::default() };
        }
        let Some(view) = cx.case(case) else { return };
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + m.page_head);
        head_ui(ui, head, "时限", &view);
        self.head_buttons(ui, head, &view, cx);
        let body = Rect::from_min_max(head.left_bottom(), all.max).shrink2(vec2(m.space_6, m.space_4));
        match Account::of(&view) {
            None => {
                let buttons = vec![Button::secondary("回到案件").page()];
                let then = "收到委托以后，受理决定的期限从第二天算起";
                let pressed = ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
                    empty(ui, icon::CLOCK, "还没有开始计时", then, buttons)
                });
                if pressed.inner.is_some() {
                    cx.go(Route::Case(case));
                }
            }
            Some(account) => self.body_ui(ui, body, &view, &account, cx),
        }
        self.supplement.dialogs_ui(ui.ctx(), &view, cx);
        self.extension.dialogs_ui(ui.ctx(), &view, cx);
        self.calendar.ui(ui.ctx(), &view.calendar, cx);
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::F7) && view.deadline.is_some() {
            print(&view, cx);
        }
    }
}

impl ClockPage {
    fn head_buttons(&self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("clock head"));
        child.spacing_mut().item_spacing.x = measures().space_3;
        if Button::secondary("回到案件").ui(&mut child).clicked() {
            cx.go(Route::Case(view.file.id));
        }
        if view.deadline.is_some()
            && Button::secondary("打印时限计算").icon(icon::PRINT).key("F7").ui(&mut child).clicked()
        {
            print(view, cx);
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, account: &Account, cx: &mut PageCx<'_>) {
        let gap = measures().space_4;
        if cx.width < Width::Desk {
            // One column: the sums and the cards first, the days below at a height that can be read.
            scroll(ui, "clock", rect, |ui| {
                account::summary_ui(ui, view, account);
                self.cards_ui(ui, view, account, cx);
                let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), DAYS));
                ui.allocate_rect(room, egui::Sense::hover());
                account::days_ui(ui, room, account, &mut self.selected);
            });
            return;
        }
        let left = rect.with_max_x(rect.right() - RIGHT - gap);
        let right = rect.with_min_x(left.right() + gap);
        account::days_ui(ui, left, account, &mut self.selected);
        scroll(ui, "clock side", right, |ui| {
            account::summary_ui(ui, view, account);
            self.cards_ui(ui, view, account, cx);
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, view: &CaseView, account: &Account, cx: &mut PageCx<'_>) {
        self.supplement.card_ui(ui, view, cx);
        self.extension.card_ui(ui, view, cx);
        suspension::card_ui(ui, view);
        let years: Vec<String> = view.calendar.published_years().map(|(year, _)| year.to_string()).collect();
        Card::new("工作日历").ruled().show(ui, |ui| {
            let words_of = if account::is_guessed(account) {
                format!("有 {} 年的安排；本案算到了没有安排的年份，请导入", years.join("、"))
            } else {
                format!("有 {} 年的安排", years.join("、"))
            };
            words(ui, &words_of);
            ui.add_space(measures().space_2);
            if Button::secondary("看或导入日历…").ui(ui).clicked() {
                self.calendar.open();
            }
        });
    }
}

/// The account on paper: the sheet of the latest extension, or the account alone.
fn print(view: &CaseView, cx: &mut PageCx<'_>) {
    let about = view.file.latest(&view.file.extensions).map(|row| row.id);
    cx.go(Route::Sheet(SheetRef::of_case(FormNo::F16, view.file.id, about)));
}

fn scroll(ui: &mut Ui, salt: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            // The bar lies beside the cards, not on them.
            let room = vec2(ui.available_width() - 12.0, f32::INFINITY);
            let inner = Rect::from_min_size(pos2(ui.cursor().left(), ui.cursor().top()), room);
            ui.scope_builder(UiBuilder::new().max_rect(inner), add);
        });
    });
}
