//! The desk: takes replies (`logic`), draws the frame and the page in it (`ui`), hands requests on (`effects`).
//!
//! It knows routes and snapshots, never forms. What a page asks goes to the office as it is; when a write
//! about a case succeeds, the case and today's board are read anew. Locking forgets every snapshot.

pub mod backend;
pub mod cx;
pub mod file_picker;
mod frame;
mod original;
mod palette;

use crate::domain::ids::CaseId;
use crate::domain::moment::Moment;
use crate::services::error::ServiceError;
use crate::services::request::Action;
use crate::services::request::Answer;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::session::Door;
use crate::services::worker::NOBODY_ASKED;
use crate::ui::almanac;
use crate::ui::components::flow;
use crate::ui::components::modal;
use crate::ui::components::toasts;
use crate::ui::components::toasts::Toast;
use crate::ui::desk::backend::Backend;
use crate::ui::desk::cx::Effect;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::desk::cx::Views;
use crate::ui::desk::file_picker::FilePicker;
use crate::ui::desk::original::Original;
use crate::ui::desk::palette::Palette;
use crate::ui::pages::PAGES;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::door::DoorPage;
use crate::ui::theme;
use crate::ui::theme::Width;
use egui::ColorImage;
use egui::Context;
use egui::TextureOptions;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything on the screen and the way to the office.
pub struct Desk {
    backend: Box<dyn Backend>,
    picker: Box<dyn FilePicker>,
    now: Box<dyn Fn() -> Moment>,
    views: Views,
    pages: BTreeMap<PageId, Box<dyn Page>>,
    door: DoorPage,
    palette: Palette,
    original: Original,
    route: Route,
    history: Vec<Route>,
    /// Which question of a page an office's number belongs to.
    tickets: BTreeMap<u64, (Ticket, Kind)>,
    answers: BTreeMap<Ticket, Result<Outcome, ServiceError>>,
    picked: BTreeMap<PickFor, Vec<PathBuf>>,
    /// Pictures from the watched folder that no page has taken yet.
    arrived: Vec<PathBuf>,
    next_ticket: u64,
    saved_at: Option<Moment>,
    /// Set while the last write failed; keeps the first item of the status line red.
    save_failed: Option<String>,
    last_input: Moment,
    /// The size of the letters as the desk remembers it.
    text_size: TextSize,
}

/// What is known of the size of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextSize {
    Unknown,
    Asked,
    Kept(u32),
}

/// What a question was, so that its answer can be told properly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Draft,
    Write,
    Read,
}

impl Desk {
    /// Sets the desk up before an office; asks at once who is at the door.
    pub fn new(
        ctx: &Context,
        backend: Box<dyn Backend>,
        picker: Box<dyn FilePicker>,
        now: Box<dyn Fn() -> Moment>,
    ) -> Self {
        let pages = PAGES.iter().map(|make| make()).map(|page| (page.meta().id, page)).collect();
        let last_input = now();
        let mut desk = Self {
            backend,
            picker,
            now,
            views: Views::default(),
            pages,
            door: DoorPage::default(),
            palette: Palette::default(),
            original: Original::default(),
            route: Route::Today,
            history: Vec::new(),
            tickets: BTreeMap::new(),
            answers: BTreeMap::new(),
            picked: BTreeMap::new(),
            arrived: Vec::new(),
            next_ticket: 0,
            saved_at: None,
            save_failed: None,
            last_input,
            text_size: TextSize::Unknown,
        };
        desk.read(Look::Session);
        desk.logic(ctx);
        desk
    }

    /// Takes replies and chosen files; call before every frame.
    pub fn logic(&mut self, ctx: &Context) {
        while let Some(answer) = self.backend.take() {
            self.receive(ctx, answer);
        }
        while let Some((what, paths)) = self.picker.take() {
            self.picked.insert(what, paths);
        }
        self.keep_text_size(ctx);
        self.lock_when_idle(ctx);
    }

    /// Draws the whole window into a root `Ui`.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let is_open = self.views.session.as_ref().is_some_and(|view| view.door == Door::Open);
        let mut effects = Vec::new();
        if is_open {
            self.hot_keys(&ctx, &mut effects);
            self.open_ui(ui, &mut effects);
        } else {
            self.door_ui(ui, &mut effects);
        }
        // Above the bar of a page too: a toast must not lie on the button that is pressed next.
        let m = theme::measures();
        modal::give_back(&ctx);
        toasts::show(&ctx, m.status_line + m.action_bar_standing);
        self.effects(&ctx, effects);
    }

    /// Where one is; for tests and for the title of the window.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Goes to a place as if a page had asked for it; for the command line and for tests.
    pub fn go(&mut self, ctx: &Context, route: Route) {
        self.effects(ctx, vec![Effect::Go(route)]);
    }

    /// Locks: what is on the screen is forgotten at once, the office closes behind it.
    pub fn lock(&mut self, ctx: &Context) {
        self.forget(ctx);
        self.write(Action::Session(session::Request::Lock));
    }

    /// Gives back the office, e.g. to look at it after a test.
    pub fn backend_mut(&mut self) -> &mut dyn Backend {
        self.backend.as_mut()
    }

    /// What the frame knows about the page that is open.
    fn page_meta(&self) -> Option<&'static PageMeta> {
        self.pages.get(&self.route.page()).map(|page| page.meta())
    }

    fn open_ui(&mut self, ui: &mut egui::Ui, effects: &mut Vec<Effect>) {
        frame::status_line(ui, self, effects);
        frame::sidebar(ui, self, effects);
        let Some(mut page) = self.pages.remove(&self.route.page()) else { return };
        let mut palette = std::mem::take(&mut self.palette);
        let mut original = std::mem::take(&mut self.original);
        self.with_cx(ui, effects, |ui, cx| {
            let ctx = ui.ctx().clone();
            flow::mute(&ctx, palette.is_open());
            on_desk(ui, |ui| page.ui(ui, cx));
            flow::mute(&ctx, false);
            palette.ui(&ctx, cx);
            frame::rule_card(&ctx, cx, &mut original);
            modal::give_back(&ctx);
        });
        self.palette = palette;
        self.original = original;
        self.pages.insert(page.meta().id, page);
    }

    fn door_ui(&mut self, ui: &mut egui::Ui, effects: &mut Vec<Effect>) {
        let mut door = std::mem::take(&mut self.door);
        self.with_cx(ui, effects, |ui, cx| on_desk(ui, |ui| door.ui(ui, cx)));
        self.door = door;
    }

    /// Hands out what a page may see and ask during this frame.
    fn with_cx(
        &mut self,
        ui: &mut egui::Ui,
        effects: &mut Vec<Effect>,
        draw: impl FnOnce(&mut egui::Ui, &mut PageCx<'_>),
    ) {
        let route = self.route.clone();
        let mut cx = PageCx {
            views: &self.views,
            route: &route,
            now: (self.now)(),
            width: Width::of_window(ui.ctx()),
            is_low: theme::is_low(ui.ctx()),
            saved_at: self.saved_at,
            effects,
            answers: &mut self.answers,
            picked: &mut self.picked,
            arrived: &mut self.arrived,
            next_ticket: &mut self.next_ticket,
        };
        draw(ui, &mut cx);
    }

    fn hot_keys(&mut self, ctx: &Context, effects: &mut Vec<Effect>) {
        use crate::ui::components::flow::pressed;
        use egui::Key;
        use egui::Modifiers;
        // Over a question it would hear the keys of both.
        let is_asked = ctx.memory(|memory| memory.top_modal_layer().is_some());
        if !is_asked && (pressed(ctx, Modifiers::COMMAND, Key::K) || pressed(ctx, Modifiers::NONE, Key::F3)) {
            effects.push(Effect::OpenPalette);
        }
        if pressed(ctx, Modifiers::COMMAND, Key::L) {
            effects.push(Effect::Lock);
        }
        if pressed(ctx, Modifiers::NONE, Key::F2) {
            effects.push(Effect::Go(Route::Intake {
                case: None,
                step: crate::ui::pages::IntakeStep::Reception,
            }));
        }
        if pressed(ctx, Modifiers::COMMAND, Key::Plus) || pressed(ctx, Modifiers::COMMAND, Key::Equals) {
            theme::zoom_in(ctx);
        }
        if pressed(ctx, Modifiers::COMMAND, Key::Minus) {
            theme::zoom_out(ctx);
        }
        if pressed(ctx, Modifiers::ALT, Key::ArrowLeft) {
            effects.push(Effect::Back);
        }
        if let Some(case) = self.route.case()
            && pressed(ctx, Modifiers::NONE, Key::F4)
        {
            effects.push(Effect::Go(Route::CheckIn(case)));
        }
    }

    fn effects(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, ask) => self.ask(ticket, ask),
                Effect::Go(route) => self.enter(route, true),
                Effect::Replace(route) => self.enter(route, false),
                Effect::Back => {
                    let route = self.history.pop().unwrap_or(Route::Today);
                    self.enter(route, false);
                }
                Effect::PickPictures(what) => self.picker.pick_pictures(what),
                Effect::PickPages(what) => self.picker.pick_pages(what),
                Effect::PickSave { what, suggested } => self.picker.pick_save(what, &suggested),
                Effect::PickFolder(what) => self.picker.pick_folder(what),
                Effect::PickFiles(what) => self.picker.pick_files(what),
                Effect::PickFile(what) => self.picker.pick_file(what),
                Effect::OpenPalette => {
                    self.palette.open();
                    self.read(Look::Find { words: String::new() });
                }
                Effect::Lock => self.lock(ctx),
            }
        }
        while let Some(answer) = self.backend.take() {
            self.receive(ctx, answer);
        }
    }

    fn ask(&mut self, ticket: Ticket, ask: Ask) {
        let kind = match &ask {
            Ask::Do(Action::Draft(_)) => Kind::Draft,
            Ask::Do(_) => Kind::Write,
            Ask::Look(_) => Kind::Read,
        };
        let number = self.backend.ask(ask);
        self.tickets.insert(number, (ticket, kind));
    }

    fn read(&mut self, look: Look) {
        self.next_ticket += 1;
        self.ask(Ticket(self.next_ticket), Ask::Look(look));
    }

    fn write(&mut self, action: Action) {
        self.next_ticket += 1;
        self.ask(Ticket(self.next_ticket), Ask::Do(action));
    }

    fn enter(&mut self, route: Route, remember: bool) {
        if remember && route != self.route {
            self.history.push(self.route.clone());
        }
        self.route = route;
        if let Some(case) = self.route.case() {
            self.read(Look::Case(case));
        }
        match self.route {
            Route::Today => self.read(Look::Today),
            Route::LastIntake | Route::Intake { .. } => {
                self.read(Look::Directory);
                self.read(Look::Drafts);
                self.read(Look::Settings);
                self.read(Look::Today);
            }
            Route::Cases => self.read(Look::Cases { words: String::new() }),
            Route::Scan => self.read(Look::ScanTray),
            Route::Registers => {
                self.read(Look::Registers);
                self.read(Look::Drafts);
            }
            Route::Directory => self.read(Look::Directory),
            Route::Settings => {
                self.read(Look::Settings);
                self.read(Look::Printers);
            }
            Route::Case(_)
            | Route::CaseDialog { .. }
            | Route::Events(_)
            | Route::Clock(_)
            | Route::CheckIn(_)
            | Route::LicenceShowing(_)
            | Route::ProcessRecord(_)
            | Route::Opinion(_) => {
                self.read(Look::Drafts);
            }
            Route::Sheet(_) | Route::InForce(_) | Route::Ledger | Route::Statistics | Route::Template => {}
        }
    }

    fn receive(&mut self, ctx: &Context, answer: Answer) {
        if answer.to == NOBODY_ASKED
            && let Ok(outcome) = &answer.result
        {
            self.learn(ctx, Kind::Read, outcome);
            ctx.request_repaint();
            return;
        }
        let Some((ticket, kind)) = self.tickets.remove(&answer.to) else { return };
        match &answer.result {
            Ok(outcome) => self.learn(ctx, kind, outcome),
            Err(error) => self.tell(ctx, kind, error),
        }
        self.answers.insert(ticket, answer.result);
        // Answers nobody takes within a while are dropped, so that the map cannot grow.
        while self.answers.len() > 64 {
            self.answers.pop_first();
        }
        ctx.request_repaint();
    }

    fn learn(&mut self, ctx: &Context, kind: Kind, outcome: &Outcome) {
        if kind != Kind::Read {
            self.saved_at = Some((self.now)());
            self.save_failed = None;
        }
        match outcome {
            Outcome::Done { said, case, .. } => {
                if !said.is_empty() {
                    toasts::push(ctx, Toast::done(said.clone()));
                }
                if kind == Kind::Write {
                    self.refresh(*case);
                }
            }
            Outcome::Recovery(sheet) => {
                self.door.show_recovery(sheet.clone());
                self.read(Look::Session);
            }
            Outcome::Session(view) => self.enter_door(ctx, view),
            Outcome::Today(view) => self.views.today = Some(Arc::clone(view)),
            Outcome::Case(view) => {
                self.views.cases.insert(view.file.id, Arc::clone(view));
            }
            Outcome::Cases(view) => self.views.list = Some(Arc::clone(view)),
            Outcome::Found(view) => self.views.found = Some(Arc::clone(view)),
            Outcome::Registers(view) => self.views.registers = Some(Arc::clone(view)),
            Outcome::Directory(view) => self.views.directory = Some(Arc::clone(view)),
            Outcome::Settings(view) => self.views.settings = Some(Arc::clone(view)),
            Outcome::Printers(view) => self.views.printers = Some(Arc::clone(view)),
            Outcome::Drafts(view) => self.views.drafts = Some(Arc::clone(view)),
            Outcome::Preview(view) => self.views.preview = Some(Arc::clone(view)),
            Outcome::Picture(pixels) => {
                let size = [pixels.width, pixels.height];
                let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
                let texture = ctx.load_texture(pixels.object.to_string(), image, TextureOptions::LINEAR);
                self.views.pictures.insert(pixels.object, texture);
            }
            Outcome::Arrived(paths) => self.arrived.extend(paths.iter().cloned()),
            Outcome::ScanTray(view) => self.views.scan_tray = Some(Arc::clone(view)),
            Outcome::Kept(_)
            | Outcome::Attached(_)
            | Outcome::Verified(_)
            | Outcome::History(_)
            | Outcome::Replay(_)
            | Outcome::Templates(_)
            | Outcome::Template(_)
            | Outcome::TemplatePreview(_)
            | Outcome::Scanned(_)
            | Outcome::ScanFiles(_)
            | Outcome::Ledger(_)
            | Outcome::Statistics(_)
            | Outcome::LedgerMonths(_) => {}
            Outcome::Sheet(issued) => {
                toasts::push(ctx, Toast::done(issued.said.clone()));
                let case = self.route.case();
                self.refresh(case);
            }
        }
    }

    /// Reads anew what a write may have changed.
    fn refresh(&mut self, case: Option<CaseId>) {
        self.read(Look::Session);
        if let Some(case) = case {
            self.read(Look::Case(case));
        } else {
            self.read(Look::Directory);
            self.read(Look::Settings);
        }
        if self.route == Route::Registers {
            self.read(Look::Registers);
        }
        if self.route == Route::Scan {
            self.read(Look::ScanTray);
        }
        self.read(Look::Today);
    }

    fn enter_door(&mut self, ctx: &Context, view: &Arc<session::View>) {
        let was_open = self.views.session.as_ref().is_some_and(|former| former.door == Door::Open);
        // A new recovery sheet shuts the door too, and must not be forgotten: it is shown now and never again.
        if was_open && !matches!(view.door, Door::Open | Door::RecoveryUnconfirmed) {
            // The machine locked it, or a panic did: nobody has told the screen yet.
            self.forget(ctx);
        }
        almanac::follow(view.calendar.as_ref());
        self.views.session = Some(Arc::clone(view));
        if view.door == Door::Open && !was_open {
            forget_typed(ctx);
            self.last_input = (self.now)();
            self.read(Look::Directory);
            self.enter(self.route.clone(), false);
        }
    }

    fn tell(&mut self, ctx: &Context, kind: Kind, error: &ServiceError) {
        use crate::domain::explain::Explain as _;
        if matches!(error, ServiceError::Locked) {
            self.read(Look::Session);
            return;
        }
        let mut sentence = error.to_string();
        if let Some(finding) = error.findings().and_then(|findings| findings.breaches().next())
            && let Some(breach) = &finding.breach
        {
            sentence = format!("{}（{}）", breach.say, finding.cite());
        }
        tracing::warn!(code = error.code(), "refused or failed");
        let is_open = self.views.session.as_ref().is_some_and(|session| session.door == Door::Open);
        // What broke shut the door itself, which therefore says nothing of it.
        if !is_open && !matches!(error, ServiceError::Broken) {
            // The door says it itself, beside its button.
            return;
        }
        // The page lists it beside what it is about.
        if matches!(error, ServiceError::TemplateRefused(_)) && self.route == Route::Template {
            return;
        }
        if let ServiceError::Print(_) = error {
            // Everything was written down, only no paper came. Beside the paper the page says it itself.
            if matches!(self.route, Route::Sheet(_)) && Width::of_window(ctx) >= Width::Desk {
                return;
            }
        } else if kind != Kind::Read {
            self.save_failed = Some(sentence.clone());
        }
        toasts::push(ctx, Toast::failed(sentence).then(error.remedy()));
    }

    fn forget(&mut self, ctx: &Context) {
        // Toasts and cards name people; nothing of them stays on a locked screen.
        toasts::clear(ctx);
        forget_typed(ctx);
        self.palette = Palette::default();
        self.original = Original::default();
        let session = self.views.session.take();
        self.views = Views { session, ..Views::default() };
        self.answers.clear();
        self.pages = PAGES.iter().map(|make| make()).map(|page| (page.meta().id, page)).collect();
        let user = self.views.session.as_ref().and_then(|session| session.user.as_ref());
        self.door = DoorPage::after(user.map(|user| user.login.clone()).unwrap_or_default());
        ctx.request_repaint();
    }

    /// Takes the size of letters this desk had, once; afterwards remembers every change of it.
    fn keep_text_size(&mut self, ctx: &Context) {
        let Some(session) = &self.views.session else { return };
        let shown = (ctx.zoom_factor() * 100.0).round() as u32;
        match self.text_size {
            TextSize::Unknown => {
                if let Some(kept) = session.text_percent {
                    theme::set_zoom(ctx, kept as f32 / 100.0);
                }
                self.text_size = TextSize::Asked;
            }
            // egui takes a size with the next frame.
            TextSize::Asked => self.text_size = TextSize::Kept(shown),
            TextSize::Kept(kept) if kept != shown && session.door != Door::NoOffice => {
                self.text_size = TextSize::Kept(shown);
                self.write(Action::Session(session::Request::KeepTextSize { percent: shown }));
            }
            TextSize::Kept(_) => {}
        }
    }

    /// Locks after idle minutes; sleeps until then instead of looking every frame.
    fn lock_when_idle(&mut self, ctx: &Context) {
        let now = (self.now)();
        let is_active = ctx.input(|input| !input.raw.events.is_empty());
        if is_active {
            self.last_input = now;
        }
        let Some(session) = &self.views.session else { return };
        if session.door != Door::Open || session.idle_lock_minutes == 0 {
            return;
        }
        let minutes = i64::from(session.idle_lock_minutes);
        if now.minutes_since(self.last_input) >= minutes {
            self.lock(ctx);
        } else {
            let left_ms = self.last_input.plus_minutes(minutes).ms() - now.ms();
            ctx.request_repaint_after(std::time::Duration::from_millis(
                u64::try_from(left_ms).unwrap_or(0) + 50,
            ));
        }
    }
}

/// Fields keep what was typed for undo, passwords included; nothing of it outlives the door.
fn forget_typed(ctx: &Context) {
    ctx.data_mut(|data| {
        data.remove_by_type::<egui::text_edit::TextEditState>();
        data.remove_by_type::<String>();
        data.remove_by_type::<Option<String>>();
    });
}

/// The room that sidebar and status line leave, in the colour of the desk.
fn on_desk(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui)) {
    let frame = egui::Frame::new().fill(theme::colors().desk);
    egui::CentralPanel::default().frame(frame).show(ui, add);
}
