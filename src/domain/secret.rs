//! Values that do not print: names, numbers, passwords. `Debug` masks them, so that no log, no panic and no
//! failed assertion can carry them out of the office. Serde writes them in full: it feeds the encrypted store.

use serde::Deserialize;
use serde::Serialize;
use std::fmt;
use zeroize::Zeroize;

const MASK: &str = "▒";

/// Any value whose `Debug` must say nothing; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value to the one place that needs it.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({MASK})")
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

macro_rules! personal_texts {
    ($($(#[$doc:meta])* $name:ident, masked by $mask:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a text as it was written, without blanks around it.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(text.as_ref().trim().to_owned())
            }

            /// Returns the whole text, for the page, the sheet and the store.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns whether nothing was written.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// Returns the text with its middle hidden, for lists that many eyes see.
            #[must_use]
            pub fn masked(&self) -> String {
                $mask(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), MASK)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

personal_texts! {
    /// The name of a person.
    PersonName, masked by mask_name;
    /// The number of an identity document.
    IdNumber, masked by mask_number;
    /// A telephone number.
    Phone, masked by mask_phone;
    /// An address.
    Address, masked by mask_all;
}

fn mask_name(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        let hidden = letters.count();
        format!("{first}{}", "*".repeat(hidden))
    })
}

fn mask_number(text: &str) -> String {
    keep_ends(text, 6, 4)
}

fn mask_phone(text: &str) -> String {
    keep_ends(text, 3, 4)
}

fn mask_all(text: &str) -> String {
    "*".repeat(text.chars().count().min(6))
}

fn keep_ends(text: &str, head: usize, tail: usize) -> String {
    let n = text.chars().count();
    if n <= head + tail {
        return "*".repeat(n);
    }
    text.chars().enumerate().map(|(i, c)| if i < head || i >= n - tail { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::IdNumber;
    use super::PersonName;
    use super::Phone;
    use super::Secret;

    #[test]
    fn debug_says_nothing() {
        let shown = format!(
            "{:?} {:?} {:?} {:?}",
            PersonName::new("周某某"),
            IdNumber::new("000000199001010018"),
            Phone::new("13800000000"),
            Secret::new("密码".to_owned())
        );
        for leaked in ["周", "0000", "138", "密码"] {
            assert!(!shown.contains(leaked), "{shown}");
        }
    }

    #[test]
    fn masks_keep_what_a_clerk_needs_to_recognise_a_person() {
        assert_eq!(PersonName::new(" 周某某 ").masked(), "周**");
        assert_eq!(IdNumber::new("000000199001010018").masked(), "000000********0018");
        assert_eq!(Phone::new("13800000000").masked(), "138****0000");
        assert_eq!(Phone::new("110").masked(), "***");
    }

    #[test]
    fn json_keeps_the_whole_text() {
        let name = PersonName::new("周某某");
        assert_eq!(serde_json::to_string(&name).expect("written"), "\"周某某\"");
    }
}
