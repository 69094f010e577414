//! 中止与恢复 (F-18): the director lets an appraisal stand still, where the institution switched that on; the desk
//! writes down when it goes on. No state changes and no clock stops.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::domain::suspension::Resumption;
use crate::domain::suspension::Suspension;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about standing still.
#[derive(Clone, Debug)]
pub enum Request {
    /// The director lets it stand still.
    Suspend { case: CaseId, draft: SuspensionDraft, reasons: Reasons },
    /// It goes on.
    Resume { case: CaseId, resumed_on: Day, why: String },
}

/// A suspension as the director enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct SuspensionDraft {
    pub facts: String,
    pub rule: String,
    pub until: String,
    pub from: Day,
}

impl SuspensionDraft {
    /// The decision it becomes.
    pub fn decided(self, by: PersonName) -> Suspension {
        let Self { facts, rule, until, from } = self;
        Suspension { facts, rule, until, from, decided_by: by }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Suspend { case, draft, reasons } => suspend(office, case, draft, &reasons),
        Request::Resume { case, resumed_on, why } => resume(office, case, resumed_on, &why),
    }
}

/// Lets an appraisal stand still.
pub fn suspend(
    office: &mut Office,
    case: CaseId,
    draft: SuspensionDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Suspend)?;
    let mut loaded = office.load(case)?;
    if !loaded.file.is_under_way() {
        return Err(ServiceError::WrongState {
            is: loaded.file.state, wanted: "受理以后、出具以前"
        });
    }
    if loaded.file.suspended().is_some() {
        return Err(ServiceError::Incomplete("已经在中止，先记恢复"));
    }
    let suspension = draft.decided(actor.name);
    loaded.file.suspensions.push(office.as_if(&suspension)?);
    let exceptions = office.guard_loaded(&loaded, Step::Suspend, reasons)?;
    let made = office.write(Operation::Suspend, case, |tx, head| {
        let made = tx.insert_evidence(head, &suspension)?;
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&loaded.file)?;
        Ok(made)
    })?;
    let until = office.facts(&loaded).deadline().map_or_else(String::new, |deadline| deadline.on.to_string());
    Ok(Outcome::Done {
        said: format!("已中止，请书面通知委托人；时限照常计算，截止日仍是 {until}"),
        case: Some(case),
        made: Some(made),
    })
}

/// Writes down that it goes on.
pub fn resume(
    office: &mut Office,
    case: CaseId,
    resumed_on: Day,
    why: &str,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::Resume)?;
    let file = office.file(case)?;
    let Some(row) = file.suspended() else {
        return Err(ServiceError::Missing("本案没有在中止"));
    };
    if resumed_on < row.body.from || resumed_on > office.now().day() {
        return Err(ServiceError::Incomplete("恢复的日子要在中止以后、今天以前"));
    }
    if why.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写因为什么恢复"));
    }
    let resumption = Resumption { suspension: row.id, resumed_on, why: why.trim().to_owned() };
    let made = office.write(Operation::Resume, case, |tx, head| tx.insert_evidence(head, &resumption))?;
    Ok(Outcome::Done { said: "已恢复鉴定".to_owned(), case: Some(case), made: Some(made) })
}
