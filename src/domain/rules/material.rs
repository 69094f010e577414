//! 鉴定材料 (F-04): written down with six particulars, confirmed item by item, used only when nothing locks it.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::material::Material;
use crate::domain::material::Side;
use crate::domain::material::Usability;
use crate::domain::process_record::EntryContent;
use crate::domain::reception::MaterialReturn;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 鉴定材料.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-12b"),
        title: "材料的名称、种类、数量、性状、保存状况、收到时间须核对并记录",
        basis: &[general::GZ_12],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "逐件补齐六项", go: Place::Materials },
        check: six_particulars_written,
    },
    CaseRule {
        id: RuleId("GZ-22"),
        title: "材料的使用和退还须与登记、约定一致",
        basis: &[general::GZ_22],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SignAgreement, Step::SealRecord],
        way_out: WayOut { say: "核对材料清单和退还约定", go: Place::Materials },
        check: use_and_return_agree_with_the_list,
    },
    CaseRule {
        id: RuleId("SC-2.1c"),
        title: "共同委托未经双方确认的材料，不得用于鉴定",
        basis: &[sichuan::SC_2_1C],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::UseMaterial, Step::SealRecord],
        way_out: WayOut {
            say: "请未确认的一方确认，或更正记录、不用这件材料", go: Place::Materials
        },
        check: only_confirmed_materials_used,
    },
    CaseRule {
        id: RuleId("SC-2.1c#2"),
        title: "共同委托须有双方确认过的材料，才能开始检验",
        basis: &[sichuan::SC_2_1C],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "请双方逐件确认材料", go: Place::Materials },
        check: some_material_confirmed,
    },
    CaseRule {
        id: RuleId("SC-2.1c#3"),
        title: "未经双方确认的材料锁住不用，其余材料照常",
        basis: &[sichuan::SC_2_1C],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "请未确认的一方确认", go: Place::Materials },
        check: no_material_locked,
    },
];

fn six_particulars_written(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let mut n = 0;
    for row in file.current(&file.materials) {
        n += 1;
        let missing = row.body.missing_particulars();
        if !missing.is_empty() {
            let say = format!("材料「{}」还缺{}", row.body.name, missing.join("、"));
            return Verdict::breached("materials", say);
        }
    }
    Verdict::holds(n > 0, "materials", "还没有登记材料")
}

fn use_and_return_agree_with_the_list(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let listed = file.current(&file.materials).collect::<Vec<_>>();
    if listed.is_empty() {
        return Verdict::NotApplicable;
    }
    if let Some((_, name)) = used(file).find(|(id, _)| !file.materials.iter().any(|row| row.id == *id)) {
        return Verdict::breached("materials", format!("记录里用的「{name}」不在材料清单上"));
    }
    let consumable = listed.iter().find(|row| row.body.may_be_used_up);
    match consumable {
        Some(row) if file.intake.material_return == MaterialReturn::Whole => Verdict::breached(
            "material_return",
            format!("材料「{}」可能耗尽，约定却写着完整退还", row.body.name),
        ),
        _ => Verdict::Satisfied,
    }
}

/// Nothing the record says was used is locked; the rule of two provinces.
pub(in crate::domain) fn only_confirmed_materials_used(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    if !file.is_joint() || used(file).next().is_none() {
        return Verdict::NotApplicable;
    }
    match used(file).find_map(|(id, name)| lock(file, id).map(|why| (name, why))) {
        Some((name, why)) => Verdict::breached("materials", format!("记录里用了「{name}」，{why}")),
        None => Verdict::Satisfied,
    }
}

fn some_material_confirmed(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    if !file.is_joint() {
        return Verdict::NotApplicable;
    }
    let any = file.current(&file.materials).any(|row| lock(file, row.id).is_none());
    Verdict::holds(any, "materials", "还没有一件材料经双方确认")
}

fn no_material_locked(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    if !file.is_joint() {
        return Verdict::NotApplicable;
    }
    let locked = file.current(&file.materials).filter_map(|row| locked_line(file, row)).collect::<Vec<_>>();
    Verdict::holds(locked.is_empty(), "materials", format!("锁住不用：{}", locked.join("；")))
}

fn locked_line(file: &CaseFile, row: &Recorded<Material>) -> Option<String> {
    lock(file, row.id).map(|why| format!("「{}」{why}", row.body.name))
}

/// Why a material may not be used, or nothing.
fn lock(file: &CaseFile, id: EvidenceId) -> Option<String> {
    match file.usability(id) {
        Usability::Usable => None,
        Usability::Unconfirmed(sides) => {
            let sides = sides.into_iter().map(Side::label).collect::<Vec<_>>();
            Some(format!("{}还没有确认", sides.join("、")))
        }
        Usability::Disputed { side, .. } => Some(format!("{}有异议", side.label())),
    }
}

/// The materials that entries in force say were used.
fn used(file: &CaseFile) -> impl Iterator<Item = (EvidenceId, &str)> {
    file.current(&file.entries).filter_map(|row| match &row.body.content {
        EntryContent::MaterialUsed { material, name } => Some((*material, name.as_str())),
        _ => None,
    })
}
