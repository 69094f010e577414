//! 待认领: pages that nobody knew, filed by hand or set aside with a reason; and what a person says of a page, having
//! looked at it. Every look is written down first.

use crate::capture::pixels_of;
use crate::capture::scan::Scan;
use crate::domain::audit::Operation;
use crate::domain::evidence::Version;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::Fate;
use crate::domain::scan::OfficeScan;
use crate::domain::scan::Pose;
use crate::domain::scan::Ruling;
use crate::domain::scan::ScanRef;
use crate::domain::scan::Seen;
use crate::domain::scan::SheetScan;
use crate::domain::scan::StrayScan;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::picture::Pixels;
use crate::services::request::Outcome;
use crate::services::scan::find::named;
use crate::services::scan::print::Measured;
use crate::services::scan::print::Picture;
use crate::services::sheet;

/// What waits in the tray.
#[derive(Clone, Debug, Default)]
pub struct Tray {
    /// Those that wait, in the order they came.
    pub rows: Vec<StrayRow>,
    /// How many were set aside.
    pub n_set_aside: usize,
}

/// A page that waits.
#[derive(Clone)]
pub struct StrayRow {
    pub entry: EntryId,
    pub object: ObjectId,
    pub at: Moment,
    pub why: &'static str,
    /// The page within its file, counted from 0.
    pub page: u32,
    /// A small picture of it: width, height, four bytes for each pixel.
    pub thumbnail: Option<(usize, usize, Vec<u8>)>,
}

impl std::fmt::Debug for StrayRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StrayRow({}, {})", self.entry, self.why)
    }
}

/// Where a person says a page belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// What stands at the foot of the page: 「FK1|2026-00123|F-07|p1of2|8f3a9c27d1e4」.
    Mark(String),
    /// The number of a case or of an entry, a sheet of it and its page; the latest print is meant.
    Page { number: String, form: FormNo, page: u32 },
}

/// Which scanned page to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Filed(ScanRef),
    Stray(EntryId),
}

/// As many strays are shown at once.
const MOST_SHOWN: usize = 200;
const THUMBNAIL_SIDE: u32 = 240;
/// Longest side of a page on screen.
const SHOWN_SIDE: u32 = 1754;

/// Lists what waits.
pub fn tray(office: &Office) -> Result<Tray, ServiceError> {
    let store = &office.opened()?.store;
    let strays = store.list_registered::<StrayScan>()?;
    let n_set_aside = strays.iter().filter(|stray| matches!(stray.body.fate, Fate::SetAside { .. })).count();
    let mut rows = Vec::new();
    for stray in strays.iter().filter(|stray| stray.body.fate == Fate::Waiting).take(MOST_SHOWN) {
        let thumbnail = store.get_thumbnail(stray.body.object)?;
        let pixels = thumbnail.and_then(|jpeg| pixels_of(&jpeg, THUMBNAIL_SIDE).ok());
        rows.push(StrayRow {
            entry: EntryId::from_uuid(stray.id),
            object: stray.body.object,
            at: stray.at,
            why: stray.body.why.label(),
            page: stray.body.source.page,
            thumbnail: pixels.map(|pixels| (pixels.width as usize, pixels.height as usize, pixels.rgba)),
        });
    }
    Ok(Tray { rows, n_set_aside })
}

/// Decrypts a page into memory, upright where it is known how. The look is written down first.
pub fn look(office: &mut Office, which: Which) -> Result<Pixels, ServiceError> {
    office.may(Operation::ViewScan)?;
    let (object, pose) = match which {
        Which::Filed(scan) => {
            let page = filed(office, scan)?;
            match scan {
                ScanRef::OfCase { case, .. } => {
                    office.write(Operation::ViewScan, case, |_tx, _head| Ok(()))?;
                }
                ScanRef::OfOffice(id) => {
                    office.write_office(Operation::ViewScan, &id.to_string(), |_tx, _by, _at| Ok(()))?;
                }
            }
            (page.object, page.pose.map(|pose| (pose, page_mm(office, &page.row))))
        }
        Which::Stray(entry) => {
            let stray = waiting(office, entry)?;
            office.write_office(Operation::ViewScan, &entry.to_string(), |_tx, _by, _at| Ok(()))?;
            (stray.object, None)
        }
    };
    let scan = Scan::of_picture(&office.opened()?.store.read_object(object)?)?;
    let pixels = match pose {
        Some((pose, page_mm)) => scan.straight(&pose, page_mm, SHOWN_SIDE),
        None => scan.as_it_came(SHOWN_SIDE),
    };
    Ok(Pixels { object, width: pixels.width as usize, height: pixels.height as usize, rgba: pixels.rgba })
}

/// Files a page of the tray where a person says it belongs. Nobody measured it, so a person looks at its places too.
pub(super) fn assign(office: &mut Office, stray: EntryId, target: &Target) -> Result<Outcome, ServiceError> {
    office.may(Operation::FileScan)?;
    let page = waiting(office, stray)?;
    let of = named(office, target)?;
    let unclear = |of| BoxFinding { of, seen: Seen::Unclear, ruling: None };
    let boxes = of.boxes().map(unclear).collect();
    let picture = Picture::Waiting(stray, page);
    let (scan, _) = of.write_down(office, &picture, Measured { dpi: 0, pose: None, boxes })?;
    let said = format!("已归入 {}", of.at.said());
    let made = match scan {
        ScanRef::OfCase { scan, .. } => Some(scan),
        ScanRef::OfOffice(_) => None,
    };
    Ok(Outcome::Done { said, case: scan.case(), made })
}

/// Keeps a page of the tray, but of no case.
pub(super) fn set_aside(office: &mut Office, stray: EntryId, reason: &str) -> Result<Outcome, ServiceError> {
    office.may(Operation::FileScan)?;
    let page = waiting(office, stray)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ServiceError::Incomplete("搁置要写明原因"));
    }
    let aside = StrayScan { fate: Fate::SetAside { reason: reason.to_owned() }, ..page };
    office.write_office(Operation::KeepStrayScan, &stray.to_string(), |tx, by, at| {
        tx.insert_version(stray.uuid(), Some(by), at, &aside)
    })?;
    Ok(Outcome::Done { said: "已搁置，影像仍加密留存".to_owned(), case: None, made: None })
}

/// Keeps what a person says of a place for the pen.
pub(super) fn rule(
    office: &mut Office,
    scan: ScanRef,
    index: usize,
    ruling: Ruling,
    note: &str,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RuleOnScan)?;
    let page = filed(office, scan)?;
    let mut boxes = page.boxes;
    let Some(finding) = boxes.get_mut(index) else {
        return Err(ServiceError::Missing("这一页没有这一处签名"));
    };
    if ruling == Ruling::NotNeeded && note.trim().is_empty() {
        return Err(ServiceError::Incomplete("不用签的要写明原因"));
    }
    finding.ruling = Some(ruling);
    let label = finding.of.label();
    let reason = match note.trim() {
        "" => format!("{label}：{}", ruling.label()),
        note => format!("{label}：{}，{note}", ruling.label()),
    };
    let made = match (scan, page.row) {
        (ScanRef::OfCase { case, scan }, Row::OfCase(body)) => {
            let body = SheetScan { boxes, ..*body };
            Some(office.write(Operation::RuleOnScan, case, |tx, head| {
                tx.insert_evidence(&head.clone().correcting(scan, reason), &body)
            })?)
        }
        (ScanRef::OfOffice(id), Row::OfOffice(body)) => {
            let scan = SheetScan { boxes, ..body.scan };
            let body = OfficeScan { scan, correction: reason, of: body.of };
            office.write_office(Operation::RuleOnScan, &id.to_string(), |tx, by, at| {
                tx.insert_version(id.uuid(), Some(by), at, &body)
            })?;
            None
        }
        _ => return Err(NO_SUCH_PAGE),
    };
    Ok(Outcome::Done { said: format!("已记「{label}」{}", ruling.label()), case: scan.case(), made })
}

const NO_SUCH_PAGE: ServiceError = ServiceError::Missing("没有这一页扫描件");

/// A page that was filed.
struct FiledPage {
    object: ObjectId,
    pose: Option<Pose>,
    boxes: Vec<BoxFinding>,
    row: Row,
}

enum Row {
    OfCase(Box<SheetScan>),
    OfOffice(Box<OfficeScan>),
}

/// The row in force of a filed page; one of the office only for eyes that may see what its sheet is about.
fn filed(office: &Office, which: ScanRef) -> Result<FiledPage, ServiceError> {
    match which {
        ScanRef::OfCase { case, scan } => {
            let file = office.file(case)?;
            let body = file.current(&file.scans).find(|row| row.id == scan).ok_or(NO_SUCH_PAGE)?.body.clone();
            let (object, pose, boxes) = (body.object, body.pose, body.boxes.clone());
            Ok(FiledPage { object, pose, boxes, row: Row::OfCase(Box::new(body)) })
        }
        ScanRef::OfOffice(id) => {
            let found: Option<Version<OfficeScan>> = office.opened()?.store.get_registered(id.uuid())?;
            let body = found.ok_or(NO_SUCH_PAGE)?.body;
            sheet::called(office, SheetRef { form: body.scan.form, of: body.of })?;
            let (object, pose, boxes) = (body.scan.object, body.scan.pose, body.scan.boxes.clone());
            Ok(FiledPage { object, pose, boxes, row: Row::OfOffice(Box::new(body)) })
        }
    }
}

/// A page that waits in the tray.
fn waiting(office: &Office, entry: EntryId) -> Result<StrayScan, ServiceError> {
    let found: Option<Version<StrayScan>> = office.opened()?.store.get_registered(entry.uuid())?;
    let stray = found.ok_or(ServiceError::Missing("没有这一页扫描件"))?.body;
    if stray.fate == Fate::Waiting {
        Ok(stray)
    } else {
        Err(ServiceError::Incomplete("这一页已经有了去处"))
    }
}

/// The size of the paper a print was made for; A4 upright unless the kept print says otherwise.
fn page_mm(office: &Office, row: &Row) -> (f64, f64) {
    const MM_PER_POINT: f64 = 25.4 / 72.0;
    let points = || {
        let store = &office.opened().ok()?.store;
        let object = match row {
            Row::OfCase(scan) => store.get_evidence::<SheetPrint>(scan.print).ok()??.body.object?,
            Row::OfOffice(scan) => {
                store.get_registered::<OfficePrint>(scan.scan.print.uuid()).ok()??.body.print.object?
            }
        };
        let pdf = store.read_object(object).ok()?;
        crate::documents::preview::page_points(&pdf, 0).ok()
    };
    points().map_or((210.0, 297.0), |(width, height)| {
        (f64::from(width) * MM_PER_POINT, f64::from(height) * MM_PER_POINT)
    })
}
