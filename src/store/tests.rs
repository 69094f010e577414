//! What the store promises, asked from inside: the connection is in reach here.

use crate::domain::audit::AuditDraft;
use crate::domain::audit::AuditHead;
use crate::domain::audit::Operation;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceHead;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::evidence::current;
use crate::domain::ids::CaseId;
use crate::domain::ids::CountingIds;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::UserId;
use crate::domain::keys::Key;
use crate::domain::keys::OfficeKeys;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::store::Durability;
use crate::store::IndexedPerson;
use crate::store::OpenOptions;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::schema;
use rusqlite::Connection;
use serde::Deserialize;
use serde::Serialize;
use std::fs;
use std::path::PathBuf;
use uuid::Uuid;

const NOW: Moment = Moment::from_ms(1_795_500_201_000);

struct Office {
    store: Store,
    folder: PathBuf,
}

impl Drop for Office {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}

fn office(name: &str) -> Office {
    let folder = std::env::temp_dir().join(format!("store-{name}-{}", std::process::id()));
    fs::remove_dir_all(&folder).unwrap_or_default();
    let keys = OfficeKeys {
        database: Key::new([1; 32]),
        objects: vec![Key::new([2; 32])],
        object_names: Key::new([3; 32]),
        audit: Key::new([4; 32]),
    };
    let options = OpenOptions::new(Box::new(CountingIds::default())).durability(Durability::Relaxed);
    let store = Store::create(&folder, keys, options, NOW).expect("created");
    Office { store, folder }
}

fn by() -> UserId {
    UserId::from_uuid(Uuid::from_u128(7))
}

fn draft(operation: Operation) -> AuditDraft {
    AuditDraft::new(operation, by(), NOW)
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note(String);

impl Evidence for Note {
    const TABLE: EvidenceTable = EvidenceTable::RiskNotice;
}

fn note(text: &str) -> Note {
    Note(text.to_owned())
}

fn head(id: CaseId, n: u32) -> CaseHead {
    CaseHead {
        id,
        case_no: Some(format!("某〔2026〕临鉴字第{n}号")),
        year: 2026,
        seq: Some(n),
        state: if n.is_multiple_of(2) { "ACCEPTED" } else { "RECEIVED" }.to_owned(),
        mode: String::new(),
        received_on: NOW.day().plus_days(i64::from(n / 3)),
        subject_name: PersonName::new("周某某"),
        client_name: String::new(),
        insurers: String::new(),
        handler: None,
        accepted_on: None,
        effective_on: None,
        term_workdays: None,
        deducted_workdays: 0,
        extended_workdays: 0,
        closed_on: None,
        updated_at: NOW,
    }
}

fn case(store: &mut Store, n: u32, people: &[(&str, &str, &str)]) -> CaseId {
    let id: CaseId = store.fresh_id(NOW);
    let people: Vec<IndexedPerson> = people
        .iter()
        .map(|(name, id_no, phone)| IndexedPerson {
            role: "subject".to_owned(),
            name: (*name).into(),
            id_no: Some((*id_no).into()),
            phone: Some((*phone).into()),
        })
        .collect();
    store
        .transact(draft(Operation::SaveIntake).case(id), |tx| {
            tx.put_case(&head(id, n))?;
            tx.index_people(id, &people)
        })
        .expect("a case");
    id
}

#[test]
fn a_write_that_fails_leaves_neither_row_nor_entry() {
    let mut office = office("rollback");
    let id = case(&mut office.store, 1, &[]);
    let before = office.store.audit_head().expect("read");
    let failed = office.store.transact(draft(Operation::GiveRiskNotice).case(id), |tx| {
        tx.insert_evidence(&EvidenceHead::new(id, by(), NOW), &note("告知"))?;
        Err::<(), _>(StoreError::NoReason)
    });
    assert!(matches!(failed, Err(StoreError::NoReason)));
    assert_eq!(office.store.list_evidence::<Note>(id).expect("read"), []);
    assert_eq!(office.store.audit_head().expect("read"), before);
}

#[test]
fn a_correction_names_what_it_corrects_and_why_and_only_the_newest_can_be_corrected() {
    let mut office = office("correct");
    let id = case(&mut office.store, 1, &[]);
    let other = case(&mut office.store, 2, &[]);
    let plain = EvidenceHead::new(id, by(), NOW);
    let mut keep = |head: &EvidenceHead, text: &str| {
        office
            .store
            .transact(draft(Operation::GiveRiskNotice).case(id), |tx| tx.insert_evidence(head, &note(text)))
    };
    let first = keep(&plain, "一").expect("kept");
    let second = keep(&plain, "二").expect("kept");
    assert!(matches!(keep(&plain.clone().correcting(first, "  "), "三"), Err(StoreError::NoReason)));
    let elsewhere = EvidenceHead::new(other, by(), NOW).correcting(first, "笔误");
    assert!(matches!(keep(&elsewhere, "三"), Err(StoreError::Missing { .. })));
    let third = keep(&plain.clone().correcting(first, "笔误"), "三").expect("kept");
    assert!(matches!(
        keep(&plain.clone().correcting(first, "又"), "四"),
        Err(StoreError::AlreadyCorrected { .. })
    ));
    keep(&plain.correcting(third, "再改"), "五").expect("kept");

    let rows = office.store.list_evidence::<Note>(id).expect("read");
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(rows[2].supersedes.as_ref().map(|c| (c.id, c.reason.as_str())), Some((first, "笔误")));
    let counted: Vec<_> = current(&rows).map(|row| row.body.0.as_str()).collect();
    assert_eq!(counted, ["二", "五"]);
    assert_eq!(office.store.get_evidence::<Note>(second).expect("read").expect("there").body, note("二"));
    assert_eq!(office.store.count_evidence(EvidenceTable::RiskNotice, id).expect("read"), 4);
    assert_eq!(office.store.verify(true).expect("read").broken, []);
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Company {
    name: String,
    phone: String,
}

impl Registered for Company {
    const TABLE: RegisterTable = RegisterTable::Insurer;

    fn unique_key(&self) -> Option<String> {
        Some(self.name.clone())
    }
}

#[test]
fn a_register_keeps_every_version_and_no_two_things_share_a_name() {
    let mut office = office("register");
    let store = &mut office.store;
    let [one, other]: [InsurerId; 2] = [store.fresh_id(NOW), store.fresh_id(NOW)];
    let company = |name: &str, phone: &str| Company { name: name.to_owned(), phone: phone.to_owned() };
    let mut save = |id: InsurerId, body: Company| {
        let save = draft(Operation::RegisterInsurer);
        store.transact(save, |tx| tx.insert_version(id.uuid(), Some(by()), NOW, &body))
    };
    assert_eq!(save(one, company("甲保险", "1")).expect("saved"), 1);
    assert_eq!(save(one, company("甲保险", "2")).expect("saved"), 2);
    assert!(matches!(save(other, company("甲保险", "3")), Err(StoreError::Taken { noun: "保险机构" })));
    assert_eq!(save(one, company("甲财险", "2")).expect("renamed"), 3);
    assert_eq!(save(other, company("甲保险", "3")).expect("the name is free again"), 1);
    let latest = store.get_registered_by_key::<Company>("甲财险").expect("read").expect("there");
    assert_eq!((latest.id, latest.version, latest.by), (one.uuid(), 3, Some(by())));
    assert_eq!(store.list_registered::<Company>().expect("read").len(), 2);
    assert_eq!(store.list_versions::<Company>(one.uuid()).expect("read").len(), 3);
    assert_eq!(store.verify(true).expect("read").broken, []);
}

#[test]
fn settings_keep_their_history_and_drafts_count_for_nothing() {
    let mut office = office("settings");
    let store = &mut office.store;
    assert_eq!(store.get_setting::<u32>("grace_minutes").expect("read"), None);
    for minutes in [30_u32, 45] {
        let save = draft(Operation::SaveSettings);
        store
            .transact(save, |tx| tx.insert_setting("grace_minutes", &minutes, Some(by()), NOW))
            .expect("saved");
    }
    assert_eq!(store.get_setting::<u32>("grace_minutes").expect("read"), Some(45));
    let head = store.audit_head().expect("read");
    store.put_draft("check_in/1", &note("写到一半"), NOW).expect("kept");
    store.put_draft("check_in/1", &note("写完了"), NOW.plus_minutes(1)).expect("kept");
    let (body, at) = store.get_draft::<Note>("check_in/1").expect("read").expect("there");
    assert_eq!((body, at), (note("写完了"), NOW.plus_minutes(1)));
    assert_eq!(store.get_draft::<u32>("check_in/1").expect("a draft of another shape is none"), None);
    assert_eq!(store.list_drafts("check_in/").expect("read").len(), 1);
    assert_eq!(store.audit_head().expect("read"), head);
    store.transact(draft(Operation::SignIn), |tx| tx.remove_draft("check_in/1")).expect("saved");
    assert_eq!(store.list_drafts("").expect("read").len(), 0);
}

#[test]
fn numbers_run_by_series_and_year_and_a_failed_write_gives_its_number_back() {
    let mut office = office("numbers");
    let mut take = |series: &str, year: i32, fails: bool| {
        office.store.transact(draft(Operation::DecideAccept), |tx| {
            let n = tx.take_number(series, year)?;
            if fails { Err(StoreError::NoReason) } else { Ok(n) }
        })
    };
    assert_eq!(take("case", 2026, false).expect("taken"), 1);
    assert!(take("case", 2026, true).is_err());
    assert_eq!(take("case", 2026, false).expect("taken"), 2);
    assert_eq!(take("intake", 2026, false).expect("taken"), 1);
    assert_eq!(take("case", 2027, false).expect("taken"), 1);
}

#[test]
fn pages_of_cases_follow_each_other_without_a_gap() {
    let mut office = office("pages");
    for n in 0..25 {
        case(&mut office.store, n, &[]);
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = office.store.list_cases(&CaseFilter::default(), after, 7).expect("read");
        after = page.last().map(CaseHead::cursor);
        seen.extend(page);
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    assert!(seen.is_sorted_by(|one, next| (one.received_on, one.id) > (next.received_on, next.id)));
    let filter = CaseFilter {
        states: vec!["ACCEPTED".to_owned(), "SCHEDULED".to_owned()],
        received_from: Some(NOW.day().plus_days(2)),
        received_to: Some(NOW.day().plus_days(4)),
        ..CaseFilter::default()
    };
    let found = office.store.list_cases(&filter, None, 100).expect("read");
    assert_eq!(found.iter().filter_map(|case| case.seq).collect::<Vec<_>>(), [14, 12, 10, 8, 6]);
    assert_eq!(office.store.count_cases(&filter).expect("read"), 5);
    let mut rising = Vec::new();
    loop {
        let after = rising.last().map(CaseHead::cursor);
        let page = office.store.list_cases_rising(&CaseFilter::default(), after, 7).expect("read");
        if page.is_empty() {
            break;
        }
        rising.extend(page);
    }
    seen.reverse();
    assert_eq!(rising, seen);
    let by_state = office.store.count_cases_by_state().expect("read");
    assert_eq!(by_state, [("ACCEPTED".to_owned(), 13), ("RECEIVED".to_owned(), 12)]);
    let taken: CaseId = office.store.fresh_id(NOW);
    let twice = office.store.transact(draft(Operation::SaveIntake), |tx| tx.put_case(&head(taken, 3)));
    assert!(matches!(twice, Err(StoreError::Taken { noun: "案件编号" })));
}

#[test]
fn a_case_is_found_by_anything_a_clerk_types() {
    let mut office = office("search");
    let store = &mut office.store;
    let one = case(store, 12, &[("单某丰", "000000199001010018", "13800000001"), ("阿不都·热合曼", "", "")]);
    let two = case(store, 13, &[("曾某某", "000000197512319990", "13800000002")]);
    let check = |typed: &str, expected: &[CaseId]| {
        let found: Vec<CaseId> =
            store.search_cases(typed, 10).expect("read").iter().map(|case| case.id).collect();
        assert_eq!(found, expected, "{typed}");
    };
    check("单某", &[one]);
    check("某丰", &[one]);
    check("丰", &[one]);
    check("热合曼", &[one]);
    check("不都热", &[one]);
    check("某", &[two, one]);
    check("smf", &[one]);
    check("shanmou", &[one]);
    check("ZengMouMou", &[two]);
    check("0000001990", &[one]);
    check("000000197512319990", &[two]);
    check("1380000000", &[two, one]);
    check("临鉴字第12号", &[one]);
    check("〔2026〕", &[two, one]);
    check("100%", &[]);
    check("\" OR 1", &[]);
    check("没有这个人", &[]);
    check("  ", &[]);
    let people =
        [IndexedPerson { role: "subject".to_owned(), name: "王某".into(), id_no: None, phone: None }];
    store.transact(draft(Operation::SaveIntake), |tx| tx.index_people(one, &people)).expect("saved");
    let found = |typed: &str| store.search_cases(typed, 10).expect("read").len();
    assert_eq!(
        [found("单某"), found("shanmou"), found("13800000001"), found("王"), found("wm")],
        [0, 0, 0, 1, 1]
    );
}

#[test]
fn checkpoints_are_signed_each_day_and_each_200_entries() {
    let mut office = office("checkpoints");
    let mut act = |at: Moment| {
        office.store.transact(AuditDraft::new(Operation::Backup, by(), at), |_| Ok(())).expect("written");
    };
    for n in 0..410 {
        act(NOW.plus_ms(n));
    }
    act(NOW.plus_minutes(24 * 60));
    act(NOW.plus_minutes(24 * 60 + 1));
    let report = office.store.verify(true).expect("read");
    assert_eq!((report.n_entries, report.n_checkpoints, report.broken.len()), (412, 4, 0));
    let note = office.store.get_last_checkpoint().expect("read").expect("there").note;
    assert!(note.contains("\n411\n"), "{note}");
    let back = NOW.plus_minutes(60);
    assert_eq!(office.store.clock_turned_back(back).expect("read"), Some(NOW.plus_minutes(24 * 60 + 1)));
    assert_eq!(office.store.clock_turned_back(NOW.plus_minutes(24 * 60 + 1)).expect("read"), None);
    assert_eq!(office.store.list_audit(None, Some(3), 10).expect("read").len(), 2);
}

#[test]
fn a_full_disk_under_the_database_is_told_as_that_and_the_office_goes_on() {
    let mut office = office("full");
    let id = case(&mut office.store, 1, &[]);
    let n_pages: u32 =
        office.store.conn.pragma_query_value(None, "page_count", |row| row.get(0)).expect("read");
    let limit = |store: &Store, n: u32| {
        let sql = format!("PRAGMA max_page_count = {n}");
        store.conn.query_row(&sql, [], |row| row.get::<_, u32>(0)).expect("set");
    };
    limit(&office.store, n_pages + 2);
    let head = EvidenceHead::new(id, by(), NOW);
    let big = note(&"长".repeat(20_000));
    let keep = |store: &mut Store| {
        store.transact(draft(Operation::GiveRiskNotice).case(id), |tx| tx.insert_evidence(&head, &big))
    };
    match keep(&mut office.store) {
        Err(StoreError::DiskFull { free_bytes }) => assert!(free_bytes > 0),
        other => panic!("{other:?}"),
    }
    assert_eq!(office.store.list_evidence::<Note>(id).expect("read"), []);
    limit(&office.store, u32::MAX - 1);
    keep(&mut office.store).expect("there is room again");
    assert_eq!(office.store.verify(true).expect("read").broken, []);
}

#[test]
fn the_copy_of_a_database_is_whole_encrypted_and_opens_with_the_same_key() {
    let mut office = office("copy");
    case(&mut office.store, 1, &[("周某某", "", "")]);
    let target = office.folder.join("backups");
    fs::create_dir_all(&target).expect("a folder");
    let head = office.store.copy_database_to(&target.join("office.db")).expect("copied");
    assert!(head != AuditHead::default() && head == office.store.audit_head().expect("read"));
    let bytes = fs::read(target.join("office.db")).expect("read");
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(!bytes.windows(9).any(|part| part == "周某某".as_bytes()));
    let conn = Connection::open(target.join("office.db")).expect("opened");
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\";", "01".repeat(32))).expect("keyed");
    let n: u32 = conn.query_row("SELECT count(*) FROM case_head", [], |row| row.get(0)).expect("read");
    assert_eq!(n, 1);
}

#[test]
fn an_older_database_is_copied_and_brought_up_step_by_step_and_a_failing_step_changes_nothing() {
    let folder = std::env::temp_dir().join(format!("store-migrate-{}", std::process::id()));
    fs::remove_dir_all(&folder).unwrap_or_default();
    fs::create_dir_all(&folder).expect("a folder");
    let backups = folder.join("backups");
    let mut conn = Connection::open(folder.join("some.db")).expect("opened");
    let version = |conn: &Connection| -> u32 {
        conn.pragma_query_value(None, "user_version", |row| row.get(0)).expect("read")
    };
    let one = "CREATE TABLE meta (k TEXT PRIMARY KEY, v); CREATE TABLE t (x); INSERT INTO t VALUES (1);";
    schema::migrate(&mut conn, &[one], &backups).expect("founded");
    assert!(!backups.exists(), "there was nothing to lose");
    let steps =
        [one, "ALTER TABLE t ADD COLUMN y;", "UPDATE t SET y = x + 1; INSERT INTO nowhere VALUES (1);"];
    let failed = schema::migrate(&mut conn, &steps, &backups).expect_err("the third step is wrong");
    assert!(matches!(failed, StoreError::Migration { to: 3, .. }), "{failed:?}");
    assert_eq!(version(&conn), 2);
    let y: Option<i64> = conn.query_row("SELECT y FROM t", [], |row| row.get(0)).expect("read");
    assert_eq!(y, None, "a failing step leaves nothing behind");
    assert_eq!(fs::read_dir(&backups).expect("copied").count(), 1);
    assert_eq!(schema::recognise(&conn, &steps).expect("ours"), 2);
    let refused = schema::recognise(&conn, &[one]).expect_err("newer than one step");
    assert!(matches!(refused, StoreError::NewerSchema { found: 2, newest_known: 1 }));
    drop(conn);
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_connection_is_set_as_the_architecture_says() {
    let office = office("settings-of-connection");
    let settings: (String, i64, i64, i64) = office
        .store
        .conn
        .query_row(
            "SELECT (SELECT journal_mode FROM pragma_journal_mode), (SELECT foreign_keys FROM pragma_foreign_keys), \
             (SELECT recursive_triggers FROM pragma_recursive_triggers), \
             (SELECT application_id FROM pragma_application_id)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .expect("read");
    assert_eq!(settings, ("wal".to_owned(), 1, 1, i64::from(schema::APPLICATION_ID)));
}
