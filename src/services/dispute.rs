//! 异议 (F-27): an objection is registered, handled step by step, and stays readable with everything done about it.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::state_of;
use crate::domain::ids::CaseId;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about objections.
#[derive(Clone, Debug)]
pub enum Request {
    Register { case: CaseId, dispute: Dispute },
    Handle { case: CaseId, event: DisputeEvent },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Register { case, dispute } => register(office, case, &dispute),
        Request::Handle { case, event } => take_up(office, case, &event),
    }
}

/// Writes an objection down. Nothing but missing words keeps it out: whoever objects is heard.
pub fn register(office: &mut Office, case: CaseId, dispute: &Dispute) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterDispute)?;
    check_issued(&office.file(case)?)?;
    let fields = dispute.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "异议登记", fields });
    }
    if dispute.raised_on > office.now().day() {
        return Err(ServiceError::Incomplete("提出异议的日子在今天以后，请核对"));
    }
    let made =
        office.write(Operation::RegisterDispute, case, |tx, head| tx.insert_evidence(head, dispute))?;
    Ok(Outcome::Done { said: "异议已登记".to_owned(), case: Some(case), made: Some(made) })
}

/// Writes down what was done about an objection.
pub fn take_up(office: &mut Office, case: CaseId, event: &DisputeEvent) -> Result<Outcome, ServiceError> {
    office.may(Operation::HandleDispute)?;
    let file = office.file(case)?;
    let Some(dispute) = file.current(&file.disputes).find(|row| row.id == event.dispute) else {
        return Err(ServiceError::Missing("没有这件异议"));
    };
    if !state_of(dispute.id, &file.dispute_events).is_open() {
        return Err(ServiceError::Incomplete("这件异议已有结果；又有新的异议请另外登记"));
    }
    if event.on < dispute.body.raised_on || event.on > office.now().day() {
        return Err(ServiceError::Incomplete("处理的日子要在提出异议以后、今天以前"));
    }
    let fields = missing(event);
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: event.what.label(), fields });
    }
    let made = office.write(Operation::HandleDispute, case, |tx, head| tx.insert_evidence(head, event))?;
    Ok(Outcome::Done { said: format!("{}已记录", event.what.label()), case: Some(case), made: Some(made) })
}

/// What the account of a step lacks.
pub fn missing(event: &DisputeEvent) -> Vec<&'static str> {
    let mut missing = Vec::new();
    match &event.what {
        DisputeStep::PassedOn { to } if to.trim().is_empty() => missing.push("转给哪个单位"),
        DisputeStep::Mediating { body } if body.trim().is_empty() => missing.push("调解组织"),
        DisputeStep::Explained { by, .. } if by.is_empty() => missing.push("解释说明的人"),
        _ => {}
    }
    if event.account.trim().is_empty() {
        missing.push("经过");
    }
    missing
}

/// Objections and courts come after the opinion was issued.
pub(crate) fn check_issued(file: &CaseFile) -> Result<(), ServiceError> {
    match file.state {
        CaseState::Issued | CaseState::Delivered | CaseState::Archived => Ok(()),
        is => Err(ServiceError::WrongState { is, wanted: "出具意见书以后" }),
    }
}
