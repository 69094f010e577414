//! The rule book and the table of facts are printed from the program; a stale one fails.
//!
//! `UPDATE_GOLDEN=1 cargo test rulebook` prints them anew.

use super::cases;
use appraisal_desk::cli::law::book;
use appraisal_desk::cli::law::book::Selection;
use appraisal_desk::cli::law::cases::facts;
use std::fmt::Write as _;
use std::path::PathBuf;

fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Compares with the file, or prints it anew when asked.
fn check(relative: &str, printed: &str) {
    use std::io::Write as _;
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).open(path(relative)).unwrap();
        file.write_all(printed.as_bytes()).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path(relative)).unwrap_or_default();
    assert!(kept == printed, "{relative} 过时了，用 UPDATE_GOLDEN=1 cargo test 重印");
}

#[test]
fn the_rulebook_is_the_one_the_program_follows() {
    check("assets/law/rulebook.md", &book::text(&Selection::default(), Some(&cases::all())));
}

#[test]
fn the_book_of_one_day_holds_the_rules_of_that_day() {
    let on = |day: &str| book::text(&Selection { on: day.parse().ok(), under: None }, None);
    let (before, after) = (on("2022-06-30"), on("2022-12-01"));
    assert!(before.contains("| GZ-13 |") && before.contains("| TL-14 |"), "{before}");
    assert!(!before.contains("| SC-2.2f |") && !before.contains("| SH-1.2k |"));
    assert!(after.contains("| SC-2.2f |") && after.contains("| SH-1.2k |"));
    assert!(!on("2016-04-30").contains("| GZ-13 |"));
    assert!(!after.contains("| 案例 |"), "cases are those of today's tables");
}

#[test]
fn the_format_page_lists_every_fact() {
    const BEGIN: &str = "<!-- 事实表由程序印出，不要手改 -->\n";
    let relative = "tests/rules/FORMAT.md";
    let kept = std::fs::read_to_string(path(relative)).unwrap();
    let (written, _) = kept.split_once(BEGIN).unwrap();
    let mut out = format!("{written}{BEGIN}\n| 事实 | 可以写 |\n|---|---|\n");
    for fact in facts::all() {
        writeln!(out, "| {} | {} |", fact.key, fact.values).unwrap();
    }
    check(relative, &out);
}
