//! F-14 不予受理告知书 from the director's decision (GZ-15, GZ-17): there is one only where a case was refused.

use crate::documents::rejection::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::review::RejectReason;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// 不予受理告知书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F14,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.decisions),
    stays: false,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    refused(facts).map(|_| letter::line(facts, FormNo::F14, None, "", "已告知委托人")).into_iter().collect()
}

/// Words the notice; where nothing was refused it is left for the pen.
fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let intake = &facts.file.intake;
    let refused = refused(facts);
    let (ground, why) = match refused.map(|row| &row.body) {
        Some(Decision::Reject { reason, facts, article }) => (ground(*reason, article), facts.clone()),
        _ => (String::new(), String::new()),
    };
    Facts {
        to: intake.client_names(),
        received_on: intake.received_on.map_or_else(String::new, |day| day.worded()),
        matter: intake.matter.clone(),
        ground,
        why,
        materials: letter::materials_here(facts),
        place: letter::address(facts),
        contact: letter::contact(facts),
        issued_on: refused.map_or_else(String::new, |row| row.at.day().worded()),
        receipt: for_pen("委托人签收", &intake.client_names()),
        basis: basis(facts.pack(), &[&general::GZ_15, &general::GZ_17], &[&acts::TL_24], &[]),
        head,
    }
}

/// Without a decision there is nothing to tell.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let intake = &facts.file.intake;
    let mut gaps = Gaps::default();
    gaps.content(refused(facts).is_none(), "负责人没有决定不予受理", Place::Acceptance);
    gaps.content(intake.clients.is_empty(), "委托人没有填", Place::Reception);
    gaps.content(intake.matter.trim().is_empty(), "委托事项没有填", Place::Reception);
    gaps.later(facts.institution.phone.is_empty(), "机构电话没有填", Place::Settings);
    gaps
}

fn refused<'a>(facts: &CaseFacts<'a>) -> Option<&'a Recorded<Decision>> {
    facts.file.acceptance().filter(|row| matches!(row.body, Decision::Reject { .. }))
}

fn ground(reason: RejectReason, article: &str) -> String {
    let which = format!("通则 15 条第 {} 项", reason as u8 + 1);
    format!("{}（{}）", reason.label(), joined(&[&which, article], "；"))
}
