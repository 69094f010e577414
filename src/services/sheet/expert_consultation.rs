//! F-26 专家咨询意见记录: one sheet a consultation; printed before the answer it is the paper the expert signs.

use crate::documents::expert_consultation::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;

/// 专家咨询意见记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F26,
    facts: |facts, about, head, pad| value_of(&self::facts(facts, about, head, pad)),
    gaps,
    n_corrections: |file| n_corrections(&file.consultations),
    stays: true,
    is_specimen: true,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let rows = file.current(&file.consultations);
    rows.map(|row| {
        let body = &row.body;
        let (state, note) = match (body.is_answered(), body.is_signed(), body.is_settled()) {
            (false, ..) => (SheetState::Open, "等专家答复"),
            (true, false, _) => (SheetState::Open, "待专家签名"),
            (true, true, false) => (SheetState::Open, "待写采纳情况"),
            (true, true, true) => (SheetState::Signed, "专家已签名"),
        };
        let which = joined(&[body.expert.as_str(), &body.asked_on.to_string()], "，");
        SheetLine::about(file, FormNo::F26, row.id, &which, state, note)
    })
    .collect()
}

fn row<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<ExpertConsultation>> {
    let file = facts.file;
    match about {
        Some(id) => file.consultations.iter().find(|row| row.id == id),
        None => file.latest(&file.consultations),
    }
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let found = row(facts, about);
    let body = found.map(|row| &row.body);
    let text = |of: fn(&ExpertConsultation) -> &str| body.map_or_else(String::new, |one| of(one).to_owned());
    let expert = text(|one| one.expert.as_str());
    let signed = found.and_then(|row| Some((row.body.signature.as_ref()?, row.at)));
    let appraisers = file.assignment().map(|one| one.appraisers.as_slice()).unwrap_or_default();
    Facts {
        head,
        matter: file.intake.matter.clone(),
        unit: text(|one| &one.unit),
        field: text(|one| &one.field),
        title: text(|one| &one.title),
        asked_on: body.map_or_else(String::new, |one| one.asked_on.worded()),
        question: text(|one| &one.question),
        answered_on: body.and_then(|one| one.answered_on).map_or_else(String::new, Day::worded),
        opinion: text(|one| &one.opinion),
        signature: match signed {
            Some((manner, at)) => pad.signed("咨询专家", &expert, manner, at),
            None => for_pen("咨询专家", &expert),
        },
        adoption: body
            .and_then(|one| one.adoption)
            .map_or_else(String::new, |adoption| adoption.label().to_owned()),
        adoption_reason: text(|one| &one.adoption_reason),
        appraisers: appraisers.iter().map(|who| for_pen("鉴定人", &member_name(facts, *who))).collect(),
        basis: basis(facts.pack(), &[&general::GZ_33], &[], &[&sichuan::SC_5_2B]),
        expert,
    }
}

/// Answer, signature and adoption may come on the paper.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let here = Place::Experts;
    match row(facts, about).map(|row| &row.body) {
        None => gaps.content(true, "还没有登记专家咨询", here),
        Some(one) => {
            gaps.later(!one.is_answered(), "专家还没有答复", here);
            gaps.signature(one.is_answered() && !one.is_signed(), "专家还没有签名", here);
            gaps.later(one.is_answered() && !one.is_settled(), "采纳情况还没有写", here);
        }
    }
    gaps
}
