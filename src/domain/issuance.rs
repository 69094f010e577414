//! 出具 (T17; GZ-37–39, TL-30): signed by hand on paper by every appraiser of the case, sealed, so many copies.
//!
//! The program keeps who saw the signing or the scan of the page; it makes no image of a seal and no electronic
//! signature (ES-13/14).

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// The opinion as it went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuance {
    /// The version that went out.
    pub draft: EvidenceId,
    /// 文书编号.
    pub doc_no: String,
    pub issued_on: Day,
    pub signatures: Vec<HandSignature>,
    /// 用印登记; none while nobody registered it.
    pub seal: Option<SealUse>,
    pub n_copies: u32,
}

/// A signature by hand on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandSignature {
    pub who: UserId,
    /// Two members of staff who saw it, unless the page was scanned.
    #[serde(default)]
    pub seen_by: Vec<PersonName>,
    /// The scanned page, encrypted.
    #[serde(default)]
    pub scan: Option<ObjectId>,
    /// The signer sees it otherwise; the words stand in the opinion (GZ-37).
    #[serde(default)]
    pub dissents: bool,
}

impl HandSignature {
    /// Two different members of staff saw it, or the page was scanned (TL-30).
    pub fn is_vouched(&self) -> bool {
        let names: Vec<&str> =
            self.seen_by.iter().map(PersonName::as_str).filter(|n| !n.is_empty()).collect();
        self.scan.is_some() || names.iter().any(|name| *name != names[0])
    }
}

/// The 司法鉴定专用章 was used (GZ-38).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealUse {
    /// Who put it on the paper.
    pub by: PersonName,
    /// Who allowed it.
    pub allowed_by: PersonName,
    /// How many impressions: one a copy, and on the edges.
    pub n_impressions: u32,
}

impl CaseFile {
    /// The opinion that went out.
    pub fn issuance(&self) -> Option<&Recorded<Issuance>> {
        self.latest(&self.issuances)
    }
}

impl Evidence for Issuance {
    const TABLE: EvidenceTable = EvidenceTable::Issuance;
}

#[cfg(test)]
mod tests {
    use super::HandSignature;
    use crate::domain::ids::CountingIds;
    use crate::domain::ids::Id as _;
    use crate::domain::ids::UserId;
    use crate::domain::moment::Moment;

    #[test]
    fn one_pair_of_eyes_twice_is_not_two() {
        let who = UserId::fresh(&mut CountingIds::default(), Moment::from_ms(1));
        let seen = |names: &[&str]| HandSignature {
            who,
            seen_by: names.iter().map(|name| (*name).into()).collect(),
            scan: None,
            dissents: false,
        };
        assert!(!seen(&[]).is_vouched());
        assert!(!seen(&["甲"]).is_vouched());
        assert!(!seen(&["甲", "甲"]).is_vouched());
        assert!(!seen(&["甲", ""]).is_vouched());
        assert!(seen(&["甲", "乙"]).is_vouched());
    }
}
