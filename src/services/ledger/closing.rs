//! 月结: a month of the ledger is read, hashed and closed; rows that say something else later are marked.
//!
//! A closing stops nobody from working on: cases go on after their month. It says what the ledger said when somebody
//! answered for it. Kept as a setting of its own per month, which is only ever added.

use crate::domain::audit::Operation;
use crate::domain::case_head::CaseFilter;
use crate::domain::ledger::LedgerClosing;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::LockState;
use crate::domain::moment::Day;
use crate::domain::statistics::Span;
use crate::services::error::ServiceError;
use crate::services::exception;
use crate::services::ledger;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::collections::BTreeMap;

/// A month as it can be closed or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    pub year: i32,
    pub month: u32,
    pub n_cases: u64,
    pub closed: Option<LedgerClosing>,
    /// Why it cannot be closed now; none where it can, or was.
    pub hindrance: Option<Hindrance>,
}

/// Why a month cannot be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    NotOver,
    ExceptionsUnsigned,
}

impl Hindrance {
    /// What is so, and what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotOver => "这个月还没有过完，过完再结",
            Self::ExceptionsUnsigned => "这个月的例外清单还没有签，先在登记簿里签",
        }
    }
}

/// So many digits of a row's digest are kept.
const KEPT_DIGITS: usize = 16;
/// How many months back can be closed from the page.
const N_MONTHS: u32 = 13;

fn setting(key: &str) -> String {
    format!("ledger_closing/{key}")
}

/// The closings of the months that rows belong to, each read once.
pub(super) struct Closings<'a> {
    office: &'a Office,
    read: BTreeMap<String, Option<LedgerClosing>>,
}

impl<'a> Closings<'a> {
    pub(super) fn of(office: &'a Office) -> Self {
        Self { office, read: BTreeMap::new() }
    }

    /// How a row stands to the closing of its month.
    pub(super) fn state_of(&mut self, row: &LedgerRow) -> Result<LockState, ServiceError> {
        let key = LedgerClosing::month_key(row.received_on.year(), row.received_on.month());
        if !self.read.contains_key(&key) {
            let kept = kept(self.office, &key)?;
            self.read.insert(key.clone(), kept);
        }
        let closing = self.read.get(&key).and_then(Option::as_ref);
        Ok(closing.map_or(LockState::Open, |closing| {
            closing.state_of(row.case, &self.office.sha256_hex(row.as_closed().as_bytes()))
        }))
    }
}

fn kept(office: &Office, key: &str) -> Result<Option<LedgerClosing>, ServiceError> {
    Ok(office.opened()?.store.get_setting(&setting(key))?)
}

/// The months of the last year, newest first.
pub fn months(office: &Office) -> Result<Vec<Month>, ServiceError> {
    let today = office.now().day();
    let unsigned = unsigned_months(office)?;
    let (mut year, mut month) = (today.year(), today.month());
    let mut found = Vec::new();
    for _ in 0..N_MONTHS {
        let span = span_of(year, month)?;
        let closed = kept(office, &LedgerClosing::month_key(year, month))?;
        let hindrance = match () {
            () if closed.is_some() => None,
            () if today <= span.to => Some(Hindrance::NotOver),
            () if unsigned.contains(&(year, month)) => Some(Hindrance::ExceptionsUnsigned),
            () => None,
        };
        let filter = CaseFilter {
            received_from: Some(span.from),
            received_to: Some(span.to),
            ..CaseFilter::default()
        };
        let n_cases = office.opened()?.store.count_cases(&filter)?;
        found.push(Month { year, month, n_cases, closed, hindrance });
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    }
    Ok(found)
}

fn unsigned_months(office: &Office) -> Result<Vec<(i32, u32)>, ServiceError> {
    let is_unsigned = |one: &exception::Month| one.signed.is_none() && !one.lines.is_empty();
    let months = exception::months(office)?.into_iter().filter(is_unsigned);
    Ok(months.map(|one| (one.year, one.month)).collect())
}

/// Closes a month: every row of it is bound by its digest.
pub(super) fn close(office: &mut Office, year: i32, month: u32) -> Result<Outcome, ServiceError> {
    let by = office.may(Operation::CloseLedger)?;
    let today = office.now().day();
    let span = span_of(year, month)?;
    let key = LedgerClosing::month_key(year, month);
    if kept(office, &key)?.is_some() {
        return Err(ServiceError::Incomplete("这个月已经结过"));
    }
    if today <= span.to {
        return Err(ServiceError::Incomplete(Hindrance::NotOver.sentence()));
    }
    if unsigned_months(office)?.contains(&(year, month)) {
        return Err(ServiceError::Incomplete(Hindrance::ExceptionsUnsigned.sentence()));
    }
    let rows = ledger::all(office, span, ledger::piece)?;
    let mut digests = BTreeMap::new();
    let mut whole = String::new();
    for row in &rows {
        let digest = office.sha256_hex(row.as_closed().as_bytes());
        whole.push_str(&format!("{}\t{digest}\n", row.case));
        digests.insert(row.case, digest.chars().take(KEPT_DIGITS).collect());
    }
    let closing = LedgerClosing {
        year,
        month,
        closed_on: today,
        closed_by: by.name,
        sha256: office.sha256_hex(whole.as_bytes()),
        rows: digests,
    };
    let detail = format!("{key} n={} {}", rows.len(), closing.sha256);
    office.write_office(Operation::CloseLedger, &detail, |tx, by, at| {
        tx.insert_setting(&setting(&key), &closing, Some(by), at)
    })?;
    let said = format!("{year} 年 {month} 月台账已月结，{} 件", rows.len());
    Ok(Outcome::Done { said, case: None, made: None })
}

/// The days of a month.
fn span_of(year: i32, month: u32) -> Result<Span, ServiceError> {
    let wrong = ServiceError::Incomplete("没有这个月份");
    let Some(from) = Day::from_ymd(year, month, 1) else { return Err(wrong) };
    let next = if month == 12 { Day::from_ymd(year + 1, 1, 1) } else { Day::from_ymd(year, month + 1, 1) };
    let Some(next) = next else { return Err(wrong) };
    Ok(Span { from, to: next.plus_days(-1) })
}
