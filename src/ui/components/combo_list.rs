//! The list below a searched field: rows of 36, the number at the left, the characters that answered in blue.

use super::combo::Choice;
use super::combo::ComboItem;
use super::key_cap;
use super::paint;
use super::popup;
use crate::domain::pinyin_match;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::format;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::text::LayoutJob;
use egui::vec2;

const HEADING: f32 = 28.0;
const PAD: f32 = 4.0;
const TALLEST: f32 = 400.0;

/// One row of the list.
#[derive(Debug, Clone)]
pub(super) enum Row {
    Heading(String),
    Item { number: usize, key: String, name: String, detail: String, hits: Vec<usize> },
    Register(String),
}

impl Row {
    pub(super) fn item(number: usize, query: &str, item: &ComboItem) -> Self {
        let hits = pinyin_match::find(query, &item.name).map(|found| found.hits).unwrap_or_default();
        Self::Item {
            number,
            key: item.key.clone(),
            name: item.name.clone(),
            detail: item.detail.clone(),
            hits,
        }
    }

    pub(super) fn choice(&self) -> Option<Choice> {
        match self {
            Self::Heading(_) => None,
            Self::Item { key, name, .. } => Some(Choice::Item { key: key.clone(), name: name.clone() }),
            Self::Register(text) => Some(Choice::Register(text.clone())),
        }
    }

    fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::Item { .. } | Self::Register(_) => measures().row_combo,
        }
    }
}

/// What happened in the list.
pub(super) struct ListOutput {
    pub clicked: Option<Choice>,
    pub area: Response,
}

/// The list below a control, of its width; `marked` counts the rows that can be taken.
pub(super) fn popup(ui: &Ui, id: Id, below: Rect, rows: &[Row], marked: usize) -> ListOutput {
    let content = rows.iter().map(Row::height).sum::<f32>() + 2.0 * PAD;
    let size = vec2(below.width(), content.min(TALLEST));
    let (clicked, area) = popup::below(ui, id, below, size, |ui| {
        ScrollArea::vertical().max_height(size.y).show(ui, |ui| {
            ui.add_space(PAD);
            let mut at = 0;
            let mut clicked = None;
            for row in rows {
                let (rect, _) = ui.allocate_exact_size(vec2(size.x, row.height()), Sense::hover());
                let choice = row.choice();
                let is_marked = choice.is_some() && at == marked;
                if row_ui(ui, rect, row, is_marked) {
                    clicked.clone_from(&choice);
                }
                at += usize::from(choice.is_some());
            }
            clicked
        })
    });
    ListOutput { clicked: clicked.inner, area }
}

fn row_ui(ui: &mut Ui, rect: Rect, row: &Row, marked: bool) -> bool {
    let c = colors();
    let rect = rect.shrink2(vec2(1.0, 0.0));
    let area = rect.shrink2(vec2(11.0, 0.0));
    let (text, name) = match row {
        Row::Heading(words) => {
            paint::put_left(ui.painter(), area, &paint::line(ui, Type::Note, c.ink2, words));
            return false;
        }
        Row::Item { number, name, .. } => (number.to_string(), name.clone()),
        Row::Register(typed) => (String::new(), format!("名录里没有，新登记「{typed}」")),
    };
    let response = ui.interact(rect, ui.unique_id().with(("row", &text, &name)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, &name));
    if marked || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if marked { c.tint2 } else { c.sunk });
    }
    if marked {
        key_cap::paint_at(ui, area, "Enter", key_cap::Look::OnPaper);
        response.scroll_to_me(None);
    }
    if let Row::Item { detail, hits, .. } = row {
        paint::put_left(ui.painter(), area, &paint::line(ui, Type::Body, c.ink2, text));
        let at = area.with_min_x(area.left() + 21.0);
        let said = paint::put_left(ui.painter(), at, &answered(ui, &name, hits));
        let behind = area.with_min_x(said.right() + 12.0);
        paint::put_left(ui.painter(), behind, &paint::line(ui, Type::Note, c.ink2, detail));
    } else {
        paint::hline(ui, rect, rect.top(), c.line);
        let at = paint::icon_left(ui.painter(), area, measures().icon_note, 12.0, icon::ADD, c.acc);
        paint::put_left(ui.painter(), at, &paint::line(ui, Type::Body, c.acc, &name));
    }
    response.clicked()
}

/// A name in which the characters that answered are underlined in blue.
pub(super) fn answered(ui: &Ui, name: &str, hits: &[usize]) -> std::sync::Arc<egui::Galley> {
    let c = colors();
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    for (at, letter) in name.chars().enumerate() {
        let mut look = format(Type::Body, c.ink);
        if hits.contains(&at) {
            look.color = c.acc;
            look.underline = egui::Stroke::new(1.0, c.acc);
        }
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, look);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
