//! A drawn page as strips of its inked parts: what a printer of pixels is sent. White paper costs nothing, black text
//! four bits a pixel, grey pictures eight, and only strips with colour in them (a signature, a photo) the full price.
//!
//! A page of text at 600 dpi is some 10 MB this way instead of 139. Four bits are sixteen greys: more than the edge
//! of a letter needs at that size.
#![cfg(any(windows, test))]

use crate::platform::print::Pixels;

/// Rows of a strip; a line of text and its space.
const ROWS: usize = 64;
/// How far the parts of a grey may lie apart.
const TINGE: u8 = 3;
/// From here on it is paper.
const WHITE: u8 = 250;
/// Up to here it is ink.
const BLACK: u8 = 24;

/// A part of a page, in the form Windows calls a bitmap: rows from the top, each filled to four bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Strip {
    /// Pixels from the left edge of the page.
    pub x: usize,
    /// Rows from its top.
    pub y: usize,
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// How a pixel is written.
    pub ink: Ink,
    /// The rows.
    pub rows: Vec<u8>,
}

/// How a pixel is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Four bits, 0 black to 15 white; the left pixel in the upper half of a byte. For letters and lines.
    Line,
    /// Eight bits, 0 black to 255 white. For grey pictures and the word across a draft.
    Shade,
    /// Blue, green, red.
    Colour,
}

impl Ink {
    /// Bits of a pixel.
    pub(super) const fn bits(self) -> u16 {
        match self {
            Self::Line => 4,
            Self::Shade => 8,
            Self::Colour => 24,
        }
    }
}

/// Cuts a page into strips, from the top.
pub(super) fn strips(page: &Pixels) -> impl Iterator<Item = Strip> + '_ {
    (0..page.height.div_ceil(ROWS)).filter_map(|band| strip(page, band * ROWS))
}

fn strip(page: &Pixels, top: usize) -> Option<Strip> {
    let mut found: Option<(usize, usize, usize, usize)> = None;
    let (mut n_inked, mut n_between, mut has_colour) = (0, 0, false);
    for y in top..(top + ROWS).min(page.height) {
        for (x, pixel) in row(page, y).enumerate() {
            let least = pixel[0].min(pixel[1]).min(pixel[2]);
            if least >= WHITE {
                continue;
            }
            let most = pixel[0].max(pixel[1]).max(pixel[2]);
            has_colour |= most - least > TINGE;
            n_inked += 1;
            n_between += usize::from(least > BLACK);
            let (left, right, first, _) = found.unwrap_or((x, x, y, y));
            found = Some((left.min(x), right.max(x), first, y));
        }
    }
    let (left, right, first, last) = found?;
    let ink = match () {
        () if has_colour => Ink::Colour,
        // Only the edges of letters lie between black and white.
        () if n_between * 2 > n_inked => Ink::Shade,
        () => Ink::Line,
    };
    let (width, height) = (right + 1 - left, last + 1 - first);
    let mut rows = Vec::with_capacity(height * (width * usize::from(ink.bits())).div_ceil(32) * 4);
    for y in first..=last {
        let pixels = row(page, y).skip(left).take(width);
        match ink {
            Ink::Colour => rows.extend(pixels.flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])),
            Ink::Shade => rows.extend(pixels.map(|pixel| pixel[1])),
            Ink::Line => push_greys(&mut rows, pixels.map(|pixel| pixel[1] >> 4)),
        }
        rows.resize(rows.len().next_multiple_of(4), 0);
    }
    Some(Strip { x: left, y: first, width, height, ink, rows })
}

fn row(page: &Pixels, y: usize) -> impl Iterator<Item = &[u8]> {
    let start = y * page.width * 4;
    page.rgba[start..start + page.width * 4].chunks_exact(4)
}

/// Two pixels a byte.
fn push_greys(rows: &mut Vec<u8>, mut greys: impl Iterator<Item = u8>) {
    while let Some(left) = greys.next() {
        rows.push(left << 4 | greys.next().unwrap_or(15));
    }
}

#[cfg(test)]
mod tests {
    use super::Ink;
    use super::ROWS;
    use super::Strip;
    use super::strips;
    use crate::platform::print::Pixels;

    fn page(width: usize, height: usize, ink: impl Fn(usize, usize) -> Option<[u8; 3]>) -> Pixels {
        let at = |n: usize| ink(n % width, n / width).unwrap_or([255; 3]);
        let rgba = (0..width * height).map(at).flat_map(|[r, g, b]| [r, g, b, 255]).collect();
        Pixels { width, height, rgba }
    }

    /// Puts the strips on white paper again.
    fn laid(strips: &[Strip], width: usize, height: usize) -> Vec<[u8; 3]> {
        let mut paper = vec![[255; 3]; width * height];
        for strip in strips {
            let stride = (strip.width * usize::from(strip.ink.bits())).div_ceil(32) * 4;
            assert_eq!(strip.rows.len(), stride * strip.height);
            for y in 0..strip.height {
                let row = &strip.rows[y * stride..];
                for x in 0..strip.width {
                    let at = (strip.y + y) * width + strip.x + x;
                    paper[at] = match strip.ink {
                        Ink::Colour => [row[x * 3 + 2], row[x * 3 + 1], row[x * 3]],
                        Ink::Shade => [row[x]; 3],
                        Ink::Line => [((row[x / 2] >> (4 * (1 - x % 2))) & 15) * 17; 3],
                    };
                }
            }
        }
        paper
    }

    #[test]
    fn white_paper_costs_nothing() {
        assert_eq!(strips(&page(100, 300, |_, _| None)).count(), 0);
        assert_eq!(strips(&page(0, 0, |_, _| None)).count(), 0);
    }

    #[test]
    fn strips_laid_side_by_side_are_the_page() {
        // Odd widths, a grey ramp, letters with soft edges over a whole row, one blue spot far below.
        let ink = |x: usize, y: usize| match (x, y) {
            (7..60, 5..9) => Some([(x * 4) as u8; 3]),
            (_, 130) => Some([if x.is_multiple_of(3) { 90 } else { 0 }; 3]),
            (2..=5, 250..252) => Some([20, 40, 160]),
            _ => None,
        };
        let drawn = page(101, 260, ink);
        let strips: Vec<_> = strips(&drawn).collect();
        let told: Vec<_> =
            strips.iter().map(|strip| (strip.x, strip.y, strip.width, strip.height, strip.ink)).collect();
        assert_eq!(
            told,
            [(7, 5, 53, 4, Ink::Shade), (0, 130, 101, 1, Ink::Line), (2, 250, 4, 2, Ink::Colour),]
        );
        let laid = laid(&strips, drawn.width, drawn.height);
        for (n, pixel) in drawn.rgba.chunks_exact(4).enumerate() {
            for part in 0..3 {
                let apart = laid[n][part].abs_diff(pixel[part]);
                assert!(apart <= 16, "pixel {n} is {apart} away");
            }
        }
        assert_eq!(laid[251 * 101 + 4], [20, 40, 160], "colours are as they are");
        assert_eq!(laid[6 * 101 + 20], [80; 3], "and so are the shades of a picture");
    }

    #[test]
    fn a_strip_never_reaches_over_its_band() {
        let full = page(9, ROWS * 2 + 1, |_, _| Some([0; 3]));
        let heights: Vec<_> = strips(&full).map(|strip| strip.height).collect();
        assert_eq!(heights, [ROWS, ROWS, 1]);
    }
}
