//! 用语: what may not stand on a paper of this office, whoever typed it, and where it was typed.
//!
//! The words are `assets/law/wording.toml`, the places `domain::wording::typed`. The words of a refusal and of a
//! joint commission are judged with their own topics.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::wording::Guard;
use crate::domain::wording::first_hit;

/// The rows of 用语.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-18#2"),
        title: "委托人不得要求或暗示特定的意见，文书里不写期望、预估、承诺的结果",
        basis: &[general::GZ_18],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: PAPERS,
        way_out: WayOut { say: "删去这句话，等级由鉴定人依标准定", go: Place::Reception },
        check: no_outcome_promised,
    },
    CaseRule {
        id: RuleId("SC-3.1f"),
        title: "不得承诺或变相承诺出具有利意见招揽业务",
        basis: &[sichuan::SC_3_1F],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: PAPERS,
        way_out: WayOut { say: "删去这句话，等级由鉴定人依标准定", go: Place::Reception },
        check: no_outcome_promised,
    },
    CaseRule {
        id: RuleId("SC-4.1d"),
        title: "保险机构不得与鉴定机构签合作协议，文书里不写合作、优惠、月结",
        basis: &[sichuan::SC_4_1D],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: PAPERS,
        way_out: WayOut { say: "删去这句话，收费按公示的标准", go: Place::Reception },
        check: no_deal_made,
    },
    CaseRule {
        id: RuleId("TL-37"),
        title: "不得给付回扣、介绍费，文书里不写回扣、优惠、按结果收费",
        basis: &[acts::TL_37],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: REGULATION,
        guards: PAPERS,
        way_out: WayOut { say: "删去这句话，收费按公示的标准", go: Place::Reception },
        check: no_deal_made,
    },
];

/// Where what was typed becomes paper that people sign.
const PAPERS: &[Step] = &[Step::SignAgreement, Step::DecideReject, Step::SealRecord];

fn no_outcome_promised(facts: &CaseFacts<'_>) -> Verdict {
    nowhere(facts, Guard::Promise)
}

fn no_deal_made(facts: &CaseFacts<'_>) -> Verdict {
    nowhere(facts, Guard::Dealing)
}

fn nowhere(facts: &CaseFacts<'_>, guard: Guard) -> Verdict {
    match first_hit(facts.file, guard) {
        Some((typed, word)) => Verdict::breached(typed.field, format!("「{}」里写了「{word}」", typed.label)),
        None => Verdict::Satisfied,
    }
}
