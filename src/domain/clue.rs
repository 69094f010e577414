//! 「人伤黄牛」疑点线索 (F-32; SC-1.3b/c, SH-1.1f): what was seen, what was heard, what is only supposed.
//!
//! A clue is a doubt and never a verdict: no field says what somebody is, and the three kinds of knowing are kept
//! apart. It goes the way registered → reviewed → transferred → answered, each a new version.

use crate::domain::attachment::Attachment;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::wording::Guard;
use crate::domain::wording::find;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// One doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokerClue {
    /// 「线2026-03」, given when it is first kept.
    #[serde(default)]
    pub number: String,
    /// The case it came up in, and others it touches.
    #[serde(default)]
    pub case: Option<CaseId>,
    #[serde(default)]
    pub also: Vec<CaseId>,
    pub source: String,
    pub kinds: BTreeSet<ClueKind>,
    /// What somebody of the institution saw.
    #[serde(default)]
    pub seen: String,
    /// What others told.
    #[serde(default)]
    pub heard: String,
    /// What is only supposed.
    #[serde(default)]
    pub supposed: String,
    /// The least about people that the receiver needs (PI-6).
    #[serde(default)]
    pub people: PersonName,
    #[serde(default)]
    pub evidence: Vec<Attachment>,
    pub stage: ClueStage,
    #[serde(default)]
    pub review: Option<ClueReview>,
    #[serde(default)]
    pub transfer: Option<ClueTransfer>,
    /// What the authority answered.
    #[serde(default)]
    pub feedback: String,
    /// Why this version replaces the one before; empty in the first.
    #[serde(default)]
    pub correction: String,
}

/// 专人审核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueReview {
    pub reviewed_on: Day,
    pub by: PersonName,
    pub opinion: String,
    /// Whether it is worth handing over.
    pub stands: bool,
}

/// 移送.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueTransfer {
    pub to: Receiver,
    /// The name of the receiving office.
    pub receiver: String,
    pub transferred_on: Day,
    pub by: PersonName,
    pub personal: PersonalBasis,
    #[serde(default)]
    pub receipt: String,
}

/// 移送对象.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// The two associations, who hand it on (SC-1.3b).
    Associations,
    JusticeBureau,
    FinancialRegulator,
    Police,
    Other,
}

impl Receiver {
    pub const ALL: [Self; 5] =
        [Self::Associations, Self::JusticeBureau, Self::FinancialRegulator, Self::Police, Self::Other];

    /// The word on the sheet.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Associations => "两协会",
            Self::JusticeBureau => "司法行政机关",
            Self::FinancialRegulator => "金融监管部门",
            Self::Police => "公安机关",
            Self::Other => "其他主管机关",
        }
    }
}

/// On what ground personal data goes along (PI-13, PI-23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "basis")]
pub enum PersonalBasis {
    /// Nothing that names anybody goes along.
    Masked,
    /// A duty by law, with the words of the article that orders it.
    Statute { article: String },
}

/// 疑点类型 (F-32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueKind {
    SamePersonAcrossCases,
    FalseIdentity,
    SignedForAnother,
    DoubtfulMaterial,
    FeeForResult,
    UnlicensedDesk,
    Other,
}

impl ClueKind {
    pub const ALL: [Self; 7] = [
        Self::SamePersonAcrossCases,
        Self::FalseIdentity,
        Self::SignedForAnother,
        Self::DoubtfulMaterial,
        Self::FeeForResult,
        Self::UnlicensedDesk,
        Self::Other,
    ];

    /// The word on the sheet; each is a doubt.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SamePersonAcrossCases => "同一陪同人、代理人或付款人跨案出现",
            Self::FalseIdentity => "疑似冒充身份",
            Self::SignedForAnother => "疑似代签",
            Self::DoubtfulMaterial => "材料真实性存疑",
            Self::FeeForResult => "承诺结果收费",
            Self::UnlicensedDesk => "违规接案点",
            Self::Other => "其他",
        }
    }
}

/// How far a clue has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClueStage {
    Registered,
    Reviewed,
    Transferred,
    Answered,
    Unfounded,
}

impl ClueStage {
    pub const ALL: [Self; 5] =
        [Self::Registered, Self::Reviewed, Self::Transferred, Self::Answered, Self::Unfounded];

    /// The word on the chip.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Registered => "待审核",
            Self::Reviewed => "已审核",
            Self::Transferred => "已移送",
            Self::Answered => "已反馈",
            Self::Unfounded => "不成立",
        }
    }
}

impl BrokerClue {
    /// What it lacks to be kept at all.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.source.trim().is_empty() {
            missing.push("来源");
        }
        if self.kinds.is_empty() {
            missing.push("疑点类型");
        }
        if [&self.seen, &self.heard].iter().all(|text| text.trim().is_empty()) {
            missing.push("见到的或听到的事实（只有推测不能成为线索）");
        }
        missing
    }

    /// Whether it was handed over and nobody signed for it yet.
    pub fn awaits_receipt(&self) -> bool {
        self.transfer.as_ref().is_some_and(|transfer| transfer.receipt.trim().is_empty())
    }

    /// The first field that passes judgement, with the words; a clue is a doubt (workflow §3.5).
    pub fn judging(&self) -> Option<(&'static str, String)> {
        let fields = [
            ("见到的", &self.seen),
            ("听到的", &self.heard),
            ("推测", &self.supposed),
            ("来源", &self.source),
        ];
        fields.into_iter().find_map(|(field, text)| find(Guard::Verdict, text).map(|words| (field, words)))
    }

    /// What a transfer still lacks (SC-1.3b, PI-13).
    pub fn missing_for_transfer(&self) -> Vec<&'static str> {
        let mut missing = self.missing();
        if !self.review.as_ref().is_some_and(|review| review.stands) {
            missing.push("专人审核，意见为可以移送");
        }
        if let Some(transfer) = &self.transfer {
            if transfer.receiver.trim().is_empty() {
                missing.push("移送给哪个单位");
            }
            if matches!(&transfer.personal, PersonalBasis::Statute { article } if article.trim().is_empty()) {
                missing.push("移送个人信息所依据的条文；没有就选脱敏");
            }
        }
        missing
    }
}

impl Registered for BrokerClue {
    const TABLE: RegisterTable = RegisterTable::BrokerClue;

    fn parent(&self) -> Option<Uuid> {
        self.case.map(|case| case.uuid())
    }
}
