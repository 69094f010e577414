//! 时限 (F-16; GZ-13, GZ-28b): the director prolongs it, the client is told, and a later day for the decision is agreed.

use crate::domain::audit::Operation;
use crate::domain::extension::AgreedDecision;
use crate::domain::extension::ExtensionGrant;
use crate::domain::extension::ExtensionNotice;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::domain::witness_notice::NoticeWay;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about the time limit.
#[derive(Clone, Debug)]
pub enum Request {
    /// The director grants more time.
    Grant { case: CaseId, draft: GrantDraft, reasons: Reasons },
    /// The client was told of an extension.
    Notify { case: CaseId, extension: EvidenceId, draft: NotifyDraft },
    /// A later day for deciding about acceptance was agreed with the client.
    AgreeDecision { case: CaseId, draft: AgreeDraft },
}

/// An extension as the director enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantDraft {
    pub n: u16,
    pub reason: String,
    pub beyond_reason: String,
}

/// A notice as the desk enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct NotifyDraft {
    /// Today unless it was earlier.
    pub notified_on: Option<Day>,
    pub way: NoticeWay,
    pub told: PersonName,
}

/// What was agreed about the decision; it is agreed today.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreeDraft {
    pub until: Day,
    pub reason: String,
    pub with: PersonName,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Grant { case, draft, reasons } => grant(office, case, draft, &reasons),
        Request::Notify { case, extension, draft } => notify(office, case, extension, draft),
        Request::AgreeDecision { case, draft } => agree_decision(office, case, draft),
    }
}

/// Prolongs the time limit. F-16 is owed from here on, until the client was told.
pub fn grant(
    office: &mut Office,
    case: CaseId,
    draft: GrantDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Extend)?;
    let mut loaded = office.load(case)?;
    if !loaded.file.is_under_way() {
        return Err(ServiceError::WrongState {
            is: loaded.file.state, wanted: "受理以后、出具以前"
        });
    }
    let grant = ExtensionGrant {
        n: draft.n,
        reason: draft.reason,
        beyond_reason: draft.beyond_reason,
        approved_on: office.now().day(),
        approved_by: actor.name,
    };
    loaded.file.extensions.push(office.as_if(&grant)?);
    let exceptions = office.guard_loaded(&loaded, Step::Extend, reasons)?;
    let made = office.write(Operation::Extend, case, |tx, head| {
        let made = tx.insert_evidence(head, &grant)?;
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&loaded.file)?;
        Ok(made)
    })?;
    let on = office.facts(&loaded).deadline().map_or_else(String::new, |deadline| deadline.on.to_string());
    Ok(Outcome::Done {
        said: format!("已批准延长 {} 日，到 {on}，请告知委托人", grant.n),
        case: Some(case),
        made: Some(made),
    })
}

/// Writes down that the client knows (GZ-28b).
pub fn notify(
    office: &mut Office,
    case: CaseId,
    extension: EvidenceId,
    draft: NotifyDraft,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::NotifyExtension)?;
    let file = office.file(case)?;
    let Some(grant) = file.current(&file.extensions).find(|row| row.id == extension) else {
        return Err(ServiceError::Missing("本案没有这次延长"));
    };
    let today = office.now().day();
    let notified_on = draft.notified_on.unwrap_or(today);
    if notified_on < grant.body.approved_on || notified_on > today {
        return Err(ServiceError::Incomplete("告知日要在批准以后、今天以前"));
    }
    if draft.told.is_empty() {
        return Err(ServiceError::Incomplete("先写告知了谁"));
    }
    let former = file.notice_of(extension).map(|row| row.id);
    let notice = ExtensionNotice { extension, notified_on, way: draft.way, told: draft.told };
    let made = office.write(Operation::NotifyExtension, case, |tx, head| {
        let head = crate::services::risk_notice::correcting(head, former, "", "更正告知");
        tx.insert_evidence(&head, &notice)
    })?;
    Ok(Outcome::Done { said: "已记下告知".to_owned(), case: Some(case), made: Some(made) })
}

/// Keeps a later day for the decision, agreed with the client (GZ-13); the director's business, as the decision is.
pub fn agree_decision(office: &mut Office, case: CaseId, draft: AgreeDraft) -> Result<Outcome, ServiceError> {
    office.may(Operation::Extend)?;
    let mut file = office.file(case)?;
    if file.acceptance().is_some() || file.state.is_over() {
        return Err(ServiceError::Incomplete("已经作过受理决定，不用再协商"));
    }
    let Some(received_on) = file.intake.received_on else {
        return Err(ServiceError::Incomplete("还没有收到委托，期限没有开始"));
    };
    let agreed_on = office.now().day();
    if draft.with.is_empty() || draft.reason.trim().is_empty() {
        return Err(ServiceError::Incomplete("协商受理时间要写与谁、为什么"));
    }
    if draft.until < agreed_on || agreed_on < received_on {
        return Err(ServiceError::Incomplete("协商到的日子要在今天以后"));
    }
    let agreed = AgreedDecision { until: draft.until, agreed_on, reason: draft.reason, with: draft.with };
    file.intake.agreed_decision = Some(agreed);
    office.write(Operation::Extend, case, |tx, head| {
        tx.insert_evidence(head, &file.intake)?;
        tx.put_case(&file)
    })?;
    Ok(Outcome::Done { said: format!("受理决定协商到 {}", draft.until), case: Some(case), made: None })
}
