//! What stands in the way of an office, met through the services: wrong password, damage, a newer program, a second
//! window, a folder that will not do. Each has its own sentence, none is taken for another, and none changes anything.

use super::Shut;
use super::Told;
use super::WHEN;
use super::keys_of;
use super::round;
use crate::crash::cut::copy;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::platform::lock_file::LockError;
use appraisal_desk::platform::paths::FolderFlaw;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::picture;
use appraisal_desk::services::session;
use appraisal_desk::services::session::InitDraft;
use appraisal_desk::services::session::UserDraft;
use appraisal_desk::services::verify;
use appraisal_desk::store::StoreError;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

const SECOND: &str = "APPRAISAL_DESK_SECOND_WINDOW";

fn open(place: &Path) -> Result<Office, ServiceError> {
    OfficeBuilder::sichuan().at(WHEN).reopen(place, "zhou").map(|(office, _clock)| office)
}

fn unlock(office: &mut Office, login: &str, password: &str) -> Result<(), ServiceError> {
    session::unlock(office, login, &Secret::new(password.to_owned())).map(|_unlocked| ())
}

/// Says code and sentence of what went wrong.
#[track_caller]
fn says<T>(result: Result<T, ServiceError>, code: &str, sentence: &str) {
    let error = result.map(|_done| ()).expect_err(sentence);
    assert_eq!((error.code(), error.to_string().as_str()), (code, sentence), "{error:?}");
    assert!(!error.remedy().is_empty());
}

#[test]
fn wrong_password_and_unknown_login_are_one_sentence_and_change_nothing() {
    let shut = Shut::new();
    let mut office = open(&shut.place()).unwrap();
    session::lock(&mut office).unwrap();
    let sentence = "登录名或密码不正确，案卷库没有打开";
    says(unlock(&mut office, "zhou", "青石板路上慢慢跑 2026"), "vault-wrong-password", sentence);
    says(unlock(&mut office, "nobody", PASSWORD), "vault-wrong-password", sentence);
    says(office.file(shut.case), "V-04", "案卷库已锁定，什么都没有改");
    unlock(&mut office, "zhou", PASSWORD).unwrap();
    assert!(office.file(shut.case).is_ok());
}

#[test]
fn damaged_page_is_called_damage_and_nothing_is_written_after_it_was_met() {
    let shut = Shut::new();
    let place = shut.place().join("office.db");
    let whole = fs::read(&place).unwrap();
    let n_pages = whole.len() / 4096;
    let mut n_met = 0;
    for page in (1..n_pages).step_by(5) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1234] ^= 0x10;
        fs::write(&place, bytes).unwrap();
        for leftover in ["office.db-wal", "office.db-shm"] {
            fs::remove_file(shut.place().join(leftover)).unwrap_or_default();
        }
        let sentence = "案卷库有损坏（office.db），已停止写入";
        let mut office = match open(&shut.place()) {
            Ok(office) => office,
            Err(error) => {
                says::<()>(Err(error), "store-damaged", sentence);
                n_met += 1;
                continue;
            }
        };
        if let Err(error) = verify::verify(&mut office) {
            says::<()>(Err(error), "store-damaged", sentence);
            // A new round would read and write much that is not damaged; it is refused all the same.
            let refused = round(&mut office, shut.case, 1, |_told| {});
            says(refused, "store-damaged", sentence);
            n_met += 1;
        }
    }
    assert!(n_met > 10, "met {n_met} of {} damaged pages", n_pages / 5);
}

#[test]
fn damaged_beginning_reads_like_a_key_that_does_not_fit() {
    let shut = Shut::new();
    let place = shut.place().join("office.db");
    let mut bytes = fs::read(&place).unwrap();
    bytes[100] ^= 1;
    fs::write(&place, bytes).unwrap();
    says(open(&shut.place()), "store-wrong-key", "钥匙与案卷库不符，案卷库没有打开");
}

#[test]
fn damaged_and_missing_copies_are_named_and_the_case_goes_on() {
    let shut = Shut::new();
    let mut office = open(&shut.place()).unwrap();
    let before = objects(&shut.place());
    let mut kept = Vec::new();
    round(&mut office, shut.case, 0, |told| {
        if let Told::Kept(object) = told {
            kept.push(object);
        }
    })
    .unwrap();
    let fresh: Vec<_> = objects(&shut.place()).difference(&before).cloned().collect();
    let ([one, other], [damaged, missing]) = (kept.try_into().unwrap(), fresh.try_into().unwrap());
    let mut bytes = fs::read(&damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    fs::remove_file(&missing).unwrap();
    let mut look = |object| picture::look(&mut office, object, shut.case);
    let rest = "案卷库其余部分不受影响";
    // File names tell nothing, so which copy was hit is told by the error alone.
    let is_one = matches!(look(one), Err(ServiceError::Store(StoreError::DamagedObject { .. })));
    let (damaged, missing) = if is_one { (one, other) } else { (other, one) };
    says(look(damaged), "store-damaged-object", &format!("一份附件已损坏，没有打开；{rest}"));
    says(look(missing), "store-missing-object", &format!("一份附件的文件不见了，没有打开；{rest}"));
    assert_eq!(verify::verify(&mut office).unwrap().broken.len(), 2);
    round(&mut office, shut.case, 1, |_told| {}).unwrap();
}

#[test]
fn what_a_newer_program_wrote_is_not_touched() {
    let shut = Shut::new();
    let conn = behind_the_back(&shut.place());
    conn.execute_batch("PRAGMA user_version = 99; UPDATE meta SET v = 99 WHERE k = 'min_reader';").unwrap();
    drop(conn);
    let known = appraisal_desk::store::newest_schema();
    let sentence = format!("案卷库由更新版本的软件写成（第 99 版，本软件认识到第 {known} 版），没有打开");
    says(open(&shut.place()), "store-newer-schema", &sentence);
    let place = shut.place().join("vault.json");
    let vault = fs::read_to_string(&place).unwrap();
    let mut newer: serde_json::Value = serde_json::from_str(&vault).unwrap();
    newer["format"] = 99.into();
    newer["min_reader"] = 99.into();
    fs::write(&place, newer.to_string()).unwrap();
    says(open(&shut.place()), "vault-newer", "案卷库的钥匙由更新版本的软件写成，没有打开");
}

#[test]
fn keys_cut_in_half_are_taken_from_their_former_copy_or_called_damaged() {
    let shut = Shut::new();
    let place = shut.place().join("vault.json");
    let whole = fs::read(&place).unwrap();
    fs::write(&place, &whole[..whole.len() / 2]).unwrap();
    open(&shut.place()).unwrap();
    fs::write(&place, &whole[..whole.len() / 2]).unwrap();
    fs::remove_file(shut.place().join("vault.json.bak")).unwrap();
    says(open(&shut.place()), "vault-damaged", "案卷库的钥匙（vault.json）已损坏，没有打开");
}

/// As the second window: tries to open what another process has open, and tells what it is told.
#[test]
fn a_second_window_on_the_same_office() {
    if let Ok(folder) = std::env::var(SECOND) {
        let sentence = "这个案卷库正在另一个窗口里使用，没有再次打开";
        says(open(Path::new(&folder)), "lock-held", sentence);
        return;
    }
    let shut = Shut::new();
    let mut first = open(&shut.place()).unwrap();
    let second = |test: &str| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--test-threads=1"]).env(SECOND, shut.place());
        command.output().unwrap()
    };
    let test = "crash::services::refused::a_second_window_on_the_same_office";
    let refused = second(test);
    assert!(refused.status.success(), "{}", String::from_utf8_lossy(&refused.stdout));
    // Locking the first window does not let a second one in: it is still there.
    session::lock(&mut first).unwrap();
    assert!(second(test).status.success());
    unlock(&mut first, "zhou", PASSWORD).unwrap();
    round(&mut first, shut.case, 1, |_told| {}).unwrap();
    drop(first);
    assert!(!second(test).status.success(), "the lock is gone with its window");
    assert!(!matches!(open(&shut.place()), Err(ServiceError::Lock(LockError::HeldByAnother))));
}

#[test]
fn folders_that_will_not_do_are_refused_before_anything_is_written() {
    let shut = Shut::new();
    let institution = open(&shut.place()).unwrap().institution().unwrap();
    let found = |place: &Path| {
        let (mut office, _clock) = OfficeBuilder::sichuan().before(place)?;
        let draft = InitDraft { institution: (*institution).clone(), director: director() };
        session::init(&mut office, draft)
    };
    let full = shut.folder.join("别的东西");
    fs::create_dir_all(full.join("照片")).unwrap();
    let sentence = "这个文件夹里有其他文件，请选择一个空文件夹，或在其中新建一个";
    says(found(&full), "V-12", sentence);
    assert_eq!(fs::read_dir(&full).unwrap().count(), 1, "nothing was put there");
    let file = shut.folder.join("文件");
    fs::write(&file, b"x").unwrap();
    says(found(&file), "V-12", "这不是一个文件夹，请另选");
    let sentence = "这个文件夹里已经有案卷库的钥匙（vault.json），没有新建";
    says(found(&shut.place()), "vault-already-there", sentence);
}

#[test]
fn an_office_that_was_moved_into_a_copied_folder_is_told_to_move_back() {
    let shut = Shut::new();
    let moved = shut.folder.join("OneDrive").join("案卷库");
    copy(&shut.place(), &moved);
    let said = session::view(&open(&moved).unwrap()).warnings.join("\n");
    assert!(said.contains("OneDrive") && said.contains("把整个案卷库文件夹移到不同步的地方"), "{said}");
    assert!(!said.contains("选择"), "an office is moved back, not chosen anew: {said}");
    let error = ServiceError::OfficeMoved(FolderFlaw::OnNetworkDrive);
    assert_eq!(error.remedy(), "请关掉鉴证台，把整个案卷库文件夹移回本机磁盘，再打开");
}

pub(super) fn director() -> UserDraft {
    UserDraft {
        login: "gu".to_owned(),
        name: appraisal_desk::domain::secret::PersonName::new("顾南枝"),
        roles: [appraisal_desk::domain::staff::Role::Director].into(),
        password: Secret::new(PASSWORD.to_owned()),
        licence: None,
        assistant_licence: None,
        has_senior_title: false,
        interests: Vec::new(),
        other_posts: Vec::new(),
    }
}

/// The files under `objects/`.
fn objects(place: &Path) -> BTreeSet<PathBuf> {
    let fans = fs::read_dir(place.join("objects")).unwrap();
    fans.flat_map(|fan| fs::read_dir(fan.unwrap().path()).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect()
}

/// Opens the database past the program, as somebody with the key and a tool would.
fn behind_the_back(place: &Path) -> Connection {
    let keys = keys_of(place);
    let key: String = keys.database.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let conn = Connection::open(place.join("office.db")).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\";")).unwrap();
    conn
}
