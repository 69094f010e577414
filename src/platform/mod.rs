//! What the machine gives: time, paths, locks, keys, printers. Knows no table and no page.
#![expect(
    clippy::disallowed_methods,
    reason = "the owner of the clock, of whole files and of other programs"
)]

/// The only maker of moments.
pub mod clock;
/// The terminal a command was started from.
pub mod console;
/// What this desk remembers before anybody has unlocked.
pub mod desk_file;
mod error;
/// The packed faces, and those lying beside the program.
pub mod fonts;
/// What lies in a folder while an office is being founded, and what may be cleared away.
pub mod founding;
/// The folder of this user on this machine, outside of every office.
pub mod helper;
pub mod local_folder;
/// Keeps a second process out.
pub mod lock_file;
/// Session, sleep, shutdown, a second start.
pub mod machine_events;
/// Words to a person where there is no window of ours.
pub mod message;
/// One window per office and desk.
pub mod one_window;
/// Where an office may lie.
pub mod paths;
/// Printing and saving as PDF.
pub mod print;
/// What went wrong, where and when.
pub mod program_log;
/// Identities from the machine's randomness.
pub mod random_ids;
/// Which way of drawing the window is tried.
pub mod renderer;
/// Files written as a whole or not at all.
pub mod replace_file;
/// This program once more, in place of one that cannot go on.
pub mod restart;
/// The screen, and the habits of whoever sits before it.
pub mod screen;
/// Notices that the machine slept.
pub mod sleep_watch;
/// The faces of the system, for the window.
pub mod system_faces;
#[cfg(unix)]
mod unix;
/// The key slots of an office.
pub mod vault;
#[cfg(windows)]
mod windows;

pub use crate::platform::error::PlatformError;
