//! 复核 (T16; F-19): a colleague agrees with the version, or sends it back with what is to be put right.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::ReviewExpert;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use serde::Deserialize;
use serde::Serialize;

/// What can be asked of the reviewer's desk.
#[derive(Clone, Debug)]
pub enum Request {
    Review { case: CaseId, draft: Box<ReviewDraft>, reasons: Reasons },
}

/// A review as typed; who reviews is whoever sits at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewDraft {
    pub points: [Option<bool>; 5],
    pub on_procedure: String,
    pub on_opinion: String,
    pub is_difficult: bool,
    pub experts: Vec<ReviewExpert>,
    /// None agrees; else the version goes back with these issues.
    pub issues: Option<Vec<String>>,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Review { case, draft, reasons } = request;
    review(office, case, *draft, &reasons)
}

fn review(
    office: &mut Office,
    case: CaseId,
    draft: ReviewDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::ReviewOpinion)?;
    let file = office.file(case)?;
    if file.state != CaseState::InternalReview {
        return Err(ServiceError::WrongState { is: file.state, wanted: "送复核以后、出具以前" });
    }
    let version = file.opinion().ok_or(ServiceError::Missing("本案还没有意见书草稿"))?.id;
    let review = OpinionReview {
        draft: version,
        reviewer: actor.id,
        reviewer_name: actor.name,
        points: draft.points,
        on_procedure: draft.on_procedure,
        on_opinion: draft.on_opinion,
        is_difficult: draft.is_difficult,
        experts: draft.experts,
        verdict: match draft.issues {
            None => ReviewVerdict::Agree,
            Some(issues) => ReviewVerdict::Return { issues },
        },
    };
    if review.agrees() {
        agree(office, case, &review, reasons)
    } else {
        send_back(office, case, &review, reasons)
    }
}

fn agree(
    office: &mut Office,
    case: CaseId,
    review: &OpinionReview,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let exceptions = office.guard_as_if(case, Step::ReviewOpinion, review, reasons, |file, row| {
        file.opinion_reviews.push(row);
    })?;
    let made = office.write(Operation::ReviewOpinion, case, |tx, head| {
        let made = tx.insert_evidence(head, review)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(Outcome::Done {
        said: "复核同意，可以签名用印".to_owned(), case: Some(case), made: Some(made)
    })
}

fn send_back(
    office: &mut Office,
    case: CaseId,
    review: &OpinionReview,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let n = review.issues().len();
    let made =
        office.take_step(case, Step::ReturnOpinion, CaseState::Drafting, review, reasons, |file, row| {
            file.opinion_reviews.push(row);
        })?;
    Ok(Outcome::Done { said: format!("已退回拟稿，{n} 个问题"), case: Some(case), made: Some(made) })
}
