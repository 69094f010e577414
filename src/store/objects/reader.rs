//! Reads a kept file: `Read + Seek` over the decrypted bytes, one segment in memory, every segment checked.

use crate::domain::keys::Key;
use crate::store::objects::format;
use crate::store::objects::format::HEADER_LEN;
use crate::store::objects::format::SEALED_LEN;
use crate::store::objects::format::SEGMENT_LEN;
use crate::store::objects::format::TAG_LEN;
use ring::aead::LessSafeKey;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use zeroize::Zeroize as _;

/// A kept file, decrypted as it is read; damage gives an `InvalidData` error, never wrong bytes.
pub struct ObjectReader {
    file: File,
    key: LessSafeKey,
    len: u64,
    n_segments: u64,
    position: u64,
    held: Option<u64>,
    segment: Vec<u8>,
}

impl ObjectReader {
    /// Opens a file with the keys of all epochs and checks its header.
    pub(in crate::store) fn open(mut file: File, keys: &[Key]) -> io::Result<Self> {
        let mut header = [0; HEADER_LEN];
        file.read_exact(&mut header).map_err(too_short)?;
        let (epoch, salt) = format::read_header(&header).ok_or_else(damaged)?;
        let key = usize::try_from(epoch)
            .ok()
            .and_then(|epoch| keys.get(epoch.checked_sub(1)?))
            .ok_or_else(damaged)?;
        if !format::is_authentic(&header, key, &salt) {
            return Err(damaged());
        }
        let body = file.metadata()?.len().checked_sub(HEADER_LEN as u64).ok_or_else(damaged)?;
        let n_segments = body.div_ceil(SEALED_LEN as u64);
        let overhead = n_segments * TAG_LEN as u64;
        let len = body.checked_sub(overhead).ok_or_else(damaged)?;
        if n_segments == 0 || n_segments > u64::from(u32::MAX) {
            return Err(damaged());
        }
        let key = format::file_key(&header, key, &salt).map_err(|ring::error::Unspecified| damaged())?;
        Ok(Self {
            file,
            key,
            len,
            n_segments,
            position: 0,
            held: None,
            segment: Vec::with_capacity(SEALED_LEN),
        })
    }

    /// Returns the number of decrypted bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Returns whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Decrypts one segment; of an empty file, the empty one, so that it is checked too.
    fn hold(&mut self, index: u64) -> io::Result<()> {
        if self.held == Some(index) {
            return Ok(());
        }
        self.held = None;
        self.segment.zeroize();
        self.file.seek(SeekFrom::Start(HEADER_LEN as u64 + index * SEALED_LEN as u64))?;
        (&mut self.file).take(SEALED_LEN as u64).read_to_end(&mut self.segment)?;
        let is_last = index + 1 == self.n_segments;
        let number = u32::try_from(index).map_err(|_too_many| damaged())?;
        format::open(&self.key, number, is_last, &mut self.segment)
            .map_err(|ring::error::Unspecified| damaged())?;
        self.held = Some(index);
        Ok(())
    }
}

impl Read for ObjectReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.len == 0 {
            self.hold(0)?;
        }
        if self.position >= self.len || buffer.is_empty() {
            return Ok(0);
        }
        self.hold(self.position / SEGMENT_LEN as u64)?;
        let from = usize::try_from(self.position % SEGMENT_LEN as u64).unwrap_or(usize::MAX);
        let rest = self.segment.get(from..).ok_or_else(damaged)?;
        let n = rest.len().min(buffer.len());
        buffer[..n].copy_from_slice(&rest[..n]);
        self.position += n as u64;
        Ok(n)
    }
}

impl Seek for ObjectReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.len.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position =
            target.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the beginning"))?;
        Ok(self.position)
    }
}

impl Drop for ObjectReader {
    fn drop(&mut self) {
        self.segment.zeroize();
    }
}

impl std::fmt::Debug for ObjectReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ObjectReader")
            .field("len", &self.len)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "kept file is damaged")
}

fn too_short(source: io::Error) -> io::Error {
    if source.kind() == io::ErrorKind::UnexpectedEof { damaged() } else { source }
}
