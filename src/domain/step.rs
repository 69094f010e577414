//! The steps a rule can guard, and the places where a way out leads.
//!
//! A rule names the steps it stops, never a page; a way out names a place, and the window decides which
//! page that is. Recording a fact is not a step: who came is always written down.

use serde::Deserialize;
use serde::Serialize;

/// Something an office does to a case that the law may stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Open the case at the desk.
    Receive,
    /// Pass from reception to the review of the commission.
    BeginReview,
    /// Ask the client for more material.
    AskSupplement,
    /// The director accepts.
    DecideAccept,
    /// The director refuses.
    DecideReject,
    /// Sign the commission agreement.
    SignAgreement,
    /// Set day, time and place.
    Schedule,
    /// Notify an insurer.
    Notify,
    /// Begin the on-site part: the parties are here.
    OpenOnSite,
    /// Let an insurer's witness watch and listen.
    Witness,
    /// Let an insurer's witness take pictures.
    LetFilm,
    /// Show licences and ask about recusal.
    ShowLicences,
    /// Collect material outside.
    CollectOnSite,
    /// Begin to examine.
    BeginExamination,
    /// Use one piece of material.
    UseMaterial,
    /// Seal the process record.
    SealRecord,
    /// Hand the sealed record on, signed by everybody who has to.
    FinishRecord,
    /// Prolong the time limit.
    Extend,
    /// End without an opinion.
    Terminate,
    /// Print the version of a sheet that is to be signed.
    PrintSheet,
}

impl Step {
    /// All steps, in the order of a case.
    pub const ALL: [Self; 20] = [
        Self::Receive,
        Self::BeginReview,
        Self::AskSupplement,
        Self::DecideAccept,
        Self::DecideReject,
        Self::SignAgreement,
        Self::Schedule,
        Self::Notify,
        Self::OpenOnSite,
        Self::Witness,
        Self::LetFilm,
        Self::ShowLicences,
        Self::CollectOnSite,
        Self::BeginExamination,
        Self::UseMaterial,
        Self::SealRecord,
        Self::FinishRecord,
        Self::Extend,
        Self::Terminate,
        Self::PrintSheet,
    ];

    /// The words on its button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Receive => "登记来访",
            Self::BeginReview => "转入审查",
            Self::AskSupplement => "通知补充材料",
            Self::DecideAccept => "受理",
            Self::DecideReject => "不予受理",
            Self::SignAgreement => "签订委托书",
            Self::Schedule => "排定检查",
            Self::Notify => "通知保险机构",
            Self::OpenOnSite => "开始现场",
            Self::Witness => "准予见证",
            Self::LetFilm => "准予拍摄",
            Self::ShowLicences => "亮证",
            Self::CollectOnSite => "现场提取",
            Self::BeginExamination => "开始检验",
            Self::UseMaterial => "使用材料",
            Self::SealRecord => "定稿",
            Self::FinishRecord => "签齐交出",
            Self::Extend => "延长时限",
            Self::Terminate => "终止鉴定",
            Self::PrintSheet => "打印签署稿",
        }
    }
}

/// Where a way out leads; the window maps it to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// 接待登记.
    Reception,
    /// 风险告知.
    RiskNotice,
    /// 共同委托.
    JointLetter,
    /// 材料清单.
    Materials,
    /// 委托审查.
    Review,
    /// 指派鉴定人.
    Assignment,
    /// 受理决定.
    Acceptance,
    /// 委托书.
    Agreement,
    /// 排期.
    Schedule,
    /// 见证通知.
    Notify,
    /// 到场签到.
    CheckIn,
    /// 亮证告知.
    LicenceShowing,
    /// 过程记录.
    ProcessRecord,
    /// 文书.
    Sheets,
    /// 人员与名录.
    Directory,
    /// 设置.
    Settings,
}

impl Place {
    /// All places, in the order of a case.
    pub const ALL: [Self; 16] = [
        Self::Reception,
        Self::RiskNotice,
        Self::JointLetter,
        Self::Materials,
        Self::Review,
        Self::Assignment,
        Self::Acceptance,
        Self::Agreement,
        Self::Schedule,
        Self::Notify,
        Self::CheckIn,
        Self::LicenceShowing,
        Self::ProcessRecord,
        Self::Sheets,
        Self::Directory,
        Self::Settings,
    ];

    /// The name people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reception => "接待登记",
            Self::RiskNotice => "风险告知",
            Self::JointLetter => "共同委托",
            Self::Materials => "材料清单",
            Self::Review => "委托审查",
            Self::Assignment => "指派鉴定人",
            Self::Acceptance => "受理决定",
            Self::Agreement => "委托书",
            Self::Schedule => "排期",
            Self::Notify => "见证通知",
            Self::CheckIn => "到场签到",
            Self::LicenceShowing => "亮证告知",
            Self::ProcessRecord => "过程记录",
            Self::Sheets => "文书",
            Self::Directory => "人员与名录",
            Self::Settings => "设置",
        }
    }
}
