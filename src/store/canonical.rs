//! Bytes that mean one thing only: fixed order, u32 length before each field, a label with a version in front.
//!
//! Everything that is hashed in the office goes through here. A label that was released never changes what it
//! means; a new shape gets a new label.

use crate::domain::audit::Digest;
use ring::digest::Context;
use ring::digest::SHA256;
use rusqlite::types::ValueRef;

const ABSENT: u32 = u32::MAX;

/// Hashes fields one after another, so that no two sequences of fields give the same bytes.
pub(in crate::store) struct Canonical(Context);

impl Canonical {
    /// Begins with a label, as `jd-audit-v1`.
    pub(in crate::store) fn new(label: &str) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(label.as_bytes());
        Self(context)
    }

    /// Adds a field of bytes.
    pub(in crate::store) fn bytes(mut self, field: &[u8]) -> Self {
        // Fields of 4 GiB do not exist: rows hold JSON and thumbnails, files go to the object store.
        let len = u32::try_from(field.len()).unwrap_or(ABSENT - 1);
        self.0.update(&len.to_be_bytes());
        self.0.update(field);
        self
    }

    /// Adds a field of text.
    pub(in crate::store) fn text(self, field: &str) -> Self {
        self.bytes(field.as_bytes())
    }

    /// Adds a whole number.
    pub(in crate::store) fn int(self, field: i64) -> Self {
        self.bytes(&field.to_be_bytes())
    }

    /// Adds a field that may be absent; absent and empty differ.
    pub(in crate::store) fn maybe(mut self, field: Option<&[u8]>) -> Self {
        match field {
            Some(field) => self.bytes(field),
            None => {
                self.0.update(&ABSENT.to_be_bytes());
                self
            }
        }
    }

    /// Adds a column as the database holds it, with its type.
    pub(in crate::store) fn column(self, value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => self.text("n").maybe(None),
            ValueRef::Integer(number) => self.text("i").int(number),
            ValueRef::Real(number) => self.text("r").bytes(&number.to_be_bytes()),
            ValueRef::Text(text) => self.text("t").bytes(text),
            ValueRef::Blob(blob) => self.text("b").bytes(blob),
        }
    }

    /// Returns the hash.
    pub(in crate::store) fn finish(self) -> Digest {
        digest_of(&self.0.finish())
    }
}

/// Returns the SHA-256 of bytes as they are.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest {
    digest_of(&ring::digest::digest(&SHA256, bytes))
}

pub(in crate::store) fn digest_of(ring: &ring::digest::Digest) -> Digest {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(ring.as_ref());
    Digest(bytes)
}

#[cfg(test)]
mod tests {
    use super::Canonical;

    #[test]
    fn moving_a_letter_from_one_field_to_the_next_changes_the_hash() {
        let one = Canonical::new("t").text("ab").text("c").finish();
        let other = Canonical::new("t").text("a").text("bc").finish();
        assert_ne!(one, other);
    }

    #[test]
    fn absent_and_empty_differ() {
        assert_ne!(Canonical::new("t").maybe(None).finish(), Canonical::new("t").maybe(Some(&[])).finish());
    }
}
