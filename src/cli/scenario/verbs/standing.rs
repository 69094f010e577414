//! 中止与恢复、委托书变更: what happens to a commission that stands.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Trouble;
use crate::domain::agreement_change::ChangedTerm;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::services::agreement_change;
use crate::services::agreement_change::ChangeDraft;
use crate::services::agreement_change::SignDraft;
use crate::services::request::Action;
use crate::services::suspension;
use crate::services::suspension::SuspensionDraft;

/// 中止 (F-18).
pub fn suspend(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let facts = fields.text_or_empty("facts")?;
    let rule = fields.text_or_empty("rule")?;
    let until = fields.text_or_empty("until")?;
    let from = reading.almanac.optional_day(fields, "from")?.unwrap_or(reading.at.day());
    deed(move |stage| {
        let draft = SuspensionDraft { facts: facts.clone(), rule: rule.clone(), until: until.clone(), from };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Suspension(suspension::Request::Suspend { case, draft, reasons }))
    })
}

/// 恢复.
pub fn resume(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let why = fields.text_or_empty("why")?;
    let resumed_on = reading.almanac.optional_day(fields, "resumed_on")?.unwrap_or(reading.at.day());
    deed(move |stage| {
        let (case, why) = (stage.case()?, why.clone());
        Ok(Action::Suspension(suspension::Request::Resume { case, resumed_on, why }))
    })
}

/// 变更委托书: a slip about what 「改登记」 changed before.
pub fn change_agreement(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let reason = fields.text_or_empty("reason")?;
    let name = fields.optional_text("name")?;
    let (from, to) = (fields.text_or_empty("from")?, fields.text_or_empty("to")?);
    let other = name.map(|name| ChangedTerm { name, from, to });
    deed(move |stage| {
        let draft = ChangeDraft { reason: reason.clone(), other: other.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::AgreementChange(agreement_change::Request::DrawUp { case, draft, reasons }))
    })
}

/// 签变更单: the slip that waits for its signatures, on paper.
pub fn sign_change(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.people(fields, "who")?;
    let institution_signer = reading.member(fields, "institution_signer")?;
    let effective_on = reading.almanac.optional_day(fields, "effective_on")?;
    deed(move |stage| {
        let view = stage.view()?;
        let open = view.file.open_change().map(|row| row.id);
        let Some(change) = open else {
            return Err(Trouble::Script("没有等着签名的变更单".to_owned()));
        };
        let mut signatures = Vec::new();
        for key in &who {
            let person = stage.person(key)?;
            let signer =
                Signer { person: Some(person.id), name: person.name, capacity: "委托人".to_owned() };
            let manner = Manner::Paper;
            signatures.push(Signature { form: FormNo::F01, signer, manner, shown_sha256: String::new() });
        }
        let draft =
            SignDraft { effective_on, signatures, institution_signer: PersonName::new(&institution_signer) };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::AgreementChange(agreement_change::Request::Sign { case, change, draft, reasons }))
    })
}
