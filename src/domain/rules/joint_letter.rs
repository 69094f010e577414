//! 共同委托书 (F-02): the insurer's word on paper, and no bargain about the opinion.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::wording;
use crate::domain::wording::Guard;

/// The rows of 共同委托书.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-2.1c"),
        title: "共同委托以保险机构出具的《涉保鉴定共同委托书》原件为凭",
        basis: &[shanghai::SH_2_1C],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut {
            say: "请保险机构出具原件，没有原件的按单方委托办", go: Place::JointLetter
        },
        check: original_letter_received,
    },
    CaseRule {
        id: RuleId("SC-2.1g"),
        title: "保险机构不能到场的，须书面出具规范的共同委托书，可由当事人携至",
        basis: &[sichuan::SC_2_1G],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "补齐共同委托书，核对印章和经办人", go: Place::JointLetter },
        check: letter_complete,
    },
    CaseRule {
        id: RuleId("SC-2.1g#2"),
        title: "当事人携来的共同委托书，可以电话向保险机构回核",
        basis: &[sichuan::SC_2_1G],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "给保险机构打一个电话，记下结果", go: Place::JointLetter },
        check: carried_letter_called_back,
    },
    CaseRule {
        id: RuleId("SC-2.3a"),
        title: "共同委托的，写明双方怎样选定机构和鉴定人：优先协商，或者抽签、摇号、其他约定",
        basis: &[sichuan::SC_2_3A],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "问明选择方式，记在共同委托书上", go: Place::JointLetter },
        check: selection_written,
    },
    CaseRule {
        id: RuleId("SC-2.1h"),
        title: "不宜把共同委托与完全采信鉴定意见写在一起",
        basis: &[sichuan::SC_2_1H],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::SignAgreement],
        way_out: WayOut { say: "删去约定里关于采信的话", go: Place::Agreement },
        check: terms_do_not_bind_the_opinion,
    },
];

fn original_letter_received(facts: &CaseFacts<'_>) -> Verdict {
    if !facts.file.is_joint() {
        return Verdict::NotApplicable;
    }
    match facts.file.joint_letter() {
        None => Verdict::breached("joint_letter", "还没有收到共同委托书"),
        Some(letter) => Verdict::holds(letter.is_original, "is_original", "收到的共同委托书不是原件"),
    }
}

fn letter_complete(facts: &CaseFacts<'_>) -> Verdict {
    if !facts.file.is_joint() {
        return Verdict::NotApplicable;
    }
    let Some(letter) = facts.file.joint_letter() else {
        return Verdict::breached("joint_letter", "还没有收到共同委托书");
    };
    let missing = [
        ("原件", !letter.is_original),
        ("出具日期", letter.dated_on.is_none()),
        ("保险机构名称", letter.insurer.trim().is_empty()),
        ("经办人", letter.handler.is_empty()),
        ("印章核对人", letter.seal_checked_by.is_empty()),
    ];
    let missing = missing.into_iter().filter_map(|(name, is_missing)| is_missing.then_some(name));
    let missing = missing.collect::<Vec<_>>();
    Verdict::holds(missing.is_empty(), "joint_letter", format!("共同委托书还缺{}", missing.join("、")))
}

fn carried_letter_called_back(facts: &CaseFacts<'_>) -> Verdict {
    let letter = facts.file.joint_letter().filter(|_| facts.file.is_joint());
    let Some(letter) = letter.filter(|letter| letter.carrier == LetterCarrier::CarriedByParty) else {
        return Verdict::NotApplicable;
    };
    match &letter.call_back {
        None => Verdict::breached("call_back", "当事人携来的共同委托书还没有电话回核"),
        Some(call) => Verdict::holds(call.confirmed, "call_back", "电话回核时保险机构没有确认"),
    }
}

fn selection_written(facts: &CaseFacts<'_>) -> Verdict {
    let letter = facts.file.joint_letter().filter(|_| facts.file.is_joint());
    let Some(letter) = letter else { return Verdict::NotApplicable };
    Verdict::holds(letter.selection.is_some(), "selection", "双方怎样选定机构和鉴定人还没有写")
}

fn terms_do_not_bind_the_opinion(facts: &CaseFacts<'_>) -> Verdict {
    let terms = &facts.file.intake.other_terms;
    if terms.trim().is_empty() {
        return Verdict::NotApplicable;
    }
    match wording::find(Guard::Binding, terms) {
        Some(word) => Verdict::breached("other_terms", format!("其他约定里写了「{word}」")),
        None => Verdict::Satisfied,
    }
}
