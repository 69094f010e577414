//! 签名件: whether the signed paper of a sheet is back, page by page and place by place.
//!
//! A sheet that was printed for signature on paper is complete only when every page of its latest print is back and
//! no place on it is empty (requirements §8.4): a tick in the program is no signature. A sheet of a case and one of
//! the office stand the same way; only where their rows are kept differs.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Moment;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::OfficeScan;
use crate::domain::scan::PenBox;
use crate::domain::scan::PenKind;
use crate::domain::scan::Ruling;
use crate::domain::scan::SheetScan;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::SheetPrint;
use crate::domain::signature::Manner;
use crate::domain::signature::Signer;

/// How the signed copy of a sheet stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCopy<Row = EvidenceId> {
    /// The print that has to come back.
    pub print: Row,
    /// 第 n 次打印.
    pub n: u32,
    pub n_pages: u32,
    /// The pages that are in, each with its latest scan, in the order of the pages.
    pub pages: Vec<(u32, Row)>,
    /// Scans of the same pages that came in before those.
    pub former: Vec<(u32, Row)>,
    /// The pages that are not.
    pub missing: Vec<u32>,
    /// The places still to be filled.
    pub open: Vec<OpenBox<Row>>,
    /// Pages of earlier prints that came back: they are kept and count for nothing any more.
    pub older: Vec<OlderPage<Row>>,
}

/// A place on a page that is in, still to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBox<Row = EvidenceId> {
    pub page: u32,
    /// 「委托人 韩秀珍 签名」.
    pub label: String,
    /// Who is expected to write there; empty when that is not known.
    pub name: PersonName,
    /// 「空着」.
    pub trouble: &'static str,
    /// The latest scan that shows it, and which of its places it is.
    pub scan: Row,
    pub index: usize,
}

/// A page of an earlier print that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OlderPage<Row = EvidenceId> {
    /// 第 n 次打印.
    pub n: u32,
    pub page: u32,
    pub scan: Row,
}

impl<Row> OpenBox<Row> {
    /// 「第2页「委托人签名」空着」.
    pub fn said(&self) -> String {
        format!("第{}页「{}」{}", self.page, self.label, self.trouble)
    }
}

impl<Row> SignedCopy<Row> {
    /// 齐.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.open.is_empty()
    }

    /// In a few words, for lists.
    pub fn note(&self) -> String {
        if self.pages.is_empty() {
            return match self.older.last() {
                None => "签名件待扫描归卷".to_owned(),
                Some(older) => {
                    format!("归的是第 {} 次打印的签名件，第 {} 次的待扫描归卷", older.n, self.n)
                }
            };
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

/// A print, and the pages of it that are back, oldest first.
struct Paper<'a, Row> {
    row: Row,
    print: &'a SheetPrint,
    back: Vec<(Row, &'a SheetScan<Row>)>,
}

impl<Row> Paper<'_, Row> {
    /// A draft asks nobody to sign, and a sheet without a place for the pen neither. A file that was saved counts once a
    /// page of it came back: before that nobody knows that it became paper.
    fn is_for_the_pen(&self) -> bool {
        !self.print.is_draft
            && self.print.pen_boxes.as_ref().is_some_and(|boxes| !boxes.is_empty())
            && (self.print.copies > 0 || !self.back.is_empty())
    }
}

/// How the signed copy of a sheet of a case stands; `None` when nothing was printed for the pen.
pub fn signed_copy(file: &CaseFile, form: FormNo, about: Option<EvidenceId>) -> Option<SignedCopy> {
    let is_it = |row: &&Recorded<SheetPrint>| row.body.form == form && row.body.about == about;
    let prints: Vec<&Recorded<SheetPrint>> = file.current(&file.prints).filter(is_it).collect();
    let papers = prints.iter().map(|row| Paper {
        row: row.id,
        print: &row.body,
        back: scans_of(file, row.id).map(|scan| (scan.id, &scan.body)).collect(),
    });
    copy_of(papers, |of, print| {
        let printed_at = prints.iter().find(|row| row.id == print).map(|row| row.at);
        printed_at.is_some_and(|at| is_signed_elsewhere(file, form, of, at))
    })
}

/// How the signed copy of a sheet of the office stands; `prints` are those of the sheet, `scans` those of the prints.
pub fn office_copy(
    prints: &[Version<OfficePrint>],
    scans: &[Version<OfficeScan>],
) -> Option<SignedCopy<EntryId>> {
    let papers = prints.iter().map(|row| {
        let id = EntryId::from_uuid(row.id);
        let back = scans.iter().filter(|scan| scan.body.scan.print == id);
        Paper {
            row: id,
            print: &row.body.print,
            back: back.map(|scan| (EntryId::from_uuid(scan.id), &scan.body.scan)).collect(),
        }
    });
    copy_of(papers, |_, _| false)
}

/// What counts is the latest print that left a place for the pen.
fn copy_of<'a, Row: Copy + 'a>(
    papers: impl Iterator<Item = Paper<'a, Row>>,
    is_signed_elsewhere: impl Fn(&PenBox, Row) -> bool,
) -> Option<SignedCopy<Row>> {
    let mut papers: Vec<Paper<'_, Row>> = papers.filter(Paper::is_for_the_pen).collect();
    let Paper { row, print, back } = papers.pop()?;
    let is_elsewhere = |of: &PenBox| is_signed_elsewhere(of, row);
    let mut copy = SignedCopy {
        print: row,
        n: print.n,
        n_pages: print.n_pages,
        pages: Vec::new(),
        former: Vec::new(),
        missing: Vec::new(),
        open: Vec::new(),
        older: Vec::new(),
    };
    for page in 1..=print.n_pages {
        let scans: Vec<_> = back.iter().filter(|(_, scan)| scan.page == page).copied().collect();
        let Some((latest, shown)) = scans.last().copied() else {
            copy.missing.push(page);
            continue;
        };
        copy.pages.push((page, latest));
        copy.former.extend(scans[..scans.len() - 1].iter().map(|(scan, _)| (page, *scan)));
        let open = shown.boxes.iter().enumerate();
        let open = open.filter(|(_, finding)| !is_filled(&finding.of, &scans) && !is_elsewhere(&finding.of));
        copy.open.extend(open.map(|(index, finding)| OpenBox {
            page,
            label: finding.of.label(),
            name: finding.of.name.clone(),
            trouble: finding.trouble(),
            scan: latest,
            index,
        }));
    }
    for paper in papers.into_iter().filter(|paper| paper.print.about == print.about) {
        let page = |(scan, shown): (Row, &SheetScan<Row>)| OlderPage { n: shown.n, page: shown.page, scan };
        copy.older.extend(paper.back.into_iter().map(page));
    }
    let nothing_left = copy.pages.is_empty() && print.pen_boxes.iter().flatten().all(is_elsewhere);
    (!nothing_left).then_some(copy)
}

/// The scans of a print, oldest first. Whoever corrects a print names the row in force, an older scan the one before.
pub fn scans_of(file: &CaseFile, print: EvidenceId) -> impl Iterator<Item = &Recorded<SheetScan>> {
    let former = file.prints.iter().find(|row| row.id == print).and_then(|row| row.supersedes.as_ref());
    let former = former.map(|correction| correction.id);
    file.current(&file.scans).filter(move |row| row.body.print == print || Some(row.body.print) == former)
}

/// A place is filled when any scan of the page shows it so, unless a person says of the latest that it is not: a second
/// scan that came out worse takes nothing away.
fn is_filled<Row>(of: &PenBox, scans: &[(Row, &SheetScan<Row>)]) -> bool {
    let found = |scan: &SheetScan<Row>, is_so: fn(&BoxFinding) -> bool| {
        scan.boxes.iter().any(|finding| finding.of == *of && is_so(finding))
    };
    let is_denied = scans
        .last()
        .is_some_and(|(_, latest)| found(latest, |finding| finding.ruling == Some(Ruling::Empty)));
    !is_denied && scans.iter().any(|(_, scan)| found(scan, BoxFinding::is_settled))
}

/// Whether the paper of a sheet is back with the signature of this person on it, wherever it has a place for it.
pub fn is_signed_on_paper(file: &CaseFile, form: FormNo, signer: &Signer) -> bool {
    if signer.name.is_empty() {
        return false;
    }
    let is_it = |row: &&Recorded<SheetPrint>| row.body.form == form && !row.body.is_draft;
    let Some(print) = file.current(&file.prints).filter(is_it).last() else { return false };
    let back: Vec<_> = scans_of(file, print.id).map(|row| (row.id, &row.body)).collect();
    let is_theirs = |of: &&PenBox| of.kind == PenKind::Signature && of.name == signer.name;
    let mut places = print.body.pen_boxes.iter().flatten().filter(is_theirs).peekable();
    let is_there = |of: &PenBox| {
        let of_page: Vec<_> = back.iter().filter(|(_, scan)| scan.page == of.page).copied().collect();
        is_filled(of, &of_page)
    };
    places.peek().is_some() && places.all(is_there)
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
