//! How sheets word moments, answers, sources and places: one way for all of them.
//!
//! A source is cited as people say it; one that is not verified is never printed, and words of law never are.

use crate::documents::sheet::Answer;
use crate::documents::sheet::MaterialLine;
use crate::domain::attachment::Attachment;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::ids::UserId;
use crate::domain::law::Checked;
use crate::domain::law::Citation;
use crate::domain::law::Pack;
use crate::domain::material::Material;
use crate::domain::moment::Moment;
use crate::domain::reception::InsuranceUse;
use crate::services::registers::Correction;

/// 依据 as people cite it, each once, in order; an unverified source is left out.
pub(super) fn cites(sources: &[&Citation]) -> Vec<String> {
    let mut cited: Vec<String> = Vec::new();
    for source in sources.iter().filter(|source| source.checked != Checked::Unverified) {
        let words = source.cite();
        if !cited.contains(&words) {
            cited.push(words);
        }
    }
    cited
}

/// One source where the pack of the institution has it, else nothing.
pub(super) fn cite_in(pack: Pack, wanted: Pack, source: &Citation) -> String {
    if pack == wanted { cites(&[source]).join("、") } else { String::new() }
}

/// The sources of the pack in force, and those that bind everywhere.
pub(super) fn basis(
    pack: Pack,
    base: &[&Citation],
    shanghai: &[&Citation],
    sichuan: &[&Citation],
) -> Vec<String> {
    let local = match pack {
        Pack::Base | Pack::Province(_) => &[],
        Pack::Shanghai => shanghai,
        Pack::Sichuan => sichuan,
    };
    cites(&[local, base].concat())
}

/// A yes or no that may not have been asked.
pub(super) fn answer(value: Option<bool>) -> Answer {
    match value {
        None => Answer::Open,
        Some(true) => Answer::Yes,
        Some(false) => Answer::No,
    }
}

/// 是否用于保险理赔.
pub(super) fn insurance_answer(value: Option<InsuranceUse>) -> Answer {
    match value {
        None => Answer::Open,
        Some(InsuranceUse::Yes) => Answer::Yes,
        Some(InsuranceUse::No) => Answer::No,
        Some(InsuranceUse::Undetermined) => Answer::Undetermined,
    }
}

/// 「2026年11月24日 14时03分」 or nothing.
pub(super) fn when(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, Moment::worded)
}

/// A moment in a narrow cell: the clock under the day.
pub(super) fn stacked(at: Moment) -> String {
    at.worded().replace(' ', "\n")
}

/// Only the clock, 「14时03分」, where the day is the usual one.
pub(super) fn hour_minute(at: Moment, usual: Option<Moment>) -> String {
    match usual {
        Some(usual) => until(usual, at).replace(' ', "\n"),
        None => stacked(at),
    }
}

/// The end of a span: only the clock when it is the day of the beginning.
pub(super) fn until(from: Moment, to: Moment) -> String {
    let worded = to.worded();
    if from.day() == to.day() {
        worded.rsplit_once(' ').map_or_else(String::new, |(_, clock)| clock.to_owned())
    } else {
        worded
    }
}

/// 「14:03:21」, with the date before it where it is another day.
pub(super) fn clock(at: Moment, usual: Moment) -> String {
    if at.day() == usual.day() { at.clock_text() } else { format!("{} {}", at.day(), at.clock_text()) }
}

/// Texts that say something, joined.
pub(super) fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// The lines of a free text.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// An attachment by name and the beginning of its hash.
pub(super) fn attachment_line(attachment: &Attachment) -> String {
    let sha256 = attachment.sha256.get(..16).unwrap_or_default();
    format!("{}（校验码 {sha256}）", attachment.title)
}

/// A later version of an entry: when, who, why.
pub(super) fn correction_line(correction: &Correction) -> String {
    joined(&[&correction.at.worded(), &correction.by, &correction.why], " ")
}

/// The name of a member of the staff; empty for somebody no longer known.
pub(super) fn member_name(facts: &CaseFacts<'_>, id: UserId) -> String {
    facts.member(id).map_or_else(String::new, |member| member.name.as_str().to_owned())
}

/// Names of members of the staff, joined.
pub(super) fn member_names(facts: &CaseFacts<'_>, ids: &[UserId]) -> String {
    ids.iter()
        .map(|id| member_name(facts, *id))
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join("、")
}

/// The full name of an insurer, as the case has it, else the directory.
pub(super) fn insurer_name(facts: &CaseFacts<'_>, insurer: InsurerId) -> String {
    let in_case =
        facts.file.intake.insurers.iter().find(|known| known.insurer == insurer).map(|known| &known.name);
    let in_directory = || facts.insurers.iter().find(|known| known.id == insurer).map(|known| &known.name);
    in_case.or_else(in_directory).cloned().unwrap_or_default()
}

/// Where the examination is, as the appointment says.
pub(super) fn place(facts: &CaseFacts<'_>) -> String {
    facts.file.appointment().map_or_else(String::new, |appointment| {
        let outside = appointment.outside.as_ref().map_or("", |outside| outside.reason.label());
        let place = joined(&[&appointment.premises, &appointment.room], " ");
        if outside.is_empty() { place } else { format!("{place}（场所外：{outside}）") }
    })
}

/// The six particulars of an item (GZ-12b).
pub(super) fn material_line(material: &Material) -> MaterialLine {
    MaterialLine {
        name: material.name.clone(),
        kind: material.kind.clone(),
        quantity: material.quantity.clone(),
        condition: material.form.clone(),
        storage: material.condition.clone(),
        // The narrowest column of two sheets: year, day and clock under each other.
        received_at: when(material.received_at).replace(' ', "\n").replacen('年', "年\n", 1),
    }
}

/// The number of a row that stays when it is corrected: that of its first version.
pub(super) fn first_number<T>(rows: &[Recorded<T>], id: EvidenceId) -> Option<u64> {
    let first = versions(rows, id).pop()?;
    rows.iter().find(|row| row.id == first).map(|row| row.seq)
}

/// A row and all it corrects, newest first: what was done to an earlier version was done to it.
pub(super) fn versions<T>(rows: &[Recorded<T>], id: EvidenceId) -> Vec<EvidenceId> {
    let mut ids = vec![id];
    let mut found = rows.iter().find(|row| row.id == id);
    while let Some(former) = found.and_then(|row| row.supersedes.as_ref()) {
        ids.push(former.id);
        found = rows.iter().find(|row| row.id == former.id);
    }
    ids
}

/// How many rows are corrections of earlier ones.
pub(super) fn n_corrections<T>(rows: &[Recorded<T>]) -> usize {
    rows.iter().filter(|row| row.supersedes.is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::cites;
    use super::clock;
    use super::hour_minute;
    use super::until;
    use crate::domain::law::general;
    use crate::domain::law::sichuan;
    use crate::domain::moment::Moment;

    #[test]
    fn sources_are_cited_once_and_unverified_ones_never() {
        let cited = cites(&[&sichuan::SC_2_2F, &sichuan::SC_2_2J, &general::GZ_24, &general::GZ_25]);
        assert_eq!(cited, ["川意见 二(二)", "通则 25 条"]);
    }

    #[test]
    fn a_span_within_a_day_names_the_day_once() {
        let from: Moment = "2026-11-24T14:03:21+08:00".parse().expect("a moment");
        assert_eq!(until(from, from.plus_minutes(9)), "14时12分");
        assert_eq!(until(from, from.plus_minutes(24 * 60)), "2026年11月25日 14时03分");
        assert_eq!(hour_minute(from, Some(from)), "14时03分");
        assert_eq!(hour_minute(from.plus_minutes(24 * 60), Some(from)), "2026年11月25日\n14时03分");
        assert_eq!(clock(from, from), "14:03:21");
        assert_eq!(clock(from.plus_minutes(24 * 60), from), "2026-11-25 14:03:21");
    }
}
