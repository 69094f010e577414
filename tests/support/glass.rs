//! The glass of a scanner that is none: a page is laid on it askew, and what the sensor sees has shade, noise and dust.
//! Drawn by the machine that draws PDFs, which is quick; the same seed gives the same picture.

use crate::support::scanner::Dice;
use hayro::vello_cpu::Image;
use hayro::vello_cpu::ImageSource;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::RenderContext;
use hayro::vello_cpu::RenderSettings;
use hayro::vello_cpu::Resources;
use hayro::vello_cpu::kurbo::Affine;
use hayro::vello_cpu::kurbo::Point;
use hayro::vello_cpu::kurbo::Rect;
use hayro::vello_cpu::peniko::Color;
use hayro::vello_cpu::peniko::Extend;
use hayro::vello_cpu::peniko::Gradient;
use hayro::vello_cpu::peniko::ImageQuality;
use hayro::vello_cpu::peniko::ImageSampler;
use image::DynamicImage;
use image::ImageEncoder as _;
use image::RgbaImage;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::CompressionType;
use image::codecs::png::FilterType;
use image::codecs::png::PngEncoder;
use std::sync::Arc;
use std::sync::OnceLock;

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
    /// How dark the shadow of a lid is that was left open, at the left edge.
    pub edge: u8,
    /// Quality of the JPEG; a PNG without.
    pub jpeg: Option<u8>,
    pub in_colour: bool,
}

/// How a page looks on a good scanner.
pub const GOOD: Glass =
    Glass { dpi: 150, turns: 1, skew: 1.3, noise: 4, shade: 15, edge: 0, jpeg: None, in_colour: false };

/// Lays a page of so many pixels on the glass; `margin` of it is seen around the page.
pub fn laid(page: &tiny_skia::Pixmap, margin: f64, glass: &Glass, dice: &mut Dice) -> RgbaImage {
    let (wide, high) = (f64::from(page.width()), f64::from(page.height()));
    let (across, down) = if glass.turns.is_multiple_of(2) { (wide, high) } else { (high, wide) };
    let (width, height) = ((across + 2.0 * margin) as u16, (down + 2.0 * margin) as u16);
    let mut seen = RenderContext::new_with(width, height, RenderSettings::default());
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    seen.set_paint(Color::from_rgba8(246, 246, 246, 255));
    seen.fill_rect(&whole);
    let middle = (
        f64::from(width) / 2.0 + f64::from(dice.between(-0.5, 0.5)) * margin,
        f64::from(height) / 2.0 + f64::from(dice.between(-0.5, 0.5)) * margin,
    );
    let turn = f64::from(glass.turns * 90) + f64::from(glass.skew);
    let there = Affine::translate((-wide / 2.0, -high / 2.0));
    seen.set_transform(Affine::translate(middle) * Affine::rotate(turn.to_radians()) * there);
    seen.set_paint(picture(page.data(), page.width(), page.height(), Extend::Pad, ImageQuality::Medium));
    seen.fill_rect(&Rect::new(0.0, 0.0, wide, high));
    seen.set_transform(Affine::IDENTITY);
    if glass.noise > 0 {
        noise(&mut seen, &whole, glass.noise, dice);
    }
    let black = |alpha: u8| Color::from_rgba8(0, 0, 0, alpha);
    if glass.shade > 0 {
        let to = Point::new(whole.width() * 0.4, whole.height());
        seen.set_paint(Gradient::new_linear(Point::ZERO, to).with_stops([black(0), black(glass.shade)]));
        seen.fill_rect(&whole);
    }
    if glass.edge > 0 {
        // Five centimetres deep, so that it lies over places for the pen.
        let to = Point::new(12.0 * margin, 0.0);
        seen.set_paint(Gradient::new_linear(Point::ZERO, to).with_stops([black(glass.edge), black(0)]));
        seen.fill_rect(&whole);
    }
    seen.flush();
    let mut out = Pixmap::new(width, height);
    seen.render_to_pixmap(&mut Resources::default(), &mut out);
    let pixels = out.data_as_u8_slice().to_vec();
    RgbaImage::from_raw(u32::from(width), u32::from(height), pixels).unwrap()
}

/// Writes what was seen to a file, in greys unless colour was asked for.
pub fn filed(seen: RgbaImage, glass: &Glass) -> Vec<u8> {
    let seen = DynamicImage::ImageRgba8(seen);
    let seen = if glass.in_colour { DynamicImage::from(seen.into_rgb8()) } else { seen.into_luma8().into() };
    let (width, height, kind) = (seen.width(), seen.height(), seen.color().into());
    let mut bytes = Vec::new();
    match glass.jpeg {
        Some(quality) => JpegEncoder::new_with_quality(&mut bytes, quality)
            .write_image(seen.as_bytes(), width, height, kind)
            .unwrap(),
        None => PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Sub)
            .write_image(seen.as_bytes(), width, height, kind)
            .unwrap(),
    }
    bytes
}

/// Noise out of a square of thrown specks of black and white, laid like tiles at another place each time.
fn noise(seen: &mut RenderContext, whole: &Rect, most: u8, dice: &mut Dice) {
    let tile: Vec<u8> = bell()
        .iter()
        .flat_map(|by| {
            // Paper is nearly white: a white speck shows on ink alone, so that paper is darkened throughout.
            let by = (by - 1.2) * f32::from(most);
            let alpha = by.abs().min(255.0) as u8;
            let shade = if by > 0.0 { alpha } else { 0 };
            [shade, shade, shade, alpha]
        })
        .collect();
    seen.set_paint(picture(&tile, SPECKS, SPECKS, Extend::Repeat, ImageQuality::Low));
    let at = (f64::from(dice.between(0.0, 256.0)).floor(), f64::from(dice.between(0.0, 256.0)).floor());
    seen.set_paint_transform(Affine::translate(at));
    seen.fill_rect(whole);
    seen.set_paint_transform(Affine::IDENTITY);
}

fn picture(rgba: &[u8], width: u32, height: u32, extend: Extend, quality: ImageQuality) -> Image {
    let mut pixmap = Pixmap::new(width as u16, height as u16);
    pixmap.data_as_u8_slice_mut().copy_from_slice(rgba);
    let sampler = ImageSampler { x_extend: extend, y_extend: extend, quality, alpha: 1.0 };
    Image { image: ImageSource::Pixmap(Arc::new(pixmap)), sampler }
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
