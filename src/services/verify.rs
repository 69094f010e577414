//! 核验: recomputes what the log promises, says what does not hold, and writes down that it was looked.

use crate::domain::audit::Operation;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::watch::Watch;

/// What was looked at and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub n_entries: u64,
    pub n_rows: u64,
    pub n_checkpoints: u64,
    pub n_objects: u64,
    pub n_object_bytes: u64,
    /// The newest entry as sheets print it: its number and the beginning of its hash.
    pub head: String,
    /// One sentence for each promise that does not hold.
    pub broken: Vec<String>,
    /// Somebody stopped it before the end; what was not reached is not vouched for.
    pub was_stopped: bool,
}

impl Report {
    /// Whether everything holds, looked at to the end.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty() && !self.was_stopped
    }
}

/// Verifies the log, every row and every kept file of the open office.
pub fn verify(office: &mut Office) -> Result<Report, ServiceError> {
    verify_watched(office, &Watch::default())
}

/// The same under somebody's eyes, who may stop it; then nothing is written down.
pub fn verify_watched(office: &mut Office, watch: &Watch) -> Result<Report, ServiceError> {
    let store = &office.opened()?.store;
    let found = store.verify_watched(true, &mut |n_done, n_all| watch.tell(n_done, n_all))?;
    let report = Report {
        n_entries: found.n_entries,
        n_rows: found.n_rows,
        n_checkpoints: found.n_checkpoints,
        n_objects: found.n_objects,
        n_object_bytes: found.n_object_bytes,
        head: format!("{}·{}", found.head.seq, found.head.hash.short()),
        broken: found.broken.iter().map(|broken| broken.sentence()).collect(),
        was_stopped: found.was_stopped,
    };
    // A damaged office is left as it is: nothing is added to a log that does not hold.
    if report.is_sound() {
        office.write_office(Operation::Verify, "sound", |_tx, _by, _at| Ok(()))?;
    }
    Ok(report)
}
