//! The window as a system drives it, without a screen: one frame at a time, on a clock that moves by hand, nothing
//! rendered. For asking how long a frame takes and how long it sleeps; what is *seen* is asked through `Driver`.

use appraisal_desk::domain::moment::Moment;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::ui::desk::Desk;
use appraisal_desk::ui::desk::backend::Backend;
use appraisal_desk::ui::desk::cx::PickFor;
use appraisal_desk::ui::desk::file_picker::FilePicker;
use appraisal_desk::ui::pages::Route;
use appraisal_desk::ui::run;
use appraisal_desk::ui::theme;
use egui::Event;
use egui::FullOutput;
use egui::Pos2;
use egui::RawInput;
use egui::Rect;
use egui::Vec2;
use egui::ViewportId;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// One refresh of a usual screen.
const REFRESH: Duration = Duration::from_micros(16_667);

/// The window of a desk.
pub struct Window {
    ctx: egui::Context,
    desk: Desk,
    clock: Arc<ScriptClock>,
    began: Moment,
    wish: Option<Route>,
}

impl Window {
    /// Opens one on what answers, 1366×768 at 100 %.
    pub fn over(backend: Box<dyn Backend>, clock: Arc<ScriptClock>) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx, &run::fonts());
        theme::set_motion(&ctx, theme::Motion::Still);
        let told = Arc::clone(&clock);
        let desk = Desk::new(&ctx, backend, Box::new(NoDialogs), Box::new(move || told.now()));
        let began = clock.now();
        Self { ctx, desk, clock, began, wish: None }
    }

    /// Goes to a place with the next frame.
    pub fn goes(&mut self, route: Route) -> &mut Self {
        self.wish = Some(route);
        self
    }

    /// Draws one frame with what was pressed and typed.
    pub fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        let now_ms = self.clock.now().ms() - self.began.ms();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1366.0, 768.0))),
            time: Some(now_ms as f64 / 1000.0),
            focused: true,
            events,
            ..RawInput::default()
        };
        let Self { ctx, desk, wish, .. } = self;
        ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            if let Some(route) = wish.take() {
                desk.go(&ctx, route);
            }
            desk.logic(&ctx);
            desk.ui(ui);
        })
    }

    /// Turns a frame into triangles, as the program does before the screen gets it.
    pub fn triangles(&self, output: FullOutput) -> Vec<egui::ClippedPrimitive> {
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
    }

    /// How long the window sleeps after a frame, if nobody touches it.
    pub fn sleeps(output: &FullOutput) -> Duration {
        output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |root| root.repaint_delay)
    }

    /// Draws as often as the window itself asks for, until it wants to sleep this long; returns how many frames that
    /// took and how long it sleeps then. A window that never sleeps fails.
    pub fn settles(&mut self, for_at_least: Duration) -> (u32, Duration) {
        for n in 1..2_000 {
            let output = self.frame(Vec::new());
            let sleeps = Self::sleeps(&output);
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

    /// Where one is.
    pub fn route(&self) -> &Route {
        self.desk.route()
    }

    /// The context, to ask what has the keyboard.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }
}

/// Nobody chooses a file here.
struct NoDialogs;

impl FilePicker for NoDialogs {
    fn pick_pictures(&mut self, _what: PickFor) {}

    fn pick_save(&mut self, _what: PickFor, _suggested: &str) {}

    fn take(&mut self) -> Option<(PickFor, Vec<PathBuf>)> {
        None
    }
}
