//! 附件: a file that goes with an entry of a register, kept encrypted, with the hash by which a receiver can check it.

use crate::domain::ids::ObjectId;
use serde::Deserialize;
use serde::Serialize;

/// A kept file and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What people call it.
    pub title: String,
    /// The kept file.
    pub object: ObjectId,
    /// Hex SHA-256 of its content.
    pub sha256: String,
    /// Its kind, as `image/jpeg`.
    pub mime: String,
}

impl Attachment {
    /// Whether it is shown as a picture.
    pub fn is_picture(&self) -> bool {
        self.mime.starts_with("image/")
    }
}
