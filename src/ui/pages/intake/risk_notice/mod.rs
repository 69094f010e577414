//! 告知 (F-03): the sheet as it is on paper — ten points read aloud one by one, a choice, a signature or its refusal.

mod sheet;

use crate::domain::law::Pack;
use crate::domain::moment::Moment;
use crate::domain::reception::CommissionMode;
use crate::domain::risk_notice::N_POINTS;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::request::Action;
use crate::services::risk_notice as service;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::house::House;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::risk_notice::sheet::sheet_ui;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::icon;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;

/// The notice as far as it was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeDraft {
    pub points: BTreeSet<u8>,
    pub choice: Option<PartyChoice>,
    pub accepts_insurer: Option<bool>,
    pub signature: Option<Manner>,
    /// When the first point was read.
    pub began_at: Option<Moment>,
    /// The notice is given once more.
    pub is_again: bool,
}

impl NoticeDraft {
    pub fn is_touched(&self) -> bool {
        *self != Self::default()
    }

    /// The notice as it would be handed in.
    pub fn notice(&self, visit: &Visit, house: &House) -> RiskNotice {
        RiskNotice {
            points_told: self.points.clone(),
            choice: self.choice,
            accepts_insurer: self.accepts_insurer,
            signature: self.signature.clone(),
            signer: signer(visit),
            told_by: house.user.name.clone(),
        }
    }
}

/// Who signs: the person at the desk.
pub fn signer(visit: &Visit) -> PersonName {
    visit.first_client().map(|person| person.name.clone()).unwrap_or_default()
}

/// The sheet, or why there is none.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    match counter.visit.draft.intake.mode {
        None => {
            let button = vec![Button::primary("去接待").page()];
            let fact = "委托方式还没有选";
            if empty(ui, icon::INTAKE, fact, "单方委托在这里告知，共同委托在这里收委托书", button).is_some()
            {
                counter.go(IntakeStep::Reception);
            }
        }
        Some(CommissionMode::Authority) => {
            let button = Vec::new();
            empty(ui, icon::DONE, "办案机关委托，没有单方告知这一步", "往下走，登记材料", button);
        }
        Some(_) => sheet_ui(ui, counter),
    }
}

/// Given already, and nobody began anew: the sheet is shown as it was signed.
pub fn given(counter: &Counter<'_, '_>) -> Option<RiskNotice> {
    let draft = &counter.visit.draft.notice;
    let case = counter.case.as_ref()?;
    (!draft.is_touched()).then(|| case.file.risk_notice().cloned()).flatten()
}

pub fn asks_acceptance(counter: &Counter<'_, '_>) -> bool {
    counter.house.institution.jurisdiction.pack() == Pack::Shanghai
        && counter.visit.draft.intake.mode == Some(CommissionMode::UnilateralParty)
}

/// What the sheet still lacks.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let mode = counter.visit.draft.intake.mode;
    let mut list = Vec::new();
    if mode.is_none() {
        list.push(Missing::field("委托方式还没有选", "在接待登记选单方还是共同", "mode"));
        return list;
    }
    let draft = &counter.visit.draft.notice;
    let rules = counter.guarding(Step::BeginReview);
    let speaks = rules.iter().find(|finding| finding.way_out.go == Place::RiskNotice);
    let is_wanted = speaks.is_some() || draft.is_touched();
    if mode == Some(CommissionMode::Authority) || given(counter).is_some() || !is_wanted {
        return list;
    }
    let left: Vec<u8> = (1..=N_POINTS).filter(|n| !draft.points.contains(n)).collect();
    if !left.is_empty() {
        let fact = match left.len() {
            10 => "十条都还没告知".to_owned(),
            n if n > 4 => format!("还有 {n} 条没告知"),
            _ => {
                let left = left.iter().map(u8::to_string).collect::<Vec<_>>().join("、");
                format!("第 {left} 条还没告知")
            }
        };
        list.push(Missing::field(fact, "念完一条，按空格勾一条", "points_told").cited(speaks));
    }
    if draft.choice.is_none() {
        let rule = counter.findings.of("SH-1.2i").or(speaks);
        list.push(Missing::field("当事人还没选", "按 1 2 3 选，没有默认", "choice").cited(rule));
    }
    if asks_acceptance(counter) && draft.accepts_insurer.is_none() {
        let hint = "认可了才通知保险机构";
        list.push(Missing::field("还没问是否认可保险机构到场", hint, "accepts_insurer"));
    }
    if draft.signature.is_none() {
        let hint = "不愿签：点「拒签…」写明原因";
        let rule = counter.findings.of("SH-1.2h").or(speaks);
        list.push(Missing::field("委托人还没签名", hint, "signature").cited(rule));
    }
    list
}

/// Hands the notice in and goes on; without a new one it just goes on.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Notice);
    let Some(case) = counter.visit.who.case() else { return };
    counter.save();
    if !counter.visit.draft.notice.is_touched() {
        counter.go(IntakeStep::Materials);
        return;
    }
    let draft = &counter.visit.draft;
    let stays = draft.notice.choice == Some(PartyChoice::SwitchToJoint)
        && draft.intake.mode == Some(CommissionMode::UnilateralParty);
    let notice = Box::new(draft.notice.notice(counter.visit, counter.house));
    let request = service::Request::Give { case, notice, reason: String::new() };
    counter.ask(Action::RiskNotice(request), Then::NoticeGiven { stays });
}
