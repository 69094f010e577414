//! 共同委托书 (F-02) received at the desk: original, carrier, seal check, call back (SC-2.1g).

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::joint_letter::JointLetter;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about the letter.
#[derive(Clone, Debug)]
pub enum Request {
    Receive { case: CaseId, letter: Box<JointLetter>, reason: String },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Receive { case, letter, reason } = request;
    receive(office, case, *letter, &reason)
}

/// Keeps what was received and checked; a second letter replaces the first.
pub fn receive(
    office: &mut Office,
    case: CaseId,
    letter: JointLetter,
    reason: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::ReceiveJointLetter)?;
    let file = office.file(case)?;
    let mut letter = letter;
    if letter.seal_checked_by.is_empty() {
        letter.seal_checked_by = actor.name;
    }
    let former = file.latest(&file.joint_letters).map(|row| row.id);
    let made = office.write(Operation::ReceiveJointLetter, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, reason, "收到新的共同委托书"), &letter)
    })?;
    Ok(Outcome::Done { said: "共同委托书已登记".to_owned(), case: Some(case), made: Some(made) })
}
