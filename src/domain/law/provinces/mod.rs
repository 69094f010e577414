//! Provinces beyond Shanghai and Sichuan, one file each: the name, the instrument, the clauses, the rules.
//!
//! To add one: write its file as `zhejiang.rs` is written, name it here twice, and give every rule a case that
//! stops and one that passes in `tests/rules/`. Nothing else knows the province by name. A pack of which only part
//! was read is marked 「部分」 in its label, and so wherever it is shown.

/// 浙江, of which the first two items are known.
pub mod zhejiang;

use crate::domain::law::LocalInstrument;
use crate::domain::rules::CaseRule;

/// Every province that is one file, in the order of the set-up wizard.
pub const ALL: &[ProvincePack] = &[zhejiang::PACK];

/// Which province, as rules and institutions name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Province {
    /// The name in files and rows; it never changes.
    pub slug: &'static str,
    /// The letters of its requirement numbers.
    pub letters: &'static str,
    /// The name people read, with 「部分」 when the pack is not whole.
    pub label: &'static str,
    /// Whether only part of its instrument was read.
    pub is_partial: bool,
}

/// Everything the program knows about a province.
pub struct ProvincePack {
    /// Its name.
    pub here: Province,
    /// The instrument its rules rest on.
    pub instrument: LocalInstrument,
    /// Its rules.
    pub rules: &'static [CaseRule],
}
