//! A list leaves the office as a file: written down first, then made and written beside the office.
//!
//! Names are masked. Whole ones are the business of the director and the 涉保专人, who say why; the reason is kept
//! with the entry, and the entry itself names nobody.

use crate::documents::spreadsheet;
use crate::documents::spreadsheet::Book;
use crate::documents::spreadsheet::Explanation;
use crate::documents::spreadsheet::ListColumn;
use crate::documents::spreadsheet::ListSheet;
use crate::domain::audit::Operation;
use crate::domain::institution::Institution;
use crate::domain::ledger;
use crate::domain::ledger::LedgerColumn;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::Names;
use crate::domain::list_cell::Cell;
use crate::domain::moment::Moment;
use crate::domain::staff::StaffMember;
use crate::domain::statistics;
use crate::domain::statistics::CaseCount;
use crate::domain::statistics::Figure;
use crate::domain::statistics::Span;
use crate::platform::replace_file::replace_file;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::ledger::minute;
use crate::services::office::Office;
use crate::services::request::Outcome;
use serde::Deserialize;
use serde::Serialize;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be written, and where.
#[derive(Clone, Debug)]
pub struct Export {
    pub takes: Takes,
    pub span: Span,
    /// The ending says which kind: .xlsx or .csv.
    pub to: PathBuf,
}

/// Which list, as it was read.
#[derive(Clone, Debug)]
pub enum Takes {
    Ledger {
        rows: Arc<Vec<LedgerRow>>,
        /// Which part of the ledger it is, as the tab says.
        part: String,
        names: Names,
        /// Why names are whole; empty while they are masked.
        reason: String,
    },
    Statistics {
        cases: Arc<Vec<CaseCount>>,
        by_quarter: bool,
    },
}

/// A file that is being made.
pub(crate) struct Exporting {
    book: Book,
    kind: FileKind,
    to: PathBuf,
    said: String,
}

/// What the ending of a file asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Xlsx,
    Csv,
}

/// Why a list left the office, kept with the entry of the log.
#[derive(Debug, Serialize, Deserialize)]
struct ExportNote {
    form: String,
    n_rows: usize,
    #[serde(default)]
    reason: String,
}

/// Under which key the notes are kept, one after the other.
const NOTES: &str = "list_export";

/// Writes an export down and sends it off.
pub(super) fn export(office: &mut Office, export: Export) -> Result<Errand, ServiceError> {
    let kind = kind_of(&export.to)?;
    let mut operation = Operation::ExportLedger;
    let mut reason = String::new();
    if let Takes::Ledger { names: Names::Whole, reason: why, .. } = &export.takes {
        operation = Operation::ExportWholeNames;
        reason = why.trim().to_owned();
        if reason.is_empty() {
            return Err(ServiceError::Incomplete("不遮姓名要写明理由"));
        }
    }
    let by = office.may(operation)?;
    let institution = office.institution()?;
    let book = book(&export.takes, export.span, &institution, &by, office.now());
    let n_rows = book.lists.first().map_or(0, |list| list.rows.len());
    let form = match export.takes {
        Takes::Ledger { .. } => "F-30",
        Takes::Statistics { .. } => "F-31",
    };
    let ending = if kind == FileKind::Xlsx { "xlsx" } else { "csv" };
    let detail = format!("{form} {ending} {}..{} n={n_rows}", export.span.from, export.span.to);
    let note = ExportNote { form: form.to_owned(), n_rows, reason };
    office.write_office(operation, &detail, |tx, by, at| tx.insert_setting(NOTES, &note, Some(by), at))?;
    let said = format!("已存为表格，{n_rows} 行，在 {}", export.to.display());
    Ok(Errand::export(office, Exporting { book, kind, to: export.to, said }))
}

impl Exporting {
    /// Makes the file and writes it, on whatever thread this is.
    pub(crate) fn run(&self) -> Result<(), ServiceError> {
        let bytes = match self.kind {
            FileKind::Xlsx => spreadsheet::xlsx(&self.book)?,
            FileKind::Csv => self.book.lists.first().map(spreadsheet::csv).unwrap_or_default(),
        };
        replace_file(&self.to, &bytes).map_err(ServiceError::NotSaved)
    }
}

/// What came of it; a file that did not come to be is written down too.
pub(crate) fn exported(
    office: &mut Office,
    exporting: &Exporting,
    result: Result<(), ServiceError>,
) -> Result<Outcome, ServiceError> {
    if let Err(error) = result {
        let said = office.write_office(Operation::ExportLedger, "failed", |_tx, _by, _at| Ok(()));
        if let Err(second) = said {
            tracing::error!(?second, "a failed export could not be written down");
        }
        return Err(error);
    }
    Ok(Outcome::Done { said: exporting.said.clone(), case: None, made: None })
}

fn kind_of(place: &Path) -> Result<FileKind, ServiceError> {
    let ending = place.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "xlsx" => Ok(FileKind::Xlsx),
        "csv" => Ok(FileKind::Csv),
        _ => Err(ServiceError::Incomplete("文件名要以 .xlsx 或 .csv 结尾")),
    }
}

fn book(takes: &Takes, span: Span, house: &Institution, by: &StaffMember, at: Moment) -> Book {
    let name = by.name.as_str();
    let demo = if house.is_demo { "　演示数据，不得报送" } else { "" };
    let note =
        |words: &str| format!("{}　{}　{words}　制表 {name}　{}{demo}", house.name, span.label(), minute(at));
    let (list, explanation) = match takes {
        Takes::Ledger { rows, part, names, .. } => {
            let shown =
                if *names == Names::Masked { "姓名已遮" } else { "姓名未遮，请妥善保管" };
            (
                ledger_list(rows, *names, &note(&format!("{part}　共 {} 件　{shown}", rows.len()))),
                ledger_words(),
            )
        }
        Takes::Statistics { cases, by_quarter } => {
            (statistics_list(cases, span, *by_quarter, &note("涉保")), statistics_words())
        }
    };
    Book { lists: vec![list], explanation, author: house.name.clone(), on: at.day() }
}

fn column(head: &str, n_chars: u16) -> ListColumn {
    ListColumn { head: head.to_owned(), n_chars }
}

fn ledger_list(rows: &[LedgerRow], names: Names, note: &str) -> ListSheet {
    let mut columns = vec![column("序号", 6)];
    columns.extend(LedgerColumn::ALL.iter().map(|one| column(one.label(), one.n_chars())));
    let mut totals = vec![Cell::Empty; columns.len()];
    totals[0] = Cell::text("合计");
    for (of, said) in ledger::totals(&rows.iter()) {
        totals[of.at() + 1] = Cell::text(said);
    }
    let numbered = (1..).zip(rows).map(|(n, row)| {
        let mut cells = vec![Cell::Count(n)];
        cells.extend(row.cells(names));
        cells
    });
    ListSheet {
        name: "台账".to_owned(),
        title: "涉保鉴定工作台账（F-30）".to_owned(),
        note: note.to_owned(),
        columns,
        rows: numbered.collect(),
        totals,
        n_frozen: 3,
        n_pages_wide: 4,
    }
}

fn ledger_words() -> Explanation {
    let lines = [
        ("收到委托日", "按收到委托日归入期间，并决定属于哪个月的月结"),
        ("不适用", "这件案件不会有这一项，例如共同委托没有单方风险告知；空着的是还没有发生"),
        ("被鉴定人、委托人", "默认只留姓，其余用 * 代替；不遮姓名的导出要写理由，并记入审计日志"),
        ("通知保险机构", "写最近一次通知到的；都没有通知到时写最近一次"),
        ("见证人证件", "身份证件和工作证明都出示、都留了复印件的为齐"),
        ("截止日", "按本案约定或法定时限逐日计算，已加上延长、减去扣除"),
        ("实际用时", "从委托书生效到出具计入时限的天数，扣除的日子不计入；没有出具的空着"),
        ("备注", "已月结的月份，之后有更新或补入的逐件写明"),
    ];
    let lines = lines.into_iter().map(|(what, words)| (what.to_owned(), words.to_owned()));
    Explanation { lines: lines.collect() }
}

fn statistics_list(cases: &[CaseCount], span: Span, by_quarter: bool, note: &str) -> ListSheet {
    let mut columns = vec![column("保险机构", 30)];
    if by_quarter {
        columns.push(column("季度", 8));
    }
    columns.extend(Figure::ALL.iter().map(|one| column(one.label(), 10)));
    let lines = statistics::table(cases, span, by_quarter);
    let rows = lines.iter().map(|line| {
        let mut cells = vec![Cell::text(line.of.label())];
        if by_quarter {
            cells.push(Cell::text(line.quarter.map_or("全部".to_owned(), |n| format!("第 {n} 季度"))));
        }
        cells.extend(Figure::ALL.iter().map(|figure| line.sums.cell(*figure)));
        cells
    });
    ListSheet {
        name: "统计".to_owned(),
        title: "共同委托统计表（F-31）".to_owned(),
        note: note.to_owned(),
        columns,
        rows: rows.collect(),
        totals: Vec::new(),
        n_frozen: if by_quarter { 2 } else { 1 },
        n_pages_wide: 1,
    }
}

fn statistics_words() -> Explanation {
    let notes = statistics::NOTES.iter().map(|words| (String::new(), (*words).to_owned()));
    let figures = Figure::ALL.iter().map(|one| (one.label().to_owned(), one.means().to_owned()));
    Explanation { lines: notes.chain(figures).collect() }
}
