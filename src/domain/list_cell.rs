//! One cell of a list that is read on screen, printed, and taken along as a spreadsheet.
//!
//! What a cell is decides how a spreadsheet keeps it: a number of a case is text and stays as it was written, a day is a
//! day and can be put in order, a count can be added up. Nothing is ever a formula.

use crate::domain::moment::Day;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Day(Day),
    Count(i64),
    /// In tenths: an average of 12.4 is 124.
    Tenths(i64),
    /// In thousandths: 0.875 is 875.
    Share(u32),
}

impl Cell {
    /// A text; an empty one is an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A day, once there is one.
    pub fn day(on: Option<Day>) -> Self {
        on.map_or(Self::Empty, Self::Day)
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Day(on) => on.to_string(),
            Self::Count(n) => n.to_string(),
            Self::Tenths(n) => format!("{}.{}", n / 10, (n % 10).abs()),
            Self::Share(n) => format!("{}.{}%", n / 10, n % 10),
        }
    }

    /// Numbers stand at the right.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Tenths(_) | Self::Share(_))
    }
}

/// Cells between tabs and lines between breaks, as spreadsheets take them from the clipboard.
pub fn tab_separated(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let plain = |text: String| {
        let text = text.replace(['\t', '\r', '\n'], " ");
        if is_like_a_formula(&text) { format!("'{text}") } else { text }
    };
    let line = |cells: Vec<String>| cells.into_iter().map(plain).collect::<Vec<_>>().join("\t");
    rows.into_iter().map(line).collect::<Vec<_>>().join("\r\n")
}

/// A spreadsheet that is handed this as plain text would reckon with it instead of showing it.
pub fn is_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use super::tab_separated;
    use crate::domain::moment::Day;

    #[test]
    fn cells_read_as_people_write_them() {
        for (cell, shown) in [
            (Cell::text(""), ""),
            (Cell::text("某[2026]临鉴字第9号"), "某[2026]临鉴字第9号"),
            (Cell::day(Day::from_ymd(2026, 1, 9)), "2026-01-09"),
            (Cell::day(None), ""),
            (Cell::Count(-3), "-3"),
            (Cell::Tenths(124), "12.4"),
            (Cell::Share(1000), "100.0%"),
            (Cell::Share(75), "7.5%"),
        ] {
            assert_eq!(cell.shown(), shown, "{cell:?}");
        }
        assert_eq!(Cell::text(""), Cell::Empty);
    }

    #[test]
    fn what_is_taken_along_has_a_cell_for_each_and_no_formula() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let taken = tab_separated([row(&["甲\t乙", "=1+1"]), row(&["两\n行", ""])]);
        assert_eq!(taken, "甲 乙\t'=1+1\r\n两 行\t");
    }
}
