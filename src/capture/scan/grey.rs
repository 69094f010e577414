//! A page in shades of grey, and how it is looked at between its pixels.

use image::GrayImage;

/// Shades from 0 (black) to 255, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Grey {
    pub width: usize,
    pub height: usize,
    pub shades: Vec<u8>,
}

/// A pixel has so many parts, where a place between pixels is told in whole numbers.
pub(super) const FIXED: f64 = 256.0;

impl Grey {
    /// The shade between four pixels; places are in parts of a pixel from the middle of the first. Outside is white.
    pub(super) fn between(&self, x: i64, y: i64) -> u8 {
        let (left, top) = (x >> 8, y >> 8);
        if left < 0 || top < 0 || left + 1 >= self.width as i64 || top + 1 >= self.height as i64 {
            return u8::MAX;
        }
        let (dx, dy) = ((x & 255) as u32, (y & 255) as u32);
        let at = top as usize * self.width + left as usize;
        let below = at + self.width;
        let shade = |n: usize| u32::from(self.shades[n]);
        let upper = shade(at) * (256 - dx) + shade(at + 1) * dx;
        let lower = shade(below) * (256 - dx) + shade(below + 1) * dx;
        ((upper * (256 - dy) + lower * dy) >> 16) as u8
    }

    pub(super) fn of(image: GrayImage) -> Self {
        let (width, height) = (image.width() as usize, image.height() as usize);
        Self { width, height, shades: image.into_raw() }
    }

    /// A part of a row; the caller keeps within the page.
    pub(super) fn row(&self, y: usize, left: usize, right: usize) -> &[u8] {
        &self.shades[y * self.width + left..y * self.width + right]
    }

    /// A part of the page, cut to it.
    pub fn part(&self, left: usize, top: usize, right: usize, bottom: usize) -> Self {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        let (left, top) = (left.min(right), top.min(bottom));
        let mut shades = Vec::with_capacity((right - left) * (bottom - top));
        for y in top..bottom {
            shades.extend_from_slice(self.row(y, left, right));
        }
        Self { width: right - left, height: bottom - top, shades }
    }

    /// The page made smaller by a whole factor, as an image of its own.
    pub(super) fn smaller(&self, factor: usize) -> Self {
        let (width, height) = ((self.width / factor).max(1), (self.height / factor).max(1));
        let Some(image) = GrayImage::from_raw(self.width as u32, self.height as u32, self.shades.clone())
        else {
            return self.clone();
        };
        let small = image::DynamicImage::ImageLuma8(image).thumbnail_exact(width as u32, height as u32);
        Self::of(small.into_luma8())
    }
}

impl std::fmt::Debug for Grey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Grey({}×{})", self.width, self.height)
    }
}
