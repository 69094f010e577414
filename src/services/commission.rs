//! 受理 (T6, T7): assignment, the director's decision, the agreement that starts the clock.

use crate::domain::agreement_change::terms;
use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::commission::Agreement;
use crate::domain::commission::Assignment;
use crate::domain::commission::Decision;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signature;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Series;
use crate::services::recusal;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about the commission.
#[derive(Clone, Debug)]
pub enum Request {
    Assign {
        case: CaseId,
        assignment: Assignment,
    },
    Decide {
        case: CaseId,
        decision: Decision,
        reasons: Reasons,
    },
    /// All clients and the institution have signed F-01.
    SignAgreement {
        case: CaseId,
        draft: AgreementDraft,
        reasons: Reasons,
    },
}

/// The agreement as the desk hands it in; the day is today unless agreed otherwise (GZ-16).
#[derive(Clone, Debug)]
pub struct AgreementDraft {
    pub effective_on: Option<Day>,
    pub signatures: Vec<Signature>,
    pub institution_signer: PersonName,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Assign { case, assignment } => assign(office, case, &assignment),
        Request::Decide { case, decision, reasons } => decide(office, case, &decision, &reasons),
        Request::SignAgreement { case, draft, reasons } => sign_agreement(office, case, draft, &reasons),
    }
}

/// Assigns appraisers and assistants; a new assignment replaces the former.
pub fn assign(office: &mut Office, case: CaseId, assignment: &Assignment) -> Result<Outcome, ServiceError> {
    office.may(Operation::Assign)?;
    let file = office.file(case)?;
    let former = file.latest(&file.assignments).map(|row| row.id);
    let made = office.write(Operation::Assign, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "重新指派"), assignment)
    })?;
    Ok(Outcome::Done { said: "指派已记录".to_owned(), case: Some(case), made: Some(made) })
}

/// Takes a director's decision. Acceptance gives the case its number; refusal ends it (T6).
pub fn decide(
    office: &mut Office,
    case: CaseId,
    decision: &Decision,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    match decision {
        Decision::Accept => accept(office, case, decision, reasons),
        Decision::Reject { .. } => reject(office, case, decision, reasons),
        Decision::Recusal { inquiry, granted, reason } => {
            recusal::decide(office, case, *inquiry, *granted, reason, reasons)
        }
    }
}

fn accept(
    office: &mut Office,
    case: CaseId,
    decision: &Decision,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::DecideAccept)?;
    let mut file = office.file(case)?;
    if file.acceptance().is_some() {
        return Err(ServiceError::Incomplete("本案已经作过受理决定"));
    }
    let exceptions = office.guard(case, Step::DecideAccept, reasons)?;
    file.decisions.push(office.as_if(decision)?);
    let year = office.now().day().year();
    let institution = office.institution()?;
    let category = file.intake.category.ok_or(ServiceError::Incomplete("先选鉴定专业，编号里要用"))?;
    let made = office.write(Operation::DecideAccept, case, |tx, head| {
        let made = tx.insert_evidence(head, decision)?;
        tx.insert_exceptions(head, &exceptions)?;
        let seq = tx.take_number(Series::Case, year)?;
        file.case_no = Some(institution.case_no(year, category, seq));
        tx.put_case(&file)?;
        Ok(made)
    })?;
    let number = office.file(case)?.case_no.unwrap_or_default();
    Ok(Outcome::Done { said: format!("决定受理，编号 {number}"), case: Some(case), made: Some(made) })
}

fn reject(
    office: &mut Office,
    case: CaseId,
    decision: &Decision,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::DecideReject)?;
    let mut file = office.file(case)?;
    if file.acceptance().is_some() {
        return Err(ServiceError::Incomplete("本案已经作过受理决定"));
    }
    let exceptions = office.guard_decision(case, decision, reasons)?;
    file.decisions.push(office.as_if(decision)?);
    file.state = CaseState::Rejected;
    let made = office.write(Operation::DecideReject, case, |tx, head| {
        let made = tx.insert_evidence(head, decision)?;
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&file)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: "不予受理已决定，请出具告知书并退还材料".to_owned(),
        case: Some(case),
        made: Some(made),
    })
}

/// Keeps the signed agreement and starts the clock (T7, GZ-16, GZ-28a).
pub fn sign_agreement(
    office: &mut Office,
    case: CaseId,
    draft: AgreementDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::SignAgreement)?;
    let mut file = office.file(case)?;
    let today = office.now().day();
    // What lay before them is the sheet as it stands until this is kept.
    let shown_sha256 = office.facts_digest(case, FormNo::F01)?;
    let bound = |signature: Signature| Signature { shown_sha256: shown_sha256.clone(), ..signature };
    let agreement = Agreement {
        effective_on: draft.effective_on.unwrap_or(today),
        signatures: draft.signatures.into_iter().map(bound).collect(),
        institution_signer: draft.institution_signer,
        terms: terms(&file.intake),
    };
    if agreement.institution_signer.is_empty() {
        return Err(ServiceError::Incomplete("委托书还要机构签名、盖章"));
    }
    if let Some(lack) = agreement.signatures.iter().find_map(|signature| signature.manner.lacks_of_party()) {
        return Err(ServiceError::Incomplete(lack));
    }
    let exceptions = office.guard_agreement(case, &agreement, reasons)?;
    file.agreements.push(office.as_if(&agreement)?);
    file.state = CaseState::Accepted;
    let made = office.write(Operation::SignAgreement, case, |tx, head| {
        let made = tx.insert_evidence(head, &agreement)?;
        for signature in &agreement.signatures {
            tx.insert_evidence(head, signature)?;
        }
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&file)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: format!("委托书已生效，时限从 {} 起算", agreement.effective_on),
        case: Some(case),
        made: Some(made),
    })
}
