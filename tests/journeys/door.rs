//! The way in: first run, recovery sheet, unlock, forgotten password — by keyboard alone.

use crate::support::Driver;
use crate::support::OfficeBuilder;

#[test]
fn a_new_office_begins_with_the_size_of_the_letters() {
    let (office, clock, folder) = OfficeBuilder::sichuan().before_first_run();
    let mut desk = Driver::over(office, clock, folder);
    desk.sees("第一次使用").picture("door-1-size");
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("door-1-size-150");
    desk.zoomed(2.0).picture("door-1-size-200");
}
