//! Brings a database to the newest schema, one step after another, each in a transaction of its own.
//!
//! A released step is never edited. Before the first step on a database that holds something, a copy is put into
//! `backups/`; a database of a newer program is refused unless that program said older ones may read it.

use crate::store::error::StoreError;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::TransactionBehavior;
use std::path::Path;

/// The steps of this program; the n-th brings version n-1 to n.
pub(in crate::store) const STEPS: &[&str] = &[
    include_str!("migrations/0001_foundation.sql"),
    include_str!("migrations/0002_lifecycle.sql"),
    include_str!("migrations/0003_office_print.sql"),
    include_str!("migrations/0004_consent.sql"),
    include_str!("migrations/0005_scan.sql"),
    include_str!("migrations/0006_problem.sql"),
];

/// "JDT1": marks the file as a database of this program.
pub(in crate::store) const APPLICATION_ID: i32 = 0x4a44_5431;

/// The oldest program that may read what this one writes.
pub(in crate::store) const MIN_READER: u32 = 1;

/// Returns the newest schema this program knows.
#[must_use]
pub fn newest_schema() -> u32 {
    version_of(STEPS)
}

/// Refuses a file that is not ours or is too new; says which version it is.
pub(in crate::store) fn recognise(conn: &Connection, steps: &[&str]) -> Result<u32, StoreError> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotAnOffice);
    }
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let newest_known = version_of(steps);
    if found > newest_known {
        let min_reader: Option<u32> =
            conn.query_row("SELECT v FROM meta WHERE k = 'min_reader'", [], |row| row.get(0)).optional()?;
        if min_reader.is_none_or(|min| min > newest_known) {
            return Err(StoreError::NewerSchema { found, newest_known });
        }
    }
    Ok(found)
}

/// Runs the steps that are missing, after a copy when there is something to lose.
pub(in crate::store) fn migrate(
    conn: &mut Connection,
    steps: &[&str],
    backups: &Path,
) -> Result<(), StoreError> {
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = steps.iter().zip(1_u32..).skip(usize::try_from(found).unwrap_or(usize::MAX));
    let mut copied = found == 0;
    for (step, to) in missing {
        if !copied {
            copy_before(conn, found, backups)?;
            copied = true;
        }
        run_step(conn, step, to).map_err(|source| match StoreError::from(source) {
            StoreError::Sqlite(source) => StoreError::Migration { to, source },
            known => known,
        })?;
    }
    Ok(())
}

fn run_step(conn: &mut Connection, step: &str, to: u32) -> Result<(), rusqlite::Error> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(step)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", to)?;
    tx.commit()
}

fn copy_before(conn: &Connection, version: u32, backups: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(backups)?;
    let unused = (1_u32..)
        .map(|n| backups.join(format!("before-schema-{}-{n}.db", version + 1)))
        .find(|path| !path.exists());
    if let Some(path) = unused {
        conn.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
    }
    Ok(())
}

fn version_of(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}
