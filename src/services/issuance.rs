//! 出具 (T17; F-20): what was signed by hand and sealed on paper is registered, and the opinion is out.

use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::ids::ObjectId;
use crate::domain::issuance::HandSignature;
use crate::domain::issuance::Issuance;
use crate::domain::issuance::SealUse;
use crate::domain::moment::Day;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use serde::Deserialize;
use serde::Serialize;

/// What can be asked about going out.
#[derive(Clone, Debug)]
pub enum Request {
    Issue { case: CaseId, draft: Box<IssueDraft>, reasons: Reasons },
}

/// The issuance as typed; which version goes out is the reviewed one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IssueDraft {
    pub doc_no: String,
    /// None is today.
    pub issued_on: Option<Day>,
    pub signatures: Vec<HandSignature>,
    pub seal: Option<SealUse>,
    pub n_copies: u32,
}

impl IssueDraft {
    /// The row as it would be kept.
    pub fn issuance(&self, draft: crate::domain::ids::EvidenceId, today: Day) -> Issuance {
        Issuance {
            draft,
            doc_no: self.doc_no.trim().to_owned(),
            issued_on: self.issued_on.unwrap_or(today),
            signatures: self.signatures.clone(),
            seal: self.seal.clone(),
            n_copies: self.n_copies,
        }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Issue { case, draft, reasons } = request;
    let file = office.file(case)?;
    let version = file.opinion().ok_or(ServiceError::Missing("本案还没有意见书草稿"))?.id;
    let issuance = draft.issuance(version, office.now().day());
    let scans: Vec<ObjectId> = issuance.signatures.iter().filter_map(|one| one.scan).collect();
    office.check_copies(&scans)?;
    let made =
        office.take_step(case, Step::IssueOpinion, CaseState::Issued, &issuance, &reasons, |file, row| {
            file.issuances.push(row);
        })?;
    let said = format!("意见书 {} 已出具，请送达", issuance.doc_no);
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}
