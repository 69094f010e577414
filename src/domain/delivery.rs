//! 送达 (T18, F-23; GZ-39): one row per addressee; a joint commission is delivered to every side.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::reception::Client;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// A paper that reached somebody, or that somebody refused to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub paper: DeliveredPaper,
    /// The client it is meant for; for an organisation its handler.
    pub to: PersonId,
    pub to_name: PersonName,
    pub n_copies: u32,
    pub way: DeliveryWay,
    pub delivered_on: Day,
    /// Who took it.
    pub taken_by: PersonName,
    /// 本人、承办人、代收（关系）.
    #[serde(default)]
    pub relation: String,
    /// The identity document was looked at.
    #[serde(default)]
    pub is_identified: bool,
    #[serde(default)]
    pub refusal: Option<DeliveryRefusal>,
    pub fee: FeeState,
}

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "paper")]
pub enum DeliveredPaper {
    /// 意见书.
    Opinion,
    /// 补正书, or the corrected original.
    Correction { correction: EvidenceId },
}

/// 送达方式 (glossary I).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum DeliveryWay {
    Pickup,
    Mail {
        /// 单号.
        number: String,
        /// 回执 came back.
        #[serde(default)]
        receipt_on: Option<Day>,
    },
    Other {
        how: String,
    },
}

impl DeliveryWay {
    /// 自取、邮寄、其他.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Pickup => "自取",
            Self::Mail { .. } => "邮寄",
            Self::Other { .. } => "其他",
        }
    }
}

/// 拒收: why, and two members of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRefusal {
    pub reason: String,
    pub staff: [PersonName; 2],
}

/// Whether the fee was paid as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum FeeState {
    Settled,
    /// Owed, reduced or postponed as agreed.
    AsAgreed {
        note: String,
    },
    Owed,
}

impl FeeState {
    /// 已结清、按约定、未结清.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Settled => "已结清",
            Self::AsAgreed { .. } => "按约定",
            Self::Owed => "未结清",
        }
    }
}

impl CaseFile {
    /// Deliveries of one paper that count.
    pub fn deliveries_of(&self, paper: DeliveredPaper) -> impl Iterator<Item = &Recorded<Delivery>> {
        self.current(&self.deliveries).filter(move |row| row.body.paper == paper)
    }

    /// Clients that a paper has not reached yet; refusing it counts as reached.
    pub fn undelivered(&self, paper: DeliveredPaper) -> Vec<&Client> {
        let has = |client: &&Client| self.deliveries_of(paper).any(|row| row.body.to == client.person.id);
        self.intake.clients.iter().filter(|client| !has(client)).collect()
    }

    /// The day on which the last client was reached, once all were.
    pub fn delivered_on(&self) -> Option<Day> {
        if self.intake.clients.is_empty() || !self.undelivered(DeliveredPaper::Opinion).is_empty() {
            return None;
        }
        self.deliveries_of(DeliveredPaper::Opinion).map(|row| row.body.delivered_on).max()
    }
}

impl Evidence for Delivery {
    const TABLE: EvidenceTable = EvidenceTable::Delivery;
}
