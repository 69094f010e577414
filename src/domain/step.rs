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
    /// Write down who called, about what, and when they would come.
    Book,
    /// Open the case at the desk.
    Receive,
    /// Pass from reception to the review of the commission.
    BeginReview,
    /// Ask the client for more material.
    AskSupplement,
    /// What was asked for is complete.
    CloseSupplement,
    /// The client takes the commission back before it is accepted.
    Withdraw,
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
    /// Stand still until something happens, where the institution switched that on.
    Suspend,
    /// Change the agreement after it was signed.
    ChangeAgreement,
    /// Examine once more, on another day.
    ExamineAgain,
    /// Hand the draft of the opinion to the reviewer.
    SubmitOpinion,
    /// The reviewer agrees with the draft.
    ReviewOpinion,
    /// The reviewer sends the draft back.
    ReturnOpinion,
    /// Issue the opinion, reviewed and signed.
    IssueOpinion,
    /// Hand the opinion over.
    Deliver,
    /// Put the volume away.
    Archive,
    /// Give material back.
    ReturnMaterial,
    /// Mend a flaw of an issued opinion.
    CorrectOpinion,
    /// Open a supplementary appraisal of an issued opinion.
    Supplement,
    /// Take a re-appraisal, or be asked for one.
    Reappraise,
    /// Answer an objection.
    AnswerDispute,
    /// Send somebody to court.
    AttendCourt,
    /// Decide about a recusal.
    DecideRecusal,
    /// Put somebody in the place of an appraiser who steps back.
    Substitute,
    /// Report an interference.
    ReportInterference,
    /// Hand a clue over.
    TransferClue,
    /// Print the version of a sheet that is to be signed.
    PrintSheet,
}

impl Step {
    /// All steps, in the order of a case.
    pub const ALL: [Self; 42] = [
        Self::Book,
        Self::Receive,
        Self::BeginReview,
        Self::AskSupplement,
        Self::CloseSupplement,
        Self::Withdraw,
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
        Self::Suspend,
        Self::ChangeAgreement,
        Self::ExamineAgain,
        Self::SubmitOpinion,
        Self::ReviewOpinion,
        Self::ReturnOpinion,
        Self::IssueOpinion,
        Self::Deliver,
        Self::Archive,
        Self::ReturnMaterial,
        Self::CorrectOpinion,
        Self::Supplement,
        Self::Reappraise,
        Self::AnswerDispute,
        Self::AttendCourt,
        Self::DecideRecusal,
        Self::Substitute,
        Self::ReportInterference,
        Self::TransferClue,
        Self::PrintSheet,
    ];

    /// The words on its button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Book => "登记预约",
            Self::Receive => "登记来访",
            Self::BeginReview => "转入审查",
            Self::AskSupplement => "通知补充材料",
            Self::CloseSupplement => "登记材料收齐",
            Self::Withdraw => "登记撤回",
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
            Self::Suspend => "中止鉴定",
            Self::ChangeAgreement => "变更委托书",
            Self::ExamineAgain => "再次检查",
            Self::SubmitOpinion => "送复核",
            Self::ReviewOpinion => "复核同意",
            Self::ReturnOpinion => "退回修改",
            Self::IssueOpinion => "出具意见书",
            Self::Deliver => "送达",
            Self::Archive => "归档",
            Self::ReturnMaterial => "退还材料",
            Self::CorrectOpinion => "补正",
            Self::Supplement => "补充鉴定",
            Self::Reappraise => "重新鉴定",
            Self::AnswerDispute => "答复异议",
            Self::AttendCourt => "出庭",
            Self::DecideRecusal => "回避决定",
            Self::Substitute => "换人",
            Self::ReportInterference => "报告干预",
            Self::TransferClue => "移送线索",
            Self::PrintSheet => "打印签署稿",
        }
    }
}

/// Where a way out leads; the window maps it to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// 预约.
    Booking,
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
    /// 个人信息告知与同意.
    Privacy,
    /// 到场签到.
    CheckIn,
    /// 亮证告知.
    LicenceShowing,
    /// 过程记录.
    ProcessRecord,
    /// 时限与补充材料.
    Clock,
    /// 回避申请、决定、换人.
    Recusal,
    /// 撤回.
    Withdrawal,
    /// 终止.
    Termination,
    /// 现场提取的记录.
    OnSiteCollection,
    /// 司法鉴定告知.
    AppraisalNotice,
    /// 鉴定人承诺书.
    CourtPledge,
    /// 中止与恢复.
    Suspension,
    /// 委托书变更.
    AgreementChange,
    /// 材料退还.
    MaterialReturn,
    /// 意见书: from the draft to the archive.
    Opinion,
    /// 专家咨询.
    Experts,
    /// 补正.
    Correction,
    /// 补充鉴定.
    Supplement,
    /// 重新鉴定.
    Reappraisal,
    /// 支线事项 of the case: objections, court, recusal, supplementary and re-appraisal.
    Events,
    /// 登记簿 of the office: interference, clues, exceptions.
    Registers,
    /// 文书.
    Sheets,
    /// 人员与名录.
    Directory,
    /// 设置.
    Settings,
}

impl Place {
    /// All places, in the order of a case.
    pub const ALL: [Self; 35] = [
        Self::Booking,
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
        Self::Privacy,
        Self::CheckIn,
        Self::LicenceShowing,
        Self::ProcessRecord,
        Self::Clock,
        Self::Recusal,
        Self::Withdrawal,
        Self::Termination,
        Self::OnSiteCollection,
        Self::AppraisalNotice,
        Self::CourtPledge,
        Self::Suspension,
        Self::AgreementChange,
        Self::MaterialReturn,
        Self::Opinion,
        Self::Experts,
        Self::Correction,
        Self::Supplement,
        Self::Reappraisal,
        Self::Events,
        Self::Registers,
        Self::Sheets,
        Self::Directory,
        Self::Settings,
    ];

    /// The name people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Booking => "预约",
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
            Self::Privacy => "个人信息同意",
            Self::CheckIn => "到场签到",
            Self::LicenceShowing => "亮证告知",
            Self::ProcessRecord => "过程记录",
            Self::Clock => "时限",
            Self::Recusal => "回避",
            Self::Withdrawal => "撤回",
            Self::Termination => "终止鉴定",
            Self::OnSiteCollection => "现场提取",
            Self::AppraisalNotice => "司法鉴定告知",
            Self::CourtPledge => "鉴定人承诺书",
            Self::Suspension => "中止与恢复",
            Self::AgreementChange => "委托书变更",
            Self::MaterialReturn => "材料退还",
            Self::Opinion => "意见书",
            Self::Experts => "专家咨询",
            Self::Correction => "补正",
            Self::Supplement => "补充鉴定",
            Self::Reappraisal => "重新鉴定",
            Self::Events => "相关事项",
            Self::Registers => "登记簿",
            Self::Sheets => "文书",
            Self::Directory => "人员与名录",
            Self::Settings => "设置",
        }
    }
}
