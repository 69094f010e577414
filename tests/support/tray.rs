//! A printer whose paper can be counted and read.

use appraisal_desk::platform::print::PrintError;
use appraisal_desk::platform::print::PrintJob;
use appraisal_desk::platform::print::Printer;
use appraisal_desk::platform::print::PrinterInfo;
use std::sync::Arc;
use std::sync::Mutex;

/// Keeps the bytes of everything that was printed, with how it was asked for. Clones share the paper.
#[derive(Clone, Default)]
pub struct Tray(Arc<Mutex<Vec<Printed>>>);

/// The bytes, and how they were asked for.
pub type Printed = (Vec<u8>, PrintJob);

impl Tray {
    /// Everything that was printed so far, in order.
    pub fn printed(&self) -> Vec<Printed> {
        self.0.lock().unwrap().clone()
    }
}

impl Printer for Tray {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        Ok(vec![PrinterInfo { name: "前台".to_owned(), is_default: true }])
    }

    fn print(&self, pdf: &[u8], job: &PrintJob) -> Result<(), PrintError> {
        self.0.lock().unwrap().push((pdf.to_vec(), job.clone()));
        Ok(())
    }
}
