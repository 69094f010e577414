//! 中止 (F-18): off unless the institution switched it on; never a way round the grounds of ending, never a pause of
//! the clock.
//!
//! The national rules know ending and not counting, and no standing still (D8); a suspension rests on a local rule
//! that the institution names itself.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::suspension::CLOCK_GOES_ON;
use crate::domain::suspension::Suspension;
use crate::domain::termination::ForbiddenGround;
use crate::domain::termination::forbidden_ground;

/// The rows of 中止.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-29#5"),
        title: "通则没有中止，本机构启用了并写明所依的规定，才能中止",
        basis: &[general::GZ_28, general::GZ_29],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Suspend],
        way_out: WayOut {
            say: "写明依哪一部规定的哪一条；没有的，办延长或终止", go: Place::Suspension
        },
        check: rests_on_a_rule_of_its_place,
    },
    CaseRule {
        id: RuleId("GZ-29#6"),
        title: "中止须由负责人决定，写明原因、从哪天起、什么时候恢复",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Suspend],
        way_out: WayOut { say: "写全中止的原因和恢复的条件", go: Place::Suspension },
        check: says_why_and_until_when,
    },
    CaseRule {
        id: RuleId("GZ-29#7"),
        title: "单方委托、保险机构未到场、不够等级、保险机构的要求，也不是中止的理由",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::Suspend],
        way_out: WayOut { say: "另写理由，没有的继续办", go: Place::Suspension },
        check: rests_on_no_forbidden_ground,
    },
    CaseRule {
        id: RuleId("SC-2.2j#3"),
        title: "保险机构不按时到场的，照常鉴定，不得因此中止",
        basis: &[sichuan::SC_2_2J],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Suspend],
        way_out: WayOut { say: "另写理由，没有的照常鉴定", go: Place::Suspension },
        check: not_for_an_absent_insurer,
    },
    CaseRule {
        id: RuleId("GZ-28a#2"),
        title: "不计入时限的只有补充材料和法定见证人未到，中止的日子照常计算",
        basis: &[general::GZ_28, general::GZ_25],
        pack: Pack::Base,
        level: Level::Hint,
        in_force: GENERAL,
        guards: &[Step::Suspend],
        way_out: WayOut { say: "时间不够的，另办延长或书面变更时限", go: Place::Clock },
        check: clock_is_not_stopped,
    },
    CaseRule {
        id: RuleId("GZ-29#8"),
        title: "中止没有恢复的，先记恢复再往下办",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[
            Step::OpenOnSite,
            Step::BeginExamination,
            Step::SealRecord,
            Step::SubmitOpinion,
            Step::IssueOpinion,
        ],
        way_out: WayOut { say: "记下哪天、因为什么恢复", go: Place::Suspension },
        check: goes_on_again,
    },
];

fn latest<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Recorded<Suspension>> {
    facts.file.latest(&facts.file.suspensions)
}

fn rests_on_a_rule_of_its_place(facts: &CaseFacts<'_>) -> Verdict {
    let Some(row) = latest(facts) else {
        return Verdict::NotApplicable;
    };
    if !facts.institution.policy.suspension {
        return Verdict::breached("suspension", "本机构没有启用中止");
    }
    Verdict::holds(!row.body.rule.trim().is_empty(), "rule", "还没有写中止所依的规定")
}

fn says_why_and_until_when(facts: &CaseFacts<'_>) -> Verdict {
    let Some(row) = latest(facts) else {
        return Verdict::NotApplicable;
    };
    if row.body.facts.trim().is_empty() {
        return Verdict::breached("facts", "中止的原因还没有写");
    }
    if row.body.until.trim().is_empty() {
        return Verdict::breached("until", "什么情形恢复鉴定还没有写");
    }
    if facts.file.effective_on().is_some_and(|effective| row.body.from < effective) {
        return Verdict::breached("from", "中止不能早于委托书生效");
    }
    let by_director = facts.member(row.by).is_some_and(|member| member.has(Role::Director));
    Verdict::holds(by_director, "decided_by", "中止不是负责人决定的")
}

fn forbidden(facts: &CaseFacts<'_>) -> Option<(ForbiddenGround, String)> {
    latest(facts).and_then(|row| forbidden_ground(&format!("{}。{}", row.body.facts, row.body.until)))
}

fn rests_on_no_forbidden_ground(facts: &CaseFacts<'_>) -> Verdict {
    if latest(facts).is_none() {
        return Verdict::NotApplicable;
    }
    match forbidden(facts) {
        Some((_, words)) => Verdict::breached("facts", format!("理由里写了「{words}」")),
        None => Verdict::Satisfied,
    }
}

fn not_for_an_absent_insurer(facts: &CaseFacts<'_>) -> Verdict {
    if latest(facts).is_none() {
        return Verdict::NotApplicable;
    }
    match forbidden(facts) {
        Some((ForbiddenGround::InsurerAbsent, words)) => {
            Verdict::breached("facts", format!("理由里写了「{words}」"))
        }
        _ => Verdict::Satisfied,
    }
}

/// Told with every suspension that is on; nothing in a suspension could meet it.
fn clock_is_not_stopped(facts: &CaseFacts<'_>) -> Verdict {
    if facts.file.suspended().is_none() {
        return Verdict::NotApplicable;
    }
    let until = facts.deadline().map_or_else(String::new, |deadline| format!("，截止日仍是 {}", deadline.on));
    Verdict::breached("deadline", format!("{CLOCK_GOES_ON}{until}"))
}

fn goes_on_again(facts: &CaseFacts<'_>) -> Verdict {
    if facts.file.suspensions.is_empty() {
        return Verdict::NotApplicable;
    }
    match facts.file.suspended() {
        Some(row) => Verdict::breached("suspension", format!("从 {} 起中止，还没有记恢复", row.body.from)),
        None => Verdict::Satisfied,
    }
}
