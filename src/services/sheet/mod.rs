//! 文书: facts of a case, or of the books of the office → the sheet's facts → the bytes that are previewed, printed,
//! kept and hashed. One file per form words the facts; what is shown on screen, sent to the printer and kept is one
//! and the same.
//!
//! Nothing leaves without a trace: the print is numbered, its bytes are kept encrypted and its row is written before
//! the printer or the disk gets them. What is not complete leaves as 草稿, and counts all the same.

mod agreement_change;
mod appraisal_notice;
mod archiving;
mod attendee;
mod binding;
mod booking;
mod check_in;
mod clue;
mod commission;
mod compose;
mod correction;
mod court;
mod court_pledge;
mod delivery;
mod dispute;
mod exchange;
mod expert_consultation;
mod extension;
pub mod in_force;
mod ink;
mod interference;
mod interference_report;
mod internal_review;
mod joint_letter;
mod leaving;
mod ledger;
mod letter;
mod licence_showing;
mod material;
mod material_return;
mod on_site_collection;
mod opinion;
mod privacy_consent;
mod process_record;
pub(crate) mod recipe;
mod recording_consent;
mod recusal;
mod rejection;
mod review;
mod risk_notice;
mod signing;
mod statistics;
mod supplement;
mod suspension;
mod termination;
mod volume;
mod witness_notice;
mod words;

pub(crate) use crate::services::sheet::binding::Binding;
pub use crate::services::sheet::binding::BindingWatch;
pub(crate) use crate::services::sheet::binding::Bound;
pub(crate) use crate::services::sheet::binding::came;
pub(crate) use crate::services::sheet::compose::engine;
pub use crate::services::sheet::compose::page_key;
pub use crate::services::sheet::compose::print_mark;
pub(crate) use crate::services::sheet::leaving::OnItsWay;
pub(crate) use crate::services::sheet::leaving::arrived;

use crate::documents::preview::page_rgba;
use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::evidence::current;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Moment;
use crate::domain::printer::PrintSetup;
use crate::domain::scan::OfficeScan;
use crate::domain::scan::SignedCopy;
use crate::domain::scan::office_copy;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::Listed;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::domain::statistics::Span;
use crate::domain::step::Place;
use crate::services::errand::Begun;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::printer;
use crate::services::request::Outcome;
use crate::services::sheet::binding::Then;
use crate::services::sheet::binding::is_volume;
use crate::services::sheet::compose::Marks;
use crate::services::sheet::compose::Rendered;
use ring::digest::SHA256;
use ring::digest::digest;
use std::path::PathBuf;
use std::sync::Arc;

/// What can be asked about sheets.
#[derive(Clone, Debug)]
pub enum Request {
    /// Sends a sheet to a printer.
    Print { sheet: SheetRef, setup: PrintSetup },
    /// Writes a sheet to a PDF file the user chose.
    SaveAs { sheet: SheetRef, to: PathBuf },
    /// The same with the volume of a case, under somebody's eyes, who may stop it: then nothing is written down.
    Bind { sheet: SheetRef, to: Destination, watch: Arc<BindingWatch> },
}

/// Where a volume goes.
#[derive(Clone, Debug)]
pub enum Destination {
    Printer(PrintSetup),
    File(PathBuf),
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
    pub sheet: SheetRef,
    /// What it is about, as people call it: the number of a case, of an entry, a span of days.
    pub called: String,
    pub pdf: Arc<Vec<u8>>,
    /// The first pages as pixels; of a very long sheet not all.
    pub pages: Vec<PagePixels>,
    /// The same pages drawn for seeing one whole, and for seeing all.
    pub smaller: Vec<[PagePixels; 2]>,
    pub n_pages: usize,
    pub missing: Vec<MissingField>,
    pub is_draft: bool,
    /// How often it left so far.
    pub n_prints: u32,
    /// Every time it left or should have, oldest first.
    pub prints: Vec<PastPrint>,
    /// How it is usually printed here.
    pub usual: PrintSetup,
    /// The signed paper of a sheet of the office; that of a case stands in its file.
    pub signed: Option<Box<OfficeSigned>>,
}

/// How the signed paper of a sheet of the office stands, and the pages that came back.
#[derive(Clone, Debug)]
pub struct OfficeSigned {
    pub copy: SignedCopy<EntryId>,
    /// Every time it left, oldest first.
    pub prints: Vec<Version<OfficePrint>>,
    pub scans: Vec<Version<OfficeScan>>,
}

/// A time a sheet left the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPrint {
    pub which: PrintRef,
    /// 第 n 次.
    pub n: u32,
    pub at: Moment,
    pub is_draft: bool,
    /// Copies asked of the printer; 0 for a file.
    pub copies: u32,
    /// Why nothing came out.
    pub failed: Option<String>,
}

/// The pages of a sheet as pixels.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The first pages; of a very long sheet not all.
    pub pages: Vec<PagePixels>,
    /// The same pages drawn for seeing one whole, and for seeing all.
    pub smaller: Vec<[PagePixels; 2]>,
    pub n_pages: usize,
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
    pub lacks: Lacks,
}

/// What sort of thing a sheet lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// Contents, without which it is a draft.
    Contents,
    /// Something that may still come on the printed paper, as a confirmation.
    Later,
    /// A signature, which is there once the signed paper is back.
    Signature,
}

/// The most pages that are drawn for a preview.
const MOST_PAGES: usize = 60;
/// The most of a volume: its sheets can be looked at one by one.
const MOST_OF_A_VOLUME: usize = 40;
/// Pixels per point of the pages seen side by side.
const THUMBNAIL: f32 = 0.3;

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    begin(office, request)?.finish(office)
}

/// Begins what was asked; a print goes on beside the office.
pub(crate) fn begin(office: &mut Office, request: Request) -> Result<Begun, ServiceError> {
    let no_watch = Arc::<BindingWatch>::default;
    match request {
        Request::Bind { sheet, to: Destination::Printer(setup), watch } => {
            office.may(Operation::PrintSheet)?;
            binding::begin(office, sheet, watch, Then::Print(setup))
        }
        Request::Bind { sheet, to: Destination::File(to), watch } => {
            office.may(Operation::ExportSheet)?;
            binding::begin(office, sheet, watch, Then::SaveAs(to))
        }
        Request::Print { sheet, setup } if is_volume(sheet).is_some() => {
            begin(office, Request::Bind { sheet, to: Destination::Printer(setup), watch: no_watch() })
        }
        Request::SaveAs { sheet, to } if is_volume(sheet).is_some() => {
            begin(office, Request::Bind { sheet, to: Destination::File(to), watch: no_watch() })
        }
        Request::Print { sheet, setup } => {
            office.may(Operation::PrintSheet)?;
            let rendered = render_own(office, sheet)?;
            leaving::print(office, sheet, setup, rendered).map(Begun::Away)
        }
        Request::SaveAs { sheet, to } => {
            office.may(Operation::ExportSheet)?;
            let rendered = render_own(office, sheet)?;
            Ok(Begun::Done(Outcome::Sheet(leaving::save(office, sheet, &to, &rendered)?)))
        }
    }
}

/// Shows a sheet, or sends somebody to bind a volume first, under the eyes of whoever asked.
pub(crate) fn look(
    office: &mut Office,
    sheet: SheetRef,
    watch: Arc<BindingWatch>,
) -> Result<Begun, ServiceError> {
    if is_volume(sheet).is_some() {
        office.may(Operation::PrintSheet)?;
        return binding::begin(office, sheet, watch, Then::Show);
    }
    Ok(Begun::Done(Outcome::Preview(Arc::new(preview(office, sheet)?))))
}

/// Shows a sheet of its own: the bytes a print would send now, as pixels, and what is missing. Writes nothing.
pub fn preview(office: &Office, sheet: SheetRef) -> Result<Preview, ServiceError> {
    office.may(Operation::PrintSheet)?;
    let rendered = render_own(office, sheet)?;
    let drawn = draw(&rendered.bytes, rendered.n_pages, MOST_PAGES)?;
    preview_of(office, sheet, rendered, drawn)
}

fn preview_of(
    office: &Office,
    sheet: SheetRef,
    rendered: Rendered,
    drawn: Drawn,
) -> Result<Preview, ServiceError> {
    let Drawn { pages, smaller, n_pages } = drawn;
    let signed = office_signed(office, sheet)?;
    Ok(Preview {
        sheet,
        called: rendered.called,
        pages,
        smaller,
        n_pages,
        n_prints: rendered.n.saturating_sub(1),
        prints: past_prints(office, sheet)?,
        usual: printer::usual(office, Some(sheet.form))?,
        missing: still_missing(office, sheet, rendered.missing, signed.as_deref())?,
        signed,
        is_draft: rendered.is_draft,
        pdf: Arc::new(rendered.bytes),
    })
}

/// What is still missing: nobody is asked for a signature that stands on the paper that came back.
fn still_missing(
    office: &Office,
    sheet: SheetRef,
    mut missing: Vec<MissingField>,
    signed: Option<&OfficeSigned>,
) -> Result<Vec<MissingField>, ServiceError> {
    let is_complete = match sheet.of {
        SheetOf::Case { case, about } => {
            signed_copy(&office.file(case)?, sheet.form, about).is_some_and(|copy| copy.is_complete())
        }
        SheetOf::Entry(_) | SheetOf::Span { .. } | SheetOf::Directory(_) => {
            signed.is_some_and(|signed| signed.copy.is_complete())
        }
    };
    missing.retain(|one| !(is_complete && one.lacks == Lacks::Signature));
    Ok(missing)
}

/// How people call what a sheet is about; refuses eyes that may not see it.
pub(crate) fn called(office: &Office, sheet: SheetRef) -> Result<String, ServiceError> {
    match sheet.of {
        SheetOf::Case { case, .. } => office.called(case),
        SheetOf::Entry(_) => Ok((recipe::office_recipe(sheet.form)?.make)(office, sheet.of)?.called.1),
        SheetOf::Span { from, to, .. } => Ok(Span { from, to }.label()),
        SheetOf::Directory(Listed::Insurers) => Ok("保险机构名录".to_owned()),
        SheetOf::Directory(Listed::Staff) => Ok("鉴定人员名册".to_owned()),
    }
}

/// How the signed copy of a sheet of the office stands; none of a sheet of a case.
pub(crate) fn office_copy_of(
    office: &Office,
    sheet: SheetRef,
) -> Result<Option<SignedCopy<EntryId>>, ServiceError> {
    Ok(office_signed(office, sheet)?.map(|signed| signed.copy))
}

fn office_signed(office: &Office, sheet: SheetRef) -> Result<Option<Box<OfficeSigned>>, ServiceError> {
    if sheet.case().is_some() {
        return Ok(None);
    }
    let prints = compose::office_prints(office, sheet)?;
    let store = &office.opened()?.store;
    let mut scans = Vec::new();
    for print in &prints {
        scans.extend(store.list_registered_of::<OfficeScan>(print.id)?);
    }
    let copy = office_copy(&prints, &scans);
    Ok(copy.map(|copy| Box::new(OfficeSigned { copy, prints, scans })))
}

/// Draws the first pages of a sheet, at most so many.
pub(in crate::services) fn draw(pdf: &[u8], n_pages: usize, most: usize) -> Result<Drawn, ServiceError> {
    draw_watched(pdf, n_pages, most, &|_, _| true)?.ok_or(ServiceError::Stopped)
}

/// The same; none when whoever looks on does not want to go on.
fn draw_watched(
    pdf: &[u8],
    n_pages: usize,
    most: usize,
    tell: &dyn Fn(u64, u64) -> bool,
) -> Result<Option<Drawn>, ServiceError> {
    // Pixels per point: crisp on a fine screen, and a hundred pages still fit into memory.
    let scale = if n_pages <= 12 { 2.0 } else { 1.25 };
    let drawn = |page: usize, scale: f32| {
        let page = page_rgba(pdf, page, scale)?;
        Ok::<_, ServiceError>(PagePixels { width: page.width, height: page.height, rgba: page.rgba })
    };
    let n_shown = n_pages.min(most);
    let (mut pages, mut smaller) = (Vec::new(), Vec::new());
    for page in 0..n_shown {
        if !tell(page as u64 + 1, n_shown as u64) {
            return Ok(None);
        }
        pages.push(drawn(page, scale)?);
        smaller.push([drawn(page, THUMBNAIL)?, drawn(page, scale / 2.0)?]);
    }
    Ok(Some(Drawn { pages, smaller, n_pages }))
}

/// The pages of a sheet itself; those of a volume lie between them.
fn render_own(office: &Office, sheet: SheetRef) -> Result<Rendered, ServiceError> {
    let audit_head = office.opened()?.store.audit_head()?.printed();
    compose::render(office, sheet, &Marks::Of { audit_head: &audit_head })
}

fn past_prints(office: &Office, sheet: SheetRef) -> Result<Vec<PastPrint>, ServiceError> {
    let past = |which, at, print: &SheetPrint, failed: Option<&str>| PastPrint {
        which,
        n: print.n,
        at,
        is_draft: print.is_draft,
        copies: print.copies,
        failed: failed.map(str::to_owned),
    };
    let SheetOf::Case { case, about } = sheet.of else {
        let prints = compose::office_prints(office, sheet)?;
        let failed = |row: &Version<OfficePrint>| (row.version > 1).then(|| row.body.correction.clone());
        return Ok(prints
            .iter()
            .map(|row| {
                past(
                    PrintRef::OfOffice(EntryId::from_uuid(row.id)),
                    row.at,
                    &row.body.print,
                    failed(row).as_deref(),
                )
            })
            .collect());
    };
    let rows: Vec<Recorded<SheetPrint>> = office.opened()?.store.list_evidence(case)?;
    let is_it = |row: &&Recorded<SheetPrint>| row.body.form == sheet.form && row.body.about == about;
    let failed = |row: &Recorded<SheetPrint>| row.supersedes.as_ref().map(|former| former.reason.clone());
    Ok(current(&rows)
        .filter(is_it)
        .map(|row| past(PrintRef::OfCase { case, row: row.id }, row.at, &row.body, failed(row).as_deref()))
        .collect())
}

/// Hex SHA-256 of the sheet a print would give now, with zeros for its marks: head of the log, key of what it is about,
/// mark of the print hang on ids and keys that are drawn by lot.
///
/// A script that is played on two machines gives the same digests, or one of them makes other sheets.
pub fn unmarked_digest(office: &Office, sheet: SheetRef) -> Result<String, ServiceError> {
    Ok(sha256_hex(&compose::render(office, sheet, &Marks::Blank)?.bytes))
}

/// Hex SHA-256 of bytes.
pub(in crate::services) fn sha256_hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Office {
    /// Hex SHA-256 of what a sheet says: without the head of the print and without signatures on it.
    ///
    /// Everybody who signs the same contents binds the same digest; one that differs shows that the contents
    /// changed between two signatures.
    pub fn facts_digest(&self, case: CaseId, form: FormNo) -> Result<String, ServiceError> {
        self.facts_digest_about(case, form, None)
    }

    /// The same of one of several sheets of a form.
    pub fn facts_digest_about(
        &self,
        case: CaseId,
        form: FormNo,
        about: Option<EvidenceId>,
    ) -> Result<String, ServiceError> {
        let mut loaded = self.load(case)?;
        loaded.file.signatures.retain(|row| row.body.form != form);
        compose::facts_digest(&self.facts(&loaded), &self.look(form)?, form, about)
    }
}
