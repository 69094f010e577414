//! What the machine tells a program that is running: the session is locked, it goes to sleep, it shuts down, somebody
//! started the program a second time, somebody asked it to end.
//!
//! The teller is called on a thread of its own and may wait: shutting down waits for it.

use crate::platform::one_window::WindowKey;
use std::io;
use std::time::Duration;

const N_CALLS: u32 = 20;
const BETWEEN_CALLS: Duration = Duration::from_millis(250);

/// Something that happened outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MachineEvent {
    /// The session was locked, or its screen went away: nobody sits here now.
    SessionLocked,
    /// The machine is about to sleep.
    Sleeps,
    /// The machine is about to shut down, or the user logs off. It waits until the teller returns.
    ShutsDown,
    /// The screen came back, perhaps another one: the local one instead of Remote Desktop.
    ScreenCameBack,
    /// A second start wants the window in front.
    CalledForward,
    /// The program was asked to end.
    Terminates,
}

/// Listens for as long as it is held.
#[derive(Debug)]
pub struct Listening {
    #[cfg(unix)]
    _call: Option<crate::platform::unix::call::CallFile>,
}

/// Begins to listen. Call it before other threads are started: they take the mask of signals from this one.
pub fn listen(key: &WindowKey, tell: impl Fn(MachineEvent) + Send + Sync + 'static) -> Listening {
    let tell = std::sync::Arc::new(tell);
    #[cfg(windows)]
    {
        let heard = crate::platform::windows::ears::listen(key, move |event| tell(event));
        warn(heard, "the machine is not heard");
        Listening {}
    }
    #[cfg(unix)]
    {
        let end = std::sync::Arc::clone(&tell);
        let signals = crate::platform::unix::signals::listen(move || end(MachineEvent::Terminates));
        warn(signals, "signals are not heard");
        let call = crate::platform::unix::call::listen(key, move || tell(MachineEvent::CalledForward));
        Listening { _call: warn(call, "a second start is not heard") }
    }
}

/// Asks the window of this key, open in another process, to come forward. Returns whether it heard.
///
/// Who double-clicks twice starts the second before the first listens: it is called again for a while.
#[must_use]
pub fn call_forward(key: &WindowKey) -> bool {
    (0..N_CALLS).any(|n| {
        if n > 0 {
            std::thread::sleep(BETWEEN_CALLS);
        }
        call_once(key)
    })
}

fn call_once(key: &WindowKey) -> bool {
    #[cfg(windows)]
    {
        crate::platform::windows::ears::call(key)
    }
    #[cfg(unix)]
    {
        crate::platform::unix::call::call(key)
    }
}

/// What is not heard costs comfort, not data: the idle lock and the journal of the database stand behind it.
fn warn<T>(heard: io::Result<T>, what: &str) -> Option<T> {
    heard.inspect_err(|error| tracing::warn!(%error, what)).ok()
}
