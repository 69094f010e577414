//! Starts this program again, in place of one that cannot go on.

use std::io;
use std::process::Command;

/// Starts the program with the arguments it had. The caller ends afterwards, and lets go of everything before.
///
/// # Errors
/// What the system says.
pub fn start_again() -> io::Result<()> {
    let program = std::env::current_exe()?;
    Command::new(program).args(std::env::args_os().skip(1)).spawn().map(drop)
}
