//! The controls every page is made of. (catalogue follows)

pub mod button;
pub mod checkbox;
pub mod chip;
pub mod citation;
pub mod field;
mod field_frame;
pub mod finding;
pub mod flow;
pub mod form_grid;
pub mod id_number;
pub mod ime;
pub mod key_cap;
pub mod modal;
pub mod notice;
pub mod option;
pub mod paint;
mod popup;
pub mod segmented;
pub mod sheet_grid;
mod text_menu;
pub mod toasts;
pub mod why_panel;
