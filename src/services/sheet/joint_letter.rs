//! F-02 涉保鉴定共同委托书: prepared for both sides to sign, and with the check of the counter once it came back
//! (SH-2.1c, SC-2.1a–h).

use crate::documents::joint_letter::Check;
use crate::documents::joint_letter::Facts;
use crate::documents::joint_letter::InsurerParty;
use crate::documents::joint_letter::Party;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::amount::Fen;
use crate::domain::case::CaseFacts;
use crate::domain::joint_letter::JointLetter;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::joint_letter::Selection;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::Client;
use crate::domain::reception::OpinionTo;
use crate::domain::reception::Reappraisal;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::when;

/// SC-2.1c.
const CONFIRMATION: &str =
    "以上鉴定材料由委托各方逐件确认；未经各方确认的，不得用于鉴定。以后补充的材料同样逐件确认。";
/// SC-2.1d.
const PROMISE: &str = "出具司法鉴定意见书之前，委托各方不就同一事项另行委托鉴定。";
/// SC-2.1h: what a joint commission never takes away.
const RIGHTS: &str = "共同委托不影响各方对鉴定意见提出异议、申请补充鉴定或者重新鉴定的权利。";

/// 涉保鉴定共同委托书. The wording of the Shanghai annex was never given to us.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F02,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.joint_letters),
    stays: false,
    is_specimen: true,
    listed,
};

/// One where the commission is joint.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let (state, note) = match file.joint_letter() {
        Some(letter) if letter.is_original => (SheetState::Signed, "原件已收"),
        Some(_) => (SheetState::Open, "待收原件"),
        None if file.is_joint() => (SheetState::Open, "待各方签章"),
        None => return Vec::new(),
    };
    vec![SheetLine::of(file, FormNo::F02, state, note)]
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let came = file.joint_letter();
    let parties: Vec<&Client> = intake.clients.iter().filter(|client| client.insurer.is_none()).collect();
    let insurers = insurers(facts);
    let covers = intake.insurers.iter().map(|insurer| cover(insurer, intake.insurers.len() > 1));
    let covers: Vec<String> = covers.filter(|cover| !cover.is_empty()).collect();
    let fee = intake.fee.amount_fen.and_then(|fen| i64::try_from(fen).ok()).map(Fen);
    let n = intake.n_opinion_copies.max(1);
    Facts {
        parties: parties.iter().map(|client| party(client)).collect(),
        subject: intake.subject.name.as_str().to_owned(),
        incident: intake.incident.clone(),
        cover: covers.join("；"),
        matter: intake.matter.clone(),
        purpose: intake.purpose.map_or("", |purpose| purpose.label()).to_owned(),
        is_reappraisal: answer(intake.reappraisal.as_ref().map(|said| *said != Reappraisal::No)),
        selections: Selection::ALL.map(|selection| selection.label().to_owned()).to_vec(),
        selection: came.and_then(|came| came.selection).map_or("", Selection::label).to_owned(),
        materials: file.current(&file.materials).map(letter::item).collect(),
        confirmation: CONFIRMATION.to_owned(),
        promise: PROMISE.to_owned(),
        sends_witness: answer(came.map(|came| came.sends_witness)),
        copies: format!("一式 {n} 份，交委托各方共 {} 份，存档 1 份", n - 1),
        fee: fee.map_or_else(String::new, |fee| format!("预计 {fee} 元")),
        fee_bearer: intake.fee.bearer.clone(),
        opinion_to: intake.opinion_to.map_or("", |to| to.label()).to_owned(),
        receivers: OpinionTo::ALL.map(|to| to.label().to_owned()).to_vec(),
        carrier: came.map_or("", |came| came.carrier.label()).to_owned(),
        carriers: LetterCarrier::ALL.map(|carrier| carrier.label().to_owned()).to_vec(),
        rights: RIGHTS.to_owned(),
        parties_sign: parties.iter().map(|client| for_pen("当事人", client.called())).collect(),
        insurers_sign: insurers.iter().map(insurer_signs).collect(),
        check: came.map(check).unwrap_or_default(),
        basis: basis(
            facts.pack(),
            &[],
            &[&shanghai::SH_2_1C],
            &[&sichuan::SC_2_1A, &sichuan::SC_2_1C, &sichuan::SC_2_1G],
        ),
        insurers,
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let intake = &file.intake;
    let mut gaps = Gaps::default();
    let desk = Place::Reception;
    gaps.content(!file.is_joint(), "本案不是共同委托", desk);
    let has_party = intake.clients.iter().any(|client| client.insurer.is_none());
    gaps.content(!has_party, "当事人一方没有填", desk);
    gaps.content(insurers(facts).is_empty(), "保险机构一方没有填", desk);
    gaps.content(intake.subject.name.is_empty(), "被鉴定人没有填", desk);
    gaps.content(intake.matter.trim().is_empty(), "委托事项没有填", desk);
    gaps.later(file.current(&file.materials).next().is_none(), "鉴定材料还没有登记", Place::Materials);
    let is_here = file.joint_letter().is_some_and(|letter| letter.is_original);
    gaps.later(!is_here, "签章的原件还没有收到", Place::JointLetter);
    gaps
}

fn party(client: &Client) -> Party {
    let person = &client.person;
    let number = person.id_number.as_str();
    Party {
        name: client.called().to_owned(),
        // The kind of document has a default: it is said only where a document was shown.
        id_type: if number.is_empty() { "" } else { person.id_type.label() }.to_owned(),
        id_number: number.to_owned(),
        phone: person.phone.as_str().to_owned(),
        relation: client.relation.clone(),
    }
}

/// The insurers that commission; before one of them is a client, those the case concerns.
fn insurers(facts: &CaseFacts<'_>) -> Vec<InsurerParty> {
    let intake = &facts.file.intake;
    let letter = facts.file.joint_letter();
    let known = |id| facts.insurers.iter().find(|known| Some(known.id) == id);
    let contact = |id, name: &str| {
        known(id).and_then(|known| known.contacts.iter().find(|contact| contact.name.as_str() == name))
    };
    let department =
        |id, name: &str| contact(id, name).map_or_else(String::new, |contact| contact.department.clone());
    let code = |id| known(id).map_or_else(String::new, |known| known.credit_code.clone());
    // What the letter says counts; the directory helps before there is one.
    let staff_no = |id, name: &str| {
        let said = letter.filter(|letter| letter.handler.as_str() == name && !letter.staff_no.is_empty());
        let said = said.map(|letter| letter.staff_no.clone());
        said.or_else(|| contact(id, name).map(|contact| contact.staff_no.clone())).unwrap_or_default()
    };
    let clients: Vec<InsurerParty> = intake
        .clients
        .iter()
        .filter(|client| client.insurer.is_some())
        .map(|client| {
            let said = letter.map_or("", |letter| letter.handler.as_str());
            let handler = if client.person.name.is_empty() { said } else { client.person.name.as_str() };
            InsurerParty {
                name: client.organisation.clone(),
                department: department(client.insurer, handler),
                handler: handler.to_owned(),
                phone: client.person.phone.as_str().to_owned(),
                code: code(client.insurer),
                staff_no: staff_no(client.insurer, handler),
            }
        })
        .collect();
    if !clients.is_empty() {
        return clients;
    }
    let concerned = intake.insurers.iter().map(|insurer| InsurerParty {
        name: insurer.name.clone(),
        department: department(Some(insurer.insurer), insurer.contact.as_str()),
        handler: insurer.contact.as_str().to_owned(),
        phone: insurer.contact_phone.as_str().to_owned(),
        code: code(Some(insurer.insurer)),
        staff_no: staff_no(Some(insurer.insurer), insurer.contact.as_str()),
    });
    concerned.collect()
}

fn insurer_signs(insurer: &InsurerParty) -> SignatureFact {
    for_pen("保险机构", &joined(&[&insurer.name, &insurer.handler], " "))
}

/// 「交强险，报案号 …」, with the insurer before it where there are several.
fn cover(insurer: &CaseInsurer, is_one_of_several: bool) -> String {
    let name = if is_one_of_several { insurer.called() } else { "" };
    let claim = match insurer.claim_no.as_str() {
        "" => String::new(),
        number => format!("报案号 {number}"),
    };
    joined(&[name, &joined(&[&insurer.cover, &claim], "，")], " ")
}

fn check(letter: &JointLetter) -> Check {
    let call = letter.call_back.as_ref();
    Check {
        is_original: answer(Some(letter.is_original)),
        seal_checked_by: letter.seal_checked_by.as_str().to_owned(),
        number: call.map_or("", |call| call.number.as_str()).to_owned(),
        at: when(call.map(|call| call.at)),
        spoke_to: call.map_or("", |call| call.spoke_to.as_str()).to_owned(),
        is_confirmed: call.map_or(Answer::Open, |call| answer(Some(call.confirmed))),
    }
}
