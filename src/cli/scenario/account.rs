//! The account of a performance: for a machine as JSON, for a person as lines.

use crate::cli::scenario::expect::Check;
use crate::cli::scenario::play::Played;
use serde_json::Value;
use serde_json::json;

/// The version of the JSON below.
const FORMAT: u32 = 1;

/// Everything, for a machine. Names of staff and sentences are in it; it belongs beside the script, not in a log.
pub fn json(file: &str, played: &Played) -> Value {
    let acts: Vec<Value> = played
        .acts
        .iter()
        .map(|act| {
            json!({
                "line": act.line, "at": act.at.to_string(), "by": act.by, "do": act.verb, "case": act.case,
                "said": act.said, "refused_by": act.refused_by,
            })
        })
        .collect();
    let cases: Vec<Value> = played
        .cases
        .iter()
        .map(|case| {
            json!({
                "name": case.name, "called": case.called, "state": case.state,
                "rules_satisfied": case.n_satisfied,
            })
        })
        .collect();
    let sheets: Vec<Value> = played
        .papers
        .iter()
        .map(|paper| {
            json!({
                "case": paper.case, "form": paper.form, "pages": paper.n_pages,
                "file": paper.file.display().to_string(), "unmarked_sha256": paper.unmarked_sha256,
            })
        })
        .collect();
    json!({
        "format": FORMAT, "file": file, "title": played.title, "holds": played.holds(), "cases": cases,
        "rules": played.spoke, "sheets": sheets, "acts": acts, "acts_ahead": played.n_ahead,
        "expectations": played.checks.iter().map(check_json).collect::<Vec<_>>(),
    })
}

fn check_json(check: &Check) -> Value {
    json!({
        "line": check.line, "what": check.what, "expected": check.expected, "found": check.found,
        "holds": check.holds,
    })
}

/// One failed expectation, for a person.
pub fn failure(file: &str, check: &Check) -> String {
    format!("{file}:{} {}\n    期望：{}\n    实际：{}", check.line, check.what, check.expected, check.found)
}

/// The rules that spoke, as 「GZ-25e ×1、SC-4.4c ×2」.
pub fn rules(played: &Played) -> String {
    if played.spoke.is_empty() {
        return "—".to_owned();
    }
    played.spoke.iter().map(|(rule, n)| format!("{rule} ×{n}")).collect::<Vec<_>>().join("、")
}

/// Pads a text to a width in columns; a Chinese character takes two.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// How many columns a text takes in a terminal.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || matches!(c, '·' | '—' | '×') { 1 } else { 2 }).sum()
}
