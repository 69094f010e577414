//! Whole cases through the services, by the calls of those who work in the office.

use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Standing;
use appraisal_desk::domain::step::Step;

#[test]
fn a_unilateral_case_goes_on_though_its_insurer_stays_away() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let view = office.case(case);
    assert_eq!(view.file.sessions[0].body.absent_insurers, ["安泽财险"]);
    assert!(view.file.deductions().is_empty(), "an insurer's absence takes nothing out of the clock");
    assert_eq!(view.file.case_no.as_deref(), Some("某司鉴中心[2026]临鉴字第1号"));
}

#[test]
fn a_joint_case_goes_the_whole_way_with_its_witness() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::joint().insurer_comes(Shows::Both).until(CaseState::Drafting).add(&mut office);
    let view = office.case(case);
    let standing = view.present.iter().find_map(|row| row.standing);
    assert_eq!(standing, Some(Standing::MayWitness));
    assert!(!view.findings(Step::FinishRecord).stops());
}

#[test]
fn in_shanghai_a_party_that_declines_the_insurer_is_examined_without_it() {
    let mut office = OfficeBuilder::shanghai().build();
    let case = CaseAdder::unilateral().party_declines_insurer().until(CaseState::Examining).add(&mut office);
    let view = office.case(case);
    assert!(view.file.notice_attempts.is_empty(), "nobody was told");
    assert!(view.file.absences.is_empty(), "who was not expected is not absent");
}

#[test]
fn a_child_is_examined_with_its_mother_there() {
    let mut office = OfficeBuilder::national().build();
    let case =
        CaseAdder::unilateral().of_a_child().with_two_insurers().until(CaseState::Examining).add(&mut office);
    let view = office.case(case);
    assert!(view.roll.as_ref().is_some_and(|roll| roll.statutory_present));
    assert_eq!(view.file.absences.len(), 2);
}
