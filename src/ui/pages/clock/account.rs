//! The account of a clock: what was agreed, what was added and taken out, and every day with the reason it counted.

use crate::domain::calendar::CalendarStatus;
use crate::domain::date_words::weekday_name;
use crate::domain::deadline::AccountDay;
use crate::domain::deadline::AgreedLength;
use crate::domain::deadline::ClockDeduction;
use crate::domain::deadline::Counted;
use crate::domain::deadline::Deadline;
use crate::domain::deadline::deadline;
use crate::domain::law::numbers;
use crate::services::case_view::CaseView;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::form_grid::Card;
use crate::ui::components::long_table::LongTable;
use crate::ui::components::long_table::cell_note;
use crate::ui::components::long_table::cell_text;
use crate::ui::components::paint;
use crate::ui::components::table::Column;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;

/// What is being counted: the decision on acceptance, or the appraisal.
pub enum Account {
    /// Before acceptance (GZ-13).
    Decision(Deadline),
    /// From the agreement on (GZ-28).
    Appraisal(Deadline),
}

impl Account {
    /// The clock of the case; none before a commission was received.
    pub fn of(view: &CaseView) -> Option<Self> {
        if let Some(deadline) = &view.deadline {
            return Some(Self::Appraisal(deadline.clone()));
        }
        let received_on = view.file.intake.received_on?;
        let agreed = view.file.intake.agreed_decision.as_ref();
        let length = agreed.map_or_else(
            || AgreedLength::Workdays(numbers::ACCEPTANCE.on(received_on)),
            |agreed| AgreedLength::Until(agreed.until),
        );
        let decided_on = view.file.acceptance().map(|row| row.at.day());
        let today = decided_on.or(view.file.closed_on()).unwrap_or(view.now.day());
        Some(Self::Decision(deadline(received_on, length, &[], &[], today, &view.calendar)))
    }

    /// The clock itself.
    pub fn deadline(&self) -> &Deadline {
        match self {
            Self::Decision(deadline) | Self::Appraisal(deadline) => deadline,
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Self::Decision(_) => "受理决定的期限",
            Self::Appraisal(_) => "鉴定时限",
        }
    }

    /// Why a day counted or did not.
    fn reason(&self, day: &AccountDay) -> String {
        match (self, &day.counted) {
            (Self::Decision(_), Counted::Start) => "收到委托之日，不计入".to_owned(),
            _ => day.label(self.deadline().unit),
        }
    }
}

/// 「剩 12 个工作日」 in the colour of how near the end is.
fn chip_ui(ui: &mut Ui, account: &Account, is_closed: bool) {
    let deadline = account.deadline();
    let words = deadline.remaining_label();
    if is_closed {
        Chip::new("已办结，不再计时", Tone::Grey).ui(ui);
    } else if deadline.is_paused {
        Chip::new("已停，等到的日子不计", Tone::Blue).ui(ui);
    } else {
        Chip::days_left(deadline.remaining, &words).ui(ui);
    }
}

/// The sums above the days.
pub fn summary_ui(ui: &mut Ui, view: &CaseView, account: &Account) {
    let deadline = account.deadline();
    let weekday = weekday_name(deadline.on.weekday());
    Card::new(account.heading()).ruled().show(ui, |ui| {
        ui.horizontal(|ui| {
            chip_ui(ui, account, view.file.closed_on().is_some());
        });
        fact(ui, "截止", &format!("{}（{weekday}）", deadline.on));
        match account {
            Account::Decision(_) => decision_facts(ui, view, deadline),
            Account::Appraisal(_) => appraisal_facts(ui, view, deadline),
        }
        if let Some(remark) = deadline.status.remark() {
            words(ui, &format!("{remark}：算到的日子里有一年还没有放假安排"));
        }
    });
    ui.add_space(measures().space_4);
}

fn decision_facts(ui: &mut Ui, view: &CaseView, deadline: &Deadline) {
    fact(ui, "收到委托", &deadline.start_on.to_string());
    match &view.file.intake.agreed_decision {
        Some(agreed) => {
            let who = agreed.with.as_str();
            fact(
                ui,
                "协商",
                &format!("{} 与{who}协商到 {}：{}", agreed.agreed_on, agreed.until, agreed.reason),
            );
        }
        None => {
            fact(ui, "期限", &format!("收到之日起 {} 个工作日", numbers::ACCEPTANCE.on(deadline.start_on)));
        }
    }
    for pause in view.file.pauses() {
        let to = pause.to.map_or_else(|| "还在等".to_owned(), |to| to.to_string());
        fact(ui, "补充等待", &format!("{} 至 {to}，单列，不自动顺延", pause.from));
    }
}

fn appraisal_facts(ui: &mut Ui, view: &CaseView, deadline: &Deadline) {
    let unit = deadline.unit.label();
    fact(ui, "生效", &deadline.start_on.to_string());
    fact(ui, "约定", &deadline.length.label());
    fact(ui, "原截止", &deadline.base_on.to_string());
    fact(ui, "不计入", &format!("{} {unit}", deadline.n_deducted));
    for deduction in view.file.deductions() {
        let is_open = deduction.to == ClockDeduction::OPEN_END;
        let to = if is_open { "还没有结束".to_owned() } else { deduction.to.to_string() };
        fact(ui, "", &format!("{}，{} 至 {to}", deduction.reason, deduction.from));
    }
    fact(ui, "延长", &format!("{} {unit}", deadline.n_extended));
}

/// Day by day.
pub fn days_ui(ui: &mut Ui, rect: Rect, account: &Account, selected: &mut Option<u64>) {
    paint::card(ui, rect);
    let columns = [Column::of("日期", 168.0), Column::of("计数", 120.0), Column::rest("为什么")];
    let days = &account.deadline().days;
    let day = |row: u64| usize::try_from(row).ok().and_then(|n| days.get(n));
    let name =
        |row: u64| day(row).map_or_else(String::new, |day| format!("{} {}", day.on, account.reason(day)));
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(1.0)), |ui| {
        LongTable::new("逐日计算", &columns, days.len() as u64).row_name(&name).show(
            ui,
            selected,
            |_visible| {},
            |ui, row, column| {
                let Some(day) = day(row) else { return };
                let counts = matches!(day.counted, Counted::Nth(_));
                match column {
                    0 => {
                        let weekday = weekday_name(day.on.weekday());
                        cell_text(ui, &format!("{} {weekday}", day.on));
                    }
                    1 => match &day.counted {
                        Counted::Nth(n) => cell_text(ui, &format!("第 {n} 日")),
                        Counted::Start | Counted::Off | Counted::Deducted(_) => cell_note(ui, "不计"),
                    },
                    _ if counts => cell_note(ui, &day.kind.label()),
                    _ => cell_text(ui, &account.reason(day)),
                }
            },
        );
    });
}

/// Whether the account rests on published arrangements only.
pub fn is_guessed(account: &Account) -> bool {
    account.deadline().status == CalendarStatus::Guessed
}
