//! F-11 个人信息处理告知暨单独同意书: one per person who was told; before anybody was, a blank one for the subject
//! (PI-13, PI-17, PI-23, PI-28–31). Nothing is ticked that was not told.

use crate::documents::privacy_consent::Facts;
use crate::documents::privacy_consent::Point;
use crate::documents::privacy_consent::RecipientLine;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::evidence::Recorded;
use crate::domain::identity::guardian_consents;
use crate::domain::ids::EvidenceId;
use crate::domain::law::acts;
use crate::domain::law::sichuan;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::Recipient;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::Refusal;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// What each point is about, in the order of `privacy_consent::POINTS`.
const ABOUT: [&str; 7] = [
    "处理者和联系方式",
    "目的、方式和依据",
    "个人信息的种类",
    "保存期限",
    "敏感信息的必要性和影响",
    "您的权利和办法",
    "不同意的后果",
];

/// 个人信息处理告知暨单独同意书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F11,
    facts: |facts, about, head, pad| match witness(facts, about) {
        Some(row) => value_of(&of_witness(facts, row, head)),
        None => value_of(&self::facts(facts, about, head, pad)),
    },
    gaps: |facts, about| match witness(facts, about) {
        Some(_) => gaps_of_witness(facts),
        None => gaps(facts, about),
    },
    n_corrections: |file| n_corrections(&file.privacy_consents),
    stays: false,
    is_specimen: false,
    listed,
};

/// One per person who was told; a blank one once a case was received.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let line = |row: &Recorded<PrivacyConsent>| {
        let (state, note) = match (row.body.is_confirmed(), row.body.sensitive) {
            (false, _) => (SheetState::Open, "待签"),
            (true, Some(true)) if row.body.is_given() => (SheetState::Signed, "已同意"),
            (true, _) => (SheetState::Signed, "没有同意"),
        };
        SheetLine::about(file, FormNo::F11, row.id, row.body.name.as_str(), state, note)
    };
    let told: Vec<SheetLine> = file.current(&file.privacy_consents).map(line).collect();
    let of_subject = if told.is_empty() && file.intake.received_on.is_some() {
        vec![SheetLine::of(file, FormNo::F11, SheetState::NotBegun, "还没有告知，可印空白件")]
    } else {
        told
    };
    let witnesses = file.arrivals().filter(|row| matches!(row.body.attendee, Attendee::Insurer(_)));
    let short = witnesses.map(|row| {
        let which = format!("见证人{}", row.body.attendee.name().as_str());
        let line = letter::line(facts, FormNo::F11, Some(row.id), &which, "已打印，纸上签");
        let state = if line.state == SheetState::Open { SheetState::NotBegun } else { line.state };
        let note =
            if state == SheetState::NotBegun { "见证人用简版".to_owned() } else { line.note.clone() };
        SheetLine { state, note, ..line }
    });
    [of_subject, short.collect()].concat()
}

/// The insurer's witness a short sheet is about.
fn witness<'a>(facts: &CaseFacts<'a>, about: Option<EvidenceId>) -> Option<&'a Recorded<Attendance>> {
    let row = facts.file.attendances.iter().find(|row| Some(row.id) == about)?;
    matches!(row.body.attendee, Attendee::Insurer(_)).then_some(row)
}

/// 见证人用简版: what is done with the copies of a witness's papers (SC-4.4b, PI-6, PI-17).
fn of_witness(facts: &CaseFacts<'_>, row: &Recorded<Attendance>, head: SheetHead) -> Facts {
    let institution = facts.institution;
    let name = row.body.attendee.name().as_str();
    let told = [
        ("处理者和联系方式", joined(&[&institution.name, &institution.address, &institution.phone], "，")),
        (
            "目的、方式和依据",
            "核对见证人身份，留存复印件附卷；保险机构派员见证的，应当出示并留存。".to_owned(),
        ),
        (
            "个人信息的种类",
            "姓名、单位、联系方式，工作证明和身份证件的复印件（加盖「仅限本案见证」水印）。".to_owned(),
        ),
        ("保存期限", format!("证件影像{}，期满经审批销毁。", kept_for(institution.policy.credential_years))),
        ("向谁提供", "不向其他人提供；办案机关、司法行政机关依法调取的除外。".to_owned()),
        ("您的权利和后果", "可以查阅、复制、更正；不同意留存的，不得当场见证，鉴定照常进行。".to_owned()),
    ];
    let points = told.map(|(about, text)| Point { about: about.to_owned(), text, is_told: false });
    Facts {
        name: name.to_owned(),
        guardian: String::new(),
        matter: String::new(),
        points: points.to_vec(),
        sensitive: Answer::Open,
        recipients: Vec::new(),
        withdrawn: Vec::new(),
        signs: for_pen("见证人", name),
        informer_signs: for_pen("告知人", ""),
        refusal: None,
        basis: basis(facts.pack(), &[&acts::PI_6, &acts::PI_17, &acts::PI_29], &[], &[&sichuan::SC_4_4B]),
        is_short: true,
        head,
    }
}

fn gaps_of_witness(facts: &CaseFacts<'_>) -> Gaps {
    let mut gaps = Gaps::default();
    let institution = facts.institution;
    let is_reachable = !institution.phone.is_empty() || !institution.address.is_empty();
    gaps.content(!is_reachable, "机构的地址、电话没有填，告知不完整", Place::Settings);
    gaps.later(true, "见证人在纸上签名", Place::CheckIn);
    gaps
}

fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let row = asked(facts, about);
    let consent = row.map(|row| &row.body);
    let subject = &file.intake.subject;
    let name = consent.map_or(subject.name.as_str(), |consent| consent.name.as_str());
    let guardian = guardian(facts, consent);
    let (role, signer) = match guardian.split('，').next() {
        Some(guardian) if !guardian.is_empty() => ("监护人", guardian),
        _ => ("本人", name),
    };
    let signed = row.and_then(|row| row.body.signature.as_ref().map(|manner| (manner, row.at)));
    let refusal = signed.and_then(|(manner, at)| Refusal::of(manner, format!("{role} {signer}"), at));
    Facts {
        name: name.to_owned(),
        matter: file.intake.matter.clone(),
        points: points(facts, consent),
        sensitive: answer(consent.and_then(|consent| consent.sensitive)),
        recipients: recipients(facts, consent),
        withdrawn: row.map(|row| withdrawn(facts, row.id)).unwrap_or_default(),
        signs: match signed {
            Some((manner, at)) => pad.signed(role, signer, manner, at),
            None => for_pen(role, signer),
        },
        informer_signs: for_pen("告知人", consent.map_or("", |consent| consent.told_by.as_str())),
        refusal: refusal_note(refusal.as_slice()),
        basis: cites(&[&acts::PI_17, &acts::PI_23, &acts::PI_29, &acts::PI_30, &acts::PI_31]),
        guardian,
        is_short: false,
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let institution = facts.institution;
    let is_reachable = !institution.phone.is_empty() || !institution.address.is_empty();
    gaps.content(!is_reachable, "机构的地址、电话没有填，告知不完整", Place::Settings);
    gaps.content(facts.file.intake.subject.name.is_empty(), "被鉴定人没有填", Place::Reception);
    let Some(row) = asked(facts, about) else {
        gaps.later(true, "还没有告知和征求同意，可先打印空白件", Place::Privacy);
        return gaps;
    };
    let left: Vec<String> = row.body.points_left().iter().map(u8::to_string).collect();
    gaps.content(!left.is_empty(), format!("第 {} 项还没有告知", left.join("、")), Place::Privacy);
    gaps.signature(!row.body.is_confirmed(), "还没有签名", Place::Privacy);
    gaps
}

fn asked<'a>(facts: &CaseFacts<'a>, about: Option<EvidenceId>) -> Option<&'a Recorded<PrivacyConsent>> {
    let file = facts.file;
    match about {
        Some(id) => file.privacy_consents.iter().find(|row| row.id == id),
        None => file.latest(&file.privacy_consents),
    }
}

/// 「韩秀珍，母亲」: who answered, or who has to where the subject is under fourteen (PI-31).
fn guardian(facts: &CaseFacts<'_>, consent: Option<&PrivacyConsent>) -> String {
    match consent.map(|consent| &consent.given_by) {
        Some(ConsentGiver::Guardian { name, relation, .. }) => joined(&[name.as_str(), relation], "，"),
        Some(ConsentGiver::Oneself) => String::new(),
        None => {
            let intake = &facts.file.intake;
            let is_child = intake.subject.age_on(facts.today()).is_some_and(guardian_consents);
            let first = intake.guardians.iter().find(|guardian| guardian.is_guardian && is_child);
            first.map_or_else(String::new, |guardian| {
                joined(&[guardian.person.name.as_str(), &guardian.relation], "，")
            })
        }
    }
}

fn points(facts: &CaseFacts<'_>, consent: Option<&PrivacyConsent>) -> Vec<Point> {
    let is_told = |n: u8| consent.is_some_and(|consent| consent.points_told.contains(&n));
    (1..)
        .zip(ABOUT)
        .zip(texts(facts))
        .map(|((n, about), text)| Point { about: about.to_owned(), text, is_told: is_told(n) })
        .collect()
}

/// What is told under each point; what the office has no answer for is left for the pen.
fn texts(facts: &CaseFacts<'_>) -> [String; 7] {
    let institution = facts.institution;
    let policy = &institution.policy;
    let volume = match policy.retention_years {
        0 => "永久".to_owned(),
        years => format!("{years} 年"),
    };
    [
        joined(&[&institution.name, &institution.address, &institution.phone], "，"),
        "为办理本次司法鉴定收集、保存、使用，依法提供和归档。身份核验、鉴定记录、归档是法定职责；\
         鉴定和送达是履行委托书；其余凭您的同意。"
            .to_owned(),
        "身份信息、证件影像、病历、检查影像、录音录像、联系方式。".to_owned(),
        format!(
            "鉴定卷宗 {volume}；见证证件影像{}；未成委托的预约{}。",
            kept_for(policy.credential_years),
            kept_for(policy.booking_years)
        ),
        "鉴定意见要以病历、影像和检查所见为依据，没有这些信息不能鉴定；这些信息泄露会影响您的名誉和生活，\
         本机构加密保存，查看逐次留痕。"
            .to_owned(),
        "可以向本机构查阅、复制、更正，可以撤回同意；撤回不影响以前的处理。归档期内依法必须保存的，\
         限制使用，不予删除。"
            .to_owned(),
        "不同意处理敏感个人信息的，本机构不能进行鉴定；不同意向某一方提供的，不影响鉴定。".to_owned(),
    ]
}

/// 「 3 年」, or as long as the volume.
fn kept_for(years: u32) -> String {
    match years {
        0 => "与卷宗相同".to_owned(),
        years => format!(" {years} 年"),
    }
}

/// The recipients that were asked about; before that, those a case of this kind has.
fn recipients(facts: &CaseFacts<'_>, consent: Option<&PrivacyConsent>) -> Vec<RecipientLine> {
    let file = facts.file;
    let asked: Vec<(Recipient, Option<bool>)> = match consent {
        Some(consent) => consent.recipients.iter().map(|row| (row.recipient.clone(), row.agreed)).collect(),
        None => {
            let insurers = file.intake.insurers.iter();
            let insurers = insurers.map(|insurer| Recipient::Insurer { insurer: insurer.insurer });
            insurers.chain([Recipient::Authority, Recipient::Platform]).map(|one| (one, None)).collect()
        }
    };
    asked
        .into_iter()
        .map(|(recipient, agreed)| RecipientLine {
            name: recipient.called(file),
            purpose: match recipient {
                Recipient::Insurer { .. } => "核对理赔、到场见证、收取意见书",
                Recipient::Authority => "办理案件需要的",
                Recipient::Platform => "依规定报送鉴定案件信息",
                Recipient::Other { .. } => "",
            }
            .to_owned(),
            agreed: answer(agreed),
        })
        .collect()
}

fn withdrawn(facts: &CaseFacts<'_>, consent: EvidenceId) -> Vec<String> {
    let file = facts.file;
    let rows = file.current(&file.privacy_withdrawals).filter(|row| row.body.consent == consent);
    rows.map(|row| {
        let (on, by) = (row.body.on.worded(), row.body.by.as_str());
        let said = format!("{on} {by} 撤回{}", row.body.what.label(file));
        joined(&[&said, &row.body.answer], "；")
    })
    .collect()
}
