//! Notices that the machine slept, where it does not say so itself: a look that should come every few seconds comes
//! long after the one before.
//!
//! The wall clock is asked, because the steady one stands still during sleep on some systems and runs on others.

use crate::platform::clock::Clock as _;
use crate::platform::clock::SystemClock;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often somebody looks.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// A gap longer than this is sleep: no load keeps a thread waiting for so long.
const MOST_MS: i64 = 45_000;

/// When somebody looked last.
#[derive(Debug)]
pub struct SleepWatch(AtomicI64);

impl SleepWatch {
    /// Begins at a moment.
    #[must_use]
    pub const fn begin(now_ms: i64) -> Self {
        Self(AtomicI64::new(now_ms))
    }

    /// Looks. True for the first who looks after the machine slept.
    pub fn look(&self, now_ms: i64) -> bool {
        // A clock that was turned back has not slept.
        now_ms - self.0.swap(now_ms, Ordering::SeqCst) > MOST_MS
    }
}

/// Looks every few seconds for as long as the program runs, on a thread of its own, and tells when the machine slept.
/// The window looks with the same watch before it draws, so that nothing of before is seen again.
///
/// # Errors
/// What the system says where it gives no thread.
pub fn watch(slept: impl Fn() + Send + 'static) -> io::Result<Arc<SleepWatch>> {
    let clock = SystemClock::new();
    let watch = Arc::new(SleepWatch::begin(clock.now().ms()));
    let ours = Arc::clone(&watch);
    std::thread::Builder::new().name("sleep watch".to_owned()).spawn(move || {
        loop {
            std::thread::sleep(LOOK_EVERY);
            if ours.look(clock.now().ms()) {
                slept();
            }
        }
    })?;
    Ok(watch)
}

#[cfg(test)]
mod tests {
    use super::SleepWatch;

    #[test]
    fn a_long_gap_is_sleep_and_is_told_once() {
        let watch = SleepWatch::begin(0);
        assert!(!watch.look(10_000));
        assert!(!watch.look(50_000), "a busy machine");
        assert!(watch.look(3_650_000), "an hour of sleep");
        assert!(!watch.look(3_650_010), "the other one who looks");
        assert!(!watch.look(0), "a clock turned back");
        assert!(!watch.look(10_000));
    }
}
