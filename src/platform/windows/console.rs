//! The console a command was started from. A program with a window gets none by itself.
//!
//! Output to a console goes as UTF-16 through the standard library, output to a file or a pipe as UTF-8; no code page
//! of the console is changed, so there is none to restore.
#![expect(unsafe_code, reason = "consoles are attached by a call of the system")]

use windows_sys::Win32::Foundation::HANDLE;
use windows_sys::Win32::Foundation::INVALID_HANDLE_VALUE;
use windows_sys::Win32::System::Console::ATTACH_PARENT_PROCESS;
use windows_sys::Win32::System::Console::AttachConsole;
use windows_sys::Win32::System::Console::GetStdHandle;
use windows_sys::Win32::System::Console::STD_ERROR_HANDLE;
use windows_sys::Win32::System::Console::STD_INPUT_HANDLE;
use windows_sys::Win32::System::Console::STD_OUTPUT_HANDLE;
use windows_sys::Win32::System::Console::SetStdHandle;

const STREAMS: [u32; 3] = [STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE];

/// Joins the console of whoever started this program. Streams that were redirected stay as they are.
pub fn attach() {
    // SAFETY: asks for three numbers of this process.
    let former = STREAMS.map(|stream| unsafe { GetStdHandle(stream) });
    // SAFETY: takes no pointer. It fails where the parent has no console, and then there is nothing to join.
    if unsafe { AttachConsole(ATTACH_PARENT_PROCESS) } == 0 {
        return;
    }
    for (stream, handle) in STREAMS.into_iter().zip(former) {
        if is_open(handle) {
            // SAFETY: the handle was this process's own stream a moment ago.
            unsafe { SetStdHandle(stream, handle) };
        }
    }
}

fn is_open(handle: HANDLE) -> bool {
    !handle.is_null() && handle != INVALID_HANDLE_VALUE
}
