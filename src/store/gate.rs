//! The gate every physical write passes. In the program it is always open; tests put one there that closes after
//! so many writes, or ends the process, to ask what is true after a cut.

use std::io;

/// What is about to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WritePoint {
    /// A file that an office is founded with.
    Founding,
    /// A row inside a transaction.
    Row,
    /// The end of a transaction.
    Commit,
    /// The beginning of an encrypted file.
    ObjectCreate,
    /// A part of an encrypted file.
    ObjectData,
    /// The flush of an encrypted file.
    ObjectSync,
    /// The move of an encrypted file to its name.
    ObjectRename,
    /// The flush of a directory.
    ObjectDirectory,
}

/// Lets writes pass, or does not.
pub trait WriteGate: Send + Sync {
    /// Returns an error in place of the write that was about to happen.
    ///
    /// # Errors
    /// Whatever the gate pretends the disk said.
    fn pass(&self, point: WritePoint) -> io::Result<()>;

    /// Is told that a commit is done and nobody heard of it yet.
    fn committed(&self) {}
}

/// The gate of the program: always open.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenGate;

impl WriteGate for OpenGate {
    fn pass(&self, _point: WritePoint) -> io::Result<()> {
        Ok(())
    }
}
