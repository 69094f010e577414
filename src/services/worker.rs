//! The thread the office lives on. Pages send `Ask`s and get `Answer`s; a slow disk never holds a frame.
//! Tests use the same dispatch without the thread.

use crate::services::booking;
use crate::services::calendar;
use crate::services::case_view;
use crate::services::check_in;
use crate::services::commission;
use crate::services::directory;
use crate::services::draft;
use crate::services::error::ServiceError;
use crate::services::extension;
use crate::services::find;
use crate::services::joint_letter;
use crate::services::licence_showing;
use crate::services::material;
use crate::services::material_return;
use crate::services::office::Office;
use crate::services::picture;
use crate::services::process_record;
use crate::services::reception;
use crate::services::recusal;
use crate::services::request::Action;
use crate::services::request::Answer;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::review;
use crate::services::risk_notice;
use crate::services::schedule;
use crate::services::session;
use crate::services::settings;
use crate::services::sheet;
use crate::services::signature;
use crate::services::supplement;
use crate::services::termination;
use crate::services::today;
use crate::services::witness_notice;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;

/// Answers one question; the whole program behind the pages.
pub fn answer(office: &mut Office, ask: Ask) -> Result<Outcome, ServiceError> {
    match ask {
        Ask::Do(action) => act(office, action),
        Ask::Look(look) => see(office, look),
    }
}

fn act(office: &mut Office, action: Action) -> Result<Outcome, ServiceError> {
    match action {
        Action::Session(request) => session::handle(office, request),
        Action::Settings(request) => settings::handle(office, request),
        Action::Directory(request) => directory::handle(office, request),
        Action::Draft(request) => draft::handle(office, request),
        Action::Picture(request) => picture::handle(office, request),
        Action::Reception(request) => reception::handle(office, request),
        Action::RiskNotice(request) => risk_notice::handle(office, request),
        Action::JointLetter(request) => joint_letter::handle(office, request),
        Action::Material(request) => material::handle(office, request),
        Action::Review(request) => review::handle(office, request),
        Action::Commission(request) => commission::handle(office, request),
        Action::Schedule(request) => schedule::handle(office, request),
        Action::WitnessNotice(request) => witness_notice::handle(office, request),
        Action::CheckIn(request) => check_in::handle(office, request),
        Action::LicenceShowing(request) => licence_showing::handle(office, request),
        Action::ProcessRecord(request) => process_record::handle(office, request),
        Action::Signature(request) => signature::handle(office, request),
        Action::Sheet(request) => sheet::handle(office, request),
        Action::Booking(request) => booking::handle(office, request),
        Action::Supplement(request) => supplement::handle(office, request),
        Action::Extension(request) => extension::handle(office, request),
        Action::Termination(request) => termination::handle(office, request),
        Action::MaterialReturn(request) => material_return::handle(office, request),
        Action::Recusal(request) => recusal::handle(office, request),
        Action::Calendar(request) => calendar::handle(office, request),
    }
}

fn see(office: &mut Office, look: Look) -> Result<Outcome, ServiceError> {
    Ok(match look {
        Look::Session => Outcome::Session(Arc::new(session::view(office))),
        Look::Today => Outcome::Today(Arc::new(today::view(office)?)),
        Look::Case(case) => {
            let loaded = office.load(case)?;
            let facts = office.facts(&loaded);
            let view = case_view::view(
                &facts,
                &loaded.institution,
                &loaded.staff,
                &loaded.insurers,
                office.calendar(),
            );
            Outcome::Case(Arc::new(view))
        }
        Look::Cases { words } => Outcome::Cases(Arc::new(find::cases(office, &words)?)),
        Look::Find { words } => Outcome::Found(Arc::new(find::find(office, &words)?)),
        Look::Directory => Outcome::Directory(Arc::new(directory::view(office)?)),
        Look::Settings => Outcome::Settings(Arc::new(settings::view(office)?)),
        Look::Drafts => Outcome::Drafts(Arc::new(office.drafts()?)),
        Look::Preview { case, form, about } => {
            Outcome::Preview(Arc::new(sheet::preview(office, case, form, about)?))
        }
        Look::Picture { object, case } => Outcome::Picture(Arc::new(picture::look(office, object, case)?)),
    })
}

/// The number of an answer that nobody asked for: something happened outside.
pub const NOBODY_ASKED: u64 = 0;

/// How often a watched folder is looked at; a file is taken when two looks see it alike.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Waits for a question. `None` = the window is gone; `Some(None)` = time to look at the watched folder.
fn next_question(incoming: &Receiver<(u64, Ask)>, office: &Office) -> Option<Option<(u64, Ask)>> {
    if !office.is_watching() {
        return incoming.recv().ok().map(Some);
    }
    match incoming.recv_timeout(LOOK_EVERY) {
        Ok(question) => Some(Some(question)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// A running office thread. Dropping it waits for the write in flight, then locks.
pub struct Worker {
    questions: Option<Sender<(u64, Ask)>>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
    next: u64,
}

impl Worker {
    /// Starts the thread. `wake` is called after every answer, so that a sleeping window looks.
    pub fn start(mut office: Office, wake: impl Fn() + Send + 'static) -> Result<Self, std::io::Error> {
        let (questions, incoming) = channel::<(u64, Ask)>();
        let (outgoing, answers) = channel::<Answer>();
        let thread = std::thread::Builder::new().name("office".to_owned()).spawn(move || {
            while let Some(question) = next_question(&incoming, &office) {
                let answer = match question {
                    Some((to, ask)) => Answer { to, result: answer(&mut office, ask) },
                    None => match office.arrived_pictures() {
                        paths if paths.is_empty() => continue,
                        paths => Answer { to: NOBODY_ASKED, result: Ok(Outcome::Arrived(paths)) },
                    },
                };
                if outgoing.send(answer).is_err() {
                    break;
                }
                wake();
            }
        })?;
        Ok(Self { questions: Some(questions), answers, thread: Some(thread), next: 0 })
    }

    /// Sends a question and returns its number.
    pub fn ask(&mut self, ask: Ask) -> u64 {
        self.next += 1;
        if let Some(questions) = &self.questions
            && questions.send((self.next, ask)).is_err()
        {
            tracing::error!("the office thread is gone");
        }
        self.next
    }

    /// Takes an answer that has arrived.
    pub fn take(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.questions = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the office thread ended in a panic");
        }
    }
}
