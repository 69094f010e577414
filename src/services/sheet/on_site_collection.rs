//! F-34 现场提取鉴定材料记录: prepared from the appointment outside the premises, filled in on the spot (GZ-24).

use crate::documents::on_site_collection::Facts;
use crate::documents::on_site_collection::PersonLine;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::ids::UserId;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::schedule::Appointment;
use crate::domain::schedule::Outside;
use crate::domain::schedule::OutsideReason;
use crate::domain::sheet::FormNo;
use crate::domain::staff::Licence;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::n_corrections;

/// 现场提取鉴定材料记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F34,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.appointments),
    stays: true,
    is_specimen: false,
    listed,
};

/// One where material is collected outside the premises.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    collection(facts)
        .map(|_| letter::line(facts, FormNo::F34, None, "", "已打印，当场填写"))
        .into_iter()
        .collect()
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let intake = &facts.file.intake;
    let collection = collection(facts);
    let consent = collection.and_then(|(_, outside)| outside.consent.as_ref());
    let people = people(facts);
    Facts {
        client: intake.client_names(),
        matter: intake.matter.clone(),
        consent: consent
            .map_or_else(String::new, |consent| format!("{}，{}", consent.by.as_str(), consent.on.worded())),
        at: collection.map_or_else(String::new, |(appointment, _)| appointment.starts_at.worded()),
        place: collection.map_or_else(String::new, |(_, outside)| outside.facts.clone()),
        approved: collection.map_or_else(String::new, |(_, outside)| outside.approved_by.as_str().to_owned()),
        staff_sign: people.iter().map(|person| for_pen(&person.role, &person.name)).collect(),
        witness_signs: for_pen("见证人", ""),
        people,
        basis: basis(facts.pack(), &[&general::GZ_24], &[&shanghai::SH_1_2F], &[]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let mut gaps = Gaps::default();
    let Some((_, outside)) = collection(facts) else {
        gaps.later(true, "没有排现场提取，印出来是空白的", Place::Schedule);
        return gaps;
    };
    gaps.content(outside.consent.is_none(), "委托人同意现场提取没有记", Place::Schedule);
    gaps.content(people(facts).len() < 2, "现场提取不少于二人，指派的不够", Place::Assignment);
    gaps
}

fn collection<'a>(facts: &CaseFacts<'a>) -> Option<(&'a Appointment, &'a Outside)> {
    let appointment = facts.file.appointment()?;
    let outside = appointment.outside.as_ref()?;
    (outside.reason == OutsideReason::OnSiteCollection).then_some((appointment, outside))
}

/// Everybody assigned: appraisers first.
fn people(facts: &CaseFacts<'_>) -> Vec<PersonLine> {
    let Some(assignment) = facts.file.assignment() else { return Vec::new() };
    let line = |id: &UserId, role: &str, licence: fn(&StaffMember) -> Option<&Licence>| {
        let member = facts.member(*id)?;
        Some(PersonLine {
            name: member.name.as_str().to_owned(),
            role: role.to_owned(),
            licence: licence(member).map_or_else(String::new, |licence| licence.number.clone()),
        })
    };
    let appraisers = assignment.appraisers.iter();
    let appraisers = appraisers.filter_map(|id| line(id, "鉴定人", |member| member.licence.as_ref()));
    let assistants = assignment.assistants.iter();
    let assistants =
        assistants.filter_map(|id| line(id, "鉴定人助理", |member| member.assistant_licence.as_ref()));
    appraisers.chain(assistants).collect()
}
