//! 装订: the volume is read out of the office, bound beside it, and only then written down, printed or shown.
//!
//! Reading takes the office some moments; binding and drawing pages take seconds and go on as an errand, which says
//! which sheet it is at and can be stopped. Until it is back nothing was written: whoever stops leaves nothing behind.

use crate::capture::scan::page_jpeg;
use crate::documents::preview::page_points;
use crate::documents::scanned_pages::ScannedPage;
use crate::documents::scanned_pages::scanned_pages;
use crate::documents::volume::About;
use crate::documents::volume::Bookmark;
use crate::documents::volume::Piece;
use crate::documents::volume::bind;
use crate::domain::archiving::VolumePart;
use crate::domain::ids::CaseId;
use crate::domain::printer::PrintSetup;
use crate::domain::scan::Pose;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::sheet;
use crate::services::sheet::Drawn;
use crate::services::sheet::MOST_OF_A_VOLUME;
use crate::services::sheet::compose;
use crate::services::sheet::compose::Rendered;
use crate::services::sheet::leaving;
use crate::services::sheet::volume::Content;
use crate::services::sheet::volume::Lies;
use crate::services::sheet::volume::contents;
use crate::services::watch::Watch;
use chrono::NaiveDateTime;
use std::path::PathBuf;
use std::sync::Arc;

/// A look at a volume under way, from another thread.
#[derive(Debug, Default)]
pub struct BindingWatch {
    /// Sheets that were bound.
    pub binding: Watch,
    /// Pages that were drawn, for a preview.
    pub drawing: Watch,
}

impl BindingWatch {
    /// Stops it after the sheet or the page it is at.
    pub fn stop(&self) {
        self.binding.stop();
        self.drawing.stop();
    }

    /// Whether somebody wants it to stop.
    pub fn is_stopped(&self) -> bool {
        self.binding.is_stopped()
    }
}

/// What becomes of a volume that was bound.
pub(crate) enum Then {
    Show,
    Print(PrintSetup),
    SaveAs(PathBuf),
}

/// A volume as it was read out of the office.
pub(crate) struct Binding {
    sheet: SheetRef,
    then: Then,
    watch: Arc<BindingWatch>,
    /// The pages of F-29 itself.
    own: Rendered,
    /// How many of them open the volume, and how many say what is sealed.
    n_front: usize,
    n_sealed: usize,
    kept: Vec<Kept>,
    title: String,
    institution: String,
    made_at: NaiveDateTime,
}

/// A sheet as it was kept.
struct Kept {
    part: VolumePart,
    title: String,
    what: What,
}

enum What {
    Print { pdf: Vec<u8>, n_pages: usize },
    Scans { print: Vec<u8>, pages: Vec<(Vec<u8>, Option<Pose>)> },
    Sealed,
}

/// A volume that was bound, and its first pages where somebody wants to look.
pub(crate) struct Bound {
    sheet: SheetRef,
    then: Then,
    rendered: Rendered,
    drawn: Option<Drawn>,
}

/// Begins to bind the volume of a case.
pub(super) fn begin(
    office: &Office,
    sheet: SheetRef,
    watch: Arc<BindingWatch>,
    then: Then,
) -> Result<Begun, ServiceError> {
    let binding = read(office, sheet, watch, then)?;
    Ok(Begun::Away(Errand::bind(office, binding)))
}

/// Reads all a volume is made of.
fn read(
    office: &Office,
    sheet: SheetRef,
    watch: Arc<BindingWatch>,
    then: Then,
) -> Result<Binding, ServiceError> {
    let case = sheet.case().ok_or(ServiceError::Missing("案卷属于一个案件"))?;
    let own = sheet::render_own(office, sheet)?;
    let loaded = office.load(case)?;
    let facts = &office.facts(&loaded);
    let look = office.look(FormNo::F29)?;
    let (mut n_front, mut n_sealed) = (0, 0);
    if own.n_pages > 0 {
        n_front = compose::pages_if(facts, &look, FormNo::F29, |value| {
            value["only_front"] = true.into();
            value["sealed"] = Vec::<()>::new().into();
        })?;
    }
    let all = contents(facts);
    if all.iter().any(|content| matches!(content.lies, Lies::Sealed(_))) {
        let with = compose::pages_if(facts, &look, FormNo::F29, |value| value["only_front"] = true.into())?;
        n_sealed = with.saturating_sub(n_front);
    }
    let kept = all.iter().filter_map(|content| kept(office, content).transpose());
    Ok(Binding {
        sheet,
        then,
        watch,
        own,
        n_front,
        n_sealed,
        kept: kept.collect::<Result<_, _>>()?,
        title: format!("{} {}", FormNo::F29.label(), facts.file.called()),
        institution: facts.institution.name.clone(),
        made_at: compose::beijing(facts.now),
    })
}

fn kept(office: &Office, content: &Content<'_>) -> Result<Option<Kept>, ServiceError> {
    let store = &office.opened()?.store;
    let no_print = || ServiceError::Missing("这次打印没有留下底稿");
    let what = match &content.lies {
        Lies::Not => return Ok(None),
        Lies::Sealed(_) => What::Sealed,
        Lies::Print(row) => What::Print {
            pdf: store.read_object(row.body.object.ok_or_else(no_print)?)?,
            n_pages: row.body.n_pages as usize,
        },
        Lies::Signed(row, scans) => {
            let page = |scan: &&crate::domain::evidence::Recorded<crate::domain::scan::SheetScan>| {
                Ok::<_, ServiceError>((store.read_object(scan.body.object)?, scan.body.pose))
            };
            What::Scans {
                print: store.read_object(row.body.object.ok_or_else(no_print)?)?,
                pages: scans.iter().map(page).collect::<Result<_, _>>()?,
            }
        }
    };
    Ok(Some(Kept { part: content.part, title: content.title.clone(), what }))
}

impl Binding {
    /// Binds it, on whatever thread this is.
    pub(crate) fn run(self) -> Result<Bound, ServiceError> {
        let watch = Arc::clone(&self.watch);
        let (sheet, then, rendered) = self.bound()?;
        let drawn = match then {
            Then::Show => {
                let most = MOST_OF_A_VOLUME;
                let tell = |n_done, n_all| watch.drawing.tell(n_done, n_all);
                Some(
                    sheet::draw_watched(&rendered.bytes, rendered.n_pages, most, &tell)?
                        .ok_or(ServiceError::Stopped)?,
                )
            }
            Then::Print(_) | Then::SaveAs(_) => None,
        };
        Ok(Bound { sheet, then, rendered, drawn })
    }

    fn bound(self) -> Result<(SheetRef, Then, Rendered), ServiceError> {
        let Self { sheet, then, watch, own, n_front, n_sealed, kept, title, institution, made_at } = self;
        let n_all = kept.len() as u64;
        watch.binding.tell(0, n_all);
        let mut marks = vec![mark(VolumePart::Cover.label(), 0), mark(VolumePart::Contents.label(), 1)];
        // Bytes of every sheet, and which of their pages; none for the pages of F-29 itself.
        let mut bodies: Vec<(Option<Vec<u8>>, std::ops::Range<usize>)> = vec![(None, 0..n_front)];
        let mut page = n_front;
        let mut seal_is_told = false;
        for Kept { part, title, what } in kept {
            if watch.is_stopped() {
                return Err(ServiceError::Stopped);
            }
            if marks.last().is_none_or(|mark| mark.title != part.label()) {
                marks.push(mark(part.label(), page));
            }
            let pages = match what {
                What::Sealed if seal_is_told => continue,
                What::Sealed => {
                    seal_is_told = true;
                    bodies.push((None, n_front..n_front + n_sealed));
                    page += n_sealed;
                    continue;
                }
                What::Print { pdf, n_pages } => {
                    bodies.push((Some(pdf), 0..n_pages));
                    n_pages
                }
                What::Scans { print, pages } => {
                    let n_pages = pages.len();
                    bodies.push((Some(scanned(&print, pages)?), 0..n_pages));
                    n_pages
                }
            };
            if let Some(part) = marks.last_mut() {
                part.under.push(mark(&title, page));
            }
            page += pages;
        }
        let n_bound = page - n_front - n_sealed * usize::from(seal_is_told);
        let end = n_front + n_sealed..own.n_pages;
        let last = page + end.len().saturating_sub(1);
        bodies.push((None, end));
        marks.push(mark(VolumePart::Media.label(), page));
        marks.push(mark(VolumePart::Remarks.label(), last));
        let pieces: Vec<Piece<'_>> = bodies
            .iter()
            .map(|(pdf, pages)| Piece { pdf: pdf.as_ref().unwrap_or(&own.bytes), pages: pages.clone() })
            .collect();
        let ident = compose::print_mark(sheet, own.n);
        let about = About { title: &title, institution: &institution, made_at, ident: &ident };
        // The first and the last piece are pages of F-29 itself, which nobody counts.
        let mut tell = |n_done: usize| watch.binding.tell((n_done as u64).min(n_all), n_all);
        let volume = bind(&pieces, &marks, &about, &mut tell)?.ok_or(ServiceError::Stopped)?;
        // The places for the pen on its own pages; those behind the sheets moved along with them.
        let mut pen_boxes = own.pen_boxes;
        for place in pen_boxes.iter_mut().filter(|place| place.page as usize > n_front + n_sealed) {
            place.page += u32::try_from(n_bound).unwrap_or(u32::MAX);
        }
        Ok((sheet, then, Rendered { bytes: volume.bytes, n_pages: volume.n_pages, pen_boxes, ..own }))
    }
}

fn mark(title: &str, page: usize) -> Bookmark {
    Bookmark { title: title.to_owned(), page, under: Vec::new() }
}

/// The scanned pages of a sheet as a PDF, each on paper of the size of its print.
fn scanned(print: &[u8], pages: Vec<(Vec<u8>, Option<Pose>)>) -> Result<Vec<u8>, ServiceError> {
    const MM_PER_POINT: f64 = 25.4 / 72.0;
    let pages = pages.into_iter().enumerate().map(|(n, (kept, pose))| {
        let picture = page_jpeg(kept)?;
        let (width, height) = page_points(print, n)?;
        Ok(ScannedPage {
            jpeg: picture.bytes,
            width: picture.width,
            height: picture.height,
            is_grey: picture.is_grey,
            pose,
            page_mm: (f64::from(width) * MM_PER_POINT, f64::from(height) * MM_PER_POINT),
        })
    });
    Ok(scanned_pages(&pages.collect::<Result<Vec<_>, ServiceError>>()?))
}

/// Goes on with a volume that was bound.
pub(crate) fn came(office: &mut Office, bound: Bound) -> Result<Begun, ServiceError> {
    let Bound { sheet, then, rendered, drawn } = bound;
    match then {
        Then::Show => {
            let drawn = drawn.ok_or(ServiceError::Stopped)?;
            let shown = sheet::preview_of(office, sheet, rendered, drawn)?;
            Ok(Begun::Done(Outcome::Preview(Arc::new(shown))))
        }
        // Somebody may have printed it meanwhile: its number would stand on two papers.
        _ if compose::next_print(office, sheet)? != rendered.n => {
            Err(ServiceError::Incomplete("装订的时候，这份案卷又打印过一次，编号要重新排"))
        }
        Then::Print(setup) => leaving::print(office, sheet, setup, rendered).map(Begun::Away),
        Then::SaveAs(to) => Ok(Begun::Done(Outcome::Sheet(leaving::save(office, sheet, &to, &rendered)?))),
    }
}

/// The case whose volume a sheet is.
pub(super) fn is_volume(sheet: SheetRef) -> Option<CaseId> {
    sheet.case().filter(|_| sheet.form == FormNo::F29)
}
