//! The bytes of a kept file, "object store v1". They may not change without a new `alg` or magic.
//!
//! ```text
//!  0   6  magic "JDOBJ1"
//!  6   1  algorithm: 1 = AES-256-GCM
//!  7   1  log2 of the segment length: 16
//!  8   4  epoch of the key, u32 big-endian
//! 12   4  reserved, zero
//! 16  32  random salt of the file
//! 48  16  first half of HMAC-SHA256(header key, bytes 0..48)
//! 64   …  segments: up to 65536 bytes of ciphertext, then 16 of tag; only an empty file has an empty segment
//! file key   = HKDF-SHA256(key of the epoch, salt, "jd-obj-v1" ‖ bytes 0..16)
//! header key = HKDF-SHA256(key of the epoch, salt, "jd-obj-header-v1")
//! nonce i    = 7 zero bytes ‖ u32 big-endian i ‖ 1 for the last segment, else 0
//! ```

use crate::domain::keys::Key;
use ring::aead::AES_256_GCM;
use ring::aead::Aad;
use ring::aead::LessSafeKey;
use ring::aead::Nonce;
use ring::aead::UnboundKey;
use ring::error::Unspecified;
use ring::hkdf;
use ring::hmac;
use zeroize::Zeroizing;

pub(in crate::store) const HEADER_LEN: usize = 64;
pub(in crate::store) const SEGMENT_LEN: usize = 65_536;
pub(in crate::store) const TAG_LEN: usize = 16;
pub(in crate::store) const SEALED_LEN: usize = SEGMENT_LEN + TAG_LEN;

const MAGIC: &[u8; 6] = b"JDOBJ1";
const ALGORITHM: u8 = 1;
const SEGMENT_LOG2: u8 = 16;

/// Writes the header of a new file.
pub(in crate::store) fn header(
    epoch: u32,
    key: &Key,
    salt: &[u8; 32],
) -> Result<[u8; HEADER_LEN], Unspecified> {
    let mut header = [0; HEADER_LEN];
    header[..6].copy_from_slice(MAGIC);
    header[6] = ALGORITHM;
    header[7] = SEGMENT_LOG2;
    header[8..12].copy_from_slice(&epoch.to_be_bytes());
    header[16..48].copy_from_slice(salt);
    let mac = hmac::sign(&header_key(key, salt)?, &header[..48]);
    header[48..].copy_from_slice(&mac.as_ref()[..16]);
    Ok(header)
}

/// Reads the epoch and salt of a header, before the key is known; none when it is not ours.
pub(in crate::store) fn read_header(header: &[u8; HEADER_LEN]) -> Option<(u32, [u8; 32])> {
    let known = header.starts_with(MAGIC)
        && header[6] == ALGORITHM
        && header[7] == SEGMENT_LOG2
        && header[12..16] == [0; 4];
    let epoch = u32::from_be_bytes(header[8..12].try_into().ok()?);
    let salt = header[16..48].try_into().ok()?;
    known.then_some((epoch, salt))
}

/// Returns whether the header was written by a holder of the key.
pub(in crate::store) fn is_authentic(header: &[u8; HEADER_LEN], key: &Key, salt: &[u8; 32]) -> bool {
    let Ok(header_key) = header_key(key, salt) else { return false };
    let mac = hmac::sign(&header_key, &header[..48]);
    ring_equal(&mac.as_ref()[..16], &header[48..])
}

/// Derives the key of one file.
pub(in crate::store) fn file_key(
    header: &[u8; HEADER_LEN],
    key: &Key,
    salt: &[u8; 32],
) -> Result<LessSafeKey, Unspecified> {
    let bytes = derive(key, salt, &[b"jd-obj-v1", &header[..16]])?;
    Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes.as_slice())?))
}

/// Encrypts a segment in place and appends its tag.
pub(in crate::store) fn seal(
    key: &LessSafeKey,
    index: u32,
    is_last: bool,
    segment: &mut Vec<u8>,
) -> Result<(), Unspecified> {
    key.seal_in_place_append_tag(nonce(index, is_last), Aad::empty(), segment)
}

/// Decrypts a segment in place and cuts its tag off.
pub(in crate::store) fn open(
    key: &LessSafeKey,
    index: u32,
    is_last: bool,
    sealed: &mut Vec<u8>,
) -> Result<(), Unspecified> {
    let n = key.open_in_place(nonce(index, is_last), Aad::empty(), sealed)?.len();
    sealed.truncate(n);
    Ok(())
}

fn nonce(index: u32, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[7..11].copy_from_slice(&index.to_be_bytes());
    bytes[11] = u8::from(is_last);
    Nonce::assume_unique_for_key(bytes)
}

fn header_key(key: &Key, salt: &[u8; 32]) -> Result<hmac::Key, Unspecified> {
    let bytes = derive(key, salt, &[b"jd-obj-header-v1"])?;
    Ok(hmac::Key::new(hmac::HMAC_SHA256, bytes.as_slice()))
}

fn derive(key: &Key, salt: &[u8; 32], info: &[&[u8]]) -> Result<Zeroizing<[u8; 32]>, Unspecified> {
    let mut out = Zeroizing::new([0; 32]);
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(key.bytes())
        .expand(info, hkdf::HKDF_SHA256)?
        .fill(out.as_mut_slice())?;
    Ok(out)
}

/// Compares in a time that does not tell where two values differ.
fn ring_equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).fold(0, |differences, (a, b)| differences | (a ^ b)) == 0
}
