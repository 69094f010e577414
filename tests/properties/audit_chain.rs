//! Whatever byte of the log, of its rows or of its checkpoints is changed, verification finds it.
#![expect(clippy::disallowed_types, reason = "it changes rows past the store on purpose")]

use crate::support::TempFolder;
use crate::support::store_fixture::NOW;
use crate::support::store_fixture::Shown;
use crate::support::store_fixture::add_case;
use crate::support::store_fixture::create;
use crate::support::store_fixture::open;
use crate::support::store_fixture::sign_in;
use crate::support::store_fixture::somebody;
use appraisal_desk::domain::audit::AuditDraft;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::evidence::EvidenceHead;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use std::path::Path;

/// The tables the log answers for, and itself.
const TABLES: &[&str] = &["audit", "audit_row", "checkpoint", "attendance", "object", "case_head", "setting"];

fn office() -> TempFolder {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    for n in 0..4_u8 {
        let at = NOW.plus_minutes(i64::from(n) * 600);
        let case = add_case(&mut store, at);
        let first = sign_in(&mut store, case, [&[n; 10], &[n; 20]], at).unwrap();
        let draft = AuditDraft::new(Operation::SignIn, somebody(), at).case(case).detail("更正");
        let head = EvidenceHead::new(case, somebody(), at).correcting(first, "姓名笔误");
        store.transact(draft, |tx| tx.insert_evidence(&head, &Shown::alone("某保险到场人员"))).unwrap();
        let draft = AuditDraft::new(Operation::SaveSettings, somebody(), at);
        store.transact(draft, |tx| tx.insert_setting("grace_minutes", &n, None, at)).unwrap();
    }
    assert_eq!(store.verify(true).unwrap().broken, []);
    store.close().unwrap();
    folder
}

fn connect(folder: &Path) -> Connection {
    let conn = Connection::open(folder.join("office.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\";", "01".repeat(32))).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;").unwrap();
    conn
}

/// Where and how a value is changed; numbers are taken modulo what there is.
#[derive(Clone, Copy, Debug)]
struct Change {
    table: usize,
    row: usize,
    column: usize,
    byte: usize,
    bit: u32,
}

fn changed(value: &Value, change: Change) -> Option<Value> {
    let flip = |bytes: &mut Vec<u8>| {
        let n = bytes.len();
        if n == 0 {
            bytes.push(b'x');
        } else {
            bytes[change.byte % n] ^= 1 << (change.bit % 8);
        }
    };
    Some(match value {
        Value::Null => return None,
        Value::Integer(number) => Value::Integer(number ^ (1 << (change.bit % 40))),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Text(text) => {
            // A letter in place of another, so that it is still text.
            let mut letters: Vec<char> = text.chars().collect();
            let n = letters.len();
            match letters.get_mut(change.byte % n.max(1)) {
                Some(letter) => *letter = if *letter == 'Q' { 'Z' } else { 'Q' },
                None => letters.push('Q'),
            }
            Value::Text(letters.into_iter().collect())
        }
        Value::Blob(blob) => {
            let mut bytes = blob.clone();
            flip(&mut bytes);
            Value::Blob(bytes)
        }
    })
}

#[test]
fn any_changed_value_is_found() {
    let folder = office();
    let strategy = (any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<u32>());
    let mut runner = TestRunner::new(Config { cases: 220, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |(table, row, column, byte, bit)| {
            let change = Change { table, row, column, byte, bit };
            check(folder.path(), change);
            Ok(())
        })
        .unwrap();
}

fn check(folder: &Path, change: Change) {
    let table = TABLES[change.table % TABLES.len()];
    let conn = connect(folder);
    let columns: Vec<String> = conn
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let column = &columns[change.column % columns.len()];
    let n_rows: u32 = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    let place = format!("LIMIT 1 OFFSET {}", change.row % n_rows as usize);
    let all = columns.join(", ");
    let former: Vec<Value> = conn
        .query_row(&format!("SELECT {all} FROM {table} {place}"), [], |row| {
            (0..columns.len()).map(|i| row.get(i)).collect()
        })
        .unwrap();
    let i = change.column % columns.len();
    let Some(new) = changed(&former[i], change) else { return };
    // Taken out and put back changed: an update would need the key, which may be what changes.
    let same =
        columns.iter().enumerate().map(|(n, column)| format!("{column} IS ?{}", n + 1)).collect::<Vec<_>>();
    let delete = format!("DELETE FROM {table} WHERE {}", same.join(" AND "));
    let places = (1..=columns.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let insert = format!("INSERT INTO {table} ({all}) VALUES ({places})");
    let mut tampered = former.clone();
    tampered[i] = new;
    let replace = |from: &[Value], to: &[Value]| {
        assert_eq!(conn.execute(&delete, rusqlite::params_from_iter(from)).unwrap(), 1);
        conn.execute(&insert, rusqlite::params_from_iter(to))
    };
    match replace(&former, &tampered) {
        Ok(_) => {}
        // The database itself does not let it be (a number twice, a reason without a correction).
        Err(_) => {
            conn.execute(&insert, rusqlite::params_from_iter(&former)).unwrap();
            return;
        }
    }
    let found = open(folder).and_then(|store| store.verify(false));
    let is_found = found.as_ref().map_or(true, |report| !report.is_sound());
    replace(&tampered, &former).unwrap();
    drop(conn);
    assert!(is_found, "{table}.{column}: {:?} became {:?}", former[i], tampered[i]);
}

#[test]
fn what_was_put_back_is_sound_again() {
    let folder = office();
    for n in 0..TABLES.len() {
        check(folder.path(), Change { table: n, row: 1, column: n, byte: 0, bit: 0 });
    }
    assert_eq!(open(folder.path()).unwrap().verify(true).unwrap().broken, []);
}
