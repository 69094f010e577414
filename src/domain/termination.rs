//! 终止与撤回 (F-17; GZ-29, TL-29): the two ways out that are not an opinion, and the words they may never rest on.
//!
//! Before the agreement is signed the client withdraws; afterwards only the six grounds of GZ-29 end an appraisal.
//! There is no ground for a unilateral commission, an insurer that stayed away, a grade that was not reached or the
//! wish of an insurer, and never will be (SH-1.2k, SC-2.2j, SC-3.3f).

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::wording;
use crate::domain::wording::Guard;
use serde::Deserialize;
use serde::Serialize;

/// 终止理由码 (GZ-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminationGround {
    /// ① one of the bars ② to ⑦ of article 15 came to light; being out of scope is not among them.
    FoundBar,
    /// ② the material is used up and cannot be replaced.
    MaterialsDepleted,
    /// ③ refused duties, refused cooperation, or an examination that was gravely disturbed.
    Noncooperation,
    /// ④ the client revoked the commission or refuses to pay.
    RevokedOrUnpaid,
    /// ⑤ force majeure.
    ForceMajeure,
    /// ⑥ another ground of law; names its article.
    Other,
}

impl TerminationGround {
    /// The six, in the order of the article.
    pub const ALL: [Self; 6] = [
        Self::FoundBar,
        Self::MaterialsDepleted,
        Self::Noncooperation,
        Self::RevokedOrUnpaid,
        Self::ForceMajeure,
        Self::Other,
    ];

    /// The words of the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FoundBar => "发现十五条第二至第七项情形",
            Self::MaterialsDepleted => "材料耗损不能补充",
            Self::Noncooperation => "拒不履行义务、拒不配合或严重干扰，无法继续",
            Self::RevokedOrUnpaid => "委托人撤销委托或拒付费用",
            Self::ForceMajeure => "不可抗力",
            Self::Other => "其他法定情形",
        }
    }

    /// Its number in the article.
    pub const fn item(self) -> u8 {
        self as u8 + 1
    }
}

/// The decision to end an appraisal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termination {
    /// Which of the six.
    pub ground: TerminationGround,
    /// For the first: which bar of article 15, 2 to 7.
    #[serde(default)]
    pub bar: Option<u8>,
    /// The facts behind it.
    pub facts: String,
    /// The article, for the last.
    #[serde(default)]
    pub article: String,
    /// 退费, once it was decided (TL-29).
    #[serde(default)]
    pub refund: Option<Refund>,
    /// The day by which the client is asked to come for refund and material.
    #[serde(default)]
    pub collect_by: Option<Day>,
    /// Who decided.
    pub decided_by: PersonName,
}

/// 酌情退费 (TL-29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "refund")]
pub enum Refund {
    /// So much, in 分.
    Paid {
        /// In 1/100 yuan.
        fen: u64,
        /// What it was reckoned from.
        why: String,
    },
    /// Nothing, and why.
    Nothing {
        /// What was done already.
        why: String,
    },
}

impl Refund {
    /// Why so much, or nothing.
    pub fn why(&self) -> &str {
        match self {
            Self::Paid { why, .. } | Self::Nothing { why } => why,
        }
    }
}

/// 撤回: the client takes the commission back before it was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Who withdrew.
    pub who: PersonName,
    /// The date of the writing; none where there is none.
    pub written_on: Option<Day>,
    /// What the client said.
    pub reason: String,
}

/// Which forbidden ground a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForbiddenGround {
    /// Being commissioned by one side only (SH-1.2k).
    Unilateral,
    /// An insurer that did not come (SC-2.2j).
    InsurerAbsent,
    /// A grade that was not reached (SC-3.3f).
    NoGrade,
    /// The wish of an insurer.
    InsurerWish,
}

/// Insurers as free text names them.
const INSURERS: [&str; 4] = ["保险公司", "保险机构", "保险方", "保司"];
/// Not coming, as free text says it of whoever stands before.
const STAYS_AWAY: [&str; 12] =
    ["未到", "没到", "不到", "没来", "未来", "不来", "缺席", "未派", "没派", "不派", "未出席", "没有到"];
/// Wishing, as free text says it.
const WISHES: [&str; 5] = ["要求终止", "要求停", "要求不做", "要求撤", "要求退"];
/// A grade that was not reached, as free text says it.
const NO_GRADE: [&str; 14] = [
    "不够等级",
    "够不上等级",
    "不够级",
    "够不上级",
    "不构成伤残",
    "未构成伤残",
    "构不成伤残",
    "未达等级",
    "未达到伤残",
    "未达伤残",
    "达不到等级",
    "达不到伤残",
    "评不上",
    "不够伤残",
];
/// How far behind its insurer a word may stand and still be said of it.
const NEAR: usize = 10;

/// Finds a ground in free text on which no appraisal may end, with the words that name it.
///
/// White space and punctuation between characters do not hide a word.
pub fn forbidden_ground(text: &str) -> Option<(ForbiddenGround, String)> {
    if let Some(word) = wording::find(Guard::Unilateral, text) {
        return Some((ForbiddenGround::Unilateral, word));
    }
    let plain: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let joined: String = plain.iter().collect();
    if let Some(word) = NO_GRADE.into_iter().find(|word| joined.contains(word)) {
        return Some((ForbiddenGround::NoGrade, word.to_owned()));
    }
    said_of_an_insurer(&joined, &STAYS_AWAY)
        .map(|words| (ForbiddenGround::InsurerAbsent, words))
        .or_else(|| said_of_an_insurer(&joined, &WISHES).map(|words| (ForbiddenGround::InsurerWish, words)))
}

/// 「保险公司经通知没到」: an insurer, and one of these words shortly behind it.
fn said_of_an_insurer(text: &str, said: &[&str]) -> Option<String> {
    INSURERS.into_iter().flat_map(|insurer| text.match_indices(insurer)).find_map(|(at, insurer)| {
        let behind = text.get(at + insurer.len()..)?;
        let near: String = behind.chars().take(NEAR).collect();
        // 「材料未到保险公司」 speaks of material; only what stands behind the insurer is said of it.
        said.iter().find(|word| near.contains(**word)).map(|word| {
            let end = near.find(word).map_or(0, |at| at + word.len());
            format!("{insurer}{}", near.get(..end).unwrap_or_default())
        })
    })
}

impl Evidence for Termination {
    const TABLE: EvidenceTable = EvidenceTable::Termination;
}

impl Evidence for Withdrawal {
    const TABLE: EvidenceTable = EvidenceTable::Withdrawal;
}

#[cfg(test)]
mod tests {
    use super::ForbiddenGround;
    use super::TerminationGround;
    use super::forbidden_ground;

    #[test]
    fn a_ground_no_appraisal_may_end_on_is_found() {
        let check = |text: &str, expected| {
            assert_eq!(forbidden_ground(text).map(|(ground, _)| ground), Some(expected), "{text}");
        };
        check("因 单 方 委托，不再做", ForbiddenGround::Unilateral);
        check("安泽保险公司经两次通知没来，无法继续", ForbiddenGround::InsurerAbsent);
        check("保险机构未派员到场见证", ForbiddenGround::InsurerAbsent);
        check("被鉴定人伤情不 够 等级", ForbiddenGround::NoGrade);
        check("经查体，未构成伤残，不出意见书", ForbiddenGround::NoGrade);
        check("保险公司来电要求终止鉴定", ForbiddenGround::InsurerWish);
    }

    #[test]
    fn near_misses_pass() {
        for text in [
            "被鉴定人三次通知均未到场，拒不配合",
            "委托人书面撤销委托",
            "检材已耗尽，委托人不能补充",
            "材料未到，保险公司已补交保单",
            "地震致检查室停用",
            "发现病历系伪造，伤残等级无从评定",
        ] {
            assert_eq!(forbidden_ground(text), None, "{text}");
        }
    }

    #[test]
    fn grounds_are_numbered_as_in_the_article() {
        let items = TerminationGround::ALL.map(TerminationGround::item);
        assert_eq!(items, [1, 2, 3, 4, 5, 6]);
    }
}
