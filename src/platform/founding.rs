//! Founding an office is whole or leaves nothing that counts: a mark lies in the folder from the first byte until the
//! keys are there, and the keys are written last.
//!
//! With the mark and without keys, what lies there was encrypted under a key that was never written down anywhere: it
//! can be read by nobody, so it may be cleared away. Without the mark nothing is ever removed.

use crate::platform::replace_file::replace_file;
use crate::platform::vault::Vault;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

const MARK: &str = "founding";
const WORDS: &str = "案卷库正在建立。建好以后这个文件会自己消失。\n";

/// What a founding writes before its keys, and nothing else does.
const FILES: &[&str] = &[
    "office.db",
    "office.db-wal",
    "office.db-shm",
    "office.db-journal",
    "office.db.new",
    "office.db.new-journal",
    "vault.json.new",
];
const FOLDERS: &[&str] = &["objects", "tmp"];

/// Returns whether a founding was cut here: its mark is there and its keys are not.
#[must_use]
pub fn is_unfinished_in(office: &Path) -> bool {
    office.join(MARK).exists() && !Vault::exists_in(office)
}

/// Returns whether a file lies in a folder only because somebody set out to found an office there.
#[must_use]
pub fn is_trace(name: &OsStr) -> bool {
    ["office.lock", "founding.new"].iter().any(|trace| name == *trace)
}

/// Marks the folder, after clearing away what an earlier founding left that came to no keys.
///
/// # Errors
/// What the disk says.
pub fn begin(office: &Path) -> io::Result<()> {
    clear(office)?;
    replace_file(&office.join(MARK), WORDS.as_bytes())
}

/// Clears away what a founding left that came to no keys. A folder that holds anything is left where it is.
///
/// # Errors
/// What the disk says; what is left can be cleared another time.
pub fn clear(office: &Path) -> io::Result<()> {
    if !is_unfinished_in(office) {
        return Ok(());
    }
    for name in FILES {
        remove(fs::remove_file(office.join(name)))?;
    }
    for name in FOLDERS {
        // A founding keeps no file in them: one that is not empty is somebody's.
        fs::remove_dir(office.join(name)).unwrap_or_default();
    }
    // The mark goes last: until then a cut leaves it to the next founding.
    remove(fs::remove_file(office.join(MARK)))
}

/// Takes the mark away: the keys are there.
///
/// # Errors
/// What the disk says; a mark beside keys means nothing.
pub fn finish(office: &Path) -> io::Result<()> {
    remove(fs::remove_file(office.join(MARK)))
}

fn remove(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::begin;
    use super::clear;
    use super::finish;
    use super::is_unfinished_in;
    use std::fs;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("founding-{name}-{}", std::process::id()));
        fs::remove_dir_all(&folder).unwrap_or_default();
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    #[test]
    fn what_a_cut_left_is_cleared_and_nothing_else() {
        let folder = folder("cut");
        begin(&folder).expect("marked");
        fs::write(folder.join("office.db"), b"unreadable").expect("written");
        fs::create_dir_all(folder.join("objects")).expect("made");
        fs::create_dir_all(folder.join("tmp")).expect("made");
        fs::write(folder.join("tmp").join("照片.jpg"), b"somebody's").expect("written");
        fs::write(folder.join("笔记.txt"), b"somebody's").expect("written");
        assert!(is_unfinished_in(&folder));
        clear(&folder).expect("cleared");
        assert!(!is_unfinished_in(&folder));
        assert!(!folder.join("office.db").exists() && !folder.join("objects").exists());
        assert!(folder.join("tmp").join("照片.jpg").exists() && folder.join("笔记.txt").exists());
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn an_office_with_keys_is_never_touched() {
        let folder = folder("whole");
        begin(&folder).expect("marked");
        for name in ["office.db", "vault.json"] {
            fs::write(folder.join(name), b"{}").expect("written");
        }
        clear(&folder).expect("nothing to clear");
        assert!(folder.join("office.db").exists());
        finish(&folder).expect("finished");
        finish(&folder).expect("finished already");
        assert_eq!(fs::read_dir(&folder).expect("read").count(), 2);
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn without_the_mark_nothing_is_removed() {
        let folder = folder("no-mark");
        fs::write(folder.join("office.db"), b"an office whose keys were lost").expect("written");
        clear(&folder).expect("nothing to clear");
        assert!(folder.join("office.db").exists());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
