//! Signed pages that came back as pictures, as pages of a PDF, to be bound into a volume.
//!
//! A page has the size of the paper that was printed, and the picture lies on it as the print lay on the glass: turned
//! and straightened by the page itself, its bytes untouched. Where nobody measured how it lay, it is fitted in as it
//! came.

use pdf_writer::Content;
use pdf_writer::Filter;
use pdf_writer::Finish as _;
use pdf_writer::Name;
use pdf_writer::Pdf as Target;
use pdf_writer::Rect;
use pdf_writer::Ref;

/// A page that came back.
pub struct ScannedPage {
    /// The picture.
    pub jpeg: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// One shade for each pixel, not three.
    pub is_grey: bool,
    /// Where a point of the page (millimetres) lies in the picture (pixels).
    pub pose: Option<[f64; 6]>,
    /// Width and height of the paper, in millimetres.
    pub page_mm: (f64, f64),
}

const POINTS_PER_MM: f64 = 72.0 / 25.4;
const A4: (f64, f64) = (210.0, 297.0);

/// Writes pages, in their order.
pub fn scanned_pages(pages: &[ScannedPage]) -> Vec<u8> {
    let mut next = Ref::new(1);
    let (catalog, root) = (next.bump(), next.bump());
    let mut pdf = Target::new();
    pdf.catalog(catalog).pages(root);
    let mut kids = Vec::new();
    for page in pages {
        let (id, content, picture) = (next.bump(), next.bump(), next.bump());
        let ((wide, high), matrix) = placed(page);
        let points = |mm: f64| (mm * POINTS_PER_MM) as f32;
        let mut entry = pdf.page(id);
        entry.parent(root).media_box(Rect::new(0.0, 0.0, points(wide), points(high))).contents(content);
        entry.resources().x_objects().pair(Name(b"S"), picture);
        entry.finish();
        let mut drawn = Content::new();
        drawn.save_state().transform(matrix).x_object(Name(b"S")).restore_state();
        pdf.stream(content, &drawn.finish());
        let mut image = pdf.image_xobject(picture, &page.jpeg);
        image.filter(Filter::DctDecode);
        image.bits_per_component(8);
        image.width(i32::try_from(page.width).unwrap_or(i32::MAX));
        image.height(i32::try_from(page.height).unwrap_or(i32::MAX));
        if page.is_grey {
            image.color_space().device_gray();
        } else {
            image.color_space().device_rgb();
        }
        image.finish();
        kids.push(id);
    }
    let n_pages = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(root).kids(kids).count(n_pages);
    pdf.finish()
}

/// The paper, and how a square of one point becomes the picture on it.
fn placed(page: &ScannedPage) -> ((f64, f64), [f32; 6]) {
    let (across, down) = (f64::from(page.width), f64::from(page.height));
    let (paper, to_mm) =
        page.pose.and_then(|pose| Some((page.page_mm, inverse(pose)?))).unwrap_or_else(|| {
            let paper = if across > down { (A4.1, A4.0) } else { A4 };
            let scale = (paper.0 / across).min(paper.1 / down);
            let (left, top) = ((paper.0 - across * scale) / 2.0, (paper.1 - down * scale) / 2.0);
            (paper, [scale, 0.0, left, 0.0, scale, top])
        });
    let [a, b, c, d, e, f] = to_mm;
    // The square stands on its lower left corner, the picture hangs on its upper left one.
    let matrix = [a * across, -d * across, -b * down, e * down, b * down + c, paper.1 - e * down - f];
    (paper, matrix.map(|one| (one * POINTS_PER_MM) as f32))
}

/// From pixels to millimetres.
fn inverse([a, b, c, d, e, f]: [f64; 6]) -> Option<[f64; 6]> {
    let det = a * e - b * d;
    (det.abs() > 1e-9).then(|| {
        let (ia, ib, id, ie) = (e / det, -b / det, -d / det, a / det);
        [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)]
    })
}

#[cfg(test)]
mod tests {
    use super::POINTS_PER_MM;
    use super::ScannedPage;
    use super::placed;

    fn page(pose: Option<[f64; 6]>) -> ScannedPage {
        ScannedPage {
            jpeg: Vec::new(),
            width: 400,
            height: 600,
            is_grey: false,
            pose,
            page_mm: (210.0, 297.0),
        }
    }

    /// Where a pixel comes to lie on the paper, in millimetres from the upper left corner.
    fn lies(page: &ScannedPage, (x, y): (f64, f64)) -> (f64, f64) {
        let ((_, high), m) = placed(page);
        let m = m.map(f64::from);
        let (u, v) = (x / f64::from(page.width), 1.0 - y / f64::from(page.height));
        let (right, up) = (m[0] * u + m[2] * v + m[4], m[1] * u + m[3] * v + m[5]);
        (right / POINTS_PER_MM, high - up / POINTS_PER_MM)
    }

    #[test]
    fn a_pixel_lies_where_it_was_printed() {
        // Upside down, a little askew, two pixels for a millimetre.
        let pose = [-2.0, 0.1, 410.0, -0.1, -2.0, 598.0];
        let page = page(Some(pose));
        for (x, y) in [(20.0, 30.0), (180.0, 30.0), (105.0, 250.0)] {
            let pixel = (pose[0] * x + pose[1] * y + pose[2], pose[3] * x + pose[4] * y + pose[5]);
            let (there_x, there_y) = lies(&page, pixel);
            assert!((there_x - x).abs() < 0.01 && (there_y - y).abs() < 0.01, "{x} {y}: {there_x} {there_y}");
        }
    }

    #[test]
    fn what_nobody_measured_is_fitted_in_whole() {
        for page in [page(None), ScannedPage { width: 900, ..page(None) }, page(Some([0.0; 6]))] {
            let ((wide, high), _) = placed(&page);
            let corner = (f64::from(page.width), f64::from(page.height));
            let ((left, top), (right, bottom)) = (lies(&page, (0.0, 0.0)), lies(&page, corner));
            assert!(left > -0.01 && top > -0.01 && right < wide + 0.01 && bottom < high + 0.01);
            assert!(((right - left) / (bottom - top) - corner.0 / corner.1).abs() < 0.001);
        }
    }
}
