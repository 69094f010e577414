//! Working days: which days count, why the others do not, and how a period is reckoned from one day on.
//!
//! The first day is never counted (民法典 201). Weekdays count unless the State Council's arrangement of the
//! year gives them off; weekends count when it makes them up. A year without an arrangement is reckoned by
//! weekends alone and says so. Years are data (`assets/calendar/`), and the next one can be imported.

use crate::domain::moment::Day;
use chrono::Weekday;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::LazyLock;
use toml::Spanned;

/// What a day is, with the reason a person would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary Monday to Friday.
    Workday,
    /// A weekend day worked in exchange; the holiday it belongs to.
    MadeUp(Arc<str>),
    /// Saturday or Sunday.
    Weekend,
    /// Given off by the arrangement of the year; its name.
    Holiday(Arc<str>),
}

impl DayKind {
    /// Whether the day counts.
    pub const fn is_workday(&self) -> bool {
        matches!(self, Self::Workday | Self::MadeUp(_))
    }

    /// The reason in words: 「工作日」「春节调休上班」「周末」「春节放假」.
    pub fn label(&self) -> String {
        match self {
            Self::Workday => "工作日".to_owned(),
            Self::MadeUp(name) => format!("{name}调休上班"),
            Self::Weekend => "周末".to_owned(),
            Self::Holiday(name) => format!("{name}放假"),
        }
    }
}

/// Whether a result rests on published arrangements only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarStatus {
    /// Every day looked at lies in a year whose arrangement we have.
    Published,
    /// Some lie in a year reckoned by weekends.
    Guessed,
}

impl CalendarStatus {
    /// What the window writes beside a guess, or nothing.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Published => None,
            Self::Guessed => Some("日历未发布，仅供参考"),
        }
    }

    /// The weaker of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

/// A day that was reckoned, and on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned<T> {
    /// The result.
    pub value: T,
    /// Whether it rests on published arrangements.
    pub status: CalendarStatus,
}

/// The working days of all years we have an arrangement for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, Year>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Year {
    source: String,
    days: BTreeMap<Day, DayKind>,
}

/// Why a calendar file was not taken; nothing of it was.
#[derive(Debug, thiserror::Error)]
#[error("日历文件第 {line} 行：{wrong}，没有导入")]
pub struct CalendarError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub wrong: CalendarWrong,
}

/// What is wrong in a line of a calendar file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarWrong {
    /// The file is not a calendar, or a word is unknown.
    #[error("写法不对，只能有 year、source、published_on 和 [[holiday]] 的 name、from、to、work")]
    Syntax,
    /// No source.
    #[error("还没有写依据的通知（source）")]
    NoSource,
    /// A year nobody plans for.
    #[error("{0} 年不对")]
    NoYear(i32),
    /// A holiday without a name.
    #[error("放假没有写名称（name）")]
    NoName,
    /// Not a day, or a time.
    #[error("「{0}」的日期不对，写成 2027-01-01")]
    NoDay(String),
    /// An end before its beginning.
    #[error("「{0}」的止日早于起日")]
    Backwards(String),
    /// A day outside the year the file is about.
    #[error("{on} 不在 {year} 年")]
    OutsideYear {
        /// The day.
        on: Day,
        /// The year of the file.
        year: i32,
    },
    /// A day said twice.
    #[error("{0} 出现两次")]
    Twice(Day),
    /// A made-up working day that is no weekend day.
    #[error("{0} 不是周末，不能是调休上班日")]
    NotAWeekend(Day),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: Spanned<i32>,
    source: Spanned<String>,
    #[expect(dead_code, reason = "read by people, and kept in the file so that its source can be found")]
    published_on: Option<toml::value::Datetime>,
    #[serde(default)]
    holiday: Vec<HolidayFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    name: Spanned<String>,
    from: Spanned<toml::value::Datetime>,
    to: Spanned<toml::value::Datetime>,
    #[serde(default)]
    work: Vec<Spanned<toml::value::Datetime>>,
}

/// Years an arrangement can be about.
const YEARS: std::ops::Range<i32> = 2000..2200;

/// Days no holiday is longer than.
const LONGEST_HOLIDAY: i64 = 92;

const BUNDLED: [&str; 3] = [
    include_str!("../../../assets/calendar/2024.toml"),
    include_str!("../../../assets/calendar/2025.toml"),
    include_str!("../../../assets/calendar/2026.toml"),
];

static BUNDLED_CALENDAR: LazyLock<WorkCalendar> = LazyLock::new(|| {
    let mut calendar = WorkCalendar::default();
    for text in BUNDLED {
        let taken = calendar.import(text);
        // A year that does not parse is then reckoned by weekends and marked as such; a test catches it first.
        debug_assert!(taken.is_ok(), "{taken:?}");
    }
    calendar
});

impl WorkCalendar {
    /// The years that came with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED_CALENDAR
    }

    /// Takes one year's file, in the place of an older version of the same year; returns the year.
    ///
    /// The reader is strict: a word it does not know, a day outside the year, a made-up day in the week stop it.
    pub fn import(&mut self, text: &str) -> Result<i32, CalendarError> {
        let file = toml::from_str::<YearFile>(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            CalendarError { line: line_of(text, at), wrong: CalendarWrong::Syntax }
        })?;
        let (year, source) = (*file.year.get_ref(), file.source.get_ref().trim().to_owned());
        let complain = |at: usize, wrong| CalendarError { line: line_of(text, at), wrong };
        if !YEARS.contains(&year) {
            return Err(complain(file.year.span().start, CalendarWrong::NoYear(year)));
        }
        if source.is_empty() {
            return Err(complain(file.source.span().start, CalendarWrong::NoSource));
        }
        let mut days = BTreeMap::new();
        for holiday in &file.holiday {
            let name = holiday.name.get_ref().trim();
            if name.is_empty() {
                return Err(complain(holiday.name.span().start, CalendarWrong::NoName));
            }
            for (at, on, kind) in holiday_days(name, holiday).map_err(|(at, wrong)| complain(at, wrong))? {
                if on.year() != year {
                    return Err(complain(at, CalendarWrong::OutsideYear { on, year }));
                }
                if days.insert(on, kind).is_some() {
                    return Err(complain(at, CalendarWrong::Twice(on)));
                }
            }
        }
        self.years.insert(year, Year { source, days });
        Ok(year)
    }

    /// The years we have an arrangement for, oldest first, each with its source.
    pub fn published_years(&self) -> impl Iterator<Item = (i32, &str)> {
        self.years.iter().map(|(year, arrangement)| (*year, arrangement.source.as_str()))
    }

    /// Every year with its source and every day that is not what its weekday says, a line each: what it rests on can be
    /// kept and compared.
    pub fn text(&self) -> String {
        let years = self.years.iter().map(|(year, arrangement)| {
            let days = arrangement.days.iter().map(|(day, kind)| format!("{day} {}\n", kind.label()));
            format!("{year} {}\n{}", arrangement.source, days.collect::<String>())
        });
        years.collect()
    }

    /// Whether the arrangement of the day's year is known.
    pub fn status(&self, on: Day) -> CalendarStatus {
        match self.years.contains_key(&on.year()) {
            true => CalendarStatus::Published,
            false => CalendarStatus::Guessed,
        }
    }

    /// What a day is.
    pub fn kind(&self, on: Day) -> DayKind {
        let arranged = self.years.get(&on.year()).and_then(|year| year.days.get(&on));
        arranged.cloned().unwrap_or(if is_weekend(on) { DayKind::Weekend } else { DayKind::Workday })
    }

    /// Whether a day counts.
    pub fn is_workday(&self, on: Day) -> bool {
        let arranged = self.years.get(&on.year()).and_then(|year| year.days.get(&on));
        arranged.map_or_else(|| !is_weekend(on), DayKind::is_workday)
    }

    /// The `n`th working day after a day; the day itself is not counted, and is returned for zero.
    pub fn add_workdays(&self, from: Day, n: u16) -> Reckoned<Day> {
        let mut on = from;
        let mut left = n;
        let mut status = CalendarStatus::Published;
        while left > 0 {
            let next = on.plus_days(1);
            if next == on {
                // The end of the calendar holds; nothing lies beyond it to be counted.
                return Reckoned { value: on, status: CalendarStatus::Guessed };
            }
            on = next;
            status = status.and(self.status(on));
            left -= u16::from(self.is_workday(on));
        }
        Reckoned { value: on, status }
    }

    /// The working days after `start` up to and with `end`; zero when `end` is not later.
    pub fn workdays_between(&self, start: Day, end: Day) -> Reckoned<u32> {
        let mut on = start;
        let mut n = 0;
        let mut status = CalendarStatus::Published;
        while on < end {
            on = on.plus_days(1);
            status = status.and(self.status(on));
            n += u32::from(self.is_workday(on));
        }
        Reckoned { value: n, status }
    }

    /// The day itself when it counts, else the next that does (民法典 203).
    pub fn roll_forward(&self, on: Day) -> Reckoned<Day> {
        match self.is_workday(on) {
            true => Reckoned { value: on, status: self.status(on) },
            false => {
                let rolled = self.add_workdays(on, 1);
                Reckoned { value: rolled.value, status: rolled.status.and(self.status(on)) }
            }
        }
    }
}

/// A day, where it stands in the file, and what it is.
type DayOfFile = (usize, Day, DayKind);

/// The days one holiday gives off and makes up, each with its place in the file.
fn holiday_days(name: &str, holiday: &HolidayFile) -> Result<Vec<DayOfFile>, (usize, CalendarWrong)> {
    let day = |stamp: &Spanned<toml::value::Datetime>| {
        local_day(stamp.get_ref()).ok_or((stamp.span().start, CalendarWrong::NoDay(name.to_owned())))
    };
    let shared: Arc<str> = name.into();
    let (from, to) = (day(&holiday.from)?, day(&holiday.to)?);
    let at = holiday.to.span().start;
    if to < from {
        return Err((at, CalendarWrong::Backwards(name.to_owned())));
    }
    // A slip in the year would give off centuries; a holiday is never longer than a season.
    if from.days_until(to) > LONGEST_HOLIDAY {
        return Err((at, CalendarWrong::OutsideYear { on: to, year: from.year() }));
    }
    let mut days = Vec::new();
    let mut on = from;
    while on <= to {
        days.push((holiday.from.span().start, on, DayKind::Holiday(Arc::clone(&shared))));
        on = on.plus_days(1);
    }
    for work in &holiday.work {
        let on = day(work)?;
        if !is_weekend(on) {
            return Err((work.span().start, CalendarWrong::NotAWeekend(on)));
        }
        days.push((work.span().start, on, DayKind::MadeUp(Arc::clone(&shared))));
    }
    Ok(days)
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn is_weekend(on: Day) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

fn local_day(stamp: &toml::value::Datetime) -> Option<Day> {
    match (&stamp.date, &stamp.time, &stamp.offset) {
        (Some(date), None, None) => {
            Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
