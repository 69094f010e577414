//! The ladder as pure steps: what is remembered goes in, the order of trying comes out.
//!
//! An error of a rung is met within the same start by the next one. A crash leaves nobody to try anything: it is told
//! by the mark of an unfinished start, and the next start leaves that rung out. When nothing is left to try, somebody
//! is told, and the start after that begins anew: a driver may have been repaired.

use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::str::FromStr;

/// One way of drawing the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rung {
    /// OpenGL, by the driver of the maker.
    Glow,
    /// DX12 on Windows, its software adapter included; Vulkan elsewhere.
    Wgpu,
}

impl Rung {
    /// All of them, the first one first.
    pub const ALL: [Self; 2] = [Self::Glow, Self::Wgpu];

    /// Returns the word for it on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Wgpu => "wgpu",
        }
    }
}

impl FromStr for Rung {
    type Err = UnknownRung;

    fn from_str(word: &str) -> Result<Self, UnknownRung> {
        Self::ALL.into_iter().find(|rung| rung.name() == word).ok_or(UnknownRung)
    }
}

/// A word that names no rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("可以写 glow 或 wgpu")]
pub struct UnknownRung;

/// Where the screen is: a machine that is used by Remote Desktop once must not be slow at its own screen for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The screen of the machine.
    Here,
    /// Remote Desktop.
    Remote,
}

/// What is remembered from one start to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The version that remembered it: another one begins anew, which also heals a wrong conclusion.
    version: String,
    here: Past,
    remote: Past,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Past {
    winner: Option<Rung>,
    crashed: BTreeSet<Rung>,
}

impl Memory {
    fn past(&mut self, place: Place) -> &mut Past {
        match place {
            Place::Here => &mut self.here,
            Place::Remote => &mut self.remote,
        }
    }
}

/// One start, rung by rung.
#[derive(Debug)]
pub struct Ladder {
    memory: Memory,
    place: Place,
    waiting: VecDeque<Rung>,
    standing: Option<Rung>,
    has_wish: bool,
    gave_up: bool,
}

impl Ladder {
    /// Begins a start.
    ///
    /// `unfinished` is the rung in which a former start ended before its first frame; `wish` is what the command line
    /// or the environment says, which counts more than anything remembered.
    #[must_use]
    pub fn begin(
        memory: Memory,
        version: &str,
        place: Place,
        unfinished: Option<Rung>,
        wish: Option<Rung>,
    ) -> Self {
        let mut memory = if memory.version == version { memory } else { Memory::default() };
        version.clone_into(&mut memory.version);
        let past = memory.past(place);
        past.crashed.extend(unfinished);
        let mut order = Rung::ALL.to_vec();
        order.retain(|rung| wish.is_some() || !past.crashed.contains(rung));
        // Stable: what says nothing about two rungs leaves them as they were.
        order.sort_by_key(|rung| (Some(*rung) != wish, past.winner != Some(*rung)));
        let gave_up = order.is_empty();
        Self { memory, place, waiting: order.into(), standing: None, has_wish: wish.is_some(), gave_up }
    }

    /// Steps onto the next rung; none when nothing is left to try.
    pub fn step(&mut self) -> Option<Rung> {
        self.standing = self.waiting.pop_front();
        if self.standing.is_none() {
            self.memory.past(self.place).crashed.clear();
        }
        self.standing
    }

    /// The first frame is on the screen.
    pub fn drew(&mut self) {
        if let Some(rung) = self.standing {
            let past = self.memory.past(self.place);
            past.winner = Some(rung);
            past.crashed.remove(&rung);
        }
    }

    /// The rung fell over in a way after which nothing more can be tried in this process. Returns whether a fresh
    /// process should try another one.
    pub fn fell(&mut self) -> bool {
        let Some(rung) = self.standing else { return false };
        let past = self.memory.past(self.place);
        past.crashed.insert(rung);
        if self.waiting.is_empty() {
            past.crashed.clear();
        }
        // Who was asked for one rung by name would ask for it again.
        !self.has_wish && !self.waiting.is_empty()
    }

    /// Returns whether every rung crashed when it was last tried, so that this start tries none.
    #[must_use]
    pub const fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// What the next start has to know.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }
}

#[cfg(test)]
mod tests {
    use super::Ladder;
    use super::Memory;
    use super::Place;
    use super::Rung;
    use super::Rung::Glow;
    use super::Rung::Wgpu;

    /// A start at the machine's own screen.
    fn start(memory: &Memory, unfinished: Option<Rung>, wish: Option<Rung>) -> Ladder {
        Ladder::begin(memory.clone(), "1", Place::Here, unfinished, wish)
    }

    fn order(mut ladder: Ladder) -> Vec<Rung> {
        std::iter::from_fn(|| ladder.step()).collect()
    }

    /// What is remembered after a start in which this rung drew.
    fn after(mut ladder: Ladder, winner: Rung) -> Memory {
        while ladder.step() != Some(winner) {}
        ladder.drew();
        ladder.memory().clone()
    }

    #[test]
    fn a_first_start_tries_glow_then_wgpu() {
        assert_eq!(order(start(&Memory::default(), None, None)), [Glow, Wgpu]);
    }

    #[test]
    fn what_drew_last_time_is_tried_first() {
        let memory = after(start(&Memory::default(), None, None), Wgpu);
        assert_eq!(order(start(&memory, None, None)), [Wgpu, Glow]);
    }

    #[test]
    fn a_winner_that_fails_after_a_new_driver_is_replaced() {
        let memory = after(start(&Memory::default(), None, None), Glow);
        let memory = after(start(&memory, None, None), Wgpu);
        assert_eq!(order(start(&memory, None, None)), [Wgpu, Glow]);
    }

    #[test]
    fn a_crash_makes_the_next_start_try_the_other() {
        let memory = after(start(&Memory::default(), None, None), Glow);
        let second = start(&memory, Some(Glow), None);
        let memory = after(second, Wgpu);
        assert_eq!(order(start(&memory, None, None)), [Wgpu], "what crashed is left alone");
    }

    #[test]
    fn a_crash_in_one_and_an_error_in_the_other_end_in_words_and_then_begin_anew() {
        let mut second = start(&Memory::default(), Some(Glow), None);
        assert_eq!(second.step(), Some(Wgpu));
        assert_eq!(second.step(), None);
        assert!(!second.gave_up(), "something was tried");
        assert_eq!(order(start(second.memory(), None, None)), [Glow, Wgpu]);
    }

    #[test]
    fn crashes_in_both_give_up_once_and_then_begin_anew() {
        let mut first = start(&Memory::default(), None, None);
        assert_eq!(first.step(), Some(Glow)); // the process dies here
        let mut second = start(first.memory(), Some(Glow), None);
        assert_eq!(second.step(), Some(Wgpu)); // and here
        let mut third = start(second.memory(), Some(Wgpu), None);
        assert!(third.gave_up() && third.step().is_none());
        let fourth = start(third.memory(), None, None);
        assert!(!fourth.gave_up());
        assert_eq!(order(fourth), [Glow, Wgpu]);
    }

    #[test]
    fn a_wish_counts_more_than_what_is_remembered() {
        let memory = after(start(&Memory::default(), None, None), Wgpu);
        assert_eq!(order(start(&memory, None, Some(Glow))), [Glow, Wgpu]);
        // Even where it crashed, and even where both did.
        assert_eq!(order(start(&memory, Some(Glow), Some(Glow))), [Glow, Wgpu]);
        let both = start(&Memory::default(), Some(Glow), None);
        let last = start(both.memory(), Some(Wgpu), Some(Wgpu));
        assert!(!last.gave_up());
        assert_eq!(order(last), [Wgpu, Glow]);
    }

    #[test]
    fn a_wish_that_drew_is_remembered() {
        let memory = after(start(&Memory::default(), Some(Glow), Some(Glow)), Glow);
        assert_eq!(
            order(start(&memory, None, None)),
            [Glow, Wgpu],
            "and no longer taken for one that crashes"
        );
    }

    #[test]
    fn a_fall_asks_for_a_fresh_process_unless_somebody_asked_for_that_rung() {
        let mut ladder = start(&Memory::default(), None, None);
        ladder.step();
        assert!(ladder.fell());
        let mut fresh = start(ladder.memory(), None, None);
        assert_eq!(fresh.step(), Some(Wgpu));
        assert!(!fresh.fell(), "nothing is left to try");
        assert_eq!(order(start(fresh.memory(), None, None)), [Glow, Wgpu]);
        let mut asked = start(&Memory::default(), None, Some(Glow));
        asked.step();
        assert!(!asked.fell());
        assert_eq!(order(start(asked.memory(), None, None)), [Wgpu]);
    }

    #[test]
    fn remote_and_own_screen_are_remembered_apart() {
        let remote = |memory: &Memory| Ladder::begin(memory.clone(), "1", Place::Remote, None, None);
        let memory = after(remote(&Memory::default()), Wgpu);
        assert_eq!(order(remote(&memory)), [Wgpu, Glow]);
        assert_eq!(order(start(&memory, None, None)), [Glow, Wgpu]);
    }

    #[test]
    fn another_version_begins_anew() {
        let memory = after(start(&Memory::default(), Some(Glow), None), Wgpu);
        let next = Ladder::begin(memory, "2", Place::Here, None, None);
        assert_eq!(order(next), [Glow, Wgpu]);
    }
}
