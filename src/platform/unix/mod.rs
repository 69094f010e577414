//! What Linux is asked beside the standard library.

/// A second start calls the first.
pub mod call;
/// Being asked to end.
pub mod signals;
