//! The fields of one person, in the order of F-07, a label at the left of each.

use super::form::Form;
use super::form::Part;
use super::people::insurer_called;
use crate::domain::identity::IdType;
use crate::domain::identity::age_on;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::services::case_view::CaseView;
use crate::ui::almanac::with_almanac;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::id_number::id_number;
use crate::ui::components::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::is_low;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const LABEL: f32 = 72.0;
const GAP: f32 = 16.0;
/// Below this a row of two goes over two lines.
const TWO: f32 = 480.0;

/// The fields of a person; the response of nobody matters, the form is what counts.
pub fn fields_ui(ui: &mut Ui, view: &CaseView, now: Moment, form: &mut Form) {
    match form.part {
        Part::Appraiser | Part::Assistant => staff_ui(ui, view, form),
        Part::Insurer => insurer_ui(ui, view, now, form),
        Part::Statutory => statutory_ui(ui, now, form),
        Part::Subject | Part::Client | Part::Agent | Part::Companion => present_ui(ui, now, form),
    }
}

fn insurer_ui(ui: &mut Ui, view: &CaseView, now: Moment, form: &mut Form) {
    let contacts: Vec<ComboItem> = view
        .insurers
        .iter()
        .filter(|insurer| Some(insurer.id) == form.insurer)
        .flat_map(|insurer| &insurer.contacts)
        .map(|contact| {
            ComboItem::new(contact.name.as_str(), contact.name.as_str()).detail(&contact.department)
        })
        .collect();
    row(ui, &["姓名", "部门"], |ui, at| match at {
        0 => {
            let mut picked = None;
            let combo = Combo::new("姓名", &mut form.name, &mut picked, &contacts);
            let output = combo.bare().hint("证件上的姓名").width(ui.available_width()).ui(ui);
            let known = picked.filter(|_| output.picked);
            if let Some(contact) = known.and_then(|name| contacts.iter().find(|item| item.key == name)) {
                form.department.clone_from(&contact.detail);
            }
        }
        _ => {
            Field::new("部门", &mut form.department).bare().ui(ui);
        }
    });
    document_rows(ui, now, form);
    row(ui, &["工作证明", "编号"], |ui, at| match at {
        0 => named_list(ui, "工作证明", &mut form.work_name, &["工作证", "派员函", "介绍信", "授权委托书"]),
        _ => {
            Field::new("工作证明编号", &mut form.work_number).bare().hint("工号或文号").ui(ui);
        }
    });
    let by_phone = view.institution.policy.work_credential_by_phone;
    let labels: &[&str] = if by_phone { &["有效期", "电话核实"] } else { &["有效期"] };
    row(ui, labels, |ui, at| match at {
        0 => until_ui(ui, now, form),
        _ => {
            let hint = "负责人姓名，核实了才写";
            Field::new("电话核实人", &mut form.verified_by).bare().hint(hint).ui(ui);
        }
    });
}

fn until_ui(ui: &mut Ui, now: Moment, form: &mut Form) {
    let mut date = form.work_until.map(Day::date);
    // As wide as the fields of two columns, though it stands alone in its row.
    let width = ((ui.available_width() + LABEL - GAP) / 2.0 - LABEL).floor().max(160.0);
    let field = ui.cursor().min;
    with_almanac(now.day(), |almanac| {
        DateField::new("有效期", &mut date, almanac).future().bare().width(width).ui(ui)
    });
    form.work_until = date.map(Day::from_date);
    if form.work_until.is_some_and(|until| until < now.day()) {
        let beside = Rect::from_min_size(field + vec2(width + 8.0, 0.0), vec2(160.0, 32.0));
        state(ui, beside, icon::ERROR, colors().red, "已过有效期");
    }
}

fn statutory_ui(ui: &mut Ui, now: Moment, form: &mut Form) {
    name_and_relation(ui, form);
    document_rows(ui, now, form);
    row(ui, &["关系证明"], |ui, _| {
        let hint = "户口簿、出生证、监护证明，写明名称和编号";
        Field::new("关系证明", &mut form.relation_proof).bare().hint(hint).ui(ui);
    });
    compared_ui(ui, form);
}

fn present_ui(ui: &mut Ui, now: Moment, form: &mut Form) {
    name_and_relation(ui, form);
    document_rows(ui, now, form);
    compared_ui(ui, form);
}

fn name_and_relation(ui: &mut Ui, form: &mut Form) {
    let relation = if form.part == Part::Agent { "单位" } else { "与被鉴定人关系" };
    row(ui, &["姓名", if form.part == Part::Agent { "单位" } else { "关系" }], |ui, at| match at {
        0 => {
            Field::new("姓名", &mut form.name).bare().ui(ui);
        }
        _ => {
            Field::new(relation, &mut form.relation).bare().ui(ui);
        }
    });
}

fn compared_ui(ui: &mut Ui, form: &mut Form) {
    let height = if is_low(ui.ctx()) { 36.0 } else { 40.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let place = rect.with_min_x(rect.left() + LABEL);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("compared"));
    Checkbox::new("证件已看，与本人一致", &mut form.compared).height(height).ui(&mut child);
}

fn staff_ui(ui: &mut Ui, view: &CaseView, form: &Form) {
    let Some(member) = form.user.and_then(|user| view.member(user)) else { return };
    let words = match member.shown_licence() {
        Some((licence, details)) => {
            let until =
                details.valid_until.map_or_else(|| "有效期没有登记".to_owned(), |d| format!("有效期至 {d}"));
            format!("{licence}　{}　{until}", details.number)
        }
        None => "名录里没有证号，请先在名录补上，否则不能亮证".to_owned(),
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), egui::Sense::hover());
    paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Body, colors().ink, words));
}

/// Kind and number of the identity document, and what the number says.
fn document_rows(ui: &mut Ui, now: Moment, form: &mut Form) {
    let kind = form.id_type();
    let names: Vec<&str> = IdType::ALL.into_iter().map(IdType::label).collect();
    row(ui, &["身份证件", "号码"], |ui, at| match at {
        0 => named_list(ui, "证件种类", &mut form.id_name, &names),
        _ => {
            let is_citizen = matches!(kind, IdType::ResidentId | IdType::HouseholdBook);
            let field = if is_citizen {
                id_number("证件号", &mut form.id_number)
            } else {
                Field::new("证件号", &mut form.id_number)
            };
            let before = ui.cursor().min;
            let width = ui.available_width();
            field.bare().ui(ui);
            if let Some((mark, color, words)) = number_state(kind, &form.id_number, now.day()) {
                let below = Rect::from_min_size(before + vec2(0.0, 31.0), vec2(width, 18.0));
                state(ui, below, mark, color, &words);
            }
        }
    });
}

/// 「校验位对，男，35 岁」, or what is wrong with the number; nothing while it is empty.
fn number_state(
    kind: IdType,
    number: &str,
    today: Day,
) -> Option<(crate::ui::theme::icon::Icon, egui::Color32, String)> {
    if number.trim().is_empty() {
        return None;
    }
    let c = colors();
    if let Some(fault) = kind.faults(number, today).into_iter().next() {
        return Some((icon::TO_CHECK, c.amber, fault.say));
    }
    let born = kind.birthday(number)?;
    let sex = kind.sex(number).map_or("", crate::domain::person::Sex::label);
    let age = age_on(born, today).map_or_else(String::new, |age| format!("，{age} 岁"));
    Some((icon::CHECK, c.green, format!("校验位对，{sex}{age}")))
}

/// A field with a list of usual names; any other name may be typed.
fn named_list(ui: &mut Ui, label: &str, text: &mut String, names: &[&str]) {
    let items: Vec<ComboItem> = names.iter().map(|name| ComboItem::new(*name, *name)).collect();
    let mut picked = None;
    let width = ui.available_width();
    Combo::new(label, text, &mut picked, &items)
        .source("常用", "种")
        .hint("选或写名称")
        .bare()
        .width(width)
        .ui(ui);
}

fn state(ui: &Ui, rect: Rect, mark: crate::ui::theme::icon::Icon, color: egui::Color32, words: &str) {
    let rest = paint::icon_left(ui.painter(), rect, 16.0, 4.0, mark, color);
    paint::put_left(ui.painter(), rest, &paint::line(ui, Type::Note, color, words));
}

/// A row of one or two fields with their labels; two fields that do not fit go below each other.
fn row(ui: &mut Ui, labels: &[&str], mut add: impl FnMut(&mut Ui, usize)) {
    let height = if is_low(ui.ctx()) { 36.0 } else { 40.0 };
    let all = ui.available_width();
    let n = if all < TWO { 1 } else { labels.len().max(1) };
    let width = ((all - GAP * (n as f32 - 1.0)) / n as f32).floor();
    let has_state = labels.contains(&"号码");
    for (line, chunk) in labels.chunks(n).enumerate() {
        let below = if has_state { 14.0 } else { 0.0 };
        let (rect, _) = ui.allocate_exact_size(vec2(all, height + below), egui::Sense::hover());
        for (column, label) in chunk.iter().enumerate() {
            let left = rect.left() + column as f32 * (width + GAP);
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, 32.0));
            let words = paint::line(ui, Type::Note, colors().ink2, *label);
            let control = cell.with_min_x(left + LABEL);
            paint::put_left(ui.painter(), cell.with_max_x(control.left()), &words);
            let at = line * n + column;
            let builder = UiBuilder::new().max_rect(control).id_salt(("row of", labels.first(), at));
            let mut child = ui.new_child(builder);
            child.spacing_mut().item_spacing = vec2(0.0, 0.0);
            add(&mut child, at);
        }
    }
}

/// The two texts an insurer's witness leaves: what they say of the scene, and what was offered to them.
pub fn statements_ui(ui: &mut Ui, form: &mut Form) {
    let all = ui.available_width();
    let n = if all < TWO { 1.0 } else { 2.0 };
    let width = ((all - GAP * (n - 1.0)) / n).floor();
    let cells = [("查勘情况反映", "记口述要点，不是鉴定材料"), ("旁观旁听便利", "")];
    let height = 24.0 + 32.0;
    let mut top = ui.cursor().min;
    let start = top;
    for (at, (label, aside)) in cells.into_iter().enumerate() {
        let left = if n > 1.0 { start.x + at as f32 * (width + GAP) } else { start.x };
        let cell = Rect::from_min_size(pos2(left, top.y), vec2(width, height));
        let head = cell.with_max_y(cell.top() + 24.0);
        let said = paint::put_left(ui.painter(), head, &paint::bold(ui, Type::Note, colors().ink, label));
        let beside = head.with_min_x(said.right() + 8.0);
        paint::put_left(ui.painter(), beside, &paint::line(ui, Type::Note, colors().ink2, aside));
        let (text, hint) = match at {
            0 => (&mut form.survey_statement, "还没有反映"),
            _ => (&mut form.observation_support, "在哪里、怎样旁观旁听"),
        };
        let control = cell.with_min_y(head.bottom());
        let mut child = ui.new_child(UiBuilder::new().max_rect(control).id_salt(label));
        Field::new(label, text).hint(hint).bare().ui(&mut child);
        if n < 2.0 {
            top.y += height + 8.0;
        }
    }
    let bottom = if n > 1.0 { start.y + height } else { top.y };
    ui.advance_cursor_after_rect(Rect::from_min_max(start, pos2(start.x + all, bottom)));
}

/// The line under the name: institution and department, or role and relation.
pub fn second_line(view: &CaseView, form: &Form) -> String {
    match form.part {
        Part::Insurer => {
            let full = form
                .insurer
                .and_then(|id| view.insurers.iter().find(|insurer| insurer.id == id))
                .map(|insurer| insurer.name.clone())
                .or_else(|| form.insurer.map(|id| insurer_called(view, id)))
                .unwrap_or_else(|| "没有选保险机构".to_owned());
            let gap = if form.department.is_empty() { "" } else { "　" };
            format!("{full}{gap}{}", form.department)
        }
        Part::Statutory => format!("{}，法定见证人", form.relation),
        part if form.relation.is_empty() || form.relation == "本人" => part.label().to_owned(),
        part => format!("{}，{}", part.label(), form.relation),
    }
}
