//! What stands over the page: the card of a rule, and the question before a begun sheet is thrown away.

use crate::services::draft;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::citation;
use crate::ui::components::modal::Modal;
use crate::ui::components::rule_card::RuleAsk;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::Who;
use egui::Ui;

/// The card of a rule whose citation was pressed; judged over what is typed, so a fresh sheet has it too.
pub fn rule_card(ui: &Ui, counter: &mut Counter<'_, '_>, shown: &mut Option<String>) {
    if let Some(rule) = citation::take_opened(ui.ctx()) {
        *shown = Some(rule);
    }
    let Some(rule) = shown else { return };
    let Some(card) = counter.rule_card(rule) else {
        *shown = None;
        return;
    };
    let way = counter.way_of(rule);
    let output = Modal::new("规定").show(
        ui.ctx(),
        |ui| card.full(ui),
        |ui| Button::primary("知道了").ui(ui).clicked(),
    );
    if matches!(output.body, Some(RuleAsk::WayOut))
        && let Some(way) = way
    {
        *shown = None;
        counter.take_way(ui.ctx(), way);
    } else if output.closed || output.foot || output.finished {
        *shown = None;
    }
}

/// A sheet that was begun and leads nowhere is thrown away, after asking once.
pub fn leaving(ui: &Ui, counter: &mut Counter<'_, '_>) {
    if !counter.visit.is_leaving {
        return;
    }
    let name = counter.visit.name();
    let title = format!("不登记{name}了");
    let output = Modal::new(&title).words("草稿不是档案，扔掉不留痕").show(
        ui.ctx(),
        |ui| ask::note(ui, "这张接待单还没有存成案件，扔掉以后写的内容找不回来"),
        |ui| {
            let drop = Button::danger_filled("扔掉草稿").page().ui(ui).clicked();
            (drop, Button::secondary("接着写").page().ui(ui).clicked())
        },
    );
    let (drop, stay) = output.foot;
    if drop && let Who::New(n) = counter.visit.who {
        let key = counter.visit.who.key();
        counter.cx.act(Action::Draft(draft::Request::Drop { key }));
        *counter.visit = Visit::begun(n, counter.cx.now, &counter.house.premises());
    } else if output.closed || stay {
        counter.visit.is_leaving = false;
    }
}
