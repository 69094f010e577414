//! How a signature is drawn: strokes rounded through their points, wider where the pen pressed harder.

use super::signature_pad::Signature;
use super::signature_pad::StrokePoint;
use egui::Color32;
use egui::Painter;
use egui::Pos2;
use egui::Rect;
use egui::Stroke;
use egui::pos2;

const WIDTH: f32 = 2.6;
const STEPS: usize = 4;

/// Paints a signature into a rectangle, scaled from the pad it was drawn on.
pub fn paint(painter: &Painter, rect: Rect, signature: &Signature, color: Color32) {
    if signature.size.x <= 0.0 || signature.size.y <= 0.0 {
        return;
    }
    let scale = (rect.width() / signature.size.x).min(rect.height() / signature.size.y);
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let at = |point: &StrokePoint| pos2(rect.left() + point.x * scale, rect.top() + point.y * scale);
    for stroke in &signature.strokes {
        match stroke.points.as_slice() {
            [] => {}
            [dot] => {
                painter.circle_filled(at(dot), width(dot) * scale * 0.6, color);
            }
            points => curve(&painter, points, at, scale, color),
        }
    }
}

fn curve(
    painter: &Painter,
    points: &[StrokePoint],
    at: impl Fn(&StrokePoint) -> Pos2,
    scale: f32,
    color: Color32,
) {
    let mut from = at(&points[0]);
    for i in 0..points.len() - 1 {
        let p = [i.saturating_sub(1), i, i + 1, (i + 2).min(points.len() - 1)].map(|i| at(&points[i]));
        let (thin, thick) = (width(&points[i]), width(&points[i + 1]));
        for step in 1..=STEPS {
            let t = step as f32 / STEPS as f32;
            let to = catmull_rom(p, t);
            let w = (thin + (thick - thin) * t) * scale;
            painter.line_segment([from, to], Stroke::new(w, color));
            painter.circle_filled(to, w / 2.0, color);
            from = to;
        }
    }
}

fn catmull_rom(p: [Pos2; 4], t: f32) -> Pos2 {
    let axis = |a: f32, b: f32, c: f32, d: f32| {
        0.5 * (2.0 * b
            + (c - a) * t
            + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
            + (3.0 * b - a - 3.0 * c + d) * t * t * t)
    };
    pos2(axis(p[0].x, p[1].x, p[2].x, p[3].x), axis(p[0].y, p[1].y, p[2].y, p[3].y))
}

fn width(point: &StrokePoint) -> f32 {
    point.force.map_or(WIDTH * 0.85, |force| WIDTH * (0.4 + 0.9 * force.clamp(0.0, 1.0)))
}
