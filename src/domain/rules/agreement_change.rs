//! 委托书变更 (F-01 变更单; TL-23, GZ-16): what was signed binds until every client and the institution signed otherwise.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::reception::Client;
use crate::domain::signature::Signature;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The steps that would act on terms nobody signed.
const GUARDED: &[Step] = &[Step::BeginExamination, Step::SealRecord, Step::SubmitOpinion, Step::IssueOpinion];

/// The rows of 委托书变更.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("TL-23"),
        title: "委托书签订以后变更内容的，须书面协商，各方签变更单",
        basis: &[acts::TL_23],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: GUARDED,
        way_out: WayOut {
            say: "打印变更单，请各方签名；改错了的改回来", go: Place::AgreementChange
        },
        check: every_change_is_signed,
    },
    CaseRule {
        id: RuleId("GZ-16#4"),
        title: "委托书经双方协商一致才变更，登记改了的补签变更单",
        basis: &[general::GZ_16],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: GUARDED,
        way_out: WayOut {
            say: "打印变更单，请各方签名；改错了的改回来", go: Place::AgreementChange
        },
        check: every_change_is_signed,
    },
    CaseRule {
        id: RuleId("GZ-16#5"),
        title: "变更单须写明改什么、从什么改成什么、为什么",
        basis: &[general::GZ_16],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::ChangeAgreement],
        way_out: WayOut { say: "写全变更的内容和原因", go: Place::AgreementChange },
        check: slip_says_everything,
    },
    CaseRule {
        id: RuleId("GZ-16#6"),
        title: "变更单由每一位委托人和机构签署，共同委托的各方都签",
        basis: &[general::GZ_16],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::ChangeAgreement],
        way_out: WayOut { say: "请没签的委托人在变更单上签名", go: Place::AgreementChange },
        check: slip_signed_by_all,
    },
];

fn every_change_is_signed(facts: &CaseFacts<'_>) -> Verdict {
    if facts.file.binding_terms().is_none() {
        return Verdict::NotApplicable;
    }
    let changed = facts.file.unsigned_changes();
    let names: Vec<&str> = changed.iter().map(|line| line.name.as_str()).collect();
    Verdict::holds(
        names.is_empty(),
        "agreement_change",
        format!("委托书签订以后改了{}，还没有各方签过的变更单", names.join("、")),
    )
}

fn slip_says_everything(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(change) = file.latest(&file.agreement_changes).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    if file.agreement().is_none() {
        return Verdict::breached("agreement_change", "委托书还没有签订，直接改登记就行");
    }
    if change.lines.is_empty() {
        return Verdict::breached("lines", "还没有要变更的内容");
    }
    Verdict::holds(!change.reason.trim().is_empty(), "reason", "变更的原因还没有写")
}

fn slip_signed_by_all(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(signed) = file.latest(&file.agreement_changes_signed).map(|row| &row.body) else {
        return Verdict::NotApplicable;
    };
    // The letter that bound an insurer to the agreement says nothing about a change of it: everybody signs.
    let clients = file.intake.clients.iter();
    let unsigned = clients.filter(|client| !has_signed(&signed.signatures, client));
    let mut unsigned = unsigned.map(|client| client.called().to_owned()).collect::<Vec<_>>();
    if signed.institution_signer.is_empty() {
        unsigned.push("机构".to_owned());
    }
    Verdict::holds(unsigned.is_empty(), "signatures", format!("{}还没有签变更单", unsigned.join("、")))
}

/// Whether a client, or who acts for it, is among those who signed.
pub(super) fn has_signed(signatures: &[Signature], client: &Client) -> bool {
    signatures.iter().filter(|signature| signature.manner.is_signed()).any(|signature| {
        let signer = &signature.signer;
        signer.person == Some(client.person.id)
            || (!signer.name.is_empty()
                && (signer.name == client.person.name || signer.name.as_str() == client.called()))
    })
}
