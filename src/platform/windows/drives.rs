//! Drives that lie on another machine.
#![expect(unsafe_code, reason = "the kind of a drive is told by a call of the system")]

use crate::platform::windows::wide::wide;
use windows_sys::Win32::Storage::FileSystem::GetDriveTypeW;
use windows_sys::Win32::System::WindowsProgramming::DRIVE_REMOTE;

/// Returns whether a letter stands for a share, connected or not.
pub fn is_share(letter: u8) -> bool {
    let root = wide(&format!("{}:\\", char::from(letter)));
    // SAFETY: the text ends with a zero and lives until the call returns.
    unsafe { GetDriveTypeW(root.as_ptr()) == DRIVE_REMOTE }
}
