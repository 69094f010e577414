//! 意见书 (T15; F-20): drafts version by version, and the hand-over to the reviewer.
//!
//! Only the appraisers of the case write. A version is never changed; the page compares any two of them.

mod proposed;

pub use crate::services::opinion::proposed::proposed;

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::opinion::OpinionDraft;
use crate::domain::standard::LIBRARY;
use crate::domain::standard::Standard;
use crate::domain::standard::plain_name;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;
use crate::services::settings;

/// What can be asked about the draft.
#[derive(Clone, Debug)]
pub enum Request {
    /// A new version; nothing is written where nothing changed.
    Save { case: CaseId, draft: Box<OpinionDraft>, reason: String },
    /// T15: the draft as it stands goes to the reviewer; what was typed since the last version is kept first.
    Submit { case: CaseId, draft: Box<OpinionDraft>, reasons: Reasons },
    /// A standard of the institution's own, offered beside the library from now on (SC-3.3b).
    RegisterStandard { standard: Box<Standard> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { case, draft, reason } => save(office, case, &draft, &reason),
        Request::Submit { case, draft, reasons } => submit(office, case, &draft, &reasons),
        Request::RegisterStandard { standard } => register_standard(office, &standard),
    }
}

/// Keeps a version.
pub fn save(
    office: &mut Office,
    case: CaseId,
    draft: &OpinionDraft,
    reason: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::DraftOpinion)?;
    let file = office.file(case)?;
    if file.state != CaseState::Drafting {
        return Err(ServiceError::WrongState {
            is: file.state, wanted: "过程记录签齐以后、送复核以前"
        });
    }
    if !file.assignment().is_some_and(|assignment| assignment.appraisers.contains(&actor.id)) {
        return Err(ServiceError::NotAllowed(Operation::DraftOpinion));
    }
    let former = file.opinion();
    if former.is_some_and(|row| row.body == *draft) {
        return Ok(done("", case));
    }
    let former = former.map(|row| row.id);
    let n = file.opinion_drafts.len() + 1;
    let made = office.write(Operation::DraftOpinion, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, reason, "改稿"), draft)
    })?;
    Ok(Outcome::Done { said: format!("意见书第 {n} 稿已存"), case: Some(case), made: Some(made) })
}

fn submit(
    office: &mut Office,
    case: CaseId,
    draft: &OpinionDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    save(office, case, draft, "送复核前改稿")?;
    office.advance(case, Step::SubmitOpinion, CaseState::InternalReview, reasons)?;
    Ok(done("已送复核", case))
}

/// Standards to choose from: the library first, then the institution's own.
pub fn standards(own: &[Standard]) -> Vec<Standard> {
    LIBRARY.iter().map(crate::domain::standard::Known::standard).chain(own.iter().cloned()).collect()
}

fn register_standard(office: &mut Office, standard: &Standard) -> Result<Outcome, ServiceError> {
    let mut institution = (*office.institution()?).clone();
    let name = plain_name(&standard.name);
    if name.is_empty() || standard.number.trim().is_empty() {
        return Err(ServiceError::MissingFields { what: "标准", fields: vec!["名称", "编号"] });
    }
    if standards(&institution.standards).iter().any(|known| plain_name(&known.name) == name) {
        return Err(ServiceError::Incomplete("标准库里已经有这项标准"));
    }
    institution.standards.push(standard.clone());
    settings::save_institution(office, &institution)?;
    Ok(Outcome::Done { said: format!("{}已进标准库", standard.cited()), case: None, made: None })
}

fn done(said: &str, case: CaseId) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made: None }
}
