//! Identities from the machine's randomness; within one millisecond they count up, so that they sort as made.

use crate::domain::ids::IdSource;
use crate::domain::ids::uuid_v7;
use crate::domain::moment::Moment;
use ring::rand::SecureRandom as _;
use ring::rand::SystemRandom;
use uuid::Uuid;

/// Makes identities nobody else makes.
#[derive(Debug)]
pub struct RandomIds {
    random: SystemRandom,
    last: Option<(Moment, u16)>,
}

impl RandomIds {
    /// Begins a source.
    #[must_use]
    pub fn new() -> Self {
        Self { random: SystemRandom::new(), last: None }
    }
}

impl Default for RandomIds {
    fn default() -> Self {
        Self::new()
    }
}

impl IdSource for RandomIds {
    fn fresh(&mut self, at: Moment) -> Uuid {
        // 12 bits count within the millisecond; should they run out, order is lost, uniqueness is not.
        let count = match self.last {
            Some((last, count)) if last == at => (count + 1) & 0x0fff,
            _ => 0,
        };
        self.last = Some((at, count));
        let mut bits = [0; 10];
        // ring reads the kernel's generator, which does not fail once the machine is up.
        if self.random.fill(&mut bits).is_err() {
            debug_assert!(false, "no randomness");
        }
        bits[..2].copy_from_slice(&count.to_be_bytes());
        uuid_v7(at, bits)
    }
}

#[cfg(test)]
mod tests {
    use super::RandomIds;
    use crate::domain::ids::IdSource as _;
    use crate::domain::moment::Moment;

    #[test]
    fn ids_of_one_millisecond_sort_as_they_were_made() {
        let mut source = RandomIds::new();
        let ids: Vec<_> = (0..200).map(|_| source.fresh(Moment::from_ms(1_700_000_000_000))).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
    }
}
