//! 待认领: pages that nobody knew, filed by hand or set aside with a reason; and what a person says of a page, having
//! looked at it. Every look is written down first.

use crate::capture::pixels_of;
use crate::capture::scan::Scan;
use crate::documents::qr::PageMark;
use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::Fate;
use crate::domain::scan::Ruling;
use crate::domain::scan::Seen;
use crate::domain::scan::SheetScan;
use crate::domain::scan::StrayScan;
use crate::domain::scan::scans_of;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::picture::Pixels;
use crate::services::request::Outcome;
use crate::services::scan::Filing;
use crate::services::scan::filing::filing_of;
use crate::services::scan::filing::find_print;

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
    /// The number of a case, a sheet of it and its page; the latest print is meant.
    Page { case_no: String, form: FormNo, page: u32 },
}

/// Which scanned page to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Filed { case: CaseId, scan: EvidenceId },
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
        Which::Filed { case, scan } => {
            let found = office.opened()?.store.get_evidence::<SheetScan>(scan)?;
            let scan = found.ok_or(ServiceError::Missing("没有这一页扫描件"))?.body;
            office.write(Operation::ViewScan, case, |_tx, _head| Ok(()))?;
            (scan.object, scan.pose.map(|pose| (pose, page_mm(office, scan.print))))
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
    let (file, print, at) = resolve(office, target)?;
    let earlier = scans_of(&file, print.id).filter(|row| row.body.page == at.page).last().map(|row| row.id);
    let boxes = print.body.pen_boxes.iter().flatten().filter(|of| of.page == at.page).cloned();
    let boxes = boxes.map(|of| BoxFinding { of, seen: Seen::Unclear, ruling: None }).collect();
    let row = SheetScan {
        print: print.id,
        form: at.form,
        about: at.about,
        n: at.n,
        page: at.page,
        object: page.object,
        source: page.source.clone(),
        dpi: 0,
        pose: None,
        boxes,
        repeats: earlier,
    };
    let made = office.write(Operation::FileScan, at.case, |tx, head| {
        let scan = tx.insert_evidence(head, &row)?;
        let filed = StrayScan { fate: Fate::Filed { case: at.case, scan }, ..page };
        tx.tx.insert_version(stray.uuid(), Some(head.by), head.at, &filed)?;
        Ok(scan)
    })?;
    let said = format!("已归入 {}《{}》第 {} 页", at.called, at.form.label(), at.page);
    Ok(Outcome::Done { said, case: Some(at.case), made: Some(made) })
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
    (case, scan): (CaseId, EvidenceId),
    index: usize,
    ruling: Ruling,
    note: &str,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RuleOnScan)?;
    let file = office.file(case)?;
    let found = file.current(&file.scans).find(|row| row.id == scan);
    let Some(mut body) = found.map(|row| row.body.clone()) else {
        return Err(ServiceError::Missing("没有这一页扫描件"));
    };
    let Some(finding) = body.boxes.get_mut(index) else {
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
    let made = office.write(Operation::RuleOnScan, case, |tx, head| {
        tx.insert_evidence(&head.clone().correcting(scan, reason), &body)
    })?;
    Ok(Outcome::Done {
        said: format!("已记「{label}」{}", ruling.label()),
        case: Some(case),
        made: Some(made),
    })
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

/// The print that a person means.
fn resolve(
    office: &Office,
    target: &Target,
) -> Result<(CaseFile, Recorded<SheetPrint>, Filing), ServiceError> {
    match target {
        Target::Mark(text) => {
            let Ok(mark) = text.parse::<PageMark>() else {
                return Err(ServiceError::Incomplete("页脚编码没有认出来，照页脚最下面一行原样输入"));
            };
            find_print(office, &mark)?.ok_or(ServiceError::Missing("本案卷库没有打印过这一页"))
        }
        Target::Page { case_no, form, page } => {
            let file = case_called(office, case_no.trim())?;
            let is_it = |row: &&Recorded<SheetPrint>| {
                row.body.form == *form && !row.body.is_draft && row.body.object.is_some()
            };
            let print = file.current(&file.prints).filter(is_it).last().cloned();
            let Some(print) = print else {
                return Err(ServiceError::Missing("这个案件没有打印过这份文书"));
            };
            if *page == 0 || *page > print.body.n_pages {
                return Err(ServiceError::Incomplete("这份文书没有这一页"));
            }
            let at = filing_of(&file, &print, *page);
            Ok((file, print, at))
        }
    }
}

/// The case of a number, the whole one or that of the visit.
fn case_called(office: &Office, called: &str) -> Result<CaseFile, ServiceError> {
    if called.is_empty() {
        return Err(ServiceError::Incomplete("先写案件编号"));
    }
    let store = &office.opened()?.store;
    for head in store.search_cases(called, 20)? {
        let file = office.file(head.id)?;
        if file.called() == called || file.called_short() == called || file.intake.intake_no == called {
            return Ok(file);
        }
    }
    // Before a case is accepted only the visit has a number, and that stands in the intake alone.
    let is_young = |head: &CaseHead| head.case_no.is_none();
    for head in store.list_cases(&CaseFilter::default(), None, 500)?.into_iter().filter(is_young) {
        let file = office.file(head.id)?;
        if file.intake.intake_no == called {
            return Ok(file);
        }
    }
    Err(ServiceError::Missing("没有这个编号的案件"))
}

/// The size of the paper a print was made for; A4 upright unless the kept print says otherwise.
fn page_mm(office: &Office, print: EvidenceId) -> (f64, f64) {
    const MM_PER_POINT: f64 = 25.4 / 72.0;
    let points = || {
        let store = &office.opened().ok()?.store;
        let object = store.get_evidence::<SheetPrint>(print).ok()??.body.object?;
        let pdf = store.read_object(object).ok()?;
        crate::documents::preview::page_points(&pdf, 0).ok()
    };
    points().map_or((210.0, 297.0), |(width, height)| {
        (f64::from(width) * MM_PER_POINT, f64::from(height) * MM_PER_POINT)
    })
}
