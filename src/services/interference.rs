//! 干预记录 (F-12, F-13): anybody who works on cases writes one down; corrections and reports are new versions.

use crate::domain::audit::Operation;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::interference::Interference;
use crate::domain::interference::Report;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about interferences.
#[derive(Clone, Debug)]
pub enum Request {
    /// A new entry, or a correction of one that says why.
    Save { entry: Option<EntryId>, body: Box<Interference> },
    /// 已报告区司法局 (SH-1.3e).
    Report { entry: EntryId, report: Box<Report> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { entry, body } => save(office, entry, *body),
        Request::Report { entry, report } => keep_report(office, entry, *report),
    }
}

/// Writes an interference down, or corrects one.
pub fn save(
    office: &mut Office,
    entry: Option<EntryId>,
    mut body: Interference,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterInterference)?;
    let fields = body.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "干预记录", fields });
    }
    if body.happened_at > office.now() {
        return Err(ServiceError::Incomplete("发生的时间在现在以后，请核对"));
    }
    match entry {
        Some(entry) => {
            let former = read(office, entry)?;
            if body.correction.trim().is_empty() {
                return Err(ServiceError::Incomplete("更正要写明原因"));
            }
            // The number stays; a report that went out is not taken back by a correction.
            body.number.clone_from(&former.number);
            body.report.clone_from(&former.report);
        }
        None => body.correction.clear(),
    }
    let said = write(office, entry, body)?;
    Ok(Outcome::Done { said: format!("干预已登记，编号 {said}"), case: None, made: None })
}

/// Keeps that a serious interference was reported, or its receipt.
pub fn keep_report(office: &mut Office, entry: EntryId, report: Report) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterInterference)?;
    let mut body = read(office, entry)?;
    let mut fields = Vec::new();
    if report.to.trim().is_empty() {
        fields.push("报告给哪个单位");
    }
    if report.received_by.is_empty() {
        fields.push("接收人");
    }
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "报告", fields });
    }
    if report.reported_on < body.happened_at.day() || report.reported_on > office.now().day() {
        return Err(ServiceError::Incomplete("报告日期要在事情发生以后、今天以前"));
    }
    body.correction = if body.report.is_some() { "补记回执" } else { "补记报告" }.to_owned();
    body.report = Some(report);
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "报告已记录".to_owned(), case: None, made: None })
}

fn read(office: &Office, entry: EntryId) -> Result<Interference, ServiceError> {
    let found = office.opened()?.store.get_registered::<Interference>(entry.uuid())?;
    found.map(|version| version.body).ok_or(ServiceError::Missing("没有这条干预记录"))
}

fn write(
    office: &mut Office,
    entry: Option<EntryId>,
    mut body: Interference,
) -> Result<String, ServiceError> {
    let id = match entry {
        Some(entry) => entry,
        None => office.fresh_id()?,
    };
    let is_new = entry.is_none();
    let year = office.now().day().year();
    office.write_office(Operation::RegisterInterference, &id.to_string(), |tx, by, at| {
        if is_new {
            body.number = format!("干{year}-{:02}", tx.take_number("interference", year)?);
        }
        tx.insert_version(id.uuid(), Some(by), at, &body)?;
        Ok(body.number)
    })
}
