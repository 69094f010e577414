//! What the machine gives: time, paths, locks, keys, printers. Knows no table and no page.
