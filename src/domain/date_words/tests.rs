//! Dates as they were really typed, and what becomes of them.

use super::Almanac;
use super::DateWordsError;
use super::DayKind;
use super::Lean;
use chrono::Datelike as _;
use chrono::NaiveDate;
use chrono::Weekday;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day in a test")
}

/// Weekends off, and two more days off in December; from 2027 on nothing is published.
fn kind(date: NaiveDate) -> DayKind {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    match (date.year() >= 2027, weekend || date == day(2026, 12, 1) || date == day(2026, 12, 2)) {
        (true, true) => DayKind::LikelyOff,
        (true, false) => DayKind::LikelyWorkday,
        (false, true) => DayKind::Off,
        (false, false) => DayKind::Workday,
    }
}

/// Tuesday 24 November 2026.
fn almanac() -> Almanac<'static> {
    Almanac { today: day(2026, 11, 24), kind: &kind }
}

#[test]
fn dates_are_read_as_people_write_them() {
    let check =
        |typed: &str, expected| assert_eq!(almanac().parse(typed, Lean::Near), Ok(expected), "{typed}");
    check("1122", day(2026, 11, 22));
    check("11-22", day(2026, 11, 22));
    check("11/22", day(2026, 11, 22));
    check("11.22", day(2026, 11, 22));
    check("11 22", day(2026, 11, 22));
    check("１１２２", day(2026, 11, 22));
    check("11月22日", day(2026, 11, 22));
    check("11月22号", day(2026, 11, 22));
    check("705", day(2026, 7, 5));
    check("22", day(2026, 11, 22));
    check("22日", day(2026, 11, 22));
    check("5", day(2026, 11, 5));
    check("20261122", day(2026, 11, 22));
    check("261122", day(2026, 11, 22));
    check("2026-11-22", day(2026, 11, 22));
    check("2026/1/2", day(2026, 1, 2));
    check("2026.01.02", day(2026, 1, 2));
    check(" 2026年11月22日 ", day(2026, 11, 22));
    check("2026年11月22日（周日）", day(2026, 11, 22));
    check("2026年11月22日 星期日", day(2026, 11, 22));
    check("11-24 周二", day(2026, 11, 24));
    check("二〇二六年十一月二十二日", day(2026, 11, 22));
    check("二零二六年十月三十一日", day(2026, 10, 31));
    check("十二月三日", day(2026, 12, 3));
    check("2026-11-22 14:03", day(2026, 11, 22));
    check("2026-11-22T14:03:21", day(2026, 11, 22));
    check("2026－11－22", day(2026, 11, 22));
    check("1991-06-14", day(1991, 6, 14));
    check("910614", day(1991, 6, 14));
}

#[test]
fn days_have_names() {
    let check =
        |typed: &str, expected| assert_eq!(almanac().parse(typed, Lean::Near), Ok(expected), "{typed}");
    check("今", day(2026, 11, 24));
    check("今天", day(2026, 11, 24));
    check("昨", day(2026, 11, 23));
    check("昨日", day(2026, 11, 23));
    check("前天", day(2026, 11, 22));
    check("大前天", day(2026, 11, 21));
    check("明", day(2026, 11, 25));
    check("后天", day(2026, 11, 26));
    check("大后天", day(2026, 11, 27));
    check("周三", day(2026, 11, 25));
    check("星期一", day(2026, 11, 23));
    check("下周三", day(2026, 12, 2));
    check("上周五", day(2026, 11, 20));
}

#[test]
fn distances_are_counted_in_days_and_working_days() {
    let check =
        |typed: &str, expected| assert_eq!(almanac().parse(typed, Lean::Near), Ok(expected), "{typed}");
    check("+7", day(2026, 12, 1));
    check("+7天", day(2026, 12, 1));
    check("-3", day(2026, 11, 21));
    check("+2周", day(2026, 12, 8));
    check("+1月", day(2026, 12, 24));
    check("+1工", day(2026, 11, 25));
    check("+3工", day(2026, 11, 27));
    check("+4工", day(2026, 11, 30));
    check("+5工", day(2026, 12, 3)); // 1 and 2 December are off here
    check("＋５工作日", day(2026, 12, 3));
    check("-2工", day(2026, 11, 20));
}

#[test]
fn a_date_without_a_year_leans_where_the_field_says() {
    let check =
        |typed: &str, lean, expected| assert_eq!(almanac().parse(typed, lean), Ok(expected), "{typed}");
    check("0103", Lean::Near, day(2027, 1, 3));
    check("0103", Lean::Past, day(2026, 1, 3));
    check("0103", Lean::Future, day(2027, 1, 3));
    check("1124", Lean::Past, day(2026, 11, 24));
    check("1124", Lean::Future, day(2026, 11, 24));
    check("1125", Lean::Past, day(2025, 11, 25));
    check("0229", Lean::Past, day(2024, 2, 29));
    check("0229", Lean::Future, day(2028, 2, 29));
}

#[test]
fn what_is_no_date_is_said() {
    let check =
        |typed: &str, expected| assert_eq!(almanac().parse(typed, Lean::Near), Err(expected), "{typed}");
    check("", DateWordsError::Empty);
    check("　", DateWordsError::Empty);
    check("不知道", DateWordsError::Unknown);
    check("ajcx", DateWordsError::Unknown);
    check("1332", DateWordsError::Unknown);
    check("0231", DateWordsError::NoSuchDay { month: 2, day: 31 });
    check("2026-11-31", DateWordsError::NoSuchDay { month: 11, day: 31 });
    check("32", DateWordsError::NoSuchDay { month: 11, day: 32 });
    check("0026-11-22", DateWordsError::Unknown);
    check("2026-11", DateWordsError::Unknown);
    check("+9999工", DateWordsError::Unknown);
    check("12345", DateWordsError::Unknown);
    check("14:03", DateWordsError::Empty);
    check("11-24 周三", DateWordsError::OtherWeekday { written: "周三", actual: "周二" });
}

#[test]
fn a_date_is_told_back_with_weekday_and_distance() {
    let check = |date, expected: &str| assert_eq!(almanac().describe(date), expected);
    check(day(2026, 11, 24), "11月24日 周二，今天");
    check(day(2026, 12, 3), "12月3日 周四，5 个工作日后");
    check(day(2026, 11, 20), "11月20日 周五，2 个工作日前");
    check(day(2026, 11, 28), "11月28日 周六，3 个工作日后");
    check(day(2027, 1, 4), "2027年1月4日 周一，27 个工作日后（日历未发布，仅供参考）");
    check(day(2024, 11, 24), "2024年11月24日 周日，24 个月前");
}

#[test]
fn working_days_there_and_back_agree() {
    let almanac = almanac();
    for n in -40..=40 {
        let there = almanac.workdays_after(almanac.today, n).expect("near");
        assert_eq!(almanac.workdays_between(almanac.today, there).abs(), n.abs(), "{n}");
    }
}
