//! 专家咨询 (F-26; GZ-33, SC-5.2b): the answer is signed and kept, and the opinion stays that of the appraisers.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::dispute::DisputeState;
use crate::domain::dispute::state_of;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::opinion::Section;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 专家咨询.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-33"),
        title: "咨询专家的，专家意见须由专家签名、写明采纳情况并存档",
        basis: &[general::GZ_33],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SubmitOpinion, Step::IssueOpinion],
        way_out: WayOut {
            say: "请专家答复、签名，写明采纳不采纳和理由", go: Place::Experts
        },
        check: every_answer_signed_and_settled,
    },
    CaseRule {
        id: RuleId("GZ-33#2"),
        title: "最终意见由本机构鉴定人出具，鉴定意见不得写成专家的意见",
        basis: &[general::GZ_33],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::SubmitOpinion, Step::IssueOpinion],
        way_out: WayOut { say: "鉴定意见一节写鉴定人自己的意见", go: Place::Opinion },
        check: the_opinion_is_the_appraisers_own,
    },
    CaseRule {
        id: RuleId("SC-5.2b"),
        title: "存在争议的重大涉保鉴定，可以请专家审查评价、提供咨询",
        basis: &[sichuan::SC_5_2B],
        pack: Pack::Sichuan,
        level: Level::Offer,
        in_force: SICHUAN,
        guards: &[Step::AnswerDispute],
        way_out: WayOut { say: "登记专家咨询", go: Place::Experts },
        check: an_expert_was_asked_about_a_dispute,
    },
];

fn every_answer_signed_and_settled(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let mut any = false;
    for row in file.current(&file.consultations) {
        any = true;
        let (expert, body) = (row.body.expert.as_str(), &row.body);
        let say = if !body.is_answered() {
            format!("{expert}专家还没有答复")
        } else if !body.is_signed() {
            format!("{expert}专家的意见还没有本人签名")
        } else if !body.is_settled() {
            format!("{expert}专家的意见采纳不采纳还没有写")
        } else {
            continue;
        };
        return Verdict::breached("consultations", say);
    }
    if any { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn the_opinion_is_the_appraisers_own(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(opinion) = file.opinion() else { return Verdict::NotApplicable };
    let text = opinion.body.text(Section::Opinion);
    let mut experts = file.current(&file.consultations).map(|row| row.body.expert.as_str()).peekable();
    if experts.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match experts.find(|name| text.contains(name)) {
        Some(name) => Verdict::breached("opinion", format!("鉴定意见一节写着咨询专家{name}")),
        None => Verdict::Satisfied,
    }
}

fn an_expert_was_asked_about_a_dispute(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let is_unresolved =
        file.disputes.iter().any(|row| state_of(row.id, &file.dispute_events) == DisputeState::Unresolved);
    if !is_unresolved {
        return Verdict::NotApplicable;
    }
    let asked = file.current(&file.consultations).next().is_some();
    Verdict::holds(asked, "consultations", "调解没有谈成，没有请专家咨询的记录")
}
