//! F-24 回避申请及决定书: one per application, wherever it was made, with the decision and who comes instead
//! (GZ-20, GZ-21, TL-25).

use crate::documents::recusal::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::ids::EvidenceId;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::recusal::Applicant;
use crate::domain::recusal::Application;
use crate::domain::recusal::RecusalDecided;
use crate::domain::review::CONFLICT_QUESTIONS;
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
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::when;

/// 回避申请及决定书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F24,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.recusal_requests) + n_corrections(&file.decisions),
    stays: false,
    is_specimen: false,
    listed,
};

/// One per application.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let line = |application: &Application| {
        let (state, note) = match &application.decided {
            None => (SheetState::Open, "待决定"),
            Some(RecusalDecided { granted: true, .. }) => (SheetState::Signed, "准予回避"),
            Some(_) => (SheetState::Signed, "不予回避"),
        };
        let which = member_name(facts, application.against);
        SheetLine::about(file, FormNo::F24, application.id, &which, state, note)
    };
    file.recusal_applications().iter().map(line).collect()
}

fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let application = applied(facts, about);
    let application = application.as_ref();
    let decided = application.and_then(|application| application.decided.as_ref());
    let written = application.and_then(|a| file.recusal_requests.iter().find(|row| row.id == a.id));
    let way = match written.map(|row| row.body.by) {
        Some(by) => by.label(),
        None if application.is_some() => "到场人当场申请",
        None => "",
    };
    let question = written.and_then(|row| row.body.question).map(usize::from);
    let question = question.and_then(|n| CONFLICT_QUESTIONS.get(n)).copied().unwrap_or_default();
    let applicant = application.map_or("", |application| application.applicant.as_str());
    // Who applies of their own accord, or found it, is no party: the decision is told to the client all the same.
    let capacity = match written.map(|row| row.body.by) {
        Some(Applicant::Institution) => "经办人",
        _ => "申请人",
    };
    Facts {
        subject: file.intake.subject.name.as_str().to_owned(),
        matter: file.intake.matter.clone(),
        applicant: applicant.to_owned(),
        way: way.to_owned(),
        materials: written.map_or_else(String::new, |row| row.body.materials.clone()),
        applied_at: when(application.map(|application| application.at)),
        against: application.map_or_else(String::new, |a| member_name(facts, a.against)),
        against_role: application.map_or("", |a| role(facts, a)).to_owned(),
        question: question.to_owned(),
        ground: application.map_or_else(String::new, |a| a.ground.clone()),
        is_granted: answer(decided.map(|decided| decided.granted)),
        reason: decided.map_or_else(String::new, |decided| decided.reason.clone()),
        substitute: application.map_or_else(String::new, |a| substitute(facts, a.id)),
        decided_at: when(decided.map(|decided| decided.at)),
        applicant_signs: for_pen(capacity, applicant),
        director_signs: for_pen(
            "机构负责人",
            &decided.map_or_else(String::new, |decided| member_name(facts, decided.by)),
        ),
        client_signs: for_pen("委托人", &file.intake.client_names()),
        basis: basis(
            facts.pack(),
            &[&general::GZ_20, &general::GZ_21],
            &[&acts::TL_25],
            &[&sichuan::SC_3_4D],
        ),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let Some(application) = applied(facts, about) else {
        gaps.later(true, "没有人申请回避，印出来是空白的", Place::Recusal);
        return gaps;
    };
    gaps.later(application.decided.is_none(), "负责人还没有决定", Place::Recusal);
    let is_granted = application.decided.is_some_and(|decided| decided.granted);
    let comes = substitute(facts, application.id);
    gaps.later(is_granted && comes.is_empty(), "还没有另行指派", Place::Recusal);
    gaps
}

/// The application the sheet is about, else the last one.
fn applied(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Option<Application> {
    let mut all = facts.file.recusal_applications();
    match about {
        Some(id) => all.into_iter().find(|application| application.id == id),
        None => all.pop(),
    }
}

/// Whoever steps back is on the assignment no more, so that every version of it is asked.
fn role(facts: &CaseFacts<'_>, application: &Application) -> &'static str {
    let who = application.against;
    let is_assistant = facts.file.assignments.iter().any(|row| row.body.assistants.contains(&who));
    let is_appraiser = facts.file.assignments.iter().any(|row| row.body.appraisers.contains(&who));
    match (is_appraiser, is_assistant) {
        (true, _) => "鉴定人",
        (false, true) => "鉴定人助理",
        (false, false) => "",
    }
}

fn substitute(facts: &CaseFacts<'_>, application: EvidenceId) -> String {
    let file = facts.file;
    let row = file.current(&file.substitutions).find(|row| row.body.request == application);
    match row.map(|row| row.body.comes) {
        None => String::new(),
        Some(None) => "不另指派".to_owned(),
        Some(Some(comes)) => member_name(facts, comes),
    }
}
