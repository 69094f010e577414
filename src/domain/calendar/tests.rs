//! The vectors of the workflow's appendix, each year's count, and files that lie.

use super::CalendarStatus;
use super::CalendarWrong;
use super::WorkCalendar;
use crate::domain::moment::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn check(from: &str, expected: [(u16, &str); 3]) {
    let calendar = WorkCalendar::bundled();
    for (n, on) in expected {
        let reckoned = calendar.add_workdays(day(from), n);
        assert_eq!(reckoned.value, day(on), "{from} +{n}");
        assert_eq!(reckoned.status, CalendarStatus::Published, "{from} +{n}");
        assert_eq!(calendar.workdays_between(day(from), day(on)).value, u32::from(n), "{from} +{n}");
    }
}

#[test]
fn seven_thirty_and_sixty_working_days_end_where_the_appendix_says() {
    check("2025-01-20", [(7, "2025-02-05"), (30, "2025-03-07"), (60, "2025-04-21")]);
    check("2025-09-22", [(7, "2025-09-30"), (30, "2025-11-07"), (60, "2025-12-19")]);
    check("2025-12-25", [(7, "2026-01-06"), (30, "2026-02-06"), (60, "2026-03-26")]);
    check("2026-02-10", [(7, "2026-02-26"), (30, "2026-03-30"), (60, "2026-05-14")]);
    check("2026-04-28", [(7, "2026-05-11"), (30, "2026-06-11"), (60, "2026-07-24")]);
    check("2026-09-18", [(7, "2026-09-29"), (30, "2026-11-05"), (60, "2026-12-17")]);
    check("2026-09-24", [(7, "2026-10-12"), (30, "2026-11-12"), (60, "2026-12-24")]);
}

#[test]
fn a_period_that_runs_into_an_unpublished_year_says_so() {
    let calendar = WorkCalendar::bundled();
    let november = day("2026-11-02");
    assert_eq!(calendar.add_workdays(november, 7).value, day("2026-11-11"));
    assert_eq!(calendar.add_workdays(november, 30).value, day("2026-12-14"));
    let sixty = calendar.add_workdays(november, 60);
    assert_eq!(sixty.status, CalendarStatus::Guessed);
    assert_eq!(sixty.value.year(), 2027);
    assert_eq!(sixty.status.remark(), Some("日历未发布，仅供参考"));
}

#[test]
fn every_year_has_the_working_days_it_is_known_for() {
    let calendar = WorkCalendar::bundled();
    for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
        let (before, last) = (day(&format!("{}-12-31", year - 1)), day(&format!("{year}-12-31")));
        assert_eq!(calendar.workdays_between(before, last).value, expected, "{year}");
    }
    let years = calendar.published_years().map(|(year, _)| year).collect::<Vec<_>>();
    assert_eq!(years, [2024, 2025, 2026]);
}

#[test]
fn a_day_says_why_it_counts_or_does_not() {
    let calendar = WorkCalendar::bundled();
    for (on, expected, counts) in [
        ("2026-02-14", "春节调休上班", true),
        ("2026-02-16", "春节放假", false),
        ("2026-11-21", "周末", false),
        ("2026-11-23", "工作日", true),
        ("2027-01-01", "工作日", true),
    ] {
        let kind = calendar.kind(day(on));
        assert_eq!(kind.label(), expected, "{on}");
        assert_eq!(kind.is_workday(), counts, "{on}");
        assert_eq!(calendar.is_workday(day(on)), counts, "{on}");
    }
}

#[test]
fn zero_working_days_and_a_backward_period_are_nothing() {
    let calendar = WorkCalendar::bundled();
    let sunday = day("2026-11-22");
    assert_eq!(calendar.add_workdays(sunday, 0).value, sunday);
    assert_eq!(calendar.workdays_between(sunday, day("2026-11-01")).value, 0);
}

#[test]
fn a_last_day_off_moves_to_the_next_working_day() {
    let calendar = WorkCalendar::bundled();
    assert_eq!(calendar.roll_forward(day("2026-10-03")).value, day("2026-10-08"));
    assert_eq!(calendar.roll_forward(day("2026-10-08")).value, day("2026-10-08"));
}

#[test]
fn the_end_of_the_calendar_holds() {
    let last = Day::from_date(chrono::NaiveDate::MAX);
    assert_eq!(WorkCalendar::bundled().add_workdays(last, 7).value, last);
}

fn refusal(text: &str) -> (usize, CalendarWrong) {
    let error = WorkCalendar::default().import(text).expect_err("a file that lies");
    (error.line, error.wrong)
}

#[test]
fn a_file_that_lies_is_not_taken_and_its_line_is_named() {
    let head = "year = 2027\nsource = \"试\"\n";
    let holiday = |from: &str, to: &str, work: &str| {
        format!("{head}[[holiday]]\nname = \"春节\"\nfrom = {from}\nto = {to}\nwork = [{work}]\n")
    };
    let spring = || "春节".to_owned();
    assert_eq!(refusal("year = \"二〇二七\""), (1, CalendarWrong::Syntax));
    assert_eq!(refusal(&format!("{head}colour = 3\n")), (3, CalendarWrong::Syntax));
    assert_eq!(refusal("year = 2027\nsource = \" \"\n"), (2, CalendarWrong::NoSource));
    assert_eq!(refusal("year = 27\nsource = \"试\"\n"), (1, CalendarWrong::NoYear(27)));
    assert_eq!(refusal(&holiday("10:00:00", "2027-02-01", "")), (5, CalendarWrong::NoDay(spring())));
    assert_eq!(refusal(&holiday("2027-02-02", "2027-02-01", "")), (6, CalendarWrong::Backwards(spring())));
    let on = day("2026-12-31");
    let outside = refusal(&holiday("2026-12-31", "2027-01-01", ""));
    assert_eq!(outside, (5, CalendarWrong::OutsideYear { on, year: 2027 }));
    let twice = refusal(&holiday("2027-02-01", "2027-02-03", "2027-02-06, 2027-02-06"));
    assert_eq!(twice, (7, CalendarWrong::Twice(day("2027-02-06"))));
    let midweek = refusal(&holiday("2027-02-01", "2027-02-03", "2027-02-08"));
    assert_eq!(midweek, (7, CalendarWrong::NotAWeekend(day("2027-02-08"))));
    let on = day("9999-01-01");
    let endless = refusal(&holiday("2027-02-01", "9999-01-01", ""));
    assert_eq!(endless, (6, CalendarWrong::OutsideYear { on, year: 2027 }));
}

#[test]
fn a_complaint_reads_as_a_sentence() {
    let error = WorkCalendar::default().import("year = 1\nsource = \"试\"\n").expect_err("no such year");
    assert_eq!(error.to_string(), "日历文件第 1 行：1 年不对，没有导入");
}

#[test]
fn an_imported_year_replaces_the_guess() {
    let mut calendar = WorkCalendar::bundled().clone();
    let text =
        "year = 2027\nsource = \"试\"\n[[holiday]]\nname = \"元旦\"\nfrom = 2027-01-01\nto = 2027-01-03\n";
    assert_eq!(calendar.import(text).expect("a calendar"), 2027);
    assert_eq!(calendar.status(day("2027-01-04")), CalendarStatus::Published);
    assert!(!calendar.is_workday(day("2027-01-01")));
}
