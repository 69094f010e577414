//! Is anything written in a place for the pen? Ink is what is darker than the paper around it and was not printed.
//!
//! Everything near printed lines, labels and captions is left out, so that a page that lies half a millimetre off
//! shows no ink. Shade and noise of the paper are measured in the place itself. A speck, the streak of a dusty
//! scanner and a stroke that only reaches in from a neighbour are not writing.

use crate::capture::scan::MM_PER_INCH;
use crate::capture::scan::PAGE_DPI;
use crate::capture::scan::align::Laid;
use crate::capture::scan::grey::Grey;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// Strokes anywhere inside but in the places of dates, which are looked at apart.
    Strokes { but_not: &'a [[u16; 4]] },
    /// Figures in at least two of the three gaps before 年, 月 and 日.
    Date,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Ink,
    Blank,
}

/// Print is left out so far around (pixels of 0.17 mm), to bear what the laying over misses.
const AROUND_PRINT: usize = 4;
/// Print is what is darker than this on the print itself; the pale word across a draft is not.
const PRINTED_BELOW: u8 = 200;
/// Strokes are darker than the paper by at least so much, after the blur of three pixels: what shines through from the
/// back is paler.
const LEAST_CONTRAST: i32 = 28;
const MOST_CONTRAST: i32 = 60;
/// The shade of paper that lies in the light; contrasts are told as if all did.
const FULL_LIGHT: i32 = 245;
/// Red is so much more red than green or blue; the colours of a JPEG run, so that it reaches further than it shows.
const RED_FROM: u8 = 30;
const AROUND_RED: usize = 3;
/// A pen on a seal is darker than so many hundredths of the paper; red ink alone is twice as light.
const DARKER_THAN_RED: i32 = 30;
/// The frame of a place is left out (0.7 mm).
const INSET: usize = 4;
/// Figures of a date stand higher than its line and end below it (5 mm, 1 mm).
const ABOVE_DATE: usize = 30;
const BELOW_DATE: usize = 6;
/// A figure whose foot is lost beside print has its middle above the line (1 mm).
const OVER_DATE: usize = 6;
/// The paper is measured in tiles of so many pixels.
const TILE: usize = 24;

/// What makes a heap of dark pixels writing; lengths in pixels of the straight page.
struct Least {
    /// A stroke shorter than this is a speck.
    stroke_long: usize,
    stroke_area: usize,
    /// The longest stroke must be so long, all together so large.
    longest: usize,
    area: usize,
}

const SIGNATURE: Least = Least { stroke_long: 8, stroke_area: 12, longest: 16, area: 48 };
const FIGURE: Least = Least { stroke_long: 6, stroke_area: 9, longest: 8, area: 14 };

pub(super) fn look(laid: &Laid, print: &Grey, at: [u16; 4], what: What<'_>) -> Look {
    let is_there = match what {
        What::Strokes { but_not } => is_signed(laid, print, at, but_not),
        What::Date => is_dated(laid, print, at),
    };
    if is_there { Look::Ink } else { Look::Blank }
}

fn is_signed(laid: &Laid, print: &Grey, at: [u16; 4], but_not: &[[u16; 4]]) -> bool {
    let [left, top, right, bottom] = at.map(pixel);
    let area = [left + INSET, top + INSET, right.saturating_sub(INSET), bottom.saturating_sub(INSET)];
    let mut strokes = strokes_in(laid, print, area);
    let height = bottom.saturating_sub(top);
    strokes.retain(|stroke| {
        // What only reaches in from a neighbour keeps to the edge; what stands in the place of a date is a date.
        let edge = height / 8;
        let reaches_in = stroke.bottom < edge || stroke.top + edge + 2 * INSET >= height;
        let (x, y) = (area[0] + stroke.middle(), area[1] + usize::midpoint(stroke.top, stroke.bottom));
        let is_date = but_not.iter().map(|place| place.map(pixel)).any(|[left, top, right, bottom]| {
            (left..right).contains(&x) && (top.saturating_sub(OVER_DATE)..bottom).contains(&y)
        });
        !reaches_in && !is_date
    });
    is_written(&strokes, &SIGNATURE)
}

/// A signature above may reach down into the line of the date: what counts has its middle in the line.
fn is_dated(laid: &Laid, print: &Grey, at: [u16; 4]) -> bool {
    let [left, top, right, bottom] = at.map(pixel);
    let above = top.saturating_sub(ABOVE_DATE);
    let mut strokes = strokes_in(laid, print, [left, above, right, bottom + BELOW_DATE]);
    strokes.retain(|stroke| above + usize::midpoint(stroke.top, stroke.bottom) >= top);
    let width = right.saturating_sub(left).max(1);
    let n_filled = (0..3)
        .filter(|n| {
            let gap = width * n / 3..width * (n + 1) / 3;
            let inside: Vec<Stroke> =
                strokes.iter().filter(|stroke| gap.contains(&stroke.middle())).copied().collect();
            is_written(&inside, &FIGURE)
        })
        .count();
    n_filled >= 2
}

fn pixel(tenths: u16) -> usize {
    (f64::from(tenths) / 10.0 / MM_PER_INCH * f64::from(PAGE_DPI)).round() as usize
}

fn is_written(strokes: &[Stroke], least: &Least) -> bool {
    let strokes = strokes
        .iter()
        .filter(|stroke| stroke.long() >= least.stroke_long && stroke.area >= least.stroke_area);
    let (longest, area) =
        strokes.fold((0, 0), |(longest, area), stroke| (stroke.long().max(longest), area + stroke.area));
    longest >= least.longest && area >= least.area
}

/// A heap of dark pixels that touch.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    area: usize,
}

impl Stroke {
    fn wide(&self) -> usize {
        self.right - self.left + 1
    }

    fn high(&self) -> usize {
        self.bottom - self.top + 1
    }

    fn long(&self) -> usize {
        self.wide().max(self.high())
    }

    fn middle(&self) -> usize {
        usize::midpoint(self.left, self.right)
    }
}

fn strokes_in(laid: &Laid, print: &Grey, [left, top, right, bottom]: [usize; 4]) -> Vec<Stroke> {
    let (right, bottom) = (right.min(print.width), bottom.min(print.height));
    let Some(raw) = laid.part(left, top, right, bottom) else { return Vec::new() };
    let seen = blurred(&raw);
    let (width, height) = (seen.width, seen.height);
    if width < TILE || height < TILE {
        return Vec::new();
    }
    let expected = blurred(&print.part(left, top, right, bottom));
    let is_printed = near_print(print, [left, top, left + width, top + height]);
    let red = laid.red_part(left, top, right, bottom);
    let is_red = red.as_ref().and_then(near_red);
    // What tells of paper and its noise is neither printed nor stamped.
    let is_else: Vec<bool> = match &is_red {
        Some(is_red) => is_printed.iter().zip(is_red).map(|(printed, red)| *printed || *red).collect(),
        None => is_printed.clone(),
    };
    let paper = paper_of(&seen, &expected, &is_else);
    let darker: Vec<i32> = (0..width * height)
        .map(|n| {
            if is_printed[n] {
                return 0;
            }
            let paper = paper.at(n % width, n / width).max(1);
            // A seal is no writing; a pen below or above it is much darker and not red at all.
            if is_else[n] {
                let is_pen = i32::from(raw.shades[n]) * 100 < paper * DARKER_THAN_RED
                    && red.as_ref().is_none_or(|red| red.shades[n] <= RED_FROM);
                return if is_pen { MOST_CONTRAST + 1 } else { 0 };
            }
            // Ink in a shadow is darker by less, as its paper is.
            (paper * i32::from(expected.shades[n]) / 255 - i32::from(seen.shades[n])) * FULL_LIGHT / paper
        })
        .collect();
    let contrast = least_contrast(&darker, &is_else);
    let dark: Vec<bool> = darker.iter().map(|by| *by > contrast).collect();
    let mut strokes = heaps(&dark, width, height);
    strokes.retain(|stroke| {
        let is_streak = (stroke.wide() <= 5 && stroke.high() + 4 >= height)
            || (stroke.high() <= 5 && stroke.wide() * 10 >= width * 9);
        !is_streak
    });
    strokes
}

/// Every pixel becomes the mean of the nine around it: noise is a third, a thin stroke still half.
pub(super) fn blurred(grey: &Grey) -> Grey {
    let (width, height) = (grey.width, grey.height);
    if width < 3 || height < 3 {
        return grey.clone();
    }
    let mut shades = Vec::with_capacity(grey.shades.len());
    let mut columns = vec![0_u32; width];
    for y in 0..height {
        let lines = y.saturating_sub(1)..(y + 2).min(height);
        let n_lines = lines.len() as u32;
        columns.fill(0);
        for line in lines {
            for (sum, shade) in columns.iter_mut().zip(grey.row(line, 0, width)) {
                *sum += u32::from(*shade);
            }
        }
        let edge = |a: u32, b: u32| ((a + b) / (2 * n_lines)) as u8;
        shades.push(edge(columns[0], columns[1]));
        shades
            .extend(columns.windows(3).map(|three| ((three[0] + three[1] + three[2]) / (3 * n_lines)) as u8));
        shades.push(edge(columns[width - 2], columns[width - 1]));
    }
    Grey { width, height, shades }
}

/// Where print is near, in the print itself; looks beyond the place, whose frame is print too.
fn near_print(print: &Grey, [left, top, right, bottom]: [usize; 4]) -> Vec<bool> {
    let (from_x, from_y) = (left.saturating_sub(AROUND_PRINT), top.saturating_sub(AROUND_PRINT));
    let wider = print.part(from_x, from_y, right + AROUND_PRINT, bottom + AROUND_PRINT);
    let is_near = near(&wider, |shade| shade < PRINTED_BELOW, AROUND_PRINT);
    let mut cut = Vec::with_capacity((right - left) * (bottom - top));
    for y in top - from_y..bottom - from_y {
        let line = y * wider.width + left - from_x;
        cut.extend_from_slice(&is_near[line..line + right - left]);
    }
    cut
}

/// Where the red of a seal is near; `None` where nothing is red at all.
fn near_red(red: &Grey) -> Option<Vec<bool>> {
    let is_red = |shade: u8| shade > RED_FROM;
    red.shades.iter().copied().any(is_red).then(|| near(red, is_red, AROUND_RED))
}

/// Whether such a shade is near, for every pixel.
pub(super) fn near(grey: &Grey, is_such: impl Fn(u8) -> bool, around: usize) -> Vec<bool> {
    let mut near = vec![false; grey.shades.len()];
    for (y, row) in grey.shades.chunks_exact(grey.width).enumerate() {
        let (above, below) = (y.saturating_sub(around), (y + around + 1).min(grey.height));
        let mut from = 0;
        while let Some(first) = row[from..].iter().position(|shade| is_such(*shade)) {
            let first = from + first;
            let n = row[first..].iter().position(|shade| !is_such(*shade)).unwrap_or(row.len() - first);
            let (before, behind) = (first.saturating_sub(around), (first + n + around).min(grey.width));
            for line in above..below {
                near[line * grey.width + before..line * grey.width + behind].fill(true);
            }
            from = first + n;
        }
    }
    near
}

/// The shade of the paper, tile by tile.
struct Paper {
    columns: usize,
    rows: usize,
    shades: Vec<i32>,
}

impl Paper {
    /// Between the middles of four tiles.
    fn at(&self, x: usize, y: usize) -> i32 {
        let place = |at: usize, n: usize| {
            let at = (at as i32 - TILE as i32 / 2).max(0) as usize;
            let tile = (at / TILE).min(n - 1);
            (tile, (tile + 1).min(n - 1), (at - tile * TILE).min(TILE) as i32)
        };
        let (left, right, dx) = place(x, self.columns);
        let (above, below, dy) = place(y, self.rows);
        let shade = |column: usize, row: usize| self.shades[row * self.columns + column];
        let side = TILE as i32;
        let upper = shade(left, above) * (side - dx) + shade(right, above) * dx;
        let lower = shade(left, below) * (side - dx) + shade(right, below) * dx;
        (upper * (side - dy) + lower * dy) / (side * side)
    }
}

/// Seven in ten pixels of a tile are darker than its paper or as dark; writing covers less than that.
fn paper_of(seen: &Grey, expected: &Grey, is_printed: &[bool]) -> Paper {
    let (columns, rows) = (seen.width / TILE, seen.height / TILE);
    let mut shades = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let mut tile = Counted::default();
            for y in row * TILE..(row + 1) * TILE {
                let line = y * seen.width + column * TILE..y * seen.width + (column + 1) * TILE;
                let pixels = seen.shades[line.clone()].iter().zip(&expected.shades[line.clone()]);
                for ((shade, clean), printed) in pixels.zip(&is_printed[line]) {
                    if !printed {
                        tile.count(u32::from(*shade) * 255 / u32::from(*clean).max(1));
                    }
                }
            }
            shades.push(if tile.n >= TILE { tile.below(7, 10) } else { -1 });
        }
    }
    // A tile that is all print has the paper of the others.
    let known: Vec<i32> = shades.iter().copied().filter(|shade| *shade >= 0).collect();
    let usual = if known.is_empty() { 255 } else { known.iter().sum::<i32>() / known.len() as i32 };
    for shade in &mut shades {
        if *shade < 0 {
            *shade = usual;
        }
    }
    Paper { columns, rows, shades }
}

/// Four and a half times the usual noise, within limits.
fn least_contrast(darker: &[i32], is_printed: &[bool]) -> i32 {
    let mut noise = Counted::default();
    for (by, printed) in darker.iter().zip(is_printed) {
        if !printed {
            noise.count(by.unsigned_abs());
        }
    }
    // The median of a bell's distances is 0.67 of its width.
    (noise.below(1, 2) * 67 / 10).clamp(LEAST_CONTRAST, MOST_CONTRAST)
}

/// How often each shade came, to know their middle without sorting them.
struct Counted {
    shades: [usize; 256],
    n: usize,
}

impl Default for Counted {
    fn default() -> Self {
        Self { shades: [0; 256], n: 0 }
    }
}

impl Counted {
    fn count(&mut self, shade: u32) {
        self.shades[shade.min(255) as usize] += 1;
        self.n += 1;
    }

    /// The shade that so large a part of them does not exceed.
    fn below(&self, part: usize, of: usize) -> i32 {
        let mut left = self.n * part / of;
        for (shade, n) in self.shades.iter().enumerate() {
            if *n > left {
                return shade as i32;
            }
            left -= n;
        }
        255
    }
}

/// Gathers dark pixels that touch, corners too.
fn heaps(dark: &[bool], width: usize, height: usize) -> Vec<Stroke> {
    let mut left_over = dark.to_vec();
    let mut heaps = Vec::new();
    let mut waiting = Vec::new();
    for start in 0..left_over.len() {
        if !left_over[start] {
            continue;
        }
        left_over[start] = false;
        waiting.push(start);
        let (x, y) = (start % width, start / width);
        let mut heap = Stroke { left: x, top: y, right: x, bottom: y, area: 0 };
        while let Some(n) = waiting.pop() {
            let (x, y) = (n % width, n / width);
            heap.area += 1;
            heap.left = heap.left.min(x);
            heap.right = heap.right.max(x);
            heap.top = heap.top.min(y);
            heap.bottom = heap.bottom.max(y);
            for near_y in y.saturating_sub(1)..(y + 2).min(height) {
                for near_x in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = near_y * width + near_x;
                    if left_over[near] {
                        left_over[near] = false;
                        waiting.push(near);
                    }
                }
            }
        }
        heaps.push(heap);
    }
    heaps
}
