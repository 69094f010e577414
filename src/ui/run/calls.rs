//! What other threads want of the window: come forward, close, look at the screen anew. What must not wait for a
//! frame is done at once: the office is locked from the thread that heard of it.

use crate::services::machine;
use crate::services::machine::MachineEvent;
use crate::services::machine::SleepWatch;
use crate::services::worker::Locker;
use egui::Context;
use egui::ViewportCommand;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long a session that is being locked, or a machine that falls asleep, is kept waiting.
const BRIEFLY: Duration = Duration::from_secs(2);

/// How long a machine that shuts down is kept waiting: Windows asks its user after five seconds.
const TO_THE_END: Duration = Duration::from_secs(30);

/// Wishes that wait for the next frame, and the way to the office that waits for none.
#[derive(Default)]
pub struct Calls {
    open: Mutex<Option<Open>>,
    forward: AtomicBool,
    close: AtomicBool,
    screen: AtomicBool,
}

struct Open {
    window: Context,
    office: Locker,
}

impl Calls {
    /// The window is there.
    pub fn begin(&self, window: &Context, office: Locker) {
        let open = Open { window: window.clone(), office };
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(open);
    }

    /// Something happened outside. Returns when what must be done is done.
    pub fn hear(&self, event: MachineEvent) {
        tracing::info!(?event, "the machine says");
        match event {
            MachineEvent::SessionLocked | MachineEvent::Sleeps => self.lock(BRIEFLY),
            MachineEvent::ShutsDown => {
                self.lock(TO_THE_END);
                self.wish(&self.close);
            }
            MachineEvent::Terminates => self.wish(&self.close),
            MachineEvent::CalledForward => self.wish(&self.forward),
            MachineEvent::ScreenCameBack => self.wish(&self.screen),
        }
    }

    /// Locks the office, unless none is there.
    pub fn lock(&self, patience: Duration) {
        let office = self.open().map(|(_window, office)| office);
        if office.is_some_and(|office| !office.lock(patience)) {
            tracing::warn!("the office is still writing");
        }
    }

    /// Does what can only be done between two frames. Returns whether the screen is another one.
    pub fn answer(&self, ctx: &Context) -> bool {
        if self.forward.swap(false, Ordering::SeqCst) {
            if ctx.input(|input| input.viewport().minimized) == Some(true) {
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            }
            ctx.send_viewport_cmd(ViewportCommand::Focus);
        }
        if self.close.swap(false, Ordering::SeqCst) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        self.screen.swap(false, Ordering::SeqCst)
    }

    fn wish(&self, what: &AtomicBool) {
        what.store(true, Ordering::SeqCst);
        if let Some((window, _office)) = self.open() {
            window.request_repaint();
        }
    }

    /// Handed out, so that nothing is held while somebody waits.
    fn open(&self) -> Option<(Context, Locker)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().map(|open| (open.window.clone(), open.office.clone()))
    }
}

/// Locks when the machine slept without saying so; none where there is no thread for that.
pub fn watch_sleep(calls: &Arc<Calls>) -> Option<Arc<SleepWatch>> {
    let calls = Arc::clone(calls);
    let watch = machine::watch_sleep(move || calls.hear(MachineEvent::Sleeps));
    watch.inspect_err(|error| tracing::warn!(%error, "sleep is not noticed")).ok()
}
