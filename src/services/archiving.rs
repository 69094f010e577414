//! 归档 (T19; F-29): every kept file of the case is read back, then the volume is put away.

use crate::domain::archiving::Archiving;
use crate::domain::archiving::PartState;
use crate::domain::archiving::Retention;
use crate::domain::archiving::Verification;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::kept_objects;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What can be asked of the archive.
#[derive(Clone, Debug)]
pub enum Request {
    Archive { case: CaseId, draft: Box<ArchiveDraft>, reasons: Reasons },
}

/// The volume as typed; what the kept files are worth is found out, not typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveDraft {
    pub archive_no: String,
    pub box_no: String,
    pub n_volumes: u32,
    pub retention: Retention,
    pub parts: BTreeMap<VolumePart, PartState>,
    #[serde(default)]
    pub note: String,
}

impl ArchiveDraft {
    /// The row as it would be kept.
    pub fn archiving(&self, verification: Option<Verification>) -> Archiving {
        Archiving {
            archive_no: self.archive_no.trim().to_owned(),
            box_no: self.box_no.trim().to_owned(),
            n_volumes: self.n_volumes,
            retention: self.retention,
            parts: self.parts.clone(),
            verification,
            note: self.note.clone(),
        }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Archive { case, draft, reasons } = request;
    let verification = verify(office, &office.file(case)?)?;
    let archiving = draft.archiving(Some(verification));
    let made =
        office.take_step(case, Step::Archive, CaseState::Archived, &archiving, &reasons, |file, row| {
            file.archivings.push(row);
        })?;
    let said = format!("已归档 {}，{} 件附件已读回核对", archiving.archive_no, verification.n_objects);
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}

/// Reads every kept file of the case back: decrypted, whole, and with the hash its row names.
fn verify(office: &Office, file: &CaseFile) -> Result<Verification, ServiceError> {
    let mut found = Verification::default();
    for object in kept_objects(file) {
        found.n_objects += 1;
        let bytes = match office.opened()?.store.read_object(object) {
            Ok(bytes) => bytes,
            Err(_unreadable) => {
                found.n_bad += 1;
                continue;
            }
        };
        let named =
            file.media.iter().find(|row| row.body.object == object).map(|row| row.body.sha256.as_str());
        if named.is_some_and(|sha256| sha256 != office.sha256_hex(&bytes)) {
            found.n_bad += 1;
        }
    }
    Ok(found)
}
