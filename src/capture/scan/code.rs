//! Finds the codes of a page and their four corners. Reads QR codes only, and tries hard: photos, shadows, noise.

use image::DynamicImage;
use image::GrayImage;
use image::Luma;
use rxing::BarcodeFormat;
use rxing::DecodeHints;
use rxing::helpers::detect_in_luma_slice_with_hints;

/// More codes than a page can bear are no codes.
const MOST_CODES: usize = 4;

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// What it says.
    pub text: String,
    /// Its corners in pixels, beginning at the one between the finders of the upper edge's left end, clockwise.
    pub corners: [[f64; 2]; 4],
}

/// Every code of a picture that was made smaller by a factor; the corners are those of the whole one.
pub(super) fn find_all(luma: &DynamicImage, factor: f64) -> Vec<Code> {
    let Some(whole) = luma.as_luma8() else { return Vec::new() };
    let mut codes = Vec::new();
    let mut rest: Option<GrayImage> = None;
    while codes.len() < MOST_CODES {
        let Some(code) = find_in(rest.as_ref().unwrap_or(whole), 1.0) else { break };
        // The reader tells of one code at a time: those it told of are painted over.
        paint_over(rest.get_or_insert_with(|| whole.clone()), &code.corners);
        let corners = code.corners.map(|corner| corner.map(|at| at / factor));
        codes.push(Code { corners, ..code });
    }
    codes
}

fn paint_over(luma: &mut GrayImage, corners: &[[f64; 2]; 4]) {
    let span = |axis: usize, size: u32| {
        let places = corners.map(|corner| corner[axis]);
        let (low, high) =
            (places.into_iter().fold(f64::MAX, f64::min), places.into_iter().fold(0.0, f64::max));
        (low.max(0.0) as u32).min(size)..(high.ceil() as u32 + 1).min(size)
    };
    let (across, down) = (span(0, luma.width()), span(1, luma.height()));
    for y in down {
        for x in across.clone() {
            luma.put_pixel(x, y, Luma([u8::MAX]));
        }
    }
}

/// Reads a code of a picture that was made smaller by a factor; the corners are those of the whole one.
pub(super) fn find_in(luma: &GrayImage, factor: f64) -> Option<Code> {
    let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let (width, height) = luma.dimensions();
    let qr = Some(BarcodeFormat::QR_CODE);
    let found = detect_in_luma_slice_with_hints(luma.as_raw(), width, height, qr, &mut hints).ok()?;
    let points: Vec<[f64; 2]> = found
        .getPoints()
        .iter()
        .map(|point| [f64::from(point.x) / factor, f64::from(point.y) / factor])
        .collect();
    Some(Code { text: found.getText().to_owned(), corners: corners(&points)? })
}

/// The reader has two ways: one gives the corners of the code, the other the centres of its three finders (lower
/// left, upper left, upper right) and perhaps of the small mark beside the fourth corner.
pub(super) fn corners(points: &[[f64; 2]]) -> Option<[[f64; 2]; 4]> {
    // Finders are centred 3.5 modules from the edge; codes of our length have 33 modules.
    const INSET: f64 = 3.5;
    const BETWEEN: f64 = 33.0 - 2.0 * INSET;
    if let [a, b, c, d] = *points {
        let gap = |axis: usize| a[axis] + c[axis] - b[axis] - d[axis];
        let side = (a[0] - b[0]).hypot(a[1] - b[1]);
        if gap(0).hypot(gap(1)) < 0.08 * side {
            return Some([a, b, c, d]);
        }
    }
    let [lower, upper, right] = *points.get(..3)? else { return None };
    let along = |to: [f64; 2]| [(to[0] - upper[0]) / BETWEEN, (to[1] - upper[1]) / BETWEEN];
    let (x, y) = (along(right), along(lower));
    let at = |u: f64, v: f64| {
        let (u, v) = (u - INSET, v - INSET);
        [upper[0] + u * x[0] + v * y[0], upper[1] + u * x[1] + v * y[1]]
    };
    let far = BETWEEN + 2.0 * INSET;
    Some([at(0.0, 0.0), at(far, 0.0), at(far, far), at(0.0, far)])
}
