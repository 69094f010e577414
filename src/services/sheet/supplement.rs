//! F-15 补充（重新提取）鉴定材料通知书: one per request, with what waiting for it means before and after acceptance
//! (GZ-14b, GZ-28d).

use crate::documents::sheet::SheetHead;
use crate::documents::supplement::Facts;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementRequest;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// 补充（重新提取）鉴定材料通知书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F15,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.supplement_requests),
    stays: false,
    is_specimen: false,
    listed,
};

/// One per request.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    file.current(&file.supplement_requests)
        .map(|row| {
            let which = format!("{} 发出", row.body.issued_on);
            let done = file.closing_of(row.id).map_or("在等材料", |closing| closing.body.outcome.label());
            letter::line(facts, FormNo::F15, Some(row.id), &which, done)
        })
        .collect()
}

fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let row = wanted(facts, about);
    let request = row.map(|row| &row.body);
    // Only what was there when the notice went out: what came since is the answer to it.
    let before = |at| row.is_none_or(|row| at <= row.at);
    let received = file.current(&file.materials).filter(|material| before(material.at));
    let is_accepted = match row {
        Some(row) => file.is_after_acceptance(row),
        None => file.agreement().is_some(),
    };
    let source = if is_accepted { &general::GZ_28 } else { &general::GZ_14 };
    let joint: &[_] = if file.is_joint() { &[&sichuan::SC_2_1C] } else { &[] };
    Facts {
        to: file.intake.client_names(),
        matter: file.intake.matter.clone(),
        received: received.map(letter::item).collect(),
        is_collected_again: request.is_some_and(|request| request.kind == SupplementKind::CollectAgain),
        wanted: request.map(|request| request.items.iter().map(item).collect()).unwrap_or_default(),
        why: request.map_or_else(String::new, |request| request.why.clone()),
        due_on: request.map_or_else(String::new, |request| request.due_on.worded()),
        place: letter::address(facts),
        is_joint: file.is_joint(),
        is_accepted,
        contact: letter::contact(facts),
        issued_on: request.map_or_else(String::new, |request| request.issued_on.worded()),
        receipt: for_pen("委托人签收", &file.intake.client_names()),
        basis: basis(facts.pack(), &[source], &[], joint),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.content(wanted(facts, about).is_none(), "还没有通知补充材料", Place::Clock);
    gaps.content(facts.file.intake.clients.is_empty(), "委托人没有填", Place::Reception);
    gaps.later(facts.institution.phone.is_empty(), "机构电话没有填", Place::Settings);
    gaps
}

fn wanted<'a>(facts: &CaseFacts<'a>, about: Option<EvidenceId>) -> Option<&'a Recorded<SupplementRequest>> {
    let file = facts.file;
    match about {
        Some(id) => file.supplement_requests.iter().find(|row| row.id == id),
        None => file.latest(&file.supplement_requests),
    }
}

fn item(item: &SupplementItem) -> String {
    joined(&[&item.name, &item.detail], "，")
}
