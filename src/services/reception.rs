//! 接待 (T2, T3): opens a case at the desk, saves its intake version by version, takes it on to the review.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::domain::person::IdentityCheck;
use crate::domain::person::Person;
use crate::domain::reception::Asked;
use crate::domain::reception::Intake;
use crate::domain::step::Step;
use crate::platform::random_ids::RandomIds;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Series;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What the reception can be asked to do.
#[derive(Clone, Debug)]
pub enum Request {
    /// Somebody is at the desk: a new case with its first intake.
    Open { intake: Box<Intake> },
    /// A new version of the intake.
    Save { case: CaseId, intake: Box<Intake> },
    /// Somebody of the office compared a person's document with the person (TL-22).
    CheckIdentity { case: CaseId, person: PersonId },
    /// T2: the reception is complete.
    Receive { case: CaseId, reasons: Reasons },
    /// T3: on to the review.
    BeginReview { case: CaseId, reasons: Reasons },
}

/// Makes the identity of a person who is being written down; pages need it before anything is handed in.
pub fn fresh_person(at: Moment) -> PersonId {
    PersonId::fresh(&mut RandomIds::new(), at)
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Open { intake } => open(office, *intake).map(|id| done("接待登记已存", id)),
        Request::Save { case, intake } => save(office, case, *intake).map(|()| done("", case)),
        Request::CheckIdentity { case, person } => {
            check_identity(office, case, person).map(|()| done("身份核验已记录", case))
        }
        Request::Receive { case, reasons } => office
            .advance(case, Step::Receive, CaseState::Received, &reasons)
            .map(|()| done("接待完成", case)),
        Request::BeginReview { case, reasons } => office
            .advance(case, Step::BeginReview, CaseState::Reviewing, &reasons)
            .map(|()| done("进入审查", case)),
    }
}

/// Opens a case; only the front desk and a director may (GZ-11).
pub fn open(office: &mut Office, intake: Intake) -> Result<CaseId, ServiceError> {
    let actor = office.may(Operation::SaveIntake)?;
    let now = office.now();
    let id = office.fresh_id::<CaseId>()?;
    let mut intake = intake;
    stamp(&mut intake, &actor.name, now);
    if intake.received_on.is_none() {
        intake.received_on = Some(now.day());
    }
    let mut file = CaseFile::opened(id, intake, now, actor.id);
    office.write(Operation::SaveIntake, id, |tx, head| {
        let year = now.day().year();
        file.intake.intake_no = format!("收{year}-{}", tx.take_number(Series::Intake, year)?);
        // The case first: every row of evidence refers to it.
        tx.put_case(&file)?;
        tx.insert_evidence(head, &file.intake)
    })?;
    Ok(id)
}

/// Saves a new version of the intake; what was asked and by whom stays as first recorded.
pub fn save(office: &mut Office, case: CaseId, intake: Intake) -> Result<(), ServiceError> {
    let actor = office.may(Operation::SaveIntake)?;
    let now = office.now();
    let mut file = office.file(case)?;
    if file.intake == intake {
        return Ok(());
    }
    let mut intake = intake;
    stamp(&mut intake, &actor.name, now);
    intake.intake_no.clone_from(&file.intake.intake_no);
    intake.agreed_decision.clone_from(&file.intake.agreed_decision);
    file.intake = intake;
    file.intake_version += 1;
    office.write(Operation::SaveIntake, case, |tx, head| {
        tx.insert_evidence(head, &file.intake)?;
        tx.put_case(&file)
    })
}

fn check_identity(office: &mut Office, case: CaseId, person: PersonId) -> Result<(), ServiceError> {
    let actor = office.may(Operation::SaveIntake)?;
    let at = office.now();
    let mut intake = office.file(case)?.intake;
    let mut found = false;
    for candidate in people_mut(&mut intake).filter(|candidate| candidate.id == person) {
        candidate.identity = Some(IdentityCheck { at, by: actor.name.clone() });
        found = true;
    }
    if !found {
        return Err(ServiceError::Missing("这个人不在本案登记里"));
    }
    save(office, case, intake)
}

/// Everyone of the intake, to be changed in place.
pub fn people_mut(intake: &mut Intake) -> impl Iterator<Item = &mut Person> {
    std::iter::once(&mut intake.subject)
        .chain(intake.clients.iter_mut().map(|client| &mut client.person))
        .chain(intake.agents.iter_mut().map(|agent| &mut agent.person))
        .chain(intake.guardians.iter_mut().map(|guardian| &mut guardian.person))
        .chain(intake.companions.iter_mut().map(|companion| &mut companion.person))
}

/// SC-2.2a: who asked about the insurance claim, and when, is written down with the first answer.
fn stamp(intake: &mut Intake, by: &crate::domain::secret::PersonName, at: crate::domain::moment::Moment) {
    if intake.insurance.is_some() && intake.insurance_asked.is_none() {
        intake.insurance_asked = Some(Asked { by: by.clone(), at });
    }
}

fn done(said: &str, case: CaseId) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made: None }
}
