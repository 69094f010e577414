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
    Keep {
        key: String,
        body: String,
    },
    Drop {
        key: String,
    },
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

impl Office {
    /// Keeps a draft under its key.
    pub fn keep_draft(&mut self, key: &str, body: &str) -> Result<(), ServiceError> {
        let at = self.now();
        Ok(self.opened()?.store.put_draft(key, &body, at)?)
    }

    /// Throws a draft away; one that is not there is gone already.
    pub fn drop_draft(&mut self, key: &str) -> Result<(), ServiceError> {
        Ok(self.opened()?.store.remove_draft(key)?)
    }

    /// Every draft, newest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, ServiceError> {
        let store = &self.opened()?.store;
        let mut drafts = Vec::new();
        for (key, at) in store.list_drafts("")? {
            if let Some((body, _)) = store.get_draft::<String>(&key)? {
                drafts.push(Draft { key, body, at });
            }
        }
        Ok(drafts)
    }
}
