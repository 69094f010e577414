//! 案件: the list and the workspace of one case, in every window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::ui::pages::Route;

#[test]
fn the_workspace_says_what_is_done_and_what_comes_next() {
    let mut office = OfficeBuilder::sichuan().at("2026-11-23 09:00").build();
    let case = CaseAdder::unilateral()
        .with_two_insurers()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    office.at("2026-11-24 13:46");
    steps::subject_arrives(&mut office, case);
    let insurer = office.insurers[0].id;
    office.at("2026-11-24 13:58");
    steps::insurer_arrives(&mut office, case, insurer, Shows::WorkCredentialOnly);
    office.at("2026-11-24 14:12");
    let mut desk = Driver::sits_in(office);
    desk.opens("案件").picture("cases");
    desk.goes(Route::Case(case)).picture("case");
    desk.sized(1366.0, 696.0).picture("case-696");
    desk.zoomed(1.5).picture("case-150");
    desk.zoomed(2.0).picture("case-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("case-1920");
    desk.sized(1366.0, 768.0).goes(Route::Sheet { case, form: FormNo::F07, about: None }).picture("sheet");
}
