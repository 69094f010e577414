//! 文书 of whole cases. `SHEETS_OUT=DIR` leaves the files in DIR, to be looked at.

mod in_force;
mod leaving;
mod printing;
mod volume;
mod wording;

use crate::golden::text_of;
use crate::support::TestOffice;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::DepartureKind;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::check_in;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::Issued;
use appraisal_desk::services::sheet::Preview;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::Arc;

pub fn preview(
    office: &mut TestOffice,
    case: CaseId,
    form: FormNo,
    about: Option<EvidenceId>,
) -> Arc<Preview> {
    match office.looks(Look::Preview(SheetRef::of_case(form, case, about))) {
        Outcome::Preview(preview) => preview,
        other => panic!("not a preview: {other:?}"),
    }
}

pub fn save(office: &mut TestOffice, case: CaseId, form: FormNo, to: &Path) -> Result<Issued, ServiceError> {
    let request = sheet::Request::SaveAs { sheet: SheetRef::of_case(form, case, None), to: to.to_owned() };
    office.tries(Action::Sheet(request)).map(|outcome| match outcome {
        Outcome::Sheet(issued) => issued,
        other => panic!("not a sheet: {other:?}"),
    })
}

pub fn arrival(office: &mut TestOffice, case: CaseId, is_wanted: fn(&Attendee) -> bool) -> EvidenceId {
    let view = office.case(case);
    view.present.iter().find(|row| is_wanted(&row.row.body.attendee)).unwrap().row.id
}

pub fn leaves(
    office: &mut TestOffice,
    case: CaseId,
    attendance: EvidenceId,
    kind: DepartureKind,
    note: &str,
) {
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    let request = check_in::Request::SignOut { case, attendance, kind, note: note.to_owned() };
    office.does(Action::CheckIn(request));
}

pub fn text(pdf: &[u8]) -> String {
    let text = text_of(&Pdf { bytes: pdf.to_vec(), n_pages: 1, warnings: Vec::new(), pen_boxes: Vec::new() });
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn says(shown: &Preview, expected: &[&str]) {
    let text = text(&shown.pdf);
    for sentence in expected {
        let squeezed: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&squeezed), "{}: 「{sentence}」 is not in\n{text}", shown.sheet.form);
    }
}

pub fn never_says(shown: &Preview, forbidden: &[&str]) {
    let text = text(&shown.pdf);
    for sentence in forbidden {
        let squeezed: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(!text.contains(&squeezed), "{}: 「{sentence}」 is in\n{text}", shown.sheet.form);
    }
}

pub fn keep_for_eyes(name: &str, pdf: &[u8]) {
    if let Some(folder) = env::var_os("SHEETS_OUT") {
        fs::create_dir_all(&folder).unwrap();
        replace_file(&Path::new(&folder).join(format!("{name}.pdf")), pdf).unwrap();
    }
}
