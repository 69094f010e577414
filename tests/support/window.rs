//! The window as a system drives it, without a screen: one frame at a time, on a clock that moves by hand, nothing
//! rendered. For asking how long a frame takes and how long it sleeps; what is *seen* is asked through `Driver`.

use super::screen::font_bytes;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::ui::desk::Desk;
use appraisal_desk::ui::desk::backend::Backend;
use appraisal_desk::ui::desk::cx::PickFor;
use appraisal_desk::ui::desk::file_picker::FilePicker;
use appraisal_desk::ui::pages::Route;
use appraisal_desk::ui::theme;
use egui::ClippedPrimitive;
use egui::Event;
use egui::Key;
use egui::Modifiers;
use egui::Pos2;
use egui::RawInput;
use egui::Rect;
use egui::Vec2;
use egui::ViewportId;
use egui::epaint::ClippedShape;
use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// One refresh of a usual screen.
const REFRESH: Duration = Duration::from_micros(16_667);

/// What one frame came to.
pub struct Frame {
    /// How long the window sleeps now, if nobody touches it.
    pub sleeps: Duration,
    /// What is painted.
    pub shapes: Vec<ClippedShape>,
}

/// The window of a desk.
pub struct Window {
    ctx: egui::Context,
    desk: Desk,
    clock: Arc<ScriptClock>,
    began: Moment,
    wish: Option<Route>,
    /// Whatever must live as long as the window: the folder of its office.
    _keep: Box<dyn Any>,
}

impl Window {
    /// Opens one on what answers, 1366×768 at 100 %.
    pub fn over(backend: Box<dyn Backend>, clock: Arc<ScriptClock>, keep: impl Any) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx, &font_bytes());
        theme::set_motion(&ctx, theme::Motion::Still);
        let told = Arc::clone(&clock);
        let desk = Desk::new(&ctx, backend, Box::new(NoDialogs), Box::new(move || told.now()));
        let began = clock.now();
        Self { ctx, desk, clock, began, wish: None, _keep: Box::new(keep) }
    }

    /// Goes to a place with the next frame.
    pub fn goes(&mut self, route: Route) -> &mut Self {
        self.wish = Some(route);
        self
    }

    /// Draws one frame with what was pressed and typed.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        let now_ms = self.clock.now().ms() - self.began.ms();
        let Self { ctx, desk, wish, .. } = self;
        pass(ctx, now_ms as f64 / 1000.0, events, |ui| {
            let ctx = ui.ctx().clone();
            if let Some(route) = wish.take() {
                desk.go(&ctx, route);
            }
            desk.logic(&ctx);
            desk.ui(ui);
        })
    }

    /// Turns a frame into triangles, as the program does before the screen gets it.
    pub fn triangles(&self, frame: Frame) -> Vec<ClippedPrimitive> {
        self.ctx.tessellate(frame.shapes, 1.0)
    }

    /// Draws as often as the window itself asks for, until it wants to sleep this long; returns how many frames that
    /// took and how long it sleeps then. A window that never sleeps fails.
    pub fn settles(&mut self, for_at_least: Duration) -> (u32, Duration) {
        for n in 1..2_000 {
            let sleeps = self.frame(Vec::new()).sleeps;
            if sleeps >= for_at_least {
                return (n, sleeps);
            }
            self.waits(sleeps.max(REFRESH));
        }
        panic!("the window never comes to rest");
    }

    /// Lets time go by.
    pub fn waits(&mut self, time: Duration) {
        let ms = i64::try_from(time.as_millis()).unwrap().max(1);
        self.clock.set(Moment::from_ms(self.clock.now().ms() + ms));
    }

    /// How long until the minute turns.
    pub fn to_next_minute(&self) -> Duration {
        let into = self.clock.now().ms().rem_euclid(60_000);
        Duration::from_millis(u64::try_from(60_000 - into).unwrap_or(60_000))
    }

    /// Where one is.
    pub fn route(&self) -> &Route {
        self.desk.route()
    }

    /// Presses Tab until a text field has the keyboard; false where the page has none.
    pub fn tabs_to_a_field(&mut self) -> bool {
        for _ in 0..60 {
            if self.ctx.text_edit_focused() {
                return true;
            }
            self.frame(vec![key(Key::Tab)]);
        }
        false
    }
}

/// A window of the same size, faces and style with nothing of ours in it: what others are compared with.
pub struct Plain {
    ctx: egui::Context,
    n: u32,
}

impl Plain {
    /// Opens one.
    pub fn new() -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx, &font_bytes());
        Self { ctx, n: 0 }
    }

    /// Draws one frame and turns it into triangles.
    pub fn frame(&mut self, add: impl FnMut(&mut egui::Ui)) -> Vec<ClippedPrimitive> {
        self.n += 1;
        let frame = pass(&self.ctx, f64::from(self.n) / 60.0, Vec::new(), add);
        self.ctx.tessellate(frame.shapes, 1.0)
    }
}

/// A key that is pressed.
pub fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn pass(ctx: &egui::Context, time: f64, events: Vec<Event>, add: impl FnMut(&mut egui::Ui)) -> Frame {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1366.0, 768.0))),
        time: Some(time),
        focused: true,
        events,
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, add);
    // There is no screen whose textures could change.
    output.textures_delta.clear();
    let root = output.viewport_output.get(&ViewportId::ROOT);
    Frame { sleeps: root.map_or(Duration::MAX, |root| root.repaint_delay), shapes: output.shapes }
}

/// Nobody chooses a file here.
struct NoDialogs;

impl FilePicker for NoDialogs {
    fn pick_pictures(&mut self, _what: PickFor) {}

    fn pick_pages(&mut self, _what: PickFor) {}

    fn pick_save(&mut self, _what: PickFor, _suggested: &str) {}

    fn pick_folder(&mut self, _what: PickFor) {}

    fn pick_files(&mut self, _what: PickFor) {}

    fn pick_file(&mut self, _what: PickFor) {}

    fn take(&mut self) -> Option<(PickFor, Vec<PathBuf>)> {
        None
    }
}
