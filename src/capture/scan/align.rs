//! Lays a scanned page over its print: first by the corners of the code, then by what is printed all over the page.
//!
//! The code alone is a short lever: half a pixel there is more than a millimetre at the other end of the page. So
//! patches of the print are looked for in the page, twice, the second time finely, and one affine map is fitted
//! through those that agree. Whatever a feeder stretched or shrank along or across is undone with it.

use crate::capture::scan::Looked;
use crate::capture::scan::MM_PER_INCH;
use crate::capture::scan::PAGE_DPI;
use crate::capture::scan::Pose;
use crate::capture::scan::Source;
use crate::capture::scan::code::Code;
use crate::capture::scan::grey::Grey;
use crate::capture::scan::scale_of;
use crate::capture::scan::scaled;

/// A page that lies over its print.
pub struct Laid {
    /// Where a millimetre of the page lies in the picture.
    pub pose: Pose,
    /// The fineness of the picture, by the size of what is printed on it.
    pub dpi: f64,
    source: Source,
    /// Where a pixel of the print lies in the picture.
    by_pixel: Pose,
}

impl Laid {
    /// A part of the page in greys, pixel on pixel with the print.
    pub fn part(&self, left: usize, top: usize, right: usize, bottom: usize) -> Option<Grey> {
        let size = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        Some(self.source.part(&self.by_pixel, (left, top), size))
    }

    /// How red the same part is; `None` of a picture in greys.
    pub fn red_part(&self, left: usize, top: usize, right: usize, bottom: usize) -> Option<Grey> {
        let size = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        self.source.red_part(&self.by_pixel, (left, top), size)
    }
}

/// One search: how coarse, how large the patches, how far to look.
struct Search {
    factor: usize,
    side: usize,
    reach: usize,
}

const COARSE: Search = Search { factor: 3, side: 26, reach: 7 };
const FINE: Search = Search { factor: 1, side: 40, reach: 3 };
/// The page is cut into so many cells, each with one patch in its middle.
const CELLS: (usize, usize) = (7, 10);
/// As many of them are looked for, those with most lines both ways.
const MOST_PATCHES: usize = 22;
const FEWEST_PATCHES: usize = 5;
/// How like a patch and its counterpart must be, where 1 is the same.
const LIKE: f64 = 0.45;
/// A page may be stretched by so much, one way against the other.
const MOST_STRETCH: f64 = 0.04;

/// One patch that was found: where it is in the print, and by how much it lies elsewhere in the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) at: [f64; 2],
    pub(super) off: [f64; 2],
}

/// How many pixels of the picture one of the print is, by the corners of their codes.
pub(super) fn scale_between(of_print: &[[f64; 2]; 4], in_picture: &[[f64; 2]; 4]) -> Option<f64> {
    similarity(of_print, in_picture).map(|pose| scale_of(&pose))
}

pub(super) fn lay(page: &Looked<'_>, code: &Code, of_print: &Code, print: &Grey) -> Option<Laid> {
    let first = similarity(&of_print.corners, &code.corners)?;
    let coarse = Source::of(&Looked { red: None, ..*page }, scale_of(&first) * COARSE.factor as f64)?;
    let source = Source::of(page, scale_of(&first))?;
    let mut pose = first;
    for (search, source) in [(COARSE, &coarse), (FINE, &source)] {
        let found = patches(source, &pose, print, &search);
        pose = after(&pose, &correction(&found)?);
    }
    if !is_plausible(&pose, &first) {
        return None;
    }
    let per_mm = f64::from(PAGE_DPI) / MM_PER_INCH;
    let dpi = scale_of(&pose) * f64::from(PAGE_DPI);
    Some(Laid { pose: scaled(&pose, per_mm), dpi, source, by_pixel: pose })
}

/// The turn, size and place that bring four points nearest to four others.
pub(super) fn similarity(from: &[[f64; 2]; 4], to: &[[f64; 2]; 4]) -> Option<Pose> {
    let middle = |points: &[[f64; 2]; 4]| {
        let sum = points.iter().fold([0.0, 0.0], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
        [sum[0] / 4.0, sum[1] / 4.0]
    };
    let (from_middle, to_middle) = (middle(from), middle(to));
    let (mut along, mut across, mut size) = (0.0, 0.0, 0.0);
    for (a, b) in from.iter().zip(to) {
        let (ax, ay) = (a[0] - from_middle[0], a[1] - from_middle[1]);
        let (bx, by) = (b[0] - to_middle[0], b[1] - to_middle[1]);
        along += ax * bx + ay * by;
        across += ax * by - ay * bx;
        size += ax * ax + ay * ay;
    }
    if size <= 0.0 {
        return None;
    }
    let (p, q) = (along / size, across / size);
    let x = to_middle[0] - p * from_middle[0] + q * from_middle[1];
    let y = to_middle[1] - q * from_middle[0] - p * from_middle[1];
    Some([p, -q, x, q, p, y])
}

/// First one map, then another: a point of the print is moved by `first` and then looked up by `pose`.
pub(super) fn after(pose: &Pose, first: &Pose) -> Pose {
    let [a, b, c, d, e, f] = *pose;
    let [g, h, i, j, k, l] = *first;
    [a * g + b * j, a * h + b * k, a * i + b * l + c, d * g + e * j, d * h + e * k, d * i + e * l + f]
}

/// Paper is stretched a little and turned, never sheared, mirrored or made half as large.
fn is_plausible(pose: &Pose, first: &Pose) -> bool {
    let (wide, high) = (pose[0].hypot(pose[3]), pose[1].hypot(pose[4]));
    let slant = (pose[0] * pose[1] + pose[3] * pose[4]) / (wide * high);
    let grown = scale_of(pose) / scale_of(first);
    (wide / high - 1.0).abs() < MOST_STRETCH
        && slant.abs() < MOST_STRETCH
        && (grown - 1.0).abs() < 2.0 * MOST_STRETCH
        && pose[0] * pose[4] > pose[1] * pose[3]
}

/// Looks for patches of the print in the page.
fn patches(source: &Source, pose: &Pose, print: &Grey, search: &Search) -> Vec<Found> {
    let small = (search.factor > 1).then(|| print.smaller(search.factor));
    let print = small.as_ref().unwrap_or(print);
    let Search { factor, side, reach } = *search;
    let mut cells = Vec::new();
    for row in 0..CELLS.1 {
        for column in 0..CELLS.0 {
            let place =
                |n: usize, of: usize, size: usize| (size * (2 * n + 1) / (2 * of)).checked_sub(side / 2);
            let (Some(left), Some(top)) =
                (place(column, CELLS.0, print.width), place(row, CELLS.1, print.height))
            else {
                continue;
            };
            let fits = left >= reach
                && top >= reach
                && left + side + reach <= print.width
                && top + side + reach <= print.height;
            if fits {
                cells.push((lines_both_ways(print, left, top, side), left, top));
            }
        }
    }
    cells.sort_unstable_by(|a, b| b.cmp(a));
    cells.retain(|(lines, ..)| *lines > side as u32 * 24);
    cells.truncate(MOST_PATCHES);
    let whole = factor as f64;
    let middle = (side as f64) / 2.0;
    let pose = scaled(pose, whole);
    let found = cells.into_iter().filter_map(|(_, left, top)| {
        let patch = print.part(left, top, left + side, top + side);
        let wide = side + 2 * reach;
        let around = source.part(&pose, (left - reach, top - reach), (wide, wide));
        let off = best_shift(&around, &patch, reach)?;
        Some(Found {
            at: [(left as f64 + middle) * whole, (top as f64 + middle) * whole],
            off: [off[0] * whole, off[1] * whole],
        })
    });
    found.collect()
}

/// The lesser of the differences across and down: a patch with one long line alone says nothing along that line.
fn lines_both_ways(print: &Grey, left: usize, top: usize, side: usize) -> u32 {
    let (mut across, mut down) = (0, 0);
    for y in top..top + side - 1 {
        let (row, below) = (print.row(y, left, left + side), print.row(y + 1, left, left + side));
        across += row.windows(2).map(|pair| u32::from(pair[0].abs_diff(pair[1]))).sum::<u32>();
        down += row.iter().zip(below).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>();
    }
    across.min(down)
}

/// By how much a patch of the print lies elsewhere in the page, to a part of a pixel; `None` where nothing is like it.
fn best_shift(around: &Grey, patch: &Grey, reach: usize) -> Option<[f64; 2]> {
    let n = 2 * reach + 1;
    let mut likes = vec![0.0; n * n];
    for dy in 0..n {
        for dx in 0..n {
            likes[dy * n + dx] = likeness(patch, around, dx, dy);
        }
    }
    let (best, like) = likes.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let (x, y) = (best % n, best / n);
    // At the edge of what was looked at, the true place lies outside.
    if *like < LIKE || x == 0 || y == 0 || x == n - 1 || y == n - 1 {
        return None;
    }
    let peak = |before: f64, at: f64, behind: f64| {
        let bend = before - 2.0 * at + behind;
        if bend < 0.0 { (0.5 * (before - behind) / bend).clamp(-0.5, 0.5) } else { 0.0 }
    };
    let part_x = peak(likes[best - 1], *like, likes[best + 1]);
    let part_y = peak(likes[best - n], *like, likes[best + n]);
    Some([x as f64 - reach as f64 + part_x, y as f64 - reach as f64 + part_y])
}

/// How like a patch and a part of the page are, whatever their brightness: 1 is the same, 0 nothing.
fn likeness(patch: &Grey, page: &Grey, left: usize, top: usize) -> f64 {
    let (mut a, mut b, mut aa, mut bb, mut ab) = (0_u32, 0_u32, 0_u64, 0_u64, 0_u64);
    // Every other row tells as much: printed strokes are thicker than one.
    for (y, row) in patch.shades.chunks_exact(patch.width).enumerate().step_by(2) {
        let there = page.row(top + y, left, left + patch.width);
        let (mut row_aa, mut row_bb, mut row_ab) = (0_u32, 0_u32, 0_u32);
        for (one, other) in row.iter().zip(there) {
            let (one, other) = (u32::from(*one), u32::from(*other));
            a += one;
            b += other;
            row_aa += one * one;
            row_bb += other * other;
            row_ab += one * other;
        }
        aa += u64::from(row_aa);
        bb += u64::from(row_bb);
        ab += u64::from(row_ab);
    }
    let n = (patch.width * patch.height.div_ceil(2)) as f64;
    let (a, b) = (f64::from(a), f64::from(b));
    let (spread_a, spread_b) = (n * aa as f64 - a * a, n * bb as f64 - b * b);
    if spread_a <= 0.0 || spread_b <= 0.0 {
        return 0.0;
    }
    (n * ab as f64 - a * b) / (spread_a * spread_b).sqrt()
}

/// The map that moves every patch to where it was found; the worst are left out until all agree.
pub(super) fn correction(found: &[Found]) -> Option<Pose> {
    let mut found = found.to_vec();
    loop {
        if found.len() < FEWEST_PATCHES {
            return None;
        }
        let map = fitted(&found)?;
        let misses: Vec<f64> = found.iter().map(|one| miss(&map, one)).collect();
        let mut sorted = misses.clone();
        sorted.sort_by(f64::total_cmp);
        let allowed = (3.0 * sorted[sorted.len() / 2]).max(0.8);
        let (worst, by) = misses.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
        if *by <= allowed {
            return Some(map);
        }
        found.remove(worst);
    }
}

fn miss(map: &Pose, found: &Found) -> f64 {
    let [x, y] = found.at;
    let there = [map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]];
    (there[0] - x - found.off[0]).hypot(there[1] - y - found.off[1])
}

/// Least squares: x and y apart, three numbers each.
fn fitted(found: &[Found]) -> Option<Pose> {
    let mut sums = [[0.0; 3]; 3];
    let mut right = [[0.0; 3]; 2];
    for one in found {
        let row = [one.at[0], one.at[1], 1.0];
        for i in 0..3 {
            for j in 0..3 {
                sums[i][j] += row[i] * row[j];
            }
            right[0][i] += row[i] * (one.at[0] + one.off[0]);
            right[1][i] += row[i] * (one.at[1] + one.off[1]);
        }
    }
    let [a, b, c] = solved(sums, right[0])?;
    let [d, e, f] = solved(sums, right[1])?;
    Some([a, b, c, d, e, f])
}

/// Three equations by Cramer's rule; `None` when all points lie on one line.
fn solved(m: [[f64; 3]; 3], v: [f64; 3]) -> Option<[f64; 3]> {
    let det = |m: &[[f64; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let whole = det(&m);
    if whole.abs() < 1e-3 {
        return None;
    }
    let mut answer = [0.0; 3];
    for (column, value) in answer.iter_mut().enumerate() {
        let mut changed = m;
        for (row, right) in v.iter().enumerate() {
            changed[row][column] = *right;
        }
        *value = det(&changed) / whole;
    }
    Some(answer)
}
