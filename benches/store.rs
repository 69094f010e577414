//! What the store costs in an office of 100 000 cases, about the most one institution ever has.
//!
//! | bench | budget (one core of 2020) |
//! |---|---|
//! | `open_to_first_page`: open, check the key, list the newest 50 | 100 ms |
//! | `load_one_case`: its row and its evidence | 5 ms |
//! | `search_a_name`, `search_pinyin` | 20 ms |
//! | `middle_page`: 50 rows after a cursor in the middle | 5 ms |
//! | `commit_a_check_in`: two pictures of 200 KB kept, one row, one entry, flushed | 50 ms |
//! | `verify_10_000_entries`: chain, rows, checkpoints | 1 s |
//!
//! `cargo bench --bench store`; the office is made once (about a minute) and goes away at the end.
//! `CASES=1000 cargo bench --bench store` makes a small one.
#![expect(clippy::unwrap_used, reason = "a bench that cannot unwrap has nothing to measure")]

#[path = "../tests/support/folder.rs"]
#[expect(dead_code, reason = "tests use the rest of it")]
mod folder;
#[path = "../tests/support/store_fixture.rs"]
#[expect(dead_code, reason = "tests use the rest of it")]
mod store_fixture;

use crate::folder::TempFolder;
use crate::store_fixture::NOW;
use crate::store_fixture::Shown;
use crate::store_fixture::create;
use crate::store_fixture::head;
use crate::store_fixture::keys;
use crate::store_fixture::picture;
use crate::store_fixture::sign_in;
use crate::store_fixture::somebody;
use appraisal_desk::domain::audit::AuditDraft;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case_head::CaseCursor;
use appraisal_desk::domain::case_head::CaseFilter;
use appraisal_desk::domain::evidence::EvidenceHead;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::platform::random_ids::RandomIds;
use appraisal_desk::store::IndexedPerson;
use appraisal_desk::store::OpenOptions;
use appraisal_desk::store::Store;
use divan::Bencher;
use std::path::Path;
use std::sync::OnceLock;

const FAMILY_NAMES: &[&str] = &["周", "吴", "郑", "王", "冯", "陈", "曾", "单", "尉迟", "欧阳"];
const GIVEN_NAMES: &[&str] = &["某", "某某", "建国", "小明", "三丰", "晓", "一"];
const EVIDENCE_OF_A_CASE: usize = 8;

struct Large {
    folder: TempFolder,
    middle: CaseCursor,
    case: CaseId,
}

fn main() {
    divan::main();
}

fn n_cases() -> u32 {
    std::env::var("CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

/// Makes the office, once.
fn large() -> &'static Large {
    static OFFICE: OnceLock<Large> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let folder = TempFolder::new();
        let mut store = create(folder.path());
        let mut cases = Vec::new();
        for n in 0..n_cases() {
            cases.push(add(&mut store, n));
        }
        let middle = store.get_case(cases[cases.len() / 2]).unwrap().unwrap().cursor();
        let case = cases[cases.len() / 3];
        store.close().unwrap();
        Large { folder, middle, case }
    })
}

/// One case with its people and evidence, in one transaction with one entry.
fn add(store: &mut Store, n: u32) -> CaseId {
    let at = NOW.plus_minutes(i64::from(n) * 7);
    let id: CaseId = store.fresh_id(at);
    let pick = |names: &[&str], n: u32| names[n as usize % names.len()].to_owned();
    let name = pick(FAMILY_NAMES, n) + &pick(GIVEN_NAMES, n / 10);
    let person = |role: &str, name: &str| IndexedPerson {
        role: role.to_owned(),
        name: name.into(),
        id_no: Some(format!("000000{:012}", u64::from(n) * 7_919).as_str().into()),
        phone: Some(format!("1380{n:07}").as_str().into()),
    };
    let people = [person("subject", &name), person("insurer_rep", "某保险到场人员")];
    let mut row = head(id, at);
    row.case_no = Some(format!("某〔2026〕临鉴字第{}号", n + 1));
    row.subject_name = name.as_str().into();
    let evidence = EvidenceHead::new(id, somebody(), at);
    store
        .transact(AuditDraft::new(Operation::SaveIntake, somebody(), at).case(id), |tx| {
            tx.put_case(&row)?;
            tx.index_people(id, &people)?;
            for _ in 0..EVIDENCE_OF_A_CASE {
                tx.insert_evidence(&evidence, &Shown::alone(&name))?;
            }
            Ok(id)
        })
        .unwrap()
}

fn open(folder: &Path) -> Store {
    Store::open(folder, keys(), OpenOptions::new(Box::new(RandomIds::new())), NOW).unwrap()
}

#[divan::bench]
fn open_to_first_page(bencher: Bencher<'_, '_>) {
    let office = large();
    bencher.bench_local(|| open(office.folder.path()).list_cases(&CaseFilter::default(), None, 50).unwrap());
}

#[divan::bench]
fn load_one_case(bencher: Bencher<'_, '_>) {
    let office = large();
    let store = open(office.folder.path());
    bencher.bench_local(|| {
        let row = store.get_case(office.case).unwrap().unwrap();
        (row, store.list_evidence::<Shown>(office.case).unwrap())
    });
}

#[divan::bench]
fn middle_page(bencher: Bencher<'_, '_>) {
    let office = large();
    let store = open(office.folder.path());
    bencher.bench_local(|| store.list_cases(&CaseFilter::default(), Some(office.middle), 50).unwrap());
}

#[divan::bench]
fn search_a_name(bencher: Bencher<'_, '_>) {
    let office = large();
    let store = open(office.folder.path());
    bencher.bench_local(|| store.search_cases("曾建国", 50).unwrap());
}

#[divan::bench]
fn search_pinyin(bencher: Bencher<'_, '_>) {
    let office = large();
    let store = open(office.folder.path());
    bencher.bench_local(|| store.search_cases("zjg", 50).unwrap());
}

#[divan::bench(sample_count = 30)]
fn commit_a_check_in(bencher: Bencher<'_, '_>) {
    let office = large();
    let mut store = open(office.folder.path());
    let mut seed = 0_u32;
    let pictures = || {
        seed += 1;
        let len = 200_000 + seed as usize;
        [picture(1, len), picture(2, len)]
    };
    bencher
        .with_inputs(pictures)
        .bench_local_refs(|[one, other]| sign_in(&mut store, office.case, [one, other], NOW).unwrap());
}

#[divan::bench(sample_count = 3)]
fn verify_10_000_entries(bencher: Bencher<'_, '_>) {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    for n in 0..10_000 {
        let at = NOW.plus_minutes(n);
        store.transact(AuditDraft::new(Operation::Backup, somebody(), at), |_| Ok(())).unwrap();
    }
    bencher.bench_local(|| assert!(store.verify(true).unwrap().is_sound()));
}
