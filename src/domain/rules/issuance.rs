//! 出具 (T17; F-20): by hand, by the appraisers of the case and nobody else, sealed, in the agreed number.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use super::opinion::draft;
use crate::domain::case::CaseFacts;
use crate::domain::issuance::Issuance;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::step::Place;
use crate::domain::step::Step;

const ISSUE: &[Step] = &[Step::IssueOpinion];

/// The rows of 出具.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-37"),
        title: "意见书由本案每一名鉴定人在纸上亲笔签名",
        basis: &[general::GZ_37],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut {
            say: "请鉴定人在纸上签名，由两名工作人员见证或扫描留存", go: Place::Opinion
        },
        check: every_appraiser_signed_by_hand,
    },
    CaseRule {
        id: RuleId("GZ-37#2"),
        title: "复核人、咨询专家和没有参加鉴定的人，不得在意见书上签名",
        basis: &[general::GZ_37, general::GZ_33],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "重新打印，只由本案鉴定人签名", go: Place::Opinion },
        check: nobody_else_signed,
    },
    CaseRule {
        id: RuleId("GZ-37#3"),
        title: "鉴定人有不同意见的，意见书须注明",
        basis: &[general::GZ_37],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "退回拟稿，注明不同意见", go: Place::Opinion },
        check: dissent_noted,
    },
    CaseRule {
        id: RuleId("TL-30"),
        title: "意见书须由鉴定人亲笔签名，并加盖司法鉴定专用章",
        basis: &[acts::TL_30],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: REGULATION,
        guards: ISSUE,
        way_out: WayOut { say: "签齐、用印以后再出具", go: Place::Opinion },
        check: signed_by_hand_and_sealed,
    },
    CaseRule {
        id: RuleId("GZ-38"),
        title: "意见书须加盖司法鉴定专用章，用印要登记",
        basis: &[general::GZ_38],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "登记用印：谁用的、谁批准、几处", go: Place::Opinion },
        check: seal_registered,
    },
    CaseRule {
        id: RuleId("GZ-39"),
        title: "意见书一式四份，另有约定的按约定",
        basis: &[general::GZ_39],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "补足份数，少出的写明与委托人的约定", go: Place::Opinion },
        check: copies_enough,
    },
    CaseRule {
        id: RuleId("GZ-39#2"),
        title: "共同委托的，份数要够每一方一份和存档一份",
        basis: &[general::GZ_39],
        pack: Pack::Base,
        level: Level::Hint,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "按委托人数增加份数", go: Place::Opinion },
        check: copies_for_every_side,
    },
    CaseRule {
        id: RuleId("GZ-36#3"),
        title: "意见书须有文书编号和出具日期",
        basis: &[general::GZ_36],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ISSUE,
        way_out: WayOut { say: "写编号和日期", go: Place::Opinion },
        check: numbered_and_dated,
    },
];

pub(super) fn issuance<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Issuance> {
    facts.file.issuance().map(|row| &row.body)
}

fn every_appraiser_signed_by_hand(facts: &CaseFacts<'_>) -> Verdict {
    // Nobody assigned is stopped long before (GZ-19).
    let Some(assignment) = facts.file.assignment() else {
        return Verdict::NotApplicable;
    };
    let name = |id| facts.member(id).map_or("一名鉴定人", |member| member.name.as_str());
    let signatures = issuance(facts).map(|issued| issued.signatures.as_slice()).unwrap_or_default();
    for id in &assignment.appraisers {
        match signatures.iter().find(|signature| signature.who == *id) {
            None => {
                return Verdict::breached("signatures", format!("{}还没有在纸上签名", name(*id)));
            }
            Some(signature) if !signature.is_vouched() => {
                let say = format!("{}的签名还没有两名工作人员见证，也没有扫描件", name(*id));
                return Verdict::breached("signatures", say);
            }
            Some(_) => {}
        }
    }
    Verdict::Satisfied
}

fn nobody_else_signed(facts: &CaseFacts<'_>) -> Verdict {
    let (Some(issued), Some(assignment)) = (issuance(facts), facts.file.assignment()) else {
        return Verdict::NotApplicable;
    };
    match issued.signatures.iter().find(|signature| !assignment.appraisers.contains(&signature.who)) {
        Some(signature) => {
            let name = facts.member(signature.who).map_or("一个人", |member| member.name.as_str());
            Verdict::breached("signatures", format!("{name}不是本案鉴定人"))
        }
        None => Verdict::Satisfied,
    }
}

fn dissent_noted(facts: &CaseFacts<'_>) -> Verdict {
    let Some(issued) = issuance(facts).filter(|issued| issued.signatures.iter().any(|one| one.dissents))
    else {
        return Verdict::NotApplicable;
    };
    let noted = draft(facts).map(|draft| draft.dissents.as_slice()).unwrap_or_default();
    let is_noted = |who| noted.iter().any(|dissent| dissent.who == who && !dissent.text.trim().is_empty());
    match issued.signatures.iter().find(|one| one.dissents && !is_noted(one.who)) {
        Some(one) => {
            let name = facts.member(one.who).map_or("一名鉴定人", |member| member.name.as_str());
            Verdict::breached("dissents", format!("{name}有不同意见，意见书里还没有注明"))
        }
        None => Verdict::Satisfied,
    }
}

fn signed_by_hand_and_sealed(facts: &CaseFacts<'_>) -> Verdict {
    match (every_appraiser_signed_by_hand(facts), nobody_else_signed(facts)) {
        (Verdict::Breached { field, say }, _) | (_, Verdict::Breached { field, say }) => {
            Verdict::Breached { field, say }
        }
        _ => seal_registered(facts),
    }
}

fn seal_registered(facts: &CaseFacts<'_>) -> Verdict {
    let Some(seal) = issuance(facts).and_then(|issued| issued.seal.as_ref()) else {
        return Verdict::breached("seal", "司法鉴定专用章的用印还没有登记");
    };
    if seal.by.is_empty() || seal.allowed_by.is_empty() {
        return Verdict::breached("seal", "用印人、批准人还没有写");
    }
    Verdict::holds(seal.n_impressions > 0, "seal", "用印几处还没有写")
}

fn copies_enough(facts: &CaseFacts<'_>) -> Verdict {
    let Some(issued) = issuance(facts) else {
        return Verdict::NotApplicable;
    };
    let lawful = u32::from(numbers::OPINION_COPIES.on(facts.today()));
    let agreed = facts.file.intake.n_opinion_copies;
    // Another number that was agreed is the number; without one it is the lawful one.
    let needed = if agreed == 0 { lawful } else { agreed };
    let n = issued.n_copies;
    Verdict::holds(n >= needed, "n_copies", format!("出 {n} 份，应出 {needed} 份"))
}

fn copies_for_every_side(facts: &CaseFacts<'_>) -> Verdict {
    let Some(issued) = issuance(facts).filter(|_| facts.file.is_joint()) else {
        return Verdict::NotApplicable;
    };
    let n_sides = facts.file.intake.clients.len();
    let needed = u32::try_from(n_sides + 1).unwrap_or(u32::MAX);
    let say = format!("{n_sides} 方委托，连存档至少 {needed} 份");
    Verdict::holds(issued.n_copies >= needed, "n_copies", say)
}

fn numbered_and_dated(facts: &CaseFacts<'_>) -> Verdict {
    let Some(issued) = issuance(facts) else {
        return Verdict::breached("doc_no", "文书编号和出具日期还没有写");
    };
    if issued.doc_no.trim().is_empty() {
        return Verdict::breached("doc_no", "文书编号还没有写");
    }
    let effective_on = facts.file.effective_on();
    if issued.issued_on > facts.today() {
        return Verdict::breached("issued_on", "出具日期还没有到");
    }
    let is_after = effective_on.is_none_or(|effective_on| effective_on <= issued.issued_on);
    Verdict::holds(is_after, "issued_on", "出具日期早于委托书生效日")
}
