//! 证件影像的水印: what the copy is for, drawn into the pixels, slanted and repeated, so that no cutting and no other
//! program takes it off.

use crate::capture::error::CaptureError;
use crate::domain::moment::Day;
use image::RgbImage;
use tiny_skia::FillRule;
use tiny_skia::Mask;
use tiny_skia::Path;
use tiny_skia::PathBuilder;
use tiny_skia::Transform;
use ttf_parser::Face;
use ttf_parser::OutlineBuilder;

const SLANT_DEGREES: f32 = -28.0;
/// Letters are this part of the short side, unless the text would not fit the picture once.
const LETTER_PART: f32 = 1.0 / 20.0;
const DARK: Ink = Ink { rgb: [38, 58, 92], alpha: 0.42, offset: 0.0 };
/// A light copy beside the dark one: the text stays readable on black sleeves and in shadows.
const LIGHT: Ink = Ink { rgb: [255, 255, 255], alpha: 0.36, offset: 0.045 };

/// What is drawn into a picture of a credential.
#[derive(Clone, Copy, Debug)]
pub struct Watermark<'a> {
    /// The institution.
    pub institution: &'a str,
    /// The number of the case or, before there is one, of the visit.
    pub case_no: &'a str,
    /// The day.
    pub on: Day,
    /// A face that has the letters.
    pub face: &'a [u8],
}

struct Ink {
    rgb: [u8; 3],
    alpha: f32,
    /// How far right and down, in letters.
    offset: f32,
}

impl Watermark<'_> {
    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("仅供司法鉴定见证使用 · {} · {} · {}", self.institution, self.case_no, self.on)
    }

    /// Draws the text all over a picture.
    pub(crate) fn draw(&self, image: &mut RgbImage) -> Result<(), CaptureError> {
        let face = Face::parse(self.face, 0).map_err(|_unreadable| CaptureError::NoFace)?;
        let line = Line::of(&face, &self.text()).ok_or(CaptureError::NoFace)?;
        let (width, height) = (image.width() as f32, image.height() as f32);
        let diagonal = width.hypot(height);
        let size = (width.min(height) * LETTER_PART).min(0.8 * diagonal / line.ems).max(6.0);
        for ink in [LIGHT, DARK] {
            let mut mask = Mask::new(image.width(), image.height()).ok_or(CaptureError::NoFace)?;
            for place in places(line.ems, size, diagonal) {
                let shift = ink.offset * size;
                let transform = Transform::from_translate(width / 2.0 + shift, height / 2.0 + shift)
                    .pre_concat(Transform::from_rotate(SLANT_DEGREES))
                    .pre_translate(place.0, place.1)
                    .pre_scale(size, -size);
                mask.fill_path(&line.path, FillRule::Winding, true, transform);
            }
            blend(image, &mask, &ink);
        }
        Ok(())
    }
}

/// Where the lines begin, from the middle of the picture: rows of text, each second one moved by half a line.
fn places(ems: f32, size: f32, diagonal: f32) -> Vec<(f32, f32)> {
    let (step_x, step_y) = ((ems + 3.0) * size, 4.0 * size);
    let n_rows = (diagonal / 2.0 / step_y).ceil() as i32;
    let n_columns = (diagonal / 2.0 / step_x).ceil() as i32;
    let mut places = Vec::new();
    for row in -n_rows..=n_rows {
        let moved = if row % 2 == 0 { 0.0 } else { step_x / 2.0 };
        for column in -n_columns - 1..=n_columns {
            // The row through the middle has one line centred, so that the whole text is there once.
            let x = column as f32 * step_x + moved - ems * size / 2.0;
            places.push((x, row as f32 * step_y));
        }
    }
    places
}

fn blend(image: &mut RgbImage, mask: &Mask, ink: &Ink) {
    for (pixel, covered) in image.pixels_mut().zip(mask.data()) {
        if *covered == 0 {
            continue;
        }
        let alpha = f32::from(*covered) / 255.0 * ink.alpha;
        for (value, ink) in pixel.0.iter_mut().zip(ink.rgb) {
            let mixed = f32::from(*value) * (1.0 - alpha) + f32::from(ink) * alpha;
            // Between two values of 0 to 255.
            *value = mixed.round() as u8;
        }
    }
}

/// A line of text as one outline, one em high.
struct Line {
    path: Path,
    ems: f32,
}

impl Line {
    fn of(face: &Face<'_>, text: &str) -> Option<Self> {
        let scale = 1.0 / f32::from(face.units_per_em());
        let mut pen = Pen { builder: PathBuilder::new(), scale, x: 0.0 };
        for letter in text.chars() {
            let Some(glyph) = face.glyph_index(letter) else {
                pen.x += 1.0;
                continue;
            };
            face.outline_glyph(glyph, &mut pen);
            pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(face.units_per_em())) * scale;
        }
        let ems = pen.x;
        Some(Self { path: pen.builder.finish()?, ems })
    }
}

struct Pen {
    builder: PathBuilder,
    scale: f32,
    x: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
