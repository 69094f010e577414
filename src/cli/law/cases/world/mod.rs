//! An invented case in which everything is in order, up to the signed record; cases take something away from it.
//!
//! Region 000000, people who do not exist. What depends on other facts (who must sign, who must be asked) is
//! filled in last, by `World::finish`, so that a case may change who came.

mod in_order;
pub mod opinion;

use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::OtherCase;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Credential;
use crate::domain::check_in::Present;
use crate::domain::check_in::Recorder;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::ids::ObjectId;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::law::Jurisdiction;
use crate::domain::licence_showing::LicenceShown;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::licence_showing::RecusalInquiry;
use crate::domain::material::AuthorityWord;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::person::IdentityCheck;
use crate::domain::person::Person;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::Media;
use crate::domain::process_record::MediaKind;
use crate::domain::process_record::ProcessEntry;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::domain::signature::expected_signers;
use crate::domain::staff::StaffMember;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::domain::witness_notice::NoticeOutcome;
use crate::domain::witness_notice::NoticeWay;
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
    /// Names that have not signed F-08.
    pub unsigned_showing: Vec<String>,
    /// Names noted as refusing to sign F-08.
    pub refusing: Vec<String>,
    /// Names that nobody asked about recusal.
    pub unasked: Vec<String>,
    /// Names that showed no licence.
    pub unshown: Vec<String>,
    /// Names that made no declaration of impartiality.
    pub undeclared: Vec<String>,
    /// What differs after the record.
    pub later: opinion::Later,
}

/// The nth row, person or thing of the case in order.
pub fn id<T: FromStr>(n: u64) -> T {
    let parsed = format!("00000000-0000-7000-8000-{n:012}").parse().ok();
    parsed.expect("an id of twelve digits")
}

/// A day that is written in this program; what a lawyer writes is read by `facts::day_said`.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day of the case in order")
}

/// A time of the day of the examination, 「14:05」.
pub fn at(clock: &str) -> Moment {
    moment("2026-11-24", clock)
}

/// A moment that is written in this program; what a lawyer writes is read by `facts::moment_said`.
pub fn moment(on: &str, clock: &str) -> Moment {
    moment_read(on, clock).expect("a moment of the case in order")
}

/// A moment somebody wrote, if there is such a day and time.
pub fn moment_read(on: &str, clock: &str) -> Option<Moment> {
    format!("{on}T{clock}:00+08:00").parse().ok()
}

/// The number of a row behind as many others.
fn after(first: u64, n: usize) -> u64 {
    u64::try_from(n).map_or(first, |n| first + n)
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
        let mut file = CaseFile::opened(id::<CaseId>(1), in_order::intake(is_joint), at("09:00"), id(DESK));
        file.created_at = moment("2026-11-16", "09:00");
        in_order::commission(&mut file, jurisdiction, is_joint);
        in_order::on_site(&mut file, jurisdiction);
        in_order::record(&mut file);
        opinion::written(&mut file);
        Self {
            file,
            institution: in_order::institution(jurisdiction),
            staff: in_order::staff(),
            others: Vec::new(),
            now: at("15:00"),
            unsigned: Vec::new(),
            unsigned_showing: Vec::new(),
            refusing: Vec::new(),
            unasked: Vec::new(),
            unshown: Vec::new(),
            undeclared: Vec::new(),
            later: opinion::Later::default(),
        }
    }

    /// A case in order wherever it is put: the party accepted the insurer, everybody agreed to pictures.
    pub fn in_order_everywhere(is_joint: bool) -> Self {
        let mut world = Self::in_order(Jurisdiction::Shanghai, is_joint);
        world.file.consents = Self::in_order(Jurisdiction::Sichuan, is_joint).file.consents;
        world
    }

    /// Fills in what follows from who came and who was assigned.
    pub fn finish(&mut self) {
        self.sign_agreement();
        self.show_licences();
        self.ask_about_recusal();
        for form in [FormNo::F07, FormNo::F08, FormNo::F09] {
            for signer in expected_signers(&self.file, form) {
                let is_left_out = |names: &[String]| names.iter().any(|name| name == signer.name.as_str());
                let refuses = form == FormNo::F08 && is_left_out(&self.refusing);
                let unsigned = if form == FormNo::F08 { &self.unsigned_showing } else { &self.unsigned };
                if !is_left_out(unsigned) {
                    let n = after(900, self.file.signatures.len());
                    let manner = match refuses {
                        true => Manner::Refused {
                            reason: "不愿签".to_owned(),
                            staff: ["何台".into(), ASSISTANT.into()],
                        },
                        false => Manner::Paper,
                    };
                    let signature = signature(form, signer, manner);
                    self.file.signatures.push(row(n, at("14:55"), signature));
                }
            }
        }
        self.finish_opinion();
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
            let n = after(300, self.file.licences.len());
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
                let n = after(400, n);
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
        authority_word: AuthorityWord::Unsaid,
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
        recorder: Recorder::Appraiser,
        is_private_part,
    }
}
