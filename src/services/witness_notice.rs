//! 见证通知 (F-06): every attempt to reach an insurer or a statutory witness is a row of its own.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::step::Step;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about notices.
#[derive(Clone, Debug)]
pub enum Request {
    Record { case: CaseId, attempt: Box<NoticeAttempt>, reasons: Reasons },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Record { case, attempt, reasons } = request;
    record(office, case, *attempt, &reasons)
}

/// Keeps an attempt. An insurer may only be told where the pack allows it (SH-1.2l).
pub fn record(
    office: &mut Office,
    case: CaseId,
    attempt: NoticeAttempt,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Notify)?;
    let file = office.file(case)?;
    if file.appointment().is_none() {
        return Err(ServiceError::Incomplete("先排期，通知里要写明时间、地点"));
    }
    let mut attempt = attempt;
    if attempt.notified_by.is_empty() {
        attempt.notified_by = actor.name;
    }
    let missing = attempt.missing();
    if !missing.is_empty() {
        return Err(ServiceError::MissingFields { what: "通知记录", fields: missing });
    }
    let exceptions = match &attempt.to {
        Addressee::Insurer { insurer } => {
            if !file.intake.insurers.iter().any(|i| i.insurer == *insurer) {
                return Err(ServiceError::Missing("这家保险机构不在本案登记里"));
            }
            office.guard(case, Step::Notify, reasons)?
        }
        Addressee::Statutory { person } => {
            if !file.intake.people().any(|(_, p)| p.id == *person) {
                return Err(ServiceError::Missing("这个人不在本案登记里"));
            }
            Vec::new()
        }
    };
    let made = office.write(Operation::Notify, case, |tx, head| {
        let made = tx.insert_evidence(head, &attempt)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    let n = file.notices_to(&attempt.to).count() + 1;
    Ok(Outcome::Done {
        said: format!("第 {n} 次通知已记录，{}", attempt.outcome.label()),
        case: Some(case),
        made: Some(made),
    })
}
