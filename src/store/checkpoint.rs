//! Checkpoints of the log: its size and Merkle root, signed by the desk, once a day and every 200 entries.
//!
//! The text is a C2SP checkpoint (`origin\nsize\nbase64(root)\n`), so that outside tools can read it; the
//! signature is Ed25519 over that text.

use crate::domain::audit::AuditEntry;
use crate::domain::audit::Digest;
use crate::domain::ids::DeskId;
use crate::domain::moment::Moment;
use crate::store::audit::from_sql;
use crate::store::audit::to_sql;
use crate::store::error::StoreError;
use crate::store::merkle::Frontier;
use crate::store::open::Store;
use crate::store::transact::Tx;
use ring::signature::ED25519;
use ring::signature::Ed25519KeyPair;
use ring::signature::KeyPair as _;
use ring::signature::UnparsedPublicKey;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

const EVERY_N_ENTRIES: u64 = 200;

/// A checkpoint as it leaves the office, in a backup or a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// The text: origin, size, root.
    pub note: String,
    /// The desk's Ed25519 signature over the text.
    pub signature: Vec<u8>,
}

/// A checkpoint as it is kept.
pub(in crate::store) struct Checkpoint {
    pub(in crate::store) size: u64,
    pub(in crate::store) at: Moment,
    pub(in crate::store) root: Digest,
    pub(in crate::store) frontier: Vec<u8>,
    pub(in crate::store) note: String,
    pub(in crate::store) signature: Vec<u8>,
}

impl Store {
    /// Returns the key that checks this desk's checkpoints.
    #[must_use]
    pub fn desk_public_key(&self) -> Vec<u8> {
        self.signer.public_key().as_ref().to_vec()
    }

    /// Returns the newest checkpoint, to travel in backups and packages.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_last_checkpoint(&self) -> Result<Option<SignedCheckpoint>, StoreError> {
        let last = last(&self.conn)?;
        Ok(last.map(|last| SignedCheckpoint { note: last.note, signature: last.signature }))
    }
}

/// Signs a checkpoint when 200 entries went by, or a day began, since the last one.
pub(in crate::store) fn sign_when_due(
    tx: &Tx<'_>,
    entry: &AuditEntry,
    signer: &Ed25519KeyPair,
) -> Result<(), StoreError> {
    let last = last(tx.conn())?;
    let due = last
        .as_ref()
        .is_none_or(|last| entry.seq >= last.size + EVERY_N_ENTRIES || entry.at.day() != last.at.day());
    if !due {
        return Ok(());
    }
    let mut frontier = match &last {
        Some(last) => {
            Frontier::read(last.size, &last.frontier).ok_or(StoreError::Damaged { table: "checkpoint" })?
        }
        None => Frontier::default(),
    };
    for leaf in leaves_after(tx.conn(), frontier.size())? {
        frontier.push(leaf);
    }
    let root = frontier.root();
    let note = note(entry.desk, frontier.size(), root);
    let signature = signer.sign(note.as_bytes());
    tx.write(
        "INSERT INTO checkpoint (size, at_ms, root, frontier, note, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![to_sql(frontier.size()), entry.at.ms(), root.0, frontier.bytes(), note, signature.as_ref()],
    )?;
    Ok(())
}

/// Returns the text that is signed.
pub(in crate::store) fn note(desk: DeskId, size: u64, root: Digest) -> String {
    format!("appraisal-desk/{desk}\n{size}\n{}\n", base64(&root.0))
}

/// Returns whether the signature is of this desk over this text.
pub(in crate::store) fn is_signed(checkpoint: &Checkpoint, public_key: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public_key)
        .verify(checkpoint.note.as_bytes(), &checkpoint.signature)
        .is_ok()
}

/// Reads all checkpoints, oldest first.
pub(in crate::store) fn list(conn: &Connection) -> Result<Vec<Checkpoint>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} ORDER BY size"))?;
    let rows = statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
    Ok(rows)
}

const SELECT: &str = "SELECT size, at_ms, root, frontier, note, signature FROM checkpoint";

fn last(conn: &Connection) -> Result<Option<Checkpoint>, StoreError> {
    Ok(conn
        .prepare_cached(&format!("{SELECT} ORDER BY size DESC LIMIT 1"))?
        .query_row([], read)
        .optional()?)
}

fn read(row: &rusqlite::Row<'_>) -> Result<Checkpoint, rusqlite::Error> {
    Ok(Checkpoint {
        size: from_sql(row.get(0)?),
        at: Moment::from_ms(row.get(1)?),
        root: Digest(row.get(2)?),
        frontier: row.get(3)?,
        note: row.get(4)?,
        signature: row.get(5)?,
    })
}

fn leaves_after(conn: &Connection, size: u64) -> Result<Vec<Digest>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT hash FROM audit WHERE seq > ?1 ORDER BY seq")?;
    let leaves =
        statement.query_map([to_sql(size)], |row| Ok(Digest(row.get(0)?)))?.collect::<Result<Vec<_>, _>>()?;
    Ok(leaves)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| (group << 8) | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place <= chunk.len() {
                let index = (group >> (18 - 6 * place)) & 63;
                text.push(LETTERS.get(index as usize).map_or('=', |letter| char::from(*letter)));
            } else {
                text.push('=');
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let check = |bytes: &str, expected: &str| assert_eq!(base64(bytes.as_bytes()), expected);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foobar", "Zm9vYmFy");
    }
}
