//! The frame judged over toy rules that borrow.

use super::Findings;
use super::Level;
use super::Rule;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use super::judge;
use crate::domain::law::Jurisdiction;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::day;
use crate::domain::law::general;
use crate::domain::moment::Day;
use crate::domain::step::Place;
use crate::domain::step::Step;

struct Toy<'a> {
    name: &'a str,
    n_appraisers: u16,
}

type ToyRule = Rule<fn(&Toy<'_>) -> Verdict>;

const fn rule(
    id: &'static str,
    pack: Pack,
    level: Level,
    in_force: Period,
    check: fn(&Toy<'_>) -> Verdict,
) -> ToyRule {
    Rule {
        id: RuleId(id),
        title: "试",
        basis: &[general::GZ_19],
        pack,
        level,
        in_force,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "指派", go: Place::Assignment },
        check,
    }
}

fn named(toy: &Toy<'_>) -> Verdict {
    Verdict::holds(!toy.name.is_empty(), "name", "没有姓名")
}

fn two(toy: &Toy<'_>) -> Verdict {
    Verdict::holds(toy.n_appraisers >= 2, "appraisers", format!("只有 {} 名", toy.n_appraisers))
}

fn never(_: &Toy<'_>) -> Verdict {
    Verdict::NotApplicable
}

const ALWAYS: Period = Period::since(day(2016, 5, 1));
const RULES: &[ToyRule] = &[
    rule("T-1", Pack::Base, Level::Warn, ALWAYS, named),
    rule("T-2", Pack::Shanghai, Level::Gate, ALWAYS, two),
    rule("T-2#2", Pack::Sichuan, Level::Hint, ALWAYS, two),
    rule(
        "T-3",
        Pack::Base,
        Level::Prohibit,
        Period { from: day(2000, 1, 1), until: Some(day(2020, 1, 1)) },
        two,
    ),
    rule("T-4", Pack::Base, Level::Prohibit, ALWAYS, never),
];

fn ids(findings: &Findings) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.0).collect()
}

fn on(year: i32) -> Day {
    day(year, 6, 1)
}

#[test]
fn every_rule_in_force_speaks_breaches_first_strictest_first() {
    let name = String::new();
    let toy = Toy { name: &name, n_appraisers: 1 };
    let findings = judge(RULES, &toy, Jurisdiction::Shanghai, on(2026));
    assert_eq!(ids(&findings), ["T-2", "T-1"]);
    assert!(findings.stops());
    assert!(findings.needs_reason());
    assert_eq!(
        findings.of("T-2").and_then(|f| f.breach.clone()).map(|b| b.say),
        Some("只有 1 名".to_owned())
    );
}

#[test]
fn the_other_province_does_not_speak() {
    let toy = Toy { name: "周某", n_appraisers: 1 };
    let findings = judge(RULES, &toy, Jurisdiction::Sichuan, on(2026));
    assert_eq!(ids(&findings), ["T-2#2", "T-1"]);
    assert!(!findings.stops());
    assert_eq!(findings.of("T-2#2").map(|f| f.rule.requirement()), Some("T-2"));
    assert_eq!(findings.satisfied().count(), 1);
    let national = judge(RULES, &toy, Jurisdiction::National, on(2026));
    assert_eq!(ids(&national), ["T-1"]);
    assert!(national.is_clean());
}

#[test]
fn a_rule_out_of_force_is_silent() {
    let toy = Toy { name: "周某", n_appraisers: 1 };
    assert!(judge(RULES, &toy, Jurisdiction::National, on(2019)).stops());
    assert!(!judge(RULES, &toy, Jurisdiction::National, on(2020)).stops());
}

#[test]
fn findings_are_picked_by_step_and_by_field() {
    let toy = Toy { name: "", n_appraisers: 1 };
    let findings = judge(RULES, &toy, Jurisdiction::Shanghai, on(2026));
    assert_eq!(ids(&findings.guarding(Step::DecideAccept)).len(), 2);
    assert!(findings.guarding(Step::Schedule).is_clean());
    assert_eq!(findings.on_field("appraisers").count(), 1);
    assert_eq!(findings.on_field("none").count(), 0);
    let both = findings.clone().and(findings);
    assert_eq!(ids(&both), ["T-2", "T-2", "T-1", "T-1"]);
}

#[test]
fn levels_say_what_the_look_says() {
    let labels = Level::ALL.map(Level::label);
    assert_eq!(labels, ["阻断", "阻断", "提醒", "提示", "记录"]);
    assert_eq!(Level::ALL.map(Level::letter), ['B', 'G', 'W', 'H', 'O']);
}
