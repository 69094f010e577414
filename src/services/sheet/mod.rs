//! 文书: facts of a case → the sheet's facts → the bytes that are previewed, printed, kept and hashed.
//! One file per form words the facts; what is shown on screen, sent to the printer and kept is one and the same.

use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub enum Request {
    Print {
        case: CaseId,
        form: FormNo,
        about: Option<EvidenceId>,
        printer: Option<String>,
        n_copies: u16,
        two_sided: bool,
    },
    SaveAs {
        case: CaseId,
        form: FormNo,
        about: Option<EvidenceId>,
        to: PathBuf,
    },
}
#[derive(Clone, Debug)]
pub struct Issued {
    pub form: FormNo,
    pub n: u32,
    pub n_pages: usize,
    pub said: String,
    pub place: Option<PathBuf>,
    pub sha256: String,
    pub is_draft: bool,
}
#[derive(Clone, Debug)]
pub struct Preview {
    pub case: CaseId,
    pub form: FormNo,
    pub about: Option<EvidenceId>,
    pub pdf: Arc<Vec<u8>>,
    pub pages: Vec<PagePixels>,
    pub n_pages: usize,
    pub missing: Vec<MissingField>,
    pub is_draft: bool,
    pub n_prints: u32,
}
#[derive(Clone)]
pub struct PagePixels {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}
impl std::fmt::Debug for PagePixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Page({}×{})", self.width, self.height)
    }
}
#[derive(Clone, Debug)]
pub struct MissingField {
    pub what: String,
    pub place: Place,
}
pub fn handle(_o: &mut Office, _r: Request) -> Result<Outcome, ServiceError> {
    Err(ServiceError::Missing("文书"))
}
pub fn preview(
    _o: &mut Office,
    _c: CaseId,
    _f: FormNo,
    _a: Option<EvidenceId>,
) -> Result<Preview, ServiceError> {
    Err(ServiceError::Missing("文书"))
}
impl Office {
    pub fn facts_digest(&self, _c: CaseId, _f: FormNo) -> Result<String, ServiceError> {
        Ok(String::new())
    }
}
