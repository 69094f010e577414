//! 台账与统计 (F-30, F-31; SC-5.3a, SH-2.1f): cases of a period read piece by piece, closed month by month, taken along.
//!
//! Whoever reads asks for the next piece with the answer to the last: the office answers other questions between two
//! pieces, somebody sees how far it is, and to stop is not to ask again. A case file is dropped as soon as its row is
//! concluded, so that a hundred thousand cases never lie in memory together.

mod closing;
mod export;

pub use crate::services::ledger::closing::Hindrance;
pub use crate::services::ledger::closing::Month;
pub use crate::services::ledger::closing::months;
pub use crate::services::ledger::export::Export;
pub(crate) use crate::services::ledger::export::Exporting;
pub use crate::services::ledger::export::Takes;
pub(crate) use crate::services::ledger::export::exported;

use crate::domain::case_head::CaseCursor;
use crate::domain::case_head::CaseFilter;
use crate::domain::ledger;
use crate::domain::ledger::LedgerRow;
use crate::domain::moment::Moment;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::domain::statistics;
use crate::domain::statistics::CaseCount;
use crate::domain::statistics::Span;
use crate::services::errand::Begun;
use crate::services::error::ServiceError;
use crate::services::ledger::closing::Closings;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about the ledger.
#[derive(Clone, Debug)]
pub enum Request {
    /// Writes a list to a file the user chose.
    Export(Box<Export>),
    /// 月结: a month that is over is read and closed.
    CloseMonth { year: i32, month: u32 },
}

/// A piece of a list, in the order of 收到委托日.
#[derive(Clone, Debug)]
pub struct Piece<T> {
    pub span: Span,
    pub items: Vec<T>,
    /// Where the next piece begins; none after the last.
    pub next: Option<CaseCursor>,
    /// How many cases were looked at for this piece.
    pub n_read: u64,
    /// How many cases there are to look at in all.
    pub n_all: u64,
}

/// The most cases of one piece: some tenths of a second, so that nobody waits long behind it.
const PIECE: u32 = 100;

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    begin(office, request)?.finish(office)
}

/// Begins what was asked; a file is made beside the office.
pub(crate) fn begin(office: &mut Office, request: Request) -> Result<Begun, ServiceError> {
    match request {
        Request::Export(export) => export::export(office, *export).map(Begun::Away),
        Request::CloseMonth { year, month } => closing::close(office, year, month).map(Begun::Done),
    }
}

/// Reads a piece of the ledger: cases received in a period.
pub fn piece(
    office: &Office,
    span: Span,
    after: Option<CaseCursor>,
) -> Result<Piece<LedgerRow>, ServiceError> {
    let sees_registers = sees_registers(office.sitting()?);
    let mut closings = Closings::of(office);
    let filter =
        CaseFilter { received_from: Some(span.from), received_to: Some(span.to), ..CaseFilter::default() };
    read(office, span, &filter, after, |loaded| {
        let Some(mut row) = ledger::conclude(&office.facts(loaded), sees_registers) else { return Ok(None) };
        row.lock = closings.state_of(&row)?;
        Ok(Some(row))
    })
}

/// Reads a piece of what the statistics count: cases decided upon in a period.
pub fn counts(
    office: &Office,
    span: Span,
    after: Option<CaseCursor>,
) -> Result<Piece<CaseCount>, ServiceError> {
    let filter =
        CaseFilter { accepted_from: Some(span.from), accepted_to: Some(span.to), ..CaseFilter::default() };
    read(office, span, &filter, after, |loaded| Ok(statistics::count(&office.facts(loaded))))
}

/// Reads a piece that begins after a cursor.
pub type Reads<T> = fn(&Office, Span, Option<CaseCursor>) -> Result<Piece<T>, ServiceError>;

/// Reads every piece, for those who have nobody to show how far it is: commands, and the closing of a month.
pub fn all<T>(office: &Office, span: Span, piece: Reads<T>) -> Result<Vec<T>, ServiceError> {
    let mut items = Vec::new();
    let mut after = None;
    loop {
        let read = piece(office, span, after)?;
        items.extend(read.items);
        match read.next {
            Some(next) => after = Some(next),
            None => return Ok(items),
        }
    }
}

fn read<T>(
    office: &Office,
    span: Span,
    filter: &CaseFilter,
    after: Option<CaseCursor>,
    mut conclude: impl FnMut(&crate::services::office::Loaded) -> Result<Option<T>, ServiceError>,
) -> Result<Piece<T>, ServiceError> {
    let store = &office.opened()?.store;
    let heads = store.list_cases_rising(filter, after, PIECE)?;
    let n_all = store.count_cases(filter)?;
    let mut items = Vec::new();
    for head in &heads {
        let loaded = office.surroundings(office.file(head.id)?)?;
        items.extend(conclude(&loaded)?);
    }
    let is_full = heads.len() == PIECE as usize;
    Ok(Piece {
        span,
        items,
        next: heads.last().filter(|_| is_full).map(|head| head.cursor()),
        n_read: heads.len() as u64,
        n_all,
    })
}

/// Interferences and clues are the business of those who answer for them (GY-c).
fn sees_registers(me: &StaffMember) -> bool {
    me.has(Role::Director) || me.has(Role::InsuranceOfficer)
}

/// 「2026-11-24 14:03」.
fn minute(at: Moment) -> String {
    format!("{} {}", at.day(), at.hour_minute_text())
}
