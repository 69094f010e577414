//! F-21 司法鉴定意见补正书: one sheet a correction; a draft until the director allowed it.

use crate::documents::correction::Facts;
use crate::documents::correction::Item;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::correction::CorrectionItem;
use crate::domain::correction::OpinionCorrection;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::opinion::appraiser_for_pen;
use crate::services::sheet::opinion::doc_no;
use crate::services::sheet::opinion::signers;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;

/// 司法鉴定意见补正书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F21,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |_| 0,
    stays: false,
    is_specimen: true,
    listed,
};

/// GZ-41, TL-31, as the rules of the program hold it.
const LIMIT: &str = "本补正只改正上列瑕疵，不改变司法鉴定意见的原意，「鉴定意见」一节没有改动。";

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let rows = file.corrections_now().filter(|row| row.body.makes_sheet);
    rows.map(|row| {
        let (state, note) = match &row.body.approval {
            None => (SheetState::Open, "待负责人批准"),
            Some(approval) if !approval.granted => (SheetState::NotBegun, "没有批准"),
            Some(_) if open_parties(file, row.id) > 0 => (SheetState::Open, "已批准，待送达"),
            Some(_) => (SheetState::Signed, "各方都已送达"),
        };
        SheetLine::about(file, FormNo::F21, row.id, &row.at.day().to_string(), state, note)
    })
    .collect()
}

fn open_parties(file: &CaseFile, correction: EvidenceId) -> usize {
    file.undelivered(DeliveredPaper::Correction { correction }).len()
}

fn row<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<OpinionCorrection>> {
    let file = facts.file;
    match about {
        Some(id) => file.corrections.iter().find(|row| row.id == id),
        None => file.corrections_now().filter(|row| row.body.makes_sheet).last(),
    }
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let found = row(facts, about);
    let body = found.map(|row| &row.body);
    let items = body.map_or(&[][..], |body| body.items.as_slice());
    let mut flaws: Vec<String> = items.iter().map(|item| item.flaw.label().to_owned()).collect();
    flaws.dedup();
    let signed_by = body.map_or_else(|| signers(file), |body| body.signed_by.clone());
    let n_copies = file.intake.clients.len() + 1;
    Facts {
        head,
        to: file.intake.client_names(),
        doc_no: doc_no(file),
        issued_on: file.issuance().map_or_else(String::new, |row| row.body.issued_on.worded()),
        flaws,
        items: items.iter().map(item).collect(),
        limit: LIMIT.to_owned(),
        signatures: signed_by.into_iter().map(|who| appraiser_for_pen(facts, who)).collect(),
        corrected_on: found
            .filter(|row| row.body.is_granted())
            .map_or_else(String::new, |row| row.at.day().worded()),
        copies: format!("一式 {n_copies} 份，收到原件的每一方一份，存档一份。"),
        basis: sources(facts.pack()),
    }
}

/// The article, and in Shanghai the local one.
fn sources(pack: Pack) -> Vec<String> {
    basis(pack, &[&general::GZ_41], &[&acts::TL_31], &[])
}

fn item(item: &CorrectionItem) -> Item {
    let section = item.section.map_or_else(|| "封面、签名、印章".to_owned(), |section| section.heading());
    Item {
        place: joined(&[&section, &item.place], "\n"),
        why: joined(&[item.flaw.label(), &item.why], "\n"),
        before: item.before.clone(),
        after: item.after.clone(),
    }
}

/// A correction that nobody allowed goes to nobody.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let here = Place::Correction;
    gaps.content(facts.file.issuance().is_none(), "意见书还没有出具", Place::Opinion);
    match row(facts, about) {
        None => gaps.content(true, "还没有提出补正", here),
        Some(row) => {
            gaps.content(!row.body.is_granted(), "补正还没有负责人批准", here);
            let n_open = open_parties(facts.file, row.id);
            gaps.later(n_open > 0, format!("还有 {n_open} 方没有送达"), Place::Opinion);
        }
    }
    gaps
}
