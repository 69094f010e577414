//! The coverage table against the program: nothing is unassigned, nothing is claimed that is not there.

use appraisal_desk::cli::law::cases::every_rule;
use appraisal_desk::domain::evidence::EvidenceTable;
use appraisal_desk::domain::evidence::RegisterTable;
use appraisal_desk::domain::law::coverage;
use appraisal_desk::domain::law::coverage::Duty;
use appraisal_desk::domain::law::coverage::PARTS;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::step::Place;
use appraisal_desk::domain::step::Step;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How many duties the catalogue numbers, with four articles of 上海条例 it only mentions, three clauses of 浙江
/// and seven of the program itself. A number that is lost or invented changes it.
const N_DUTIES: usize = 231;

#[test]
fn every_number_of_the_catalogue_is_here_once() {
    let duties = coverage::duties();
    assert_eq!(duties.len(), N_DUTIES);
    for (id, duty) in duties {
        assert!(!duty.title.is_empty() && !duty.title.ends_with('。'), "{id} {}", duty.title);
        let letters = duty.level.split('（').next().unwrap();
        let known = letters.split('/').all(|one| ["B", "G", "W", "H", "O", "—"].contains(&one));
        assert!(known, "{id} {}", duty.level);
        assert!(coverage::duty(id).is_some(), "{id}");
    }
    for id in
        ["SH-0", "SH-4", "SC-0", "SC-5.3d", "GZ-5", "GZ-49", "TL-48(4)", "GY-d", "PI-57", "ES-13/14", "JT"]
    {
        assert!(coverage::duty(id).is_some(), "{id}");
    }
}

#[test]
fn every_duty_has_a_home_or_says_what_it_waits_for() {
    let mut waiting = PARTS.map(|part| (part, 0, 0));
    for (id, duty) in coverage::duties() {
        assert!(duty.is_assigned() || duty.later.is_some(), "{id} 没有着落");
        let Some(later) = &duty.later else { continue };
        let part = waiting.iter_mut().find(|(part, _, _)| later.starts_with(&format!("{part}：")));
        let (_, n, n_without) = part.unwrap_or_else(|| panic!("{id}：「{later}」不属于哪一部分"));
        *n += 1;
        *n_without += usize::from(!duty.is_assigned());
    }
    for (part, n, n_without) in waiting {
        println!("{part}：{n} 条未完，其中 {n_without} 条一样都还没有");
    }
}

#[test]
fn duties_of_others_become_an_offer_or_a_stated_absence() {
    for (id, duty) in coverage::duties() {
        if duty.level == "O" {
            let said = duty.offer.is_some() || duty.absent.is_some() || duty.later.is_some();
            assert!(said, "{id} 是他方义务，要写程序提供什么，或者为什么没有");
        }
    }
}

#[test]
fn what_is_claimed_is_there() {
    let mut wrong = Vec::new();
    for (id, duty) in coverage::duties() {
        wrong.extend(false_claims(duty).into_iter().map(|what| format!("{id}：{what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a duty claims that is not so.
fn false_claims(duty: &Duty) -> Vec<String> {
    let rules = every_rule().map(|rule| rule.id.0).collect::<BTreeSet<_>>();
    let kept = EvidenceTable::ALL.iter().map(|table| table.label());
    let kept = kept.chain(RegisterTable::ALL.iter().map(|table| table.label())).collect::<BTreeSet<_>>();
    let places = Place::ALL.map(Place::label);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    for id in &duty.rules {
        check(rules.contains(id.as_str()), format!("没有规则 {id}"));
    }
    for form in &duty.sheets {
        check(form.parse::<FormNo>().is_ok_and(|no| no.number() == form), format!("没有文书 {form}"));
    }
    for name in &duty.kept {
        check(kept.contains(name.as_str()), format!("没有叫「{name}」的记录"));
    }
    for field in &duty.fields {
        let place = field.split_once('：').map(|(place, _)| place);
        check(place.is_some_and(|place| places.contains(&place)), format!("「{field}」没有说在哪一页"));
    }
    for path in &duty.held_by {
        check(root.join(path).exists(), format!("没有文件 {path}"));
    }
    check(duty.guarded().len() == duty.steps.len(), format!("没有这些环节：{:?}", duty.steps));
    for step in duty.guarded() {
        let guarded = every_rule().any(|rule| rule.guards.contains(&step));
        check(guarded, format!("没有规则管「{}」", Step::label(step)));
    }
    wrong
}

#[test]
fn every_rule_belongs_to_a_duty_that_names_it() {
    for rule in every_rule() {
        let requirement = rule.id.requirement();
        assert!(coverage::duty(requirement).is_some(), "{}：目录里没有 {requirement}", rule.id);
        let named = coverage::duties().iter().any(|(_, duty)| duty.rules.iter().any(|id| id == rule.id.0));
        assert!(named, "{} 没有写进需求覆盖", rule.id);
    }
}

/// The test can fail: a table that claims too much is found out.
#[test]
fn a_false_claim_is_found() {
    let honest = Duty { rules: vec!["SC-2.2f".into()], sheets: vec!["F-07".into()], ..Duty::default() };
    assert_eq!(false_claims(&honest), Vec::<String>::new());
    let boastful = Duty {
        rules: vec!["SC-9.9z".into()],
        steps: vec!["fly".into()],
        fields: vec!["天台：风向".into()],
        sheets: vec!["F-99".into()],
        kept: vec!["传闻".into()],
        held_by: vec!["src/nowhere.rs".into()],
        ..Duty::default()
    };
    assert_eq!(false_claims(&boastful).len(), 6);
    assert!(!Duty::default().is_assigned());
}
