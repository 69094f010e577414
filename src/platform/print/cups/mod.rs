//! Printing through the commands of CUPS, `lp` and `lpstat`: no library to link, no file to leave behind.

mod command;
mod lpstat;

use crate::domain::printer::PrinterInfo;
use crate::domain::printer::Sides;
use crate::platform::print::Paper;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer;
use crate::platform::print::cups::command::ask;
use crate::platform::print::ready;
use std::ffi::OsString;
use std::io;
use std::time::Duration;

/// How long `lpstat` may think: a print server that is switched off must not hold a list.
const PATIENCE_LISTING: Duration = Duration::from_secs(8);
/// How long `lp` may take over the bytes.
const PATIENCE_PRINTING: Duration = Duration::from_secs(60);

/// Printing through CUPS.
#[derive(Clone, Debug)]
pub struct Cups {
    lp: OsString,
    lpstat: OsString,
}

impl Cups {
    /// Uses the commands of the system.
    #[must_use]
    pub fn new() -> Self {
        Self::with_commands("lp", "lpstat")
    }

    /// Uses other commands of the same kind.
    #[must_use]
    pub fn with_commands(lp: impl Into<OsString>, lpstat: impl Into<OsString>) -> Self {
        Self { lp: lp.into(), lpstat: lpstat.into() }
    }

    fn stat(&self, questions: &[&str]) -> Result<String, PrintError> {
        let questions: Vec<String> = questions.iter().map(|&question| question.to_owned()).collect();
        Ok(ask(&self.lpstat, &questions, None, PATIENCE_LISTING)?.said)
    }
}

impl Default for Cups {
    fn default() -> Self {
        Self::new()
    }
}

impl Printer for Cups {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        if lpstat::is_down(&self.stat(&["-r"])?) {
            return Err(PrintError::NoSpooler(io::ErrorKind::ConnectionRefused.into()));
        }
        let names = self.stat(&["-e"])?;
        let default = self.stat(&["-d"])?;
        // Printers that were only seen on the network have a name and no more; that is enough.
        let details = self.stat(&["-l", "-p"])?;
        let accepting = self.stat(&["-a"])?;
        Ok(lpstat::printers(&names, &default, &details, &accepting))
    }

    fn print(&self, paper: &Paper<'_>, job: &PrintJob) -> Result<(), PrintError> {
        let printers = self.list()?;
        let printer = ready(&printers, &job.setup)?;
        let answer = ask(&self.lp, &arguments(&printer.name, job), Some(paper.pdf), PATIENCE_PRINTING)?;
        if answer.is_good { Ok(()) } else { Err(PrintError::Refused { said: answer.complained }) }
    }
}

/// How `lp` is called; the bytes come through its standard input.
fn arguments(printer: &str, job: &PrintJob) -> Vec<String> {
    let sides = match job.setup.sides {
        Sides::One => "one-sided",
        Sides::LongEdge => "two-sided-long-edge",
        Sides::ShortEdge => "two-sided-short-edge",
    };
    let copies = job.setup.n_copies.max(1).to_string();
    let sides = format!("sides={sides}");
    // Copies come out one after the other, each ready to be signed.
    let words = ["-d", printer, "-n", &copies, "-t", &job.title, "-o", &sides, "-o", "collate=true"];
    words.into_iter().chain(["-o", "media=A4"]).map(str::to_owned).collect()
}

#[cfg(all(test, unix))]
mod tests;
