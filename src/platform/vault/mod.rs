//! The key slots of an office: one random data key, wrapped once for each user and once for a key on paper.
//!
//! Passwords never touch the data: changing one rewrites a slot. Whoever holds the data key can read the files;
//! roles are a matter of the program, not of cryptography. Memory used by Argon2 is not wiped (its crate offers
//! that only behind a feature we do not turn on).

mod error;
mod password;
mod recovery_key;
mod slot;

use crate::domain::ids::IdSource;
use crate::domain::ids::UserId;
use crate::domain::keys::Key;
use crate::domain::keys::OfficeKeys;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::platform::replace_file::backup_of;
use crate::platform::replace_file::replace_file;
use crate::platform::replace_file::replace_file_keeping_former;
use crate::platform::vault::slot::Slot;
use crate::platform::vault::slot::SlotKind;
use crate::platform::vault::slot::VaultFile;
use crate::platform::vault::slot::crypto;
use crate::platform::vault::slot::to_hex;
use ring::hkdf;
use ring::hmac;
use ring::rand::SecureRandom as _;
use ring::rand::SystemRandom;
use serde::Deserialize;
use serde::Serialize;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use zeroize::Zeroizing;

pub use crate::platform::vault::error::VaultError;
pub use crate::platform::vault::password::PasswordFlaw;
pub use crate::platform::vault::recovery_key::RecoveryKey;

const NAME: &str = "vault.json";
const FORMAT: u32 = 1;
const FREE_ATTEMPTS: u32 = 5;
const FIRST_WAIT_SECONDS: u32 = 5;
const LONGEST_WAIT_SECONDS: u32 = 900;

/// What a guess at a password costs (Argon2id). Kept in each slot, so it may grow with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for KdfCost {
    /// 64 MiB, three passes: 0.17 seconds of one core when it was chosen (2026).
    fn default() -> Self {
        Self { memory_kib: 65_536, passes: 3, lanes: 1 }
    }
}

/// The data key of an open office. It opens nothing by itself; the vault needs it to write slots.
#[derive(Clone, Debug)]
pub struct DataKey(Key);

/// What unlocking gives.
#[derive(Debug)]
pub struct Opened {
    /// The keys the store needs.
    pub keys: OfficeKeys,
    /// What the vault needs to write slots.
    pub data_key: DataKey,
    /// Who opened it; none when the paper did.
    pub user: Option<UserId>,
    /// Failed attempts since it was opened last, for the log.
    pub failures_before: u32,
}

/// Who may open an office, and with what.
#[derive(Debug)]
pub struct NewUser<'a> {
    /// The identity the office knows them by.
    pub user: UserId,
    /// What they type to say who they are.
    pub login: &'a str,
    /// What they type to prove it.
    pub password: &'a Secret<String>,
}

/// The key slots of one office folder.
#[derive(Debug)]
pub struct Vault {
    place: PathBuf,
    file: VaultFile,
    cost: KdfCost,
}

impl Vault {
    /// Returns whether a folder holds a vault, or the former content of one.
    #[must_use]
    pub fn exists_in(office: &Path) -> bool {
        let place = office.join(NAME);
        place.exists() || backup_of(&place).exists()
    }

    /// Makes the keys of a new office, a first user and the key on paper. Nothing is on disk before
    /// [`Self::lay_down`]: an office is there from the moment its keys are.
    ///
    /// # Errors
    /// `AlreadyThere`, `WeakPassword`; otherwise what the random source says.
    pub fn draw(
        office: &Path,
        first: &NewUser<'_>,
        cost: KdfCost,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<(Self, Opened, RecoveryKey), VaultError> {
        if Self::exists_in(office) {
            return Err(VaultError::AlreadyThere);
        }
        let place = office.join(NAME);
        let mut bytes = Zeroizing::new([0; 32]);
        SystemRandom::new().fill(bytes.as_mut_slice()).map_err(crypto)?;
        let data_key = DataKey(Key::new(*bytes));
        let file = VaultFile {
            format: FORMAT,
            min_reader: FORMAT,
            vault_id: ids.fresh(at).to_string(),
            failures: 0,
            last_failure_at: None,
            slots: Vec::new(),
        };
        let mut vault = Self { place, file, cost };
        vault.push_password_slot(&data_key, first, ids, at)?;
        let paper = vault.push_recovery_slot(&data_key, ids, at)?;
        let keys = vault.derive(&data_key)?;
        Ok((vault, Opened { keys, data_key, user: Some(first.user), failures_before: 0 }, paper))
    }

    /// Writes the keys of a new office into its folder; the last thing a founding does.
    ///
    /// # Errors
    /// `AlreadyThere`; otherwise what the disk says.
    pub fn lay_down(&self) -> Result<(), VaultError> {
        if self.place.exists() {
            return Err(VaultError::AlreadyThere);
        }
        self.save()
    }

    /// Reads the vault of an office; the former content when the newest is unreadable.
    ///
    /// # Errors
    /// `NoVault`, `Newer`, `Damaged`; otherwise what the disk says.
    pub fn load(office: &Path, cost: KdfCost) -> Result<Self, VaultError> {
        let place = office.join(NAME);
        let file = read(&place).or_else(|error| match error {
            VaultError::NoVault | VaultError::Damaged(_) => restore(&place).map_err(|_also| error),
            other => Err(other),
        })?;
        if file.min_reader > FORMAT {
            return Err(VaultError::Newer);
        }
        Ok(Self { place, file, cost })
    }

    /// Opens the office for a user.
    ///
    /// # Errors
    /// `WrongPassword`, `TooSoon`; otherwise what the disk says. Failures are counted on disk.
    pub fn unlock(
        &mut self,
        login: &str,
        password: &Secret<String>,
        at: Moment,
    ) -> Result<Opened, VaultError> {
        self.wait_is_over(at)?;
        let tag = self.login_tag(login);
        let slot =
            self.file.slots.iter().find(|slot| slot.is_live() && slot.login_tag.as_deref() == Some(&tag));
        let Some(slot) = slot else {
            self.spend_a_guess(password)?;
            self.count_failure(at)?;
            return Err(VaultError::WrongPassword);
        };
        let user = slot.user;
        match slot.unwrap(&self.file.vault_id, password.reveal().as_bytes())? {
            Some(bytes) => self.opened(&bytes, user),
            None => {
                self.count_failure(at)?;
                Err(VaultError::WrongPassword)
            }
        }
    }

    /// Opens the office with the key on paper.
    ///
    /// # Errors
    /// `MistypedRecoveryKey`, `WrongRecoveryKey`; otherwise what the disk says.
    pub fn recover(&mut self, typed: &str) -> Result<Opened, VaultError> {
        let key = RecoveryKey::parse(typed).ok_or(VaultError::MistypedRecoveryKey)?;
        let bytes = self.open_recovery_slot(&key)?.ok_or(VaultError::WrongRecoveryKey)?;
        self.opened(&bytes, None)
    }

    /// Checks that the paper was copied right, by having it typed back once.
    ///
    /// # Errors
    /// `MistypedRecoveryKey`, `WrongRecoveryKey`; otherwise what the disk says.
    pub fn confirm_recovery_key(&mut self, typed: &str) -> Result<(), VaultError> {
        let key = RecoveryKey::parse(typed).ok_or(VaultError::MistypedRecoveryKey)?;
        self.open_recovery_slot(&key)?.ok_or(VaultError::WrongRecoveryKey)?;
        for slot in
            self.file.slots.iter_mut().filter(|slot| slot.kind == SlotKind::Recovery && slot.is_live())
        {
            slot.confirmed = true;
        }
        self.save()
    }

    /// Returns whether the newest paper was typed back.
    #[must_use]
    pub fn recovery_key_is_confirmed(&self) -> bool {
        self.file.slots.iter().any(|slot| slot.kind == SlotKind::Recovery && slot.is_live() && slot.confirmed)
    }

    /// Makes a new key on paper; the former one opens nothing any more.
    ///
    /// # Errors
    /// What the disk says; the former one is still good then.
    pub fn replace_recovery_key(
        &mut self,
        data_key: &DataKey,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<RecoveryKey, VaultError> {
        self.edited(|vault| {
            vault.disable_where(at, |slot| slot.kind == SlotKind::Recovery);
            vault.push_recovery_slot(data_key, ids, at)
        })
    }

    /// Lets another user open the office.
    ///
    /// # Errors
    /// `LoginTaken`, `WeakPassword`; otherwise what the disk says.
    pub fn add_user(
        &mut self,
        data_key: &DataKey,
        new: &NewUser<'_>,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<(), VaultError> {
        let tag = self.login_tag(new.login);
        if self.file.slots.iter().any(|slot| slot.is_live() && slot.login_tag.as_deref() == Some(&tag)) {
            return Err(VaultError::LoginTaken);
        }
        self.edited(|vault| vault.push_password_slot(data_key, new, ids, at))
    }

    /// Changes a user's password after proving the former one.
    ///
    /// # Errors
    /// `WrongPassword`, `TooSoon`, `WeakPassword`; otherwise what the disk says. The former one is still good then.
    pub fn change_password(
        &mut self,
        login: &str,
        former: &Secret<String>,
        new: &Secret<String>,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<(), VaultError> {
        let opened = self.unlock(login, former, at)?;
        let user = opened.user.ok_or(VaultError::UnknownUser)?;
        self.reset_password(&opened.data_key, &NewUser { user, login, password: new }, ids, at)
    }

    /// Gives a user a password without the former one: after recovery, or by whoever may.
    ///
    /// # Errors
    /// `WeakPassword`; otherwise what the disk says. The former one is still good then.
    pub fn reset_password(
        &mut self,
        data_key: &DataKey,
        user: &NewUser<'_>,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<(), VaultError> {
        let tag = self.login_tag(user.login);
        let taken = |slot: &Slot| slot.login_tag.as_deref() == Some(&tag) && slot.user != Some(user.user);
        if self.file.slots.iter().any(|slot| slot.is_live() && taken(slot)) {
            return Err(VaultError::LoginTaken);
        }
        self.edited(|vault| {
            vault.disable_where(at, |slot| slot.user == Some(user.user));
            vault.push_password_slot(data_key, user, ids, at)
        })
    }

    /// Keeps a user out from now on; nothing of their slot can be opened again.
    ///
    /// # Errors
    /// `UnknownUser`, `LastUser`; otherwise what the disk says.
    pub fn disable_user(&mut self, user: UserId, at: Moment) -> Result<(), VaultError> {
        let live = self.file.slots.iter().filter(|slot| slot.is_live() && slot.kind == SlotKind::Password);
        let (theirs, others): (Vec<_>, Vec<_>) = live.partition(|slot| slot.user == Some(user));
        if theirs.is_empty() {
            return Err(VaultError::UnknownUser);
        }
        if others.is_empty() {
            return Err(VaultError::LastUser);
        }
        self.edited(|vault| {
            vault.disable_where(at, |slot| slot.user == Some(user));
            Ok(())
        })
    }

    /// Returns the users who can open the office.
    #[must_use]
    pub fn users(&self) -> Vec<UserId> {
        self.file.slots.iter().filter(|slot| slot.is_live()).filter_map(|slot| slot.user).collect()
    }

    /// Returns how long to wait before the next attempt; 0 when there is no need to.
    #[must_use]
    pub fn wait_seconds(&self, at: Moment) -> u32 {
        let Some(last) = self.file.last_failure_at else { return 0 };
        let over = self.file.failures.saturating_sub(FREE_ATTEMPTS);
        if self.file.failures < FREE_ATTEMPTS {
            return 0;
        }
        let wait = FIRST_WAIT_SECONDS
            .saturating_mul(1_u32.checked_shl(over).unwrap_or(u32::MAX))
            .min(LONGEST_WAIT_SECONDS);
        // A clock turned back begins the wait anew instead of ending it.
        let waited_ms = at.ms().saturating_sub(last.ms()).max(0);
        let left_ms = (i64::from(wait) * 1000).saturating_sub(waited_ms).max(0);
        u32::try_from(left_ms.div_euclid(1000) + i64::from(left_ms % 1000 > 0)).unwrap_or(wait)
    }

    fn wait_is_over(&self, at: Moment) -> Result<(), VaultError> {
        match self.wait_seconds(at) {
            0 => Ok(()),
            seconds => Err(VaultError::TooSoon { seconds }),
        }
    }

    fn count_failure(&mut self, at: Moment) -> Result<(), VaultError> {
        self.file.failures = self.file.failures.saturating_add(1);
        self.file.last_failure_at = Some(at);
        self.save()
    }

    /// Takes as long as a wrong password, so that logins cannot be told apart by the time they take.
    fn spend_a_guess(&self, password: &Secret<String>) -> Result<(), VaultError> {
        let mut slot = Slot::begin(SlotKind::Password, uuid::Uuid::nil(), Moment::from_ms(0));
        slot.kdf = Some(self.cost);
        slot.wrap(&self.file.vault_id, password.reveal().as_bytes(), &[0; 32], &SystemRandom::new())
    }

    fn opened(&mut self, bytes: &[u8; 32], user: Option<UserId>) -> Result<Opened, VaultError> {
        let failures_before = self.file.failures;
        if failures_before > 0 {
            self.file.failures = 0;
            self.file.last_failure_at = None;
            self.save()?;
        }
        let data_key = DataKey(Key::new(*bytes));
        Ok(Opened { keys: self.derive(&data_key)?, data_key, user, failures_before })
    }

    fn open_recovery_slot(&self, key: &RecoveryKey) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
        for slot in self.file.slots.iter().filter(|slot| slot.kind == SlotKind::Recovery && slot.is_live()) {
            if let Some(bytes) = slot.unwrap(&self.file.vault_id, key.bytes())? {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn push_password_slot(
        &mut self,
        data_key: &DataKey,
        new: &NewUser<'_>,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<(), VaultError> {
        if let Some(flaw) = PasswordFlaw::of(new.password.reveal(), new.login) {
            return Err(VaultError::WeakPassword(flaw));
        }
        let mut slot = Slot::begin(SlotKind::Password, ids.fresh(at), at);
        slot.user = Some(new.user);
        slot.login_tag = Some(self.login_tag(new.login));
        slot.kdf = Some(self.cost);
        slot.wrap(
            &self.file.vault_id,
            new.password.reveal().as_bytes(),
            data_key.0.bytes(),
            &SystemRandom::new(),
        )?;
        self.file.slots.push(slot);
        Ok(())
    }

    fn push_recovery_slot(
        &mut self,
        data_key: &DataKey,
        ids: &mut dyn IdSource,
        at: Moment,
    ) -> Result<RecoveryKey, VaultError> {
        let key = RecoveryKey::fresh(&SystemRandom::new()).map_err(crypto)?;
        let mut slot = Slot::begin(SlotKind::Recovery, ids.fresh(at), at);
        slot.wrap(&self.file.vault_id, key.bytes(), data_key.0.bytes(), &SystemRandom::new())?;
        self.file.slots.push(slot);
        Ok(key)
    }

    fn disable_where(&mut self, at: Moment, is_meant: impl Fn(&Slot) -> bool) {
        for slot in self.file.slots.iter_mut().filter(|slot| slot.is_live() && is_meant(slot)) {
            slot.disabled_at = Some(at);
            slot.wrapped.clear();
        }
    }

    /// Changes the slots and saves them, or leaves them as they were.
    fn edited<R>(&mut self, edit: impl FnOnce(&mut Self) -> Result<R, VaultError>) -> Result<R, VaultError> {
        let former = self.file.clone();
        let done = edit(self).and_then(|value| self.save().map(|()| value));
        if done.is_err() {
            self.file = former;
        }
        done
    }

    fn save(&self) -> Result<(), VaultError> {
        let text = serde_json::to_vec_pretty(&self.file).map_err(VaultError::Damaged)?;
        replace_file_keeping_former(&self.place, &text).map_err(VaultError::Io)
    }

    fn login_tag(&self, login: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.file.vault_id.as_bytes());
        to_hex(&hmac::sign(&key, login.trim().to_lowercase().as_bytes()).as_ref()[..16])
    }

    fn derive(&self, data_key: &DataKey) -> Result<OfficeKeys, VaultError> {
        let root =
            hkdf::Salt::new(hkdf::HKDF_SHA256, self.file.vault_id.as_bytes()).extract(data_key.0.bytes());
        let key = |label: &str| -> Result<Key, VaultError> {
            let mut bytes = Zeroizing::new([0; 32]);
            root.expand(&[b"jd-key-v1/", label.as_bytes()], hkdf::HKDF_SHA256)
                .and_then(|okm| okm.fill(bytes.as_mut_slice()))
                .map_err(crypto)?;
            Ok(Key::new(*bytes))
        };
        Ok(OfficeKeys {
            database: key("db")?,
            objects: vec![key("obj/1")?],
            object_names: key("obj-name")?,
            audit: key("audit-mac")?,
        })
    }
}

/// Puts the former content back at once: saving over an unreadable file would copy that over the good one.
fn restore(place: &Path) -> Result<VaultFile, VaultError> {
    let former = backup_of(place);
    let file = read(&former)?;
    replace_file(place, &fs::read(&former).map_err(VaultError::Io)?).map_err(VaultError::Io)?;
    Ok(file)
}

fn read(place: &Path) -> Result<VaultFile, VaultError> {
    let bytes = fs::read(place).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => VaultError::NoVault,
        _ => VaultError::Io(error),
    })?;
    serde_json::from_slice(&bytes).map_err(VaultError::Damaged)
}

#[cfg(test)]
mod tests;
