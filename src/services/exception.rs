//! 例外清单 (requirements §8.2): every Warn that was passed with a reason, month by month, and the director's signature.

use crate::domain::audit::Operation;
use crate::domain::exception::ExceptionNote;
use crate::domain::exception::ExceptionSignoff;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::rules;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What can be asked about the list.
#[derive(Clone, Debug)]
pub enum Request {
    /// The director read a finished month and signed the printed list.
    SignOff { year: i32, month: u32, remark: String },
}

/// One month of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    pub year: i32,
    pub month: u32,
    pub lines: Vec<Line>,
    pub signed: Option<ExceptionSignoff>,
    /// The month is over, so that nothing can be added to it.
    pub is_over: bool,
}

/// One exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Moment,
    pub case: CaseId,
    pub called: String,
    pub step: &'static str,
    pub rule: String,
    /// The sentence of the rule; empty when the program no longer knows it.
    pub title: &'static str,
    pub cite: String,
    pub reason: String,
    pub by: String,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: &Request) -> Result<Outcome, ServiceError> {
    let Request::SignOff { year, month, remark } = request;
    sign_off(office, *year, *month, remark)
}

/// Every month that has exceptions, newest first; the running month comes first even when it has none.
pub fn months(office: &Office) -> Result<Vec<Month>, ServiceError> {
    let today = office.now().day();
    let store = &office.opened()?.store;
    let mut by_month: BTreeMap<(i32, u32), Vec<Line>> = BTreeMap::new();
    by_month.insert((today.year(), today.month()), Vec::new());
    let mut called: BTreeMap<CaseId, String> = BTreeMap::new();
    for (case, row) in store.list_all_evidence::<ExceptionNote>()? {
        let name = match called.get(&case) {
            Some(name) => name.clone(),
            None => {
                let name = office.called(case)?;
                called.insert(case, name.clone());
                name
            }
        };
        let rule = rules::TABLES.iter().flat_map(|(_, rules)| *rules).find(|rule| rule.id.0 == row.body.rule);
        let on = row.at.day();
        by_month.entry((on.year(), on.month())).or_default().push(Line {
            at: row.at,
            case,
            called: name,
            step: row.body.step.label(),
            title: rule.map_or("", |rule| rule.title),
            cite: rule.and_then(|rule| rule.basis.first()).map(|basis| basis.cite()).unwrap_or_default(),
            rule: row.body.rule,
            reason: row.body.reason,
            by: office.member(row.by).map_or_else(|_| String::new(), |one| one.name.as_str().to_owned()),
        });
    }
    let signed = store.list_registered::<ExceptionSignoff>()?;
    let months = by_month.into_iter().rev().map(|((year, month), mut lines)| {
        lines.sort_by_key(|line| line.at);
        let of_month = |one: &ExceptionSignoff| one.year == year && one.month == month;
        Month {
            year,
            month,
            lines,
            signed: signed.iter().map(|version| &version.body).find(|one| of_month(one)).cloned(),
            is_over: is_over(year, month, today),
        }
    });
    Ok(months.collect())
}

/// Signs a finished month. What was read is bound by its hash; a signed month is not signed again.
pub fn sign_off(office: &mut Office, year: i32, month: u32, remark: &str) -> Result<Outcome, ServiceError> {
    let director = office.may(Operation::SignExceptions)?;
    let Some(read) = months(office)?.into_iter().find(|one| one.year == year && one.month == month) else {
        return Err(ServiceError::Missing("这个月没有例外"));
    };
    if read.signed.is_some() {
        return Err(ServiceError::Incomplete("这个月的例外清单已经签过"));
    }
    if !read.is_over {
        return Err(ServiceError::Incomplete("这个月还没有过完，过完再签"));
    }
    let signoff = ExceptionSignoff {
        year,
        month,
        n_exceptions: u32::try_from(read.lines.len()).unwrap_or(u32::MAX),
        sha256: office.sha256_hex(as_read(&read.lines).as_bytes()),
        signed_by: director.name,
        signed_on: office.now().day(),
        remark: remark.trim().to_owned(),
    };
    let id: EntryId = office.fresh_id()?;
    let detail = ExceptionSignoff::month_key(year, month);
    office.write_office(Operation::SignExceptions, &detail, |tx, by, at| {
        tx.insert_version(id.uuid(), Some(by), at, &signoff)
    })?;
    Ok(Outcome::Done { said: format!("{year} 年 {month} 月的例外清单已签"), case: None, made: None })
}

/// The text whose hash the signature binds.
fn as_read(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let _written =
            writeln!(text, "{}\t{}\t{}\t{}\t{}", line.at.ms(), line.case, line.step, line.rule, line.reason);
    }
    text
}

fn is_over(year: i32, month: u32, today: Day) -> bool {
    (year, month) < (today.year(), today.month())
}
