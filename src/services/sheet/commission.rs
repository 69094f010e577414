//! F-01 司法鉴定委托书 from the intake, the materials and the agreement (GZ-16, SC-2.2a, TL-23).
//!
//! What nobody has said yet stays blank for the pen; no box is ticked by default. A draft until the director
//! accepted and every particular of GZ-16 is there.

use crate::documents::commission::Delivery;
use crate::documents::commission::Facts;
use crate::documents::commission::FeeBlock;
use crate::documents::commission::InstitutionBlock;
use crate::documents::commission::InsuranceBlock;
use crate::documents::commission::InsurerLine;
use crate::documents::commission::Leftovers;
use crate::documents::commission::MaterialsReturn;
use crate::documents::commission::Recusal;
use crate::documents::commission::TimeLimit;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::amount::Fen;
use crate::domain::case::CaseFacts;
use crate::domain::commission::Decision;
use crate::domain::deadline::AgreedLength;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception;
use crate::domain::reception::Client;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::Intake;
use crate::domain::reception::MaterialReturn;
use crate::domain::reception::Reappraisal;
use crate::domain::rules::for_step;
use crate::domain::schedule::statutory_need;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::agreement_change;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::insurance_answer;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::lines;
use crate::services::sheet::words::material_line;
use crate::services::sheet::words::member_name;

/// How many items stand on the commission itself; the rest is left to F-04.
const MOST_ITEMS: usize = 12;

/// 鉴定风险提示 of the official form (司发通〔2016〕112号).
const RISK_POINTS: [&str; 3] = [
    "鉴定意见属于专家的专业意见，是否被采信取决于办案机关的审查和判断，鉴定人和鉴定机构无权干涉；",
    "由于受鉴定材料或者其他因素限制，并非所有的鉴定都能得出明确的鉴定意见；",
    "鉴定活动遵循依法独立、客观、公正的原则，只对鉴定材料和案件事实负责，不会考虑是否有利于任何一方当事人。",
];

/// SC-2.1d, GZ-15(6), as the client promises it.
const PROMISE: &str = "出具司法鉴定意见书之前，不就同一鉴定事项另行委托鉴定。";

/// 司法鉴定委托书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F01,
    facts: |facts, about, head, pad| {
        let whole = self::facts(facts, head, pad);
        value_of(&match about {
            None => whole,
            Some(change) => agreement_change::slip(facts, change, whole, pad),
        })
    },
    gaps: |facts, about| match about {
        None => gaps(facts),
        Some(change) => agreement_change::gaps(facts, change),
    },
    n_corrections: |file| file.intake_version.saturating_sub(1) as usize,
    stays: false,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let (state, note) = match (file.agreement(), file.acceptance()) {
        (Some(agreement), _) => (SheetState::Signed, format!("{} 生效", agreement.effective_on)),
        (None, Some(_)) => (SheetState::Open, "待各方签名".to_owned()),
        (None, None) => (SheetState::NotBegun, "受理以后签".to_owned()),
    };
    let whole = SheetLine::of(file, FormNo::F01, state, note);
    let slips = agreement_change::lines(facts);
    // Slips carry the number of the form and are counted by themselves.
    let n_prints = whole.n_prints.saturating_sub(slips.iter().map(|slip| slip.n_prints).sum());
    [vec![SheetLine { n_prints, ..whole }], slips].concat()
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let rows: Vec<_> = file.current(&file.materials).collect();
    let materials_note = match rows.len() {
        0 => String::new(),
        n if n > MOST_ITEMS => format!("列出前 {MOST_ITEMS} 件，另附 F-04 清单，共 {n} 件"),
        n => format!("共 {n} 件，逐件确认情况见 F-04"),
    };
    let standard = if intake.standard.trim().is_empty() { "" } else { "适用标准：" };
    Facts {
        doc_no: file.case_no.clone().unwrap_or_default(),
        client: intake.client_names(),
        contact: contacts(intake),
        address: addresses(intake),
        handler: handlers(intake),
        institution: institution(facts),
        matter: joined(&[&intake.matter, &format!("{standard}{}", intake.standard)], "\n"),
        subject: intake.subject.name.as_str().to_owned(),
        is_reappraisal: answer(intake.reappraisal.as_ref().map(|answer| *answer != Reappraisal::No)),
        reappraisal_note: reappraisal_note(intake),
        purpose: intake.purpose.map_or("", |purpose| purpose.label()).to_owned(),
        background: background(intake),
        materials: rows.iter().take(MOST_ITEMS).map(|row| material_line(&row.body)).collect(),
        materials_note,
        fee: fee(intake),
        delivery: delivery(facts),
        materials_return: materials_return(intake),
        leftovers: leftovers(intake),
        time_limit: time_limit(intake),
        recusal: Recusal {
            person: intake.special_terms.recusal.clone(),
            reason: intake.special_terms.recusal_reason.clone(),
        },
        other_terms: lines(&intake.other_terms),
        insurance: insurance(facts),
        risk_points: RISK_POINTS.map(str::to_owned).to_vec(),
        remarks: joined(&[&remarks(facts), &agreement_change::in_force(facts)], "\n"),
        basis: basis(
            facts.pack(),
            &[&general::GZ_16],
            &[&shanghai::SH_1_2E, &acts::TL_23],
            &[&sichuan::SC_2_2A],
        ),
        clients_sign: clients_sign(facts, pad),
        institution_signs: institution_signs(facts),
        change: None,
        head,
    }
}

/// What GZ-16 asks for and the commission does not have; without it no version to be signed is printed.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let intake = &file.intake;
    let mut gaps = Gaps::default();
    let desk = Place::Reception;
    let has_phone = intake.clients.iter().any(|client| !client.person.phone.is_empty());
    gaps.content(intake.clients.is_empty(), "委托人没有填", desk);
    gaps.content(!intake.clients.is_empty() && !has_phone, "委托人的联系电话没有填", desk);
    gaps.content(intake.subject.name.is_empty(), "被鉴定人没有填", desk);
    gaps.content(intake.matter.trim().is_empty(), "委托鉴定事项没有填", desk);
    gaps.content(intake.purpose.is_none(), "鉴定用途没有选", desk);
    gaps.content(intake.reappraisal.is_none(), "是否属于重新鉴定没有答", desk);
    gaps.content(intake.insurance.is_none(), "是否用于保险理赔没有问", desk);
    gaps.content(intake.incident.trim().is_empty(), "基本案情没有填", desk);
    gaps.content(intake.fee.amount_fen.is_none(), "预计费用没有填", desk);
    gaps.content(file.current(&file.materials).next().is_none(), "鉴定材料还没有登记", Place::Materials);
    let is_accepted = file.acceptance().is_some_and(|row| row.body == Decision::Accept);
    gaps.content(!is_accepted, "负责人还没有决定受理", Place::Acceptance);
    for finding in for_step(Step::PrintSheet, facts).stopping() {
        let say = finding.breach.as_ref().map_or("", |breach| breach.say.as_str());
        gaps.content(true, say, finding.way_out.go);
    }
    gaps.signature(file.agreement().is_none(), "委托人和机构还没有签名、盖章", Place::Agreement);
    let changed = file.unsigned_changes();
    let names: Vec<&str> = changed.iter().map(|line| line.name.as_str()).collect();
    let say = format!("签订以后改了{}，要签变更单；签过的原件见以前的打印", names.join("、"));
    gaps.content(!changed.is_empty(), say, Place::AgreementChange);
    gaps
}

fn contacts(intake: &Intake) -> String {
    let people = intake.clients.iter().map(|client| &client.person);
    let agents = intake.agents.iter().map(|agent| &agent.person);
    let told: Vec<String> = people
        .chain(agents)
        .filter(|person| !person.name.is_empty())
        .map(|person| match person.phone.as_str() {
            "" => person.name.as_str().to_owned(),
            phone => format!("{}（{phone}）", person.name.as_str()),
        })
        .collect();
    told.join("、")
}

fn addresses(intake: &Intake) -> String {
    let mut told: Vec<&str> = Vec::new();
    for client in &intake.clients {
        let address = client.person.address.trim();
        if !address.is_empty() && !told.contains(&address) {
            told.push(address);
        }
    }
    told.join("；")
}

/// 承办人: who acts for an organisation, the agent of a person, else the client in person.
fn handlers(intake: &Intake) -> String {
    let is_alone = intake.clients.len() == 1 && intake.agents.is_empty();
    let mut told: Vec<String> = Vec::new();
    for client in &intake.clients {
        if !client.organisation.is_empty() {
            told.push(client.person.name.as_str().to_owned());
        } else if is_alone {
            told.push("本人".to_owned());
        }
    }
    for agent in &intake.agents {
        let unit = if agent.unit.is_empty() { String::new() } else { format!("（{}）", agent.unit) };
        told.push(format!("代理人 {}{unit}", agent.person.name.as_str()));
    }
    told.retain(|name| !name.is_empty());
    told.join("、")
}

fn institution(facts: &CaseFacts<'_>) -> InstitutionBlock {
    let institution = facts.institution;
    let first = institution.premises.first().map_or("", |premises| premises.address.as_str());
    let address = if institution.address.is_empty() { first } else { &institution.address };
    let contact = institution.insurance_officer.unwrap_or(facts.file.created_by);
    InstitutionBlock {
        name: institution.name.clone(),
        address: address.to_owned(),
        postcode: institution.postcode.clone(),
        contact: member_name(facts, contact),
        phone: institution.phone.clone(),
    }
}

fn reappraisal_note(intake: &Intake) -> String {
    match &intake.reappraisal {
        Some(Reappraisal::Yes { original_institution, original_opinion_no, ground, .. }) => {
            format!("原鉴定机构：{original_institution}；意见书编号：{original_opinion_no}；理由：{ground}")
        }
        Some(Reappraisal::No) | None => String::new(),
    }
}

fn background(intake: &Intake) -> String {
    let on = intake.incident_on.map_or_else(String::new, |day| format!("事故日期：{}", day.worded()));
    let police = if intake.police_no.trim().is_empty() {
        String::new()
    } else {
        format!("事故认定书：{}", intake.police_no)
    };
    joined(&[&intake.incident, &joined(&[&on, &police], "；")], "\n")
}

fn fee(intake: &Intake) -> FeeBlock {
    let sum = intake.fee.amount_fen.and_then(|fen| i64::try_from(fen).ok()).map(Fen);
    let reduction = match intake.fee.reduction.trim() {
        "" => String::new(),
        reduction => format!("减免：{reduction}"),
    };
    let bearer = match intake.fee.bearer.trim() {
        "" => String::new(),
        bearer => format!("由{bearer}承担"),
    };
    FeeBlock {
        total: sum.map_or_else(String::new, |sum| sum.to_string()),
        in_words: sum.map_or_else(String::new, Fen::in_words),
        method: joined(&[&intake.fee.how, &bearer, &reduction], "；"),
    }
}

/// The way of delivery, and how many originals (GZ-39: one of them stays).
fn delivery(facts: &CaseFacts<'_>) -> Delivery {
    let intake = &facts.file.intake;
    let n = intake.n_opinion_copies.max(1);
    let who = if facts.file.is_joint() { "交委托各方共" } else { "交委托人" };
    let copies = format!("一式 {n} 份，{who} {} 份，存档 1 份", n - 1);
    match &intake.delivery {
        reception::Delivery::Pickup => Delivery { pickup: true, mail: None, other: None, copies },
        reception::Delivery::Mail { address } => {
            Delivery { pickup: false, mail: Some(address.clone()), other: None, copies }
        }
        reception::Delivery::Other { how } => {
            Delivery { pickup: false, mail: None, other: Some(how.clone()), copies }
        }
    }
}

fn materials_return(intake: &Intake) -> MaterialsReturn {
    MaterialsReturn {
        not_needed: intake.material_return == MaterialReturn::NotNeeded,
        intact: intake.material_return == MaterialReturn::Whole,
        may_be_used_up: intake.material_return == MaterialReturn::MayBeUsedUp,
        special: Some(intake.special_terms.keeping.clone()).filter(|said| !said.trim().is_empty()),
    }
}

fn leftovers(intake: &Intake) -> Leftovers {
    let terms = &intake.special_terms;
    let detail = Some(terms.leftovers_detail.clone());
    match terms.leftovers {
        None => Leftovers::default(),
        Some(reception::Leftovers::Collected) => {
            Leftovers { collected_within_weeks: detail, ..Leftovers::default() }
        }
        Some(reception::Leftovers::Disposed) => {
            Leftovers { disposed_for_fee: detail, ..Leftovers::default() }
        }
        Some(reception::Leftovers::Other) => Leftovers { other: detail, ..Leftovers::default() },
    }
}

/// The length that the clock runs with: what was agreed, else what the law gives (GZ-28a/c).
fn time_limit(intake: &Intake) -> TimeLimit {
    match intake.agreed_length.unwrap_or(AgreedLength::statutory()) {
        AgreedLength::Workdays(n) => TimeLimit { before: None, workdays: Some(n.to_string()) },
        AgreedLength::Until(day) => TimeLimit { before: Some(day.worded()), workdays: None },
        // The official form has no box for days of the calendar; the line is used for the words of the agreement.
        length @ AgreedLength::CalendarDays(_) => {
            TimeLimit { before: Some(format!("{}届满", length.label())), workdays: None }
        }
    }
}

/// SC-2.2a: the answer stands in the commission, also when it is no; only an authority's case has no need of it.
fn insurance(facts: &CaseFacts<'_>) -> Option<InsuranceBlock> {
    let file = facts.file;
    let intake = &file.intake;
    let is_unilateral = intake.mode.is_some_and(|mode| mode.is_unilateral());
    if intake.insurance == Some(InsuranceUse::No) && !is_unilateral {
        return None;
    }
    let told = file.risk_notice().is_some_and(|notice| notice.is_confirmed());
    let told = if is_unilateral && told { "已告知风险及法律后果（F-03）" } else { "" };
    let insurers = intake.insurers.iter().map(|insurer| InsurerLine {
        name: insurer.name.clone(),
        policy: match insurer.policy_no.as_str() {
            "" => insurer.cover.clone(),
            number => joined(&[&insurer.cover, &format!("保单号 {number}")], " "),
        },
        report_no: insurer.claim_no.clone(),
    });
    let denies =
        file.review().and_then(|review| review.duplicate_search.as_ref()).is_some_and(|s| s.client_denies);
    Some(InsuranceBlock {
        used_for_claim: insurance_answer(intake.insurance),
        asked: intake
            .insurance_asked
            .as_ref()
            .map_or_else(String::new, |asked| format!("{} {} 询问", asked.by.as_str(), asked.at.worded())),
        mode: joined(&[intake.mode.map_or("", |mode| mode.label()), told], "，"),
        insurers: insurers.collect(),
        parallel: if denies { Answer::No } else { Answer::Open },
        promise: PROMISE.to_owned(),
    })
}

/// Who has to be there besides the parties, as far as it is known on the day the commission came in.
fn remarks(facts: &CaseFacts<'_>) -> String {
    let file = facts.file;
    let on = file.appointment().map(|appointment| appointment.starts_at.day()).or(file.intake.received_on);
    let need = on.and_then(|on| statutory_need(file, on)).map_or("", |need| need.label());
    // An unknown birthday counts as a minor's for the door, but is no statement for a contract.
    if file.intake.subject.birthday().is_none() { String::new() } else { need.to_owned() }
}

/// One place per client; what was signed is taken from the agreement, by name.
fn clients_sign(facts: &CaseFacts<'_>, pad: &mut Pad) -> Vec<SignatureFact> {
    let file = facts.file;
    let clients = &file.intake.clients;
    let agreement = file.latest(&file.agreements);
    let signed_by = |client: &Client| {
        agreement.and_then(|row| {
            row.body
                .signatures
                .iter()
                .find(|s| s.signer.name == client.person.name || s.signer.name.as_str() == client.called())
                .map(|signature| (signature, row.at))
        })
    };
    const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];
    let role = |n: usize| match NUMERALS.get(n) {
        Some(numeral) if clients.len() > 1 => format!("委托人{numeral}"),
        _ => "委托人".to_owned(),
    };
    let mut places = Vec::new();
    for (n, client) in clients.iter().enumerate() {
        places.push(match signed_by(client) {
            Some((signature, at)) => pad.signed(&role(n), client.called(), &signature.manner, at),
            None => for_pen(&role(n), client.called()),
        });
    }
    // Signatures of people who are no clients: agents, guardians.
    for row in agreement.into_iter() {
        for signature in &row.body.signatures {
            let name = &signature.signer.name;
            let is_client = clients.iter().any(|c| c.person.name == *name || c.called() == name.as_str());
            if !is_client {
                places.push(pad.signed(&signature.signer.capacity, name.as_str(), &signature.manner, row.at));
            }
        }
    }
    places
}

/// The place of the institution; its seal is always put on by hand.
fn institution_signs(facts: &CaseFacts<'_>) -> SignatureFact {
    let name = &facts.institution.name;
    match facts.file.latest(&facts.file.agreements) {
        None => for_pen("", name),
        Some(row) => SignatureFact {
            at: Some(row.body.effective_on.worded()),
            ..for_pen("", &format!("{name}\n签名人 {}", row.body.institution_signer.as_str()))
        },
    }
}
