//! A page that was read finds its print by its code, and is written down with what was found on it; or it becomes a
//! stray and is kept all the same. The same page of the same file is known and not kept twice.

use crate::capture::scan::Code;
use crate::documents::qr::PageMark;
use crate::domain::audit::Operation;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::scan::Fate;
use crate::domain::scan::PenBox;
use crate::domain::scan::Seen;
use crate::domain::scan::Stray;
use crate::domain::scan::StrayScan;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::scan::Away;
use crate::services::scan::End;
use crate::services::scan::Filed;
use crate::services::scan::Taken;
use crate::services::scan::find::by_mark;
use crate::services::scan::print::Measured;
use crate::services::scan::print::PageOf;
use crate::services::scan::print::Picture;
use crate::services::scan::reading::Looked;
use crate::services::scan::reading::PageRead;

/// A page that was read, and the print it belongs to.
pub(crate) struct Found {
    pub(super) read: PageRead,
    pub(super) code: Code,
    pub(super) of: PageOf,
    pub(super) pdf: Vec<u8>,
}

/// Finds the print of a page and sends it on to be looked at; or ends here.
pub(super) fn consider(office: &mut Office, read: PageRead) -> Result<Begun, ServiceError> {
    office.may(Operation::FileScan)?;
    let done = |page, n_pages, end| Ok(Begun::Done(Outcome::Scanned(Box::new(Taken { page, n_pages, end }))));
    let (page, n_pages) = (read.page, read.n_pages);
    let found = match mark_on(&read.codes) {
        Ok((mark, code)) => match by_mark(office, &mark)? {
            Some(of) => Ok((of, code.clone())),
            None => Err(Stray::UnknownPrint { mark: mark.to_string() }),
        },
        Err(why) => Err(why),
    };
    let (of, code) = match found {
        Ok(found) => found,
        Err(why) => {
            let end = keep_stray(office, &read, why)?;
            return done(page, n_pages, end);
        }
    };
    if of.back(office)?.iter().any(|back| back.source == read.source) {
        return done(page, n_pages, End::Known(of.at));
    }
    // Without the kept print nothing can be measured; the page is filed all the same, for a person to look at.
    let kept =
        of.body.object.map(|object| office.opened()?.store.read_object(object).map_err(ServiceError::from));
    let pdf = kept.and_then(|kept| kept.inspect_err(|error| tracing::error!(?error, "a kept print")).ok());
    let pdf = pdf.unwrap_or_default();
    Ok(Begun::Away(Errand::scan(office, Away::Look(Box::new(Found { read, code, of, pdf })))))
}

/// The one code of this program on a page. People print other codes, too; and two pages on one picture are nobody's.
fn mark_on(codes: &[Code]) -> Result<(PageMark, &Code), Stray> {
    let mut ours = codes.iter().filter_map(|code| Some((code.text.parse::<PageMark>().ok()?, code)));
    match (ours.next(), codes) {
        (None, []) => Err(Stray::NoCode),
        (None, _) => Err(Stray::ForeignCode),
        (Some(first), _) if ours.all(|(mark, _)| mark == first.0) => Ok(first),
        (Some(_), _) => Err(Stray::SeveralCodes),
    }
}

/// Writes a page down that was looked at.
pub(super) fn file(office: &mut Office, looked: Looked) -> Result<Outcome, ServiceError> {
    let Looked { found, dpi, pose, boxes } = looked;
    let Found { read, of, .. } = found;
    let those = |wanted: Seen| -> Vec<PenBox> {
        boxes.iter().filter(|finding| finding.seen == wanted).map(|finding| finding.of.clone()).collect()
    };
    let (blank, unclear) = (those(Seen::Blank), those(Seen::Unclear));
    let (page, n_pages) = (read.page, read.n_pages);
    let picture = Picture::Read(Box::new(read));
    let (scan, repeats) = of.write_down(office, &picture, Measured { dpi, pose, boxes })?;
    let standing = of.standing(office)?;
    let filed = Filed {
        at: of.at,
        scan,
        dpi,
        repeats,
        blank,
        unclear,
        note: standing.note,
        completes: standing.completes,
    };
    Ok(Outcome::Scanned(Box::new(Taken { page, n_pages, end: End::Filed(Box::new(filed)) })))
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
