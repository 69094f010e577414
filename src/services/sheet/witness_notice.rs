//! F-06 见证通知书 with every attempt to reach the addressee (SC-2.2f, SH-1.2l, GZ-25): one sheet per addressee.
//!
//! The summary names the kind of appraisal, never the injury. What follows when nobody comes is another thing for
//! an insurer (SC-2.2j) than for a statutory witness (GZ-25e); the two never share a sentence.

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::documents::witness_notice::CallRow;
use crate::documents::witness_notice::Facts;
use crate::documents::witness_notice::WitnessKind;
use crate::documents::witness_notice::WrittenDelivery;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::WITNESS_RULES;
use crate::domain::date_words::weekday_name;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::ids::PersonId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::person::Person;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::InsuranceUse;
use crate::domain::schedule::statutory_need;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::domain::witness_notice::NoticeWay;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::case_view::sheets::addressee_name;
use crate::services::error::ServiceError;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::cite_in;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::place;
use crate::services::sheet::words::stacked;
use crate::services::sheet::words::until;

/// What a statutory witness has to know.
const STATUTORY_RULES: [&str; 4] = [
    "到场以后在到场记录和鉴定过程记录上签名",
    "不干扰、不干预鉴定人独立、公正执业",
    "未经同意不拍照、录像、录音",
    "尊重被鉴定人隐私",
];

/// Whom the notice addresses: whoever that attempt was made to, else whoever is owed the next one.
fn addressee(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Result<Option<Addressee>, ServiceError> {
    let Some(id) = about else { return Ok(next_addressee(facts)) };
    let row = facts.file.notice_attempts.iter().find(|row| row.id == id);
    row.map(|row| Some(row.body.to.clone())).ok_or(ServiceError::Missing("这次通知不在本案"))
}

/// The next to be told: an insurer that nobody reached, then a statutory witness, then whoever comes first.
fn next_addressee(facts: &CaseFacts<'_>) -> Option<Addressee> {
    let file = facts.file;
    let on = file.appointment().map_or(facts.today(), |appointment| appointment.starts_at.day());
    let insurers = file.intake.insurers.iter().map(|insurer| Addressee::Insurer { insurer: insurer.insurer });
    let guardians =
        file.intake.guardians.iter().map(|guardian| Addressee::Statutory { person: guardian.person.id });
    let guardians = guardians.filter(|_| statutory_need(file, on).is_some());
    let all: Vec<Addressee> = insurers.chain(guardians).collect();
    let untold = all.iter().find(|to| !file.notices_to(to).any(|row| row.body.outcome.reached()));
    untold.or(all.first()).cloned()
}

/// 见证通知书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F06,
    facts: |facts, about, head, _| value_of(&self::facts(facts, addressee(facts, about)?.as_ref(), head)),
    gaps,
    n_corrections: |file| n_corrections(&file.appointments),
    stays: false,
    is_specimen: false,
    listed,
};

/// One notice per addressee, about the first attempt to reach them.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let mut seen: Vec<&Addressee> = Vec::new();
    let mut lines = Vec::new();
    for row in file.current(&file.notice_attempts) {
        if seen.contains(&&row.body.to) {
            continue;
        }
        seen.push(&row.body.to);
        let n = file.notices_to(&row.body.to).count();
        let (state, note) = match file.notices_to(&row.body.to).any(|attempt| attempt.body.outcome.reached())
        {
            true => (SheetState::Signed, format!("{n} 次，已通知到")),
            false => (SheetState::Open, format!("{n} 次，未通知到")),
        };
        let name = addressee_name(file, &row.body.to);
        lines.push(SheetLine::about(file, FormNo::F06, row.id, &name, state, note));
    }
    if lines.is_empty() {
        lines.push(SheetLine::of(file, FormNo::F06, SheetState::NotBegun, "通知以后打印"));
    }
    lines
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, to: Option<&Addressee>, head: SheetHead) -> Facts {
    match to {
        Some(Addressee::Statutory { person }) => to_statutory(facts, *person, head),
        Some(Addressee::Insurer { insurer }) => to_insurer(facts, Some(*insurer), head),
        None => to_insurer(facts, None, head),
    }
}

/// What is missing; a notice without time and place tells nobody anything.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let to = addressee(facts, about).ok().flatten();
    let to = to.as_ref();
    let file = facts.file;
    let mut gaps = Gaps::default();
    gaps.content(file.appointment().is_none(), "还没有排期，时间、地点空着", Place::Schedule);
    gaps.content(file.intake.subject.name.is_empty(), "被鉴定人没有填", Place::Reception);
    let searched = file.intake.insurer_search.as_ref();
    match to {
        None => {
            gaps.content(
                searched.is_none(),
                "没有可通知的人，查不到保险机构的写明查找经过",
                Place::Reception,
            );
        }
        Some(to) => {
            let reached = file.notices_to(to).any(|row| row.body.outcome.reached());
            gaps.later(!reached, "还没有通知到，每次拨打都记一行", Place::Notify);
        }
    }
    gaps.later(
        to.is_none() && searched.is_some_and(|search| !search.countersigned),
        "查找经过还没有请当事人签注",
        Place::Reception,
    );
    let is_insurer = matches!(to, Some(Addressee::Insurer { .. }));
    gaps.content(
        is_insurer && asks_acceptance(facts) && accepts(facts) != Some(true),
        "当事人没有认可保险机构到场，不能发通知",
        Place::RiskNotice,
    );
    gaps
}

fn to_insurer(facts: &CaseFacts<'_>, insurer: Option<InsurerId>, head: SheetHead) -> Facts {
    let file = facts.file;
    let known = file.intake.insurers.iter().find(|known| Some(known.insurer) == insurer);
    let attempts: Vec<&Recorded<NoticeAttempt>> = insurer.map_or_else(Vec::new, |insurer| {
        let to = Addressee::Insurer { insurer };
        file.current(&file.notice_attempts).filter(|row| row.body.to == to).collect()
    });
    let search = file.intake.insurer_search.as_ref().filter(|_| known.is_none());
    Facts {
        notified: known.map_or_else(String::new, |known| known.name.clone()),
        capacity: known.map_or_else(String::new, |known| joined(&["保险机构", &known.cover], "，")),
        kind: WitnessKind::Insurer,
        summary: insurer_summary(facts, known),
        to_bring: vec![
            "工作证明原件及复印件（工作证或者单位派员函）".to_owned(),
            "到场人员本人的身份证件原件及复印件".to_owned(),
        ],
        rules: insurer_rules(facts.pack()),
        absence_basis: cite_in(facts.pack(), Pack::Sichuan, &sichuan::SC_2_2J),
        acceptance: acceptance_in_words(facts),
        search: search.map_or_else(String::new, |search| search.efforts.clone()),
        search_signed: SignatureFact {
            note: search.is_some_and(|search| search.countersigned).then(|| "已签注，见原件".to_owned()),
            ..for_pen("当事人", &file.intake.client_names())
        },
        basis: insurer_basis(facts),
        ..told(facts, &attempts, head)
    }
}

fn to_statutory(facts: &CaseFacts<'_>, person: PersonId, head: SheetHead) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let to = Addressee::Statutory { person };
    let attempts: Vec<&Recorded<NoticeAttempt>> = file.notices_to(&to).collect();
    let found: Option<&Person> = intake.people().map(|(_, known)| known).find(|known| known.id == person);
    let guardian = intake.guardians.iter().find(|guardian| guardian.person.id == person);
    let capacity = guardian.map_or_else(
        || intake.people().find(|(_, known)| known.id == person).map_or("", |(role, _)| role).to_owned(),
        |guardian| {
            joined(&[if guardian.is_guardian { "监护人" } else { "近亲属" }, &guardian.relation], "，")
        },
    );
    let on = file.appointment().map(|appointment| appointment.starts_at.day()).or(intake.received_on);
    let need = on.and_then(|on| statutory_need(file, on)).map_or("", |need| need.label());
    Facts {
        notified: found.map_or_else(String::new, |person| person.name.as_str().to_owned()),
        capacity,
        kind: WitnessKind::Statutory,
        summary: format!("{}将在本机构接受{}鉴定。{need}。", subject(facts), category(facts)),
        to_bring: vec![
            "本人身份证件原件".to_owned(),
            "户口簿、出生医学证明、结婚证等能证明监护或者亲属关系的文件".to_owned(),
        ],
        rules: STATUTORY_RULES.map(str::to_owned).to_vec(),
        absence_basis: cites(&[&general::GZ_25]).join("、"),
        basis: cites(&[&general::GZ_25]),
        ..told(facts, &attempts, head)
    }
}

/// What both kinds of notice share: when, where, how it was told.
fn told(facts: &CaseFacts<'_>, attempts: &[&Recorded<NoticeAttempt>], head: SheetHead) -> Facts {
    let notifier = attempts.last().map_or("", |row| row.body.notified_by.as_str());
    let first = attempts.first().map(|row| row.body.started_at);
    Facts {
        head,
        notified: String::new(),
        capacity: String::new(),
        kind: WitnessKind::Insurer,
        summary: String::new(),
        time: facts.file.appointment().map_or_else(String::new, |appointment| {
            let starts_at = appointment.starts_at;
            format!("{}（{}）", starts_at.worded(), weekday_name(starts_at.day().weekday()))
        }),
        place: address(facts),
        contact: joined(&[notifier, &facts.institution.phone], " "),
        to_bring: Vec::new(),
        rules: Vec::new(),
        absence_basis: String::new(),
        acceptance: String::new(),
        search: String::new(),
        search_signed: SignatureFact::default(),
        delivery: delivery(attempts),
        calls: attempts.iter().map(|row| call(&row.body)).collect(),
        basis: Vec::new(),
        notifier_signs: for_pen("通知人", notifier),
        issued_on: first.map_or_else(String::new, |at| at.day().worded()),
    }
}

/// The case without a word about the injury.
fn insurer_summary(facts: &CaseFacts<'_>, insurer: Option<&CaseInsurer>) -> String {
    let intake = &facts.file.intake;
    let by = intake.client_names();
    let mode = intake.mode.map_or_else(String::new, |mode| format!("（{}）", mode.label()));
    let numbers = insurer.map_or_else(String::new, |insurer| {
        let number = |name: &str, number: &str| {
            if number.trim().is_empty() { String::new() } else { format!("{name} {number}") }
        };
        joined(&[&number("报案号", &insurer.claim_no), &number("保单号", &insurer.policy_no)], "，")
    });
    let numbers = if numbers.is_empty() { numbers } else { format!("{numbers}。") };
    let used = match intake.insurance {
        Some(InsuranceUse::Yes) => "，鉴定文书用于保险理赔",
        Some(InsuranceUse::Undetermined) => "，鉴定文书可能用于保险理赔",
        Some(InsuranceUse::No) | None => "",
    };
    format!("{}的{}鉴定，由{by}委托本机构办理{mode}{used}。{numbers}", subject(facts), category(facts))
}

fn insurer_rules(pack: Pack) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    // Only words that stand so in the text may be printed as law, and only where they bind.
    if pack == Pack::Sichuan
        && let Some(words) = sichuan::SC_4_4C.printable_words()
    {
        rules.push(format!("{words}（{}）", sichuan::SC_4_4C.cite()));
    }
    rules.push("提交的证件复印件由本机构留存，只用于本案见证".to_owned());
    rules.extend(WITNESS_RULES.map(str::to_owned));
    rules.push("可以向鉴定人反映案件查勘有关情况；反映的情况不是鉴定材料".to_owned());
    rules
}

/// Why an insurer is told. Where no article speaks, the words say what it rests on.
fn insurer_basis(facts: &CaseFacts<'_>) -> Vec<String> {
    let joint = facts.file.is_joint();
    let cited = if joint {
        basis(facts.pack(), &[], &[&shanghai::SH_2_1D], &[&sichuan::SC_2_1F, &sichuan::SC_4_4B])
    } else {
        basis(facts.pack(), &[], &[&shanghai::SH_1_2L], &[&sichuan::SC_2_2F, &sichuan::SC_4_4B])
    };
    match (cited.is_empty(), joint) {
        (false, _) => cited,
        (true, true) => vec!["共同委托的约定".to_owned()],
        (true, false) => vec!["本机构涉保鉴定的工作安排".to_owned()],
    }
}

fn asks_acceptance(facts: &CaseFacts<'_>) -> bool {
    facts.pack() == Pack::Shanghai && facts.file.intake.mode == Some(CommissionMode::UnilateralParty)
}

fn accepts(facts: &CaseFacts<'_>) -> Option<bool> {
    facts.file.risk_notice().and_then(|notice| notice.accepts_insurer)
}

fn acceptance_in_words(facts: &CaseFacts<'_>) -> String {
    if !asks_acceptance(facts) {
        return String::new();
    }
    let on =
        facts.file.latest(&facts.file.risk_notices).map_or_else(String::new, |row| row.at.day().worded());
    match accepts(facts) {
        Some(true) => format!("当事人认可保险机构到场见证（{on}，F-03）"),
        Some(false) => format!("当事人不认可保险机构到场见证（{on}，F-03）"),
        None => "尚未征求当事人意见".to_owned(),
    }
}

/// The latest notice that was not made by telephone.
fn delivery(attempts: &[&Recorded<NoticeAttempt>]) -> Option<WrittenDelivery> {
    let written =
        attempts.iter().rev().map(|row| &row.body).find(|attempt| attempt.way != NoticeWay::Phone)?;
    Some(WrittenDelivery {
        method: format!("{}，{}", written.way.label(), written.outcome.label()),
        at: written.started_at.worded(),
        receipt: for_pen("签收人", written.spoke_to.as_str()),
    })
}

/// One attempt; what was not told by telephone says so.
fn call(attempt: &NoticeAttempt) -> CallRow {
    let reached = attempt.outcome.reached();
    let listener = joined(&[attempt.spoke_to.as_str(), &attempt.spoke_to_capacity], "，");
    let way = match attempt.way {
        NoticeWay::Phone => String::new(),
        other => format!("（{}）", other.label()),
    };
    CallRow {
        from_number: attempt.from_number.as_str().to_owned(),
        to_number: attempt.to_number.as_str().to_owned(),
        answered_by: if !reached && attempt.spoke_to.is_empty() {
            "无人接听".to_owned()
        } else {
            listener
        },
        began_at: stacked(attempt.started_at),
        ended_at: attempt.ended_at.map_or_else(String::new, |end| until(attempt.started_at, end)),
        content: format!("{way}{}", attempt.told),
        reply: attempt.outcome.label().to_owned(),
        caller: for_pen("", attempt.notified_by.as_str()),
    }
}

/// The house of the premises and the room.
fn address(facts: &CaseFacts<'_>) -> String {
    let named = facts.file.appointment().map_or("", |appointment| appointment.premises.as_str());
    let premises = facts.institution.premises.iter().find(|premises| premises.name == named);
    let street = premises.map_or("", |premises| premises.address.as_str());
    joined(&[street, &place(facts)], " ")
}

fn subject(facts: &CaseFacts<'_>) -> String {
    format!("被鉴定人{}", facts.file.intake.subject.name.as_str())
}

fn category(facts: &CaseFacts<'_>) -> &'static str {
    facts.file.intake.category.map_or("司法", |category| category.label())
}
