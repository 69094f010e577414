//! 委托书变更 (F-01 变更单; TL-23, GZ-16): what the agreement said when it was signed, what it is to say now, and who
//! signed for that.
//!
//! The terms are kept with the agreement in words. What the desk changes in the register afterwards is compared with
//! them; a difference binds nobody until a slip about it is signed by every client and the institution.

use crate::domain::case::CaseFile;
use crate::domain::deadline::AgreedLength;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::reception::Delivery;
use crate::domain::reception::Intake;
use crate::domain::reception::Reappraisal;
use crate::domain::secret::PersonName;
use crate::domain::signature::Signature;
use serde::Deserialize;
use serde::Serialize;

/// One thing the agreement says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// 「委托事项」.
    pub name: String,
    /// What it says; empty for nothing.
    pub text: String,
}

/// One line of a slip: from what to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedTerm {
    /// 「委托事项」.
    pub name: String,
    /// What was signed.
    pub from: String,
    /// What it is to say.
    pub to: String,
}

/// 变更单 as it was drawn up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementChange {
    /// Line by line.
    pub lines: Vec<ChangedTerm>,
    /// Why.
    pub reason: String,
    /// All terms as they are with it: later changes are compared with these.
    pub terms: Vec<Term>,
}

/// 变更单 signed by every client and by the institution: the change is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementChangeSigned {
    /// Which slip.
    pub change: EvidenceId,
    /// From which day on.
    pub effective_on: Day,
    /// The clients'.
    pub signatures: Vec<Signature>,
    /// Who signed for the institution.
    pub institution_signer: PersonName,
}

/// What the agreement says, in the order of its form (TL-23: the matters that are confirmed in writing).
pub fn terms(intake: &Intake) -> Vec<Term> {
    let fee =
        intake.fee.amount_fen.map_or_else(String::new, |fen| format!("{}.{:02} 元", fen / 100, fen % 100));
    let reappraisal = match &intake.reappraisal {
        None => "",
        Some(Reappraisal::No) => "否",
        Some(Reappraisal::Yes { .. }) => "是",
    };
    let delivery = match &intake.delivery {
        Delivery::Pickup => "自取".to_owned(),
        Delivery::Mail { address } => format!("邮寄：{address}"),
        Delivery::Other { how } => how.clone(),
    };
    let special = &intake.special_terms;
    let leftovers = special.leftovers.map_or_else(String::new, |what| {
        format!("{}，{}{}", what.label(), what.detail(), special.leftovers_detail.trim())
    });
    let recusal = match special.recusal.trim() {
        "" => String::new(),
        who => format!("{who}，{}", special.recusal_reason.trim()),
    };
    let said = [
        ("委托人", intake.client_names()),
        ("被鉴定人", intake.subject.name.as_str().to_owned()),
        ("委托鉴定事项", intake.matter.trim().to_owned()),
        ("适用标准", intake.standard.trim().to_owned()),
        ("是否属于重新鉴定", reappraisal.to_owned()),
        ("鉴定用途", intake.purpose.map_or("", |purpose| purpose.label()).to_owned()),
        ("基本案情", intake.incident.trim().to_owned()),
        ("预计费用", fee),
        ("收取方式", intake.fee.how.trim().to_owned()),
        ("费用承担", intake.fee.bearer.trim().to_owned()),
        ("费用减免", intake.fee.reduction.trim().to_owned()),
        ("鉴定时限", intake.agreed_length.unwrap_or(AgreedLength::statutory()).label()),
        ("意见书发送方式", delivery),
        ("意见书送给", intake.opinion_to.map_or("", |to| to.label()).to_owned()),
        ("意见书份数", format!("{} 份", intake.n_opinion_copies)),
        ("鉴定材料的处理", intake.material_return.label().to_owned()),
        ("材料的特殊要求", special.keeping.trim().to_owned()),
        ("剩余材料", leftovers),
        ("需要回避的鉴定人", recusal),
        ("其他约定", intake.other_terms.trim().to_owned()),
    ];
    said.map(|(name, text)| Term { name: name.to_owned(), text }).to_vec()
}

/// What differs between two sets of terms, in the order of the second.
pub fn differences(from: &[Term], to: &[Term]) -> Vec<ChangedTerm> {
    let former =
        |name: &str| from.iter().find(|term| term.name == name).map_or("", |term| term.text.as_str());
    to.iter()
        .filter(|term| former(&term.name) != term.text)
        .map(|term| ChangedTerm {
            name: term.name.clone(),
            from: former(&term.name).to_owned(),
            to: term.text.clone(),
        })
        .collect()
}

impl CaseFile {
    /// The signature of a slip, whichever version of the slip it names.
    pub fn signed_change(&self, change: EvidenceId) -> Option<&Recorded<AgreementChangeSigned>> {
        self.current(&self.agreement_changes_signed).filter(|row| row.body.change == change).last()
    }

    /// Slips that are in force, oldest first.
    pub fn changes_in_force(&self) -> impl Iterator<Item = &Recorded<AgreementChange>> {
        self.current(&self.agreement_changes).filter(|row| self.signed_change(row.id).is_some())
    }

    /// The slip that waits for its signatures.
    pub fn open_change(&self) -> Option<&Recorded<AgreementChange>> {
        self.current(&self.agreement_changes).filter(|row| self.signed_change(row.id).is_none()).last()
    }

    /// The terms that bind: of the last signed slip, else of the agreement; none where the agreement kept none.
    pub fn binding_terms(&self) -> Option<&[Term]> {
        let changed = self.changes_in_force().last().map(|row| row.body.terms.as_slice());
        let signed = || self.agreement().map(|agreement| agreement.terms.as_slice());
        changed.or_else(signed).filter(|terms| !terms.is_empty())
    }

    /// What the register says otherwise than what was signed.
    pub fn unsigned_changes(&self) -> Vec<ChangedTerm> {
        self.binding_terms().map_or_else(Vec::new, |binding| differences(binding, &terms(&self.intake)))
    }
}

impl Evidence for AgreementChange {
    const TABLE: EvidenceTable = EvidenceTable::AgreementChange;
}

impl Evidence for AgreementChangeSigned {
    const TABLE: EvidenceTable = EvidenceTable::AgreementChangeSigned;
}

#[cfg(test)]
mod tests {
    use super::Term;
    use super::differences;

    #[test]
    fn only_what_differs_stands_on_the_slip() {
        let term = |name: &str, text: &str| Term { name: name.to_owned(), text: text.to_owned() };
        let signed = [term("委托鉴定事项", "伤残等级"), term("预计费用", "2600.00 元"), term("其他约定", "")];
        let now = [
            term("委托鉴定事项", "伤残等级、误工期"),
            term("预计费用", "2600.00 元"),
            term("其他约定", ""),
            term("份数", "5 份"),
        ];
        let found = differences(&signed, &now);
        let lines: Vec<(&str, &str, &str)> =
            found.iter().map(|line| (line.name.as_str(), line.from.as_str(), line.to.as_str())).collect();
        assert_eq!(lines, [("委托鉴定事项", "伤残等级", "伤残等级、误工期"), ("份数", "", "5 份")]);
        assert!(differences(&now, &now).is_empty());
    }
}
