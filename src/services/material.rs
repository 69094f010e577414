//! 鉴定材料 (F-04): registers items with their six particulars and keeps each side's word on each item.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about materials.
#[derive(Clone, Debug)]
pub enum Request {
    Register {
        case: CaseId,
        material: Box<Material>,
    },
    /// Writes an item down anew, with the reason.
    Correct {
        case: CaseId,
        former: EvidenceId,
        material: Box<Material>,
        reason: String,
    },
    Answer {
        case: CaseId,
        word: Box<MaterialConfirmation>,
    },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Register { case, material } => register(office, case, *material, None),
        Request::Correct { case, former, material, reason } => {
            register(office, case, *material, Some((former, &reason)))
        }
        Request::Answer { case, word } => answer(office, case, &word),
    }
}

/// Registers an item; all six particulars of GZ-12b must be there.
pub fn register(
    office: &mut Office,
    case: CaseId,
    material: Material,
    corrects: Option<(EvidenceId, &str)>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterMaterial)?;
    let file = office.file(case)?;
    let mut material = material;
    if material.received_at.is_none() {
        material.received_at = Some(office.now());
    }
    let missing = material.missing_particulars();
    if !missing.is_empty() {
        return Err(ServiceError::MissingFields { what: "材料登记", fields: missing });
    }
    if let Some((former, reason)) = &corrects {
        if reason.trim().is_empty() {
            return Err(ServiceError::Incomplete("更正材料要写明原因"));
        }
        if !file.materials.iter().any(|row| row.id == *former) {
            return Err(ServiceError::Missing("要更正的材料不在本案"));
        }
    }
    let made = office.write(Operation::RegisterMaterial, case, |tx, head| match &corrects {
        None => tx.insert_evidence(head, &material),
        Some((former, reason)) => tx.insert_evidence(&head.clone().correcting(*former, *reason), &material),
    })?;
    Ok(Outcome::Done {
        said: format!("已登记材料「{}」", material.name), case: Some(case), made: Some(made)
    })
}

/// Keeps one side's confirmation or dispute of one item (SC-2.1c); the latest word of a side counts.
pub fn answer(
    office: &mut Office,
    case: CaseId,
    word: &MaterialConfirmation,
) -> Result<Outcome, ServiceError> {
    let file = office.file(case)?;
    let is_here = file.current(&file.materials).any(|row| row.id == word.material);
    if !is_here {
        return Err(ServiceError::Missing("要确认的材料不在本案"));
    }
    if word.person.is_empty() {
        return Err(ServiceError::Incomplete("要写明由谁确认"));
    }
    let operation = match &word.answer {
        MaterialAnswer::Confirmed { manner } if !manner.is_signed() => {
            return Err(ServiceError::Incomplete("拒签不是确认，请记为有异议"));
        }
        MaterialAnswer::Confirmed { manner } => match manner.lacks_of_party() {
            Some(lack) => return Err(ServiceError::Incomplete(lack)),
            None => Operation::ConfirmMaterial,
        },
        MaterialAnswer::Disputed { reason } if reason.trim().is_empty() => {
            return Err(ServiceError::Incomplete("有异议要写明理由"));
        }
        MaterialAnswer::Disputed { .. } => Operation::DisputeMaterial,
    };
    office.may(operation)?;
    let made = office.write(operation, case, |tx, head| tx.insert_evidence(head, word))?;
    let said = match operation {
        Operation::ConfirmMaterial => format!("{}已确认", word.side.label()),
        _ => format!("{}的异议已记录，这件材料锁住不用", word.side.label()),
    };
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}
