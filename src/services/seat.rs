//! Where the office sits: a panic of the program loses the step that was being done and nothing else.
//!
//! An office that was in the middle of something is never used again: it is dropped, which takes back its transaction
//! and wipes its keys, and a fresh one is read from the disk, locked.

use crate::domain::explain::Explain as _;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Answer;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::worker::NOBODY_ASKED;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

/// Makes an office anew, locked, as it lies on the disk.
pub type Remake = Box<dyn Fn() -> Result<Office, ServiceError> + Send>;

/// One office and what takes its place.
pub struct Seat {
    /// None while none could be made anew.
    office: Option<Office>,
    remake: Remake,
}

impl Seat {
    /// Seats an office.
    pub fn of(office: Office, remake: Remake) -> Self {
        Self { office: Some(office), remake }
    }

    /// Answers a question with what comes of a piece of work.
    pub fn answer(
        &mut self,
        to: u64,
        work: impl FnOnce(&mut Office) -> Result<Outcome, ServiceError>,
    ) -> Vec<Answer> {
        match self.try_to(work) {
            Ok(result) => vec![Answer { to, result }],
            Err(lost) => self.broke(to, lost),
        }
    }

    /// Answers a question over which the office was lost: the door is told first, then whoever asked.
    pub fn broke(&mut self, to: u64, _lost: Lost) -> Vec<Answer> {
        let mut answers = self.door();
        answers.push(Answer { to, result: Err(ServiceError::Broken) });
        answers
    }

    /// Locks, and tells the window if anything was open.
    pub fn lock(&mut self) -> Vec<Answer> {
        if self.office.as_ref().is_none_or(|office| office.open.is_none()) {
            return Vec::new();
        }
        if let Ok(Err(error)) = self.try_to(session::lock) {
            // It is locked all the same: the keys go first.
            tracing::warn!(code = error.code(), "locking was not written down");
        }
        self.door()
    }

    /// Looks at the watched folder.
    pub fn arrived(&mut self) -> Vec<Answer> {
        match self.try_to(Office::arrived_pictures) {
            Ok(paths) if paths.is_empty() => Vec::new(),
            Ok(paths) => vec![Answer { to: NOBODY_ASKED, result: Ok(Outcome::Arrived(paths)) }],
            Err(Lost) => self.door(),
        }
    }

    /// Whether a folder is to be looked at now and then.
    pub fn is_watching(&self) -> bool {
        self.office.as_ref().is_some_and(Office::is_watching)
    }

    /// What stands at the door now.
    fn door(&mut self) -> Vec<Answer> {
        let view = self.try_to(|office| session::view(office));
        let told = view.map(|view| Answer { to: NOBODY_ASKED, result: Ok(Outcome::Session(Arc::new(view))) });
        told.into_iter().collect()
    }

    /// Does a piece of work. A panic in it loses the office, and a fresh one takes its place.
    pub fn try_to<T>(&mut self, work: impl FnOnce(&mut Office) -> T) -> Result<T, Lost> {
        if self.office.is_none() {
            self.office = self.fresh();
        }
        let Some(office) = &mut self.office else { return Err(Lost) };
        // Unwind safe: what the panic left behind is dropped below and never looked at.
        if let Ok(done) = catch_unwind(AssertUnwindSafe(|| work(office))) {
            return Ok(done);
        }
        let lost = self.office.take();
        if catch_unwind(AssertUnwindSafe(|| drop(lost))).is_err() {
            tracing::error!("what a panic left behind could not be put away");
        }
        self.office = self.fresh();
        Err(Lost)
    }

    fn fresh(&self) -> Option<Office> {
        match catch_unwind(AssertUnwindSafe(|| (self.remake)())) {
            Ok(Ok(office)) => Some(office),
            Ok(Err(error)) => {
                tracing::error!(code = error.code(), "the office cannot be read again");
                None
            }
            Err(_panic) => None,
        }
    }
}

/// The office was lost in a panic.
pub struct Lost;
