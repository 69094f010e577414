//! Which files a scan reads: those that were chosen, and what lies in the folders that were, down to their folders.

use crate::services::error::ServiceError;
use crate::services::office::Office;
use std::fmt;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// What a scan reads.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The files, in the order of their names.
    pub files: Vec<PathBuf>,
    /// How many others lie there, which are no pictures of pages.
    pub n_others: usize,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batch({} and {} others)", self.files.len(), self.n_others)
    }
}

const ENDINGS: [&str; 5] = ["pdf", "jpg", "jpeg", "png", "bmp"];
/// A folder of folders of folders is somebody's disk and no stack of scans.
const DEEPEST: usize = 3;

/// Lists what would be read, without reading it.
pub fn files(_office: &Office, places: &[PathBuf]) -> Result<Batch, ServiceError> {
    let mut batch = Batch::default();
    for place in places {
        if place.is_dir() {
            gather(place, DEEPEST, &mut batch).map_err(ServiceError::Folder)?;
        } else {
            batch.files.push(place.clone());
        }
    }
    batch.files.sort();
    batch.files.dedup();
    Ok(batch)
}

fn gather(folder: &Path, depth: usize, batch: &mut Batch) -> Result<(), std::io::Error> {
    for entry in fs::read_dir(folder)? {
        let place = entry?.path();
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['.', '~']) {
            continue;
        }
        let ending = place.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if place.is_dir() {
            if depth > 1 {
                gather(&place, depth - 1, batch)?;
            }
        } else if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            batch.files.push(place);
        } else {
            batch.n_others += 1;
        }
    }
    Ok(())
}
