//! 回避 (F-24; GZ-20, GZ-21): an application in writing, the director's decision, and the substitution after a grant.
//!
//! Applications at the door are written by `licence_showing`; both are decided here.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::commission::Assignment;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::exception::StateMove;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::recusal::RecusalRequest;
use crate::domain::recusal::Substitution;
use crate::domain::review::ConflictDeclaration;
use crate::domain::step::Step;
use crate::domain::transition::transition;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::risk_notice::correcting;

/// What can be asked about recusal.
#[derive(Clone, Debug)]
pub enum Request {
    /// An application that was not made at the door.
    Apply { case: CaseId, request: RecusalRequest },
    /// The director decides, wherever the application was made.
    Decide { case: CaseId, application: EvidenceId, granted: bool, reason: String, reasons: Reasons },
    /// Somebody takes the place of whoever steps back.
    Substitute { case: CaseId, draft: SubstituteDraft, reasons: Reasons },
}

/// A substitution as the director enters it.
#[derive(Clone, Debug, PartialEq)]
pub struct SubstituteDraft {
    /// The application that was granted.
    pub application: EvidenceId,
    /// Who comes; none where an assistant is not replaced.
    pub comes: Option<UserId>,
    /// The newcomer's answers to the four questions of GZ-20.
    pub answers: [Option<bool>; 4],
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Apply { case, request } => apply(office, case, &request),
        Request::Decide { case, application, granted, reason, reasons } => {
            decide(office, case, application, granted, &reason, &reasons)
        }
        Request::Substitute { case, draft, reasons } => substitute(office, case, &draft, &reasons),
    }
}

/// Writes an application down.
pub fn apply(office: &mut Office, case: CaseId, request: &RecusalRequest) -> Result<Outcome, ServiceError> {
    office.may(Operation::RequestRecusal)?;
    let file = office.file(case)?;
    if file.closed_on().is_some() {
        return Err(ServiceError::WrongState { is: file.state, wanted: "案件办结以前" });
    }
    if request.applicant.is_empty() || request.facts.trim().is_empty() {
        return Err(ServiceError::Incomplete("回避申请要写申请人和事由"));
    }
    office.member(request.against)?;
    let made = office.write(Operation::RequestRecusal, case, |tx, head| tx.insert_evidence(head, request))?;
    Ok(done("回避申请已登记，等负责人决定", case, made))
}

/// Takes the director's decision (GZ-21). Nobody decides about themselves.
pub fn decide(
    office: &mut Office,
    case: CaseId,
    application: EvidenceId,
    granted: bool,
    reason: &str,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::DecideRecusal)?;
    let file = office.file(case)?;
    if !file.recusal_applications().iter().any(|known| known.id == application) {
        return Err(ServiceError::Missing("回避申请不在本案"));
    }
    let decision = Decision::Recusal { inquiry: application, granted, reason: reason.trim().to_owned() };
    let exceptions = office.guard_as_if(case, Step::DecideRecusal, &decision, reasons, |file, row| {
        file.decisions.push(row);
    })?;
    let made = office.write(Operation::DecideRecusal, case, |tx, head| {
        let made = tx.insert_evidence(head, &decision)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    let said = if granted {
        "准予回避，请换人"
    } else {
        "不予回避，请书面告知申请人；委托人可以撤销委托"
    };
    Ok(done(said, case, made))
}

/// Puts somebody else in the place of whoever steps back. After the licences were shown they are shown again (T10).
pub fn substitute(
    office: &mut Office,
    case: CaseId,
    draft: &SubstituteDraft,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::Substitute)?;
    let mut loaded = office.load(case)?;
    let from = loaded.file.state;
    if loaded.file.closed_on().is_some() || from >= CaseState::Drafting {
        return Err(ServiceError::WrongState { is: from, wanted: "过程记录签齐以前" });
    }
    let applications = loaded.file.recusal_applications();
    let granted = applications
        .iter()
        .find(|known| known.id == draft.application)
        .filter(|known| known.decided.as_ref().is_some_and(|decided| decided.granted));
    let Some(granted) = granted else {
        return Err(ServiceError::Incomplete("先由负责人准予回避，再换人"));
    };
    let leaves = granted.against;
    let assignment = replaced(loaded.file.assignment(), leaves, draft.comes)?;
    let former = loaded.file.latest(&loaded.file.assignments).map(|row| row.id);
    let substitution = Substitution { request: draft.application, leaves, comes: draft.comes };
    let declaration = draft.comes.map(|who| declaration(who, draft.answers));
    let row = office.as_if(&substitution)?;
    loaded.file.assignments.push(row_of(&row, assignment.clone()));
    if let Some(declaration) = &declaration {
        loaded.file.conflicts.push(row_of(&row, declaration.clone()));
    }
    loaded.file.substitutions.push(row);
    let exceptions = office.guard_loaded(&loaded, Step::Substitute, reasons)?;
    let way = transition(from, Step::Substitute, CaseState::OnSite).filter(|way| way.to != from);
    if let Some(way) = way {
        loaded.file.state = way.to;
    }
    let made = office.write(Operation::Substitute, case, |tx, head| {
        let made = tx.insert_evidence(head, &substitution)?;
        tx.insert_evidence(&correcting(head, former, "", "回避换人"), &assignment)?;
        if let Some(declaration) = &declaration {
            tx.insert_evidence(head, declaration)?;
        }
        tx.insert_exceptions(head, &exceptions)?;
        if let Some(way) = way {
            tx.insert_evidence(head, &StateMove { from, to: way.to })?;
        }
        tx.put_case(&loaded.file)?;
        Ok(made)
    })?;
    let said = if way.is_some() { "已换人，请重新亮证、询问回避" } else { "已换人" };
    Ok(done(said, case, made))
}

/// The newcomer's word on the four questions of GZ-20.
pub fn declaration(who: UserId, answers: [Option<bool>; 4]) -> ConflictDeclaration {
    ConflictDeclaration { who, answers, matches: Vec::new() }
}

/// The assignment with one person in the place of another; the lead stays the lead's place.
fn replaced(
    former: Option<&Assignment>,
    leaves: UserId,
    comes: Option<UserId>,
) -> Result<Assignment, ServiceError> {
    let mut assignment = former.cloned().unwrap_or_default();
    if comes == Some(leaves) {
        return Err(ServiceError::Incomplete("换来的不能是同一个人"));
    }
    let all = [&mut assignment.appraisers, &mut assignment.assistants];
    if comes.is_some_and(|who| all.iter().any(|people| people.contains(&who))) {
        return Err(ServiceError::Incomplete("这个人已经在本案"));
    }
    let mut found = false;
    for people in all {
        if let Some(place) = people.iter().position(|who| *who == leaves) {
            found = true;
            match comes {
                Some(who) => people[place] = who,
                None => {
                    people.remove(place);
                }
            }
        }
    }
    if found { Ok(assignment) } else { Err(ServiceError::Missing("应当回避的人没有指派到本案")) }
}

/// The same envelope around something else that is written with it.
fn row_of<A, B>(row: &Recorded<A>, body: B) -> Recorded<B> {
    Recorded { id: row.id, seq: row.seq, at: row.at, by: row.by, supersedes: None, body }
}

fn done(said: &str, case: CaseId, made: EvidenceId) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) }
}
