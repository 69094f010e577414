//! 案卷: every sheet of the case as it was last printed, in the order of the volume, between the pages of F-29.
//!
//! The kept bytes of the prints go in, never a new rendering; drafts do not. Interference records are sealed and stay
//! out (F-12).

use crate::documents::volume::About;
use crate::documents::volume::Bookmark;
use crate::documents::volume::Piece;
use crate::documents::volume::bind as bind_pieces;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::part_of;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::case_view::sheets::sheets;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::sheet::compose;
use crate::services::sheet::compose::Rendered;
use serde_json::Value;

/// A sheet of the volume.
pub(super) struct Content<'a> {
    pub(super) part: VolumePart,
    /// 「F-07 到场签到及见证记录表」.
    pub(super) title: String,
    /// Its latest print that is no draft.
    pub(super) print: Option<&'a Recorded<SheetPrint>>,
}

impl<'a> Content<'a> {
    fn of(line: &SheetLine, print: Option<&'a Recorded<SheetPrint>>) -> Self {
        let title = format!("{} {}", line.form, line.title);
        Self { part: part_of(line.form), title, print }
    }

    /// Kept under seal beside the volume.
    pub(super) fn is_sealed(&self) -> bool {
        self.part == VolumePart::Interference
    }

    /// The print whose pages are bound in.
    pub(super) fn bound(&self) -> Option<&'a Recorded<SheetPrint>> {
        self.print.filter(|_| !self.is_sealed())
    }
}

/// Every sheet of the case that has begun or was printed, in the order of the volume.
pub(super) fn contents<'a>(facts: &CaseFacts<'a>) -> Vec<Content<'a>> {
    let file = facts.file;
    let lines: Vec<SheetLine> = sheets(facts).into_iter().filter(|line| line.form != FormNo::F29).collect();
    let mut all: Vec<Content<'a>> = lines
        .iter()
        .map(|line| (line, last_print(file, line.form, line.about)))
        .filter(|(line, print)| print.is_some() || line.state != SheetState::NotBegun)
        .map(|(line, print)| Content::of(line, print))
        .collect();
    // Paper that left under a name the list no longer has, such as the receipt everybody signed: it lies in the volume.
    let mut seen: Vec<(FormNo, Option<EvidenceId>)> =
        lines.iter().map(|line| (line.form, line.about)).collect();
    seen.push((FormNo::F29, None));
    for row in &file.prints {
        let key = (row.body.form, row.body.about);
        if row.body.form == FormNo::F29 || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if let Some(print) = last_print(file, key.0, key.1) {
            let title = format!("{} {}", key.0, key.0.label());
            all.push(Content { part: part_of(key.0), title, print: Some(print) });
        }
    }
    all.sort_by_key(|content| content.part);
    all
}

/// The latest print of a sheet that came out and was no draft.
fn last_print(file: &CaseFile, form: FormNo, about: Option<EvidenceId>) -> Option<&Recorded<SheetPrint>> {
    let is_it = |row: &&Recorded<SheetPrint>| {
        let body = &row.body;
        let came_out = row.supersedes.is_none() || body.copies > 0;
        body.form == form && body.about == about && !body.is_draft && body.object.is_some() && came_out
    };
    file.current(&file.prints).filter(is_it).last()
}

/// Prints bear marks that were drawn by lot, and so do their hashes: both are left out where marks are blank.
pub(super) fn blank_prints(value: &mut Value, blank: &str) {
    let parts = value["parts"].as_array_mut().into_iter().flatten();
    for entry in parts.filter_map(|part| part["entries"].as_array_mut()).flatten() {
        if entry["sha256"].as_str().is_some_and(|sha256| !sha256.is_empty()) {
            entry["sha256"] = Value::String(blank.to_owned());
        }
    }
}

/// Binds the volume: `own` are the pages of F-29, the rest is read from the store.
pub(super) fn bind(office: &Office, case: CaseId, own: Rendered) -> Result<Rendered, ServiceError> {
    let loaded = office.load(case)?;
    let facts = &office.facts(&loaded);
    let n_front = compose::pages_if(facts, &office.look(FormNo::F29)?, FormNo::F29, |value| {
        value["only_front"] = Value::Bool(true);
    })?;
    let store = &office.opened()?.store;
    let mut kept: Vec<(VolumePart, String, Vec<u8>, usize)> = Vec::new();
    for content in contents(facts) {
        let Some(row) = content.bound() else { continue };
        let Some(object) = row.body.object else { continue };
        let bytes = store.read_object(object)?;
        kept.push((content.part, content.title, bytes, row.body.n_pages as usize));
    }
    let mut pieces = vec![Piece { pdf: &own.bytes, pages: 0..n_front }];
    let mut marks = vec![
        Bookmark { title: VolumePart::Cover.label().to_owned(), ..Bookmark::default() },
        Bookmark { title: VolumePart::Contents.label().to_owned(), page: 1, ..Bookmark::default() },
    ];
    let mut page = n_front;
    for (part, title, bytes, n_pages) in &kept {
        pieces.push(Piece { pdf: bytes, pages: 0..*n_pages });
        if marks.last().is_none_or(|mark| mark.title != part.label()) {
            marks.push(Bookmark { title: part.label().to_owned(), page, under: Vec::new() });
        }
        if let Some(mark) = marks.last_mut() {
            mark.under.push(Bookmark { title: title.clone(), page, under: Vec::new() });
        }
        page += n_pages;
    }
    pieces.push(Piece { pdf: &own.bytes, pages: n_front..own.n_pages });
    let last = page + own.n_pages.saturating_sub(n_front + 1);
    marks.push(Bookmark { title: VolumePart::Media.label().to_owned(), page, under: Vec::new() });
    marks.push(Bookmark { title: VolumePart::Remarks.label().to_owned(), page: last, under: Vec::new() });
    let title = format!("{} {}", FormNo::F29.label(), facts.file.called());
    let about = About {
        title: &title,
        institution: &facts.institution.name,
        made_at: compose::beijing(facts.now),
        ident: &compose::print_mark(SheetRef::of_case(FormNo::F29, case, None), own.n),
    };
    let volume = bind_pieces(&pieces, &marks, &about)?;
    // The places for the pen on its own pages; those behind the sheets moved along with them.
    let mut pen_boxes = own.pen_boxes;
    for place in pen_boxes.iter_mut().filter(|place| place.page as usize > n_front) {
        place.page += u32::try_from(page - n_front).unwrap_or(u32::MAX);
    }
    Ok(Rendered { bytes: volume.bytes, n_pages: volume.n_pages, pen_boxes, ..own })
}
