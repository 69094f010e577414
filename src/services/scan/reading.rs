//! What is done beside the office with one scanned page: read the file, find the code; then lay the page over its
//! print and look at every place for the pen. Knows no case and writes nothing.

use crate::capture::CaptureError;
use crate::capture::scan::Code;
use crate::capture::scan::Look;
use crate::capture::scan::PAGE_DPI;
use crate::capture::scan::Print;
use crate::capture::scan::Scan;
use crate::capture::scan::What;
use crate::documents::preview::Opened;
use crate::documents::preview::page_rgba;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::PenBox;
use crate::domain::scan::PenKind;
use crate::domain::scan::Pose;
use crate::domain::scan::Seen;
use crate::domain::scan::Source;
use crate::services::error::ServiceError;
use crate::services::scan::filing::Found;
use ring::digest::SHA256;
use ring::digest::digest;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::path::PathBuf;

/// Points are seventy-seconds of an inch.
const POINTS: f32 = 72.0;
/// A page that comes within a PDF is drawn and kept so fine.
const DRAWN_DPI: f32 = 200.0;
const DRAWN_LONGEST: f32 = 3600.0;
/// A stack of pages in one file may be large, but not a film.
const MOST_BYTES: u64 = 400 * 1024 * 1024;

/// What is done elsewhere.
pub(crate) enum Away {
    Read { place: PathBuf, page: u32 },
    Look(Box<Found>),
}

/// What came of it.
pub(crate) enum Came {
    Unread { page: u32, n_pages: u32, error: ServiceError },
    Read(Box<PageRead>),
    Looked(Box<Looked>),
}

/// A page that was read.
pub(crate) struct PageRead {
    pub(super) page: u32,
    pub(super) n_pages: u32,
    pub(super) source: Source,
    pub(super) scan: Scan,
    pub(super) kept: Vec<u8>,
    pub(super) mime: &'static str,
    pub(super) thumbnail: Vec<u8>,
    /// The codes on it, whoever printed them.
    pub(super) codes: Vec<Code>,
}

/// A page that was looked at.
pub(crate) struct Looked {
    pub(super) found: Found,
    pub(super) dpi: u16,
    pub(super) pose: Option<Pose>,
    pub(super) boxes: Vec<BoxFinding>,
}

impl Away {
    pub(super) fn read(place: PathBuf, page: u32) -> Self {
        Self::Read { place, page }
    }

    /// Does it, on whatever thread this is.
    pub(crate) fn run(self) -> Came {
        match self {
            Self::Read { place, page } => read(&place, page),
            Self::Look(found) => Came::Looked(Box::new(look(*found))),
        }
    }
}

/// A page that breaks the reader is left out, the others of its file are not.
fn read(place: &Path, page: u32) -> Came {
    let mut n_pages = 1;
    let read = catch_unwind(AssertUnwindSafe(|| read_page(place, page, &mut n_pages)));
    match read.unwrap_or(Err(ServiceError::PageUnread)) {
        Ok(read) => Came::Read(Box::new(read)),
        Err(error) => Came::Unread { page, n_pages, error },
    }
}

fn read_page(place: &Path, page: u32, n_pages: &mut u32) -> Result<PageRead, ServiceError> {
    let length = fs::metadata(place).map_err(ServiceError::PictureFile)?.len();
    if length > MOST_BYTES {
        return Err(CaptureError::FileTooBig { n_bytes: length, limit: MOST_BYTES }.into());
    }
    let bytes = fs::read(place).map_err(ServiceError::PictureFile)?;
    let source = Source { sha256: hex_sha256(&bytes), page };
    let (scan, kept, mime) = if bytes.starts_with(b"%PDF") {
        let pdf = Opened::new(bytes)?;
        *n_pages = u32::try_from(pdf.n_pages()).unwrap_or(u32::MAX);
        let scan = drawn(&pdf, page)?;
        let kept = scan.jpeg()?;
        (scan, kept, "image/jpeg")
    } else {
        let scan = Scan::of_picture(&bytes)?;
        let mime = mime_of(&bytes);
        (scan, bytes, mime)
    };
    let (thumbnail, codes) = (scan.thumbnail()?, scan.codes());
    Ok(PageRead { page, n_pages: *n_pages, source, scan, kept, mime, thumbnail, codes })
}

/// A page of a PDF, as pixels.
fn drawn(pdf: &Opened, page: u32) -> Result<Scan, ServiceError> {
    let (width, height) = pdf.points(page as usize)?;
    let scale = (DRAWN_DPI / POINTS).min(DRAWN_LONGEST / width.max(height).max(1.0));
    let drawn = pdf.rgba(page as usize, scale)?;
    Ok(Scan::of_pixels(drawn.width as u32, drawn.height as u32, drawn.rgba)?)
}

fn mime_of(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xd8, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        _ => "image/bmp",
    }
}

/// Lays a page over its print; what cannot be laid, whatever the reason, is left to a person.
fn look(found: Found) -> Looked {
    let measured = catch_unwind(AssertUnwindSafe(|| measured(&found))).ok().flatten();
    let (dpi, pose, boxes) = measured.unwrap_or_else(|| {
        let unclear = |of: PenBox| BoxFinding { of, seen: Seen::Unclear, ruling: None };
        (0, None, found.of.boxes().map(unclear).collect())
    });
    Looked { found, dpi, pose, boxes }
}

fn measured(found: &Found) -> Option<(u16, Option<Pose>, Vec<BoxFinding>)> {
    let print = print_of(&found.pdf, found.of.at.page.checked_sub(1)? as usize)?;
    let laid = found.read.scan.laid_over(&found.code, &print)?;
    let boxes = || found.of.boxes();
    let dates: Vec<[u16; 4]> = boxes().filter(|of| of.kind == PenKind::Date).map(|of| of.at).collect();
    let seen = |of: PenBox| {
        let what = match of.kind {
            PenKind::Signature => What::Strokes { but_not: &dates },
            PenKind::Date => What::Date,
        };
        let seen = match print.look(&laid, of.at, what) {
            Look::Ink => Seen::Ink,
            Look::Blank => Seen::Blank,
        };
        BoxFinding { of, seen, ruling: None }
    };
    let boxes = boxes().map(seen).collect();
    Some((laid.dpi.round().clamp(0.0, 9999.0) as u16, Some(laid.pose), boxes))
}

fn print_of(pdf: &[u8], page: usize) -> Option<Print> {
    let drawn = match page_rgba(pdf, page, PAGE_DPI as f32 / POINTS) {
        Ok(drawn) => drawn,
        Err(error) => {
            tracing::error!(?error, "a kept print could not be drawn");
            return None;
        }
    };
    Print::of_pixels(drawn.width as u32, drawn.height as u32, drawn.rgba).ok()
}

fn hex_sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
