//! The machine around the window: its screen, its faces, its ways of drawing, what it tells, and where the log lies.

use crate::platform::local_folder;
use crate::platform::message;
use crate::platform::one_window;
use crate::platform::program_log;
use crate::platform::renderer::Climb;
use crate::platform::renderer::Place;
use crate::platform::renderer::Rung;
use std::path::Path;

pub use crate::platform::machine_events::Listening;
pub use crate::platform::machine_events::MachineEvent;
pub use crate::platform::machine_events::listen;
pub use crate::platform::one_window::Start;
pub use crate::platform::one_window::WindowKey;
pub use crate::platform::renderer;
pub use crate::platform::restart::start_again;
pub use crate::platform::screen::Screen;
pub use crate::platform::screen::screen;
pub use crate::platform::sleep_watch::SleepWatch;
pub use crate::platform::sleep_watch::watch as watch_sleep;
pub use crate::platform::system_faces::SystemFaces;
pub use crate::platform::system_faces::system_faces;

/// What the environment wishes to draw with; the command line counts more.
pub fn renderer_of_environment() -> Option<String> {
    std::env::var("APPRAISAL_DESK_RENDERER").ok().filter(|word| !word.is_empty())
}

/// Begins a start of the window where former starts on this machine ended.
pub fn climb(wish: Option<Rung>) -> Climb {
    let place = if screen().is_remote { Place::Remote } else { Place::Here };
    Climb::begin(local_folder::made(), env!("CARGO_PKG_VERSION"), place, wish)
}

/// Begins a start: the first on this office and desk, or one that calls the first forward.
pub fn enter(office: &Path) -> (WindowKey, Start) {
    let key = WindowKey::of(office);
    let folder = local_folder::made();
    let start = one_window::enter(folder.as_deref(), &key, crate::platform::machine_events::call_forward);
    (key, start)
}

/// Says something to a person where there is no window, and where the log lies.
pub fn say_without_window(title: &str, text: &str) {
    let log = program_log::place().map(|place| format!("\n\n日志：{}", place.display()));
    message::show(title, &format!("{text}{}", log.unwrap_or_default()));
}
