//! Reads the text back out of a sheet, from the very bytes that are printed: what a scenario expects of a sheet is
//! looked for here, not in the facts it was made from.
//!
//! Characters come in the order they are drawn, a new line where the baseline changes. Layout is lost; who compares
//! should leave white space out on both sides.

use crate::documents::error::DocumentError;
use hayro::hayro_interpret::BlendMode;
use hayro::hayro_interpret::ClipPath;
use hayro::hayro_interpret::Context;
use hayro::hayro_interpret::Device;
use hayro::hayro_interpret::GlyphDrawMode;
use hayro::hayro_interpret::Image;
use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::Paint;
use hayro::hayro_interpret::PathDrawMode;
use hayro::hayro_interpret::SoftMask;
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::interpret_page;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::kurbo::Affine;
use hayro::vello_cpu::kurbo::BezPath;
use hayro::vello_cpu::kurbo::Rect;

/// Baselines closer than this are one line, in points.
const SAME_LINE: f64 = 1.0;

/// What a sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetText {
    /// Of all pages, one after another.
    pub text: String,
    /// How many there are.
    pub n_pages: usize,
}

/// Reads all pages.
pub fn text_of(pdf: &[u8]) -> Result<SheetText, DocumentError> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_unreadable| DocumentError::NotAPdf)?;
    let mut reader = Reader::default();
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut reader);
        reader.text.push('\n');
        reader.baseline = None;
    }
    Ok(SheetText { text: reader.text, n_pages: pdf.pages().len() })
}

/// Draws nothing and writes down what it is asked to draw.
#[derive(Default)]
struct Reader {
    text: String,
    baseline: Option<f64>,
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _paint: &Paint<'a>,
        _draw_mode: &GlyphDrawMode,
    ) {
        let [.., y] = (transform * glyph_transform).as_coeffs();
        if self.baseline.is_some_and(|last| (last - y).abs() > SAME_LINE) {
            self.text.push('\n');
        }
        self.baseline = Some(y);
        match glyph.as_unicode() {
            Some(BfString::Char(one)) => self.text.push(one),
            Some(BfString::String(several)) => self.text.push_str(&several),
            None => {}
        }
    }

    fn set_soft_mask(&mut self, _mask: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _blend_mode: BlendMode) {}
    fn draw_path(&mut self, _path: &BezPath, _to: Affine, _paint: &Paint<'a>, _mode: &PathDrawMode) {}
    fn push_clip_path(&mut self, _clip_path: &ClipPath) {}
    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}
    fn draw_image(&mut self, _image: Image<'a, '_>, _transform: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
