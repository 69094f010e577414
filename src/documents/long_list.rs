//! Lists of thousands of rows: the template lays out three pages — the first, one like all between, the last — and says
//! where rows go; the rows are set here and put onto as many copies of the middle page as they need.
//!
//! Typst alone takes 2 ms and half a megabyte for every row of F-30 and lays everything out a second time to know how
//! many pages there are. Here the number of pages is known before anything is drawn. Faces, sizes, widths and places
//! are those of the template (`list-place`, `list-hole` in `gb.typ`); structure for screen readers there is none.

use std::ops::Range;

use serde_json::Value;
use serde_json::json;
use typst::foundations::Label;
use typst::foundations::Selector;
use typst::introspection::Introspector as _;
use typst::introspection::MetadataElem;
use typst::layout::Abs;
use typst::layout::Frame;
use typst::layout::FrameItem;
use typst::layout::Point;
use typst::model::Document as _;
use typst::syntax::Span;
use typst::utils::PicoStr;
use typst::visualize::Color;
use typst::visualize::Curve;
use typst::visualize::FixedStroke;
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

use crate::documents::cell_lines::Composer;
use crate::documents::qr::Modules;

/// Lays out a list: `pages` asks the template for pages without rows, `marks` for what differs from page to page,
/// `composer` for the faces of a role. None when the template has no place for a list.
pub(super) fn lay_out<W, E>(
    rows: &[Vec<String>],
    mut pages: impl FnMut(Value) -> Result<(PagedDocument, W), E>,
    marks: impl Fn(usize) -> Result<Vec<Mark>, E>,
    composer: impl Fn(&str, Abs) -> Composer,
) -> Result<Option<(PagedDocument, W)>, E> {
    let (empty, _) = pages(json!({ "pages": 3, "used": 0, "bare": false }))?;
    let Some(plan) = Plan::read(&empty) else { return Ok(None) };
    let mut cells = composer("label", plan.size);
    let spread = plan.spread(rows, &mut cells);
    let n_pages = spread.pages.len();
    let (laid, warnings) = pages(json!({
        "pages": n_pages.min(3),
        "used": plan.used(&spread).to_pt(),
        "bare": n_pages > 1 && spread.ends_without_rows(),
    }))?;
    if laid.pages().len() != n_pages.min(3) {
        return Ok(None);
    }
    let mut foot = composer("song", plan.size);
    let document = plan.put(&spread, &laid, &marks(n_pages)?, &mut cells, &mut foot);
    Ok(Some((document, warnings)))
}

/// What the template says of its list.
struct Plan {
    widths: Vec<Abs>,
    size: Abs,
    /// From the upper edge of a line to its baseline.
    ascent: Abs,
    /// From one line to the next.
    pitch: Abs,
    inset: Point,
    rule: Abs,
    /// Where rows begin and must end: on the first page, on those between, on the last.
    rooms: [Room; 3],
    /// How much the end of the sheet needs below the rows.
    closing: Abs,
    holes: Vec<Hole>,
}

#[derive(Clone, Copy)]
struct Room {
    top: Point,
    bottom: Abs,
}

impl Room {
    fn height(self) -> Abs {
        self.bottom - self.top.y
    }
}

/// A place whose content differs from page to page.
struct Hole {
    page: usize,
    at: Point,
    what: String,
    size: Abs,
    ascent: Abs,
}

/// What goes into the holes of a page.
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) code: Modules,
}

/// Something the template said, and where.
struct Said {
    page: usize,
    at: Point,
    value: Value,
}

impl Said {
    fn pt(&self, key: &str) -> Option<Abs> {
        self.value.get(key)?.as_f64().map(Abs::pt)
    }
}

/// Reads everything a template marked so.
fn said(document: &PagedDocument, label: &str) -> Vec<Said> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let all = marks.iter().filter_map(|mark| {
        let found = introspector.position(mark.location()?)?;
        let value = serde_json::to_value(&mark.to_packed::<MetadataElem>()?.value).ok()?;
        Some(Said { page: found.page.get() - 1, at: found.point, value })
    });
    all.collect()
}

impl Plan {
    /// Reads it out of three pages without rows; none when the template has no place for a list.
    fn read(document: &PagedDocument) -> Option<Self> {
        let places = said(document, "list-place");
        let ends = said(document, "list-end");
        let closing = said(document, "list-closing");
        let room = |page: usize| {
            let top = places.iter().find(|place| place.page == page)?.at;
            Some(Room { top, bottom: ends.iter().find(|end| end.page == page)?.at.y })
        };
        let first = places.first()?;
        let widths = first.value.get("widths")?.as_array()?.iter();
        let hole = |said: Said| {
            let (size, ascent) = (said.pt("size")?, said.pt("ascent")?);
            let what = said.value.get("what")?.as_str()?.to_owned();
            Some(Hole { page: said.page, at: said.at, what, size, ascent })
        };
        Some(Self {
            widths: widths.map(|width| width.as_f64().map(Abs::pt)).collect::<Option<_>>()?,
            size: first.pt("size")?,
            ascent: first.pt("ascent")?,
            pitch: first.pt("pitch")?,
            inset: Point::new(first.pt("inset-x")?, first.pt("inset-y")?),
            rule: first.pt("rule")?,
            rooms: [room(0)?, room(1)?, room(2)?],
            closing: closing.last()?.at.y - closing.first()?.at.y,
            holes: said(document, "list-hole").into_iter().map(hole).collect::<Option<_>>()?,
        })
    }

    fn height(&self, n_lines: usize) -> Abs {
        self.inset.y * 2.0 + self.size + self.pitch * n_lines.saturating_sub(1) as f64
    }

    /// How many lines of a row that is cut fit into so much room.
    fn lines_in(&self, room: Abs) -> usize {
        let rest = room - self.height(1);
        if rest < Abs::zero() { 0 } else { 1 + (rest / self.pitch).floor() as usize }
    }

    /// Gives every row its page.
    fn spread(&self, rows: &[Vec<String>], composer: &mut Composer) -> Spread {
        let rows: Vec<Row> = rows.iter().map(|row| self.row(row, composer)).collect();
        let mut pages: Vec<Vec<Part>> = vec![Vec::new()];
        let mut left = self.rooms[0].height();
        let fresh = self.rooms[1].height();
        for (n, row) in rows.iter().enumerate() {
            let mut begin = 0;
            while begin < row.n_lines {
                let rest = row.n_lines - begin;
                let height = self.height(rest);
                // A row goes to the next page as a whole, unless it is longer than a page.
                let fits = if height <= left {
                    rest
                } else if height <= fresh {
                    0
                } else {
                    self.lines_in(left)
                };
                if fits > 0 {
                    let part = Part { row: n, lines: begin..begin + fits };
                    left -= self.height(fits);
                    begin += fits;
                    if let Some(page) = pages.last_mut() {
                        page.push(part);
                    }
                }
                if begin < row.n_lines {
                    // Invariant: a page without rows takes at least one line, so that this ends.
                    pages.push(Vec::new());
                    left = fresh.max(self.height(1));
                }
            }
        }
        if left < self.closing {
            pages.push(Vec::new());
        }
        Spread { rows, pages }
    }

    fn row(&self, cells: &[String], composer: &mut Composer) -> Row {
        let cells: Vec<Vec<String>> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| composer.lines(cell, (*width - self.inset.x * 2.0) / self.size))
            .collect();
        let n_lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        Row { cells, n_lines }
    }

    /// How much of the last page the rows take.
    fn used(&self, spread: &Spread) -> Abs {
        spread.pages.last().into_iter().flatten().map(|part| self.height(part.lines.len())).sum()
    }

    /// Puts rows and marks onto the pages of the template: the first, one for all between, the last.
    fn put(
        &self,
        spread: &Spread,
        laid: &PagedDocument,
        marks: &[Mark],
        cells: &mut Composer,
        foot: &mut Composer,
    ) -> PagedDocument {
        let n_pages = spread.pages.len();
        let last = laid.pages().len().saturating_sub(1);
        let pages = spread.pages.iter().zip(marks).enumerate().filter_map(|(n, (parts, mark))| {
            let kind = if n == 0 {
                0
            } else if n + 1 == n_pages {
                last
            } else {
                1
            };
            let mut page = laid.pages().get(kind)?.clone();
            page.number = n as u64 + 1;
            self.put_parts(&mut page.frame, self.rooms[kind].top, parts, &spread.rows, cells);
            // The holes were found on three pages, of which a short list may have fewer: the first is like itself, and
            // all others are alike.
            for hole in self.holes.iter().filter(|hole| hole.page == kind) {
                self.fill(&mut page.frame, hole, (n + 1, n_pages), mark, foot);
            }
            Some(page)
        });
        PagedDocument::new(pages.collect(), laid.info().clone())
    }

    fn put_parts(
        &self,
        frame: &mut Frame,
        top: Point,
        parts: &[Part],
        rows: &[Row],
        composer: &mut Composer,
    ) {
        let mut y = top.y;
        let whole: Abs = self.widths.iter().sum();
        for part in parts {
            let Some(row) = rows.get(part.row) else { continue };
            let mut x = top.x;
            for (cell, width) in row.cells.iter().zip(&self.widths) {
                let lines = cell.get(part.lines.start..part.lines.end.min(cell.len())).unwrap_or_default();
                let mut baseline = y + self.inset.y + self.ascent;
                for line in lines {
                    for (dx, run) in composer.set(line, self.size) {
                        let at = Point::new(x + self.inset.x + dx, baseline);
                        frame.push(at, FrameItem::Text(run));
                    }
                    baseline += self.pitch;
                }
                x += *width;
            }
            y += self.height(part.lines.len());
            self.rule(frame, Point::new(top.x, y), Point::with_x(whole));
        }
        if parts.is_empty() {
            return;
        }
        let mut x = top.x;
        for width in std::iter::once(&Abs::zero()).chain(&self.widths) {
            x += *width;
            self.rule(frame, Point::new(x, top.y), Point::with_y(y - top.y));
        }
    }

    fn rule(&self, frame: &mut Frame, from: Point, to: Point) {
        let line = Geometry::Line(to).stroked(FixedStroke::from_pair(Color::BLACK, self.rule));
        frame.push(from, FrameItem::Shape(line, Span::detached()));
    }

    fn fill(
        &self,
        frame: &mut Frame,
        hole: &Hole,
        (page, n_pages): (usize, usize),
        mark: &Mark,
        foot: &mut Composer,
    ) {
        let (text, share) = match hole.what.as_str() {
            "code" => {
                return frame.push(hole.at, FrameItem::Shape(drawn(&mark.code, hole.size), Span::detached()));
            }
            "page" => (format!("第{page}页 共{n_pages}页"), 0.5),
            _ => (mark.text.clone(), 1.0),
        };
        let left = hole.at.x - hole.size * (foot.width(&text) * share);
        for (dx, run) in foot.set(&text, hole.size) {
            frame.push(Point::new(left + dx, hole.at.y + hole.ascent), FrameItem::Text(run));
        }
    }
}

/// A row, broken into lines.
struct Row {
    cells: Vec<Vec<String>>,
    n_lines: usize,
}

/// So many lines of a row.
struct Part {
    row: usize,
    lines: Range<usize>,
}

/// The rows of a list, page by page.
struct Spread {
    rows: Vec<Row>,
    pages: Vec<Vec<Part>>,
}

impl Spread {
    /// Whether the last page holds nothing but the end of the sheet.
    fn ends_without_rows(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }
}

/// Draws a code as one shape, its dark runs row by row.
fn drawn(code: &Modules, side: Abs) -> typst::visualize::Shape {
    let module = side / code.width() as f64;
    let mut curve = Curve::new();
    for (row, run) in code.dark_runs() {
        let (y, left, right) = (module * row as f64, module * run.start as f64, module * run.end as f64);
        curve.move_(Point::new(left, y));
        curve.line(Point::new(right, y));
        curve.line(Point::new(right, y + module));
        curve.line(Point::new(left, y + module));
        curve.close();
    }
    Geometry::Curve(curve).filled(Color::BLACK)
}
