//! Keeps what is typed: a second after the last change, and at once when another form comes up.
//!
//! A form is compared by what it writes, so nothing is kept twice. Drafts handed in are dropped and stay dropped,
//! though the snapshot of drafts still shows them.

use crate::domain::moment::Moment;
use crate::services::draft;
use crate::services::request::Action;
use crate::ui::desk::cx::PageCx;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::time::Duration;

const REST_MS: i64 = 1_000;

/// What was kept of the forms of a page.
#[derive(Default)]
pub struct DraftKeeper {
    /// As it is in the office, by key.
    kept: BTreeMap<String, String>,
    /// Handed in; what the snapshot says of them is old.
    dropped: BTreeSet<String>,
    /// Handed to the office from here.
    was_kept: BTreeSet<String>,
    waiting: Option<Waiting>,
}

struct Waiting {
    key: String,
    body: String,
    since: Moment,
}

impl DraftKeeper {
    /// The form as it was left, when one was kept under this key.
    pub fn restored<T: DeserializeOwned>(&self, cx: &PageCx<'_>, key: &str) -> Option<T> {
        if self.dropped.contains(key) {
            return None;
        }
        let body = self.kept.get(key).map(String::as_str);
        let body = body.or_else(|| cx.draft(key).map(|draft| draft.body.as_str()))?;
        serde_json::from_str(body).ok()
    }

    /// Looks at the form as it stands; keeps it once it has rested.
    pub fn watch<T: Serialize>(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>, key: &str, form: &T) {
        let Ok(body) = serde_json::to_string(form) else { return };
        if self.waiting.as_ref().is_some_and(|waiting| waiting.key != key) {
            self.flush(cx);
        }
        if self.kept.get(key) == Some(&body) {
            self.waiting = None;
            return;
        }
        let since = match &self.waiting {
            Some(waiting) if waiting.body == body => waiting.since,
            _ => cx.now,
        };
        self.waiting = Some(Waiting { key: key.to_owned(), body, since });
        let rested_ms = cx.now.ms() - since.ms();
        if rested_ms >= REST_MS {
            self.flush(cx);
        } else {
            let left_ms = u64::try_from(REST_MS - rested_ms).unwrap_or(0);
            ctx.request_repaint_after(Duration::from_millis(left_ms));
        }
    }

    /// Takes the form as it is for kept: it was just built from what is known.
    pub fn begin<T: Serialize>(&mut self, key: &str, form: &T) {
        if let Ok(body) = serde_json::to_string(form) {
            self.kept.insert(key.to_owned(), body);
        }
    }

    /// Keeps at once what is waiting.
    pub fn flush(&mut self, cx: &mut PageCx<'_>) {
        if let Some(Waiting { key, body, .. }) = self.waiting.take() {
            self.dropped.remove(&key);
            self.was_kept.insert(key.clone());
            self.kept.insert(key.clone(), body.clone());
            cx.keep_draft(key, body);
        }
    }

    /// A draft lies under this key, as far as is known.
    pub fn holds(&self, cx: &PageCx<'_>, key: &str) -> bool {
        let is_waiting = self.waiting.as_ref().is_some_and(|waiting| waiting.key == key);
        !self.dropped.contains(key) && (is_waiting || self.was_kept.contains(key) || cx.draft(key).is_some())
    }

    /// Throws a draft away: it was handed in.
    pub fn drop_draft(&mut self, cx: &mut PageCx<'_>, key: &str) {
        self.waiting.take_if(|waiting| waiting.key == key);
        self.kept.remove(key);
        self.was_kept.remove(key);
        self.dropped.insert(key.to_owned());
        cx.act(Action::Draft(draft::Request::Drop { key: key.to_owned() }));
    }
}
