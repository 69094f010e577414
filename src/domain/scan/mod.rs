//! 扫描归卷: a signed sheet that came back as a picture, and what was found in its places for the pen.
//!
//! What was found by machine can be corrected by a person, who says why. Pages that nobody knows wait in a tray of the
//! office; nothing is dropped. When a sheet is complete stands in `copy`.

mod copy;

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use serde::Deserialize;
use serde::Serialize;
use uuid::Uuid;

pub use crate::domain::scan::copy::OlderPage;
pub use crate::domain::scan::copy::OpenBox;
pub use crate::domain::scan::copy::SignedCopy;
pub use crate::domain::scan::copy::is_signed_on_paper;
pub use crate::domain::scan::copy::office_copy;
pub use crate::domain::scan::copy::scans_of;
pub use crate::domain::scan::copy::signed_copy;

/// A place for the pen that a print left empty; where it lies is told by the layout itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PenBox {
    /// The page, counted from 1.
    pub page: u32,
    pub kind: PenKind,
    /// As whom: 「委托人」; empty where the sheet does not say.
    pub role: String,
    /// Who is expected; empty when that is not known.
    pub name: PersonName,
    /// Left, top, right and bottom in tenths of a millimetre from the upper left corner of the page.
    pub at: [u16; 4],
}

/// What is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PenKind {
    Signature,
    Date,
}

impl PenBox {
    /// 「委托人签名」: the place without the person, for what leaves the office.
    pub fn unnamed(&self) -> String {
        Self { name: PersonName::default(), ..self.clone() }.label()
    }

    /// 「委托人 韩秀珍 签名」, as people call the place.
    pub fn label(&self) -> String {
        let what = match self.kind {
            PenKind::Signature => "签名",
            PenKind::Date => "日期",
        };
        let role = self.role.split_whitespace().collect::<Vec<_>>().join(" ");
        match (role.is_empty(), self.name.is_empty()) {
            (true, true) => what.to_owned(),
            (false, true) => format!("{role}{what}"),
            (true, false) => format!("{} {what}", self.name.as_str()),
            (false, false) => format!("{role} {} {what}", self.name.as_str()),
        }
    }
}

/// One page of a print that came back; of a case, unless its rows are those of a register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetScan<Row = EvidenceId> {
    /// The row of the print.
    pub print: Row,
    pub form: FormNo,
    #[serde(default)]
    pub about: Option<EvidenceId>,
    /// 第 n 次打印.
    pub n: u32,
    /// The page, counted from 1.
    pub page: u32,
    /// The picture as it came, encrypted.
    pub object: ObjectId,
    pub source: Source,
    /// Pixels per inch, by the size of what is printed.
    pub dpi: u16,
    /// Where a point of the page (millimetres) lies in the picture (pixels); none when it was filed by hand.
    #[serde(default)]
    pub pose: Option<Pose>,
    pub boxes: Vec<BoxFinding>,
    /// An earlier scan of the same page of the same print.
    pub repeats: Option<Row>,
}

/// One page of a sheet of the office that came back. A later version holds what a person said of a place on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficeScan {
    /// What the sheet is about.
    pub of: SheetOf,
    /// Which page of which print, and what was found on it.
    pub scan: SheetScan<EntryId>,
    /// What a person said of it; empty for a page as it came.
    #[serde(default)]
    pub correction: String,
}

impl Registered for OfficeScan {
    const TABLE: RegisterTable = RegisterTable::OfficeScan;

    fn parent(&self) -> Option<Uuid> {
        Some(self.scan.print.uuid())
    }
}

/// Which scanned page: a row of a case, or one of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScanRef {
    OfCase { case: CaseId, scan: EvidenceId },
    OfOffice(EntryId),
}

impl ScanRef {
    /// The case it belongs to.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::OfCase { case, .. } => Some(case),
            Self::OfOffice(_) => None,
        }
    }
}

/// Which page of which file it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Hex SHA-256 of the file as it lay in the folder.
    pub sha256: String,
    /// The page within that file, counted from 0.
    pub page: u32,
}

/// x' = a·x + b·y + c, y' = d·x + e·y + f.
pub type Pose = [f64; 6];

/// What was found in a place for the pen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxFinding {
    pub of: PenBox,
    pub seen: Seen,
    /// What a person made of it.
    #[serde(default)]
    pub ruling: Option<Ruling>,
}

/// What the machine saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    Ink,
    Blank,
    /// The page could not be laid over its print: a person has to look.
    Unclear,
}

/// What a person says of a place, having looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It is filled in.
    Filled,
    /// It is empty, whatever the machine saw.
    Empty,
    /// Nobody has to write here.
    NotNeeded,
}

impl Ruling {
    pub const ALL: [Self; 3] = [Self::Filled, Self::Empty, Self::NotNeeded];

    /// What the person says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Filled => "看过，已经签了",
            Self::Empty => "看过，还空着",
            Self::NotNeeded => "看过，这一处不用签",
        }
    }
}

impl BoxFinding {
    /// Whether nobody has to ask anybody for anything here.
    pub fn is_settled(&self) -> bool {
        match self.ruling {
            Some(Ruling::Filled | Ruling::NotNeeded) => true,
            Some(Ruling::Empty) => false,
            None => self.seen == Seen::Ink,
        }
    }

    /// 「空着」 or 「看不清」, for what is not settled.
    pub fn trouble(&self) -> &'static str {
        match (self.ruling, self.seen) {
            (None, Seen::Unclear) => "没有看清，请人工看一眼",
            _ => "空着",
        }
    }
}

impl Evidence for SheetScan {
    const TABLE: EvidenceTable = EvidenceTable::SheetScan;
}

/// A scanned page that belongs nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrayScan {
    /// The picture as it came, encrypted.
    pub object: ObjectId,
    pub source: Source,
    pub why: Stray,
    pub fate: Fate,
}

/// Why a page was not filed by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Stray {
    /// No code was found on it.
    NoCode,
    /// A code that this program did not print.
    ForeignCode,
    /// The codes of several pages are on it.
    SeveralCodes,
    /// A code of this program, but no print of this office.
    UnknownPrint { mark: String },
}

impl Stray {
    /// What a person reads.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::NoCode => "没有读到页码标识",
            Self::ForeignCode => "上面的码不是本软件印的",
            Self::SeveralCodes => "一张图上有几页文书的码，请一页一页分开扫",
            Self::UnknownPrint { .. } => "本案卷库没有打印过这一页",
        }
    }
}

/// What became of a stray page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum Fate {
    Waiting,
    /// Filed by hand.
    Filed {
        scan: ScanRef,
    },
    /// Kept, but of no case.
    SetAside {
        reason: String,
    },
}

impl Registered for StrayScan {
    const TABLE: RegisterTable = RegisterTable::StrayScan;
}
