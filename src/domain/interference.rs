//! 干预记录 (F-12, F-13; SH-1.3d/e, GY): who tried to sway an appraisal, how, and whether a serious case was reported.
//!
//! An entry of the office's register: it may name a case or none. Nothing is edited; a correction and a later report
//! are new versions that say why. Anybody who works on cases may write one down, nobody can take it out.

use crate::domain::attachment::Attachment;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;
use uuid::Uuid;

/// One attempt to sway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interference {
    /// 「干2026-03」, given when it is first kept.
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub case: Option<CaseId>,
    pub happened_at: Moment,
    pub place: String,
    pub name: PersonName,
    #[serde(default)]
    pub workplace: String,
    #[serde(default)]
    pub position: String,
    /// How the person stands to the case.
    #[serde(default)]
    pub relation: String,
    pub manner: Manner,
    pub kind: InterferenceKind,
    /// What was said and wanted, as near to the words as can be.
    pub words: String,
    /// Who else was there.
    #[serde(default)]
    pub present: String,
    /// What was done about it.
    #[serde(default)]
    pub handling: String,
    /// What it did to the work, for the report of a serious one (F-13).
    #[serde(default)]
    pub impact: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    pub is_serious: bool,
    #[serde(default)]
    pub report: Option<Report>,
    /// Why this version replaces the one before; empty in the first.
    #[serde(default)]
    pub correction: String,
}

/// 报告区司法局 (SH-1.3e).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub reported_on: Day,
    /// Which authority, which office.
    pub to: String,
    pub received_by: PersonName,
    /// The number or the words of the receipt; empty while it is still owed.
    #[serde(default)]
    pub receipt: String,
}

/// 方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    InPerson,
    Phone,
    Sms,
    Chat,
    Banquet,
    Gift,
    Other,
}

impl Manner {
    pub const ALL: [Self; 7] =
        [Self::InPerson, Self::Phone, Self::Sms, Self::Chat, Self::Banquet, Self::Gift, Self::Other];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InPerson => "当面",
            Self::Phone => "电话",
            Self::Sms => "短信",
            Self::Chat => "微信",
            Self::Banquet => "宴请",
            Self::Gift => "送礼",
            Self::Other => "其他",
        }
    }
}

/// 类型 (GY-b; the wording of the national rule is not verified, the list is the form's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterferenceKind {
    Pleading,
    PrivateMeeting,
    UnlawfulAcceptance,
    CertainOpinion,
    EndOrDelay,
    Threat,
    Valuables,
    Other,
}

impl InterferenceKind {
    pub const ALL: [Self; 8] = [
        Self::Pleading,
        Self::PrivateMeeting,
        Self::UnlawfulAcceptance,
        Self::CertainOpinion,
        Self::EndOrDelay,
        Self::Threat,
        Self::Valuables,
        Self::Other,
    ];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pleading => "请托说情",
            Self::PrivateMeeting => "私下会见",
            Self::UnlawfulAcceptance => "要求违规受理或不受理",
            Self::CertainOpinion => "要求特定意见",
            Self::EndOrDelay => "要求终止或拖延",
            Self::Threat => "威胁",
            Self::Valuables => "财物",
            Self::Other => "其他",
        }
    }
}

impl Interference {
    /// What the record still lacks to be true and whole (SH-1.3d, F-12).
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        for (text, what) in [
            (self.place.as_str(), "地点"),
            (self.name.as_str(), "干预人（不知姓名的写「不详」和特征）"),
            (self.words.as_str(), "内容与诉求"),
        ] {
            if text.trim().is_empty() {
                missing.push(what);
            }
        }
        missing
    }

    /// Whether the report to the bureau is still owed (SH-1.3e).
    pub fn owes_report(&self) -> bool {
        self.is_serious && self.report.is_none()
    }

    /// Whether the report went out and its receipt has not come.
    pub fn awaits_receipt(&self) -> bool {
        self.report.as_ref().is_some_and(|report| report.receipt.trim().is_empty())
    }
}

impl Registered for Interference {
    const TABLE: RegisterTable = RegisterTable::Interference;

    fn parent(&self) -> Option<Uuid> {
        self.case.map(|case| case.uuid())
    }
}
