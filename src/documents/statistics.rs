//! F-31 年度共同委托统计表: counts per insurer, and what every figure means.
//!
//! Lines stand by name; the sheet has no figure of lowered grades or saved sums (SH-2.2b).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F31;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 「2026-01-01 至 2026-12-31 决定受理」.
    pub scope: String,
    /// The words above the figures.
    pub heads: Vec<String>,
    /// An insurer and its figures; the sum comes last.
    pub rows: Vec<Vec<String>>,
    /// The sums quarter by quarter; empty where the span is no whole year.
    pub quarters: Vec<Vec<String>>,
    /// What holds of the whole table.
    pub notes: Vec<String>,
    /// A figure and what it counts.
    pub meanings: Vec<[String; 2]>,
    /// 制表人.
    pub maker: SignatureFact,
    /// 依据.
    pub basis: Vec<String>,
}
