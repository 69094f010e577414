//! 办案机关委托: whose word the materials need, and how long the traffic police may give.

use super::CaseRule;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::deadline::AgreedLength;
use crate::domain::evidence::Recorded;
use crate::domain::law::Instrument;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::acts;
use crate::domain::law::numbers;
use crate::domain::material::AuthorityWord;
use crate::domain::material::Material;
use crate::domain::process_record::EntryContent;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Purpose;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 办案机关委托.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("TL-22#3"),
        title: "办案机关委托的，不得接受未经其确认的材料",
        basis: &[acts::TL_22],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: &[Step::DecideAccept, Step::BeginExamination],
        way_out: WayOut {
            say: "请办案机关确认，没有确认的更正登记、退还", go: Place::Materials
        },
        check: materials_confirmed_by_the_authority,
    },
    CaseRule {
        id: RuleId("MZ-34"),
        title: "法院委托的，未经质证的材料不作鉴定的根据",
        basis: &[acts::MZ_34],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: Period::since(Instrument::CivilEvidence.effective_on()),
        guards: &[Step::UseMaterial, Step::SealRecord],
        way_out: WayOut {
            say: "问明法院是否已经质证，没有的写明为何使用", go: Place::Materials
        },
        check: used_materials_cross_examined,
    },
    CaseRule {
        id: RuleId("JT"),
        title: "交管委托的检验、鉴定期限一般不超过三十日，最长六十日",
        basis: &[acts::JT_51],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: Period::since(Instrument::TrafficProcedure.effective_on()),
        guards: &[Step::SignAgreement],
        way_out: WayOut { say: "与交管部门约定短一些的期限", go: Place::Agreement },
        check: traffic_police_length_kept,
    },
];

fn by_authority(facts: &CaseFacts<'_>) -> bool {
    facts.file.intake.mode == Some(CommissionMode::Authority)
}

fn materials_confirmed_by_the_authority(facts: &CaseFacts<'_>) -> Verdict {
    if !by_authority(facts) {
        return Verdict::NotApplicable;
    }
    let file = facts.file;
    match file.current(&file.materials).find(|row| row.body.authority_word == AuthorityWord::Unsaid) {
        Some(row) => Verdict::breached("materials", format!("材料「{}」没有办案机关的确认", row.body.name)),
        None => Verdict::Satisfied,
    }
}

fn used_materials_cross_examined(facts: &CaseFacts<'_>) -> Verdict {
    if !by_authority(facts) || facts.file.intake.purpose != Some(Purpose::Litigation) {
        return Verdict::NotApplicable;
    }
    let file = facts.file;
    let is_used = |row: &&Recorded<Material>| {
        file.current(&file.entries).any(|entry| match &entry.body.content {
            EntryContent::MaterialUsed { material, .. } => *material == row.id,
            _ => false,
        })
    };
    match file
        .current(&file.materials)
        .filter(is_used)
        .find(|row| row.body.authority_word != AuthorityWord::CrossExamined)
    {
        Some(row) => Verdict::breached("materials", format!("用了「{}」，没有记是否经过质证", row.body.name)),
        None => Verdict::Satisfied,
    }
}

fn traffic_police_length_kept(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let Some(AgreedLength::CalendarDays(days)) = intake.agreed_length else {
        return Verdict::NotApplicable;
    };
    if !by_authority(facts) || intake.police_no.trim().is_empty() {
        return Verdict::NotApplicable;
    }
    let usual = numbers::TRAFFIC.on(facts.today());
    let longest = numbers::TRAFFIC_LONGEST.on(facts.today());
    let bound =
        if days > longest { format!("最长 {longest} 日") } else { format!("一般不超过 {usual} 日") };
    Verdict::holds(days <= usual, "agreed_length", format!("约定了 {days} 日，交管委托{bound}"))
}
