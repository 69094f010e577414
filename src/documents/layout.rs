//! Reads out of a finished layout what its template left there for the program: places for the pen, sentences that
//! may be worded otherwise, and what every page carries. Marks are seen by nobody and move nothing.

use crate::documents::template::Sentence;
use crate::domain::scan::PenBox;
use crate::domain::scan::PenKind;
use crate::domain::secret::PersonName;
use serde_json::Value;
use std::collections::BTreeSet;
use typst::foundations::Label;
use typst::foundations::Selector;
use typst::introspection::Introspector as _;
use typst::introspection::MetadataElem;
use typst::introspection::PagedPosition;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// What the pages of a layout carry, by the marks of `gb.typ`; pages count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The pages with their code.
    pub codes: BTreeSet<usize>,
    /// The pages with 「第x页 共y页」.
    pub feet: BTreeSet<usize>,
    /// Whether 「示范稿」 stands somewhere.
    pub specimen: bool,
    /// The pages with 「草稿」 behind the text.
    pub drafts: BTreeSet<usize>,
}

/// Reads the marks of `pen-place` and `pen-line` out of the layout: every two of them are the corners of one place.
pub(super) fn pen_boxes(document: &PagedDocument) -> Vec<PenBox> {
    let marks = marks(document, "pen-box");
    let mut boxes = Vec::new();
    for pair in marks.chunks_exact(2) {
        let [Mark { at: Some(from), said }, Mark { at: Some(to), .. }] = pair else { continue };
        let text = |key: &str| said.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let tenths = |length: typst::layout::Abs| (length.to_mm() * 10.0).round().clamp(0.0, 20_000.0) as u16;
        boxes.push(PenBox {
            page: u32::try_from(from.page.get()).unwrap_or(u32::MAX),
            kind: if text("kind") == "date" { PenKind::Date } else { PenKind::Signature },
            role: text("role").split_whitespace().collect::<Vec<_>>().join(" "),
            name: PersonName::new(text("name")),
            at: [tenths(from.point.x), tenths(from.point.y), tenths(to.point.x), tenths(to.point.y)],
        });
    }
    boxes.sort_by_key(|found| (found.page, found.at[1], found.at[0]));
    boxes
}

/// Reads what `carried` left; what lies beside the paper is not carried.
pub(super) fn carried(document: &PagedDocument) -> Carried {
    let mut found = Carried::default();
    for mark in marks(document, "carried") {
        let Some(at) = mark.at else { continue };
        let page = at.page.get();
        let is_on_paper = document.pages().get(page - 1).is_some_and(|paper| {
            let (width, height) = (paper.frame.width(), paper.frame.height());
            let (x, y) = (at.point.x, at.point.y);
            x.to_pt() >= 0.0 && y.to_pt() >= 0.0 && x < width && y < height
        });
        match mark.said.as_str() {
            Some("code") if is_on_paper => drop(found.codes.insert(page)),
            Some("foot") if is_on_paper => drop(found.feet.insert(page)),
            Some("draft") => drop(found.drafts.insert(page)),
            Some("specimen") if is_on_paper => found.specimen = true,
            _ => {}
        }
    }
    found
}

/// Reads the sentences that `word` and `word-of` left, each once, in the order of the paper.
pub(super) fn sentences(document: &PagedDocument) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    for mark in marks(document, "replaceable") {
        let text = |key: &str| mark.said.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (id, default) = (text("id"), text("default"));
        if !id.is_empty() && found.iter().all(|known| known.id != id) {
            found.push(Sentence { id, default });
        }
    }
    found
}

struct Mark {
    at: Option<PagedPosition>,
    said: Value,
}

fn marks(document: &PagedDocument, label: &str) -> Vec<Mark> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let introspector = document.introspector();
    let found = introspector.query(&Selector::Label(label));
    found
        .iter()
        .map(|mark| {
            let at = mark.location().and_then(|location| introspector.position(location));
            let said = mark.to_packed::<MetadataElem>().map(|mark| serde_json::to_value(&mark.value));
            Mark { at, said: said.and_then(Result::ok).unwrap_or_default() }
        })
        .collect()
}
