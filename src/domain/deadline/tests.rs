//! The vectors of workflow §3.1 and the corners around them.

use super::AgreedLength;
use super::ClockDeduction;
use super::Counted;
use super::Deadline;
use super::Extension;
use super::Unit;
use super::Urgency;
use super::acceptance_due;
use super::deadline;
use super::licence_renewal_due;
use crate::domain::calendar::CalendarStatus;
use crate::domain::calendar::WorkCalendar;
use crate::domain::moment::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn supplement(from: &str, to: &str) -> ClockDeduction {
    ClockDeduction { from: day(from), to: day(to), reason: "补充材料".to_owned(), rule: "GZ-28d" }
}

fn more(n: u16) -> Extension {
    Extension { n, approved_on: day("2026-06-01"), notified_on: None }
}

const START: &str = "2026-04-28";

fn of(length: AgreedLength, deductions: &[ClockDeduction], extensions: &[Extension]) -> Deadline {
    at(length, deductions, extensions, "2026-06-01")
}

fn at(
    length: AgreedLength,
    deductions: &[ClockDeduction],
    extensions: &[Extension],
    today: &str,
) -> Deadline {
    deadline(day(START), length, deductions, extensions, day(today), WorkCalendar::bundled())
}

#[test]
fn the_vectors_of_the_workflow_hold() {
    let statutory = AgreedLength::statutory();
    let supplied = [supplement("2026-05-12", "2026-05-20")];
    assert_eq!(of(statutory, &[], &[]).on, day("2026-06-11"));
    let deducted = of(statutory, &supplied, &[]);
    assert_eq!((deducted.on, deducted.n_deducted), (day("2026-06-22"), 6));
    assert_eq!(deducted.base_on, day("2026-06-11"));
    let both = of(statutory, &supplied, &[more(10)]);
    assert_eq!((both.on, both.n_extended, both.n_deducted), (day("2026-07-06"), 10, 6));
    assert_eq!(of(statutory, &[], &[more(10)]).on, day("2026-06-26"));
}

#[test]
fn overlapping_deductions_count_once() {
    let overlapping = [supplement("2026-05-12", "2026-05-18"), supplement("2026-05-14", "2026-05-20")];
    let account = of(AgreedLength::statutory(), &overlapping, &[]);
    assert_eq!((account.on, account.n_deducted), (day("2026-06-22"), 6));
}

#[test]
fn a_deduction_outside_the_clock_changes_nothing() {
    let outside = [supplement("2026-04-01", "2026-04-28"), supplement("2026-06-11", "2026-06-20")];
    let account = at(AgreedLength::statutory(), &outside, &[], "2026-06-30");
    assert_eq!((account.on, account.n_deducted), (day("2026-06-11"), 0));
}

#[test]
fn an_open_deduction_runs_to_today_and_pauses_the_clock() {
    let open = [ClockDeduction {
        to: Day::from_date(chrono::NaiveDate::MAX),
        ..supplement("2026-05-12", "2026-05-12")
    }];
    let account = at(AgreedLength::statutory(), &open, &[], "2026-05-20");
    assert!(account.is_paused);
    assert_eq!((account.on, account.n_deducted), (day("2026-06-22"), 6));
    let closed = at(AgreedLength::statutory(), &[supplement("2026-05-12", "2026-05-20")], &[], "2026-05-20");
    assert!(!closed.is_paused);
    assert_eq!(closed.on, account.on);
}

#[test]
fn an_agreed_day_is_moved_on_by_deductions_and_extensions() {
    let until = AgreedLength::Until(day("2026-06-11"));
    assert_eq!(of(until, &[], &[]).on, day("2026-06-11"));
    assert_eq!(of(until, &[supplement("2026-05-12", "2026-05-20")], &[]).on, day("2026-06-22"));
    assert_eq!(of(until, &[supplement("2026-05-12", "2026-05-20")], &[more(10)]).on, day("2026-07-06"));
    let sunday = AgreedLength::Until(day("2026-06-14"));
    assert_eq!(of(sunday, &[], &[]).on, day("2026-06-14"));
    let past = at(AgreedLength::Until(day("2026-04-01")), &[], &[], START);
    assert_eq!((past.on, past.urgency), (day(START), Urgency::Red));
}

#[test]
fn calendar_days_use_no_calendar() {
    let account = of(AgreedLength::CalendarDays(30), &[supplement("2026-05-12", "2026-05-20")], &[]);
    assert_eq!((account.base_on, account.on), (day("2026-05-28"), day("2026-06-05")));
    assert_eq!((account.n_deducted, account.unit), (8, Unit::CalendarDay));
    let far = deadline(
        day("2027-01-04"),
        AgreedLength::CalendarDays(30),
        &[],
        &[],
        day("2027-01-04"),
        WorkCalendar::bundled(),
    );
    assert_eq!(far.status, CalendarStatus::Published);
}

#[test]
fn every_day_says_whether_it_counted_and_why() {
    let account = of(AgreedLength::statutory(), &[supplement("2026-05-12", "2026-05-20")], &[]);
    let label = |on: &str| {
        let found = account.days.iter().find(|d| d.on == day(on)).expect("a day of the account");
        found.label(account.unit)
    };
    assert_eq!(label("2026-04-28"), "生效之日，不计入");
    assert_eq!(label("2026-04-29"), "第 1 个工作日");
    assert_eq!(label("2026-05-01"), "劳动节放假");
    assert_eq!(label("2026-05-09"), "第 6 个工作日");
    assert_eq!(label("2026-05-10"), "周末");
    assert_eq!(label("2026-05-12"), "第 8 个工作日");
    assert_eq!(label("2026-05-13"), "补充材料，不计入");
    assert_eq!(label("2026-05-16"), "周末");
    assert_eq!(label("2026-06-22"), "第 30 个工作日");
    let counted = account.days.iter().filter(|d| matches!(d.counted, Counted::Nth(_))).count();
    assert_eq!(counted, 30);
    assert!(account.days.is_sorted_by_key(|d| d.on));
}

#[test]
fn urgency_changes_at_ten_five_one_and_after_the_end() {
    for (today, remaining, urgency, label) in [
        ("2026-05-27", 11, Urgency::Calm, "剩 11 个工作日"),
        ("2026-05-28", 10, Urgency::Amber, "剩 10 个工作日"),
        ("2026-06-03", 6, Urgency::Amber, "剩 6 个工作日"),
        ("2026-06-04", 5, Urgency::Orange, "剩 5 个工作日"),
        ("2026-06-09", 2, Urgency::Orange, "剩 2 个工作日"),
        ("2026-06-10", 1, Urgency::Red, "剩 1 个工作日"),
        ("2026-06-11", 0, Urgency::Red, "今天到期"),
        ("2026-06-12", -1, Urgency::Overdue, "超期 1 个工作日"),
        ("2026-06-16", -3, Urgency::Overdue, "超期 3 个工作日"),
    ] {
        let account = at(AgreedLength::statutory(), &[], &[], today);
        assert_eq!((account.remaining, account.urgency), (remaining, urgency), "{today}");
        assert_eq!(account.remaining_label(), label, "{today}");
    }
}

#[test]
fn the_weekend_after_the_last_day_is_late() {
    let friday = at(AgreedLength::Until(day("2026-06-12")), &[], &[], "2026-06-13");
    assert_eq!((friday.remaining, friday.urgency), (-1, Urgency::Overdue));
}

#[test]
fn a_clock_into_an_unpublished_year_says_so() {
    let account = deadline(
        day("2026-12-21"),
        AgreedLength::statutory(),
        &[],
        &[],
        day("2026-12-22"),
        WorkCalendar::bundled(),
    );
    assert_eq!(account.status, CalendarStatus::Guessed);
}

#[test]
fn a_date_centuries_away_is_cut_and_does_not_hang() {
    let far = of(AgreedLength::Until(Day::from_date(chrono::NaiveDate::MAX)), &[], &[]);
    assert_eq!(day(START).days_until(far.on), super::LONGEST_DAYS);
}

#[test]
fn acceptance_and_renewal_are_reckoned_from_the_law() {
    let calendar = WorkCalendar::bundled();
    assert_eq!(acceptance_due(day("2026-09-24"), None, calendar).value, day("2026-10-12"));
    let agreed = acceptance_due(day("2026-09-24"), Some(day("2026-10-20")), calendar);
    assert_eq!(agreed.value, day("2026-10-20"));
    assert_eq!(licence_renewal_due(day("2026-12-31")), day("2026-12-01"));
}
