//! Drives the window as a clerk does: by what is written on it. `desk.opens("受理"); desk.types("姓名", "周某某");
//! desk.presses("下一步"); desk.sees("可以见证")` — a script for a newcomer, and a test.
//!
//! The real desk runs over a real office in line; only the file dialog is played. What is *seen* is what was painted
//! or what a screen reader would say. Pictures go to `target/screens/`, to be looked at beside the drawings.

use super::office::TestOffice;
use super::office::moment;
use super::screen::Screen;
use super::screen::font_bytes;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::moment::Day;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::services::case_view::CaseView;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::worker;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::Route;
use appraisal_desk::ui::theme;
use egui::Key;
use egui::Modifiers;
use egui::Pos2;
use egui::Rect;
use egui::Shape;
use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use std::any::Any;
use std::cell::Cell;
use std::cell::RefCell;
use std::cell::RefMut;
use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// The window a maximised program has on the screens we design for.
const FULL: [f32; 2] = [1366.0, 768.0];

/// Somebody at the desk.
pub struct Driver {
    pub(super) harness: Harness<'static, Screen>,
    office: Rc<RefCell<Office>>,
    clock: Arc<ScriptClock>,
    picked: Rc<RefCell<VecDeque<Vec<PathBuf>>>>,
    is_slow: Rc<Cell<bool>>,
    /// Whatever must live as long as the office: its folder.
    _keep: Box<dyn Any>,
}

impl Driver {
    /// Sits down in a test office, 1366×768 at 100 %. Whoever sat there before sits there still.
    pub fn sits_in(office: TestOffice) -> Self {
        let TestOffice { office, clock, folder, .. } = office;
        Self::over(office, clock, folder)
    }

    /// Sits down before any office, open or not.
    pub fn over(office: Office, clock: Arc<ScriptClock>, keep: impl Any) -> Self {
        let office = Rc::new(RefCell::new(office));
        let picked = Rc::new(RefCell::new(VecDeque::new()));
        let is_slow = Rc::new(Cell::new(false));
        let screen = Screen {
            desk: None,
            office: Rc::clone(&office),
            clock: Arc::clone(&clock),
            picked: Rc::clone(&picked),
            is_slow: Rc::clone(&is_slow),
            wish: None,
        };
        let mut harness = Harness::builder()
            .with_size(FULL)
            .with_theme(egui::Theme::Light)
            .with_os(egui::os::OperatingSystem::Windows)
            .with_render_cursor(false)
            .with_max_steps(24)
            .with_context_setup(|ctx| {
                theme::install(ctx, &font_bytes());
                theme::set_motion(ctx, theme::Motion::Still);
            })
            .build_ui_state(|ui, screen: &mut Screen| screen.ui(ui), screen);
        harness.run();
        Self { harness, office, clock, picked, is_slow, _keep: Box::new(keep) }
    }

    /// A window of another size, in pixels.
    pub fn sized(&mut self, width: f32, height: f32) -> &mut Self {
        let zoom = self.harness.ctx.pixels_per_point();
        self.harness.set_size(vec2(width / zoom, height / zoom));
        self.settles()
    }

    /// Another text size: the window keeps its pixels and has fewer points.
    pub fn zoomed(&mut self, factor: f32) -> &mut Self {
        let pixels = self.harness.ctx.content_rect().size() * self.harness.ctx.pixels_per_point();
        self.harness.set_pixels_per_point(factor);
        self.harness.set_size(pixels / factor);
        self.settles()
    }

    /// Opens a page by its word in the sidebar.
    pub fn opens(&mut self, page: &str) -> &mut Self {
        let route = match page {
            "今日" => Route::Today,
            "受理" => Route::Intake { case: None, step: IntakeStep::Reception },
            "案件" => Route::Cases,
            "扫描归卷" => Route::Scan,
            "登记簿" => Route::Registers,
            "台账" => Route::Ledger,
            "统计" => Route::Statistics,
            "名录" => Route::Directory,
            "设置" => Route::Settings,
            "文书模板" => Route::Template,
            other => panic!("no page called {other}"),
        };
        self.goes(route)
    }

    /// Goes to a place.
    pub fn goes(&mut self, route: Route) -> &mut Self {
        self.harness.state_mut().wish = Some(route);
        self.settles()
    }

    /// Types a text into a field in place of what is there.
    pub fn types(&mut self, label: &str, text: &str) -> &mut Self {
        self.focuses(label);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settles()
    }

    /// Types into the field that has the keyboard.
    pub fn types_on(&mut self, text: &str) -> &mut Self {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settles()
    }

    /// Gives the keyboard to a field.
    pub fn focuses(&mut self, label: &str) -> &mut Self {
        self.node(label, is_text).focus();
        self.settles()
    }

    /// Presses a button, a tab, a row, a link.
    pub fn presses(&mut self, name: &str) -> &mut Self {
        self.clicks(name, |role| !is_text(role))
    }

    /// Answers a question: `chooses("用于保险理赔", "是")`.
    pub fn chooses(&mut self, question: &str, answer: &str) -> &mut Self {
        self.clicks(&format!("{question} {answer}"), |role| role == Role::RadioButton)
    }

    /// Answers a question that stands several times on the page: the one below this heading.
    pub fn chooses_within(&mut self, heading: &str, question: &str, answer: &str) -> &mut Self {
        let below = self.painted_at(heading);
        let name = format!("{question} {answer}");
        let nodes = self.harness.root().children_recursive();
        let found = nodes
            .filter(|node| node.accesskit_node().label().as_deref() == Some(name.as_str()))
            .filter(|node| node.rect().top() > below)
            .min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
        found.unwrap_or_else(|| panic!("nothing is called 「{name}」 below 「{heading}」")).scroll_to_me();
        self.settles();
        let below = self.painted_at(heading);
        let nodes = self.harness.root().children_recursive();
        let found = nodes
            .filter(|node| node.accesskit_node().label().as_deref() == Some(name.as_str()))
            .filter(|node| node.rect().top() > below)
            .min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
        found.unwrap().click();
        self.settles()
    }

    fn painted_at(&self, words: &str) -> f32 {
        let found = self.painted().into_iter().find(|text| text.words.contains(words));
        found.unwrap_or_else(|| panic!("not painted: {words}")).place.top()
    }

    /// Ticks or unticks a box.
    pub fn ticks(&mut self, name: &str) -> &mut Self {
        self.clicks(name, |role| role == Role::CheckBox)
    }

    /// Types into a searched list and takes what is marked.
    pub fn picks(&mut self, label: &str, typed: &str) -> &mut Self {
        self.types(label, typed);
        self.key(Key::Enter)
    }

    /// Draws on a signature pad; agrees to it first where that is asked.
    pub fn signs(&mut self, pad: &str) -> &mut Self {
        let consent = pad.split(" 在此签名").next().map(|signer| format!("{signer} 同意在屏上签名"));
        if let Some(consent) = consent.filter(|consent| self.is_told(consent)) {
            self.ticks(&consent);
        }
        self.scrawls(pad)
    }

    /// Moves the pen over a pad, whether it takes it or not.
    pub fn scrawls(&mut self, pad: &str) -> &mut Self {
        self.node(pad, |role| role == Role::Canvas).scroll_to_me();
        self.settles();
        let place = self.node(pad, |role| role == Role::Canvas).rect();
        let at = |x: f32, y: f32| place.min + place.size() * vec2(x, y);
        for stroke in [[at(0.2, 0.3), at(0.3, 0.7), at(0.4, 0.4)], [at(0.5, 0.3), at(0.6, 0.6), at(0.7, 0.5)]]
        {
            self.drags(&stroke);
        }
        self
    }

    fn drags(&mut self, points: &[Pos2]) {
        let (first, last) = (points[0], points[points.len() - 1]);
        self.harness.drag_at(first);
        self.harness.step();
        for point in points {
            self.harness.hover_at(*point);
            self.harness.step();
        }
        self.harness.drop_at(last);
        self.settles();
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) -> &mut Self {
        self.harness.key_press(key);
        self.settles()
    }

    /// Presses a key with others held.
    pub fn key_with(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.settles()
    }

    /// From here on the office works and answers nothing, or answers everything again.
    pub fn office_is_slow(&mut self, is_slow: bool) -> &mut Self {
        self.is_slow.set(is_slow);
        self.harness.run_steps(2);
        if is_slow { self } else { self.settles() }
    }

    /// Presses Ctrl+C and says what was copied.
    #[track_caller]
    pub fn copies(&mut self) -> String {
        self.harness.event(egui::Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.settles();
        copied.expect("nothing was copied")
    }

    /// No two texts lie over each other, and none runs out of the place it is painted in at the right.
    #[track_caller]
    pub fn is_tidy(&mut self) -> &mut Self {
        let typed: Vec<String> = self.named();
        let texts: Vec<Painted> =
            self.painted().into_iter().filter(|text| !text.words.trim().is_empty()).collect();
        let seen = |text: &Painted| text.place.intersect(text.clip).shrink(1.0);
        let mut faults = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let is_in_view = text.clip.y_range().contains(text.place.center().y);
            let is_cut = text.place.right() > text.clip.right() + 1.0 && !typed.contains(&text.words);
            if is_in_view && is_cut {
                faults.push(format!("cut: {}", text.words));
            }
            for other in &texts[n + 1..] {
                let both = seen(text).intersect(seen(other));
                if both.is_positive() {
                    faults.push(format!("over each other: {} | {}", text.words, other.words));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        self
    }

    /// Chooses these files in the next dialog.
    pub fn will_pick(&mut self, paths: Vec<PathBuf>) -> &mut Self {
        self.picked.borrow_mut().push_back(paths);
        self
    }

    /// Another of the staff sits down: what was on the screen is gone, what was kept is there.
    pub fn hands_over(&mut self, user: UserId) -> &mut Self {
        let route = self.route();
        self.office().hand_desk_to(user).unwrap();
        self.harness.state_mut().desk = None;
        self.settles();
        self.goes(route)
    }

    /// Lets time go by: the clock of the office and of the window.
    pub fn waits(&mut self, seconds: u32) -> &mut Self {
        self.clock.set(Moment::from_ms(self.clock.now().ms() + i64::from(seconds) * 1000));
        // A frame is a quarter of a second.
        self.harness.run_steps(4 * seconds as usize);
        self.settles()
    }

    /// Lets time go by until 「2026-11-24 14:00」.
    pub fn until(&mut self, text: &str) -> &mut Self {
        self.clock.set(moment(text));
        self.harness.run_steps(2);
        self.settles()
    }

    /// Something is written on the screen, or a screen reader would say it.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.is_told(words), "not seen: {words}\n{}", self.all_told());
        self
    }

    /// Nothing on the screen says so.
    #[track_caller]
    pub fn does_not_see(&mut self, words: &str) -> &mut Self {
        assert!(!self.is_told(words), "seen: {words}");
        self
    }

    /// Something lies whole inside the window, without scrolling.
    #[track_caller]
    pub fn sees_at_once(&mut self, words: &str) -> &mut Self {
        let window = self.harness.ctx.content_rect();
        let found = self.painted().into_iter().any(|text| {
            text.words.contains(words)
                && window.contains_rect(text.place)
                && text.clip.contains_rect(text.place)
        });
        assert!(found, "not seen without scrolling: {words}\n{}", self.all_told());
        self
    }

    /// What is written after some words: `reads("恢复单字符 ")`.
    #[track_caller]
    pub fn reads(&self, before: &str) -> String {
        let found = self.named().into_iter().find_map(|name| name.strip_prefix(before).map(str::to_owned));
        found.unwrap_or_else(|| panic!("nothing is written after 「{before}」\n{}", self.all_told()))
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        self.node(label, is_text).value().unwrap_or_default()
    }

    /// Whether a field has the keyboard.
    #[track_caller]
    pub fn has_keyboard(&self, label: &str) -> bool {
        self.node(label, |_| true).is_focused()
    }

    /// Whether a button can be pressed.
    #[track_caller]
    pub fn can_press(&self, name: &str) -> bool {
        !self.node(name, |role| role == Role::Button).accesskit_node().is_disabled()
    }

    /// Keeps what is on screen as a picture, for people to look at.
    pub fn picture(&mut self, name: &str) -> &mut Self {
        let image = self.harness.render().unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
        fs::create_dir_all(&folder).unwrap();
        image.save(folder.join(format!("{name}.png"))).unwrap();
        self
    }

    /// Where the office lies.
    pub fn place(&self) -> PathBuf {
        PathBuf::from(appraisal_desk::services::session::view(&self.office()).folder)
    }

    /// The office behind the window.
    pub fn office(&self) -> RefMut<'_, Office> {
        self.office.borrow_mut()
    }

    /// The case as pages see it.
    pub fn case(&self, case: CaseId) -> Arc<CaseView> {
        match worker::answer(&mut self.office(), Ask::Look(Look::Case(case))).unwrap() {
            Outcome::Case(view) => view,
            other => panic!("not a case: {other:?}"),
        }
    }

    /// The day it is.
    pub fn today(&self) -> Day {
        self.clock.now().day()
    }

    /// Where one is.
    pub fn route(&self) -> Route {
        self.harness.state().desk.as_ref().unwrap().route().clone()
    }

    /// Draws until nothing moves any more.
    pub fn settles(&mut self) -> &mut Self {
        self.harness.run();
        self
    }

    fn clicks(&mut self, name: &str, role: impl Fn(Role) -> bool + Copy) -> &mut Self {
        self.node(name, role).scroll_to_me();
        self.settles();
        self.node(name, role).click();
        self.settles();
        // The hand goes back to the keyboard: nothing opens because the pointer rests where it clicked.
        self.harness.remove_cursor();
        self.settles()
    }

    #[track_caller]
    fn node(&self, name: &str, role: impl Fn(Role) -> bool) -> Node<'_> {
        let found = self.harness.root().children_recursive().filter(|node| {
            let node = node.accesskit_node();
            let said = if node.role() == Role::Label { node.value() } else { node.label() };
            said.as_deref() == Some(name) && role(node.role())
        });
        // What was built last lies on top: a modal over its page.
        found.last().unwrap_or_else(|| panic!("nothing is called 「{name}」\n{}", self.all_told()))
    }

    fn is_told(&self, words: &str) -> bool {
        self.painted().iter().any(|text| text.words.contains(words))
            || self.named().iter().any(|name| name.contains(words))
    }

    fn named(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        nodes
            .flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()])
            .flatten()
            .collect()
    }

    fn painted(&self) -> Vec<Painted> {
        let mut texts = Vec::new();
        for shape in &self.harness.output().shapes {
            collect(&shape.shape, shape.clip_rect, &mut texts);
        }
        texts
    }

    /// Everything on the screen in one text, for the message of a test that failed.
    fn all_told(&self) -> String {
        let painted: Vec<_> = self.painted().into_iter().map(|text| text.words).collect();
        format!("painted: {}\nnamed: {}", painted.join(" | "), self.named().join(" | "))
    }
}

/// A painted text and where it lies.
struct Painted {
    words: String,
    place: Rect,
    clip: Rect,
}

fn collect(shape: &Shape, clip: Rect, texts: &mut Vec<Painted>) {
    match shape {
        Shape::Text(text) => {
            let place = text.visual_bounding_rect();
            texts.push(Painted { words: text.galley.text().to_owned(), place, clip });
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, texts)),
        _ => {}
    }
}

fn is_text(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
}
