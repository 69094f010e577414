//! F-03 单方委托涉保鉴定注意事项 from the notice as given; before it is given, a sheet to be filled in by pen
//! (SC-2.2b, SH-1.2g–l). Nothing is ticked that was not told.

use crate::documents::risk_notice::Acceptance;
use crate::documents::risk_notice::Facts;
use crate::documents::risk_notice::NoticePoint;
use crate::documents::risk_notice::PartyChoice;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::law::Citation;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Intake;
use crate::domain::risk_notice;
use crate::domain::risk_notice::N_POINTS;
use crate::domain::risk_notice::points;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::Refusal;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::insurance_answer;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// 单方委托涉保鉴定注意事项. The wording of the Shanghai annex was never given to us (SH-1.2h).
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F03,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.risk_notices),
    stays: false,
    is_specimen: true,
    listed,
};

/// One where a party commissions alone, or was told the risks when it did.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let is_unilateral = file.intake.mode.is_some_and(|mode| mode.is_unilateral());
    let (state, note) = match file.risk_notice() {
        Some(notice) if notice.is_confirmed() => (SheetState::Signed, "已签"),
        Some(_) => (SheetState::Open, "待签"),
        None if is_unilateral => (SheetState::Open, "待告知"),
        None => return Vec::new(),
    };
    vec![SheetLine::of(file, FormNo::F03, state, note)]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let given = file.latest(&file.risk_notices);
    let notice = given.map(|row| &row.body);
    let signer = notice.map(|notice| notice.signer.as_str()).filter(|name| !name.is_empty());
    let client = intake.client_names();
    let signed = given.and_then(|row| row.body.signature.as_ref().map(|manner| (manner, row.at)));
    let refusal = signed
        .and_then(|(manner, at)| Refusal::of(manner, format!("委托人 {}", signer.unwrap_or(&client)), at));
    Facts {
        subject: subject(intake),
        received_on: intake.received_on.map_or_else(String::new, |day| day.worded()),
        matter: intake.matter.clone(),
        used_for_claim: insurance_answer(intake.insurance),
        standard: intake.standard.clone(),
        points: notice_points(facts.pack(), intake, notice),
        choice: match notice.and_then(|notice| notice.choice) {
            None => PartyChoice::Open,
            Some(risk_notice::PartyChoice::SwitchToJoint) => PartyChoice::Joint,
            Some(risk_notice::PartyChoice::InsistUnilateral) => PartyChoice::Unilateral,
            Some(risk_notice::PartyChoice::StillThinking) => PartyChoice::Undecided,
        },
        accepts_insurer_witness: asks_acceptance(facts).then(|| {
            match notice.and_then(|notice| notice.accepts_insurer) {
                None => Acceptance::Open,
                Some(true) => Acceptance::Accepted,
                Some(false) => Acceptance::Declined,
            }
        }),
        insurer_contact: insurer_contacts(facts),
        basis: basis(
            facts.pack(),
            &[],
            &[&shanghai::SH_1_2H, &acts::MZ_41],
            &[&sichuan::SC_2_2B, &acts::MZ_41],
        ),
        client_signs: match signed {
            Some((manner, at)) => pad.signed("", signer.unwrap_or(&client), manner, at),
            None => for_pen("", signer.unwrap_or("")),
        },
        agent_authority: agent_authority(intake, signer),
        informer_signs: for_pen("", notice.map_or("", |notice| notice.told_by.as_str())),
        refusal: refusal_note(refusal.as_slice()),
        client,
        head,
    }
}

/// What is missing. Before the notice is given the sheet is printed blank, which is no draft.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let intake = &file.intake;
    let mut gaps = Gaps::default();
    let desk = Place::Reception;
    gaps.content(intake.clients.is_empty(), "委托人没有填", desk);
    gaps.content(intake.subject.name.is_empty(), "被鉴定人没有填", desk);
    gaps.content(intake.matter.trim().is_empty(), "拟委托事项没有填", desk);
    gaps.later(intake.insurance.is_none(), "是否用于保险理赔没有问", desk);
    gaps.later(intake.standard.trim().is_empty(), "适用标准没有填", desk);
    let Some(notice) = file.risk_notice() else {
        gaps.later(true, "还没有告知，可先打印空白件", Place::RiskNotice);
        return gaps;
    };
    let left: Vec<String> = notice.points_left().iter().map(u8::to_string).collect();
    let told = Place::RiskNotice;
    gaps.content(!left.is_empty(), format!("第 {} 点还没有告知", left.join("、")), told);
    gaps.content(notice.choice.is_none(), "当事人还没有选择", told);
    gaps.content(
        asks_acceptance(facts) && notice.accepts_insurer.is_none(),
        "没有问当事人是否认可保险机构到场",
        told,
    );
    gaps.signature(!notice.is_confirmed(), "委托人还没有签名，拒签的要写原因和两名工作人员", told);
    gaps
}

/// SH-1.2l: in Shanghai the party of a unilateral commission is asked whether an insurer may watch.
fn asks_acceptance(facts: &CaseFacts<'_>) -> bool {
    facts.pack() == Pack::Shanghai && facts.file.intake.mode == Some(CommissionMode::UnilateralParty)
}

/// The subject, and what the first client is to them.
fn subject(intake: &Intake) -> String {
    let name = intake.subject.name.as_str();
    let relation = intake.clients.first().map_or("", |client| client.relation.trim());
    if name.is_empty() || relation.is_empty() || relation == "本人" {
        name.to_owned()
    } else {
        format!("{name}（委托人系其{relation}）")
    }
}

fn notice_points(pack: Pack, intake: &Intake, notice: Option<&risk_notice::RiskNotice>) -> Vec<NoticePoint> {
    let is_told = |n: u8| notice.is_some_and(|notice| notice.points_told.contains(&n));
    (1..=N_POINTS)
        .zip(points(pack, &intake.standard))
        .map(|(n, text)| NoticePoint {
            text,
            basis: cites(source_of(pack, n)).join("、"),
            is_told: is_told(n),
        })
        .collect()
}

/// Where each point is written; a point of good practice has no source.
fn source_of(pack: Pack, n: u8) -> &'static [&'static Citation] {
    match (n, pack) {
        (1 | 2, Pack::Shanghai) => &[&shanghai::SH_1_2I],
        (1, Pack::Sichuan) => &[&sichuan::SC_2_1E],
        (2, Pack::Sichuan) => &[&sichuan::SC_2_1C],
        (3, _) => &[&acts::MZ_41],
        (4, Pack::Sichuan) => &[&sichuan::SC_2_2D],
        (4, _) => &[&general::GZ_12],
        (5, Pack::Shanghai) => &[&shanghai::SH_1_2L],
        (5, Pack::Sichuan) => &[&sichuan::SC_2_2F],
        (6, Pack::Sichuan) => &[&sichuan::SC_2_2J],
        (7, _) => &[&general::GZ_23],
        (8, Pack::Sichuan) => &[&sichuan::SC_3_3F],
        (9, Pack::Sichuan) => &[&sichuan::SC_3_1F],
        (10, _) => &[&acts::PI_29],
        _ => &[],
    }
}

/// Who of each insurer can be reached for a joint commission: as told by the party, else from the directory.
fn insurer_contacts(facts: &CaseFacts<'_>) -> String {
    let lines: Vec<String> = facts
        .file
        .intake
        .insurers
        .iter()
        .map(|insurer| {
            if !insurer.contact.is_empty() || !insurer.contact_phone.is_empty() {
                return joined(
                    &[&insurer.name, insurer.contact.as_str(), insurer.contact_phone.as_str()],
                    " ",
                );
            }
            let known = facts.insurers.iter().find(|known| known.id == insurer.insurer);
            let contact = known.and_then(|known| {
                known.contacts.iter().find(|contact| contact.is_liaison).or(known.contacts.first())
            });
            contact.map_or_else(
                || insurer.name.clone(),
                |contact| joined(&[&insurer.name, contact.name.as_str(), contact.phone.as_str()], " "),
            )
        })
        .collect();
    lines.join("；")
}

/// The authority of an agent who signed for the client.
fn agent_authority(intake: &Intake, signer: Option<&str>) -> String {
    let agent = intake.agents.iter().find(|agent| Some(agent.person.name.as_str()) == signer);
    agent.map_or_else(String::new, |agent| {
        let authority =
            if agent.has_authorisation { "已提交书面授权" } else { "未提交书面授权" };
        joined(&[&format!("代理人 {}", agent.person.name.as_str()), &agent.unit, authority], "，")
    })
}
