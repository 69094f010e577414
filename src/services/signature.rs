//! 签名 on a sheet: on the pad, on paper, by fingerprint, or its refusal noted by two of the staff.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about signatures.
#[derive(Clone, Debug)]
pub enum Request {
    Sign { case: CaseId, form: FormNo, signer: Signer, manner: Manner },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Sign { case, form, signer, manner } = request;
    sign(office, case, form, signer, manner)
}

/// Keeps a signature, bound to the facts of the sheet as they were when it was given.
pub fn sign(
    office: &mut Office,
    case: CaseId,
    form: FormNo,
    signer: Signer,
    manner: Manner,
) -> Result<Outcome, ServiceError> {
    let operation = if manner.is_signed() { Operation::Sign } else { Operation::RefuseToSign };
    office.may(operation)?;
    if signer.name.is_empty() {
        return Err(ServiceError::Incomplete("要写明由谁签名"));
    }
    let lack = if signer.person.is_some() { manner.lacks_of_party() } else { manner.lacks() };
    if let Some(lack) = lack {
        return Err(ServiceError::Incomplete(lack));
    }
    let file = office.file(case)?;
    if form == FormNo::F09 && !file.is_sealed() {
        return Err(ServiceError::Incomplete("过程记录定稿以后才签名，免得签过又改"));
    }
    let shown_sha256 = office.facts_digest(case, form)?;
    let former = file
        .current(&file.signatures)
        .filter(|row| row.body.form == form && row.body.signer == signer)
        .last()
        .map(|row| row.id);
    let signature = Signature { form, signer, manner, shown_sha256 };
    let made = office.write(operation, case, |tx, head| {
        tx.insert_evidence(&crate::services::risk_notice::correcting(head, former, "", "重签"), &signature)
    })?;
    let name = signature.signer.name.as_str();
    let said = format!("{name} {}", signature.manner.label());
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}
