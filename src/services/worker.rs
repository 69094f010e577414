//! The thread the office lives on. Pages send `Ask`s and get `Answer`s; a slow disk never holds a frame.
//! Tests use the same dispatch without the thread.

use crate::services::case_view;
use crate::services::check_in;
use crate::services::commission;
use crate::services::directory;
use crate::services::draft;
use crate::services::error::ServiceError;
use crate::services::find;
use crate::services::joint_letter;
use crate::services::licence_showing;
use crate::services::material;
use crate::services::office::Office;
use crate::services::picture;
use crate::services::process_record;
use crate::services::reception;
use crate::services::request::Action;
use crate::services::request::Answer;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::review;
use crate::services::risk_notice;
use crate::services::schedule;
use crate::services::seat::Remake;
use crate::services::seat::Seat;
use crate::services::session;
use crate::services::settings;
use crate::services::sheet;
use crate::services::signature;
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
    }
}

fn see(office: &mut Office, look: Look) -> Result<Outcome, ServiceError> {
    Ok(match look {
        Look::Session => Outcome::Session(Arc::new(session::view(office))),
        Look::Today => Outcome::Today(Arc::new(today::view(office)?)),
        Look::Case(case) => {
            let loaded = office.load(case)?;
            let facts = office.facts(&loaded);
            let view = case_view::view(&facts, &loaded.institution, &loaded.staff, &loaded.insurers);
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

/// What the thread is sent.
enum Message {
    Asked(u64, Box<Ask>),
    /// Lock, whoever sits there; the sender is dropped when it is done.
    Lock(Sender<()>),
    End,
}

/// A running office thread. Dropping it waits for the write in flight, then locks.
pub struct Worker {
    messages: Sender<Message>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
    next: u64,
}

impl Worker {
    /// Starts the thread. `wake` is called after every answer, so that a sleeping window looks. `remake` gives the
    /// office that takes the place of one that was lost in a panic: locked, as it lies on the disk.
    pub fn start(
        office: Office,
        remake: Remake,
        wake: impl Fn() + Send + 'static,
    ) -> Result<Self, std::io::Error> {
        let (messages, incoming) = channel();
        let (outgoing, answers) = channel();
        let mut seat = Seat::of(office, remake);
        let thread = std::thread::Builder::new().name("office".to_owned()).spawn(move || {
            while let Some(turn) = next_turn(&incoming, &seat) {
                let answers = match turn {
                    Some(Message::Asked(to, ask)) => seat.answer(to, *ask),
                    Some(Message::Lock(_done)) => seat.lock(),
                    Some(Message::End) => return,
                    None => seat.arrived(),
                };
                for answer in answers {
                    if outgoing.send(answer).is_err() {
                        return;
                    }
                    wake();
                }
            }
        })?;
        Ok(Self { messages, answers, thread: Some(thread), next: 0 })
    }

    /// Sends a question and returns its number.
    pub fn ask(&mut self, ask: Ask) -> u64 {
        self.next += 1;
        if self.messages.send(Message::Asked(self.next, Box::new(ask))).is_err() {
            tracing::error!("the office thread is gone");
        }
        self.next
    }

    /// Takes an answer that has arrived.
    pub fn take(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// What locks this office from any thread, without the window.
    pub fn locker(&self) -> Locker {
        Locker(self.messages.clone())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Said aloud: a locker that somebody still holds keeps the channel open.
        if self.messages.send(Message::End).is_err() {
            tracing::error!("the office thread is gone");
        }
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the office thread ended in a panic");
        }
    }
}

/// Locks an office when the machine wants it: nobody sits before the screen, or there will be no machine in a moment.
#[derive(Clone)]
pub struct Locker(Sender<Message>);

impl Locker {
    /// Lets what was asked before be finished, then locks. Returns whether that was done in this time; it is done
    /// later all the same. The window is told by an answer nobody asked for.
    pub fn lock(&self, patience: Duration) -> bool {
        let (done, is_done) = channel();
        if self.0.send(Message::Lock(done)).is_err() {
            // The office is gone, and with it what could be open.
            return true;
        }
        is_done.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}

/// Waits for a message. `None` = the window is gone; `Some(None)` = time to look at the watched folder.
fn next_turn(incoming: &Receiver<Message>, seat: &Seat) -> Option<Option<Message>> {
    if !seat.is_watching() {
        return incoming.recv().ok().map(Some);
    }
    match incoming.recv_timeout(LOOK_EVERY) {
        Ok(message) => Some(Some(message)),
        Err(RecvTimeoutError::Timeout) => Some(None),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}
