//! 机构自身: the person in charge of insurance work, and staff who must not act for a claimant.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::sichuan;
use crate::domain::reception::ClientKind;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 机构自身.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SC-5.3a"),
        title: "机构须指定专人负责涉保工作",
        basis: &[sichuan::SC_5_3A],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "在设置里指定涉保专人", go: Place::Settings },
        check: insurance_officer_named,
    },
    CaseRule {
        id: RuleId("SC-3.4c"),
        title: "工作人员不得协助或代理保险索赔，委托人、代理人与本机构人员同名的须核实",
        basis: &[sichuan::SC_3_4C],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::DecideAccept],
        way_out: WayOut {
            say: "核对不是同一个人并写明，是的请其退出", go: Place::Reception
        },
        check: no_claimant_is_our_own,
    },
];

fn insurance_officer_named(facts: &CaseFacts<'_>) -> Verdict {
    let officer = facts.institution.insurance_officer.and_then(|id| facts.member(id));
    let named = officer.is_some_and(|member| member.active);
    Verdict::holds(named, "insurance_officer", "还没有指定涉保专人")
}

fn no_claimant_is_our_own(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    // An insurer's handler claims nothing; staff have no number to compare, so the same name is asked about.
    let clients = intake.clients.iter().filter(|client| client.kind != ClientKind::Insurer);
    let claimants = clients.map(|client| ("委托人", &client.person));
    let mut claimants = claimants.chain(intake.agents.iter().map(|agent| ("代理人", &agent.person)));
    let ours = |name: &str| facts.staff.iter().any(|member| member.active && member.name.as_str() == name);
    match claimants.find(|(_, person)| !person.name.is_empty() && ours(person.name.as_str())) {
        Some((role, person)) => {
            Verdict::breached("clients", format!("{role}{}与本机构一名人员同名", person.name.as_str()))
        }
        None => Verdict::Satisfied,
    }
}
