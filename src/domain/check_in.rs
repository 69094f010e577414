//! 到场签到及见证 (F-07; SC-2.2g–j, SC-4.4b–g, GZ-25d/e, TL-22): who came, with what, and what follows.
//! A statutory witness and an insurer's witness are two types; no function here takes "a witness".

use crate::domain::case::CaseFile;
use crate::domain::deadline::ClockDeduction;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::{EvidenceId, InsurerId, ObjectId, PersonId, UserId};
use crate::domain::law::Pack;
use crate::domain::moment::{Day, Moment};
use crate::domain::person::Person;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::schedule::{StatutoryNeed, statutory_need};
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use serde::{Deserialize, Serialize};

/// One person's arrival; a correction or a credential shown later is a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    pub attendee: Attendee,
    pub arrived_at: Moment,
    pub checked_by: PersonName,
    /// What the witness says about the surveyed scene; not a material (SC-4.4e).
    #[serde(default)]
    pub survey_statement: String,
    /// 旁观旁听便利 that was offered (SC-2.2i).
    #[serde(default)]
    pub observation_support: String,
}

/// Who came, by what they are to the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Attendee {
    Subject(Present),
    Client(Present),
    Agent(Present),
    Companion(Present),
    Statutory(StatutoryWitness),
    Insurer(InsurerWitness),
    Appraiser { user: UserId, name: PersonName },
    Assistant { user: UserId, name: PersonName },
}

/// A person who is there without witnessing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Present {
    pub person: Person,
    #[serde(default)]
    pub relation: String,
    #[serde(default)]
    pub id_copy: Option<Credential>,
}

/// 法定见证人 (GZ-25): guardian, close relative, or client. Absence stops the examination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatutoryWitness {
    pub person: Person,
    pub relation: String,
    /// What proves guardianship or kinship.
    #[serde(default)]
    pub relation_proof: String,
    #[serde(default)]
    pub id_copy: Option<Credential>,
}

/// 涉保见证人 of an insurer (SC-4.4b). Absence never stops the examination (SC-2.2j).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InsurerWitness {
    pub person: Person,
    pub insurer: InsurerId,
    #[serde(default)]
    pub department: String,
    #[serde(default)]
    pub identity_document: Option<Credential>,
    #[serde(default)]
    pub work_credential: Option<Credential>,
    /// A director's phone check that stands in for the work credential where the institution allows it.
    #[serde(default)]
    pub work_verified_by: Option<PersonName>,
}

/// A credential that was shown, with the copy that stays (SC-4.4b).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credential {
    /// 居民身份证、工作证、派员函 ….
    pub name: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub valid_until: Option<Day>,
    /// The encrypted, watermarked copy.
    #[serde(default)]
    pub copy: Option<ObjectId>,
}

/// 离场 of somebody who had arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    pub attendance: EvidenceId,
    pub left_at: Moment,
    pub kind: DepartureKind,
    #[serde(default)]
    pub note: String,
}

/// Why somebody left the room or the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepartureKind {
    Finished,
    LeftEarly,
    AskedToLeave,
    /// 请回避 while a private part is examined (SH-2.1h); the person may come back.
    SteppedOut,
}

impl DepartureKind {
    pub const ALL: [Self; 4] = [Self::Finished, Self::LeftEarly, Self::SteppedOut, Self::AskedToLeave];

    pub fn label(self) -> &'static str {
        match self {
            Self::Finished => "结束离场",
            Self::LeftEarly => "提前离场",
            Self::AskedToLeave => "被请离场",
            Self::SteppedOut => "隐私回避",
        }
    }
}

/// 未到场 as a recorded fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub who: Absentee,
    pub waited_until: Moment,
    pub how_notified: String,
    #[serde(default)]
    pub note: String,
}

/// Whose absence; the two kinds never share a consequence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Absentee {
    Insurer { insurer: InsurerId, name: String },
    Statutory { person: Option<PersonId>, name: PersonName },
    Subject { name: PersonName },
}

/// 见证须知 signed by one insurer's witness (SC-4.4d, SH-2.1g/h).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WitnessRulesSigned {
    pub attendance: EvidenceId,
    /// Each of [`WITNESS_RULES`] was read and ticked.
    pub rules_told: [bool; 3],
    pub manner: Manner,
}

/// What an insurer's witness undertakes.
pub const WITNESS_RULES: [&str; 3] =
    ["不干扰、不干预鉴定", "未经同意不拍照、录像、录音", "尊重隐私，请回避时立即回避"];

/// 影像许可: both consents are needed before an insurer may film (SC-4.4g).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingConsent {
    pub who_records: Recorder,
    pub party_agrees: Option<bool>,
    pub institution_agrees: Option<bool>,
    #[serde(default)]
    pub scope: String,
    #[serde(default)]
    pub details: RecordingDetails,
}

/// What F-10 says beside yes and no (workflow §3.8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordingDetails {
    /// 设备.
    pub device: String,
    /// 时段.
    pub period: String,
    /// 用途.
    pub purpose: String,
    /// 保存期限, where it is not that of the volume.
    pub retention: String,
    /// 可否提供给第三方: `None` = not asked.
    pub may_pass_on: Option<bool>,
    /// To whom, where it may.
    pub pass_on_to: String,
    /// Who answered for the party; none where the sheet does not say, and then it was the party (PI-31).
    pub given_by: Option<ConsentGiver>,
}

/// Who would record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Recorder {
    #[default]
    Appraiser,
    Insurer {
        insurer: InsurerId,
    },
    Party,
}

impl CaseFile {
    /// Whether somebody might record at a moment: what was said last by then, and the defaults where nothing was.
    pub fn might_record(&self, who: &Recorder, at: Moment) -> bool {
        let mut said = self.consents.iter().filter(|row| row.body.who_records == *who && row.at <= at);
        match said.next_back() {
            Some(row) => recording_allowed(&row.body),
            // Pictures are one way of the record (GZ-27); everybody else asks first.
            None => *who == Recorder::Appraiser,
        }
    }
}

/// Whether recording is allowed (workflow §3.8).
pub fn recording_allowed(consent: &RecordingConsent) -> bool {
    match consent.who_records {
        Recorder::Appraiser => consent.party_agrees != Some(false),
        Recorder::Insurer { .. } => {
            consent.party_agrees == Some(true) && consent.institution_agrees == Some(true)
        }
        Recorder::Party => consent.institution_agrees == Some(true),
    }
}

/// Whether an insurer's person may witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "standing", content = "reason")]
pub enum Standing {
    MayWitness,
    MayNotWitness(Reason),
}

/// Why not; the first that applies, most fundamental first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 上海: the party did not accept an insurer's witness (SH-1.2l).
    PartyDeclined,
    /// SC-4.4c.
    NoIdentityDocument,
    /// SC-4.4c read strictly.
    NoWorkCredential,
    /// SC-4.4b: shown, but no copy was kept.
    CopyNotKept,
    /// The work credential ended before today.
    WorkCredentialExpired,
    /// SC-4.4d.
    RulesNotSigned,
}

impl Reason {
    /// The words after 不得见证.
    pub fn label(self) -> &'static str {
        match self {
            Self::PartyDeclined => "当事人不认可保险机构到场",
            Self::NoIdentityDocument => "未出示身份证件",
            Self::NoWorkCredential => "未出示工作证明",
            Self::CopyNotKept => "证件复印件未留存",
            Self::WorkCredentialExpired => "工作证明已过有效期",
            Self::RulesNotSigned => "见证须知未签",
        }
    }

    /// The rule that says so.
    pub fn rule(self) -> &'static str {
        match self {
            Self::PartyDeclined => "SH-1.2l",
            Self::NoIdentityDocument | Self::NoWorkCredential => "SC-4.4c",
            Self::CopyNotKept | Self::WorkCredentialExpired => "SC-4.4b",
            Self::RulesNotSigned => "SC-4.4d",
        }
    }
}

/// What the standing of a witness depends on besides the witness.
#[derive(Clone, Copy, Debug)]
pub struct StandingFacts {
    pub pack: Pack,
    /// Shanghai unilateral: the party's answer; elsewhere `None`.
    pub party_accepts: Option<bool>,
    pub rules_signed: bool,
    pub work_by_phone_allowed: bool,
    pub today: Day,
}

/// Concludes whether an insurer's witness may witness (SC-4.4b–d, SH-1.2l). Never concludes that anything stops.
pub fn standing(witness: &InsurerWitness, facts: StandingFacts) -> Standing {
    match standing_reason(witness, facts) {
        None => Standing::MayWitness,
        Some(reason) => Standing::MayNotWitness(reason),
    }
}

fn standing_reason(witness: &InsurerWitness, facts: StandingFacts) -> Option<Reason> {
    if facts.pack == Pack::Shanghai && facts.party_accepts == Some(false) {
        return Some(Reason::PartyDeclined);
    }
    let Some(identity) = &witness.identity_document else {
        return Some(Reason::NoIdentityDocument);
    };
    let by_phone = facts.work_by_phone_allowed && witness.work_verified_by.is_some();
    match &witness.work_credential {
        None if !by_phone => return Some(Reason::NoWorkCredential),
        Some(work) if work.valid_until.is_some_and(|until| until < facts.today) && !by_phone => {
            return Some(Reason::WorkCredentialExpired);
        }
        Some(work) if work.copy.is_none() => return Some(Reason::CopyNotKept),
        _ => {}
    }
    if identity.copy.is_none() {
        return Some(Reason::CopyNotKept);
    }
    (!facts.rules_signed).then_some(Reason::RulesNotSigned)
}

/// The roll at a moment: who is needed, who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    pub appointed_at: Moment,
    pub grace_minutes: u32,
    pub subject_present: bool,
    pub statutory_need: Option<StatutoryNeed>,
    pub statutory_present: bool,
    /// Insurers that were notified and have nobody here.
    pub insurers_missing: Vec<String>,
    /// Missing insurers whose absence was already written down.
    pub insurers_recorded_absent: Vec<String>,
    pub n_appraisers_present: usize,
}

/// The examination may begin; these absences go into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    pub absent_insurers: Vec<String>,
}

/// Why the examination may not begin (yet).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// GZ-25e.
    StatutoryWitnessAbsent(StatutoryNeed),
    SubjectAbsent,
    /// GZ-19.
    TooFewAppraisers {
        present: usize,
    },
    /// The grace period for an announced insurer runs until this moment; after it the examination goes on (SC-2.2j).
    GraceRunning {
        until: Moment,
        insurers: Vec<String>,
    },
}

/// Concludes whether an examination may begin: GZ-25e halts, SC-2.2j goes on after the grace period.
pub fn may_begin(roll: &Roll, at: Moment) -> Result<Begin, Halt> {
    if let Some(need) = roll.statutory_need
        && !roll.statutory_present
    {
        return Err(Halt::StatutoryWitnessAbsent(need));
    }
    if !roll.subject_present {
        return Err(Halt::SubjectAbsent);
    }
    if roll.n_appraisers_present < 2 {
        return Err(Halt::TooFewAppraisers { present: roll.n_appraisers_present });
    }
    let waited_for: Vec<String> = roll
        .insurers_missing
        .iter()
        .filter(|name| !roll.insurers_recorded_absent.contains(name))
        .cloned()
        .collect();
    let until = roll.appointed_at.plus_minutes(i64::from(roll.grace_minutes));
    if !waited_for.is_empty() && at < until {
        return Err(Halt::GraceRunning { until, insurers: waited_for });
    }
    Ok(Begin { absent_insurers: roll.insurers_missing.clone() })
}

/// The working days that a halt takes out of the clock; only a statutory absence does (GZ-25e).
pub fn deduction(halt: &Halt, appointed_on: Day, begun_on: Day) -> Option<ClockDeduction> {
    match halt {
        Halt::StatutoryWitnessAbsent(_) => Some(ClockDeduction {
            from: appointed_on,
            to: begun_on,
            reason: "法定见证人未到场".to_owned(),
            rule: "GZ-25e",
        }),
        Halt::SubjectAbsent | Halt::TooFewAppraisers { .. } | Halt::GraceRunning { .. } => None,
    }
}

impl Attendee {
    /// The name on the row.
    pub fn name(&self) -> &PersonName {
        match self {
            Self::Subject(p) | Self::Client(p) | Self::Agent(p) | Self::Companion(p) => &p.person.name,
            Self::Statutory(w) => &w.person.name,
            Self::Insurer(w) => &w.person.name,
            Self::Appraiser { name, .. } | Self::Assistant { name, .. } => name,
        }
    }

    /// The person's id; staff have none.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Subject(p) | Self::Client(p) | Self::Agent(p) | Self::Companion(p) => Some(&p.person),
            Self::Statutory(w) => Some(&w.person),
            Self::Insurer(w) => Some(&w.person),
            Self::Appraiser { .. } | Self::Assistant { .. } => None,
        }
    }

    /// The person, to be given the identity under which the case knows them; staff have none.
    pub fn person_mut(&mut self) -> Option<&mut Person> {
        match self {
            Self::Subject(p) | Self::Client(p) | Self::Agent(p) | Self::Companion(p) => Some(&mut p.person),
            Self::Statutory(w) => Some(&mut w.person),
            Self::Insurer(w) => Some(&mut w.person),
            Self::Appraiser { .. } | Self::Assistant { .. } => None,
        }
    }

    /// 身份 as printed in the first column of F-07.
    pub fn role_label(&self) -> &'static str {
        match self {
            Self::Subject(_) => "被鉴定人",
            Self::Client(_) => "委托人",
            Self::Agent(_) => "代理人",
            Self::Companion(_) => "陪同人员",
            Self::Statutory(_) => "法定见证人",
            Self::Insurer(_) => "保险机构人员",
            Self::Appraiser { .. } => "鉴定人",
            Self::Assistant { .. } => "鉴定人助理",
        }
    }

    /// Every copy of a credential this row keeps.
    pub fn copies(&self) -> Vec<ObjectId> {
        let credentials = match self {
            Self::Subject(p) | Self::Client(p) | Self::Agent(p) | Self::Companion(p) => vec![&p.id_copy],
            Self::Statutory(w) => vec![&w.id_copy],
            Self::Insurer(w) => vec![&w.identity_document, &w.work_credential],
            Self::Appraiser { .. } | Self::Assistant { .. } => Vec::new(),
        };
        credentials.into_iter().flatten().filter_map(|c| c.copy).collect()
    }
}

/// 证件影像编号: the how-manieth copy of the case, from 1, in the order in which they were kept.
///
/// Rows are only added, so a number that was printed keeps its copy. `None` for a copy no row of the case names.
pub fn copy_number(file: &CaseFile, copy: ObjectId) -> Option<usize> {
    let mut kept: Vec<ObjectId> = Vec::new();
    for of_row in file.attendances.iter().flat_map(|row| row.body.attendee.copies()) {
        if !kept.contains(&of_row) {
            kept.push(of_row);
        }
    }
    kept.iter().position(|one| *one == copy).map(|before| before + 1)
}

/// Attendances in force: superseded versions left out, for the latest appointment.
pub fn present(file: &CaseFile) -> Vec<&Recorded<Attendance>> {
    file.arrivals().collect()
}

/// Draws the roll of the case at a moment.
pub fn roll(file: &CaseFile, grace_minutes: u32) -> Option<Roll> {
    let appointment = file.appointment()?;
    let here: Vec<&Recorded<Attendance>> =
        present(file).into_iter().filter(|row| !file.has_left(row.id)).collect();
    let insurer_here = |id: InsurerId| {
        here.iter().any(|row| matches!(&row.body.attendee, Attendee::Insurer(w) if w.insurer == id))
    };
    let missing: Vec<(InsurerId, String)> = file
        .intake
        .insurers
        .iter()
        .filter(|insurer| file.was_notified(insurer.insurer) && !insurer_here(insurer.insurer))
        .map(|insurer| (insurer.insurer, insurer.called().to_owned()))
        .collect();
    let recorded = file.absences_now().filter_map(|row| match &row.body.who {
        Absentee::Insurer { insurer, .. } => Some(*insurer),
        Absentee::Statutory { .. } | Absentee::Subject { .. } => None,
    });
    let recorded: Vec<InsurerId> = recorded.collect();
    Some(Roll {
        appointed_at: appointment.starts_at,
        grace_minutes,
        subject_present: here.iter().any(|row| matches!(row.body.attendee, Attendee::Subject(_))),
        statutory_need: statutory_need(file, appointment.starts_at.day()),
        statutory_present: here.iter().any(|row| matches!(row.body.attendee, Attendee::Statutory(_))),
        insurers_recorded_absent: missing
            .iter()
            .filter(|(id, _)| recorded.contains(id))
            .map(|(_, name)| name.clone())
            .collect(),
        insurers_missing: missing.into_iter().map(|(_, name)| name).collect(),
        n_appraisers_present: here
            .iter()
            .filter(|row| matches!(row.body.attendee, Attendee::Appraiser { .. }))
            .count(),
    })
}

impl Evidence for Attendance {
    const TABLE: EvidenceTable = EvidenceTable::Attendance;
}

impl Evidence for Departure {
    const TABLE: EvidenceTable = EvidenceTable::Departure;
}

impl Evidence for Absence {
    const TABLE: EvidenceTable = EvidenceTable::Absence;
}

impl Evidence for WitnessRulesSigned {
    const TABLE: EvidenceTable = EvidenceTable::WitnessRules;
}

impl Evidence for RecordingConsent {
    const TABLE: EvidenceTable = EvidenceTable::RecordingConsent;
}
