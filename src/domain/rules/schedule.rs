//! 排期 (T8): where it happens, and whose presence the law will ask for.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::present;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception::CommissionMode;
use crate::domain::schedule::OutsideReason;
use crate::domain::schedule::StatutoryNeed;
use crate::domain::schedule::statutory_need;
use crate::domain::signature::Manner;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 排期.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.2f#2"),
        title: "检查在登记的执业场所进行，场所外的须有法定事由并经负责人批准",
        basis: &[shanghai::SH_1_2F, acts::TL_37],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: SHANGHAI,
        guards: &[Step::Schedule, Step::OpenOnSite],
        way_out: WayOut {
            say: "改在登记场所，或请负责人批准场所外检查", go: Place::Schedule
        },
        check: examined_on_licensed_premises,
    },
    CaseRule {
        id: RuleId("SC-2.3d#2"),
        title: "检查在登记的执业场所进行，场所外的须有法定事由并经负责人批准",
        basis: &[sichuan::SC_2_3D],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Schedule, Step::OpenOnSite],
        way_out: WayOut {
            say: "改在登记场所，或请负责人批准场所外检查", go: Place::Schedule
        },
        check: examined_on_licensed_premises,
    },
    CaseRule {
        id: RuleId("GZ-25a"),
        title: "无、限制民事行为能力人身体检查，须有监护人或近亲属可以到场",
        basis: &[general::GZ_25, acts::MF_19, acts::MF_20],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Schedule],
        way_out: WayOut {
            say: "登记监护人或近亲属；年龄不明的先核对证件", go: Place::Reception
        },
        check: guardian_known_for_a_physical_examination,
    },
    CaseRule {
        id: RuleId("GZ-25b"),
        title: "法医精神病鉴定，须有委托人、近亲属或监护人可以到场",
        basis: &[general::GZ_25],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Schedule],
        way_out: WayOut { say: "登记监护人、近亲属或委托人", go: Place::Reception },
        check: witness_known_for_psychiatry,
    },
    CaseRule {
        id: RuleId("GZ-25c"),
        title: "尸体解剖，须有委托人、死者近亲属或监护人可以到场",
        basis: &[general::GZ_25],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Schedule],
        way_out: WayOut { say: "登记死者近亲属、监护人或委托人", go: Place::Reception },
        check: witness_known_for_an_autopsy,
    },
    CaseRule {
        id: RuleId("GZ-24"),
        title: "现场提取材料不少于二名工作人员，至少一名本案鉴定人，委托人一方在场见证",
        basis: &[general::GZ_24],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::CollectOnSite, Step::BeginExamination],
        way_out: WayOut { say: "等人到齐并签到再提取", go: Place::CheckIn },
        check: collection_properly_staffed,
    },
    CaseRule {
        id: RuleId("GZ-24#2"),
        title: "现场提取材料须经委托人同意",
        basis: &[general::GZ_24],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Schedule, Step::CollectOnSite, Step::BeginExamination],
        way_out: WayOut {
            say: "征得委托人同意，写明谁、哪一天同意的", go: Place::Schedule
        },
        check: client_agreed_to_the_collection,
    },
    CaseRule {
        id: RuleId("GZ-24#3"),
        title: "现场提取的材料，记录上有二名以上提取人员、至少一名本案鉴定人，见证人签名",
        basis: &[general::GZ_24],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SealRecord, Step::SubmitOpinion],
        way_out: WayOut {
            say: "照现场提取记录补齐人员和见证人签名", go: Place::OnSiteCollection
        },
        check: collection_recorded_as_asked,
    },
    CaseRule {
        id: RuleId("SC-2.2f#2"),
        title: "保险机构单方委托的，请通知当事人到场",
        basis: &[sichuan::SC_2_2G],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::Schedule],
        way_out: WayOut { say: "排期后给当事人打电话", go: Place::Notify },
        check: insurer_does_not_act_alone,
    },
];

fn examined_on_licensed_premises(facts: &CaseFacts<'_>) -> Verdict {
    let Some(appointment) = facts.file.appointment() else {
        return Verdict::NotApplicable;
    };
    let Some(outside) = &appointment.outside else {
        let place = appointment.premises.trim();
        let licensed = facts.institution.is_licensed_premises(place);
        return Verdict::holds(licensed, "premises", format!("「{place}」不是登记的执业场所"));
    };
    if outside.facts.trim().is_empty() {
        return Verdict::breached("outside", "场所外检查的事由还没有写");
    }
    Verdict::holds(!outside.approved_by.is_empty(), "outside", "场所外检查还没有负责人批准")
}

/// The need on the day of the appointment, or today while there is none.
pub(super) fn need(facts: &CaseFacts<'_>) -> Option<StatutoryNeed> {
    let on =
        facts.file.appointment().map_or_else(|| facts.today(), |appointment| appointment.starts_at.day());
    statutory_need(facts.file, on)
}

fn guardian_known_for_a_physical_examination(facts: &CaseFacts<'_>) -> Verdict {
    if need(facts) != Some(StatutoryNeed::NoFullCapacity) {
        return Verdict::NotApplicable;
    }
    let intake = &facts.file.intake;
    let is_aged = intake.subject.birthday().is_some() || intake.subject_capacity.declared_incapable.is_some();
    let say = if is_aged {
        "被鉴定人没有完全民事行为能力，还没有登记监护人或近亲属"
    } else {
        "被鉴定人的年龄还不知道，按未成年人办，还没有登记监护人或近亲属"
    };
    Verdict::holds(!intake.guardians.is_empty(), "guardians", say)
}

fn witness_known_for_psychiatry(facts: &CaseFacts<'_>) -> Verdict {
    somebody_can_witness(facts, StatutoryNeed::Psychiatric)
}

fn witness_known_for_an_autopsy(facts: &CaseFacts<'_>) -> Verdict {
    somebody_can_witness(facts, StatutoryNeed::Autopsy)
}

fn somebody_can_witness(facts: &CaseFacts<'_>, asked: StatutoryNeed) -> Verdict {
    if need(facts) != Some(asked) {
        return Verdict::NotApplicable;
    }
    let intake = &facts.file.intake;
    let known = !intake.guardians.is_empty() || !intake.clients.is_empty();
    Verdict::holds(known, "guardians", "还没有登记可以到场见证的委托人、近亲属或监护人")
}

fn collection_properly_staffed(facts: &CaseFacts<'_>) -> Verdict {
    let outside = facts.file.appointment().and_then(|appointment| appointment.outside.as_ref());
    if !outside.is_some_and(|outside| outside.reason == OutsideReason::OnSiteCollection) {
        return Verdict::NotApplicable;
    }
    let here = present(facts.file).into_iter().filter(|row| !facts.file.has_left(row.id));
    let here = here.map(|row| &row.body.attendee).collect::<Vec<_>>();
    let count = |test: fn(&Attendee) -> bool| here.iter().filter(|who| test(who)).count();
    let n_appraisers = count(|who| matches!(who, Attendee::Appraiser { .. }));
    let n_staff = n_appraisers + count(|who| matches!(who, Attendee::Assistant { .. }));
    let on = facts.today();
    if n_staff < usize::from(numbers::COLLECTORS.on(on)) {
        return Verdict::breached("attendance", format!("现场提取到了 {n_staff} 名工作人员，不够"));
    }
    if n_appraisers < usize::from(numbers::COLLECTING_APPRAISERS.on(on)) {
        return Verdict::breached("attendance", "现场提取还没有鉴定人到场");
    }
    let witnessed =
        count(|who| matches!(who, Attendee::Client(_) | Attendee::Agent(_) | Attendee::Statutory(_))) > 0;
    Verdict::holds(witnessed, "attendance", "现场提取还没有委托人一方的人在场见证")
}

fn collection_recorded_as_asked(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(collection) = file.latest(&file.collections).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    let on = collection.on;
    let n = collection.people.len();
    if n < usize::from(numbers::COLLECTORS.on(on)) {
        return Verdict::breached("collection", format!("现场提取记录上只有 {n} 名提取人员"));
    }
    let assigned = file.assignment().map(|assignment| assignment.appraisers.as_slice()).unwrap_or_default();
    let n_appraisers = collection.people.iter().filter(|id| assigned.contains(id)).count();
    if n_appraisers < usize::from(numbers::COLLECTING_APPRAISERS.on(on)) {
        return Verdict::breached("collection", "现场提取记录上没有本案的鉴定人");
    }
    let is_signed = collection.signature.as_ref().is_some_and(Manner::is_signed);
    Verdict::holds(is_signed, "collection", "现场提取记录上见证人还没有签名")
}

fn client_agreed_to_the_collection(facts: &CaseFacts<'_>) -> Verdict {
    let outside = facts.file.appointment().and_then(|appointment| appointment.outside.as_ref());
    match outside.filter(|outside| outside.reason == OutsideReason::OnSiteCollection) {
        None => Verdict::NotApplicable,
        Some(outside) => {
            let agreed = outside.consent.as_ref().is_some_and(|consent| !consent.by.is_empty());
            Verdict::holds(agreed, "outside", "现场提取材料还没有委托人同意")
        }
    }
}

fn insurer_does_not_act_alone(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.intake.mode {
        Some(CommissionMode::UnilateralInsurer) => {
            Verdict::breached("mode", "保险机构单方委托，当事人也要知道时间地点")
        }
        _ => Verdict::NotApplicable,
    }
}
