//! Writes a kept file: hashed while it is encrypted, flushed, moved to its name, read back — before any row may
//! name it.

use crate::domain::audit::Digest;
use crate::store::canonical::digest_of;
use crate::store::error::StoreError;
use crate::store::gate::WriteGate;
use crate::store::gate::WritePoint;
use crate::store::objects::ObjectStore;
use crate::store::objects::format;
use crate::store::objects::format::SEALED_LEN;
use crate::store::objects::format::SEGMENT_LEN;
use crate::store::objects::sync_directory;
use ring::aead::LessSafeKey;
use ring::digest::Context;
use ring::digest::SHA256;
use ring::rand::SecureRandom as _;
use ring::rand::SystemRandom;
use std::fs;
use std::fs::File;
use std::io::Read;
use std::io::Write as _;
use std::path::Path;
use zeroize::Zeroize as _;

/// A file that is written, flushed and read back; only such a one may be named by a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptObject {
    pub(in crate::store) name: String,
    pub(in crate::store) sha256: Digest,
    pub(in crate::store) len: u64,
    pub(in crate::store) mime: String,
    pub(in crate::store) epoch: u32,
}

impl KeptObject {
    /// Returns the hash of its content.
    #[must_use]
    pub const fn sha256(&self) -> Digest {
        self.sha256
    }

    /// Returns its length in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Returns whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns its kind, as `image/jpeg`.
    #[must_use]
    pub fn mime(&self) -> &str {
        &self.mime
    }
}

impl ObjectStore {
    /// Keeps a file; the same content is kept once.
    pub(in crate::store) fn keep(&self, source: &mut dyn Read, mime: &str) -> Result<KeptObject, StoreError> {
        let mut salt = [0; 32];
        SystemRandom::new().fill(&mut salt).map_err(|ring::error::Unspecified| StoreError::Crypto)?;
        fs::create_dir_all(&self.tmp)?;
        let unfinished = self.tmp.join(Digest(salt).short());
        let kept = self.keep_at(&unfinished, source, mime, &salt);
        if kept.is_err() {
            // What is left is swept when the office is opened next; the error that matters is the first one.
            fs::remove_file(&unfinished).unwrap_or_default();
        }
        kept
    }

    fn keep_at(
        &self,
        unfinished: &Path,
        source: &mut dyn Read,
        mime: &str,
        salt: &[u8; 32],
    ) -> Result<KeptObject, StoreError> {
        let key = self.keys.last().ok_or(StoreError::Crypto)?;
        let epoch = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let crypto = |ring::error::Unspecified| StoreError::Crypto;
        let header = format::header(epoch, key, salt).map_err(crypto)?;
        self.gate.pass(WritePoint::ObjectCreate)?;
        let mut file = File::create_new(unfinished)?;
        file.write_all(&header)?;
        let mut sealer = Sealer {
            file,
            gate: self.gate.as_ref(),
            key: format::file_key(&header, key, salt).map_err(crypto)?,
            index: 0,
            hash: Context::new(&SHA256),
            len: 0,
        };
        sealer.copy(source)?;
        self.gate.pass(WritePoint::ObjectSync)?;
        sealer.file.sync_all()?;
        let sha256 = digest_of(&sealer.hash.finish());
        let len = sealer.len;
        drop(sealer.file);
        let kept = KeptObject { name: self.name_of(sha256), sha256, len, mime: mime.to_owned(), epoch };
        self.settle(unfinished, &kept)?;
        Ok(kept)
    }

    /// Moves a finished file to its name, unless the same content is there already and sound.
    fn settle(&self, unfinished: &Path, kept: &KeptObject) -> Result<(), StoreError> {
        let place = self.place_of(&kept.name);
        if place.exists() && self.matches(kept) {
            fs::remove_file(unfinished)?;
            return Ok(());
        }
        let parent = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent)?;
        self.gate.pass(WritePoint::ObjectRename)?;
        fs::rename(unfinished, &place)?;
        self.gate.pass(WritePoint::ObjectDirectory)?;
        sync_directory(parent)?;
        sync_directory(&self.folder)?;
        if self.matches(kept) { Ok(()) } else { Err(StoreError::ReadBackDiffers) }
    }

    fn matches(&self, kept: &KeptObject) -> bool {
        self.hash_of(&kept.name).is_ok_and(|(sha256, len)| sha256 == kept.sha256 && len == kept.len)
    }
}

/// Encrypts segment after segment, one ahead, so that the last one can be marked.
struct Sealer<'g> {
    file: File,
    gate: &'g dyn WriteGate,
    key: LessSafeKey,
    index: u32,
    hash: Context,
    len: u64,
}

impl Sealer<'_> {
    fn copy(&mut self, source: &mut dyn Read) -> Result<(), StoreError> {
        let mut waiting = Vec::with_capacity(SEALED_LEN);
        let mut next = Vec::with_capacity(SEALED_LEN);
        source.take(SEGMENT_LEN as u64).read_to_end(&mut waiting)?;
        loop {
            next.zeroize();
            source.take(SEGMENT_LEN as u64).read_to_end(&mut next)?;
            self.seal(&mut waiting, next.is_empty())?;
            if next.is_empty() {
                return Ok(());
            }
            std::mem::swap(&mut waiting, &mut next);
        }
    }

    fn seal(&mut self, segment: &mut Vec<u8>, is_last: bool) -> Result<(), StoreError> {
        self.hash.update(segment);
        self.len += segment.len() as u64;
        format::seal(&self.key, self.index, is_last, segment)
            .map_err(|ring::error::Unspecified| StoreError::Crypto)?;
        self.index = self.index.checked_add(1).ok_or(StoreError::Crypto)?;
        self.gate.pass(WritePoint::ObjectData)?;
        self.file.write_all(segment)?;
        Ok(())
    }
}
