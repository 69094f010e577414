//! The row of a case that lists show: who, which number, which state, and what deadlines are computed from.
//!
//! It repeats what evidence says, for fast lists; evidence stays the truth. Deadlines are not in it: they are
//! computed from the inputs that are.

use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// One row of the list of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseHead {
    /// The case.
    pub id: CaseId,
    /// 案件编号, once it has one.
    pub case_no: Option<String>,
    /// The year of the number.
    pub year: i32,
    /// The running number in the year, once it has one.
    pub seq: Option<u32>,
    /// The code of the state.
    pub state: String,
    /// The code of the mode: joint, unilateral, …
    pub mode: String,
    /// 收到委托日.
    pub received_on: Day,
    /// 被鉴定人.
    pub subject_name: PersonName,
    /// 委托人, several joined by 、.
    pub client_name: String,
    /// 保险机构, several joined by 、.
    pub insurers: String,
    /// Who answers for the case.
    pub handler: Option<UserId>,
    /// The day of the decision to accept.
    pub accepted_on: Option<Day>,
    /// 委托书生效日, where the time limit begins.
    pub effective_on: Option<Day>,
    /// The agreed length in workdays.
    pub term_workdays: Option<u32>,
    /// Workdays that do not count.
    pub deducted_workdays: u32,
    /// Workdays by which it was extended.
    pub extended_workdays: u32,
    /// The day on which the case was closed.
    pub closed_on: Option<Day>,
    /// When any of this was last changed.
    pub updated_at: Moment,
}

/// What a list shows beside the row: read from the newest evidence, kept nowhere twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseNote {
    /// 委托事项.
    pub matter: String,
    /// Who is assigned, first the one who answers for it.
    pub appraisers: Vec<UserId>,
    /// Who assists.
    pub assistants: Vec<UserId>,
}

/// Which cases a list wants; everything left empty is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only these states.
    pub states: Vec<String>,
    /// Received on this day or later.
    pub received_from: Option<Day>,
    /// Received on this day or earlier.
    pub received_to: Option<Day>,
    /// Decided upon on this day or later.
    pub accepted_from: Option<Day>,
    /// Decided upon on this day or earlier.
    pub accepted_to: Option<Day>,
}

/// Where a page of the list ends; the next one begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseCursor {
    /// The day the last row was received.
    pub received_on: Day,
    /// The last row.
    pub id: CaseId,
}

impl CaseHead {
    /// Returns the place of this row in the list.
    #[must_use]
    pub const fn cursor(&self) -> CaseCursor {
        CaseCursor { received_on: self.received_on, id: self.id }
    }
}
