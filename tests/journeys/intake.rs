//! 受理: from somebody at the desk to a commission in force.

use crate::support::Driver;
use crate::support::OfficeBuilder;

#[test]
fn the_page_opens_on_a_fresh_sheet() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").sees("受理").picture("intake-fresh");
}
