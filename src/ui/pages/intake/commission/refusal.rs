//! 不予受理: the reason out of 通则 15 条, the facts, and no word about a commission being unilateral (SH-1.2k).

use crate::domain::commission::Decision;
use crate::domain::review::RejectReason;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::domain::wording;
use crate::domain::wording::Guard;
use crate::services::commission as service;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::law;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::as_if;
use crate::ui::reasons;
use egui::ScrollArea;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// 不予受理 as far as it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusalDraft {
    pub is_open: bool,
    pub reason: Option<RejectReason>,
    pub facts: String,
    pub article: String,
}

pub fn refusal_findings(counter: &Counter<'_, '_>, decision: Decision) -> Findings {
    counter.judged(Step::DecideReject, |file, now, by| file.decisions.push(as_if(decision, now, by)))
}

/// 不予受理… asks for its reason.
pub fn refuse(counter: &mut Counter<'_, '_>) {
    counter.visit.draft.refusal.is_open = true;
}

pub fn refusal_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
    let mut draft = counter.visit.draft.refusal.clone();
    let judged = draft.reason.map(|reason| {
        let (facts, article) = (draft.facts.clone(), draft.article.clone());
        refusal_findings(counter, Decision::Reject { reason, facts, article })
    });
    let word =
        [&draft.facts, &draft.article].into_iter().find_map(|text| wording::find(Guard::Unilateral, text));
    let shanghai = counter.findings.of("SH-1.2k").or(judged.as_ref().and_then(|f| f.of("SH-1.2k")));
    let unilateral = word.map(|word| {
        let cited = shanghai.or(judged.as_ref().and_then(|f| f.of("GZ-15#3")));
        let cited = cited.map_or_else(|| CitationRef::new("通则 15 条", "GZ-15#3"), law::citation);
        FindingLine::new(Level::Block, format!("写了「{word}」，单方委托不是不予受理的理由")).cited(cited)
    });
    let why = match &judged {
        None => Some(law::plain_why("现在还不能不予受理", "理由还没有选", "只能依通则 15 条的七项")),
        Some(findings) => law::why(Step::DecideReject, findings)
            .or_else(|| reasons::missing(findings, &counter.visit.draft.reasons)),
    };
    // A late decision is only warned of; its reason goes into the list of exceptions like any other.
    let warned = judged.filter(Findings::needs_reason);
    let mut written = counter.visit.draft.reasons.clone();
    let output = Modal::new("不予受理").words("要向委托人说明理由，并退还材料").show(
        ui.ctx(),
        |ui| {
            // Head, foot and margins of the modal stay in sight, however large the letters are.
            let room = ui.ctx().content_rect().height() - 176.0;
            ScrollArea::vertical().max_height(room).show(ui, |ui| {
                refusal_fields(ui, &mut draft, unilateral.as_ref());
                if let Some(findings) = &warned {
                    reasons::fields(ui, findings, &mut written);
                }
            });
        },
        |ui| {
            let refuse = Button::danger_filled("不予受理").page().why(why.as_ref()).ui(ui).clicked();
            (refuse, Button::secondary("取消").page().ui(ui).clicked())
        },
    );
    let (refuse, cancel) = output.foot;
    counter.visit.draft.reasons = written;
    if output.closed || cancel {
        draft.is_open = false;
    }
    if let (true, Some(reason), Some(case)) = (refuse, draft.reason, counter.visit.who.case()) {
        draft.is_open = false;
        let decision = Decision::Reject {
            reason,
            facts: draft.facts.trim().to_owned(),
            article: draft.article.trim().to_owned(),
        };
        let reasons = counter.visit.draft.reasons.clone();
        let request = service::Request::Decide { case, decision, reasons };
        counter.ask(Action::Commission(request), Then::Decided { refused: true });
    }
    counter.visit.draft.refusal = draft;
}

pub fn refusal_fields(ui: &mut Ui, draft: &mut RefusalDraft, unilateral: Option<&FindingLine>) {
    let answers = RejectReason::ALL.map(|reason| (reason, reason.label()));
    Options::new("通则 15 条的哪一项", &mut draft.reason, &answers)
        .required()
        .below_each_other()
        .height(32.0)
        .ui(ui);
    Field::new("事实", &mut draft.facts)
        .rows(2)
        .required()
        .hint("查到了什么，为什么属于这一项")
        .finding(unilateral)
        .ui(ui);
    if draft.reason == Some(RejectReason::OtherLegal) {
        Field::new("依据的法条", &mut draft.article).required().ui(ui);
    }
}
