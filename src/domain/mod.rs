//! What is true: types, rules, dates, deadlines. No IO, no clock, no threads.

/// What the audit log says: operations, drafts, entries.
pub mod audit;
/// The row of a case that lists show.
pub mod case_head;
/// Evidence as it is kept: never edited, corrected by a new version.
pub mod evidence;
/// What an error says beside its sentence.
pub mod explain;
/// Identities, one type per noun.
pub mod ids;
/// The keys of an open office.
pub mod keys;
/// Moments and days in Beijing time.
pub mod moment;
/// Values that do not print.
pub mod secret;
