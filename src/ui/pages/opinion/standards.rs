//! 依据的标准: out of the library with number and period of force; a former one is shown as such and stops (SC-3.3b).

use crate::domain::audit::Operation;
use crate::domain::date_words::Lean;
use crate::domain::moment::Day;
use crate::domain::opinion::OpinionDraft;
use crate::domain::process_record::StandardRank;
use crate::domain::rules::Findings;
use crate::domain::standard::LIBRARY;
use crate::domain::standard::Standard;
use crate::domain::standard::plain_name;
use crate::services::opinion::Request;
use crate::services::opinion::standards;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::paint;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Id;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// A standard of the institution's own, as far as it was typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    name: String,
    number: String,
    from: Option<Day>,
    /// The last day in force.
    until: Option<Day>,
}

/// The card of the draft.
pub fn card(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    draft: &mut OpinionDraft,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let today = bench.today();
    let line = bench.on_field(findings, "standards");
    Card::new("依据的标准").aside("名称、编号、施行期间").show(ui, |ui| {
        let mut removed = None;
        for (at, standard) in draft.standards.iter().enumerate() {
            if row_ui(ui, standard, standard.is_in_force(today)) {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            draft.standards.remove(at);
        }
        if let Some(line) = &line {
            finding_line(ui, line);
        }
        add_ui(ui, bench, draft, anchors);
    });
}

/// One standard; returns whether it is taken out.
fn row_ui(ui: &mut Ui, standard: &Standard, is_in_force: bool) -> bool {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let name = format!("{}　{}　{}", standard.cited(), standard.rank.label(), standard.period_label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = egui::UiBuilder::new().max_rect(rect).layout(layout).id_salt(("standard", &standard.name));
    let mut child = ui.new_child(builder);
    let label = format!("去掉{}", standard.cited());
    let removed = Button::quiet("去掉").name(&label).ui(&mut child).clicked();
    let chip = if is_in_force { Chip::new("现行", Tone::Green) } else { Chip::new("已废止", Tone::Red) };
    chip.icon(if is_in_force { icon::DONE } else { icon::BLOCK }).ui(&mut child);
    let room = rect.with_max_x(child.min_rect().left() - 12.0);
    let period = paint::line(ui, Type::Note, c.ink2, standard.period_label());
    let painter = ui.painter().with_clip_rect(room);
    let after = paint::put_left(&painter, room, &paint::line(ui, Type::Body, c.ink, standard.cited()));
    paint::put_left(&painter, room.with_min_x(after.right() + 12.0), &period);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    removed
}

/// The field that adds one, and the button that keeps a name nobody knows for the institution.
fn add_ui(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    draft: &mut OpinionDraft,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let known = standards(&bench.view.institution.standards);
    let items: Vec<ComboItem> = known
        .iter()
        .enumerate()
        .map(|(at, standard)| ComboItem::new(at.to_string(), &standard.name).detail(detail(standard)))
        .collect();
    let key = Id::unique("opinion standard typed");
    let mut typed = ui.data(|data| data.get_temp::<Typed>(key)).unwrap_or_default();
    let before = typed.clone();
    let mut picked = None;
    let mut is_new = false;
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(6, |ui| {
                let output = Combo::new("加一项标准", &mut typed.name, &mut picked, &items)
                    .source("标准库", "项")
                    .hint("名称或编号")
                    .ui(ui);
                anchors.push(("standards", output.field.response.id));
            });
            let name = plain_name(&typed.name);
            is_new = !name.is_empty() && !known.iter().any(|one| plain_name(&one.name) == name);
            if is_new {
                row.cell(6, |ui| {
                    crate::ui::components::field::Field::new("标准编号", &mut typed.number).required().ui(ui);
                });
            }
        });
        if is_new {
            let today = bench.today();
            grid.row(|row| {
                row.cell(3, |ui| {
                    let look = DayLook { lean: Lean::Past, required: false, finding: None };
                    ask::day(ui, "施行日", &mut typed.from, today, look);
                });
                row.cell(3, |ui| {
                    let look = DayLook { lean: Lean::Past, required: false, finding: None };
                    ask::day(ui, "废止日", &mut typed.until, today, look);
                });
                row.cell(6, |ui| {
                    ui.add_space(24.0);
                    register_ui(ui, bench, &typed);
                });
            });
        }
    });
    if let Some(standard) =
        picked.as_deref().and_then(|at| at.parse().ok()).and_then(|at: usize| known.get(at))
    {
        if !draft.standards.iter().any(|one| plain_name(&one.name) == plain_name(&standard.name)) {
            draft.standards.push(standard.clone());
        }
        typed = Typed::default();
    }
    if typed != before {
        ui.data_mut(|data| data.insert_temp(key, typed));
    }
}

/// Keeps a standard of the institution's own; the director or the administrator does (settings).
fn register_ui(ui: &mut Ui, bench: &mut Bench<'_, '_>, typed: &Typed) {
    let why = match () {
        () if !bench.may(Operation::SaveSettings) => {
            Some(law::plain_why("现在还不能登记", "标准库由负责人或管理员登记", "请负责人登记以后再选"))
        }
        () if typed.number.trim().is_empty() => {
            Some(law::plain_why("现在还不能登记", "标准编号还没有写", "编号和施行期间印在意见书上"))
        }
        () if typed.from.zip(typed.until).is_some_and(|(from, until)| until < from) => {
            Some(law::plain_why("现在还不能登记", "废止日早于施行日", "照公布的日期写"))
        }
        () => None,
    };
    if Button::secondary("登记到标准库").why(why.as_ref()).ui(ui).clicked() {
        let standard = Box::new(Standard {
            name: typed.name.trim().trim_matches(['《', '》']).to_owned(),
            number: typed.number.trim().to_owned(),
            rank: StandardRank::Industry,
            from: typed.from,
            until: typed.until,
        });
        bench.cx.act(Action::Opinion(Request::RegisterStandard { standard }));
    }
}

fn detail(standard: &Standard) -> String {
    let unchecked =
        LIBRARY.iter().find(|known| known.name == standard.name).map_or("", |known| known.unchecked);
    let note = if unchecked.is_empty() { String::new() } else { format!("，{unchecked}") };
    format!("{}，{}{note}", standard.number, standard.period_label())
}
