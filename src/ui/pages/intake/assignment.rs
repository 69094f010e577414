//! 指派 and 利害关系申报: two appraisers at least, each with four questions of their own (GZ-19, GZ-20).

use crate::domain::audit::Operation;
use crate::domain::commission::Assignment;
use crate::domain::ids::UserId;
use crate::domain::review::CONFLICT_QUESTIONS;
use crate::domain::review::ConflictDeclaration;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::services::commission as service;
use crate::services::request::Action;
use crate::services::review;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::paint;
use crate::ui::components::people_picker::PeoplePicker;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::YES_NO;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::visit::HandsOn;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Id;
use egui::Sense;
use egui::Ui;
use egui::vec2;
use serde::Deserialize;
use serde::Serialize;

/// Who is to be assigned; `None` while nobody touched it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssignmentDraft {
    pub chosen: Option<Assignment>,
}

/// The assignment on the screen: the draft, else the one that was kept.
fn shown(counter: &Counter<'_, '_>) -> Assignment {
    let kept = counter.case.as_ref().and_then(|case| case.file.assignment().cloned());
    counter.visit.draft.assignment.chosen.clone().or(kept).or_else(|| original(counter)).unwrap_or_default()
}

/// GZ-30: the original appraisers of a supplementary appraisal are proposed.
fn original(counter: &Counter<'_, '_>) -> Option<Assignment> {
    let appraisers = counter.case.as_ref()?.file.original_appraisers()?.to_vec();
    Some(Assignment { appraisers, assistants: Vec::new() })
}

/// Somebody was chosen and the choice was not kept yet.
pub fn is_open(counter: &Counter<'_, '_>) -> bool {
    let kept = counter.case.as_ref().and_then(|case| case.file.assignment().cloned()).unwrap_or_default();
    shown(counter) != kept
}

/// The card of the director, and below it the declarations of those assigned.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    if counter.may(Operation::Assign) {
        assign_card(ui, counter);
    } else {
        assigned_card(ui, counter);
    }
    let assigned = counter.case.as_ref().and_then(|case| case.file.assignment().cloned()).unwrap_or_default();
    for who in assigned.appraisers {
        ui.add_space(4.0);
        declaration_card(ui, counter, who);
    }
}

fn items<'a>(counter: &'a Counter<'_, '_>, role: Role) -> impl Iterator<Item = ComboItem> + 'a {
    let category = counter.visit.draft.intake.category;
    let today = counter.today();
    let members = counter.house.staff.iter().filter(move |member| member.active && member.has(role));
    members.map(move |member| {
        let licence = if role == Role::Appraiser { &member.licence } else { &member.assistant_licence };
        let detail = match (licence, category) {
            (None, _) => "没有登记执业证".to_owned(),
            (Some(licence), _) if !licence.is_in_force(today) => "证件过期".to_owned(),
            (Some(licence), Some(category))
                if role == Role::Appraiser && !licence.covers(category, today) =>
            {
                format!("执业类别没有{}", category.label())
            }
            (Some(_), _) if member.has_senior_title => "高级职称".to_owned(),
            (Some(_), _) => String::new(),
        };
        ComboItem::new(member.id.to_string(), member.name.as_str()).detail(detail)
    })
}

fn assign_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let appraisers: Vec<_> = items(counter, Role::Appraiser).collect();
    let assistants: Vec<_> = items(counter, Role::Assistant).collect();
    let finding = counter.on_field("assignment");
    let before = shown(counter);
    let keys = |ids: &[UserId]| ids.iter().map(UserId::to_string).collect::<Vec<_>>();
    let (mut chosen, mut helping) = (keys(&before.appraisers), keys(&before.assistants));
    let is_open = is_open(counter);
    let mut assign = false;
    let mut anchor = Id::NULL;
    Card::new("指派鉴定人").aside("至少两名，排在前面的主办").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    anchor = Field::new("鉴定人", &mut String::new()).id(ui);
                    PeoplePicker::new("鉴定人", &mut chosen, &appraisers)
                        .required()
                        .finding(finding.as_ref())
                        .ui(ui);
                });
                row.cell(6, |ui| {
                    PeoplePicker::new("鉴定人助理", &mut helping, &assistants).ui(ui);
                });
            });
        });
        if !is_open && !before.appraisers.is_empty() {
            Chip::new("指派已记下，换人再记", Tone::Green).icon(icon::DONE).ui(ui);
            hand_on(ui, counter, HandsOn::Assigned);
            return;
        }
        let why =
            (!is_open).then(|| law::plain_why("现在还不能记", "还没有选人", "至少两名鉴定人，由负责人指派"));
        assign = Button::secondary("记下指派").why(why.as_ref()).ui(ui).clicked();
    });
    let ids = |keys: &[String]| keys.iter().filter_map(|key| key.parse().ok()).collect::<Vec<UserId>>();
    let now = Assignment { appraisers: ids(&chosen), assistants: ids(&helping) };
    if now != before {
        counter.visit.draft.assignment.chosen = Some(now.clone());
    }
    counter.anchor("assignment", anchor);
    if assign && let Some(case) = counter.visit.who.case() {
        let request = service::Request::Assign { case, assignment: now };
        counter.ask(Action::Commission(request), Then::Assigned);
    }
}

/// For everybody but the director: who was assigned.
fn assigned_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let assignment = shown(counter);
    let names = |ids: &[UserId]| ids.iter().map(|id| name(counter, *id)).collect::<Vec<_>>().join("、");
    let words = match assignment.appraisers.is_empty() {
        true => "负责人还没有指派".to_owned(),
        false if assignment.assistants.is_empty() => names(&assignment.appraisers),
        false => format!("{}，助理{}", names(&assignment.appraisers), names(&assignment.assistants)),
    };
    Card::new("指派鉴定人").aside("由负责人指派").show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        paint::put_left(ui.painter(), rect, &paint::regular(ui, Type::Field, colors().ink, &words));
    });
}

/// The name of a member of staff.
pub fn name(counter: &Counter<'_, '_>, who: UserId) -> String {
    let member = counter.house.staff.iter().find(|member| member.id == who);
    member.map_or_else(|| "一名已不在名录的人".to_owned(), |member| member.name.as_str().to_owned())
}

fn declared(counter: &Counter<'_, '_>, who: UserId) -> Option<ConflictDeclaration> {
    let file = &counter.case.as_ref()?.file;
    file.current(&file.conflicts).filter(|row| row.body.who == who).last().map(|row| row.body.clone())
}

fn declaration_card(ui: &mut Ui, counter: &mut Counter<'_, '_>, who: UserId) {
    let kept = declared(counter, who);
    let kept_answers = kept.as_ref().map(|declaration| declaration.answers).unwrap_or_default();
    let mut answers = counter.visit.draft.declarations.get(&who).copied().unwrap_or(kept_answers);
    let before = answers;
    let name = name(counter, who);
    let heading = format!("{name}的回避四问");
    let can = counter.may(Operation::DeclareConflict);
    let mut declare = false;
    let mut anchor = Id::NULL;
    let salt = who.to_string();
    Card::new(&heading).aside("通则 20 条，由本人答").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (words, answer)) in CONFLICT_QUESTIONS.iter().zip(&mut answers).enumerate() {
            let response = ask::question(ui, &(at + 1).to_string(), words, &salt, answer, &YES_NO);
            if at == 0 {
                anchor = response.id;
            }
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if let Some(kept) = kept.as_ref().filter(|kept| kept.answers == answers) {
                verdict(ui, kept);
                if somebody_follows(counter, who) {
                    hand_on(ui, counter, HandsOn::Declared(who));
                }
                return;
            }
            let why = declare_why(can, answers);
            let label = format!("记下{name}的申报");
            declare = Button::secondary("记下申报").name(&label).why(why.as_ref()).ui(ui).clicked();
        });
    });
    if answers != before {
        counter.visit.draft.declarations.insert(who, answers);
    }
    counter.anchor("conflicts", anchor);
    if declare && let Some(case) = counter.visit.who.case() {
        let request = review::Request::Declare { case, who, answers };
        counter.ask(Action::Review(request), Then::Declared(who));
    }
}

/// Somebody below has not declared yet; after the last one the filled button of the page goes on.
fn somebody_follows(counter: &Counter<'_, '_>, who: UserId) -> bool {
    let assigned = counter.case.as_ref().and_then(|case| case.file.assignment());
    let below = assigned.iter().flat_map(|a| &a.appraisers).skip_while(|one| **one != who).skip(1);
    below.into_iter().any(|one| declared(counter, *one).is_none())
}

/// The button that was pressed here is gone: what is built next has the keyboard.
fn hand_on(ui: &Ui, counter: &mut Counter<'_, '_>, from: HandsOn) {
    if counter.visit.hands_on == Some(from) && flow::hand_on(ui) {
        counter.visit.hands_on = None;
    }
}

fn declare_why(can: bool, answers: [Option<bool>; 4]) -> Option<crate::ui::components::why_panel::Why> {
    let n_open = answers.iter().filter(|answer| answer.is_none()).count();
    match () {
        () if !can => {
            Some(law::plain_why("现在还不能记", "申报不归您的岗位", "由鉴定人本人、前台或负责人记"))
        }
        () if n_open > 0 => {
            Some(law::plain_why("现在还不能记", &format!("还有 {n_open} 问没答"), "四问都要本人答"))
        }
        () => None,
    }
}

fn verdict(ui: &mut Ui, declaration: &ConflictDeclaration) {
    if declaration.is_clear() {
        Chip::new("没有利害关系", Tone::Green).icon(icon::DONE).ui(ui);
    } else {
        let words = match declaration.matches.first() {
            Some(matched) => format!("应当回避：申报过与{matched}有利害关系"),
            None => "应当回避，请换人".to_owned(),
        };
        Chip::new(&words, Tone::Red).icon(icon::BLOCK).ui(ui);
    }
}

/// Whether a member of staff may sign for the institution.
pub fn may_sign(member: &StaffMember) -> bool {
    member.active && member.has(Role::Director)
}
