//! All that the machine's side may refuse, for callers that do not tell one from the other.

use crate::domain::explain::Explain;
use crate::platform::lock_file::LockError;
use crate::platform::print::PrintError;
use crate::platform::vault::VaultError;

/// Something the machine did not do.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// About the keys.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// About being the only one.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// About printing and saving as PDF.
    #[error(transparent)]
    Print(#[from] PrintError),
}

impl Explain for PlatformError {
    fn code(&self) -> &'static str {
        match self {
            Self::Vault(error) => error.code(),
            Self::Lock(error) => error.code(),
            Self::Print(error) => error.code(),
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Vault(error) => error.remedy(),
            Self::Lock(error) => error.remedy(),
            Self::Print(error) => error.remedy(),
        }
    }
}
