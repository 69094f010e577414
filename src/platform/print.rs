//! Printing: the same bytes that were previewed go to the system's spooler; saving them as PDF always works.
//!
//! Job titles carry sheet numbers only, because spoolers keep them. On Linux the bytes go through the standard
//! input of CUPS `lp`, so that no clear file is left in a temporary folder.

use crate::domain::explain::Explain;
use crate::platform::replace_file::replace_file;
use std::ffi::OsString;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

/// A printer of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterInfo {
    /// The name the system knows it by.
    pub name: String,
    /// Whether the system takes it when none is named.
    pub is_default: bool,
}

/// What is printed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJob {
    /// The printer; the system's default when none is named.
    pub printer: Option<String>,
    /// The number of the sheet; never a name of a person.
    pub title: String,
    /// How many copies.
    pub n_copies: u16,
    /// Whether both sides of the paper are used.
    pub two_sided: bool,
}

/// A way to paper.
pub trait Printer: Send + Sync {
    /// Lists the printers of this machine.
    ///
    /// # Errors
    /// `NoSpooler` when the system has no printing.
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError>;

    /// Sends a PDF to a printer; done means the spooler took it, not that paper came out.
    ///
    /// # Errors
    /// `NoSpooler`, `Refused`; nothing was printed then.
    fn print(&self, pdf: &[u8], job: &PrintJob) -> Result<(), PrintError>;
}

/// Writes the bytes of a sheet to a file the user chose.
///
/// # Errors
/// `NotSaved`; a former file of that name is untouched then.
pub fn save_as(place: &Path, pdf: &[u8]) -> Result<(), PrintError> {
    replace_file(place, pdf).map_err(PrintError::NotSaved)
}

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

    fn ask(&self, question: &str) -> Result<String, PrintError> {
        let answer = Command::new(&self.lpstat)
            .arg(question)
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .output()
            .map_err(PrintError::NoSpooler)?;
        Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
    }
}

impl Default for Cups {
    fn default() -> Self {
        Self::new()
    }
}

impl Printer for Cups {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        let names = self.ask("-e")?;
        // "system default destination: NAME"
        let default = self.ask("-d")?.split_once(": ").map(|(_, name)| name.trim().to_owned());
        Ok(names
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| PrinterInfo { name: name.to_owned(), is_default: default.as_deref() == Some(name) })
            .collect())
    }

    fn print(&self, pdf: &[u8], job: &PrintJob) -> Result<(), PrintError> {
        let mut command = Command::new(&self.lp);
        if let Some(printer) = &job.printer {
            command.arg("-d").arg(printer);
        }
        let sides = if job.two_sided { "sides=two-sided-long-edge" } else { "sides=one-sided" };
        let mut child = command
            .args(["-n", &job.n_copies.max(1).to_string(), "-t", &job.title, "-o", sides, "-o", "media=A4"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(PrintError::NoSpooler)?;
        // A spooler that stops reading says why at its end; that is the error worth showing.
        let sent = child.stdin.take().map_or(Ok(()), |mut paper| paper.write_all(pdf));
        let ended = child.wait_with_output().map_err(PrintError::NoSpooler)?;
        if !ended.status.success() {
            return Err(PrintError::Refused {
                said: String::from_utf8_lossy(&ended.stderr).trim().to_owned(),
            });
        }
        sent.map_err(PrintError::NoSpooler)
    }
}

/// For systems whose printing is not built in yet: lists nothing and refuses, saving as PDF is left.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPrinter;

impl Printer for NoPrinter {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        Ok(Vec::new())
    }

    fn print(&self, _pdf: &[u8], _job: &PrintJob) -> Result<(), PrintError> {
        Err(PrintError::NoSpooler(io::ErrorKind::Unsupported.into()))
    }
}

/// Returns the printing of this system.
#[must_use]
pub fn of_this_system() -> Box<dyn Printer> {
    // TODO(#3): Windows prints through WinPdfPrinter.
    if cfg!(windows) { Box::new(NoPrinter) } else { Box::new(Cups::new()) }
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The system has no printing.
    #[error("本机没有可用的打印服务，没有打印")]
    NoSpooler(#[source] io::Error),
    /// The spooler did not take it.
    #[error("打印服务没有接收，没有打印：{said}")]
    Refused {
        /// What it said.
        said: String,
    },
    /// The file could not be written.
    #[error("PDF 没有存成，那里原有的文件没有动")]
    NotSaved(#[source] io::Error),
}

impl Explain for PrintError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSpooler(_) => "print-no-spooler",
            Self::Refused { .. } => "print-refused",
            Self::NotSaved(_) => "print-not-saved",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::NoSpooler(_) => "请另存为 PDF，在其他电脑上打印；或在系统设置里添加打印机",
            Self::Refused { .. } => "请检查打印机后再试，或另存为 PDF",
            Self::NotSaved(_) => "请换一个文件夹或文件名再存一次",
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::Cups;
    use super::PrintError;
    use super::PrintJob;
    use super::Printer as _;
    use std::fs;
    use std::path::Path;
    use std::path::PathBuf;
    use std::process::Command;

    fn command(folder: &Path, name: &str, script: &str) -> PathBuf {
        let place = folder.join(name);
        // Written by another process: a file this one holds open while some test forks cannot be run.
        let written = Command::new("sh")
            .args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod +x \"$1\"", "sh"])
            .args([place.as_os_str(), script.as_ref()])
            .status();
        assert!(written.expect("a shell").success());
        place
    }

    fn job() -> PrintJob {
        PrintJob {
            printer: Some("office".to_owned()),
            title: "F-07 2026-12".to_owned(),
            n_copies: 2,
            two_sided: true,
        }
    }

    #[test]
    fn the_bytes_reach_the_spooler_as_they_are_and_refusals_are_told() {
        let folder = std::env::temp_dir().join(format!("print-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let script = format!("cat > '{0}/got'; printf '%s ' \"$@\" > '{0}/args'", folder.display());
        let lp = command(&folder, "lp", &script);
        let lpstat = command(
            &folder,
            "lpstat",
            "case $1 in -e) echo office; echo lab;; -d) echo 'system default destination: lab';; esac",
        );
        let cups = Cups::with_commands(lp, &lpstat);
        let names: Vec<_> =
            cups.list().expect("listed").into_iter().map(|p| (p.name, p.is_default)).collect();
        assert_eq!(names, [("office".to_owned(), false), ("lab".to_owned(), true)]);
        let pdf = vec![7; 300_000];
        cups.print(&pdf, &job()).expect("taken");
        assert_eq!(fs::read(folder.join("got")).expect("read"), pdf);
        let args = fs::read_to_string(folder.join("args")).expect("read");
        assert_eq!(args, "-d office -n 2 -t F-07 2026-12 -o sides=two-sided-long-edge -o media=A4 ");

        let refusing = Cups::with_commands(
            command(&folder, "lp-refuses", "echo 'no such printer' >&2; exit 1"),
            &lpstat,
        );
        match refusing.print(&pdf, &job()) {
            Err(PrintError::Refused { said }) => assert_eq!(said, "no such printer"),
            other => panic!("{other:?}"),
        }
        let absent = Cups::with_commands(folder.join("nowhere"), folder.join("nowhere"));
        assert!(matches!(absent.print(&pdf, &job()), Err(PrintError::NoSpooler(_))));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
