//! A scanner that is none: a page of a PDF is signed with made-up ink, laid askew on the glass, and comes out as a file
//! with shade and noise. The same seed gives the same picture.

use crate::support::glass::Glass;
use crate::support::glass::filed;
use crate::support::glass::laid;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::domain::scan::PenBox;
use appraisal_desk::domain::scan::PenKind;
use qrcode::QrCode;
use tiny_skia::BlendMode;
use tiny_skia::Color;
use tiny_skia::IntSize;
use tiny_skia::LineCap;
use tiny_skia::LineJoin;
use tiny_skia::Paint;
use tiny_skia::Path;
use tiny_skia::PathBuilder;
use tiny_skia::Pixmap;
use tiny_skia::Rect;
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
        // A thin ball pen, a fine liner, a soft pen.
        let width = dice.between(0.2, 0.7);
        let ink = [(18, 18, 22), (20, 30, 110), (45, 55, 140)][dice.below(3)];
        self.write(place, (width, ink), dice);
    }

    /// Sticks a code on the page that says something else; its upper left corner in millimetres.
    pub fn code(&mut self, words: &str, (x, y): (f32, f32)) {
        const MODULE: f32 = 0.7;
        let code = QrCode::new(words).unwrap();
        let side = code.width();
        let white =
            Rect::from_xywh(self.px(x - 3.0), self.px(y - 3.0), self.px(34.0), self.px(34.0)).unwrap();
        self.pixmap.fill_rect(white, &paint((255, 255, 255)), Transform::identity(), None);
        for (n, colour) in code.into_colors().into_iter().enumerate() {
            let (left, top) = (x + MODULE * (n % side) as f32, y + MODULE * (n / side) as f32);
            let at = Rect::from_xywh(self.px(left), self.px(top), self.px(MODULE), self.px(MODULE)).unwrap();
            let shade = colour.select((0, 0, 0), (255, 255, 255));
            self.pixmap.fill_rect(at, &paint(shade), Transform::identity(), None);
        }
    }

    /// Lays a sheet of white paper over it.
    pub fn cover(&mut self) {
        self.pixmap.fill(Color::WHITE);
    }

    /// Writes the same with a sharp pencil.
    pub fn pencil(&mut self, place: &PenBox, dice: &mut Dice) {
        let grey = 70 + dice.below(35) as u8;
        self.write(place, (dice.between(0.15, 0.22), (grey, grey, grey)), dice);
    }

    fn write(&mut self, place: &PenBox, (width, ink): (f32, (u8, u8, u8)), dice: &mut Dice) {
        let [left, top, right, bottom] = corners(place);
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

    /// Presses a seal over a place, somewhere, as red as seals are.
    pub fn seal(&mut self, place: &PenBox, dice: &mut Dice) {
        let [left, top, right, bottom] = corners(place);
        let (x, y) = (dice.between(left, right), dice.between(top, bottom));
        let red = Ink { colour: (218, 48, 52, 235), blend: BlendMode::Multiply };
        for (radius, width) in [(20.0, 1.1), (5.0, 2.5), (2.0, 3.0)] {
            let mut path = PathBuilder::new();
            path.push_circle(self.px(x), self.px(y), self.px(radius));
            self.draw(&path.finish().unwrap(), width, red);
        }
        // The words along the ring.
        for n in 0..24 {
            let (sin, cos) = (std::f32::consts::TAU * n as f32 / 24.0).sin_cos();
            let at =
                |radius: f32, aside: f32| (x + radius * cos - aside * sin, y + radius * sin + aside * cos);
            self.line(&[at(13.5, -0.8), at(17.5, -0.8)], 0.5, red);
            self.line(&[at(15.5, -1.5), at(15.5, 1.5)], 0.5, red);
        }
    }

    /// Lets the back of the paper shine through: pale, and the wrong way round.
    pub fn bleed(&mut self, place: &PenBox, dice: &mut Dice) {
        let [left, top, right, bottom] = corners(place);
        // Where two strokes of the back cross it shines through no darker.
        let pale = Ink { colour: (226, 226, 229, 255), blend: BlendMode::Darken };
        let mut y = top + dice.between(0.0, 3.0);
        while y + 3.0 < bottom {
            let mut x = left;
            while x + 3.5 < right {
                for _ in 0..5 {
                    let mut point = || (x + dice.between(0.2, 3.0), y + dice.between(0.2, 3.0));
                    let points = [point(), point()];
                    self.line(&points, 0.35, pale);
                }
                x += 3.6;
            }
            y += 5.5;
        }
    }

    /// Prints a dotted line and pale words into a place: 「请在此处签名」, as some forms have.
    pub fn guide(&mut self, place: &PenBox) {
        let [left, top, right, bottom] = corners(place);
        let pale = Ink { colour: (125, 125, 125, 255), blend: BlendMode::SourceOver };
        let (mut x, y) = (left + 1.0, usize::midpoint(top as usize, bottom as usize) as f32);
        while x < right - 1.0 {
            self.line(&[(x, y), (x + 0.3, y)], 0.3, pale);
            x += 1.0;
        }
        let mut dice = Dice::of(7);
        for n in 0..5 {
            for _ in 0..6 {
                let mut point =
                    || (left + 2.0 + 3.4 * n as f32 + dice.between(0.0, 3.0), top + dice.between(1.5, 4.5));
                let points = [point(), point()];
                self.line(&points, 0.3, pale);
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
        self.line(points, width, Ink { colour: (red, green, blue, 230), blend: BlendMode::SourceOver });
    }

    fn line(&mut self, points: &[(f32, f32)], width: f32, ink: Ink) {
        let mut path = PathBuilder::new();
        for (n, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.px(*x), self.px(*y));
            if n == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        self.draw(&path.finish().unwrap(), width, ink);
    }

    fn draw(&mut self, path: &Path, width: f32, Ink { colour: (red, green, blue, alpha), blend }: Ink) {
        let mut paint = Paint { blend_mode: blend, ..Paint::default() };
        paint.set_color_rgba8(red, green, blue, alpha);
        let stroke = Stroke {
            width: self.px(width),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        self.pixmap.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }

    /// Scans it.
    pub fn scanned(&self, glass: &Glass, seed: u64) -> Vec<u8> {
        assert_eq!(self.dpi, glass.dpi, "paper is drawn as fine as it is scanned");
        let margin = f64::from(self.px(4.0));
        filed(laid(&self.pixmap, margin, glass, &mut Dice::of(seed)), glass)
    }

    /// The paper as a print is: width, height, and four bytes for each pixel.
    pub fn pixels(&self) -> (u32, u32, Vec<u8>) {
        (self.pixmap.width(), self.pixmap.height(), self.pixmap.data().to_vec())
    }
}

/// What a stroke leaves on the paper.
#[derive(Clone, Copy)]
struct Ink {
    colour: (u8, u8, u8, u8),
    blend: BlendMode,
}

fn paint((red, green, blue): (u8, u8, u8)) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// Left, top, right and bottom in millimetres.
fn corners(place: &PenBox) -> [f32; 4] {
    place.at.map(|tenths| f32::from(tenths) / 10.0)
}
