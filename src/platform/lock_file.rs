//! Keeps a second process out of an office: one writer, one log.

use crate::domain::explain::Explain;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::path::Path;

const NAME: &str = "office.lock";

/// The lock on an office; held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct OfficeLock {
    _held: File,
}

impl OfficeLock {
    /// Locks an office folder.
    ///
    /// # Errors
    /// `HeldByAnother` when a process has it; otherwise what the disk says.
    pub fn take(office: &Path) -> Result<Self, LockError> {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(office.join(NAME))
            .map_err(LockError::Io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _held: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::HeldByAnother),
            Err(TryLockError::Error(source)) => Err(LockError::Io(source)),
        }
    }
}

/// Why an office could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error("这个案卷库正在另一个窗口里使用，没有再次打开")]
    HeldByAnother,
    /// The lock file could not be made.
    #[error("案卷库文件夹不能加锁，没有打开")]
    Io(#[source] io::Error),
}

impl Explain for LockError {
    fn code(&self) -> &'static str {
        match self {
            Self::HeldByAnother => "lock-held",
            Self::Io(_) => "lock-io",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::HeldByAnother => "请切换到已打开的鉴证台窗口；如果看不到它，请注销或重新启动电脑",
            Self::Io(_) => "请检查文件夹的权限，磁盘是否写保护",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LockError;
    use super::OfficeLock;

    #[test]
    fn an_office_is_entered_once_at_a_time() {
        let folder = std::env::temp_dir().join(format!("office-lock-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let first = OfficeLock::take(&folder).expect("free");
        assert!(matches!(OfficeLock::take(&folder), Err(LockError::HeldByAnother)));
        drop(first);
        OfficeLock::take(&folder).expect("free again");
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
