//! 排期、通知、缺席、到齐、亮证、回避: everything around a visit but the arrivals themselves.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::check_in::Absentee;
use crate::domain::commission::Decision;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::schedule::Appointment;
use crate::domain::schedule::CollectionConsent;
use crate::domain::schedule::Outside;
use crate::domain::schedule::OutsideReason;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::domain::witness_notice::NoticeOutcome;
use crate::domain::witness_notice::NoticeWay;
use crate::services::check_in;
use crate::services::commission;
use crate::services::licence_showing;
use crate::services::request::Action;
use crate::services::schedule;
use crate::services::witness_notice;

/// 排期.
pub fn appoint(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let Some(starts_at) = reading.almanac.optional_moment(fields, "starts_at", Some(reading.at))? else {
        return Err(fields.complain("还缺「starts_at」"));
    };
    let (premises, room) = (fields.text("premises")?, fields.text_or_empty("room")?);
    let reason = fields.text_or_empty("reason")?;
    let mut outside = None;
    if let Some(mut one) = fields.optional_table("outside")? {
        const REASONS: [OutsideReason; 2] =
            [OutsideReason::OnSiteCollection, OutsideReason::SubjectCannotMove];
        outside = Some(Outside {
            reason: one.choice("reason", &REASONS, OutsideReason::label)?,
            facts: one.text_or_empty("facts")?,
            approved_by: PersonName::new(one.text_or_empty("approved_by")?),
            consent: match one.optional_text("consent_by")? {
                Some(by) => Some(CollectionConsent {
                    by: PersonName::new(by),
                    on: reading.almanac.optional_day(&mut one, "consent_on")?.unwrap_or(reading.at.day()),
                }),
                None => None,
            },
        });
        one.close()?;
    }
    deed(move |stage| {
        let (premises, room) = (premises.clone(), room.clone());
        let appointment = Appointment { starts_at, premises, room, outside: outside.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        let reason = reason.clone();
        Ok(Action::Schedule(schedule::Request::Appoint { case, appointment, reason, reasons }))
    })
}

/// 通知: one attempt to reach one addressee.
pub fn notify(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let (to, is_person) = reading.person_or_insurer(fields, "to")?;
    let way = fields.choice("way", &NoticeWay::ALL, NoticeWay::label)?;
    let outcome = fields.choice("outcome", &NoticeOutcome::ALL, NoticeOutcome::label)?;
    let told = fields.text_or_empty("told")?;
    let from_number = Phone::new(fields.text_or_empty("from_number")?);
    let to_number = Phone::new(fields.text_or_empty("to_number")?);
    let spoke_to = PersonName::new(fields.text_or_empty("spoke_to")?);
    let spoke_to_capacity = fields.text_or_empty("spoke_to_capacity")?;
    let minutes = fields.optional_number("minutes")?;
    let started_at = reading.at;
    deed(move |stage| {
        let addressee = if is_person {
            Addressee::Statutory { person: stage.person(&to)?.id }
        } else {
            Addressee::Insurer { insurer: stage.insurer(&to)?.id }
        };
        let attempt = NoticeAttempt {
            to: addressee,
            way,
            from_number: from_number.clone(),
            to_number: to_number.clone(),
            spoke_to: spoke_to.clone(),
            spoke_to_capacity: spoke_to_capacity.clone(),
            started_at,
            ended_at: minutes.map(|n| started_at.plus_minutes(i64::from(n))),
            told: told.clone(),
            outcome,
            notified_by: PersonName::default(),
        };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        let request = witness_notice::Request::Record { case, attempt: Box::new(attempt), reasons };
        Ok(Action::WitnessNotice(request))
    })
}

/// 记缺席: an insurer, a statutory witness or the subject.
pub fn record_absence(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let (who, is_person) = reading.person_or_insurer(fields, "who")?;
    let note = fields.text_or_empty("note")?;
    deed(move |stage| {
        let absentee = if is_person {
            let person = stage.person(&who)?;
            let is_subject = stage.view()?.file.intake.subject.id == person.id;
            if is_subject {
                Absentee::Subject { name: person.name }
            } else {
                Absentee::Statutory { person: Some(person.id), name: person.name }
            }
        } else {
            let insurer = stage.insurer(&who)?;
            let name = insurer.called().to_owned();
            Absentee::Insurer { insurer: insurer.id, name }
        };
        let (case, note) = (stage.case()?, note.clone());
        Ok(Action::CheckIn(check_in::Request::RecordAbsence { case, who: absentee, note }))
    })
}

/// 到齐 (T9).
pub fn open_on_site(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::CheckIn(check_in::Request::Open { case, reasons }))
    })
}

/// 亮证: each of the staff who is named, or everybody assigned.
pub fn show_licences(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.members(fields, "who")?;
    let declares_impartial = fields.optional_flag("declares_impartial")?.unwrap_or(true);
    Ok(Box::new(move |stage| {
        let mut members = Vec::new();
        for name in &who {
            members.push(stage.member(name)?);
        }
        if who.is_empty() {
            let view = stage.view()?;
            let assigned = view.file.assignment().cloned().unwrap_or_default();
            members.extend(assigned.appraisers.into_iter().chain(assigned.assistants));
        }
        let case = stage.case()?;
        let mut said = Vec::new();
        for who in members {
            let request = licence_showing::Request::Show { case, who, declares_impartial };
            said.push(stage.says(Action::LicenceShowing(request))?);
        }
        Ok(said.join("；"))
    }))
}

/// 问回避: one person applies, or nobody of those named, or nobody at all.
pub fn ask_recusal(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.people(fields, "who")?;
    let against = match fields.has("against") {
        true => Some(reading.member(fields, "against")?),
        false => fields.optional_text("against")?,
    };
    let ground = fields.text_or_empty("ground")?;
    Ok(Box::new(move |stage| {
        let mut asked = Vec::new();
        for key in &who {
            asked.push(stage.attendance(key)?);
        }
        if who.is_empty() {
            asked.extend(visitors(stage)?);
        }
        let answer = match &against {
            None => RecusalAnswer::NoApplication,
            Some(name) => RecusalAnswer::Applies { against: stage.member(name)?, ground: ground.clone() },
        };
        let case = stage.case()?;
        let mut said = String::new();
        for asked in asked {
            let request = licence_showing::Request::Ask { case, asked, answer: answer.clone() };
            said = stage.says(Action::LicenceShowing(request))?;
        }
        Ok(said)
    }))
}

/// Everybody present who is not of the staff.
fn visitors(stage: &mut Stage<'_>) -> Result<Vec<crate::domain::ids::EvidenceId>, Trouble> {
    let view = stage.view()?;
    let here = view.present.iter().filter(|row| row.left_at.is_none());
    Ok(here.filter(|row| row.row.body.attendee.person().is_some()).map(|row| row.row.id).collect())
}

/// 决定回避.
pub fn decide_recusal(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.cast.who(fields, "who")?;
    let granted = fields.flag("granted")?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let asked = stage.attendance(&who)?;
        let view = stage.view()?;
        let rows = view.file.current(&view.file.recusals).filter(|row| row.body.asked == asked);
        let Some(inquiry) = rows.last().map(|row| row.id) else {
            return Err(Trouble::Script(format!("还没有问过「{who}」回避")));
        };
        let decision = Decision::Recusal { inquiry, granted, reason: reason.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Commission(commission::Request::Decide { case, decision, reasons }))
    })
}

/// 亮证完成 (T10).
pub fn identify(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::LicenceShowing(licence_showing::Request::Identify { case, reasons }))
    })
}
