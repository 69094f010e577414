//! Moments and days, the way an institution writes them: Beijing time, Chinese words.
//!
//! A `Moment` is milliseconds since 1970 in UTC and is made by `platform::clock` only; a `Day` is a date
//! without a clock. Both show themselves in +08:00 whatever the machine is set to. No `now()` here.

use chrono::DateTime;
use chrono::Datelike as _;
use chrono::Days;
use chrono::FixedOffset;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono::TimeZone as _;
use chrono::Timelike as _;
use chrono::Utc;
use chrono::Weekday;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::fmt;
use std::str::FromStr;

const EAST_EIGHT_SECONDS: i32 = 8 * 3600;
const MS_PER_MINUTE: i64 = 60_000;

/// A point in time, to the millisecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Makes a moment from milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Makes a moment from a day and a clock time in Beijing.
    #[must_use]
    pub fn at(day: Day, hour: u32, minute: u32, second: u32) -> Option<Self> {
        let local = day.0.and_hms_opt(hour, minute, second)?;
        let fixed = east_eight()?.from_local_datetime(&local).single()?;
        Some(Self(fixed.timestamp_millis()))
    }

    /// Returns milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Returns the Beijing date.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.local().date_naive())
    }

    /// Returns the Beijing clock time, to the second.
    #[must_use]
    pub fn clock_text(self) -> String {
        self.local().format("%H:%M:%S").to_string()
    }

    /// Returns the Beijing clock time, to the minute.
    #[must_use]
    pub fn hour_minute_text(self) -> String {
        self.local().format("%H:%M").to_string()
    }

    /// Returns the moment as a sheet writes it: 「2026年11月24日 14时03分」.
    #[must_use]
    pub fn worded(self) -> String {
        let local = self.local();
        format!("{} {:02}时{:02}分", self.day().worded(), local.hour(), local.minute())
    }

    /// Returns the moment `minutes` later (earlier when negative).
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(MS_PER_MINUTE)))
    }

    /// Returns the moment `ms` milliseconds later (earlier when negative).
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Returns whole minutes from `earlier` to this moment; negative when this one is earlier.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(MS_PER_MINUTE)
    }

    fn local(self) -> DateTime<FixedOffset> {
        let utc: DateTime<Utc> = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        match east_eight() {
            Some(offset) => utc.with_timezone(&offset),
            None => utc.fixed_offset(),
        }
    }
}

impl fmt::Display for Moment {
    /// Writes 「2026-11-24T14:03:21+08:00」, with a fraction only when there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        if self.0.rem_euclid(1000) == 0 {
            write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%:z"))
        } else {
            write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.3f%:z"))
        }
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let read = DateTime::parse_from_rfc3339(text)
            .map_err(|source| MomentError::Moment { text: text.to_owned(), source })?;
        Ok(Self(read.timestamp_millis()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A date without a clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// Makes a day, when there is one of that year, month and number.
    #[must_use]
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Some(Self(date)),
            None => None,
        }
    }

    /// Wraps a chrono date.
    #[must_use]
    pub const fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Returns the chrono date.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Returns the day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Returns the day `days` later (earlier when negative); the ends of the calendar hold.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        Self(moved.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// Returns the number of days from this one to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// Returns the first moment of the day in Beijing.
    #[must_use]
    pub fn begin(self) -> Moment {
        let local = self.0.and_time(NaiveTime::MIN);
        Moment(local.and_utc().timestamp_millis() - i64::from(EAST_EIGHT_SECONDS) * 1000)
    }

    /// Returns the day as a sheet writes it: 「2026年11月24日」.
    #[must_use]
    pub fn worded(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day_of_month())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map_err(|source| MomentError::Day { text: text.to_owned(), source })?;
        Ok(Self(date))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A text that is no moment or no day.
#[derive(Debug, thiserror::Error)]
pub enum MomentError {
    /// Not an RFC 3339 moment.
    #[error("「{text}」不是一个时刻，应写成 2026-11-24T14:03:21+08:00")]
    Moment {
        /// What was read.
        text: String,
        /// Why it was not understood.
        #[source]
        source: chrono::ParseError,
    },
    /// Not an ISO 8601 day.
    #[error("「{text}」不是一个日期，应写成 2026-11-24")]
    Day {
        /// What was read.
        text: String,
        /// Why it was not understood.
        #[source]
        source: chrono::ParseError,
    },
}

fn east_eight() -> Option<FixedOffset> {
    FixedOffset::east_opt(EAST_EIGHT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::Day;
    use super::Moment;

    const SIGNED_IN_MS: i64 = 1_795_500_201_000;

    #[test]
    fn a_moment_reads_in_beijing_time_whatever_the_machine_is_set_to() {
        let moment: Moment = "2026-11-24T06:03:21Z".parse().expect("a moment");
        assert_eq!(moment.ms(), SIGNED_IN_MS);
        assert_eq!(moment.to_string(), "2026-11-24T14:03:21+08:00");
        assert_eq!(moment.clock_text(), "14:03:21");
        assert_eq!(moment.worded(), "2026年11月24日 14时03分");
        assert_eq!(moment.day().to_string(), "2026-11-24");
    }

    #[test]
    fn the_day_turns_at_midnight_in_beijing() {
        let before: Moment = "2026-11-24T15:59:59.999Z".parse().expect("a moment");
        assert_eq!(before.day().to_string(), "2026-11-24");
        assert_eq!(before.plus_ms(1).day().to_string(), "2026-11-25");
        assert_eq!(before.plus_ms(1), before.plus_ms(1).day().begin());
    }

    #[test]
    fn written_and_read_again_a_moment_is_the_same_to_the_millisecond() {
        for ms in [SIGNED_IN_MS, SIGNED_IN_MS + 7, -1, 0] {
            let text = serde_json::to_string(&Moment::from_ms(ms)).expect("written");
            assert_eq!(serde_json::from_str::<Moment>(&text).expect("read"), Moment::from_ms(ms), "{text}");
        }
    }

    #[test]
    fn days_count_over_the_leap_day() {
        let day = Day::from_ymd(2028, 2, 28).expect("a day");
        assert_eq!(day.plus_days(2).to_string(), "2028-03-01");
        assert_eq!(day.days_until(day.plus_days(-30)), -30);
        assert_eq!(day.worded(), "2028年2月28日");
        assert!("2026-2-30".parse::<Day>().is_err());
    }
}
