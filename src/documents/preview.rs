//! Shows a PDF: the very bytes that will be printed, as pixels.
//!
//! Opens any PDF (also scans that come in as PDF); draws one page at a time. Opening costs about a
//! millisecond, a page 15 to 40 ms: pages are drawn on a worker and kept by the caller.

use hayro::RenderCache;
use hayro::RenderSettings;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;

use crate::documents::error::DocumentError;

/// The most pixels a page may have on one side.
const MOST_PIXELS: f32 = 8192.0;

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

/// Counts the pages.
pub fn page_count(pdf: &[u8]) -> Result<usize, DocumentError> {
    Ok(open(pdf)?.pages().len())
}

/// Width and height of a page in points, counted from 0.
pub fn page_points(pdf: &[u8], page: usize) -> Result<(f32, f32), DocumentError> {
    let pdf = open(pdf)?;
    let n_pages = pdf.pages().len();
    let found = pdf.pages().get(page).ok_or(DocumentError::NoSuchPage { page, n_pages })?;
    Ok(found.render_dimensions())
}

/// Draws a page, counted from 0, at `scale` pixels per point (1.0 is 72 dpi).
pub fn page_rgba(pdf: &[u8], page: usize, scale: f32) -> Result<PageImage, DocumentError> {
    let pdf = open(pdf)?;
    let n_pages = pdf.pages().len();
    let Some(found) = pdf.pages().get(page) else {
        return Err(DocumentError::NoSuchPage { page, n_pages });
    };
    let (width, height) = found.render_dimensions();
    let fits = |points: f32| (1.0..=MOST_PIXELS).contains(&(points * scale));
    if !fits(width) || !fits(height) {
        return Err(DocumentError::ScaleTooLarge { page });
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

fn open(pdf: &[u8]) -> Result<Pdf, DocumentError> {
    Pdf::new(pdf.to_vec()).map_err(|_unreadable| DocumentError::NotAPdf)
}
