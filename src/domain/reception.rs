//! 接待: who comes, for whom, with what question and for what use (T2, T3; SH-1.2d–f, SC-2.2a, TL-22).
//! The intake is the only part of a case that may change; every save keeps the former version.
//! It has no field for an expected grade (SC-3.1f) and none for a referrer's fee (TL-37).

use crate::domain::deadline::AgreedLength;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::extension::AgreedDecision;
use crate::domain::ids::{InsurerId, PersonId};
use crate::domain::moment::{Day, Moment};
use crate::domain::person::Person;
use crate::domain::secret::{PersonName, Phone};
use serde::{Deserialize, Serialize};

/// What the front desk writes down before anything is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Number of the visit at the desk, e.g. 「收2026-12」; given with the first save.
    #[serde(default)]
    pub intake_no: String,
    /// 收到委托日: starts the 7 working days of GZ-13.
    pub received_on: Option<Day>,
    /// 统一赋码 as the platform gave it; we make up none (TL-41).
    #[serde(default)]
    pub province_case_code: String,
    #[serde(default)]
    pub channel: Channel,
    /// Name of the licensed premises where the client was received.
    #[serde(default)]
    pub premises: String,
    pub mode: Option<CommissionMode>,
    pub clients: Vec<Client>,
    pub subject: Person,
    #[serde(default)]
    pub subject_capacity: CapacityFacts,
    #[serde(default)]
    pub guardians: Vec<Guardian>,
    #[serde(default)]
    pub agents: Vec<Agent>,
    #[serde(default)]
    pub companions: Vec<Companion>,
    pub category: Option<Category>,
    /// 委托事项.
    #[serde(default)]
    pub matter: String,
    pub purpose: Option<Purpose>,
    /// `None` = not asked yet; never defaults to no (SH-0).
    pub insurance: Option<InsuranceUse>,
    pub insurance_asked: Option<Asked>,
    pub reappraisal: Option<Reappraisal>,
    #[serde(default)]
    pub insurers: Vec<CaseInsurer>,
    /// What was tried when no insurer could be found; the party countersigns (SC-2.2f).
    #[serde(default)]
    pub insurer_search: Option<InsurerSearch>,
    #[serde(default)]
    pub incident_on: Option<Day>,
    /// 基本案情.
    #[serde(default)]
    pub incident: String,
    /// 事故认定书文号.
    #[serde(default)]
    pub police_no: String,
    /// 适用标准: industry and tort standards differ, so the client confirms which one.
    #[serde(default)]
    pub standard: String,
    #[serde(default)]
    pub fee: Fee,
    #[serde(default)]
    pub agreed_length: Option<AgreedLength>,
    #[serde(default)]
    pub delivery: Delivery,
    /// To whom the opinion of a joint commission is handed; none while nobody said.
    #[serde(default)]
    pub opinion_to: Option<OpinionTo>,
    /// How many originals of the opinion; 4 unless agreed otherwise (GZ-39).
    #[serde(default = "four")]
    pub n_opinion_copies: u32,
    #[serde(default)]
    pub material_return: MaterialReturn,
    #[serde(default)]
    pub special_terms: SpecialTerms,
    #[serde(default)]
    pub other_terms: String,
    /// 协商的受理时间 (GZ-13); none while the seven working days stand.
    #[serde(default)]
    pub agreed_decision: Option<AgreedDecision>,
}

/// 委托方式; decides notices and witnesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommissionMode {
    Joint,
    UnilateralParty,
    UnilateralInsurer,
    Authority,
}

impl CommissionMode {
    pub const ALL: [Self; 4] = [Self::UnilateralParty, Self::Joint, Self::UnilateralInsurer, Self::Authority];

    pub fn label(self) -> &'static str {
        match self {
            Self::Joint => "共同委托",
            Self::UnilateralParty => "当事人单方委托",
            Self::UnilateralInsurer => "保险机构单方委托",
            Self::Authority => "办案机关委托",
        }
    }

    /// Both kinds of 单方 need the risk notice (SC-2.2b).
    pub fn is_unilateral(self) -> bool {
        matches!(self, Self::UnilateralParty | Self::UnilateralInsurer)
    }
}

/// 委托人: a person or an organisation; a joint commission has at least two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    pub kind: ClientKind,
    /// The natural person who commissions, or the handler (承办人) of an organisation.
    pub person: Person,
    /// Set for an insurer.
    #[serde(default)]
    pub insurer: Option<InsurerId>,
    /// Name of the organisation; empty for a natural person.
    #[serde(default)]
    pub organisation: String,
    /// 与被鉴定人关系, e.g. 本人、配偶、父亲.
    #[serde(default)]
    pub relation: String,
}

impl Client {
    /// The name that stands on the commission.
    pub fn called(&self) -> &str {
        if self.organisation.is_empty() { self.person.name.as_str() } else { &self.organisation }
    }
}

/// 委托人类型 (SC-2.1a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    Victim,
    InsuredPerson,
    PolicyHolder,
    Insurer,
    Authority,
    LawFirmAgent,
    Other,
}

impl ClientKind {
    pub const ALL: [Self; 7] = [
        Self::Victim,
        Self::InsuredPerson,
        Self::PolicyHolder,
        Self::Insurer,
        Self::Authority,
        Self::LawFirmAgent,
        Self::Other,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Victim => "受害人",
            Self::InsuredPerson => "被保险人",
            Self::PolicyHolder => "投保人",
            Self::Insurer => "保险机构",
            Self::Authority => "办案机关",
            Self::LawFirmAgent => "律师事务所（代理）",
            Self::Other => "其他",
        }
    }
}

/// Facts about the subject's civil capacity that a birthday alone does not give (GZ-25a).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapacityFacts {
    /// An adult or minor recorded as unable to recognise their own acts; what it rests on.
    pub declared_incapable: Option<String>,
    /// 16–17 岁以自己劳动收入为主要生活来源 (民法典 18 条); what it rests on.
    pub own_income_basis: Option<String>,
}

/// 监护人 or 近亲属 who can be the statutory witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    pub person: Person,
    pub relation: String,
    /// True for 监护人, false for another 近亲属.
    pub is_guardian: bool,
}

/// 代理人; needs a written authorisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    pub person: Person,
    #[serde(default)]
    pub unit: String,
    pub has_authorisation: bool,
}

/// 陪同人员: identified and recorded as well (TL-22).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    pub person: Person,
    pub relation: String,
}

/// An insurer that the case concerns; there may be several (compulsory and commercial cover).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInsurer {
    pub insurer: InsurerId,
    pub name: String,
    #[serde(default)]
    pub short_name: String,
    /// 险种, e.g. 交强险.
    #[serde(default)]
    pub cover: String,
    #[serde(default)]
    pub policy_no: String,
    #[serde(default)]
    pub claim_no: String,
    #[serde(default)]
    pub contact: PersonName,
    #[serde(default)]
    pub contact_phone: Phone,
}

impl CaseInsurer {
    pub fn called(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }
}

/// What was done to find an insurer, and whether the party countersigned it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurerSearch {
    pub efforts: String,
    pub countersigned: bool,
}

/// Who asked, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub by: PersonName,
    pub at: Moment,
}

/// 是否用于保险理赔 as answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InsuranceUse {
    Yes,
    No,
    Undetermined,
}

impl InsuranceUse {
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Undetermined];

    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "是",
            Self::No => "否",
            Self::Undetermined => "不确定",
        }
    }

    /// 「不确定」 is handled as insurance-related (SH-0, SC-2.2a).
    pub fn is_handled_as_related(self) -> bool {
        matches!(self, Self::Yes | Self::Undetermined)
    }
}

/// 是否属于重新鉴定; the answer has no default (SH-1.2e).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Reappraisal {
    No,
    Yes {
        original_institution: String,
        original_opinion_no: String,
        /// One of the grounds of GZ-31 or 双方一致 (SC-2.4a), in words.
        ground: String,
        /// Why this institution is qualified no less than the original one (SC-2.4c).
        #[serde(default)]
        comparison: String,
        /// 特殊原因, where this institution did it before (GZ-32, TL-33).
        #[serde(default)]
        special_reason: String,
    },
}

/// 鉴定用途.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    InsuranceClaim,
    Litigation,
    Mediation,
    Other,
}

impl Purpose {
    pub const ALL: [Self; 4] = [Self::InsuranceClaim, Self::Mediation, Self::Litigation, Self::Other];

    pub fn label(self) -> &'static str {
        match self {
            Self::InsuranceClaim => "保险理赔",
            Self::Litigation => "诉讼",
            Self::Mediation => "调解",
            Self::Other => "其他",
        }
    }
}

/// How the client came; a booking made by telephone or 随申办 is one of them (SH-1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    #[default]
    WalkIn,
    Phone,
    Suishenban,
    #[serde(rename = "hotline_12348")]
    Hotline12348,
    Community,
    Mail,
}

impl Channel {
    pub const ALL: [Self; 6] =
        [Self::WalkIn, Self::Phone, Self::Suishenban, Self::Hotline12348, Self::Community, Self::Mail];

    pub fn label(self) -> &'static str {
        match self {
            Self::WalkIn => "来访",
            Self::Phone => "来电",
            Self::Suishenban => "随申办",
            Self::Hotline12348 => "12348 法网",
            Self::Community => "街镇、居村平台",
            Self::Mail => "邮寄",
        }
    }
}

/// 鉴定专业 (glossary A); the codes are ours, not an official numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    FmClin,
    FmPath,
    FmPsy,
    FmBio,
    FmTox,
    Doc,
    Trace,
    Micro,
}

impl Category {
    pub const ALL: [Self; 8] = [
        Self::FmClin,
        Self::FmPath,
        Self::FmPsy,
        Self::FmBio,
        Self::FmTox,
        Self::Doc,
        Self::Trace,
        Self::Micro,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::FmClin => "法医临床",
            Self::FmPath => "法医病理",
            Self::FmPsy => "法医精神病",
            Self::FmBio => "法医物证",
            Self::FmTox => "法医毒物",
            Self::Doc => "文书",
            Self::Trace => "痕迹",
            Self::Micro => "微量物证",
        }
    }

    /// The word in document numbers (forms.md §0; institutions differ, the template can replace it).
    pub fn number_word(self) -> &'static str {
        match self {
            Self::FmClin => "临",
            Self::FmPath => "病",
            Self::FmPsy => "精",
            Self::FmBio => "物",
            Self::FmTox => "毒",
            Self::Doc => "文",
            Self::Trace => "痕",
            Self::Micro => "微",
        }
    }

    /// A category whose examination looks at a living body (GZ-25a, GZ-26).
    pub fn examines_a_body(self) -> bool {
        matches!(self, Self::FmClin)
    }
}

/// 鉴定费用; written into the commission (GZ-8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fee {
    /// In 分 (1/100 yuan).
    pub amount_fen: Option<u64>,
    pub how: String,
    /// 法律援助减免 and what it rests on (TL-36).
    pub reduction: String,
    /// The client was told standard and amount.
    pub told: bool,
    /// 费用由谁承担, as the clients agreed; empty where nobody said.
    pub bearer: String,
}

/// 意见书送达方 of a joint commission (F-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionTo {
    Insurer,
    Party,
    Both,
}

impl OpinionTo {
    pub const ALL: [Self; 3] = [Self::Both, Self::Party, Self::Insurer];

    /// The word of the letter.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Insurer => "保险机构",
            Self::Party => "当事人",
            Self::Both => "双方",
        }
    }
}

/// What the agreement leaves to be filled in beside the usual terms (F-01 约定事项 1 and 3); empty where nothing was
/// agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpecialTerms {
    /// 对保管和使用鉴定材料的特殊要求.
    pub keeping: String,
    /// What becomes of material that is left over.
    pub leftovers: Option<Leftovers>,
    /// How many weeks, how many yuan, or which other way.
    pub leftovers_detail: String,
    /// 需要回避的鉴定人.
    pub recusal: String,
    /// 回避事由.
    pub recusal_reason: String,
}

/// 剩余鉴定材料 as agreed in F-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leftovers {
    Collected,
    Disposed,
    Other,
}

impl Leftovers {
    pub const ALL: [Self; 3] = [Self::Collected, Self::Disposed, Self::Other];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Collected => "委托人取回",
            Self::Disposed => "机构处理",
            Self::Other => "其他",
        }
    }

    /// What the detail is.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Collected => "几周内取回",
            Self::Disposed => "处理费（元）",
            Self::Other => "怎样处理",
        }
    }
}

/// 意见书发送方式.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum Delivery {
    #[default]
    Pickup,
    Mail {
        address: String,
    },
    Other {
        how: String,
    },
}

/// 鉴定材料的处理 as agreed in F-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialReturn {
    NotNeeded,
    #[default]
    Whole,
    MayBeUsedUp,
}

impl MaterialReturn {
    pub const ALL: [Self; 3] = [Self::Whole, Self::NotNeeded, Self::MayBeUsedUp];

    pub fn label(self) -> &'static str {
        match self {
            Self::NotNeeded => "无需退还",
            Self::Whole => "完整退还",
            Self::MayBeUsedUp => "可能损坏、耗尽",
        }
    }
}

impl Intake {
    /// An empty sheet for the subject with this id.
    pub fn empty(subject: PersonId) -> Self {
        Self {
            intake_no: String::new(),
            received_on: None,
            province_case_code: String::new(),
            channel: Channel::default(),
            premises: String::new(),
            mode: None,
            clients: Vec::new(),
            subject: Person::unnamed(subject),
            subject_capacity: CapacityFacts::default(),
            guardians: Vec::new(),
            agents: Vec::new(),
            companions: Vec::new(),
            category: None,
            matter: String::new(),
            purpose: None,
            insurance: None,
            insurance_asked: None,
            reappraisal: None,
            insurers: Vec::new(),
            insurer_search: None,
            incident_on: None,
            incident: String::new(),
            police_no: String::new(),
            standard: String::new(),
            fee: Fee::default(),
            agreed_length: None,
            delivery: Delivery::default(),
            opinion_to: None,
            n_opinion_copies: four(),
            material_return: MaterialReturn::default(),
            special_terms: SpecialTerms::default(),
            other_terms: String::new(),
            agreed_decision: None,
        }
    }

    /// Insurance-related, or to be handled as such; `None` while nobody asked.
    pub fn is_insurance_related(&self) -> Option<bool> {
        self.insurance.map(InsuranceUse::is_handled_as_related)
    }

    /// Everyone named in the intake who can stand at the desk, with the role that brings them there.
    pub fn people(&self) -> impl Iterator<Item = (&'static str, &Person)> {
        std::iter::once(("被鉴定人", &self.subject))
            .chain(self.clients.iter().filter(|c| c.organisation.is_empty()).map(|c| ("委托人", &c.person)))
            .chain(self.agents.iter().map(|a| ("代理人", &a.person)))
            .chain(
                self.guardians.iter().map(|g| (if g.is_guardian { "监护人" } else { "近亲属" }, &g.person)),
            )
            .chain(self.companions.iter().map(|c| ("陪同人员", &c.person)))
    }

    /// Clients' names joined for heads and lists.
    pub fn client_names(&self) -> String {
        self.clients.iter().map(Client::called).collect::<Vec<_>>().join("、")
    }

    /// Insurers' short names joined for heads and lists.
    pub fn insurer_names(&self) -> String {
        self.insurers.iter().map(CaseInsurer::called).collect::<Vec<_>>().join("、")
    }
}

fn four() -> u32 {
    4
}

impl Evidence for Intake {
    const TABLE: EvidenceTable = EvidenceTable::IntakeVersion;
}
