//! F-05 委托审查与受理审批表 from the review, the assignment, the declarations and the director's decision
//! (GZ-11–19, SH-1.2d–f, SC-2.2c).

use crate::documents::review::AppraiserLine;
use crate::documents::review::Facts;
use crate::documents::review::Line;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseState;
use crate::domain::commission::Decision;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::reception::Client;
use crate::domain::reception::Reappraisal;
use crate::domain::review::BARS;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::ConflictDeclaration;
use crate::domain::review::Review;
use crate::domain::sheet::FormNo;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::insurance_answer;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;

/// The three conditions of GZ-14.
const CONDITIONS: [&str; 3] =
    ["委托事项属于本机构业务范围", "鉴定用途合法", "提供的鉴定材料能够满足鉴定需要"];

/// 委托审查与受理审批表.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F05,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.reviews),
    stays: true,
    is_specimen: false,
    listed,
};

/// One once somebody reviewed the commission.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let (state, note) = match (file.review(), file.acceptance().map(|row| &row.body)) {
        (None, _) => return Vec::new(),
        (Some(_), None) => (SheetState::Open, "待负责人决定"),
        (Some(_), Some(Decision::Reject { .. })) => (SheetState::Signed, "不予受理"),
        (Some(_), Some(_)) => (SheetState::Signed, "已决定受理"),
    };
    vec![SheetLine::of(file, FormNo::F05, state, note)]
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let unread = Review::default();
    let review = file.review().unwrap_or(&unread);
    let decided = file.acceptance();
    let (decision, decision_note) = decision(facts);
    let premises = intake.premises.trim();
    let is_licensed = (!premises.is_empty()).then(|| facts.institution.is_licensed_premises(premises));
    let conditions = [review.in_scope, review.purpose_lawful, review.materials_sufficient];
    Facts {
        received_on: intake.received_on.map_or_else(String::new, Day::worded),
        decide_by: facts.acceptance_due().map_or_else(String::new, |due| due.value.worded()),
        premises: premises.to_owned(),
        is_licensed: answer(is_licensed),
        clients: intake.clients.iter().map(client).collect(),
        subject: intake.subject.name.as_str().to_owned(),
        matter: intake.matter.clone(),
        mode: intake.mode.map_or("", |mode| mode.label()).to_owned(),
        purpose: intake.purpose.map_or("", |purpose| purpose.label()).to_owned(),
        is_reappraisal: answer(intake.reappraisal.as_ref().map(|said| *said != Reappraisal::No)),
        used_for_claim: insurance_answer(intake.insurance),
        bars: BARS.iter().zip(review.bars).map(|(text, found)| line(text, found)).collect(),
        conditions: CONDITIONS.iter().zip(conditions).map(|(text, holds)| line(text, holds)).collect(),
        scope: scope(facts),
        appraisers: facts.appraisers().into_iter().map(|member| appraiser(facts, member)).collect(),
        institution_conflict: match &review.institution_conflict {
            None => String::new(),
            Some(ConflictAnswer::None) => "没有".to_owned(),
            Some(ConflictAnswer::Found { what }) => what.clone(),
        },
        duplicates: duplicates(review),
        supplements: supplements(facts),
        reviewer_says: reviewer_says(review),
        decision: decision.to_owned(),
        decision_note,
        outside: outside(facts),
        reviewer_signs: for_pen("初审人", review.reviewer.as_str()),
        director_signs: for_pen(
            "机构负责人",
            &decided.map_or_else(String::new, |row| member_name(facts, row.by)),
        ),
        basis: basis(
            facts.pack(),
            &[&general::GZ_11, &general::GZ_13, &general::GZ_14, &general::GZ_15, &general::GZ_19],
            &[&shanghai::SH_1_2D],
            &[&sichuan::SC_2_2C],
        ),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let is_whole = file.review().is_some_and(Review::is_complete);
    gaps.content(!is_whole, "委托审查还没有做完", Place::Review);
    gaps.content(file.intake.clients.is_empty(), "委托人没有填", Place::Reception);
    gaps.later(facts.appraisers().len() < 2, "拟指派的鉴定人不足两名", Place::Assignment);
    gaps.later(file.acceptance().is_none(), "负责人还没有决定", Place::Acceptance);
    gaps
}

fn line(text: &str, said: Option<bool>) -> Line {
    Line { text: text.to_owned(), answer: answer(said) }
}

/// 「䶮㛃𬱖（受害人），居民身份证 …，130…」: the sheet stays in the house, so that the number is whole.
fn client(client: &Client) -> String {
    let person = &client.person;
    let credential = match person.id_number.as_str() {
        "" => String::new(),
        number => format!("{} {number}", person.id_type.label()),
    };
    let who = format!("{}（{}）", client.called(), client.kind.label());
    let handler = if client.organisation.is_empty() { "" } else { person.name.as_str() };
    joined(&[&who, handler, &credential, person.phone.as_str()], "，")
}

/// The category and whether the licence of the institution names it.
fn scope(facts: &CaseFacts<'_>) -> String {
    let Some(category) = facts.file.intake.category else { return String::new() };
    let is_in = facts.institution.scope.contains(&category);
    let word = if is_in {
        "在许可证登记的业务范围内"
    } else {
        "不在许可证登记的业务范围内"
    };
    let until = facts.institution.licence_valid_until;
    let until = until.map_or_else(String::new, |day| format!("许可证有效期至 {}", day.worded()));
    joined(&[&format!("{}：{word}", category.label()), &until], "，")
}

fn appraiser(facts: &CaseFacts<'_>, member: &StaffMember) -> AppraiserLine {
    let licence = member.licence.as_ref();
    let categories = licence.map(|licence| licence.categories.iter().map(|one| one.label()));
    let file = facts.file;
    let declared = file.current(&file.conflicts).map(|row| &row.body).filter(|row| row.who == member.id);
    AppraiserLine {
        name: member.name.as_str().to_owned(),
        licence: licence.map_or_else(String::new, |licence| licence.number.clone()),
        categories: categories.map_or_else(String::new, |names| names.collect::<Vec<_>>().join("、")),
        valid_until: licence.and_then(|licence| licence.valid_until).map_or_else(String::new, Day::worded),
        is_senior: if member.has_senior_title { Answer::Yes } else { Answer::No },
        conflict: declared.last().map_or_else(String::new, conflict),
    }
}

fn conflict(declared: &ConflictDeclaration) -> String {
    let yes: Vec<String> = (1..)
        .zip(declared.answers)
        .filter(|(_, answer)| *answer == Some(true))
        .map(|(n, _)| format!("第 {n} 问答「是」"))
        .collect();
    let said = match (yes.is_empty(), declared.answers.contains(&None)) {
        (false, _) => yes.join("、"),
        (true, true) => "没有答完".to_owned(),
        (true, false) => "四问都答「否」".to_owned(),
    };
    let found = match declared.matches.as_slice() {
        [] => String::new(),
        matches => format!("名录比对：{}", matches.join("、")),
    };
    joined(&[&said, &found], "；")
}

fn duplicates(review: &Review) -> String {
    let Some(search) = &review.duplicate_search else { return String::new() };
    let found = match search.found.as_slice() {
        [] => "本机构没有查到同一人同一事项的案件".to_owned(),
        found => format!("本机构查到：{}", found.join("、")),
    };
    let word = if search.client_denies { "委托人称没有另行委托" } else { "委托人没有说明" };
    joined(&[&found, word], "；")
}

/// What was asked for before the decision.
fn supplements(facts: &CaseFacts<'_>) -> Vec<String> {
    let file = facts.file;
    let asked = file.current(&file.supplement_requests).filter(|row| !file.is_after_acceptance(row));
    asked
        .map(|row| {
            let what = format!("{} 通知{}：{}", row.body.issued_on, row.body.kind.label(), row.body.names());
            let came = file.closing_of(row.id).map_or_else(
                || "还在等".to_owned(),
                |row| format!("{} {}", row.body.completed_on, row.body.outcome.label()),
            );
            joined(&[&what, &came], "；")
        })
        .collect()
}

/// The note of the reviewer; before it, what the answers come to.
fn reviewer_says(review: &Review) -> String {
    let bars: Vec<String> = review.bars_found().iter().map(|n| format!("第 {} 项", n + 1)).collect();
    let sum = match (review.is_complete(), bars.is_empty(), review.must_accept()) {
        (false, _, _) => String::new(),
        (true, false, _) => format!("有通则 15 条{}的情形", bars.join("、")),
        (true, true, true) => "三项条件都具备，没有不得受理的情形".to_owned(),
        (true, true, false) => "三项条件没有都具备".to_owned(),
    };
    joined(&[&sum, &review.note], "。")
}

fn decision(facts: &CaseFacts<'_>) -> (&'static str, String) {
    let file = facts.file;
    match file.acceptance().map(|row| (row.at.day(), &row.body)) {
        Some((on, Decision::Reject { reason, facts, article })) => {
            let said = joined(&[reason.label(), article, facts], "；");
            ("reject", format!("{} {said}", on.worded()))
        }
        Some((on, _)) => ("accept", on.worded()),
        None if file.state == CaseState::Supplementing => ("supplement", String::new()),
        None => ("", String::new()),
    }
}

/// SH-1.2f: outside the premises only on a ground of the law, with the director's leave.
fn outside(facts: &CaseFacts<'_>) -> String {
    let outside = facts.file.appointment().and_then(|appointment| appointment.outside.as_ref());
    outside.map_or_else(String::new, |outside| {
        let approved = format!("{} 批准", outside.approved_by.as_str());
        joined(&[outside.reason.label(), &outside.facts, &approved], "，")
    })
}
