//! Opens the window: glow first, wgpu second; what fails is said, never swallowed.
//!
//! The office is opened outside of the window's start-up, because the second attempt needs it again.

use crate::domain::moment::Moment;
use crate::services::start;
use crate::services::worker::Worker;
use crate::ui::desk::Desk;
use crate::ui::desk::file_picker::SystemPicker;
use crate::ui::theme;
use crate::ui::theme::FontBytes;
use eframe::NativeOptions;
use eframe::Renderer;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;

/// What the command line may decide about the window.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    pub office: Option<PathBuf>,
    /// `glow` or `wgpu`; both are tried, this one first.
    pub renderer: Option<String>,
}

/// Why no window could be opened.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error("案卷库打不开，窗口没有打开：{0}")]
    Office(#[from] crate::services::error::ServiceError),
    #[error("这台电脑的显示驱动两种都用不了，窗口没有打开：{0}")]
    NoRenderer(String),
    #[error("不认识的显示方式「{0}」，可以写 glow 或 wgpu")]
    UnknownRenderer(String),
}

/// Opens the window and stays until it is closed.
pub fn run(options: &WindowOptions) -> Result<(), WindowError> {
    let order = order(options.renderer.as_deref())?;
    let office = start::office_at(options.office.clone()).map_err(|error| {
        let error = WindowError::Office(error);
        say_without_window(&error);
        error
    })?;
    let clock = office.clock_of_desk();
    let office = Arc::new(Mutex::new(Some(office)));
    let mut said = Vec::new();
    for renderer in order {
        let office = Arc::clone(&office);
        let clock = Arc::clone(&clock);
        let opened = eframe::run_native(
            "appraisal-desk",
            native_options(renderer),
            Box::new(move |creation| {
                let office = office.lock().map_err(|_poisoned| "the office was lost")?.take();
                let office = office.ok_or("the office is already taken")?;
                Ok(Box::new(Window::new(&creation.egui_ctx, renderer_word(renderer), office, clock)?))
            }),
        );
        match opened {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::error!(?renderer, %error, "the window did not open");
                said.push(error.to_string());
            }
        }
    }
    let error = WindowError::NoRenderer(said.join("；"));
    say_without_window(&error);
    Err(error)
}

/// The last rung: where there is no window there is no terminal either, on the machines of the users.
#[cfg(windows)]
fn say_without_window(error: &WindowError) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("鉴证台打不开窗口")
        .set_description(error.to_string())
        .show();
}

/// On Linux the program was started from a terminal, which is told by `main`.
#[cfg(not(windows))]
fn say_without_window(error: &WindowError) {
    tracing::error!(%error, "no window");
}

/// The mark 鉴, white on indigo.
const ICON: &[u8] = include_bytes!("../../assets/icons/window.png");

fn order(first: Option<&str>) -> Result<[Renderer; 2], WindowError> {
    match first {
        None | Some("glow") => Ok([Renderer::Glow, Renderer::Wgpu]),
        Some("wgpu") => Ok([Renderer::Wgpu, Renderer::Glow]),
        Some(other) => Err(WindowError::UnknownRenderer(other.to_owned())),
    }
}

fn native_options(renderer: Renderer) -> NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title("鉴证台")
        .with_app_id("appraisal-desk")
        .with_inner_size([1366.0, 696.0])
        .with_min_inner_size([640.0, 480.0])
        .with_maximized(true);
    let viewport = match eframe::icon_data::from_png_bytes(ICON) {
        Ok(icon) => viewport.with_icon(icon),
        Err(error) => {
            tracing::warn!(%error, "the icon of the window cannot be read");
            viewport
        }
    };
    NativeOptions { renderer, viewport, ..NativeOptions::default() }
}

/// What draws the window, for 这台电脑 and for support; none where there is no window.
pub fn renderer(ctx: &egui::Context) -> Option<&'static str> {
    ctx.data(|data| data.get_temp::<&'static str>(renderer_id()))
}

fn renderer_id() -> egui::Id {
    egui::Id::unique("renderer")
}

fn renderer_word(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Glow => "OpenGL（glow）",
        Renderer::Wgpu => "Direct3D 或 Vulkan（wgpu）",
    }
}

/// The desk as an eframe application.
struct Window {
    desk: Desk,
}

impl Window {
    fn new(
        ctx: &egui::Context,
        renderer: &'static str,
        office: crate::services::office::Office,
        clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    ) -> Result<Self, std::io::Error> {
        theme::install(ctx, &fonts());
        theme::set_motion(ctx, theme::Motion::Still);
        ctx.data_mut(|data| data.insert_temp(renderer_id(), renderer));
        let wake = ctx.clone();
        let worker = Worker::start(office, move || wake.request_repaint())?;
        let picker = SystemPicker::new(ctx.clone());
        let desk = Desk::new(ctx, Box::new(worker), Box::new(picker), Box::new(move || clock()));
        Ok(Self { desk })
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.desk.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.desk.ui(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        theme::colors().desk.to_normalized_gamma_f32()
    }
}

/// The faces of the window, unpacked once.
pub fn fonts() -> FontBytes {
    let faces = start::window_faces();
    FontBytes { sans: faces[0], sans_bold: faces[1], serif_bold: faces[2], serif: faces[3] }
}
