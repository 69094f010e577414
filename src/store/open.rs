//! Opens and creates the database of an office, with the settings of ARCHITECTURE.md.
//!
//! A database is created under another name and gets its own when it is complete, so that a cut leaves either a
//! whole one or none.

use crate::domain::audit::AuditHead;
use crate::domain::audit::Digest;
use crate::domain::ids::DeskId;
use crate::domain::ids::Id;
use crate::domain::ids::IdSource;
use crate::domain::ids::SessionId;
use crate::domain::keys::Key;
use crate::domain::keys::OfficeKeys;
use crate::domain::moment::Moment;
use crate::store::canonical::Canonical;
use crate::store::error::StoreError;
use crate::store::gate::OpenGate;
use crate::store::gate::WriteGate;
use crate::store::gate::WritePoint;
use crate::store::objects::ObjectStore;
use crate::store::objects::sync_directory;
use crate::store::schema;
use ring::rand::SystemRandom;
use ring::signature::Ed25519KeyPair;
use rusqlite::Connection;
use rusqlite::OpenFlags;
use std::cell::Cell;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroize as _;
use zeroize::Zeroizing;

const DATABASE: &str = "office.db";
const UNFINISHED: &str = "office.db.new";

/// How sure a commit must be before it is called done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Survives a power cut: one flush of the disk for each commit.
    #[default]
    Full,
    /// Survives the end of the process only; for synthetic and temporary offices.
    Relaxed,
}

/// What a store needs from outside.
pub struct OpenOptions {
    /// Makes identities.
    pub ids: Box<dyn IdSource>,
    /// Lets writes pass.
    pub gate: Arc<dyn WriteGate>,
    /// How sure a commit must be.
    pub durability: Durability,
}

impl OpenOptions {
    /// The options of the program: full durability, an open gate.
    #[must_use]
    pub fn new(ids: Box<dyn IdSource>) -> Self {
        Self { ids, gate: Arc::new(OpenGate), durability: Durability::Full }
    }

    /// Chooses how sure a commit must be.
    #[must_use]
    pub fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// Puts another gate before every write.
    #[must_use]
    pub fn gate(mut self, gate: Arc<dyn WriteGate>) -> Self {
        self.gate = gate;
        self
    }
}

/// An open office: its database, its kept files, its log.
pub struct Store {
    pub(in crate::store) conn: Connection,
    pub(in crate::store) objects: ObjectStore,
    pub(in crate::store) ids: RefCell<Box<dyn IdSource>>,
    pub(in crate::store) gate: Arc<dyn WriteGate>,
    pub(in crate::store) folder: PathBuf,
    pub(in crate::store) desk: DeskId,
    pub(in crate::store) session: SessionId,
    pub(in crate::store) signer: Ed25519KeyPair,
    pub(in crate::store) audit_key: Key,
    pub(in crate::store) halted: Cell<bool>,
}

impl Store {
    /// Creates the database of a new office in a folder and opens it.
    ///
    /// # Errors
    /// `AlreadyThere` when there is one; otherwise what the disk says.
    pub fn create(
        folder: &Path,
        keys: OfficeKeys,
        mut options: OpenOptions,
        at: Moment,
    ) -> Result<Self, StoreError> {
        let place = folder.join(DATABASE);
        if place.exists() {
            return Err(StoreError::AlreadyThere);
        }
        std::fs::create_dir_all(folder)?;
        let unfinished = folder.join(UNFINISHED);
        // A cut while creating leaves this behind; it never held anything.
        for leftover in [unfinished.clone(), folder.join("office.db.new-journal")] {
            if leftover.exists() {
                std::fs::remove_file(leftover)?;
            }
        }
        let desk = DeskId::fresh(options.ids.as_mut(), at);
        options.gate.pass(WritePoint::Founding)?;
        build(&unfinished, &keys, desk, at).map_err(|error| error.measured_in(folder))?;
        options.gate.pass(WritePoint::Founding)?;
        std::fs::create_dir_all(folder.join("objects"))?;
        options.gate.pass(WritePoint::Founding)?;
        std::fs::rename(&unfinished, &place)?;
        sync_directory(folder)?;
        Self::open(folder, keys, options, at)
    }

    /// Opens the database of an office.
    ///
    /// # Errors
    /// `WrongKey`, `NoOffice`, `NotAnOffice`, `NewerSchema`, `Damaged`; otherwise what the disk says.
    pub fn open(
        folder: &Path,
        keys: OfficeKeys,
        mut options: OpenOptions,
        at: Moment,
    ) -> Result<Self, StoreError> {
        let place = folder.join(DATABASE);
        if !place.exists() {
            return Err(StoreError::NoOffice);
        }
        let mut conn = connect(&place, &keys.database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let found = schema::recognise(&conn, schema::STEPS)?;
        settle(&conn, options.durability)?;
        if found < schema::newest_schema() {
            schema::migrate(&mut conn, schema::STEPS, &folder.join("backups"))
                .map_err(|error| error.measured_in(folder))?;
        }
        let desk: [u8; 16] = conn.query_row("SELECT v FROM meta WHERE k = 'desk'", [], |row| row.get(0))?;
        let mut key: Vec<u8> =
            conn.query_row("SELECT v FROM meta WHERE k = 'desk_key'", [], |row| row.get(0))?;
        let signer =
            Ed25519KeyPair::from_pkcs8(&key).map_err(|_rejected| StoreError::Damaged { table: "meta" });
        key.zeroize();
        let session = SessionId::fresh(options.ids.as_mut(), at);
        let objects = ObjectStore::new(folder, &keys, Arc::clone(&options.gate));
        objects.remove_unfinished()?;
        Ok(Self {
            conn,
            objects,
            ids: RefCell::new(options.ids),
            gate: options.gate,
            folder: folder.to_owned(),
            desk: DeskId::from_uuid(Uuid::from_bytes(desk)),
            session,
            signer: signer?,
            audit_key: keys.audit,
            halted: Cell::new(false),
        })
    }

    /// Returns the folder of the office.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns this desk's identity.
    #[must_use]
    pub const fn desk(&self) -> DeskId {
        self.desk
    }

    /// Returns this stay's identity.
    #[must_use]
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// Makes a fresh identity from the same source as rows.
    pub fn fresh_id<I: Id>(&self, at: Moment) -> I {
        I::fresh(self.ids.borrow_mut().as_mut(), at)
    }

    /// Hashes a personal value with a secret salt, for entries of the log that must name it without telling it.
    #[must_use]
    pub fn salted_hash(&self, value: &str) -> Digest {
        Canonical::new("jd-salted-v1").bytes(self.audit_key.bytes()).text(value).finish()
    }

    /// Writes a compact, complete, encrypted copy of the database to a new file.
    ///
    /// # Errors
    /// What the disk says; the target must not exist.
    pub fn copy_database_to(&self, target: &Path) -> Result<AuditHead, StoreError> {
        let head = self.audit_head()?;
        self.conn
            .execute("VACUUM INTO ?1", [target.to_string_lossy()])
            .map_err(|source| StoreError::from(source).measured_in(&self.folder))?;
        Ok(head)
    }

    /// Closes the database after folding the write-ahead log into it.
    ///
    /// # Errors
    /// What the disk says; everything committed is kept whether this succeeds or not.
    pub fn close(self) -> Result<(), StoreError> {
        self.conn.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")?;
        self.conn.close().map_err(|(_conn, source)| StoreError::from(source))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("desk", &self.desk)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

fn build(place: &Path, keys: &OfficeKeys, desk: DeskId, at: Moment) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut conn = connect(place, &keys.database, flags)?;
    conn.execute_batch("PRAGMA synchronous = FULL;")?;
    schema::migrate(&mut conn, schema::STEPS, place)?;
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
        .map_err(|ring::error::Unspecified| StoreError::Crypto)?;
    let put = |key: &str, value: &dyn rusqlite::ToSql| {
        conn.execute("INSERT INTO meta (k, v) VALUES (?1, ?2)", rusqlite::params![key, value])
    };
    put("desk", &desk.uuid().as_bytes().as_slice())?;
    put("desk_key", &document.as_ref())?;
    put("founded_at_ms", &at.ms())?;
    put("min_reader", &schema::MIN_READER)?;
    conn.close().map_err(|(_conn, source)| StoreError::from(source))
}

/// Opens a connection and proves the key by reading the first page.
fn connect(place: &Path, key: &Key, flags: OpenFlags) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(place, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // SQLCipher would write to standard error; what goes wrong is told by the error it returns.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key.bytes() {
        // Writing into a String cannot fail.
        write!(pragma, "{byte:02x}").unwrap_or_default();
    }
    pragma.push_str("'\";");
    conn.execute_batch(&pragma)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .map_err(StoreError::while_opening)?;
    Ok(conn)
}

/// Sets what a connection must be set to: the reasons are in ARCHITECTURE.md.
fn settle(conn: &Connection, durability: Durability) -> Result<(), StoreError> {
    conn.execute_batch(include_str!("sql/office_settle_connection.sql"))?;
    if durability == Durability::Relaxed {
        conn.execute_batch("PRAGMA synchronous = OFF;")?;
    }
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}
