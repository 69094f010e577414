//! 受理 and 委托书 (F-01; GZ-13–19, SH-1.2k): who is assigned, what the director decides, when the agreement takes effect.

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
}

/// Words that would turn a refusal into one for being unilateral (SH-1.2k), as they occur in free text.
const UNILATERAL_WORDS: [&str; 8] = [
    "单方",
    "未共同",
    "没有共同",
    "不共同",
    "保险公司未同意",
    "保险公司不同意",
    "保险机构未同意",
    "保险机构不同意",
];

/// Finds words in a refusal that mention the unilateral commission or a missing consent (SH-1.2k).
///
/// White space and punctuation between characters do not hide a word.
pub fn unilateral_words(text: &str) -> Option<&'static str> {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    UNILATERAL_WORDS.into_iter().find(|word| plain.contains(word))
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

#[cfg(test)]
mod tests {
    use super::unilateral_words;

    #[test]
    fn a_refusal_that_hides_the_unilateral_ground_behind_spaces_is_found() {
        assert_eq!(unilateral_words("因 单 方 委托，不收"), Some("单方"));
        assert_eq!(unilateral_words("保险公司，不同意"), Some("保险公司不同意"));
    }

    #[test]
    fn ordinary_grounds_pass() {
        assert_eq!(unilateral_words("送检CT片仅有复印件，骨折线无法辨认"), None);
        assert_eq!(unilateral_words("双方材料均已确认，但超出本机构业务范围"), None);
    }
}
