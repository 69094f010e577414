//! `ledger` and `statistics`: the lists of F-30 and F-31 as files, by the same service and the same log as the window.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::LedgerOptions;
use crate::cli::arguments::StatisticsOptions;
use crate::cli::opening::opened;
use crate::cli::terminal::say;
use crate::domain::ledger::LedgerPart;
use crate::domain::ledger::Names;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetRef;
use crate::domain::statistics::Span;
use crate::services::error::ServiceError;
use crate::services::ledger;
use crate::services::ledger::Export;
use crate::services::ledger::Takes;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::sheet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Writes the ledger of a span of days.
pub fn run_ledger(options: &LedgerOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    let span = Span { from: day("--from", &options.from)?, to: day("--to", &options.to)? };
    if span.to < span.from {
        return Err(Stop::refused("--to 不能早于 --from"));
    }
    let names = if options.reason.is_some() { Names::Whole } else { Names::Masked };
    check_ending(&options.out)?;
    if is_pdf(&options.out) && names == Names::Whole {
        return Err(Stop::refused("PDF 里的姓名总是遮住的，--whole-names 只用于 .xlsx 和 .csv"));
    }
    written(folder, options.login.as_deref(), &options.out, FormNo::F30, span, |office| {
        let part = if options.all { LedgerPart::All } else { LedgerPart::Related };
        let mut rows = ledger::all(office, span, ledger::piece)?;
        rows.retain(|row| part.holds(row));
        Ok(Takes::Ledger {
            rows: Arc::new(rows),
            part: part.label().to_owned(),
            names,
            reason: options.reason.clone().unwrap_or_default(),
        })
    })
}

/// Writes the statistics of a year.
pub fn run_statistics(options: &StatisticsOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    let Some(span) = Span::year(options.year) else {
        return Err(Stop::refused("--year 写四位年份，例如 2026"));
    };
    check_ending(&options.out)?;
    written(folder, options.login.as_deref(), &options.out, FormNo::F31, span, |office| {
        let cases = Arc::new(ledger::all(office, span, ledger::counts)?);
        Ok(Takes::Statistics { cases, by_quarter: options.quarters })
    })
}

fn written(
    folder: Option<PathBuf>,
    login: Option<&str>,
    out: &Path,
    form: FormNo,
    span: Span,
    takes: impl FnOnce(&Office) -> Result<Takes, ServiceError>,
) -> Result<Ending, Stop> {
    let mut office = opened(folder, login)?;
    let done = write(&mut office, out, form, span, takes);
    let locked = session::lock(&mut office);
    let refused = |error| Stop::of(Ending::Refused, &error);
    match done.map_err(refused)? {
        Outcome::Done { said, .. } => say(&said),
        Outcome::Sheet(issued) => say(&format!("{}，在 {}", issued.said, out.display())),
        other => tracing::error!(?other, "an export gave something else"),
    }
    locked.map_err(refused)?;
    Ok(Ending::Well)
}

fn write(
    office: &mut Office,
    out: &Path,
    form: FormNo,
    span: Span,
    takes: impl FnOnce(&Office) -> Result<Takes, ServiceError>,
) -> Result<Outcome, ServiceError> {
    if is_pdf(out) {
        let sheet = SheetRef { form, of: SheetOf::Span { from: span.from, to: span.to, insurer: None } };
        return sheet::handle(office, sheet::Request::SaveAs { sheet, to: out.to_owned() });
    }
    let export = Box::new(Export { takes: takes(office)?, span, to: out.to_owned() });
    ledger::handle(office, ledger::Request::Export(export))
}

fn ending(place: &Path) -> String {
    place.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn is_pdf(place: &Path) -> bool {
    ending(place) == "pdf"
}

fn check_ending(place: &Path) -> Result<(), Stop> {
    if ["xlsx", "csv", "pdf"].contains(&ending(place).as_str()) {
        return Ok(());
    }
    Err(Stop::refused("--out 的文件名要以 .xlsx、.csv 或 .pdf 结尾"))
}

fn day(option: &str, text: &str) -> Result<Day, Stop> {
    text.parse().map_err(|error| Stop::refused(format!("{option}：{error}")))
}
