//! Whole cases through the services, by the calls of those who work in the office.

use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Absentee;
use appraisal_desk::domain::check_in::Standing;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::check_in;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

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

#[test]
fn a_child_alone_is_not_examined_and_the_wait_takes_nothing_out_of_the_clock() {
    let mut office = OfficeBuilder::sichuan().build();
    let adder = CaseAdder::unilateral().of_a_child().until(CaseState::Scheduled);
    let case = adder.appointed("2026-12-01 10:00").add(&mut office);
    office.at("2026-12-01 09:50");
    steps::subject_arrives(&mut office, case);
    steps::staff_arrives(&mut office, case);
    office.at("2026-12-01 10:30");
    let open = Action::CheckIn(check_in::Request::Open { case, reasons: steps::no_reasons() });
    assert!(office.is_stopped(open).contains(&"GZ-25e".to_owned()));
    let mother = office.case(case).file.intake.guardians[0].person.clone();
    let who = Absentee::Statutory { person: Some(mother.id), name: mother.name };
    steps::record_absence(&mut office, case, who);
    office.at("2026-12-04 10:00");
    let deadline = office.case(case).deadline.clone().expect("a clock");
    assert!(deadline.is_paused);
    assert_eq!(deadline.n_deducted, 3, "2 to 4 December");
}

#[test]
fn an_office_that_waits_for_nobody_begins_at_once() {
    let policy = Policy { grace_minutes: 0, ..Policy::default() };
    let mut office = OfficeBuilder::sichuan().policy(policy).build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    let file = &office.case(case).file;
    let waited = file.sessions[0].at.minutes_since(file.appointments[0].body.starts_at);
    assert!(waited < 10, "{waited} minutes");
}

#[test]
fn what_was_written_is_there_after_the_office_is_opened_again() {
    let mut office = OfficeBuilder::sichuan().durable().build();
    let case = CaseAdder::joint().until(CaseState::Reviewing).add(&mut office);
    let former = office.case(case).file.clone();
    office.does(Action::Session(session::Request::Lock));
    let place = office.place();
    let TestOffice { office, folder, .. } = office;
    drop(office);
    let (office, _clock) = OfficeBuilder::sichuan().at("2026-11-25 08:30").reopen(&place, "cheng").unwrap();
    assert_eq!(office.file(case).unwrap(), former);
    assert_eq!(office.sitting().unwrap().name.as_str(), "程以宁");
    drop(folder);
}

/// A disk that can be unplugged.
#[derive(Default)]
struct Plug(AtomicBool);

impl WriteGate for Plug {
    fn pass(&self, _point: WritePoint) -> io::Result<()> {
        if self.0.load(Ordering::SeqCst) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

#[test]
fn a_case_that_could_not_be_written_is_not_half_there() {
    let plug = Arc::new(Plug::default());
    let mut office = OfficeBuilder::sichuan().gate(Arc::clone(&plug) as Arc<dyn WriteGate>).build();
    let intake = CaseAdder::unilateral().intake(&office);
    plug.0.store(true, Ordering::SeqCst);
    let open = appraisal_desk::services::reception::Request::Open { intake: Box::new(intake.clone()) };
    let error = office.tries(Action::Reception(open)).expect_err("the disk is full");
    assert!(error.to_string().contains("没有保存"), "{error}");
    plug.0.store(false, Ordering::SeqCst);
    let listed = |office: &mut TestOffice| match office.looks(Look::Cases { words: String::new() }) {
        Outcome::Cases(list) => list.n_all,
        other => panic!("{other:?}"),
    };
    assert_eq!(listed(&mut office), 0);
    steps::open(&mut office, intake);
    assert_eq!(listed(&mut office), 1);
}
