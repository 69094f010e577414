//! Where the files that a scenario names are found: beside it on the disk, or packed into the program.

use std::path::PathBuf;

/// Finds files by the name a scenario gives them.
pub trait Shelf {
    /// Reads one; the error is a sentence.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// The folder a scenario lies in.
pub struct Folder(pub PathBuf);

impl Shelf for Folder {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(name)).map_err(|error| format!("读不到文件「{name}」（{error}）"))
    }
}

/// Files packed into the program, by name.
pub struct Packed(pub &'static [(&'static str, &'static [u8])]);

impl Shelf for Packed {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(packed, _)| *packed == name);
        found.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| format!("程序里没有文件「{name}」"))
    }
}
