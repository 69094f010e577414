//! 意见书 (T15; F-20): every section written, a conclusion stated, standards in force, only usable material cited.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Instrument;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::material::Usability;
use crate::domain::opinion::Conclusion;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::process_record::StandardRank;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Purpose;
use crate::domain::standard::plain_name;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::wording::Guard;
use crate::domain::wording::find;

/// What an opinion must be before a reviewer sees it, and still when it goes out.
const READY: &[Step] = &[Step::SubmitOpinion, Step::IssueOpinion];

/// The rows of 意见书.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-36"),
        title: "意见书按统一格式制作，各节都要写",
        basis: &[general::GZ_36],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: READY,
        way_out: WayOut { say: "写完空着的各节", go: Place::Opinion },
        check: every_section_written,
    },
    CaseRule {
        id: RuleId("SC-3.3d"),
        title: "规范鉴定文书内容格式，各节都要写",
        basis: &[sichuan::SC_3_3D, general::GZ_36],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: READY,
        way_out: WayOut { say: "写完空着的各节", go: Place::Opinion },
        check: every_section_written,
    },
    CaseRule {
        id: RuleId("GZ-36#2"),
        title: "意见书须写明结论，没有达到伤残等级的也照样写明",
        basis: &[general::GZ_36],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: READY,
        way_out: WayOut { say: "选结论，并在「鉴定意见」里写明", go: Place::Opinion },
        check: conclusion_stated,
    },
    CaseRule {
        id: RuleId("SC-3.3f#2"),
        title: "未构成伤残等级的，也应当出具意见书，写明未达到",
        basis: &[sichuan::SC_3_3F],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: READY,
        way_out: WayOut {
            say: "在「鉴定意见」里写明未达到哪个标准的伤残等级", go: Place::Opinion
        },
        check: no_grade_is_said,
    },
    CaseRule {
        id: RuleId("GZ-23#2"),
        title: "意见书所依的技术标准须现行有效",
        basis: &[general::GZ_23],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: READY,
        way_out: WayOut { say: "改依现行的标准", go: Place::Opinion },
        check: standards_in_force,
    },
    CaseRule {
        id: RuleId("SC-3.3b"),
        title: "准确适用技术标准和规范，已废止的不得再依",
        basis: &[sichuan::SC_3_3B, general::GZ_23],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: READY,
        way_out: WayOut { say: "改依现行的标准", go: Place::Opinion },
        check: standards_in_force,
    },
    CaseRule {
        id: RuleId("GZ-23"),
        title: "依次采用国家标准、行业标准和技术规范、多数专家认可的方法",
        basis: &[general::GZ_23],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::SubmitOpinion],
        way_out: WayOut {
            say: "改依国家标准或行业标准，没有的写明原因", go: Place::Opinion
        },
        check: higher_ranks_come_first,
    },
    CaseRule {
        id: RuleId("GZ-23#3"),
        title: "委托时确认过标准的，意见书依该标准，另依的写明原因",
        basis: &[general::GZ_23, general::GZ_16],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::SubmitOpinion],
        way_out: WayOut { say: "加上委托时确认的标准，或写明为何不依", go: Place::Opinion },
        check: agreed_standard_used,
    },
    CaseRule {
        id: RuleId("SC-2.1c#4"),
        title: "未经双方确认的材料，意见书不得引用",
        basis: &[sichuan::SC_2_1C],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: READY,
        way_out: WayOut { say: "请未确认的一方确认，或不引用这件材料", go: Place::Opinion },
        check: only_usable_material_cited,
    },
    CaseRule {
        id: RuleId("GZ-18#3"),
        title: "意见书里不写期望、预估、承诺的结果",
        basis: &[general::GZ_18],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: READY,
        way_out: WayOut { say: "删去这句话，只写依标准得出的意见", go: Place::Opinion },
        check: nothing_promised,
    },
    CaseRule {
        id: RuleId("SC-3.1f#2"),
        title: "意见书里不得有承诺或变相承诺有利意见的话",
        basis: &[sichuan::SC_3_1F],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: READY,
        way_out: WayOut { say: "删去这句话，只写依标准得出的意见", go: Place::Opinion },
        check: nothing_promised,
    },
    CaseRule {
        id: RuleId("MZ-36"),
        title: "用于诉讼的鉴定书，附鉴定人的资格证明",
        basis: &[acts::MZ_36],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: Period::since(Instrument::CivilEvidence.effective_on()),
        guards: &[Step::SubmitOpinion],
        way_out: WayOut { say: "在附件里写上鉴定人执业证复印件", go: Place::Opinion },
        check: qualifications_attached,
    },
];

pub(super) fn draft<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a OpinionDraft> {
    facts.file.opinion().map(|row| &row.body)
}

const NOT_BEGUN: &str = "意见书还没有拟稿";

fn every_section_written(facts: &CaseFacts<'_>) -> Verdict {
    let Some(draft) = draft(facts) else {
        return Verdict::breached("sections", NOT_BEGUN);
    };
    let empty: Vec<&str> = draft.empty_sections().into_iter().map(Section::label).collect();
    Verdict::holds(empty.is_empty(), "sections", format!("还没有写{}", empty.join("、")))
}

fn conclusion_stated(facts: &CaseFacts<'_>) -> Verdict {
    let Some(draft) = draft(facts) else {
        return Verdict::breached("conclusion", NOT_BEGUN);
    };
    match draft.conclusion {
        None => Verdict::breached("conclusion", "还没有选结论"),
        Some(Conclusion::NoDisabilityGrade) => Verdict::holds(
            draft.says_no_grade(),
            "conclusion",
            "结论选了未达到伤残等级，「鉴定意见」里还没有写明",
        ),
        Some(Conclusion::DisabilityGrade) => Verdict::holds(
            !draft.says_no_grade(),
            "conclusion",
            "结论选了构成伤残等级，「鉴定意见」里写的是没有达到",
        ),
        Some(Conclusion::Other | Conclusion::Indefinite) => Verdict::Satisfied,
    }
}

fn no_grade_is_said(facts: &CaseFacts<'_>) -> Verdict {
    match draft(facts) {
        Some(draft) if draft.conclusion == Some(Conclusion::NoDisabilityGrade) => {
            Verdict::holds(draft.says_no_grade(), "conclusion", "「鉴定意见」里还没有写明未达到伤残等级")
        }
        _ => Verdict::NotApplicable,
    }
}

fn standards_in_force(facts: &CaseFacts<'_>) -> Verdict {
    let Some(draft) = draft(facts) else {
        return Verdict::breached("standards", NOT_BEGUN);
    };
    if draft.standards.is_empty() {
        return Verdict::breached("standards", "还没有写依哪些标准");
    }
    if draft.standards.iter().any(|standard| standard.name.trim().is_empty()) {
        return Verdict::breached("standards", "有一项标准还没有写名称");
    }
    let today = facts.today();
    let outdated = draft.standards.iter().find(|standard| !standard.is_in_force(today));
    match outdated {
        Some(standard) => Verdict::breached(
            "standards",
            format!("{}现在不在施行（{}）", standard.cited(), standard.period_label()),
        ),
        None => Verdict::Satisfied,
    }
}

fn higher_ranks_come_first(facts: &CaseFacts<'_>) -> Verdict {
    let Some(draft) = draft(facts).filter(|draft| !draft.standards.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let has_higher = draft.standards.iter().any(|standard| standard.rank < StandardRank::ExpertMajority);
    Verdict::holds(has_higher, "standards", "只依了多数专家认可的方法，没有国家标准、行业标准")
}

fn agreed_standard_used(facts: &CaseFacts<'_>) -> Verdict {
    let agreed = plain_name(&facts.file.intake.standard);
    let Some(draft) = draft(facts).filter(|draft| !draft.standards.is_empty() && !agreed.is_empty()) else {
        return Verdict::NotApplicable;
    };
    let is_it = |name: &str| {
        let name = plain_name(name);
        !name.is_empty() && (agreed.contains(&name) || name.contains(&agreed))
    };
    let used = draft.standards.iter().any(|standard| is_it(&standard.name));
    let say = format!("委托时确认的是《{}》", facts.file.intake.standard.trim_matches(['《', '》']));
    Verdict::holds(used, "standards", say)
}

fn only_usable_material_cited(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(draft) = draft(facts).filter(|draft| !draft.materials.is_empty()) else {
        return Verdict::NotApplicable;
    };
    for id in &draft.materials {
        let Some(row) = file.current(&file.materials).find(|row| row.id == *id) else {
            return Verdict::breached("materials", "引用的一件材料不在材料清单里");
        };
        if file.usability(*id) != Usability::Usable {
            return Verdict::breached("materials", format!("引用了没有双方确认的「{}」", row.body.name));
        }
    }
    Verdict::Satisfied
}

fn nothing_promised(facts: &CaseFacts<'_>) -> Verdict {
    let Some(draft) = draft(facts) else {
        return Verdict::NotApplicable;
    };
    let sections = Section::ALL.map(|section| (section.label(), draft.text(section)));
    let dissents = draft.dissents.iter().map(|dissent| ("不同意见", dissent.text.as_str()));
    let hit = sections.into_iter().chain(dissents).find_map(|(label, text)| {
        let word = find(Guard::Promise, text)?;
        Some(format!("「{label}」里写了「{word}」"))
    });
    hit.map_or(Verdict::Satisfied, |say| Verdict::breached("sections", say))
}

fn qualifications_attached(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let for_a_court =
        intake.mode == Some(CommissionMode::Authority) || intake.purpose == Some(Purpose::Litigation);
    let Some(draft) = draft(facts).filter(|_| for_a_court) else {
        return Verdict::NotApplicable;
    };
    let text = draft.text(Section::Attachments);
    let attached = ["执业证", "资格证"].iter().any(|word| text.contains(word));
    Verdict::holds(attached, "sections", "附件里没有鉴定人的执业证")
}
