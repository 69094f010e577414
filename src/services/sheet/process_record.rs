//! F-09 鉴定过程记录: every entry in the order of its making, nothing left out (GZ-23 to GZ-27, SC-3.2b–e).
//!
//! A late entry says when it happened and why it was written late; a corrected entry stays, struck through, and the
//! new one says what it corrects. A draft until the record is sealed.

use crate::documents::process_record::Correction;
use crate::documents::process_record::Entry;
use crate::documents::process_record::Facts;
use crate::documents::process_record::Instrument;
use crate::documents::process_record::Late;
use crate::documents::process_record::MaterialUsed;
use crate::documents::process_record::Media;
use crate::documents::process_record::Session;
use crate::documents::process_record::Standard;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Standing;
use crate::domain::evidence::Recorded;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::moment::Moment;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::ProcessEntry;
use crate::domain::process_record::ProcessSession;
use crate::domain::process_record::minutes_late;
use crate::domain::process_record::missing_contents;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::attendee::standing_on_arrival;
use crate::services::sheet::material;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::signing::refusals;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::clock;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_names;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::when;

/// 鉴定过程记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F09,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.entries) + n_corrections(&file.media),
    stays: true,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let has_begun = facts.file.session().is_some();
    vec![SheetLine::by_signers(facts.file, FormNo::F09, has_begun, "由鉴定人做")]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let assignment = file.assignment();
    let contents: Vec<&EntryContent> = file.current(&file.entries).map(|row| &row.body.content).collect();
    let signatures = signatures(facts, pad);
    Facts {
        subject: file.intake.subject.name.as_str().to_owned(),
        matter: file.intake.matter.clone(),
        appraisers: assignment.map_or_else(String::new, |a| member_names(facts, &a.appraisers)),
        assistants: assignment.map_or_else(String::new, |a| member_names(facts, &a.assistants)),
        identity_check: identity_check(facts),
        standards: standards(&contents),
        materials: materials_used(facts, &contents),
        instruments: instruments(&contents),
        privacy: each(&contents, |content| match content {
            EntryContent::Privacy { text } => Some(text.clone()),
            _ => None,
        }),
        sessions: file.current(&file.sessions).map(|row| session(facts, row)).collect(),
        media: file.current(&file.media).map(|row| medium(facts, row)).collect(),
        specials: specials(facts),
        basis: basis(
            facts.pack(),
            &[&general::GZ_23, &general::GZ_25, &general::GZ_26, &general::GZ_27],
            &[],
            &[&sichuan::SC_3_2B],
        ),
        page_signers: page_signers(facts, &signatures),
        signatures,
        refusal: refusal_note(&refusals(file, FormNo::F09)),
        head,
    }
}

/// What GZ-27 still asks for, the seal, and the signatures.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let here = Place::ProcessRecord;
    if file.session().is_none() {
        gaps.content(true, "检验还没有开始", here);
        return gaps;
    }
    for what in missing_contents(file) {
        gaps.content(true, format!("还没有记{what}"), here);
    }
    gaps.content(!file.is_sealed(), "过程记录还没有定稿", here);
    gaps.unsigned(facts, FormNo::F09);
    gaps
}

/// Each text once, in order.
fn each(contents: &[&EntryContent], text: impl Fn(&EntryContent) -> Option<String>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for said in contents.iter().filter_map(|content| text(content)) {
        if !texts.contains(&said) {
            texts.push(said);
        }
    }
    texts
}

/// The document that was compared with the subject at the door.
fn identity_check(facts: &CaseFacts<'_>) -> String {
    let file = facts.file;
    let Some(row) = file.arrivals().filter(|row| matches!(row.body.attendee, Attendee::Subject(_))).last()
    else {
        return String::new();
    };
    let Some(person) = row.body.attendee.person() else { return String::new() };
    let at = row.body.arrived_at.worded();
    let by = row.body.checked_by.as_str();
    if person.id_number.is_empty() {
        return format!("未出示身份证件（{by}，{at}）");
    }
    format!("核对{} {}（{by}，{at}）", person.id_type.label(), person.id_number.as_str())
}

fn standards(contents: &[&EntryContent]) -> Vec<Standard> {
    let mut standards: Vec<Standard> = Vec::new();
    for content in contents {
        if let EntryContent::Standard { name, number, rank } = content
            && !standards.iter().any(|known| known.name == *name && known.number == *number)
        {
            let level = rank.label().to_owned();
            standards.push(Standard { name: name.clone(), number: number.clone(), level });
        }
    }
    standards
}

fn materials_used(facts: &CaseFacts<'_>, contents: &[&EntryContent]) -> Vec<MaterialUsed> {
    let mut used: Vec<MaterialUsed> = Vec::new();
    for content in contents {
        if let EntryContent::MaterialUsed { material, name } = content {
            let no = material::number(facts, *material);
            if !used.iter().any(|known| known.no == no) {
                let confirmation = material::confirmation_in_words(facts, *material);
                used.push(MaterialUsed { no, name: name.clone(), confirmation });
            }
        }
    }
    used
}

/// Each instrument once, with the state it was last seen in.
fn instruments(contents: &[&EntryContent]) -> Vec<Instrument> {
    let mut instruments: Vec<Instrument> = Vec::new();
    for content in contents {
        if let EntryContent::Instrument(used) = content {
            instruments.retain(|known| known.name != used.name || known.number != used.number);
            instruments.push(Instrument {
                name: used.name.clone(),
                number: used.number.clone(),
                valid_until: used.valid_until.map_or_else(String::new, |day| day.worded()),
                state: used.state.clone(),
            });
        }
    }
    instruments
}

fn session(facts: &CaseFacts<'_>, row: &Recorded<ProcessSession>) -> Session {
    let file = facts.file;
    let sealed_at =
        file.current(&file.seals).filter(|seal| seal.body.session == row.id).last().map(|seal| seal.at);
    let entries = file.entries.iter().filter(|entry| entry.body.session == row.id);
    Session {
        label: format!("第{}次", row.body.n),
        began_at: row.at.worded(),
        ended_at: when(sealed_at),
        place: row.body.place.clone(),
        present: present(facts, row, sealed_at),
        entries: entries.map(|entry| worded_entry(facts, entry, row.at)).collect(),
    }
}

/// Who was in the house between the beginning and the seal, and which insurers were not (SC-2.2j).
fn present(facts: &CaseFacts<'_>, session: &Recorded<ProcessSession>, sealed_at: Option<Moment>) -> String {
    let file = facts.file;
    let came = file.arrivals().filter(|row| {
        let in_time = sealed_at.is_none_or(|end| row.body.arrived_at <= end);
        let left = file.has_left(row.id)
            && file.departure(row.id).is_some_and(|departure| departure.body.left_at < session.at);
        in_time && !left && row.body.arrived_at.day() == session.at.day()
    });
    let mut people: Vec<String> = came
        .map(|row| {
            let who = &row.body.attendee;
            let role = match who {
                Attendee::Insurer(witness) => match standing_on_arrival(facts, row, witness) {
                    Standing::MayWitness => "保险机构人员，可以见证",
                    Standing::MayNotWitness(_) => "保险机构人员，不得见证",
                },
                _ => who.role_label(),
            };
            format!("{}（{role}）", who.name().as_str())
        })
        .collect();
    if !session.body.absent_insurers.is_empty() {
        people.push(format!("{} 未到场，照常鉴定", session.body.absent_insurers.join("、")));
    }
    people.join("、")
}

fn worded_entry(facts: &CaseFacts<'_>, row: &Recorded<ProcessEntry>, began_at: Moment) -> Entry {
    let body = &row.body;
    let entries = &facts.file.entries;
    let number_of = |id| entries.iter().find(|other| other.id == id).map_or(0, |other| other.seq);
    let later = entries.iter().find(|other| other.supersedes.as_ref().is_some_and(|c| c.id == row.id));
    let threshold = facts.institution.policy.late_entry_minutes;
    let late = body.happened_at.filter(|_| minutes_late(row.at, body.happened_at, threshold).is_some());
    let step =
        if body.step.trim().is_empty() { String::new() } else { format!("〔{}〕", body.step.trim()) };
    Entry {
        no: row.seq.to_string(),
        at: clock(row.at, began_at),
        kind: body.content.label().to_owned(),
        by: body.typed_by.as_str().to_owned(),
        text: format!("{step}{}", body.content.text()),
        measurements: None,
        late: late.map(|then| Late { happened_at: then.worded(), reason: body.late_reason.clone() }),
        corrects: row.supersedes.as_ref().map(|correction| Correction {
            of_no: number_of(correction.id).to_string(),
            reason: correction.reason.clone(),
        }),
        struck_by: later.map_or_else(String::new, |later| format!("已由第 {} 条更正", later.seq)),
    }
}

fn medium(facts: &CaseFacts<'_>, row: &Recorded<crate::domain::process_record::Media>) -> Media {
    let body = &row.body;
    let session = facts.file.sessions.iter().find(|session| session.id == body.session);
    let private = if body.is_private_part { "（私密部位，另行保管）" } else { "" };
    Media {
        no: format!("影 {}", row.seq),
        title: format!("{}{private}", joined(&[&body.caption, &body.file_name], "\n")),
        kind: body.kind.label().to_owned(),
        length: String::new(),
        by: body.taken_by.as_str().to_owned(),
        at: clock(row.at, session.map_or(row.at, |session| session.at)),
        sha256: body.sha256.clone(),
    }
}

/// Interruptions and whatever else was seen, by the number of their entries; absent insurers first.
fn specials(facts: &CaseFacts<'_>) -> Vec<String> {
    let file = facts.file;
    let absent = file.current(&file.sessions).filter(|row| !row.body.absent_insurers.is_empty()).map(|row| {
        format!("第{}次检验开始时，{} 未到场，照常鉴定", row.body.n, row.body.absent_insurers.join("、"))
    });
    let notes = file.current(&file.entries).filter_map(|row| match &row.body.content {
        EntryContent::Note { text } => Some(format!("{text}（第 {} 条）", row.seq)),
        _ => None,
    });
    absent.chain(notes).collect()
}

/// Appraisers and witnesses who were there, then who else typed.
fn signatures(facts: &CaseFacts<'_>, pad: &mut Pad) -> Vec<SignatureFact> {
    let file = facts.file;
    let mut places = pad.signers(file, FormNo::F09);
    if places.is_empty() {
        places.extend(facts.appraisers().iter().map(|member| for_pen("鉴定人", member.name.as_str())));
    }
    for row in file.current(&file.entries) {
        let name = row.body.typed_by.as_str();
        if !places.iter().any(|place| place.name == name) {
            places.push(for_pen("记录人", name));
        }
    }
    places
}

/// Every appraiser, for the line at the foot of every page.
fn page_signers(facts: &CaseFacts<'_>, signatures: &[SignatureFact]) -> Vec<SignatureFact> {
    facts
        .appraisers()
        .iter()
        .map(|member| {
            let name = member.name.as_str();
            let signed = signatures.iter().find(|place| place.name == name && place.role == "鉴定人");
            signed.cloned().unwrap_or_else(|| for_pen("鉴定人", name))
        })
        .collect()
}
