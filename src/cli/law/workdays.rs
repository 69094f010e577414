//! `law workdays`: the nth working day after a day, with every day that did not count and why.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::law::options::WorkdaysOptions;
use crate::cli::terminal::say;
use crate::domain::calendar::CalendarStatus;
use crate::domain::calendar::DayKind;
use crate::domain::calendar::WorkCalendar;
use crate::domain::date_words::weekday_name;
use crate::domain::law::acts;
use crate::domain::moment::Day;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// No period of law comes near it; beyond, it is a slip of the hand.
const MOST_WORKDAYS: u16 = 2_000;

/// The reckoning, day by day.
struct Account<'a> {
    from: Day,
    plus: u16,
    on: Day,
    /// The days on the way that did not count.
    skipped: Vec<(Day, DayKind)>,
    /// The weekend days on the way that did, worked in exchange.
    made_up: Vec<(Day, DayKind)>,
    /// The years on the way without a published arrangement.
    guessed: BTreeSet<i32>,
    calendar: &'a WorkCalendar,
}

/// Reckons and tells.
pub(super) fn run(options: &WorkdaysOptions) -> Result<Ending, Stop> {
    let from = options.from.trim().parse::<Day>();
    let from =
        from.map_err(|_error| Stop::refused(format!("「{}」不是日期，如 2026-04-28", options.from)))?;
    let plus = options.plus.trim().parse::<u16>().ok().filter(|plus| *plus <= MOST_WORKDAYS);
    let plus = plus.ok_or_else(|| {
        Stop::refused(format!("「{}」不是工作日的个数，可写 0 至 {MOST_WORKDAYS}", options.plus))
    })?;
    let calendar = with_years(&options.calendar)?;
    let account = reckon(from, plus, &calendar);
    if options.json {
        say(&as_json(&account).to_string());
    } else {
        tell(&account);
    }
    Ok(Ending::Well)
}

/// The years that came with the program, and those in files.
fn with_years(files: &[PathBuf]) -> Result<WorkCalendar, Stop> {
    let mut calendar = WorkCalendar::bundled().clone();
    for path in files {
        let file = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::refused(format!("{file}：读不到（{error}）")))?;
        calendar.import(&text).map_err(|error| Stop::refused(format!("{file}：{error}")))?;
    }
    Ok(calendar)
}

fn reckon(from: Day, plus: u16, calendar: &WorkCalendar) -> Account<'_> {
    let on = calendar.add_workdays(from, plus).value;
    let mut account = Account {
        from,
        plus,
        on,
        skipped: Vec::new(),
        made_up: Vec::new(),
        guessed: BTreeSet::new(),
        calendar,
    };
    let mut day = from;
    while day < on {
        day = day.plus_days(1);
        if calendar.status(day) == CalendarStatus::Guessed {
            account.guessed.insert(day.year());
        }
        match calendar.kind(day) {
            DayKind::Workday => {}
            made_up @ DayKind::MadeUp(_) => account.made_up.push((day, made_up)),
            off @ (DayKind::Weekend | DayKind::Holiday(_)) => account.skipped.push((day, off)),
        }
    }
    account
}

fn with_weekday(day: Day) -> String {
    format!("{day}（{}）", weekday_name(day.weekday()))
}

fn tell(account: &Account<'_>) {
    let remark = if account.guessed.is_empty() { None } else { CalendarStatus::Guessed.remark() };
    let remark = remark.map(|remark| format!("，{remark}")).unwrap_or_default();
    let (from, on) = (with_weekday(account.from), with_weekday(account.on));
    say(&format!("自 {from}起第 {} 个工作日：{on}{remark}", account.plus));
    say(&format!("起日不计，从次日数起（{}）", acts::MF_201.cite()));
    if account.skipped.is_empty() {
        say("途中每天都计");
    } else {
        say(&format!("途中不计的 {} 天：", account.skipped.len()));
    }
    for (day, kind) in &account.skipped {
        let guessed = if account.guessed.contains(&day.year()) { "（日历未发布）" } else { "" };
        say(&format!("  {} {}{guessed}", with_weekday(*day), kind.label()));
    }
    if !account.made_up.is_empty() {
        say(&format!("周末照计的 {} 天：", account.made_up.len()));
    }
    for (day, kind) in &account.made_up {
        say(&format!("  {} {}", with_weekday(*day), kind.label()));
    }
    for (year, source) in sources(account) {
        say(&format!("日历 {year} 年：{source}"));
    }
    for year in &account.guessed {
        say(&format!("日历 {year} 年：日历未发布，按周末推算"));
    }
}

/// The published years on the way, each with its source.
fn sources<'a>(account: &'a Account<'_>) -> impl Iterator<Item = (i32, &'a str)> {
    let years = account.from.plus_days(1).year()..=account.on.year();
    account.calendar.published_years().filter(move |(year, _)| years.contains(year))
}

fn as_json(account: &Account<'_>) -> Value {
    let days = |days: &[(Day, DayKind)]| {
        let days = days.iter().map(|(day, kind)| json!({ "on": day, "why": kind.label() }));
        days.collect::<Vec<_>>()
    };
    let calendars = sources(account).map(|(year, source)| json!({ "year": year, "source": source }));
    json!({
        "format": 1, "from": account.from, "plus": account.plus, "on": account.on,
        "published": account.guessed.is_empty(), "guessed_years": account.guessed,
        "not_counted": days(&account.skipped), "counted_weekend_days": days(&account.made_up),
        "calendars": calendars.collect::<Vec<_>>(),
    })
}
