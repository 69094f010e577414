//! The window: theme, components, pages and the desk that holds them.

/// Tokens (`assets/theme.toml`) as an egui style.
pub mod theme;

/// The controls every page is made of.
pub mod components;

/// The calendar of working days as date fields want it.
pub mod almanac;
/// 登记预约, for whichever page offers it.
pub mod booking;
/// 导入工作日历, for whichever page offers it.
pub mod calendar_import;

/// Findings of the law as the controls show them.
pub mod law;

mod paper_signature;
/// A place to sign: on the pad, on paper, by fingerprint, or refused before two of the staff.
pub mod signing;
mod signing_dialog;

/// Everybody who has to sign a sheet, one after the other.
pub mod sheet_signing;

/// Reasons for going on in spite of what the law only warns of.
pub mod reasons;

/// Keeping what is typed, a second after the last change.
pub mod draft_keeper;

/// A long list that is read piece by piece.
mod piece_reader;

/// The keyboard of a step that has just come up.
pub mod arrival;

/// The pages, one file each.
pub mod pages;

/// The frame: replies in, pages drawn, requests out.
pub mod desk;

mod run;

pub use crate::ui::run::WindowError;
pub use crate::ui::run::WindowOptions;
pub use crate::ui::run::run;
