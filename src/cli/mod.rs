//! The commands, one file each. They do what the window does, by the same services, and say it in lines.
//!
//! Exit codes: 0 all is well; 1 an expectation does not hold, or the office has damage; 2 the input is malformed or
//! the thing was refused; 3 the office cannot be opened; 4 no window could be shown, or the program broke. A passphrase
//! comes from a prompt or from the environment, never from an argument, where other users of the machine could read it.

mod arguments;
mod calendar;
mod demo;
mod init;
mod ledger;
mod opening;
mod play;
mod render;
mod scan_in;
mod template;
mod terminal;
mod verify;

pub mod law;
pub mod scenario;

pub use crate::cli::arguments::Arguments;
pub use crate::cli::arguments::parse;

use crate::cli::arguments::Command;
use crate::cli::terminal::complain;
use crate::domain::explain::Explain as _;
use crate::services::error::ServiceError;
use crate::services::start::usual_folder;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Well = 0,
    /// Something is not as expected, or damaged.
    NotAsExpected = 1,
    /// Malformed input, or refused.
    Refused = 2,
    /// The office cannot be opened.
    NoOffice = 3,
    /// No window could be shown, or the program broke; the log says where.
    Broken = 4,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

/// Why a command stopped, in words for the terminal.
#[derive(Debug)]
struct Stop {
    ending: Ending,
    say: String,
}

impl Stop {
    fn refused(say: impl Into<String>) -> Self {
        Self { ending: Ending::Refused, say: say.into() }
    }

    /// A failure of the office, with its code and the next step.
    fn of(ending: Ending, error: &ServiceError) -> Self {
        tracing::debug!(?error, "the office refused");
        Self { ending, say: format!("{error}\n{}（{}）", error.remedy(), error.code()) }
    }
}

/// Runs a command to its end.
pub fn run(command: Command, office: Option<PathBuf>) -> Ending {
    let result = match command {
        Command::Init(options) => init::run(&options, &office.unwrap_or_else(usual_folder)),
        Command::Demo(options) => demo::run(&options),
        Command::Play(options) => play::run(&options, office),
        Command::Verify(options) => verify::run(&options, office),
        Command::Calendar(options) => calendar::run(&options, office),
        Command::ScanIn(options) => scan_in::run(&options, office),
        Command::Law(options) => law::run(&options),
        Command::Ledger(options) => ledger::run_ledger(&options, office),
        Command::Statistics(options) => ledger::run_statistics(&options, office),
        Command::Render(options) => render::run(&options),
        Command::Template(options) => template::run(&options, office),
    };
    result.unwrap_or_else(|stop| {
        complain(&stop.say);
        stop.ending
    })
}
