//! 预约 (T1; F-33): writes down who called, what was answered, and turns the booking into a reception when they come.
//!
//! A booking opens a case without a day of receipt: the seven working days of GZ-13 begin when somebody comes.

use crate::domain::audit::Operation;
use crate::domain::booking::Booking;
use crate::domain::booking::BookingAnswer;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::reception::Intake;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Series;
use crate::services::reception;
use crate::services::request::Outcome;

/// What can be asked about bookings.
#[derive(Clone, Debug)]
pub enum Request {
    /// Somebody asks for a time.
    Book { booking: Box<Booking> },
    /// What they were told.
    Answer { case: CaseId, said: String },
    /// They are here: the commission is received today.
    Arrive { case: CaseId },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Book { booking } => {
            book(office, &booking).map(|(case, made)| done("预约已登记", case, Some(made)))
        }
        Request::Answer { case, said } => answer(office, case, &said),
        Request::Arrive { case } => {
            arrive(office, case).map(|()| done("已到访，收到委托日是今天", case, None))
        }
    }
}

/// Writes a booking down. Its case has the contact and the matter in the intake already (SH-1.2b).
pub fn book(office: &mut Office, booking: &Booking) -> Result<(CaseId, EvidenceId), ServiceError> {
    let actor = office.may(Operation::Book)?;
    let fields = booking.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "预约", fields });
    }
    let now = office.now();
    let id = office.fresh_id::<CaseId>()?;
    let mut intake = Intake::empty(office.fresh_id()?);
    intake.channel = booking.channel;
    intake.matter.clone_from(&booking.matter);
    let mut contact = Person::unnamed(office.fresh_id::<PersonId>()?);
    contact.name = booking.contact.clone();
    contact.phone = booking.phone.clone();
    intake.clients.push(Client {
        kind: ClientKind::Other,
        person: contact,
        insurer: None,
        organisation: String::new(),
        relation: String::new(),
    });
    let mut file = CaseFile::opened(id, intake, now, actor.id);
    let made = office.write(Operation::Book, id, |tx, head| {
        let year = now.day().year();
        file.intake.intake_no = format!("收{year}-{}", tx.take_number(Series::Intake, year)?);
        // The case first: every row of evidence refers to it.
        tx.put_case(&file)?;
        tx.insert_evidence(head, &file.intake)?;
        tx.insert_evidence(head, booking)
    })?;
    Ok((id, made))
}

/// Keeps the answer as a new version of the booking.
pub fn answer(office: &mut Office, case: CaseId, said: &str) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::Book)?;
    let file = office.file(case)?;
    let former = waiting(&file)?;
    if said.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写怎么答复的"));
    }
    let answer = BookingAnswer { at: office.now(), by: actor.name, said: said.trim().to_owned() };
    let booking = Booking { answer: Some(answer), ..former.body.clone() };
    let made = office.write(Operation::Book, case, |tx, head| {
        tx.insert_evidence(&head.clone().correcting(former.id, "答复"), &booking)
    })?;
    Ok(done("预约已答复", case, Some(made)))
}

/// The booking becomes a reception: the commission is received today (T2, GZ-13).
pub fn arrive(office: &mut Office, case: CaseId) -> Result<(), ServiceError> {
    let file = office.file(case)?;
    waiting(&file)?;
    if file.intake.received_on.is_some() {
        return Ok(());
    }
    let today = office.now().day();
    reception::save(office, case, Intake { received_on: Some(today), ..file.intake })
}

/// The booking in force of a case that nobody was received for yet.
fn waiting(file: &CaseFile) -> Result<&Recorded<Booking>, ServiceError> {
    if file.state != CaseState::Booked {
        return Err(ServiceError::WrongState { is: file.state, wanted: "接待以前" });
    }
    file.latest(&file.bookings).ok_or(ServiceError::Missing("本案没有预约"))
}

fn done(said: &str, case: CaseId, made: Option<EvidenceId>) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made }
}
