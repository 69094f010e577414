//! A folder that is gone when the test is over.
#![expect(clippy::disallowed_methods, reason = "a test makes a folder of its own")]

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// A folder of its own for one test.
pub struct TempFolder(PathBuf);

impl TempFolder {
    /// Makes an empty one.
    pub fn new() -> Self {
        Self::within(&env::temp_dir())
    }

    /// Makes an empty one in another folder than that for temporary files.
    pub fn within(parent: &Path) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("appraisal-desk-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A place in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        // A test that failed half-way may have left a file open; the sweep of the machine takes it then.
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}
