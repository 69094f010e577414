//! 补正 (F-21): three kinds of flaw, never the opinion, signed beside, allowed, and delivered to whoever has the original.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::correction::OpinionCorrection;
use crate::domain::evidence::Recorded;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::opinion::OpinionDraft;
use crate::domain::step::Place;
use crate::domain::step::Step;

const CORRECT: &[Step] = &[Step::CorrectOpinion];

/// The rows of 补正.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-41"),
        title: "补正不得改变鉴定意见的原意，动到「鉴定意见」一节的不得补正",
        basis: &[general::GZ_41],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: CORRECT,
        way_out: WayOut {
            say: "改走补充鉴定，或告知可以申请重新鉴定", go: Place::Supplement
        },
        check: opinion_untouched,
    },
    CaseRule {
        id: RuleId("TL-31"),
        title: "有瑕疵的应当补正，补正不得改变鉴定意见的原意",
        basis: &[acts::TL_31],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: REGULATION,
        guards: CORRECT,
        way_out: WayOut {
            say: "改走补充鉴定，或告知可以申请重新鉴定", go: Place::Supplement
        },
        check: opinion_untouched,
    },
    CaseRule {
        id: RuleId("GZ-41#2"),
        title: "至少一名鉴定人在补正处签名",
        basis: &[general::GZ_41],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: CORRECT,
        way_out: WayOut { say: "请本案鉴定人在补正处签名", go: Place::Correction },
        check: appraiser_signs_beside,
    },
    CaseRule {
        id: RuleId("GZ-41#3"),
        title: "补正须写明位置、原文、改为什么和理由，原文要在意见书里",
        basis: &[general::GZ_41],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: CORRECT,
        way_out: WayOut { say: "照意见书原文逐处写清", go: Place::Correction },
        check: places_found,
    },
    CaseRule {
        id: RuleId("GZ-41#4"),
        title: "补正须经负责人批准，并送达收到原件的每一方",
        basis: &[general::GZ_41],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Archive],
        way_out: WayOut { say: "请负责人批准，逐一送达", go: Place::Correction },
        check: corrections_done,
    },
];

/// The correction that is proposed or was made last, with the opinion that went out.
fn last<'a>(facts: &'a CaseFacts<'_>) -> Option<(&'a OpinionCorrection, &'a OpinionDraft)> {
    let file = facts.file;
    let correction: &Recorded<OpinionCorrection> = file.corrections_now().last()?;
    let draft = file.opinion_version(correction.body.draft)?;
    Some((&correction.body, &draft.body))
}

fn opinion_untouched(facts: &CaseFacts<'_>) -> Verdict {
    let Some((correction, draft)) = last(facts) else {
        return Verdict::NotApplicable;
    };
    match correction.touches_opinion(draft) {
        Some(item) => {
            Verdict::breached("items", format!("{}动到了「鉴定意见」，不是瑕疵", place(&item.place)))
        }
        None => Verdict::Satisfied,
    }
}

fn place(said: &str) -> &str {
    if said.trim().is_empty() { "一处补正" } else { said.trim() }
}

fn appraiser_signs_beside(facts: &CaseFacts<'_>) -> Verdict {
    let Some((correction, _)) = last(facts) else {
        return Verdict::NotApplicable;
    };
    let is_of_case = |id| facts.file.assignments.iter().any(|row| row.body.appraisers.contains(id));
    let signed = !correction.signed_by.is_empty() && correction.signed_by.iter().all(is_of_case);
    Verdict::holds(signed, "signed_by", "还没有本案鉴定人在补正处签名")
}

fn places_found(facts: &CaseFacts<'_>) -> Verdict {
    let Some((correction, draft)) = last(facts) else {
        return Verdict::NotApplicable;
    };
    if correction.items.is_empty() {
        return Verdict::breached("items", "还没有写补正哪一处");
    }
    let open =
        correction.items.iter().find(|item| item.place.trim().is_empty() || item.why.trim().is_empty());
    if open.is_some() {
        return Verdict::breached("items", "有一处还没有写位置或理由");
    }
    match correction.unfound(draft).next() {
        Some(item) => {
            let section = item.section.map_or("", |section| section.label());
            Verdict::breached("items", format!("「{section}」里没有「{}」这几个字", item.before))
        }
        None => Verdict::Satisfied,
    }
}

fn corrections_done(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    if file.corrections_now().next().is_none() {
        return Verdict::NotApplicable;
    }
    if file.corrections_now().any(|row| row.body.approval.is_none()) {
        return Verdict::breached("approval", "有一次补正还没有负责人的决定");
    }
    let open = file.undelivered_corrections().next().is_some();
    Verdict::holds(!open, "deliveries", "补正还没有送达收到原件的每一方")
}
