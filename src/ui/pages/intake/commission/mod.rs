//! 受理: by when, who, whether — and the agreement (F-01) that every client and the institution sign.

mod agreement;
mod refusal;

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::commission::Agreement;
use crate::domain::commission::Decision;
use crate::domain::ids::PersonId;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::commission as service;
use crate::services::commission::AgreementDraft;
use crate::services::request::Action;
use crate::ui::almanac;
use crate::ui::components::chip::Tone;
use crate::ui::components::form_grid::Card;
use crate::ui::components::notice::Notice;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::assignment;
use crate::ui::pages::intake::bar::Bar;
use crate::ui::pages::intake::bar::Quiet;
use crate::ui::pages::intake::commission::agreement::agreement;
use crate::ui::pages::intake::commission::agreement::agreement_card;
use crate::ui::pages::intake::commission::agreement::agreement_findings;
use crate::ui::pages::intake::commission::refusal::refusal_modal;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::counter::short_day;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::visit::HandsOn;
use crate::ui::pages::intake::visit::Then;
use crate::ui::reasons;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
pub use agreement::AgreementSheet;
use egui::Frame;
use egui::Id;
use egui::Key;
use egui::Margin;
use egui::Modifiers;
use egui::Ui;
pub use refusal::RefusalDraft;
pub use refusal::refuse;

/// How far the commission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Deciding,
    Signing,
    InForce,
    Refused,
}

pub fn phase(counter: &Counter<'_, '_>) -> Phase {
    let Some(case) = &counter.case else { return Phase::Deciding };
    match case.file.acceptance().map(|row| &row.body) {
        _ if case.file.state == CaseState::Rejected => Phase::Refused,
        _ if case.file.agreement().is_some() => Phase::InForce,
        Some(Decision::Accept) => Phase::Signing,
        Some(_) | None => Phase::Deciding,
    }
}

/// The page of the decision.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    let phase = phase(counter);
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        verdict_ui(ui, counter, phase);
        ui.add_space(4.0);
        if matches!(phase, Phase::Signing | Phase::InForce) {
            agreement_card(ui, counter, phase);
            ui.add_space(4.0);
        }
        if phase == Phase::Deciding {
            assignment::ui(ui, counter);
            reasons_card(ui, counter, Step::DecideAccept);
        }
    });
    if counter.visit.draft.refusal.is_open {
        refusal_modal(ui, counter);
    }
    let house = counter.house.clone();
    if let Some((slot, manner)) = counter.visit.signing.dialog_ui(ui, &house)
        && let Ok(person) = slot.parse::<PersonId>()
    {
        counter.visit.draft.agreement.signatures.insert(person, manner);
        counter.visit.hands_on = Some(HandsOn::Signed);
    }
}

/// By when it has to be decided, or what was decided.
fn verdict_ui(ui: &mut Ui, counter: &Counter<'_, '_>, phase: Phase) {
    let Some(case) = &counter.case else { return };
    match phase {
        Phase::Deciding => {
            let Some(due) = case.decide_by else { return };
            let left = almanac::calendar().workdays_between(counter.today(), due).value;
            let is_late = counter.today() > due;
            let (tone, verdict) = match (is_late, left) {
                (true, _) => (Tone::Red, "已经过了期限".to_owned()),
                (false, 0) => (Tone::Red, "今天是最后一天".to_owned()),
                (false, n @ 1..=2) => (Tone::Orange, format!("还剩 {n} 个工作日")),
                (false, n) => (Tone::Blue, format!("还剩 {n} 个工作日")),
            };
            let sentence = format!("{}前决定是否受理", short_day(due));
            let cited = counter.findings.of("GZ-13").map(law::citation);
            Notice::new(tone, icon::CLOCK, &verdict, &sentence).cited(cited.as_ref()).ui(ui);
        }
        Phase::Signing => {
            let called = case.file.called();
            let sentence = format!("{called}，委托书由每一位委托人和机构签，签齐才生效");
            Notice::new(Tone::Green, icon::DONE, "已决定受理", &sentence).ui(ui);
        }
        Phase::InForce => {
            let on = case.file.effective_on().map(|on| on.to_string()).unwrap_or_default();
            let sentence = format!("{}，时限从 {on} 起算，下一步排期", case.file.called());
            Notice::new(Tone::Green, icon::DONE, "委托书已生效", &sentence).ui(ui);
        }
        Phase::Refused => {
            let sentence = "出具不予受理告知书，把材料退还委托人";
            Notice::new(Tone::Grey, icon::INFO, "不予受理", sentence).ui(ui);
        }
    }
}

/// A reason for every Warn that is passed; it goes into the list of exceptions.
pub fn reasons_card(ui: &mut Ui, counter: &mut Counter<'_, '_>, step: Step) {
    let findings = counter.guarding(step);
    if !findings.needs_reason() {
        return;
    }
    ui.add_space(4.0);
    let mut anchor = None;
    Card::new("要写明理由").aside("理由进例外清单").show(ui, |ui| {
        anchor = reasons::fields(ui, &findings, &mut counter.visit.draft.reasons);
    });
    counter.anchor("reasons", anchor.unwrap_or(Id::NULL));
}

/// Over the list of what is missing.
pub fn why_title(counter: &Counter<'_, '_>) -> &'static str {
    match phase(counter) {
        Phase::Deciding => "现在还不能受理",
        Phase::Signing => "委托书现在还不能生效",
        Phase::InForce | Phase::Refused => "",
    }
}

/// What is missing for the decision, or for the agreement.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let here = [Place::Assignment, Place::Acceptance, Place::Agreement];
    let mut list = Vec::new();
    let findings = match phase(counter) {
        Phase::Deciding => {
            if !counter.may(Operation::DecideAccept) {
                list.push(Missing::role("受理由负责人决定", "请负责人登录来办"));
            }
            if assignment::is_open(counter) {
                list.push(Missing::field("指派还没有记下", "按「记下指派」", "assignment"));
            }
            counter.guarding(Step::DecideAccept)
        }
        Phase::Signing => {
            if !counter.may(Operation::SignAgreement) {
                list.push(Missing::role("签委托书由前台或负责人办", "请他们登录来办"));
            }
            if counter.visit.draft.agreement.institution_signer.trim().is_empty() {
                list.push(Missing::field("机构还没签名、盖章", "写明谁代表机构签", "institution_signer"));
            }
            agreement_findings(counter)
        }
        Phase::InForce | Phase::Refused => return list,
    };
    add_stopping(&mut list, &findings, &here, true);
    for finding in findings.warnings() {
        let reason = counter.visit.draft.reasons.get(finding.rule.0).map_or("", |reason| reason.trim());
        if reason.is_empty() {
            let say = finding.breach.as_ref().map_or(finding.title, |breach| breach.say.as_str());
            list.push(
                Missing::field(format!("写明理由：{say}"), "理由进例外清单", "reasons").cited(Some(finding)),
            );
        }
    }
    list
}

/// The buttons at the foot.
pub fn dress(counter: &Counter<'_, '_>, bar: &mut Bar) {
    let sheet =
        if phase(counter) == Phase::Refused { "打印不予受理告知书" } else { "预览委托书" };
    bar.quiet.push(Quiet::new(sheet).icon(icon::PRINT).key("F7", Modifiers::NONE, Key::F7));
    if matches!(phase(counter), Phase::Signing | Phase::InForce) {
        bar.quiet.push(Quiet::new("打印鉴定告知书"));
    }
    bar.primary = match phase(counter) {
        Phase::Deciding => {
            let why = (!counter.may(Operation::DecideReject))
                .then(|| law::plain_why("现在还不能决定", "不予受理由负责人决定", "请负责人登录来办"));
            bar.danger = Some(("不予受理…".to_owned(), why));
            "受理".to_owned()
        }
        Phase::Signing => "委托书生效".to_owned(),
        Phase::InForce => "去排期".to_owned(),
        Phase::Refused => "回案件".to_owned(),
    };
}

/// The sheet behind the n-th quiet button: the commission and what is told with it, or why there is none.
pub fn sheet(counter: &Counter<'_, '_>, at: usize) -> FormNo {
    match (phase(counter), at) {
        (Phase::Refused, _) => FormNo::F14,
        (Phase::Deciding | Phase::Signing | Phase::InForce, 0) => FormNo::F01,
        (Phase::Deciding | Phase::Signing | Phase::InForce, _) => FormNo::F22,
    }
}

/// Decides, or hands the signed agreement in, or goes on to the case.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Acceptance);
    let Some(case) = counter.visit.who.case() else { return };
    counter.save();
    let reasons = counter.visit.draft.reasons.clone();
    match phase(counter) {
        Phase::Deciding => {
            let request = service::Request::Decide { case, decision: Decision::Accept, reasons };
            counter.ask(Action::Commission(request), Then::Decided { refused: false });
        }
        Phase::Signing => {
            let Agreement { signatures, institution_signer, .. } = agreement(counter);
            let effective_on = counter.visit.draft.agreement.effective_on;
            let draft = AgreementDraft { effective_on, signatures, institution_signer };
            let request = service::Request::SignAgreement { case, draft, reasons };
            counter.ask(Action::Commission(request), Then::Agreed);
        }
        Phase::InForce | Phase::Refused => counter.cx.go(Route::Case(case)),
    }
}
