//! One window per office and desk: a second start asks the first to come forward and ends.
//!
//! Who is first holds a lock in the folder of this user. How the first is called differs: a window message on
//! Windows, a socket file of this user elsewhere; neither can be reached from another machine or by another user.
//! Somebody else who holds the office is a matter of `lock_file`.

use ring::digest::SHA256;
use ring::digest::digest;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::path::Path;

/// What a start finds.
#[derive(Debug)]
pub enum Start {
    /// Nobody: the window may open. The lock is held until it is dropped.
    First(WindowLock),
    /// A window that is open and was asked to come forward.
    CalledForward,
    /// A window that is open and does not answer.
    NoAnswer,
}

/// Held by the process whose window is open.
#[derive(Debug)]
pub struct WindowLock {
    /// None where nothing could be locked: then two windows may open, and the office itself keeps the second out.
    _held: Option<File>,
}

/// The name of an office's window among those of this user: tells nothing about the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowKey(String);

impl WindowKey {
    /// The key of an office folder, which need not exist yet.
    #[must_use]
    pub fn of(office: &Path) -> Self {
        let whole = std::fs::canonicalize(office).or_else(|_missing| std::path::absolute(office));
        let whole = whole.unwrap_or_else(|_nameless| office.to_owned());
        let spelled = whole.to_string_lossy();
        // Windows takes both spellings of a letter for the same folder, and writes long paths in two ways.
        let spelled = if cfg!(windows) {
            spelled.trim_start_matches(r"\\?\").to_lowercase()
        } else {
            spelled.into_owned()
        };
        let hash = digest(&SHA256, spelled.as_bytes());
        Self(hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }

    /// As it stands in names.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Begins a start: first, or second. `call` reaches the window that is open.
pub fn enter(folder: Option<&Path>, key: &WindowKey, call: impl FnOnce(&WindowKey) -> bool) -> Start {
    let Some(folder) = folder else { return Start::First(WindowLock { _held: None }) };
    let opened = OpenOptions::new()
        .create(true)
        .read(true)
        .write(true)
        .truncate(false)
        .open(folder.join(format!("window-{}.lock", key.as_str())));
    let file = match opened {
        Ok(file) => file,
        Err(error) => {
            tracing::warn!(%error, "a second start will not be noticed");
            return Start::First(WindowLock { _held: None });
        }
    };
    match file.try_lock() {
        Ok(()) => Start::First(WindowLock { _held: Some(file) }),
        Err(TryLockError::WouldBlock) if call(key) => Start::CalledForward,
        Err(TryLockError::WouldBlock) => Start::NoAnswer,
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "a second start will not be noticed");
            Start::First(WindowLock { _held: None })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Start;
    use super::WindowKey;
    use super::enter;
    use std::cell::Cell;
    use std::path::Path;

    #[test]
    fn a_second_start_calls_the_first_and_a_third_after_its_end_is_first_again() {
        let folder = std::env::temp_dir().join(format!("one-window-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let key = WindowKey::of(&folder.join("案卷库"));
        let never = |_key: &WindowKey| -> bool { panic!("nobody is there to be called") };
        let first = enter(Some(&folder), &key, never);
        assert!(matches!(first, Start::First(_)));
        let called = Cell::new(false);
        let second = enter(Some(&folder), &key, |name| {
            called.set(*name == key);
            true
        });
        assert!(matches!(second, Start::CalledForward) && called.get());
        assert!(matches!(enter(Some(&folder), &key, |_key| false), Start::NoAnswer));
        let elsewhere = WindowKey::of(&folder.join("另一处"));
        assert!(matches!(enter(Some(&folder), &elsewhere, never), Start::First(_)));
        drop(first);
        assert!(matches!(enter(Some(&folder), &key, never), Start::First(_)));
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn without_a_folder_every_start_is_the_first() {
        let key = WindowKey::of(Path::new("案卷库"));
        assert!(matches!(enter(None, &key, |_key| true), Start::First(_)));
    }

    #[test]
    fn a_key_tells_nothing_and_is_the_same_for_every_spelling() {
        let folder = std::env::temp_dir();
        assert_eq!(WindowKey::of(&folder), WindowKey::of(&folder.join(".")));
        assert_ne!(WindowKey::of(&folder), WindowKey::of(&folder.join("x")));
        let key = WindowKey::of(Path::new("某机构"));
        assert!(key.as_str().len() == 16 && key.as_str().chars().all(|c| c.is_ascii_hexdigit()));
    }
}
