//! F-23 送达回证: one sheet a delivery, as it was written down; before that one page for everybody still to be reached.

use crate::documents::delivery::Facts;
use crate::documents::delivery::Receipt;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::delivery::DeliveryRefusal;
use crate::domain::delivery::DeliveryWay;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::opinion::doc_no;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;

/// 送达回证.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F23,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.deliveries),
    stays: true,
    is_specimen: true,
    listed,
};

/// One line a delivery, and one for whom it has not reached.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    if file.issuance().is_none() {
        return Vec::new();
    }
    let mut lines: Vec<SheetLine> = file
        .current(&file.deliveries)
        .map(|row| {
            let body = &row.body;
            let how = if body.refusal.is_some() { "拒收" } else { body.way.label() };
            let note = format!("{}，{how}", body.delivered_on);
            let which = joined(&[short_name(body.paper), &addressee(file, body)], "，");
            SheetLine::about(file, FormNo::F23, row.id, &which, SheetState::Open, note)
        })
        .collect();
    let n_open = file.undelivered(DeliveredPaper::Opinion).len();
    if n_open > 0 {
        let line = SheetLine::of(file, FormNo::F23, SheetState::Open, format!("待送达 {n_open} 方"));
        lines.push(SheetLine { title: format!("{}（待签收）", line.title), ..line });
    }
    for row in file.undelivered_corrections() {
        let note = "待送达";
        lines.push(SheetLine::about(file, FormNo::F23, row.id, "补正，待签收", SheetState::Open, note));
    }
    lines
}

const fn short_name(paper: DeliveredPaper) -> &'static str {
    match paper {
        DeliveredPaper::Opinion => "意见书",
        DeliveredPaper::Correction { .. } => "补正",
    }
}

fn paper_name(file: &CaseFile, paper: DeliveredPaper) -> String {
    let DeliveredPaper::Correction { correction } = paper else { return FormNo::F20.label().to_owned() };
    let row = file.corrections.iter().find(|row| row.id == correction);
    let makes_sheet = row.is_some_and(|row| row.body.makes_sheet);
    if makes_sheet { FormNo::F21.label().to_owned() } else { "司法鉴定意见书（补正）".to_owned() }
}

/// Who it is for: the organisation where there is one.
fn addressee(file: &CaseFile, delivery: &Delivery) -> String {
    let client = file.intake.clients.iter().find(|client| client.person.id == delivery.to);
    client.map_or(delivery.to_name.as_str(), |client| client.called()).to_owned()
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let receipts = match about.and_then(|id| file.deliveries.iter().find(|row| row.id == id)) {
        Some(row) => vec![delivered(facts, row)],
        None => open(file, about),
    };
    Facts { head, receipts, basis: cites(&[&general::GZ_39]) }
}

/// One page for each side that was not reached; a blank one where there is none.
fn open(file: &CaseFile, about: Option<EvidenceId>) -> Vec<Receipt> {
    let paper = about.map_or(DeliveredPaper::Opinion, |correction| DeliveredPaper::Correction { correction });
    let blank = |to: &str, name: &str| Receipt {
        paper: paper_name(file, paper),
        doc_no: doc_no(file),
        to: to.to_owned(),
        receipt: for_pen("签收", name),
        server: for_pen("送达人", ""),
        ..Receipt::default()
    };
    let open = file.undelivered(paper);
    if open.is_empty() {
        return vec![blank("", "")];
    }
    open.into_iter().map(|client| blank(client.called(), client.person.name.as_str())).collect()
}

fn delivered(facts: &CaseFacts<'_>, row: &Recorded<Delivery>) -> Receipt {
    let file = facts.file;
    let body = &row.body;
    let to = addressee(file, body);
    let (way_note, mail_receipt) = match &body.way {
        DeliveryWay::Pickup => (String::new(), String::new()),
        DeliveryWay::Mail { number, receipt_on } => {
            (format!("单号 {number}"), receipt_on.map_or_else(String::new, |on| on.worded()))
        }
        DeliveryWay::Other { how } => (how.clone(), String::new()),
    };
    let fee = match &body.fee {
        crate::domain::delivery::FeeState::AsAgreed { note } => joined(&[body.fee.label(), note], "："),
        other => other.label().to_owned(),
    };
    Receipt {
        paper: paper_name(file, body.paper),
        doc_no: doc_no(file),
        n_copies: if body.n_copies == 0 { String::new() } else { format!("{} 份", body.n_copies) },
        way: body.way.label().to_owned(),
        way_note,
        mail_receipt,
        taken_by: body.taken_by.as_str().to_owned(),
        relation: body.relation.clone(),
        identified: answer(body.is_identified.then_some(true)),
        delivered_on: body.delivered_on.worded(),
        fee,
        receipt: for_pen("签收", body.taken_by.as_str()),
        server: for_pen("送达人", &member_name(facts, row.by)),
        refusal: body.refusal.as_ref().map(|refusal| refused(refusal, &to, row)),
        to,
    }
}

fn refused(refusal: &DeliveryRefusal, to: &str, row: &Recorded<Delivery>) -> RefusalNote {
    RefusalNote {
        who: format!("受送达人 {to}"),
        reason: refusal.reason.clone(),
        staff: refusal.staff.iter().map(|name| for_pen("工作人员", name.as_str())).collect(),
        at: row.body.delivered_on.worded(),
    }
}

/// What still comes on the paper.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let file = facts.file;
    gaps.content(file.issuance().is_none(), "意见书还没有出具", Place::Opinion);
    match about.and_then(|id| file.deliveries.iter().find(|row| row.id == id)) {
        None => gaps.later(true, "送达还没有记", Place::Opinion),
        Some(row) => gaps.later(
            row.body.refusal.is_none() && !row.body.is_identified && row.body.way == DeliveryWay::Pickup,
            "领取人的身份还没有核验",
            Place::Opinion,
        ),
    }
    gaps
}
