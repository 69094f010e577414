//! 年度共同委托统计 (F-31; SH-2.1f, SC-1.2a, SC-5.3b): counts of accepted insurance cases, per insurer and quarter.
//!
//! Every figure is a count of cases with a sentence that says what was counted. There is no figure about lowered
//! grades or saved sums, and no line is ranked by what opinions came to (SH-2.2b).

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case_link::CaseLink;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendee;
use crate::domain::commission::Decision;
use crate::domain::ids::InsurerId;
use crate::domain::ledger::insurers_that_came;
use crate::domain::ledger::used_units;
use crate::domain::ledger::was_reached;
use crate::domain::list_cell::Cell;
use crate::domain::moment::Day;
use crate::domain::opinion::Conclusion;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::CommissionMode;
use std::collections::BTreeMap;

macro_rules! figures {
    ($($name:ident = $label:literal, $means:literal;)*) => {
        /// What is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Figure {
            $(#[doc = $label] $name,)*
        }

        impl Figure {
            /// All of them, in the order of F-31.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the head.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// 口径: what exactly is counted.
            pub const fn means(self) -> &'static str {
                match self { $(Self::$name => $means,)* }
            }
        }
    };
}

figures! {
    Accepted = "涉保受理", "期间内决定受理、用于保险理赔为「是」或「不确定」的案件";
    Joint = "共同委托", "涉保受理里，委托方式为共同委托的";
    JointShare = "共同占比", "共同委托 ÷ 涉保受理";
    ByParty = "当事人单方", "涉保受理里，当事人单方委托的";
    ByInsurer = "保险机构单方", "涉保受理里，保险机构单方委托的";
    ByAuthority = "办案机关", "涉保受理里，办案机关委托的";
    Notified = "已通知", "至少有一次通知到了的，按保险机构计：一件涉及两家，各计一次；没有接通不算通知到";
    Came = "到场", "保险机构派员到场签到的，按保险机构计，同一家来几次都计一次";
    Absent = "缺席", "记录了未到场、此后也没有再到的，按保险机构计";
    CameShare = "到场率", "到场 ÷（到场＋缺席）";
    NoIdentity = "无证件不得见证", "到场人员没有出示身份证件、因而不得见证的，按保险机构计";
    InWriting = "书面共同委托", "收到共同委托书、书面写明不派员到场的，按保险机构计";
    NoGrade = "未达等级", "已出具、结论为未达到伤残等级的案件，不按等级高低另作统计";
    Disputed = "异议", "登记过异议的案件";
    Supplemented = "补充鉴定", "有补充鉴定的案件";
    Reappraised = "重新鉴定", "有人申请重新鉴定的案件";
    MeanUsed = "平均工期", "已出具的案件，从委托书生效到出具计入时限的天数的平均，按约定以工作日计的才算，扣除的日子不计入";
    Late = "超期", "已出具时超过时限，或者还没有出具、今天已经超过时限的案件";
}

/// What holds of the whole table.
pub const NOTES: [&str; 5] = [
    "按决定受理的日子归入期间；不予受理、尚未决定的不计入",
    "一件涉及几家保险机构的，在每一家各计一次，合计只计一件，所以各行相加可以大于合计",
    "没有写明保险机构的案件，列在「未写明保险机构」一行",
    "采信情况由保险机构掌握，本表没有统计",
    "本表不统计降级、减损，各家按名称排列，不作排名",
];

/// The line of cases that name no insurer.
pub const NO_INSURER: &str = "未写明保险机构";

/// A period of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Day,
    pub to: Day,
}

impl Span {
    /// A whole year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self { from: Day::from_ymd(year, 1, 1)?, to: Day::from_ymd(year, 12, 31)? })
    }

    /// Whether a day lies in it.
    pub fn holds(self, on: Day) -> bool {
        self.from <= on && on <= self.to
    }

    /// 「2026-01-01 至 2026-12-31」.
    pub fn label(self) -> String {
        format!("{} 至 {}", self.from, self.to)
    }
}

/// What one case adds to the table.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is counted or shown")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCount {
    pub accepted_on: Day,
    pub mode: Option<CommissionMode>,
    pub insurers: Vec<InsurerCount>,
    pub has_no_grade: bool,
    pub is_disputed: bool,
    pub is_supplemented: bool,
    pub is_reappraised: bool,
    /// Working days it took; none while it is not issued, or where other days were agreed.
    pub used: Option<u32>,
    pub is_late: bool,
}

/// What one insurer of a case adds.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is counted or shown")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsurerCount {
    pub insurer: InsurerId,
    pub name: String,
    pub is_notified: bool,
    pub came: bool,
    pub is_absent: bool,
    pub lacked_identity: bool,
    pub in_writing: bool,
}

/// Counts a case; `None` when it is not insurance-related or was not accepted.
pub fn count(facts: &CaseFacts<'_>) -> Option<CaseCount> {
    let file = facts.file;
    let decided = file.acceptance().filter(|row| row.body == Decision::Accept)?;
    if file.intake.is_insurance_related() != Some(true) {
        return None;
    }
    let deadline = facts.deadline();
    let in_workdays = deadline.as_ref().is_some_and(|one| one.unit == crate::domain::deadline::Unit::Workday);
    let used = used_units(file, deadline.as_ref()).filter(|_| in_workdays);
    let issued = file.issuance().and_then(|row| file.opinion_version(row.body.draft));
    let has_link = |is_it: fn(&CaseLink) -> bool| file.current(&file.links).any(|row| is_it(&row.body));
    Some(CaseCount {
        accepted_on: decided.at.day(),
        mode: file.intake.mode,
        insurers: insurers(file),
        has_no_grade: issued
            .is_some_and(|version| version.body.conclusion == Some(Conclusion::NoDisabilityGrade)),
        is_disputed: file.current(&file.disputes).next().is_some(),
        is_supplemented: has_link(|link| matches!(link, CaseLink::SupplementedBy { .. })),
        is_reappraised: has_link(|link| matches!(link, CaseLink::ReappraisalAsked(_))),
        used: used.and_then(|n| u32::try_from(n).ok()),
        is_late: deadline.is_some_and(|deadline| deadline.remaining < 0),
    })
}

fn insurers(file: &CaseFile) -> Vec<InsurerCount> {
    let came = insurers_that_came(file);
    let is_absent = |id: InsurerId| {
        !came.contains(&id)
            && file
                .current(&file.absences)
                .any(|row| matches!(&row.body.who, Absentee::Insurer { insurer, .. } if *insurer == id))
    };
    let lacked_identity = |id: InsurerId| {
        file.current(&file.attendances).any(|row| match &row.body.attendee {
            Attendee::Insurer(witness) => witness.insurer == id && witness.identity_document.is_none(),
            _ => false,
        })
    };
    let mut counted: Vec<InsurerCount> = Vec::new();
    for one in &file.intake.insurers {
        // Compulsory and commercial cover may lie with the same insurer.
        if counted.iter().any(|other| other.insurer == one.insurer) {
            continue;
        }
        counted.push(InsurerCount {
            insurer: one.insurer,
            name: one.name.clone(),
            is_notified: was_reached(file, one.insurer),
            came: came.contains(&one.insurer),
            is_absent: is_absent(one.insurer),
            lacked_identity: lacked_identity(one.insurer),
            in_writing: joins_in_writing(file, one),
        });
    }
    counted
}

/// The letter names the insurer in words; where the case has only one, it is that one.
fn joins_in_writing(file: &CaseFile, one: &CaseInsurer) -> bool {
    let Some(letter) = file.joint_letter().filter(|_| file.is_joint()) else { return false };
    let is_it = [one.name.trim(), one.short_name.trim()].contains(&letter.insurer.trim());
    !letter.sends_witness && (file.intake.insurers.len() == 1 || is_it)
}

/// Whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineOf {
    /// 合计.
    All,
    Insurer(String, InsurerId),
    /// [`NO_INSURER`].
    Unnamed,
}

impl LineOf {
    /// The word in the first column.
    pub fn label(&self) -> &str {
        match self {
            Self::All => "合计",
            Self::Insurer(name, _) => name,
            Self::Unnamed => NO_INSURER,
        }
    }
}

/// A line of the table: an insurer, and a quarter where it is divided by quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub of: LineOf,
    /// 1…4; none for the whole period.
    pub quarter: Option<u32>,
    pub sums: Sums,
}

/// The counts of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub accepted: u32,
    pub by_mode: [u32; 4],
    pub notified: u32,
    pub came: u32,
    pub absent: u32,
    pub no_identity: u32,
    pub in_writing: u32,
    pub no_grade: u32,
    pub disputed: u32,
    pub supplemented: u32,
    pub reappraised: u32,
    pub n_used: u32,
    pub used: u32,
    pub late: u32,
}

impl Sums {
    /// What stands under a head.
    pub fn cell(&self, figure: Figure) -> Cell {
        let mode = |mode: CommissionMode| self.by_mode[place_of(mode)];
        let n = match figure {
            Figure::Accepted => self.accepted,
            Figure::Joint => mode(CommissionMode::Joint),
            Figure::ByParty => mode(CommissionMode::UnilateralParty),
            Figure::ByInsurer => mode(CommissionMode::UnilateralInsurer),
            Figure::ByAuthority => mode(CommissionMode::Authority),
            Figure::Notified => self.notified,
            Figure::Came => self.came,
            Figure::Absent => self.absent,
            Figure::NoIdentity => self.no_identity,
            Figure::InWriting => self.in_writing,
            Figure::NoGrade => self.no_grade,
            Figure::Disputed => self.disputed,
            Figure::Supplemented => self.supplemented,
            Figure::Reappraised => self.reappraised,
            Figure::Late => self.late,
            Figure::JointShare => return share(mode(CommissionMode::Joint), self.accepted),
            Figure::CameShare => return share(self.came, self.came + self.absent),
            Figure::MeanUsed if self.n_used == 0 => return Cell::Empty,
            Figure::MeanUsed => {
                let (sum, n) = (u64::from(self.used), u64::from(self.n_used));
                return Cell::Tenths(i64::try_from((sum * 10 + n / 2) / n).unwrap_or(i64::MAX));
            }
        };
        Cell::Count(i64::from(n))
    }

    /// Adds what a case says of itself, once.
    fn add_case(&mut self, case: &CaseCount) {
        self.accepted += 1;
        if let Some(mode) = case.mode {
            self.by_mode[place_of(mode)] += 1;
        }
        self.no_grade += u32::from(case.has_no_grade);
        self.disputed += u32::from(case.is_disputed);
        self.supplemented += u32::from(case.is_supplemented);
        self.reappraised += u32::from(case.is_reappraised);
        self.n_used += u32::from(case.used.is_some());
        self.used += case.used.unwrap_or(0);
        self.late += u32::from(case.is_late);
    }

    /// Adds what one of its insurers did.
    fn add_insurer(&mut self, insurer: &InsurerCount) {
        self.notified += u32::from(insurer.is_notified);
        self.came += u32::from(insurer.came);
        self.absent += u32::from(insurer.is_absent);
        self.no_identity += u32::from(insurer.lacked_identity);
        self.in_writing += u32::from(insurer.in_writing);
    }
}

/// Makes the table: insurers by name, cases that name none, and the sum last.
///
/// Divided by quarters, each quarter that has cases gets a line of its own before the line of the whole period.
pub fn table(cases: &[CaseCount], span: Span, by_quarter: bool) -> Vec<Line> {
    let mut sums: BTreeMap<(LineOf, Option<u32>), Sums> = BTreeMap::new();
    let mut names: BTreeMap<InsurerId, &str> = BTreeMap::new();
    let counted = || cases.iter().filter(|case| span.holds(case.accepted_on));
    for insurer in counted().flat_map(|case| &case.insurers) {
        // One name for an insurer that was written in two ways: the first of the alphabet.
        let name = names.entry(insurer.insurer).or_insert(&insurer.name);
        *name = (*name).min(&insurer.name);
    }
    for case in counted() {
        let quarter = by_quarter.then_some((case.accepted_on.month() - 1) / 3 + 1);
        let mut periods = vec![None];
        periods.extend(quarter.map(Some));
        for period in periods {
            let all = sums.entry((LineOf::All, period)).or_default();
            all.add_case(case);
            case.insurers.iter().for_each(|insurer| all.add_insurer(insurer));
            for insurer in &case.insurers {
                let name = names.get(&insurer.insurer).copied().unwrap_or_default();
                let of = LineOf::Insurer(name.to_owned(), insurer.insurer);
                let line = sums.entry((of, period)).or_default();
                line.add_case(case);
                line.add_insurer(insurer);
            }
            if case.insurers.is_empty() {
                sums.entry((LineOf::Unnamed, period)).or_default().add_case(case);
            }
        }
    }
    let mut lines: Vec<Line> =
        sums.into_iter().map(|((of, quarter), sums)| Line { of, quarter, sums }).collect();
    // 合计 comes last; the whole period of an insurer below its quarters.
    lines.sort_by_key(|line| (line.of == LineOf::All, line.of.clone(), line.quarter.unwrap_or(5)));
    lines
}

fn place_of(mode: CommissionMode) -> usize {
    match mode {
        CommissionMode::Joint => 0,
        CommissionMode::UnilateralParty => 1,
        CommissionMode::UnilateralInsurer => 2,
        CommissionMode::Authority => 3,
    }
}

fn share(part: u32, whole: u32) -> Cell {
    if whole == 0 {
        return Cell::Empty;
    }
    let (part, whole) = (u64::from(part), u64::from(whole));
    Cell::Share(u32::try_from((part * 1000 + whole / 2) / whole).unwrap_or(u32::MAX))
}
