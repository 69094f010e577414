//! What journeys begin with: an office in a folder of its own with a clock that stands where it is put, and cases
//! brought as far as a test needs them — by the calls a clerk would make, never by rows written past the services.
//!
//! `OfficeBuilder::sichuan().build()` gives a [`TestOffice`]; `CaseAdder::unilateral().until(state).add(&mut office)`
//! gives a case in it; the functions of [`steps`] are single calls. Everybody here is invented (region code 000000).

mod case;
mod driver;
mod folder;
pub mod glass;
mod keyboard;
mod office;
mod people;
pub mod scanner;
mod screen;
pub mod steps;
pub mod store_fixture;
#[cfg_attr(test, expect(dead_code, reason = "benches use the rest of it"))]
pub mod window;

/// A printer whose paper can be counted and read.
pub use appraisal_desk::platform::print::tray::Tray;
pub use case::CaseAdder;
pub use driver::Driver;
pub use folder::TempFolder;
pub use keyboard::Keyboard;
pub use office::OfficeBuilder;
pub use office::PASSWORD;
pub use office::TestOffice;
pub use office::TestStaff;
pub use office::moment;
pub use people::Invented;
pub use people::citizen_number;
pub use window::Window;
pub use window::key;
