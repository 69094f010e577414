//! 草稿: what was typed and not yet handed in. Kept on every pause, encrypted, and offered again after a kill.
//! Drafts are not evidence: they leave no audit entry and are gone once handed in.

use crate::domain::moment::Moment;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about drafts.
#[derive(Clone, Debug)]
pub enum Request {
    /// Keeps the text of a form under its key, e.g. `reception/<uuid>` or `risk_notice/<case>`.
    Keep { key: String, body: String },
    Drop { key: String },
}

/// A kept draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub key: String,
    pub body: String,
    pub at: Moment,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Keep { key, body } => office.keep_draft(&key, &body)?,
        Request::Drop { key } => office.drop_draft(&key)?,
    }
    Ok(Outcome::Done { said: String::new(), case: None, made: None })
}
