//! F-01 变更单: the lines of a slip and the places to sign it, on the form of the agreement (TL-23).

use crate::documents::commission::ChangeLine;
use crate::documents::commission::ChangeSlip;
use crate::documents::commission::Facts;
use crate::documents::sheet::SignatureFact;
use crate::domain::agreement_change::AgreementChange;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;

/// One line per slip.
pub(super) fn lines(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    file.current(&file.agreement_changes)
        .map(|row| {
            let (state, note) = match file.signed_change(row.id) {
                Some(signed) => (SheetState::Signed, format!("{} 生效", signed.body.effective_on)),
                None => (SheetState::Open, "待各方签名".to_owned()),
            };
            SheetLine::about(
                file,
                FormNo::F01,
                row.id,
                &format!("变更单{}", number(facts, row.id)),
                state,
                note,
            )
        })
        .collect()
}

/// 「第1号」: its place among the slips of the case.
fn number(facts: &CaseFacts<'_>, change: EvidenceId) -> String {
    let file = facts.file;
    let place = file.current(&file.agreement_changes).position(|row| row.id == change);
    place.map_or_else(String::new, |n| format!("第{}号", n + 1))
}

fn row<'a>(facts: &'a CaseFacts<'_>, change: EvidenceId) -> Option<&'a Recorded<AgreementChange>> {
    facts.file.agreement_changes.iter().find(|row| row.id == change)
}

/// What the agreement says of the slips that changed it: 「已按变更单第1号变更（2026年12月1日）：委托鉴定事项」.
pub(super) fn in_force(facts: &CaseFacts<'_>) -> String {
    let said = facts.file.changes_in_force().map(|row| {
        let names: Vec<&str> = row.body.lines.iter().map(|line| line.name.as_str()).collect();
        let signed = facts.file.signed_change(row.id);
        let on = signed.map_or_else(String::new, |signed| signed.body.effective_on.worded());
        format!("已按变更单{}变更（{on}）：{}。", number(facts, row.id), names.join("、"))
    });
    said.collect::<Vec<_>>().join("\n")
}

/// Makes the agreement's facts those of a slip.
pub(super) fn slip(facts: &CaseFacts<'_>, change: EvidenceId, whole: Facts, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let signed = file.signed_change(change);
    let body = row(facts, change).map(|row| &row.body);
    let lines = body.map_or(&[][..], |body| &body.lines).iter().map(|line| ChangeLine {
        name: line.name.clone(),
        from: line.from.clone(),
        to: line.to.clone(),
    });
    let copies = if file.is_joint() {
        "本变更单委托各方各执一份，机构存档一份。"
    } else {
        "本变更单由委托双方各执一份，机构存档一份。"
    };
    let clients = &file.intake.clients;
    let clients_sign = clients.iter().map(|client| {
        let given = signed.and_then(|row| {
            let of_client = |name: &str| name == client.person.name.as_str() || name == client.called();
            let found = row.body.signatures.iter().find(|one| of_client(one.signer.name.as_str()));
            found.map(|signature| (signature, row.at))
        });
        match given {
            Some((signature, at)) => pad.signed("委托人", client.called(), &signature.manner, at),
            None => for_pen("委托人", client.called()),
        }
    });
    let name = &facts.institution.name;
    let institution_signs = match signed {
        None => for_pen("", name),
        Some(row) => SignatureFact {
            at: Some(row.body.effective_on.worded()),
            ..for_pen("", &format!("{name}\n签名人 {}", row.body.institution_signer.as_str()))
        },
    };
    Facts {
        clients_sign: clients_sign.collect(),
        institution_signs,
        basis: basis(facts.pack(), &[&general::GZ_16], &[&acts::TL_23], &[]),
        change: Some(ChangeSlip {
            number: number(facts, change),
            agreement_on: file.effective_on().map_or_else(String::new, Day::worded),
            lines: lines.collect(),
            reason: body.map_or_else(String::new, |body| body.reason.clone()),
            effective_on: signed.map_or_else(String::new, |row| row.body.effective_on.worded()),
            copies: copies.to_owned(),
        }),
        ..whole
    }
}

pub(super) fn gaps(facts: &CaseFacts<'_>, change: EvidenceId) -> Gaps {
    let mut gaps = Gaps::default();
    let is_empty = row(facts, change).is_none_or(|row| row.body.lines.is_empty());
    gaps.content(is_empty, "变更的内容没有写", Place::AgreementChange);
    let is_signed = facts.file.signed_change(change).is_some();
    gaps.signature(!is_signed, "委托人和机构还没有在变更单上签名", Place::AgreementChange);
    gaps
}
