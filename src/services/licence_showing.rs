//! 亮证告知与回避询问 (F-08, T10): person by person, then on to the examination.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::licence_showing::LicenceShown;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::licence_showing::RecusalInquiry;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about licences and recusal.
#[derive(Clone, Debug)]
pub enum Request {
    Show {
        case: CaseId,
        who: UserId,
        declares_impartial: bool,
    },
    Ask {
        case: CaseId,
        asked: EvidenceId,
        answer: RecusalAnswer,
    },
    /// T10.
    Identify {
        case: CaseId,
        reasons: Reasons,
    },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Show { case, who, declares_impartial } => show(office, case, who, declares_impartial),
        Request::Ask { case, asked, answer } => ask(office, case, asked, answer),
        Request::Identify { case, reasons } => {
            office.advance(case, Step::ShowLicences, CaseState::Identified, &reasons)?;
            Ok(Outcome::Done {
                said: "亮证完成，可以开始检验".to_owned(), case: Some(case), made: None
            })
        }
    }
}

/// Records that a licence was shown to everyone present (SC-3.2a). Number and validity come from the staff list.
pub fn show(
    office: &mut Office,
    case: CaseId,
    who: UserId,
    declares_impartial: bool,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::ShowLicence)?;
    let file = office.file(case)?;
    let now = office.now();
    let member = office.member(who)?;
    let assigned =
        file.assignment().is_some_and(|a| a.appraisers.contains(&who) || a.assistants.contains(&who));
    if !assigned {
        return Err(ServiceError::Missing("这个人没有指派到本案"));
    }
    let Some((licence, details)) = member.shown_licence() else {
        return Err(ServiceError::Incomplete("名录里没有这个人的证号，请先在「名录」补上"));
    };
    let seen_by: Vec<PersonName> = file
        .arrivals()
        .filter(|row| !file.has_left(row.id) && row.body.attendee.person().is_some())
        .map(|row| row.body.attendee.name().clone())
        .collect();
    if seen_by.is_empty() {
        return Err(ServiceError::Incomplete("还没有人到场，证件没有可出示的人"));
    }
    let former = file.current(&file.licences).filter(|row| row.body.who == who).last().map(|row| row.id);
    let shown = LicenceShown {
        who,
        name: member.name.clone(),
        licence: licence.to_owned(),
        number: details.number.clone(),
        valid_until: details.valid_until,
        shown_at: now,
        seen_by,
        declares_impartial,
    };
    let made = office.write(Operation::ShowLicence, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "再次出示"), &shown)
    })?;
    Ok(Outcome::Done {
        said: format!("{}已出示{licence}", shown.name.as_str()),
        case: Some(case),
        made: Some(made),
    })
}

/// Records one answer to the question about recusal (GZ-21).
pub fn ask(
    office: &mut Office,
    case: CaseId,
    asked: EvidenceId,
    answer: RecusalAnswer,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::AskRecusal)?;
    let file = office.file(case)?;
    let Some(row) = file.arrivals().find(|row| row.id == asked) else {
        return Err(ServiceError::Missing("这个人没有签到"));
    };
    if let RecusalAnswer::Applies { ground, .. } = &answer
        && ground.trim().is_empty()
    {
        return Err(ServiceError::Incomplete("申请回避要写明理由"));
    }
    let former = file.current(&file.recusals).filter(|r| r.body.asked == asked).last().map(|r| r.id);
    let inquiry = RecusalInquiry { asked, name: row.body.attendee.name().clone(), answer };
    let made = office.write(Operation::AskRecusal, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "重新询问"), &inquiry)
    })?;
    let said = match inquiry.answer {
        RecusalAnswer::NoApplication => "不申请回避，已记录",
        RecusalAnswer::Applies { .. } => "回避申请已记录，等负责人决定",
    };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}
