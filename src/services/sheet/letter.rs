//! What letters to clients share: who answers the telephone, where to come, what still lies here, and when a letter
//! counts as done.

use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::sheet::FormNo;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;

/// 联系人、电话: the officer for insurance cases, else who opened the case.
pub(super) fn contact(facts: &CaseFacts<'_>) -> String {
    let who = facts.institution.insurance_officer.unwrap_or(facts.file.created_by);
    joined(&[&member_name(facts, who), &facts.institution.phone], "，")
}

/// Where the client comes: the address of the institution, else of its first premises.
pub(super) fn address(facts: &CaseFacts<'_>) -> String {
    let institution = facts.institution;
    let first = institution.premises.first().map_or("", |premises| premises.address.as_str());
    let address = if institution.address.is_empty() { first } else { &institution.address };
    if address.is_empty() { "本机构".to_owned() } else { format!("本机构（{address}）") }
}

/// 「出院记录（1 份）」.
pub(super) fn item(row: &Recorded<Material>) -> String {
    match row.body.quantity.trim() {
        "" => row.body.name.clone(),
        quantity => format!("{}（{quantity}）", row.body.name),
    }
}

/// What is still here.
pub(super) fn materials_here(facts: &CaseFacts<'_>) -> Vec<String> {
    facts.file.not_returned().map(item).collect()
}

/// How many copies of a letter there are, and for whom.
pub(super) fn copies(file: &CaseFile) -> &'static str {
    if file.is_joint() {
        "委托各方各一份，存档一份。"
    } else {
        "一式二份，委托人一份，存档一份。"
    }
}

/// A place for every client to sign that the letter came.
pub(super) fn receipts(facts: &CaseFacts<'_>) -> Vec<SignatureFact> {
    let clients = &facts.file.intake.clients;
    if clients.is_empty() {
        return vec![for_pen("委托人签收", "")];
    }
    clients.iter().map(|client| for_pen("委托人签收", client.called())).collect()
}

/// The line of a letter, which is done once it left the office as more than a draft.
pub(super) fn line(
    facts: &CaseFacts<'_>,
    form: FormNo,
    about: Option<EvidenceId>,
    which: &str,
    done: &str,
) -> SheetLine {
    let file = facts.file;
    let has_left = file
        .current(&file.prints)
        .filter(|row| row.body.form == form && row.body.about == about && !row.body.is_draft)
        .any(|row| row.supersedes.is_none() || row.body.copies > 0);
    let (state, note) = if has_left {
        (SheetState::Signed, done.to_owned())
    } else {
        (SheetState::Open, "待打印送达".to_owned())
    };
    match about {
        Some(about) => SheetLine::about(file, form, about, which, state, note),
        None => SheetLine::of(file, form, state, note),
    }
}
