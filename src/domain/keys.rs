//! The keys of an open office. The vault derives them, the store uses them; neither prints nor keeps a copy.

use std::fmt;
use zeroize::Zeroize;
use zeroize::ZeroizeOnDrop;

/// 32 secret bytes, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// Wraps 32 bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(▒)")
    }
}

/// Everything the store needs to read and write one office.
#[derive(Clone, Debug)]
pub struct OfficeKeys {
    /// The raw key of the database.
    pub database: Key,
    /// Keys of the attachments; index 0 is epoch 1. The last one writes, all of them read.
    pub objects: Vec<Key>,
    /// Names the attachments, so that a file name tells nothing of what is in it.
    pub object_names: Key,
    /// Salts hashes of personal values that appear in the audit log.
    pub audit: Key,
}
