//! Printing: the same bytes that were previewed go to the system's spooler; saving them as PDF always works.
//!
//! Job titles carry sheet numbers only, because spoolers keep them. No way here writes a file: CUPS reads the bytes
//! from a pipe, Windows is sent drawn pages. What the spooler itself keeps until the paper is out is the system's.

mod cups;
mod error;
#[cfg(windows)]
mod gdi;
mod strips;
mod trouble;

/// A printer that is none, for tests and demonstrations.
pub mod tray;

pub use crate::platform::print::cups::Cups;
pub use crate::platform::print::error::PrintError;

use crate::domain::printer::PrintSetup;
use crate::domain::printer::PrinterInfo;
use crate::domain::printer::meant;
use crate::platform::replace_file::replace_file;
use std::path::Path;
use std::sync::Arc;

/// What goes onto paper.
pub struct Paper<'a> {
    /// The bytes that were shown and are kept.
    pub pdf: &'a [u8],
    /// Its pages.
    pub n_pages: usize,
    /// Draws a page, counted from 0, at so many dots per inch; for spoolers that take no PDF.
    pub draw: &'a DrawPage<'a>,
}

/// Draws a page of the paper; `None` when it cannot be drawn.
pub type DrawPage<'a> = dyn Fn(usize, u32) -> Option<Pixels> + Sync + 'a;

/// A drawn page.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue, alpha of every pixel, row by row; opaque.
    pub rgba: Vec<u8>,
}

/// One job for a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJob {
    /// The number of the sheet; never a name of a person.
    pub title: String,
    /// Which printer, how many, on which sides.
    pub setup: PrintSetup,
}

/// A way to paper.
pub trait Printer: Send + Sync {
    /// Lists the printers of this machine, and how they stand.
    ///
    /// # Errors
    /// `NoSpooler` when printing does not run, `NoAnswer` when it hangs.
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError>;

    /// Sends a paper to a printer; done means the spooler took it, not that paper came out.
    ///
    /// # Errors
    /// Nothing was printed then; only after `NoAnswer` somebody must look.
    fn print(&self, paper: &Paper<'_>, job: &PrintJob) -> Result<(), PrintError>;
}

/// Writes the bytes of a sheet to a file the user chose.
///
/// # Errors
/// `NotSaved`; a former file of that name is untouched then.
pub fn save_as(place: &Path, pdf: &[u8]) -> Result<(), PrintError> {
    replace_file(place, pdf).map_err(PrintError::NotSaved)
}

/// Returns the printing of this system.
#[must_use]
pub fn of_this_system() -> Arc<dyn Printer> {
    #[cfg(windows)]
    return Arc::new(gdi::Gdi);
    #[cfg(not(windows))]
    Arc::new(Cups::new())
}

/// The printer a job goes to, if paper can be expected of it.
fn ready<'a>(printers: &'a [PrinterInfo], setup: &PrintSetup) -> Result<&'a PrinterInfo, PrintError> {
    if printers.is_empty() {
        return Err(PrintError::NoPrinter);
    }
    let Some(found) = meant(printers, setup.printer.as_deref()) else {
        return Err(match &setup.printer {
            Some(printer) => PrintError::Gone { printer: printer.clone() },
            None => PrintError::NotChosen,
        });
    };
    match found.trouble.filter(|trouble| trouble.stops()) {
        Some(trouble) => Err(PrintError::NotReady { printer: found.label().to_owned(), trouble }),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::PrintError;
    use super::ready;
    use crate::domain::printer::PrintSetup;
    use crate::domain::printer::PrinterInfo;
    use crate::domain::printer::Trouble;

    #[test]
    fn a_job_goes_only_where_paper_can_be_expected() {
        let setup = |printer: Option<&str>| PrintSetup {
            printer: printer.map(str::to_owned),
            ..PrintSetup::default()
        };
        let with = |trouble| PrinterInfo { trouble, ..PrinterInfo::ready("前台", true) };
        assert!(matches!(ready(&[], &setup(None)), Err(PrintError::NoPrinter)));
        let named = ready(&[with(None)], &setup(Some("走廊"))).map(|printer| printer.name.clone());
        assert!(matches!(named, Err(PrintError::Gone { printer }) if printer == "走廊"));
        let two = [PrinterInfo::ready("甲", false), PrinterInfo::ready("乙", false)];
        assert!(matches!(ready(&two, &setup(None)), Err(PrintError::NotChosen)));
        for trouble in [Trouble::Offline, Trouble::Paused, Trouble::Rejecting] {
            let found = ready(&[with(Some(trouble))], &setup(None)).map(|printer| printer.name.clone());
            assert!(matches!(found, Err(PrintError::NotReady { .. })), "{trouble:?}");
        }
        for trouble in [None, Some(Trouble::NoPaper), Some(Trouble::NoToner)] {
            let found = ready(&[with(trouble)], &setup(None)).map(|printer| printer.name.clone());
            assert_eq!(found.ok().as_deref(), Some("前台"), "{trouble:?}");
        }
    }
}
