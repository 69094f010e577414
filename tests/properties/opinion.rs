//! No walk over the steps reaches 出具 with an unmet gate, whatever was missing on the way.
//!
//! The walk uses the real table of transitions and the real rules; what must be true at its end is said again here,
//! without them.

use appraisal_desk::cli::law::cases::facts;
use appraisal_desk::cli::law::cases::kinds;
use appraisal_desk::cli::law::cases::world::World;
use appraisal_desk::cli::law::cases::world_under;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::opinion::Section;
use appraisal_desk::domain::rules;
use appraisal_desk::domain::transition::Transition;
use appraisal_desk::domain::transition::ways_from;
use appraisal_desk::domain::word_diff::Change;
use appraisal_desk::domain::word_diff::diff;
use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::Index;

/// A few facts, each with one of its words; what cannot be said is left out by the reader.
fn said(drawn: &[(Index, Index)]) -> toml::Table {
    let all: Vec<_> = facts::all().collect();
    let mut table = toml::Table::new();
    for (which, word) in drawn {
        let fact = which.get(&all);
        let words = fact.words().collect::<Vec<_>>();
        table.insert(fact.key.to_owned(), toml::Value::from(*word.get(&words)));
    }
    table
}

/// What an opinion needs before it may go out, said without the rules (GZ-35, GZ-36, GZ-37, GZ-38, GZ-23).
fn is_ready(world: &World) -> Result<(), &'static str> {
    let file = &world.file;
    let today = world.now.day();
    let draft = &file.opinion_drafts.last().ok_or("no draft")?.body;
    let has_text =
        |section: &Section| draft.sections.get(section).is_some_and(|text| !text.trim().is_empty());
    if !Section::ALL.iter().all(has_text) {
        return Err("an empty section");
    }
    if draft.conclusion.is_none() {
        return Err("no conclusion");
    }
    if draft.standards.is_empty()
        || draft.standards.iter().any(|one| one.until.is_some_and(|last| last < today))
    {
        return Err("a standard out of force");
    }
    let review = &file.opinion_reviews.last().ok_or("no review")?.body;
    let assigned = &file.assignments.last().ok_or("nobody assigned")?.body.appraisers;
    if !review.agrees() || assigned.contains(&review.reviewer) {
        return Err("no review by somebody else");
    }
    let issued = &file.issuances.last().ok_or("no issuance")?.body;
    let signed = |who| {
        issued.signatures.iter().any(|one| one.who == who && (one.seen_by.len() > 1 || one.scan.is_some()))
    };
    if !assigned.iter().all(|who| signed(*who)) {
        return Err("an appraiser has not signed by hand");
    }
    if issued.signatures.iter().any(|one| !assigned.contains(&one.who)) {
        return Err("somebody else signed");
    }
    if issued.seal.as_ref().is_none_or(|seal| seal.n_impressions == 0 || seal.allowed_by.is_empty()) {
        return Err("no seal");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_reaches_an_issued_opinion_with_an_unmet_gate(
        kind in any::<Index>(),
        walk in proptest::collection::vec(
            (any::<Index>(), proptest::collection::vec((any::<Index>(), any::<Index>()), 0..3)), 1..16,
        ),
    ) {
        let kinds = kinds().collect::<Vec<_>>();
        let (_, place, is_joint) = kind.get(&kinds);
        let mut state = CaseState::Examining;
        for (which, drawn) in walk {
            let ways: Vec<&Transition> = ways_from(state).collect();
            if ways.is_empty() {
                break;
            }
            let way = which.get(&ways);
            let Ok(mut world) = world_under(*place, *is_joint, &said(&drawn)) else { continue };
            world.file.state = state;
            let facts = world.facts(WorkCalendar::bundled());
            if rules::for_step(way.step, &facts).stops() {
                continue;
            }
            if way.to == CaseState::Issued && world.file.assignment().is_some() {
                prop_assert_eq!(is_ready(&world), Ok(()), "{:?}", said(&drawn));
                prop_assert_eq!(state, CaseState::InternalReview);
            }
            state = way.to;
        }
    }

    #[test]
    fn what_is_kept_and_new_is_the_new_text_and_what_is_kept_and_gone_the_old(
        before in "[左右膝踝屈曲0-9. ，]{0,40}", after in "[左右膝踝屈曲0-9. ，]{0,40}",
    ) {
        let pieces = diff(&before, &after);
        let text = |left_out| {
            pieces.iter().filter(|piece| piece.change != left_out).map(|piece| piece.text.as_str()).collect::<String>()
        };
        prop_assert_eq!(text(Change::Removed), after);
        prop_assert_eq!(text(Change::Added), before);
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    }
}
