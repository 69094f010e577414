//! 审查 (F-05): the three conditions of 通则 14 条, the seven bars of 15 条, duplicates, interests of the institution.
//! No question has an answer beforehand, and a question nobody answered is not a no.

use crate::domain::audit::Operation;
use crate::domain::case::OtherCase;
use crate::domain::review::BARS;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::DuplicateSearch;
use crate::domain::review::Review;
use crate::services::request::Action;
use crate::services::review as service;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::paint;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::YES_NO;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Frame;
use egui::Id;
use egui::Margin;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;

/// 通则 14 条: the fields of the review in the order of the article.
const CONDITIONS: [&str; 3] = ["属于本机构业务范围", "鉴定用途合法", "材料能够满足鉴定需要"];

const FOUND: [(bool, &str); 2] = [(false, "没有"), (true, "有")];

/// What is being judged: the draft, else what was kept last.
fn shown(counter: &Counter<'_, '_>) -> Review {
    let kept = counter.case.as_ref().and_then(|case| case.file.review().cloned());
    counter.visit.draft.review.clone().or(kept).unwrap_or_default()
}

/// The sheet.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let before = shown(counter);
    let mut review = before.clone();
    let others = counter.case.as_ref().map(|case| case.others.clone()).unwrap_or_default();
    let matter = counter.visit.draft.intake.matter.clone();
    let mut anchors = Vec::new();
    let mut open = None;
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        conditions_card(ui, &mut review, &mut anchors);
        ui.add_space(4.0);
        bars_card(ui, &mut review, &mut anchors);
        ui.add_space(4.0);
        open = duplicates_card(ui, &mut review, &others, &matter, &mut anchors);
        ui.add_space(4.0);
        conflict_card(ui, &mut review, &mut anchors);
        ui.add_space(4.0);
        Card::new("审查意见").show(ui, |ui| {
            Field::new("审查中要说明的", &mut review.note).rows(2).ui(ui);
        });
    });
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
    if review != before {
        counter.visit.draft.review = Some(review);
    }
    if let Some(case) = open {
        counter.cx.go(Route::Case(case));
    }
}

type Anchors = Vec<(&'static str, Id)>;

fn conditions_card(ui: &mut Ui, review: &mut Review, anchors: &mut Anchors) {
    let Review { in_scope, purpose_lawful, materials_sufficient, .. } = review;
    Card::new("能不能受理").aside("通则 14 条，三项都是就应当受理").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let answers = [in_scope, purpose_lawful, materials_sufficient];
        for (at, (words, answer)) in CONDITIONS.iter().zip(answers).enumerate() {
            let was_open = answer.is_none();
            let response = ask::question(ui, &(at + 1).to_string(), words, "condition", answer, &YES_NO);
            if at == 0 || was_open {
                anchors.push(("review", response.id));
            }
            if at == 2 {
                anchors.push(("materials_sufficient", response.id));
            }
        }
    });
}

fn bars_card(ui: &mut Ui, review: &mut Review, anchors: &mut Anchors) {
    Card::new("有没有不得受理的情形").aside("通则 15 条，逐项审查").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut first_open = None;
        for (at, (words, bar)) in BARS.iter().zip(&mut review.bars).enumerate() {
            let was_open = bar.is_none();
            let response = ask::question(ui, &(at + 1).to_string(), words, "bar", bar, &FOUND);
            if at == 0 || was_open {
                first_open = first_open.filter(|_| at > 0).or(was_open.then_some(response.id));
                anchors.push(("bars_row", response.id));
            }
        }
        if let Some(id) = first_open {
            anchors.push(("bars", id));
        }
    });
}

/// What the office itself found, and the client's word.
fn duplicates_card(
    ui: &mut Ui,
    review: &mut Review,
    others: &[OtherCase],
    matter: &str,
    anchors: &mut Anchors,
) -> Option<crate::domain::ids::CaseId> {
    let mut open = None;
    let aside = match others.len() {
        0 => "本机构没有查到同一人的别的案件".to_owned(),
        n => format!("查到同一人的 {n} 件，点一行看"),
    };
    Card::new("重复委托").aside(&aside).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for other in others {
            if other_ui(ui, other, matter) {
                open = Some(other.id);
            }
        }
        let mut denies = review.duplicate_search.as_ref().map(|search| search.client_denies);
        let words = "委托人声明没有就同一事项另行委托";
        let response =
            ask::question(ui, "", words, "denies", &mut denies, &[(true, "声明了"), (false, "没有声明")]);
        anchors.push(("duplicate_search", response.id));
        if response.changed() {
            review.duplicate_search =
                denies.map(|client_denies| DuplicateSearch { found: Vec::new(), client_denies });
        }
    });
    open
}

fn other_ui(ui: &mut Ui, other: &OtherCase, matter: &str) -> bool {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let name = format!("同一人的案件 {} {}", other.called, other.matter);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    let is_same = !matter.trim().is_empty() && other.matter.trim() == matter.trim();
    let (words, tone) = match (is_same, !other.state.is_pending()) {
        (true, false) => ("同一事项，正在办", Tone::Red),
        (true, true) => ("同一事项，已办结", Tone::Amber),
        (false, _) => ("事项不同", Tone::Grey),
    };
    let chip = Chip::new(words, tone).icon(if is_same { icon::WARNING } else { icon::INFO }).in_grid();
    let size = chip.size(ui);
    let chip_at =
        egui::Rect::from_min_size(egui::pos2(rect.right() - size.x, rect.center().y - size.y / 2.0), size);
    chip.paint_at(ui, chip_at);
    let called = paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Body, c.acc, &other.called));
    let beside = rect.with_min_x(called.right() + measures().space_4).with_max_x(chip_at.left() - 8.0);
    let said = format!("{}　{}", other.matter, other.state.label());
    paint::put_left(ui.painter(), beside, &paint::line(ui, Type::Body, c.ink, said));
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response.clicked()
}

fn conflict_card(ui: &mut Ui, review: &mut Review, anchors: &mut Anchors) {
    let mut found = review.institution_conflict.as_ref().map(|answer| *answer != ConflictAnswer::None);
    Card::new("机构的利害关系").aside("鉴定人各自的申报在下一步").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let words = "本机构与保险机构、当事人有没有利害关系";
        let response = ask::question(ui, "", words, "institution", &mut found, &FOUND);
        anchors.push(("institution_conflict", response.id));
        if response.changed() {
            review.institution_conflict = found.map(|found| match found {
                false => ConflictAnswer::None,
                true => ConflictAnswer::Found { what: String::new() },
            });
        }
        if let Some(ConflictAnswer::Found { what }) = &mut review.institution_conflict {
            ui.add_space(8.0);
            Field::new("是什么关系", what).required().ui(ui);
        }
    });
}

/// What of the sheet is not answered yet.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let review = shown(counter);
    let mut list = Vec::new();
    if !counter.may(Operation::Review) {
        list.push(Missing::role("审查不归您的岗位", "由前台、鉴定人或负责人审查"));
    }
    let conditions = [review.in_scope, review.purpose_lawful, review.materials_sufficient];
    for (words, answer) in CONDITIONS.iter().zip(conditions) {
        if answer.is_none() {
            let rule = counter.findings.of("GZ-14a#2");
            list.push(Missing::field(format!("{words}：还没答"), "答是或否", "review").cited(rule));
        }
    }
    let n_open = review.bars.iter().filter(|bar| bar.is_none()).count();
    if n_open > 0 {
        let fact = format!("七种不得受理的情形还有 {n_open} 项没审查");
        list.push(Missing::field(fact, "逐项答有或没有", "bars").cited(counter.findings.of("GZ-15")));
    }
    if review.duplicate_search.is_none() {
        let rule = counter.findings.of("SC-2.1d").or(counter.findings.of("GZ-15#2"));
        list.push(
            Missing::field("委托人的声明还没记", "有没有就同一事项另行委托", "duplicate_search").cited(rule),
        );
    }
    match &review.institution_conflict {
        None => {
            let rule = counter.findings.of("SC-3.4d");
            list.push(
                Missing::field("机构的利害关系还没答", "与保险机构、当事人", "institution_conflict")
                    .cited(rule),
            );
        }
        Some(ConflictAnswer::Found { what }) if what.trim().is_empty() => {
            list.push(Missing::field("有利害关系，是什么还没写", "写清楚再往下", "institution_conflict"));
        }
        Some(_) => {}
    }
    list
}

/// Keeps the review, when something was judged anew, and goes on.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Review);
    let Some(case) = counter.visit.who.case() else { return };
    match counter.visit.draft.review.clone() {
        Some(review) => {
            let request = service::Request::Save { case, review: Box::new(review) };
            counter.ask(Action::Review(request), Then::Reviewed);
        }
        None => counter.go(IntakeStep::Acceptance),
    }
}
