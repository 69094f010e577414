//! 中止与恢复、委托书变更、现场提取、告知书: what happens to a commission that stands.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::agreement_change::ChangedTerm;
use crate::domain::on_site_collection::CollectedItem;
use crate::domain::on_site_collection::OnSiteCollection;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::services::agreement_change;
use crate::services::agreement_change::ChangeDraft;
use crate::services::agreement_change::SignDraft;
use crate::services::appraisal_notice;
use crate::services::on_site_collection;
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
        let signatures = on_paper(stage, &who, FormNo::F01, "委托人")?;
        let draft =
            SignDraft { effective_on, signatures, institution_signer: PersonName::new(&institution_signer) };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::AgreementChange(agreement_change::Request::Sign { case, change, draft, reasons }))
    })
}

/// 告知书签名 (F-22): who signed on paper that they were told.
pub fn tell_notice(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.people(fields, "who")?;
    let told_on = reading.almanac.optional_day(fields, "told_on")?.unwrap_or(reading.at.day());
    deed(move |stage| {
        let signatures = on_paper(stage, &who, FormNo::F22, "被告知人")?;
        let case = stage.case()?;
        Ok(Action::AppraisalNotice(appraisal_notice::Request::Tell { case, told_on, signatures }))
    })
}

fn on_paper(
    stage: &mut Stage<'_>,
    who: &[String],
    form: FormNo,
    capacity: &str,
) -> Result<Vec<Signature>, Trouble> {
    let mut signatures = Vec::new();
    for key in who {
        let person = stage.person(key)?;
        let signer = Signer { person: Some(person.id), name: person.name, capacity: capacity.to_owned() };
        signatures.push(Signature { form, signer, manner: Manner::Paper, shown_sha256: String::new() });
    }
    Ok(signatures)
}

/// 现场提取 (F-34): what was collected, as the paper says; a later one corrects it.
pub fn collect(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let on = reading.almanac.optional_day(fields, "on")?.unwrap_or(reading.at.day());
    let period = fields.text_or_empty("period")?;
    let place = fields.text_or_empty("place")?;
    let method = fields.text_or_empty("method")?;
    let people = reading.members(fields, "people")?;
    let witness = reading.cast.optional_who(fields, "witness")?;
    let is_signed = fields.optional_flag("witness_signed")?.unwrap_or(false);
    let mut items = Vec::new();
    for mut one in fields.tables("items")? {
        items.push(CollectedItem {
            name: one.text("name")?,
            quantity: one.text_or_empty("quantity")?,
            form: one.text_or_empty("form")?,
            condition: one.text_or_empty("condition")?,
            seal: one.text_or_empty("seal")?,
        });
        one.close()?;
    }
    deed(move |stage| {
        let witness = witness.as_ref().map(|who| stage.person(who)).transpose()?;
        let mut ids = Vec::new();
        for name in &people {
            ids.push(stage.member(name)?);
        }
        let collection = OnSiteCollection {
            on,
            period: period.clone(),
            place: place.clone(),
            method: method.clone(),
            items: items.clone(),
            people: ids,
            witness: witness.map(|person| person.name).unwrap_or_default(),
            signature: is_signed.then_some(Manner::Paper),
        };
        let view = stage.view()?;
        let former = view.file.latest(&view.file.collections).map(|row| row.id);
        let (case, collection) = (stage.case()?, Box::new(collection));
        Ok(Action::OnSiteCollection(on_site_collection::Request::Save { case, collection, former }))
    })
}
