//! 工作日历: takes the arrangement of a year from a file, keeps it with the office, and reckons with it from then on.
//!
//! The file itself is kept, so that what was reckoned can be traced to the notice it rests on.

use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::store::Store;
use crate::store::StoreError;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Under which key the imported years are kept.
const YEARS: &str = "work_calendar";

/// What can be asked about the calendar.
#[derive(Clone, Debug)]
pub enum Request {
    /// Takes the year in a file.
    Import { from: PathBuf },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Import { from } = request;
    let year = import_file(office, &from)?;
    Ok(Outcome::Done { said: format!("{year} 年工作日历已导入"), case: None, made: None })
}

/// Takes the year in a file and returns it.
pub fn import_file(office: &mut Office, from: &Path) -> Result<i32, ServiceError> {
    office.may(Operation::ImportCalendar)?;
    let text = std::fs::read_to_string(from).map_err(ServiceError::CalendarFile)?;
    import(office, text)
}

/// Takes a year's text; nothing is changed when a line of it is wrong.
pub fn import(office: &mut Office, text: String) -> Result<i32, ServiceError> {
    office.may(Operation::ImportCalendar)?;
    let mut calendar = WorkCalendar::clone(office.calendar());
    let year = calendar.import(&text)?;
    let mut years = kept(&office.opened()?.store)?;
    years.insert(year, text);
    office.write_office(Operation::ImportCalendar, &year.to_string(), |tx, by, at| {
        tx.insert_setting(YEARS, &years, Some(by), at)
    })?;
    office.opened_mut()?.calendar = Arc::new(calendar);
    Ok(year)
}

/// The bundled years and those this office imported.
pub(crate) fn in_force(store: &Store) -> Result<WorkCalendar, StoreError> {
    let mut calendar = WorkCalendar::bundled().clone();
    for (year, text) in kept(store)? {
        if let Err(error) = calendar.import(&text) {
            // It was read when it was taken. A stricter program reckons the year by weekends and says so.
            tracing::error!(year, %error, "an imported calendar is not read any more");
        }
    }
    Ok(calendar)
}

fn kept(store: &Store) -> Result<BTreeMap<i32, String>, StoreError> {
    Ok(store.get_setting(YEARS)?.unwrap_or_default())
}
