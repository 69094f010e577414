//! 时限 (F-16; GZ-13, GZ-28): who may prolong it, by how much, and who has to hear of it.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::extension::ExtensionGrant;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 时限.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-13#3"),
        title: "协商受理时间的，须写明与谁、哪天协商、因为什么、到哪天",
        basis: &[general::GZ_13],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::DecideReject],
        way_out: WayOut { say: "写全协商的受理时间", go: Place::Clock },
        check: agreed_decision_says_everything,
    },
    CaseRule {
        id: RuleId("GZ-28b"),
        title: "延长时限须由机构负责人批准，写明原因",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Extend],
        way_out: WayOut { say: "请负责人批准，写明原因", go: Place::Clock },
        check: extension_approved_with_its_reason,
    },
    CaseRule {
        id: RuleId("GZ-28b#2"),
        title: "延长一般不超过三十个工作日，超过的另写理由",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Extend],
        way_out: WayOut { say: "少延一些，或另写必须超过的理由", go: Place::Clock },
        check: more_than_usual_has_its_own_reason,
    },
    CaseRule {
        id: RuleId("GZ-28b#3"),
        title: "延长时限应当及时告知委托人",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::FinishRecord, Step::SubmitOpinion, Step::IssueOpinion],
        way_out: WayOut { say: "把延长告知书交给委托人，记下告知日", go: Place::Clock },
        check: client_told_of_every_extension,
    },
];

fn agreed_decision_says_everything(facts: &CaseFacts<'_>) -> Verdict {
    let Some(agreed) = &facts.file.intake.agreed_decision else {
        return Verdict::NotApplicable;
    };
    if agreed.with.is_empty() {
        return Verdict::breached("agreed_decision", "还没有写与谁协商的受理时间");
    }
    if agreed.reason.trim().is_empty() {
        return Verdict::breached("agreed_decision", "还没有写为什么协商受理时间");
    }
    let since = facts.file.intake.received_on.unwrap_or(agreed.agreed_on);
    Verdict::holds(
        agreed.agreed_on >= since && agreed.until >= agreed.agreed_on,
        "agreed_decision",
        "协商的日期对不上：先收到委托，再协商，最后才是决定的日子",
    )
}

fn latest<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Recorded<ExtensionGrant>> {
    facts.file.latest(&facts.file.extensions)
}

fn extension_approved_with_its_reason(facts: &CaseFacts<'_>) -> Verdict {
    let Some(row) = latest(facts) else {
        return Verdict::NotApplicable;
    };
    if row.body.n == 0 {
        return Verdict::breached("n", "延长几天还没有写");
    }
    if row.body.reason.trim().is_empty() {
        return Verdict::breached("reason", "延长的原因还没有写");
    }
    let by_director = facts.member(row.by).is_some_and(|member| member.has(Role::Director));
    Verdict::holds(by_director, "approved_by", "延长时限不是负责人批准的")
}

fn more_than_usual_has_its_own_reason(facts: &CaseFacts<'_>) -> Verdict {
    let Some(row) = latest(facts) else {
        return Verdict::NotApplicable;
    };
    let usual = u32::from(numbers::EXTENSION.on(facts.today()));
    let n: u32 = facts.file.extensions().iter().map(|extension| u32::from(extension.n)).sum();
    let is_excused = !row.body.beyond_reason.trim().is_empty();
    Verdict::holds(
        n <= usual || is_excused,
        "beyond_reason",
        format!("一共延长 {n} 日，超过 {usual} 日，还没有写必须超过的理由"),
    )
}

fn client_told_of_every_extension(facts: &CaseFacts<'_>) -> Verdict {
    if facts.file.extensions().is_empty() {
        return Verdict::NotApplicable;
    }
    let untold = facts.file.untold_extensions().next();
    Verdict::holds(
        untold.is_none(),
        "extension_notice",
        untold.map_or_else(String::new, |row| {
            format!("{} 批准延长 {} 日，还没有告知委托人", row.body.approved_on, row.body.n)
        }),
    )
}
