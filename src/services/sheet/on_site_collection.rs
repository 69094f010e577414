//! F-34 现场提取鉴定材料记录: prepared from the appointment outside the premises, filled in on the spot (GZ-24).

use crate::documents::on_site_collection::Facts;
use crate::documents::on_site_collection::ItemLine;
use crate::documents::on_site_collection::PersonLine;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::ids::UserId;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::on_site_collection::CollectedItem;
use crate::domain::on_site_collection::OnSiteCollection;
use crate::domain::schedule::Appointment;
use crate::domain::schedule::Outside;
use crate::domain::schedule::OutsideReason;
use crate::domain::sheet::FormNo;
use crate::domain::staff::Licence;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::n_corrections;

/// 现场提取鉴定材料记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F34,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.appointments),
    stays: true,
    is_specimen: false,
    listed,
};

/// One where material is collected outside the premises; done once what was collected is written down and witnessed.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    if !facts.file.is_collected_on_site() {
        return Vec::new();
    }
    let line = letter::line(facts, FormNo::F34, None, "", "已打印，当场填写");
    let (state, note) = match record(facts) {
        None => return vec![SheetLine { state: SheetState::Open, ..line }],
        Some(kept) if kept.signature.is_some() => {
            (SheetState::Signed, format!("提取 {} 件", kept.items.len()))
        }
        Some(_) => (SheetState::Open, "见证人还没有签名".to_owned()),
    };
    vec![SheetLine { state, note, ..line }]
}

/// What was written down about it.
fn record<'a>(facts: &CaseFacts<'a>) -> Option<&'a OnSiteCollection> {
    facts.file.latest(&facts.file.collections).map(|row| &row.body)
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let kept = file.latest(&file.collections);
    let body = kept.map(|row| &row.body);
    let collection = collection(facts);
    let consent = collection.and_then(|(_, outside)| outside.consent.as_ref());
    let people = people(facts, body);
    Facts {
        client: intake.client_names(),
        matter: intake.matter.clone(),
        consent: consent
            .map_or_else(String::new, |consent| format!("{}，{}", consent.by.as_str(), consent.on.worded())),
        at: collection.map_or_else(String::new, |(appointment, _)| appointment.starts_at.worded()),
        place: body
            .map(|body| body.place.clone())
            .or_else(|| collection.map(|(_, outside)| outside.facts.clone()))
            .unwrap_or_default(),
        period: body.map_or_else(String::new, |body| format!("{} {}", body.on.worded(), body.period)),
        method: body.map_or_else(String::new, |body| body.method.clone()),
        items: body.map_or(&[][..], |body| &body.items).iter().map(item_line).collect(),
        approved: collection.map_or_else(String::new, |(_, outside)| outside.approved_by.as_str().to_owned()),
        staff_sign: people.iter().map(|person| for_pen(&person.role, &person.name)).collect(),
        witness_signs: match (kept, body.and_then(|body| body.signature.as_ref())) {
            (Some(row), Some(manner)) => pad.signed("见证人", row.body.witness.as_str(), manner, row.at),
            (Some(row), None) => for_pen("见证人", row.body.witness.as_str()),
            (None, _) => for_pen("见证人", ""),
        },
        people,
        basis: basis(facts.pack(), &[&general::GZ_24], &[&shanghai::SH_1_2F], &[]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let mut gaps = Gaps::default();
    let kept = record(facts);
    if kept.is_none() && collection(facts).is_some() {
        gaps.later(true, "提取了什么还没有记，印出来当场填写", Place::OnSiteCollection);
    }
    let Some((_, outside)) = collection(facts) else {
        gaps.later(kept.is_none(), "没有排现场提取，印出来是空白的", Place::Schedule);
        return gaps;
    };
    gaps.content(outside.consent.is_none(), "委托人同意现场提取没有记", Place::Schedule);
    gaps.content(people(facts, kept).len() < 2, "现场提取不少于二人，指派的不够", Place::Assignment);
    gaps
}

fn collection<'a>(facts: &CaseFacts<'a>) -> Option<(&'a Appointment, &'a Outside)> {
    let appointment = facts.file.appointment()?;
    let outside = appointment.outside.as_ref()?;
    (outside.reason == OutsideReason::OnSiteCollection).then_some((appointment, outside))
}

fn item_line(item: &CollectedItem) -> ItemLine {
    ItemLine {
        name: item.name.clone(),
        quantity: item.quantity.clone(),
        condition: item.form.clone(),
        storage: item.condition.clone(),
        seal: item.seal.clone(),
    }
}

/// Who collected; before that is written down, everybody assigned: appraisers first.
fn people(facts: &CaseFacts<'_>, kept: Option<&OnSiteCollection>) -> Vec<PersonLine> {
    let Some(assignment) = facts.file.assignment() else { return Vec::new() };
    let went = |id: &&UserId| kept.is_none_or(|kept| kept.people.contains(id));
    let line = |id: &UserId, role: &str, licence: fn(&StaffMember) -> Option<&Licence>| {
        let member = facts.member(*id)?;
        Some(PersonLine {
            name: member.name.as_str().to_owned(),
            role: role.to_owned(),
            licence: licence(member).map_or_else(String::new, |licence| licence.number.clone()),
        })
    };
    let appraisers = assignment.appraisers.iter().filter(went);
    let appraisers = appraisers.filter_map(|id| line(id, "鉴定人", |member| member.licence.as_ref()));
    let assistants = assignment.assistants.iter().filter(went);
    let assistants =
        assistants.filter_map(|id| line(id, "鉴定人助理", |member| member.assistant_licence.as_ref()));
    let others = kept.map_or(&[][..], |kept| &kept.people).iter();
    let others =
        others.filter(|id| !assignment.appraisers.contains(id) && !assignment.assistants.contains(id));
    let others = others.filter_map(|id| line(id, "工作人员", |member| member.licence.as_ref()));
    appraisers.chain(assistants).chain(others).collect()
}
