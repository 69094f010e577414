//! The list of cases: one denormalised row each, written beside an entry of the log.

use crate::domain::case_head::CaseCursor;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::case_head::CaseNote;
use crate::domain::commission::Assignment;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::store::audit::from_sql;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use rusqlite::Connection;
use rusqlite::ErrorCode;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::ToSql;
use rusqlite::params;
use rusqlite::types::Type;
use uuid::Uuid;

impl Store {
    /// Returns the row of a case.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_case(&self, id: CaseId) -> Result<Option<CaseHead>, StoreError> {
        self.reading(|conn| get(conn, id))
    }

    /// Returns the row of the case that bears a number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_case_by_number(&self, case_no: &str) -> Result<Option<CaseHead>, StoreError> {
        let sql = format!("{SELECT} WHERE case_no = ?1");
        Ok(self.conn.prepare_cached(&sql)?.query_row([case_no], read).optional()?)
    }

    /// Lists one page of cases, newest received first, beginning after a cursor.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list_cases(
        &self,
        filter: &CaseFilter,
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<Vec<CaseHead>, StoreError> {
        self.page_of_cases(filter, after, ("<", "DESC"), limit)
    }

    /// Lists one page of cases, first received first, beginning after a cursor.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list_cases_rising(
        &self,
        filter: &CaseFilter,
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<Vec<CaseHead>, StoreError> {
        self.page_of_cases(filter, after, (">", "ASC"), limit)
    }

    fn page_of_cases(
        &self,
        filter: &CaseFilter,
        after: Option<CaseCursor>,
        (beyond, order): (&str, &str),
        limit: u32,
    ) -> Result<Vec<CaseHead>, StoreError> {
        let mut wanted = Wanted::default();
        wanted.filter(filter);
        if let Some(after) = after {
            let id = after.id.uuid().into_bytes();
            wanted.add(
                &[&format!("(received_on, id) {beyond} ("), ", ", ")"],
                vec![Box::new(after.received_on.to_string()), Box::new(id)],
            );
        }
        let clause = wanted.clause();
        let sql = format!("{SELECT} {clause} ORDER BY received_on {order}, id {order} LIMIT {limit}");
        self.reading(|conn| {
            let mut statement = conn.prepare_cached(&sql)?;
            let rows = statement.query_map(wanted.params().as_slice(), read)?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })
    }

    /// Returns what a list shows of a case beside its row.
    ///
    /// # Errors
    /// `Unreadable` when the assignment is not understood; otherwise what the disk says.
    pub fn get_case_note(&self, id: CaseId) -> Result<CaseNote, StoreError> {
        self.reading(|conn| {
            let mut statement = conn.prepare_cached(include_str!("sql/case_get_note.sql"))?;
            let (matter, assignment): (Option<String>, Option<String>) =
                statement.query_row([id.uuid().as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let assignment = assignment
                .map(|body| serde_json::from_str::<Assignment>(&body))
                .transpose()
                .map_err(|source| StoreError::Unreadable { table: "assignment", source })?;
            let (appraisers, assistants) =
                assignment.map(|one| (one.appraisers, one.assistants)).unwrap_or_default();
            Ok(CaseNote { matter: matter.unwrap_or_default(), appraisers, assistants })
        })
    }

    /// Counts the cases in each state.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count_cases_by_state(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT state, count(*) FROM case_head GROUP BY state")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, from_sql(row.get(1)?))))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Finds the cases of a year whose id ends in these four bytes, as the code of a printed page names them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn find_cases_by_tail(&self, year: i32, tail: [u8; 4]) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT id FROM case_head WHERE year = ?1 AND substr(id, 13, 4) = ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![year, tail], |row| row.get::<_, [u8; 16]>(0))?;
        let ids = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(ids.into_iter().map(|id| CaseId::from_uuid(uuid::Uuid::from_bytes(id))).collect())
    }

    /// Counts the cases a list would show.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count_cases(&self, filter: &CaseFilter) -> Result<u64, StoreError> {
        let mut wanted = Wanted::default();
        wanted.filter(filter);
        let sql = format!("SELECT count(*) FROM case_head {}", wanted.clause());
        Ok(from_sql(self.conn.prepare_cached(&sql)?.query_row(wanted.params().as_slice(), |row| row.get(0))?))
    }
}

impl Tx<'_> {
    /// Writes the row of a case, new or in place of the former one.
    ///
    /// # Errors
    /// `Taken` when another case bears its number; otherwise what the disk says.
    pub fn put_case(&self, head: &CaseHead) -> Result<(), StoreError> {
        let id = head.id.uuid();
        let written = self.write(
            include_str!("sql/case_put_case_head.sql"),
            params![
                id.as_bytes(),
                head.case_no,
                head.year,
                head.seq,
                head.state,
                head.mode,
                head.received_on.to_string(),
                head.subject_name.as_str(),
                head.client_name,
                head.insurers,
                head.handler.map(|handler| *handler.uuid().as_bytes()),
                head.accepted_on.map(|day| day.to_string()),
                head.effective_on.map(|day| day.to_string()),
                head.term_workdays,
                head.deducted_workdays,
                head.extended_workdays,
                head.closed_on.map(|day| day.to_string()),
                head.updated_at.ms(),
            ],
        );
        match written {
            Err(StoreError::Sqlite(source))
                if source.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) =>
            {
                Err(StoreError::Taken { noun: "案件编号" })
            }
            Err(other) => Err(other),
            Ok(_) => {
                self.touch(RowRef::CaseHead(id));
                Ok(())
            }
        }
    }

    /// Returns the row of a case as it stands inside the transaction.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_case(&self, id: CaseId) -> Result<Option<CaseHead>, StoreError> {
        get(self.conn(), id)
    }

    /// Takes the next running number of a series in a year; it is given back only when the transaction fails.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take_number(&self, series: &str, year: i32) -> Result<u32, StoreError> {
        self.write(include_str!("sql/case_take_number.sql"), params![series, year])?;
        let sql = "SELECT next - 1 FROM number WHERE series = ?1 AND year = ?2";
        Ok(self.conn().prepare_cached(sql)?.query_row(params![series, year], |row| row.get(0))?)
    }
}

/// Conditions and their values, put together in the same order.
#[derive(Default)]
struct Wanted {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Wanted {
    fn filter(&mut self, filter: &CaseFilter) {
        if !filter.states.is_empty() {
            let mut pieces = vec!["state IN ("];
            pieces.extend(std::iter::repeat_n(", ", filter.states.len() - 1));
            pieces.push(")");
            let states =
                filter.states.iter().map(|state| Box::new(state.clone()) as Box<dyn ToSql>).collect();
            self.add(&pieces, states);
        }
        if let Some(from) = filter.received_from {
            self.add(&["received_on >= ", ""], vec![Box::new(from.to_string())]);
        }
        if let Some(to) = filter.received_to {
            self.add(&["received_on <= ", ""], vec![Box::new(to.to_string())]);
        }
        if let Some(from) = filter.accepted_from {
            self.add(&["accepted_on >= ", ""], vec![Box::new(from.to_string())]);
        }
        if let Some(to) = filter.accepted_to {
            self.add(&["accepted_on <= ", ""], vec![Box::new(to.to_string())]);
        }
    }

    /// Adds a condition: its pieces with one numbered place between each two.
    fn add(&mut self, pieces: &[&str], values: Vec<Box<dyn ToSql>>) {
        let mut condition = String::new();
        for (n, piece) in pieces.iter().enumerate() {
            if n > 0 {
                condition.push_str(&format!("?{}", self.values.len() + n));
            }
            condition.push_str(piece);
        }
        self.conditions.push(condition);
        self.values.extend(values);
    }

    fn clause(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.conditions.join(" AND "))
        }
    }

    fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

/// The columns of a case, in the order `read` wants.
pub(in crate::store) const SELECT: &str = "SELECT id, case_no, year, seq, state, mode, received_on, subject_name, client_name, insurers, \
     handler, accepted_on, effective_on, term_workdays, deducted_workdays, extended_workdays, closed_on, updated_at_ms \
     FROM case_head";

/// Reads the row of a case.
pub(in crate::store) fn read(row: &Row<'_>) -> Result<CaseHead, rusqlite::Error> {
    let handler: Option<[u8; 16]> = row.get(10)?;
    let subject: String = row.get(7)?;
    Ok(CaseHead {
        id: CaseId::from_uuid(Uuid::from_bytes(row.get(0)?)),
        case_no: row.get(1)?,
        year: row.get(2)?,
        seq: row.get(3)?,
        state: row.get(4)?,
        mode: row.get(5)?,
        received_on: day(row, 6)?,
        subject_name: PersonName::new(subject),
        client_name: row.get(8)?,
        insurers: row.get(9)?,
        handler: handler.map(|handler| UserId::from_uuid(Uuid::from_bytes(handler))),
        accepted_on: maybe_day(row, 11)?,
        effective_on: maybe_day(row, 12)?,
        term_workdays: row.get(13)?,
        deducted_workdays: row.get(14)?,
        extended_workdays: row.get(15)?,
        closed_on: maybe_day(row, 16)?,
        updated_at: Moment::from_ms(row.get(17)?),
    })
}

fn get(conn: &Connection, id: CaseId) -> Result<Option<CaseHead>, StoreError> {
    let sql = format!("{SELECT} WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id.uuid().as_bytes()], read).optional()?)
}

fn day(row: &Row<'_>, column: usize) -> Result<Day, rusqlite::Error> {
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|source| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(source)))
}

fn maybe_day(row: &Row<'_>, column: usize) -> Result<Option<Day>, rusqlite::Error> {
    match row.get_ref(column)?.data_type() {
        Type::Null => Ok(None),
        _ => day(row, column).map(Some),
    }
}
