//! The recovery key: 160 random bits on paper, in letters that are hard to confuse (Crockford base32), eight
//! groups of four and a ninth that tells whether the others were typed right.

use ring::digest::SHA256;
use ring::digest::digest;
use ring::rand::SecureRandom;
use std::fmt;
use zeroize::Zeroize;
use zeroize::ZeroizeOnDrop;
use zeroize::Zeroizing;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const N_LETTERS: usize = 36;

/// The key that opens an office when every password is lost.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 20]);

impl RecoveryKey {
    pub(crate) fn fresh(random: &dyn SecureRandom) -> Result<Self, ring::error::Unspecified> {
        let mut bytes = [0; 20];
        random.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads what was typed from paper; none when a letter is wrong or missing. Case, blanks and dashes do not
    /// count, and O I L are read as 0 1 1.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut values = Zeroizing::new(Vec::with_capacity(N_LETTERS));
        for letter in
            typed.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '－' | '—'))
        {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = LETTERS.iter().position(|known| char::from(*known) == letter)?;
            values.push(u8::try_from(value).ok()?);
        }
        if values.len() != N_LETTERS {
            return None;
        }
        let mut key = Self([0; 20]);
        for (bytes, five_bits) in key.0.chunks_exact_mut(5).zip(values.chunks_exact(8)) {
            let group = five_bits.iter().fold(0_u64, |group, value| (group << 5) | u64::from(*value));
            bytes.copy_from_slice(&group.to_be_bytes()[3..]);
        }
        (key.check_letters() == values[32..]).then_some(key)
    }

    /// Returns the nine groups as they are printed.
    #[must_use]
    pub fn printed(&self) -> Zeroizing<String> {
        let mut values = Zeroizing::new(Vec::with_capacity(N_LETTERS));
        for bytes in self.0.chunks_exact(5) {
            let group = bytes.iter().fold(0_u64, |group, byte| (group << 8) | u64::from(*byte));
            values.extend((0..8).rev().map(|place| (group >> (5 * place)) as u8 & 31));
        }
        values.extend(self.check_letters());
        let mut text = Zeroizing::new(String::with_capacity(N_LETTERS + 8));
        for (i, value) in values.iter().enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(LETTERS[usize::from(*value) % LETTERS.len()]));
        }
        text
    }

    pub(crate) fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    fn check_letters(&self) -> [u8; 4] {
        let hash = digest(&SHA256, &[b"jd-recovery-v1".as_slice(), &self.0].concat());
        let bits = hash.as_ref()[..3].iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) >> 4;
        [15, 10, 5, 0].map(|shift| (bits >> shift) as u8 & 31)
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(▒)")
    }
}

#[cfg(test)]
mod tests {
    use super::RecoveryKey;
    use ring::rand::SystemRandom;

    #[test]
    fn what_is_printed_is_read_however_it_is_typed() {
        let key = RecoveryKey::fresh(&SystemRandom::new()).expect("randomness");
        let printed = key.printed();
        assert_eq!(printed.len(), 44);
        let sloppy = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        for typed in [printed.as_str(), &sloppy, &printed.replace('-', "")] {
            assert_eq!(RecoveryKey::parse(typed).as_ref(), Some(&key), "{typed}");
        }
    }

    #[test]
    fn nearly_every_slip_of_the_pen_is_noticed() {
        let key = RecoveryKey::fresh(&SystemRandom::new()).expect("randomness");
        let printed = key.printed();
        let mut n_read = 0;
        for i in 0..printed.len() {
            for letter in ["7", "K", "z", "U", "-", ""] {
                let typed = format!("{}{letter}{}", &printed[..i], &printed[i + 1..]);
                if RecoveryKey::parse(&typed).is_some_and(|read| read != key) {
                    n_read += 1;
                }
            }
        }
        assert_eq!(n_read, 0, "20 check bits let one slip in a million through");
    }
}
