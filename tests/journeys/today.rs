//! 今日: who is expected, who is there, what is due; and that nothing is cut in any window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;

/// A morning with everything on it: one examined, one checking in, one that cannot begin, one ahead.
fn busy_day() -> TestOffice {
    let mut office = OfficeBuilder::sichuan().at("2026-11-23 09:00").build();
    let named = |name: &'static str, order: &'static str| Invented { name, order, ..Invented::SUBJECT };
    let here = CaseAdder::unilateral()
        .subject(named("阿不都热合曼·买买提", "012"))
        .with_two_insurers()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    let child = CaseAdder::unilateral()
        .of_a_child()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    CaseAdder::unilateral()
        .subject(named("覃䶮", "013"))
        .appointed("2026-11-24 15:30")
        .until(CaseState::Scheduled)
        .add(&mut office);
    CaseAdder::unilateral().subject(named("鲁文博", "014")).until(CaseState::Reviewing).add(&mut office);
    CaseAdder::unilateral()
        .subject(named("邓秀兰", "011"))
        .appointed("2026-11-24 09:00")
        .until(CaseState::Drafting)
        .add(&mut office);
    office.at("2026-11-24 13:46");
    steps::subject_arrives(&mut office, here);
    steps::subject_arrives(&mut office, child);
    let insurer = office.insurers[0].id;
    office.at("2026-11-24 13:58");
    steps::insurer_arrives(&mut office, here, insurer, Shows::WorkCredentialOnly);
    office.at("2026-11-24 14:12");
    office
}

#[test]
fn the_board_tells_who_is_there_and_what_stops() {
    let mut desk = Driver::sits_in(busy_day());
    desk.opens("今日").picture("today");
}
