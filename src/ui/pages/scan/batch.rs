//! A stack under way: which pages are still to come, which are done, and what became of each.

use crate::domain::explain::Explain as _;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::scan;
use crate::services::scan::Batch;
use crate::services::scan::End;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::scan::others_said;
use std::collections::VecDeque;
use std::path::Path;
use std::path::PathBuf;

/// A stack.
#[derive(Default)]
pub(super) struct Run {
    listing: Option<Ticket>,
    /// Files and the page of each that comes next.
    waiting: VecDeque<(PathBuf, u32)>,
    under_way: Option<(Ticket, PathBuf, u32)>,
    /// What is done, in the order it was read.
    pub done: Vec<Done>,
    /// What else lay there, in words.
    pub aside: Option<String>,
    /// A folder was listed and held nothing to read.
    found_nothing: bool,
    /// Stopped by hand, with so many pages left.
    pub n_left: usize,
}

/// One page that is done.
pub(super) struct Done {
    /// The name of its file, with the page where it has several.
    pub name: String,
    pub end: End,
}

impl Run {
    /// Begins a new stack: what these places hold is listed first.
    pub fn list(&mut self, places: Vec<PathBuf>, cx: &mut PageCx<'_>) {
        if !self.is_under_way() {
            *self = Self::default();
        }
        self.listing = Some(cx.look(Look::ScanFiles(places)));
    }

    /// Takes answers and asks for the next page; true when a page was done.
    pub fn go_on(&mut self, cx: &mut PageCx<'_>) -> bool {
        match cx.take_if(&mut self.listing) {
            Some(Ok(Outcome::ScanFiles(batch))) => self.begin(&batch),
            Some(_) => self.found_nothing = true,
            None => {}
        }
        let mut is_done = false;
        if let Some((ticket, place, page)) = self.under_way.take() {
            match cx.take(ticket) {
                None => self.under_way = Some((ticket, place, page)),
                Some(answer) => {
                    is_done = true;
                    self.end(&place, page, answer);
                }
            }
        }
        if self.under_way.is_none()
            && let Some((place, page)) = self.waiting.pop_front()
        {
            let request = scan::Request::TakeIn { place: place.clone(), page };
            self.under_way = Some((cx.act(Action::Scan(request)), place, page));
        }
        is_done
    }

    fn begin(&mut self, batch: &Batch) {
        self.aside = others_said(batch);
        self.found_nothing = batch.files.is_empty();
        self.waiting.extend(batch.files.iter().map(|place| (place.clone(), 0)));
    }

    fn end(
        &mut self,
        place: &Path,
        page: u32,
        answer: Result<Outcome, crate::services::error::ServiceError>,
    ) {
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (end, n_pages) = match answer {
            Ok(Outcome::Scanned(taken)) => (taken.end, taken.n_pages),
            Ok(_) => return,
            Err(error) => {
                // The office itself cannot go on: the disk is full, the door is locked. The rest waits.
                self.n_left = self.waiting.len();
                self.waiting.clear();
                (End::Unread { said: error.to_string(), remedy: error.remedy() }, page + 1)
            }
        };
        let name = if n_pages > 1 { format!("{name} 第 {} 页", page + 1) } else { name };
        self.done.push(Done { name, end });
        if page == 0 {
            for next in (1..n_pages).rev() {
                self.waiting.push_front((place.to_path_buf(), next));
            }
        }
    }

    /// Stops after the page that is being read.
    pub fn stop(&mut self) {
        self.n_left = self.waiting.len();
        self.waiting.clear();
    }

    pub fn is_under_way(&self) -> bool {
        self.listing.is_some() || self.under_way.is_some() || !self.waiting.is_empty()
    }

    /// Pages that are known of, done or not.
    pub fn n_all(&self) -> usize {
        self.done.len() + self.waiting.len() + usize::from(self.under_way.is_some())
    }

    /// What is said where a listing gave nothing to read.
    pub fn nothing_said(&self) -> Option<String> {
        let aside = self.aside.as_deref().unwrap_or_default();
        self.found_nothing.then(|| match aside {
            "" => "这里没有能归卷的文件：PDF、JPG、PNG".to_owned(),
            aside => format!("这里没有能归卷的文件：PDF、JPG、PNG；{aside}"),
        })
    }
}
