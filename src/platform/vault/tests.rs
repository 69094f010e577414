//! What the vault opens, and what it does not.

use crate::domain::ids::CountingIds;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::platform::vault::KdfCost;
use crate::platform::vault::NewUser;
use crate::platform::vault::Opened;
use crate::platform::vault::RecoveryKey;
use crate::platform::vault::Vault;
use crate::platform::vault::VaultError;
use std::fs;
use std::path::PathBuf;

const CHEAP: KdfCost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
const NOW: Moment = Moment::from_ms(1_795_500_201_000);

struct Office {
    folder: PathBuf,
    ids: CountingIds,
    director: UserId,
}

impl Drop for Office {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn found(name: &str) -> (Office, Vault, Opened, RecoveryKey) {
    let folder = std::env::temp_dir().join(format!("vault-{name}-{}", std::process::id()));
    fs::remove_dir_all(&folder).unwrap_or_default();
    fs::create_dir_all(&folder).expect("a folder");
    let mut ids = CountingIds::default();
    let director = UserId::fresh(&mut ids, NOW);
    let password = secret(PASSWORD);
    let first = NewUser { user: director, login: "Zhou", password: &password };
    let (vault, opened, paper) = Vault::draw(&folder, &first, CHEAP, &mut ids, NOW).expect("drawn");
    vault.lay_down().expect("laid down");
    (Office { folder, ids, director }, vault, opened, paper)
}

const PASSWORD: &str = "院子里有两棵枣树啊!";

#[test]
fn password_and_paper_open_the_same_keys() {
    let (office, _, created, paper) = found("same");
    let mut vault = Vault::load(&office.folder, CHEAP).expect("loaded");
    let by_password = vault.unlock(" zhou ", &secret(PASSWORD), NOW).expect("opened");
    let by_paper = vault.recover(&paper.printed()).expect("opened");
    assert_eq!(by_password.user, Some(office.director));
    assert_eq!(by_paper.user, None);
    assert_eq!(by_password.keys.database, created.keys.database);
    assert_eq!(by_paper.keys.database, created.keys.database);
    assert_ne!(created.keys.database, created.keys.object_names);
    assert!(matches!(vault.unlock("zhou", &secret("wrong password"), NOW), Err(VaultError::WrongPassword)));
    assert!(matches!(vault.unlock("nobody", &secret(PASSWORD), NOW), Err(VaultError::WrongPassword)));
}

#[test]
fn nothing_personal_and_no_key_lies_in_the_file() {
    let (office, _, created, paper) = found("clear");
    let text = fs::read_to_string(office.folder.join("vault.json")).expect("read");
    let key: String = created.keys.database.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    for hidden in ["zhou", "Zhou", "枣树", &key, paper.printed().as_str()] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_changed_password_replaces_the_former_one() {
    let (mut office, mut vault, ..) = found("change");
    let (former, new) = (secret(PASSWORD), secret("另一句没人想得到的话"));
    let refused = vault.change_password("zhou", &new, &former, &mut office.ids, NOW);
    assert!(matches!(refused, Err(VaultError::WrongPassword)));
    let weak = vault.change_password("zhou", &former, &secret("1234567890"), &mut office.ids, NOW);
    assert!(matches!(weak, Err(VaultError::WeakPassword(_))));
    vault.unlock("zhou", &former, NOW).expect("a refused change changes nothing");
    vault.change_password("zhou", &former, &new, &mut office.ids, NOW).expect("changed");
    let mut again = Vault::load(&office.folder, CHEAP).expect("loaded");
    assert!(again.unlock("zhou", &former, NOW).is_err());
    assert_eq!(again.unlock("zhou", &new, NOW).expect("opened").user, Some(office.director));
}

#[test]
fn users_come_and_go_but_the_last_one_stays() {
    let (mut office, mut vault, opened, _) = found("users");
    let clerk = UserId::fresh(&mut office.ids, NOW);
    let password = secret("前台的一句长长的话。");
    let taken = NewUser { user: clerk, login: "ZHOU", password: &password };
    assert!(matches!(
        vault.add_user(&opened.data_key, &taken, &mut office.ids, NOW),
        Err(VaultError::LoginTaken)
    ));
    let new = NewUser { user: clerk, login: "qiantai", password: &password };
    vault.add_user(&opened.data_key, &new, &mut office.ids, NOW).expect("added");
    assert_eq!(vault.unlock("qiantai", &password, NOW).expect("opened").user, Some(clerk));
    assert_eq!(vault.users(), [office.director, clerk]);
    vault.disable_user(clerk, NOW).expect("disabled");
    assert!(matches!(vault.unlock("qiantai", &password, NOW), Err(VaultError::WrongPassword)));
    assert!(matches!(vault.disable_user(office.director, NOW), Err(VaultError::LastUser)));
    assert!(matches!(vault.disable_user(clerk, NOW), Err(VaultError::UnknownUser)));
}

#[test]
fn after_five_failures_each_attempt_waits_longer_and_restarting_does_not_help() {
    let (office, mut vault, ..) = found("delay");
    for _ in 0..5 {
        assert!(matches!(
            vault.unlock("zhou", &secret("wrong password"), NOW),
            Err(VaultError::WrongPassword)
        ));
    }
    let mut vault = Vault::load(&office.folder, CHEAP).expect("loaded");
    let right = secret(PASSWORD);
    assert!(matches!(vault.unlock("zhou", &right, NOW), Err(VaultError::TooSoon { seconds: 5 })));
    assert!(matches!(
        vault.unlock("zhou", &right, NOW.plus_minutes(-60)),
        Err(VaultError::TooSoon { seconds: 5 })
    ));
    let later = NOW.plus_ms(5_000);
    assert!(matches!(vault.unlock("zhou", &secret("wrong password"), later), Err(VaultError::WrongPassword)));
    assert_eq!(vault.wait_seconds(later), 10);
    assert_eq!(vault.wait_seconds(later.plus_ms(9_001)), 1);
    let opened = vault.unlock("zhou", &right, later.plus_ms(10_000)).expect("opened");
    assert_eq!(opened.failures_before, 6);
    assert_eq!(vault.wait_seconds(later), 0);
}

#[test]
fn the_paper_is_confirmed_by_typing_it_and_replaced_by_another() {
    let (mut office, mut vault, opened, paper) = found("paper");
    assert!(!vault.recovery_key_is_confirmed());
    assert!(matches!(vault.confirm_recovery_key("AAAA-BBBB"), Err(VaultError::MistypedRecoveryKey)));
    vault.confirm_recovery_key(&paper.printed().to_lowercase()).expect("confirmed");
    assert!(Vault::load(&office.folder, CHEAP).expect("loaded").recovery_key_is_confirmed());
    let newer = vault.replace_recovery_key(&opened.data_key, &mut office.ids, NOW).expect("replaced");
    assert!(matches!(vault.recover(&paper.printed()), Err(VaultError::WrongRecoveryKey)));
    vault.recover(&newer.printed()).expect("opened");
    assert!(!vault.recovery_key_is_confirmed());
}

#[test]
fn a_slot_whose_fields_were_exchanged_does_not_open() {
    let (office, ..) = found("tamper");
    let place = office.folder.join("vault.json");
    let text = fs::read_to_string(&place).expect("read");
    let cheaper = text.replace("\"passes\": 1", "\"passes\": 2");
    assert_ne!(cheaper, text);
    fs::write(&place, cheaper).expect("written");
    let mut vault = Vault::load(&office.folder, CHEAP).expect("loaded");
    assert!(matches!(vault.unlock("zhou", &secret(PASSWORD), NOW), Err(VaultError::WrongPassword)));
}

#[test]
fn an_unreadable_vault_falls_back_to_the_one_before_it() {
    let (office, mut vault, _, paper) = found("fallback");
    vault.confirm_recovery_key(&paper.printed()).expect("confirmed, and so saved twice");
    let place = office.folder.join("vault.json");
    fs::write(&place, b"{\"format\":").expect("written");
    Vault::load(&office.folder, CHEAP)
        .expect("loaded")
        .unlock("zhou", &secret(PASSWORD), NOW)
        .expect("opened");
    fs::write(&place, b"").expect("written");
    fs::remove_file(office.folder.join("vault.json.bak")).expect("removed");
    assert!(matches!(Vault::load(&office.folder, CHEAP), Err(VaultError::Damaged(_))));
    let newer = "{\"format\":9,\"min_reader\":9,\"vault_id\":\"x\",\"failures\":0,\"slots\":[]}";
    fs::write(&place, newer).expect("written");
    assert!(matches!(Vault::load(&office.folder, CHEAP), Err(VaultError::Newer)));
}
