//! The window a driver sits before: the real desk over a real office in line; only the file dialog is played.

use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::platform::fonts;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::request::Answer;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::worker;
use appraisal_desk::ui::desk::Desk;
use appraisal_desk::ui::desk::backend::Backend;
use appraisal_desk::ui::desk::cx::PickFor;
use appraisal_desk::ui::desk::file_picker::FilePicker;
use appraisal_desk::ui::pages::Route;
use appraisal_desk::ui::theme;
use std::cell::Cell;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// The window: the desk, made when egui is there.
pub struct Screen {
    pub desk: Option<Desk>,
    pub office: Rc<RefCell<Office>>,
    pub clock: Arc<ScriptClock>,
    pub picked: Rc<RefCell<VecDeque<Vec<PathBuf>>>>,
    /// While true the office works and answers nothing.
    pub is_slow: Rc<Cell<bool>>,
    /// Where to go before the next frame.
    pub wish: Option<Route>,
}

impl Screen {
    /// One frame.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let desk = self.desk.get_or_insert_with(|| {
            let backend = InLine {
                office: Rc::clone(&self.office),
                answers: VecDeque::new(),
                next: 0,
                is_slow: Rc::clone(&self.is_slow),
            };
            let picker = Played { picked: Rc::clone(&self.picked), answers: VecDeque::new() };
            let clock = Arc::clone(&self.clock);
            Desk::new(&ctx, Box::new(backend), Box::new(picker), Box::new(move || clock.now()))
        });
        if let Some(route) = self.wish.take() {
            desk.go(&ctx, route);
        }
        desk.logic(&ctx);
        // The window has no margin; the harness does.
        let whole = ctx.content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        desk.ui(&mut root);
    }
}

/// Answers at once; the office is shared with the test, which may look at it.
struct InLine {
    office: Rc<RefCell<Office>>,
    answers: VecDeque<Answer>,
    next: u64,
    is_slow: Rc<Cell<bool>>,
}

impl Backend for InLine {
    fn ask(&mut self, ask: Ask) -> u64 {
        self.next += 1;
        let result = worker::answer(&mut self.office.borrow_mut(), ask);
        self.answers.push_back(Answer { to: self.next, result });
        self.next
    }

    fn take(&mut self) -> Option<Answer> {
        if self.is_slow.get() { None } else { self.answers.pop_front() }
    }
}

/// A file dialog in which the test chooses.
struct Played {
    picked: Rc<RefCell<VecDeque<Vec<PathBuf>>>>,
    answers: VecDeque<(PickFor, Vec<PathBuf>)>,
}

impl Played {
    fn answer(&mut self, what: PickFor) {
        let paths = self.picked.borrow_mut().pop_front().unwrap_or_default();
        self.answers.push_back((what, paths));
    }
}

impl FilePicker for Played {
    fn pick_pictures(&mut self, what: PickFor) {
        self.answer(what);
    }

    fn pick_pages(&mut self, what: PickFor) {
        self.answer(what);
    }

    fn pick_save(&mut self, what: PickFor, _suggested: &str) {
        self.answer(what);
    }

    fn pick_folder(&mut self, what: PickFor) {
        self.answer(what);
    }

    fn pick_files(&mut self, what: PickFor) {
        self.answer(what);
    }

    fn pick_file(&mut self, what: PickFor) {
        self.answer(what);
    }

    fn take(&mut self) -> Option<(PickFor, Vec<PathBuf>)> {
        self.answers.pop_front()
    }
}

/// The faces the program ships.
pub fn font_bytes() -> theme::FontBytes {
    theme::FontBytes {
        sans: fonts::noto_sans_regular(),
        sans_bold: fonts::noto_sans_bold(),
        serif_bold: fonts::noto_serif_bold(),
        serif: fonts::noto_serif_regular(),
    }
}
