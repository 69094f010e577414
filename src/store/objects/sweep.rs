//! Tidies the kept files: unfinished ones are removed when the office is opened, orphans are moved away after a
//! day, rows without a file are reported.

use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::store::error::StoreError;
use crate::store::objects::ObjectStore;
use crate::store::open::Store;
use std::collections::BTreeSet;
use std::fs;
use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;
use uuid::Uuid;

const ORPHAN_AFTER_MS: i64 = 24 * 3_600_000;

/// What a sweep found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that no row names, moved to `trash/`.
    pub orphans_moved: u64,
    /// Rows whose file is not there: an alarm.
    pub missing: Vec<ObjectId>,
}

impl Store {
    /// Moves orphans older than a day to `trash/` and reports rows without a file. Reads every directory of
    /// `objects/`, so it is not part of opening.
    ///
    /// # Errors
    /// What the disk says.
    pub fn sweep_objects(&self, now: Moment) -> Result<Swept, StoreError> {
        let mut named = BTreeSet::new();
        let mut swept = Swept::default();
        let mut statement = self.conn.prepare_cached("SELECT id, name FROM object")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            if !self.objects.place_of(&name).exists() {
                swept.missing.push(ObjectId::from_uuid(Uuid::from_bytes(row.get(0)?)));
            }
            named.insert(name);
        }
        swept.orphans_moved = self.objects.move_orphans(&named, now)?;
        Ok(swept)
    }
}

impl ObjectStore {
    /// Removes what was never finished; returns how many there were.
    pub(in crate::store) fn remove_unfinished(&self) -> io::Result<u64> {
        let mut removed = 0;
        for entry in entries(&self.tmp)? {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
        Ok(removed)
    }

    fn move_orphans(&self, named: &BTreeSet<String>, now: Moment) -> Result<u64, StoreError> {
        let mut moved = 0;
        for fan in entries(&self.folder)? {
            for entry in entries(&fan.path())? {
                let name =
                    format!("{}{}", fan.file_name().to_string_lossy(), entry.file_name().to_string_lossy());
                if named.contains(&name) || age_ms(&entry, now)? < ORPHAN_AFTER_MS {
                    continue;
                }
                fs::create_dir_all(&self.trash)?;
                fs::rename(entry.path(), self.trash.join(&name))?;
                moved += 1;
            }
        }
        Ok(moved)
    }
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn age_ms(entry: &DirEntry, now: Moment) -> io::Result<i64> {
    let written = entry.metadata()?.modified()?;
    let since = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(now.ms().saturating_sub(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}
