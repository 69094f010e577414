//! 执行问题 (SC-0, SH-4): what went wrong in carrying out the opinions, to whom it was reported, what was answered.

use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use serde::Deserialize;
use serde::Serialize;
use uuid::Uuid;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// 「问2026-03」, given when it is first kept.
    #[serde(default)]
    pub number: String,
    pub found_on: Day,
    /// The case it came up in; none for one that concerns all.
    #[serde(default)]
    pub case: Option<CaseId>,
    /// What the problem is.
    pub subject: String,
    /// Which clause of the opinions it is about, as people cite it.
    #[serde(default)]
    pub provision: String,
    /// What the institution did meanwhile.
    #[serde(default)]
    pub handling: String,
    #[serde(default)]
    pub report: Option<ProblemReport>,
    /// What was answered; empty while nothing was.
    #[serde(default)]
    pub answer: String,
    /// Why this version replaces the one before; empty in the first.
    #[serde(default)]
    pub correction: String,
}

/// 报告.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemReport {
    pub to: String,
    pub reported_on: Day,
    /// By telephone, by letter, with its number.
    #[serde(default)]
    pub way: String,
}

impl Problem {
    /// What it lacks to be kept.
    pub fn missing(&self) -> Vec<&'static str> {
        if self.subject.trim().is_empty() { vec!["问题"] } else { Vec::new() }
    }
}

/// Whom the opinions name for such a report; empty where none binds.
pub const fn reported_to(here: Jurisdiction) -> &'static str {
    match here {
        Jurisdiction::Shanghai => "市司法局鉴定处、市金融监管局稽查处、市保险同业公会",
        Jurisdiction::Sichuan => "省司法鉴定协会、省保险行业协会",
        Jurisdiction::Province(_) | Jurisdiction::National => "",
    }
}

impl Registered for Problem {
    const TABLE: RegisterTable = RegisterTable::Problem;

    fn parent(&self) -> Option<Uuid> {
        self.case.map(|case| case.uuid())
    }
}
