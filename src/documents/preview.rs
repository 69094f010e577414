//! Shows a PDF: the very bytes that will be printed, as pixels.
//!
//! Opens any PDF (also scans that come in as PDF); draws one page at a time. Opening costs about a
//! millisecond, a page 15 to 40 ms: pages are drawn on a worker and kept by the caller.

use hayro::RenderCache;
use hayro::RenderSettings;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::LoadPdfError;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Dict;
use hayro::hayro_syntax::object::Stream;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;

use crate::documents::error::DocumentError;

/// The most pixels a page may have on one side.
const MOST_PIXELS: f32 = 8192.0;

/// The most pixels a picture within a page may have: A3 at 600 dpi is 70 million.
const MOST_PICTURE_PIXELS: u64 = 120_000_000;
/// Pictures are looked for in forms within forms, so deep.
const FORMS_DEEP: usize = 4;

/// One page as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Red, green, blue, alpha of every pixel, row by row; opaque.
    pub rgba: Vec<u8>,
}

/// A PDF that was opened once, to be drawn page by page.
pub struct Opened(Pdf);

impl Opened {
    /// Opens it.
    pub fn new(pdf: Vec<u8>) -> Result<Self, DocumentError> {
        match Pdf::new(pdf) {
            Ok(pdf) => Ok(Self(pdf)),
            Err(LoadPdfError::Decryption(_)) => Err(DocumentError::Locked),
            Err(LoadPdfError::Invalid) => Err(DocumentError::NotAPdf),
        }
    }

    /// Counts the pages.
    pub fn n_pages(&self) -> usize {
        self.0.pages().len()
    }

    /// Width and height of a page in points, counted from 0.
    pub fn points(&self, page: usize) -> Result<(f32, f32), DocumentError> {
        Ok(self.page(page)?.render_dimensions())
    }

    /// Draws a page, counted from 0, at `scale` pixels per point (1.0 is 72 dpi).
    pub fn rgba(&self, page: usize, scale: f32) -> Result<PageImage, DocumentError> {
        let found = self.page(page)?;
        let (width, height) = found.render_dimensions();
        let fits = |points: f32| (1.0..=MOST_PIXELS).contains(&(points * scale));
        if !fits(width) || !fits(height) {
            return Err(DocumentError::ScaleTooLarge { page });
        }
        let resources = found.resources();
        let in_pictures = most_pixels_in(&resources.x_objects, FORMS_DEEP);
        if in_pictures > MOST_PICTURE_PIXELS {
            return Err(DocumentError::PictureTooLarge { page, megapixels: in_pictures / 1_000_000 });
        }
        let settings =
            RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = hayro::render(found, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        Ok(PageImage {
            width: usize::from(pixels.width()),
            height: usize::from(pixels.height()),
            // On white ground every pixel is opaque, so that premultiplied and plain colours are the same.
            rgba: pixels.data_as_u8_slice().to_vec(),
        })
    }

    fn page(&self, page: usize) -> Result<&Page<'_>, DocumentError> {
        let n_pages = self.n_pages();
        self.0.pages().get(page).ok_or(DocumentError::NoSuchPage { page, n_pages })
    }
}

/// Counts the pages.
pub fn page_count(pdf: &[u8]) -> Result<usize, DocumentError> {
    Ok(Opened::new(pdf.to_vec())?.n_pages())
}

/// Width and height of a page in points, counted from 0.
pub fn page_points(pdf: &[u8], page: usize) -> Result<(f32, f32), DocumentError> {
    Opened::new(pdf.to_vec())?.points(page)
}

/// Draws a page, counted from 0, at `scale` pixels per point (1.0 is 72 dpi).
pub fn page_rgba(pdf: &[u8], page: usize, scale: f32) -> Result<PageImage, DocumentError> {
    Opened::new(pdf.to_vec())?.rgba(page, scale)
}

/// The pixels of the largest picture among these, by what they say of themselves: to draw it is to unpack it whole.
fn most_pixels_in(x_objects: &Dict<'_>, deep: usize) -> u64 {
    let side = |dict: &Dict<'_>, key: &[u8]| dict.get::<u32>(key).map_or(0, u64::from);
    let pixels = |name| {
        let stream = x_objects.get::<Stream<'_>>(name)?;
        let dict = stream.dict();
        let inside = dict.get::<Dict<'_>>(b"Resources").and_then(|more| more.get::<Dict<'_>>(b"XObject"));
        let inside = inside.filter(|_| deep > 0).map_or(0, |more| most_pixels_in(&more, deep - 1));
        Some(inside.max(side(dict, b"Width") * side(dict, b"Height")))
    };
    x_objects.keys().filter_map(pixels).max().unwrap_or(0)
}
