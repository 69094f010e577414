//! 干预记录与线索 (workflow §3.5): written down truly, reported when serious, kept with the volume; a doubt stays a doubt.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::clue::ClueStage;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 干预与线索.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.3d"),
        title: "干预涉保鉴定执业活动的信息应当如实记录、保存，写明处理情况随卷归档",
        basis: &[shanghai::SH_1_3D],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::Archive],
        way_out: WayOut { say: "补记这件干预是怎样处理的", go: Place::Registers },
        check: interferences_are_handled,
    },
    CaseRule {
        id: RuleId("SC-3.1b"),
        title: "司法鉴定不受非法干涉；受到干涉的，写明处理情况随卷归档",
        basis: &[sichuan::SC_3_1B, sichuan::SC_4_4F],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::Archive],
        way_out: WayOut { say: "补记这件干预是怎样处理的", go: Place::Registers },
        check: interferences_are_handled,
    },
    CaseRule {
        id: RuleId("SH-1.3e"),
        title: "严重干扰涉保鉴定执业活动的，应当及时报告区司法局",
        basis: &[shanghai::SH_1_3E],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::Archive, Step::ReportInterference],
        way_out: WayOut { say: "报告区司法局，填报告日期和接收人", go: Place::Registers },
        check: serious_ones_are_reported,
    },
    CaseRule {
        id: RuleId("SC-1.3b"),
        title: "「人伤黄牛」欺诈线索可以搜集移送；移送前须专人审核、移送后等回执",
        basis: &[sichuan::SC_1_3B],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::TransferClue, Step::Archive],
        way_out: WayOut { say: "审核这条线索，成立的移送", go: Place::Registers },
        check: clues_went_on,
    },
];

fn interferences_are_handled(facts: &CaseFacts<'_>) -> Verdict {
    let all = &facts.file.interferences;
    if all.is_empty() {
        return Verdict::NotApplicable;
    }
    match all.iter().find(|one| one.handling.trim().is_empty()) {
        None => Verdict::Satisfied,
        Some(one) => Verdict::breached("interference", format!("{}没有写怎样处理的", one.number)),
    }
}

fn serious_ones_are_reported(facts: &CaseFacts<'_>) -> Verdict {
    let mut serious = facts.file.interferences.iter().filter(|one| one.is_serious).peekable();
    if serious.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match serious.find(|one| one.owes_report()) {
        None => Verdict::Satisfied,
        Some(one) => {
            Verdict::breached("interference_report", format!("{}是严重干扰，还没有报告区司法局", one.number))
        }
    }
}

fn clues_went_on(facts: &CaseFacts<'_>) -> Verdict {
    let all = &facts.file.clues;
    if all.is_empty() {
        return Verdict::NotApplicable;
    }
    match all.iter().find(|one| matches!(one.stage, ClueStage::Registered | ClueStage::Reviewed)) {
        None => Verdict::Satisfied,
        Some(one) => Verdict::breached("broker_clue", format!("线索 {} {}", one.number, one.stage.label())),
    }
}
