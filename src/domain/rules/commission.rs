//! 受理与委托书 (T6, T7; F-01): qualified hands, a lawful decision, a whole agreement, the clock.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::agreement_change::has_signed;
use crate::domain::case::CaseFacts;
use crate::domain::commission::Agreement;
use crate::domain::commission::Decision;
use crate::domain::deadline::AgreedLength;
use crate::domain::deadline::Urgency;
use crate::domain::deadline::licence_renewal_due;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::reception::Reappraisal;
use crate::domain::review::RejectReason;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::termination::forbidden_ground;
use crate::domain::wording;
use crate::domain::wording::Guard;

/// The rows of 受理与委托书.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-13#2"),
        title: "收到委托之日起七个工作日内决定是否受理，协商了时间的写明",
        basis: &[general::GZ_13],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::DecideReject],
        way_out: WayOut {
            say: "写明迟延的原因，或与委托人协商受理时间", go: Place::Clock
        },
        check: decided_in_time,
    },
    CaseRule {
        id: RuleId("GZ-15#3"),
        title: "不予受理只能依十五条，单方委托、保险机构没来、不够等级、保险机构要求都不在其中",
        basis: &[general::GZ_15],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideReject],
        way_out: WayOut { say: "另写法定理由，没有的应当受理", go: Place::Acceptance },
        check: refusal_rests_on_no_forbidden_ground,
    },
    CaseRule {
        id: RuleId("SH-1.2k"),
        title: "不得以单方委托为由拒绝受理",
        basis: &[shanghai::SH_1_2K],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: SHANGHAI,
        guards: &[Step::DecideReject],
        way_out: WayOut { say: "另写法定理由，没有的应当受理", go: Place::Acceptance },
        check: refusal_does_not_rest_on_being_unilateral,
    },
    CaseRule {
        id: RuleId("GZ-17"),
        title: "不予受理须向委托人说明理由",
        basis: &[general::GZ_17],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideReject],
        way_out: WayOut { say: "写清事实，选「其他」的写明法条", go: Place::Acceptance },
        check: refusal_gives_its_reason,
    },
    CaseRule {
        id: RuleId("GZ-18"),
        title: "鉴定人须在本机构执业，执业证有效，执业类别包含委托事项的专业",
        basis: &[general::GZ_18],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "换鉴定人，或在名录补登执业证", go: Place::Assignment },
        check: appraisers_qualified,
    },
    CaseRule {
        id: RuleId("GZ-19"),
        title: "同一鉴定事项由二名以上鉴定人进行",
        basis: &[general::GZ_19],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "补指派鉴定人", go: Place::Assignment },
        check: enough_appraisers_assigned,
    },
    CaseRule {
        id: RuleId("SC-2.3c"),
        title: "机构须有法定的鉴定资质、场所和鉴定人员",
        basis: &[sichuan::SC_2_3C],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut {
            say: "核对许可证的业务范围、有效期和执业场所", go: Place::Settings
        },
        check: institution_equipped,
    },
    CaseRule {
        id: RuleId("TL-14"),
        title: "许可证、执业证过了有效期的，不得受理、不得指派",
        basis: &[acts::TL_14],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: REGULATION,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "换鉴定人，或登记延续后的证件", go: Place::Directory },
        check: no_licence_expired,
    },
    CaseRule {
        id: RuleId("TL-14#2"),
        title: "许可证、执业证届满三十日前须申请延续",
        basis: &[acts::TL_14],
        pack: Pack::Shanghai,
        level: Level::Hint,
        in_force: REGULATION,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "申请延续，拿到后更新名录", go: Place::Directory },
        check: no_renewal_due,
    },
    CaseRule {
        id: RuleId("GZ-31"),
        title: "重新鉴定须有法定情形，或双方就重新鉴定达成一致",
        basis: &[general::GZ_31, sichuan::SC_2_4A],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "在接待登记写明重新鉴定的依据", go: Place::Reception },
        check: reappraisal_has_its_ground,
    },
    CaseRule {
        id: RuleId("SC-2.4b"),
        title: "重新鉴定须委托原鉴定机构以外的机构",
        basis: &[sichuan::SC_2_4B],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "不予受理，请委托人另选机构", go: Place::Acceptance },
        check: reappraisal_by_another_institution,
    },
    CaseRule {
        id: RuleId("GZ-32"),
        title: "重新鉴定的鉴定人至少一名有相关专业高级职称",
        basis: &[general::GZ_32, sichuan::SC_2_4D],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::DecideAccept, Step::Substitute],
        way_out: WayOut { say: "加派有高级职称的鉴定人", go: Place::Assignment },
        check: reappraisal_has_a_senior_appraiser,
    },
    CaseRule {
        id: RuleId("GZ-16"),
        title: "委托书须载明委托人、委托事项、是否重新鉴定、用途、案情、材料和费用",
        basis: &[general::GZ_16],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SignAgreement],
        way_out: WayOut { say: "补齐委托书的缺项", go: Place::Reception },
        check: agreement_says_everything,
    },
    CaseRule {
        id: RuleId("GZ-16#2"),
        title: "委托书由每一位委托人和机构签署",
        basis: &[general::GZ_16],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SignAgreement, Step::Schedule],
        way_out: WayOut { say: "请没签的委托人签名", go: Place::Agreement },
        check: agreement_signed_by_all,
    },
    CaseRule {
        id: RuleId("GZ-28c"),
        title: "与委托人约定了时限的，从其约定",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SignAgreement],
        way_out: WayOut {
            say: "改约定的时限，或不约定而用三十个工作日", go: Place::Agreement
        },
        check: agreed_length_can_be_kept,
    },
    CaseRule {
        id: RuleId("GZ-28a"),
        title: "委托书生效之日起三十个工作日内完成，有约定的从约定",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[
            Step::BeginExamination,
            Step::SealRecord,
            Step::FinishRecord,
            Step::SubmitOpinion,
            Step::IssueOpinion,
        ],
        way_out: WayOut { say: "请负责人批准延长，或写明超期原因", go: Place::Clock },
        check: within_the_time_limit,
    },
];

fn decided_in_time(facts: &CaseFacts<'_>) -> Verdict {
    let Some(due) = facts.acceptance_due().map(|due| due.value) else {
        return Verdict::NotApplicable;
    };
    let decided_on = facts.file.acceptance().map_or(facts.today(), |row| row.at.day());
    Verdict::holds(decided_on <= due, "decision", format!("受理决定应在 {due} 前作出，已经过了"))
}

fn rejection<'a>(facts: &'a CaseFacts<'_>) -> Option<(RejectReason, &'a str, &'a str)> {
    match facts.file.acceptance().map(|row| &row.body) {
        Some(Decision::Reject { reason, facts, article }) => {
            Some((*reason, facts.as_str(), article.as_str()))
        }
        _ => None,
    }
}

fn refusal_does_not_rest_on_being_unilateral(facts: &CaseFacts<'_>) -> Verdict {
    let Some((_, said, article)) = rejection(facts) else {
        return Verdict::NotApplicable;
    };
    match [said, article].into_iter().find_map(|text| wording::find(Guard::Unilateral, text)) {
        Some(word) => Verdict::breached("decision", format!("理由里写了「{word}」")),
        None => Verdict::Satisfied,
    }
}

fn refusal_rests_on_no_forbidden_ground(facts: &CaseFacts<'_>) -> Verdict {
    let Some((_, said, article)) = rejection(facts) else {
        return Verdict::NotApplicable;
    };
    match [said, article].into_iter().find_map(forbidden_ground) {
        Some((_, word)) => Verdict::breached("decision", format!("理由里写了「{word}」")),
        None => Verdict::Satisfied,
    }
}

fn refusal_gives_its_reason(facts: &CaseFacts<'_>) -> Verdict {
    let Some((reason, said, article)) = rejection(facts) else {
        return Verdict::NotApplicable;
    };
    if said.trim().is_empty() {
        return Verdict::breached("facts", "不予受理的事实还没有写");
    }
    let needs_article = reason == RejectReason::OtherLegal && article.trim().is_empty();
    Verdict::holds(!needs_article, "article", "选了「其他不合法情形」，还没有写法条")
}

fn appraisers_qualified(facts: &CaseFacts<'_>) -> Verdict {
    let Some(assignment) = facts.file.assignment() else {
        return Verdict::breached("assignment", "还没有指派鉴定人");
    };
    let Some(category) = facts.file.intake.category else {
        return Verdict::breached("category", "鉴定专业还没有选");
    };
    for id in &assignment.appraisers {
        let Some(member) = facts.member(*id).filter(|member| member.active) else {
            return Verdict::breached("assignment", "指派的鉴定人已不在名录");
        };
        let name = member.name.as_str();
        let say = match &member.licence {
            None => Some(format!("{name}没有登记司法鉴定人执业证")),
            Some(licence) if !licence.is_in_force(facts.today()) => {
                Some(format!("{name}的执业证过期，或没有登记有效期"))
            }
            Some(licence) if !licence.categories.contains(&category) => {
                Some(format!("{name}的执业类别里没有{}", category.label()))
            }
            Some(_) => None,
        };
        if let Some(say) = say {
            return Verdict::breached("assignment", say);
        }
    }
    Verdict::Satisfied
}

fn enough_appraisers_assigned(facts: &CaseFacts<'_>) -> Verdict {
    let mut assigned = facts.file.assignment().map(|a| a.appraisers.clone()).unwrap_or_default();
    assigned.sort();
    assigned.dedup();
    let needed = usize::from(numbers::APPRAISERS.on(facts.today()));
    let n = assigned.len();
    Verdict::holds(n >= needed, "assignment", format!("指派了 {n} 名鉴定人，至少 {needed} 名"))
}

fn institution_equipped(facts: &CaseFacts<'_>) -> Verdict {
    let institution = facts.institution;
    if institution.premises.is_empty() {
        return Verdict::breached("premises", "登记的执业场所还没有填");
    }
    if institution.licence_valid_until.is_some_and(|until| until < facts.today()) {
        return Verdict::breached("licence", "机构许可证已过有效期");
    }
    match facts.file.intake.category {
        None => Verdict::breached("category", "鉴定专业还没有选"),
        Some(category) => Verdict::holds(
            institution.scope.contains(&category),
            "category",
            format!("许可证登记的业务范围里没有{}", category.label()),
        ),
    }
}

/// Whose licence ends when: the institution and everyone assigned.
fn licences<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = (String, Day)> + 'a {
    let institution = facts.institution.licence_valid_until.map(|until| ("机构许可证".to_owned(), until));
    let appraisers = facts.appraisers().into_iter().filter_map(|member| {
        let until = member.licence.as_ref()?.valid_until?;
        Some((format!("{}的执业证", member.name.as_str()), until))
    });
    institution.into_iter().chain(appraisers.collect::<Vec<_>>())
}

fn no_licence_expired(facts: &CaseFacts<'_>) -> Verdict {
    match licences(facts).find(|(_, until)| *until < facts.today()) {
        Some((whose, until)) => Verdict::breached("licence", format!("{whose}有效期至 {until}，已经过了")),
        None => Verdict::Satisfied,
    }
}

fn no_renewal_due(facts: &CaseFacts<'_>) -> Verdict {
    let due = |until: Day| licence_renewal_due(until) <= facts.today() && facts.today() <= until;
    match licences(facts).find(|(_, until)| due(*until)) {
        Some((whose, until)) => {
            Verdict::breached("licence", format!("{whose}有效期至 {until}，该申请延续了"))
        }
        None => Verdict::Satisfied,
    }
}

fn reappraisal<'a>(facts: &'a CaseFacts<'_>) -> Option<(&'a str, &'a str)> {
    match &facts.file.intake.reappraisal {
        Some(Reappraisal::Yes { original_institution, ground, .. }) => Some((original_institution, ground)),
        Some(Reappraisal::No) | None => None,
    }
}

fn reappraisal_has_its_ground(facts: &CaseFacts<'_>) -> Verdict {
    match reappraisal(facts) {
        None => Verdict::NotApplicable,
        Some((_, ground)) => {
            Verdict::holds(!ground.trim().is_empty(), "reappraisal", "重新鉴定的依据还没有写")
        }
    }
}

fn reappraisal_by_another_institution(facts: &CaseFacts<'_>) -> Verdict {
    match reappraisal(facts) {
        None => Verdict::NotApplicable,
        Some((original, _)) => Verdict::holds(
            original.trim() != facts.institution.name.trim(),
            "reappraisal",
            "原鉴定机构就是本机构",
        ),
    }
}

pub(super) fn reappraisal_has_a_senior_appraiser(facts: &CaseFacts<'_>) -> Verdict {
    if reappraisal(facts).is_none() {
        return Verdict::NotApplicable;
    }
    let n = facts.appraisers().into_iter().filter(|member| member.has_senior_title).count();
    let needed = usize::from(numbers::SENIOR_APPRAISERS.on(facts.today()));
    Verdict::holds(n >= needed, "assignment", "指派的鉴定人里没有高级职称")
}

fn agreement_says_everything(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let file = facts.file;
    let items = [
        ("委托人", intake.clients.is_empty()),
        ("委托事项", intake.matter.trim().is_empty()),
        ("是否重新鉴定", intake.reappraisal.is_none()),
        ("鉴定用途", intake.purpose.is_none()),
        ("基本案情", intake.incident.trim().is_empty()),
        ("鉴定材料", file.current(&file.materials).next().is_none()),
        ("鉴定费用", intake.fee.amount_fen.is_none()),
    ];
    let missing = items.into_iter().filter_map(|(name, is_missing)| is_missing.then_some(name));
    let missing = missing.collect::<Vec<_>>();
    Verdict::holds(missing.is_empty(), "agreement", format!("委托书还缺{}", missing.join("、")))
}

fn agreement_signed_by_all(facts: &CaseFacts<'_>) -> Verdict {
    let Some(agreement) = facts.file.agreement() else {
        return Verdict::NotApplicable;
    };
    let unsigned = facts.file.intake.clients.iter().filter(|client| !is_bound(facts, agreement, client));
    let mut unsigned = unsigned.map(|client| client.called().to_owned()).collect::<Vec<_>>();
    if agreement.institution_signer.is_empty() {
        unsigned.push("机构".to_owned());
    }
    Verdict::holds(unsigned.is_empty(), "signatures", format!("{}还没有签委托书", unsigned.join("、")))
}

/// Signed in person, or, for an insurer that does not come, by the original of its joint letter (SC-2.1g).
fn is_bound(facts: &CaseFacts<'_>, agreement: &Agreement, client: &Client) -> bool {
    let by_letter = client.kind == ClientKind::Insurer
        && facts.file.joint_letter().is_some_and(|letter| letter.is_original);
    by_letter || has_signed(&agreement.signatures, client)
}

fn agreed_length_can_be_kept(facts: &CaseFacts<'_>) -> Verdict {
    let from = facts.file.effective_on().unwrap_or_else(|| facts.today());
    match facts.file.intake.agreed_length {
        None => Verdict::NotApplicable,
        Some(AgreedLength::Workdays(0) | AgreedLength::CalendarDays(0)) => {
            Verdict::breached("agreed_length", "约定的时限是零")
        }
        Some(AgreedLength::Until(on)) if on <= from => {
            Verdict::breached("agreed_length", format!("约定在 {on} 前完成，已经不在生效日以后"))
        }
        Some(_) => Verdict::Satisfied,
    }
}

fn within_the_time_limit(facts: &CaseFacts<'_>) -> Verdict {
    let Some(deadline) = facts.deadline() else {
        return Verdict::NotApplicable;
    };
    let say = format!("应在 {} 前完成，{}", deadline.on, deadline.remaining_label());
    Verdict::holds(deadline.urgency != Urgency::Overdue, "deadline", say)
}
