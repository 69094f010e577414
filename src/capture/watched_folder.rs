//! A folder into which a scanner, a telephone or a card reader puts pictures: looked at now and then, each new file
//! reported once, when nobody writes to it any more.
//!
//! Looking is done by the caller's rhythm (one `poll` a second is enough); files are never moved or deleted here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

/// Endings that are worth reporting; what is in the file decides later.
const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "bmp", "heic", "pdf"];

/// A folder that is being watched.
#[derive(Debug)]
pub struct WatchedFolder {
    folder: PathBuf,
    seen: BTreeMap<PathBuf, Seen>,
}

/// How a file looked when it was looked at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    len: u64,
    modified: Option<SystemTime>,
}

#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// It may still be written to.
    Changing(Look),
    /// It was reported, or was there before.
    Known(Look),
}

impl WatchedFolder {
    /// Begins to watch; what lies there already is not reported.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(folder: &Path) -> io::Result<Self> {
        let mut watched = Self { folder: folder.to_owned(), seen: BTreeMap::new() };
        watched.seen = watched.look()?.into_iter().map(|(place, look)| (place, Seen::Known(look))).collect();
        Ok(watched)
    }

    /// Looks once; returns files that are new or replaced and did not change since the last look, oldest first.
    ///
    /// # Errors
    /// What the disk says, as when a memory card was pulled out; the next look may succeed.
    pub fn poll(&mut self) -> io::Result<Vec<PathBuf>> {
        let found = self.look()?;
        self.seen.retain(|place, _| found.contains_key(place));
        let mut ready = Vec::new();
        for (place, look) in found {
            let is_still = look.len > 0 && self.seen.get(&place) == Some(&Seen::Changing(look));
            let is_known = self.seen.get(&place) == Some(&Seen::Known(look));
            if is_still {
                ready.push((look.modified, place.clone()));
            }
            self.seen
                .insert(place, if is_still || is_known { Seen::Known(look) } else { Seen::Changing(look) });
        }
        ready.sort();
        Ok(ready.into_iter().map(|(_, place)| place).collect())
    }

    /// Returns the folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn look(&self) -> io::Result<BTreeMap<PathBuf, Look>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(&self.folder)? {
            let place = entry?.path();
            // A file may vanish between listing and looking.
            let Ok(meta) = fs::metadata(&place) else { continue };
            if meta.is_file() && is_worth_reporting(&place) {
                found.insert(place, Look { len: meta.len(), modified: meta.modified().ok() });
            }
        }
        Ok(found)
    }
}

fn is_worth_reporting(place: &Path) -> bool {
    let ending = place.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_hidden = place.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
    !is_hidden && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "it plays the scanner")]

    use super::WatchedFolder;
    use std::fs;
    use std::fs::OpenOptions;
    use std::io::Write as _;

    #[test]
    fn a_new_picture_is_reported_once_when_it_no_longer_grows() {
        let folder = std::env::temp_dir().join(format!("watched-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("before.jpg"), b"old").expect("written");
        let mut watched = WatchedFolder::begin(&folder).expect("watching");
        assert_eq!(watched.poll().expect("looked").len(), 0);

        let new = folder.join("扫描 001.JPG");
        fs::write(&new, b"").expect("begun");
        fs::write(folder.join("notes.txt"), b"no picture").expect("written");
        fs::write(folder.join(".hidden.jpg"), b"no").expect("written");
        assert_eq!(watched.poll().expect("looked").len(), 0, "just appeared");
        assert_eq!(watched.poll().expect("looked").len(), 0, "still empty");
        let mut file = OpenOptions::new().append(true).open(&new).expect("opened");
        file.write_all(b"half").expect("written");
        assert_eq!(watched.poll().expect("looked").len(), 0, "still growing");
        file.write_all(b" and half").expect("written");
        drop(file);
        assert_eq!(watched.poll().expect("looked").len(), 0, "grew since");
        assert_eq!(watched.poll().expect("looked"), std::slice::from_ref(&new));
        assert_eq!(watched.poll().expect("looked").len(), 0, "reported once");

        fs::remove_file(&new).expect("taken away");
        assert_eq!(watched.poll().expect("looked").len(), 0);
        fs::write(&new, b"scanned again under the same name").expect("written");
        assert_eq!(watched.poll().expect("looked").len(), 0);
        assert_eq!(watched.poll().expect("looked"), std::slice::from_ref(&new));
        fs::remove_dir_all(&folder).expect("removed");
        assert!(watched.poll().is_err(), "the folder is gone");
    }
}
