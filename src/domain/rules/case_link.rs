//! 补充鉴定与重新鉴定 (workflow 3.2, 3.3): by the same people, or by others; by this institution only where the law lets it.
//!
//! What a re-appraisal needs when it is accepted (its ground, a senior title) stands with 受理与委托书.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseState;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::REAPPRAISAL_GROUNDS;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::ids::UserId;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::reception::Purpose;
use crate::domain::reception::Reappraisal;
use crate::domain::standard::plain_name;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 补充鉴定与重新鉴定.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-30"),
        title: "补充鉴定须在意见书出具以后，有遗漏、新材料或其他情形",
        basis: &[general::GZ_30],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Supplement],
        way_out: WayOut { say: "选情形，选「其他」的写明", go: Place::Supplement },
        check: supplement_has_its_ground,
    },
    CaseRule {
        id: RuleId("GZ-30#2"),
        title: "补充鉴定由原鉴定人进行，换人的写明原因",
        basis: &[general::GZ_30, acts::TL_32],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "指派原鉴定人，或写明为何换人", go: Place::Assignment },
        check: original_appraisers_do_it,
    },
    CaseRule {
        id: RuleId("SC-2.4b#2"),
        title: "重新鉴定应当委托原鉴定机构以外的机构，本机构不得再做",
        basis: &[sichuan::SC_2_4B],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Reappraise],
        way_out: WayOut {
            say: "告知申请人另选机构，登记并配合调取材料", go: Place::Reappraisal
        },
        check: another_institution_is_asked,
    },
    CaseRule {
        id: RuleId("GZ-32#2"),
        title: "重新鉴定由原机构以外的机构进行，只有特殊原因才可以由原机构其他鉴定人进行",
        basis: &[general::GZ_32],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Reappraise],
        way_out: WayOut { say: "请申请人另选机构，或写明特殊原因", go: Place::Reappraisal },
        check: special_reason_is_written,
    },
    CaseRule {
        id: RuleId("GZ-32#3"),
        title: "原机构重新鉴定的，原鉴定人不得再参加",
        basis: &[general::GZ_32],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "指派原鉴定人以外的鉴定人", go: Place::Assignment },
        check: other_people_do_it,
    },
    CaseRule {
        id: RuleId("TL-33"),
        title: "原机构只有特殊原因才可以重新鉴定，并须由其他鉴定人进行",
        basis: &[acts::TL_33],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "写明特殊原因，指派其他鉴定人", go: Place::Reception },
        check: own_reappraisal_is_special,
    },
    CaseRule {
        id: RuleId("GZ-32#4"),
        title: "原机构自己重新鉴定的，须写明特殊原因",
        basis: &[general::GZ_32],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut {
            say: "在接待登记写明特殊原因，没有的不予受理", go: Place::Reception
        },
        check: own_reappraisal_is_special,
    },
    CaseRule {
        id: RuleId("SC-2.4a"),
        title: "非诉讼案件重新鉴定，须有三十一条的情形或双方达成一致",
        basis: &[sichuan::SC_2_4A, general::GZ_31],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "选重新鉴定的依据", go: Place::Reception },
        check: ground_is_one_of_the_law,
    },
    CaseRule {
        id: RuleId("SC-2.4c"),
        title: "受托重新鉴定的机构，资质不低于原机构，比较依据要写明",
        basis: &[sichuan::SC_2_4C, general::GZ_32],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "在接待登记写明与原机构资质的比较", go: Place::Reception },
        check: qualification_compared,
    },
    CaseRule {
        id: RuleId("SC-2.4d"),
        title: "重新鉴定的鉴定人至少一名有相关专业高级职称",
        basis: &[sichuan::SC_2_4D, general::GZ_32],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "加派有高级职称的鉴定人", go: Place::Assignment },
        check: super::commission::reappraisal_has_a_senior_appraiser,
    },
    CaseRule {
        id: RuleId("GZ-31#2"),
        title: "重新鉴定须收到原意见书",
        basis: &[general::GZ_31],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut {
            say: "登记原意见书的编号，原件或复印件列入材料", go: Place::Reception
        },
        check: original_opinion_is_there,
    },
];

fn supplement_has_its_ground(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let asked = file.current(&file.links).filter_map(|row| match &row.body {
        CaseLink::SupplementedBy { ground, .. } => Some(ground),
        _ => None,
    });
    let Some(ground) = asked.last() else {
        return Verdict::NotApplicable;
    };
    if !matches!(file.state, CaseState::Issued | CaseState::Delivered | CaseState::Archived)
        || file.issuance().is_none()
    {
        return Verdict::breached("state", "意见书还没有出具，谈不上补充鉴定");
    }
    Verdict::holds(ground.is_stated(), "ground", "补充鉴定的其他情形还没有写明")
}

fn assigned<'a>(facts: &'a CaseFacts<'_>) -> &'a [UserId] {
    facts.file.assignment().map(|assignment| assignment.appraisers.as_slice()).unwrap_or_default()
}

fn name<'a>(facts: &'a CaseFacts<'_>, id: UserId) -> &'a str {
    facts.member(id).map_or("一名鉴定人", |member| member.name.as_str())
}

fn original_appraisers_do_it(facts: &CaseFacts<'_>) -> Verdict {
    let Some(original) = facts.file.original_appraisers() else {
        return Verdict::NotApplicable;
    };
    if assigned(facts).is_empty() {
        return Verdict::NotApplicable;
    }
    let missing: Vec<&str> =
        original.iter().filter(|id| !assigned(facts).contains(id)).map(|id| name(facts, *id)).collect();
    Verdict::holds(missing.is_empty(), "assignment", format!("原鉴定人{}没有指派", missing.join("、")))
}

fn another_institution_is_asked(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.reappraisal_asked().map(|asked| &asked.whom) {
        None => Verdict::NotApplicable,
        Some(ReappraisalWhom::Another { .. }) => Verdict::Satisfied,
        Some(ReappraisalWhom::Ourselves { .. }) => {
            Verdict::breached("whom", "原鉴定机构就是本机构，重新鉴定应当委托其他机构")
        }
    }
}

fn special_reason_is_written(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.reappraisal_asked().map(|asked| &asked.whom) {
        None | Some(ReappraisalWhom::Another { .. }) => Verdict::NotApplicable,
        Some(ReappraisalWhom::Ourselves { special_reason }) => Verdict::holds(
            !special_reason.trim().is_empty(),
            "special_reason",
            "由本机构再做的特殊原因还没有写",
        ),
    }
}

fn other_people_do_it(facts: &CaseFacts<'_>) -> Verdict {
    let Some(former) = facts.file.former_appraisers() else {
        return Verdict::NotApplicable;
    };
    match assigned(facts).iter().find(|id| former.contains(id)) {
        Some(id) => Verdict::breached("assignment", format!("{}是原鉴定人", name(facts, *id))),
        None => Verdict::Satisfied,
    }
}

fn own_reappraisal_is_special(facts: &CaseFacts<'_>) -> Verdict {
    let Some(Reappraisal::Yes { original_institution, special_reason, .. }) = &facts.file.intake.reappraisal
    else {
        return Verdict::NotApplicable;
    };
    if plain_name(original_institution) != plain_name(&facts.institution.name) {
        return Verdict::NotApplicable;
    }
    let say = "原鉴定机构就是本机构，由本机构再做的特殊原因还没有写";
    Verdict::holds(!special_reason.trim().is_empty(), "reappraisal", say)
}

fn ground_is_one_of_the_law(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let Some(Reappraisal::Yes { ground, .. }) = &intake.reappraisal else {
        return Verdict::NotApplicable;
    };
    // The clause speaks of disputes outside litigation.
    if intake.purpose == Some(Purpose::Litigation) {
        return Verdict::NotApplicable;
    }
    let said = plain_name(ground);
    let is_known = REAPPRAISAL_GROUNDS.iter().any(|known| said.starts_with(&plain_name(known)));
    Verdict::holds(is_known, "reappraisal", "重新鉴定的依据不在三十一条的情形里，也不是双方达成一致")
}

fn qualification_compared(facts: &CaseFacts<'_>) -> Verdict {
    match &facts.file.intake.reappraisal {
        Some(Reappraisal::Yes { comparison, .. }) => {
            Verdict::holds(!comparison.trim().is_empty(), "reappraisal", "与原机构资质的比较还没有写")
        }
        Some(Reappraisal::No) | None => Verdict::NotApplicable,
    }
}

fn original_opinion_is_there(facts: &CaseFacts<'_>) -> Verdict {
    match &facts.file.intake.reappraisal {
        Some(Reappraisal::Yes { original_opinion_no, .. }) => {
            Verdict::holds(!original_opinion_no.trim().is_empty(), "reappraisal", "原意见书的编号还没有登记")
        }
        Some(Reappraisal::No) | None => Verdict::NotApplicable,
    }
}
