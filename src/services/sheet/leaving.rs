//! A sheet leaves the office: numbered, kept encrypted and written down first, then handed on.
//!
//! When the spooler does not take it, a correction of the row says that no paper came out; the number is used up.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::printer::MOST_COPIES;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::Trouble;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::save_as;
use crate::services::errand::Delivery;
use crate::services::errand::Errand;
use crate::services::errand::Sender;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::printer;
use crate::services::sheet::Issued;
use crate::services::sheet::compose::Rendered;
use crate::services::sheet::in_force::keep_texts;
use crate::services::sheet::in_force::stamp;
use std::path::Path;

/// A sheet that was written down and is with the spooler.
pub(crate) struct OnItsWay {
    sheet: SheetRef,
    kept: Kept,
}

/// A print as it was written down.
struct Kept {
    row: Row,
    print: SheetPrint,
}

/// Where it was written down.
#[derive(Clone, Copy)]
enum Row {
    OfCase(CaseId, EvidenceId),
    OfOffice(EntryId),
}

/// Writes a print down and sends it off.
pub(super) fn print(
    office: &mut Office,
    sheet: SheetRef,
    setup: PrintSetup,
    rendered: Rendered,
) -> Result<Errand, ServiceError> {
    let setup = PrintSetup { n_copies: setup.n_copies.clamp(1, MOST_COPIES), ..setup };
    let copies = u32::from(setup.n_copies);
    let kept = write_down(office, sheet, Operation::PrintSheet, copies, &rendered)?;
    // Spoolers keep titles, so that they name a sheet and a case and nobody.
    let title = format!("{} {}", sheet.form, rendered.key);
    let delivery = Delivery {
        pdf: rendered.bytes,
        n_pages: rendered.n_pages,
        job: PrintJob { title, setup },
        of: Sender::Sheet(OnItsWay { sheet, kept }),
    };
    Ok(Errand::print(office, delivery))
}

/// What came of it.
pub(crate) fn arrived(
    office: &mut Office,
    way: &OnItsWay,
    job: &PrintJob,
    result: Result<Option<Trouble>, PrintError>,
) -> Result<Issued, ServiceError> {
    let OnItsWay { sheet, kept } = way;
    let waits_for = match result {
        Ok(waits_for) => waits_for,
        Err(error) => {
            take_back(office, *sheet, Operation::PrintSheet, kept, "打印机没有接收，没有出纸");
            return Err(error.into());
        }
    };
    if let Err(error) = printer::remember(office, sheet.form, &job.setup) {
        tracing::warn!(?error, "how it was printed is not remembered");
    }
    let (copies, n_pages) = (job.setup.n_copies, kept.print.n_pages);
    let mut issued = issued(*sheet, kept, None, &format!("已送打印机，{copies} 份，每份 {n_pages} 页"));
    if let Some(trouble) = waits_for {
        issued.said = format!("{}；打印机{}，{}", issued.said, trouble.label(), trouble.remedy());
    }
    Ok(issued)
}

/// Writes a sheet to a file.
pub(super) fn save(
    office: &mut Office,
    sheet: SheetRef,
    to: &Path,
    rendered: &Rendered,
) -> Result<Issued, ServiceError> {
    let kept = write_down(office, sheet, Operation::ExportSheet, 0, rendered)?;
    if let Err(error) = save_as(to, &rendered.bytes) {
        take_back(office, sheet, Operation::ExportSheet, &kept, "文件没有存成");
        return Err(error.into());
    }
    Ok(issued(sheet, &kept, Some(to), &format!("已存为 PDF，{} 页", rendered.n_pages)))
}

fn write_down(
    office: &mut Office,
    sheet: SheetRef,
    operation: Operation,
    copies: u32,
    rendered: &Rendered,
) -> Result<Kept, ServiceError> {
    office.may(operation)?;
    let object = office.opened()?.store.keep_object(&mut rendered.bytes.as_slice(), "application/pdf")?;
    let about = match sheet.of {
        SheetOf::Case { about, .. } => about,
        SheetOf::Entry(_) | SheetOf::Span { .. } | SheetOf::Directory(_) => None,
    };
    let (in_force, texts) = stamp(office, sheet.form)?;
    let print = SheetPrint {
        form: sheet.form,
        about,
        n: rendered.n,
        sha256: object.sha256().hex(),
        n_pages: u32::try_from(rendered.n_pages).unwrap_or(u32::MAX),
        copies,
        is_draft: rendered.is_draft,
        object: None,
        in_force: Some(Box::new(in_force)),
        pen_boxes: Some(rendered.pen_boxes.clone()),
    };
    let kept = if let Some(case) = sheet.case() {
        office.write(operation, case, |tx, head| {
            keep_texts(tx.tx, tx.at, &texts)?;
            let print = SheetPrint { object: Some(tx.insert_object(&object, None)?), ..print };
            Ok(Kept { row: Row::OfCase(case, tx.insert_evidence(head, &print)?), print })
        })?
    } else {
        let id: EntryId = office.fresh_id()?;
        office.write_office(operation, &detail(sheet, rendered), |tx, by, at| {
            keep_texts(tx, at, &texts)?;
            let print = SheetPrint { object: Some(tx.insert_object(&object, None, at)?), ..print };
            let kept = OfficePrint { of: sheet.of, print, correction: String::new() };
            tx.insert_version(id.uuid(), Some(by), at, &kept)?;
            Ok(Kept { row: Row::OfOffice(id), print: kept.print })
        })?
    };
    Ok(kept)
}

/// What the log says of a sheet of the office: form and key, never a name.
fn detail(sheet: SheetRef, rendered: &Rendered) -> String {
    format!("{} {} {}", sheet.form, rendered.key, rendered.n)
}

/// Says of a print that it did not come out. The first error is the one to show, so a second one is only logged.
fn take_back(office: &mut Office, sheet: SheetRef, operation: Operation, kept: &Kept, why: &str) {
    let print = SheetPrint { copies: 0, ..kept.print.clone() };
    let said = match kept.row {
        Row::OfCase(case, row) => office.write(operation, case, |tx, head| {
            tx.insert_evidence(&head.clone().correcting(row, why), &print).map(|_| ())
        }),
        Row::OfOffice(id) => {
            let nothing = OfficePrint { of: sheet.of, print, correction: why.to_owned() };
            office.write_office(operation, &format!("{} {id}", sheet.form), |tx, by, at| {
                tx.insert_version(id.uuid(), Some(by), at, &nothing).map(|_| ())
            })
        }
    };
    if let Err(error) = said {
        tracing::error!(?error, "a failed print could not be corrected");
    }
}

fn issued(sheet: SheetRef, kept: &Kept, place: Option<&Path>, done: &str) -> Issued {
    let SheetPrint { n, n_pages, sha256, is_draft, .. } = &kept.print;
    let draft = if *is_draft { "草稿" } else { "" };
    Issued {
        form: sheet.form,
        n: *n,
        n_pages: *n_pages as usize,
        said: format!("《{}》{draft}{done}，第 {n} 次打印", sheet.form.label()),
        place: place.map(Path::to_owned),
        sha256: sha256.clone(),
        is_draft: *is_draft,
    }
}
