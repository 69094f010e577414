//! 排演: an office whose clock is set by a script and whose desk passes from hand to hand, for scenarios and demos.
//!
//! Everything goes through the same dispatch as the window; only the clock, the printer and the price of a password
//! differ. It never opens an office that is not marked as a demonstration: no script may write into real cases.

use crate::documents::text::SheetText;
use crate::documents::text::text_of;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::platform::clock::Clock;
use crate::platform::clock::ScriptClock;
use crate::platform::clock::SystemClock;
use crate::platform::print::tray::Tray;
use crate::platform::replace_file::replace_file;
use crate::platform::vault::KdfCost;
use crate::platform::vault::Vault;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Ask;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::session::DeskOptions;
use crate::services::session::InitDraft;
use crate::services::worker;
use crate::store::Durability;
use std::path::Path;
use std::sync::Arc;

/// The password of a demonstration is printed on the screen, so that guessing it need cost nothing.
const CHEAP: KdfCost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };

/// An office on a stage.
pub struct Rehearsal {
    office: Office,
    clock: Arc<ScriptClock>,
    tray: Tray,
}

impl Rehearsal {
    /// Founds a demonstration office in a folder and confirms its recovery sheet.
    pub fn found(folder: &Path, at: Moment, mut draft: InitDraft) -> Result<Self, ServiceError> {
        draft.institution.is_demo = true;
        let (mut office, clock, tray) = stand_before(folder, at)?;
        let sheet = session::init(&mut office, draft)?;
        let confirm = session::Request::ConfirmRecovery { typed: sheet.printed };
        session::handle(&mut office, confirm)?;
        Ok(Self { office, clock, tray })
    }

    /// Opens a demonstration office that was founded before; the script sets its clock later.
    pub fn enter(folder: &Path, login: &str, password: &Secret<String>) -> Result<Self, ServiceError> {
        // Unlocking is written down under the real time: until it is done, nobody knows whose office this is.
        let (mut office, clock, tray) = stand_before(folder, real_now())?;
        session::unlock(&mut office, login, password)?;
        if !office.institution()?.is_demo {
            session::lock(&mut office)?;
            return Err(ServiceError::NotADemonstration);
        }
        Ok(Self { office, clock, tray })
    }

    /// The office, to be read.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// The moment on the script's clock.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Puts the clock on a moment.
    pub fn set_clock(&self, at: Moment) {
        self.clock.set(at);
    }

    /// Gives the desk to somebody else of the staff.
    pub fn hand_to(&mut self, user: UserId) -> Result<(), ServiceError> {
        self.office.hand_desk_to(user)
    }

    /// Asks, as the window does.
    pub fn ask(&mut self, ask: Ask) -> Result<Outcome, ServiceError> {
        worker::answer(&mut self.office, ask)
    }

    /// Takes the sheet that was printed last out of the tray.
    pub fn take_printed(&self) -> Option<Vec<u8>> {
        self.tray.take()
    }

    /// Locks the office and folds everything into its files.
    pub fn close(mut self) -> Result<(), ServiceError> {
        session::lock(&mut self.office).map(|_locked| ())
    }
}

/// Whether an office lies in a folder, whoever's it is.
pub fn lies_in(folder: &Path) -> bool {
    Vault::exists_in(folder)
}

/// The moment it really is, for scripts that play today.
pub fn real_now() -> Moment {
    SystemClock::new().now()
}

/// The day it really is.
pub fn real_today() -> Day {
    real_now().day()
}

/// The text of a sheet, read back from its bytes.
pub fn text_of_sheet(pdf: &[u8]) -> Result<SheetText, ServiceError> {
    Ok(text_of(pdf)?)
}

/// Lays a printed sheet or an account of the rehearsal into a file, whole or not at all.
pub fn lay_down(place: &Path, bytes: &[u8]) -> Result<(), ServiceError> {
    replace_file(place, bytes).map_err(ServiceError::Folder)
}

fn stand_before(folder: &Path, at: Moment) -> Result<(Office, Arc<ScriptClock>, Tray), ServiceError> {
    let clock = Arc::new(ScriptClock::at(at));
    let tray = Tray::called("演示纸盘");
    let options = DeskOptions {
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        printer: Arc::new(tray.clone()),
        cost: CHEAP,
        // Nothing of a demonstration is worth waiting for the disk.
        durability: Durability::Relaxed,
        gate: None,
    };
    Ok((Office::before(folder, options)?, clock, tray))
}
