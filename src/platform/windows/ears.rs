//! A window nobody sees, on a thread of its own, that hears what Windows tells windows: the session is locked, the
//! machine goes to sleep or shuts down, a second start calls.
//!
//! Its own thread, because the toolkit's thread may be busy drawing, and because shutting down waits for the answer.
//! It is no message-only window: those are not told of shutting down.
#![expect(unsafe_code, reason = "windows are made and called by calls of the system")]

use crate::platform::machine_events::MachineEvent;
use crate::platform::one_window::WindowKey;
use crate::platform::windows::wide::wide;
use std::cell::RefCell;
use std::io;
use std::ptr::null;
use std::ptr::null_mut;
use std::sync::mpsc::channel;
use windows_sys::Win32::Foundation::HWND;
use windows_sys::Win32::Foundation::LPARAM;
use windows_sys::Win32::Foundation::LRESULT;
use windows_sys::Win32::Foundation::WPARAM;
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::RemoteDesktop::NOTIFY_FOR_THIS_SESSION;
use windows_sys::Win32::System::RemoteDesktop::WTSRegisterSessionNotification;
use windows_sys::Win32::System::Shutdown::ShutdownBlockReasonCreate;
use windows_sys::Win32::System::Shutdown::ShutdownBlockReasonDestroy;
use windows_sys::Win32::UI::WindowsAndMessaging as wm;

const CLASS: &str = "AppraisalDeskEars";

/// What a second start sends, and what it is answered.
const CALL: u32 = wm::WM_APP + 1;
const HEARD: LRESULT = 0x4A5A_5401;

/// A window that hangs is not waited for longer.
const PATIENCE_MS: u32 = 3_000;

/// What Windows shows beside the program's name while it waits.
const STILL_SAVING: &str = "正在把最后一次保存写完，马上就好";

thread_local! {
    /// Who is told; the window and its procedure live on this one thread.
    static TELL: RefCell<Option<Box<dyn Fn(MachineEvent)>>> = const { RefCell::new(None) };
}

/// Begins to listen, until the process ends.
///
/// # Errors
/// What the system says where it gives no thread or no window.
pub fn listen(key: &WindowKey, tell: impl Fn(MachineEvent) + Send + 'static) -> io::Result<()> {
    let name = key.as_str().to_owned();
    let (made, is_made) = channel();
    std::thread::Builder::new().name("ears".to_owned()).spawn(move || {
        TELL.set(Some(Box::new(tell)));
        let window = make(&name);
        let is_listening = window.is_ok();
        if made.send(window.map(drop)).is_ok() && is_listening {
            hear();
        }
    })?;
    is_made.recv().unwrap_or_else(|_gone| Err(io::ErrorKind::Other.into()))
}

/// Calls the window of another process. Returns whether it heard.
pub fn call(key: &WindowKey) -> bool {
    let (class, name) = (wide(CLASS), wide(key.as_str()));
    let mut owner = 0;
    let mut answer = 0;
    // SAFETY: the texts end with a zero, the pointers are to values of this frame, and a window that is gone meanwhile
    // makes the calls fail.
    unsafe {
        let window = wm::FindWindowW(class.as_ptr(), name.as_ptr());
        if window.is_null() {
            return false;
        }
        // Only who is in front may hand that on: this process was just started by a person.
        wm::GetWindowThreadProcessId(window, &raw mut owner);
        wm::AllowSetForegroundWindow(owner);
        let how = wm::SMTO_ABORTIFHUNG | wm::SMTO_BLOCK;
        wm::SendMessageTimeoutW(window, CALL, 0, 0, how, PATIENCE_MS, &raw mut answer);
    }
    isize::try_from(answer) == Ok(HEARD)
}

/// Makes the window: on top of the others in rank, never shown.
fn make(name: &str) -> io::Result<HWND> {
    let (class, name) = (wide(CLASS), wide(name));
    // SAFETY: the texts end with a zero and are copied by the calls; the procedure lives as long as the program.
    let window = unsafe {
        let program = GetModuleHandleW(null());
        let kind = wm::WNDCLASSW {
            lpfnWndProc: Some(procedure),
            hInstance: program,
            lpszClassName: class.as_ptr(),
            ..wm::WNDCLASSW::default()
        };
        if wm::RegisterClassW(&raw const kind) == 0 {
            return Err(io::Error::last_os_error());
        }
        let nobody = null_mut();
        wm::CreateWindowExW(
            0,
            class.as_ptr(),
            name.as_ptr(),
            wm::WS_OVERLAPPED,
            0,
            0,
            0,
            0,
            nobody,
            null_mut(),
            program,
            null(),
        )
    };
    if window.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the window was made above, on this thread.
    if unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) } == 0 {
        // The service may not be up yet; sleep and shutting down are heard without it.
        tracing::warn!(error = %io::Error::last_os_error(), "locked sessions are not heard");
    }
    Ok(window)
}

/// Hands messages to the window until the process ends.
fn hear() {
    let mut message = wm::MSG::default();
    // SAFETY: the message is a value of this frame.
    unsafe {
        while wm::GetMessageW(&raw mut message, null_mut(), 0, 0) > 0 {
            wm::DispatchMessageW(&raw const message);
        }
    }
}

fn tell(event: MachineEvent) {
    TELL.with_borrow(|tell| {
        if let Some(tell) = tell {
            tell(event);
        }
    });
}

/// What the window does with a message. Nothing in it panics: a panic could not leave it.
unsafe extern "system" fn procedure(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    let code = u32::try_from(what).unwrap_or(u32::MAX);
    match message {
        CALL => {
            tell(MachineEvent::CalledForward);
            HEARD
        }
        wm::WM_WTSSESSION_CHANGE => {
            match code {
                wm::WTS_SESSION_LOCK
                | wm::WTS_SESSION_LOGOFF
                | wm::WTS_CONSOLE_DISCONNECT
                | wm::WTS_REMOTE_DISCONNECT => tell(MachineEvent::SessionLocked),
                wm::WTS_SESSION_UNLOCK | wm::WTS_CONSOLE_CONNECT | wm::WTS_REMOTE_CONNECT => {
                    tell(MachineEvent::ScreenCameBack);
                }
                _ => {}
            }
            0
        }
        wm::WM_POWERBROADCAST => {
            if code == wm::PBT_APMSUSPEND {
                tell(MachineEvent::Sleeps);
            }
            1
        }
        wm::WM_QUERYENDSESSION => {
            let reason = wide(STILL_SAVING);
            // SAFETY: the window is this thread's own; the text ends with a zero and is copied.
            unsafe { ShutdownBlockReasonCreate(window, reason.as_ptr()) };
            1
        }
        wm::WM_ENDSESSION => {
            if what != 0 {
                tell(MachineEvent::ShutsDown);
            }
            // SAFETY: the window is this thread's own.
            unsafe { ShutdownBlockReasonDestroy(window) };
            0
        }
        // SAFETY: the arguments are those the system gave.
        _ => unsafe { wm::DefWindowProcW(window, message, what, more) },
    }
}
