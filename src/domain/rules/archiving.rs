//! 归档 (T19; F-29): the volume whole and in order, every kept file readable, nothing of the client's left behind.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::archiving::Archiving;
use crate::domain::archiving::PartState;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::kept_objects;
use crate::domain::archiving::required_parts;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::reception::MaterialReturn;
use crate::domain::step::Place;
use crate::domain::step::Step;

const ARCHIVE: &[Step] = &[Step::Archive];

/// The rows of 归档.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-42"),
        title: "意见书及有关资料整理立卷，卷内该有的都在",
        basis: &[general::GZ_42],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ARCHIVE,
        way_out: WayOut { say: "按卷内次序逐项核对", go: Place::Opinion },
        check: volume_whole,
    },
    CaseRule {
        id: RuleId("GZ-42#2"),
        title: "归档须编档号、定保管期限",
        basis: &[general::GZ_42],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ARCHIVE,
        way_out: WayOut { say: "编档号，选保管期限", go: Place::Opinion },
        check: volume_numbered,
    },
    CaseRule {
        id: RuleId("GZ-42#3"),
        title: "归档的电子附件须逐件读回核对",
        basis: &[general::GZ_42, general::GZ_27],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ARCHIVE,
        way_out: WayOut { say: "从备份找回读不出的附件，再归档", go: Place::Settings },
        check: attachments_read_back,
    },
    CaseRule {
        id: RuleId("SC-3.2e#2"),
        title: "过程记录所引的文本、音像资料须存入鉴定档案，逐件核对",
        basis: &[sichuan::SC_3_2E],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: ARCHIVE,
        way_out: WayOut { say: "从备份找回读不出的附件，再归档", go: Place::Settings },
        check: attachments_read_back,
    },
    CaseRule {
        id: RuleId("GZ-22#3"),
        title: "鉴定材料须退还，或记明剩余材料怎样处理",
        basis: &[general::GZ_22],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: ARCHIVE,
        way_out: WayOut { say: "逐件退还材料，签收单入卷", go: Place::MaterialReturn },
        check: materials_returned,
    },
];

fn archiving<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Archiving> {
    facts.file.archiving().map(|row| &row.body)
}

const NOT_FILED: &str = "卷内目录还没有核对";

fn volume_whole(facts: &CaseFacts<'_>) -> Verdict {
    let Some(volume) = archiving(facts) else {
        return Verdict::breached("parts", NOT_FILED);
    };
    let required = required_parts(facts.file);
    let missing: Vec<&str> = VolumePart::ALL
        .into_iter()
        .filter(|part| match volume.parts.get(part) {
            // What the case has must be in the volume; about the rest one word is enough.
            Some(PartState::Filed { .. }) => false,
            Some(PartState::None { why }) => required.contains(part) || why.trim().is_empty(),
            None => required.contains(part),
        })
        .map(VolumePart::label)
        .collect();
    Verdict::holds(missing.is_empty(), "parts", format!("卷里还缺{}", counted(&missing)))
}

/// A few by name, many by their number: the whole list stands part by part where the volume is filed.
fn counted(missing: &[&str]) -> String {
    const NAMED: usize = 3;
    match missing.len() {
        n if n > NAMED => format!("{}等 {n} 样", missing[..2].join("、")),
        _ => missing.join("、"),
    }
}

fn volume_numbered(facts: &CaseFacts<'_>) -> Verdict {
    match archiving(facts) {
        None => Verdict::breached("archive_no", NOT_FILED),
        Some(volume) if volume.archive_no.trim().is_empty() => {
            Verdict::breached("archive_no", "档号还没有写")
        }
        Some(volume) => Verdict::holds(volume.n_volumes > 0, "n_volumes", "卷数还没有写"),
    }
}

fn attachments_read_back(facts: &CaseFacts<'_>) -> Verdict {
    let n = u32::try_from(kept_objects(facts.file).len()).unwrap_or(u32::MAX);
    let Some(volume) = archiving(facts) else {
        return Verdict::breached("verification", NOT_FILED);
    };
    match volume.verification {
        None => Verdict::breached("verification", "附件还没有逐件核对"),
        Some(found) if found.n_bad > 0 => {
            Verdict::breached("verification", format!("有 {} 件附件读不出来或内容变了", found.n_bad))
        }
        Some(found) => Verdict::holds(
            found.n_objects >= n,
            "verification",
            format!("核对了 {} 件附件，本案有 {n} 件", found.n_objects),
        ),
    }
}

fn materials_returned(facts: &CaseFacts<'_>) -> Verdict {
    if facts.file.intake.material_return == MaterialReturn::NotNeeded {
        return Verdict::NotApplicable;
    }
    // Every item has its fate on record, or the receipt that was signed on paper lies in the volume.
    if facts.file.not_returned().next().is_none() {
        return Verdict::Satisfied;
    }
    let is_filed = archiving(facts)
        .and_then(|volume| volume.parts.get(&VolumePart::MaterialReturn))
        .is_some_and(|state| matches!(state, PartState::Filed { .. }));
    Verdict::holds(is_filed, "parts", "材料退还的签收单还没有入卷")
}
