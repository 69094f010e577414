//! F-03 单方委托涉保鉴定注意事项（风险告知确认书）: read aloud point by point, chosen, signed.
//!
//! Serves 沪通知 一(二) and 川意见 二(二). The wording of the Shanghai annex was not available: the sheet
//! is marked 示范稿 by its head. It never talks anyone out of a unilateral commission.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F03;

/// Everything the notice shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 委托人.
    pub client: String,
    /// 被鉴定人.
    pub subject: String,
    /// 收到委托.
    pub received_on: String,
    /// 拟委托事项.
    pub matter: String,
    /// 是否用于保险理赔.
    pub used_for_claim: Answer,
    /// 适用标准 that the client was told.
    pub standard: String,
    /// 告知要点.
    pub points: Vec<NoticePoint>,
    /// 当事人选择.
    pub choice: PartyChoice,
    /// Whether the party accepts the insurer's witness; only where the pack asks it (上海).
    pub accepts_insurer_witness: Option<Acceptance>,
    /// Who of the insurer can be reached for a joint commission.
    pub insurer_contact: String,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
    /// 委托人签名.
    pub client_signs: SignatureFact,
    /// The agent's authority, when an agent signs.
    pub agent_authority: String,
    /// 告知人签名.
    pub informer_signs: SignatureFact,
    /// 拒签注记.
    pub refusal: Option<RefusalNote>,
}

/// One point that is read aloud.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct NoticePoint {
    /// The sentence.
    pub text: String,
    /// Its citation; empty when it has none.
    pub basis: String,
    /// Ticked when told.
    pub is_told: bool,
}

/// What the party decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyChoice {
    /// Not decided yet.
    #[default]
    Open,
    /// 同意转共同委托.
    Joint,
    /// 坚持单方委托.
    Unilateral,
    /// 再考虑.
    Undecided,
}

/// Whether the party accepts that the insurer watches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acceptance {
    /// Not asked yet.
    #[default]
    Open,
    /// 认可.
    Accepted,
    /// 不认可.
    Declined,
}
