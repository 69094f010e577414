//! 异议、调解、解释说明 (F-27; GZ-40, SC-5.1b/c, SH-2.1i): who objects to an issued opinion, and what became of it.
//!
//! Mediation may come first and never has to (SC-5.1b). A question of the client must be answered (GZ-40); an objection
//! ends in agreement, an explanation, a supplementary or new appraisal, or before a court.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::current;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// An objection, or a question about the opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub raised_on: Day,
    pub by: Objector,
    pub name: PersonName,
    pub content: String,
    /// What was handed in with it.
    #[serde(default)]
    pub proof: String,
}

/// 异议人.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objector {
    Client,
    Subject,
    Insurer,
    OtherParty,
    Authority,
}

impl Objector {
    pub const ALL: [Self; 5] =
        [Self::Client, Self::Subject, Self::Insurer, Self::OtherParty, Self::Authority];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Client => "委托人",
            Self::Subject => "被鉴定人",
            Self::Insurer => "保险机构",
            Self::OtherParty => "其他当事人",
            Self::Authority => "办案机关",
        }
    }
}

/// Something done about an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeEvent {
    pub dispute: EvidenceId,
    pub on: Day,
    pub what: DisputeStep,
    /// What was said, agreed or answered.
    pub account: String,
}

/// 处理环节.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum DisputeStep {
    /// Talked over with the objector (SH-2.1i).
    TalkedOver,
    /// Handed on to the insurers' association (SH-2.1i).
    PassedOn { to: String },
    /// Mediation began.
    Mediating { body: String },
    /// Mediation ended.
    Mediated { agreed: bool },
    /// 解释说明, in writing or by mouth (GZ-40).
    Explained { by: PersonName, in_writing: bool },
    /// Goes on as a supplementary appraisal (GZ-30).
    Supplementary,
    /// Goes on as a re-appraisal (GZ-31).
    Reappraisal,
    /// Goes before a court.
    Court,
    /// The objector let it rest.
    TakenBack,
}

impl DisputeStep {
    /// The word in the account.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::TalkedOver => "沟通",
            Self::PassedOn { .. } => "转办",
            Self::Mediating { .. } => "开始调解",
            Self::Mediated { agreed: true } => "调解一致",
            Self::Mediated { agreed: false } => "调解未成",
            Self::Explained { .. } => "解释说明",
            Self::Supplementary => "转补充鉴定",
            Self::Reappraisal => "转重新鉴定",
            Self::Court => "进入诉讼",
            Self::TakenBack => "异议人撤回",
        }
    }

    /// Whether the objection is settled or has gone where others decide.
    pub const fn ends(&self) -> bool {
        match self {
            Self::Mediated { agreed } => *agreed,
            Self::Explained { .. }
            | Self::Supplementary
            | Self::Reappraisal
            | Self::Court
            | Self::TakenBack => true,
            Self::TalkedOver | Self::PassedOn { .. } | Self::Mediating { .. } => false,
        }
    }
}

/// 异议的状态 (workflow §3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisputeState {
    Registered,
    Mediating,
    Unresolved,
    Resolved,
    Explained,
    Supplementary,
    Reappraisal,
    Court,
}

impl DisputeState {
    /// The word on the chip.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Registered => "待答复",
            Self::Mediating => "调解中",
            Self::Unresolved => "调解未成",
            Self::Resolved => "已解决",
            Self::Explained => "已解释说明",
            Self::Supplementary => "转补充鉴定",
            Self::Reappraisal => "转重新鉴定",
            Self::Court => "进入诉讼",
        }
    }

    /// Whether somebody still waits for the institution.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Registered | Self::Mediating | Self::Unresolved)
    }
}

/// Where an objection stands, from what was done about it.
pub fn state_of(dispute: EvidenceId, events: &[Recorded<DisputeEvent>]) -> DisputeState {
    let mut state = DisputeState::Registered;
    for row in current(events).filter(|row| row.body.dispute == dispute) {
        state = match &row.body.what {
            DisputeStep::TalkedOver | DisputeStep::PassedOn { .. } => state,
            DisputeStep::Mediating { .. } => DisputeState::Mediating,
            DisputeStep::Mediated { agreed: false } => DisputeState::Unresolved,
            DisputeStep::Mediated { agreed: true } | DisputeStep::TakenBack => DisputeState::Resolved,
            DisputeStep::Explained { .. } => DisputeState::Explained,
            DisputeStep::Supplementary => DisputeState::Supplementary,
            DisputeStep::Reappraisal => DisputeState::Reappraisal,
            DisputeStep::Court => DisputeState::Court,
        };
    }
    state
}

impl Dispute {
    /// What it lacks to be kept.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.name.is_empty() {
            missing.push("异议人");
        }
        if self.content.trim().is_empty() {
            missing.push("异议内容");
        }
        missing
    }
}

impl Evidence for Dispute {
    const TABLE: EvidenceTable = EvidenceTable::Dispute;
}

impl Evidence for DisputeEvent {
    const TABLE: EvidenceTable = EvidenceTable::DisputeEvent;
}
