//! 回避决定 (F-24; GZ-20, GZ-21, TL-25): who decides, in which words, and that nobody decides about themselves.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::recusal::Application;
use crate::domain::recusal::RecusalDecided;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 回避决定.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-21#3"),
        title: "回避决定须写明理由，书面告知申请人",
        basis: &[general::GZ_21],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideRecusal],
        way_out: WayOut { say: "写明决定的理由", go: Place::Recusal },
        check: decision_gives_its_reason,
    },
    CaseRule {
        id: RuleId("GZ-21#4"),
        title: "回避由机构决定，本人不得决定自己的回避",
        basis: &[general::GZ_21],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideRecusal],
        way_out: WayOut { say: "由另一位负责人决定", go: Place::Recusal },
        check: nobody_decides_about_themselves,
    },
    CaseRule {
        id: RuleId("GZ-21#5"),
        title: "机构负责人应当回避的，书面告知委托人另选鉴定机构",
        basis: &[acts::TL_25, general::GZ_21],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: REGULATION,
        guards: &[Step::BeginExamination, Step::SubmitOpinion, Step::IssueOpinion],
        way_out: WayOut { say: "书面告知委托人另选机构，终止本案", go: Place::Termination },
        check: no_director_has_to_step_back,
    },
];

/// The application that was decided last, with what was decided.
fn last_decided(facts: &CaseFacts<'_>) -> Option<(Application, RecusalDecided)> {
    let decided = facts.file.recusal_applications().into_iter();
    let decided = decided.filter_map(|application| {
        let decision = application.decided.clone()?;
        Some((application, decision))
    });
    decided.max_by_key(|(_, decision)| decision.at)
}

fn decision_gives_its_reason(facts: &CaseFacts<'_>) -> Verdict {
    match last_decided(facts) {
        None => Verdict::NotApplicable,
        Some((_, decision)) => {
            Verdict::holds(!decision.reason.trim().is_empty(), "reason", "回避决定的理由还没有写")
        }
    }
}

fn nobody_decides_about_themselves(facts: &CaseFacts<'_>) -> Verdict {
    let decided = facts.file.recusal_applications();
    let mut decided = decided
        .iter()
        .filter_map(|application| Some((application, application.decided.as_ref()?)))
        .peekable();
    if decided.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let own = decided.find(|(application, decision)| application.against == decision.by);
    let name = own.and_then(|(_, decision)| facts.member(decision.by)).map_or("本人", |m| m.name.as_str());
    Verdict::holds(own.is_none(), "decided_by", format!("{name}决定了自己的回避"))
}

fn no_director_has_to_step_back(facts: &CaseFacts<'_>) -> Verdict {
    let applications = facts.file.recusal_applications();
    let granted = applications.iter().filter(|application| {
        let is_granted = application.decided.as_ref().is_some_and(|decided| decided.granted);
        is_granted && facts.member(application.against).is_some_and(|member| member.has(Role::Director))
    });
    let mut granted = granted.peekable();
    let about_directors = applications
        .iter()
        .any(|application| facts.member(application.against).is_some_and(|m| m.has(Role::Director)));
    if !about_directors {
        return Verdict::NotApplicable;
    }
    let name = granted.peek().and_then(|application| facts.member(application.against));
    Verdict::holds(
        granted.peek().is_none(),
        "recusal",
        format!("负责人{}应当回避", name.map_or("", |member| member.name.as_str())),
    )
}
