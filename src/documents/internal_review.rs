//! F-19 司法鉴定复核意见 (GZ-35, SC-3.3c/e): procedure and opinion as a colleague found them. It stays in the file.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F19;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托人.
    pub clients: String,
    /// 委托事项.
    pub matter: String,
    /// 被鉴定人.
    pub subject: String,
    /// 鉴定人.
    pub appraisers: String,
    /// 复核人.
    pub reviewer: String,
    /// 「第 2 稿」, with when it was written.
    pub version: String,
    /// The five points, in the words of the source.
    pub points: Vec<Point>,
    /// 关于鉴定程序的复核意见.
    pub on_procedure: String,
    /// 关于鉴定意见的复核意见.
    pub on_opinion: String,
    /// 复杂、疑难、特殊.
    pub is_difficult: bool,
    /// Experts who reviewed together.
    pub experts: Vec<Expert>,
    /// What is to be put right, and what became of it.
    pub problems: Vec<Problem>,
    /// 「同意」 or 「退回修改」; empty while there is no review.
    pub verdict: String,
    /// The reviewer, and the experts.
    pub signatures: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One of the five points.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Point {
    /// 「行为规范」.
    pub label: String,
    /// Whether it was found so.
    pub answer: Answer,
}

/// An expert of a joint review.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Expert {
    /// Who.
    pub name: String,
    /// 单位、职称.
    pub title: String,
    /// 意见.
    pub opinion: String,
}

/// Something that is to be put right.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Problem {
    /// What.
    pub issue: String,
    /// 「第 3 稿已改」; empty while it is open.
    pub handled: String,
}
