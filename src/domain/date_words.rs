//! Dates as people type or paste them, and how a date is told back to them.
//!
//! Text first: `1122`, `11-22`, `昨`, `下周三`, `+7工`, `2026年11月22日`, `二〇二六年十一月二十二日（周日）`.
//! Working days are counted from the calendar that is handed in; nothing here knows a holiday.

use super::amount::half_width;
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
        let caution = if (self.kind)(date).is_published() { "" } else { "，日历未发布，仅供参考" };
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
mod tests {
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
        check(day(2026, 11, 20), "11月20日 周五，1 个工作日前");
        check(day(2026, 11, 28), "11月28日 周六，3 个工作日后");
        check(day(2027, 1, 4), "2027年1月4日 周一，27 个工作日后，日历未发布，仅供参考");
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
}
