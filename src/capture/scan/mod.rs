//! 扫描归卷: a page that was printed here comes back as a picture. Its code is found and read, the page is laid over
//! the print it came from, and every place for the pen is looked at.
//!
//! The print itself is the measure: whoever calls draws the kept PDF and hands over its pixels (PDF belongs to
//! `documents`, and so do pages of scans that come as PDF; services bring the two together). So nothing here knows
//! where a sheet has its code or its boxes, and paper that was stretched by a feeder is stretched back.
//! What is kept is the picture as it came; setting it straight is a way of looking at it.

mod align;
mod code;
mod grey;
mod ink;
mod page_jpeg;

use crate::capture::error::CaptureError;
use crate::capture::picture;
use crate::capture::picture::Pixels;
use image::DynamicImage;
use image::GenericImageView as _;
use image::RgbaImage;
use image::imageops::FilterType;
use tiny_skia::FilterQuality;
use tiny_skia::IntSize;
use tiny_skia::Pixmap;
use tiny_skia::PixmapPaint;
use tiny_skia::Transform;

use crate::capture::scan::grey::FIXED;
use std::cell::OnceCell;

pub use crate::capture::scan::align::Laid;
pub use crate::capture::scan::code::Code;
pub use crate::capture::scan::grey::Grey;
pub use crate::capture::scan::ink::Look;
pub use crate::capture::scan::ink::What;
pub use crate::capture::scan::page_jpeg::PageJpeg;
pub use crate::capture::scan::page_jpeg::page_jpeg;

/// Pixels per inch of a page that was set straight, and of the print it is laid over.
pub const PAGE_DPI: u32 = 150;
const MM_PER_INCH: f64 = 25.4;

/// Where a point of the page (millimetres) lies in a picture (pixels): x' = a·x + b·y + c, y' = d·x + e·y + f.
pub type Pose = [f64; 6];

/// A picture of a page, as it came, and its greys.
pub struct Scan {
    image: DynamicImage,
    grey: DynamicImage,
    /// The greys of a large picture, made smaller once for everything that is looked for on it.
    small: OnceCell<Option<(DynamicImage, f64)>>,
}

/// The print a page is laid over: its pixels at [`PAGE_DPI`].
pub struct Print {
    grey: Grey,
    code: Option<Code>,
}

impl Scan {
    /// Decodes a JPEG, PNG or BMP.
    ///
    /// # Errors
    /// What will not do about the picture.
    pub fn of_picture(bytes: &[u8]) -> Result<Self, CaptureError> {
        Ok(Self::of(picture::decode_page(bytes)?))
    }

    /// Takes a page that was drawn.
    ///
    /// # Errors
    /// `NotAPicture` when the bytes do not fill the rows.
    pub fn of_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<Self, CaptureError> {
        let image = RgbaImage::from_raw(width, height, rgba).ok_or(CaptureError::NotAPicture)?;
        Ok(Self::of(DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(image).into_rgb8())))
    }

    fn of(image: DynamicImage) -> Self {
        let grey = DynamicImage::ImageLuma8(image.to_luma8());
        Self { image, grey, small: OnceCell::new() }
    }

    /// A page of 150 dpi shows all that is looked for: finer ones are worked on as fast when they are made smaller first.
    fn small(&self) -> Option<(&DynamicImage, f64)> {
        let made = self.small.get_or_init(|| {
            let long = self.grey.width().max(self.grey.height());
            let factor = f64::from(LONG_SIDE) / f64::from(long);
            let (width, height) = finer_than(self.grey.width(), self.grey.height(), 1.0 / factor)?;
            Some((self.grey.thumbnail_exact(width, height), factor))
        });
        made.as_ref().map(|(grey, factor)| (grey, *factor))
    }

    /// Encodes it, to be kept where it came as a page of something else.
    ///
    /// # Errors
    /// `Unwritable` when it cannot be encoded.
    pub fn jpeg(&self) -> Result<Vec<u8>, CaptureError> {
        picture::jpeg(&self.image.to_rgb8(), KEPT_QUALITY)
    }

    /// A small copy for lists; of a large picture in greys.
    ///
    /// # Errors
    /// As `jpeg`.
    pub fn thumbnail(&self) -> Result<Vec<u8>, CaptureError> {
        let whole = self.small().map_or(&self.image, |(grey, _)| grey);
        let (width, height) = fitted(whole.dimensions(), THUMBNAIL_SIDE);
        let small = whole.thumbnail_exact(width, height);
        picture::jpeg(&small.into_rgb8(), THUMBNAIL_QUALITY)
    }

    /// Finds the codes of the page, wherever and however they lie. Small ones may show on the whole picture alone.
    pub fn codes(&self) -> Vec<Code> {
        let small = self.small().map(|(grey, factor)| code::find_all(grey, factor));
        small.filter(|codes| !codes.is_empty()).unwrap_or_else(|| code::find_all(&self.grey, 1.0))
    }

    /// Lays the page over its print; `None` when the two do not fit.
    pub fn laid_over(&self, code: &Code, print: &Print) -> Option<Laid> {
        let of_print = print.code.as_ref()?;
        let scale = align::scale_between(&of_print.corners, &code.corners)?;
        let (grey, factor) =
            self.small().filter(|(_, factor)| scale * factor > ENOUGH).unwrap_or((&self.grey, 1.0));
        let red = self.red_of(grey.width(), grey.height());
        align::lay(&Looked { grey, red: red.as_ref(), factor }, code, of_print, &print.grey)
    }

    /// How red every pixel is, of a picture in colour made as small as its greys: a seal is darker than paper and is
    /// no writing.
    fn red_of(&self, width: u32, height: u32) -> Option<DynamicImage> {
        let whole = self.image.as_rgb8()?;
        let small =
            (whole.dimensions() != (width, height)).then(|| self.image.thumbnail_exact(width, height));
        let pixels = small.as_ref().and_then(DynamicImage::as_rgb8).unwrap_or(whole).as_raw();
        let red = |pixel: &[u8]| pixel[0].saturating_sub(pixel[1].max(pixel[2]));
        let shades = pixels.chunks_exact(3).map(red).collect();
        image::GrayImage::from_raw(width, height, shades).map(DynamicImage::ImageLuma8)
    }

    /// The page as a person wants to see it: upright, straight, no longer than `max_side`.
    pub fn straight(&self, pose: &Pose, page_mm: (f64, f64), max_side: u32) -> Pixels {
        let per_mm = f64::from(max_side) / page_mm.0.max(page_mm.1);
        let (width, height) = ((page_mm.0 * per_mm).round() as u32, (page_mm.1 * per_mm).round() as u32);
        let pixel_pose = scaled(pose, 1.0 / per_mm);
        let drawn = drawn(&self.image, &pixel_pose, width, height);
        drawn.map_or_else(
            || self.as_it_came(max_side),
            |image| Pixels { width, height, rgba: image.into_raw() },
        )
    }

    /// The page as it came, no longer than `max_side`.
    pub fn as_it_came(&self, max_side: u32) -> Pixels {
        let (width, height) = fitted(self.grey.dimensions(), max_side);
        let small = self.image.thumbnail_exact(width, height);
        Pixels { width, height, rgba: small.into_rgba8().into_raw() }
    }
}

impl Print {
    /// Takes a page of the print, drawn at [`PAGE_DPI`].
    ///
    /// # Errors
    /// `NotAPicture` when the bytes do not fill the rows.
    pub fn of_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<Self, CaptureError> {
        let image = RgbaImage::from_raw(width, height, rgba).ok_or(CaptureError::NotAPicture)?;
        let luma = DynamicImage::ImageRgba8(image).into_luma8();
        let code = code::find_in(&luma, 1.0);
        Ok(Self { grey: Grey::of(luma), code })
    }

    /// What the code of the print says; `None` when it has none.
    pub fn text(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.text.as_str())
    }

    /// Width and height in millimetres.
    pub fn size_mm(&self) -> (f64, f64) {
        let mm = |pixels: usize| pixels as f64 * MM_PER_INCH / f64::from(PAGE_DPI);
        (mm(self.grey.width), mm(self.grey.height))
    }

    /// Looks at a place for the pen; corners in tenths of a millimetre.
    pub fn look(&self, laid: &Laid, at: [u16; 4], what: What<'_>) -> Look {
        ink::look(laid, &self.grey, at, what)
    }
}

/// A page of 150 dpi is not longer.
const LONG_SIDE: u32 = 1800;
/// Between four pixels nothing is lost up to this scale.
const MUCH_FINER: f64 = 1.45;
/// A smaller picture does where it has nearly as many pixels as the print.
const ENOUGH: f64 = 0.9;
const KEPT_QUALITY: u8 = 82;
const THUMBNAIL_SIDE: u32 = 240;
const THUMBNAIL_QUALITY: u8 = 60;

/// The greys of a picture, to be looked at from a pose here and there, as fine as it is needed.
struct Source {
    grey: Grey,
    /// How red it is, of the same size; none of a picture in greys.
    red: Option<Grey>,
    /// How much smaller it was made, across and down.
    by: [f64; 2],
}

/// The greys of a page as they are looked at: whole, or made smaller by a factor.
struct Looked<'a> {
    grey: &'a DynamicImage,
    red: Option<&'a DynamicImage>,
    factor: f64,
}

impl Source {
    /// Takes a page and the scale it will be looked at with (pixels of the whole picture for one of the result).
    fn of(page: &Looked<'_>, scale: f64) -> Option<Self> {
        let Looked { grey, red, factor } = *page;
        let (width, height) = (grey.width(), grey.height());
        let Some((wide, high)) = finer_than(width, height, scale * factor) else {
            let whole = |image: &DynamicImage| image.as_luma8().cloned().map(Grey::of);
            return Some(Self { grey: whole(grey)?, red: red.and_then(whole), by: [factor; 2] });
        };
        let small = |image: &DynamicImage| Grey::of(image.thumbnail_exact(wide, high).into_luma8());
        let by = [f64::from(wide) / f64::from(width) * factor, f64::from(high) / f64::from(height) * factor];
        Some(Self { grey: small(grey), red: red.map(small), by })
    }

    /// A part of the page. Outside the picture is white.
    fn part(&self, pose: &Pose, place: (usize, usize), size: (usize, usize)) -> Grey {
        self.part_of(&self.grey, pose, place, size)
    }

    /// How red the same part is; outside the picture it is, and nobody looks there.
    fn red_part(&self, pose: &Pose, place: (usize, usize), size: (usize, usize)) -> Option<Grey> {
        Some(self.part_of(self.red.as_ref()?, pose, place, size))
    }

    /// Every pixel of a part knows by the pose where it comes from.
    fn part_of(
        &self,
        shades_of: &Grey,
        pose: &Pose,
        (left, top): (usize, usize),
        (width, height): (usize, usize),
    ) -> Grey {
        let [a, b, c, d, e, f] = *pose;
        let [across, down] = self.by;
        // Pixels are measured at their middles, in the picture as it came and in the smaller one.
        let fixed = |value: f64| (value * FIXED).round() as i64;
        let (step_x, step_y) = (fixed(a * across), fixed(d * down));
        let mut shades = Vec::with_capacity(width * height);
        for row in 0..height {
            let (x, y) = (left as f64 + 0.5, (top + row) as f64 + 0.5);
            let mut from_x = fixed((a * x + b * y + c) * across - 0.5);
            let mut from_y = fixed((d * x + e * y + f) * down - 0.5);
            for _ in 0..width {
                shades.push(shades_of.between(from_x, from_y));
                from_x += step_x;
                from_y += step_y;
            }
        }
        Grey { width, height, shades }
    }
}

/// The size a picture is made smaller to before it is looked at with this scale; `None` when it is not much finer:
/// otherwise thin lines would fall between.
fn finer_than(width: u32, height: u32, scale: f64) -> Option<(u32, u32)> {
    let small = |side: u32| ((f64::from(side) / scale).round() as u32).max(1);
    (scale > MUCH_FINER).then(|| (small(width), small(height)))
}

/// Draws a page in colour as it looks from a pose.
fn drawn(image: &DynamicImage, pose: &Pose, width: u32, height: u32) -> Option<RgbaImage> {
    let smaller = finer_than(image.width(), image.height(), scale_of(pose));
    let rgba = match smaller {
        Some((wide, high)) => image.resize_exact(wide, high, FilterType::Triangle).into_rgba8(),
        None => image.to_rgba8(),
    };
    let (wide, high) = rgba.dimensions();
    let (across, down) =
        (f64::from(wide) / f64::from(image.width()), f64::from(high) / f64::from(image.height()));
    let source = Pixmap::from_vec(rgba.into_raw(), IntSize::from_wh(wide, high)?)?;
    let mut target = Pixmap::new(width, height)?;
    target.fill(tiny_skia::Color::WHITE);
    let [a, b, c, d, e, f] = *pose;
    let there = Transform::from_row(
        (a * across) as f32,
        (d * down) as f32,
        (b * across) as f32,
        (e * down) as f32,
        (c * across) as f32,
        (f * down) as f32,
    );
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    target.draw_pixmap(0, 0, source.as_ref(), &paint, there.invert()?, None);
    // Opaque on white: premultiplied and plain colours are the same.
    RgbaImage::from_raw(width, height, target.take())
}

/// The same pose for a page that is measured in other units.
fn scaled(pose: &Pose, unit: f64) -> Pose {
    let [a, b, c, d, e, f] = *pose;
    [a * unit, b * unit, c, d * unit, e * unit, f]
}

fn scale_of(pose: &Pose) -> f64 {
    (pose[0] * pose[4] - pose[1] * pose[3]).abs().sqrt()
}

fn fitted((width, height): (u32, u32), max_side: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= max_side {
        return (width, height);
    }
    let fit = |side: u32| (u64::from(side) * u64::from(max_side) / u64::from(long)).max(1) as u32;
    (fit(width), fit(height))
}

#[cfg(test)]
mod tests;
