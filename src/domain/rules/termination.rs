//! 终止、撤回与材料退还 (T20, T21; F-17, F-25): only the grounds of the law, in writing, with everything given back.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::material_return::Disposal;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::termination::ForbiddenGround;
use crate::domain::termination::Termination;
use crate::domain::termination::TerminationGround;
use crate::domain::termination::forbidden_ground;

/// The rows of 终止、撤回与退还.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-29"),
        title: "终止鉴定只能依二十九条的六种情形，超出业务范围不在其中",
        basis: &[general::GZ_29, general::GZ_15],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "选明二十九条的情形，没有的继续办", go: Place::Termination },
        check: ground_is_one_of_the_six,
    },
    CaseRule {
        id: RuleId("GZ-29#2"),
        title: "终止鉴定须书面通知委托人，说明理由",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "写清终止的事实", go: Place::Termination },
        check: termination_gives_its_reason,
    },
    CaseRule {
        id: RuleId("GZ-29#3"),
        title: "单方委托、保险机构未到场、不够等级、保险机构的要求，都不是终止的理由",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "另写法定理由，没有的继续办", go: Place::Termination },
        check: no_forbidden_ground,
    },
    CaseRule {
        id: RuleId("SH-1.2k#2"),
        title: "不得以单方委托为由终止鉴定",
        basis: &[shanghai::SH_1_2K],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: SHANGHAI,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "另写法定理由，没有的继续办", go: Place::Termination },
        check: not_for_being_unilateral,
    },
    CaseRule {
        id: RuleId("SC-2.2j#2"),
        title: "保险机构不按时到场的，照常鉴定，不得因此终止",
        basis: &[sichuan::SC_2_2J],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "另写法定理由，没有的照常鉴定", go: Place::Termination },
        check: not_for_an_absent_insurer,
    },
    CaseRule {
        id: RuleId("SC-3.3f"),
        title: "未构成伤残等级的也出具意见书，不得改作终止、撤回",
        basis: &[sichuan::SC_3_3F],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Terminate, Step::Withdraw],
        way_out: WayOut { say: "照常出具意见书，结论写未达到等级", go: Place::Opinion },
        check: not_for_a_missing_grade,
    },
    CaseRule {
        id: RuleId("TL-29"),
        title: "终止鉴定的，酌情退还鉴定费用",
        basis: &[acts::TL_29],
        pack: Pack::Shanghai,
        level: Level::Warn,
        in_force: REGULATION,
        guards: &[Step::Terminate],
        way_out: WayOut { say: "写明退多少，或为什么不退", go: Place::Termination },
        check: refund_decided,
    },
    CaseRule {
        id: RuleId("GZ-29#4"),
        title: "终止鉴定的，退还鉴定材料",
        basis: &[general::GZ_29],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::Archive],
        way_out: WayOut { say: "逐件退还材料，请委托人签收", go: Place::MaterialReturn },
        check: material_given_back_after_termination,
    },
    CaseRule {
        id: RuleId("GZ-16#3"),
        title: "委托书签订以前，委托人可以书面撤回；签订以后依二十九条办",
        basis: &[general::GZ_16, general::GZ_29],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Withdraw],
        way_out: WayOut { say: "收下书面撤回；已签委托书的办终止", go: Place::Withdrawal },
        check: withdrawn_in_writing_before_the_agreement,
    },
    CaseRule {
        id: RuleId("GZ-22#2"),
        title: "材料退还须逐件写明去向，交出的由接收人签收",
        basis: &[general::GZ_22, general::GZ_17],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::ReturnMaterial],
        way_out: WayOut { say: "逐件选去向，请接收人签名", go: Place::MaterialReturn },
        check: return_is_signed_for,
    },
];

fn termination<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Termination> {
    facts.file.latest(&facts.file.terminations).map(|row| &row.body)
}

/// The free text an ending rests on.
fn said(facts: &CaseFacts<'_>) -> Option<String> {
    let ended = termination(facts).map(|ended| format!("{}。{}", ended.facts, ended.article));
    let withdrawn = facts.file.latest(&facts.file.withdrawals).map(|row| row.body.reason.clone());
    ended.or(withdrawn)
}

fn ground_is_one_of_the_six(facts: &CaseFacts<'_>) -> Verdict {
    let Some(ended) = termination(facts) else {
        return Verdict::NotApplicable;
    };
    match ended.ground {
        TerminationGround::FoundBar => match ended.bar {
            Some(2..=7) => Verdict::Satisfied,
            Some(1) => Verdict::breached("bar", "超出业务范围不是终止的情形"),
            _ => Verdict::breached("bar", "还没有选发现的是十五条第几项"),
        },
        TerminationGround::Other => {
            Verdict::holds(!ended.article.trim().is_empty(), "article", "选了「其他法定情形」，还没有写法条")
        }
        _ => Verdict::Satisfied,
    }
}

fn termination_gives_its_reason(facts: &CaseFacts<'_>) -> Verdict {
    match termination(facts) {
        None => Verdict::NotApplicable,
        Some(ended) => Verdict::holds(!ended.facts.trim().is_empty(), "facts", "终止的事实还没有写"),
    }
}

fn no_forbidden_ground(facts: &CaseFacts<'_>) -> Verdict {
    let Some(ended) = termination(facts) else {
        return Verdict::NotApplicable;
    };
    match forbidden_ground(&format!("{}。{}", ended.facts, ended.article)) {
        Some((_, words)) => Verdict::breached("facts", format!("理由里写了「{words}」")),
        None => Verdict::Satisfied,
    }
}

/// What a pack says of one forbidden ground, where an ending names it.
fn not_for(facts: &CaseFacts<'_>, forbidden: ForbiddenGround) -> Verdict {
    let Some(said) = said(facts) else {
        return Verdict::NotApplicable;
    };
    match forbidden_ground(&said) {
        Some((ground, words)) if ground == forbidden => {
            Verdict::breached("facts", format!("理由里写了「{words}」"))
        }
        _ => Verdict::Satisfied,
    }
}

fn not_for_being_unilateral(facts: &CaseFacts<'_>) -> Verdict {
    if termination(facts).is_none() {
        return Verdict::NotApplicable;
    }
    not_for(facts, ForbiddenGround::Unilateral)
}

fn not_for_an_absent_insurer(facts: &CaseFacts<'_>) -> Verdict {
    if termination(facts).is_none() {
        return Verdict::NotApplicable;
    }
    not_for(facts, ForbiddenGround::InsurerAbsent)
}

fn not_for_a_missing_grade(facts: &CaseFacts<'_>) -> Verdict {
    not_for(facts, ForbiddenGround::NoGrade)
}

fn refund_decided(facts: &CaseFacts<'_>) -> Verdict {
    let Some(ended) = termination(facts) else {
        return Verdict::NotApplicable;
    };
    match &ended.refund {
        None => Verdict::breached("refund", "还没有写退不退费用"),
        Some(refund) => {
            Verdict::holds(!refund.why().trim().is_empty(), "refund", "还没有写退费是怎么算的，或为什么不退")
        }
    }
}

fn material_given_back_after_termination(facts: &CaseFacts<'_>) -> Verdict {
    if termination(facts).is_none() {
        return Verdict::NotApplicable;
    }
    let left = facts.file.not_returned().map(|row| row.body.name.as_str()).collect::<Vec<_>>();
    Verdict::holds(left.is_empty(), "material_return", format!("还没有退还：{}", left.join("、")))
}

fn withdrawn_in_writing_before_the_agreement(facts: &CaseFacts<'_>) -> Verdict {
    let Some(withdrawal) = facts.file.latest(&facts.file.withdrawals).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    if facts.file.agreement().is_some() {
        return Verdict::breached("withdrawal", "委托书已经签订，撤销委托要办终止");
    }
    if withdrawal.who.is_empty() {
        return Verdict::breached("withdrawal", "撤回的人还没有写");
    }
    Verdict::holds(withdrawal.written_on.is_some(), "withdrawal", "还没有委托人的书面撤回")
}

fn return_is_signed_for(facts: &CaseFacts<'_>) -> Verdict {
    let Some(back) = facts.file.latest(&facts.file.material_returns).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    if back.lines.is_empty() {
        return Verdict::breached("lines", "还没有写哪件材料怎么处理");
    }
    let unknown =
        back.lines.iter().any(|line| !facts.file.materials.iter().any(|row| row.id == line.material));
    if unknown {
        return Verdict::breached("lines", "退还的材料不在材料清单上");
    }
    let handed_over = back.lines.iter().any(|line| line.disposal == Disposal::Returned);
    if !handed_over {
        return Verdict::Satisfied;
    }
    if back.receiver.is_empty() {
        return Verdict::breached("receiver", "接收人还没有写");
    }
    Verdict::holds(back.manner.is_some(), "receiver", "接收人还没有签收")
}
