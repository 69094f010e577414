//! The calendar of working days as date fields want it: the office's own, with the years it imported.
//!
//! A window stands before one office at a time and draws on one thread, so that the calendar is kept beside that
//! thread and not handed through every form; before the door is open the years of the program count.

use crate::domain::calendar::WorkCalendar;
use crate::domain::date_words::Almanac;
use crate::domain::date_words::DayKind;
use crate::domain::moment::Day;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static OF_THE_OFFICE: RefCell<Option<Arc<WorkCalendar>>> = const { RefCell::new(None) };
}

/// Takes the calendar of the office that lies open, or forgets it; the desk does with every view of the session.
pub fn follow(calendar: Option<&Arc<WorkCalendar>>) {
    OF_THE_OFFICE.with(|kept| *kept.borrow_mut() = calendar.cloned());
}

/// The calendar of the office that lies open, or the years of the program.
pub fn calendar() -> Arc<WorkCalendar> {
    let kept = OF_THE_OFFICE.with(|kept| kept.borrow().clone());
    kept.unwrap_or_else(|| Arc::new(WorkCalendar::bundled().clone()))
}

/// Builds something with the almanac of a day.
pub fn with_almanac<R>(today: Day, add: impl FnOnce(&Almanac<'_>) -> R) -> R {
    let calendar = calendar();
    let kind = |date: NaiveDate| day_kind(&calendar, date);
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

#[cfg(test)]
mod tests {
    use super::follow;
    use super::with_almanac;
    use crate::domain::calendar::WorkCalendar;
    use crate::domain::date_words::DayKind;
    use crate::domain::moment::Day;
    use chrono::NaiveDate;
    use std::sync::Arc;

    #[test]
    fn an_imported_year_is_shaded_as_published_and_forgotten_with_the_office() {
        let date = NaiveDate::from_ymd_opt(2031, 1, 6).expect("a Monday");
        let kind = || with_almanac(Day::from_date(date), |almanac| (almanac.kind)(date));
        assert_eq!(kind(), DayKind::LikelyWorkday);
        let mut calendar = WorkCalendar::bundled().clone();
        let text =
            "year = 2031\nsource = \"试\"\n[[holiday]]\nname = \"试\"\nfrom = 2031-01-06\nto = 2031-01-06\n";
        calendar.import(text).expect("a calendar");
        follow(Some(&Arc::new(calendar)));
        assert_eq!(kind(), DayKind::Off);
        follow(None);
        assert_eq!(kind(), DayKind::LikelyWorkday);
    }
}
