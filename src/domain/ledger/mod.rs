//! 涉保鉴定工作台账 (F-30; SC-5.3a, SH-3.1c): one row concluded from each case, in the columns of the form.
//!
//! A row is never typed and never kept: it is what the evidence of its case says. Names are masked unless somebody
//! says why they are not. There is no column for a lowered grade or a saved sum (SH-2.2b).

mod closing;
mod conclude;

pub use crate::domain::ledger::closing::LedgerClosing;
pub use crate::domain::ledger::closing::LockState;
pub use crate::domain::ledger::conclude::conclude;
pub(in crate::domain) use crate::domain::ledger::conclude::insurers_that_came;
pub(in crate::domain) use crate::domain::ledger::conclude::used_units;
pub(in crate::domain) use crate::domain::ledger::conclude::was_reached;

use crate::domain::ids::CaseId;
use crate::domain::list_cell::Cell;
use crate::domain::moment::Day;
use crate::domain::pinyin_match;
use crate::domain::reception::CommissionMode;
use crate::domain::secret::PersonName;

macro_rules! columns {
    ($($name:ident = $label:literal, $chars:literal;)*) => {
        /// The columns of F-30 behind 序号, in their order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum LedgerColumn {
            $(#[doc = $label] $name,)*
        }

        impl LedgerColumn {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the head.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// How wide it is, in halves of a Chinese character.
            pub const fn n_chars(self) -> u16 {
                match self { $(Self::$name => $chars,)* }
            }
        }
    };
}

columns! {
    CaseNo = "案号", 24;
    Subject = "被鉴定人", 14;
    Mode = "委托方式", 16;
    ReceivedOn = "收到委托日", 12;
    AcceptedOn = "受理日", 12;
    Clients = "委托人", 20;
    Insurers = "保险机构", 20;
    Cover = "险种、事故类型", 18;
    Matter = "委托事项", 22;
    Purpose = "用途", 10;
    Reappraisal = "重新鉴定", 10;
    InsuranceUse = "用于保险理赔", 14;
    RiskNotice = "风险告知", 18;
    JointLetter = "共同委托书", 18;
    Materials = "材料双方确认", 16;
    Notice = "通知保险机构", 32;
    InsurerPresence = "保险机构到场", 16;
    PartyPresence = "当事人到场", 16;
    StatutoryPresence = "法定见证人", 12;
    Credentials = "见证人证件", 12;
    Recording = "影像许可", 22;
    Licences = "亮证", 12;
    RecordedOn = "记录完成日", 12;
    ReviewedOn = "复核日", 12;
    IssuedOn = "出具日", 12;
    Conclusion = "结论类型", 18;
    DeliveredOn = "送达日", 12;
    ArchivedOn = "归档日", 12;
    DueOn = "截止日", 12;
    UsedDays = "实际用时", 10;
    DeductedDays = "扣除", 8;
    ExtendedDays = "延长", 8;
    Dispute = "异议", 20;
    Mediation = "调解", 12;
    ReappraisalAsked = "补充、重鉴", 22;
    Court = "出庭", 18;
    Interference = "干预记录", 10;
    Clue = "疑点线索", 10;
    Officer = "涉保专人", 12;
    Remark = "备注", 26;
}

impl LedgerColumn {
    /// Its place in a row.
    pub fn at(self) -> usize {
        self as usize
    }

    /// Whether its words can name a natural person.
    const fn names_people(self) -> bool {
        matches!(self, Self::Subject | Self::Clients | Self::Matter | Self::Dispute | Self::Remark)
    }
}

/// Whether names are shown whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    #[default]
    Masked,
    Whole,
}

/// One case in the ledger.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is counted or shown")]
#[derive(Clone, PartialEq)]
pub struct LedgerRow {
    pub case: CaseId,
    /// The day it is counted under: 收到委托日.
    pub received_on: Day,
    pub mode: Option<CommissionMode>,
    /// 是 or 不确定: handled as insurance-related (SH-0).
    pub is_related: bool,
    /// At least one insurer was reached.
    pub is_notified: bool,
    pub n_insurers_came: u32,
    pub n_insurers_absent: u32,
    /// Witnesses of insurers whose credentials were not in order.
    pub n_credentials_lacking: u32,
    /// Units left of a running clock; below zero, how many it is late.
    pub remaining: Option<i64>,
    /// It took or takes longer than it may.
    pub is_late: bool,
    pub is_issued: bool,
    pub is_disputed: bool,
    pub lock: LockState,
    cells: Vec<Cell>,
    people: Vec<PersonName>,
}

impl std::fmt::Debug for LedgerRow {
    /// The cells name people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LedgerRow").field("case", &self.case).finish_non_exhaustive()
    }
}

impl LedgerRow {
    /// What stands in a cell.
    pub fn cell(&self, column: LedgerColumn, names: Names) -> Cell {
        let cell = self.cells.get(column.at()).cloned().unwrap_or_default();
        let cell = match (cell, column) {
            (cell, LedgerColumn::Remark) => Cell::text(joined(&[&cell.shown(), self.lock.label()])),
            (cell, _) => cell,
        };
        match cell {
            Cell::Text(text) if names == Names::Masked && column.names_people() => {
                Cell::Text(self.masked(text))
            }
            other => other,
        }
    }

    /// The row as a reader of the ledger sees it, cell by cell.
    pub fn cells(&self, names: Names) -> impl Iterator<Item = Cell> {
        LedgerColumn::ALL.iter().map(move |column| self.cell(*column, names))
    }

    /// The text whose digest a closing keeps: what the case says, whoever looks at it, and nothing about the closing.
    pub fn as_closed(&self) -> String {
        let is_kept = |column: &&LedgerColumn| {
            !matches!(column, LedgerColumn::Interference | LedgerColumn::Clue | LedgerColumn::Officer)
        };
        let shown = |column: &LedgerColumn| self.cells.get(column.at()).map(Cell::shown).unwrap_or_default();
        LedgerColumn::ALL.iter().filter(is_kept).map(shown).collect::<Vec<_>>().join("\t")
    }

    /// Whether words of a search point at it: numbers and words as they stand, names by pinyin too.
    pub fn answers(&self, words: &str) -> bool {
        let words = words.trim();
        words.is_empty()
            || self.people.iter().any(|name| pinyin_match::find(words, name.as_str()).is_some())
            || self.cells.iter().any(|cell| cell.shown().contains(words))
    }

    /// The case as people call it, without a name: for screen readers and toasts.
    pub fn called(&self) -> String {
        self.cells.get(LedgerColumn::CaseNo.at()).map(Cell::shown).unwrap_or_default()
    }

    fn masked(&self, text: String) -> String {
        // The longest first: 「周某某」 before 「周某」.
        let mut people: Vec<&PersonName> =
            self.people.iter().filter(|name| name.as_str().chars().count() > 1).collect();
        people.sort_by_key(|name| std::cmp::Reverse(name.as_str().len()));
        people.into_iter().fold(text, |text, name| text.replace(name.as_str(), &name.masked()))
    }
}

/// The parts of the ledger that are looked at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerPart {
    /// 涉保: 是 and 不确定.
    #[default]
    Related,
    Joint,
    Unilateral,
    InsurerAbsent,
    Late,
    Disputed,
    /// Cases that are not insurance-related, or where nobody asked.
    All,
}

impl LedgerPart {
    /// In the order of the tabs.
    pub const ALL: [Self; 7] = [
        Self::Related,
        Self::Joint,
        Self::Unilateral,
        Self::InsurerAbsent,
        Self::Late,
        Self::Disputed,
        Self::All,
    ];

    /// The word on the tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Related => "涉保",
            Self::Joint => "共同委托",
            Self::Unilateral => "单方委托",
            Self::InsurerAbsent => "保险机构未到",
            Self::Late => "快到期、超期",
            Self::Disputed => "有异议",
            Self::All => "含不涉保",
        }
    }

    /// Whether a row belongs to it.
    pub fn holds(self, row: &LedgerRow) -> bool {
        let is_near = row.remaining.is_some_and(|left| left <= crate::domain::deadline::ORANGE_AT);
        match self {
            Self::All => true,
            Self::Related => row.is_related,
            Self::Joint => row.is_related && row.mode == Some(CommissionMode::Joint),
            Self::Unilateral => row.is_related && row.mode.is_some_and(CommissionMode::is_unilateral),
            Self::InsurerAbsent => row.is_related && row.n_insurers_absent > 0,
            Self::Late => row.is_related && (row.is_late || is_near),
            Self::Disputed => row.is_related && row.is_disputed,
        }
    }
}

/// What stands under the columns: counts over the rows shown, no sum of anything that could be ranked (SH-2.2b).
pub fn totals<'a>(rows: &(impl Iterator<Item = &'a LedgerRow> + Clone)) -> Vec<(LedgerColumn, String)> {
    let n = |is_it: fn(&LedgerRow) -> bool| rows.clone().filter(|row| is_it(row)).count();
    let came: u32 = rows.clone().map(|row| row.n_insurers_came).sum();
    let absent: u32 = rows.clone().map(|row| row.n_insurers_absent).sum();
    let lacking: u32 = rows.clone().map(|row| row.n_credentials_lacking).sum();
    vec![
        (LedgerColumn::CaseNo, format!("{} 件", rows.clone().count())),
        (LedgerColumn::Mode, format!("共同 {}", n(|row| row.mode == Some(CommissionMode::Joint)))),
        (LedgerColumn::Notice, format!("已通知 {} 件", n(|row| row.is_notified))),
        (LedgerColumn::InsurerPresence, format!("到 {came}，未到 {absent}")),
        (LedgerColumn::Credentials, format!("缺 {lacking} 人")),
        (LedgerColumn::IssuedOn, format!("出具 {}", n(|row| row.is_issued))),
        (LedgerColumn::UsedDays, format!("超期 {}", n(|row| row.is_late))),
        (LedgerColumn::Dispute, format!("有异议 {}", n(|row| row.is_disputed))),
    ]
}

/// Words that say something, joined.
fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("；")
}
