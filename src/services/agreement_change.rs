//! 委托书变更 (F-01 变更单; TL-23): drawn up from what the register says otherwise than the agreement, in force once
//! every client and the institution signed it.

use crate::domain::agreement_change::AgreementChange;
use crate::domain::agreement_change::AgreementChangeSigned;
use crate::domain::agreement_change::ChangedTerm;
use crate::domain::agreement_change::terms;
use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signature;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about changing the agreement.
#[derive(Clone, Debug)]
pub enum Request {
    /// Draws up the slip; one that waits for its signatures is replaced.
    DrawUp { case: CaseId, draft: ChangeDraft, reasons: Reasons },
    /// Everybody signed the slip.
    Sign { case: CaseId, change: EvidenceId, draft: SignDraft, reasons: Reasons },
}

/// A change as the desk hands it in; what the register says otherwise is added by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeDraft {
    pub reason: String,
    /// A change the register has no field for.
    pub other: Option<ChangedTerm>,
}

/// The signatures of a slip; it is in force from today unless agreed otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct SignDraft {
    pub effective_on: Option<Day>,
    pub signatures: Vec<Signature>,
    pub institution_signer: PersonName,
}

impl ChangeDraft {
    /// The slip it becomes.
    pub fn drawn_up(self, file: &CaseFile) -> AgreementChange {
        let mut lines = file.unsigned_changes();
        lines.extend(self.other);
        AgreementChange { lines, reason: self.reason, terms: terms(&file.intake) }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::DrawUp { case, draft, reasons } => draw_up(office, case, draft, &reasons),
        Request::Sign { case, change, draft, reasons } => sign(office, case, change, draft, &reasons),
    }
}

/// Draws up a slip.
pub fn draw_up(
    office: &mut Office,
    case: CaseId,
    draft: ChangeDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::ChangeAgreement)?;
    let file = office.file(case)?;
    if file.state.is_over() {
        return Err(ServiceError::WrongState { is: file.state, wanted: "归档以前" });
    }
    let former = file.open_change().map(|row| row.id);
    let change = draft.drawn_up(&file);
    let exceptions = office.guard_as_if(case, Step::ChangeAgreement, &change, reasons, |file, row| {
        file.agreement_changes.push(row);
    })?;
    let made = office.write(Operation::ChangeAgreement, case, |tx, head| {
        let made = tx.insert_evidence(&correcting(head, former, "", "签名以前重新开立"), &change)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: "变更单已开立，请打印出来各方签名".to_owned(),
        case: Some(case),
        made: Some(made),
    })
}

/// Keeps the signatures of a slip.
pub fn sign(
    office: &mut Office,
    case: CaseId,
    change: EvidenceId,
    draft: SignDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::SignAgreementChange)?;
    let file = office.file(case)?;
    let Some(open) = file.open_change().filter(|row| row.id == change) else {
        return Err(ServiceError::Missing("没有等着签名的变更单"));
    };
    let today = office.now().day();
    let effective_on = draft.effective_on.unwrap_or(today);
    if effective_on < open.at.day() || effective_on > today {
        return Err(ServiceError::Incomplete("变更生效的日子要在开立以后、今天以前"));
    }
    if let Some(lack) = draft.signatures.iter().find_map(|signature| signature.manner.lacks_of_party()) {
        return Err(ServiceError::Incomplete(lack));
    }
    // What lay before them is the slip as it stands until this is kept.
    let shown_sha256 = office.facts_digest_about(case, FormNo::F01, Some(change))?;
    let bound = |signature: Signature| Signature { shown_sha256: shown_sha256.clone(), ..signature };
    let signed = AgreementChangeSigned {
        change,
        effective_on,
        signatures: draft.signatures.into_iter().map(bound).collect(),
        institution_signer: draft.institution_signer,
    };
    let exceptions = office.guard_as_if(case, Step::ChangeAgreement, &signed, reasons, |file, row| {
        file.agreement_changes_signed.push(row);
    })?;
    let made = office.write(Operation::SignAgreementChange, case, |tx, head| {
        let made = tx.insert_evidence(head, &signed)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: format!("变更从 {effective_on} 起生效"), case: Some(case), made: Some(made)
    })
}
