//! Decodes a picture within limits, sets it upright, makes it smaller, encodes it without metadata.

use crate::capture::error::CaptureError;
use crate::capture::exif;
use crate::domain::moment::Moment;
use image::DynamicImage;
use image::ImageDecoder as _;
use image::ImageEncoder as _;
use image::ImageFormat;
use image::ImageReader;
use image::Limits;
use image::RgbImage;
use image::RgbaImage;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops;
use image::imageops::FilterType;
use image::metadata::Orientation;
use std::io::Cursor;

const MAX_FILE_BYTES: u64 = 40 * 1024 * 1024;
const MAX_MEGAPIXELS: u32 = 80;
/// What decoding may ask for: 80 million pixels of 4 bytes, twice, and something for the decoder.
const MAX_ALLOC_BYTES: u64 = 768 * 1024 * 1024;

/// A picture as it was brought in, upright.
pub(crate) struct Decoded {
    pub(crate) image: RgbImage,
    pub(crate) taken_at: Option<Moment>,
}

/// A picture as a window shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Four bytes for each pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({}×{})", self.width, self.height)
    }
}

/// Decodes a picture to show it, no longer than `max_side`.
///
/// # Errors
/// As for taking a picture in.
pub fn pixels_of(bytes: &[u8], max_side: u32) -> Result<Pixels, CaptureError> {
    let image = shrunk(decode(bytes)?.image, max_side);
    let (width, height) = image.dimensions();
    Ok(Pixels { width, height, rgba: DynamicImage::ImageRgb8(image).into_rgba8().into_raw() })
}

/// Encodes what came from the clipboard, so that it goes the same way as a file.
///
/// # Errors
/// `NotAPicture` when the bytes do not fill the rows.
pub fn png_of(pixels: &Pixels) -> Result<Vec<u8>, CaptureError> {
    let image = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba.clone())
        .ok_or(CaptureError::NotAPicture)?;
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(image.as_raw(), pixels.width, pixels.height, image::ExtendedColorType::Rgba8)
        .map_err(CaptureError::Unwritable)?;
    Ok(bytes)
}

/// Decodes a picture and sets it upright.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, CaptureError> {
    let (image, taken_at) = decode_as_it_is(bytes)?;
    Ok(Decoded { image: on_white(image), taken_at })
}

/// Decodes a page and sets it upright; greys stay greys, what is see-through becomes white.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<DynamicImage, CaptureError> {
    let (image, _) = decode_as_it_is(bytes)?;
    Ok(match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
        other => DynamicImage::ImageRgb8(on_white(other)),
    })
}

fn decode_as_it_is(bytes: &[u8]) -> Result<(DynamicImage, Option<Moment>), CaptureError> {
    let n_bytes = bytes.len() as u64;
    if n_bytes > MAX_FILE_BYTES {
        return Err(CaptureError::FileTooBig { n_bytes, limit: MAX_FILE_BYTES });
    }
    let format = kind_of(bytes)?;
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(CaptureError::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MAX_MEGAPIXELS) * 1_000_000 {
        return Err(CaptureError::TooManyPixels { width, height, limit_megapixels: MAX_MEGAPIXELS });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    decoder.set_limits(limits).map_err(CaptureError::Damaged)?;
    // Metadata that cannot be read is thrown away with the rest of it.
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation =
        exif.as_deref().and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(CaptureError::Damaged)?;
    image.apply_orientation(orientation);
    Ok((image, exif.as_deref().and_then(exif::taken_at)))
}

/// Makes a picture no longer than `max_side`; a smaller one stays as it is.
pub(crate) fn shrunk(image: RgbImage, max_side: u32) -> RgbImage {
    let (width, height) = image.dimensions();
    let long = width.max(height);
    if long <= max_side {
        return image;
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(max_side) / u64::from(long);
        u32::try_from(side).unwrap_or(max_side).max(1)
    };
    imageops::resize(&image, scaled(width), scaled(height), FilterType::CatmullRom)
}

/// Encodes a picture; what is not in its pixels is gone.
pub(crate) fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, CaptureError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(image.as_raw(), image.width(), image.height(), image::ExtendedColorType::Rgb8)
        .map_err(CaptureError::Unwritable)?;
    Ok(bytes)
}

/// What is see-through becomes white, as paper would be.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let seen = image.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |value: u8| {
            let mixed = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([red, green, blue].map(over))
    })
}

fn kind_of(bytes: &[u8]) -> Result<ImageFormat, CaptureError> {
    let brand = bytes.get(8..12).unwrap_or_default();
    match bytes {
        [] => Err(CaptureError::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Ok(ImageFormat::Png),
        [b'B', b'M', ..] => Ok(ImageFormat::Bmp),
        [b'%', b'P', b'D', b'F', ..] => Err(CaptureError::Pdf),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if brand.starts_with(b"avif") => {
            Err(CaptureError::OtherKind("AVIF"))
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => match brand {
            b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" => Err(CaptureError::Heic),
            _ => Err(CaptureError::OtherKind("视频")),
        },
        [b'R', b'I', b'F', b'F', ..] if brand == b"WEBP" => Err(CaptureError::OtherKind("WebP")),
        [b'G', b'I', b'F', b'8', ..] => Err(CaptureError::OtherKind("GIF")),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err(CaptureError::OtherKind("TIFF")),
        _ => Err(CaptureError::NotAPicture),
    }
}
