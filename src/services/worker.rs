//! The thread the office lives on. Pages send `Ask`s and get `Answer`s; a slow disk never holds a frame.
//! Tests use the same dispatch without the thread.

use crate::services::agreement_change;
use crate::services::appraisal_notice;
use crate::services::archiving;
use crate::services::attachment;
use crate::services::booking;
use crate::services::calendar;
use crate::services::case_link;
use crate::services::case_view;
use crate::services::check_in;
use crate::services::clue;
use crate::services::commission;
use crate::services::correction;
use crate::services::court;
use crate::services::delivery;
use crate::services::directory;
use crate::services::dispute;
use crate::services::draft;
use crate::services::errand::Back;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::exception;
use crate::services::expert_consultation;
use crate::services::extension;
use crate::services::find;
use crate::services::interference;
use crate::services::internal_review;
use crate::services::issuance;
use crate::services::joint_letter;
use crate::services::ledger;
use crate::services::liaison;
use crate::services::licence_showing;
use crate::services::material;
use crate::services::material_return;
use crate::services::office::Office;
use crate::services::on_site_collection;
use crate::services::opinion;
use crate::services::picture;
use crate::services::privacy_consent;
use crate::services::problem;
use crate::services::process_record;
use crate::services::reception;
use crate::services::recusal;
use crate::services::registers;
use crate::services::request::Action;
use crate::services::request::Answer;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::review;
use crate::services::risk_notice;
use crate::services::scan;
use crate::services::schedule;
use crate::services::seat::Lost;
use crate::services::seat::Remake;
use crate::services::seat::Seat;
use crate::services::session;
use crate::services::settings;
use crate::services::sheet;
use crate::services::signature;
use crate::services::supplement;
use crate::services::suspension;
use crate::services::template;
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
    begin(office, ask)?.finish(office)
}

/// Answers a question, or sends somebody who comes back with the answer.
fn begin(office: &mut Office, ask: Ask) -> Result<Begun, ServiceError> {
    match ask {
        Ask::Do(Action::Sheet(request)) => sheet::begin(office, request),
        Ask::Do(Action::Session(session::Request::PrintRecovery { sheet })) => {
            session::print_recovery(office, &sheet).map(Begun::Away)
        }
        Ask::Do(Action::Scan(request)) => scan::begin(office, request),
        Ask::Do(Action::Template(request)) => template::begin(office, request),
        Ask::Do(Action::Ledger(request)) => ledger::begin(office, request),
        Ask::Do(action) => act(office, action).map(Begun::Done),
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
        Action::Opinion(request) => opinion::handle(office, request),
        Action::InternalReview(request) => internal_review::handle(office, request),
        Action::Issuance(request) => issuance::handle(office, request),
        Action::Delivery(request) => delivery::handle(office, request),
        Action::Archiving(request) => archiving::handle(office, request),
        Action::Correction(request) => correction::handle(office, request),
        Action::CaseLink(request) => case_link::handle(office, request),
        Action::Signature(request) => signature::handle(office, request),
        Action::Sheet(request) => sheet::handle(office, request),
        Action::Scan(request) => scan::handle(office, request),
        Action::Dispute(request) => dispute::handle(office, request),
        Action::Court(request) => court::handle(office, request),
        Action::Interference(request) => interference::handle(office, request),
        Action::Clue(request) => clue::handle(office, request),
        Action::Attachment(request) => attachment::handle(office, request),
        Action::Exception(request) => exception::handle(office, &request),
        Action::Liaison(request) => liaison::handle(office, request),
        Action::Problem(request) => problem::handle(office, request),
        Action::Booking(request) => booking::handle(office, request),
        Action::Supplement(request) => supplement::handle(office, request),
        Action::Extension(request) => extension::handle(office, request),
        Action::Termination(request) => termination::handle(office, request),
        Action::OnSiteCollection(request) => on_site_collection::handle(office, request),
        Action::AppraisalNotice(request) => appraisal_notice::handle(office, request),
        Action::Suspension(request) => suspension::handle(office, request),
        Action::AgreementChange(request) => agreement_change::handle(office, request),
        Action::MaterialReturn(request) => material_return::handle(office, request),
        Action::Recusal(request) => recusal::handle(office, request),
        Action::Calendar(request) => calendar::handle(office, request),
        Action::PrivacyConsent(request) => privacy_consent::handle(office, request),
        Action::ExpertConsultation(request) => expert_consultation::handle(office, request),
        Action::Ledger(request) => ledger::handle(office, request),
        Action::Template(request) => template::handle(office, request),
    }
}

fn see(office: &mut Office, look: Look) -> Result<Begun, ServiceError> {
    let seen = match look {
        Look::Printers => return Ok(Begun::Away(Errand::printers(office))),
        Look::Preview(sheet) => return sheet::look(office, sheet, Arc::default()),
        Look::Volume { sheet, watch } => return sheet::look(office, sheet, watch.0),
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
        Look::History(of) => Outcome::History(Arc::new(directory::history(office, of)?)),
        Look::Settings => Outcome::Settings(Arc::new(settings::view(office)?)),
        Look::Registers => Outcome::Registers(Arc::new(registers::view(office)?)),
        Look::Ledger { span, after } => Outcome::Ledger(Arc::new(ledger::piece(office, span, after)?)),
        Look::Statistics { span, after } => {
            Outcome::Statistics(Arc::new(ledger::counts(office, span, after)?))
        }
        Look::LedgerMonths => Outcome::LedgerMonths(Arc::new(ledger::months(office)?)),
        Look::Drafts => Outcome::Drafts(Arc::new(office.drafts()?)),
        Look::Templates => Outcome::Templates(Arc::new(template::view(office)?)),
        Look::Template(form) => Outcome::Template(Arc::new(template::detail(office, form)?)),
        Look::TemplatePreview(drafts) => {
            Outcome::TemplatePreview(Arc::new(template::preview(office, &drafts.0, &drafts.1)?))
        }
        Look::Attachment { shelf, entry, object } => {
            Outcome::Picture(Arc::new(attachment::look(office, shelf, entry, object)?))
        }
        Look::Replay(print) => Outcome::Replay(Arc::new(sheet::in_force::replay(office, print)?)),
        Look::ScanTray => Outcome::ScanTray(Arc::new(scan::tray(office)?)),
        Look::ScanFiles(places) => Outcome::ScanFiles(Arc::new(scan::files(office, &places)?)),
        Look::ScanPage(which) => Outcome::Picture(Arc::new(scan::look(office, which)?)),
        Look::Picture { object, case } => Outcome::Picture(Arc::new(picture::look(office, object, case)?)),
    };
    Ok(Begun::Done(seen))
}

/// The number of an answer that nobody asked for: something happened outside.
pub const NOBODY_ASKED: u64 = 0;

/// How often a watched folder is looked at; a file is taken when two looks see it alike.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What reaches the thread.
enum Event {
    Question(u64, Ask),
    /// Somebody is back with the answer to a question.
    Back(u64, Back),
    /// Lock, whoever sits there; the sender is dropped when it is done.
    Lock(Sender<()>),
    /// The window is gone.
    Over,
}

/// Waits for something to happen; `None` = time to look at the watched folder.
fn next_event(incoming: &Receiver<Event>, seat: &Seat) -> Option<Event> {
    if !seat.is_watching() {
        return Some(incoming.recv().unwrap_or(Event::Over));
    }
    match incoming.recv_timeout(LOOK_EVERY) {
        Ok(event) => Some(event),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Event::Over),
    }
}

/// How long the end of the program waits for a printer; longer than the longest patience of any way to paper.
const LAST_PATIENCE: Duration = Duration::from_secs(120);

/// The office on its thread, and the messenger who runs its errands one after the other.
struct Room {
    seat: Seat,
    messenger: Sender<(u64, Errand)>,
    n_away: usize,
}

impl Room {
    /// Whatever answers an event gives now; none while they are on the way.
    fn take(&mut self, event: Option<Event>) -> Vec<Answer> {
        match event {
            None => self.seat.arrived(),
            Some(Event::Question(to, ask)) => {
                let begun = self.seat.try_to(|office| begin(office, ask));
                self.go_on(to, begun)
            }
            Some(Event::Back(to, back)) => {
                self.n_away = self.n_away.saturating_sub(1);
                let begun = self.seat.try_to(|office| back.tell(office));
                self.go_on(to, begun)
            }
            Some(Event::Lock(_done)) => self.seat.lock(),
            Some(Event::Over) => Vec::new(),
        }
    }

    /// Answers, or sends somebody on the way.
    fn go_on(&mut self, to: u64, begun: Result<Result<Begun, ServiceError>, Lost>) -> Vec<Answer> {
        match begun {
            Ok(Ok(Begun::Done(outcome))) => vec![Answer { to, result: Ok(outcome) }],
            Ok(Ok(Begun::Away(errand))) => self.send_away(to, errand),
            Ok(Err(error)) => vec![Answer { to, result: Err(error) }],
            Err(lost) => self.seat.broke(to, lost),
        }
    }

    fn send_away(&mut self, to: u64, errand: Errand) -> Vec<Answer> {
        match self.messenger.send((to, errand)) {
            Ok(()) => {
                self.n_away += 1;
                Vec::new()
            }
            // The messenger fell over an errand before; this one is run here.
            Err(returned) => self.seat.answer(to, |office| Begun::Away(returned.0.1).finish(office)),
        }
    }

    /// Waits for what is under way: what did not become paper is still written down.
    fn wait(mut self, incoming: &Receiver<Event>) {
        while self.n_away > 0
            && let Ok(event) = incoming.recv_timeout(LAST_PATIENCE)
        {
            if matches!(event, Event::Back(..)) {
                self.take(Some(event));
            }
        }
    }
}

fn start_messenger(returning: Sender<Event>) -> Result<Sender<(u64, Errand)>, std::io::Error> {
    let (messenger, errands) = channel::<(u64, Errand)>();
    std::thread::Builder::new().name("errands".to_owned()).spawn(move || {
        for (to, errand) in errands {
            if returning.send(Event::Back(to, errand.run())).is_err() {
                break;
            }
        }
    })?;
    Ok(messenger)
}

/// A running office thread. Dropping it waits for the write and the print in flight, then locks.
pub struct Worker {
    events: Sender<Event>,
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
        let (events, incoming) = channel::<Event>();
        let (outgoing, answers) = channel::<Answer>();
        let messenger = start_messenger(events.clone())?;
        let mut room = Room { seat: Seat::of(office, remake), messenger, n_away: 0 };
        let thread = std::thread::Builder::new().name("office".to_owned()).spawn(move || {
            'open: loop {
                let event = next_event(&incoming, &room.seat);
                if matches!(event, Some(Event::Over)) {
                    break;
                }
                for answer in room.take(event) {
                    if outgoing.send(answer).is_err() {
                        break 'open;
                    }
                    wake();
                }
            }
            room.wait(&incoming);
        })?;
        Ok(Self { events, answers, thread: Some(thread), next: 0 })
    }

    /// Sends a question and returns its number.
    pub fn ask(&mut self, ask: Ask) -> u64 {
        self.next += 1;
        if self.events.send(Event::Question(self.next, ask)).is_err() {
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
        Locker(self.events.clone())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let told = self.events.send(Event::Over).is_ok();
        if let Some(thread) = self.thread.take()
            && (thread.join().is_err() || !told)
        {
            tracing::error!("the office thread ended before its time");
        }
    }
}

/// Locks an office when the machine wants it: nobody sits before the screen, or there will be no machine in a moment.
#[derive(Clone)]
pub struct Locker(Sender<Event>);

impl Locker {
    /// Lets what was asked before be finished, then locks. Returns whether that was done in this time; it is done
    /// later all the same. The window is told by an answer nobody asked for.
    pub fn lock(&self, patience: Duration) -> bool {
        let (done, is_done) = channel();
        if self.0.send(Event::Lock(done)).is_err() {
            // The office is gone, and with it what could be open.
            return true;
        }
        is_done.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}
