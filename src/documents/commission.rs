//! F-01 司法鉴定委托书: the contract between client and institution (通则 16 条, 司发通〔2016〕112号).
//!
//! The order of the fields is that of the official form; what insurance cases add stands under
//! 约定事项 5 and 其他需要说明的事项. Several clients (共同委托) each have a place to sign.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::MaterialLine;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F01;

/// Everything 司法鉴定委托书 shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 编号: `××司鉴中心[2026]临鉴字第12号`.
    pub doc_no: String,
    /// 委托人; joint clients joined by 「、」.
    pub client: String,
    /// 联系人（电话）.
    pub contact: String,
    /// 联系地址.
    pub address: String,
    /// 承办人.
    pub handler: String,
    /// 司法鉴定机构.
    pub institution: InstitutionBlock,
    /// 委托鉴定事项.
    pub matter: String,
    /// 被鉴定人.
    pub subject: String,
    /// 是否属于重新鉴定.
    pub is_reappraisal: Answer,
    /// The former institution and opinion, when it is.
    pub reappraisal_note: String,
    /// 鉴定用途.
    pub purpose: String,
    /// 与鉴定有关的基本案情.
    pub background: String,
    /// 鉴定材料.
    pub materials: Vec<MaterialLine>,
    /// 「另附 F-04 清单，共 12 件」; empty when the lines are all.
    pub materials_note: String,
    /// 预计费用及收取方式.
    pub fee: FeeBlock,
    /// 司法鉴定意见书发送方式.
    pub delivery: Delivery,
    /// 约定事项 1（1）.
    pub materials_return: MaterialsReturn,
    /// 约定事项 1（2）.
    pub leftovers: Leftovers,
    /// 约定事项 2.
    pub time_limit: TimeLimit,
    /// 约定事项 3.
    pub recusal: Recusal,
    /// 约定事项 5, line by line.
    pub other_terms: Vec<String>,
    /// What insurance cases add to 约定事项 5; absent when the case has nothing to do with insurance.
    pub insurance: Option<InsuranceBlock>,
    /// 鉴定风险提示, point by point.
    pub risk_points: Vec<String>,
    /// 其他需要说明的事项.
    pub remarks: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 委托人（承办人）签名或者盖章, one per client.
    pub clients_sign: Vec<SignatureFact>,
    /// 司法鉴定机构签名、盖章.
    pub institution_signs: SignatureFact,
    /// 变更单 in place of the agreement; the places to sign are then those of the slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeSlip>,
}

/// 变更单: what the signed agreement is to say otherwise (TL-23).
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ChangeSlip {
    /// 「第1号」.
    pub number: String,
    /// The day the agreement took effect.
    pub agreement_on: String,
    /// Line by line.
    pub lines: Vec<ChangeLine>,
    /// Why.
    pub reason: String,
    /// From which day on; empty until everybody signed.
    pub effective_on: String,
    /// How many copies, and for whom.
    pub copies: String,
}

/// One line of a slip.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ChangeLine {
    /// What is changed.
    pub name: String,
    /// What was signed.
    pub from: String,
    /// What it is to say.
    pub to: String,
}

/// 司法鉴定机构: name, address, postcode, contact, telephone.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct InstitutionBlock {
    /// 名称.
    pub name: String,
    /// 地址.
    pub address: String,
    /// 邮编.
    pub postcode: String,
    /// 联系人.
    pub contact: String,
    /// 联系电话.
    pub phone: String,
}

/// 预计费用及收取方式.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct FeeBlock {
    /// In figures, without sign: 「2600.00」.
    pub total: String,
    /// 大写: 「贰仟陆佰元整」.
    pub in_words: String,
    /// How and when it is paid.
    pub method: String,
}

/// 司法鉴定意见书发送方式; a text that is there ticks its box.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Delivery {
    /// 自取.
    pub pickup: bool,
    /// 邮寄, with the address.
    pub mail: Option<String>,
    /// 其他方式, with the explanation.
    pub other: Option<String>,
    /// How many originals, and for whom: 「一式五份，委托双方各二份，存档一份」.
    pub copies: String,
}

/// 约定事项 1（1）关于鉴定材料.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MaterialsReturn {
    /// 所有鉴定材料无需退还.
    pub not_needed: bool,
    /// 鉴定材料须完整、无损坏地退还委托人.
    pub intact: bool,
    /// 因鉴定需要，鉴定材料可能会损坏、耗尽，导致无法完整退还.
    pub may_be_used_up: bool,
    /// 对保管和使用鉴定材料的特殊要求.
    pub special: Option<String>,
}

/// 约定事项 1（2）关于剩余鉴定材料.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Leftovers {
    /// 委托人于 … 周内自行取回.
    pub collected_within_weeks: Option<String>,
    /// 鉴定机构自行处理，收取 … 元处理费.
    pub disposed_for_fee: Option<String>,
    /// 其他方式.
    pub other: Option<String>,
}

/// 约定事项 2 鉴定时限.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct TimeLimit {
    /// … 之前完成: 「2026年12月31日」.
    pub before: Option<String>,
    /// 自生效之日起 … 个工作日.
    pub workdays: Option<String>,
}

/// 约定事项 3 需要回避的鉴定人.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Recusal {
    /// 需要回避的鉴定人.
    pub person: String,
    /// 回避事由.
    pub reason: String,
}

/// What insurance cases add (川意见 二(二), 沪通知 一(二)).
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct InsuranceBlock {
    /// 是否用于保险理赔.
    pub used_for_claim: Answer,
    /// Who asked, and when.
    pub asked: String,
    /// 委托方式: 「当事人单方委托」「共同委托」.
    pub mode: String,
    /// 保险机构, one line each.
    pub insurers: Vec<InsurerLine>,
    /// 是否已就同一事项另行委托.
    pub parallel: Answer,
    /// The promise not to commission the same matter elsewhere, as agreed.
    pub promise: String,
}

/// One insurer of the case.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct InsurerLine {
    /// 名称.
    pub name: String,
    /// 险种、保单号.
    pub policy: String,
    /// 报案号.
    pub report_no: String,
}
