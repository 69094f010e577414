//! F-35 鉴定人承诺书: what appraisers promise the court before they begin (MZ-33).
//! The court's own form was not at hand: the wording is ours.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F35;

/// Everything the pledge says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 致: the court.
    pub to: String,
    /// 委托事项.
    pub matter: String,
    /// What is promised, in order.
    pub promises: Vec<String>,
    /// The appraisers.
    pub signatures: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
