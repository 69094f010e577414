//! 核验: recomputes everything the log promises and reports what does not hold.
//!
//! Checked: numbers without gaps, the chain, every row against the hash its entry holds, rows nobody answers for,
//! checkpoints and their signatures, every kept file. Not checked, because nothing inside the office can: that the
//! whole end of the log was cut off together with its rows; the head printed on sheets shows that
//! (`Store::holds_printed_head`).

use crate::domain::audit::AuditEntry;
use crate::domain::audit::AuditHead;
use crate::domain::audit::Digest;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::store::audit;
use crate::store::audit::KeptRow;
use crate::store::audit::from_sql;
use crate::store::audit::to_sql;
use crate::store::checkpoint;
use crate::store::error::StoreError;
use crate::store::merkle::Frontier;
use crate::store::open::Store;
use crate::store::rows::RowRef;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use std::collections::BTreeMap;
use std::io;
use uuid::Uuid;

/// What the log says at the sizes that checkpoints speak of; none where it is shorter.
type Trees = BTreeMap<u64, Option<(Frontier, Moment)>>;

/// One promise that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Numbers of entries are missing.
    Gap {
        /// The number that should have come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// An entry does not hold the hash of the one before.
    Chain {
        /// Its number.
        seq: u64,
    },
    /// An entry does not have the hash it says.
    Entry {
        /// Its number.
        seq: u64,
    },
    /// The list of rows of an entry was changed.
    Rows {
        /// Its number.
        seq: u64,
    },
    /// A row does not have the hash its entry holds, or is gone.
    Row {
        /// The number of the entry.
        seq: u64,
        /// The table.
        noun: String,
        /// Which row, as far as it has an id.
        id: Option<Uuid>,
        /// Whether it is gone.
        is_gone: bool,
    },
    /// No entry answers for a row.
    Unaccounted {
        /// The table.
        noun: &'static str,
        /// Which row, as far as it has an id.
        id: Option<Uuid>,
    },
    /// A table that only grows is no longer guarded against changes.
    Unguarded {
        /// The table.
        noun: &'static str,
    },
    /// A checkpoint speaks of another log, or of a longer one.
    Checkpoint {
        /// The number of entries it speaks of.
        size: u64,
    },
    /// A checkpoint is not signed by this desk.
    Signature {
        /// The number of entries it speaks of.
        size: u64,
    },
    /// A kept file is not there.
    ObjectGone {
        /// Which one.
        id: ObjectId,
    },
    /// A kept file is not what it was.
    Object {
        /// Which one.
        id: ObjectId,
    },
}

impl Broken {
    /// Returns what a person reads.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Gap { expected, found } => format!("审计日志缺少第 {expected} 条（其后是第 {found} 条）"),
            Self::Chain { seq } => format!("审计日志第 {seq} 条与前一条接不上"),
            Self::Entry { seq } => format!("审计日志第 {seq} 条的内容被改动过"),
            Self::Rows { seq } => format!("审计日志第 {seq} 条所附的记录清单被改动过"),
            Self::Row { seq, noun, is_gone: true, .. } => {
                format!("审计日志第 {seq} 条写下的记录不见了（{noun}）")
            }
            Self::Row { seq, noun, .. } => format!("审计日志第 {seq} 条写下的记录被改动过（{noun}）"),
            Self::Unaccounted { noun, .. } => format!("有一条记录没有对应的审计日志（{noun}）"),
            Self::Unguarded { noun } => format!("只增的表失去了防改动的守卫（{noun}）"),
            Self::Checkpoint { size } => format!("第 {size} 条处的校验点与审计日志不符"),
            Self::Signature { size } => format!("第 {size} 条处的校验点签名无效"),
            Self::ObjectGone { id } => format!("附件 {id} 的文件不见了"),
            Self::Object { id } => format!("附件 {id} 的文件已损坏"),
        }
    }
}

/// What a verification looked at and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Entries of the log.
    pub n_entries: u64,
    /// Rows the entries answer for.
    pub n_rows: u64,
    /// Checkpoints.
    pub n_checkpoints: u64,
    /// Kept files read.
    pub n_objects: u64,
    /// Their bytes.
    pub n_object_bytes: u64,
    /// The newest entry.
    pub head: AuditHead,
    /// Promises that do not hold; empty when all is well.
    pub broken: Vec<Broken>,
    /// Somebody stopped it before the end; what was not reached is not vouched for.
    pub was_stopped: bool,
}

impl VerifyReport {
    /// Returns whether everything holds, looked at to the end.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty() && !self.was_stopped
    }
}

/// Tells how many things were looked at and how many there are, and hears whether to go on.
struct Watched<'w> {
    tell: &'w mut dyn FnMut(u64, u64) -> bool,
    n_done: u64,
    n_all: u64,
}

impl Watched<'_> {
    /// One more thing was looked at; false when somebody wants to stop.
    fn goes_on(&mut self) -> bool {
        self.n_done += 1;
        (self.tell)(self.n_done, self.n_all)
    }
}

impl Store {
    /// Checks the log, every row and, when asked, every kept file.
    ///
    /// # Errors
    /// `Damaged` when the database cannot be read at all; what does not hold is in the report.
    pub fn verify(&self, with_objects: bool) -> Result<VerifyReport, StoreError> {
        self.verify_watched(with_objects, &mut |_done, _all| true)
    }

    /// The same, telling after every entry and every file how many were looked at of how many; stops when told to.
    ///
    /// # Errors
    /// As `verify`.
    pub fn verify_watched(
        &self,
        with_objects: bool,
        tell: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<VerifyReport, StoreError> {
        self.reading(|conn| {
            let n_entries: i64 = conn.query_row("SELECT count(*) FROM audit", [], |row| row.get(0))?;
            let n_objects: i64 = conn.query_row("SELECT count(*) FROM object", [], |row| row.get(0))?;
            let n_all = from_sql(n_entries) + if with_objects { from_sql(n_objects) } else { 0 };
            let mut watched = Watched { tell, n_done: 0, n_all };
            let mut report = VerifyReport::default();
            let trees = self.verify_chain(&mut report, &mut watched)?;
            if report.was_stopped {
                return Ok(report);
            }
            self.verify_checkpoints(&trees, &mut report)?;
            self.verify_case_heads(&mut report)?;
            self.verify_accounted(&mut report)?;
            self.verify_guards(&mut report)?;
            if with_objects {
                self.verify_objects(&mut report, &mut watched)?;
            }
            Ok(report)
        })
    }

    /// Returns whether the log still holds the head printed on a sheet, as 「12·9f86d081884c7d65」.
    ///
    /// # Errors
    /// What the disk says.
    pub fn holds_printed_head(&self, printed: &str) -> Result<bool, StoreError> {
        let Some((seq, short)) = printed.trim().split_once('·') else { return Ok(false) };
        let Ok(seq) = seq.parse::<i64>() else { return Ok(false) };
        let hash: Option<[u8; 32]> = self
            .conn
            .prepare_cached("SELECT hash FROM audit WHERE seq = ?1")?
            .query_row([seq], |row| row.get(0))
            .optional()?;
        Ok(hash.is_some_and(|hash| Digest(hash).short() == short))
    }

    /// Walks the chain; returns the tree and the moment at every size a checkpoint speaks of.
    fn verify_chain(
        &self,
        report: &mut VerifyReport,
        watched: &mut Watched<'_>,
    ) -> Result<Trees, StoreError> {
        let sizes = checkpoint::list(&self.conn)?;
        let mut trees: Trees = sizes.iter().map(|checkpoint| (checkpoint.size, None)).collect();
        let mut frontier = Frontier::default();
        let mut last = AuditHead::default();
        let mut statement = self.conn.prepare_cached(&format!("{} ORDER BY seq", audit::SELECT))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let entry = audit::read(row)?;
            self.verify_entry(&entry, last, report)?;
            frontier.push(entry.hash);
            if let Some(tree) = trees.get_mut(&entry.seq) {
                *tree = Some((frontier.clone(), entry.at));
            }
            last = AuditHead { seq: entry.seq, hash: entry.hash };
            report.n_entries += 1;
            if !watched.goes_on() {
                report.was_stopped = true;
                break;
            }
        }
        report.head = last;
        Ok(trees)
    }

    fn verify_entry(
        &self,
        entry: &AuditEntry,
        last: AuditHead,
        report: &mut VerifyReport,
    ) -> Result<(), StoreError> {
        let seq = entry.seq;
        if seq != last.seq + 1 {
            report.broken.push(Broken::Gap { expected: last.seq + 1, found: seq });
        }
        if entry.previous != last.hash {
            report.broken.push(Broken::Chain { seq });
        }
        if audit::canonical_hash(entry) != entry.hash {
            report.broken.push(Broken::Entry { seq });
        }
        let kept = self.rows_of(seq)?;
        report.n_rows += kept.len() as u64;
        if audit::rows_digest(&kept) != entry.rows {
            report.broken.push(Broken::Rows { seq });
        }
        for row in &kept {
            match row.parse() {
                // Only the last state of a case's row is there to be compared; see below.
                Some(RowRef::CaseHead(_)) => {}
                Some(named) => self.verify_row(row, named, report)?,
                None => report.broken.push(Broken::Rows { seq }),
            }
        }
        Ok(())
    }

    fn verify_row(&self, kept: &KeptRow, named: RowRef, report: &mut VerifyReport) -> Result<(), StoreError> {
        let found = named.sha256(&self.conn)?;
        if found != Some(kept.sha256) {
            let id = named.subject();
            report.broken.push(Broken::Row {
                seq: kept.seq,
                noun: kept.noun.clone(),
                id,
                is_gone: found.is_none(),
            });
        }
        Ok(())
    }

    fn verify_case_heads(&self, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(include_str!("sql/audit_list_last_case_head.sql"))?;
        let last = statement.query_map([], KeptRow::read)?.collect::<Result<Vec<_>, _>>()?;
        for kept in &last {
            if let Some(named) = kept.parse() {
                self.verify_row(kept, named, report)?;
            }
        }
        Ok(())
    }

    /// Looks for rows that no entry answers for.
    fn verify_accounted(&self, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut all = Vec::new();
        for table in EvidenceTable::ALL {
            self.keys_of(table.name(), "id, 0", |id, _| RowRef::Evidence(*table, id), &mut all)?;
        }
        for table in RegisterTable::ALL {
            self.keys_of(
                table.name(),
                "id, version",
                |id, version| RowRef::Register(*table, id, version),
                &mut all,
            )?;
        }
        self.keys_of("object", "id, 0", |id, _| RowRef::Object(id), &mut all)?;
        self.keys_of("case_head", "id, 0", |id, _| RowRef::CaseHead(id), &mut all)?;
        let mut settings = self.conn.prepare_cached("SELECT id FROM setting")?;
        all.extend(
            settings.query_map([], |row| Ok(RowRef::Setting(row.get(0)?)))?.collect::<Result<Vec<_>, _>>()?,
        );
        let mut known = self.conn.prepare_cached("SELECT 1 FROM audit_row WHERE noun = ?1 AND id = ?2")?;
        for row in all {
            if !known.exists(params![row.noun(), row.key()])? {
                report.broken.push(Broken::Unaccounted { noun: row.noun(), id: row.subject() });
            }
        }
        Ok(())
    }

    fn verify_guards(&self, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut guards = self.conn.prepare_cached(include_str!("sql/office_count_guards.sql"))?;
        for noun in insert_only_tables() {
            let n_guards: u32 = guards.query_row([noun], |row| row.get(0))?;
            if n_guards != 2 {
                report.broken.push(Broken::Unguarded { noun });
            }
        }
        Ok(())
    }

    fn keys_of(
        &self,
        table: &str,
        columns: &str,
        named: impl Fn(Uuid, u32) -> RowRef,
        all: &mut Vec<RowRef>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("SELECT {columns} FROM {table}"))?;
        let rows = statement.query_map([], |row| Ok(named(Uuid::from_bytes(row.get(0)?), row.get(1)?)))?;
        all.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok(())
    }

    fn rows_of(&self, seq: u64) -> Result<Vec<KeptRow>, StoreError> {
        let sql = "SELECT seq, n, noun, id, sha256 FROM audit_row WHERE seq = ?1 ORDER BY n";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([to_sql(seq)], KeptRow::read)?.collect::<Result<Vec<_>, _>>()?;
        Ok(rows)
    }

    fn verify_checkpoints(&self, trees: &Trees, report: &mut VerifyReport) -> Result<(), StoreError> {
        let public_key = self.desk_public_key();
        for checkpoint in checkpoint::list(&self.conn)? {
            report.n_checkpoints += 1;
            let size = checkpoint.size;
            let is_same = trees.get(&size).and_then(Option::as_ref).is_some_and(|(frontier, at)| {
                frontier.root() == checkpoint.root
                    && frontier.bytes() == checkpoint.frontier
                    && *at == checkpoint.at
            });
            if !is_same || checkpoint.note != checkpoint::note(self.desk, size, checkpoint.root) {
                report.broken.push(Broken::Checkpoint { size });
            }
            if !checkpoint::is_signed(&checkpoint, &public_key) {
                report.broken.push(Broken::Signature { size });
            }
        }
        Ok(())
    }

    fn verify_objects(&self, report: &mut VerifyReport, watched: &mut Watched<'_>) -> Result<(), StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, name, sha256, len FROM object ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = ObjectId::from_uuid(Uuid::from_bytes(row.get(0)?));
            let name: String = row.get(1)?;
            let expected = (Digest(row.get(2)?), from_sql(row.get(3)?));
            report.n_objects += 1;
            match self.objects.hash_of(&name) {
                Ok(found) if found == expected => report.n_object_bytes += expected.1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    report.broken.push(Broken::ObjectGone { id });
                }
                Ok(_) | Err(_) => report.broken.push(Broken::Object { id }),
            }
            if !watched.goes_on() {
                report.was_stopped = true;
                break;
            }
        }
        Ok(())
    }
}

/// The tables that only grow.
fn insert_only_tables() -> impl Iterator<Item = &'static str> {
    let evidence = EvidenceTable::ALL.iter().map(|table| table.name());
    let registers = RegisterTable::ALL.iter().map(|table| table.name());
    ["audit", "audit_row", "checkpoint", "setting", "object"].into_iter().chain(evidence).chain(registers)
}
