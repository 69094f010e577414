//! 留存的依据: the texts a sheet rested on when it left the office, each kept once under its digest.
//!
//! A print names digests (`domain::sheet::InForce`); what they stand for lies here, so that a later program can say
//! what has changed, in the old words and the new.

use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::rules::CaseRule;
use serde::Deserialize;
use serde::Serialize;

/// One text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawText {
    /// Hex SHA-256 of the text.
    pub sha256: String,
    pub text: String,
}

/// One rule as it stood written on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    pub id: String,
    /// The letter of its level.
    pub level: char,
    /// The period it is in force.
    pub period: String,
    pub title: String,
    /// 「川意见 四(四)「…」」, one per source.
    pub basis: Vec<String>,
}

impl RuleText {
    /// Everything of a rule that a lawyer reads.
    pub fn of(rule: &CaseRule) -> Self {
        let basis = rule.basis.iter().map(|citation| format!("{}「{}」", citation.cite(), citation.words));
        Self {
            id: rule.id.to_string(),
            level: rule.level.letter(),
            period: rule.in_force.label(),
            title: rule.title.to_owned(),
            basis: basis.collect(),
        }
    }
}

impl Registered for LawText {
    const TABLE: RegisterTable = RegisterTable::LawText;

    fn unique_key(&self) -> Option<String> {
        Some(self.sha256.clone())
    }
}
