//! What the machine gives: time, paths, locks, keys, printers. Knows no table and no page.

/// The packed faces, and those lying beside the program.
pub mod fonts;
