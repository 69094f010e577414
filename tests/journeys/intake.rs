//! 受理: from somebody at the desk to a commission in force.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::OfficeBuilder;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::Route;

#[test]
fn the_page_opens_on_a_fresh_sheet() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").sees("接待").picture("intake-1-fresh");
}

#[test]
fn pictures_of_every_step() {
    let modes: [(&str, fn() -> CaseAdder); 2] =
        [("unilateral", CaseAdder::unilateral), ("joint", CaseAdder::joint)];
    for (mode, adder) in modes {
        for (pack, builder) in [("sc", OfficeBuilder::sichuan()), ("sh", OfficeBuilder::shanghai())] {
            let mut office = builder.build();
            let received = adder().until(CaseState::Received).add(&mut office);
            let reviewing = adder().until(CaseState::Reviewing).add(&mut office);
            let mut desk = Driver::sits_in(office);
            let shots = [
                (received, IntakeStep::Reception, 1),
                (received, IntakeStep::Notice, 2),
                (reviewing, IntakeStep::Materials, 3),
                (reviewing, IntakeStep::Review, 4),
                (reviewing, IntakeStep::Acceptance, 5),
            ];
            for (case, step, n) in shots {
                desk.goes(Route::Intake { case: Some(case), step });
                desk.picture(&format!("intake-{mode}-{pack}-{n}"));
            }
        }
    }
}
