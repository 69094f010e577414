//! F-30 涉保鉴定工作台账: the cases of a span of days, one after the other, in groups of columns that fit on A4.
//!
//! A volume has up to 3000 cases; a long one is written without structure for screen readers (`LongList`), its rows set
//! by `long_list`.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F30;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 「2026-01-01 至 2026-12-31，共 14 件」.
    pub scope: String,
    /// The words above the groups of columns.
    pub heads: Vec<String>,
    /// One cell for each group, its lines between line ends.
    pub rows: Vec<Vec<String>>,
    /// 合计, sentence by sentence.
    pub totals: Vec<String>,
    /// 涉保专人 and 负责人.
    pub signatures: Vec<SignatureFact>,
    /// 依据.
    pub basis: Vec<String>,
}
