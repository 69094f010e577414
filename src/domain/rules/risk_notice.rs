//! 单方委托告知 (F-03): told, understood, signed or refused, and what the party then chose.
//!
//! Shanghai speaks of the party that commissions alone, Sichuan of anyone who does.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::reception::is_one_side_alone;
use super::reception::is_party_alone;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 风险告知.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.2g"),
        title: "当事人单方委托涉保鉴定，须做引导告知",
        basis: &[shanghai::SH_1_2G],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "逐条告知", go: Place::RiskNotice },
        check: party_told,
    },
    CaseRule {
        id: RuleId("SH-1.2h"),
        title: "注意事项须由当事人确认，拒签的注记原因并由两名工作人员签注",
        basis: &[shanghai::SH_1_2H],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "请当事人签名，不签的做拒签注记", go: Place::RiskNotice },
        check: party_confirmed,
    },
    CaseRule {
        id: RuleId("SH-1.2i"),
        title: "须引导当事人与保险机构共同委托，并记下引导结果",
        basis: &[shanghai::SH_1_2I],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "记下当事人的选择", go: Place::RiskNotice },
        check: party_guided,
    },
    CaseRule {
        id: RuleId("SH-1.2j"),
        title: "告知后仍坚持单方委托的，照常依法受理",
        basis: &[shanghai::SH_1_2J],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "问清当事人坚持单方还是转共同委托", go: Place::RiskNotice },
        check: party_decided,
    },
    CaseRule {
        id: RuleId("SC-2.2b"),
        title: "单方委托的风险及法律后果须告知，并由委托人签字确认",
        basis: &[sichuan::SC_2_2B],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut {
            say: "逐条告知，请委托人签名，不签的做拒签注记", go: Place::RiskNotice
        },
        check: client_told_and_signed,
    },
    CaseRule {
        id: RuleId("SC-2.2d"),
        title: "委托人对鉴定材料的真实性、合法性负责，须告知并由其确认",
        basis: &[sichuan::SC_2_2D],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "补告第 4 条并请委托人签名", go: Place::RiskNotice },
        check: client_answers_for_the_materials,
    },
];

/// The point of the notice that says who answers for the materials.
const POINT_ON_MATERIALS: u8 = 4;

fn told(notice: Option<&RiskNotice>) -> Verdict {
    let Some(notice) = notice else {
        return Verdict::breached("risk_notice", "单方委托注意事项还没有告知");
    };
    let left = notice.points_left().iter().map(u8::to_string).collect::<Vec<_>>();
    Verdict::holds(left.is_empty(), "points_told", format!("第 {} 条还没有告知", left.join("、")))
}

fn confirmed(notice: Option<&RiskNotice>) -> Verdict {
    match notice {
        None => Verdict::breached("risk_notice", "单方委托注意事项还没有告知"),
        Some(notice) => {
            Verdict::holds(notice.is_confirmed(), "signature", "告知书还没有签名，也没有拒签注记")
        }
    }
}

fn party_told(facts: &CaseFacts<'_>) -> Verdict {
    if is_party_alone(facts) { told(facts.file.risk_notice()) } else { Verdict::NotApplicable }
}

fn party_confirmed(facts: &CaseFacts<'_>) -> Verdict {
    if is_party_alone(facts) { confirmed(facts.file.risk_notice()) } else { Verdict::NotApplicable }
}

fn party_guided(facts: &CaseFacts<'_>) -> Verdict {
    if !is_party_alone(facts) {
        return Verdict::NotApplicable;
    }
    let choice = facts.file.risk_notice().and_then(|notice| notice.choice);
    Verdict::holds(choice.is_some(), "choice", "还没有记当事人是转共同委托还是坚持单方")
}

fn party_decided(facts: &CaseFacts<'_>) -> Verdict {
    if !is_party_alone(facts) {
        return Verdict::NotApplicable;
    }
    match facts.file.risk_notice().and_then(|notice| notice.choice) {
        Some(PartyChoice::InsistUnilateral) => Verdict::Satisfied,
        Some(PartyChoice::StillThinking) => {
            Verdict::breached("choice", "当事人还在考虑，没有决定单方还是共同委托")
        }
        Some(PartyChoice::SwitchToJoint) => {
            Verdict::breached("choice", "当事人已同意转共同委托，委托方式还写着单方")
        }
        // SH-1.2i already says that nothing was chosen.
        None => Verdict::NotApplicable,
    }
}

/// Everything was told, and signed or refused in due form; the rule of two provinces.
pub(in crate::domain) fn client_told_and_signed(facts: &CaseFacts<'_>) -> Verdict {
    if !is_one_side_alone(facts) {
        return Verdict::NotApplicable;
    }
    match told(facts.file.risk_notice()) {
        Verdict::Satisfied => confirmed(facts.file.risk_notice()),
        other => other,
    }
}

fn client_answers_for_the_materials(facts: &CaseFacts<'_>) -> Verdict {
    if !is_one_side_alone(facts) {
        return Verdict::NotApplicable;
    }
    let notice = facts.file.risk_notice();
    let is_told = notice.is_some_and(|n| n.points_told.contains(&POINT_ON_MATERIALS) && n.is_confirmed());
    Verdict::holds(is_told, "points_told", "委托人还没有确认对材料的真实、合法负责")
}
