//! The instruments we cite: full name, number, the short name people use, first day in force.
//!
//! A document number that could not be checked is left out, never guessed. `slug` names the file of
//! `assets/law/` that holds the words.

use super::day;
use super::provinces;
use crate::domain::moment::Day;

/// A law, regulation, notice or agreement that a rule may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instrument {
    /// 上海 2022-12-01 通知.
    ShanghaiNotice,
    /// 四川 川司鉴协〔2022〕7号.
    SichuanOpinion,
    /// 司法鉴定程序通则.
    GeneralRules,
    /// 上海市司法鉴定管理条例.
    ShanghaiRegulation,
    /// 个人信息保护法.
    PersonalInformation,
    /// 民法典.
    CivilCode,
    /// 关于民事诉讼证据的若干规定.
    CivilEvidence,
    /// 道路交通事故处理程序规定.
    TrafficProcedure,
    /// 电子签名法.
    ElectronicSignature,
    /// 居民身份证法.
    IdentityCard,
    /// 记录和报告干预司法鉴定活动的有关规定.
    Interference,
    /// GB 11643 公民身份号码.
    IdNumberStandard,
    /// An instrument of a province whose pack is one file.
    Local(LocalInstrument),
}

/// What a province's own instrument is; the fields mean what the methods of [`Instrument`] say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalInstrument {
    /// See [`Instrument::full_name`].
    pub full_name: &'static str,
    /// See [`Instrument::number`].
    pub number: Option<&'static str>,
    /// See [`Instrument::short_name`].
    pub short_name: &'static str,
    /// See [`Instrument::effective_on`].
    pub effective_on: Day,
    /// See [`Instrument::slug`].
    pub slug: &'static str,
    /// See [`Instrument::text`].
    pub text: Option<&'static str>,
}

const N_NAMED: usize = 12;
const N_LOCAL: usize = provinces::ALL.len();

impl Instrument {
    /// Every instrument, in the order of the rule book.
    pub const ALL: [Self; N_NAMED + N_LOCAL] = {
        let mut all = [Self::GeneralRules; N_NAMED + N_LOCAL];
        let mut n = 0;
        while n < N_NAMED {
            all[n] = Self::NAMED[n];
            n += 1;
        }
        n = 0;
        while n < N_LOCAL {
            all[N_NAMED + n] = Self::Local(provinces::ALL[n].instrument);
            n += 1;
        }
        all
    };

    const NAMED: [Self; N_NAMED] = [
        Self::GeneralRules,
        Self::ShanghaiNotice,
        Self::ShanghaiRegulation,
        Self::SichuanOpinion,
        Self::CivilCode,
        Self::PersonalInformation,
        Self::CivilEvidence,
        Self::TrafficProcedure,
        Self::ElectronicSignature,
        Self::IdentityCard,
        Self::Interference,
        Self::IdNumberStandard,
    ];

    /// The name on its first page.
    pub const fn full_name(self) -> &'static str {
        match self {
            Self::ShanghaiNotice => "上海市司法局 上海银保监局关于规范涉及保险理赔司法鉴定工作的通知",
            Self::SichuanOpinion => {
                "四川省司法鉴定协会 四川省保险行业协会关于规范涉及保险理赔司法鉴定工作的实施意见"
            }
            Self::GeneralRules => "司法鉴定程序通则",
            Self::ShanghaiRegulation => "上海市司法鉴定管理条例",
            Self::PersonalInformation => "中华人民共和国个人信息保护法",
            Self::CivilCode => "中华人民共和国民法典",
            Self::CivilEvidence => "最高人民法院关于民事诉讼证据的若干规定",
            Self::TrafficProcedure => "道路交通事故处理程序规定",
            Self::ElectronicSignature => "中华人民共和国电子签名法",
            Self::IdentityCard => "中华人民共和国居民身份证法",
            Self::Interference => "司法鉴定机构、鉴定人记录和报告干预司法鉴定活动的有关规定",
            Self::IdNumberStandard => "公民身份号码",
            Self::Local(local) => local.full_name,
        }
    }

    /// Its document number, where we know it.
    pub const fn number(self) -> Option<&'static str> {
        match self {
            Self::SichuanOpinion => Some("川司鉴协〔2022〕7号"),
            Self::GeneralRules => Some("司法部令第132号"),
            Self::Interference => Some("司办通〔2020〕56号"),
            Self::IdNumberStandard => Some("GB 11643-1999"),
            Self::Local(local) => local.number,
            Self::ShanghaiNotice
            | Self::ShanghaiRegulation
            | Self::PersonalInformation
            | Self::CivilCode
            | Self::CivilEvidence
            | Self::TrafficProcedure
            | Self::ElectronicSignature
            | Self::IdentityCard => None,
        }
    }

    /// What people call it when they cite it.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::ShanghaiNotice => "沪通知",
            Self::SichuanOpinion => "川意见",
            Self::GeneralRules => "通则",
            Self::ShanghaiRegulation => "沪条例",
            Self::PersonalInformation => "个保法",
            Self::CivilCode => "民法典",
            Self::CivilEvidence => "证据规定",
            Self::TrafficProcedure => "交通事故程序规定",
            Self::ElectronicSignature => "电子签名法",
            Self::IdentityCard => "身份证法",
            Self::Interference => "干预记录规定",
            Self::IdNumberStandard => "身份号码国标",
            Self::Local(local) => local.short_name,
        }
    }

    /// The first day on which the version we cite is in force (for notices, the day they were issued).
    pub const fn effective_on(self) -> Day {
        match self {
            Self::ShanghaiNotice => day(2022, 12, 1),
            Self::SichuanOpinion => day(2022, 7, 29),
            Self::GeneralRules => day(2016, 5, 1),
            Self::ShanghaiRegulation | Self::CivilEvidence => day(2020, 5, 1),
            Self::PersonalInformation => day(2021, 11, 1),
            Self::CivilCode => day(2021, 1, 1),
            Self::TrafficProcedure => day(2018, 5, 1),
            Self::ElectronicSignature => day(2019, 4, 23),
            Self::IdentityCard => day(2012, 1, 1),
            Self::Interference => day(2020, 6, 8),
            Self::IdNumberStandard => day(1999, 7, 1),
            Self::Local(local) => local.effective_on,
        }
    }

    /// The file under `assets/law/` that holds its words or our account of them, without `.md`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ShanghaiNotice => "shanghai_notice",
            Self::SichuanOpinion => "sichuan_opinion",
            Self::GeneralRules => "general_rules",
            Self::ShanghaiRegulation => "shanghai_regulation",
            Self::PersonalInformation => "personal_information",
            Self::CivilCode => "civil_code",
            Self::CivilEvidence => "civil_evidence",
            Self::TrafficProcedure => "traffic_procedure",
            Self::ElectronicSignature => "electronic_signature",
            Self::IdentityCard => "identity_card",
            Self::Interference => "interference",
            Self::IdNumberStandard => "id_number_standard",
            Self::Local(local) => local.slug,
        }
    }

    /// The text shown under 看原文: the words as given, or a page that says it is an account.
    pub const fn text(self) -> Option<&'static str> {
        match self {
            Self::ShanghaiNotice => Some(include_str!("../../../assets/law/shanghai_notice.md")),
            Self::SichuanOpinion => Some(include_str!("../../../assets/law/sichuan_opinion.md")),
            Self::GeneralRules => Some(include_str!("../../../assets/law/general_rules.md")),
            Self::ShanghaiRegulation => Some(include_str!("../../../assets/law/shanghai_regulation.md")),
            Self::PersonalInformation
            | Self::CivilCode
            | Self::CivilEvidence
            | Self::TrafficProcedure
            | Self::ElectronicSignature
            | Self::IdentityCard
            | Self::Interference
            | Self::IdNumberStandard => None,
            Self::Local(local) => local.text,
        }
    }
}
