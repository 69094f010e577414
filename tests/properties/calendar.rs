//! Working days against a slow model that knows the arrangements as the workflow's appendix prints them.

use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::moment::Day;
use chrono::Datelike as _;
use chrono::NaiveDate;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::prop_assert;
use proptest::prelude::prop_assert_eq;
use proptest::proptest;
use std::sync::LazyLock;

const OFF: &str = "2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05 \
    2025-05-31..2025-06-02 2025-10-01..2025-10-08 2026-01-01..2026-01-03 2026-02-15..2026-02-23 \
    2026-04-04..2026-04-06 2026-05-01..2026-05-05 2026-06-19..2026-06-21 2026-09-25..2026-09-27 \
    2026-10-01..2026-10-07";
const WORK: &str = "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 \
    2026-05-09 2026-09-20 2026-10-10";

/// The appendix, read as text: a day is off when a range of `OFF` holds it.
fn model_works(on: NaiveDate) -> bool {
    let text = on.to_string();
    if WORK.split_whitespace().any(|work| work == text) {
        return true;
    }
    let is_off = OFF.split_whitespace().any(|range| match range.split_once("..") {
        Some((from, to)) => from <= text.as_str() && text.as_str() <= to,
        None => range == text,
    });
    !is_off && on.weekday().number_from_monday() <= 5
}

/// The appendix read once for every day a case may touch.
static MODEL: LazyLock<Vec<bool>> =
    LazyLock::new(|| first().iter_days().take(1600).map(model_works).collect());

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day")
}

fn works(on: NaiveDate) -> bool {
    MODEL[usize::try_from((on - first()).num_days()).expect("a day of the model")]
}

fn model_add(from: NaiveDate, n: u16) -> NaiveDate {
    let mut counted = 0;
    let mut on = from;
    while counted < n {
        on = on.succ_opt().expect("a next day");
        if works(on) {
            counted += 1;
        }
    }
    on
}

fn model_between(start: NaiveDate, end: NaiveDate) -> usize {
    start.iter_days().skip(1).take_while(|on| *on <= end).filter(|on| works(*on)).count()
}

/// Days from the end of 2024 to the end of 2027, beyond what the arrangements reach.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1095).prop_map(|n| first() + chrono::Days::new(n))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_working_days_agrees_with_the_slow_model(from in days(), n in 0_u16..130) {
        let calendar = WorkCalendar::bundled();
        let reckoned = calendar.add_workdays(Day::from_date(from), n);
        prop_assert_eq!(reckoned.value.date(), model_add(from, n));
        prop_assert_eq!(calendar.workdays_between(Day::from_date(from), reckoned.value).value, u32::from(n));
        prop_assert!(n == 0 || calendar.is_workday(reckoned.value));
    }

    #[test]
    fn counting_working_days_agrees_with_the_slow_model(start in days(), length in 0_u64..200) {
        let calendar = WorkCalendar::bundled();
        let end = start + chrono::Days::new(length);
        let counted = calendar.workdays_between(Day::from_date(start), Day::from_date(end)).value;
        prop_assert_eq!(usize::try_from(counted).expect("a count"), model_between(start, end));
    }

    #[test]
    fn a_later_start_never_ends_earlier(from in days(), n in 0_u16..90) {
        let calendar = WorkCalendar::bundled();
        let today = calendar.add_workdays(Day::from_date(from), n).value;
        let tomorrow = calendar.add_workdays(Day::from_date(from).plus_days(1), n).value;
        prop_assert!(today <= tomorrow);
    }
}
