//! 扫描归卷: signed pages come back in any order, and each finds its sheet by the code that was printed on it.
//!
//! One question is one page, so that whoever asks sees how far it is and can stop after any of them. Reading and
//! looking go on beside the office (`reading`), only knowing the print (`find`) and writing the row (`print`) happen in it.
//! The files themselves are never moved, changed or deleted; what cannot be filed waits in a tray (`tray`).

mod filing;
mod find;
mod folder;
mod print;
mod reading;
mod tray;

use crate::domain::audit::Operation;
use crate::domain::ids::EntryId;
use crate::domain::scan::PenBox;
use crate::domain::scan::Ruling;
use crate::domain::scan::ScanRef;
use crate::domain::sheet::SheetRef;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::fmt;
use std::path::PathBuf;

pub use crate::services::scan::folder::Batch;
pub use crate::services::scan::folder::files;
pub(crate) use crate::services::scan::reading::Away;
pub(crate) use crate::services::scan::reading::Came;
pub use crate::services::scan::tray::StrayRow;
pub use crate::services::scan::tray::Target;
pub use crate::services::scan::tray::Tray;
pub use crate::services::scan::tray::Which;
pub use crate::services::scan::tray::look;
pub use crate::services::scan::tray::tray;

/// What can be asked about scans.
#[derive(Clone)]
pub enum Request {
    /// Reads one page of a file and files it; pages are counted from 0.
    TakeIn { place: PathBuf, page: u32 },
    /// Files a page of the tray by hand.
    Assign { stray: EntryId, target: Target },
    /// Keeps a page of the tray, but of no case.
    SetAside { stray: EntryId, reason: String },
    /// Says what a place for the pen is, having looked.
    Rule { scan: ScanRef, index: usize, ruling: Ruling, note: String },
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name can hold a person's name, a note anything.
        match self {
            Self::TakeIn { page, .. } => write!(f, "TakeIn(▒, {page})"),
            Self::Assign { stray, .. } => write!(f, "Assign({stray})"),
            Self::SetAside { stray, .. } => write!(f, "SetAside({stray})"),
            Self::Rule { scan, index, ruling, .. } => write!(f, "Rule({scan:?}, {index}, {ruling:?})"),
        }
    }
}

/// What became of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The page within its file, counted from 0.
    pub page: u32,
    /// How many pages the file has; one when it could not be read.
    pub n_pages: u32,
    pub end: End,
}

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Filed(Box<Filed>),
    /// The same page of the same file is in already.
    Known(Filing),
    /// It waits in the tray.
    Stray {
        entry: EntryId,
        why: &'static str,
    },
    /// It waits in the tray since an earlier time, or somebody decided about it.
    KnownStray,
    /// The file cannot be read; it lies where it was, and nothing of it was kept.
    Unread {
        said: String,
        remedy: &'static str,
    },
}

/// Which page of which sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    pub sheet: SheetRef,
    /// The number of the case or of the entry, the span, the list; empty where the reader may not see the entry.
    pub called: String,
    pub page: u32,
    pub of: u32,
    /// 第 n 次打印.
    pub n: u32,
}

impl Filing {
    /// 「2026-涉保-0012《到场签到及见证记录表》第 1 页」.
    pub fn said(&self) -> String {
        format!("{}《{}》第 {} 页", self.called, self.sheet.form.label(), self.page)
    }
}

/// A page that was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub at: Filing,
    pub scan: ScanRef,
    pub dpi: u16,
    /// The page was in already, as another picture.
    pub repeats: bool,
    /// The places of the page that are empty.
    pub blank: Vec<PenBox>,
    /// Those that a person has to look at.
    pub unclear: Vec<PenBox>,
    /// How the signed copy stands with this page: 「签名件缺第 2 页」.
    pub note: String,
    /// Every page of the print is back and no place is empty.
    pub completes: bool,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    begin(office, request)?.finish(office)
}

/// Begins what was asked; a page is read beside the office.
pub(crate) fn begin(office: &mut Office, request: Request) -> Result<Begun, ServiceError> {
    match request {
        Request::TakeIn { place, page } => {
            office.may(Operation::FileScan)?;
            Ok(Begun::Away(Errand::scan(office, Away::read(place, page))))
        }
        Request::Assign { stray, target } => tray::assign(office, stray, &target).map(Begun::Done),
        Request::SetAside { stray, reason } => tray::set_aside(office, stray, &reason).map(Begun::Done),
        Request::Rule { scan, index, ruling, note } => {
            tray::rule(office, scan, index, ruling, &note).map(Begun::Done)
        }
    }
}

/// Goes on with a page that was read, or looked at.
pub(crate) fn came(office: &mut Office, came: Came) -> Result<Begun, ServiceError> {
    match came {
        Came::Unread { page, n_pages, error } => {
            use crate::domain::explain::Explain as _;
            let end = End::Unread { said: error.to_string(), remedy: error.remedy() };
            Ok(Begun::Done(Outcome::Scanned(Box::new(Taken { page, n_pages, end }))))
        }
        Came::Read(read) => filing::consider(office, *read),
        Came::Looked(looked) => filing::file(office, *looked).map(Begun::Done),
    }
}
