//! 个人信息处理告知暨单独同意 (F-11; PI-13/17, PI-23, PI-28–31): what was told, what was agreed to apart from the rest,
//! to whom each recipient's share may go, and what was taken back later.
//!
//! A yes is never a default, and a refusal is kept like a consent. Taking back is a fact of its own day and makes no
//! earlier act unlawful (PI-15), so that it is no correction.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;

/// One person's answers to F-11, given by that person or by a guardian.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrivacyConsent {
    /// Whose data: the subject, mostly; others who come may be asked too.
    pub whose: PersonId,
    pub name: PersonName,
    /// Who answered and signed.
    pub given_by: ConsentGiver,
    /// Numbers 1…[`N_POINTS`] of the points that were told.
    pub points_told: BTreeSet<u8>,
    /// Separate consent to sensitive data: health, pictures of injuries (PI-29). `None` = not asked.
    pub sensitive: Option<bool>,
    /// Each recipient apart from the others (PI-23).
    #[serde(default)]
    pub recipients: Vec<RecipientConsent>,
    pub signature: Option<Manner>,
    pub told_by: PersonName,
}

/// Who consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum ConsentGiver {
    /// The person whose data it is.
    Oneself,
    /// A parent or other guardian (PI-31).
    Guardian { person: Option<PersonId>, name: PersonName, relation: String },
}

/// One recipient and the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientConsent {
    pub recipient: Recipient,
    /// `None` = not asked.
    pub agreed: Option<bool>,
}

/// To whom personal data may go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Recipient {
    Insurer { insurer: InsurerId },
    Authority,
    Platform,
    Other { name: String },
}

impl Recipient {
    /// The word of its kind; an insurer is named by the case.
    pub const fn kind_label(&self) -> &'static str {
        match self {
            Self::Insurer { .. } => "保险机构",
            Self::Authority => "办案机关",
            Self::Platform => "司法鉴定监管平台",
            Self::Other { .. } => "其他接收方",
        }
    }

    /// As people call it in this case.
    pub fn called(&self, file: &CaseFile) -> String {
        match self {
            Self::Insurer { insurer } => {
                let known = file.intake.insurers.iter().find(|known| known.insurer == *insurer);
                known.map_or_else(|| self.kind_label().to_owned(), |known| known.called().to_owned())
            }
            Self::Other { name } => name.clone(),
            Self::Authority | Self::Platform => self.kind_label().to_owned(),
        }
    }
}

/// 撤回同意 (PI-15): what no longer may happen, from which day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyWithdrawal {
    pub consent: EvidenceId,
    pub what: Withdrawn,
    pub by: PersonName,
    pub on: Day,
    /// What was answered: what stops, what must be kept all the same and why (PI-47).
    pub answer: String,
}

/// What is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Withdrawn {
    Everything,
    Sensitive,
    Recipient { recipient: Recipient },
}

impl Withdrawn {
    /// What the person says.
    pub fn label(&self, file: &CaseFile) -> String {
        match self {
            Self::Everything => "全部同意".to_owned(),
            Self::Sensitive => "敏感个人信息的单独同意".to_owned(),
            Self::Recipient { recipient } => format!("向{}提供的单独同意", recipient.called(file)),
        }
    }
}

/// How many points have to be told.
pub const N_POINTS: u8 = 7;

/// What has to be told before anything is processed (PI-17, PI-30).
pub const POINTS: [&str; N_POINTS as usize] = [
    "处理者的名称和联系方式",
    "处理的目的、方式和依据（同意、履行合同、法定职责分开说）",
    "个人信息的种类：身份、证件影像、病历、检查影像、录音录像、联系方式",
    "保存期限：卷宗、见证证件、预约分开说",
    "处理敏感个人信息的必要性和对本人的影响",
    "查阅、复制、更正、撤回同意的权利和办法",
    "不同意的后果",
];

impl PrivacyConsent {
    /// Points not told yet, in order.
    pub fn points_left(&self) -> Vec<u8> {
        (1..=N_POINTS).filter(|n| !self.points_told.contains(n)).collect()
    }

    /// Signed, or refused with a complete note.
    pub fn is_confirmed(&self) -> bool {
        self.signature.as_ref().is_some_and(|manner| manner.lacks().is_none())
    }

    /// Told whole, answered and signed; a refused signature is no consent.
    pub fn is_given(&self) -> bool {
        self.points_left().is_empty() && self.signature.as_ref().is_some_and(Manner::is_signed)
    }

    /// The answer about one recipient.
    pub fn agreed_to(&self, recipient: &Recipient) -> Option<bool> {
        self.recipients.iter().rev().find(|row| row.recipient == *recipient).and_then(|row| row.agreed)
    }
}

/// Where a person's consent stands today.
#[derive(Clone, Copy, Debug)]
pub struct ConsentState<'a> {
    pub row: &'a Recorded<PrivacyConsent>,
    file: &'a CaseFile,
}

impl ConsentState<'_> {
    /// Sensitive data may be processed: agreed to, signed, and not taken back.
    pub fn sensitive(&self) -> Option<bool> {
        if self.is_withdrawn(&Withdrawn::Sensitive) {
            return Some(false);
        }
        match (self.row.body.sensitive, self.row.body.is_given()) {
            (Some(true), true) => Some(true),
            (Some(false), _) => Some(false),
            _ => None,
        }
    }

    /// This recipient may be given the data: agreed to, signed, and not taken back.
    pub fn recipient(&self, recipient: &Recipient) -> Option<bool> {
        if self.is_withdrawn(&Withdrawn::Recipient { recipient: recipient.clone() }) {
            return Some(false);
        }
        match (self.row.body.agreed_to(recipient), self.row.body.is_given()) {
            (Some(true), true) => Some(true),
            (Some(false), _) => Some(false),
            _ => None,
        }
    }

    /// Taken back as a whole or in this part.
    pub fn is_withdrawn(&self, part: &Withdrawn) -> bool {
        let rows = self.file.current(&self.file.privacy_withdrawals);
        let mut of_this = rows.filter(|row| row.body.consent == self.row.id);
        of_this.any(|row| row.body.what == Withdrawn::Everything || row.body.what == *part)
    }
}

impl CaseFile {
    /// The latest consent about one person's data.
    pub fn privacy_consent(&self, whose: PersonId) -> Option<ConsentState<'_>> {
        let row = self.current(&self.privacy_consents).filter(|row| row.body.whose == whose).last()?;
        Some(ConsentState { row, file: self })
    }
}

impl Evidence for PrivacyConsent {
    const TABLE: EvidenceTable = EvidenceTable::PrivacyConsent;
}

impl Evidence for PrivacyWithdrawal {
    const TABLE: EvidenceTable = EvidenceTable::PrivacyWithdrawal;
}
