//! A look at long work under way, from another thread: how far it is, and the wish to stop it.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// What the one who works and the one who looks on share.
#[derive(Debug, Default)]
pub struct Watch {
    n_done: AtomicU64,
    n_all: AtomicU64,
    stops: AtomicBool,
}

impl Watch {
    /// How many things were looked at, and how many there are.
    pub fn progress(&self) -> (u64, u64) {
        (self.n_done.load(Ordering::Relaxed), self.n_all.load(Ordering::Relaxed))
    }

    /// Stops it after the thing it is looking at.
    pub fn stop(&self) {
        self.stops.store(true, Ordering::Relaxed);
    }

    /// Whether somebody wants it to stop.
    pub fn is_stopped(&self) -> bool {
        self.stops.load(Ordering::Relaxed)
    }

    /// Says how far it is, and learns whether to go on.
    pub(crate) fn tell(&self, n_done: u64, n_all: u64) -> bool {
        self.n_done.store(n_done, Ordering::Relaxed);
        self.n_all.store(n_all, Ordering::Relaxed);
        !self.is_stopped()
    }
}
