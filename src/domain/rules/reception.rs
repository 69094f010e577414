//! 接待 (T2, T3): who took the case in, where, from whom, for what use.
//!
//! The desk may write anything down at any time; these rows only stop the case from going on.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::Reappraisal;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 接待.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-11"),
        title: "鉴定委托由机构统一受理，由前台建案，鉴定人不得私自接案",
        basis: &[general::GZ_11],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::Receive, Step::DecideAccept],
        way_out: WayOut { say: "请前台重新登记这次委托", go: Place::Reception },
        check: taken_in_by_the_desk,
    },
    CaseRule {
        id: RuleId("GZ-13"),
        title: "收到委托之日须记明，七个工作日的受理期限由此起算",
        basis: &[general::GZ_13],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Receive, Step::BeginReview],
        way_out: WayOut { say: "在接待登记填收到委托日", go: Place::Reception },
        check: day_of_receipt_written,
    },
    CaseRule {
        id: RuleId("SH-1.2f"),
        title: "接待、受理须在登记的执业场所进行",
        basis: &[shanghai::SH_1_2F, acts::TL_37],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: SHANGHAI,
        guards: &[Step::Receive, Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "接待地点改选登记的执业场所", go: Place::Reception },
        check: received_on_licensed_premises,
    },
    CaseRule {
        id: RuleId("SC-2.3d"),
        title: "接待、受理须在登记的执业场所进行，不得设接案点",
        basis: &[sichuan::SC_2_3D],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Receive, Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "接待地点改选登记的执业场所", go: Place::Reception },
        check: received_on_licensed_premises,
    },
    CaseRule {
        id: RuleId("TL-22"),
        title: "被鉴定人及其陪同人员的身份须识别并记录",
        basis: &[acts::TL_22],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: &[Step::Receive],
        way_out: WayOut { say: "登记证件并核对本人", go: Place::Reception },
        check: subject_and_companions_identified,
    },
    CaseRule {
        id: RuleId("SC-2.1a"),
        title: "委托人须记明，当事人、保险机构都可以委托",
        basis: &[sichuan::SC_2_1A],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "在接待登记填委托人和委托方式", go: Place::Reception },
        check: clients_fit_the_mode,
    },
    CaseRule {
        id: RuleId("SC-2.1e"),
        title: "共同委托由当事人和保险机构双方作委托人",
        basis: &[sichuan::SC_2_1E],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "补登另一方委托人", go: Place::Reception },
        check: both_sides_commission,
    },
    CaseRule {
        id: RuleId("SH-0"),
        title: "是否用于保险理赔须问明，问过才能受理",
        basis: &[shanghai::SH_0, shanghai::SH_1_2D],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "问委托人，答不确定的按涉保办", go: Place::Reception },
        check: insurance_asked,
    },
    CaseRule {
        id: RuleId("SC-2.2a"),
        title: "单方委托须询问鉴定文书是否用于保险理赔，并在委托书中记载",
        basis: &[sichuan::SC_2_2A],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginReview, Step::DecideAccept, Step::SignAgreement],
        way_out: WayOut { say: "问委托人，答不确定的按涉保办", go: Place::Reception },
        check: insurance_asked_of_a_unilateral_client,
    },
    CaseRule {
        id: RuleId("SH-1.2e"),
        title: "鉴定用途及是否重新鉴定须确认",
        basis: &[shanghai::SH_1_2E],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut { say: "在接待登记选用途、答是否重新鉴定", go: Place::Reception },
        check: purpose_and_reappraisal_confirmed,
    },
];

/// Insurance-related, or not yet known not to be: until somebody says no, the careful way is taken (SH-0).
pub(super) fn may_concern_insurance(facts: &CaseFacts<'_>) -> bool {
    facts.file.intake.insurance != Some(InsuranceUse::No)
}

/// An insurance case that one of the insured parties commissions alone.
pub(super) fn is_party_alone(facts: &CaseFacts<'_>) -> bool {
    facts.file.intake.mode == Some(CommissionMode::UnilateralParty) && may_concern_insurance(facts)
}

/// An insurance case that one side commissions alone, whichever it is.
pub(super) fn is_one_side_alone(facts: &CaseFacts<'_>) -> bool {
    facts.file.intake.mode.is_some_and(CommissionMode::is_unilateral) && may_concern_insurance(facts)
}

fn taken_in_by_the_desk(facts: &CaseFacts<'_>) -> Verdict {
    let by_desk = facts
        .member(facts.file.created_by)
        .is_some_and(|member| member.has(Role::FrontDesk) || member.has(Role::Director));
    Verdict::holds(by_desk, "created_by", "这个案件不是前台登记的")
}

fn day_of_receipt_written(facts: &CaseFacts<'_>) -> Verdict {
    match facts.file.intake.received_on {
        None => Verdict::breached("received_on", "收到委托日还没有填"),
        Some(on) if on > facts.today() => Verdict::breached("received_on", "收到委托日晚于今天"),
        Some(_) => Verdict::Satisfied,
    }
}

fn received_on_licensed_premises(facts: &CaseFacts<'_>) -> Verdict {
    let premises = facts.file.intake.premises.trim();
    if premises.is_empty() {
        return Verdict::breached("premises", "接待地点还没有选");
    }
    let licensed = facts.institution.is_licensed_premises(premises);
    Verdict::holds(licensed, "premises", format!("「{premises}」不是登记的执业场所"))
}

fn subject_and_companions_identified(facts: &CaseFacts<'_>) -> Verdict {
    let people = facts.file.intake.people().filter(|(role, _)| matches!(*role, "被鉴定人" | "陪同人员"));
    let unidentified = people
        .filter(|(_, person)| !person.is_identified() || person.identity.is_none())
        .map(|(role, person)| match person.name.as_str() {
            "" => role.to_owned(),
            name => format!("{role}{name}"),
        })
        .collect::<Vec<_>>();
    Verdict::holds(
        unidentified.is_empty(),
        "identity",
        format!("{}的证件还没有登记或核对", unidentified.join("、")),
    )
}

fn clients_fit_the_mode(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let Some(mode) = intake.mode else {
        return Verdict::breached("mode", "委托方式还没有选");
    };
    if intake.clients.is_empty() {
        return Verdict::breached("clients", "委托人还没有登记");
    }
    let insurer_alone = mode == CommissionMode::UnilateralInsurer;
    let has_insurer = intake.clients.iter().any(|client| client.kind == ClientKind::Insurer);
    Verdict::holds(!insurer_alone || has_insurer, "clients", "保险机构单方委托，委托人里还没有保险机构")
}

fn both_sides_commission(facts: &CaseFacts<'_>) -> Verdict {
    if !facts.file.is_joint() {
        return Verdict::NotApplicable;
    }
    let clients = &facts.file.intake.clients;
    let has_insurer = clients.iter().any(|client| client.kind == ClientKind::Insurer);
    let has_party = clients.iter().any(|client| client.kind != ClientKind::Insurer);
    match (has_party, has_insurer) {
        (true, true) => Verdict::Satisfied,
        (true, false) => Verdict::breached("clients", "共同委托，委托人里还没有保险机构"),
        (false, true) => Verdict::breached("clients", "共同委托，委托人里还没有当事人"),
        (false, false) => Verdict::breached("clients", "共同委托的双方委托人都还没有登记"),
    }
}

fn insurance_asked(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    Verdict::holds(intake.insurance.is_some(), "insurance", "还没有问是否用于保险理赔")
}

fn insurance_asked_of_a_unilateral_client(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    if !intake.mode.is_some_and(CommissionMode::is_unilateral) {
        return Verdict::NotApplicable;
    }
    if intake.insurance.is_none() {
        return Verdict::breached("insurance", "还没有问是否用于保险理赔");
    }
    Verdict::holds(intake.insurance_asked.is_some(), "insurance", "没有记是谁在什么时候问的")
}

fn purpose_and_reappraisal_confirmed(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    if intake.purpose.is_none() {
        return Verdict::breached("purpose", "鉴定用途还没有确认");
    }
    match &intake.reappraisal {
        None => Verdict::breached("reappraisal", "是否重新鉴定还没有答"),
        Some(Reappraisal::Yes { original_institution, .. }) if original_institution.trim().is_empty() => {
            Verdict::breached("reappraisal", "重新鉴定，还没有写原鉴定机构")
        }
        Some(Reappraisal::No | Reappraisal::Yes { .. }) => Verdict::Satisfied,
    }
}
