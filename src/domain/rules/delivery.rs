//! 送达 (T18; F-23): to every client, into identified hands, in the agreed way, the fee as agreed.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::delivery::DeliveryWay;
use crate::domain::delivery::FeeState;
use crate::domain::evidence::Recorded;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::reception;
use crate::domain::signature::refusal_is_complete;
use crate::domain::step::Place;
use crate::domain::step::Step;

const DELIVER: &[Step] = &[Step::Deliver];

/// The rows of 送达.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-39#3"),
        title: "意见书须送达每一位委托人，共同委托的各方都要送达",
        basis: &[general::GZ_39],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: DELIVER,
        way_out: WayOut { say: "送达还没有收到的一方", go: Place::Opinion },
        check: every_client_reached,
    },
    CaseRule {
        id: RuleId("GZ-39#4"),
        title: "领取人须核验身份，邮寄的须有单号，拒收的须两名工作人员注记",
        basis: &[general::GZ_39, general::GZ_6],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: DELIVER,
        way_out: WayOut { say: "更正这一条送达，补上核验、单号或注记", go: Place::Opinion },
        check: handed_to_known_people,
    },
    CaseRule {
        id: RuleId("GZ-39#5"),
        title: "意见书按委托时约定的方式发送，另行发送的写明原因",
        basis: &[general::GZ_39],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: DELIVER,
        way_out: WayOut { say: "按约定的方式送达，或写明为何改了", go: Place::Opinion },
        check: sent_as_agreed,
    },
    CaseRule {
        id: RuleId("GZ-8"),
        title: "鉴定费用按规定和约定收取，没有结清的写明约定",
        basis: &[general::GZ_8],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: DELIVER,
        way_out: WayOut { say: "结清费用，或写明怎样约定", go: Place::Opinion },
        check: fee_as_agreed,
    },
];

fn deliveries<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = &'a Recorded<Delivery>> {
    facts.file.deliveries_of(DeliveredPaper::Opinion)
}

fn every_client_reached(facts: &CaseFacts<'_>) -> Verdict {
    let missing = facts.file.undelivered(DeliveredPaper::Opinion);
    let names: Vec<&str> = missing.iter().map(|client| client.called()).collect();
    Verdict::holds(names.is_empty(), "deliveries", format!("还没有送达{}", names.join("、")))
}

fn handed_to_known_people(facts: &CaseFacts<'_>) -> Verdict {
    let mut any = false;
    for row in deliveries(facts) {
        any = true;
        let to = row.body.to_name.as_str();
        if let Some(refusal) = &row.body.refusal {
            if !refusal_is_complete(&refusal.reason, &refusal.staff) {
                return Verdict::breached("deliveries", format!("{to}拒收，还缺原因或两名工作人员"));
            }
            continue;
        }
        let say = match &row.body.way {
            DeliveryWay::Mail { number, .. } => {
                number.trim().is_empty().then(|| format!("邮寄给{to}的单号还没有写"))
            }
            DeliveryWay::Pickup | DeliveryWay::Other { .. } => {
                let name = row.body.taken_by.as_str();
                (!row.body.is_identified || name.is_empty())
                    .then(|| format!("{to}一方的领取人还没有核验身份"))
            }
        };
        if let Some(say) = say {
            return Verdict::breached("deliveries", say);
        }
    }
    if any { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn sent_as_agreed(facts: &CaseFacts<'_>) -> Verdict {
    let agreed = match &facts.file.intake.delivery {
        reception::Delivery::Pickup => "自取",
        reception::Delivery::Mail { .. } => "邮寄",
        // Any way may be what was agreed in words.
        reception::Delivery::Other { .. } => return Verdict::NotApplicable,
    };
    let mut rows = deliveries(facts).peekable();
    if rows.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match rows.find(|row| row.body.way.label() != agreed) {
        Some(row) => {
            let say = format!("约定{agreed}，{}用了{}", row.body.to_name.as_str(), row.body.way.label());
            Verdict::breached("way", say)
        }
        None => Verdict::Satisfied,
    }
}

fn fee_as_agreed(facts: &CaseFacts<'_>) -> Verdict {
    let Some(last) = deliveries(facts).last() else {
        return Verdict::NotApplicable;
    };
    match &last.body.fee {
        FeeState::Settled => Verdict::Satisfied,
        FeeState::AsAgreed { note } => {
            Verdict::holds(!note.trim().is_empty(), "fee", "按约定收费，还没有写怎样约定")
        }
        FeeState::Owed => Verdict::breached("fee", "鉴定费用还没有结清"),
    }
}
