//! The parts of the case in order, written down as an office would have.

use super::APPRAISER_ROWS;
use super::APPRAISERS;
use super::ASSISTANT;
use super::ASSISTANT_ROW;
use super::COMPANION_ROW;
use super::DESK;
use super::DIRECTOR;
use super::INSURER;
use super::MATTER;
use super::PREMISES;
use super::SUBJECT;
use super::SUBJECT_ROW;
use super::WITNESS_ROW;
use super::at;
use super::attendance;
use super::case_insurer;
use super::client;
use super::companion;
use super::confirmed;
use super::credential;
use super::day;
use super::entry;
use super::id;
use super::insurer_client;
use super::material;
use super::media;
use super::moment;
use super::notice;
use super::present;
use super::row;
use super::subject;
use super::witness;
use crate::domain::archiving::VolumeOrder;
use crate::domain::case::CaseFile;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::RecordingDetails;
use crate::domain::check_in::WitnessRulesSigned;
use crate::domain::commission::Agreement;
use crate::domain::commission::Assignment;
use crate::domain::commission::Decision;
use crate::domain::ids::PersonId;
use crate::domain::institution::DEFAULT_CASE_NO;
use crate::domain::institution::Institution;
use crate::domain::institution::Policy;
use crate::domain::institution::Premises;
use crate::domain::joint_letter::JointLetter;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::joint_letter::Selection;
use crate::domain::law::Jurisdiction;
use crate::domain::material::Side;
use crate::domain::privacy_consent;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::Recipient;
use crate::domain::privacy_consent::RecipientConsent;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::InstrumentUse;
use crate::domain::process_record::ProcessSeal;
use crate::domain::process_record::ProcessSession;
use crate::domain::reception::Asked;
use crate::domain::reception::Category;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Companion;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::Intake;
use crate::domain::reception::Purpose;
use crate::domain::reception::Reappraisal;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::ConflictDeclaration;
use crate::domain::review::DuplicateSearch;
use crate::domain::review::Review;
use crate::domain::risk_notice::N_POINTS;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::schedule::Appointment;
use crate::domain::signature::Manner;
use crate::domain::staff::Licence;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::domain::witness_notice::NoticeOutcome;
use std::collections::BTreeSet;

pub fn intake(is_joint: bool) -> Intake {
    let mut clients = vec![client(ClientKind::Victim, subject())];
    if is_joint {
        clients.push(insurer_client());
    }
    let mut intake = Intake {
        received_on: Some(day("2026-11-16")),
        premises: PREMISES.to_owned(),
        mode: Some(if is_joint { CommissionMode::Joint } else { CommissionMode::UnilateralParty }),
        clients,
        subject: subject(),
        companions: vec![Companion { person: companion(), relation: "同事".to_owned() }],
        category: Some(Category::FmClin),
        matter: MATTER.to_owned(),
        purpose: Some(Purpose::InsuranceClaim),
        insurance: Some(InsuranceUse::Yes),
        insurance_asked: Some(Asked { by: "何台".into(), at: moment("2026-11-16", "09:10") }),
        reappraisal: Some(Reappraisal::No),
        insurers: vec![case_insurer(1, INSURER)],
        incident: "被鉴定人骑车与机动车相撞".to_owned(),
        ..Intake::empty(id::<PersonId>(11))
    };
    intake.fee.amount_fen = Some(120_000);
    intake.fee.told = true;
    intake
}

pub fn institution(jurisdiction: Jurisdiction) -> Institution {
    Institution {
        name: "衡平司法鉴定中心".to_owned(),
        short_name: "衡平".to_owned(),
        licence_no: "000000000".to_owned(),
        licence_valid_until: Some(day("2030-12-31")),
        scope: BTreeSet::from([Category::FmClin, Category::FmPsy, Category::FmPath]),
        jurisdiction,
        premises: vec![Premises {
            name: PREMISES.to_owned(),
            address: String::new(),
            rooms: vec!["一室".to_owned()],
        }],
        address: String::new(),
        postcode: String::new(),
        phone: String::new(),
        case_no_template: DEFAULT_CASE_NO.to_owned(),
        insurance_officer: Some(id(DESK)),
        standards: Vec::new(),
        policy: Policy::default(),
        volume_order: VolumeOrder::default(),
        is_demo: false,
    }
}

pub fn staff() -> Vec<StaffMember> {
    let member = |n: u64, name: &str, role: Role| StaffMember {
        id: id(n),
        login: format!("u{n}"),
        name: name.into(),
        roles: BTreeSet::from([role]),
        has_senior_title: false,
        licence: None,
        assistant_licence: None,
        interests: Vec::new(),
        other_posts: Vec::new(),
        active: true,
    };
    let licence = || Licence {
        number: "0".to_owned(),
        categories: BTreeSet::from([Category::FmClin, Category::FmPsy, Category::FmPath]),
        valid_until: Some(day("2030-12-31")),
    };
    let mut staff = vec![
        member(DESK, "何台", Role::FrontDesk),
        member(2, APPRAISERS[0], Role::Appraiser),
        member(3, APPRAISERS[1], Role::Appraiser),
        member(4, ASSISTANT, Role::Assistant),
        member(DIRECTOR, "孙任", Role::Director),
        super::opinion::reviewer(),
    ];
    staff[1].licence = Some(licence());
    staff[2].licence = Some(licence());
    staff[3].assistant_licence = Some(licence());
    staff
}

pub fn commission(file: &mut CaseFile, jurisdiction: Jurisdiction, is_joint: bool) {
    let told = moment("2026-11-16", "09:30");
    if is_joint {
        let letter = JointLetter {
            is_original: true,
            dated_on: Some(day("2026-11-15")),
            carrier: LetterCarrier::ByInsurer,
            insurer: INSURER.to_owned(),
            handler: "秦办".into(),
            staff_no: String::new(),
            seal_checked_by: "何台".into(),
            call_back: None,
            sends_witness: true,
            selection: Some(Selection::Agreed),
        };
        file.joint_letters.push(row(20, told, letter));
    } else {
        let notice = RiskNotice {
            points_told: (1..=N_POINTS).collect(),
            choice: Some(PartyChoice::InsistUnilateral),
            accepts_insurer: (jurisdiction == Jurisdiction::Shanghai).then_some(true),
            signature: Some(Manner::Paper),
            signer: SUBJECT.into(),
            told_by: "何台".into(),
        };
        file.risk_notices.push(row(20, told, notice));
    }
    file.materials.push(row(21, told, material("住院病历")));
    for (n, side) in (22..).zip(Side::ALL).filter(|_| is_joint) {
        file.confirmations.push(row(n, told, confirmed(21, side)));
    }
    let decided = moment("2026-11-18", "10:00");
    let review = Review {
        in_scope: Some(true),
        purpose_lawful: Some(true),
        materials_sufficient: Some(true),
        bars: [Some(false); 7],
        duplicate_search: Some(DuplicateSearch { found: Vec::new(), client_denies: true }),
        institution_conflict: Some(ConflictAnswer::None),
        reviewer: "李衡".into(),
        note: String::new(),
    };
    file.reviews.push(row(30, decided, review));
    let assignment = Assignment { appraisers: vec![id(2), id(3)], assistants: vec![id(4)] };
    file.assignments.push(row(31, decided, assignment));
    for n in [2, 3] {
        let declaration = ConflictDeclaration { who: id(n), answers: [Some(false); 4], matches: Vec::new() };
        file.conflicts.push(row(30 + n, decided, declaration));
    }
    file.decisions.push(row(35, decided, Decision::Accept));
    let agreement = Agreement {
        effective_on: day("2026-11-18"),
        signatures: Vec::new(),
        institution_signer: "孙任".into(),
        // Cases change the register at will; only the fact 「委托书变更」 compares it with what was signed.
        terms: Vec::new(),
    };
    file.agreements.push(row(36, decided, agreement));
}

pub fn on_site(file: &mut CaseFile, jurisdiction: Jurisdiction) {
    let appointment = Appointment {
        starts_at: at("14:00"),
        premises: PREMISES.to_owned(),
        room: "一室".to_owned(),
        outside: None,
    };
    file.appointments.push(row(50, moment("2026-11-19", "09:00"), appointment));
    file.notice_attempts.push(row(51, moment("2026-11-19", "10:00"), notice(1, NoticeOutcome::Coming)));
    let insurer = Attendee::Insurer(InsurerWitness {
        person: witness(),
        insurer: id(1),
        department: "人伤".to_owned(),
        identity_document: Some(credential("居民身份证", 1)),
        work_credential: Some(credential("工作证", 2)),
        work_verified_by: None,
    });
    let mut came = attendance(insurer, "13:55");
    came.observation_support = "一室观察窗旁".to_owned();
    came.survey_statement = "车辆左前碰撞".to_owned();
    let appraiser = |n: u64, name: &str| Attendee::Appraiser { user: id(n), name: name.into() };
    let assistant = Attendee::Assistant { user: id(4), name: ASSISTANT.into() };
    file.attendances = vec![
        row(SUBJECT_ROW, at("13:50"), attendance(Attendee::Subject(present(subject())), "13:50")),
        row(COMPANION_ROW, at("13:50"), attendance(Attendee::Companion(present(companion())), "13:50")),
        row(WITNESS_ROW, at("13:55"), came),
        row(APPRAISER_ROWS[0], at("13:56"), attendance(appraiser(2, APPRAISERS[0]), "13:56")),
        row(APPRAISER_ROWS[1], at("13:57"), attendance(appraiser(3, APPRAISERS[1]), "13:57")),
        row(ASSISTANT_ROW, at("13:58"), attendance(assistant, "13:58")),
    ];
    let rules =
        WitnessRulesSigned { attendance: id(WITNESS_ROW), rules_told: [true; 3], manner: Manner::Paper };
    file.witness_rules.push(row(70, at("13:59"), rules));
    let agreed = PrivacyConsent {
        whose: file.intake.subject.id,
        name: SUBJECT.into(),
        given_by: ConsentGiver::Oneself,
        points_told: (1..=privacy_consent::N_POINTS).collect(),
        sensitive: Some(true),
        recipients: vec![RecipientConsent {
            recipient: Recipient::Insurer { insurer: id(1) },
            agreed: Some(true),
        }],
        signature: Some(Manner::Paper),
        told_by: "何台".into(),
    };
    file.privacy_consents.push(row(740, at("13:20"), agreed));
    if jurisdiction == Jurisdiction::Sichuan {
        let consent = RecordingConsent {
            who_records: Recorder::Insurer { insurer: id(1) },
            party_agrees: Some(true),
            institution_agrees: Some(true),
            scope: "检查过程".to_owned(),
            details: RecordingDetails::default(),
        };
        file.consents.push(row(71, at("14:00"), consent));
    }
}

pub fn record(file: &mut CaseFile) {
    let session = ProcessSession {
        n: 1,
        place: "本部 一室".to_owned(),
        lead: "李衡".into(),
        absent_insurers: Vec::new(),
        steps: Vec::new(),
    };
    file.sessions.push(row(80, at("14:20"), session));
    let text = |text: &str| text.to_owned();
    let instrument = InstrumentUse {
        name: text("关节量角器"),
        number: text("Q-1"),
        valid_until: Some(day("2027-03-31")),
        state: text("使用前后正常"),
    };
    let contents = [
        EntryContent::Privacy { text: text("屏风遮挡") },
        EntryContent::Method { text: text("按规范测量左膝活动度") },
        EntryContent::Finding { text: text("左膝屈曲 95 度") },
        EntryContent::Instrument(instrument),
        EntryContent::MaterialUsed { material: id(21), name: text("住院病历") },
    ];
    file.entries = (81..).zip(contents).map(|(n, content)| row(n, at("14:30"), entry(content))).collect();
    file.media.push(row(90, at("14:35"), media(false)));
    let seal = ProcessSeal {
        session: id(80),
        n_entries: 5,
        n_media: 1,
        digest: "0".repeat(64),
        sealed_by: "李衡".into(),
    };
    file.seals.push(row(95, at("14:50"), seal));
}
