//! 中止 (F-18): an appraisal that stands still until something happens, and its going on again.
//!
//! Neither the general rules nor 沪, 川 know it; only local rules elsewhere do (GD-39). It is off until the
//! institution switches it on, names the local rule it rests on, and is no state of a case. It stops no clock: what
//! is not counted is told by GZ-25 and GZ-28 alone, so there is no function here that gives a deduction.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// Why the way out is closed while the institution has not switched it on: which texts, and what they say instead.
pub const WHY_OFF: &str = "通则、上海条例、川司鉴协〔2022〕7 号都没有中止，只有终止（29 条）、延长和不计入的时间（25、28 条）；\
                           外省有规定的（如《广东省司法鉴定管理条例》39 条），在设置「本机构自定」里启用";

/// What a suspension does not do, as dialogs and the notice say it.
pub const CLOCK_GOES_ON: &str =
    "中止期间鉴定时限照常计算；时间不够的，另行批准延长，或者与委托人书面变更时限";

/// The decision to stand still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// 中止的原因.
    pub facts: String,
    /// The local rule it rests on, as its institution cites it.
    pub rule: String,
    /// What has to happen before it goes on.
    pub until: String,
    /// The first day of standing still.
    pub from: Day,
    /// Who decided.
    pub decided_by: PersonName,
}

/// 恢复: it goes on again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumption {
    /// Which suspension ended.
    pub suspension: EvidenceId,
    /// The day it went on.
    pub resumed_on: Day,
    /// What had happened.
    pub why: String,
}

impl CaseFile {
    /// The suspension that has not ended.
    pub fn suspended(&self) -> Option<&Recorded<Suspension>> {
        self.current(&self.suspensions).filter(|row| self.resumption_of(row.id).is_none()).last()
    }

    /// How a suspension ended.
    pub fn resumption_of(&self, suspension: EvidenceId) -> Option<&Recorded<Resumption>> {
        self.current(&self.resumptions).filter(|row| row.body.suspension == suspension).last()
    }
}

impl Evidence for Suspension {
    const TABLE: EvidenceTable = EvidenceTable::Suspension;
}

impl Evidence for Resumption {
    const TABLE: EvidenceTable = EvidenceTable::Resumption;
}
