//! 终止与撤回 (T20, T21; F-17): the director ends an appraisal on a ground of the law; before it the client withdraws.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::domain::termination::Refund;
use crate::domain::termination::Termination;
use crate::domain::termination::TerminationGround;
use crate::domain::termination::Withdrawal;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about ending a case without an opinion.
#[derive(Clone, Debug)]
pub enum Request {
    /// The director ends it.
    Terminate { case: CaseId, draft: TerminationDraft, reasons: Reasons },
    /// The client takes the commission back.
    Withdraw { case: CaseId, withdrawal: Withdrawal, reasons: Reasons },
}

/// A termination as the director enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct TerminationDraft {
    pub ground: TerminationGround,
    pub bar: Option<u8>,
    pub facts: String,
    pub article: String,
    pub refund: Option<Refund>,
    pub collect_by: Option<Day>,
}

impl TerminationDraft {
    /// The decision it becomes.
    pub fn decided(self, by: PersonName) -> Termination {
        let Self { ground, bar, facts, article, refund, collect_by } = self;
        Termination { ground, bar, facts, article, refund, collect_by, decided_by: by }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Terminate { case, draft, reasons } => terminate(office, case, draft, &reasons),
        Request::Withdraw { case, withdrawal, reasons } => withdraw(office, case, &withdrawal, &reasons),
    }
}

/// Ends an appraisal (GZ-29).
pub fn terminate(
    office: &mut Office,
    case: CaseId,
    draft: TerminationDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Terminate)?;
    if !office.file(case)?.is_under_way() {
        let is = office.file(case)?.state;
        return Err(ServiceError::WrongState { is, wanted: "受理以后、出具以前" });
    }
    let termination = draft.decided(actor.name);
    let made = office.take_step(
        case,
        Step::Terminate,
        CaseState::Terminated,
        &termination,
        reasons,
        |file, row| file.terminations.push(row),
    )?;
    Ok(Outcome::Done {
        said: "鉴定已终止，请书面通知委托人，退还材料".to_owned(),
        case: Some(case),
        made: Some(made),
    })
}

/// Keeps the client's withdrawal; after the agreement the way is termination (GZ-29 ④).
pub fn withdraw(
    office: &mut Office,
    case: CaseId,
    withdrawal: &Withdrawal,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let made =
        office.take_step(case, Step::Withdraw, CaseState::Withdrawn, withdrawal, reasons, |file, row| {
            file.withdrawals.push(row);
        })?;
    Ok(Outcome::Done {
        said: "撤回已登记，请退还材料".to_owned(), case: Some(case), made: Some(made)
    })
}
