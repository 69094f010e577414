//! 亮证与回避 (T10; F-08): person by person, before anything begins.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::schedule::need;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::present;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::licence_showing::LicenceShown;
use crate::domain::scan::is_signed_on_paper;
use crate::domain::schedule::StatutoryNeed;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signer;
use crate::domain::signature::expected_signers;
use crate::domain::signature::signature_of;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 亮证与回避.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SC-3.2a"),
        title: "鉴定前，鉴定人及助理须逐人向到场人员出示执业证、助理证",
        basis: &[sichuan::SC_3_2A],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::ShowLicences, Step::BeginExamination],
        way_out: WayOut { say: "逐人出示，勾到场人员已见", go: Place::LicenceShowing },
        check: everyone_showed_a_licence,
    },
    CaseRule {
        id: RuleId("SC-3.2a#2"),
        title: "亮证的人和看到的到场人员须在亮证记录上签名，到场人员不签的注记",
        basis: &[sichuan::SC_3_2A],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::FinishRecord],
        way_out: WayOut {
            say: "请没签的人在亮证记录上签名，不签的做拒签注记", go: Place::Sheets
        },
        check: everyone_signed_the_showing,
    },
    CaseRule {
        id: RuleId("SH-1.3b"),
        title: "鉴定人须声明客观、中立、公正，不收受财物、不接受请吃",
        basis: &[shanghai::SH_1_3B],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::ShowLicences, Step::BeginExamination],
        way_out: WayOut { say: "请鉴定人亮证并声明", go: Place::LicenceShowing },
        check: every_appraiser_declares_impartiality,
    },
    CaseRule {
        id: RuleId("SH-1.3b#2"),
        title: "每名鉴定人须在公正声明上签名",
        basis: &[shanghai::SH_1_3B],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: SHANGHAI,
        guards: &[Step::FinishRecord],
        way_out: WayOut { say: "请鉴定人在亮证记录上签名", go: Place::Sheets },
        check: every_declaration_is_signed,
    },
    CaseRule {
        id: RuleId("SC-3.1e"),
        title: "鉴定人须声明公正，没有收受财物、接受请吃",
        basis: &[sichuan::SC_3_1E],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::ShowLicences, Step::BeginExamination],
        way_out: WayOut { say: "请鉴定人亮证并声明", go: Place::LicenceShowing },
        check: every_appraiser_declares_impartiality,
    },
    CaseRule {
        id: RuleId("GZ-21"),
        title: "须告知当事人可以申请回避，并逐人询问",
        basis: &[general::GZ_21, general::GZ_20],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::ShowLicences, Step::BeginExamination],
        way_out: WayOut { say: "问到场的当事人是否申请回避", go: Place::LicenceShowing },
        check: every_party_asked,
    },
    CaseRule {
        id: RuleId("GZ-21#2"),
        title: "回避申请由机构决定，准予回避的换人",
        basis: &[general::GZ_21],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[
            Step::ShowLicences,
            Step::BeginExamination,
            Step::SealRecord,
            Step::SubmitOpinion,
            Step::IssueOpinion,
        ],
        way_out: WayOut { say: "请负责人决定，准予的换人", go: Place::Recusal },
        check: every_application_decided,
    },
];

fn shown<'a>(facts: &'a CaseFacts<'_>, who: UserId) -> Option<&'a LicenceShown> {
    let file = facts.file;
    file.current(&file.licences).filter(|row| row.body.who == who).last().map(|row| &row.body)
}

fn name<'a>(facts: &'a CaseFacts<'_>, who: UserId) -> &'a str {
    facts.member(who).map_or("一名工作人员", |member| member.name.as_str())
}

fn everyone_showed_a_licence(facts: &CaseFacts<'_>) -> Verdict {
    let Some(assignment) = facts.file.assignment() else {
        return Verdict::NotApplicable;
    };
    let everyone = assignment.appraisers.iter().chain(&assignment.assistants).copied();
    let mut missing = Vec::new();
    for who in everyone {
        match shown(facts, who) {
            None => missing.push(name(facts, who)),
            Some(licence) if licence.seen_by.is_empty() => {
                return Verdict::breached("licences", format!("{}亮证时没有记谁看到", name(facts, who)));
            }
            Some(_) => {}
        }
    }
    Verdict::holds(missing.is_empty(), "licences", format!("{}还没有亮证", missing.join("、")))
}

/// Whoever showed a licence signs; whoever saw it signs or is noted as refusing. Who came later saw nothing.
fn everyone_signed_the_showing(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    // Who has no full capacity does not sign; the guardian signs as statutory witness.
    let minor = need(facts) == Some(StatutoryNeed::NoFullCapacity);
    let saw = |signer: &Signer| {
        file.current(&file.licences).any(|row| row.body.seen_by.contains(&signer.name))
            && !(minor && signer.capacity == "被鉴定人")
    };
    let is_missing = |signer: &Signer| match signature_of(file, FormNo::F08, signer) {
        Some(row) => is_staff(signer) && !row.body.manner.is_signed(),
        None => !is_signed_on_paper(file, FormNo::F08, signer),
    };
    missing_signatures(facts, |signer| (is_staff(signer) && showed(facts, signer)) || saw(signer), is_missing)
}

fn every_declaration_is_signed(facts: &CaseFacts<'_>) -> Verdict {
    let is_missing = |signer: &Signer| match signature_of(facts.file, FormNo::F08, signer) {
        Some(row) => !row.body.manner.is_signed(),
        None => !is_signed_on_paper(facts.file, FormNo::F08, signer),
    };
    let declares = |signer: &Signer| signer.capacity == "鉴定人" && showed(facts, signer);
    missing_signatures(facts, declares, is_missing)
}

fn missing_signatures(
    facts: &CaseFacts<'_>,
    must: impl Fn(&Signer) -> bool,
    is_missing: impl Fn(&Signer) -> bool,
) -> Verdict {
    let file = facts.file;
    if file.licences.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut missing: Vec<String> = Vec::new();
    for signer in expected_signers(file, FormNo::F08).iter().filter(|signer| must(signer)) {
        let name = signer.name.as_str();
        // Somebody who stepped out and came back stands twice among the arrivals.
        if is_missing(signer) && !missing.iter().any(|known| known == name) {
            missing.push(name.to_owned());
        }
    }
    Verdict::holds(missing.is_empty(), "signatures", format!("{}还没有在亮证记录上签名", missing.join("、")))
}

fn is_staff(signer: &Signer) -> bool {
    matches!(signer.capacity.as_str(), "鉴定人" | "鉴定人助理")
}

fn showed(facts: &CaseFacts<'_>, signer: &Signer) -> bool {
    let file = facts.file;
    file.current(&file.licences).any(|row| row.body.name == signer.name)
}

fn every_appraiser_declares_impartiality(facts: &CaseFacts<'_>) -> Verdict {
    let Some(assignment) = facts.file.assignment() else {
        return Verdict::NotApplicable;
    };
    let silent = assignment.appraisers.iter().copied();
    let silent = silent.filter(|who| !shown(facts, *who).is_some_and(|licence| licence.declares_impartial));
    let silent = silent.map(|who| name(facts, who)).collect::<Vec<_>>();
    Verdict::holds(silent.is_empty(), "licences", format!("{}还没有作公正声明", silent.join("、")))
}

fn every_party_asked(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    // Who has no full capacity is not asked; the guardian is.
    let minor = need(facts) == Some(StatutoryNeed::NoFullCapacity);
    let is_party = |who: &Attendee| match who {
        Attendee::Subject(_) => !minor,
        Attendee::Client(_) | Attendee::Agent(_) | Attendee::Statutory(_) => true,
        Attendee::Companion(_)
        | Attendee::Insurer(_)
        | Attendee::Appraiser { .. }
        | Attendee::Assistant { .. } => false,
    };
    let parties =
        present(file).into_iter().filter(|row| !file.has_left(row.id) && is_party(&row.body.attendee));
    let parties = parties.collect::<Vec<_>>();
    if parties.is_empty() {
        return Verdict::breached("recusals", "还没有可以询问回避的当事人到场");
    }
    let unasked = parties.into_iter().filter(|row| !was_asked(file, row));
    let unasked = unasked.map(|row| row.body.attendee.name().as_str()).collect::<Vec<_>>();
    Verdict::holds(unasked.is_empty(), "recusals", format!("还没有问{}是否申请回避", unasked.join("、")))
}

/// An answer stays when the arrival is corrected, so every former version of the row counts.
fn was_asked(file: &CaseFile, row: &Recorded<Attendance>) -> bool {
    let asked = |id: EvidenceId| file.current(&file.recusals).any(|inquiry| inquiry.body.asked == id);
    let mut version = Some(row);
    while let Some(this) = version {
        if asked(this.id) {
            return true;
        }
        let former = this.supersedes.as_ref().map(|correction| correction.id);
        version = former.and_then(|id| file.attendances.iter().find(|earlier| earlier.id == id));
    }
    false
}

fn every_application_decided(facts: &CaseFacts<'_>) -> Verdict {
    let applications = facts.file.recusal_applications();
    for application in &applications {
        let whom = name(facts, application.against);
        match &application.decided {
            None => return Verdict::breached("recusals", format!("对{whom}的回避申请还没有决定")),
            Some(decided) if decided.granted && is_assigned(facts, application.against) => {
                return Verdict::breached("assignment", format!("已准予{whom}回避，还没有换人"));
            }
            Some(_) => {}
        }
    }
    if applications.is_empty() { Verdict::NotApplicable } else { Verdict::Satisfied }
}

fn is_assigned(facts: &CaseFacts<'_>, who: UserId) -> bool {
    facts.file.assignment().is_some_and(|a| a.appraisers.contains(&who) || a.assistants.contains(&who))
}
