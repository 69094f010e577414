//! F-18 中止鉴定通知书 from the director's decision, one per suspension. The time limit is told as it runs.

use crate::documents::sheet::SheetHead;
use crate::documents::suspension::Facts;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::suspension::CLOCK_GOES_ON;
use crate::domain::suspension::Suspension;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::words::n_corrections;

/// 中止鉴定通知书. There is no official wording of it.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F18,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.suspensions),
    stays: false,
    is_specimen: true,
    listed,
};

/// One per suspension, and none where nothing was suspended: the form is not offered by itself.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    file.current(&file.suspensions)
        .map(|row| {
            let which = format!("{} 起", row.body.from);
            letter::line(facts, FormNo::F18, Some(row.id), &which, "已通知委托人")
        })
        .collect()
}

fn meant<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<Suspension>> {
    let file = facts.file;
    match about {
        Some(id) => file.suspensions.iter().find(|row| row.id == id),
        None => file.latest(&file.suspensions),
    }
}

fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let row = meant(facts, about);
    let body = row.map(|row| &row.body);
    let said = |text: fn(&Suspension) -> &str| body.map_or_else(String::new, |body| text(body).to_owned());
    let resumed = row.and_then(|row| file.resumption_of(row.id)).map_or_else(String::new, |ended| {
        format!("{}恢复鉴定，{}", ended.body.resumed_on.worded(), ended.body.why)
    });
    Facts {
        doc_no: file.case_no.clone().unwrap_or_default(),
        to: file.intake.client_names(),
        effective_on: file.effective_on().map_or_else(String::new, Day::worded),
        matter: file.intake.matter.clone(),
        why: said(|body| &body.facts),
        rule: said(|body| &body.rule),
        from: body.map_or_else(String::new, |body| body.from.worded()),
        until: said(|body| &body.until),
        clock: CLOCK_GOES_ON.to_owned(),
        deadline: facts.deadline().map_or_else(String::new, |deadline| deadline.on.worded()),
        resumed,
        contact: letter::contact(facts),
        issued_on: row.map_or_else(String::new, |row| row.at.day().worded()),
        copies: letter::copies(file).to_owned(),
        receipts: letter::receipts(facts),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.content(meant(facts, about).is_none(), "负责人没有决定中止", Place::Suspension);
    gaps.content(facts.file.intake.clients.is_empty(), "委托人没有填", Place::Reception);
    gaps
}
