//! 复核 (T16, T17; F-19): by somebody qualified who took no part, in words, with five points looked at.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::POINTS;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::law::sichuan;
use crate::domain::reception::Reappraisal;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// Whoever reviews, whatever comes of it.
const REVIEWING: &[Step] = &[Step::ReviewOpinion, Step::ReturnOpinion, Step::IssueOpinion];

/// The rows of 复核.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-35"),
        title: "复核人不得是本案鉴定人",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: REVIEWING,
        way_out: WayOut { say: "请没有参加本案的同事复核", go: Place::Opinion },
        check: reviewer_took_no_part,
    },
    CaseRule {
        id: RuleId("GZ-35#2"),
        title: "复核人须有相应资质：在岗、有复核岗位、执业证有效并包含本案专业",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: REVIEWING,
        way_out: WayOut {
            say: "另请有资质的复核人，或在名录补登执业证", go: Place::Directory
        },
        check: reviewer_qualified,
    },
    CaseRule {
        id: RuleId("GZ-35#3"),
        title: "复核须对鉴定程序、鉴定意见分别写出意见，退回的列明问题",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: REVIEWING,
        way_out: WayOut { say: "写完两项复核意见，退回的逐条列问题", go: Place::Opinion },
        check: review_written,
    },
    CaseRule {
        id: RuleId("GZ-35#4"),
        title: "没有复核同意的，不得出具",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::IssueOpinion],
        way_out: WayOut { say: "请复核人复核这一稿", go: Place::Opinion },
        check: reviewer_agrees,
    },
    CaseRule {
        id: RuleId("SC-3.3c"),
        title: "建立鉴定复核制度，没有复核同意的不得出具",
        basis: &[sichuan::SC_3_3C, general::GZ_35],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::IssueOpinion],
        way_out: WayOut { say: "请复核人复核这一稿", go: Place::Opinion },
        check: reviewer_agrees,
    },
    CaseRule {
        id: RuleId("SC-3.3e"),
        title: "行为规范、程序公正、方法正确、数据准确、结论可靠，五项都要看过",
        basis: &[sichuan::SC_3_3E],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::ReviewOpinion],
        way_out: WayOut { say: "逐项勾选，有一项不符的退回或写明原因", go: Place::Opinion },
        check: five_points_hold,
    },
    CaseRule {
        id: RuleId("GZ-35#5"),
        title: "重新鉴定、复杂疑难的，可以组织三名以上专家复核",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Hint,
        in_force: GENERAL,
        guards: &[Step::ReviewOpinion],
        way_out: WayOut { say: "需要的话请专家一起复核", go: Place::Opinion },
        check: experts_asked,
    },
    CaseRule {
        id: RuleId("GZ-35#6"),
        title: "组织专家复核的，须三名以上，各自写出意见并签名",
        basis: &[general::GZ_35],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::ReviewOpinion, Step::IssueOpinion],
        way_out: WayOut { say: "补足专家，各自写意见、签名", go: Place::Opinion },
        check: experts_are_enough_and_signed,
    },
];

fn review<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a OpinionReview> {
    facts.file.review_in_force().map(|row| &row.body)
}

const NOT_REVIEWED: &str = "这一稿还没有复核";

fn reviewer_took_no_part(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = review(facts) else {
        return Verdict::breached("reviewer", NOT_REVIEWED);
    };
    let took_part = facts.file.assignments.iter().any(|row| row.body.appraisers.contains(&review.reviewer));
    let say = format!("{}是本案鉴定人，不能复核本案", review.reviewer_name.as_str());
    Verdict::holds(!took_part, "reviewer", say)
}

fn reviewer_qualified(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = review(facts) else {
        return Verdict::breached("reviewer", NOT_REVIEWED);
    };
    let name = review.reviewer_name.as_str();
    let Some(member) = facts.member(review.reviewer).filter(|member| member.active) else {
        return Verdict::breached("reviewer", format!("{name}已不在名录"));
    };
    if !member.has(Role::Reviewer) && !member.has(Role::Director) {
        return Verdict::breached("reviewer", format!("{name}没有复核岗位"));
    }
    let Some(category) = facts.file.intake.category else {
        return Verdict::NotApplicable;
    };
    match &member.licence {
        None => Verdict::breached("reviewer", format!("{name}没有登记司法鉴定人执业证")),
        Some(licence) => Verdict::holds(
            licence.covers(category, facts.today()),
            "reviewer",
            format!("{name}的执业证过期，或执业类别里没有{}", category.label()),
        ),
    }
}

fn review_written(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = review(facts) else {
        return Verdict::breached("on_procedure", NOT_REVIEWED);
    };
    if review.on_procedure.trim().is_empty() {
        return Verdict::breached("on_procedure", "关于鉴定程序的复核意见还没有写");
    }
    if review.on_opinion.trim().is_empty() {
        return Verdict::breached("on_opinion", "关于鉴定意见的复核意见还没有写");
    }
    let is_listed = match &review.verdict {
        ReviewVerdict::Agree => true,
        ReviewVerdict::Return { .. } => !review.issues().is_empty(),
    };
    Verdict::holds(is_listed, "issues", "退回修改，还没有列出问题")
}

fn reviewer_agrees(facts: &CaseFacts<'_>) -> Verdict {
    match review(facts) {
        None => Verdict::breached("review", NOT_REVIEWED),
        Some(review) => Verdict::holds(review.agrees(), "review", "复核人退回了这一稿"),
    }
}

fn five_points_hold(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = review(facts) else {
        return Verdict::breached("points", NOT_REVIEWED);
    };
    let open: Vec<&str> = POINTS
        .into_iter()
        .zip(review.points)
        .filter_map(|(point, answer)| (answer != Some(true)).then_some(point))
        .collect();
    Verdict::holds(open.is_empty(), "points", format!("{}还没有确认", open.join("、")))
}

fn calls_for_experts(facts: &CaseFacts<'_>) -> bool {
    matches!(facts.file.intake.reappraisal, Some(Reappraisal::Yes { .. }))
        || review(facts).is_some_and(|review| review.is_difficult)
}

fn experts_asked(facts: &CaseFacts<'_>) -> Verdict {
    if !calls_for_experts(facts) {
        return Verdict::NotApplicable;
    }
    let has_experts = review(facts).is_some_and(|review| !review.experts.is_empty());
    Verdict::holds(has_experts, "experts", "重新鉴定或复杂疑难的案件，可以请三名以上专家一起复核")
}

fn experts_are_enough_and_signed(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = review(facts).filter(|review| !review.experts.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let needed = usize::from(numbers::REVIEW_EXPERTS.on(facts.today()));
    let n = review.experts.len();
    if n < needed {
        return Verdict::breached("experts", format!("请了 {n} 名专家，至少 {needed} 名"));
    }
    let open = review
        .experts
        .iter()
        .find(|expert| expert.name.is_empty() || expert.opinion.trim().is_empty() || !expert.has_signed);
    match open {
        Some(expert) if expert.name.is_empty() => Verdict::breached("experts", "有一名专家还没有写姓名"),
        Some(expert) => Verdict::breached("experts", format!("{}还没有写意见或签名", expert.name.as_str())),
        None => Verdict::Satisfied,
    }
}
