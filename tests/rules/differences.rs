//! The nine differences of Shanghai and Sichuan: the rules they name are in the right packs, and each is shown by
//! cases on both sides.

use super::cases;
use appraisal_desk::cli::law::cases::Case;
use appraisal_desk::cli::law::cases::every_rule;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::law::Pack;
use appraisal_desk::domain::law::coverage;
use appraisal_desk::domain::law::differences::ALL;
use appraisal_desk::domain::rules::RuleId;
use appraisal_desk::domain::sheet::FormNo;

/// Rules that other parts of the program still owe, as the coverage table says.
fn is_owed(id: &str) -> bool {
    coverage::duty(RuleId(Box::leak(id.to_owned().into_boxed_str())).requirement())
        .is_some_and(|duty| duty.later.is_some())
}

#[test]
fn the_rules_of_a_difference_stand_in_the_pack_it_says() {
    for row in &ALL {
        for (pack, ids) in [
            (Pack::Shanghai, row.shanghai_rules),
            (Pack::Sichuan, row.sichuan_rules),
            (Pack::Base, row.base_rules),
        ] {
            for id in ids {
                match every_rule().find(|rule| rule.id.0 == *id) {
                    Some(rule) => assert_eq!(rule.pack, pack, "{} {id}", row.no),
                    None => assert!(is_owed(id), "{} 说到的 {id} 没有", row.no),
                }
            }
        }
    }
    assert_eq!(ALL.map(|row| row.no), ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9"]);
}

/// `differences.toml` holds the same facts under both packs, named by the difference.
#[test]
fn the_differences_of_rules_have_a_case_on_either_side() {
    let cases = cases::all();
    let cases = cases.iter().filter(|(file, _)| file == "differences.toml").collect::<Vec<_>>();
    for no in ["D1", "D2", "D3", "D4", "D5", "D9"] {
        for place in ["上海", "四川"] {
            let shown = |(_, case): &&&(String, Case)| {
                case.name.starts_with(&format!("{no} ")) && case.of.starts_with(place)
            };
            assert!(cases.iter().any(|case| shown(&case)), "{no} 没有{place}的案例");
        }
    }
}

/// D8: neither place knows 中止, so no state is called so.
#[test]
fn no_state_is_called_suspension() {
    assert!(CaseState::ALL.into_iter().all(|state| state.label() != "中止"));
}

/// D5: the sheet has one name; the former name of Sichuan stands on no template.
#[test]
fn the_agreement_has_one_name_on_paper() {
    assert_eq!(FormNo::F01.label(), "司法鉴定委托书");
    let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates");
    for entry in std::fs::read_dir(templates).unwrap() {
        let path = entry.unwrap().path();
        assert!(!std::fs::read_to_string(&path).unwrap().contains("协议书"), "{}", path.display());
    }
}
