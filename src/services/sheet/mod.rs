//! 文书: facts of a case → the sheet's facts → the bytes that are previewed, printed, kept and hashed.
//! One file per form words the facts; what is shown on screen, sent to the printer and kept is one and the same.
//!
//! Nothing leaves without a trace: the print is numbered, its bytes are kept encrypted and its row is written before
//! the printer or the disk gets them. What is not complete leaves as 草稿, and counts all the same.

mod attendee;
mod check_in;
mod commission;
mod compose;
mod extension;
mod ink;
mod licence_showing;
mod material;
mod process_record;
mod risk_notice;
mod signing;
mod witness_notice;
mod words;

pub use crate::services::sheet::compose::case_key;
pub(crate) use crate::services::sheet::compose::engine;
pub use crate::services::sheet::compose::print_mark;

use crate::documents::preview::page_rgba;
use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::domain::step::Place;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::save_as;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::sheet::compose::Rendered;
use ring::digest::SHA256;
use ring::digest::digest;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// What can be asked about sheets.
#[derive(Clone, Debug)]
pub enum Request {
    /// Sends a sheet to a printer; the system's default when none is named.
    Print {
        case: CaseId,
        form: FormNo,
        about: Option<EvidenceId>,
        printer: Option<String>,
        n_copies: u16,
        two_sided: bool,
    },
    /// Writes a sheet to a PDF file the user chose.
    SaveAs { case: CaseId, form: FormNo, about: Option<EvidenceId>, to: PathBuf },
}

/// A sheet that left the office.
#[derive(Clone, Debug)]
pub struct Issued {
    pub form: FormNo,
    /// 第 n 次, from 1, counting drafts.
    pub n: u32,
    pub n_pages: usize,
    /// The sentence for the toast.
    pub said: String,
    /// Where the file is; `None` when it was printed.
    pub place: Option<PathBuf>,
    /// Hex SHA-256 of the bytes that left.
    pub sha256: String,
    pub is_draft: bool,
}

/// The sheet as the next print would be, to the byte as long as minute and case stay the same.
#[derive(Clone, Debug)]
pub struct Preview {
    pub case: CaseId,
    pub form: FormNo,
    pub about: Option<EvidenceId>,
    pub pdf: Arc<Vec<u8>>,
    /// The first pages as pixels; of a very long sheet not all.
    pub pages: Vec<PagePixels>,
    pub n_pages: usize,
    pub missing: Vec<MissingField>,
    pub is_draft: bool,
    /// How often it left so far.
    pub n_prints: u32,
}

/// One page as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct PagePixels {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue, alpha of every pixel, row by row; opaque.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for PagePixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Page({}×{})", self.width, self.height)
    }
}

/// Something the sheet needs and does not have, and where it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingField {
    /// 「委托事项没有填」.
    pub what: String,
    pub place: Place,
}

/// The most pages that are drawn for a preview.
const MOST_PAGES: usize = 60;

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Print { case, form, about, printer, n_copies, two_sided } => {
            let which = Which { case, form, about };
            let title = format!("{form} {}", case_key(case, office.file(case)?.created_at));
            print(office, which, &PrintJob { printer, title, n_copies: n_copies.max(1), two_sided })
        }
        Request::SaveAs { case, form, about, to } => save(office, Which { case, form, about }, &to),
    }
    .map(Outcome::Sheet)
}

/// Shows a sheet: the bytes a print would send now, as pixels, and what is missing. Writes nothing.
pub fn preview(
    office: &Office,
    case: CaseId,
    form: FormNo,
    about: Option<EvidenceId>,
) -> Result<Preview, ServiceError> {
    office.may(Operation::PrintSheet)?;
    let rendered = render(office, Which { case, form, about })?;
    let n_pages = rendered.n_pages;
    // Pixels per point: crisp on a fine screen, and a hundred pages still fit into memory.
    let scale = if n_pages <= 12 { 2.0 } else { 1.25 };
    let pages = (0..n_pages.min(MOST_PAGES))
        .map(|page| page_rgba(&rendered.bytes, page, scale))
        .map(|page| page.map(|page| PagePixels { width: page.width, height: page.height, rgba: page.rgba }))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Preview {
        case,
        form,
        about,
        pages,
        n_pages,
        n_prints: rendered.n.saturating_sub(1),
        missing: rendered.missing,
        is_draft: rendered.is_draft,
        pdf: Arc::new(rendered.bytes),
    })
}

/// Prints a sheet: kept and written down first, then handed to the spooler.
///
/// When the spooler does not take it, a correction of the row says that no paper came out; the number is used up.
fn print(office: &mut Office, which: Which, job: &PrintJob) -> Result<Issued, ServiceError> {
    let (kept, rendered) = write_down(office, which, Operation::PrintSheet, u32::from(job.n_copies))?;
    if let Err(error) = office.desk.printer.print(&rendered.bytes, job) {
        take_back(office, which, Operation::PrintSheet, &kept, "打印机没有接收，没有出纸");
        return Err(error.into());
    }
    let copies = job.n_copies;
    Ok(issued(
        which,
        kept,
        &rendered,
        None,
        &format!("已送打印机，{copies} 份，每份 {} 页", rendered.n_pages),
    ))
}

/// Writes a sheet to a file: kept and written down first.
fn save(office: &mut Office, which: Which, to: &Path) -> Result<Issued, ServiceError> {
    let (kept, rendered) = write_down(office, which, Operation::ExportSheet, 0)?;
    if let Err(error) = save_as(to, &rendered.bytes) {
        take_back(office, which, Operation::ExportSheet, &kept, "文件没有存成");
        return Err(PrintError::into(error));
    }
    Ok(issued(which, kept, &rendered, Some(to), &format!("已存为 PDF，{} 页", rendered.n_pages)))
}

/// Which sheet.
#[derive(Clone, Copy, Debug)]
struct Which {
    case: CaseId,
    form: FormNo,
    about: Option<EvidenceId>,
}

/// A print as it was written down.
struct Kept {
    row: EvidenceId,
    print: SheetPrint,
}

fn render(office: &Office, which: Which) -> Result<Rendered, ServiceError> {
    let loaded = office.load(which.case)?;
    let audit_head = office.opened()?.store.audit_head()?;
    compose::render(&office.facts(&loaded), which.form, which.about, &audit_head.printed())
}

fn write_down(
    office: &mut Office,
    which: Which,
    operation: Operation,
    copies: u32,
) -> Result<(Kept, Rendered), ServiceError> {
    office.may(operation)?;
    let rendered = render(office, which)?;
    let object = office.opened()?.store.keep_object(&mut rendered.bytes.as_slice(), "application/pdf")?;
    let print = SheetPrint {
        form: which.form,
        about: which.about,
        n: rendered.n,
        sha256: object.sha256().hex(),
        n_pages: u32::try_from(rendered.n_pages).unwrap_or(u32::MAX),
        copies,
        is_draft: rendered.is_draft,
        object: None,
    };
    let kept = office.write(operation, which.case, |tx, head| {
        let print = SheetPrint { object: Some(tx.insert_object(&object, None)?), ..print };
        Ok(Kept { row: tx.insert_evidence(head, &print)?, print })
    })?;
    Ok((kept, rendered))
}

/// Says of a print that it did not come out. The first error is the one to show, so a second one is only logged.
fn take_back(office: &mut Office, which: Which, operation: Operation, kept: &Kept, why: &str) {
    let nothing = SheetPrint { copies: 0, ..kept.print.clone() };
    let said = office.write(operation, which.case, |tx, head| {
        tx.insert_evidence(&head.clone().correcting(kept.row, why), &nothing)
    });
    if let Err(error) = said {
        tracing::error!(?error, "a failed print could not be corrected");
    }
}

fn issued(which: Which, kept: Kept, rendered: &Rendered, place: Option<&Path>, done: &str) -> Issued {
    let SheetPrint { n, sha256, is_draft, .. } = kept.print;
    let draft = if is_draft { "草稿" } else { "" };
    Issued {
        form: which.form,
        n,
        n_pages: rendered.n_pages,
        said: format!("《{}》{draft}{done}，第 {n} 次打印", which.form.label()),
        place: place.map(Path::to_owned),
        sha256,
        is_draft,
    }
}

/// Hex SHA-256 of bytes.
fn sha256_hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Office {
    /// Hex SHA-256 of what a sheet says: without the head of the print and without signatures on it.
    ///
    /// Everybody who signs the same contents binds the same digest; one that differs shows that the contents
    /// changed between two signatures.
    pub fn facts_digest(&self, case: CaseId, form: FormNo) -> Result<String, ServiceError> {
        let mut loaded = self.load(case)?;
        loaded.file.signatures.retain(|row| row.body.form != form);
        compose::facts_digest(&self.facts(&loaded), form)
    }
}
