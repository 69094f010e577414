//! The columns of the list of cases: what stands in a cell, how they are put in order, what Ctrl+C takes along.

use crate::domain::case::short_case_no;
use crate::domain::pinyin_match::sort_key;
use crate::services::find::CaseDue;
use crate::services::find::CaseRow;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::long_table::Order;
use crate::ui::components::long_table::cell_note;
use crate::ui::components::long_table::cell_text;
use crate::ui::components::table::Column;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use egui::Ui;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Subject,
    Number,
    Due,
    State,
    Matter,
    Insurers,
    Client,
    Appraisers,
    Received,
}

impl By {
    /// In the order they stand.
    pub(super) const ALL: [Self; 9] = [
        Self::Subject,
        Self::Number,
        Self::Due,
        Self::State,
        Self::Matter,
        Self::Insurers,
        Self::Client,
        Self::Appraisers,
        Self::Received,
    ];

    fn head(self) -> &'static str {
        match self {
            Self::Subject => "被鉴定人",
            Self::Number => "编号",
            Self::Due => "期限",
            Self::State => "状态",
            Self::Matter => "委托事项",
            Self::Insurers => "保险机构",
            Self::Client => "委托人",
            Self::Appraisers => "鉴定人",
            Self::Received => "收到委托",
        }
    }

    /// Wide enough for what is never cut; what is wide by nature takes the rest of a wide window.
    pub(super) fn column(self, width: Width) -> Column<'static> {
        let wide = width == Width::Wide;
        let points = match self {
            Self::Subject => 168.0,
            Self::Number => 92.0,
            Self::Due => 150.0,
            Self::State => 88.0,
            Self::Matter => return Column::rest(self.head()),
            Self::Insurers if wide => 300.0,
            Self::Client if wide => 240.0,
            Self::Insurers => 164.0,
            Self::Client => 124.0,
            Self::Appraisers => 124.0,
            Self::Received => 104.0,
        };
        Column::of(self.head(), points)
    }
}

/// Puts rows in order. Ties, and rows without a deadline, stay as they came: newest first.
pub(super) fn sort(rows: &[CaseRow], shown: &mut [u32], by: By, order: Order) {
    let row = |at: &u32| rows.get(*at as usize);
    let text = |at: &u32| row(at).map(|row| sort_key(&text_of(row, by)));
    match by {
        By::Due => shown.sort_by_key(|at| {
            let due = row(at).and_then(|row| row.due.as_ref()).map(|due| due.on);
            (due.is_none(), due)
        }),
        By::Received => shown.sort_by_key(|at| row(at).map(|row| row.head.received_on)),
        By::State => shown.sort_by_key(|at| row(at).and_then(|row| row.state)),
        By::Number => {
            shown.sort_by_key(|at| row(at).map(|row| (row.head.case_no.is_none(), number_of(row))));
        }
        By::Subject | By::Matter | By::Insurers | By::Client | By::Appraisers => {
            shown.sort_by_cached_key(text);
        }
    }
    if order == Order::Falling {
        shown.reverse();
        if by == By::Due {
            // Rows with nothing due stay below, whichever way the others stand.
            let n_without =
                shown.iter().take_while(|at| row(at).is_some_and(|row| row.due.is_none())).count();
            shown[..n_without].reverse();
            shown.rotate_left(n_without);
        }
    }
}

/// Year and running number, so that 9 comes before 12.
fn number_of(row: &CaseRow) -> (i32, u32) {
    let digits = |text: &str| -> u32 {
        let tail: String = text.chars().rev().skip_while(|c| !c.is_ascii_digit()).collect();
        let n: String = tail.chars().take_while(char::is_ascii_digit).collect();
        n.chars().rev().collect::<String>().parse().unwrap_or(0)
    };
    (row.head.year, row.head.case_no.as_deref().map_or(0, digits))
}

/// What a cell says, whole.
fn text_of(row: &CaseRow, by: By) -> String {
    let head = &row.head;
    match by {
        By::Subject => head.subject_name.as_str().to_owned(),
        By::Number => head.case_no.clone().unwrap_or_default(),
        By::Due => row.due.as_ref().map_or_else(String::new, due_text),
        By::State => row.state.map_or("", |state| state.label()).to_owned(),
        By::Matter => row.matter.clone(),
        By::Insurers => head.insurers.clone(),
        By::Client => head.client_name.clone(),
        By::Appraisers => row.appraisers.clone(),
        By::Received => head.received_on.to_string(),
    }
}

fn due_text(due: &CaseDue) -> String {
    format!("{}，{} 到期，{}", due.what, due.on, due.said)
}

/// The row as cells between tabs, for a spreadsheet.
pub(super) fn copied(row: &CaseRow) -> String {
    let plain = |text: String| text.replace(['\t', '\r', '\n'], " ");
    By::ALL.map(|by| plain(text_of(row, by))).join("\t")
}

/// The spoken name of a row.
pub(super) fn spoken(row: &CaseRow) -> String {
    let number = row.head.case_no.as_deref().unwrap_or("未编号");
    format!("{} {number}", row.head.subject_name.as_str())
}

/// Draws a cell.
pub(super) fn cell(ui: &mut Ui, row: &CaseRow, by: By) {
    match by {
        By::Number => match &row.head.case_no {
            Some(number) => number_cell(ui, number),
            None => cell_note(ui, "未编号"),
        },
        By::Due => {
            if let Some(due) = &row.due {
                due_cell(ui, due);
            }
        }
        By::State => {
            if let Some(state) = row.state {
                let tone = if state.is_over() { Tone::Grey } else { Tone::Blue };
                Chip::new(state.label(), tone).in_grid().ui(ui);
            }
        }
        _ => cell_text(ui, &text_of(row, by)),
    }
}

/// The short form people say; the whole number when the pointer rests on it.
fn number_cell(ui: &mut Ui, number: &str) {
    let inner = ui.scope(|ui| cell_text(ui, &short_case_no(number)));
    inner.response.on_hover_text(number);
}

fn due_cell(ui: &mut Ui, due: &CaseDue) {
    let chip = if due.remaining < 0 {
        Chip::new(&due.said, Tone::LastDay).icon(icon::URGENT)
    } else {
        Chip::days_left(due.remaining, &due.said)
    };
    chip.in_grid().ui(ui).on_hover_text(due_text(due));
}

#[cfg(test)]
mod tests {
    use super::By;
    use super::copied;
    use super::sort;
    use crate::domain::case::CaseState;
    use crate::domain::case_head::CaseHead;
    use crate::domain::deadline::Urgency;
    use crate::domain::ids::CaseId;
    use crate::domain::ids::Id as _;
    use crate::domain::moment::Day;
    use crate::domain::moment::Moment;
    use crate::domain::secret::PersonName;
    use crate::services::find::CaseDue;
    use crate::services::find::CaseRow;
    use crate::ui::components::long_table::Order;

    fn row(name: &str, number: Option<&str>, due: Option<(i32, u32, u32)>) -> CaseRow {
        let day = |(y, m, d)| Day::from_ymd(y, m, d).unwrap();
        let head = CaseHead {
            id: CaseId::from_uuid(uuid::Uuid::from_u128(1)),
            case_no: number.map(str::to_owned),
            year: 2026,
            seq: None,
            state: CaseState::Received.code().to_owned(),
            mode: String::new(),
            received_on: day((2026, 11, 1)),
            subject_name: PersonName::new(name),
            client_name: "委托\t人".to_owned(),
            insurers: String::new(),
            handler: None,
            accepted_on: None,
            effective_on: None,
            term_workdays: None,
            deducted_workdays: 0,
            extended_workdays: 0,
            closed_on: None,
            updated_at: Moment::from_ms(0),
        };
        let due = due.map(|on| CaseDue {
            what: "完成鉴定",
            on: day(on),
            remaining: 3,
            urgency: Urgency::Orange,
            said: "剩 3 个工作日".to_owned(),
        });
        CaseRow {
            head,
            state: Some(CaseState::Received),
            matter: "伤残等级".to_owned(),
            appraisers: String::new(),
            is_mine: false,
            due,
        }
    }

    fn ordered(rows: &[CaseRow], by: By, order: Order) -> Vec<u32> {
        let mut shown: Vec<u32> = (0..rows.len() as u32).collect();
        sort(rows, &mut shown, by, order);
        shown
    }

    #[test]
    fn the_nearest_deadline_comes_first_and_rows_without_one_last_either_way() {
        let rows = [
            row("甲", None, None),
            row("乙", None, Some((2026, 12, 1))),
            row("丙", None, None),
            row("丁", None, Some((2026, 11, 20))),
        ];
        assert_eq!(ordered(&rows, By::Due, Order::Rising), [3, 1, 0, 2]);
        assert_eq!(ordered(&rows, By::Due, Order::Falling), [1, 3, 0, 2]);
    }

    #[test]
    fn numbers_are_put_in_order_as_numbers_and_names_as_they_are_read() {
        let rows = [
            row("周某", Some("某[2026]临鉴字第12号"), None),
            row("覃某", None, None),
            row("邓某", Some("某[2026]临鉴字第9号"), None),
        ];
        assert_eq!(ordered(&rows, By::Number, Order::Rising), [2, 0, 1]);
        assert_eq!(ordered(&rows, By::Subject, Order::Rising), [2, 1, 0]);
        assert_eq!(ordered(&rows, By::Subject, Order::Falling), [0, 1, 2]);
    }

    #[test]
    fn a_copied_row_has_a_cell_for_each_column() {
        let copied = copied(&row("周某", Some("某[2026]临鉴字第12号"), Some((2026, 12, 1))));
        let cells: Vec<&str> = copied.split('\t').collect();
        assert_eq!(cells.len(), By::ALL.len(), "{copied}");
        assert_eq!((cells[0], cells[6]), ("周某", "委托 人"));
    }
}
