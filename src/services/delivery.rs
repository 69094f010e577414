//! 送达 (T18; F-23): one row per addressee. The case moves on by itself once everybody has been reached in order.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about handing over.
#[derive(Clone, Debug)]
pub enum Request {
    /// A paper reached somebody; `corrects` replaces an earlier row, with its reason.
    Deliver { case: CaseId, delivery: Box<Delivery>, corrects: Option<(EvidenceId, String)> },
    /// Everybody has been reached, in spite of what the law warns of.
    Complete { case: CaseId, reasons: Reasons },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Deliver { case, delivery, corrects } => deliver(office, case, &delivery, corrects.as_ref()),
        Request::Complete { case, reasons } => {
            office.advance(case, Step::Deliver, CaseState::Delivered, &reasons)?;
            Ok(Outcome::Done { said: "各方都已送达".to_owned(), case: Some(case), made: None })
        }
    }
}

fn deliver(
    office: &mut Office,
    case: CaseId,
    delivery: &Delivery,
    corrects: Option<&(EvidenceId, String)>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::Deliver)?;
    let file = office.file(case)?;
    may_be_handed_over(&file, delivery)?;
    let (former, reason) = match corrects {
        None => (None, ""),
        Some((id, reason)) if !reason.trim().is_empty() => (Some(*id), reason.as_str()),
        Some(_) => return Err(ServiceError::Incomplete("更正送达要写明原因")),
    };
    let made = office.write(Operation::Deliver, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, reason, "更正"), delivery)
    })?;
    let is_last = delivery.paper == DeliveredPaper::Opinion && file.state == CaseState::Issued;
    // What the law stops or warns of is asked for on the page; the fact itself is written down either way.
    let moved = is_last
        && match office.advance(case, Step::Deliver, CaseState::Delivered, &Reasons::new()) {
            Ok(()) => true,
            Err(ServiceError::Blocked(_) | ServiceError::ReasonNeeded(_)) => false,
            Err(error) => return Err(error),
        };
    let said = if moved {
        "各方都已送达".to_owned()
    } else {
        format!("送达{}已记录", delivery.to_name.as_str())
    };
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}

fn may_be_handed_over(file: &CaseFile, delivery: &Delivery) -> Result<(), ServiceError> {
    if !file.intake.clients.iter().any(|client| client.person.id == delivery.to) {
        return Err(ServiceError::Missing("收件人不是本案委托人"));
    }
    match delivery.paper {
        DeliveredPaper::Opinion => {
            if !matches!(file.state, CaseState::Issued | CaseState::Delivered) {
                return Err(ServiceError::WrongState {
                    is: file.state, wanted: "出具以后、归档以前"
                });
            }
        }
        DeliveredPaper::Correction { correction } => {
            let granted = file.corrections_now().any(|row| row.id == correction && row.body.is_granted());
            if !granted {
                return Err(ServiceError::Incomplete("这次补正还没有负责人批准"));
            }
        }
    }
    if delivery.n_copies == 0 && delivery.refusal.is_none() {
        return Err(ServiceError::Incomplete("送达几份还没有写"));
    }
    Ok(())
}
