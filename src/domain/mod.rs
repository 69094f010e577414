//! What is true: types, rules, dates, deadlines. No IO, no clock, no threads.

/// The official sheets, their numbers and titles.
pub mod sheet;
