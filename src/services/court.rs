//! 出庭 (F-28): the notice, what was settled with the court, and what became of the day.

use crate::domain::audit::Operation;
use crate::domain::court::Attended;
use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::step::Step;
use crate::services::dispute::check_issued;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about a court's notice.
#[derive(Clone, Debug)]
pub enum Request {
    /// Keeps a notice, or what was settled since as a new version of it.
    SaveNotice {
        case: CaseId,
        notice: Box<CourtNotice>,
        former: Option<EvidenceId>,
    },
    Appear {
        case: CaseId,
        appearance: Box<CourtAppearance>,
        reasons: Reasons,
    },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::SaveNotice { case, notice, former } => save_notice(office, case, &notice, former),
        Request::Appear { case, appearance, reasons } => appear(office, case, &appearance, &reasons),
    }
}

/// Keeps a court's notice. What is not settled yet is no reason to lose the notice: it may be filled in later.
pub fn save_notice(
    office: &mut Office,
    case: CaseId,
    notice: &CourtNotice,
    former: Option<EvidenceId>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterCourtNotice)?;
    let file = office.file(case)?;
    check_issued(&file)?;
    let fields = notice.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "出庭通知", fields });
    }
    if former.is_some_and(|former| file.court_appearances.iter().any(|row| row.body.notice == former)) {
        return Err(ServiceError::Incomplete("这次开庭已经有出庭记录，通知不再改；又来通知请另外登记"));
    }
    let made = office.write(Operation::RegisterCourtNotice, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "与法院确认后补全"), notice)
    })?;
    let open = notice.unsettled();
    let said = if open.is_empty() {
        "出庭通知已登记，五项都已确认".to_owned()
    } else {
        format!("出庭通知已登记，还要与法院确认：{}", open.join("、"))
    };
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}

/// Keeps what became of a day in court.
pub fn appear(
    office: &mut Office,
    case: CaseId,
    appearance: &CourtAppearance,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::AttendCourt)?;
    let file = office.file(case)?;
    let Some(notice) = file.current(&file.court_notices).find(|row| row.id == appearance.notice) else {
        return Err(ServiceError::Missing("没有这份出庭通知"));
    };
    if file.current(&file.court_appearances).any(|row| row.body.notice == notice.id) {
        return Err(ServiceError::Incomplete("这次开庭已经有出庭记录"));
    }
    if let Attended::There { questions, result, .. } = &appearance.attended {
        let mut fields = Vec::new();
        if questions.trim().is_empty() {
            fields.push("质询要点");
        }
        if result.trim().is_empty() {
            fields.push("结果");
        }
        if !fields.is_empty() {
            return Err(ServiceError::MissingFields { what: "出庭记录", fields });
        }
        if appearance.on > office.now().day() {
            return Err(ServiceError::Incomplete("开庭日还没有到，出庭以后再记"));
        }
    }
    let exceptions = office.guard_as_if(case, Step::AttendCourt, appearance, reasons, |file, row| {
        file.court_appearances.push(row);
    })?;
    let made = office.write(Operation::AttendCourt, case, |tx, head| {
        tx.insert_exceptions(head, &exceptions)?;
        tx.insert_evidence(head, appearance)
    })?;
    Ok(Outcome::Done { said: "出庭情况已记录".to_owned(), case: Some(case), made: Some(made) })
}
