//! 委托审查 (F-05): the review sheet, the search for duplicates, the declarations of interest.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::review::ConflictDeclaration;
use crate::domain::review::DuplicateSearch;
use crate::domain::review::Review;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about the review.
#[derive(Clone, Debug)]
pub enum Request {
    Save { case: CaseId, review: Box<Review> },
    Declare { case: CaseId, who: UserId, answers: [Option<bool>; 4] },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { case, review } => save(office, case, *review),
        Request::Declare { case, who, answers } => declare(office, case, who, answers),
    }
}

/// Keeps the review. What the office itself found is written in, whatever the reviewer typed (SC-2.1d).
pub fn save(office: &mut Office, case: CaseId, review: Review) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Review)?;
    let (file, others) = office.file_and_others(case)?;
    let mut review = review;
    if let Some(search) = &mut review.duplicate_search {
        search.found = others
            .iter()
            .filter(|other| other.matter == file.intake.matter && other.state.is_pending())
            .map(|other| other.called.clone())
            .collect();
    } else {
        review.duplicate_search = None::<DuplicateSearch>;
    }
    if review.reviewer.is_empty() {
        review.reviewer = actor.name;
    }
    let former = file.latest(&file.reviews).map(|row| row.id);
    let made = office.write(Operation::Review, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "审查续填"), &review)
    })?;
    Ok(Outcome::Done { said: "审查意见已存".to_owned(), case: Some(case), made: Some(made) })
}

/// Keeps one appraiser's answers and adds what the declared interests themselves give away (SC-3.4d, GZ-20).
pub fn declare(
    office: &mut Office,
    case: CaseId,
    who: UserId,
    answers: [Option<bool>; 4],
) -> Result<Outcome, ServiceError> {
    office.may(Operation::DeclareConflict)?;
    let file = office.file(case)?;
    let member = office.member(who)?;
    let names: Vec<String> = file
        .intake
        .people()
        .map(|(_, person)| person.name.as_str().to_owned())
        .chain(file.intake.insurers.iter().flat_map(|i| [i.name.clone(), i.short_name.clone()]))
        .chain(file.intake.clients.iter().map(|client| client.organisation.clone()))
        .filter(|name| !name.is_empty())
        .collect();
    let matches = member.interests.iter().filter(|interest| names.contains(interest)).cloned().collect();
    let declaration = ConflictDeclaration { who, answers, matches };
    let former = file.current(&file.conflicts).filter(|row| row.body.who == who).last().map(|row| row.id);
    let made = office.write(Operation::DeclareConflict, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "重新申报"), &declaration)
    })?;
    let said = if declaration.is_clear() {
        "利害关系申报已记录"
    } else {
        "申报已记录，有利害关系须回避"
    };
    Ok(Outcome::Done { said: said.to_owned(), case: Some(case), made: Some(made) })
}
