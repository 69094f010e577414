//! A drawn signature as a picture: smooth ink on nothing, the way it left the pen (F-03, F-04, F-07 … F-09).
//!
//! Curves go through every recorded point (centripetal Catmull-Rom); the line is thick where the pen pressed or
//! went slowly. The same strokes always give the same picture. No beautifying: no point is moved or left out.

use crate::capture::Pixels;
use crate::domain::signature::Stroke;
use crate::domain::signature::StrokePoint;

/// Pixels across the pad; a signature is printed some 40 mm wide, so this is well above 300 dpi.
const PAD_WIDTH: f32 = 960.0;
/// Pixels down the pad: strokes are thousandths of a pad three times as wide as high.
const PAD_HEIGHT: f32 = 320.0;
/// Half the width of the line, where the pen barely touches and where it presses.
const THIN: f32 = 1.7;
const THICK: f32 = 4.6;
/// Pixels per millisecond at which the line without pressure is as thin as it gets.
const FAST: f32 = 2.4;
/// Room around the ink.
const MARGIN: f32 = 12.0;
/// A small signature is not blown up: the picture shows at least this part of the pad.
const LEAST_PART: f32 = 0.55;
/// How far apart points of the curve are, in pixels.
const STEP: f32 = 2.0;
/// Blue-black.
const INK: [u8; 3] = [22, 30, 58];

/// One point of the ink: where, and half how wide.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dab {
    x: f32,
    y: f32,
    radius: f32,
}

/// Draws strokes on transparent ground; `None` when there is nothing to draw.
pub(super) fn draw(strokes: &[Stroke]) -> Option<Pixels> {
    let lines: Vec<Vec<Dab>> = strokes.iter().map(curve).filter(|line| !line.is_empty()).collect();
    let frame = Frame::around(&lines)?;
    let mut ink = Ink::blank(frame);
    for line in &lines {
        ink.line(line);
    }
    Some(ink.into_pixels())
}

/// The part of the pad that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    left: f32,
    top: f32,
    width: u32,
    height: u32,
}

impl Frame {
    fn around(lines: &[Vec<Dab>]) -> Option<Self> {
        let dabs = || lines.iter().flatten();
        let low = |at: fn(&Dab) -> f32| dabs().map(|dab| at(dab) - dab.radius).reduce(f32::min);
        let high = |at: fn(&Dab) -> f32| dabs().map(|dab| at(dab) + dab.radius).reduce(f32::max);
        let (left, width) = widened(low(|dab| dab.x)?, high(|dab| dab.x)?, PAD_WIDTH * LEAST_PART);
        let (top, height) = widened(low(|dab| dab.y)?, high(|dab| dab.y)?, PAD_HEIGHT * LEAST_PART);
        Some(Self { left, top, width: width.ceil() as u32, height: height.ceil() as u32 })
    }
}

/// Adds the margin, and makes a range as long as it has to be at least, around its middle.
fn widened(low: f32, high: f32, least: f32) -> (f32, f32) {
    let length = (high - low + 2.0 * MARGIN).max(least);
    ((low + high - length) / 2.0, length)
}

/// How much ink lies on each pixel, from 0 to 1.
struct Ink {
    frame: Frame,
    coverage: Vec<f32>,
}

impl Ink {
    fn blank(frame: Frame) -> Self {
        Self { frame, coverage: vec![0.0; frame.width as usize * frame.height as usize] }
    }

    fn line(&mut self, line: &[Dab]) {
        if let [only] = line {
            self.segment(*only, *only);
        }
        for pair in line.windows(2) {
            self.segment(pair[0], pair[1]);
        }
    }

    /// A straight piece with round ends; the edge is one pixel of falling coverage, and overlaps do not add up.
    fn segment(&mut self, from: Dab, to: Dab) {
        let reach = from.radius.max(to.radius) + 1.0;
        let columns =
            self.pixels(from.x.min(to.x), from.x.max(to.x), self.frame.left, self.frame.width, reach);
        let rows = self.pixels(from.y.min(to.y), from.y.max(to.y), self.frame.top, self.frame.height, reach);
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length_squared = dx * dx + dy * dy;
        for row in rows {
            for column in columns.clone() {
                let x = self.frame.left + column as f32 + 0.5;
                let y = self.frame.top + row as f32 + 0.5;
                let along = if length_squared > 0.0 {
                    (((x - from.x) * dx + (y - from.y) * dy) / length_squared).clamp(0.0, 1.0)
                } else {
                    0.0
                };
                let away = (x - from.x - along * dx).hypot(y - from.y - along * dy);
                let radius = from.radius + along * (to.radius - from.radius);
                let covered = (radius - away + 0.5).clamp(0.0, 1.0);
                let pixel = &mut self.coverage[row as usize * self.frame.width as usize + column as usize];
                *pixel = pixel.max(covered);
            }
        }
    }

    fn pixels(&self, low: f32, high: f32, origin: f32, count: u32, reach: f32) -> std::ops::Range<u32> {
        let first = (low - reach - origin).floor().max(0.0) as u32;
        let end = (high + reach - origin).ceil().max(0.0) as u32;
        first.min(count)..end.min(count)
    }

    fn into_pixels(self) -> Pixels {
        let [red, green, blue] = INK;
        let shades = self.coverage.iter().map(|covered| (covered * 255.0).round() as u8);
        let rgba = shades.flat_map(|alpha| [red, green, blue, alpha]).collect();
        Pixels { width: self.frame.width, height: self.frame.height, rgba }
    }
}

/// A stroke as closely set points of ink.
fn curve(stroke: &Stroke) -> Vec<Dab> {
    let mut knots: Vec<(Dab, StrokePoint)> = Vec::new();
    for point in &stroke.0 {
        let x = f32::from(point.x.min(1000)) / 1000.0 * PAD_WIDTH;
        let y = f32::from(point.y.min(1000)) / 1000.0 * PAD_HEIGHT;
        let before = knots.last();
        // A pen that rests sends the same place again and again; a curve needs places that differ.
        if before.is_some_and(|(dab, _)| (dab.x - x).hypot(dab.y - y) < 0.5) {
            continue;
        }
        let radius = radius(*point, x, y, before);
        knots.push((Dab { x, y, radius }, *point));
    }
    let knots: Vec<Dab> = knots.into_iter().map(|(dab, _)| dab).collect();
    let mut line: Vec<Dab> = knots.first().copied().into_iter().collect();
    for at in 1..knots.len() {
        let (from, to) = (knots[at - 1], knots[at]);
        let before = if at >= 2 { knots[at - 2] } else { mirrored(from, to) };
        let after = knots.get(at + 1).copied().unwrap_or_else(|| mirrored(to, from));
        bend(before, from, to, after, &mut line);
    }
    line
}

/// Half the width of the line at a point: pressure where there is one, else slowness; never a sudden change.
fn radius(point: StrokePoint, x: f32, y: f32, before: Option<&(Dab, StrokePoint)>) -> f32 {
    let wanted = match (point.force, before) {
        (Some(force), _) => THIN + (THICK - THIN) * f32::from(force.min(1000)) / 1000.0,
        (None, None) => (THIN + THICK) / 2.0,
        (None, Some((dab, former))) => {
            let ms = point.t_ms.saturating_sub(former.t_ms).max(1) as f32;
            let speed = (x - dab.x).hypot(y - dab.y) / ms;
            THICK - (THICK - THIN) * (speed / FAST).clamp(0.0, 1.0)
        }
    };
    before.map_or(wanted, |(dab, _)| dab.radius * 0.6 + wanted * 0.4)
}

/// The point beyond an end, so that the curve begins and ends straight.
fn mirrored(end: Dab, inner: Dab) -> Dab {
    Dab { x: 2.0 * end.x - inner.x, y: 2.0 * end.y - inner.y, radius: end.radius }
}

/// The piece of a centripetal Catmull-Rom curve from `b` to `c`; it goes through both and makes no loops.
fn bend(a: Dab, b: Dab, c: Dab, d: Dab, line: &mut Vec<Dab>) {
    let knot = |from: Dab, to: Dab| (to.x - from.x).hypot(to.y - from.y).sqrt().max(0.01);
    let (t1, t2) = (knot(a, b), knot(a, b) + knot(b, c));
    let t3 = t2 + knot(c, d);
    let n_steps = ((c.x - b.x).hypot(c.y - b.y) / STEP).ceil().max(1.0) as u16;
    for step in 1..=n_steps {
        let part = f32::from(step) / f32::from(n_steps);
        let t = t1 + (t2 - t1) * part;
        let along = |a: f32, b: f32, c: f32, d: f32| {
            let ab = (a * (t1 - t) + b * t) / t1;
            let bc = (b * (t2 - t) + c * (t - t1)) / (t2 - t1);
            let cd = (c * (t3 - t) + d * (t - t2)) / (t3 - t2);
            let abc = (ab * (t2 - t) + bc * t) / t2;
            let bcd = (bc * (t3 - t) + cd * (t - t1)) / (t3 - t1);
            (abc * (t2 - t) + bcd * (t - t1)) / (t2 - t1)
        };
        let radius = b.radius + (c.radius - b.radius) * part;
        // The curve may swing wider than the points; ink never was outside the pad.
        let x = along(a.x, b.x, c.x, d.x).clamp(0.0, PAD_WIDTH);
        let y = along(a.y, b.y, c.y, d.y).clamp(0.0, PAD_HEIGHT);
        line.push(Dab { x, y, radius });
    }
}

#[cfg(test)]
mod tests {
    use super::PAD_HEIGHT;
    use super::PAD_WIDTH;
    use super::curve;
    use super::draw;
    use crate::capture::Pixels;
    use crate::domain::signature::Stroke;
    use crate::domain::signature::StrokePoint;

    fn stroke(points: &[(u16, u16, u32, Option<u16>)]) -> Stroke {
        Stroke(points.iter().map(|&(x, y, t_ms, force)| StrokePoint { x, y, t_ms, force }).collect())
    }

    fn picture(strokes: &[Stroke]) -> Pixels {
        draw(strokes).expect("ink")
    }

    /// How much ink lies on each pixel, row by row.
    fn alphas(picture: &Pixels) -> Vec<u8> {
        picture.rgba.chunks_exact(4).map(|pixel| pixel[3]).collect()
    }

    /// How many pixels are mostly ink in each column, from the left.
    fn thickness(picture: &Pixels) -> Vec<usize> {
        let alphas = alphas(picture);
        let width = picture.width as usize;
        (0..width).map(|x| alphas[x..].iter().step_by(width).filter(|alpha| **alpha > 127).count()).collect()
    }

    #[test]
    fn the_ground_is_transparent_and_the_edge_is_smooth() {
        let picture = picture(&[stroke(&[(100, 300, 0, None), (500, 700, 80, None), (900, 300, 160, None)])]);
        let alphas = alphas(&picture);
        assert_eq!(alphas[0], 0, "the corner");
        assert!(alphas.contains(&255), "full ink somewhere");
        assert!(alphas.iter().filter(|alpha| (1..255).contains(*alpha)).count() > 400, "soft edges");
    }

    #[test]
    fn the_curve_goes_through_every_point_and_is_closely_set() {
        let places = [(100, 500), (300, 100), (500, 900), (700, 100), (900, 500)];
        let points: Vec<_> =
            places.iter().enumerate().map(|(n, &(x, y))| (x, y, n as u32 * 30, None)).collect();
        let line = curve(&stroke(&points));
        for (x, y) in places {
            let (x, y) = (f32::from(x) / 1000.0 * PAD_WIDTH, f32::from(y) / 1000.0 * PAD_HEIGHT);
            assert!(line.iter().any(|dab| (dab.x - x).hypot(dab.y - y) < 0.5), "({x}, {y})");
        }
        for pair in line.windows(2) {
            assert!((pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y) < 6.0, "{pair:?}");
        }
    }

    #[test]
    fn pressure_makes_the_line_thick() {
        let pressed = picture(&[stroke(&[
            (0, 500, 0, Some(1000)),
            (500, 500, 50, Some(1000)),
            (1000, 500, 99, Some(1000)),
        ])]);
        let light =
            picture(&[stroke(&[(0, 500, 0, Some(0)), (500, 500, 50, Some(0)), (1000, 500, 99, Some(0))])]);
        let middle = |picture: &Pixels| thickness(picture)[picture.width as usize / 2];
        assert!(middle(&pressed) >= 2 * middle(&light), "{} {}", middle(&pressed), middle(&light));
    }

    #[test]
    fn without_pressure_a_slow_pen_leaves_more_ink_than_a_fast_one() {
        let at_pace = |ms: u32| {
            let points: Vec<_> = (0..=20u16).map(|n| (n * 50, 500, u32::from(n) * ms, None)).collect();
            thickness(&picture(&[stroke(&points)])).into_iter().sum::<usize>()
        };
        assert!(at_pace(200) > at_pace(5) * 3 / 2, "{} {}", at_pace(200), at_pace(5));
    }

    #[test]
    fn the_same_strokes_give_the_same_picture_and_a_dot_is_ink() {
        let strokes = [stroke(&[(500, 500, 0, None)]), stroke(&[(100, 100, 5, None), (200, 300, 25, None)])];
        assert_eq!(draw(&strokes), draw(&strokes));
        assert!(thickness(&picture(&strokes[..1])).into_iter().sum::<usize>() > 9, "a dot");
    }

    #[test]
    fn nothing_drawn_is_no_picture_and_hostile_points_stay_inside() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&[Stroke(Vec::new())]), None);
        let far = picture(&[stroke(&[
            (u16::MAX, 0, 0, Some(u16::MAX)),
            (0, u16::MAX, u32::MAX, None),
            (9, 9, 0, None),
        ])]);
        assert!(far.width as f32 <= PAD_WIDTH + 40.0 && far.height as f32 <= PAD_HEIGHT + 140.0);
    }

    #[test]
    fn a_small_signature_is_not_blown_up() {
        let small = picture(&[stroke(&[(480, 480, 0, None), (520, 520, 20, None)])]);
        assert!(small.width as f32 >= PAD_WIDTH / 2.0 && small.height as f32 >= PAD_HEIGHT / 2.0);
    }
}
