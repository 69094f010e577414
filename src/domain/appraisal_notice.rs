//! 司法鉴定告知 (F-22): that the clients were told, by whom, on which day, and who signed for it.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::signature::Signature;
use serde::Deserialize;
use serde::Serialize;

/// The clients were told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppraisalNoticeGiven {
    /// The day.
    pub told_on: Day,
    /// 告知人.
    pub told_by: PersonName,
    /// Who signed for it.
    pub signatures: Vec<Signature>,
}

impl CaseFile {
    /// The telling that counts.
    pub fn appraisal_notice(&self) -> Option<&Recorded<AppraisalNoticeGiven>> {
        self.latest(&self.appraisal_notices)
    }
}

impl Evidence for AppraisalNoticeGiven {
    const TABLE: EvidenceTable = EvidenceTable::AppraisalNotice;
}
