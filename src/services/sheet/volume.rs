//! 案卷: what lies in the volume of a case, in the order the institution gave it, and as what.
//!
//! A sheet whose signed paper was filed lies there as that paper was scanned; every other one as it was last printed.
//! The kept bytes go in, never a new rendering, and never a draft. Records of interference are sealed beside the volume:
//! a page says so in their place (F-12, F-13). Clues handed over (F-32) are suspicions about people and lie in no volume.

use crate::domain::archiving::VolumePart;
use crate::domain::archiving::part_of;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::scan::SheetScan;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::case_view::sheets::sheets;
use serde_json::Value;

/// A sheet of the volume.
pub(super) struct Content<'a> {
    pub(super) part: VolumePart,
    /// 「F-07 到场签到及见证记录表」.
    pub(super) title: String,
    pub(super) lies: Lies<'a>,
}

/// As what a sheet lies in the volume.
pub(super) enum Lies<'a> {
    /// Nobody printed it.
    Not,
    /// As it was printed.
    Print(&'a Recorded<SheetPrint>),
    /// As its signed paper was scanned, page by page, and which print that was.
    Signed(&'a Recorded<SheetPrint>, Vec<&'a Recorded<SheetScan>>),
    /// Kept under seal beside the volume, by the number of its register.
    Sealed(&'a str),
}

impl<'a> Lies<'a> {
    fn of(file: &'a CaseFile, form: FormNo, about: Option<EvidenceId>) -> Self {
        Self::signed(file, form, about)
            .or_else(|| last_print(file, form, about).map(Self::Print))
            .unwrap_or(Self::Not)
    }

    /// Only when every page is back and no place on it is empty.
    fn signed(file: &'a CaseFile, form: FormNo, about: Option<EvidenceId>) -> Option<Self> {
        let copy = signed_copy(file, form, about).filter(|copy| copy.is_complete())?;
        let print = file.prints.iter().find(|row| row.id == copy.print)?;
        let scan = |id: EvidenceId| file.scans.iter().find(|row| row.id == id);
        let scans: Vec<_> = copy.pages.iter().filter_map(|(_, id)| scan(*id)).collect();
        (scans.len() == print.body.n_pages as usize).then_some(Self::Signed(print, scans))
    }

    fn is_there(&self) -> bool {
        !matches!(self, Self::Not)
    }
}

impl Content<'_> {
    /// How many pages of the volume are this sheet.
    pub(super) fn n_pages(&self) -> u32 {
        match &self.lies {
            Lies::Print(row) | Lies::Signed(row, _) => row.body.n_pages,
            Lies::Not | Lies::Sealed(_) => 0,
        }
    }
}

/// Every sheet of the case that has begun or was printed, in the order of the volume.
pub(super) fn contents<'a>(facts: &CaseFacts<'a>) -> Vec<Content<'a>> {
    let file = facts.file;
    let lines: Vec<SheetLine> = sheets(facts).into_iter().filter(|line| line.form != FormNo::F29).collect();
    let mut all: Vec<Content<'a>> = lines
        .iter()
        .map(|line| (line, Lies::of(file, line.form, line.about)))
        .filter(|(line, lies)| lies.is_there() || line.state != SheetState::NotBegun)
        .map(|(line, lies)| Content {
            part: part_of(line.form),
            title: format!("{} {}", line.form, line.title),
            lies,
        })
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
        let lies = Lies::of(file, key.0, key.1);
        if lies.is_there() {
            all.push(Content { part: part_of(key.0), title: format!("{} {}", key.0, key.0.label()), lies });
        }
    }
    all.extend(sealed(file));
    let order: Vec<VolumePart> = facts.institution.volume_order.parts().collect();
    all.sort_by_key(|content| order.iter().position(|part| *part == content.part));
    all
}

/// What tells of interference with this case: the record, and the report that went out.
fn sealed(file: &CaseFile) -> impl Iterator<Item = Content<'_>> {
    file.interferences.iter().flat_map(|one| {
        let report = one.report.is_some().then_some(FormNo::F13);
        std::iter::once(FormNo::F12).chain(report).map(|form| Content {
            part: VolumePart::Interference,
            title: format!("{form} {}（{}）", form.label(), one.number),
            lies: Lies::Sealed(&one.number),
        })
    })
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
