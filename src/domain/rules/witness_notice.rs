//! 见证通知 (F-06): whom the law says to tell, and whom only with the party's leave.
//!
//! Sichuan: the institution must tell every insurer. Shanghai: only when the party accepts it. The two never meet.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::reception::is_party_alone;
use super::reception::may_concern_insurance;
use super::schedule::need;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendee;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::witness_notice::Addressee;

/// The rows of 见证通知.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.2l"),
        title: "单方委托，保险机构参与见证须经当事人认可",
        basis: &[shanghai::SH_1_2L],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::Notify, Step::Witness],
        way_out: WayOut {
            say: "问当事人是否认可，不认可的不通知、照常鉴定", go: Place::RiskNotice
        },
        check: party_accepts_the_insurer,
    },
    CaseRule {
        id: RuleId("SC-2.2f"),
        title: "当事人单方委托，须逐家通知保险机构到场见证",
        basis: &[sichuan::SC_2_2F],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::OpenOnSite, Step::BeginExamination],
        way_out: WayOut { say: "打电话并记录，打不通的改发书面通知", go: Place::Notify },
        check: every_insurer_notified,
    },
    CaseRule {
        id: RuleId("SC-2.1f"),
        title: "共同委托，保险机构可以在场见证",
        basis: &[sichuan::SC_2_1F],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::OpenOnSite],
        way_out: WayOut { say: "告诉保险机构时间地点", go: Place::Notify },
        check: joint_insurer_told,
    },
    CaseRule {
        id: RuleId("GZ-25a#2"),
        title: "法定见证人须通知到场",
        basis: &[general::GZ_25],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::OpenOnSite],
        way_out: WayOut { say: "通知监护人、近亲属或委托人并记录", go: Place::Notify },
        check: statutory_witness_notified,
    },
];

fn party_accepts_the_insurer(facts: &CaseFacts<'_>) -> Verdict {
    if !is_party_alone(facts) || facts.file.intake.insurers.is_empty() {
        return Verdict::NotApplicable;
    }
    match facts.file.risk_notice().and_then(|notice| notice.accepts_insurer) {
        Some(true) => Verdict::Satisfied,
        Some(false) => Verdict::breached("accepts_insurer", "当事人不认可保险机构到场，不通知、不见证"),
        None => Verdict::breached("accepts_insurer", "还没有问当事人是否认可保险机构到场"),
    }
}

fn every_insurer_notified(facts: &CaseFacts<'_>) -> Verdict {
    if !is_party_alone(facts) {
        return Verdict::NotApplicable;
    }
    let intake = &facts.file.intake;
    if intake.insurers.is_empty() {
        return match &intake.insurer_search {
            Some(search) if search.efforts.trim().is_empty() => {
                Verdict::breached("insurer_search", "查找保险机构的经过还没有写")
            }
            Some(search) => {
                Verdict::holds(search.countersigned, "insurer_search", "查找经过还没有请当事人签注")
            }
            None => Verdict::breached("insurers", "还没有登记保险机构，也没有写查找经过"),
        };
    }
    let untold = intake.insurers.iter().filter(|insurer| !facts.file.was_notified(insurer.insurer));
    let untold = untold.map(|insurer| insurer.called()).collect::<Vec<_>>();
    Verdict::holds(untold.is_empty(), "notices", format!("{}还没有通知到", untold.join("、")))
}

fn joint_insurer_told(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    if !facts.file.is_joint() || !may_concern_insurance(facts) || intake.insurers.is_empty() {
        return Verdict::NotApplicable;
    }
    let untold = intake.insurers.iter().filter(|insurer| !facts.file.was_notified(insurer.insurer));
    let untold = untold.map(|insurer| insurer.called()).collect::<Vec<_>>();
    Verdict::holds(untold.is_empty(), "notices", format!("可以通知{}到场见证", untold.join("、")))
}

fn statutory_witness_notified(facts: &CaseFacts<'_>) -> Verdict {
    if need(facts).is_none() {
        return Verdict::NotApplicable;
    }
    let file = facts.file;
    let told = file
        .current(&file.notice_attempts)
        .any(|row| matches!(row.body.to, Addressee::Statutory { .. }) && row.body.outcome.reached());
    let came = file.arrivals().any(|row| matches!(row.body.attendee, Attendee::Statutory(_)));
    Verdict::holds(told || came, "notices", "法定见证人还没有通知到")
}
