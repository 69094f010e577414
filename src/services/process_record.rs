//! 过程记录 (F-09, T11, T14): timed entries, media, seal. The time of an entry is the machine's.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::may_begin;
use crate::domain::check_in::roll;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Usability;
use crate::domain::moment::Moment;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::Media;
use crate::domain::process_record::MediaKind;
use crate::domain::process_record::ProcessEntry;
use crate::domain::process_record::ProcessSeal;
use crate::domain::process_record::ProcessSession;
use crate::domain::process_record::minutes_late;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::picture::Kept;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked of the record.
#[derive(Clone, Debug)]
pub enum Request {
    /// T11: the examination begins.
    Begin {
        case: CaseId,
        steps: Vec<String>,
        reasons: Reasons,
    },
    AddEntry {
        case: CaseId,
        draft: Box<EntryDraft>,
    },
    /// A new version of an entry; the old one stays, struck through.
    CorrectEntry {
        case: CaseId,
        entry: EvidenceId,
        draft: Box<EntryDraft>,
        reason: String,
    },
    Attach {
        case: CaseId,
        draft: Box<MediaDraft>,
    },
    /// 定稿.
    Seal {
        case: CaseId,
        reasons: Reasons,
    },
    /// T14: sealed and signed by everybody who has to.
    Finish {
        case: CaseId,
        reasons: Reasons,
    },
}

/// An entry as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryDraft {
    pub step: String,
    pub content: EntryContent,
    /// Set when it happened earlier than now.
    pub happened_at: Option<Moment>,
    pub late_reason: String,
}

/// A picture that was kept before, now made part of the record.
#[derive(Clone, Debug)]
pub struct MediaDraft {
    pub kept: Kept,
    pub caption: String,
    pub kind: MediaKind,
    pub recorder: Recorder,
    pub is_private_part: bool,
}

/// The steps offered where the institution defines none.
pub const DEFAULT_STEPS: [&str; 6] =
    ["身份与部位核对", "体表检查", "关节活动度", "肌力与感觉", "影像复阅", "小结与核对"];

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Begin { case, steps, reasons } => begin(office, case, steps, &reasons),
        Request::AddEntry { case, draft } => add_entry(office, case, *draft, None),
        Request::CorrectEntry { case, entry, draft, reason } => {
            add_entry(office, case, *draft, Some((entry, &reason)))
        }
        Request::Attach { case, draft } => attach(office, case, *draft),
        Request::Seal { case, reasons } => seal(office, case, &reasons),
        Request::Finish { case, reasons } => {
            office.advance(case, Step::FinishRecord, CaseState::Drafting, &reasons)?;
            Ok(done("过程记录已签齐，可以拟稿", case, None))
        }
    }
}

/// Begins a session. Absent insurers go into the record; nothing waits for them beyond the grace period (SC-2.2j).
pub fn begin(
    office: &mut Office,
    case: CaseId,
    steps: Vec<String>,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::StartRecord)?;
    let exceptions = office.guard(case, Step::BeginExamination, reasons)?;
    let mut file = office.file(case)?;
    if file.state != CaseState::Identified {
        return Err(ServiceError::WrongState { is: file.state, wanted: "亮证以后" });
    }
    let now = office.now();
    let grace = office.institution()?.policy.grace_minutes;
    let absent_insurers = roll(&file, grace)
        .and_then(|roll| may_begin(&roll, now).ok())
        .map(|begin| begin.absent_insurers)
        .unwrap_or_default();
    let n = u32::try_from(file.sessions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let place = file.appointment().map_or_else(String::new, |a| format!("{} {}", a.premises, a.room));
    let steps = if steps.is_empty() { DEFAULT_STEPS.map(str::to_owned).to_vec() } else { steps };
    let session = ProcessSession { n, place, lead: actor.name, absent_insurers, steps };
    file.sessions.push(office.as_if(&session)?);
    file.state = CaseState::Examining;
    let made = office.write(Operation::StartRecord, case, |tx, head| {
        let made = tx.insert_evidence(head, &session)?;
        tx.insert_exceptions(head, &exceptions)?;
        tx.put_case(&file)?;
        Ok(made)
    })?;
    Ok(done(&format!("第 {n} 次检查开始"), case, Some(made)))
}

/// Adds an entry, or corrects one. Written late, it needs a reason and is marked 补记 (SC-3.2b).
pub fn add_entry(
    office: &mut Office,
    case: CaseId,
    draft: EntryDraft,
    corrects: Option<(EvidenceId, &str)>,
) -> Result<Outcome, ServiceError> {
    let operation = if corrects.is_some() { Operation::CorrectEntry } else { Operation::AddEntry };
    let actor = office.may(operation)?;
    let file = office.file(case)?;
    let session = open_session(&file, corrects.is_some())?;
    if draft.content.is_empty() {
        return Err(ServiceError::Incomplete("这一条还没有写内容"));
    }
    if let Some((entry, reason)) = &corrects {
        if reason.trim().is_empty() {
            return Err(ServiceError::Incomplete("更正要写明原因"));
        }
        if !file.current(&file.entries).any(|row| row.id == *entry) {
            return Err(ServiceError::Missing("这一条不在本案，或者已经更正过"));
        }
    }
    let now = office.now();
    if draft.happened_at.is_some_and(|then| then > now) {
        return Err(ServiceError::Incomplete("发生的时间不能晚于现在"));
    }
    let threshold = office.institution()?.policy.late_entry_minutes;
    if minutes_late(now, draft.happened_at, threshold).is_some() && draft.late_reason.trim().is_empty() {
        return Err(ServiceError::Incomplete("补记要写明原因，时间照实记"));
    }
    if let EntryContent::MaterialUsed { material, .. } = &draft.content {
        material_is_usable(&file, *material)?;
    }
    let entry = ProcessEntry {
        session,
        step: draft.step,
        content: draft.content,
        happened_at: draft.happened_at,
        late_reason: draft.late_reason,
        typed_by: actor.name,
    };
    let made = office.write(operation, case, |tx, head| match &corrects {
        None => tx.insert_evidence(head, &entry),
        Some((former, reason)) => tx.insert_evidence(&head.clone().correcting(*former, *reason), &entry),
    })?;
    Ok(done("", case, Some(made)))
}

/// SC-2.1c: an item that is disputed or not confirmed by both sides cannot be used.
fn material_is_usable(file: &CaseFile, material: EvidenceId) -> Result<(), ServiceError> {
    if !file.current(&file.materials).any(|row| row.id == material) {
        return Err(ServiceError::Missing("这件材料不在本案"));
    }
    match file.usability(material) {
        Usability::Usable => Ok(()),
        Usability::Unconfirmed(sides) => {
            let sides: Vec<&str> = sides.into_iter().map(crate::domain::material::Side::label).collect();
            Err(ServiceError::MaterialLocked(format!("{}还没有确认", sides.join("、"))))
        }
        Usability::Disputed { side, .. } => {
            Err(ServiceError::MaterialLocked(format!("{}有异议", side.label())))
        }
    }
}

/// Makes a kept picture part of the record.
pub fn attach(office: &mut Office, case: CaseId, draft: MediaDraft) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::AttachMedia)?;
    let file = office.file(case)?;
    let session = open_session(&file, false)?;
    office.check_copies(&[draft.kept.object])?;
    let media = Media {
        session,
        object: draft.kept.object,
        caption: draft.caption,
        kind: draft.kind,
        file_name: draft.kept.file_name,
        sha256: draft.kept.sha256,
        n_bytes: draft.kept.n_bytes,
        taken_by: actor.name,
        recorder: draft.recorder,
        is_private_part: draft.is_private_part,
    };
    let made = office.write(Operation::AttachMedia, case, |tx, head| tx.insert_evidence(head, &media))?;
    Ok(done("影像已存好，读回核对过", case, Some(made)))
}

/// Seals the record of the latest session: from here on only corrections (SC-3.2d).
pub fn seal(office: &mut Office, case: CaseId, reasons: &Reasons) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::SealRecord)?;
    let exceptions = office.guard(case, Step::SealRecord, reasons)?;
    let file = office.file(case)?;
    let session = open_session(&file, false)?;
    let seal = ProcessSeal {
        session,
        n_entries: count(file.current(&file.entries).count()),
        n_media: count(file.current(&file.media).count()),
        digest: digest(office, &file)?,
        sealed_by: actor.name,
    };
    let made = office.write(Operation::SealRecord, case, |tx, head| {
        let made = tx.insert_evidence(head, &seal)?;
        tx.insert_exceptions(head, &exceptions)?;
        Ok(made)
    })?;
    Ok(done("过程记录已定稿，以后只能加更正", case, Some(made)))
}

/// Corrections are possible after the seal; anything else is not.
fn open_session(file: &CaseFile, correcting: bool) -> Result<EvidenceId, ServiceError> {
    let Some(session) = file.session() else {
        return Err(ServiceError::Incomplete("还没有开始检验"));
    };
    if file.is_sealed() && !correcting {
        return Err(ServiceError::Incomplete("过程记录已定稿，写错了请加更正"));
    }
    Ok(session.id)
}

/// Binds ids and bodies of everything in the record, in order.
fn digest(office: &Office, file: &CaseFile) -> Result<String, ServiceError> {
    let entries: Vec<_> = file.entries.iter().map(|row| (row.id, row.at, &row.body)).collect();
    let media: Vec<_> = file.media.iter().map(|row| (row.id, row.at, &row.body)).collect();
    let bytes = serde_json::to_vec(&(entries, media)).map_err(ServiceError::unwritable)?;
    Ok(office.sha256_hex(&bytes))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn done(said: &str, case: CaseId, made: Option<EvidenceId>) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: Some(case), made }
}
