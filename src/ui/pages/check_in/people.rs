//! The list at the left: everybody who came or should, in three groups, absences told apart.

use super::form::Form;
use crate::domain::case::CaseFile;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Standing;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::services::case_view::CaseView;
use crate::services::case_view::Expected;
use crate::services::case_view::ExpectedRow;
use crate::services::case_view::PresentRow;
use crate::ui::components::chip::Tone;
use crate::ui::components::person_row::Presence;

/// Whom a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Somebody who came, by any version of the arrival.
    Here(EvidenceId),
    Awaited(Expected),
    /// Somebody nobody expected, not written down yet.
    Newcomer,
}

/// The groups of the list.
pub const GROUPS: [&str; 3] = ["当事人", "保险机构", "鉴定人、助理"];

/// One row.
pub struct Row {
    pub who: Who,
    /// Index in [`GROUPS`].
    pub group: usize,
    pub presence: Presence,
    pub name: String,
    pub time: String,
    pub role: String,
    pub standing: String,
    pub tone: Tone,
}

/// How many are expected, here and awaited.
pub struct Counts {
    pub all: usize,
    pub here: usize,
    pub awaited: usize,
}

/// Everybody, in the order of the groups.
pub fn rows(view: &CaseView, newcomer: Option<&Form>, now: Moment) -> Vec<Row> {
    let here = present(view).into_iter().map(|row| row_of_present(view, row));
    let awaited = awaited(view).map(|row| row_of_expected(view, row, now));
    let mut rows: Vec<Row> = here.chain(awaited).chain(newcomer.map(row_of_newcomer)).collect();
    rows.sort_by_key(|row| row.group);
    rows
}

/// Counts of the head: absent ones are expected no longer.
pub fn counts(view: &CaseView) -> Counts {
    let here = present(view).len();
    let waited_for = awaited(view).filter(|row| !row.absent).count();
    Counts { all: here + awaited(view).count(), here, awaited: waited_for }
}

/// Everybody who should come, once each: a guardian who is a client as well is awaited as the guardian.
pub fn awaited(view: &CaseView) -> impl Iterator<Item = &ExpectedRow> {
    let is_guardian = |id: &PersonId| {
        view.expected.iter().any(|row| matches!(&row.who, Expected::Statutory(guardian) if guardian == id))
    };
    view.expected.iter().filter(move |row| match &row.who {
        Expected::Client(id) | Expected::Agent(id) | Expected::Companion(id) => !is_guardian(id),
        _ => true,
    })
}

/// Everybody who came, once each: somebody who stepped out and came back counts as the later arrival.
pub fn present(view: &CaseView) -> Vec<&PresentRow> {
    let is_later_self = |row: &PresentRow, later: &PresentRow| {
        let (who, other) = (&row.row.body.attendee, &later.row.body.attendee);
        let same_person = match (who.person(), other.person()) {
            (Some(person), Some(same)) => person.id == same.id,
            (None, None) => who.name() == other.name(),
            _ => false,
        };
        same_person && who.role_label() == other.role_label()
    };
    let all = &view.present;
    all.iter()
        .enumerate()
        .filter(|(at, row)| !all[at + 1..].iter().any(|later| is_later_self(row, later)))
        .map(|(_, row)| row)
        .collect()
}

/// The row of an arrival, whichever version of it is named.
pub fn find_present(view: &CaseView, id: EvidenceId) -> Option<&PresentRow> {
    let newest = newest_version(&view.file, id);
    view.present.iter().find(|row| row.row.id == newest)
}

/// Follows corrections of an arrival to the version in force.
pub fn newest_version(file: &CaseFile, id: EvidenceId) -> EvidenceId {
    let mut newest = id;
    while let Some(row) =
        file.attendances.iter().find(|row| row.supersedes.as_ref().is_some_and(|former| former.id == newest))
    {
        newest = row.id;
    }
    newest
}

/// The first version of an arrival; its id stays the same through every correction.
pub fn first_version(file: &CaseFile, id: EvidenceId) -> EvidenceId {
    let mut first = id;
    while let Some(former) = file
        .attendances
        .iter()
        .find(|row| row.id == first)
        .and_then(|row| row.supersedes.as_ref())
        .map(|correction| correction.id)
    {
        first = former;
    }
    first
}

fn row_of_present(view: &CaseView, row: &PresentRow) -> Row {
    let attendee = &row.row.body.attendee;
    let (presence, standing, tone) = standing_words(view, row);
    let came = row.row.body.arrived_at.hour_minute_text();
    let has_left = view.file.has_left(row.row.id);
    let time = match row.left_at.filter(|_| has_left) {
        Some(left_at) => format!("{came}–{}", left_at.hour_minute_text()),
        None => came,
    };
    Row {
        who: Who::Here(row.row.id),
        group: group_of(attendee),
        presence,
        name: attendee.name().as_str().to_owned(),
        time,
        role: role_words(view, attendee),
        standing: standing.to_owned(),
        tone,
    }
}

fn standing_words(view: &CaseView, row: &PresentRow) -> (Presence, &'static str, Tone) {
    let departure = view.file.departure(row.row.id).map(|departure| departure.body.kind);
    match departure {
        Some(DepartureKind::SteppedOut) => return (Presence::Arrived, "隐私回避", Tone::Amber),
        Some(_) => return (Presence::Arrived, "已离场", Tone::Grey),
        None => {}
    }
    match (row.standing, &row.row.body.attendee) {
        (Some(Standing::MayWitness), _) => (Presence::Arrived, "可以见证", Tone::Green),
        (Some(Standing::MayNotWitness(_)), _) => (Presence::NoStanding, "不得见证", Tone::Red),
        (None, Attendee::Appraiser { user, .. } | Attendee::Assistant { user, .. }) => {
            let has_shown = view.file.current(&view.file.licences).any(|shown| shown.body.who == *user);
            if has_shown {
                (Presence::Arrived, "已亮证", Tone::Green)
            } else {
                (Presence::Arrived, "待亮证", Tone::Grey)
            }
        }
        (None, who) => match who.person() {
            Some(person) if person.identity.is_some() => (Presence::Arrived, "身份已核验", Tone::Green),
            _ => (Presence::Arrived, "证件未核对", Tone::Amber),
        },
    }
}

/// 身份 in the second line: role with relation, or the insurer.
pub fn role_words(view: &CaseView, attendee: &Attendee) -> String {
    match attendee {
        Attendee::Insurer(witness) => insurer_called(view, witness.insurer),
        Attendee::Statutory(witness) => format!("{}，法定见证人", witness.relation),
        Attendee::Companion(present) if !present.relation.is_empty() => {
            format!("陪同人员，{}", present.relation)
        }
        Attendee::Subject(present)
            if view.file.intake.clients.iter().any(|client| client.person.id == present.person.id) =>
        {
            "被鉴定人、委托人".to_owned()
        }
        other => other.role_label().to_owned(),
    }
}

/// What people call an insurer of the case.
pub fn insurer_called(view: &CaseView, id: crate::domain::ids::InsurerId) -> String {
    let of_case = view.file.intake.insurers.iter().find(|insurer| insurer.insurer == id);
    let of_register = view.insurers.iter().find(|insurer| insurer.id == id);
    of_case
        .map(|insurer| insurer.called().to_owned())
        .or_else(|| of_register.map(|insurer| insurer.called().to_owned()))
        .unwrap_or_else(|| "保险机构".to_owned())
}

fn group_of(attendee: &Attendee) -> usize {
    match attendee {
        Attendee::Insurer(_) => 1,
        Attendee::Appraiser { .. } | Attendee::Assistant { .. } => 2,
        _ => 0,
    }
}

fn row_of_expected(view: &CaseView, row: &ExpectedRow, now: Moment) -> Row {
    let is_time = view.file.appointment().is_some_and(|appointment| now >= appointment.starts_at);
    let (group, presence, standing, tone) = match &row.who {
        Expected::Statutory(_) if row.absent || is_time => (0, Presence::AbsentStops, "不得开展", Tone::Red),
        Expected::Insurer(_) if row.absent => (1, Presence::AbsentGoesOn, "照常鉴定", Tone::Grey),
        Expected::Insurer(_) => (1, Presence::Expected, "", Tone::Grey),
        Expected::Appraiser(_) | Expected::Assistant(_) => (2, Presence::Expected, "", Tone::Grey),
        _ => (0, Presence::Expected, "", Tone::Grey),
    };
    let reply = row.reply.map_or("", crate::domain::witness_notice::NoticeOutcome::label);
    Row {
        who: Who::Awaited(row.who.clone()),
        group,
        presence,
        name: row.name.clone(),
        time: if row.absent { "未到" } else { "待到" }.to_owned(),
        role: row.role.clone(),
        standing: if standing.is_empty() { reply } else { standing }.to_owned(),
        tone,
    }
}

fn row_of_newcomer(form: &Form) -> Row {
    use super::form::Part;
    let group = match form.part {
        Part::Insurer => 1,
        part if part.is_staff() => 2,
        _ => 0,
    };
    Row {
        who: Who::Newcomer,
        group,
        presence: Presence::Expected,
        name: form.name.clone(),
        time: "没有预约".to_owned(),
        role: form.part.label().to_owned(),
        standing: "待签到".to_owned(),
        tone: Tone::Amber,
    }
}
