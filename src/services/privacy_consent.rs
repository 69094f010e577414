//! 个人信息处理告知暨单独同意 (F-11; PI-13/17, PI-23, PI-28–31) and its withdrawal (PI-15).
//!
//! A refusal is kept like a consent, and so is a child's own signature: rules say what follows, never the recording.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::PersonId;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::PrivacyWithdrawal;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about consent to personal data.
#[derive(Clone, Debug)]
pub enum Request {
    /// The answers as given; a later sheet of the same person replaces them with this reason.
    Give {
        case: CaseId,
        consent: Box<PrivacyConsent>,
        reason: String,
    },
    Withdraw {
        case: CaseId,
        withdrawal: PrivacyWithdrawal,
    },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Give { case, consent, reason } => give(office, case, *consent, &reason),
        Request::Withdraw { case, withdrawal } => withdraw(office, case, &withdrawal),
    }
}

/// Keeps the answers of one person.
pub fn give(
    office: &mut Office,
    case: CaseId,
    mut consent: PrivacyConsent,
    reason: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::ConsentPrivacy)?;
    let file = office.file(case)?;
    if !is_of_the_case(&file, consent.whose) {
        return Err(ServiceError::Missing("这个人不在本案里"));
    }
    if consent.sensitive.is_none() {
        return Err(ServiceError::Incomplete("敏感个人信息的单独同意要有明确的答复"));
    }
    if matches!(&consent.given_by, ConsentGiver::Guardian { name, .. } if name.is_empty()) {
        return Err(ServiceError::Incomplete("监护人代为同意的，要写监护人的姓名"));
    }
    if !consent.is_confirmed() {
        return Err(ServiceError::Incomplete("同意书要有签名，或者拒签原因和两名工作人员"));
    }
    if consent.told_by.is_empty() {
        consent.told_by = actor.name;
    }
    let former = file.privacy_consent(consent.whose).map(|state| state.row.id);
    let made = office.write(Operation::ConsentPrivacy, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, reason, "重新告知并征求同意"), &consent)
    })?;
    let said = match consent.sensitive {
        Some(true) if consent.is_given() => "个人信息的告知和单独同意已记录",
        Some(true) => "已记录；要点没有念完或没有签名，还不算同意",
        _ => "已记录不同意，没有单独同意不能检验",
    };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}

fn is_of_the_case(file: &CaseFile, whose: PersonId) -> bool {
    file.intake.people().any(|(_, person)| person.id == whose)
        || file.attendances.iter().any(|row| row.body.attendee.person().is_some_and(|p| p.id == whose))
}

/// Keeps what somebody takes back.
pub fn withdraw(
    office: &mut Office,
    case: CaseId,
    withdrawal: &PrivacyWithdrawal,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::ConsentPrivacy)?;
    let file = office.file(case)?;
    let consents = file.current(&file.privacy_consents);
    let Some(row) = consents.filter(|row| row.id == withdrawal.consent).last() else {
        return Err(ServiceError::Missing("没有这份同意，或者已经另有一份"));
    };
    if file.privacy_consent(row.body.whose).is_some_and(|state| state.is_withdrawn(&withdrawal.what)) {
        return Err(ServiceError::Incomplete("这一项已经撤回"));
    }
    let mut fields = Vec::new();
    if withdrawal.by.is_empty() {
        fields.push("谁撤回");
    }
    if withdrawal.answer.trim().is_empty() {
        fields.push("怎样答复的");
    }
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "撤回同意", fields });
    }
    if withdrawal.on > office.now().day() {
        return Err(ServiceError::Incomplete("撤回的日期还没有到"));
    }
    let made =
        office.write(Operation::ConsentPrivacy, case, |tx, head| tx.insert_evidence(head, withdrawal))?;
    let said = format!("已撤回{}，以前的处理不受影响", withdrawal.what.label(&file));
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}
