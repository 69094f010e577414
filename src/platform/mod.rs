//! What the machine gives: time, paths, locks, keys, printers. Knows no table and no page.
#![expect(
    clippy::disallowed_methods,
    reason = "the owner of the clock, of whole files and of other programs"
)]

/// The only maker of moments.
pub mod clock;
/// What this desk remembers before anybody has unlocked.
pub mod desk_file;
mod error;
/// The packed faces, and those lying beside the program.
pub mod fonts;
/// What lies in a folder while an office is being founded, and what may be cleared away.
pub mod founding;
/// Keeps a second process out.
pub mod lock_file;
/// Where an office may lie.
pub mod paths;
/// Printing and saving as PDF.
pub mod print;
/// Identities from the machine's randomness.
pub mod random_ids;
/// Files written as a whole or not at all.
pub mod replace_file;
/// The key slots of an office.
pub mod vault;

pub use crate::platform::error::PlatformError;
