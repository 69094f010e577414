//! The desk as an eframe application, and what it does beside drawing: it suits the screen, and hears the machine.

use crate::domain::moment::Moment;
use crate::services::machine;
use crate::services::machine::Screen;
use crate::services::machine::SleepWatch;
use crate::services::machine::renderer::Climb;
use crate::services::machine::renderer::Rung;
use crate::services::office::Office;
use crate::services::start;
use crate::services::worker::Worker;
use crate::ui::desk::Desk;
use crate::ui::desk::file_picker::SystemPicker;
use crate::ui::run::calls::Calls;
use crate::ui::theme;
use crate::ui::theme::FontBytes;
use crate::ui::theme::Motion;
use crate::ui::theme::SystemFonts;
use eframe::NativeOptions;
use eframe::Renderer;
use egui::Context;
use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// The mark 鉴, white on indigo.
const ICON: &[u8] = include_bytes!("../../../assets/icons/window.png");

/// What is there before the window and after it.
#[derive(Clone)]
pub struct Surroundings {
    pub climb: Rc<RefCell<Climb>>,
    pub calls: Arc<Calls>,
    pub sleep: Option<Arc<SleepWatch>>,
    pub folder: PathBuf,
}

/// The desk as an eframe application.
pub struct Window {
    desk: Desk,
    clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    rung: Rung,
    surroundings: Surroundings,
    has_painted: bool,
}

impl Window {
    /// Puts the desk before the office.
    pub fn new(
        ctx: &Context,
        office: Office,
        rung: Rung,
        surroundings: Surroundings,
    ) -> Result<Self, std::io::Error> {
        theme::install_with(ctx, &fonts(), &system_fonts());
        suit(ctx, rung, &machine::screen());
        ctx.data_mut(|data| data.insert_temp(renderer_id(), rung_word(rung)));
        let clock = office.clock_of_desk();
        let (wake, folder) = (ctx.clone(), surroundings.folder.clone());
        let remake = Box::new(move || start::office_at(Some(folder.clone())));
        let worker = Worker::start(office, remake, move || wake.request_repaint())?;
        surroundings.calls.begin(ctx, worker.locker());
        let picker = SystemPicker::new(ctx.clone());
        let told = Arc::clone(&clock);
        let desk = Desk::new(ctx, Box::new(worker), Box::new(picker), Box::new(move || told()));
        Ok(Self { desk, clock, rung, surroundings, has_painted: false })
    }

    /// A second frame begins only after the first was handed to the screen.
    fn settle(&self) {
        let mut climb = self.surroundings.climb.borrow_mut();
        if self.has_painted && !climb.has_drawn() {
            climb.drew();
            let is_remote = machine::screen().is_remote;
            tracing::info!(
                version = env!("CARGO_PKG_VERSION"),
                renderer = self.rung.name(),
                is_remote,
                "the window is open"
            );
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.settle();
        if self.surroundings.calls.answer(ctx) {
            suit(ctx, self.rung, &machine::screen());
        }
        let now_ms = (self.clock)().ms();
        if self.surroundings.sleep.as_ref().is_some_and(|sleep| sleep.look(now_ms)) {
            self.desk.lock(ctx);
        }
        self.desk.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.desk.ui(ui);
        if !self.has_painted {
            self.has_painted = true;
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        theme::colors().desk.to_normalized_gamma_f32()
    }
}

/// How the window is made for a rung.
pub fn native_options(rung: Rung) -> NativeOptions {
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
    let renderer = match rung {
        Rung::Glow => Renderer::Glow,
        Rung::Wgpu => Renderer::Wgpu,
    };
    let options = NativeOptions { renderer, viewport, ..NativeOptions::default() };
    #[cfg(windows)]
    let options = with_dx12(options);
    options
}

/// Only what Windows itself brings: DX12, in software where there is no chip for it, and its own compiler of shaders,
/// not one that happens to lie in the path.
#[cfg(windows)]
fn with_dx12(mut options: NativeOptions) -> NativeOptions {
    use eframe::egui_wgpu::WgpuSetup;
    use eframe::wgpu;
    if let WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup {
        setup.instance_descriptor.backends = wgpu::Backends::DX12;
        setup.instance_descriptor.backend_options.dx12.shader_compiler = wgpu::Dx12Compiler::Fxc;
        setup.power_preference = wgpu::PowerPreference::LowPower;
    }
    options
}

/// What draws the window, for 这台电脑 and for support; none where there is no window.
pub fn renderer(ctx: &Context) -> Option<&'static str> {
    ctx.data(|data| data.get_temp::<&'static str>(renderer_id()))
}

fn renderer_id() -> egui::Id {
    egui::Id::unique("renderer")
}

fn rung_word(rung: Rung) -> &'static str {
    match rung {
        Rung::Glow => "OpenGL（glow）",
        Rung::Wgpu => "Direct3D 或 Vulkan（wgpu）",
    }
}

/// Suits the screen and the habits of its user. The size of a pixel is the toolkit's own matter.
fn suit(ctx: &Context, rung: Rung, screen: &Screen) {
    theme::set_motion(ctx, motion(rung, screen));
    if let Some(most) = screen.double_click {
        ctx.options_mut(|options| options.input_options.max_double_click_delay = most.as_secs_f64());
    }
}

/// A caret blinks where nobody pays for it: not over a network, and not where the processor may have to draw.
fn motion(rung: Rung, screen: &Screen) -> Motion {
    match screen.caret_blink {
        Some(blink) if !screen.is_remote && rung == Rung::Glow => Motion::Local { blink },
        _ => Motion::Still,
    }
}

/// The faces of the window, unpacked once.
fn fonts() -> FontBytes {
    let faces = start::window_faces();
    FontBytes { sans: faces[0], sans_bold: faces[1], serif_bold: faces[2], serif: faces[3] }
}

fn system_fonts() -> SystemFonts {
    let faces = machine::system_faces();
    SystemFonts { sans: faces.sans.map(|pair| [pair.regular, pair.bold]), rare: faces.rare }
}

#[cfg(test)]
mod tests {
    use super::motion;
    use crate::services::machine::Screen;
    use crate::services::machine::renderer::Rung;
    use crate::ui::theme::Motion;
    use std::time::Duration;

    #[test]
    fn a_caret_blinks_only_on_a_chip_of_this_machine() {
        let blink = Duration::from_millis(530);
        let screen = |is_remote| Screen { is_remote, double_click: None, caret_blink: Some(blink) };
        assert_eq!(motion(Rung::Glow, &screen(false)), Motion::Local { blink });
        assert_eq!(motion(Rung::Glow, &screen(true)), Motion::Still);
        assert_eq!(motion(Rung::Wgpu, &screen(false)), Motion::Still);
        let unknown = Screen { caret_blink: None, ..screen(false) };
        assert_eq!(motion(Rung::Glow, &unknown), Motion::Still);
    }
}
