//! The components on screen: pictures to look at in `target/screens/`, and their manners by label.

mod controls;
mod manners;
mod parts;
mod states;

use appraisal_desk::platform::fonts;
use appraisal_desk::ui::theme;
use egui_kittest::Harness;
use std::fs;
use std::path::Path;

/// A harness with the fonts and the style of the window.
pub fn harness<'a, S: 'static>(
    size: [f32; 2],
    app: impl FnMut(&mut egui::Ui, &mut S) + 'a,
    state: S,
) -> Harness<'a, S> {
    Harness::builder()
        .with_size(size)
        .with_theme(egui::Theme::Light)
        .with_os(egui::os::OperatingSystem::Windows)
        .with_render_cursor(false)
        .with_context_setup(|ctx| theme::install(ctx, &font_bytes()))
        .build_ui_state(app, state)
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

/// Keeps what is on screen as a picture, for people to look at.
pub fn picture<S>(harness: &mut Harness<'_, S>, name: &str) -> image::RgbaImage {
    let image = harness.render().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
    fs::create_dir_all(&folder).unwrap();
    image.save(folder.join(format!("{name}.png"))).unwrap();
    image
}
