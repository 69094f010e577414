//! The clock of an appraisal (GZ-28, GZ-25e): computed, never stored.
//!
//! It starts when the agreement takes effect, runs for the length that was agreed or 30 working days, stands
//! still during deductions, and is lengthened by extensions the director approved. The result is an account:
//! every day, whether it counted, and why not. An insurer's absence is never a deduction (SC-2.2j).

use crate::domain::calendar::CalendarStatus;
use crate::domain::calendar::DayKind;
use crate::domain::calendar::Reckoned;
use crate::domain::calendar::WorkCalendar;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use serde::Deserialize;
use serde::Serialize;

/// How long the appraisal may take, as F-01 says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreedLength {
    /// So many working days from the agreement's effect.
    Workdays(u16),
    /// So many days of the calendar, as the traffic police agree (JT-51); no working-day calendar is used.
    CalendarDays(u16),
    /// Before the end of a day.
    Until(Day),
}

impl AgreedLength {
    /// What the law gives when nothing was agreed (GZ-28a).
    pub fn statutory() -> Self {
        Self::Workdays(numbers::APPRAISAL.newest())
    }

    /// As the agreement words it.
    pub fn label(self) -> String {
        match self {
            Self::Workdays(n) => format!("委托书生效之日起 {n} 个工作日"),
            Self::CalendarDays(n) => format!("委托书生效之日起 {n} 日"),
            Self::Until(on) => format!("{}前", on.worded()),
        }
    }

    const fn unit(self) -> Unit {
        match self {
            Self::Workdays(_) | Self::Until(_) => Unit::Workday,
            Self::CalendarDays(_) => Unit::CalendarDay,
        }
    }
}

/// What a clock counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Working days.
    Workday,
    /// Every day.
    CalendarDay,
}

impl Unit {
    /// 「个工作日」 or 「日」.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Workday => "个工作日",
            Self::CalendarDay => "日",
        }
    }

    const fn takes(self, kind: &DayKind) -> bool {
        match self {
            Self::Workday => kind.is_workday(),
            Self::CalendarDay => true,
        }
    }
}

/// 扣除区间: days after `from` up to and with `to` do not count; an end later than today is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockDeduction {
    /// The day it began, itself counted.
    pub from: Day,
    /// The day it ended, itself not counted.
    pub to: Day,
    /// Why, as the account says it.
    pub reason: String,
    /// The rule it rests on.
    pub rule: &'static str,
}

impl ClockDeduction {
    /// The end of a deduction that is still running; later than any day that is reckoned.
    pub const OPEN_END: Day = match Day::from_ymd(9999, 12, 31) {
        Some(day) => day,
        None => panic!("a day of the calendar"),
    };
}

/// 延长: so many more units, approved by the director (GZ-28b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How many working days (calendar days where those were agreed).
    pub n: u16,
    /// The day of approval.
    pub approved_on: Day,
    /// The day the client was told, or nothing while F-16 is still owed.
    pub notified_on: Option<Day>,
}

/// One day of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountDay {
    /// The day.
    pub on: Day,
    /// What the calendar says of it.
    pub kind: DayKind,
    /// What the clock made of it.
    pub counted: Counted,
}

/// Whether a day counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The day of effect itself (民法典 201).
    Start,
    /// The n-th day that counted.
    Nth(u32),
    /// Not a day this clock takes.
    Off,
    /// Inside a deduction, by its reason.
    Deducted(String),
}

impl AccountDay {
    /// Why it counted or did not: 「第 7 个工作日」「春节放假」「法定见证人未到场，不计入」.
    pub fn label(&self, unit: Unit) -> String {
        match &self.counted {
            Counted::Start => "生效之日，不计入".to_owned(),
            Counted::Nth(n) => format!("第 {n} {}", unit.label()),
            Counted::Off => self.kind.label(),
            Counted::Deducted(reason) => format!("{reason}，不计入"),
        }
    }
}

/// How near the end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// More than ten units left.
    Calm,
    /// Ten or fewer.
    Amber,
    /// Five or fewer.
    Orange,
    /// One, or the last day itself.
    Red,
    /// The last day is over; a reason is due.
    Overdue,
}

/// Units left at which the colour changes; the office's habit (workflow §3.1), not law.
pub const AMBER_AT: i64 = 10;
/// See [`AMBER_AT`].
pub const ORANGE_AT: i64 = 5;
/// See [`AMBER_AT`].
pub const RED_AT: i64 = 1;

impl Urgency {
    /// The urgency of so many units left.
    pub const fn of(remaining: i64) -> Self {
        if remaining < 0 {
            Self::Overdue
        } else if remaining <= RED_AT {
            Self::Red
        } else if remaining <= ORANGE_AT {
            Self::Orange
        } else if remaining <= AMBER_AT {
            Self::Amber
        } else {
            Self::Calm
        }
    }
}

/// When the appraisal is due, and the account behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day of effect.
    pub start_on: Day,
    /// What was agreed, or the statutory length.
    pub length: AgreedLength,
    /// The last day without extensions and deductions.
    pub base_on: Day,
    /// The last day.
    pub on: Day,
    /// Units added by extensions.
    pub n_extended: u32,
    /// Units that did not count.
    pub n_deducted: u32,
    /// A deduction is open: the end moves on with every day.
    pub is_paused: bool,
    /// What is counted.
    pub unit: Unit,
    /// Units left after today; below zero, how many it is late.
    pub remaining: i64,
    /// How near the end is.
    pub urgency: Urgency,
    /// Whether every day looked at has a published calendar.
    pub status: CalendarStatus,
    /// Day by day from the start to the end.
    pub days: Vec<AccountDay>,
}

impl Deadline {
    /// 「剩 7 个工作日」「今天到期」「超期 3 个工作日」.
    pub fn remaining_label(&self) -> String {
        remaining_said(self.remaining, self.unit)
    }
}

/// 「剩 7 个工作日」「今天到期」「超期 3 个工作日」.
pub fn remaining_said(remaining: i64, unit: Unit) -> String {
    let unit = unit.label();
    match remaining {
        0 => "今天到期".to_owned(),
        n if n > 0 => format!("剩 {n} {unit}"),
        n => format!("超期 {} {unit}", n.unsigned_abs()),
    }
}

/// Longest clock that is reckoned; a date further off is a slip of the keyboard and is cut to this.
const LONGEST_DAYS: i64 = 36_525;

/// Reckons the deadline of an appraisal as it stands today (workflow §3.1).
///
/// The days of overlapping deductions count once. A deduction that ends after today runs to today. An agreed
/// day is moved on by as many working days as were deducted or granted.
pub fn deadline(
    effective_on: Day,
    length: AgreedLength,
    deductions: &[ClockDeduction],
    extensions: &[Extension],
    today: Day,
    calendar: &WorkCalendar,
) -> Deadline {
    let clock = Clock { start_on: effective_on, unit: length.unit(), deductions, today, calendar };
    let n_extended = extensions.iter().map(|extension| u32::from(extension.n)).sum::<u32>();
    let base_on = clock.base_end(length);
    let mut walk = Walk::from(&clock);
    match length {
        AgreedLength::Workdays(n) | AgreedLength::CalendarDays(n) => {
            walk.until_counted(&clock, u32::from(n) + n_extended);
        }
        AgreedLength::Until(_) => {
            walk.until_day(&clock, base_on);
            let more = n_extended + walk.n_deducted;
            let counted = walk.n_counted;
            walk.until_counted(&clock, counted + more);
        }
    }
    // An agreed day may be one that does not count, so the end is where the walk stands.
    let on = walk.on.max(base_on);
    let remaining = clock.remaining(&walk.days, on);
    Deadline {
        start_on: effective_on,
        length,
        base_on,
        on,
        n_extended,
        n_deducted: walk.n_deducted,
        is_paused: deductions.iter().any(|deduction| deduction.from <= today && today < deduction.to),
        unit: clock.unit,
        remaining,
        urgency: Urgency::of(remaining),
        status: walk.status,
        days: walk.days,
    }
}

/// The last day for the decision on acceptance: seven working days, or the day agreed (GZ-13).
pub fn acceptance_due(received_on: Day, agreed_on: Option<Day>, calendar: &WorkCalendar) -> Reckoned<Day> {
    match agreed_on {
        Some(value) => Reckoned { value, status: CalendarStatus::Published },
        None => calendar.add_workdays(received_on, numbers::ACCEPTANCE.on(received_on)),
    }
}

/// The last day on which a licence's renewal can be asked for (TL-14).
pub fn licence_renewal_due(valid_until: Day) -> Day {
    valid_until.plus_days(-i64::from(numbers::LICENCE_RENEWAL.on(valid_until)))
}

struct Clock<'a> {
    start_on: Day,
    unit: Unit,
    deductions: &'a [ClockDeduction],
    today: Day,
    calendar: &'a WorkCalendar,
}

impl Clock<'_> {
    fn base_end(&self, length: AgreedLength) -> Day {
        match length {
            AgreedLength::Workdays(n) => self.calendar.add_workdays(self.start_on, n).value,
            AgreedLength::CalendarDays(n) => self.start_on.plus_days(i64::from(n)),
            AgreedLength::Until(on) => on.min(self.start_on.plus_days(LONGEST_DAYS)),
        }
    }

    fn deduction(&self, on: Day) -> Option<&ClockDeduction> {
        self.deductions.iter().find(|deduction| deduction.from < on && on <= deduction.to.min(self.today))
    }

    fn remaining(&self, days: &[AccountDay], end: Day) -> i64 {
        if self.today > end {
            let late = match self.unit {
                Unit::Workday => i64::from(self.calendar.workdays_between(end, self.today).value),
                Unit::CalendarDay => end.days_until(self.today),
            };
            // A weekend after the last day is late as well, though no working day has passed.
            return -late.max(1);
        }
        let left = days.iter().filter(|day| day.on > self.today && matches!(day.counted, Counted::Nth(_)));
        i64::try_from(left.count()).unwrap_or(i64::MAX)
    }
}

struct Walk {
    on: Day,
    n_counted: u32,
    n_deducted: u32,
    status: CalendarStatus,
    days: Vec<AccountDay>,
}

impl Walk {
    fn from(clock: &Clock<'_>) -> Self {
        let on = clock.start_on;
        let start = AccountDay { on, kind: clock.calendar.kind(on), counted: Counted::Start };
        Self { on, n_counted: 0, n_deducted: 0, status: CalendarStatus::Published, days: vec![start] }
    }

    fn until_counted(&mut self, clock: &Clock<'_>, n: u32) {
        while self.n_counted < n && self.step(clock) {}
    }

    fn until_day(&mut self, clock: &Clock<'_>, end: Day) {
        while self.on < end && self.step(clock) {}
    }

    /// Takes the next day; false at the end of the calendar.
    fn step(&mut self, clock: &Clock<'_>) -> bool {
        let on = self.on.plus_days(1);
        if on == self.on {
            self.status = CalendarStatus::Guessed;
            return false;
        }
        let kind = clock.calendar.kind(on);
        let counted = if !clock.unit.takes(&kind) {
            Counted::Off
        } else if let Some(deduction) = clock.deduction(on) {
            self.n_deducted += 1;
            Counted::Deducted(deduction.reason.clone())
        } else {
            self.n_counted += 1;
            Counted::Nth(self.n_counted)
        };
        if clock.unit == Unit::Workday {
            self.status = self.status.and(clock.calendar.status(on));
        }
        self.on = on;
        self.days.push(AccountDay { on, kind, counted });
        true
    }
}

#[cfg(test)]
mod tests;
