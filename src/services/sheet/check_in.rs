//! F-07 到场签到及见证记录表: everybody who came, with or without standing, and everybody who did not
//! (SC-2.2g–j, SC-4.4b–g, SH-2.1d–h, GZ-25d/e, TL-22).
//!
//! It stays in the file, so numbers of documents stand in full. Standing is concluded as of the arrival: a credential
//! that ends next month does not take back what it allowed today.

use crate::documents::check_in::Absence;
use crate::documents::check_in::Facts;
use crate::documents::check_in::Interval;
use crate::documents::check_in::RecordingConsent;
use crate::documents::check_in::Statement;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::check_in;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::WITNESS_RULES;
use crate::domain::check_in::WitnessRulesSigned;
use crate::domain::check_in::recording_allowed;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Moment;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::witness_notice::Addressee;
use crate::services::case_view::sheets::SheetLine;
use crate::services::check_in::notices_in_words;
use crate::services::sheet::attendee::attendee;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::Refusal;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::signing::refusals;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::cite_in;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::insurer_name;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::place;
use crate::services::sheet::words::versions;
use crate::services::sheet::words::when;

/// Said with the three rules that are ticked (SC-4.4e): allowed, and no material.
const MAY_TELL: &str = "可以向鉴定人反映案件查勘情况；反映的情况不是鉴定材料";

/// 到场签到及见证记录表.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F07,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.attendances) + n_corrections(&file.absences),
    stays: true,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let has_begun = facts.file.arrivals().next().is_some();
    vec![SheetLine::by_signers(facts.file, FormNo::F07, has_begun, "还没有人到")]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let rows = roll(facts);
    let session = file.session();
    let sealed =
        session.and_then(|s| file.current(&file.seals).filter(|seal| seal.body.session == s.id).last());
    let mut refused = refusals(file, FormNo::F07);
    refused.extend(rows.iter().filter_map(|row| rules_refused(facts, row)));
    Facts {
        subject: file.intake.subject.name.as_str().to_owned(),
        matter: file.intake.matter.clone(),
        planned_at: when(file.appointment().map(|appointment| appointment.starts_at)),
        place: place(facts),
        began_at: when(session.map(|row| row.at)),
        ended_at: when(sealed.map(|row| row.at)),
        attendees: rows.iter().map(|row| attendee(facts, row)).collect(),
        absences: absences(facts),
        rules: WITNESS_RULES.into_iter().chain([MAY_TELL]).map(str::to_owned).collect(),
        rules_signed: rows.iter().filter_map(|row| rules_signed(facts, row, pad)).collect(),
        recording: recording(facts),
        statements: statements(&rows),
        support: support(&rows),
        stepped_out: stepped_out(facts),
        objections: Vec::new(),
        interference: String::new(),
        basis: basis(
            facts.pack(),
            &[&general::GZ_25],
            &[&shanghai::SH_2_1D, &acts::TL_22],
            &[&sichuan::SC_2_2G, &sichuan::SC_4_4B],
        ),
        signatures: signatures(facts, &rows, pad),
        refusal: refusal_note(&refused),
        head,
    }
}

/// What is missing; before anybody came the sheet is a draft.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let rows = roll(facts);
    let here = Place::CheckIn;
    let mut gaps = Gaps::default();
    gaps.content(file.appointment().is_none(), "还没有排期", Place::Schedule);
    gaps.content(rows.is_empty(), "还没有人签到", here);
    let has_subject = rows.iter().any(|row| matches!(row.body.attendee, Attendee::Subject(_)));
    let subject_absent = file.absences_now().any(|row| matches!(row.body.who, Absentee::Subject { .. }));
    gaps.later(!rows.is_empty() && !has_subject && !subject_absent, "被鉴定人还没有签到", here);
    for row in &rows {
        let Attendee::Insurer(witness) = &row.body.attendee else { continue };
        let name = witness.person.name.as_str();
        gaps.later(rules_row(facts, row.id).is_none(), format!("{name} 的见证须知还没有签"), here);
        let asked = consent_about(facts, witness.insurer).is_some();
        gaps.later(!asked, format!("{name} 的影像许可没有征求"), here);
        gaps.later(
            row.body.observation_support.trim().is_empty(),
            format!("给 {name} 提供的旁观旁听便利没有记"),
            here,
        );
    }
    gaps.unsigned(facts, FormNo::F07);
    gaps
}

/// Arrivals in force, in the order of arrival.
fn roll<'a>(facts: &CaseFacts<'a>) -> Vec<&'a Recorded<Attendance>> {
    let mut rows: Vec<_> = facts.file.arrivals().collect();
    rows.sort_by_key(|row| (row.body.arrived_at, row.seq));
    rows
}

/// Everybody who did not come: as written down, and insurers that were missing when the examination began.
fn absences(facts: &CaseFacts<'_>) -> Vec<Absence> {
    let file = facts.file;
    let recorded: Vec<_> = file.absences_now().collect();
    let mut absences: Vec<Absence> = recorded.iter().map(|row| absence(facts, &row.body)).collect();
    for session in file.current(&file.sessions) {
        for name in &session.body.absent_insurers {
            let insurer = file.intake.insurers.iter().find(|insurer| insurer.called() == name);
            let is_recorded = recorded.iter().any(|row| match &row.body.who {
                Absentee::Insurer { insurer: id, .. } => {
                    insurer.is_some_and(|insurer| insurer.insurer == *id)
                }
                Absentee::Statutory { .. } | Absentee::Subject { .. } => false,
            });
            if !is_recorded {
                let to = insurer.map(|insurer| Addressee::Insurer { insurer: insurer.insurer });
                absences.push(Absence {
                    who: format!("保险机构：{name}"),
                    notified: to.map_or_else(String::new, |to| notices_in_words(file, &to)),
                    waited_until: session.at.worded(),
                    handling: "照常鉴定".to_owned(),
                    basis: cite_in(facts.pack(), Pack::Sichuan, &sichuan::SC_2_2J),
                });
            }
        }
    }
    absences
}

fn absence(facts: &CaseFacts<'_>, absence: &check_in::Absence) -> Absence {
    let (who, handling, basis) = match &absence.who {
        Absentee::Insurer { insurer, name } => {
            let full = insurer_name(facts, *insurer);
            let name = if full.is_empty() { name } else { &full };
            (format!("保险机构：{name}"), "照常鉴定", cite_in(facts.pack(), Pack::Sichuan, &sichuan::SC_2_2J))
        }
        Absentee::Statutory { name, .. } => (
            format!("法定见证人：{}", name.as_str()),
            "不得开展，延误不计入时限",
            cites(&[&general::GZ_25]).join("、"),
        ),
        Absentee::Subject { name } => (format!("被鉴定人：{}", name.as_str()), "改期", String::new()),
    };
    Absence {
        who,
        notified: joined(&[&absence.how_notified, &absence.note], "；"),
        waited_until: absence.waited_until.worded(),
        handling: handling.to_owned(),
        basis,
    }
}

/// The 见证须知 of an arrival, or of a version of it that it corrects.
fn rules_row<'a>(facts: &CaseFacts<'a>, attendance: EvidenceId) -> Option<&'a Recorded<WitnessRulesSigned>> {
    let file = facts.file;
    let signed =
        |id: &EvidenceId| file.current(&file.witness_rules).filter(|row| row.body.attendance == *id).last();
    versions(&file.attendances, attendance).iter().find_map(signed)
}

fn rules_signed(facts: &CaseFacts<'_>, row: &Recorded<Attendance>, pad: &mut Pad) -> Option<SignatureFact> {
    let Attendee::Insurer(witness) = &row.body.attendee else { return None };
    let (role, name) = (row.body.attendee.role_label(), witness.person.name.as_str());
    Some(match rules_row(facts, row.id) {
        None => for_pen(role, name),
        Some(signed) => pad.signed(role, name, &signed.body.manner, signed.at),
    })
}

fn rules_refused<'a>(facts: &CaseFacts<'a>, row: &Recorded<Attendance>) -> Option<Refusal<'a>> {
    let signed = rules_row(facts, row.id)?;
    let who = format!("{} {}（见证须知）", row.body.attendee.role_label(), row.body.attendee.name().as_str());
    Refusal::of(&signed.body.manner, who, signed.at)
}

fn consent_about<'a>(facts: &CaseFacts<'a>, insurer: InsurerId) -> Option<&'a check_in::RecordingConsent> {
    let file = facts.file;
    let about = Recorder::Insurer { insurer };
    file.current(&file.consents).map(|row| &row.body).filter(|consent| consent.who_records == about).last()
}

/// 影像许可 by the matrix of workflow §3.8. The two boxes are those of the insurers; with several insurers a box is
/// ticked only where all answers agree, and each one's result is said.
fn recording(facts: &CaseFacts<'_>) -> RecordingConsent {
    let file = facts.file;
    let consents: Vec<&check_in::RecordingConsent> =
        file.current(&file.consents).map(|row| &row.body).collect();
    let of_insurers: Vec<_> =
        consents.iter().filter(|consent| matches!(consent.who_records, Recorder::Insurer { .. })).collect();
    let agreed = |of: fn(&check_in::RecordingConsent) -> Option<bool>| {
        let mut answers = of_insurers.iter().map(|consent| of(consent));
        let first = answers.next().flatten();
        if answers.all(|other| other == first) { answer(first) } else { Answer::Open }
    };
    let said: Vec<String> = consents.iter().map(|consent| consent_in_words(facts, consent)).collect();
    RecordingConsent {
        party: agreed(|consent| consent.party_agrees),
        institution: agreed(|consent| consent.institution_agrees),
        scope: said.join("；"),
    }
}

fn consent_in_words(facts: &CaseFacts<'_>, consent: &check_in::RecordingConsent) -> String {
    let who = match &consent.who_records {
        Recorder::Appraiser => "鉴定人".to_owned(),
        Recorder::Party => "当事人、陪同人员".to_owned(),
        Recorder::Insurer { insurer } => insurer_name(facts, *insurer),
    };
    let result = if recording_allowed(consent) { "可以拍摄" } else { "不得拍摄" };
    let details = &consent.details;
    joined(
        &[&format!("{who}{result}"), &consent.scope, &details.device, &details.period, &details.purpose],
        "，",
    )
}

/// 查勘情况反映, by whom and when it was written down; never a material (SC-4.4e).
fn statements(rows: &[&Recorded<Attendance>]) -> Vec<Statement> {
    rows.iter()
        .filter(|row| !row.body.survey_statement.trim().is_empty())
        .map(|row| Statement {
            by: row.body.attendee.name().as_str().to_owned(),
            at: row.at.worded(),
            text: row.body.survey_statement.clone(),
        })
        .collect()
}

/// 旁观旁听便利, each once with those it was offered to.
fn support(rows: &[&Recorded<Attendance>]) -> Vec<String> {
    let mut offered: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows.iter().filter(|row| row.body.attendee.person().is_some()) {
        let text = row.body.observation_support.trim();
        let name = row.body.attendee.name().as_str();
        match offered.iter_mut().find(|(known, _)| *known == text) {
            Some((_, names)) => names.push(name),
            None if text.is_empty() => {}
            None => offered.push((text, vec![name])),
        }
    }
    offered.into_iter().map(|(text, names)| format!("{}：{text}", names.join("、"))).collect()
}

/// 隐私回避: from stepping out to the next arrival of the same person.
fn stepped_out(facts: &CaseFacts<'_>) -> Vec<Interval> {
    let file = facts.file;
    let name_of = |attendance: EvidenceId| {
        file.attendances.iter().find(|row| row.id == attendance).map(|row| row.body.attendee.name().clone())
    };
    file.current(&file.departures)
        .filter(|row| row.body.kind == DepartureKind::SteppedOut)
        .map(|row| {
            let name = name_of(row.body.attendance);
            let back: Option<Moment> = roll(facts)
                .into_iter()
                .filter(|came| Some(came.body.attendee.name()) == name.as_ref())
                .map(|came| came.body.arrived_at)
                .find(|at| *at > row.body.left_at);
            Interval {
                who: name.map_or_else(String::new, |name| name.as_str().to_owned()),
                from: row.body.left_at.worded(),
                to: back.map_or_else(|| "（返回时刻未记）".to_owned(), Moment::worded),
                reason: if row.body.note.is_empty() {
                    "隐私回避".to_owned()
                } else {
                    row.body.note.clone()
                },
            }
        })
        .collect()
}

/// Everybody who came, and who wrote it down.
fn signatures(facts: &CaseFacts<'_>, rows: &[&Recorded<Attendance>], pad: &mut Pad) -> Vec<SignatureFact> {
    let mut places = pad.signers(facts.file, FormNo::F07);
    let recorder = rows.last().map_or("", |row| row.body.checked_by.as_str());
    if !recorder.is_empty() {
        places.push(for_pen("记录人", recorder));
    }
    places
}
