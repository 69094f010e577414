//! Laws that no combination of facts may break: whose absence stops and whose does not, and what a refusal may rest on.
//!
//! Facts are drawn at random from everything a lawyer's case can say, on top of a case in order.

use appraisal_desk::cli::law::cases::facts;
use appraisal_desk::cli::law::cases::kinds;
use appraisal_desk::cli::law::cases::world::World;
use appraisal_desk::cli::law::cases::world_under;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::commission::Decision;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::review::RejectReason;
use appraisal_desk::domain::rules;
use appraisal_desk::domain::rules::Level;
use appraisal_desk::domain::schedule::statutory_need;
use appraisal_desk::domain::step::Step;
use appraisal_desk::domain::wording::Guard;
use appraisal_desk::domain::wording::find;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::Index;
use std::collections::BTreeSet;

/// Facts that say who came or who was told; the laws below set these themselves.
const ABOUT_PRESENCE: [&str; 12] = [
    "没到场的人",
    "记保险机构未到场",
    "监护人到场",
    "时刻",
    "今天",
    "见证人离场",
    "见证须知",
    "见证人身份证件",
    "见证人工作证明",
    "旁观旁听便利",
    "查勘情况",
    "决定",
];

/// A few facts, each with one of its words.
fn some_facts() -> impl Strategy<Value = Vec<(Index, Index)>> {
    proptest::collection::vec((any::<Index>(), any::<Index>()), 0..5)
}

/// A place, a way to commission, and the drawn facts that can be said of it on top of those given.
fn drawn_case(
    kind: Index,
    drawn: &[(Index, Index)],
    given: &[(&str, &str)],
) -> (Jurisdiction, bool, toml::Table) {
    let (_, place, is_joint) = kind.get(&kinds().collect::<Vec<_>>()).clone();
    let usable = facts::all().filter(|fact| !ABOUT_PRESENCE.contains(&fact.key)).collect::<Vec<_>>();
    let mut said = toml::Table::new();
    for (key, word) in given {
        said.insert((*key).to_owned(), toml::Value::from(*word));
    }
    for (which, word) in drawn {
        let fact = which.get(&usable);
        let words = fact.words().collect::<Vec<_>>();
        let mut with = said.clone();
        with.entry(fact.key).or_insert(toml::Value::from(*word.get(&words)));
        if world_under(place, is_joint, &with).is_ok() {
            said = with;
        }
    }
    (place, is_joint, said)
}

fn stopped(world: &World, step: Step) -> BTreeSet<&'static str> {
    let facts = world.facts(WorkCalendar::bundled());
    rules::for_step(step, &facts).stopping().map(|finding| finding.rule.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// D2: present, or absent and written down once the wait is over, what stops the beginning is the same.
    #[test]
    fn an_insurer_that_stays_away_never_changes_what_may_begin(
        kind in any::<Index>(), drawn in some_facts(), is_minor in any::<bool>(),
    ) {
        let minor = [("被鉴定人出生日", "2012-05-01"), ("监护人", "登记")];
        let (place, is_joint, mut said) = drawn_case(kind, &drawn, if is_minor { &minor } else { &[] });
        said.remove("保险机构");
        let here = world_under(place, is_joint, &said).unwrap();
        said.insert("没到场的人".to_owned(), toml::Value::Array(vec!["保险机构".into()]));
        said.insert("记保险机构未到场".to_owned(), "是".into());
        let away = world_under(place, is_joint, &said).unwrap();
        for step in [Step::OpenOnSite, Step::ShowLicences, Step::BeginExamination] {
            prop_assert_eq!(stopped(&here, step), stopped(&away, step), "{} {:?}", step.label(), said);
        }
    }

    /// GZ-25e: whenever the law asks for a witness and none is here, nothing begins; a reason never helps.
    #[test]
    fn a_statutory_witness_that_stays_away_always_stops(
        kind in any::<Index>(), drawn in some_facts(), insurer_came in any::<bool>(),
    ) {
        let (place, is_joint, mut said) = drawn_case(kind, &drawn, &[("监护人", "登记")]);
        if !insurer_came {
            said.insert("没到场的人".to_owned(), toml::Value::Array(vec!["保险机构".into()]));
        }
        let mut world = world_under(place, is_joint, &said).unwrap();
        world.file.attendances.retain(|row| !matches!(row.body.attendee, Attendee::Statutory(_)));
        let need = statutory_need(&world.file, world.now.day());
        for step in [Step::OpenOnSite, Step::BeginExamination] {
            prop_assert_eq!(stopped(&world, step).contains("GZ-25e"), need.is_some(), "{:?}", said);
        }
        let rule = rules::in_force(place, world.now.day()).find(|rule| rule.id.0 == "GZ-25e");
        prop_assert!(rule.is_some_and(|rule| rule.level == Level::Prohibit));
    }

    /// SH-1.2k, GZ-15: no refusal passes whose words mention the unilateral commission, however they are spaced.
    #[test]
    fn no_refusal_rests_on_a_unilateral_commission(
        kind in any::<Index>(), drawn in some_facts(), reason in any::<Index>(), word in any::<Index>(),
        gaps in proptest::collection::vec(any::<Index>(), 30), in_article in any::<bool>(),
    ) {
        let (place, is_joint, said) = drawn_case(kind, &drawn, &[]);
        let mut world = world_under(place, is_joint, &said).unwrap();
        let words = Guard::Unilateral.words().collect::<Vec<_>>();
        let gap = ["", " ", "，", "　", "、", "…"];
        let hidden = word.get(&words).chars().zip(&gaps);
        let hidden = hidden.map(|(c, n)| format!("{c}{}", n.get(&gap))).collect::<String>();
        let said = format!("因{hidden}，材料退回");
        prop_assert!(find(Guard::Unilateral, &said).is_some(), "{}", said);
        let decision = Decision::Reject {
            reason: *reason.get(&RejectReason::ALL),
            facts: if in_article { "见法条".to_owned() } else { said.clone() },
            article: if in_article { said } else { "某法第一条".to_owned() },
        };
        world.file.decisions.clear();
        world.file.decisions.push(appraisal_desk::cli::law::cases::world::row(35, world.now, decision));
        prop_assert!(stopped(&world, Step::DecideReject).contains("GZ-15#3"));
    }

    /// GZ-14a: with the three conditions met and no bar found, no facts open the way to a refusal.
    #[test]
    fn what_must_be_accepted_is_never_refused(kind in any::<Index>(), drawn in some_facts()) {
        let (place, is_joint, said) = drawn_case(kind, &drawn, &[("决定", "不予受理")]);
        let world = world_under(place, is_joint, &said).unwrap();
        let Some(review) = world.file.review() else { return Ok(()) };
        if review.must_accept() && review.bars_found().is_empty() {
            prop_assert!(stopped(&world, Step::DecideReject).contains("GZ-14a"), "{:?}", said);
        }
    }
}

/// The seven reasons themselves say nothing of it either.
#[test]
fn no_reason_of_refusal_is_called_unilateral() {
    for reason in RejectReason::ALL {
        assert_eq!(find(Guard::Unilateral, reason.label()), None, "{}", reason.label());
    }
}
