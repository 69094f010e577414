//! What this desk remembers before anybody has unlocked: the size of its letters. Nothing personal, nothing secret.
//!
//! A file that is missing or cannot be read is as good as an empty one: it only holds what can be chosen again.

use crate::platform::replace_file::replace_file;
use serde::Deserialize;
use serde::Serialize;
use std::fs;
use std::io;
use std::path::Path;

const NAME: &str = "desk.json";

/// The content of `desk.json`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskFile {
    /// The size of the letters in percent; none until somebody chose.
    pub text_percent: Option<u32>,
}

impl DeskFile {
    /// Reads what the desk remembers of an office folder.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let read = fs::read(folder.join(NAME)).ok();
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes it.
    ///
    /// # Errors
    /// What the disk says; what was remembered before stays then.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(self)?;
        replace_file(&folder.join(NAME), &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::DeskFile;
    use std::fs;

    #[test]
    fn a_desk_remembers_and_forgives_a_spoilt_file() {
        let folder = std::env::temp_dir().join(format!("desk-file-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        assert_eq!(DeskFile::load(&folder), DeskFile::default());
        let kept = DeskFile { text_percent: Some(150) };
        kept.save(&folder).expect("written");
        assert_eq!(DeskFile::load(&folder), kept);
        fs::write(folder.join("desk.json"), b"{").expect("spoilt");
        assert_eq!(DeskFile::load(&folder), DeskFile::default());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
