//! Finds the code of a page and its four corners. Reads QR codes only, and tries hard: photos, shadows, noise.

use image::DynamicImage;
use image::GrayImage;
use image::imageops::FilterType;
use rxing::BarcodeFormat;
use rxing::DecodeHints;
use rxing::helpers::detect_in_luma_slice_with_hints;

/// A page of 150 dpi is long enough; finer ones are read as fast when they are made smaller first.
const FIRST_LONG_SIDE: u32 = 1800;
const LAST_LONG_SIDE: u32 = 3600;

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// What it says.
    pub text: String,
    /// Its corners in pixels, beginning at the one between the finders of the upper edge's left end, clockwise.
    pub corners: [[f64; 2]; 4],
}

pub(super) fn find(luma: &GrayImage) -> Option<Code> {
    let long = luma.width().max(luma.height());
    for side in [FIRST_LONG_SIDE, LAST_LONG_SIDE] {
        if long > side {
            let factor = f64::from(side) / f64::from(long);
            let fit = |side: u32| ((f64::from(side) * factor).round() as u32).max(1);
            let (width, height) = (fit(luma.width()), fit(luma.height()));
            let small =
                DynamicImage::ImageLuma8(luma.clone()).resize_exact(width, height, FilterType::Triangle);
            if let Some(code) = find_in(&small.into_luma8(), factor) {
                return Some(code);
            }
        } else if let Some(code) = find_in(luma, 1.0) {
            return Some(code);
        } else {
            return None;
        }
    }
    None
}

/// Reads the code of a picture that was made smaller by a factor; the corners are those of the whole one.
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
