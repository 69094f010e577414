//! 审计日志 as it is kept: a chain of entries, each holding the hash of the one before and of its rows.
//!
//! Canonical bytes (`jd-audit-v1`), in this order, each with its u32 length: seq, at_ms, desk, session, actor,
//! operation, case, noun, entity, detail, rows, previous. They never change.

use crate::domain::audit::AuditDraft;
use crate::domain::audit::AuditEntry;
use crate::domain::audit::AuditHead;
use crate::domain::audit::Digest;
use crate::domain::audit::EntityRef;
use crate::domain::ids::CaseId;
use crate::domain::ids::DeskId;
use crate::domain::ids::Id as _;
use crate::domain::ids::SessionId;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::store::canonical::Canonical;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use crate::store::transact::Tx;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;
use uuid::Uuid;

impl Store {
    /// Returns number and hash of the newest entry, as printed on sheets.
    ///
    /// # Errors
    /// What the disk says.
    pub fn audit_head(&self) -> Result<AuditHead, StoreError> {
        self.reading(head)
    }

    /// Returns the newest entry.
    ///
    /// # Errors
    /// What the disk says.
    pub fn get_last_entry(&self) -> Result<Option<AuditEntry>, StoreError> {
        let sql = format!("{SELECT} ORDER BY seq DESC LIMIT 1");
        Ok(self.conn.prepare_cached(&sql)?.query_row([], read).optional()?)
    }

    /// Lists entries before a number, newest first; all of them, or those of one case.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list_audit(
        &self,
        case: Option<CaseId>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let before = before.and_then(|seq| i64::try_from(seq).ok()).unwrap_or(i64::MAX);
        let (of_case, id) = case.map_or(("", None), |case| ("case_id = ?3 AND", Some(case.uuid())));
        let sql = format!("{SELECT} WHERE {of_case} seq < ?1 ORDER BY seq DESC LIMIT ?2");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = match id {
            Some(id) => statement
                .query_map(params![before, limit, id.as_bytes()], read)?
                .collect::<Result<Vec<_>, _>>()?,
            None => statement.query_map(params![before, limit], read)?.collect::<Result<Vec<_>, _>>()?,
        };
        Ok(rows)
    }

    /// Returns whether the clock stands before the newest entry: it was turned back, and the log should say so.
    ///
    /// # Errors
    /// What the disk says.
    pub fn clock_turned_back(&self, now: Moment) -> Result<Option<Moment>, StoreError> {
        let newest: Option<i64> =
            self.conn.prepare_cached("SELECT max(at_ms) FROM audit")?.query_row([], |row| row.get(0))?;
        Ok(newest.map(Moment::from_ms).filter(|newest| *newest > now))
    }
}

/// Appends the entry of a transaction, over all rows it noted.
pub(in crate::store) fn append(
    tx: &Tx<'_>,
    draft: AuditDraft,
    desk: DeskId,
    session: SessionId,
) -> Result<AuditEntry, StoreError> {
    let last = head(tx.conn())?;
    let seq = last.seq + 1;
    let mut touched = Vec::new();
    for (n, row) in (0..).zip(tx.touched()) {
        let sha256 = row.sha256(tx.conn())?.ok_or(StoreError::Missing { noun: row.noun() })?;
        touched.push(KeptRow { seq, n, noun: row.noun().to_owned(), key: row.key(), sha256 });
    }
    let mut entry = AuditEntry {
        seq,
        at: draft.at,
        desk,
        session,
        actor: draft.actor,
        operation: draft.operation.code().to_owned(),
        case: draft.case,
        entity: draft.entity.or_else(|| tx.first_entity()),
        detail: draft.detail,
        rows: rows_digest(&touched),
        previous: last.hash,
        hash: Digest::default(),
    };
    entry.hash = canonical_hash(&entry);
    insert(tx, &entry)?;
    for row in &touched {
        let sql = "INSERT INTO audit_row (seq, n, noun, id, sha256) VALUES (?1, ?2, ?3, ?4, ?5)";
        tx.write(sql, params![to_sql(seq), row.n, row.noun, row.key, row.sha256.0])?;
    }
    Ok(entry)
}

/// Computes the hash an entry must have.
pub(in crate::store) fn canonical_hash(entry: &AuditEntry) -> Digest {
    let entity = entry.entity.as_ref();
    Canonical::new("jd-audit-v1")
        .int(to_sql(entry.seq))
        .int(entry.at.ms())
        .bytes(entry.desk.uuid().as_bytes())
        .bytes(entry.session.uuid().as_bytes())
        .maybe(entry.actor.map(|actor| *actor.uuid().as_bytes()).as_ref().map(<[u8; 16]>::as_slice))
        .text(&entry.operation)
        .maybe(entry.case.map(|case| *case.uuid().as_bytes()).as_ref().map(<[u8; 16]>::as_slice))
        .maybe(entity.map(|entity| entity.noun.as_bytes()))
        .maybe(entity.map(|entity| entity.id.as_bytes().as_slice()))
        .text(&entry.detail)
        .bytes(&entry.rows.0)
        .bytes(&entry.previous.0)
        .finish()
}

/// Computes the hash over the rows of an entry (`jd-rows-v1`): place, table, identity and hash of each.
pub(in crate::store) fn rows_digest(rows: &[KeptRow]) -> Digest {
    rows.iter()
        .fold(Canonical::new("jd-rows-v1"), |canonical, row| {
            canonical.int(row.n).text(&row.noun).bytes(&row.key).bytes(&row.sha256.0)
        })
        .finish()
}

/// One row an entry answers for, as the log keeps it.
pub(in crate::store) struct KeptRow {
    pub(in crate::store) seq: u64,
    pub(in crate::store) n: i64,
    pub(in crate::store) noun: String,
    pub(in crate::store) key: Vec<u8>,
    pub(in crate::store) sha256: Digest,
}

impl KeptRow {
    /// Returns what it names, unless this program does not know the noun.
    pub(in crate::store) fn parse(&self) -> Option<RowRef> {
        RowRef::parse(&self.noun, &self.key)
    }

    pub(in crate::store) fn read(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            seq: from_sql(row.get(0)?),
            n: row.get(1)?,
            noun: row.get(2)?,
            key: row.get(3)?,
            sha256: Digest(row.get(4)?),
        })
    }
}

/// The columns of an entry, in the order `read` wants.
pub(in crate::store) const SELECT: &str = "SELECT seq, at_ms, desk, session, actor, operation, case_id, noun, entity, detail, rows, \
     previous, hash FROM audit";

/// Reads an entry.
pub(in crate::store) fn read(row: &Row<'_>) -> Result<AuditEntry, rusqlite::Error> {
    let id = |column: usize| -> Result<Uuid, rusqlite::Error> { Ok(Uuid::from_bytes(row.get(column)?)) };
    let maybe = |column: usize| -> Result<Option<Uuid>, rusqlite::Error> {
        Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
    };
    let noun: Option<String> = row.get(7)?;
    Ok(AuditEntry {
        seq: from_sql(row.get(0)?),
        at: Moment::from_ms(row.get(1)?),
        desk: DeskId::from_uuid(id(2)?),
        session: SessionId::from_uuid(id(3)?),
        actor: maybe(4)?.map(UserId::from_uuid),
        operation: row.get(5)?,
        case: maybe(6)?.map(CaseId::from_uuid),
        entity: noun.zip(maybe(8)?).map(|(noun, id)| EntityRef { noun, id }),
        detail: row.get(9)?,
        rows: Digest(row.get(10)?),
        previous: Digest(row.get(11)?),
        hash: Digest(row.get(12)?),
    })
}

fn head(conn: &Connection) -> Result<AuditHead, StoreError> {
    let found = conn
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok(AuditHead { seq: from_sql(row.get(0)?), hash: Digest(row.get(1)?) }))
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn insert(tx: &Tx<'_>, entry: &AuditEntry) -> Result<(), StoreError> {
    let entity = entry.entity.as_ref();
    tx.write(
        include_str!("sql/audit_insert_audit.sql"),
        params![
            to_sql(entry.seq),
            entry.at.ms(),
            entry.desk.uuid().as_bytes(),
            entry.session.uuid().as_bytes(),
            entry.actor.map(|actor| *actor.uuid().as_bytes()),
            entry.operation,
            entry.case.map(|case| *case.uuid().as_bytes()),
            entity.map(|entity| entity.noun.as_str()),
            entity.map(|entity| *entity.id.as_bytes()),
            entry.detail,
            entry.rows.0,
            entry.previous.0,
            entry.hash.0,
        ],
    )?;
    Ok(())
}

/// Numbers of entries fit: 2^63 of them are never written.
pub(in crate::store) fn to_sql(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// A negative number in the file is damage; it becomes 0 and breaks the chain there.
pub(in crate::store) fn from_sql(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}
