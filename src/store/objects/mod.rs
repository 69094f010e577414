//! Kept files: pictures, photos, recordings, printed sheets, each encrypted under a name that tells nothing.
//!
//! The rows of `object` are the truth; a file without a row is an orphan and is moved away after a day, a row
//! without a file is an alarm. The bytes are described in `format`.

mod format;
mod reader;
mod sweep;
mod writer;

use crate::domain::audit::Digest;
use crate::domain::evidence::ObjectFacts;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::keys::Key;
use crate::domain::keys::OfficeKeys;
use crate::domain::moment::Moment;
use crate::store::audit::from_sql;
use crate::store::audit::to_sql;
use crate::store::canonical::digest_of;
use crate::store::error::StoreError;
use crate::store::gate::WriteGate;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use ring::digest::Context;
use ring::digest::SHA256;
use ring::hmac;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

pub use crate::store::objects::reader::ObjectReader;
pub use crate::store::objects::sweep::Swept;
pub use crate::store::objects::writer::KeptObject;

/// Where the kept files are and what opens them.
pub(in crate::store) struct ObjectStore {
    folder: PathBuf,
    tmp: PathBuf,
    trash: PathBuf,
    keys: Vec<Key>,
    names: hmac::Key,
    gate: Arc<dyn WriteGate>,
}

impl ObjectStore {
    pub(in crate::store) fn new(office: &Path, keys: &OfficeKeys, gate: Arc<dyn WriteGate>) -> Self {
        Self {
            folder: office.join("objects"),
            tmp: office.join("tmp"),
            trash: office.join("trash"),
            keys: keys.objects.clone(),
            names: hmac::Key::new(hmac::HMAC_SHA256, keys.object_names.bytes()),
            gate,
        }
    }

    fn name_of(&self, sha256: Digest) -> String {
        hmac::sign(&self.names, &sha256.0).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn place_of(&self, name: &str) -> PathBuf {
        let (fan, rest) = name.split_at_checked(2).unwrap_or(("", name));
        self.folder.join(fan).join(rest)
    }

    fn open(&self, name: &str) -> io::Result<ObjectReader> {
        ObjectReader::open(File::open(self.place_of(name))?, &self.keys)
    }

    /// Decrypts a whole file and returns its hash and length.
    pub(in crate::store) fn hash_of(&self, name: &str) -> io::Result<(Digest, u64)> {
        let mut reader = self.open(name)?;
        let mut hash = Context::new(&SHA256);
        let mut buffer = vec![0; format::SEGMENT_LEN];
        loop {
            let n = reader.read(&mut buffer)?;
            if n == 0 {
                return Ok((digest_of(&hash.finish()), reader.len()));
            }
            hash.update(&buffer[..n]);
        }
    }
}

impl Store {
    /// Keeps a file: written, flushed, read back and compared. No row names it yet; `Tx::insert_object` does.
    ///
    /// # Errors
    /// `DiskFull`, `ReadBackDiffers`, or what the disk says; nothing that counts was written.
    pub fn keep_object(&self, source: &mut dyn Read, mime: &str) -> Result<KeptObject, StoreError> {
        self.objects.keep(source, mime).map_err(|error| error.measured_in(&self.folder))
    }

    /// Returns what is known of a kept file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_object(&self, id: ObjectId) -> Result<Option<ObjectFacts>, StoreError> {
        Ok(self.named(id)?.map(|(facts, _name)| facts))
    }

    /// Returns the thumbnail of a kept file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_thumbnail(&self, id: ObjectId) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT thumb FROM object WHERE id = ?1")?
            .query_row([id.uuid().as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(found.flatten())
    }

    /// Opens a kept file for reading piece by piece, as film is played.
    ///
    /// # Errors
    /// `Missing`, `MissingObject`, `DamagedObject`; otherwise what the disk says.
    pub fn open_object(&self, id: ObjectId) -> Result<ObjectReader, StoreError> {
        let (_facts, name) = self.named(id)?.ok_or(StoreError::Missing { noun: "附件" })?;
        self.objects.open(&name).map_err(|source| unreadable(source, id))
    }

    /// Reads a whole kept file and compares its hash with the one in the row.
    ///
    /// # Errors
    /// As `open_object`.
    pub fn read_object(&self, id: ObjectId) -> Result<Vec<u8>, StoreError> {
        let (facts, name) = self.named(id)?.ok_or(StoreError::Missing { noun: "附件" })?;
        let mut reader = self.objects.open(&name).map_err(|source| unreadable(source, id))?;
        let mut bytes = Vec::with_capacity(usize::try_from(reader.len()).unwrap_or(0));
        reader.read_to_end(&mut bytes).map_err(|source| unreadable(source, id))?;
        if crate::store::canonical::sha256(&bytes) != facts.sha256 {
            return Err(StoreError::DamagedObject { id: Some(id) });
        }
        Ok(bytes)
    }

    fn named(&self, id: ObjectId) -> Result<Option<(ObjectFacts, String)>, StoreError> {
        let sql = "SELECT id, sha256, len, mime, at_ms, name FROM object WHERE id = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([id.uuid().as_bytes()], read).optional()?)
    }
}

impl Tx<'_> {
    /// Names a kept file by a row; the same content keeps the identity it has.
    ///
    /// # Errors
    /// What the disk says.
    pub fn insert_object(
        &self,
        kept: &KeptObject,
        thumbnail: Option<&[u8]>,
        at: Moment,
    ) -> Result<ObjectId, StoreError> {
        let known: Option<[u8; 16]> = self
            .conn()
            .prepare_cached("SELECT id FROM object WHERE name = ?1")?
            .query_row([&kept.name], |row| row.get(0))
            .optional()?;
        if let Some(known) = known {
            return Ok(ObjectId::from_uuid(Uuid::from_bytes(known)));
        }
        let id: ObjectId = self.fresh_id(at);
        self.write(
            include_str!("../sql/object_insert_object.sql"),
            params![
                id.uuid().as_bytes(),
                kept.name,
                kept.sha256.0,
                to_sql(kept.len),
                kept.mime,
                kept.epoch,
                at.ms(),
                thumbnail,
            ],
        )?;
        self.touch(RowRef::Object(id.uuid()));
        Ok(id)
    }
}

/// Makes sure that names in a directory are on the disk.
#[cfg(unix)]
pub(in crate::store) fn sync_directory(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes directory entries with the file; there is nothing to flush.
#[cfg(not(unix))]
pub(in crate::store) fn sync_directory(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn read(row: &Row<'_>) -> Result<(ObjectFacts, String), rusqlite::Error> {
    let facts = ObjectFacts {
        id: ObjectId::from_uuid(Uuid::from_bytes(row.get(0)?)),
        sha256: Digest(row.get(1)?),
        len: from_sql(row.get(2)?),
        mime: row.get(3)?,
        at: Moment::from_ms(row.get(4)?),
    };
    Ok((facts, row.get(5)?))
}

fn unreadable(source: io::Error, id: ObjectId) -> StoreError {
    match source.kind() {
        io::ErrorKind::NotFound => StoreError::MissingObject { id: Some(id) },
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            StoreError::DamagedObject { id: Some(id) }
        }
        _ => StoreError::Io(source),
    }
}
