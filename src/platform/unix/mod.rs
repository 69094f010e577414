//! What Linux is asked beside the standard library.

/// A second start calls the first.
pub mod call;
/// How much memory a helper may take.
pub mod memory;
/// Being asked to end.
pub mod signals;
