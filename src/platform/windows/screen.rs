//! Whether the screen is far away, and the habits of whoever sits before it.
#![expect(unsafe_code, reason = "settings of the user are told by calls of the system")]

use std::time::Duration;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::GetDoubleClickTime;
use windows_sys::Win32::UI::WindowsAndMessaging::GetCaretBlinkTime;
use windows_sys::Win32::UI::WindowsAndMessaging::GetSystemMetrics;
use windows_sys::Win32::UI::WindowsAndMessaging::SM_REMOTESESSION;

/// Returns whether the screen is reached through Remote Desktop.
pub fn is_remote() -> bool {
    // SAFETY: takes and returns numbers.
    unsafe { GetSystemMetrics(SM_REMOTESESSION) != 0 }
}

/// Returns how long the second click of a double click may take.
pub fn double_click() -> Duration {
    // SAFETY: takes nothing, returns milliseconds.
    Duration::from_millis(u64::from(unsafe { GetDoubleClickTime() }))
}

/// Returns how long the caret is shown and then hidden; none where it stands still, or where nothing is known.
pub fn caret_blink() -> Option<Duration> {
    // SAFETY: takes nothing, returns milliseconds; 0 is a failure, the largest number is "never".
    let ms = unsafe { GetCaretBlinkTime() };
    (ms != 0 && ms != u32::MAX).then(|| Duration::from_millis(u64::from(ms)))
}
