//! 个人信息同意、撤回同意、专家咨询.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::evidence::Recorded;
use crate::domain::expert_consultation::Adoption;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::N_POINTS;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::PrivacyWithdrawal;
use crate::domain::privacy_consent::Recipient;
use crate::domain::privacy_consent::RecipientConsent;
use crate::domain::privacy_consent::Withdrawn;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::services::expert_consultation;
use crate::services::privacy_consent;
use crate::services::request::Action;
use std::collections::BTreeSet;

/// 个人信息同意 (F-11): the subject's, unless somebody else is named.
pub fn give(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let whose = reading.cast.optional_who(fields, "whose")?;
    let guardian = reading.cast.optional_who(fields, "guardian")?;
    let relation = fields.text_or_empty("relation")?;
    let sensitive = fields.flag("sensitive")?;
    let yes = fields.texts("provide_to")?;
    let no = fields.texts("not_to")?;
    let points = fields.numbers("points")?;
    let points: BTreeSet<u8> = if points.is_empty() {
        (1..=N_POINTS).collect()
    } else {
        points.into_iter().filter_map(|n| u8::try_from(n).ok()).collect()
    };
    let reason = fields.text_or_empty("reason")?;
    let manner = manner::read(fields)?;
    let answers = yes.into_iter().map(|one| (one.value, true));
    let answers: Vec<(String, bool)> = answers.chain(no.into_iter().map(|one| (one.value, false))).collect();
    deed(move |stage| {
        let subject = stage.view()?.file.intake.subject.clone();
        let person = whose.as_ref().map(|who| stage.person(who)).transpose()?.unwrap_or(subject);
        let given_by = match &guardian {
            None => ConsentGiver::Oneself,
            Some(who) => {
                let guardian = stage.person(who)?;
                let relation = relation.clone();
                ConsentGiver::Guardian { person: Some(guardian.id), name: guardian.name, relation }
            }
        };
        let recipients = answers.iter().map(|(name, agreed)| {
            Ok(RecipientConsent { recipient: recipient(stage, name)?, agreed: Some(*agreed) })
        });
        let consent = PrivacyConsent {
            whose: person.id,
            name: person.name,
            given_by,
            points_told: points.clone(),
            sensitive: Some(sensitive),
            recipients: recipients.collect::<Result<_, Trouble>>()?,
            signature: Some(manner.clone()),
            told_by: PersonName::default(),
        };
        let (case, reason) = (stage.case()?, reason.clone());
        let request = privacy_consent::Request::Give { case, consent: Box::new(consent), reason };
        Ok(Action::PrivacyConsent(request))
    })
}

fn recipient(stage: &Stage<'_>, name: &str) -> Result<Recipient, Trouble> {
    Ok(match name {
        "办案机关" => Recipient::Authority,
        "监管平台" => Recipient::Platform,
        insurer => Recipient::Insurer { insurer: stage.insurer(insurer)?.id },
    })
}

const PARTS: [&str; 2] = ["全部", "敏感个人信息"];

/// 撤回同意: of the subject, all of it, the sensitive part, or one recipient.
pub fn withdraw(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let what = fields.text("what")?;
    let by = reading.cast.who(fields, "who")?;
    let answer = fields.text("answer")?;
    let on = reading.at.day();
    deed(move |stage| {
        let view = stage.view()?;
        let subject = view.file.intake.subject.id;
        let Some(consent) = view.file.privacy_consent(subject).map(|state| state.row.id) else {
            return Err(Trouble::Script("没有个人信息同意可以撤回".to_owned()));
        };
        let what = match PARTS.iter().position(|part| *part == what) {
            Some(0) => Withdrawn::Everything,
            Some(_) => Withdrawn::Sensitive,
            None => Withdrawn::Recipient { recipient: recipient(stage, &what)? },
        };
        let by = stage.person(&by)?.name;
        let withdrawal = PrivacyWithdrawal { consent, what, by, on, answer: answer.clone() };
        Ok(Action::PrivacyConsent(privacy_consent::Request::Withdraw { case: stage.case()?, withdrawal }))
    })
}

/// 专家咨询; a second one of the same expert completes the first.
pub fn consult(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let expert = PersonName::new(fields.text("expert")?);
    let unit = fields.text_or_empty("unit")?;
    let field = fields.text_or_empty("field")?;
    let title = fields.text_or_empty("title")?;
    let question = fields.text_or_empty("question")?;
    let opinion = fields.text_or_empty("opinion")?;
    let signed = fields.optional_flag("signed")?.unwrap_or(false);
    let adoption = fields.optional_choice("adoption", &Adoption::ALL, Adoption::label)?;
    let adoption_reason = fields.text_or_empty("why")?;
    let on = reading.at.day();
    deed(move |stage| {
        let view = stage.view()?;
        let former: Option<&Recorded<ExpertConsultation>> =
            view.file.current(&view.file.consultations).filter(|row| row.body.expert == expert).last();
        let or = |said: &str, before: fn(&ExpertConsultation) -> &str| match (said, former) {
            ("", Some(row)) => before(&row.body).to_owned(),
            (said, _) => said.to_owned(),
        };
        let consultation = ExpertConsultation {
            expert: expert.clone(),
            unit: or(&unit, |body| &body.unit),
            field: or(&field, |body| &body.field),
            title: or(&title, |body| &body.title),
            asked_on: former.map_or(on, |row| row.body.asked_on),
            question: or(&question, |body| &body.question),
            opinion: or(&opinion, |body| &body.opinion),
            answered_on: (!opinion.is_empty()).then_some(on).or(former.and_then(|row| row.body.answered_on)),
            signature: signed.then_some(Manner::Paper).or(former.and_then(|row| row.body.signature.clone())),
            adoption: adoption.or(former.and_then(|row| row.body.adoption)),
            adoption_reason: or(&adoption_reason, |body| &body.adoption_reason),
        };
        let (case, former) = (stage.case()?, former.map(|row| row.id));
        let consultation = Box::new(consultation);
        Ok(Action::ExpertConsultation(expert_consultation::Request::Save { case, consultation, former }))
    })
}
