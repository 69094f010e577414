//! A scanned page as the JPEG that is bound into a volume: the very bytes that came, or one made of them.
//!
//! Bytes are taken as they are when they are a plain JPEG in grey or colour. Metadata of the camera, which may turn the
//! picture and tell where it was taken, does not go into a volume.

use crate::capture::error::CaptureError;
use crate::capture::scan::Scan;

/// A JPEG and what a page must know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageJpeg {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// One shade for each pixel, not three.
    pub is_grey: bool,
}

/// Takes a page as it was kept.
///
/// # Errors
/// What will not do about the picture.
pub fn page_jpeg(kept: Vec<u8>) -> Result<PageJpeg, CaptureError> {
    if let Some((width, height, is_grey)) = plain(&kept) {
        return Ok(PageJpeg { bytes: kept, width, height, is_grey });
    }
    let bytes = Scan::of_picture(&kept)?.jpeg()?;
    let (width, height, is_grey) = plain(&bytes).ok_or(CaptureError::NotAPicture)?;
    Ok(PageJpeg { bytes, width, height, is_grey })
}

/// Width, height and whether it is grey; none of a file that is no JPEG, or carries Exif, or has other colours.
fn plain(bytes: &[u8]) -> Option<(u32, u32, bool)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let (&[0xff, marker], behind) = rest.split_first_chunk::<2>()? else { return None };
        // A marker may have any number of fill bytes before it.
        if marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(*behind.first_chunk::<2>()?));
        let segment = behind.get(2..length)?;
        match marker {
            0xe1 if segment.starts_with(b"Exif") => return None,
            // Start of frame; of the numbers between, these three are no frames.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let &[8, h1, h2, w1, w2, n_components, ..] = segment else { return None };
                let (height, width) = (u16::from_be_bytes([h1, h2]), u16::from_be_bytes([w1, w2]));
                let is_grey = match n_components {
                    1 => true,
                    3 => false,
                    _ => return None,
                };
                return (width > 0 && height > 0).then_some((width.into(), height.into(), is_grey));
            }
            0xd9 | 0xda => return None,
            _ => {}
        }
        rest = behind.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::page_jpeg;
    use super::plain;
    use crate::capture::picture;
    use image::ImageFormat;
    use image::RgbImage;
    use std::io::Cursor;

    fn jpeg() -> Vec<u8> {
        picture::jpeg(&RgbImage::from_pixel(40, 60, image::Rgb([200, 30, 30])), 82).expect("a picture")
    }

    #[test]
    fn a_plain_jpeg_is_bound_as_it_came() {
        let kept = jpeg();
        let page = page_jpeg(kept.clone()).expect("a page");
        assert_eq!((page.width, page.height, page.is_grey), (40, 60, false));
        assert!(page.bytes == kept);
    }

    #[test]
    fn other_pictures_become_one() {
        let mut png = Cursor::new(Vec::new());
        RgbImage::new(30, 20).write_to(&mut png, ImageFormat::Png).expect("a picture");
        let page = page_jpeg(png.into_inner()).expect("a page");
        assert_eq!((page.width, page.height), (30, 20));
        assert!(plain(&page.bytes).is_some());
        // What a camera wrote about itself stays outside.
        let mut exif = jpeg();
        exif.splice(2..2, *b"\xff\xe1\x00\x10Exif\0\0MM\0\x2a\0\0\0\x08");
        assert_eq!(plain(&exif), None);
        let page = page_jpeg(exif).expect("a page");
        assert!(!page.bytes.windows(4).any(|window| window == b"Exif"));
        assert!(page_jpeg(b"no picture".to_vec()).is_err());
        assert_eq!(plain(&jpeg()[..20]), None);
    }
}
