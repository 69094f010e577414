//! What the machine does to an office that is open: it locks the session, sleeps, shuts down, and the program may
//! break in the middle of a step. Nothing that was confirmed is lost, nothing half-made is used, the screen forgets.

use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Window;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::insurer::Insurer;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::services::directory;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Answer;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::services::session::Door;
use appraisal_desk::services::verify;
use appraisal_desk::services::worker::NOBODY_ASKED;
use appraisal_desk::services::worker::Worker;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use appraisal_desk::ui::desk::backend::Backend;
use appraisal_desk::ui::desk::backend::InLine;
use appraisal_desk::ui::pages::Route;
use egui::Shape;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::time::Duration;

const SOON: Duration = Duration::from_secs(20);

/// What happens at the end of the next transaction.
#[derive(Default)]
struct Trap(Mutex<Option<Happens>>);

enum Happens {
    /// The program breaks.
    Panic,
    /// The disk is slow: it says that it was asked, and answers when it is told to.
    Waits { asked: Sender<()>, go_on: Receiver<()> },
}

impl Trap {
    fn set(&self, happens: Happens) {
        *self.0.lock().unwrap() = Some(happens);
    }
}

impl WriteGate for Trap {
    fn pass(&self, point: WritePoint) -> io::Result<()> {
        let happens = if point == WritePoint::Commit { self.0.lock().unwrap().take() } else { None };
        match happens {
            None => Ok(()),
            Some(Happens::Panic) => panic!("on purpose, with something typed in it"),
            Some(Happens::Waits { asked, go_on }) => {
                asked.send(()).unwrap();
                go_on.recv().unwrap();
                Ok(())
            }
        }
    }
}

/// A running office with a trap in it.
struct Desk {
    worker: Worker,
    woken: Receiver<()>,
    trap: Arc<Trap>,
    insurer: Insurer,
    folder: TempFolder,
}

impl Desk {
    fn open() -> Self {
        let trap = Arc::new(Trap::default());
        let built = OfficeBuilder::sichuan().gate(Arc::clone(&trap) as Arc<dyn WriteGate>).build();
        let TestOffice { office, folder, insurers, .. } = built;
        let place = folder.join("案卷库");
        let remake = move || OfficeBuilder::sichuan().before(&place).map(|(office, _clock)| office);
        let (wake, woken) = channel();
        let worker = Worker::start(office, Box::new(remake), move || wake.send(()).unwrap_or_default());
        Self { worker: worker.unwrap(), woken, trap, insurer: insurers[0].clone(), folder }
    }

    fn renames_insurer(&mut self, name: &str) -> u64 {
        let insurer = Insurer { name: name.to_owned(), ..self.insurer.clone() };
        let request = directory::Request::SaveInsurer { insurer: Box::new(insurer) };
        self.worker.ask(Ask::Do(Action::Directory(request)))
    }

    fn unlocks(&mut self) -> u64 {
        let password = Secret::new(PASSWORD.to_owned());
        let unlock = session::Request::Unlock { login: "zhou".to_owned(), password };
        self.worker.ask(Ask::Do(Action::Session(unlock)))
    }

    #[track_caller]
    fn hears(&self) -> Answer {
        self.woken.recv_timeout(SOON).expect("an answer");
        self.worker.take().expect("an answer")
    }

    #[track_caller]
    fn hears_that_the_door_is_locked(&self) {
        let answer = self.hears();
        assert_eq!(answer.to, NOBODY_ASKED);
        let Ok(Outcome::Session(view)) = answer.result else { panic!("{:?}", answer.result) };
        assert_eq!(view.door, Door::Locked);
        assert!(view.user.is_none());
    }

    /// Ends the worker and reads the office again: sound, and with an insurer of this name.
    fn ends_and_holds(self, name: &str) {
        let place = self.folder.join("案卷库");
        drop(self.worker);
        let (mut office, _clock) = OfficeBuilder::sichuan().reopen(&place, "gu").unwrap();
        assert!(office.insurers().unwrap().iter().any(|insurer| insurer.name == name), "no 「{name}」");
        assert!(verify::verify(&mut office).unwrap().is_sound());
    }
}

#[test]
fn a_program_that_breaks_in_a_write_locks_and_the_step_was_not_made() {
    let mut desk = Desk::open();
    desk.trap.set(Happens::Panic);
    let asked = desk.renames_insurer("没有写成的名字");
    desk.hears_that_the_door_is_locked();
    let answer = desk.hears();
    assert_eq!(answer.to, asked);
    let Err(error) = answer.result else { panic!("{:?}", answer.result) };
    assert!(matches!(error, ServiceError::Broken) && error.code() == "V-98");
    // What is left stays shut until somebody unlocks it, and then goes on.
    desk.worker.ask(Ask::Look(Look::Today));
    assert!(matches!(desk.hears().result, Err(ServiceError::Locked)));
    desk.unlocks();
    assert!(desk.hears().result.is_ok());
    desk.renames_insurer("写成了的名字");
    assert!(desk.hears().result.is_ok());
    desk.ends_and_holds("写成了的名字");
}

#[test]
fn shutting_down_waits_for_the_write_in_flight_and_locks_behind_it() {
    let mut desk = Desk::open();
    let (asked, is_writing) = channel();
    let (go_on, waits) = channel();
    desk.trap.set(Happens::Waits { asked, go_on: waits });
    desk.renames_insurer("正在写的名字");
    is_writing.recv_timeout(SOON).unwrap();
    let locker = desk.worker.locker();
    assert!(!locker.lock(Duration::from_millis(50)), "it is still writing");
    go_on.send(()).unwrap();
    assert!(locker.lock(SOON));
    assert!(desk.hears().result.is_ok(), "the write was finished first");
    desk.hears_that_the_door_is_locked();
    assert!(desk.worker.take().is_none(), "what is locked is not locked again");
    desk.ends_and_holds("正在写的名字");
    assert!(locker.lock(SOON), "nothing is open any more");
}

/// A desk whose office can be locked from outside, as the machine does.
struct Outside {
    office: Rc<RefCell<InLine>>,
    told: Rc<RefCell<VecDeque<Answer>>>,
}

impl Backend for Outside {
    fn ask(&mut self, ask: Ask) -> u64 {
        self.office.borrow_mut().ask(ask)
    }

    fn take(&mut self) -> Option<Answer> {
        self.told.borrow_mut().pop_front().or_else(|| self.office.borrow_mut().take())
    }
}

#[test]
fn a_session_that_is_locked_leaves_nothing_of_a_case_on_the_screen() {
    let mut built = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut built);
    let TestOffice { office, clock, folder, .. } = built;
    let office = Rc::new(RefCell::new(InLine::new(office)));
    let told = Rc::new(RefCell::new(VecDeque::new()));
    let outside = Outside { office: Rc::clone(&office), told: Rc::clone(&told) };
    let mut window = Window::over(Box::new(outside), Arc::<ScriptClock>::clone(&clock), folder);
    window.goes(Route::Case(case)).settles(Duration::from_secs(1));
    assert!(painted(&mut window).contains(Invented::SUBJECT.name));

    let mut office = office.borrow_mut();
    session::lock(office.office()).unwrap();
    let view = Arc::new(session::view(office.office()));
    drop(office);
    told.borrow_mut().push_back(Answer { to: NOBODY_ASKED, result: Ok(Outcome::Session(view)) });
    let first = painted(&mut window);
    assert!(!first.contains(Invented::SUBJECT.name), "{first}");
    window.settles(Duration::from_secs(1));
    let door = painted(&mut window);
    assert!(door.contains("密码") && !door.contains(Invented::SUBJECT.name), "{door}");
}

#[test]
fn a_program_that_broke_says_so_on_the_locked_screen() {
    let built = OfficeBuilder::sichuan().build();
    let TestOffice { office, clock, folder, .. } = built;
    let office = Rc::new(RefCell::new(InLine::new(office)));
    let told = Rc::new(RefCell::new(VecDeque::new()));
    let outside = Outside { office: Rc::clone(&office), told: Rc::clone(&told) };
    let mut window = Window::over(Box::new(outside), clock, folder);
    window.goes(Route::Directory).settles(Duration::from_secs(1));
    let mut inline = office.borrow_mut();
    session::lock(inline.office()).unwrap();
    let view = Arc::new(session::view(inline.office()));
    let asked = inline.ask(Ask::Look(Look::Session));
    inline.take();
    drop(inline);
    told.borrow_mut().push_back(Answer { to: NOBODY_ASKED, result: Ok(Outcome::Session(view)) });
    told.borrow_mut().push_back(Answer { to: asked + 1, result: Err(ServiceError::Broken) });
    // The next thing the page asks is what breaks.
    window.goes(Route::Today);
    window.settles(Duration::from_secs(1));
    let seen = painted(&mut window);
    assert!(seen.contains("程序内部出错") && seen.contains("密码"), "{seen}");
}

/// All words of the next frame.
fn painted(window: &mut Window) -> String {
    fn words(shape: &Shape, into: &mut String) {
        match shape {
            Shape::Text(text) => {
                into.push_str(&text.galley.job.text);
                into.push('\n');
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| words(shape, into)),
            _ => {}
        }
    }
    let mut said = String::new();
    for clipped in window.frame(Vec::new()).shapes {
        words(&clipped.shape, &mut said);
    }
    said
}
