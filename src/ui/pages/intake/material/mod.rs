//! 材料 (F-04): every item with its six particulars, each side's word on it in a joint commission, corrections with
//! their reason. Enter at the end of the row registers the item and begins the next.

mod item;
mod sides;

use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::material::Side;
use crate::domain::material::Usability;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::reception as desk;
use crate::services::request::Action;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::form_grid::Card;
use crate::ui::components::paint;
use crate::ui::components::table::Column;
use crate::ui::components::table::RowLook;
use crate::ui::components::table::RowUi;
use crate::ui::components::table::Table;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::counter::month_day;
use crate::ui::pages::intake::material::item::add_card;
use crate::ui::pages::intake::material::sides::chosen_ui;
use crate::ui::pages::intake::material::sides::dispute_modal;
use crate::ui::pages::intake::material::sides::signing_modal;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Frame;
use egui::Margin;
use egui::Ui;
pub use item::MaterialDraft;
pub use item::registered;
pub use sides::MaterialDesk;

/// The list, the row that is being written, and what can be done with the chosen item.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        list_card(ui, counter);
        ui.add_space(4.0);
        add_card(ui, counter);
    });
    dispute_modal(ui, counter);
    signing_modal(ui, counter);
}

pub fn rows(counter: &Counter<'_, '_>) -> Vec<Recorded<Material>> {
    let Some(case) = &counter.case else { return Vec::new() };
    case.file.current(&case.file.materials).cloned().collect()
}

fn list_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let rows = rows(counter);
    let n_locked = rows.iter().filter(|row| usability(counter, row.id) != Usability::Usable).count();
    let aside = match (rows.len(), n_locked) {
        (0, _) => "还没有登记".to_owned(),
        (n, 0) => format!("{n} 件"),
        (n, locked) => format!("{n} 件，{locked} 件锁住不用"),
    };
    Card::new("材料清单").aside(&aside).show(ui, |ui| {
        if rows.is_empty() {
            ask::note(ui, "登记一件，这里就多一行；六项齐了才算登记");
            return;
        }
        let cols = columns(ui.available_width(), counter.is_joint());
        let columns: Vec<_> = cols.iter().map(|col| col.column()).collect();
        let selected = counter.visit.materials.selected;
        let table = Table::new("材料清单", &columns).row_height(40.0);
        let look = |at: usize| match rows.get(at) {
            Some(row) if selected == Some(row.id) => RowLook::Selected,
            Some(row) if usability(counter, row.id) != Usability::Usable => RowLook::Sealed,
            _ => RowLook::Plain,
        };
        let responses = table.show(ui, rows.len(), look, |row_ui, at| {
            if let Some(row) = rows.get(at) {
                row_cells(row_ui, counter, at, row, &cols);
            }
        });
        let pressed = responses.iter().position(egui::Response::clicked);
        if let Some(row) = pressed.and_then(|at| rows.get(at)) {
            counter.visit.materials.selected = Some(row.id);
        }
        let chosen = rows.iter().find(|row| counter.visit.materials.selected == Some(row.id)).cloned();
        if let Some(row) = chosen {
            chosen_ui(ui, counter, &row);
        }
    });
}

pub fn usability(counter: &Counter<'_, '_>, item: EvidenceId) -> Usability {
    counter.case.as_ref().map_or(Usability::Usable, |case| case.file.usability(item))
}

/// A column of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Col {
    Number,
    Name,
    Kind,
    Quantity,
    Form,
    Condition,
    Original,
    Received,
    Sides,
}

impl Col {
    const ALL: [Self; 9] = [
        Self::Number,
        Self::Name,
        Self::Kind,
        Self::Quantity,
        Self::Form,
        Self::Condition,
        Self::Original,
        Self::Received,
        Self::Sides,
    ];

    fn column(self) -> Column<'static> {
        match self {
            Self::Number => Column::of("", 36.0),
            Self::Name => Column::rest("名称"),
            Self::Kind => Column::of("种类", 92.0),
            Self::Quantity => Column::of("数量", 72.0),
            Self::Form => Column::of("性状", 72.0),
            Self::Condition => Column::of("保存状况", 84.0),
            Self::Original => Column::of("原件", 76.0),
            Self::Received => Column::of("收到", 100.0),
            Self::Sides => Column::of("双方", 148.0),
        }
    }
}

/// The columns there is room for; the name keeps its room, the particulars give way and stand in 更正….
fn columns(width: f32, is_joint: bool) -> Vec<Col> {
    const NAME: f32 = 190.0;
    let mut shown = vec![Col::Number, Col::Name];
    shown.extend(is_joint.then_some(Col::Sides));
    let used: f32 = shown.iter().map(|col| col.column().width).sum();
    let mut left = width - NAME - used;
    let order = [Col::Kind, Col::Quantity, Col::Received, Col::Form, Col::Condition, Col::Original];
    for col in order {
        let own = col.column().width;
        if own > left {
            break;
        }
        left -= own;
        shown.push(col);
    }
    Col::ALL.into_iter().filter(|col| shown.contains(col)).collect()
}

fn row_cells(
    ui: &mut RowUi<'_>,
    counter: &Counter<'_, '_>,
    at: usize,
    row: &Recorded<Material>,
    cols: &[Col],
) {
    let item = &row.body;
    for col in cols {
        match col {
            Col::Number => ui.note(&(at + 1).to_string()),
            Col::Name => name_cell(ui, counter, row),
            Col::Kind => ui.text(&item.kind),
            Col::Quantity => ui.text(&item.quantity),
            Col::Form => ui.text(&item.form),
            Col::Condition => ui.text(&item.condition),
            Col::Original => ui.text(if item.is_original { "原件" } else { "复印件" }),
            Col::Received => {
                let at = item.received_at.unwrap_or(row.at);
                ui.note(&format!("{} {}", month_day(at.day()), at.hour_minute_text()));
            }
            Col::Sides => sides_cell(ui, usability(counter, row.id)),
        }
    }
}

/// The name, whole: a long one takes two lines; a corrected one stands after what it was.
fn name_cell(ui: &mut RowUi<'_>, counter: &Counter<'_, '_>, row: &Recorded<Material>) {
    let name = &row.body.name;
    let former = counter.case.as_ref().and_then(|case| former_name(&case.file.materials, row));
    if let Some(former) = former.filter(|former| former != name) {
        ui.corrected(&former, name);
        return;
    }
    ui.cell(|ui| {
        let c = colors();
        let width = ui.available_width();
        let one = paint::line(ui, Type::Body, c.ink, name);
        let text =
            if one.size().x <= width { one } else { paint::wrapped(ui, Type::Note, c.ink, name, width) };
        let (rect, _) = ui.allocate_exact_size(egui::vec2(width, text.size().y), egui::Sense::hover());
        ui.painter().galley(rect.min, text, c.ink);
    });
}

fn sides_cell(ui: &mut RowUi<'_>, usability: Usability) {
    let (words, tone, mark) = match usability {
        Usability::Usable => ("双方已确认".to_owned(), Tone::Green, icon::DONE),
        Usability::Unconfirmed(sides) => {
            let sides = sides.into_iter().map(Side::label).collect::<Vec<_>>();
            let words = match sides.as_slice() {
                [one] => format!("待{one}"),
                _ => "待双方确认".to_owned(),
            };
            (words, Tone::Grey, icon::LOCK)
        }
        Usability::Disputed { side, .. } => (format!("{}异议", side.label()), Tone::Amber, icon::LOCK),
    };
    ui.cell(|ui| {
        Chip::new(&words, tone).icon(mark).in_grid().ui(ui);
    });
}

fn former_name(all: &[Recorded<Material>], row: &Recorded<Material>) -> Option<String> {
    let former = row.supersedes.as_ref()?.id;
    all.iter().find(|other| other.id == former).map(|other| other.body.name.clone())
}

/// What has to be there before the review begins.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let mut list = Vec::new();
    if !counter.visit.draft.material.name.trim().is_empty() {
        let fact = format!("「{}」还没有登记", counter.visit.draft.material.name.trim());
        list.push(Missing::field(fact, "写全这一行，按 Enter", "materials").later());
    }
    if counter.state() <= CaseState::Received {
        add_stopping(&mut list, &counter.guarding(Step::BeginReview), &[Place::Materials], true);
    }
    if counter.is_joint() {
        let n = rows(counter).iter().filter(|row| usability(counter, row.id) != Usability::Usable).count();
        if n > 0 {
            let fact = format!("{n} 件材料双方还没都确认");
            list.push(Missing::field(fact, "没确认的锁住不用，不挡受理", "materials").later());
        }
    }
    list
}

/// On to the review.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Materials);
    let Some(case) = counter.visit.who.case() else { return };
    counter.save();
    if counter.state() == CaseState::Received {
        let reasons = counter.visit.draft.reasons.clone();
        let request = desk::Request::BeginReview { case, reasons };
        counter.ask(Action::Reception(request), Then::Go(IntakeStep::Review));
    } else {
        counter.go(IntakeStep::Review);
    }
}
