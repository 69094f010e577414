//! 排期 (T8): an appointment on licensed premises; everything else about it is told in `witness_notice`.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::schedule::Appointment;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about the appointment.
#[derive(Clone, Debug)]
pub enum Request {
    Appoint { case: CaseId, appointment: Appointment, reason: String, reasons: Reasons },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Appoint { case, appointment, reason, reasons } = request;
    appoint(office, case, &appointment, &reason, &reasons)
}

/// Keeps an appointment. A second one replaces the first, with its reason, and notices start anew.
pub fn appoint(
    office: &mut Office,
    case: CaseId,
    appointment: &Appointment,
    reason: &str,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::Schedule)?;
    let mut file = office.file(case)?;
    if !matches!(file.state, CaseState::Accepted | CaseState::Scheduled) {
        return Err(ServiceError::WrongState { is: file.state, wanted: "受理以后、到场以前" });
    }
    if appointment.starts_at < office.now() {
        return Err(ServiceError::Incomplete("约定的时间已经过去，请选以后的时间"));
    }
    let former = file.latest(&file.appointments).map(|row| row.id);
    if former.is_some() && reason.trim().is_empty() {
        return Err(ServiceError::Incomplete("改期要写明原因"));
    }
    let exceptions = office.guard_appointment(case, appointment, reasons)?;
    file.state = CaseState::Scheduled;
    let made = office.write(Operation::Schedule, case, |tx, head| {
        let made = tx.insert_evidence(&correcting(head, former, reason, "改期"), appointment)?;
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&file)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: format!("已排期 {} {}", appointment.starts_at.worded(), appointment.room),
        case: Some(case),
        made: Some(made),
    })
}
