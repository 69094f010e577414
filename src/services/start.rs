//! Stands the office up for a window or a command: which folder, the machine's clock and printer, the faces.

use crate::domain::moment::Moment;
use crate::platform::clock::SystemClock;
use crate::platform::fonts;
use crate::platform::helper;
use crate::platform::print;
use crate::platform::vault::KdfCost;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::session::DeskOptions;
use crate::store::Durability;
use std::path::PathBuf;
use std::sync::Arc;

/// The office in a folder, or in the usual one, locked or not made yet.
pub fn office_at(folder: Option<PathBuf>) -> Result<Office, ServiceError> {
    let folder = folder.unwrap_or_else(usual_folder);
    let mut office = Office::before(&folder, machine_options())?;
    office.desk.helper = helper::own_program();
    Ok(office)
}

/// Everything from this machine, full durability, full cost of a password guess.
pub fn machine_options() -> DeskOptions {
    DeskOptions {
        clock: Arc::new(SystemClock::new()),
        printer: print::of_this_system(),
        cost: KdfCost::default(),
        durability: Durability::Full,
        gate: None,
    }
}

/// Where an office lies when nobody says otherwise: `APPRAISAL_DESK_OFFICE`, else 鉴证台 in the user's folder.
pub fn usual_folder() -> PathBuf {
    if let Some(folder) = std::env::var_os("APPRAISAL_DESK_OFFICE") {
        return folder.into();
    }
    let home = std::env::var_os("USERPROFILE").or_else(|| std::env::var_os("HOME"));
    home.map_or_else(|| PathBuf::from("."), PathBuf::from).join("鉴证台")
}

/// Sans, sans bold, serif bold, serif: the faces of the window.
pub fn window_faces() -> [&'static [u8]; 4] {
    [
        fonts::noto_sans_regular(),
        fonts::noto_sans_bold(),
        fonts::noto_serif_bold(),
        fonts::noto_serif_regular(),
    ]
}

impl Office {
    /// The clock of this desk, to be read from another thread.
    pub fn clock_of_desk(&self) -> Arc<dyn Fn() -> Moment + Send + Sync> {
        let clock = Arc::clone(&self.clock);
        Arc::new(move || clock.now())
    }
}
