//! A printer that is none: it keeps what it is given, and fails as told. For tests and demonstrations.

use crate::domain::printer::PrinterInfo;
use crate::platform::print::Paper;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer;
use crate::platform::print::ready;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// A sheet that was printed: its bytes, and how it was asked for.
pub type Printed = (Vec<u8>, PrintJob);

/// Keeps everything that was printed. Clones share the paper.
#[derive(Clone)]
pub struct Tray(Arc<Mutex<Inside>>);

struct Inside {
    printers: Vec<PrinterInfo>,
    printed: Vec<Printed>,
    /// Says why it fails, once for every question.
    fails: Option<fn() -> PrintError>,
}

impl Tray {
    /// The only printer, under this name.
    #[must_use]
    pub fn called(name: &str) -> Self {
        Self::of(vec![PrinterInfo::ready(name, true)])
    }

    /// Several printers that all fill one tray.
    #[must_use]
    pub fn of(printers: Vec<PrinterInfo>) -> Self {
        Self(Arc::new(Mutex::new(Inside { printers, printed: Vec::new(), fails: None })))
    }

    /// Other printers from now on.
    pub fn now_has(&self, printers: Vec<PrinterInfo>) {
        self.inside().printers = printers;
    }

    /// Fails from now on, or no more.
    pub fn now_fails(&self, fails: Option<fn() -> PrintError>) {
        self.inside().fails = fails;
    }

    /// Everything that was printed so far, in order.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        self.inside().printed.clone()
    }

    /// Takes the newest sheet out.
    #[must_use]
    pub fn take(&self) -> Option<Vec<u8>> {
        self.inside().printed.pop().map(|(pdf, _)| pdf)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Printer for Tray {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        let inside = self.inside();
        inside.fails.map_or_else(|| Ok(inside.printers.clone()), |fails| Err(fails()))
    }

    fn print(&self, paper: &Paper<'_>, job: &PrintJob) -> Result<(), PrintError> {
        ready(&self.list()?, &job.setup)?;
        self.inside().printed.push((paper.pdf.to_vec(), job.clone()));
        Ok(())
    }
}
