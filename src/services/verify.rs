//! 核验: recomputes what the log promises, says what does not hold, and writes down that it was looked.

use crate::domain::audit::Operation;
use crate::services::error::ServiceError;
use crate::services::office::Office;

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
}

impl Report {
    /// Whether everything holds.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Verifies the log, every row and every kept file of the open office.
pub fn verify(office: &mut Office) -> Result<Report, ServiceError> {
    let found = office.opened()?.store.verify(true)?;
    let report = Report {
        n_entries: found.n_entries,
        n_rows: found.n_rows,
        n_checkpoints: found.n_checkpoints,
        n_objects: found.n_objects,
        n_object_bytes: found.n_object_bytes,
        head: format!("{}·{}", found.head.seq, found.head.hash.short()),
        broken: found.broken.iter().map(|broken| broken.sentence()).collect(),
    };
    // A damaged office is left as it is: nothing is added to a log that does not hold.
    if report.is_sound() {
        office.write_office(Operation::Verify, "sound", |_tx, _by, _at| Ok(()))?;
    }
    Ok(report)
}
