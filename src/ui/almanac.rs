//! The calendar of working days as date fields want it.

use crate::domain::calendar::WorkCalendar;
use crate::domain::date_words::Almanac;
use crate::domain::date_words::DayKind;
use crate::domain::moment::Day;
use chrono::NaiveDate;

/// Builds something with the almanac of a day.
pub fn with_almanac<R>(today: Day, add: impl FnOnce(&Almanac<'_>) -> R) -> R {
    let calendar = WorkCalendar::bundled();
    let kind = |date: NaiveDate| day_kind(calendar, date);
    add(&Almanac { today: today.date(), kind: &kind })
}

/// What a day is, in the words of the date field.
pub fn day_kind(calendar: &WorkCalendar, date: NaiveDate) -> DayKind {
    let day = Day::from_date(date);
    let is_published = calendar.status(day).remark().is_none();
    match (calendar.is_workday(day), is_published) {
        (true, true) => DayKind::Workday,
        (false, true) => DayKind::Off,
        (true, false) => DayKind::LikelyWorkday,
        (false, false) => DayKind::LikelyOff,
    }
}
