//! 执行问题 (SC-0, SH-4): registered by whoever meets it; report and answer are later versions.

use crate::domain::audit::Operation;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::problem::Problem;
use crate::domain::problem::ProblemReport;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about problems.
#[derive(Clone, Debug)]
pub enum Request {
    /// A new entry, or a correction of one that says why.
    Save { entry: Option<EntryId>, body: Box<Problem> },
    /// It was reported.
    Report { entry: EntryId, report: ProblemReport },
    /// It was answered.
    Answer { entry: EntryId, answer: String },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterProblem)?;
    match request {
        Request::Save { entry, body } => save(office, entry, *body),
        Request::Report { entry, report } => keep_report(office, entry, report),
        Request::Answer { entry, answer } => keep_answer(office, entry, &answer),
    }
}

fn save(office: &mut Office, entry: Option<EntryId>, mut body: Problem) -> Result<Outcome, ServiceError> {
    let fields = body.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "执行问题", fields });
    }
    if body.found_on > office.now().day() {
        return Err(ServiceError::Incomplete("发现日期在今天以后，请核对"));
    }
    match entry {
        Some(entry) => {
            let former = read(office, entry)?;
            if body.correction.trim().is_empty() {
                return Err(ServiceError::Incomplete("更正要写明原因"));
            }
            // What went out and what came back is not taken back by a correction.
            body.number = former.number;
            body.report = former.report;
            body.answer = former.answer;
        }
        None => body.correction.clear(),
    }
    let number = write(office, entry, body)?;
    Ok(Outcome::Done { said: format!("问题已登记，编号 {number}"), case: None, made: None })
}

fn keep_report(office: &mut Office, entry: EntryId, report: ProblemReport) -> Result<Outcome, ServiceError> {
    let mut body = read(office, entry)?;
    if report.to.trim().is_empty() {
        return Err(ServiceError::MissingFields { what: "报告", fields: vec!["报告给哪个单位"] });
    }
    if report.reported_on < body.found_on || report.reported_on > office.now().day() {
        return Err(ServiceError::Incomplete("报告日期要在发现以后、今天以前"));
    }
    body.correction = "补记报告".to_owned();
    body.report = Some(report);
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "报告已记录".to_owned(), case: None, made: None })
}

fn keep_answer(office: &mut Office, entry: EntryId, answer: &str) -> Result<Outcome, ServiceError> {
    let mut body = read(office, entry)?;
    if body.report.is_none() {
        return Err(ServiceError::Incomplete("报告以后才有答复"));
    }
    if answer.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写答复的内容"));
    }
    answer.trim().clone_into(&mut body.answer);
    body.correction = "补记答复".to_owned();
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "答复已记录".to_owned(), case: None, made: None })
}

fn read(office: &Office, entry: EntryId) -> Result<Problem, ServiceError> {
    let found = office.opened()?.store.get_registered::<Problem>(entry.uuid())?;
    found.map(|version| version.body).ok_or(ServiceError::Missing("没有这条问题"))
}

fn write(office: &mut Office, entry: Option<EntryId>, mut body: Problem) -> Result<String, ServiceError> {
    let id = match entry {
        Some(entry) => entry,
        None => office.fresh_id()?,
    };
    let year = office.now().day().year();
    office.write_office(Operation::RegisterProblem, &id.to_string(), |tx, by, at| {
        if entry.is_none() {
            body.number = format!("问{year}-{:02}", tx.take_number("problem", year)?);
        }
        tx.insert_version(id.uuid(), Some(by), at, &body)?;
        Ok(body.number)
    })
}
