//! Writes a file as a whole: whoever reads it, after whatever cut, finds the former content or the new one.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

/// Puts bytes in place of a file: written beside it, flushed, renamed over it, directory flushed.
///
/// # Errors
/// What the disk says; the former file is untouched then.
pub fn replace_file(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(place, ".new");
    let written = write_flushed(&beside, bytes).and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        // The first error is the one that matters; what is left is overwritten next time.
        fs::remove_file(&beside).unwrap_or_default();
    }
    written?;
    flush_directory(place)
}

/// As `replace_file`, and keeps the former content beside it under `.bak`.
///
/// # Errors
/// What the disk says; the former file is untouched then.
pub fn replace_file_keeping_former(place: &Path, bytes: &[u8]) -> io::Result<()> {
    if place.exists() {
        let former = fs::read(place)?;
        replace_file(&backup_of(place), &former)?;
    }
    replace_file(place, bytes)
}

/// Returns where the former content is kept.
#[must_use]
pub fn backup_of(place: &Path) -> PathBuf {
    beside(place, ".bak")
}

fn write_flushed(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(place)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn beside(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.file_name().map_or_else(OsString::new, OsString::from);
    name.push(ending);
    place.with_file_name(name)
}

#[cfg(unix)]
fn flush_directory(place: &Path) -> io::Result<()> {
    match place.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// Windows writes directory entries with the file; there is nothing to flush.
#[cfg(not(unix))]
fn flush_directory(_place: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::backup_of;
    use super::replace_file;
    use super::replace_file_keeping_former;
    use std::fs;

    #[test]
    fn the_former_content_stays_beside_the_new_one() {
        let folder = std::env::temp_dir().join(format!("replace-file-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let place = folder.join("一.json");
        replace_file(&place, b"one").expect("written");
        replace_file_keeping_former(&place, b"two").expect("written");
        assert_eq!(fs::read(&place).expect("read"), b"two");
        assert_eq!(fs::read(backup_of(&place)).expect("read"), b"one");
        assert_eq!(fs::read_dir(&folder).expect("read").count(), 2, "nothing unfinished is left");
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_failed_write_leaves_the_former_content() {
        let folder = std::env::temp_dir().join(format!("replace-file-fails-{}", std::process::id()));
        fs::create_dir_all(folder.join("taken.json")).expect("a folder in the way");
        fs::write(folder.join("taken.json").join("full"), b"").expect("not empty");
        assert!(replace_file(&folder.join("taken.json"), b"two").is_err());
        assert_eq!(fs::read_dir(&folder).expect("read").count(), 1, "nothing unfinished is left");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
