//! F-16 延长鉴定时限告知书 (GZ-28b) and the account of days behind it.

use crate::documents::extension::Account;
use crate::documents::extension::DayRow;
use crate::documents::extension::Facts;
use crate::documents::extension::Interval;
use crate::documents::extension::Notice;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::date_words::weekday_name;
use crate::domain::deadline::ClockDeduction;
use crate::domain::deadline::Counted;
use crate::domain::deadline::Deadline;
use crate::domain::evidence::Recorded;
use crate::domain::extension::ExtensionGrant;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;
use std::collections::BTreeSet;

/// 延长鉴定时限告知书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F16,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.extensions),
    stays: false,
    is_specimen: true,
    listed,
};

/// One notice per extension; without any, the account of days can still be printed once a clock runs.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let granted: Vec<SheetLine> = file
        .current(&file.extensions)
        .map(|row| {
            let (state, note) = match file.notice_of(row.id) {
                Some(notice) => (SheetState::Signed, format!("{} 已告知", notice.body.notified_on)),
                None => (SheetState::Open, "待告知委托人".to_owned()),
            };
            SheetLine::about(file, FormNo::F16, row.id, &format!("{} 日", row.body.n), state, note)
        })
        .collect();
    if !granted.is_empty() || file.effective_on().is_none() {
        return granted;
    }
    let account = SheetLine::of(file, FormNo::F16, SheetState::NotBegun, "没有延长，只印计算表");
    vec![SheetLine { title: format!("{}（时限计算表）", account.title), ..account }]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let deadline = facts.deadline();
    Facts {
        head,
        notice: granted(facts, about).map(|row| notice(facts, row, deadline.as_ref())),
        account: deadline.as_ref().map_or_else(Account::default, |deadline| account(facts, deadline)),
        basis: cites(&[&general::GZ_28]),
    }
}

/// What is missing; a notice without an end tells nobody anything.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let file = facts.file;
    gaps.content(file.effective_on().is_none(), "委托书还没有生效，时限没有开始", Place::Agreement);
    gaps.content(file.intake.clients.is_empty(), "委托人没有填", Place::Reception);
    if let Some(row) = granted(facts, about) {
        gaps.later(file.notice_of(row.id).is_none(), "还没有告知委托人", Place::Clock);
    }
    gaps
}

fn granted<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<ExtensionGrant>> {
    let file = facts.file;
    match about {
        Some(id) => file.extensions.iter().find(|row| row.id == id),
        None => file.latest(&file.extensions),
    }
}

fn notice(facts: &CaseFacts<'_>, row: &Recorded<ExtensionGrant>, deadline: Option<&Deadline>) -> Notice {
    let file = facts.file;
    let unit = deadline.map_or("个工作日", |deadline| deadline.unit.label());
    let told = file.notice_of(row.id).map_or_else(String::new, |notice| {
        let way = notice.body.way.label();
        format!("{} {way}告知 {}", notice.body.notified_on.worded(), notice.body.told.as_str())
    });
    Notice {
        to: file.intake.client_names(),
        matter: file.intake.matter.clone(),
        effective_on: file.effective_on().map_or_else(String::new, Day::worded),
        agreed: deadline.map_or_else(String::new, |deadline| deadline.length.label()),
        reason: row.body.reason.clone(),
        beyond_reason: row.body.beyond_reason.clone(),
        length: format!("{} {unit}", row.body.n),
        approved: joined(&[row.body.approved_by.as_str(), &row.body.approved_on.worded()], "，"),
        former_end: before(facts, row.id).map_or_else(String::new, |deadline| deadline.on.worded()),
        new_end: deadline.map_or_else(String::new, |deadline| deadline.on.worded()),
        contact: joined(&[row.body.approved_by.as_str(), &facts.institution.phone], " "),
        told,
        receipt: for_pen("委托人签收", &file.intake.client_names()),
        issued_on: row.body.approved_on.worded(),
    }
}

/// The clock without this extension.
fn before(facts: &CaseFacts<'_>, extension: EvidenceId) -> Option<Deadline> {
    let mut file = facts.file.clone();
    file.extensions.retain(|row| row.id != extension);
    CaseFacts { file: &file, ..*facts }.deadline()
}

fn account(facts: &CaseFacts<'_>, deadline: &Deadline) -> Account {
    let file = facts.file;
    let unit = deadline.unit.label();
    let years: BTreeSet<i32> = deadline.days.iter().map(|day| day.on.year()).collect();
    let calendars = facts.calendar.published_years().filter(|(year, _)| years.contains(year));
    let standing = match file.closed_on() {
        Some(on) => format!("{} 办结", on.worded()),
        None if deadline.is_paused => format!("已停，{}", deadline.remaining_label()),
        None => deadline.remaining_label(),
    };
    Account {
        summary: format!(
            "{} 生效，{}；不计入 {} {unit}，延长 {} {unit}；截止 {}",
            deadline.start_on.worded(),
            deadline.length.label(),
            deadline.n_deducted,
            deadline.n_extended,
            deadline.on.worded(),
        ),
        deductions: file.deductions().iter().map(|deduction| taken_out(deduction, deadline)).collect(),
        extensions: file
            .current(&file.extensions)
            .map(|row| Interval {
                what: joined(&["延长", &row.body.reason], "："),
                when: format!("{} 批准", row.body.approved_on),
                n: format!("{} {unit}", row.body.n),
            })
            .collect(),
        standing,
        remark: deadline.status.remark().unwrap_or_default().to_owned(),
        unit: unit.to_owned(),
        days: deadline.days.iter().map(|day| day_row(day, deadline)).collect(),
        calendars: calendars.map(|(year, source)| format!("{year} 年 {source}")).collect(),
    }
}

/// One interval that does not count; the number is that of its own days, which may overlap with others.
fn taken_out(deduction: &ClockDeduction, deadline: &Deadline) -> Interval {
    let is_open = deduction.to == ClockDeduction::OPEN_END;
    let to = if is_open { "还没有结束".to_owned() } else { deduction.to.to_string() };
    let inside = deadline.days.iter().filter(|day| {
        deduction.from < day.on && day.on <= deduction.to && matches!(day.counted, Counted::Deducted(_))
    });
    Interval {
        what: deduction.reason.clone(),
        when: format!("{} 至 {to}", deduction.from),
        n: format!("{} {}", inside.count(), deadline.unit.label()),
    }
}

fn day_row(day: &crate::domain::deadline::AccountDay, deadline: &Deadline) -> DayRow {
    let counted = match day.counted {
        Counted::Nth(n) => n.to_string(),
        Counted::Start | Counted::Off | Counted::Deducted(_) => String::new(),
    };
    let why = match day.counted {
        Counted::Nth(_) => day.kind.label(),
        _ => day.label(deadline.unit),
    };
    let weekday = weekday_name(day.on.weekday());
    let weekday = weekday.trim_start_matches("星期");
    DayRow { on: format!("{:02}-{:02} {weekday}", day.on.month(), day.on.day_of_month()), counted, why }
}
