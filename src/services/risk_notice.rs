//! 单方委托风险告知 (F-03): keeps the notice with its signature or refusal and follows the party's choice.

use crate::domain::audit::Operation;
use crate::domain::evidence::EvidenceHead;
use crate::domain::ids::CaseId;
use crate::domain::reception::CommissionMode;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::signature::Manner;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about the notice.
#[derive(Clone, Debug)]
pub enum Request {
    /// The notice as given; a later one replaces it with this reason.
    Give { case: CaseId, notice: Box<RiskNotice>, reason: String },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Give { case, notice, reason } => give(office, case, *notice, &reason),
    }
}

/// Keeps a notice (SC-2.2b, SH-1.2g–j). A party that chooses so turns the commission into a joint one.
pub fn give(
    office: &mut Office,
    case: CaseId,
    notice: RiskNotice,
    reason: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::GiveRiskNotice)?;
    let mut file = office.file(case)?;
    if !notice.is_confirmed() {
        return Err(ServiceError::Incomplete("告知书要有签名，或者拒签原因和两名工作人员"));
    }
    if let Some(lack) = notice.signature.as_ref().and_then(Manner::lacks_of_party) {
        return Err(ServiceError::Incomplete(lack));
    }
    let mut notice = notice;
    if notice.told_by.is_empty() {
        notice.told_by = actor.name;
    }
    let former = file.latest(&file.risk_notices).map(|row| row.id);
    let becomes_joint = notice.choice == Some(PartyChoice::SwitchToJoint)
        && file.intake.mode == Some(CommissionMode::UnilateralParty);
    if becomes_joint {
        file.intake.mode = Some(CommissionMode::Joint);
        file.intake_version += 1;
    }
    let made = office.write(Operation::GiveRiskNotice, case, |tx, head| {
        let made = tx.insert_evidence(&correcting(head, former, reason, "重新告知"), &notice)?;
        if becomes_joint {
            tx.insert_evidence(head, &file.intake)?;
            tx.put_case(&file)?;
        }
        Ok(made)
    })?;
    let said = if becomes_joint { "告知已记录，已转共同委托" } else { "告知已记录" };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}

/// Makes the head a correction of the former row, where there is one.
pub(crate) fn correcting(
    head: &EvidenceHead,
    former: Option<crate::domain::ids::EvidenceId>,
    reason: &str,
    otherwise: &str,
) -> EvidenceHead {
    match former {
        None => head.clone(),
        Some(id) => head.clone().correcting(id, if reason.is_empty() { otherwise } else { reason }),
    }
}
