//! One call of a clerk, an appraiser or the director each. Whoever has to do it sits down first; the clock moves on.

use super::office::TestOffice;
use super::people::Invented;
use appraisal_desk::domain::check_in::Absentee;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::Credential;
use appraisal_desk::domain::check_in::InsurerWitness;
use appraisal_desk::domain::check_in::Present;
use appraisal_desk::domain::check_in::StatutoryWitness;
use appraisal_desk::domain::commission::Assignment;
use appraisal_desk::domain::commission::Decision;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::ids::InsurerId;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::domain::ids::PersonId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::joint_letter::JointLetter;
use appraisal_desk::domain::joint_letter::LetterCarrier;
use appraisal_desk::domain::joint_letter::Selection;
use appraisal_desk::domain::licence_showing::RecusalAnswer;
use appraisal_desk::domain::material::AuthorityWord;
use appraisal_desk::domain::material::Material;
use appraisal_desk::domain::material::MaterialAnswer;
use appraisal_desk::domain::material::MaterialConfirmation;
use appraisal_desk::domain::material::Side;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::privacy_consent;
use appraisal_desk::domain::privacy_consent::ConsentGiver;
use appraisal_desk::domain::privacy_consent::PrivacyConsent;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::domain::process_record::InstrumentUse;
use appraisal_desk::domain::process_record::Measurement;
use appraisal_desk::domain::process_record::StandardRank;
use appraisal_desk::domain::reception::Intake;
use appraisal_desk::domain::review::ConflictAnswer;
use appraisal_desk::domain::review::DuplicateSearch;
use appraisal_desk::domain::review::Review;
use appraisal_desk::domain::risk_notice::N_POINTS;
use appraisal_desk::domain::risk_notice::PartyChoice;
use appraisal_desk::domain::risk_notice::RiskNotice;
use appraisal_desk::domain::schedule::Appointment;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Phone;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::Signature;
use appraisal_desk::domain::signature::Signer;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::domain::witness_notice::Addressee;
use appraisal_desk::domain::witness_notice::NoticeAttempt;
use appraisal_desk::domain::witness_notice::NoticeOutcome;
use appraisal_desk::domain::witness_notice::NoticeWay;
use appraisal_desk::services::check_in;
use appraisal_desk::services::check_in::SignInDraft;
use appraisal_desk::services::commission;
use appraisal_desk::services::commission::AgreementDraft;
use appraisal_desk::services::joint_letter;
use appraisal_desk::services::licence_showing;
use appraisal_desk::services::material;
use appraisal_desk::services::picture;
use appraisal_desk::services::picture::PictureKind;
use appraisal_desk::services::picture::Source;
use appraisal_desk::services::process_record;
use appraisal_desk::services::process_record::EntryDraft;
use appraisal_desk::services::reception;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::request::Reasons;
use appraisal_desk::services::review;
use appraisal_desk::services::risk_notice;
use appraisal_desk::services::schedule;
use appraisal_desk::services::signature;
use appraisal_desk::services::witness_notice;
use std::sync::Arc;

/// No reason is given for anything.
pub fn no_reasons() -> Reasons {
    Reasons::new()
}

/// Opens a case at the desk with everybody's documents compared, and completes the reception.
pub fn receive(office: &mut TestOffice, intake: Intake) -> CaseId {
    let case = open(office, intake);
    check_identities(office, case);
    office.does(Action::Reception(reception::Request::Receive { case, reasons: no_reasons() }));
    case
}

/// Opens a case at the desk and nothing more.
pub fn open(office: &mut TestOffice, intake: Intake) -> CaseId {
    desk(office);
    let request = reception::Request::Open { intake: Box::new(intake) };
    match office.does(Action::Reception(request)) {
        Outcome::Done { case: Some(case), .. } => case,
        other => panic!("no case was opened: {other:?}"),
    }
}

/// Compares every document with its person.
pub fn check_identities(office: &mut TestOffice, case: CaseId) {
    desk(office);
    let people: Vec<PersonId> = office.case(case).file.intake.people().map(|(_, person)| person.id).collect();
    for person in people {
        office.does(Action::Reception(reception::Request::CheckIdentity { case, person }));
    }
}

/// Reads the notice aloud and has it signed on paper; the party insists on a unilateral commission.
pub fn give_risk_notice(office: &mut TestOffice, case: CaseId, accepts_insurer: Option<bool>) {
    desk(office);
    let signer = office.case(case).file.intake.subject.name.clone();
    let notice = RiskNotice {
        points_told: (1..=N_POINTS).collect(),
        choice: Some(PartyChoice::InsistUnilateral),
        accepts_insurer,
        signature: Some(Manner::Paper),
        signer,
        told_by: PersonName::default(),
    };
    let request = risk_notice::Request::Give { case, notice: Box::new(notice), reason: String::new() };
    office.does(Action::RiskNotice(request));
}

/// Receives the original of a joint letter that the party brought along.
pub fn receive_joint_letter(office: &mut TestOffice, case: CaseId) {
    desk(office);
    let insurer = office.insurers[0].name.clone();
    let dated_on = office.clock_day().plus_days(-1);
    let letter = JointLetter {
        is_original: true,
        dated_on: Some(dated_on),
        carrier: LetterCarrier::ByInsurer,
        insurer,
        handler: PersonName::new(Invented::HANDLER.name),
        staff_no: String::new(),
        seal_checked_by: PersonName::default(),
        call_back: None,
        sends_witness: true,
        selection: Some(Selection::Agreed),
    };
    let request = joint_letter::Request::Receive { case, letter: Box::new(letter), reason: String::new() };
    office.does(Action::JointLetter(request));
}

/// Registers an item with its six particulars.
pub fn register_material(office: &mut TestOffice, case: CaseId, name: &str) -> EvidenceId {
    desk(office);
    let submitted_by = office.case(case).file.intake.subject.name.clone();
    let material = Material {
        name: name.to_owned(),
        kind: "病历".to_owned(),
        quantity: "1 份".to_owned(),
        form: "纸质".to_owned(),
        condition: "完好".to_owned(),
        received_at: None,
        n_pages: Some(12),
        is_original: false,
        source: "示例医院".to_owned(),
        submitted_by,
        may_be_used_up: false,
        authority_word: AuthorityWord::Unsaid,
        scan: None,
    };
    office.makes(Action::Material(material::Request::Register { case, material: Box::new(material) }))
}

/// Has one side confirm an item on paper.
pub fn confirm_material(office: &mut TestOffice, case: CaseId, item: EvidenceId, side: Side) {
    desk(office);
    let person = match side {
        Side::Party => office.case(case).file.intake.subject.name.clone(),
        Side::Insurer => PersonName::new(Invented::HANDLER.name),
    };
    let answer = MaterialAnswer::Confirmed { manner: Manner::Paper };
    let word = MaterialConfirmation { material: item, side, person, answer };
    office.does(Action::Material(material::Request::Answer { case, word: Box::new(word) }));
}

/// Passes on to the review.
pub fn begin_review(office: &mut TestOffice, case: CaseId) {
    desk(office);
    office.does(Action::Reception(reception::Request::BeginReview { case, reasons: no_reasons() }));
}

/// Fills the review sheet: all three conditions, none of the seven bars, no conflict, no duplicate.
pub fn review(office: &mut TestOffice, case: CaseId) {
    desk(office);
    let review = Review {
        in_scope: Some(true),
        purpose_lawful: Some(true),
        materials_sufficient: Some(true),
        bars: [Some(false); 7],
        duplicate_search: Some(DuplicateSearch { found: Vec::new(), client_denies: true }),
        institution_conflict: Some(ConflictAnswer::None),
        reviewer: PersonName::default(),
        note: String::new(),
    };
    office.does(Action::Review(review::Request::Save { case, review: Box::new(review) }));
}

/// Has both appraisers declare that they have no interest, and assigns them with the assistant.
pub fn assign(office: &mut TestOffice, case: CaseId) {
    let staff = office.staff;
    for who in [staff.appraiser, staff.second_appraiser] {
        minute(office).sits(who);
        let answers = [Some(false); 4];
        office.does(Action::Review(review::Request::Declare { case, who, answers }));
    }
    minute(office).sits(staff.director);
    let assignment = Assignment {
        appraisers: vec![staff.appraiser, staff.second_appraiser],
        assistants: vec![staff.assistant],
    };
    office.does(Action::Commission(commission::Request::Assign { case, assignment }));
}

/// The director accepts; the case gets its number.
pub fn accept(office: &mut TestOffice, case: CaseId) {
    let director = office.staff.director;
    minute(office).sits(director);
    let request = commission::Request::Decide { case, decision: Decision::Accept, reasons: no_reasons() };
    office.does(Action::Commission(request));
}

/// Every client signs F-01 on paper; the clock starts.
pub fn sign_agreement(office: &mut TestOffice, case: CaseId) {
    desk(office);
    let clients = office.case(case).file.intake.clients.clone();
    let signatures = clients
        .iter()
        .map(|client| Signature {
            form: FormNo::F01,
            signer: Signer {
                person: Some(client.person.id),
                name: client.person.name.clone(),
                capacity: "委托人".to_owned(),
            },
            manner: Manner::Paper,
            shown_sha256: String::new(),
        })
        .collect();
    let draft =
        AgreementDraft { effective_on: None, signatures, institution_signer: PersonName::new("顾南枝") };
    let request = commission::Request::SignAgreement { case, draft, reasons: no_reasons() };
    office.does(Action::Commission(request));
}

/// Sets an appointment in 一检室.
pub fn appoint(office: &mut TestOffice, case: CaseId, starts_at: Moment) {
    desk(office);
    let is_again = office.case(case).file.appointment().is_some();
    let reason = if is_again { "改期" } else { "" };
    let appointment =
        Appointment { starts_at, premises: "本部".to_owned(), room: "一检室".to_owned(), outside: None };
    let request =
        schedule::Request::Appoint { case, appointment, reason: reason.to_owned(), reasons: no_reasons() };
    office.does(Action::Schedule(request));
}

/// Telephones an addressee.
pub fn telephone(office: &mut TestOffice, case: CaseId, to: Addressee, outcome: NoticeOutcome) {
    desk(office);
    let started_at = office.office.now();
    let spoke_to = if outcome.reached() { PersonName::new("接电话的人") } else { PersonName::default() };
    let attempt = NoticeAttempt {
        to,
        way: NoticeWay::Phone,
        from_number: Phone::new("13000000009"),
        to_number: Phone::new("13000000010"),
        spoke_to,
        spoke_to_capacity: "理赔员".to_owned(),
        started_at,
        ended_at: Some(started_at.plus_minutes(2)),
        told: "鉴定事项、时间、地点，须携带的证件，不到场的后果".to_owned(),
        outcome,
        notified_by: PersonName::default(),
    };
    let request = witness_notice::Request::Record { case, attempt: Box::new(attempt), reasons: no_reasons() };
    office.does(Action::WitnessNotice(request));
}

/// Tells every insurer of the case, and every guardian where one is needed.
pub fn notify_everyone(office: &mut TestOffice, case: CaseId) {
    let view = office.case(case);
    for insurer in &view.file.intake.insurers {
        let to = Addressee::Insurer { insurer: insurer.insurer };
        telephone(office, case, to, NoticeOutcome::Coming);
    }
    if view.statutory_need.is_some() {
        for guardian in &view.file.intake.guardians {
            let to = Addressee::Statutory { person: guardian.person.id };
            telephone(office, case, to, NoticeOutcome::Coming);
        }
    }
}

/// Writes an arrival down.
pub fn sign_in(office: &mut TestOffice, case: CaseId, attendee: Attendee) -> EvidenceId {
    desk(office);
    let draft = SignInDraft {
        attendee,
        survey_statement: String::new(),
        observation_support: "可在检查室内旁观、旁听".to_owned(),
    };
    office.makes(Action::CheckIn(check_in::Request::SignIn { case, draft: Box::new(draft) }))
}

/// The subject arrives.
pub fn subject_arrives(office: &mut TestOffice, case: CaseId) -> EvidenceId {
    let person = office.case(case).file.intake.subject.clone();
    let present = Present { person, relation: "本人".to_owned(), id_copy: None };
    sign_in(office, case, Attendee::Subject(present))
}

/// The first guardian of the intake arrives.
pub fn guardian_arrives(office: &mut TestOffice, case: CaseId) -> EvidenceId {
    let guardian = office.case(case).file.intake.guardians[0].clone();
    let witness = StatutoryWitness {
        person: guardian.person,
        relation: guardian.relation,
        relation_proof: "户口簿".to_owned(),
        id_copy: None,
    };
    sign_in(office, case, Attendee::Statutory(witness))
}

/// Both appraisers and the assistant come.
pub fn staff_arrives(office: &mut TestOffice, case: CaseId) {
    let staff = office.staff;
    let name = |office: &TestOffice, user: UserId| office.office.member(user).unwrap().name;
    for user in [staff.appraiser, staff.second_appraiser] {
        let name = name(office, user);
        sign_in(office, case, Attendee::Appraiser { user, name });
    }
    let name = name(office, staff.assistant);
    sign_in(office, case, Attendee::Assistant { user: staff.assistant, name });
}

/// Keeps a copy of a credential.
pub fn keep_copy(office: &mut TestOffice, case: CaseId, kind: PictureKind) -> ObjectId {
    let request = picture::Request::Keep {
        case,
        source: Source::Bytes { bytes: Arc::new(drawn_card()), file_name: "证件.png".to_owned() },
        kind,
    };
    match office.does(Action::Picture(request)) {
        Outcome::Kept(kept) => kept.object,
        other => panic!("no picture was kept: {other:?}"),
    }
}

/// An insurer's witness arrives with both credentials, with one, or with none; rules are signed when they can be.
pub fn insurer_arrives(
    office: &mut TestOffice,
    case: CaseId,
    insurer: InsurerId,
    shows: Shows,
) -> EvidenceId {
    desk(office);
    let witness = insurer_witness(office, case, insurer, shows);
    let attendance = sign_in(office, case, Attendee::Insurer(witness));
    let rules =
        check_in::Request::SignRules { case, attendance, rules_told: [true; 3], manner: Manner::Paper };
    office.does(Action::CheckIn(rules));
    attendance
}

/// What an insurer's witness lays on the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    Both,
    WorkCredentialOnly,
    Nothing,
}

/// The witness with copies of what was shown.
pub fn insurer_witness(
    office: &mut TestOffice,
    case: CaseId,
    insurer: InsurerId,
    shows: Shows,
) -> InsurerWitness {
    let mut shown = |name: &str, number: &str| Credential {
        name: name.to_owned(),
        number: number.to_owned(),
        valid_until: None,
        copy: Some(keep_copy(office, case, PictureKind::Credential)),
    };
    let number = Invented::WITNESS.number();
    InsurerWitness {
        identity_document: (shows == Shows::Both).then(|| shown("居民身份证", &number)),
        work_credential: (shows != Shows::Nothing).then(|| shown("工作证", "AZ-0031")),
        person: Invented::WITNESS.person(),
        insurer,
        department: "人伤理赔部".to_owned(),
        work_verified_by: None,
    }
}

/// Writes down that somebody did not come.
pub fn record_absence(office: &mut TestOffice, case: CaseId, who: Absentee) {
    desk(office);
    let note = "等到约定时间以后".to_owned();
    office.does(Action::CheckIn(check_in::Request::RecordAbsence { case, who, note }));
}

/// Everybody needed is here.
pub fn open_on_site(office: &mut TestOffice, case: CaseId) {
    desk(office);
    office.does(Action::CheckIn(check_in::Request::Open { case, reasons: no_reasons() }));
}

/// Licences are shown, everybody present who is not of the staff is asked about recusal, and nobody applies.
pub fn show_licences(office: &mut TestOffice, case: CaseId) {
    let staff = office.staff;
    minute(office).sits(staff.appraiser);
    for who in [staff.appraiser, staff.second_appraiser, staff.assistant] {
        let request = licence_showing::Request::Show { case, who, declares_impartial: true };
        office.does(Action::LicenceShowing(request));
    }
    let view = office.case(case);
    for row in view.present.iter().filter(|row| row.row.body.attendee.person().is_some()) {
        let answer = RecusalAnswer::NoApplication;
        let request = licence_showing::Request::Ask { case, asked: row.row.id, answer };
        office.does(Action::LicenceShowing(request));
    }
    let request = licence_showing::Request::Identify { case, reasons: no_reasons() };
    office.does(Action::LicenceShowing(request));
}

/// A guardian consents to a child's personal data (PI-31).
pub fn guardian_consents(office: &mut TestOffice, case: CaseId) {
    let (front_desk, file) = (office.staff.front_desk, office.case(case).file.clone());
    minute(office).sits(front_desk);
    let (subject, guardian) = (&file.intake.subject, &file.intake.guardians[0]);
    let consent = PrivacyConsent {
        whose: subject.id,
        name: subject.name.clone(),
        given_by: ConsentGiver::Guardian {
            person: Some(guardian.person.id),
            name: guardian.person.name.clone(),
            relation: guardian.relation.clone(),
        },
        points_told: (1..=privacy_consent::N_POINTS).collect(),
        sensitive: Some(true),
        recipients: Vec::new(),
        signature: Some(Manner::Paper),
        told_by: PersonName::default(),
    };
    let (consent, reason) = (Box::new(consent), String::new());
    let request = appraisal_desk::services::privacy_consent::Request::Give { case, consent, reason };
    office.does(Action::PrivacyConsent(request));
}

/// The examination begins.
pub fn begin_examination(office: &mut TestOffice, case: CaseId) {
    let appraiser = office.staff.appraiser;
    minute(office).sits(appraiser);
    let request = process_record::Request::Begin { case, steps: Vec::new(), reasons: no_reasons() };
    office.does(Action::ProcessRecord(request));
}

/// Writes one entry, now.
pub fn enter(office: &mut TestOffice, case: CaseId, content: EntryContent) -> EvidenceId {
    let appraiser = office.staff.appraiser;
    minute(office).sits(appraiser);
    let draft = EntryDraft { step: String::new(), content, happened_at: None, late_reason: String::new() };
    office.makes(Action::ProcessRecord(process_record::Request::AddEntry { case, draft: Box::new(draft) }))
}

/// Writes everything a record must hold (GZ-27), with the first material of the case.
pub fn fill_record(office: &mut TestOffice, case: CaseId) {
    let view = office.case(case);
    let material = view.file.current(&view.file.materials).next().map(|row| (row.id, row.body.name.clone()));
    let mut entries = vec![
        EntryContent::Privacy { text: "独立检查室，拉帘遮挡".to_owned() },
        EntryContent::Method { text: "仰卧位，双膝关节活动度对比测量".to_owned() },
        EntryContent::Finding {
            text: "左膝内侧陈旧手术瘢痕，长 8.5 cm，表面平整".to_owned()
        },
        EntryContent::Measurement(Measurement {
            name: "膝关节屈曲".to_owned(),
            side: None,
            mode: "主动".to_owned(),
            value: "95".to_owned(),
            unit: "度".to_owned(),
        }),
        EntryContent::Instrument(InstrumentUse {
            name: "关节量角器".to_owned(),
            number: "QJ-07".to_owned(),
            valid_until: Some(office.clock_day().plus_days(200)),
            state: "使用前后正常".to_owned(),
        }),
        EntryContent::Standard {
            name: "人体损伤致残程度分级".to_owned(),
            number: "两高三部 2016".to_owned(),
            rank: StandardRank::National,
        },
    ];
    entries.extend(material.map(|(material, name)| EntryContent::MaterialUsed { material, name }));
    for content in entries {
        enter(office, case, content);
    }
}

/// Seals the record.
pub fn seal(office: &mut TestOffice, case: CaseId) {
    let appraiser = office.staff.appraiser;
    minute(office).sits(appraiser);
    let request = process_record::Request::Seal { case, reasons: no_reasons() };
    office.does(Action::ProcessRecord(request));
}

/// Everybody who has to signs the sheets of the visit on paper.
pub fn sign_sheets(office: &mut TestOffice, case: CaseId) {
    desk(office);
    for form in [FormNo::F07, FormNo::F08, FormNo::F09] {
        for signer in unsigned(&office.case(case).file, form) {
            let manner = Manner::Paper;
            office.does(Action::Signature(signature::Request::Sign { case, form, signer, manner }));
        }
    }
}

/// Hands the sealed and signed record on.
pub fn finish(office: &mut TestOffice, case: CaseId) {
    let appraiser = office.staff.appraiser;
    minute(office).sits(appraiser);
    let request = process_record::Request::Finish { case, reasons: no_reasons() };
    office.does(Action::ProcessRecord(request));
}

/// A picture of a card, as a scanner gives it.
pub fn drawn_card() -> Vec<u8> {
    let card = image::RgbImage::from_fn(856, 540, |x, y| {
        let paper = if (x / 40 + y / 40) % 2 == 0 { 232 } else { 214 };
        image::Rgb([paper, paper, 240])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    card.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn desk(office: &mut TestOffice) {
    let front_desk = office.staff.front_desk;
    minute(office).sits(front_desk);
}

fn minute(office: &mut TestOffice) -> &mut TestOffice {
    office.clock.advance_minutes(1);
    office
}
