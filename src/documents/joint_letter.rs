//! F-02 涉保鉴定共同委托书: both sides, the matter, the material both confirm, what they promise, and the check at the
//! counter (SH-2.1c, SC-2.1a–h).
//!
//! The form of the Shanghai annex was never given to us. Nothing here ties the commission to accepting the opinion
//! (SC-2.1h), and there is no place for a term that would.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F02;

/// Everything the letter shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托方一: the parties.
    pub parties: Vec<Party>,
    /// 委托方二: the insurers.
    pub insurers: Vec<InsurerParty>,
    /// 被鉴定人.
    pub subject: String,
    /// 事故、出险概况.
    pub incident: String,
    /// 险种, 报案号.
    pub cover: String,
    /// 委托事项.
    pub matter: String,
    /// 鉴定用途.
    pub purpose: String,
    /// 是否重新鉴定.
    pub is_reappraisal: Answer,
    /// Every way of choosing an institution, in the order of the boxes.
    pub selections: Vec<String>,
    /// The way that was chosen; empty for the pen.
    pub selection: String,
    /// The materials by name and quantity.
    pub materials: Vec<String>,
    /// SC-2.1c, as both sides confirm it.
    pub confirmation: String,
    /// SC-2.1d, as both sides promise it.
    pub promise: String,
    /// Whether the insurer sends a witness; open until the letter says it.
    pub sends_witness: Answer,
    /// 意见书份数.
    pub copies: String,
    /// 预计费用.
    pub fee: String,
    /// 费用由谁承担; empty for the pen.
    #[serde(default)]
    pub fee_bearer: String,
    /// 意见书送达方, of `receivers`; empty for the pen.
    #[serde(default)]
    pub opinion_to: String,
    /// Every party it can be handed to.
    #[serde(default)]
    pub receivers: Vec<String>,
    /// How the letter came, of `carriers`; empty for the pen.
    pub carrier: String,
    /// Every way a letter can come.
    pub carriers: Vec<String>,
    /// What the letter does not change for either side.
    pub rights: String,
    /// The parties.
    pub parties_sign: Vec<SignatureFact>,
    /// The insurers, with their seal.
    pub insurers_sign: Vec<SignatureFact>,
    /// 前台核验.
    pub check: Check,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// 委托方一.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Party {
    /// 姓名.
    pub name: String,
    /// 证件类型.
    pub id_type: String,
    /// 证件号码.
    pub id_number: String,
    /// 联系方式.
    pub phone: String,
    /// 与被鉴定人关系.
    pub relation: String,
}

/// 委托方二.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct InsurerParty {
    /// 名称.
    pub name: String,
    /// 统一社会信用代码.
    pub code: String,
    /// 经办部门.
    pub department: String,
    /// 经办人.
    pub handler: String,
    /// 工号.
    pub staff_no: String,
    /// 电话.
    pub phone: String,
}

/// What the counter compared.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Check {
    /// Whether it is an original.
    pub is_original: Answer,
    /// 印章核对, by whom.
    pub seal_checked_by: String,
    /// 电话回核: number.
    pub number: String,
    /// Time.
    pub at: String,
    /// To whom.
    pub spoke_to: String,
    /// Whether it was confirmed.
    pub is_confirmed: Answer,
}
