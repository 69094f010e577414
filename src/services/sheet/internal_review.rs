//! F-19 司法鉴定复核意见: one sheet a review; what it asked for and what became of it.

use crate::documents::internal_review::Expert;
use crate::documents::internal_review::Facts;
use crate::documents::internal_review::Point;
use crate::documents::internal_review::Problem;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::POINTS;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_names;

/// 司法鉴定复核意见.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F19,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |_| 0,
    stays: true,
    is_specimen: true,
    listed,
};

/// One line a review; while a version waits for one, a blank sheet.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let mut lines: Vec<SheetLine> = file
        .opinion_reviews
        .iter()
        .map(|row| {
            let which = format!("第 {} 稿", version_no(file, row.body.draft));
            let note = joined(&[verdict(&row.body), row.body.reviewer_name.as_str()], "，");
            SheetLine::about(file, FormNo::F19, row.id, &which, SheetState::Open, note)
        })
        .collect();
    if file.state == CaseState::InternalReview && file.review_in_force().is_none() {
        lines.push(SheetLine::of(file, FormNo::F19, SheetState::NotBegun, "待复核"));
    }
    lines
}

fn row<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<OpinionReview>> {
    let rows = &facts.file.opinion_reviews;
    match about {
        Some(id) => rows.iter().find(|row| row.id == id),
        None => facts.file.review_in_force(),
    }
}

/// 第几稿, from 1; 0 where it is not of this case.
fn version_no(file: &CaseFile, draft: EvidenceId) -> usize {
    file.opinion_drafts.iter().position(|row| row.id == draft).map_or(0, |at| at + 1)
}

const fn verdict(review: &OpinionReview) -> &'static str {
    match review.verdict {
        crate::domain::internal_review::ReviewVerdict::Agree => "同意",
        crate::domain::internal_review::ReviewVerdict::Return { .. } => "退回修改",
    }
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let found = row(facts, about);
    let review = found.map(|row| &row.body);
    let draft = review.map(|review| review.draft).or_else(|| file.opinion().map(|row| row.id));
    let text = |of: fn(&OpinionReview) -> &str| review.map_or_else(String::new, |one| of(one).to_owned());
    Facts {
        head,
        clients: file.intake.client_names(),
        matter: file.intake.matter.clone(),
        subject: file.intake.subject.name.as_str().to_owned(),
        appraisers: file.assignment().map_or_else(String::new, |one| member_names(facts, &one.appraisers)),
        reviewer: text(|one| one.reviewer_name.as_str()),
        version: draft.map_or_else(String::new, |id| version(file, id)),
        points: POINTS
            .into_iter()
            .enumerate()
            .map(|(at, label)| Point {
                label: label.to_owned(),
                answer: answer(review.and_then(|one| one.points[at])),
            })
            .collect(),
        on_procedure: text(|one| &one.on_procedure),
        on_opinion: text(|one| &one.on_opinion),
        is_difficult: review.is_some_and(|one| one.is_difficult),
        experts: review.map_or_else(Vec::new, |one| one.experts.iter().map(expert).collect()),
        problems: review.map_or_else(Vec::new, |one| problems(file, one)),
        verdict: review.map_or_else(String::new, |one| verdict(one).to_owned()),
        signatures: signatures(review),
        basis: basis(facts.pack(), &[&general::GZ_35], &[], &[&sichuan::SC_3_3C, &sichuan::SC_3_3E]),
    }
}

fn version(file: &CaseFile, draft: EvidenceId) -> String {
    let at = file.opinion_version(draft).map_or_else(String::new, |row| row.at.worded());
    joined(&[&format!("第 {} 稿", version_no(file, draft)), &at], "，")
}

fn expert(expert: &crate::domain::internal_review::ReviewExpert) -> Expert {
    Expert {
        name: expert.name.as_str().to_owned(),
        title: expert.title.clone(),
        opinion: expert.opinion.clone(),
    }
}

/// Every issue with the version that answers it; what a later review said of that version stands on its own sheet.
fn problems(file: &CaseFile, review: &OpinionReview) -> Vec<Problem> {
    let answered = file.opinion_drafts.iter().skip(version_no(file, review.draft)).next_back();
    let handled = answered.map_or_else(String::new, |row| {
        let why = row.supersedes.as_ref().map_or("", |correction| correction.reason.as_str());
        joined(&[&format!("见第 {} 稿", version_no(file, row.id)), why], "，")
    });
    let issues = review.issues().into_iter();
    issues.map(|issue| Problem { issue: issue.to_owned(), handled: handled.clone() }).collect()
}

fn signatures(review: Option<&OpinionReview>) -> Vec<SignatureFact> {
    let Some(review) = review else { return vec![for_pen("复核人", "")] };
    let experts = review.experts.iter().map(|expert| for_pen("复核专家", expert.name.as_str()));
    std::iter::once(for_pen("复核人", review.reviewer_name.as_str())).chain(experts).collect()
}

/// What a review lacks; who signs does so on the paper.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let here = Place::Opinion;
    gaps.content(facts.file.opinion().is_none(), "意见书还没有拟稿", here);
    match row(facts, about) {
        None => gaps.content(true, "这一稿还没有复核", here),
        Some(row) => {
            let n_open = row.body.points.iter().filter(|point| point.is_none()).count();
            gaps.content(n_open > 0, format!("复核五项还有 {n_open} 项没有勾"), here);
        }
    }
    gaps
}
