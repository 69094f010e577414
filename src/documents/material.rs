//! F-04 鉴定材料接收暨确认清单: six particulars per item, confirmed item by item by both sides.
//!
//! Serves 通则 12、16、22 条 and 川意见 二(一): what is not confirmed by both sides of a joint commission is
//! locked, and the line says so. A page of movements follows when there are any.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::MaterialLine;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F04;

/// Everything the list shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 提交人.
    pub submitter: String,
    /// 提交方式.
    pub submit_method: String,
    /// 委托方式: 「共同委托」; decides what the columns of confirmation mean.
    pub mode: String,
    /// 甲方: the party's name, head of the first column of confirmation.
    pub party_a: String,
    /// 乙方: the insurer's name; empty for a unilateral commission.
    pub party_b: String,
    /// The items.
    pub rows: Vec<Row>,
    /// The client's promise that the materials are true and lawful.
    pub promise: String,
    /// 争议材料.
    pub disputes: Vec<Dispute>,
    /// 流转: lent, returned, used up, given back.
    pub movements: Vec<Movement>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 提交人、甲方、乙方、收件人, in this order.
    pub signatures: Vec<SignatureFact>,
}

/// One item.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// 序号, permanent within the case.
    pub no: String,
    /// The six particulars.
    #[serde(flatten)]
    pub line: MaterialLine,
    /// 唯一标识、页数.
    pub identification: String,
    /// 原件/复印件.
    pub original_or_copy: String,
    /// 来源医疗机构.
    pub source: String,
    /// 甲方确认.
    pub confirmed_by_a: Confirmation,
    /// 乙方确认.
    pub confirmed_by_b: Confirmation,
    /// 是否可耗损.
    pub may_be_used_up: String,
    /// 退还要求.
    pub return_wish: String,
    /// Why it may not be used: 「未经双方确认，不得用于鉴定」; empty when it may.
    pub lock: String,
}

/// One side's confirmation of one item; empty texts leave room for the pen.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who.
    pub by: String,
    /// When, or in what way: 「11-24 14:20 签名」.
    pub at: String,
    /// The picture of the signature, by its name in `Images`.
    pub image: Option<String>,
}

/// An item that one side disputes.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Dispute {
    /// 序号 of the item.
    pub no: String,
    /// Who disputes it.
    pub by: String,
    /// What is disputed.
    pub content: String,
    /// What was done.
    pub handling: String,
}

/// One movement of an item.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Movement {
    /// When.
    pub at: String,
    /// 序号 of the item.
    pub no: String,
    /// 借出、归还、消耗、退还.
    pub kind: String,
    /// How much.
    pub quantity: String,
    /// Why.
    pub reason: String,
    /// Who took and who gave.
    pub persons: String,
}
