//! 司法鉴定告知 (F-22): the desk writes down who told the clients, when, and who signed for it.

use crate::domain::appraisal_notice::AppraisalNoticeGiven;
use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::signature::Signature;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about the notice.
#[derive(Clone, Debug)]
pub enum Request {
    /// The clients were told.
    Tell { case: CaseId, told_on: Day, signatures: Vec<Signature> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Tell { case, told_on, signatures } => tell(office, case, told_on, signatures),
    }
}

/// Writes down that the clients were told; telling again is a later version.
pub fn tell(
    office: &mut Office,
    case: CaseId,
    told_on: Day,
    signatures: Vec<Signature>,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::TellAppraisalNotice)?;
    let file = office.file(case)?;
    let received_on = file.intake.received_on;
    if received_on.is_none() || file.state.is_over() {
        return Err(ServiceError::WrongState { is: file.state, wanted: "接待以后、归档以前" });
    }
    if told_on > office.now().day() || received_on.is_some_and(|received| told_on < received) {
        return Err(ServiceError::Incomplete("告知日要在收到委托以后、今天以前"));
    }
    if signatures.is_empty() {
        return Err(ServiceError::Incomplete("还没有人在告知书上签名"));
    }
    if let Some(lack) = signatures.iter().find_map(|signature| signature.manner.lacks_of_party()) {
        return Err(ServiceError::Incomplete(lack));
    }
    let former = file.appraisal_notice().map(|row| row.id);
    let given = AppraisalNoticeGiven { told_on, told_by: actor.name, signatures };
    let made = office.write(Operation::TellAppraisalNotice, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "补记告知"), &given)
    })?;
    Ok(Outcome::Done { said: "已记下告知".to_owned(), case: Some(case), made: Some(made) })
}
