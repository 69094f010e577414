//! 委托审查 (F-05): the conditions and the bars, duplicates, interests.
//!
//! A question that nobody answered is never taken for a no.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::reception::is_one_side_alone;
use super::reception::may_concern_insurance;
use crate::domain::case::CaseFacts;
use crate::domain::case::OtherCase;
use crate::domain::case_link::CaseLink;
use crate::domain::commission::Decision;
use crate::domain::ids::UserId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::review::BARS;
use crate::domain::review::CONFLICT_QUESTIONS;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::ConflictDeclaration;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 委托审查.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.2d"),
        title: "委托事项、鉴定材料等须严格审查，审查完才能作决定",
        basis: &[shanghai::SH_1_2D],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::DecideAccept, Step::DecideReject],
        way_out: WayOut { say: "把审查表逐项填完", go: Place::Review },
        check: review_complete,
    },
    CaseRule {
        id: RuleId("SC-2.2c"),
        title: "单方委托的鉴定材料须严格审查，审查完才能作决定",
        basis: &[sichuan::SC_2_2C],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept, Step::DecideReject],
        way_out: WayOut { say: "把审查表逐项填完", go: Place::Review },
        check: unilateral_review_complete,
    },
    CaseRule {
        id: RuleId("GZ-14a"),
        title: "属于业务范围、用途合法、材料满足需要的，应当受理，不得拒绝",
        basis: &[general::GZ_14],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideReject],
        way_out: WayOut { say: "三项都满足，应当受理", go: Place::Acceptance },
        check: nothing_compels_acceptance,
    },
    CaseRule {
        id: RuleId("GZ-14a#2"),
        title: "受理须三项都满足：属于业务范围、用途合法、材料满足需要",
        basis: &[general::GZ_14],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "审查三项，材料不够的先通知补充", go: Place::Review },
        check: three_conditions_hold,
    },
    CaseRule {
        id: RuleId("GZ-14b"),
        title: "材料不完整、不充分的，可以要求委托人补充",
        basis: &[general::GZ_14],
        pack: Pack::Base,
        level: Level::Hint,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::DecideReject],
        way_out: WayOut { say: "通知补充材料，补充后满足的应当受理", go: Place::Materials },
        check: materials_need_no_supplement,
    },
    CaseRule {
        id: RuleId("GZ-15"),
        title: "有十五条七种情形之一的，不得受理",
        basis: &[general::GZ_15],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "逐项审查七种情形，有一项的不予受理", go: Place::Review },
        check: no_bar_found,
    },
    CaseRule {
        id: RuleId("SC-2.2e"),
        title: "单方委托不符合程序规则的，不得受理",
        basis: &[sichuan::SC_2_2E, general::GZ_15],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "不予受理，或要求补充", go: Place::Review },
        check: unilateral_commission_has_no_bar,
    },
    CaseRule {
        id: RuleId("GZ-15#2"),
        title: "同一事项本机构正在办的，不得再受理",
        basis: &[general::GZ_15_6],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "在原案里办，或者等原案办结", go: Place::Review },
        check: no_open_case_of_the_same_matter,
    },
    CaseRule {
        id: RuleId("SC-2.1d"),
        title: "出具意见书前，同一鉴定事项不得另行委托",
        basis: &[sichuan::SC_2_1D, general::GZ_15_6],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "查重，并请委托人声明没有另行委托", go: Place::Review },
        check: not_commissioned_elsewhere,
    },
    CaseRule {
        id: RuleId("SC-3.4d"),
        title: "机构、鉴定人与保险机构或当事人有利害关系的，应当回避",
        basis: &[sichuan::SC_3_4D],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut {
            say: "答机构有无利害关系，有命中的鉴定人换人", go: Place::Review
        },
        check: no_interest_in_the_parties,
    },
    CaseRule {
        id: RuleId("SC-4.1e"),
        title: "保险机构从业人员不得兼任司法鉴定人",
        basis: &[sichuan::SC_4_1E],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "换鉴定人；已不兼职的在名录更正", go: Place::Assignment },
        check: nobody_serves_an_insurer,
    },
    CaseRule {
        id: RuleId("GZ-20"),
        title: "指派的鉴定人须逐人答回避四问，有一问为是的应当回避",
        basis: &[general::GZ_20],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "请鉴定人答四问，应当回避的换人", go: Place::Assignment },
        check: every_appraiser_declares_no_interest,
    },
    CaseRule {
        id: RuleId("GZ-20#2"),
        title: "指派的鉴定人在本机构参加过同一事项的，须说明为何不用回避",
        basis: &[general::GZ_20],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "换鉴定人，或写明不是同一事项", go: Place::Assignment },
        check: no_appraiser_took_part_before,
    },
];

fn review_complete(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.review() {
        None => Verdict::breached("review", "委托审查还没有做"),
        Some(review) if review.reviewer.is_empty() => Verdict::breached("reviewer", "审查人还没有写"),
        Some(review) => Verdict::holds(review.is_complete(), "review", "审查表还有没答的项"),
    }
}

fn unilateral_review_complete(facts: &CaseFacts<'_>) -> Verdict {
    if is_one_side_alone(facts) { review_complete(facts) } else { Verdict::NotApplicable }
}

fn nothing_compels_acceptance(facts: &CaseFacts<'_>) -> Verdict {
    if matches!(facts.file.acceptance().map(|row| &row.body), Some(Decision::Accept)) {
        return Verdict::Satisfied;
    }
    let Some(review) = facts.file.review() else {
        return Verdict::NotApplicable;
    };
    // A bar that was found takes the commission out of the duty to accept.
    let compelled = review.must_accept() && review.bars_found().is_empty();
    Verdict::holds(!compelled, "decision", "审查三项都满足，没有不得受理的情形，应当受理")
}

fn three_conditions_hold(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = facts.file.review() else {
        return Verdict::breached("review", "委托审查还没有做");
    };
    let conditions = [
        ("属于业务范围", review.in_scope),
        ("用途合法", review.purpose_lawful),
        ("材料满足需要", review.materials_sufficient),
    ];
    let unmet = conditions.into_iter().filter_map(|(name, answer)| match answer {
        Some(true) => None,
        Some(false) => Some(format!("{name}：否")),
        None => Some(format!("{name}：没答")),
    });
    let unmet = unmet.collect::<Vec<_>>();
    Verdict::holds(unmet.is_empty(), "review", unmet.join("，"))
}

fn materials_need_no_supplement(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.review().and_then(|review| review.materials_sufficient) {
        None => Verdict::NotApplicable,
        Some(enough) => Verdict::holds(enough, "materials_sufficient", "材料不够，可以先通知补充再决定"),
    }
}

fn no_bar_found(facts: &CaseFacts<'_>) -> Verdict {
    let Some(review) = facts.file.review() else {
        return Verdict::breached("review", "七种不得受理的情形还没有审查");
    };
    let found = review.bars_found().into_iter().filter_map(|i| BARS.get(i).copied()).collect::<Vec<_>>();
    if !found.is_empty() {
        return Verdict::breached("bars", format!("有不得受理的情形：{}", found.join("；")));
    }
    let n_open = review.bars.iter().filter(|bar| bar.is_none()).count();
    Verdict::holds(n_open == 0, "bars", format!("七种不得受理的情形还有 {n_open} 项没有审查"))
}

fn unilateral_commission_has_no_bar(facts: &CaseFacts<'_>) -> Verdict {
    if is_one_side_alone(facts) { no_bar_found(facts) } else { Verdict::NotApplicable }
}

fn same_matter<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = &'a OtherCase> {
    let matter = facts.file.intake.matter.trim();
    facts
        .others
        .iter()
        .filter(move |other| other.id != facts.file.id && !matter.is_empty() && other.matter.trim() == matter)
}

fn no_open_case_of_the_same_matter(facts: &CaseFacts<'_>) -> Verdict {
    match same_matter(facts).find(|other| other.state.is_pending()) {
        Some(other) => Verdict::breached("matter", format!("{} 正在办同一被鉴定人的同一事项", other.called)),
        None => Verdict::Satisfied,
    }
}

/// The duplicate search was done, found nothing, and the client says so; the rule of two provinces.
pub(in crate::domain) fn not_commissioned_elsewhere(facts: &CaseFacts<'_>) -> Verdict {
    if !may_concern_insurance(facts) {
        return Verdict::NotApplicable;
    }
    let Some(search) = facts.file.review().and_then(|review| review.duplicate_search.as_ref()) else {
        return Verdict::breached("duplicate_search", "还没有查重");
    };
    if let Some(other) = search.found.first() {
        return Verdict::breached("duplicate_search", format!("查到同一事项的委托：{other}"));
    }
    Verdict::holds(search.client_denies, "duplicate_search", "委托人还没有声明没有另行委托")
}

fn no_interest_in_the_parties(facts: &CaseFacts<'_>) -> Verdict {
    if !may_concern_insurance(facts) {
        return Verdict::NotApplicable;
    }
    match facts.file.review().and_then(|review| review.institution_conflict.as_ref()) {
        None => return Verdict::breached("institution_conflict", "机构有无利害关系还没有答"),
        Some(ConflictAnswer::Found { what }) => {
            return Verdict::breached("institution_conflict", format!("机构有利害关系：{what}"));
        }
        Some(ConflictAnswer::None) => {}
    }
    let hit = assigned(facts).find_map(|who| {
        let declaration = declaration(facts, who)?;
        let matched = declaration.matches.first()?;
        Some(format!("{}申报过与「{matched}」有利害关系", name(facts, who)))
    });
    hit.map_or(Verdict::Satisfied, |say| Verdict::breached("conflicts", say))
}

fn nobody_serves_an_insurer(facts: &CaseFacts<'_>) -> Verdict {
    if assigned(facts).next().is_none() {
        return Verdict::NotApplicable;
    }
    let insurers = facts.insurers.iter().flat_map(|one| [one.name.as_str(), one.short_name.as_str()]);
    let insurers = insurers.chain(facts.file.intake.insurers.iter().map(|one| one.name.as_str()));
    let names = insurers.filter(|name| !name.is_empty()).collect::<Vec<_>>();
    let is_insurer = |post: &str| {
        ["保险", "财险", "人寿", "寿险"].iter().any(|word| post.contains(word))
            || names.iter().any(|name| post.contains(name))
    };
    let hit = assigned(facts).find_map(|who| {
        let post = facts.member(who)?.other_posts.iter().find(|post| is_insurer(post))?;
        Some(format!("{}在「{post}」兼职，不得鉴定", name(facts, who)))
    });
    hit.map_or(Verdict::Satisfied, |say| Verdict::breached("assignment", say))
}

fn every_appraiser_declares_no_interest(facts: &CaseFacts<'_>) -> Verdict {
    if assigned(facts).next().is_none() {
        return Verdict::breached("assignment", "还没有指派鉴定人");
    }
    for who in assigned(facts) {
        let Some(declaration) = declaration(facts, who) else {
            return Verdict::breached("conflicts", format!("{}还没有答回避四问", name(facts, who)));
        };
        for (question, answer) in CONFLICT_QUESTIONS.into_iter().zip(declaration.answers) {
            match answer {
                Some(false) => {}
                Some(true) => {
                    return Verdict::breached(
                        "conflicts",
                        format!("{}应当回避：{question}", name(facts, who)),
                    );
                }
                None => {
                    return Verdict::breached(
                        "conflicts",
                        format!("{}还没有答：{question}", name(facts, who)),
                    );
                }
            }
        }
    }
    Verdict::Satisfied
}

fn no_appraiser_took_part_before(facts: &CaseFacts<'_>) -> Verdict {
    // GZ-30: a supplementary appraisal is part of the original commission and done by the same people.
    let original = facts.file.supplements().and_then(|row| match &row.body {
        CaseLink::Supplements { original, .. } => Some(*original),
        _ => None,
    });
    let mut earlier = same_matter(facts)
        .filter(|other| !other.appraisers.is_empty() && Some(other.id) != original)
        .peekable();
    if earlier.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let hit = earlier.find_map(|other| {
        let who = assigned(facts).find(|who| other.appraisers.contains(who))?;
        Some(format!("{}在 {} 参加过同一事项的鉴定", name(facts, who), other.called))
    });
    hit.map_or(Verdict::Satisfied, |say| Verdict::breached("assignment", say))
}

fn assigned<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = UserId> + 'a {
    facts.file.assignment().into_iter().flat_map(|assignment| assignment.appraisers.iter().copied())
}

fn declaration<'a>(facts: &'a CaseFacts<'_>, who: UserId) -> Option<&'a ConflictDeclaration> {
    let file = facts.file;
    file.current(&file.conflicts).filter(|row| row.body.who == who).last().map(|row| &row.body)
}

fn name<'a>(facts: &'a CaseFacts<'_>, who: UserId) -> &'a str {
    facts.member(who).map_or("一名鉴定人", |member| member.name.as_str())
}
