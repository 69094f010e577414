//! F-11 个人信息处理告知暨单独同意书: seven points to be told, a consent to sensitive data apart from the rest, and one
//! apart for every recipient (PI-13, PI-17, PI-23, PI-28–31). One sheet per person.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F11;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// Whose data.
    pub name: String,
    /// Who answers for the person; empty where it is the person.
    pub guardian: String,
    /// 委托事项.
    pub matter: String,
    /// What is told, point by point.
    pub points: Vec<Point>,
    /// 敏感个人信息.
    pub sensitive: Answer,
    /// Every recipient apart.
    pub recipients: Vec<RecipientLine>,
    /// What was taken back since, a line each.
    pub withdrawn: Vec<String>,
    /// The person, or the guardian.
    pub signs: SignatureFact,
    /// 告知人.
    pub informer_signs: SignatureFact,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 见证人用简版: only what concerns the copies of a witness's papers.
    #[serde(default)]
    pub is_short: bool,
}

/// One point.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Point {
    /// What it is about.
    pub about: String,
    /// What is told.
    pub text: String,
    /// Whether it was told.
    pub is_told: bool,
}

/// One recipient.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecipientLine {
    /// Who.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// The answer.
    pub agreed: Answer,
}
