//! 座谈与培训 (SC-1.2a/b): what was held, when, with whom, and what is left to do.

use crate::domain::audit::Operation;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::liaison::LiaisonMeeting;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about meetings.
#[derive(Clone, Debug)]
pub enum Request {
    Save { entry: Option<EntryId>, meeting: Box<LiaisonMeeting> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Save { entry, mut meeting } = request;
    office.may(Operation::RecordLiaison)?;
    let fields = meeting.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "座谈与培训记录", fields });
    }
    if meeting.held_on > office.now().day() {
        return Err(ServiceError::Incomplete("日期在今天以后，开过以后再记"));
    }
    let id = match entry {
        Some(_) if meeting.correction.trim().is_empty() => {
            return Err(ServiceError::Incomplete("更正要写明原因"));
        }
        Some(entry) => entry,
        None => {
            meeting.correction.clear();
            office.fresh_id()?
        }
    };
    office.write_office(Operation::RecordLiaison, &id.to_string(), |tx, by, at| {
        tx.insert_version(id.uuid(), Some(by), at, &*meeting)
    })?;
    Ok(Outcome::Done { said: format!("{}已记录", meeting.kind.label()), case: None, made: None })
}
