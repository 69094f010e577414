//! Files that are damaged, exchanged or of another make: each has a sentence of its own, and none is taken for
//! another.

use crate::support::TempFolder;
use crate::support::store_fixture::NOW;
use crate::support::store_fixture::Shown;
use crate::support::store_fixture::add_case;
use crate::support::store_fixture::create;
use crate::support::store_fixture::keys;
use crate::support::store_fixture::open;
use crate::support::store_fixture::picture;
use crate::support::store_fixture::relaxed;
use crate::support::store_fixture::sign_in;
use crate::support::store_fixture::somebody;
use appraisal_desk::domain::audit::AuditDraft;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case_head::CaseFilter;
use appraisal_desk::domain::evidence::EvidenceTable;
use appraisal_desk::domain::evidence::RegisterTable;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::keys::Key;
use appraisal_desk::store::Broken;
use appraisal_desk::store::Store;
use appraisal_desk::store::StoreError;
use appraisal_desk::store::newest_schema;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Opens the database past the store, as somebody with the key and a tool would.
pub(crate) fn behind_the_back(folder: &Path) -> Connection {
    let conn = Connection::open(folder.join("office.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\";", "01".repeat(32))).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    conn
}

fn office() -> TempFolder {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    let case = add_case(&mut store, NOW);
    sign_in(&mut store, case, [&picture(1, 100_000), &picture(2, 5_000)], NOW).unwrap();
    store.close().unwrap();
    folder
}

fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for fan in fs::read_dir(folder.join("objects")).unwrap() {
        places.extend(fs::read_dir(fan.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    places.sort();
    places
}

#[test]
fn the_wrong_key_is_called_that() {
    let folder = office();
    let mut wrong = keys();
    wrong.database = Key::new([9; 32]);
    let error = Store::open(folder.path(), wrong, relaxed(), NOW).unwrap_err();
    assert!(matches!(error, StoreError::WrongKey), "{error:?}");
    assert!(open(folder.path()).is_ok(), "trying changed nothing");
}

#[test]
fn a_folder_without_an_office_and_one_with_another_file_are_told_apart() {
    let folder = TempFolder::new();
    assert!(matches!(open(folder.path()), Err(StoreError::NoOffice)));
    let conn = behind_the_back(folder.path());
    conn.execute_batch("CREATE TABLE something (x); PRAGMA user_version = 1;").unwrap();
    drop(conn);
    assert!(matches!(open(folder.path()), Err(StoreError::NotAnOffice)));
    assert!(matches!(Store::create(folder.path(), keys(), relaxed(), NOW), Err(StoreError::AlreadyThere)));
}

#[test]
fn a_newer_schema_is_refused_unless_it_lets_older_programs_read() {
    let folder = office();
    let conn = behind_the_back(folder.path());
    conn.execute_batch("PRAGMA user_version = 99; UPDATE meta SET v = 99 WHERE k = 'min_reader';").unwrap();
    drop(conn);
    let error = open(folder.path()).unwrap_err();
    let newest = newest_schema();
    assert!(
        matches!(error, StoreError::NewerSchema { found: 99, newest_known } if newest_known == newest),
        "{error:?}"
    );
    let conn = behind_the_back(folder.path());
    conn.execute_batch("UPDATE meta SET v = 1 WHERE k = 'min_reader';").unwrap();
    drop(conn);
    assert!(open(folder.path()).is_ok());
}

#[test]
fn a_damaged_page_stops_writing_and_is_called_damage() {
    let folder = office();
    let place = folder.path().join("office.db");
    let whole = fs::read(&place).unwrap();
    let n_pages = whole.len() / 4096;
    let mut n_noticed = 0;
    // Every fourth page but the first, whose damage cannot be told from a wrong key.
    for page in (1..n_pages).step_by(4) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 0x40;
        fs::write(&place, bytes).unwrap();
        let outcome = open(folder.path()).and_then(|mut store| {
            let verified = store.verify(false);
            let written = store.transact(AuditDraft::new(Operation::Backup, somebody(), NOW), |_| Ok(()));
            assert!(verified.is_ok() || written.is_err(), "page {page}: written after damage was met");
            verified.and(written)
        });
        match outcome {
            Ok(()) => {}
            Err(error) => {
                assert!(matches!(error, StoreError::Damaged { .. }), "page {page}: {error:?}");
                assert_eq!(error.code(), "store-damaged");
                n_noticed += 1;
            }
        }
        for leftover in ["office.db-wal", "office.db-shm"] {
            fs::remove_file(folder.path().join(leftover)).unwrap_or_default();
        }
    }
    assert!(n_noticed > 10, "noticed {n_noticed} of {n_pages} pages");
}

#[test]
fn after_damage_was_met_nothing_is_written_any_more() {
    let folder = office();
    let mut store = open(folder.path()).unwrap();
    let draft = || AuditDraft::new(Operation::Backup, somebody(), NOW);
    let met = store.transact(draft(), |_| -> Result<(), _> { Err(StoreError::Damaged { table: "audit" }) });
    assert!(matches!(met, Err(StoreError::Damaged { .. })));
    assert!(matches!(store.transact(draft(), |_| Ok(())), Err(StoreError::Damaged { .. })));
    assert!(matches!(store.put_draft("k", &1, NOW), Err(StoreError::Damaged { .. })));
    assert!(store.audit_head().unwrap().seq > 0, "reading goes on");
}

#[test]
fn a_damaged_or_missing_attachment_is_named_and_the_rest_goes_on() {
    let folder = office();
    let [damaged, missing] = objects(folder.path()).try_into().unwrap();
    let mut bytes = fs::read(&damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    fs::remove_file(&missing).unwrap();
    let store = open(folder.path()).unwrap();
    let case = store.list_cases(&CaseFilter::default(), None, 1).unwrap()[0].id;
    let shown = store.list_evidence::<Shown>(case).unwrap().remove(0).body;
    let mut codes: Vec<_> = [shown.id_copy, shown.work_copy]
        .map(|copy| store.read_object(copy.unwrap()).unwrap_err())
        .iter()
        .map(|error| error.code())
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, ["store-damaged-object", "store-missing-object"]);
    let broken = store.verify(true).unwrap().broken;
    assert_eq!(broken.len(), 2, "{broken:?}");
    assert!(broken.iter().any(|broken| matches!(broken, Broken::Object { .. })));
    assert!(broken.iter().any(|broken| matches!(broken, Broken::ObjectGone { .. })));
    assert_eq!(store.sweep_objects(NOW).unwrap().missing.len(), 1);
}

#[test]
fn a_log_that_was_cut_short_is_noticed_by_its_rows_its_checkpoint_and_the_printed_head() {
    let folder = office();
    let store = open(folder.path()).unwrap();
    let printed = store.audit_head().unwrap().printed();
    assert!(store.holds_printed_head(&printed).unwrap());
    drop(store);
    let conn = behind_the_back(folder.path());
    conn.execute_batch("DELETE FROM audit_row WHERE seq = 3; DELETE FROM audit WHERE seq = 3;").unwrap();
    drop(conn);
    let store = open(folder.path()).unwrap();
    let broken = store.verify(false).unwrap().broken;
    assert!(
        broken.iter().any(|broken| matches!(broken, Broken::Unaccounted { noun: "attendance", .. })),
        "{broken:?}"
    );
    assert!(!store.holds_printed_head(&printed).unwrap());
    drop(store);
    // Taking the rows away as well hides the cut from everything but the printed head …
    let conn = behind_the_back(folder.path());
    conn.execute_batch("DELETE FROM attendance; DELETE FROM object;").unwrap();
    drop(conn);
    let store = open(folder.path()).unwrap();
    assert_eq!(store.verify(false).unwrap().broken, []);
    assert!(!store.holds_printed_head(&printed).unwrap());
    drop(store);
    // … and from the checkpoint, once one speaks of the entries that are gone.
    let conn = behind_the_back(folder.path());
    conn.execute_batch("DELETE FROM audit_row; DELETE FROM audit; DELETE FROM case_head;").unwrap();
    drop(conn);
    let broken = open(folder.path()).unwrap().verify(false).unwrap().broken;
    assert_eq!(broken, [Broken::Checkpoint { size: 1 }]);
}

#[test]
fn guards_that_were_taken_away_are_missed() {
    let folder = office();
    let conn = behind_the_back(folder.path());
    conn.execute_batch("DROP TRIGGER attendance_no_update;").unwrap();
    drop(conn);
    let broken = open(folder.path()).unwrap().verify(false).unwrap().broken;
    assert_eq!(broken, [Broken::Unguarded { noun: "attendance" }]);
}

#[test]
fn tables_that_only_grow_refuse_to_be_changed_even_past_the_store() {
    let folder = office();
    let conn = behind_the_back(folder.path());
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true).unwrap();
    conn.execute_batch("PRAGMA recursive_triggers = ON;").unwrap();
    for table in EvidenceTable::ALL.iter().map(|table| table.name()) {
        let sql = format!(
            "INSERT INTO {table} (id, case_id, seq, at_ms, by_user, body) \
             SELECT x'01', id, 1, 0, x'02', '' FROM case_head"
        );
        conn.execute(&sql, []).expect(table);
    }
    for table in RegisterTable::ALL.iter().map(|table| table.name()) {
        conn.execute(&format!("INSERT INTO {table} (id, version, at_ms, body) VALUES (x'01', 1, 0, '')"), [])
            .expect(table);
    }
    conn.execute("INSERT INTO setting (k, v, at_ms) VALUES ('k', '1', 0)", []).unwrap();
    let logs = [
        ("audit", "detail"),
        ("audit_row", "noun"),
        ("checkpoint", "note"),
        ("object", "mime"),
        ("setting", "v"),
    ];
    let evidence = EvidenceTable::ALL.iter().map(|table| (table.name(), "body"));
    let registers = RegisterTable::ALL.iter().map(|table| (table.name(), "body"));
    for (table, column) in logs.into_iter().chain(evidence).chain(registers) {
        for sql in [
            format!("UPDATE {table} SET {column} = 'x'"),
            format!("DELETE FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = conn.execute(&sql, []).expect_err(&sql).to_string();
            assert!(refused.contains("只增的记录不能"), "{sql}: {refused}");
        }
    }
}
