//! F-27 异议登记与解释说明、调解记录: one sheet an objection, with everything done about it in its order.

use crate::documents::dispute::Event;
use crate::documents::dispute::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::state_of;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::opinion::doc_no;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;

/// 异议登记与解释说明、调解记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F27,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.disputes) + n_corrections(&file.dispute_events),
    stays: false,
    is_specimen: true,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let rows = file.current(&file.disputes);
    rows.map(|row| {
        let state = state_of(row.id, &file.dispute_events);
        let how_far = if state.is_open() { SheetState::Open } else { SheetState::Signed };
        let which = joined(&[row.body.name.as_str(), &row.body.raised_on.to_string()], "，");
        SheetLine::about(file, FormNo::F27, row.id, &which, how_far, state.label())
    })
    .collect()
}

fn row<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<Dispute>> {
    let file = facts.file;
    match about {
        Some(id) => file.disputes.iter().find(|row| row.id == id),
        None => file.latest(&file.disputes),
    }
}

/// Which part of the sheet an event stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Talk,
    Mediation,
    Explanation,
    Outcome,
}

const fn part(step: &DisputeStep) -> Part {
    match step {
        DisputeStep::TalkedOver | DisputeStep::PassedOn { .. } => Part::Talk,
        DisputeStep::Mediating { .. } | DisputeStep::Mediated { .. } => Part::Mediation,
        DisputeStep::Explained { .. } => Part::Explanation,
        DisputeStep::Supplementary
        | DisputeStep::Reappraisal
        | DisputeStep::Court
        | DisputeStep::TakenBack => Part::Outcome,
    }
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let found = row(facts, about);
    let events: Vec<&Recorded<DisputeEvent>> = file
        .current(&file.dispute_events)
        .filter(|row| Some(row.body.dispute) == found.map(|d| d.id))
        .collect();
    let of = |wanted: Part| {
        events.iter().filter(|row| part(&row.body.what) == wanted).map(|row| event(&row.body)).collect()
    };
    let explained_by = events.iter().rev().find_map(|row| match &row.body.what {
        DisputeStep::Explained { by, .. } => Some(by.as_str()),
        _ => None,
    });
    let body = found.map(|row| &row.body);
    let name = body.map_or("", |body| body.name.as_str());
    Facts {
        head,
        doc_no: doc_no(file),
        role: body.map_or_else(String::new, |body| body.by.label().to_owned()),
        name: name.to_owned(),
        raised_on: body.map_or_else(String::new, |body| body.raised_on.worded()),
        content: body.map_or_else(String::new, |body| body.content.clone()),
        proof: body.map_or_else(String::new, |body| body.proof.clone()),
        talks: of(Part::Talk),
        mediation: of(Part::Mediation),
        explanations: of(Part::Explanation),
        outcomes: of(Part::Outcome),
        standing: found
            .map_or_else(String::new, |row| state_of(row.id, &file.dispute_events).label().to_owned()),
        signatures: vec![
            for_pen("异议人", name),
            for_pen("解释说明人", explained_by.unwrap_or_default()),
            for_pen("登记人", &found.map_or_else(String::new, |row| member_name(facts, row.by))),
        ],
        basis: basis(
            facts.pack(),
            &[&general::GZ_40],
            &[&shanghai::SH_2_1I],
            &[&sichuan::SC_5_1B, &sichuan::SC_5_1C],
        ),
    }
}

fn event(event: &DisputeEvent) -> Event {
    let more = match &event.what {
        DisputeStep::PassedOn { to } => to.clone(),
        DisputeStep::Mediating { body } => body.clone(),
        DisputeStep::Explained { by, in_writing } => {
            joined(&[if *in_writing { "书面" } else { "口头" }, by.as_str()], "，")
        }
        _ => String::new(),
    };
    Event {
        on: event.on.to_string(),
        what: joined(&[event.what.label(), &more], "\n"),
        account: event.account.clone(),
    }
}

/// An objection nobody answered yet is a sheet all the same: the answer may come on the paper.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    match row(facts, about) {
        None => gaps.content(true, "还没有登记异议", Place::Events),
        Some(row) => {
            let is_open = state_of(row.id, &facts.file.dispute_events).is_open();
            gaps.later(is_open, "异议还没有答复", Place::Events);
        }
    }
    gaps
}
