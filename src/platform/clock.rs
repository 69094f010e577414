//! The only maker of moments: the machine's clock, watched so that turning it back does not go unnoticed.
//!
//! Two checks: against the newest moment the log holds (the clock was turned back while the program was away), and
//! against a clock that never runs backwards (it was turned back while the program ran). A jump forward is not
//! reported: waking from sleep looks the same.

use crate::domain::moment::Moment;
use std::fmt;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::time::Instant;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// Steps back up to this are the daily corrections of a time server, not somebody's hand.
const TOLERANCE_MS: i64 = 120_000;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Returns the moment it is.
    fn now(&self) -> Moment;

    /// Returns whether the clock was turned back, given the newest moment that was written down.
    fn check(&self, newest: Option<Moment>) -> ClockState {
        compare(self.now(), newest)
    }
}

/// Whether the clock can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Nothing speaks against it.
    Steady,
    /// It stands before a moment that has already been.
    TurnedBack {
        /// By how much at least.
        by_ms: i64,
    },
}

impl ClockState {
    /// Returns what a person reads; none while all is well.
    #[must_use]
    pub fn sentence(self) -> Option<String> {
        match self {
            Self::Steady => None,
            Self::TurnedBack { by_ms } => {
                let minutes = (by_ms / 60_000).max(1);
                Some(format!(
                    "本机时钟比最近一次记录倒退了约 {minutes} 分钟，请先校准时钟；继续办理的，倒退会记入审计日志"
                ))
            }
        }
    }
}

/// The clock of the machine.
pub struct SystemClock {
    started: Instant,
    watch: Mutex<Watch>,
}

/// Where the two clocks stood when they were last compared.
struct Watch {
    wall_ms: i64,
    steady_ms: i64,
    turned_back_ms: i64,
}

impl SystemClock {
    /// Begins to watch the clock of the machine.
    #[must_use]
    pub fn new() -> Self {
        let watch = Watch { wall_ms: wall_ms(), steady_ms: 0, turned_back_ms: 0 };
        Self { started: Instant::now(), watch: Mutex::new(watch) }
    }

    fn observe(&self) -> (Moment, i64) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let steady_ms = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let wall_ms = wall_ms();
        watch.notice(wall_ms, steady_ms);
        (Moment::from_ms(wall_ms), watch.turned_back_ms)
    }
}

impl Watch {
    /// Compares how far the two clocks went since they were last compared.
    fn notice(&mut self, wall_ms: i64, steady_ms: i64) {
        let behind = (steady_ms - self.steady_ms) - (wall_ms - self.wall_ms);
        if behind > TOLERANCE_MS {
            self.turned_back_ms = self.turned_back_ms.max(behind);
        }
        self.wall_ms = wall_ms;
        self.steady_ms = steady_ms;
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for SystemClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SystemClock")
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        self.observe().0
    }

    fn check(&self, newest: Option<Moment>) -> ClockState {
        let (now, turned_back_ms) = self.observe();
        match compare(now, newest) {
            ClockState::Steady if turned_back_ms > 0 => ClockState::TurnedBack { by_ms: turned_back_ms },
            state => state,
        }
    }
}

/// A clock that stands where it is put: for scenarios and tests.
#[derive(Debug)]
pub struct ScriptClock(AtomicI64);

impl ScriptClock {
    /// Puts the clock on a moment.
    #[must_use]
    pub const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.ms()))
    }

    /// Puts the clock on another moment, earlier or later.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.ms(), Ordering::SeqCst);
    }

    /// Moves the clock on.
    pub fn advance_minutes(&self, minutes: i64) {
        self.set(self.now().plus_minutes(minutes));
    }
}

impl Clock for ScriptClock {
    fn now(&self) -> Moment {
        Moment::from_ms(self.0.load(Ordering::SeqCst))
    }
}

fn compare(now: Moment, newest: Option<Moment>) -> ClockState {
    let by_ms = newest.map_or(0, |newest| newest.ms().saturating_sub(now.ms()));
    if by_ms > TOLERANCE_MS { ClockState::TurnedBack { by_ms } } else { ClockState::Steady }
}

fn wall_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::Clock as _;
    use super::ClockState;
    use super::ScriptClock;
    use super::SystemClock;
    use super::Watch;
    use crate::domain::moment::Moment;

    #[test]
    fn a_clock_before_the_newest_entry_was_turned_back() {
        let newest = Moment::from_ms(10_000_000);
        let clock = ScriptClock::at(newest);
        assert_eq!(clock.check(Some(newest)), ClockState::Steady);
        clock.advance_minutes(-2);
        assert_eq!(clock.check(Some(newest)), ClockState::Steady, "a time server corrects that much");
        clock.advance_minutes(-28);
        assert_eq!(clock.check(Some(newest)), ClockState::TurnedBack { by_ms: 1_800_000 });
        assert!(clock.check(Some(newest)).sentence().expect("a sentence").contains("30 分钟"));
        assert_eq!(clock.check(None), ClockState::Steady);
    }

    #[test]
    fn a_step_back_while_running_is_noticed_and_sleep_is_not() {
        let mut watch = Watch { wall_ms: 0, steady_ms: 0, turned_back_ms: 0 };
        watch.notice(3_600_000, 1_000);
        assert_eq!(watch.turned_back_ms, 0, "the machine slept for an hour");
        watch.notice(0, 2_000);
        assert_eq!(watch.turned_back_ms, 3_601_000);
        watch.notice(1_000, 3_000);
        assert_eq!(watch.turned_back_ms, 3_601_000, "it is not forgotten");
    }

    #[test]
    fn the_clock_of_this_machine_is_steady() {
        let clock = SystemClock::new();
        let first = clock.now();
        assert!(clock.now() >= first);
        assert_eq!(clock.check(Some(first)), ClockState::Steady);
    }
}
