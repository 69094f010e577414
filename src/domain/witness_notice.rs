//! 见证通知 and 电话通知记录 (F-06; SC-2.2f, SH-1.2l, GZ-25): one by one, every attempt a row.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::ids::{InsurerId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::secret::{PersonName, Phone};
use serde::{Deserialize, Serialize};

/// One attempt to reach one addressee; failed ones are kept as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeAttempt {
    pub to: Addressee,
    pub way: NoticeWay,
    /// The number dialled from and the number dialled.
    #[serde(default)]
    pub from_number: Phone,
    #[serde(default)]
    pub to_number: Phone,
    /// Who answered and in which capacity; empty when nobody did.
    #[serde(default)]
    pub spoke_to: PersonName,
    #[serde(default)]
    pub spoke_to_capacity: String,
    pub started_at: Moment,
    #[serde(default)]
    pub ended_at: Option<Moment>,
    /// What was told: matter, time, place, what to bring, what an absence means.
    pub told: String,
    pub outcome: NoticeOutcome,
    pub notified_by: PersonName,
}

/// Whom a notice addresses. Two kinds that never share a consequence (GZ-25e, SC-2.2j).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Addressee {
    Insurer { insurer: InsurerId },
    Statutory { person: PersonId },
}

/// 通知方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeWay {
    Phone,
    Paper,
    Sms,
    Email,
    InPerson,
}

impl NoticeWay {
    pub const ALL: [Self; 5] = [Self::Phone, Self::Paper, Self::Sms, Self::Email, Self::InPerson];

    pub fn label(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Paper => "书面",
            Self::Sms => "短信",
            Self::Email => "邮件",
            Self::InPerson => "当面",
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeOutcome {
    NoAnswer,
    Coming,
    NotComing,
    Pending,
}

impl NoticeOutcome {
    pub const ALL: [Self; 4] = [Self::Coming, Self::NotComing, Self::Pending, Self::NoAnswer];

    pub fn label(self) -> &'static str {
        match self {
            Self::NoAnswer => "未接通",
            Self::Coming => "答复到",
            Self::NotComing => "答复不到",
            Self::Pending => "待复",
        }
    }

    /// The addressee knows: an unanswered call is an effort, not a notice.
    pub fn reached(self) -> bool {
        !matches!(self, Self::NoAnswer)
    }
}

impl NoticeAttempt {
    /// A phone notice counts only with number, listener, content and caller (SC-2.2f).
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.told.trim().is_empty() {
            missing.push("通知内容");
        }
        if self.notified_by.as_str().trim().is_empty() {
            missing.push("通知人");
        }
        if self.way == NoticeWay::Phone {
            if self.to_number.as_str().trim().is_empty() {
                missing.push("被叫号码");
            }
            if self.outcome.reached() && self.spoke_to.as_str().trim().is_empty() {
                missing.push("接听人");
            }
        }
        missing
    }
}

impl Evidence for NoticeAttempt {
    const TABLE: EvidenceTable = EvidenceTable::NoticeAttempt;
}
