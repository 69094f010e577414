//! Laws that no combination of facts may break: whose absence stops and whose does not, and what a refusal may rest on.
//!
//! Facts are drawn at random from everything a lawyer's case can say, on top of a case in order.

use appraisal_desk::cli::law::cases::facts;
use appraisal_desk::cli::law::cases::kinds;
use appraisal_desk::cli::law::cases::world::World;
use appraisal_desk::cli::law::cases::world::row;
use appraisal_desk::cli::law::cases::world_under;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::commission::Decision;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::review::RejectReason;
use appraisal_desk::domain::rules;
use appraisal_desk::domain::rules::Level;
use appraisal_desk::domain::schedule::statutory_need;
use appraisal_desk::domain::step::Step;
use appraisal_desk::domain::termination::Refund;
use appraisal_desk::domain::termination::Termination;
use appraisal_desk::domain::termination::TerminationGround;
use appraisal_desk::domain::transition::ways_from;
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

/// Grounds on which nothing may end, as people would write them (SH-1.2k, SC-2.2j, SC-3.3f).
const FORBIDDEN: [&str; 6] = [
    "因单方委托不再办理",
    "没有共同委托",
    "保险公司未到场",
    "保险机构没派人来见证",
    "伤情不够等级",
    "保险公司要求终止鉴定",
];
/// The rules that look at the words of a refusal, and of an ending.
const WORDS_OF_REFUSAL: [&str; 2] = ["GZ-15#3", "SH-1.2k"];
const WORDS_OF_ENDING: [&str; 4] = ["GZ-29#3", "SH-1.2k#2", "SC-2.2j#2", "SC-3.3f"];

fn refuse(world: &mut World, ground: Index, words: &str) {
    let decision = Decision::Reject {
        reason: *ground.get(&RejectReason::ALL),
        facts: words.to_owned(),
        article: "某法第一条".to_owned(),
    };
    world.file.decisions.clear();
    world.file.decisions.push(row(35, world.now, decision));
}

fn end(world: &mut World, ground: Index, words: &str, refund: bool) {
    let termination = Termination {
        ground: *ground.get(&TerminationGround::ALL),
        bar: Some(2),
        facts: words.to_owned(),
        article: "某法第一条".to_owned(),
        refund: refund.then(|| Refund::Nothing { why: "检查已经做完".to_owned() }),
        collect_by: None,
        decided_by: "孙任".into(),
    };
    world.file.terminations.clear();
    world.file.terminations.push(row(36, world.now, termination));
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
        world.file.decisions.push(row(35, world.now, decision));
        prop_assert!(stopped(&world, Step::DecideReject).contains("GZ-15#3"));
    }

    /// No path of transitions reaches 终止 or 不予受理 on a ground the law forbids, whatever else is in the file; the
    /// same path with lawful words is not stopped by what guards the words.
    #[test]
    fn no_path_ends_on_a_forbidden_ground(
        kind in any::<Index>(), drawn in some_facts(), ways in proptest::collection::vec(any::<Index>(), 1..60),
        ground in any::<Index>(), phrase in any::<Index>(), gap in any::<Index>(), refund in any::<bool>(),
    ) {
        let (place, is_joint, said) = drawn_case(kind, &drawn, &[]);
        let mut world = world_under(place, is_joint, &said).unwrap();
        let words = FORBIDDEN[phrase.index(FORBIDDEN.len())];
        let gap = ["", " ", "，", "　"][gap.index(4)];
        let hidden = words.chars().map(|c| format!("{c}{gap}")).collect::<String>();
        let mut state = CaseState::Booked;
        for way in &ways {
            let open = ways_from(state).collect::<Vec<_>>();
            if open.is_empty() {
                break;
            }
            let way = way.get(&open);
            world.file.state = state;
            if way.to == CaseState::Rejected {
                prop_assert_eq!(way.step, Step::DecideReject);
                refuse(&mut world, ground, &hidden);
                prop_assert!(!stopped(&world, way.step).is_disjoint(&WORDS_OF_REFUSAL.into()), "{}", hidden);
                refuse(&mut world, ground, "病历被改动过，无法核实");
                prop_assert!(stopped(&world, way.step).is_disjoint(&WORDS_OF_REFUSAL.into()));
                break;
            }
            if way.to == CaseState::Terminated {
                prop_assert_eq!(way.step, Step::Terminate);
                end(&mut world, ground, &hidden, refund);
                prop_assert!(!stopped(&world, way.step).is_disjoint(&WORDS_OF_ENDING.into()), "{}", hidden);
                end(&mut world, ground, "被鉴定人三次通知均未到场，拒不配合", refund);
                prop_assert!(stopped(&world, way.step).is_disjoint(&WORDS_OF_ENDING.into()));
                break;
            }
            state = way.to;
        }
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
