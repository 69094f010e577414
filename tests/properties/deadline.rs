//! The clock against the formula of workflow §3.1, and what no deduction may do.

use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::deadline::AgreedLength;
use appraisal_desk::domain::deadline::ClockDeduction;
use appraisal_desk::domain::deadline::Counted;
use appraisal_desk::domain::deadline::Extension;
use appraisal_desk::domain::deadline::deadline;
use appraisal_desk::domain::moment::Day;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::prop_assert;
use proptest::prelude::prop_assert_eq;
use proptest::proptest;
use std::collections::BTreeSet;

fn start() -> Day {
    Day::from_ymd(2026, 3, 2).expect("a day")
}

/// Up to three intervals inside the first five weeks, so that all lie within the clock.
fn deductions() -> impl Strategy<Value = Vec<ClockDeduction>> {
    proptest::collection::vec((0_i64..25, 0_i64..10), 0..4).prop_map(|intervals| {
        let deduction = |(after, length)| {
            let from = start().plus_days(after);
            ClockDeduction {
                from, to: from.plus_days(length), reason: "补充材料".to_owned(), rule: "GZ-28d"
            }
        };
        intervals.into_iter().map(deduction).collect()
    })
}

/// Working days in the union of the half-open intervals, day by day.
fn union(deductions: &[ClockDeduction], calendar: &WorkCalendar) -> u16 {
    let mut days = BTreeSet::new();
    for deduction in deductions {
        let mut on = deduction.from;
        while on < deduction.to {
            on = on.plus_days(1);
            days.insert(on);
        }
    }
    u16::try_from(days.into_iter().filter(|on| calendar.is_workday(*on)).count()).expect("a few days")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_walk_agrees_with_the_formula(cut in deductions(), extended in 0_u16..40) {
        let calendar = WorkCalendar::bundled();
        let extensions = [Extension { n: extended, approved_on: start(), notified_on: None }];
        let today = start().plus_days(90);
        let account = deadline(start(), AgreedLength::Workdays(30), &cut, &extensions, today, calendar);
        let n_deducted = union(&cut, calendar);
        let formula = calendar.add_workdays(start(), 30 + extended + n_deducted).value;
        prop_assert_eq!(account.on, formula);
        prop_assert_eq!(account.n_deducted, u32::from(n_deducted));
        let n_counted = account.days.iter().filter(|day| matches!(day.counted, Counted::Nth(_))).count();
        prop_assert_eq!(n_counted, usize::from(30 + extended));
        prop_assert!(account.on >= account.base_on);
        prop_assert_eq!(account.days.last().map(|day| day.on), Some(account.on));
    }

    #[test]
    fn an_agreed_day_moves_by_what_was_deducted(cut in deductions(), extended in 0_u16..40) {
        let calendar = WorkCalendar::bundled();
        let extensions = [Extension { n: extended, approved_on: start(), notified_on: None }];
        let today = start().plus_days(90);
        let agreed_on = start().plus_days(49);
        let account = deadline(start(), AgreedLength::Until(agreed_on), &cut, &extensions, today, calendar);
        let moved = calendar.add_workdays(agreed_on, extended + union(&cut, calendar)).value;
        prop_assert_eq!(account.on, moved);
    }
}

/// One day after the other, with nothing of the program but the list of working days: what a patient clerk does.
///
/// `from` is not counted. A day inside a deduction is skipped, however many deductions hold it.
fn patient(
    start: Day,
    length: AgreedLength,
    n_extended: u16,
    cut: &[ClockDeduction],
    today: Day,
    calendar: &WorkCalendar,
) -> Day {
    let counts = |on: Day| matches!(length, AgreedLength::CalendarDays(_)) || calendar.is_workday(on);
    let is_cut = |on: Day| cut.iter().any(|one| one.from < on && on <= one.to && on <= today);
    let (mut on, mut left) = match length {
        AgreedLength::Workdays(n) | AgreedLength::CalendarDays(n) => (start, n + n_extended),
        AgreedLength::Until(agreed) => {
            // The agreed day stands; what was deducted before it is added behind it.
            let mut n_cut = 0;
            let mut on = start;
            while on < agreed {
                on = on.plus_days(1);
                n_cut += u16::from(counts(on) && is_cut(on));
            }
            (on, n_extended + n_cut)
        }
    };
    while left > 0 {
        on = on.plus_days(1);
        left -= u16::from(counts(on) && !is_cut(on));
    }
    on
}

fn lengths() -> impl Strategy<Value = AgreedLength> {
    (0_u8..3, 1_u16..60).prop_map(|(kind, n)| match kind {
        0 => AgreedLength::Workdays(n),
        1 => AgreedLength::CalendarDays(n),
        _ => AgreedLength::Until(start().plus_days(i64::from(n))),
    })
}

/// Deductions anywhere from before the start to well after the end; some never close.
fn any_deductions() -> impl Strategy<Value = Vec<ClockDeduction>> {
    proptest::collection::vec((-20_i64..90, 0_i64..40, 0_u8..8), 0..5).prop_map(|intervals| {
        let deduction = |(after, length, open)| {
            let from = start().plus_days(after);
            let to = if open == 0 { ClockDeduction::OPEN_END } else { from.plus_days(length) };
            ClockDeduction { from, to, reason: "补充材料".to_owned(), rule: "GZ-28d" }
        };
        intervals.into_iter().map(deduction).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_patient_clerk_comes_to_the_same_day(
        length in lengths(),
        cut in any_deductions(),
        extended in proptest::collection::vec(0_u16..25, 0..3),
        passed in 0_i64..160,
    ) {
        let calendar = WorkCalendar::bundled();
        let today = start().plus_days(passed);
        let extensions: Vec<Extension> =
            extended.iter().map(|n| Extension { n: *n, approved_on: start(), notified_on: None }).collect();
        let account = deadline(start(), length, &cut, &extensions, today, calendar);
        let n_extended: u16 = extended.iter().sum();
        prop_assert_eq!(account.on, patient(start(), length, n_extended, &cut, today, calendar));
        prop_assert_eq!(account.n_extended, u32::from(n_extended));
        let n_cut = account.days.iter().filter(|day| matches!(day.counted, Counted::Deducted(_))).count();
        prop_assert_eq!(usize::try_from(account.n_deducted).expect("a count"), n_cut);
    }
}
