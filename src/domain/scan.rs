//! 扫描归卷: a signed sheet that came back as a picture, and what was found in its places for the pen.
//!
//! A sheet that was printed for signature on paper is complete only when every page of its latest print is back and
//! no place on it is empty (requirements §8.4): a tick in the program is no signature. What was found by machine can
//! be corrected by a person, who says why. Pages that nobody knows wait in a tray of the office; nothing is dropped.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::domain::signature::Manner;
use serde::Deserialize;
use serde::Serialize;

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

/// One page of a print that came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetScan {
    /// The row of the print.
    pub print: EvidenceId,
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
    #[serde(default)]
    pub repeats: Option<EvidenceId>,
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
    /// A page of a sheet that belongs to no case.
    OfOffice { mark: String },
    /// A code of this program, but no print of this office.
    UnknownPrint { mark: String },
}

impl Stray {
    /// What a person reads.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::NoCode => "没有读到页码标识",
            Self::ForeignCode => "上面的码不是本软件印的",
            Self::OfOffice { .. } => "这是机构的文书，不属于某一个案件",
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
        case: CaseId,
        scan: EvidenceId,
    },
    /// Kept, but of no case.
    SetAside {
        reason: String,
    },
}

impl Registered for StrayScan {
    const TABLE: RegisterTable = RegisterTable::StrayScan;
}

/// How the signed copy of a sheet stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCopy {
    /// The print that has to come back.
    pub print: EvidenceId,
    /// 第 n 次打印.
    pub n: u32,
    pub n_pages: u32,
    /// The pages that are in, each with its latest scan, in the order of the pages.
    pub pages: Vec<(u32, EvidenceId)>,
    /// The pages that are not.
    pub missing: Vec<u32>,
    /// The places still to be filled.
    pub open: Vec<OpenBox>,
}

/// A place on a page that is in, still to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBox {
    pub page: u32,
    /// 「委托人 韩秀珍 签名」.
    pub label: String,
    /// 「空着」.
    pub trouble: &'static str,
    /// The latest scan that shows it, and which of its places it is.
    pub scan: EvidenceId,
    pub index: usize,
}

impl OpenBox {
    /// 「第2页「委托人签名」空着」.
    pub fn said(&self) -> String {
        format!("第{}页「{}」{}", self.page, self.label, self.trouble)
    }
}

impl SignedCopy {
    /// 齐.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.open.is_empty()
    }

    /// In a few words, for lists.
    pub fn note(&self) -> String {
        if self.pages.is_empty() {
            return "签名件待扫描归卷".to_owned();
        }
        if !self.missing.is_empty() {
            let pages: Vec<String> = self.missing.iter().map(u32::to_string).collect();
            return format!("签名件缺第 {} 页", pages.join("、"));
        }
        match self.open.as_slice() {
            [] => "签名件已归，齐".to_owned(),
            [one] => one.said(),
            [first, ..] => format!("{}等 {} 处", first.said(), self.open.len()),
        }
    }
}

/// How the signed copy of a sheet stands; `None` when nothing was printed for the pen.
///
/// What counts is the latest print that is no draft and left a place for the pen. A file that was saved counts once a
/// page of it came back: before that nobody knows that it became paper.
pub fn signed_copy(file: &CaseFile, form: FormNo, about: Option<EvidenceId>) -> Option<SignedCopy> {
    let print = file
        .current(&file.prints)
        .filter(|row| row.body.form == form && (about.is_none() || row.body.about == about))
        .filter(|row| {
            !row.body.is_draft && row.body.pen_boxes.as_ref().is_some_and(|boxes| !boxes.is_empty())
        })
        .filter(|row| row.body.copies > 0 || scans_of(file, row.id).next().is_some())
        .last()?;
    let mut copy = SignedCopy {
        print: print.id,
        n: print.body.n,
        n_pages: print.body.n_pages,
        pages: Vec::new(),
        missing: Vec::new(),
        open: Vec::new(),
    };
    for page in 1..=print.body.n_pages {
        let scans: Vec<_> = scans_of(file, print.id).filter(|row| row.body.page == page).collect();
        let Some(latest) = scans.last() else {
            copy.missing.push(page);
            continue;
        };
        copy.pages.push((page, latest.id));
        copy.open.extend(open_boxes(file, print, latest, &scans));
    }
    let nothing_left = copy.pages.is_empty()
        && print.body.pen_boxes.iter().flatten().all(|of| is_signed_elsewhere(file, form, of, print.at));
    (!nothing_left).then_some(copy)
}

/// The scans of a print, oldest first. Whoever corrects a print names the row in force, an older scan the one before.
pub fn scans_of(file: &CaseFile, print: EvidenceId) -> impl Iterator<Item = &Recorded<SheetScan>> {
    let former = file.prints.iter().find(|row| row.id == print).and_then(|row| row.supersedes.as_ref());
    let former = former.map(|correction| correction.id);
    file.current(&file.scans).filter(move |row| row.body.print == print || Some(row.body.print) == former)
}

/// A place is open when no scan of the page shows it filled and nobody signed it in another way.
fn open_boxes(
    file: &CaseFile,
    print: &Recorded<SheetPrint>,
    latest: &Recorded<SheetScan>,
    scans: &[&Recorded<SheetScan>],
) -> Vec<OpenBox> {
    let is_filled = |of: &PenBox| {
        let found = scans.iter().flat_map(|row| &row.body.boxes).filter(|finding| finding.of == *of);
        found.clone().any(BoxFinding::is_settled)
            && latest
                .body
                .boxes
                .iter()
                .all(|finding| finding.of != *of || finding.ruling != Some(Ruling::Empty))
    };
    let open = latest.body.boxes.iter().enumerate().filter(|(_, finding)| {
        !is_filled(&finding.of) && !is_signed_elsewhere(file, print.body.form, &finding.of, print.at)
    });
    open.map(|(index, finding)| OpenBox {
        page: latest.body.page,
        label: finding.of.label(),
        trouble: finding.trouble(),
        scan: latest.id,
        index,
    })
    .collect()
}

/// Whether the person of a place signed on the pad, or refused before two of the staff, after the paper was printed.
fn is_signed_elsewhere(file: &CaseFile, form: FormNo, of: &PenBox, printed_at: Moment) -> bool {
    let is_without_paper = |manner: &Manner| matches!(manner, Manner::Pad { .. } | Manner::Refused { .. });
    let by_name = file.current(&file.signatures).any(|row| {
        row.body.form == form
            && row.at >= printed_at
            && !of.name.is_empty()
            && row.body.signer.name == of.name
            && is_without_paper(&row.body.manner)
    });
    let by_notice = form == FormNo::F03
        && file.latest(&file.risk_notices).is_some_and(|row| {
            row.at >= printed_at && row.body.signature.as_ref().is_some_and(is_without_paper)
        });
    let by_agreement = form == FormNo::F01
        && file.latest(&file.agreements).is_some_and(|row| {
            row.at >= printed_at
                && row.body.signatures.iter().any(|one| {
                    !of.name.is_empty() && one.signer.name == of.name && is_without_paper(&one.manner)
                })
        });
    by_name || by_notice || by_agreement
}
