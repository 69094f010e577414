//! The first draft as the file already tells it: who, what, when, which material, what was done and seen.
//!
//! Analysis and opinion stay empty: they are the appraiser's alone, and nothing proposes a conclusion (SC-3.1f).

use crate::domain::case_link::CaseLink;
use crate::domain::check_in::Attendee;
use crate::domain::material::Usability;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::process_record::EntryContent;
use crate::domain::standard::Known;
use crate::domain::standard::LIBRARY;
use crate::domain::standard::Standard;
use crate::domain::standard::plain_name;
use crate::services::case_view::CaseView;

/// A draft to begin from.
pub fn proposed(view: &CaseView) -> OpinionDraft {
    let mut draft = OpinionDraft::default();
    let sections = [
        (Section::Basics, basics(view)),
        (Section::Incident, view.file.intake.incident.trim().to_owned()),
        (Section::RecordSummary, record_summary(view)),
        (Section::Process, process(view)),
        (Section::Attachments, attachments(view)),
    ];
    draft.sections = sections.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    draft.materials = cited_materials(view);
    draft.standards = standards(view);
    draft
}

fn basics(view: &CaseView) -> String {
    let file = &view.file;
    let intake = &file.intake;
    let mut lines =
        vec![format!("委托人：{}", intake.client_names()), format!("委托事项：{}", intake.matter)];
    if let Some(accepted) = file.acceptance() {
        lines.push(format!("受理日期：{}", accepted.at.day().worded()));
    }
    let materials = materials(view);
    if !materials.is_empty() {
        lines.push(format!("鉴定材料：{materials}"));
    }
    if let Some(session) = file.session() {
        lines.push(format!("鉴定日期：{}", session.at.day().worded()));
        lines.push(format!("鉴定地点：{}", session.body.place));
    }
    let present: Vec<String> = file.arrivals().map(|row| present_words(&row.body.attendee)).collect();
    if !present.is_empty() {
        lines.push(format!("在场人员：{}", present.join("、")));
    }
    let absent = file.session().map(|session| session.body.absent_insurers.clone()).unwrap_or_default();
    if !absent.is_empty() {
        lines.push(format!("{}经通知未到场，鉴定照常进行", absent.join("、")));
    }
    lines.push(format!("被鉴定人：{}", intake.subject.name.as_str()));
    if let Some(note) = supplement_note(view) {
        lines.push(note);
    }
    lines.join("\n")
}

/// The items that may be used, as 一、基本情况 names them.
fn materials(view: &CaseView) -> String {
    let file = &view.file;
    let usable = file.current(&file.materials).filter(|row| file.usability(row.id) == Usability::Usable);
    usable.map(|row| format!("{} {}", row.body.name, row.body.quantity)).collect::<Vec<_>>().join("；")
}

fn present_words(attendee: &Attendee) -> String {
    format!("{}（{}）", attendee.name().as_str(), attendee.role_label())
}

/// GZ-30: a supplementary appraisal is part of the original one, and its paper says so.
pub fn supplement_note(view: &CaseView) -> Option<String> {
    match &view.file.supplements()?.body {
        CaseLink::Supplements { called, ground, .. } => Some(format!(
            "本次为补充鉴定（{}），本意见书是 {called} 司法鉴定意见书的组成部分",
            ground.label()
        )),
        _ => None,
    }
}

fn cited_materials(view: &CaseView) -> Vec<crate::domain::ids::EvidenceId> {
    let file = &view.file;
    let usable = file.current(&file.materials).filter(|row| file.usability(row.id) == Usability::Usable);
    usable.map(|row| row.id).collect()
}

fn record_summary(view: &CaseView) -> String {
    let file = &view.file;
    let lines: Vec<String> = file
        .current(&file.materials)
        .filter(|row| file.usability(row.id) == Usability::Usable)
        .map(|row| {
            let source = &row.body.source;
            let source = if source.is_empty() { String::new() } else { format!("（{source}）") };
            format!("{}{source}，{}", row.body.name, row.body.quantity)
        })
        .collect();
    lines.join("\n")
}

fn process(view: &CaseView) -> String {
    let file = &view.file;
    let told = file.current(&file.entries).filter(|row| {
        matches!(
            row.body.content,
            EntryContent::Method { .. }
                | EntryContent::Finding { .. }
                | EntryContent::Measurement(_)
                | EntryContent::Instrument(_)
        )
    });
    told.map(|row| row.body.content.text()).collect::<Vec<_>>().join("\n")
}

fn attachments(view: &CaseView) -> String {
    let mut lines = Vec::new();
    let n = view.file.current(&view.file.media).count();
    if n > 0 {
        lines.push(format!("检查照片 {n} 张"));
    }
    lines.push("司法鉴定许可证、鉴定人执业证复印件".to_owned());
    lines.join("\n")
}

/// Standards the record names and the one agreed with the client, as the library knows them.
fn standards(view: &CaseView) -> Vec<Standard> {
    let file = &view.file;
    let mut found: Vec<Standard> = Vec::new();
    let agreed = file.intake.standard.trim().trim_matches(['《', '》']);
    if let Some(known) = known(view, agreed) {
        found.push(known);
    }
    for row in file.current(&file.entries) {
        if let EntryContent::Standard { name, number, rank } = &row.body.content {
            let standard = known(view, name).unwrap_or_else(|| Standard {
                name: name.clone(),
                number: number.clone(),
                rank: *rank,
                from: None,
                until: None,
            });
            if !found.iter().any(|one| plain_name(&one.name) == plain_name(&standard.name)) {
                found.push(standard);
            }
        }
    }
    found
}

fn known(view: &CaseView, name: &str) -> Option<Standard> {
    let name = plain_name(name);
    if name.is_empty() {
        return None;
    }
    let own = view.institution.standards.iter().find(|one| plain_name(&one.name) == name).cloned();
    own.or_else(|| LIBRARY.iter().find(|known| plain_name(known.name) == name).map(Known::standard))
}
