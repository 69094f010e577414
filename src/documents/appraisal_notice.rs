//! F-22 司法鉴定告知书: what every client is told when a commission is made (GZ-18, GZ-24, GZ-25, GZ-29, GZ-40).
//!
//! The official wording was not at hand: the points are those of the form catalogue in our own words.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F22;

/// Everything the notice says.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被告知人: the clients.
    pub to: String,
    /// 被鉴定人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// The points, in order.
    pub points: Vec<String>,
    /// The four cases in which a witness has to be there, under their point.
    pub witnesses: Vec<String>,
    /// After which point, from 1, the four cases stand.
    pub witnesses_after: usize,
    /// The clients.
    pub signatures: Vec<SignatureFact>,
    /// 告知人.
    pub informer_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}
