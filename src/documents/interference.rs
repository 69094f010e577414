//! F-12 干预执业活动记录表: who tried to sway an appraisal, how, in which words, and what became of it.
//!
//! The official form was not at hand: the fields are those of the form catalogue, and the sheet says so (示范稿).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::documents::sheet::Tick;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F12;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 记录人.
    pub recorder: String,
    /// 记录人身份.
    pub capacity: String,
    /// 登记时间.
    pub recorded_at: String,
    /// 发生时间.
    pub happened_at: String,
    /// 地点.
    pub place: String,
    /// 案件编号; empty where no case is named.
    pub case_no: String,
    /// 与案件的关系.
    pub relation: String,
    /// 干预人: name, employer, position.
    pub who: [String; 3],
    /// 方式, every one with its box.
    pub manners: Vec<Tick>,
    /// 类型, every one with its box.
    pub kinds: Vec<Tick>,
    /// 内容与诉求.
    pub words: String,
    /// 在场人.
    pub present: String,
    /// 证据附件, each with the beginning of its hash.
    pub attachments: Vec<String>,
    /// 处理.
    pub handling: String,
    /// 是否严重.
    pub is_serious: Answer,
    /// 报告: 向谁、何时、接收人; empty while none went out.
    pub report: String,
    /// 回执.
    pub receipt: String,
    /// 更正: every later version with moment, person and reason.
    pub corrections: Vec<String>,
    /// The recorder.
    pub signature: SignatureFact,
    /// 依据.
    pub basis: Vec<String>,
}
