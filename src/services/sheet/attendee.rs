//! One person on F-07: who, from where, with which documents, when, and with what standing (SC-2.2g, SC-4.4b–d).
//!
//! The sheet stays in the file, so numbers of documents stand in full. Standing is concluded as of the arrival: a
//! credential that ends next month does not take back what it allowed today.

use crate::documents::check_in::Attendee as AttendeeFact;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Credential;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Reason;
use crate::domain::check_in::Standing;
use crate::domain::check_in::copy_number;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signer;
use crate::domain::signature::signature_of;
use crate::services::check_in::standing_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::cite_in;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::hour_minute;
use crate::services::sheet::words::insurer_name;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::versions;

/// Standing as of the arrival, whenever the sheet is printed.
pub(super) fn standing_on_arrival(
    facts: &CaseFacts<'_>,
    row: &Recorded<Attendance>,
    witness: &InsurerWitness,
) -> Standing {
    standing_of(&CaseFacts { now: row.body.arrived_at, ..*facts }, row.id, witness)
}

/// Words one arrival.
pub(super) fn attendee(facts: &CaseFacts<'_>, row: &Recorded<Attendance>) -> AttendeeFact {
    let who = &row.body.attendee;
    let (organisation, relation) = belongs(facts, who);
    let (document_kind, document_no, work_credential) = documents(facts, who);
    let (standing, standing_reason) = standing_in_words(facts, row);
    AttendeeFact {
        identity: identity(facts, who),
        name: who.name().as_str().to_owned(),
        organisation,
        relation,
        document_kind,
        document_no,
        work_credential,
        image_ids: image_ids(facts, who),
        checked_by: row.body.checked_by.as_str().to_owned(),
        arrived_at: arrival(facts, row),
        left_at: departure(facts, row.id),
        standing,
        standing_reason,
        signature: signature_place(facts, who),
    }
}

/// 身份; of a statutory witness also whether guardian or close relative.
fn identity(facts: &CaseFacts<'_>, who: &Attendee) -> String {
    let Attendee::Statutory(witness) = who else { return who.role_label().to_owned() };
    let guardian =
        facts.file.intake.guardians.iter().find(|guardian| guardian.person.id == witness.person.id);
    match guardian.map(|guardian| guardian.is_guardian) {
        Some(true) => "监护人（法定见证）".to_owned(),
        Some(false) => "近亲属（法定见证）".to_owned(),
        None => who.role_label().to_owned(),
    }
}

/// 单位 and 与被鉴定人关系.
fn belongs(facts: &CaseFacts<'_>, who: &Attendee) -> (String, String) {
    let intake = &facts.file.intake;
    match who {
        Attendee::Subject(_) => (String::new(), "本人".to_owned()),
        Attendee::Client(present) | Attendee::Companion(present) => {
            let client = intake.clients.iter().find(|client| client.person.id == present.person.id);
            let unit = client.map_or_else(String::new, |client| client.organisation.clone());
            let known = client.map_or("", |client| client.relation.as_str());
            let relation = if present.relation.is_empty() { known } else { &present.relation };
            (unit, relation.to_owned())
        }
        Attendee::Agent(present) => {
            let agent = intake.agents.iter().find(|agent| agent.person.id == present.person.id);
            let relation = if present.relation.is_empty() { "委托代理人" } else { &present.relation };
            (agent.map_or_else(String::new, |agent| agent.unit.clone()), relation.to_owned())
        }
        Attendee::Statutory(witness) => (String::new(), witness.relation.clone()),
        Attendee::Insurer(witness) => {
            (joined(&[&insurer_name(facts, witness.insurer), &witness.department], " "), String::new())
        }
        Attendee::Appraiser { .. } | Attendee::Assistant { .. } => {
            (facts.institution.name.clone(), String::new())
        }
    }
}

/// Kind and number of the identity document, and the work credential with its number.
fn documents(facts: &CaseFacts<'_>, who: &Attendee) -> (String, String, String) {
    match who {
        Attendee::Subject(present)
        | Attendee::Client(present)
        | Attendee::Agent(present)
        | Attendee::Companion(present) => {
            let (kind, number) = document(&present.person, present.id_copy.as_ref());
            (kind, number, String::new())
        }
        Attendee::Statutory(witness) => {
            let (kind, number) = document(&witness.person, witness.id_copy.as_ref());
            (kind, number, String::new())
        }
        Attendee::Insurer(witness) => {
            let (kind, number) = match &witness.identity_document {
                None => ("未出示".to_owned(), String::new()),
                shown => document(&witness.person, shown.as_ref()),
            };
            (kind, number, work_credential(witness))
        }
        Attendee::Appraiser { user, .. } | Attendee::Assistant { user, .. } => {
            let licence = facts.member(*user).and_then(|member| member.shown_licence());
            let shown =
                licence.map_or_else(String::new, |(kind, licence)| format!("{kind} {}", licence.number));
            (String::new(), String::new(), shown)
        }
    }
}

/// The document as it was shown, else as the intake knows it; without a number none was shown.
fn document(person: &Person, shown: Option<&Credential>) -> (String, String) {
    let number = shown.map_or("", |credential| credential.number.as_str());
    let number = if number.is_empty() { person.id_number.as_str() } else { number };
    let kind = shown.map_or("", |credential| credential.name.as_str());
    match (kind.is_empty(), number.is_empty()) {
        (true, true) => ("未出示".to_owned(), String::new()),
        (true, false) => (person.id_type.label().to_owned(), number.to_owned()),
        (false, _) => (kind.to_owned(), number.to_owned()),
    }
}

fn work_credential(witness: &InsurerWitness) -> String {
    let by_phone = witness
        .work_verified_by
        .as_ref()
        .map(|by| format!("负责人 {} 电话核实", by.as_str()))
        .unwrap_or_default();
    let shown = match &witness.work_credential {
        None if by_phone.is_empty() => "未出示".to_owned(),
        None => "未出示原件".to_owned(),
        Some(work) => {
            let until = work.valid_until.map_or_else(String::new, |day| format!("有效期至 {}", day.worded()));
            joined(&[&work.name, &work.number, &until], " ")
        }
    };
    joined(&[&shown, &by_phone], "，")
}

/// 「影 1、影 2」: the same numbers whenever the sheet is printed.
fn image_ids(facts: &CaseFacts<'_>, who: &Attendee) -> String {
    let numbers = who.copies().into_iter().filter_map(|copy| copy_number(facts.file, copy));
    numbers.map(|n| format!("影 {n}")).collect::<Vec<_>>().join("、")
}

/// When somebody came; how late, for those who had an appointment (SC-2.2g).
fn arrival(facts: &CaseFacts<'_>, row: &Recorded<Attendance>) -> String {
    let appointed = facts.file.appointment().map(|appointment| appointment.starts_at);
    let at = row.body.arrived_at;
    let is_staff = row.body.attendee.person().is_none();
    let late = appointed.filter(|then| then.day() == at.day()).map_or(0, |then| at.minutes_since(then));
    let clock = hour_minute(at, appointed);
    if late > 0 && !is_staff { format!("{clock}\n（迟到 {late} 分钟）") } else { clock }
}

/// When somebody left for good, and how.
fn departure(facts: &CaseFacts<'_>, attendance: EvidenceId) -> String {
    let file = facts.file;
    let arrivals = versions(&file.attendances, attendance);
    let left = file
        .current(&file.departures)
        .filter(|row| arrivals.contains(&row.body.attendance) && row.body.kind != DepartureKind::SteppedOut);
    let Some(row) = left.last() else { return String::new() };
    let clock = hour_minute(row.body.left_at, file.appointment().map(|appointment| appointment.starts_at));
    match row.body.kind {
        DepartureKind::Finished | DepartureKind::SteppedOut => clock,
        DepartureKind::LeftEarly | DepartureKind::AskedToLeave => {
            format!("{clock}\n（{}）", joined(&[row.body.kind.label(), &row.body.note], "："))
        }
    }
}

/// 见证资格 and why, with the source where it binds.
fn standing_in_words(facts: &CaseFacts<'_>, row: &Recorded<Attendance>) -> (String, String) {
    let with_cite =
        |words: String, cite: String| if cite.is_empty() { words } else { format!("{words}（{cite}）") };
    match &row.body.attendee {
        Attendee::Insurer(witness) => match standing_on_arrival(facts, row, witness) {
            Standing::MayWitness => {
                let cite = cite_in(facts.pack(), Pack::Sichuan, &sichuan::SC_4_4B);
                let shown = match &witness.work_credential {
                    Some(_) => "证件齐全，复印件已留存，须知已签",
                    None => "身份证件复印件已留存，工作证明经电话核实，须知已签",
                };
                let shown = joined(&[shown, &shown_later(facts, row)], "；");
                ("可以见证".to_owned(), with_cite(shown, cite))
            }
            Standing::MayNotWitness(reason) => {
                let cite = reason_cite(facts.pack(), reason);
                ("不得见证".to_owned(), with_cite(format!("{}，鉴定照常", reason.label()), cite))
            }
        },
        Attendee::Statutory(witness) => {
            let proof = if witness.relation_proof.is_empty() {
                "关系证明未记"
            } else {
                &witness.relation_proof
            };
            ("法定见证".to_owned(), with_cite(proof.to_owned(), cites(&[&general::GZ_25]).join("、")))
        }
        _ => (String::new(), String::new()),
    }
}

/// When a document came that was not there at the door: until that minute its bearer had no standing (SC-4.4c).
fn shown_later(facts: &CaseFacts<'_>, row: &Recorded<Attendance>) -> String {
    let rows = &facts.file.attendances;
    let ids = versions(rows, row.id);
    let oldest_first: Vec<_> =
        ids.iter().rev().filter_map(|id| rows.iter().find(|row| row.id == *id)).collect();
    let has_identity = |witness: &InsurerWitness| witness.identity_document.is_some();
    let has_work =
        |witness: &InsurerWitness| witness.work_credential.is_some() || witness.work_verified_by.is_some();
    let came = |has: &dyn Fn(&InsurerWitness) -> bool| {
        let shows = |row: &&&Recorded<Attendance>| match &row.body.attendee {
            Attendee::Insurer(witness) => has(witness),
            _ => false,
        };
        let first = oldest_first.iter().find(shows)?;
        (oldest_first.first().map(|row| row.id) != Some(first.id)).then_some(first.at)
    };
    let then = |at: Moment| hour_minute(at, Some(row.body.arrived_at)).replace('\n', "");
    match (came(&has_identity), came(&has_work)) {
        (None, None) => String::new(),
        (Some(at), None) => format!("身份证件 {} 补验", then(at)),
        (None, Some(at)) => format!("工作证明 {} 补验", then(at)),
        (Some(one), Some(other)) if then(one) == then(other) => format!("证件 {} 补验", then(one)),
        (Some(one), Some(other)) => {
            format!("身份证件 {}、工作证明 {} 补验", then(one), then(other))
        }
    }
}

fn reason_cite(pack: Pack, reason: Reason) -> String {
    match reason {
        Reason::PartyDeclined => cite_in(pack, Pack::Shanghai, &shanghai::SH_1_2L),
        Reason::NoIdentityDocument | Reason::NoWorkCredential => {
            cite_in(pack, Pack::Sichuan, &sichuan::SC_4_4C)
        }
        Reason::CopyNotKept | Reason::WorkCredentialExpired => {
            cite_in(pack, Pack::Sichuan, &sichuan::SC_4_4B)
        }
        Reason::RulesNotSigned => cite_in(pack, Pack::Sichuan, &sichuan::SC_4_4D),
    }
}

/// The place in the row: who signed on the pad signed the sheet once, and stands under 七.
fn signature_place(facts: &CaseFacts<'_>, who: &Attendee) -> SignatureFact {
    let signed = signature_of(facts.file, FormNo::F07, &signer(who)).is_some();
    SignatureFact { note: signed.then(|| "见第七项".to_owned()), ..for_pen("", who.name().as_str()) }
}

fn signer(who: &Attendee) -> Signer {
    Signer {
        person: who.person().map(|person| person.id),
        name: who.name().clone(),
        capacity: who.role_label().to_owned(),
    }
}
