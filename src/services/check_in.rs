//! 到场签到 (F-07, T9): arrivals, departures, absences, rules signed, consents — facts first, conclusions beside them.
//! Who came is always written down; whether they may witness is concluded, never typed.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::check_in::Absence;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Departure;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::Standing;
use crate::domain::check_in::WitnessRulesSigned;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
pub use crate::domain::rules::check_in::standing_of;
use crate::domain::signature::Manner;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked at the door.
#[derive(Clone, Debug)]
pub enum Request {
    SignIn {
        case: CaseId,
        draft: Box<SignInDraft>,
    },
    /// Something shown or said later: a new version of the arrival, with its reason; the time of arrival stays.
    Supplement {
        case: CaseId,
        attendance: EvidenceId,
        draft: Box<SignInDraft>,
        reason: String,
    },
    SignOut {
        case: CaseId,
        attendance: EvidenceId,
        kind: DepartureKind,
        note: String,
    },
    RecordAbsence {
        case: CaseId,
        who: Absentee,
        note: String,
    },
    SignRules {
        case: CaseId,
        attendance: EvidenceId,
        rules_told: [bool; 3],
        manner: Manner,
    },
    Consent {
        case: CaseId,
        consent: Box<RecordingConsent>,
    },
    /// T9: everybody needed is here.
    Open {
        case: CaseId,
        reasons: Reasons,
    },
}

/// An arrival as the desk enters it; the time is the machine's.
#[derive(Clone, Debug, PartialEq)]
pub struct SignInDraft {
    pub attendee: Attendee,
    pub survey_statement: String,
    pub observation_support: String,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::SignIn { case, draft } => sign_in(office, case, *draft),
        Request::Supplement { case, attendance, draft, reason } => {
            supplement(office, case, attendance, *draft, &reason)
        }
        Request::SignOut { case, attendance, kind, note } => sign_out(office, case, attendance, kind, note),
        Request::RecordAbsence { case, who, note } => record_absence(office, case, who, note),
        Request::SignRules { case, attendance, rules_told, manner } => {
            sign_rules(office, case, &WitnessRulesSigned { attendance, rules_told, manner })
        }
        Request::Consent { case, consent } => consent_recording(office, case, &consent),
        Request::Open { case, reasons } => {
            office.advance(case, Step::OpenOnSite, CaseState::OnSite, &reasons)?;
            Ok(done("到齐了，可以亮证", case, None))
        }
    }
}

/// Writes an arrival down. The credential copies were kept and read back before this row names them.
pub fn sign_in(office: &mut Office, case: CaseId, draft: SignInDraft) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::SignIn)?;
    let file = office.file(case)?;
    may_come_now(file.state)?;
    if draft.attendee.name().is_empty() {
        return Err(ServiceError::Incomplete("先写来人的姓名"));
    }
    let is_here_already = file.arrivals().any(|row| {
        row.body.attendee.role_label() == draft.attendee.role_label()
            && row.body.attendee.name() == draft.attendee.name()
            && file.departure(row.id).is_none()
    });
    if is_here_already {
        return Err(ServiceError::Incomplete("这个人已经签到；补验证件请用「补验」"));
    }
    office.check_copies(&draft.attendee.copies())?;
    let attendance = Attendance {
        attendee: recognised(office, &file, draft.attendee)?,
        arrived_at: office.now(),
        checked_by: actor.name,
        survey_statement: draft.survey_statement,
        observation_support: draft.observation_support,
    };
    let made = office.write(Operation::SignIn, case, |tx, head| tx.insert_evidence(head, &attendance))?;
    Ok(done(&said(office, case, made, &attendance)?, case, Some(made)))
}

/// Gives somebody whom no list knew an identity: that of an earlier arrival of the same name and part, else a new one.
fn recognised(office: &Office, file: &CaseFile, mut attendee: Attendee) -> Result<Attendee, ServiceError> {
    let nobody = PersonId::from_uuid(uuid::Uuid::nil());
    let is_unknown = attendee.person().is_some_and(|person| person.id == nobody);
    if !is_unknown {
        return Ok(attendee);
    }
    let is_same = |row: &&Recorded<Attendance>| {
        let other = &row.body.attendee;
        other.role_label() == attendee.role_label() && other.name() == attendee.name()
    };
    let earlier = file.attendances.iter().rfind(is_same).and_then(|row| row.body.attendee.person());
    let id = match earlier {
        Some(person) => person.id,
        None => office.fresh_id()?,
    };
    if let Some(person) = attendee.person_mut() {
        person.id = id;
    }
    Ok(attendee)
}

/// Adds what was shown later; the former version stays readable (requirements §8.1).
pub fn supplement(
    office: &mut Office,
    case: CaseId,
    former: EvidenceId,
    draft: SignInDraft,
    reason: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::SignIn)?;
    let file = office.file(case)?;
    let Some(row) = file.current(&file.attendances).find(|row| row.id == former) else {
        return Err(ServiceError::Missing("这条签到不在本案，或者已经更正过"));
    };
    if reason.trim().is_empty() {
        return Err(ServiceError::Incomplete("补验、更正要写明原因"));
    }
    office.check_copies(&draft.attendee.copies())?;
    let attendance = Attendance {
        attendee: recognised(office, &file, draft.attendee)?,
        arrived_at: row.body.arrived_at,
        checked_by: actor.name,
        survey_statement: draft.survey_statement,
        observation_support: draft.observation_support,
    };
    let made = office.write(Operation::SignIn, case, |tx, head| {
        tx.insert_evidence(&head.clone().correcting(former, reason), &attendance)
    })?;
    Ok(done(&said(office, case, made, &attendance)?, case, Some(made)))
}

fn sign_out(
    office: &mut Office,
    case: CaseId,
    attendance: EvidenceId,
    kind: DepartureKind,
    note: String,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::SignOut)?;
    let file = office.file(case)?;
    if !file.current(&file.attendances).any(|row| row.id == attendance) {
        return Err(ServiceError::Missing("这条签到不在本案，或者已经更正过"));
    }
    if kind == DepartureKind::AskedToLeave && note.trim().is_empty() {
        return Err(ServiceError::Incomplete("请人离场要写明原因"));
    }
    let departure = Departure { attendance, left_at: office.now(), kind, note };
    let made = office.write(Operation::SignOut, case, |tx, head| tx.insert_evidence(head, &departure))?;
    Ok(done(kind.label(), case, Some(made)))
}

fn record_absence(
    office: &mut Office,
    case: CaseId,
    who: Absentee,
    note: String,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RecordAbsence)?;
    let mut file = office.file(case)?;
    let Some(appointment) = file.appointment() else {
        return Err(ServiceError::Incomplete("还没有排期，谈不上缺席"));
    };
    let now = office.now();
    if now < appointment.starts_at {
        return Err(ServiceError::Incomplete("约定的时间还没到，不能记缺席"));
    }
    let (how_notified, said) = match &who {
        Absentee::Insurer { insurer, name } => (
            notices_in_words(&file, &crate::domain::witness_notice::Addressee::Insurer { insurer: *insurer }),
            format!("{name}未到场，照常鉴定"),
        ),
        Absentee::Statutory { person, .. } => (
            person.map_or_else(String::new, |person| {
                notices_in_words(&file, &crate::domain::witness_notice::Addressee::Statutory { person })
            }),
            "法定见证人未到场，不得开展，等待的时间不计入时限".to_owned(),
        ),
        Absentee::Subject { .. } => (String::new(), "被鉴定人未到场，请改期".to_owned()),
    };
    let absence = Absence { who, waited_until: now, how_notified, note };
    file.absences.push(office.as_if(&absence)?);
    let made = office.write(Operation::RecordAbsence, case, |tx, head| {
        // A statutory witness's absence stops the clock: the row lists show says so at once.
        tx.put_case(&file)?;
        tx.insert_evidence(head, &absence)
    })?;
    Ok(done(&said, case, Some(made)))
}

fn sign_rules(
    office: &mut Office,
    case: CaseId,
    signed: &WitnessRulesSigned,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::SignWitnessRules)?;
    let file = office.file(case)?;
    let is_insurer = file
        .current(&file.attendances)
        .any(|row| row.id == signed.attendance && matches!(row.body.attendee, Attendee::Insurer(_)));
    if !is_insurer {
        return Err(ServiceError::Missing("见证须知只由保险机构到场人员签"));
    }
    if let Some(lack) = signed.manner.lacks_of_party() {
        return Err(ServiceError::Incomplete(lack));
    }
    if signed.manner.is_signed() && !signed.rules_told.iter().all(|told| *told) {
        return Err(ServiceError::Incomplete("见证须知要逐条念到，再签名"));
    }
    let made =
        office.write(Operation::SignWitnessRules, case, |tx, head| tx.insert_evidence(head, signed))?;
    let said = if signed.manner.is_signed() {
        "见证须知已签"
    } else {
        "拒签已记录，不得见证，鉴定照常"
    };
    Ok(done(said, case, Some(made)))
}

fn consent_recording(
    office: &mut Office,
    case: CaseId,
    consent: &RecordingConsent,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::ConsentRecording)?;
    let file = office.file(case)?;
    let former = file
        .current(&file.consents)
        .filter(|row| row.body.who_records == consent.who_records)
        .last()
        .map(|r| r.id);
    let made = office.write(Operation::ConsentRecording, case, |tx, head| {
        tx.insert_evidence(
            &crate::services::risk_notice::correcting(head, former, "", "重新征求同意"),
            consent,
        )
    })?;
    Ok(done("影像许可已记录", case, Some(made)))
}

/// Every attempt to reach somebody, in one line for the sheet.
pub fn notices_in_words(file: &CaseFile, to: &crate::domain::witness_notice::Addressee) -> String {
    let rows: Vec<String> = file
        .notices_to(to)
        .map(|row| {
            format!(
                "{}{}（{}）",
                row.body.started_at.worded(),
                row.body.way.label(),
                row.body.outcome.label()
            )
        })
        .collect();
    if rows.is_empty() { "未通知".to_owned() } else { rows.join("；") }
}

fn may_come_now(state: CaseState) -> Result<(), ServiceError> {
    match state {
        CaseState::Scheduled | CaseState::OnSite | CaseState::Identified | CaseState::Examining => Ok(()),
        is => Err(ServiceError::WrongState { is, wanted: "排期以后、定稿以前" }),
    }
}

fn said(
    office: &Office,
    case: CaseId,
    made: EvidenceId,
    attendance: &Attendance,
) -> Result<String, ServiceError> {
    let at: Moment = attendance.arrived_at;
    let name = attendance.attendee.name().as_str();
    let Attendee::Insurer(witness) = &attendance.attendee else {
        return Ok(format!("{name} {} 到场", at.hour_minute_text()));
    };
    let loaded = office.load(case)?;
    Ok(match standing_of(&office.facts(&loaded), made, witness) {
        Standing::MayWitness => format!("{name} 可以见证"),
        Standing::MayNotWitness(reason) => format!("{name} 已记到场，不得见证：{}", reason.label()),
    })
}

fn done(said: &str, case: CaseId, made: Option<EvidenceId>) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made }
}
