//! A scanner that is none: a page of a PDF is signed with made-up ink, laid askew on the glass, and comes out as a file
//! with shade and noise. The same seed gives the same picture.

use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::domain::scan::PenBox;
use appraisal_desk::domain::scan::PenKind;
use image::DynamicImage;
use image::GrayImage;
use image::ImageEncoder as _;
use image::RgbaImage;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::CompressionType;
use image::codecs::png::FilterType;
use image::codecs::png::PngEncoder;
use std::sync::OnceLock;
use tiny_skia::Color;
use tiny_skia::FilterQuality;
use tiny_skia::GradientStop;
use tiny_skia::IntSize;
use tiny_skia::LineCap;
use tiny_skia::LineJoin;
use tiny_skia::LinearGradient;
use tiny_skia::Paint;
use tiny_skia::PathBuilder;
use tiny_skia::Pattern;
use tiny_skia::Pixmap;
use tiny_skia::PixmapPaint;
use tiny_skia::Point;
use tiny_skia::Rect;
use tiny_skia::SpreadMode;
use tiny_skia::Stroke;
use tiny_skia::Transform;

/// Numbers that look thrown.
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    pub fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From `low` to `high`.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * ((self.throw() >> 40) as f32 / (1 << 24) as f32)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.throw() % n as u64) as usize
    }
}

/// How a page lies on the glass and what comes out.
#[derive(Clone, Copy, Debug)]
pub struct Glass {
    pub dpi: u32,
    /// Quarter turns.
    pub turns: u32,
    /// Degrees.
    pub skew: f32,
    /// Greys up or down, at most.
    pub noise: u8,
    /// How much darker one edge is than the other.
    pub shade: u8,
    /// Quality of the JPEG; a PNG without.
    pub jpeg: Option<u8>,
}

/// A page on paper, before it lies on the glass.
pub struct Paper {
    pixmap: Pixmap,
    dpi: u32,
}

impl Paper {
    /// Prints a page, counted from 0.
    pub fn of(pdf: &[u8], page: usize, dpi: u32) -> Self {
        let drawn = page_rgba(pdf, page, dpi as f32 / 72.0).unwrap();
        let size = IntSize::from_wh(drawn.width as u32, drawn.height as u32).unwrap();
        Self { pixmap: Pixmap::from_vec(drawn.rgba, size).unwrap(), dpi }
    }

    fn px(&self, mm: f32) -> f32 {
        mm * self.dpi as f32 / 25.4
    }

    /// Writes into a place for the pen as people do: a name in a few strokes, or a date in figures.
    pub fn fill(&mut self, place: &PenBox, dice: &mut Dice) {
        let [left, top, right, bottom] = place.at.map(|tenths| f32::from(tenths) / 10.0);
        // A thin ball pen, a fine liner, a soft pen.
        let width = dice.between(0.2, 0.7);
        let ink = [(18, 18, 22), (20, 30, 110), (45, 55, 140)][dice.below(3)];
        match place.kind {
            PenKind::Date => {
                let third = (right - left) / 3.0;
                for gap in 0..3 {
                    let n_figures = if gap == 0 { 4 } else { 2 };
                    let from = left + third * gap as f32;
                    for n in 0..n_figures {
                        let x = from + third * 0.68 * n as f32 / n_figures as f32;
                        let y = bottom - dice.between(1.2, 1.8);
                        let size = (third * 0.6 / n_figures as f32, dice.between(2.2, 3.4));
                        self.figure((x, y), size, width.min(0.45), ink, dice);
                    }
                }
            }
            PenKind::Signature => {
                let n_characters = 2 + dice.below(3);
                let size = dice
                    .between(3.5, 7.0)
                    .min((bottom - top) * 0.55)
                    .min((right - left) / (n_characters as f32 + 0.4));
                let x = left + dice.between(0.5, ((right - left) - size * n_characters as f32).max(0.6));
                // Whoever signs keeps above the line of the date, more or less.
                let y = top + dice.between(0.5, ((bottom - top) - size - 4.0).max(0.6));
                for n in 0..n_characters {
                    let at = (x + size * n as f32, y + dice.between(-0.3, 0.6));
                    self.character(at, size, width, ink, dice);
                }
            }
        }
    }

    /// Something like a character: four to eight strokes in a square.
    fn character(&mut self, (x, y): (f32, f32), size: f32, width: f32, ink: (u8, u8, u8), dice: &mut Dice) {
        for _ in 0..4 + dice.below(5) {
            let mut point = || (x + dice.between(0.05, 0.95) * size, y + dice.between(0.05, 0.95) * size);
            let (from, by, to) = (point(), point(), point());
            self.stroke(&[from, by, to], width, ink);
        }
    }

    fn figure(
        &mut self,
        (x, base): (f32, f32),
        (wide, high): (f32, f32),
        width: f32,
        ink: (u8, u8, u8),
        dice: &mut Dice,
    ) {
        let wide = wide.clamp(0.5, 2.0);
        let mut at = |u: f32, v: f32| {
            (x + (u + dice.between(-0.1, 0.1)) * wide, base - (v + dice.between(-0.1, 0.1)) * high)
        };
        let points = [at(0.1, 0.8), at(0.9, 0.95), at(0.3, 0.4), at(0.9, 0.1)];
        self.stroke(&points, width, ink);
    }

    fn stroke(&mut self, points: &[(f32, f32)], width: f32, (red, green, blue): (u8, u8, u8)) {
        let mut path = PathBuilder::new();
        for (n, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.px(*x), self.px(*y));
            if n == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, 230);
        let stroke = Stroke {
            width: self.px(width),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.pixmap.stroke_path(&path.finish().unwrap(), &paint, &stroke, Transform::identity(), None);
    }

    /// Scans it.
    pub fn scanned(&self, glass: &Glass, seed: u64) -> Vec<u8> {
        let grey = self.on(glass, seed);
        let (width, height) = grey.dimensions();
        let mut bytes = Vec::new();
        match glass.jpeg {
            Some(quality) => JpegEncoder::new_with_quality(&mut bytes, quality)
                .write_image(grey.as_raw(), width, height, image::ExtendedColorType::L8)
                .unwrap(),
            None => PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Sub)
                .write_image(grey.as_raw(), width, height, image::ExtendedColorType::L8)
                .unwrap(),
        }
        bytes
    }

    /// The greys that the sensor sees.
    pub fn on(&self, glass: &Glass, seed: u64) -> GrayImage {
        assert_eq!(self.dpi, glass.dpi, "paper is drawn as fine as it is scanned");
        let mut dice = Dice::of(seed);
        let (wide, high) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        let margin = self.px(4.0);
        let (across, down) = if glass.turns.is_multiple_of(2) { (wide, high) } else { (high, wide) };
        let mut out = Pixmap::new((across + 2.0 * margin) as u32, (down + 2.0 * margin) as u32).unwrap();
        out.fill(Color::from_rgba8(246, 246, 246, 255));
        let turn = glass.turns as f32 * 90.0 + glass.skew;
        let there = Transform::from_translate(-wide / 2.0, -high / 2.0).post_rotate(turn).post_translate(
            out.width() as f32 / 2.0 + dice.between(-0.5, 0.5) * margin,
            out.height() as f32 / 2.0 + dice.between(-0.5, 0.5) * margin,
        );
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        out.draw_pixmap(0, 0, self.pixmap.as_ref(), &paint, there, None);
        disturb(&mut out, glass, &mut dice);
        let (width, height) = (out.width(), out.height());
        DynamicImage::ImageRgba8(RgbaImage::from_raw(width, height, out.take()).unwrap()).into_luma8()
    }
}

/// Noise out of a square of thrown specks of black and white, laid like tiles at another place each time, and a shade
/// that grows from one edge to the other.
fn disturb(out: &mut Pixmap, glass: &Glass, dice: &mut Dice) {
    let whole = Rect::from_xywh(0.0, 0.0, out.width() as f32, out.height() as f32).unwrap();
    if glass.noise > 0 {
        let mut tile = Pixmap::new(SPECKS, SPECKS).unwrap();
        for (pixel, by) in tile.data_mut().chunks_exact_mut(4).zip(bell()) {
            // Paper is nearly white: a white speck shows on ink alone, so that paper is darkened throughout.
            let by = (by - 1.2) * f32::from(glass.noise);
            let alpha = by.abs().min(255.0) as u8;
            let shade = if by > 0.0 { alpha } else { 0 };
            pixel.copy_from_slice(&[shade, shade, shade, alpha]);
        }
        let at = Transform::from_translate(dice.between(0.0, 256.0), dice.between(0.0, 256.0));
        let shader = Pattern::new(tile.as_ref(), SpreadMode::Repeat, FilterQuality::Nearest, 1.0, at);
        out.fill_rect(whole, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
    }
    if glass.shade > 0 {
        let (from, to) = (Point::from_xy(0.0, 0.0), Point::from_xy(whole.width() * 0.4, whole.height()));
        let stops = vec![
            GradientStop::new(0.0, Color::from_rgba8(0, 0, 0, 0)),
            GradientStop::new(1.0, Color::from_rgba8(0, 0, 0, glass.shade)),
        ];
        let shader = LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity()).unwrap();
        out.fill_rect(whole, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
    }
}

const SPECKS: u32 = 256;

/// As many throws as there are specks, two thirds of them within 1; the sum of four is near enough to a bell.
fn bell() -> &'static [f32] {
    static THROWN: OnceLock<Vec<f32>> = OnceLock::new();
    THROWN.get_or_init(|| {
        let mut dice = Dice::of(1);
        let mut throw = || (0..4).map(|_| dice.between(-1.0, 1.0)).sum::<f32>() * 0.87;
        (0..SPECKS * SPECKS).map(|_| throw()).collect()
    })
}
