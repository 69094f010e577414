//! 证件影像与照片: cleaned of metadata, watermarked, encrypted, read back — and every look at one is in the log.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::ObjectId;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::sync::Arc;

/// What can be asked about pictures.
#[derive(Clone)]
pub enum Request {
    /// Bytes as they came from a file, a drop, the clipboard or the watched folder.
    Keep { case: CaseId, bytes: Arc<Vec<u8>>, file_name: String, kind: PictureKind },
}

/// What a picture is of; decides whether it gets a watermark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// A copy of an identity document or work credential: watermarked (SC-4.4b).
    Credential,
    /// A photo of the examination: cleaned, never written on (SC-3.2d).
    Photo,
}

/// A picture as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub object: ObjectId,
    pub file_name: String,
    pub sha256: String,
    pub n_bytes: u64,
    /// Whether the original carried a capture time; pictures from chat programs do not.
    pub had_capture_time: bool,
}

/// A decrypted picture; exists in memory only.
#[derive(Clone)]
pub struct Pixels {
    pub object: ObjectId,
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({}, {}×{})", self.object, self.width, self.height)
    }
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Keep { case, bytes, kind, .. } = self;
        write!(f, "Keep({case}, {} bytes, {kind:?})", bytes.len())
    }
}
