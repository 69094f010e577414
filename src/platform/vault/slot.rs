//! `vault.json`: plain, versioned, nothing personal. Each slot holds the data key, wrapped under one secret.
//!
//! Logins are kept as keyed hashes only. What wraps a slot is bound to vault, slot, kind, user and costs, so that no
//! field can be exchanged without the slot failing to open.

use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::platform::vault::KdfCost;
use crate::platform::vault::error::VaultError;
use argon2::Algorithm;
use argon2::Argon2;
use argon2::Params;
use argon2::Version;
use ring::aead::AES_256_GCM;
use ring::aead::Aad;
use ring::aead::LessSafeKey;
use ring::aead::Nonce;
use ring::aead::UnboundKey;
use ring::hkdf;
use ring::rand::SecureRandom;
use serde::Deserialize;
use serde::Serialize;
use uuid::Uuid;
use zeroize::Zeroizing;

/// What opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SlotKind {
    /// A user's password.
    Password,
    /// The key on paper.
    Recovery,
}

/// The file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct VaultFile {
    pub(crate) format: u32,
    pub(crate) min_reader: u32,
    pub(crate) vault_id: String,
    pub(crate) failures: u32,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) last_failure_at: Option<Moment>,
    pub(crate) slots: Vec<Slot>,
}

/// One wrapped copy of the data key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) id: String,
    pub(crate) kind: SlotKind,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) user: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) login_tag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) kdf: Option<KdfCost>,
    pub(crate) salt: String,
    pub(crate) nonce: String,
    /// Empty once the slot is disabled: nothing of it can be opened again.
    pub(crate) wrapped: String,
    pub(crate) created_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) disabled_at: Option<Moment>,
    /// Of the recovery slot: whether the paper was typed back once.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub(crate) confirmed: bool,
}

impl Slot {
    /// Returns whether the slot can be opened.
    pub(crate) const fn is_live(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// Begins a slot without its key.
    pub(crate) fn begin(kind: SlotKind, id: Uuid, at: Moment) -> Self {
        Self {
            id: id.to_string(),
            kind,
            user: None,
            login_tag: None,
            kdf: None,
            salt: String::new(),
            nonce: String::new(),
            wrapped: String::new(),
            created_at: at,
            disabled_at: None,
            confirmed: false,
        }
    }

    /// Wraps the data key under a secret, with fresh salt and nonce.
    pub(crate) fn wrap(
        &mut self,
        vault_id: &str,
        secret: &[u8],
        data_key: &[u8; 32],
        random: &dyn SecureRandom,
    ) -> Result<(), VaultError> {
        let mut salt = [0; 32];
        let mut nonce = [0; 12];
        random.fill(&mut salt).map_err(crypto)?;
        random.fill(&mut nonce).map_err(crypto)?;
        self.salt = to_hex(&salt);
        self.nonce = to_hex(&nonce);
        let key = self.wrapping_key(secret)?;
        let mut sealed = data_key.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(self.bound_to(vault_id)),
            &mut sealed,
        )
        .map_err(crypto)?;
        self.wrapped = to_hex(&sealed);
        Ok(())
    }

    /// Unwraps the data key; none when the secret is not the right one or the slot was tampered with.
    pub(crate) fn unwrap(
        &self,
        vault_id: &str,
        secret: &[u8],
    ) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
        let key = self.wrapping_key(secret)?;
        let nonce = from_hex(&self.nonce).and_then(|nonce| nonce.try_into().ok());
        let (Some(nonce), Some(sealed)) = (nonce, from_hex(&self.wrapped)) else { return Ok(None) };
        let mut sealed = Zeroizing::new(sealed);
        let opened = key.open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(self.bound_to(vault_id)),
            &mut sealed,
        );
        let Ok(opened) = opened else { return Ok(None) };
        let bytes: Result<[u8; 32], _> = opened[..].try_into();
        Ok(bytes.ok().map(Zeroizing::new))
    }

    fn wrapping_key(&self, secret: &[u8]) -> Result<LessSafeKey, VaultError> {
        let salt = from_hex(&self.salt).unwrap_or_default();
        let mut bytes = Zeroizing::new([0; 32]);
        match self.kdf {
            // A password is guessable: make each guess dear.
            Some(cost) => {
                let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
                    .map_err(VaultError::Kdf)?;
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into(secret, &salt, bytes.as_mut_slice())
                    .map_err(VaultError::Kdf)?;
            }
            // 160 random bits are not.
            None => hkdf::Salt::new(hkdf::HKDF_SHA256, &salt)
                .extract(secret)
                .expand(&[b"jd-recovery-slot-v1"], hkdf::HKDF_SHA256)
                .and_then(|okm| okm.fill(bytes.as_mut_slice()))
                .map_err(crypto)?,
        }
        Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes.as_slice()).map_err(crypto)?))
    }

    fn bound_to(&self, vault_id: &str) -> Vec<u8> {
        let cost = self.kdf.map_or_else(String::new, |cost| {
            format!("argon2id,{},{},{}", cost.memory_kib, cost.passes, cost.lanes)
        });
        let user = self.user.map_or_else(String::new, |user| user.to_string());
        let kind = match self.kind {
            SlotKind::Password => "password",
            SlotKind::Recovery => "recovery",
        };
        let login = self.login_tag.as_deref().unwrap_or_default();
        // None of these can hold a line break.
        ["jd-vault-v1", vault_id, &self.id, kind, &user, login, &cost].join("\n").into_bytes()
    }
}

pub(crate) fn crypto(_: ring::error::Unspecified) -> VaultError {
    VaultError::Crypto
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?)).collect())?
}
