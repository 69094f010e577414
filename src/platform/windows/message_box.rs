//! A message where there is no window of ours.
#![expect(unsafe_code, reason = "the box is a call of the system")]

use crate::platform::windows::wide::wide;
use windows_sys::Win32::UI::WindowsAndMessaging::MB_ICONERROR;
use windows_sys::Win32::UI::WindowsAndMessaging::MB_OK;
use windows_sys::Win32::UI::WindowsAndMessaging::MB_SETFOREGROUND;
use windows_sys::Win32::UI::WindowsAndMessaging::MB_TASKMODAL;
use windows_sys::Win32::UI::WindowsAndMessaging::MessageBoxW;

/// Shows the box and waits until it was read.
///
/// On a thread of its own: a box hands messages on to every window of its thread, and those of a window that has just
/// fallen over must not be handed on.
pub fn show(title: &str, text: &str) {
    let (title, text) = (wide(title), wide(text));
    let shown = std::thread::Builder::new().name("message".to_owned()).spawn(move || {
        let style = MB_OK | MB_ICONERROR | MB_SETFOREGROUND | MB_TASKMODAL;
        // SAFETY: both texts end with a zero and live until the box is closed; no window owns the box.
        unsafe { MessageBoxW(std::ptr::null_mut(), text.as_ptr(), title.as_ptr(), style) };
    });
    if shown.map(std::thread::JoinHandle::join).is_err() {
        tracing::error!("no message could be shown");
    }
}
