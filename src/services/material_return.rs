//! 材料退还 (F-25; GZ-17, GZ-22, GZ-29): item by item, signed for by whoever takes it. Possible at any time of a case.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::material_return::ReturnLine;
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about giving material back.
#[derive(Clone, Debug)]
pub enum Request {
    /// This was done with these items.
    Return { case: CaseId, draft: Box<ReturnDraft>, reasons: Reasons },
}

/// A handing back as the desk enters it; it happens now.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnDraft {
    pub lines: Vec<ReturnLine>,
    pub receiver: PersonName,
    pub capacity: String,
    pub manner: Option<Manner>,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Return { case, draft, reasons } = request;
    give_back(office, case, *draft, &reasons)
}

/// Keeps what was done with the items. What was given back once is not given back again.
pub fn give_back(
    office: &mut Office,
    case: CaseId,
    draft: ReturnDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::ReturnMaterial)?;
    let file = office.file(case)?;
    let open: Vec<_> = file.not_returned().map(|row| row.id).collect();
    if draft.lines.iter().any(|line| !open.contains(&line.material)) {
        return Err(ServiceError::Missing("有一件材料已经处理过，或者不在清单上"));
    }
    if let Some(lack) = draft.manner.as_ref().and_then(Manner::lacks_of_party) {
        return Err(ServiceError::Incomplete(lack));
    }
    let back = ReturnedMaterials {
        lines: draft.lines,
        receiver: draft.receiver,
        capacity: draft.capacity,
        manner: draft.manner,
        returned_at: office.now(),
        handed_by: actor.name,
    };
    let exceptions = office.guard_as_if(case, Step::ReturnMaterial, &back, reasons, |file, row| {
        file.material_returns.push(row);
    })?;
    let n = back.lines.len();
    let made = office.write(Operation::ReturnMaterial, case, |tx, head| {
        let made = tx.insert_evidence(head, &back)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(Outcome::Done { said: format!("{n} 件材料的去向已记录"), case: Some(case), made: Some(made) })
}
