//! 专家咨询 (F-26; GZ-33, SC-5.2b): the question, the expert's signed answer, and what was made of it.

use crate::domain::audit::Operation;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about experts.
#[derive(Clone, Debug)]
pub enum Request {
    /// Keeps a question, or what became of it as a new version.
    Save { case: CaseId, consultation: Box<ExpertConsultation>, former: Option<EvidenceId> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { case, consultation, former } => save(office, case, &consultation, former),
    }
}

/// Keeps a consultation. The question may wait for its answer; both are facts of their own day.
pub fn save(
    office: &mut Office,
    case: CaseId,
    consultation: &ExpertConsultation,
    former: Option<EvidenceId>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::ConsultExpert)?;
    let file = office.file(case)?;
    // A dispute comes after the opinion, and may need an expert as well (SC-5.2b).
    if file.agreement().is_none() || file.state.is_over() {
        return Err(ServiceError::WrongState { is: file.state, wanted: "受理以后、归档以前" });
    }
    let fields = consultation.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "专家咨询", fields });
    }
    let today = office.now().day();
    if consultation.asked_on > today || consultation.answered_on.is_some_and(|on| on > today) {
        return Err(ServiceError::Incomplete("咨询和答复的日期不能晚于今天"));
    }
    if consultation.answered_on.is_some_and(|on| on < consultation.asked_on) {
        return Err(ServiceError::Incomplete("答复不能早于咨询"));
    }
    if !consultation.is_answered() && (consultation.signature.is_some() || consultation.adoption.is_some()) {
        return Err(ServiceError::Incomplete("专家还没有答复，谈不上签名和采纳"));
    }
    if consultation.adoption.is_some() && consultation.adoption_reason.trim().is_empty() {
        return Err(ServiceError::Incomplete("采纳不采纳，要写理由"));
    }
    let is_staff = office.staff()?.iter().any(|member| member.name == consultation.expert);
    if is_staff {
        return Err(ServiceError::Incomplete("咨询的是机构以外的专家，本机构的人用指派或复核"));
    }
    let made = office.write(Operation::ConsultExpert, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "补记答复和采纳情况"), consultation)
    })?;
    let said = match (consultation.is_answered(), consultation.is_signed(), consultation.is_settled()) {
        (false, ..) => "咨询已登记，等专家答复",
        (true, false, _) => "专家答复已登记，还要专家签名",
        (true, true, false) => "专家答复已登记，还要写采纳情况",
        (true, true, true) => "专家咨询已登记",
    };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}
