//! Lists as spreadsheets: XLSX with a head that stays, a filter and a print set-up, and CSV for programs.
//!
//! Same facts, same bytes; the moment comes with the facts. A cell is text, a day or a number as its list says, and
//! nothing is ever a formula: XLSX keeps texts as texts, CSV puts an apostrophe before what would be reckoned with.

use crate::domain::explain::Explain;
use crate::domain::list_cell::Cell;
use crate::domain::list_cell::is_like_a_formula;
use crate::domain::moment::Day;
use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::FormatBorder;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use std::fmt::Write as _;

/// A list with a head.
#[derive(Clone, Debug)]
pub struct ListSheet {
    /// The name on the tab.
    pub name: String,
    /// 《…》 above the list.
    pub title: String,
    /// One line below the title: whose, of when, how many.
    pub note: String,
    pub columns: Vec<ListColumn>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands below the list; no row where it is empty.
    pub totals: Vec<Cell>,
    /// So many columns stay when the rest scrolls, and stand on every page.
    pub n_frozen: u16,
    /// Over how many pages the width is spread in print.
    pub n_pages_wide: u16,
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct ListColumn {
    pub head: String,
    /// In halves of a Chinese character.
    pub n_chars: u16,
}

/// 口径: what the columns mean, as a sheet of sentences.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// What is explained and the sentence; an empty first half for what holds of the whole.
    pub lines: Vec<(String, String)>,
}

/// A file of lists.
#[derive(Clone, Debug)]
pub struct Book {
    pub lists: Vec<ListSheet>,
    pub explanation: Explanation,
    pub author: String,
    pub on: Day,
}

/// The library did not want it; a bug of ours, and nothing was written.
#[derive(Debug, thiserror::Error)]
#[error("表格没有生成，什么都没有存")]
pub struct SpreadsheetError(#[from] XlsxError);

impl Explain for SpreadsheetError {
    fn code(&self) -> &'static str {
        "spreadsheet"
    }

    fn remedy(&self) -> &'static str {
        "请换成 CSV 再导出一次，并把日志交给技术支持"
    }
}

/// The most characters a cell of a spreadsheet takes is 32767.
const MOST_CHARS: usize = 32_000;
const A4: u8 = 9;
/// 宋体 is on every machine here; a face that is not there is replaced by the program that opens the file.
const FACE: &str = "宋体";

/// Makes an XLSX file.
///
/// # Errors
/// When the library refuses, which is a bug.
pub fn xlsx(book: &Book) -> Result<Vec<u8>, SpreadsheetError> {
    let mut workbook = Workbook::new();
    let title = book.lists.first().map_or("", |list| list.title.as_str());
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author(&book.author)
            .set_creation_datetime(&excel_day(book.on)?),
    );
    let looks = Looks::new();
    for list in &book.lists {
        write_list(workbook.add_worksheet(), list, &looks)?;
    }
    if !book.explanation.lines.is_empty() {
        write_explanation(workbook.add_worksheet(), &book.explanation, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    title: Format,
    note: Format,
    head: Format,
    text: Format,
    day: Format,
    whole: Format,
    tenths: Format,
    share: Format,
    total: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = || Format::new().set_font_name(FACE).set_font_size(10);
        let boxed = || plain().set_border(FormatBorder::Hair).set_align(FormatAlign::VerticalCenter);
        Self {
            title: plain().set_font_size(16).set_bold(),
            note: plain(),
            head: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin)
                .set_background_color(0x00EC_EAE4),
            // 「@」: a number of a case stays text when somebody edits the cell.
            text: boxed().set_num_format("@").set_text_wrap(),
            day: boxed().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            whole: boxed().set_num_format("0"),
            tenths: boxed().set_num_format("0.0"),
            share: boxed().set_num_format("0.0%"),
            total: boxed().set_bold().set_border(FormatBorder::Thin).set_num_format("@").set_text_wrap(),
        }
    }
}

/// Title, note, head; the list begins below.
const N_ABOVE: u32 = 2;

fn write_list(sheet: &mut Worksheet, list: &ListSheet, looks: &Looks) -> Result<(), XlsxError> {
    let last_column = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_name(&list.name)?;
    sheet.write_string_with_format(0, 0, &list.title, &looks.title)?;
    sheet.write_string_with_format(1, 0, &list.note, &looks.note)?;
    for (at, column) in (0..).zip(&list.columns) {
        sheet.write_string_with_format(N_ABOVE, at, &column.head, &looks.head)?;
        sheet.set_column_width(at, f64::from(column.n_chars) + 1.0)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_row_height(N_ABOVE, 28)?;
    let mut row = N_ABOVE;
    for cells in &list.rows {
        row += 1;
        // Not every program makes a row as high as its words when it opens the file.
        sheet.set_row_height(row, f64::from(n_lines(&list.columns, cells)) * LINE)?;
        for (at, cell) in (0..).zip(cells) {
            write_cell(sheet, row, at, cell, looks)?;
        }
    }
    sheet.autofilter(N_ABOVE, 0, row, last_column)?;
    for (at, cell) in (0..).zip(&list.totals) {
        sheet.write_string_with_format(row + 1, at, cell.shown(), &looks.total)?;
    }
    sheet.set_freeze_panes(N_ABOVE + 1, list.n_frozen)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(list.n_pages_wide, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(N_ABOVE, N_ABOVE)?;
    if list.n_frozen > 0 {
        sheet.set_repeat_columns(0, list.n_frozen - 1)?;
    }
    sheet.set_footer(format!("&L{}&C第 &P 页 共 &N 页", list.title.replace('&', "&&")));
    Ok(())
}

/// Points of a line of words, with the room around it.
const LINE: f64 = 15.0;
/// A row is never higher than this; the rest is read in the cell itself.
const MOST_LINES: u32 = 8;

/// How many lines the longest cell of a row takes.
fn n_lines(columns: &[ListColumn], cells: &[Cell]) -> u32 {
    let of = |(column, cell): (&ListColumn, &Cell)| {
        let Cell::Text(text) = cell else { return 1 };
        let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        u32::try_from(halves.div_ceil(usize::from(column.n_chars.max(1)))).unwrap_or(MOST_LINES)
    };
    columns.iter().zip(cells).map(of).max().unwrap_or(1).clamp(1, MOST_LINES)
}

fn write_cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, at, &looks.text)?,
        Cell::Text(text) => sheet.write_string_with_format(row, at, bounded(text), &looks.text)?,
        Cell::Day(on) => sheet.write_datetime_with_format(row, at, &excel_day(*on)?, &looks.day)?,
        Cell::Count(n) => sheet.write_number_with_format(row, at, *n as f64, &looks.whole)?,
        Cell::Tenths(n) => sheet.write_number_with_format(row, at, *n as f64 / 10.0, &looks.tenths)?,
        Cell::Share(n) => sheet.write_number_with_format(row, at, f64::from(*n) / 1000.0, &looks.share)?,
    };
    Ok(())
}

fn write_explanation(
    sheet: &mut Worksheet,
    explanation: &Explanation,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name("口径")?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "项目", &looks.head)?;
    sheet.write_string_with_format(0, 1, "口径", &looks.head)?;
    for (row, (what, sentence)) in (1..).zip(&explanation.lines) {
        let what = if what.is_empty() { "全表" } else { what };
        sheet.write_string_with_format(row, 0, what, &looks.text)?;
        sheet.write_string_with_format(row, 1, sentence, &looks.text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}

fn excel_day(on: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(on.year()).unwrap_or(1900);
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    ExcelDateTime::from_ymd(year, small(on.month()), small(on.day_of_month()))
}

fn bounded(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

/// Makes a CSV file of one list: UTF-8 with its mark, lines end with CR LF, heads first, totals left out.
pub fn csv(list: &ListSheet) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let heads = list.columns.iter().map(|column| column.head.clone()).collect::<Vec<_>>();
    csv_line(&mut text, &heads);
    for cells in &list.rows {
        csv_line(&mut text, &cells.iter().map(csv_cell).collect::<Vec<_>>());
    }
    text.into_bytes()
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if is_like_a_formula(text) => format!("'{text}"),
        other => other.shown(),
    }
}

fn csv_line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let is_plain = !cell.contains([',', '"', '\r', '\n']) && cell.trim() == cell;
        let _written = if is_plain {
            write!(text, "{comma}{cell}")
        } else {
            write!(text, "{comma}\"{}\"", cell.replace('"', "\"\""))
        };
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::Book;
    use super::Explanation;
    use super::ListColumn;
    use super::ListSheet;
    use super::csv;
    use super::xlsx;
    use crate::domain::list_cell::Cell;
    use crate::domain::moment::Day;

    fn list() -> ListSheet {
        let column = |head: &str| ListColumn { head: head.to_owned(), n_chars: 10 };
        let hostile =
            ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "00123", "000000199001010018"];
        ListSheet {
            name: "台账".to_owned(),
            title: "甲&乙".to_owned(),
            note: "注".to_owned(),
            columns: vec![column("案号"), column("收到,日"), column("数")],
            rows: hostile
                .into_iter()
                .map(|text| vec![Cell::text(text), Cell::day(Day::from_ymd(2026, 11, 3)), Cell::Count(7)])
                .collect(),
            totals: vec![Cell::text("6 件")],
            n_frozen: 1,
            n_pages_wide: 1,
        }
    }

    #[test]
    fn a_csv_has_its_mark_its_line_ends_and_no_formula() {
        let bytes = csv(&list());
        let text = String::from_utf8(bytes).expect("text");
        let text = text.strip_prefix('\u{feff}').expect("the mark");
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines[0], "案号,\"收到,日\",数");
        assert_eq!(lines[1], "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",2026-11-03,7");
        assert_eq!(lines[2], "'+1,2026-11-03,7");
        assert_eq!(lines[5], "00123,2026-11-03,7");
        assert_eq!(lines.len(), 7);
    }

    #[test]
    fn the_same_facts_give_the_same_bytes() {
        let book = || Book {
            lists: vec![list()],
            explanation: Explanation { lines: vec![("数".to_owned(), "数了什么".to_owned())] },
            author: "甲".to_owned(),
            on: Day::from_ymd(2026, 11, 24).expect("a day"),
        };
        assert_eq!(xlsx(&book()).expect("made"), xlsx(&book()).expect("made"));
    }
}
