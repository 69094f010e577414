//! F-10 鉴定过程拍照、录像、录音同意书: who may record what for which use, the institution and every insurer apart
//! (GZ-26, GZ-27, SC-4.4g, PI-29, PI-31, 民法典 1033).

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F10;

/// Everything the sheet shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 被拍摄人.
    pub subject: String,
    /// 委托事项.
    pub matter: String,
    /// Who would record: the institution first, then every insurer.
    pub recorders: Vec<RecorderColumn>,
    /// How consent is taken back.
    pub withdrawal: String,
    /// Whether a guardian signs: the subject is under fourteen, or a guardian answered.
    pub needs_guardian: bool,
    /// 被拍摄人 or 监护人.
    pub subject_signs: SignatureFact,
    /// 鉴定机构.
    pub institution_signs: SignatureFact,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// One who would record.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RecorderColumn {
    /// 「鉴定机构」, or the insurer.
    pub who: String,
    /// An insurer's people also need the consent of the institution.
    pub is_insurer: bool,
    /// 范围、部位.
    pub scope: String,
    /// 用途.
    pub purpose: String,
    /// 设备、时段.
    pub means: String,
    /// 保存期限.
    pub retention: String,
    /// 可否提供给第三方.
    #[serde(default)]
    pub may_pass_on: Answer,
    /// To whom.
    #[serde(default)]
    pub pass_on_to: String,
    /// What the party said.
    pub party_agrees: Answer,
    /// What the institution said.
    pub institution_agrees: Answer,
}
