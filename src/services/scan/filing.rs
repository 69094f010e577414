//! A page that was read finds its print by its code, and is written down with what was found on it; or it becomes a
//! stray and is kept all the same. The same page of the same file is known and not kept twice.

use crate::documents::qr::PageMark;
use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::scan::Fate;
use crate::domain::scan::PenBox;
use crate::domain::scan::Seen;
use crate::domain::scan::SheetScan;
use crate::domain::scan::SignedCopy;
use crate::domain::scan::Stray;
use crate::domain::scan::StrayScan;
use crate::domain::scan::scans_of;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::scan::Away;
use crate::services::scan::End;
use crate::services::scan::Filed;
use crate::services::scan::Filing;
use crate::services::scan::Taken;
use crate::services::scan::reading::Looked;
use crate::services::scan::reading::PageRead;
use crate::services::sheet::page_key;
use crate::services::sheet::print_mark;

/// A page that was read, and the print it belongs to.
pub(crate) struct Found {
    pub(super) read: PageRead,
    pub(super) at: Filing,
    pub(super) print: Recorded<SheetPrint>,
    pub(super) pdf: Vec<u8>,
    /// The places for the pen on this page.
    pub(super) boxes: Vec<PenBox>,
}

/// Finds the print of a page and sends it on to be looked at; or ends here.
pub(super) fn consider(office: &mut Office, read: PageRead) -> Result<Begun, ServiceError> {
    office.may(Operation::FileScan)?;
    let done = |page, n_pages, end| Ok(Begun::Done(Outcome::Scanned(Box::new(Taken { page, n_pages, end }))));
    let (page, n_pages) = (read.page, read.n_pages);
    let mark = match &read.code {
        None => Err(Stray::NoCode),
        Some(code) => code.text.parse::<PageMark>().map_err(|_other| Stray::ForeignCode),
    };
    let found = match mark {
        Ok(mark) => match find_print(office, &mark)? {
            Some(found) => Ok(found),
            None if is_of_office(office, &mark)? => Err(Stray::OfOffice { mark: mark.to_string() }),
            None => Err(Stray::UnknownPrint { mark: mark.to_string() }),
        },
        Err(why) => Err(why),
    };
    let (file, print, at) = match found {
        Ok(found) => found,
        Err(why) => {
            let end = keep_stray(office, &read, why)?;
            return done(page, n_pages, end);
        }
    };
    let is_same = |row: &Recorded<SheetScan>| row.body.source == read.source;
    if scans_of(&file, print.id).any(is_same) {
        return done(page, n_pages, End::Known(at));
    }
    let Some(object) = print.body.object else {
        return Err(ServiceError::Missing("这次打印没有留下底稿"));
    };
    let pdf = office.opened()?.store.read_object(object)?;
    let on_page = |of: &&PenBox| of.page == at.page;
    let boxes = print.body.pen_boxes.iter().flatten().filter(on_page).cloned().collect();
    Ok(Begun::Away(Errand::scan(office, Away::Look(Box::new(Found { read, at, print, pdf, boxes })))))
}

/// Writes a page down that was looked at.
pub(super) fn file(office: &mut Office, looked: Looked) -> Result<Outcome, ServiceError> {
    let Looked { found, dpi, pose, boxes } = looked;
    let Found { read, at, print, .. } = found;
    let file = office.file(at.case)?;
    let earlier = scans_of(&file, print.id).filter(|row| row.body.page == at.page).last();
    let kept = office.opened()?.store.keep_object(&mut read.kept.as_slice(), read.mime)?;
    let repeats = earlier.map(|row| row.id);
    let those = |wanted: Seen| -> Vec<PenBox> {
        boxes.iter().filter(|finding| finding.seen == wanted).map(|finding| finding.of.clone()).collect()
    };
    let (blank, unclear) = (those(Seen::Blank), those(Seen::Unclear));
    let scan = office.write(Operation::FileScan, at.case, |tx, head| {
        let object = tx.insert_object(&kept, Some(&read.thumbnail))?;
        let row = SheetScan {
            print: print.id,
            form: at.form,
            about: at.about,
            n: at.n,
            page: at.page,
            object,
            source: read.source.clone(),
            dpi,
            pose,
            boxes,
            repeats,
        };
        tx.insert_evidence(head, &row)
    })?;
    let file = office.file(at.case)?;
    let copy = signed_copy(&file, at.form, at.about).filter(|copy| copy.print == print.id);
    let completes = copy.as_ref().is_some_and(SignedCopy::is_complete);
    let note = match (&copy, print.body.is_draft) {
        (Some(copy), _) => copy.note(),
        (None, true) => "这是草稿的扫描件，不算签名件".to_owned(),
        (None, false) if print.body.pen_boxes.as_ref().is_none_or(Vec::is_empty) => {
            "这份文书没有要在纸上签的地方".to_owned()
        }
        (None, false) => format!("这是第 {} 次打印，之后又打印过", at.n),
    };
    let repeats = repeats.is_some();
    let (page, n_pages) = (read.page, read.n_pages);
    let filed = Filed { at, scan, dpi, repeats, blank, unclear, note, completes };
    Ok(Outcome::Scanned(Box::new(Taken { page, n_pages, end: End::Filed(Box::new(filed)) })))
}

/// The print that a page says it is of.
///
/// The key of a case is short, so that several cases may bear it; the mark of the print settles which.
pub(super) fn find_print(
    office: &Office,
    mark: &PageMark,
) -> Result<Option<(CaseFile, Recorded<SheetPrint>, Filing)>, ServiceError> {
    let Some((year, tail)) = key_parts(&mark.case_key) else { return Ok(None) };
    let Ok(page) = u32::try_from(mark.page) else { return Ok(None) };
    for case in office.opened()?.store.find_cases_by_tail(year, tail)? {
        let file = office.file(case)?;
        if page_key(case, file.created_at) != mark.case_key {
            continue;
        }
        let is_it = |row: &&Recorded<SheetPrint>| {
            row.body.form == mark.form
                && page <= row.body.n_pages
                && print_mark(SheetRef::of_case(row.body.form, case, row.body.about), row.body.n)
                    == mark.print_mark
        };
        let Some(print) = file.current(&file.prints).find(is_it).cloned() else { continue };
        let at = filing_of(&file, &print, page);
        return Ok(Some((file, print, at)));
    }
    Ok(None)
}

/// Whether a page is of a sheet that belongs to no case: a register, a book, a list of the directory.
fn is_of_office(office: &Office, mark: &PageMark) -> Result<bool, ServiceError> {
    let prints = office.opened()?.store.list_registered::<OfficePrint>()?;
    let of = |row: &OfficePrint| SheetRef { form: row.print.form, of: row.of };
    Ok(prints.iter().any(|row| print_mark(of(&row.body), row.body.print.n) == mark.print_mark))
}

/// Where a page of a print belongs, in the words of lists.
pub(super) fn filing_of(file: &CaseFile, print: &Recorded<SheetPrint>, page: u32) -> Filing {
    Filing {
        case: file.id,
        called: file.called().to_owned(),
        form: print.body.form,
        about: print.body.about,
        page,
        of: print.body.n_pages,
        n: print.body.n,
    }
}

/// 「2026-0000af12」.
fn key_parts(key: &str) -> Option<(i32, [u8; 4])> {
    let (year, tail) = key.split_once('-')?;
    let tail = u32::from_str_radix(tail, 16).ok().filter(|_| tail.len() == 8)?;
    Some((year.parse().ok()?, tail.to_be_bytes()))
}

/// Keeps a page that belongs nowhere yet; the same one only once.
fn keep_stray(office: &mut Office, read: &PageRead, why: Stray) -> Result<End, ServiceError> {
    let known = office.opened()?.store.list_registered::<StrayScan>()?;
    if known.iter().any(|stray| stray.body.source == read.source) {
        return Ok(End::KnownStray);
    }
    let label = why.label();
    let entry: EntryId = office.fresh_id()?;
    let kept = office.opened()?.store.keep_object(&mut read.kept.as_slice(), read.mime)?;
    office.write_office(Operation::KeepStrayScan, &entry.to_string(), |tx, by, at| {
        let object = tx.insert_object(&kept, Some(&read.thumbnail), at)?;
        let stray = StrayScan { object, source: read.source.clone(), why, fate: Fate::Waiting };
        tx.insert_version(entry.uuid(), Some(by), at, &stray)
    })?;
    Ok(End::Stray { entry, why: label })
}
