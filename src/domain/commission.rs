//! 受理 and 委托书 (F-01; GZ-13–19, SH-1.2k): who is assigned, what the director decides, when the agreement takes effect.

use crate::domain::agreement_change::Term;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::{EvidenceId, UserId};
use crate::domain::moment::Day;
use crate::domain::review::RejectReason;
use crate::domain::secret::PersonName;
use crate::domain::signature::Signature;
use serde::{Deserialize, Serialize};

/// 指派: at least two appraisers (GZ-19), the first one leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub appraisers: Vec<UserId>,
    #[serde(default)]
    pub assistants: Vec<UserId>,
}

/// What a director decides about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    Accept,
    Reject {
        reason: RejectReason,
        /// The facts behind the reason, in the director's words.
        facts: String,
        /// The article, needed for the last reason.
        #[serde(default)]
        article: String,
    },
    /// 回避决定 on an application made during the inquiry (GZ-21).
    Recusal {
        inquiry: EvidenceId,
        granted: bool,
        reason: String,
    },
}

/// 委托书 signed by every client and by the institution; takes effect on its day (GZ-16, GZ-28a).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub effective_on: Day,
    pub signatures: Vec<Signature>,
    pub institution_signer: PersonName,
    /// What it said when it was signed; empty on rows older than this field.
    #[serde(default)]
    pub terms: Vec<Term>,
}

impl Evidence for Assignment {
    const TABLE: EvidenceTable = EvidenceTable::Assignment;
}

impl Evidence for Decision {
    const TABLE: EvidenceTable = EvidenceTable::Decision;
}

impl Evidence for Agreement {
    const TABLE: EvidenceTable = EvidenceTable::Agreement;
}
