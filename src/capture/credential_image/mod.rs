//! 证件影像 (SC-4.4b): the copy that is kept of an identity document or a work credential; and photos of an
//! examination, which are cleaned but never written on (SC-3.2d).

use crate::capture::error::CaptureError;
use crate::capture::picture;
use crate::capture::watermark::Watermark;
use crate::domain::moment::Moment;
use image::RgbImage;

const CREDENTIAL_MAX_SIDE: u32 = 2400;
const CREDENTIAL_QUALITY: u8 = 86;
const PHOTO_QUALITY: u8 = 94;
const THUMBNAIL_MAX_SIDE: u32 = 320;
const THUMBNAIL_MAX_BYTES: usize = 32 * 1024;

/// A picture ready to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct CleanPicture {
    /// The picture, without metadata.
    pub jpeg: Vec<u8>,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// A small copy, at most 32 KiB, with the same watermark.
    pub thumbnail: Vec<u8>,
    /// When the camera says it was taken; pictures from chat programs do not say.
    pub taken_at: Option<Moment>,
}

impl CleanPicture {
    /// The kind of the kept bytes.
    pub const MIME: &'static str = "image/jpeg";
}

impl std::fmt::Debug for CleanPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CleanPicture({}×{}, {} bytes)", self.width, self.height, self.jpeg.len())
    }
}

/// Cleans a picture of a credential and writes into it what it may be used for.
///
/// # Errors
/// Whatever will not do about the picture, in words for the person who brought it.
pub fn clean_credential(bytes: &[u8], mark: &Watermark<'_>) -> Result<CleanPicture, CaptureError> {
    let decoded = picture::decode(bytes)?;
    let mut image = picture::shrunk(decoded.image, CREDENTIAL_MAX_SIDE);
    mark.draw(&mut image)?;
    finish(&image, CREDENTIAL_QUALITY, decoded.taken_at)
}

/// Cleans a photo of an examination; size and pixels stay as they are.
///
/// # Errors
/// As for `clean_credential`.
pub fn clean_photo(bytes: &[u8]) -> Result<CleanPicture, CaptureError> {
    let decoded = picture::decode(bytes)?;
    finish(&decoded.image, PHOTO_QUALITY, decoded.taken_at)
}

fn finish(image: &RgbImage, quality: u8, taken_at: Option<Moment>) -> Result<CleanPicture, CaptureError> {
    Ok(CleanPicture {
        jpeg: picture::jpeg(image, quality)?,
        width: image.width(),
        height: image.height(),
        thumbnail: thumbnail(image)?,
        taken_at,
    })
}

fn thumbnail(image: &RgbImage) -> Result<Vec<u8>, CaptureError> {
    let small = picture::shrunk(image.clone(), THUMBNAIL_MAX_SIDE);
    let mut bytes = Vec::new();
    for quality in [75, 55, 35, 15] {
        bytes = picture::jpeg(&small, quality)?;
        if bytes.len() <= THUMBNAIL_MAX_BYTES {
            break;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
