//! The window: theme, components, pages and the desk that holds them.

/// Tokens (`assets/theme.toml`) as an egui style.
pub mod theme;

/// The controls every page is made of.
pub mod components;
