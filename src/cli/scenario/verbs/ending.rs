//! 回避申请、换人、撤回、终止、退还材料: the side ways, and the ways out without an opinion.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::ids::EvidenceId;
use crate::domain::material_return::Disposal;
use crate::domain::material_return::ReturnLine;
use crate::domain::recusal::Applicant;
use crate::domain::recusal::RecusalRequest;
use crate::domain::termination::Refund;
use crate::domain::termination::TerminationGround;
use crate::domain::termination::Withdrawal;
use crate::services::material_return;
use crate::services::material_return::ReturnDraft;
use crate::services::recusal;
use crate::services::recusal::SubstituteDraft;
use crate::services::request::Action;
use crate::services::termination;
use crate::services::termination::TerminationDraft;

/// 申请回避: in writing, or of one's own accord.
pub fn apply_for_recusal(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let by = fields.optional_choice("as", &Applicant::ALL, Applicant::label)?;
    let applicant = reading.anybody(fields, "who")?;
    let against = reading.member(fields, "against")?;
    let facts = fields.text_or_empty("ground")?;
    let question = fields.optional_number("question")?.and_then(|n| u8::try_from(n).ok()?.checked_sub(1));
    let materials = fields.text_or_empty("materials")?;
    let Some(applicant) = applicant.into_iter().next() else {
        return Err(fields.complain("还缺「who」"));
    };
    deed(move |stage| {
        let name = match stage.cast.people.contains_key(&applicant) {
            true => stage.person(&applicant)?.name,
            false => applicant.as_str().into(),
        };
        let request = RecusalRequest {
            applicant: name,
            by: by.unwrap_or(Applicant::Client),
            against: stage.member(&against)?,
            question,
            facts: facts.clone(),
            materials: materials.clone(),
        };
        Ok(Action::Recusal(recusal::Request::Apply { case: stage.case()?, request }))
    })
}

/// 决定书面回避: about the latest application that waits.
pub fn decide_application(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let granted = fields.flag("granted")?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let application = latest(stage, |decided| decided.is_none(), "没有等着决定的回避申请")?;
        let (case, reason, reasons) = (stage.case()?, reason.clone(), stage.reasons.clone());
        Ok(Action::Recusal(recusal::Request::Decide { case, application, granted, reason, reasons }))
    })
}

/// 换人 after a grant.
pub fn substitute(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let comes = reading.member(fields, "comes")?;
    let given = fields.flags("answers")?;
    let answers: [bool; 4] = given
        .try_into()
        .map_err(|_other_length| fields.complain_of("answers", "回避四问要答四个 true 或 false"))?;
    deed(move |stage| {
        let application = latest(stage, |decided| decided == Some(true), "没有准予的回避申请")?;
        let comes = Some(stage.member(&comes)?);
        let draft = SubstituteDraft { application, comes, answers: answers.map(Some) };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Recusal(recusal::Request::Substitute { case, draft, reasons }))
    })
}

fn latest(
    stage: &mut Stage<'_>,
    wanted: impl Fn(Option<bool>) -> bool,
    otherwise: &str,
) -> Result<EvidenceId, Trouble> {
    let applications = stage.view()?.file.recusal_applications();
    let found = applications.iter().rfind(|one| wanted(one.decided.as_ref().map(|decided| decided.granted)));
    found.map(|one| one.id).ok_or_else(|| Trouble::Script(otherwise.to_owned()))
}

/// 撤回.
pub fn withdraw(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.cast.who(fields, "who")?;
    let written_on = reading.almanac.optional_day(fields, "written_on")?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let withdrawal = Withdrawal { who: stage.person(&who)?.name, written_on, reason: reason.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Termination(termination::Request::Withdraw { case, withdrawal, reasons }))
    })
}

/// 终止 (F-17).
pub fn terminate(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let ground = fields.choice("ground", &TerminationGround::ALL, TerminationGround::label)?;
    let bar = fields.optional_number("bar")?.and_then(|n| u8::try_from(n).ok());
    let facts = fields.text_or_empty("facts")?;
    let article = fields.text_or_empty("article")?;
    let collect_by = reading.almanac.optional_day(fields, "collect_by")?;
    let refund_yuan = fields.optional_number("refund")?;
    let why = fields.optional_text("refund_why")?;
    deed(move |stage| {
        let refund = match (refund_yuan, &why) {
            (None, None) => None,
            (Some(yuan), why) if yuan > 0 => {
                Some(Refund::Paid { fen: u64::from(yuan) * 100, why: why.clone().unwrap_or_default() })
            }
            (_, why) => Some(Refund::Nothing { why: why.clone().unwrap_or_default() }),
        };
        let (facts, article) = (facts.clone(), article.clone());
        let draft = TerminationDraft { ground, bar, facts, article, refund, collect_by };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Termination(termination::Request::Terminate { case, draft, reasons }))
    })
}

/// 退还材料 (F-25): everything that is still here, in one way.
pub fn return_material(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let disposal = fields.optional_choice("disposal", &Disposal::ALL, Disposal::label)?;
    let receiver = reading.cast.optional_who(fields, "receiver")?;
    let capacity = fields.optional_text("capacity")?.unwrap_or_else(|| "委托人".to_owned());
    let note = fields.text_or_empty("note")?;
    let manner = manner::read(fields)?;
    deed(move |stage| {
        let receiver = receiver.as_ref().map(|who| stage.person(who)).transpose()?;
        let disposal = disposal.unwrap_or(Disposal::Returned);
        let view = stage.view()?;
        let lines =
            view.file.not_returned().map(|row| ReturnLine { material: row.id, disposal, note: note.clone() });
        let draft = ReturnDraft {
            lines: lines.collect(),
            receiver: receiver.map(|person| person.name).unwrap_or_default(),
            capacity: capacity.clone(),
            manner: Some(manner.clone()),
        };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        let draft = Box::new(draft);
        Ok(Action::MaterialReturn(material_return::Request::Return { case, draft, reasons }))
    })
}
