//! 告知、共同委托书、审查、指派、受理、委托书.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::domain::commission::Assignment;
use crate::domain::commission::Decision;
use crate::domain::joint_letter::CallBack;
use crate::domain::joint_letter::JointLetter;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::joint_letter::Selection;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::DuplicateSearch;
use crate::domain::review::RejectReason;
use crate::domain::review::Review;
use crate::domain::risk_notice::N_POINTS;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::services::commission;
use crate::services::commission::AgreementDraft;
use crate::services::joint_letter;
use crate::services::request::Action;
use crate::services::review;
use crate::services::risk_notice;
use std::collections::BTreeSet;

/// 告知 (F-03).
pub fn give_risk_notice(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let points = fields.numbers("points")?;
    let points: BTreeSet<u8> = if points.is_empty() {
        (1..=N_POINTS).collect()
    } else {
        points.into_iter().filter_map(|n| u8::try_from(n).ok()).collect()
    };
    if points.iter().any(|n| !(1..=N_POINTS).contains(n)) {
        return Err(fields.complain_of("points", format!("要点只有 1 到 {N_POINTS}")));
    }
    let choice = fields.optional_choice("choice", &PartyChoice::ALL, PartyChoice::label)?;
    let accepts_insurer = fields.optional_flag("accepts_insurer")?;
    let signer = reading.cast.who(fields, "signer")?;
    let reason = fields.text_or_empty("reason")?;
    let signature = manner::read(fields)?;
    deed(move |stage| {
        let notice = RiskNotice {
            points_told: points.clone(),
            choice,
            accepts_insurer,
            signature: Some(signature.clone()),
            signer: stage.person(&signer)?.name,
            told_by: PersonName::default(),
        };
        let (case, reason) = (stage.case()?, reason.clone());
        Ok(Action::RiskNotice(risk_notice::Request::Give { case, notice: Box::new(notice), reason }))
    })
}

/// 收共同委托书 (F-02).
pub fn receive_joint_letter(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let insurer = reading.insurer(fields, "insurer")?;
    let handler = reading.cast.optional_who(fields, "handler")?;
    let staff_no = fields.text_or_empty("staff_no")?;
    let carrier = fields.choice("carrier", &LetterCarrier::ALL, LetterCarrier::label)?;
    let is_original = fields.flag("is_original")?;
    let dated_on = reading.almanac.optional_day(fields, "dated_on")?;
    let sends_witness = fields.flag("sends_witness")?;
    let selection = fields.optional_choice("selection", &Selection::ALL, Selection::label)?;
    let reason = fields.text_or_empty("reason")?;
    let mut call_back = None;
    if let Some(mut one) = fields.optional_table("call_back")? {
        call_back = Some(CallBack {
            number: Phone::new(one.text("number")?),
            spoke_to: PersonName::new(one.text("spoke_to")?),
            at: reading.almanac.optional_moment(&mut one, "at", Some(reading.at))?.unwrap_or(reading.at),
            confirmed: one.flag("confirmed")?,
        });
        one.close()?;
    }
    deed(move |stage| {
        let handler = handler.as_ref().map(|who| stage.person(who)).transpose()?;
        let letter = JointLetter {
            is_original,
            dated_on,
            carrier,
            insurer: stage.insurer(&insurer)?.name,
            handler: handler.map(|person| person.name).unwrap_or_default(),
            staff_no: staff_no.clone(),
            seal_checked_by: PersonName::default(),
            call_back: call_back.clone(),
            sends_witness,
            selection,
        };
        let (case, reason) = (stage.case()?, reason.clone());
        Ok(Action::JointLetter(joint_letter::Request::Receive { case, letter: Box::new(letter), reason }))
    })
}

/// 审查 (F-05): the three conditions, the bars that were found, conflict and duplicate.
pub fn review(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let mut bars = [Some(false); 7];
    for n in fields.numbers("bars")? {
        let bar = usize::try_from(n).ok().and_then(|n| n.checked_sub(1)).and_then(|n| bars.get_mut(n));
        let Some(bar) = bar else {
            return Err(fields.complain_of("bars", "不得受理的情形只有 1 到 7（通则 15 条）"));
        };
        *bar = Some(true);
    }
    let conflict = match fields.optional_text("institution_conflict")? {
        None => ConflictAnswer::None,
        Some(what) if what.trim() == "无" => ConflictAnswer::None,
        Some(what) => ConflictAnswer::Found { what },
    };
    let client_denies = fields.flag("no_other_commission")?;
    let sheet = Review {
        in_scope: Some(fields.flag("in_scope")?),
        purpose_lawful: Some(fields.flag("purpose_lawful")?),
        materials_sufficient: Some(fields.flag("materials_sufficient")?),
        bars,
        duplicate_search: Some(DuplicateSearch { found: Vec::new(), client_denies }),
        institution_conflict: Some(conflict),
        reviewer: PersonName::default(),
        note: fields.text_or_empty("note")?,
    };
    deed(move |stage| {
        let request = review::Request::Save { case: stage.case()?, review: Box::new(sheet.clone()) };
        Ok(Action::Review(request))
    })
}

/// 申报利害关系: the four questions, answered one by one.
pub fn declare(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.member(fields, "who")?;
    let given = fields.flags("answers")?;
    let answers: [bool; 4] = given
        .try_into()
        .map_err(|_other_length| fields.complain_of("answers", "回避四问要答四个 true 或 false"))?;
    deed(move |stage| {
        let (case, who) = (stage.case()?, stage.member(&who)?);
        Ok(Action::Review(review::Request::Declare { case, who, answers: answers.map(Some) }))
    })
}

/// 指派.
pub fn assign(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let appraisers = reading.members(fields, "appraisers")?;
    let assistants = reading.members(fields, "assistants")?;
    deed(move |stage| {
        let mut assignment = Assignment::default();
        for name in &appraisers {
            assignment.appraisers.push(stage.member(name)?);
        }
        for name in &assistants {
            assignment.assistants.push(stage.member(name)?);
        }
        Ok(Action::Commission(commission::Request::Assign { case: stage.case()?, assignment }))
    })
}

/// 决定受理.
pub fn accept(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Commission(commission::Request::Decide { case, decision: Decision::Accept, reasons }))
    })
}

/// 不予受理.
pub fn reject(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let reason = fields.choice("ground", &RejectReason::ALL, RejectReason::label)?;
    let facts = fields.text_or_empty("facts")?;
    let article = fields.text_or_empty("article")?;
    deed(move |stage| {
        let decision = Decision::Reject { reason, facts: facts.clone(), article: article.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Commission(commission::Request::Decide { case, decision, reasons }))
    })
}

/// 签委托书 (F-01): every client that is named signs.
pub fn sign_agreement(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let effective_on = reading.almanac.optional_day(fields, "effective_on")?;
    let institution_signer = fields.text_or_empty("institution_signer")?;
    let mut signers = Vec::new();
    for mut one in fields.tables("signatures")? {
        let who = reading.cast.who(&mut one, "who")?;
        let capacity = one.optional_text("capacity")?.unwrap_or_else(|| "委托人".to_owned());
        let manner = manner::read(&mut one)?;
        one.close()?;
        signers.push((who, capacity, manner));
    }
    deed(move |stage| {
        let mut signatures = Vec::new();
        for (who, capacity, manner) in &signers {
            let person = stage.person(who)?;
            signatures.push(Signature {
                form: FormNo::F01,
                signer: Signer { person: Some(person.id), name: person.name, capacity: capacity.clone() },
                manner: manner.clone(),
                shown_sha256: String::new(),
            });
        }
        let institution_signer = PersonName::new(&institution_signer);
        let draft = AgreementDraft { effective_on, signatures, institution_signer };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Commission(commission::Request::SignAgreement { case, draft, reasons }))
    })
}
