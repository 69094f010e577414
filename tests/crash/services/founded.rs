//! A first run is cut at each write, and its disk is full at each: afterwards the office is there and opens with its
//! password, or the first run can be gone through again — never a folder that is neither.

use crate::crash::cut::Cut;
use crate::crash::full_disk::FailAfter;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::institution::Institution;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::session;
use appraisal_desk::services::session::Door;
use appraisal_desk::services::session::InitDraft;
use appraisal_desk::services::verify;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

const FOLDER: &str = "APPRAISAL_DESK_FOUNDED_FOLDER";
const AFTER: &str = "APPRAISAL_DESK_FOUNDED_AFTER";

/// As the victim: an office is founded behind a gate that cuts. On its own: whole, and without a trace of founding.
#[test]
fn a_first_run() {
    if let Ok(folder) = std::env::var(FOLDER) {
        let after = std::env::var(AFTER).unwrap().parse().unwrap();
        let builder = OfficeBuilder::sichuan().gate(Arc::new(Cut::after(after)));
        let (mut office, _clock) = builder.before(Path::new(&folder)).unwrap();
        found(&mut office).unwrap();
        return;
    }
    let folder = TempFolder::new();
    let place = folder.join("案卷库");
    let (mut office, _clock) = OfficeBuilder::sichuan().before(&place).unwrap();
    found(&mut office).unwrap();
    drop(office);
    assert!(!place.join("founding").exists());
    is_whole(&place);
}

#[test]
fn cut_at_each_write_there_is_a_whole_office_or_none() {
    let mut n_whole = 0;
    let mut n_begun_again = 0;
    for after in 0.. {
        assert!(after < 60, "the victim never finishes");
        let folder = TempFolder::new();
        let place = folder.join("案卷库");
        let mut victim = Command::new(std::env::current_exe().unwrap());
        victim.args(["--exact", "crash::services::founded::a_first_run", "--nocapture"]);
        victim.env(FOLDER, &place).env(AFTER, after.to_string());
        let ended = victim.stdin(Stdio::null()).output().unwrap();
        let (mut office, _clock) = OfficeBuilder::sichuan().before(&place).unwrap();
        if session::view(&office).door == Door::NoOffice {
            let said = session::view(&office).warnings.join("");
            assert_eq!(said.contains("没有建完"), place.join("founding").exists(), "{said}");
            found(&mut office).unwrap_or_else(|error| panic!("after {after} writes: {error} ({error:?})"));
            n_begun_again += 1;
        } else {
            n_whole += 1;
        }
        drop(office);
        is_whole(&place);
        if ended.status.success() {
            break;
        }
    }
    assert!(n_begun_again >= 7 && n_whole >= 2, "{n_begun_again} begun again, {n_whole} whole");
}

#[test]
fn on_a_full_disk_the_same_window_founds_it_when_there_is_room() {
    for after in 0.. {
        assert!(after < 60, "the founding never succeeds");
        let folder = TempFolder::new();
        let place = folder.join("案卷库");
        let gate = Arc::new(FailAfter { left: AtomicU32::new(after) });
        let builder = OfficeBuilder::sichuan().gate(Arc::clone(&gate) as Arc<_>);
        let (mut office, _clock) = builder.before(&place).unwrap();
        let result = found(&mut office);
        gate.left.store(u32::MAX, Ordering::SeqCst);
        let Err(error) = result else { break };
        assert_eq!(error.code(), "store-disk-full", "{error:?}");
        let left: Vec<_> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["office.lock"], "after {after} writes");
        found(&mut office).unwrap();
        drop(office);
        is_whole(&place);
    }
}

#[test]
fn a_password_that_will_not_do_leaves_a_folder_that_will() {
    let folder = TempFolder::new();
    let (mut office, _clock) = OfficeBuilder::sichuan().before(&folder.join("案卷库")).unwrap();
    let mut draft = draft();
    draft.director.password = Secret::new("12345678".to_owned());
    assert_eq!(session::init(&mut office, draft).unwrap_err().code(), "vault-weak-password");
    found(&mut office).unwrap();
}

#[test]
fn an_office_that_lost_its_keys_is_not_founded_over() {
    let folder = TempFolder::new();
    let place = folder.join("案卷库");
    let (mut office, _clock) = OfficeBuilder::sichuan().before(&place).unwrap();
    found(&mut office).unwrap();
    drop(office);
    let before = fs::read(place.join("office.db")).unwrap();
    fs::remove_file(place.join("vault.json")).unwrap();
    let (mut office, _clock) = OfficeBuilder::sichuan().before(&place).unwrap();
    let error = found(&mut office).unwrap_err();
    assert_eq!(error.to_string(), "这个文件夹里有案卷（office.db），它的钥匙（vault.json）不见了，没有新建");
    assert!(error.remedy().contains("备份"), "{}", error.remedy());
    assert_eq!(fs::read(place.join("office.db")).unwrap(), before);
    assert!(!place.join("vault.json").exists());
}

fn found(office: &mut Office) -> Result<(), ServiceError> {
    session::init(office, draft()).map(|_sheet| ())
}

fn draft() -> InitDraft {
    InitDraft { institution: institution(), director: super::refused::director() }
}

fn institution() -> Institution {
    let office = OfficeBuilder::sichuan().build();
    (*office.office.institution().unwrap()).clone()
}

/// The office opens with the password of its director, holds the institution, and its log is unbroken.
fn is_whole(place: &Path) {
    let (mut office, _clock) = OfficeBuilder::sichuan().reopen(place, "gu").unwrap();
    assert_eq!(session::view(&office).door, Door::RecoveryUnconfirmed);
    assert!(!place.join("founding").exists(), "an office that opens bears no mark of its founding");
    assert_eq!(office.institution().unwrap().name, "某某司法鉴定中心");
    assert_eq!(office.sitting().unwrap().name.as_str(), "顾南枝");
    assert!(verify::verify(&mut office).unwrap().broken.is_empty());
    let renewed = session::handle(&mut office, session::Request::RenewRecovery).unwrap();
    let appraisal_desk::services::request::Outcome::Recovery(sheet) = renewed else { panic!("no sheet") };
    session::handle(&mut office, session::Request::ConfirmRecovery { typed: sheet.printed }).unwrap();
    assert_eq!(session::view(&office).door, Door::Open);
}
