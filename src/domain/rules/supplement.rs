//! 补充材料 (T4, T5, T12, T13; F-15): a notice that says what and why, and a closing that can be counted from.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::material::Usability;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::supplement::SupplementRequest;

/// The rows of 补充材料.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-14b#2"),
        title: "通知补充材料须写明缺什么、为什么要、什么时候前交",
        basis: &[general::GZ_14, general::GZ_28],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::AskSupplement],
        way_out: WayOut { say: "写全补充材料通知", go: Place::Clock },
        check: notice_says_everything,
    },
    CaseRule {
        id: RuleId("GZ-28d"),
        title: "补充、重新提取材料的时间不计入时限，从通知发出到收齐为止",
        basis: &[general::GZ_28],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::CloseSupplement],
        way_out: WayOut { say: "核对通知发出日和收齐日", go: Place::Clock },
        check: wait_can_be_counted,
    },
    CaseRule {
        id: RuleId("GZ-12b#2"),
        title: "补来的材料同样逐件登记，六项齐全",
        basis: &[general::GZ_12],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::CloseSupplement],
        way_out: WayOut { say: "先把补来的材料登进材料清单", go: Place::Materials },
        check: supplied_materials_registered,
    },
    CaseRule {
        id: RuleId("SC-2.1c#5"),
        title: "共同委托后补的材料，同样须经双方确认",
        basis: &[sichuan::SC_2_1C],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::CloseSupplement],
        way_out: WayOut { say: "请双方确认补来的材料", go: Place::Materials },
        check: supplied_materials_confirmed,
    },
];

fn request<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Recorded<SupplementRequest>> {
    facts.file.latest(&facts.file.supplement_requests)
}

/// The closing of the latest request.
fn closing<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a SupplementClosing> {
    facts.file.closing_of(request(facts)?.id).map(|row| &row.body)
}

fn notice_says_everything(facts: &CaseFacts<'_>) -> Verdict {
    let Some(request) = request(facts).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    if request.items.is_empty() || request.items.iter().any(|item| item.name.trim().is_empty()) {
        return Verdict::breached("items", "还没有写缺哪些材料");
    }
    if request.why.trim().is_empty() {
        return Verdict::breached("why", "还没有写为什么要补");
    }
    Verdict::holds(request.due_on >= request.issued_on, "due_on", "提交期限早于发出日")
}

fn wait_can_be_counted(facts: &CaseFacts<'_>) -> Verdict {
    let (Some(request), Some(closing)) = (request(facts), closing(facts)) else {
        return Verdict::NotApplicable;
    };
    if closing.completed_on < request.body.issued_on {
        return Verdict::breached("completed_on", "收齐日早于通知发出日");
    }
    Verdict::holds(closing.completed_on <= facts.today(), "completed_on", "收齐日还没有到")
}

fn supplied_materials_registered(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(closing) = closing(facts).filter(|closing| closing.outcome != SupplementOutcome::None) else {
        return Verdict::NotApplicable;
    };
    if closing.materials.is_empty() {
        return Verdict::breached("materials", "补来的材料还没有登记");
    }
    let incomplete = closing.materials.iter().find_map(|id| {
        let Some(row) = file.current(&file.materials).find(|row| row.id == *id) else {
            return Some("补来的材料不在材料清单上".to_owned());
        };
        let missing = row.body.missing_particulars();
        (!missing.is_empty()).then(|| format!("材料「{}」还缺{}", row.body.name, missing.join("、")))
    });
    incomplete.map_or(Verdict::Satisfied, |say| Verdict::breached("materials", say))
}

fn supplied_materials_confirmed(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(closing) = closing(facts).filter(|closing| !closing.materials.is_empty()) else {
        return Verdict::NotApplicable;
    };
    if !file.is_joint() {
        return Verdict::NotApplicable;
    }
    let locked = closing.materials.iter().find(|id| file.usability(**id) != Usability::Usable);
    let name = locked.and_then(|id| file.materials.iter().find(|row| row.id == *id));
    Verdict::holds(
        locked.is_none(),
        "materials",
        format!("补来的「{}」还没有经双方确认", name.map_or("材料", |row| row.body.name.as_str())),
    )
}
