//! F-32 「人伤黄牛」疑点线索移送单: what was seen, what was heard, what is only supposed; a doubt and never a verdict.
//!
//! Whether people are named is decided by the caller, who has the ground for it (PI-13) or has left the names out.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::documents::sheet::Tick;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F32;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 移送对象, every one with its box.
    pub receivers: Vec<Tick>,
    /// The receiving office.
    pub receiver: String,
    /// 来源.
    pub source: String,
    /// 涉及案件: numbers, or how many where numbers do not go along.
    pub cases: String,
    /// 疑点类型, every one with its box.
    pub kinds: Vec<Tick>,
    /// 见到的.
    pub seen: String,
    /// 听到的.
    pub heard: String,
    /// 推测.
    pub supposed: String,
    /// 涉及人员.
    pub people: String,
    /// 个人信息: masked, or the article that orders it.
    pub personal: String,
    /// Nothing that names anybody goes along.
    pub is_masked: bool,
    /// 证据清单.
    pub evidence: Vec<Piece>,
    /// 审核意见.
    pub review: String,
    /// 审核人 and 移送人.
    pub signatures: Vec<SignatureFact>,
    /// 移送日期; empty while it was not handed over.
    pub transferred_on: String,
    /// 接收回执; empty while it is owed.
    pub receipt: String,
    /// 依据.
    pub basis: Vec<String>,
}

/// One piece of evidence.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Piece {
    /// What it is called.
    pub title: String,
    /// Hex SHA-256, whole: the receiver checks it.
    pub sha256: String,
}
