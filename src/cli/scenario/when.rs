//! Days and moments as a scenario writes them: fixed, on the day of the act before, or counted from today.

use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::domain::calendar::WorkCalendar;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;

/// What words about time are read against.
#[derive(Clone, Copy)]
pub struct Almanac<'a> {
    /// The day the scenario is played.
    pub today: Day,
    /// Working days.
    pub calendar: &'a WorkCalendar,
}

const TODAY: &str = "今日";

impl Almanac<'_> {
    /// Reads 「2026-11-24 14:03」, 「14:03」 (the day of `last`), 「今日 14:03」, 「今日-3工 09:10」, 「今日+2日 08:00」.
    pub fn moment(&self, text: &str, last: Option<Moment>) -> Result<Moment, String> {
        let wrong = || {
            format!(
                "「{text}」不是时刻，应写成 2026-11-24 14:03、14:03（同一天）、今日 14:03 或 今日-3工 09:10"
            )
        };
        let mut words = text.split_whitespace();
        let (day, clock) = match (words.next(), words.next(), words.next()) {
            (Some(clock), None, None) => {
                let last = last.ok_or_else(|| format!("「{text}」前面没有日期，第一件事要写全日期和时刻"))?;
                (last.day(), clock)
            }
            (Some(day), Some(clock), None) => (self.day(day).map_err(|_no_day| wrong())?, clock),
            _ => return Err(wrong()),
        };
        let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
        let hour = parts.next().flatten().ok_or_else(wrong)?;
        let minute = parts.next().flatten().ok_or_else(wrong)?;
        let second = match parts.next() {
            None => 0,
            Some(second) => second.ok_or_else(wrong)?,
        };
        Moment::at(day, hour, minute, second).filter(|_| parts.next().is_none()).ok_or_else(wrong)
    }

    /// Reads 「2026-11-24」, 「今日」, 「今日-3工」, 「今日+2日」.
    pub fn day(&self, text: &str) -> Result<Day, String> {
        let wrong = || format!("「{text}」不是日期，应写成 2026-11-24、今日、今日-3工 或 今日+2日");
        let Some(shift) = text.trim().strip_prefix(TODAY) else {
            return text.trim().parse().map_err(|_no_day| wrong());
        };
        if shift.is_empty() {
            return Ok(self.today);
        }
        if let Some(n) = shift.strip_suffix('工') {
            return n.parse().map(|n| self.workdays_from_today(n)).map_err(|_no_number| wrong());
        }
        let n: i64 = shift.strip_suffix('日').and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
        Ok(self.today.plus_days(n))
    }

    fn workdays_from_today(&self, n: i64) -> Day {
        let step = n.signum();
        let mut day = self.today;
        let mut left = n.unsigned_abs().min(1000);
        while left > 0 {
            day = day.plus_days(step);
            left -= u64::from(self.calendar.is_workday(day));
        }
        day
    }

    /// A day of a field, if it is there.
    pub fn optional_day(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<Option<Day>, Malformed> {
        let text = fields.optional_text(key)?;
        text.map(|text| self.day(&text).map_err(|say| fields.complain_of(key, say))).transpose()
    }

    /// A moment of a field, if it is there.
    pub fn optional_moment(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        last: Option<Moment>,
    ) -> Result<Option<Moment>, Malformed> {
        let text = fields.optional_text(key)?;
        text.map(|text| self.moment(&text, last).map_err(|say| fields.complain_of(key, say))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::Almanac;
    use crate::domain::calendar::WorkCalendar;
    use crate::domain::moment::Day;

    #[test]
    fn time_is_read_as_people_write_it() {
        let today = Day::from_ymd(2026, 11, 23).expect("a Monday");
        let almanac = Almanac { today, calendar: WorkCalendar::bundled() };
        let last = almanac.moment("2026-11-24 14:03", None).expect("a moment");
        let check = |text: &str, expected: &str| {
            let read = almanac.moment(text, Some(last)).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        };
        check("2026-11-24 14:03", "2026-11-24T14:03:00+08:00");
        check("09:10:07", "2026-11-24T09:10:07+08:00");
        check("今日 14:00", "2026-11-23T14:00:00+08:00");
        check("今日-1工 08:00", "2026-11-20T08:00:00+08:00");
        check("今日+5工 08:00", "2026-11-30T08:00:00+08:00");
        check("今日-1日 08:00", "2026-11-22T08:00:00+08:00");
        for wrong in ["", "明天 8:00", "2026-11-24", "25:00", "今日+工 8:00", "14:03 2026-11-24", "1:2:3:4"]
        {
            assert!(almanac.moment(wrong, Some(last)).is_err(), "{wrong}");
        }
        assert!(almanac.moment("14:03", None).is_err(), "no day to stand on");
    }
}
