//! The only way to write: a closure inside a transaction that ends with an entry of the log.
//!
//! Either everything is there with its entry, or nothing is.

use crate::domain::audit::AuditDraft;
use crate::domain::audit::EntityRef;
use crate::domain::ids::Id;
use crate::domain::ids::IdSource;
use crate::domain::moment::Moment;
use crate::store::audit;
use crate::store::checkpoint;
use crate::store::error::StoreError;
use crate::store::gate::WriteGate;
use crate::store::gate::WritePoint;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use rusqlite::Connection;
use rusqlite::Params;
use rusqlite::Transaction;
use rusqlite::TransactionBehavior;
use std::cell::RefCell;

impl Store {
    /// Writes what the closure writes together with one entry of the log, or nothing at all.
    ///
    /// # Errors
    /// What the closure returns, or what the disk says; in both cases nothing was written.
    pub fn transact<R>(
        &mut self,
        draft: AuditDraft,
        work: impl FnOnce(&Tx<'_>) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        self.refuse_when_halted()?;
        let done = self.attempt(draft, work);
        done.inspect_err(|error| self.notice(error)).map_err(|error| error.measured_in(&self.folder))
    }

    /// Reads, and remembers damage that is met on the way: nothing is written any more after it.
    pub(in crate::store) fn reading<R>(
        &self,
        work: impl FnOnce(&Connection) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        work(&self.conn).inspect_err(|error| self.notice(error))
    }

    fn notice(&self, error: &StoreError) {
        if error.is_damage() {
            self.halted.set(true);
        }
    }

    /// Stops writing once damage was met in this stay.
    pub(in crate::store) fn refuse_when_halted(&self) -> Result<(), StoreError> {
        if self.halted.get() { Err(StoreError::Damaged { table: "office.db" }) } else { Ok(()) }
    }

    fn attempt<R>(
        &mut self,
        draft: AuditDraft,
        work: impl FnOnce(&Tx<'_>) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let inner = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // The closure sees the parts of the store that a write needs, never the connection.
        let tx = Tx { inner, gate: self.gate.as_ref(), ids: &self.ids, touched: RefCell::new(Vec::new()) };
        let value = work(&tx)?;
        let entry = audit::append(&tx, draft, self.desk, self.session)?;
        checkpoint::sign_when_due(&tx, &entry, &self.signer)?;
        self.gate.pass(WritePoint::Commit)?;
        tx.inner.commit()?;
        self.gate.committed();
        Ok(value)
    }
}

/// A transaction under way; it exists nowhere but inside `Store::transact`.
pub struct Tx<'s> {
    inner: Transaction<'s>,
    gate: &'s dyn WriteGate,
    ids: &'s RefCell<Box<dyn IdSource>>,
    touched: RefCell<Vec<RowRef>>,
}

impl Tx<'_> {
    /// Makes a fresh identity.
    pub fn fresh_id<I: Id>(&self, at: Moment) -> I {
        I::fresh(self.ids.borrow_mut().as_mut(), at)
    }

    /// Returns the connection, for reading inside the transaction.
    pub(in crate::store) fn conn(&self) -> &Connection {
        &self.inner
    }

    /// Runs one writing statement, past the gate.
    pub(in crate::store) fn write(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        self.gate.pass(WritePoint::Row)?;
        Ok(self.inner.prepare_cached(sql)?.execute(params)?)
    }

    /// Notes a row for the entry of the log.
    pub(in crate::store) fn touch(&self, row: RowRef) {
        let mut touched = self.touched.borrow_mut();
        // A row that changes twice in one transaction is answered for once, by its last state.
        if !touched.contains(&row) {
            touched.push(row);
        }
    }

    /// Returns the rows noted so far.
    pub(in crate::store) fn touched(&self) -> Vec<RowRef> {
        self.touched.borrow().clone()
    }

    /// Returns what the entry is about when its draft does not say.
    pub(in crate::store) fn first_entity(&self) -> Option<EntityRef> {
        let touched = self.touched.borrow();
        let row = touched
            .iter()
            .find(|row| !matches!(row, RowRef::Object(_) | RowRef::CaseHead(_)))
            .or(touched.first())?;
        Some(EntityRef { noun: row.noun().to_owned(), id: row.subject()? })
    }
}
