//! Dates as people type or paste them, and how a date is told back to them.
//!
//! Text first: `1122`, `11-22`, `昨`, `下周三`, `+7工`, `2026年11月22日`, `二〇二六年十一月二十二日（周日）`.
//! Working days are counted from the calendar that is handed in; nothing here knows a holiday.

use crate::domain::amount::half_width;
use chrono::Datelike as _;
use chrono::Days;
use chrono::NaiveDate;
use chrono::Weekday;

/// What a day is in the calendar of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A working day, 调休 included.
    Workday,
    /// A weekend or holiday.
    Off,
    /// Monday to Friday of a year whose calendar is not yet published.
    LikelyWorkday,
    /// A weekend of a year whose calendar is not yet published.
    LikelyOff,
}

impl DayKind {
    /// Counts as a working day.
    pub fn is_workday(self) -> bool {
        matches!(self, Self::Workday | Self::LikelyWorkday)
    }

    /// Comes from a published calendar.
    pub fn is_published(self) -> bool {
        matches!(self, Self::Workday | Self::Off)
    }
}

/// Today, and the kind of every day.
#[derive(Clone, Copy)]
pub struct Almanac<'a> {
    /// The day the user lives in.
    pub today: NaiveDate,
    /// What a day is.
    pub kind: &'a dyn Fn(NaiveDate) -> DayKind,
}

/// Where a date without a year is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// The nearest.
    #[default]
    Near,
    /// Not after today: accidents, receipts.
    Past,
    /// Not before today: appointments, deadlines.
    Future,
}

/// Why typed words are no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateWordsError {
    /// Nothing was typed.
    #[error("还没有填日期")]
    Empty,
    /// The words are none of those known.
    #[error("认不出这个日期，可写 1122、11-22、昨、+7工")]
    Unknown,
    /// The month does not have this day.
    #[error("{month}月没有{day}日")]
    NoSuchDay {
        /// The month as typed.
        month: u32,
        /// The day as typed.
        day: u32,
    },
    /// The weekday written beside the date is another.
    #[error("那天是{actual}，写的是{written}")]
    OtherWeekday {
        /// What stands beside the date.
        written: &'static str,
        /// What the date is.
        actual: &'static str,
    },
}

const FARTHEST_WORKDAYS: i64 = 2_000;

impl Almanac<'_> {
    /// The n-th working day after a day (before, when negative). The day itself does not count.
    pub fn workdays_after(&self, from: NaiveDate, n: i64) -> Option<NaiveDate> {
        if n.abs() > FARTHEST_WORKDAYS {
            return None;
        }
        let mut day = from;
        let mut left = n.abs();
        while left > 0 {
            day = if n > 0 { day.succ_opt()? } else { day.pred_opt()? };
            if (self.kind)(day).is_workday() {
                left -= 1;
            }
        }
        Some(day)
    }

    /// How many working days lie after `from` up to and with `to`; negative when `to` is earlier.
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.workdays_between(to, from);
        }
        from.iter_days()
            .skip(1)
            .take_while(|&day| day <= to)
            .filter(|&day| (self.kind)(day).is_workday())
            .count() as i64
    }

    /// Reads a date from what was typed or pasted.
    pub fn parse(&self, typed: &str, lean: Lean) -> Result<NaiveDate, DateWordsError> {
        let words = tidy(typed);
        if words.is_empty() {
            return Err(DateWordsError::Empty);
        }
        if let Some(date) =
            self.named_day(&words).or_else(|| self.counted(&words)).or_else(|| self.weekday(&words))
        {
            return Ok(date);
        }
        let (words, weekday) = without_weekday(&words);
        let date = self.numbers(&words, lean)?;
        match weekday {
            Some(written) if written != date.weekday() => Err(DateWordsError::OtherWeekday {
                written: weekday_name(written),
                actual: weekday_name(date.weekday()),
            }),
            _ => Ok(date),
        }
    }

    /// What the line under a date says: 「12月3日 周四，7 个工作日后」.
    pub fn describe(&self, date: NaiveDate) -> String {
        let year =
            if date.year() == self.today.year() { String::new() } else { format!("{}年", date.year()) };
        let day = format!("{year}{}月{}日 {}", date.month(), date.day(), weekday_name(date.weekday()));
        let n = self.workdays_between(self.today, date);
        let distance = match (date - self.today).num_days() {
            0 => "今天".to_owned(),
            days if days.abs() > 366 => {
                format!("{} 个月{}", days.abs() / 30, if days > 0 { "后" } else { "前" })
            }
            1.. if n == 0 => "中间没有工作日".to_owned(),
            1.. => format!("{n} 个工作日后"),
            _ if n == 0 => "中间没有工作日".to_owned(),
            _ => format!("{} 个工作日前", -n),
        };
        let caution =
            if (self.kind)(date).is_published() { "" } else { "（日历未发布，仅供参考）" };
        format!("{day}，{distance}{caution}")
    }

    fn named_day(&self, words: &str) -> Option<NaiveDate> {
        let stem = words.trim_end_matches(['天', '日']);
        let shift = match stem {
            "今" => 0,
            "昨" => -1,
            "前" => -2,
            "大前" => -3,
            "明" => 1,
            "后" => 2,
            "大后" => 3,
            _ => return None,
        };
        shifted(self.today, shift)
    }

    fn counted(&self, words: &str) -> Option<NaiveDate> {
        let sign = match words.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let rest = &words[1..];
        let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
        let n = sign * digits.parse::<i64>().ok()?;
        match &rest[digits.len()..] {
            "工" | "工作日" | "个工作日" => self.workdays_after(self.today, n),
            "" | "天" | "日" => shifted(self.today, n),
            "周" | "星期" => shifted(self.today, n.checked_mul(7)?),
            "月" | "个月" => {
                let months = chrono::Months::new(u32::try_from(n.abs()).ok()?);
                if n >= 0 {
                    self.today.checked_add_months(months)
                } else {
                    self.today.checked_sub_months(months)
                }
            }
            _ => None,
        }
    }

    fn weekday(&self, words: &str) -> Option<NaiveDate> {
        let (weeks, rest) = match words.strip_prefix('下').map(|rest| (1, rest)) {
            Some(next) => next,
            None => words.strip_prefix('上').map_or((0, words), |rest| (-1, rest)),
        };
        let weekday = weekday_named(rest)?;
        let monday = shifted(self.today, -i64::from(self.today.weekday().num_days_from_monday()))?;
        shifted(monday, weeks * 7 + i64::from(weekday.num_days_from_monday()))
    }

    fn numbers(&self, words: &str, lean: Lean) -> Result<NaiveDate, DateWordsError> {
        let parts = parts(words).ok_or(DateWordsError::Unknown)?;
        match parts.as_slice() {
            [(year, digits), (month, _), (day, _)] => self.full(*year, *digits, *month, *day),
            [(month, _), (day, _)] => self.without_year(*month, *day, lean),
            [(run, 8)] => self.full(run / 10_000, 4, run / 100 % 100, run % 100),
            [(run, 6)] => self.full(run / 10_000, 2, run / 100 % 100, run % 100),
            [(run, 3 | 4)] => self.without_year(run / 100, run % 100, lean),
            [(day, 1 | 2)] => self.in_this_month(*day),
            _ => Err(DateWordsError::Unknown),
        }
    }

    fn full(&self, year: u32, digits: usize, month: u32, day: u32) -> Result<NaiveDate, DateWordsError> {
        let year = match digits {
            2 if 2000 + year as i32 <= self.today.year() + 20 => 2000 + year as i32,
            2 => 1900 + year as i32,
            4 => year as i32,
            _ => return Err(DateWordsError::Unknown),
        };
        if !(1900..=2100).contains(&year) {
            return Err(DateWordsError::Unknown);
        }
        date(year, month, day)
    }

    fn without_year(&self, month: u32, day: u32, lean: Lean) -> Result<NaiveDate, DateWordsError> {
        let year = self.today.year();
        // 29 February is asked of a leap year, so a wider look is needed than one year either side.
        let candidates = (year - 4..=year + 4).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        let distance = |date: &NaiveDate| (*date - self.today).num_days().abs();
        let found = match lean {
            Lean::Near => candidates.min_by_key(distance),
            Lean::Past => candidates.filter(|&date| date <= self.today).min_by_key(distance),
            Lean::Future => candidates.filter(|&date| date >= self.today).min_by_key(distance),
        };
        found.ok_or_else(|| no_such_day(month, day))
    }

    fn in_this_month(&self, day: u32) -> Result<NaiveDate, DateWordsError> {
        date(self.today.year(), self.today.month(), day)
    }
}

/// 周一 … 周日.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

fn shifted(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days >= 0 { from.checked_add_days(count) } else { from.checked_sub_days(count) }
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateWordsError> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(month, day))
}

fn no_such_day(month: u32, day: u32) -> DateWordsError {
    if (1..=12).contains(&month) { DateWordsError::NoSuchDay { month, day } } else { DateWordsError::Unknown }
}

/// Plain digits and signs, no spaces at the ends, no time of day behind the date.
fn tidy(typed: &str) -> String {
    let mut plain: String = typed.trim().chars().map(half_width).map(plain_sign).collect();
    if let Some(colon) = plain.find(':') {
        let cut = plain[..colon].rfind([' ', 'T', 't']).unwrap_or(0);
        plain.truncate(cut);
    }
    plain.trim().to_owned()
}

fn plain_sign(c: char) -> char {
    match c {
        '—' | '–' | '－' => '-',
        '＋' => '+',
        '号' => '日',
        _ => c,
    }
}

fn without_weekday(words: &str) -> (String, Option<Weekday>) {
    let cut = words.find(['周', '星', '(', '（']).unwrap_or(words.len());
    let tail = words[cut..].trim_matches(['(', ')', '（', '）', ' ']);
    (words[..cut].trim().to_owned(), weekday_named(tail))
}

fn weekday_named(words: &str) -> Option<Weekday> {
    let day = ["星期", "周", "礼拜"].iter().find_map(|prefix| words.strip_prefix(prefix))?;
    match day {
        "一" | "1" => Some(Weekday::Mon),
        "二" | "2" => Some(Weekday::Tue),
        "三" | "3" => Some(Weekday::Wed),
        "四" | "4" => Some(Weekday::Thu),
        "五" | "5" => Some(Weekday::Fri),
        "六" | "6" => Some(Weekday::Sat),
        "日" | "天" | "末" | "7" => Some(Weekday::Sun),
        _ => None,
    }
}

/// The numbers of a date with how many digits each had; `None` when anything else stands between them.
fn parts(words: &str) -> Option<Vec<(u32, usize)>> {
    let mut found = Vec::new();
    for part in words.split(['-', '/', '.', '年', '月', '日', ' ']).filter(|part| !part.is_empty()) {
        let digits =
            if part.chars().all(|c| c.is_ascii_digit()) { part.to_owned() } else { from_chinese(part)? };
        found.push((digits.parse().ok()?, digits.len()));
    }
    (!found.is_empty()).then_some(found)
}

/// 二〇二六 → 2026, 十一 → 11, 二十二 → 22.
fn from_chinese(part: &str) -> Option<String> {
    let figure =
        |c: char| "〇一二三四五六七八九".chars().position(|known| known == c).or((c == '零').then_some(0));
    if let Some((tens, ones)) = part.split_once('十') {
        let one = |text: &str, empty: usize| {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (None, _) => Some(empty),
                (Some(c), None) => figure(c),
                _ => None,
            }
        };
        return Some((one(tens, 1)? * 10 + one(ones, 0)?).to_string());
    }
    part.chars().map(|c| figure(c).and_then(|digit| char::from_digit(digit as u32, 10))).collect()
}

#[cfg(test)]
mod tests;
