//! What Windows is asked beside the standard library, one small file per concern, each behind safe functions.

/// The console a command was started from.
pub mod console;
/// Drives that lie on another machine.
pub mod drives;
/// Session, power, shutdown, a second start.
pub mod ears;
/// A message where there is no window of ours.
pub mod message_box;
/// Whether the screen is far away, and the habits of its user.
pub mod screen;
mod wide;
