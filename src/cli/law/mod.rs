//! `law`: the law this program follows, without an office and without a window.
//!
//! The rule book, a lawyer's cases against the rules, two packs side by side, and working days.

/// A lawyer's cases, as the tests read them.
pub mod cases;

/// The rule book, as the test that keeps it prints it.
pub mod book;

mod check;
mod diff;
mod options;
mod workdays;

pub use crate::cli::law::options::LawOptions;

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::law::options::LawCommand;

/// Runs one of the commands about law.
pub(in crate::cli) fn run(options: &LawOptions) -> Result<Ending, Stop> {
    match &options.command {
        LawCommand::Book(options) => book::run(options),
        LawCommand::Check(options) => check::run(options),
        LawCommand::Diff(options) => diff::run(options),
        LawCommand::Workdays(options) => workdays::run(options),
    }
}
