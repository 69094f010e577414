//! Printing on Windows: every page drawn by us and sent to the spooler as pictures, through GDI.
//!
//! This way needs neither a PDF program nor a graphics chip nor a file: the bytes never lie on the disk in the clear,
//! and what comes out is, dot for dot, what was previewed. The printers of `winprint` want the path of a file and
//! Direct3D in hardware, which a terminal server and many virtual machines do not have; see ARCHITECTURE.md.
//! Tried under Wine only: real drivers, duplex and trays are in `packaging/windows/CHECKLIST.md`.
#![expect(unsafe_code, reason = "the spooler and GDI are called as Windows offers them")]

mod canvas;
mod spooler;

use crate::domain::printer::PrinterInfo;
use crate::platform::print::Paper;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer;
use crate::platform::print::gdi::canvas::Canvas;
use crate::platform::print::ready;
use crate::platform::print::trouble::of_windows;
use std::ffi::OsStr;
use std::os::windows::ffi::OsStrExt as _;
use windows_sys::Win32::Foundation::GetLastError;

/// Printing through the spooler of Windows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gdi;

impl Printer for Gdi {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        spooler::printers()
    }

    fn print(&self, paper: &Paper<'_>, job: &PrintJob) -> Result<(), PrintError> {
        let printers = self.list()?;
        let printer = ready(&printers, &job.setup)?;
        let mode = spooler::mode(&printer.name, &job.setup, paper.n_pages)?;
        // A driver that cannot count gets every copy as a job of its own, so that none begins on the back of another.
        for _copy in 0..mode.n_jobs {
            let mut canvas = Canvas::begin(&printer.name, &mode, &job.title)?;
            for page in 0..paper.n_pages {
                let drawn = (paper.draw)(page, canvas.dpi()).ok_or(PrintError::NotDrawn { page })?;
                canvas.lay(&drawn)?;
            }
            canvas.end()?;
        }
        Ok(())
    }
}

/// A text as Windows reads it.
fn wide(text: &str) -> Vec<u16> {
    OsStr::new(text).encode_wide().chain([0]).collect()
}

/// Why the call that was made last failed.
fn last_error(printer: &str) -> PrintError {
    // SAFETY: reads a number of this thread.
    of_windows(unsafe { GetLastError() }, printer)
}
