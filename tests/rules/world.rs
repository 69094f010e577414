//! An invented case in which everything is in order, up to the signed record; cases take something away from it.
//!
//! Region 000000, people who do not exist. What depends on other facts (who must sign, who must be asked) is
//! filled in last, by `World::finish`, so that a case may change who came.

use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::case::CaseFacts;
use appraisal_desk::domain::case::CaseFile;
use appraisal_desk::domain::case::OtherCase;
use appraisal_desk::domain::check_in::Attendance;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::Credential;
use appraisal_desk::domain::check_in::InsurerWitness;
use appraisal_desk::domain::check_in::Present;
use appraisal_desk::domain::check_in::Recorder;
use appraisal_desk::domain::check_in::RecordingConsent;
use appraisal_desk::domain::check_in::WitnessRulesSigned;
use appraisal_desk::domain::commission::Agreement;
use appraisal_desk::domain::commission::Assignment;
use appraisal_desk::domain::commission::Decision;
use appraisal_desk::domain::evidence::Recorded;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::ids::InsurerId;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::domain::ids::PersonId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::institution::DEFAULT_CASE_NO;
use appraisal_desk::domain::institution::Institution;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::institution::Premises;
use appraisal_desk::domain::joint_letter::JointLetter;
use appraisal_desk::domain::joint_letter::LetterCarrier;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::licence_showing::LicenceShown;
use appraisal_desk::domain::licence_showing::RecusalAnswer;
use appraisal_desk::domain::licence_showing::RecusalInquiry;
use appraisal_desk::domain::material::Material;
use appraisal_desk::domain::material::MaterialAnswer;
use appraisal_desk::domain::material::MaterialConfirmation;
use appraisal_desk::domain::material::Side;
use appraisal_desk::domain::moment::Day;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::person::IdentityCheck;
use appraisal_desk::domain::person::Person;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::domain::process_record::InstrumentUse;
use appraisal_desk::domain::process_record::Media;
use appraisal_desk::domain::process_record::MediaKind;
use appraisal_desk::domain::process_record::ProcessEntry;
use appraisal_desk::domain::process_record::ProcessSeal;
use appraisal_desk::domain::process_record::ProcessSession;
use appraisal_desk::domain::reception::Asked;
use appraisal_desk::domain::reception::CaseInsurer;
use appraisal_desk::domain::reception::Category;
use appraisal_desk::domain::reception::Client;
use appraisal_desk::domain::reception::ClientKind;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::domain::reception::Companion;
use appraisal_desk::domain::reception::InsuranceUse;
use appraisal_desk::domain::reception::Intake;
use appraisal_desk::domain::reception::Purpose;
use appraisal_desk::domain::reception::Reappraisal;
use appraisal_desk::domain::review::ConflictAnswer;
use appraisal_desk::domain::review::ConflictDeclaration;
use appraisal_desk::domain::review::DuplicateSearch;
use appraisal_desk::domain::review::Review;
use appraisal_desk::domain::risk_notice::N_POINTS;
use appraisal_desk::domain::risk_notice::PartyChoice;
use appraisal_desk::domain::risk_notice::RiskNotice;
use appraisal_desk::domain::schedule::Appointment;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::Signature;
use appraisal_desk::domain::signature::Signer;
use appraisal_desk::domain::signature::expected_signers;
use appraisal_desk::domain::staff::Licence;
use appraisal_desk::domain::staff::Role;
use appraisal_desk::domain::staff::StaffMember;
use appraisal_desk::domain::witness_notice::Addressee;
use appraisal_desk::domain::witness_notice::NoticeAttempt;
use appraisal_desk::domain::witness_notice::NoticeOutcome;
use appraisal_desk::domain::witness_notice::NoticeWay;
use std::collections::BTreeSet;
use std::str::FromStr;

/// The licensed premises of the invented institution.
pub const PREMISES: &str = "本部";
pub const SUBJECT: &str = "周明";
pub const COMPANION: &str = "吴陪";
pub const GUARDIAN: &str = "周远";
pub const WITNESS: &str = "罗契";
pub const INSURER: &str = "安泽财险";
pub const SECOND_INSURER: &str = "恒泰财险";
pub const APPRAISERS: [&str; 2] = ["李衡", "王度"];
pub const ASSISTANT: &str = "赵辅";
pub const MATTER: &str = "人体损伤致残程度";

/// Numbers of rows, people and staff, so that facts can name them.
pub const DESK: u64 = 1;
pub const DIRECTOR: u64 = 5;
pub const SUBJECT_ROW: u64 = 61;
pub const COMPANION_ROW: u64 = 62;
pub const WITNESS_ROW: u64 = 63;
pub const APPRAISER_ROWS: [u64; 2] = [64, 65];
pub const ASSISTANT_ROW: u64 = 66;

/// Everything the rules see, owned.
pub struct World {
    pub file: CaseFile,
    pub institution: Institution,
    pub staff: Vec<StaffMember>,
    pub others: Vec<OtherCase>,
    pub now: Moment,
    /// Names that have signed neither F-01, F-07 nor F-09.
    pub unsigned: Vec<String>,
    /// Names that nobody asked about recusal.
    pub unasked: Vec<String>,
    /// Names that showed no licence.
    pub unshown: Vec<String>,
    /// Names that made no declaration of impartiality.
    pub undeclared: Vec<String>,
}

pub fn id<T: FromStr>(n: u64) -> T {
    let parsed = format!("00000000-0000-7000-8000-{n:012}").parse().ok();
    parsed.unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A time of the day of the examination, 「14:05」.
pub fn at(clock: &str) -> Moment {
    moment("2026-11-24", clock)
}

pub fn moment(on: &str, clock: &str) -> Moment {
    format!("{on}T{clock}:00+08:00").parse().unwrap()
}

pub fn row<T>(n: u64, at: Moment, body: T) -> Recorded<T> {
    Recorded { id: id::<EvidenceId>(n), seq: n, at, by: id::<UserId>(DESK), supersedes: None, body }
}

pub fn person(n: u64, name: &str, number: &str) -> Person {
    Person {
        name: name.into(),
        id_number: number.into(),
        identity: Some(IdentityCheck { at: at("09:00"), by: "何台".into() }),
        ..Person::unnamed(id::<PersonId>(n))
    }
}

pub fn subject() -> Person {
    person(11, SUBJECT, "000000199001010018")
}

pub fn companion() -> Person {
    person(12, COMPANION, "000000197512319990")
}

pub fn witness() -> Person {
    person(13, WITNESS, "000000198803030010")
}

pub fn guardian() -> Person {
    person(14, GUARDIAN, "000000197001010015")
}

pub fn credential(name: &str, copy: u64) -> Credential {
    Credential {
        name: name.to_owned(),
        number: "0".to_owned(),
        valid_until: None,
        copy: Some(id::<ObjectId>(copy)),
    }
}

impl World {
    /// A case in order: under a pack, commissioned jointly or by the party alone.
    pub fn in_order(jurisdiction: Jurisdiction, is_joint: bool) -> Self {
        let mut file = CaseFile::opened(id::<CaseId>(1), intake(is_joint), at("09:00"), id(DESK));
        file.created_at = moment("2026-11-16", "09:00");
        commission(&mut file, jurisdiction, is_joint);
        on_site(&mut file, jurisdiction);
        record(&mut file);
        Self {
            file,
            institution: institution(jurisdiction),
            staff: staff(),
            others: Vec::new(),
            now: at("15:00"),
            unsigned: Vec::new(),
            unasked: Vec::new(),
            unshown: Vec::new(),
            undeclared: Vec::new(),
        }
    }

    /// Fills in what follows from who came and who was assigned.
    pub fn finish(&mut self) {
        self.sign_agreement();
        self.show_licences();
        self.ask_about_recusal();
        for form in [FormNo::F07, FormNo::F09] {
            for signer in expected_signers(&self.file, form) {
                if !self.unsigned.iter().any(|name| name == signer.name.as_str()) {
                    let n = 900 + u64::try_from(self.file.signatures.len()).unwrap();
                    let signature = signature(form, signer, Manner::Paper);
                    self.file.signatures.push(row(n, at("14:55"), signature));
                }
            }
        }
    }

    pub fn facts<'a>(&'a self, calendar: &'a WorkCalendar) -> CaseFacts<'a> {
        CaseFacts {
            file: &self.file,
            institution: &self.institution,
            staff: &self.staff,
            insurers: &[],
            others: &self.others,
            calendar,
            now: self.now,
        }
    }

    fn sign_agreement(&mut self) {
        let Some(agreement) = self.file.agreements.last_mut() else { return };
        for client in &self.file.intake.clients {
            if !self.unsigned.iter().any(|name| name == client.called()) {
                let signer = Signer {
                    person: Some(client.person.id),
                    name: client.person.name.clone(),
                    capacity: "委托人".to_owned(),
                };
                agreement.body.signatures.push(signature(FormNo::F01, signer, Manner::Paper));
            }
        }
    }

    fn show_licences(&mut self) {
        let Some(assignment) = self.file.assignment().cloned() else { return };
        for user in assignment.appraisers.iter().chain(&assignment.assistants) {
            let Some(member) = self.staff.iter().find(|member| member.id == *user) else { continue };
            if self.unshown.iter().any(|name| name == member.name.as_str()) {
                continue;
            }
            let shown = LicenceShown {
                who: *user,
                name: member.name.clone(),
                licence: "司法鉴定人执业证".to_owned(),
                number: "0".to_owned(),
                valid_until: Some(day("2030-12-31")),
                shown_at: at("14:10"),
                seen_by: vec![SUBJECT.into()],
                declares_impartial: !self.undeclared.iter().any(|name| name == member.name.as_str()),
            };
            let n = 300 + u64::try_from(self.file.licences.len()).unwrap();
            self.file.licences.push(row(n, at("14:10"), shown));
        }
    }

    fn ask_about_recusal(&mut self) {
        for n in 0..self.file.attendances.len() {
            let attendance = &self.file.attendances[n];
            let name = attendance.body.attendee.name().clone();
            let asked = attendance.id;
            let is_open = !self.unasked.iter().any(|left_out| left_out == name.as_str())
                && !self.file.recusals.iter().any(|inquiry| inquiry.body.asked == asked);
            if is_open {
                let inquiry = RecusalInquiry { asked, name, answer: RecusalAnswer::NoApplication };
                let n = 400 + u64::try_from(n).unwrap();
                self.file.recusals.push(row(n, at("14:12"), inquiry));
            }
        }
    }
}

pub fn signature(form: FormNo, signer: Signer, manner: Manner) -> Signature {
    Signature { form, signer, manner, shown_sha256: "0".repeat(64) }
}

pub fn client(kind: ClientKind, person: Person) -> Client {
    Client { kind, person, insurer: None, organisation: String::new(), relation: "本人".to_owned() }
}

pub fn insurer_client() -> Client {
    Client {
        kind: ClientKind::Insurer,
        person: person(15, "秦办", ""),
        insurer: Some(id::<InsurerId>(1)),
        organisation: INSURER.to_owned(),
        relation: String::new(),
    }
}

pub fn case_insurer(n: u64, name: &str) -> CaseInsurer {
    CaseInsurer {
        insurer: id::<InsurerId>(n),
        name: name.to_owned(),
        short_name: String::new(),
        cover: String::new(),
        policy_no: String::new(),
        claim_no: String::new(),
        contact: "秦办".into(),
        contact_phone: "000".into(),
    }
}

fn intake(is_joint: bool) -> Intake {
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

fn institution(jurisdiction: Jurisdiction) -> Institution {
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
        insurance_officer: None,
        policy: Policy::default(),
        is_demo: false,
    }
}

fn staff() -> Vec<StaffMember> {
    let member = |n: u64, name: &str, role: Role| StaffMember {
        id: id(n),
        login: format!("u{n}"),
        name: name.into(),
        roles: BTreeSet::from([role]),
        has_senior_title: false,
        licence: None,
        assistant_licence: None,
        interests: Vec::new(),
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
    ];
    staff[1].licence = Some(licence());
    staff[2].licence = Some(licence());
    staff[3].assistant_licence = Some(licence());
    staff
}

fn commission(file: &mut CaseFile, jurisdiction: Jurisdiction, is_joint: bool) {
    let told = moment("2026-11-16", "09:30");
    if is_joint {
        let letter = JointLetter {
            is_original: true,
            dated_on: Some(day("2026-11-15")),
            carrier: LetterCarrier::ByInsurer,
            insurer: INSURER.to_owned(),
            handler: "秦办".into(),
            seal_checked_by: "何台".into(),
            call_back: None,
            sends_witness: true,
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
    };
    file.agreements.push(row(36, decided, agreement));
}

pub fn material(name: &str) -> Material {
    Material {
        name: name.to_owned(),
        kind: "病历".to_owned(),
        quantity: "1 份".to_owned(),
        form: "纸质".to_owned(),
        condition: "完好".to_owned(),
        received_at: Some(moment("2026-11-16", "09:20")),
        n_pages: Some(12),
        is_original: true,
        source: String::new(),
        submitted_by: SUBJECT.into(),
        may_be_used_up: false,
        scan: None,
    }
}

pub fn confirmed(material: u64, side: Side) -> MaterialConfirmation {
    MaterialConfirmation {
        material: id(material),
        side,
        person: "签".into(),
        answer: MaterialAnswer::Confirmed { manner: Manner::Paper },
    }
}

pub fn notice(insurer: u64, outcome: NoticeOutcome) -> NoticeAttempt {
    NoticeAttempt {
        to: Addressee::Insurer { insurer: id(insurer) },
        way: NoticeWay::Phone,
        from_number: "000".into(),
        to_number: "000".into(),
        spoke_to: "秦办".into(),
        spoke_to_capacity: "联络员".to_owned(),
        started_at: moment("2026-11-19", "10:00"),
        ended_at: None,
        told: "时间、地点、须带的证件".to_owned(),
        outcome,
        notified_by: "何台".into(),
    }
}

pub fn attendance(attendee: Attendee, arrived: &str) -> Attendance {
    Attendance {
        attendee,
        arrived_at: at(arrived),
        checked_by: "何台".into(),
        survey_statement: String::new(),
        observation_support: String::new(),
    }
}

pub fn present(person: Person) -> Present {
    Present { person, relation: String::new(), id_copy: None }
}

fn on_site(file: &mut CaseFile, jurisdiction: Jurisdiction) {
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
    let appraiser = |n: usize| Attendee::Appraiser {
        user: id(u64::try_from(n).unwrap() + 2),
        name: APPRAISERS[n].into(),
    };
    let assistant = Attendee::Assistant { user: id(4), name: ASSISTANT.into() };
    file.attendances = vec![
        row(SUBJECT_ROW, at("13:50"), attendance(Attendee::Subject(present(subject())), "13:50")),
        row(COMPANION_ROW, at("13:50"), attendance(Attendee::Companion(present(companion())), "13:50")),
        row(WITNESS_ROW, at("13:55"), came),
        row(APPRAISER_ROWS[0], at("13:56"), attendance(appraiser(0), "13:56")),
        row(APPRAISER_ROWS[1], at("13:57"), attendance(appraiser(1), "13:57")),
        row(ASSISTANT_ROW, at("13:58"), attendance(assistant, "13:58")),
    ];
    let rules =
        WitnessRulesSigned { attendance: id(WITNESS_ROW), rules_told: [true; 3], manner: Manner::Paper };
    file.witness_rules.push(row(70, at("13:59"), rules));
    if jurisdiction == Jurisdiction::Sichuan {
        let consent = RecordingConsent {
            who_records: Recorder::Insurer { insurer: id(1) },
            party_agrees: Some(true),
            institution_agrees: Some(true),
            scope: "检查过程".to_owned(),
        };
        file.consents.push(row(71, at("14:00"), consent));
    }
}

pub fn entry(content: EntryContent) -> ProcessEntry {
    ProcessEntry {
        session: id(80),
        step: "体表检查".to_owned(),
        content,
        happened_at: None,
        late_reason: String::new(),
        typed_by: "李衡".into(),
    }
}

fn record(file: &mut CaseFile) {
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

pub fn media(is_private_part: bool) -> Media {
    Media {
        session: id(80),
        object: id::<ObjectId>(9),
        caption: "左膝".to_owned(),
        kind: MediaKind::Photo,
        file_name: "照片1.jpg".to_owned(),
        sha256: "0".repeat(64),
        n_bytes: 1000,
        taken_by: "李衡".into(),
        is_private_part,
    }
}
