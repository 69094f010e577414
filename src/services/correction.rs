//! 补正 (GZ-41, TL-31; F-21): an appraiser of the case proposes, the director decides, whoever has the original gets it.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::correction::Approval;
use crate::domain::correction::CorrectionItem;
use crate::domain::correction::OpinionCorrection;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::staff::Role;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use serde::Deserialize;
use serde::Serialize;

/// What can be asked about a flaw.
#[derive(Clone, Debug)]
pub enum Request {
    Propose { case: CaseId, draft: Box<CorrectionDraft>, reasons: Reasons },
    Decide { case: CaseId, correction: EvidenceId, granted: bool, note: String },
}

/// A correction as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionDraft {
    pub items: Vec<CorrectionItem>,
    pub signed_by: Vec<UserId>,
    pub makes_sheet: bool,
}

impl CorrectionDraft {
    /// The row as it would be kept.
    pub fn correction(&self, draft: EvidenceId) -> OpinionCorrection {
        OpinionCorrection {
            draft,
            items: self.items.clone(),
            signed_by: self.signed_by.clone(),
            makes_sheet: self.makes_sheet,
            approval: None,
        }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Propose { case, draft, reasons } => propose(office, case, &draft, &reasons),
        Request::Decide { case, correction, granted, note } => {
            decide(office, case, correction, granted, &note)
        }
    }
}

fn propose(
    office: &mut Office,
    case: CaseId,
    draft: &CorrectionDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::CorrectOpinion)?;
    let file = office.file(case)?;
    if !matches!(file.state, CaseState::Issued | CaseState::Delivered | CaseState::Archived) {
        return Err(ServiceError::WrongState { is: file.state, wanted: "意见书出具以后" });
    }
    let is_of_case = file.assignments.iter().any(|row| row.body.appraisers.contains(&actor.id));
    if !is_of_case || !actor.has(Role::Appraiser) {
        return Err(ServiceError::NotAllowed(Operation::CorrectOpinion));
    }
    let issued = file.issuance().ok_or(ServiceError::Missing("本案没有出具的意见书"))?;
    let correction = draft.correction(issued.body.draft);
    let exceptions = office.guard_as_if(case, Step::CorrectOpinion, &correction, reasons, |file, row| {
        file.corrections.push(row);
    })?;
    let made = office.write(Operation::CorrectOpinion, case, |tx, head| {
        let made = tx.insert_evidence(head, &correction)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: "补正已提出，请负责人批准".to_owned(), case: Some(case), made: Some(made)
    })
}

fn decide(
    office: &mut Office,
    case: CaseId,
    id: EvidenceId,
    granted: bool,
    note: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::ApproveCorrection)?;
    let file = office.file(case)?;
    let row =
        file.corrections_now().find(|row| row.id == id).ok_or(ServiceError::Missing("这次补正不在本案"))?;
    if row.body.approval.is_some() {
        return Err(ServiceError::Incomplete("这次补正已经有决定"));
    }
    if !granted && note.trim().is_empty() {
        return Err(ServiceError::Incomplete("不批准要写明原因"));
    }
    let mut decided = row.body.clone();
    decided.approval = Some(Approval { by: actor.name, granted, note: note.trim().to_owned() });
    let reason = if granted { "负责人批准" } else { "负责人不批准" };
    let made = office.write(Operation::ApproveCorrection, case, |tx, head| {
        tx.insert_evidence(&head.clone().correcting(id, reason), &decided)
    })?;
    let said =
        if granted { "补正已批准，请送达收到原件的每一方" } else { "补正没有批准" };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}
