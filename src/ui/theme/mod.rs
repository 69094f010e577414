//! The look in numbers: colours, type, measures, read once from `assets/theme.toml`.
//!
//! Everything that is painted takes its colour and size from here; pages never name a hex value.
//! `install` is called by the window and by the screen tests alike. One theme, light.
#![expect(clippy::disallowed_methods, reason = "colours are made here, from the token file")]

mod fonts;
pub mod icon;
mod layout;
mod style;
mod tokens;
mod type_scale;

pub use fonts::FontBytes;
pub use fonts::SystemFonts;
pub use fonts::bold_covers;
pub use fonts::install_fonts;
pub use layout::Width;
pub use layout::is_low;
pub use layout::set_zoom;
pub use layout::zoom_in;
pub use layout::zoom_out;
pub use layout::zoom_steps;
pub use style::Motion;
pub use style::hair;
pub use style::install_style;
pub use style::set_motion;
pub use tokens::Colors;
pub use tokens::Measures;
pub use tokens::Tokens;
pub use tokens::colors;
pub use tokens::measures;
pub use tokens::tokens;
pub use type_scale::Type;
pub use type_scale::format;
pub use type_scale::name_format;
pub use type_scale::rich;
pub use type_scale::rich_bold;

/// Installs fonts and style; the window calls it once, every screen test calls it too.
pub fn install(ctx: &egui::Context, bytes: &FontBytes) {
    install_with(ctx, bytes, &SystemFonts::default());
}

/// As `install`, with faces of the system before and behind our own.
pub fn install_with(ctx: &egui::Context, bytes: &FontBytes, system: &SystemFonts) {
    install_fonts(ctx, bytes, system);
    install_style(ctx);
}
