//! F-20 司法鉴定意见书: the issued version word for word; before that the version in force.
//!
//! It is a draft until a reviewer agreed to that very version: from then on it is what the appraisers sign by hand,
//! and what was signed is registered afterwards. Nothing is written into the sections that the appraisers did not write.

use crate::documents::opinion::Dissent;
use crate::documents::opinion::Facts;
use crate::documents::opinion::Licence;
use crate::documents::opinion::Photo;
use crate::documents::opinion::Section as SectionFact;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::UserId;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::process_record::MediaKind;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::lines;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;

/// 司法鉴定意见书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F20,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.opinion_drafts),
    stays: false,
    is_specimen: true,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    if file.opinion().is_none() && file.state != CaseState::Drafting {
        return Vec::new();
    }
    let (state, note) = match file.issuance() {
        Some(row) => (SheetState::Signed, format!("{} 出具", row.body.issued_on)),
        None if file.opinion().is_none() => (SheetState::NotBegun, "还没有拟稿".to_owned()),
        None if is_reviewed(file) => (SheetState::Open, "复核同意，待签名用印".to_owned()),
        None => (SheetState::Open, format!("第 {} 稿", file.opinion_drafts.len())),
    };
    vec![SheetLine::of(file, FormNo::F20, state, note)]
}

/// The version that is printed: what went out, else the one in force.
fn version(file: &CaseFile) -> Option<&Recorded<OpinionDraft>> {
    match file.issuance() {
        Some(issued) => file.opinion_version(issued.body.draft),
        None => file.opinion(),
    }
}

fn is_reviewed(file: &CaseFile) -> bool {
    file.review_in_force().is_some_and(|row| row.body.agrees())
}

/// 编号: the one it went out under, else that of the case.
pub(super) fn doc_no(file: &CaseFile) -> String {
    let issued = file.issuance().map(|row| row.body.doc_no.clone());
    issued.or_else(|| file.case_no.clone()).unwrap_or_default()
}

/// The appraisers who sign: those who did, else those of the case.
pub(super) fn signers(file: &CaseFile) -> Vec<UserId> {
    match file.issuance() {
        Some(issued) => issued.body.signatures.iter().map(|one| one.who).collect(),
        None => file.assignment().map(|one| one.appraisers.clone()).unwrap_or_default(),
    }
}

/// The place of an appraiser: printed name, licence number, room for the pen (GZ-37).
pub(super) fn appraiser_for_pen(
    facts: &CaseFacts<'_>,
    who: UserId,
) -> crate::documents::sheet::SignatureFact {
    let number = licence_no(facts, who);
    let role = if number.is_empty() {
        "司法鉴定人".to_owned()
    } else {
        format!("司法鉴定人\n执业证号 {number}")
    };
    for_pen(&role, &member_name(facts, who))
}

fn licence_no(facts: &CaseFacts<'_>, who: UserId) -> String {
    let licence = facts.member(who).and_then(|member| member.licence.as_ref());
    licence.map_or_else(String::new, |licence| licence.number.clone())
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let blank = OpinionDraft::default();
    let draft = version(file).map_or(&blank, |row| &row.body);
    let institution = facts.institution;
    Facts {
        head,
        licence_no: institution.licence_no.clone(),
        address: institution.address.clone(),
        postcode: institution.postcode.clone(),
        phone: institution.phone.clone(),
        doc_no: doc_no(file),
        sections: Section::ALL.into_iter().map(|section| worded(draft, section)).collect(),
        standards: unnamed_standards(draft),
        dissents: draft
            .dissents
            .iter()
            .map(|one| Dissent { who: member_name(facts, one.who), text: one.text.clone() })
            .collect(),
        signatures: signers(file).into_iter().map(|who| appraiser_for_pen(facts, who)).collect(),
        issued_on: file.issuance().map_or_else(String::new, |row| row.body.issued_on.worded()),
        copies: copies(file),
        photos: photos(file),
        licences: licences(facts),
    }
}

/// A section as it was written: its lines are its paragraphs.
fn worded(draft: &OpinionDraft, section: Section) -> SectionFact {
    SectionFact { heading: section.heading(), paragraphs: lines(draft.text(section)) }
}

/// Standards that were chosen and that no section names: the paper must not lose them (SC-3.3b).
fn unnamed_standards(draft: &OpinionDraft) -> Vec<String> {
    let is_named = |name: &str| Section::ALL.into_iter().any(|section| draft.text(section).contains(name));
    let unnamed = draft.standards.iter().filter(|standard| !is_named(&standard.name));
    unnamed.map(crate::domain::standard::Standard::cited).collect()
}

/// GZ-39: how many, and that one of them stays.
fn copies(file: &CaseFile) -> String {
    let n = file.issuance().map_or(file.intake.n_opinion_copies, |row| row.body.n_copies);
    match n.checked_sub(1) {
        None | Some(0) => String::new(),
        Some(given) => format!("本意见书一式 {n} 份，委托人 {given} 份，存档 1 份。"),
    }
}

fn photos(file: &CaseFile) -> Vec<Photo> {
    let shown = file
        .current(&file.media)
        .filter(|row| row.body.kind == MediaKind::Photo && !row.body.is_private_part);
    let photo = |row: &Recorded<crate::domain::process_record::Media>| Photo {
        caption: row.body.caption.clone(),
        at: row.at.worded(),
        sha256: row.body.sha256.chars().take(12).collect(),
    };
    shown.map(photo).collect()
}

fn licences(facts: &CaseFacts<'_>) -> Vec<Licence> {
    let own = Licence {
        kind: "司法鉴定许可证".to_owned(),
        holder: facts.institution.name.clone(),
        number: facts.institution.licence_no.clone(),
    };
    let of_appraiser = |who: UserId| Licence {
        kind: "司法鉴定人执业证".to_owned(),
        holder: member_name(facts, who),
        number: licence_no(facts, who),
    };
    std::iter::once(own).chain(signers(facts.file).into_iter().map(of_appraiser)).collect()
}

/// Everything without which it is not what the appraisers sign.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let here = Place::Opinion;
    let Some(row) = version(file) else {
        gaps.content(true, "意见书还没有拟稿", here);
        return gaps;
    };
    for section in row.body.empty_sections() {
        gaps.content(true, format!("「{}」还没有写", section.heading()), here);
    }
    gaps.content(row.body.conclusion.is_none(), "结论是哪一类还没有选", here);
    if file.issuance().is_none() {
        gaps.content(!is_reviewed(file), "这一稿还没有复核同意", here);
        gaps.later(true, "签名、用印、出具还没有登记", here);
    }
    gaps
}
