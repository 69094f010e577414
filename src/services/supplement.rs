//! 补充材料 (T4, T5, T12, T13; F-15): asks for material and takes the case back to where it was once it is there.

use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::step::Step;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::supplement::SupplementRequest;
use crate::domain::witness_notice::NoticeWay;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about supplements.
#[derive(Clone, Debug)]
pub enum Request {
    /// The client is to bring more.
    Ask { case: CaseId, draft: RequestDraft, reasons: Reasons },
    /// Nothing more is awaited.
    Close { case: CaseId, draft: ClosingDraft, reasons: Reasons },
}

/// A notice as the desk enters it; it is sent today.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestDraft {
    pub kind: SupplementKind,
    pub items: Vec<SupplementItem>,
    pub why: String,
    pub due_on: Day,
    pub way: NoticeWay,
}

/// A closing as the desk enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosingDraft {
    /// Today unless it was there earlier.
    pub completed_on: Option<Day>,
    pub outcome: SupplementOutcome,
    pub materials: Vec<EvidenceId>,
    pub note: String,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Ask { case, draft, reasons } => ask(office, case, draft, &reasons),
        Request::Close { case, draft, reasons } => close(office, case, draft, &reasons),
    }
}

/// Sends a notice; from here on the case waits (GZ-14b before acceptance, GZ-28d after it).
pub fn ask(
    office: &mut Office,
    case: CaseId,
    draft: RequestDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let RequestDraft { kind, items, why, due_on, way } = draft;
    let issued_on = office.now().day();
    let request = SupplementRequest { kind, items, why, issued_on, due_on, way };
    let made = office.take_step(
        case,
        Step::AskSupplement,
        CaseState::Supplementing,
        &request,
        reasons,
        |file, row| file.supplement_requests.push(row),
    )?;
    let counts = office.file(case)?.agreement().is_none();
    let said = if counts {
        "补充材料通知已记录，等待的时间单列"
    } else {
        "补充材料通知已记录，从今天起不计入时限"
    };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}

/// Ends the wait and goes back to the review or to the examination it interrupted.
pub fn close(
    office: &mut Office,
    case: CaseId,
    draft: ClosingDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let file = office.file(case)?;
    let request = file.open_supplement().ok_or(ServiceError::Missing("本案没有等着的补充材料"))?;
    let closing = SupplementClosing {
        request: request.id,
        completed_on: draft.completed_on.unwrap_or(office.now().day()),
        outcome: draft.outcome,
        materials: draft.materials,
        note: draft.note,
    };
    let made =
        office.take_step(case, Step::CloseSupplement, file.came_from(), &closing, reasons, |file, row| {
            file.supplement_closings.push(row);
        })?;
    Ok(Outcome::Done {
        said: format!("{}，回到{}", closing.outcome.label(), file.came_from().label()),
        case: Some(case),
        made: Some(made),
    })
}
