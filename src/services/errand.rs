//! 跑腿: what goes on beside the office. A spooler may take its time, and nobody's work waits for it.
//!
//! An errand carries all it needs and knows no case. When it is back, the office says what came of it, and writes
//! down where no paper came out.

use crate::documents::preview::page_rgba;
use crate::domain::printer::PrinterInfo;
use crate::domain::printer::Trouble;
use crate::domain::printer::meant;
use crate::platform::print::Paper;
use crate::platform::print::Pixels;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer;
use crate::services::error::ServiceError;
use crate::services::ledger;
use crate::services::ledger::Exporting;
use crate::services::office::Office;
use crate::services::printer;
use crate::services::request::Outcome;
use crate::services::scan;
use crate::services::session;
use crate::services::sheet;
use crate::services::template;
use crate::services::template::Trying;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

/// How a question begins: answered at once, or with an errand.
pub enum Begun {
    Done(Outcome),
    Away(Errand),
}

impl Begun {
    /// Runs every errand at once, for those who have no other thread.
    pub(crate) fn finish(mut self, office: &mut Office) -> Result<Outcome, ServiceError> {
        loop {
            match self {
                Self::Done(outcome) => return Ok(outcome),
                Self::Away(errand) => self = errand.run().tell(office)?,
            }
        }
    }
}

/// Something to be done elsewhere.
pub struct Errand {
    printer: Arc<dyn Printer>,
    what: What,
}

enum What {
    Printers,
    Print(Box<Delivery>),
    Scan(scan::Away),
    Export(Box<Exporting>),
    Bind(Box<sheet::Binding>),
    Trial(Box<Trying>),
}

/// A paper for a printer.
pub(crate) struct Delivery {
    pub(crate) pdf: Vec<u8>,
    pub(crate) n_pages: usize,
    pub(crate) job: PrintJob,
    pub(crate) of: Sender,
}

/// Who is told that it arrived.
pub(crate) enum Sender {
    Sheet(sheet::OnItsWay),
    Recovery,
    TestPage,
}

/// An errand that is done.
pub struct Back(Came);

enum Came {
    Printers(Result<Vec<PrinterInfo>, PrintError>),
    /// Taken, with what the printer waits for; or not.
    Printed(PrintJob, Sender, Result<Option<Trouble>, PrintError>),
    /// A scanned page was read, or looked at; none when the messenger broke over it.
    Scanned(Option<scan::Came>),
    Exported(Box<Exporting>, Result<(), ServiceError>),
    Bound(Result<Box<sheet::Bound>, ServiceError>),
    /// A template was tried out; none when the messenger broke over it.
    Tried(Option<Box<template::Came>>),
}

impl Errand {
    /// Goes to ask which printers there are.
    pub(crate) fn printers(office: &Office) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Printers }
    }

    /// Goes to a printer with a paper.
    pub(crate) fn print(office: &Office, delivery: Delivery) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Print(Box::new(delivery)) }
    }

    /// Goes to read a scanned page, or to look at it.
    pub(crate) fn scan(office: &Office, away: scan::Away) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Scan(away) }
    }

    /// Goes to make a file of a list.
    pub(crate) fn export(office: &Office, exporting: Exporting) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Export(Box::new(exporting)) }
    }

    /// Goes to bind a volume.
    pub(crate) fn bind(office: &Office, binding: sheet::Binding) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Bind(Box::new(binding)) }
    }

    /// Goes to try a template out.
    pub(crate) fn trial(office: &Office, trying: Trying) -> Self {
        Self { printer: Arc::clone(&office.desk.printer), what: What::Trial(Box::new(trying)) }
    }

    /// Runs it, on whatever thread this is.
    pub fn run(self) -> Back {
        let Self { printer, what } = self;
        Back(match what {
            What::Printers => Came::Printers(safely(|| printer.list())),
            What::Print(delivery) => {
                let result = safely(|| deliver(printer.as_ref(), &delivery));
                Came::Printed(delivery.job, delivery.of, result)
            }
            What::Scan(away) => Came::Scanned(catch_unwind(AssertUnwindSafe(|| away.run())).ok()),
            What::Export(exporting) => {
                let made = catch_unwind(AssertUnwindSafe(|| exporting.run()));
                Came::Exported(exporting, made.unwrap_or(Err(ServiceError::Broken)))
            }
            What::Bind(binding) => {
                let bound = catch_unwind(AssertUnwindSafe(|| binding.run()));
                Came::Bound(bound.unwrap_or(Err(ServiceError::Unbound)).map(Box::new))
            }
            What::Trial(trying) => {
                Came::Tried(catch_unwind(AssertUnwindSafe(|| trying.run())).ok().map(Box::new))
            }
        })
    }
}

impl Back {
    /// Tells the office, which answers whoever asked, or sends the next errand.
    pub fn tell(self, office: &mut Office) -> Result<Begun, ServiceError> {
        let outcome = match self.0 {
            Came::Printers(found) => Outcome::Printers(Arc::new(printer::view(found))),
            Came::Printed(job, Sender::Sheet(way), result) => {
                Outcome::Sheet(sheet::arrived(office, &way, &job, result)?)
            }
            Came::Printed(_, Sender::Recovery, result) => {
                result?;
                session::done("恢复单已送到打印机")
            }
            Came::Printed(_, Sender::TestPage, result) => {
                result?;
                session::done("试印页已送到打印机，量一量十字离纸边多远")
            }
            Came::Tried(came) => return template::came(office, *came.ok_or(ServiceError::Untried)?),
            Came::Scanned(came) => return scan::came(office, came.ok_or(ServiceError::PageUnread)?),
            Came::Bound(bound) => return sheet::came(office, *bound?),
            Came::Exported(exporting, result) => ledger::exported(office, &exporting, result)?,
        };
        Ok(Begun::Done(outcome))
    }
}

/// A messenger that breaks comes back all the same: whoever waits is told, and the print is not taken for paper.
fn safely<T>(errand: impl FnOnce() -> Result<T, PrintError>) -> Result<T, PrintError> {
    catch_unwind(AssertUnwindSafe(errand)).unwrap_or(Err(PrintError::NoAnswer))
}

fn deliver(printer: &dyn Printer, delivery: &Delivery) -> Result<Option<Trouble>, PrintError> {
    let Delivery { pdf, n_pages, job, .. } = delivery;
    // A point is a seventy-second of an inch.
    let draw = |page: usize, dpi: u32| match page_rgba(pdf, page, dpi as f32 / 72.0) {
        Ok(page) => Some(Pixels { width: page.width, height: page.height, rgba: page.rgba }),
        Err(error) => {
            tracing::error!(?error, page, "a page could not be drawn for the printer");
            None
        }
    };
    printer.print(&Paper { pdf, n_pages: *n_pages, draw: &draw }, job)?;
    let printers = printer.list().unwrap_or_default();
    Ok(meant(&printers, job.setup.printer.as_deref()).and_then(|printer| printer.trouble))
}
