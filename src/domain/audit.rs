//! 审计日志 (`AuditLog`): what was done, by whom, when, to what. Only ever appended to.
//!
//! The `detail` of an entry holds ids, counts and codes, never a name or a number of a person: entries outlive
//! the data they speak of. Codes and canonical bytes may never change (`jd-audit-v1`); labels may.

use crate::domain::ids::CaseId;
use crate::domain::ids::DeskId;
use crate::domain::ids::Id;
use crate::domain::ids::SessionId;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use std::fmt;
use uuid::Uuid;

macro_rules! operations {
    ($($name:ident = $code:literal, $label:literal;)*) => {
        /// What was done, as the log names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $(#[doc = $label] $name,)*
        }

        impl Operation {
            /// Every operation, in the order of a case.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the permanent code that is kept and hashed.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Returns what a person reads.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// Finds the operation of a kept code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

operations! {
    Init = "init", "建立案卷库";
    Unlock = "unlock", "打开案卷库";
    UnlockFailed = "unlock_failed", "打开案卷库未成功";
    Lock = "lock", "锁定案卷库";
    ChangePassword = "change_password", "更改密码";
    Recover = "recover", "凭恢复密钥打开";
    AddUser = "add_user", "增加使用人";
    UpdateUser = "update_user", "更改使用人";
    SaveSettings = "save_settings", "保存设置";
    RegisterInsurer = "register_insurer", "登记保险机构";
    RegisterStaff = "register_staff", "登记鉴定人员";
    SaveIntake = "save_intake", "保存受理登记";
    GiveRiskNotice = "give_risk_notice", "告知鉴定风险";
    ReceiveJointLetter = "receive_joint_letter", "收存共同委托书";
    RegisterMaterial = "register_material", "登记鉴定材料";
    ConfirmMaterial = "confirm_material", "确认鉴定材料";
    DisputeMaterial = "dispute_material", "对鉴定材料提出异议";
    Review = "review", "受理审查";
    DeclareConflict = "declare_conflict", "申报利害关系";
    Assign = "assign", "指派鉴定人";
    DecideAccept = "decide_accept", "决定受理";
    DecideReject = "decide_reject", "决定不予受理";
    SignAgreement = "sign_agreement", "签订委托书";
    ChangeAgreement = "change_agreement", "变更委托书";
    SignAgreementChange = "sign_agreement_change", "签署变更单";
    Schedule = "schedule", "安排鉴定";
    Notify = "notify", "通知到场";
    SignIn = "sign_in", "到场签到";
    SignOut = "sign_out", "离场签退";
    RecordAbsence = "record_absence", "记录未到场";
    SignWitnessRules = "sign_witness_rules", "签署见证须知";
    ConsentRecording = "consent_recording", "影像许可";
    ShowLicence = "show_licence", "亮证";
    AskRecusal = "ask_recusal", "询问回避";
    StartRecord = "start_record", "开始过程记录";
    AddEntry = "add_entry", "过程记录";
    CorrectEntry = "correct_entry", "更正记录";
    AttachMedia = "attach_media", "附加影像资料";
    SealRecord = "seal_record", "封存过程记录";
    Sign = "sign", "签名";
    RefuseToSign = "refuse_to_sign", "拒绝签名";
    PrintSheet = "print_sheet", "打印文书";
    ExportSheet = "export_sheet", "另存文书";
    ExportLedger = "export_ledger", "导出台账、统计表";
    ExportWholeNames = "export_whole_names", "导出不遮姓名的台账";
    CloseLedger = "close_ledger", "月结台账";
    ViewCredential = "view_credential", "查看证件影像";
    FileScan = "file_scan", "扫描归卷";
    KeepStrayScan = "keep_stray_scan", "收存待认领的扫描页";
    RuleOnScan = "rule_on_scan", "核对签名件";
    ViewScan = "view_scan", "查看扫描件";
    DecideRecusal = "decide_recusal", "回避决定";
    MoveState = "move_state", "办案环节变动";
    Book = "book", "登记预约";
    RequestSupplement = "request_supplement", "通知补充材料";
    CloseSupplement = "close_supplement", "登记材料收齐";
    Extend = "extend", "延长时限";
    NotifyExtension = "notify_extension", "告知延长";
    Withdraw = "withdraw", "登记撤回";
    Terminate = "terminate", "终止鉴定";
    Suspend = "suspend", "中止鉴定";
    CollectOnSite = "collect_on_site", "记录现场提取";
    TellAppraisalNotice = "tell_appraisal_notice", "司法鉴定告知";
    Resume = "resume", "恢复鉴定";
    ReturnMaterial = "return_material", "退还材料";
    DraftOpinion = "draft_opinion", "拟写意见书";
    ReviewOpinion = "review_opinion", "复核意见书";
    IssueOpinion = "issue_opinion", "出具意见书";
    Deliver = "deliver", "送达意见书";
    Archive = "archive", "归档";
    CorrectOpinion = "correct_opinion", "补正意见书";
    ApproveCorrection = "approve_correction", "批准补正";
    LinkCase = "link_case", "关联案件";
    RegisterDispute = "register_dispute", "登记异议";
    HandleDispute = "handle_dispute", "处理异议";
    RegisterCourtNotice = "register_court_notice", "登记出庭通知";
    AttendCourt = "attend_court", "登记出庭";
    RequestRecusal = "request_recusal", "登记回避申请";
    Substitute = "substitute", "更换鉴定人";
    RegisterInterference = "register_interference", "登记干预";
    RegisterClue = "register_clue", "登记线索";
    ViewAttachment = "view_attachment", "查看登记簿附件";
    TakeOutAttachment = "take_out_attachment", "取出登记簿附件";
    SignExceptions = "sign_exceptions", "签署例外清单";
    RecordLiaison = "record_liaison", "记录座谈与培训";
    RegisterProblem = "register_problem", "登记执行问题";
    ConsentPrivacy = "consent_privacy", "个人信息同意";
    ConsultExpert = "consult_expert", "专家咨询";
    ImportCalendar = "import_calendar", "导入工作日历";
    RecordException = "record_exception", "记录例外";
    Verify = "verify", "核验案卷库";
    Backup = "backup", "备份";
    ClockTurnedBack = "clock_turned_back", "时钟倒退";
}

/// What an entry is about: a noun and the id of the row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityRef {
    /// The glossary identifier of the thing, snake_case.
    pub noun: String,
    /// Which one.
    pub id: Uuid,
}

impl EntityRef {
    /// Names one thing.
    pub fn new(noun: &str, id: impl Id) -> Self {
        Self { noun: noun.to_owned(), id: id.uuid() }
    }
}

/// An entry before it is written; the store adds number, desk, session, rows and chain.
#[derive(Clone, Debug)]
pub struct AuditDraft {
    /// When it was done.
    pub at: Moment,
    /// What was done.
    pub operation: Operation,
    /// Who did it; none when the program did.
    pub actor: Option<UserId>,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// The thing it is about; the first row written when none is given.
    pub entity: Option<EntityRef>,
    /// Ids, counts and codes that a reader needs; never personal data.
    pub detail: String,
}

impl AuditDraft {
    /// Begins an entry of an operation done by a person.
    #[must_use]
    pub const fn new(operation: Operation, by: UserId, at: Moment) -> Self {
        Self { at, operation, actor: Some(by), case: None, entity: None, detail: String::new() }
    }

    /// Begins an entry of something the program did by itself.
    #[must_use]
    pub const fn of_program(operation: Operation, at: Moment) -> Self {
        Self { at, operation, actor: None, case: None, entity: None, detail: String::new() }
    }

    /// Says which case it belongs to.
    #[must_use]
    pub const fn case(mut self, case: CaseId) -> Self {
        self.case = Some(case);
        self
    }

    /// Says what it is about.
    #[must_use]
    pub fn entity(mut self, entity: EntityRef) -> Self {
        self.entity = Some(entity);
        self
    }

    /// Adds ids, counts and codes; never personal data.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Returns 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns the first 16 hexadecimal digits, as printed on sheets.
    #[must_use]
    pub fn short(self) -> String {
        self.hex().chars().take(16).collect()
    }

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// One entry as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number, from 1 without gaps.
    pub seq: u64,
    /// When it was done.
    pub at: Moment,
    /// The desk that wrote it.
    pub desk: DeskId,
    /// The stay in the office during which it was written.
    pub session: SessionId,
    /// Who did it; none when the program did.
    pub actor: Option<UserId>,
    /// The permanent code of what was done.
    pub operation: String,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// The thing it is about.
    pub entity: Option<EntityRef>,
    /// Ids, counts and codes.
    pub detail: String,
    /// Hash over every row that was written with it.
    pub rows: Digest,
    /// The hash of the entry before; zero for the first.
    pub previous: Digest,
    /// The hash of this entry, which holds all of the above.
    pub hash: Digest,
}

impl AuditEntry {
    /// Returns what a person reads; the code itself when a newer program wrote it.
    #[must_use]
    pub fn label(&self) -> &str {
        Operation::from_code(&self.operation).map_or(self.operation.as_str(), |operation| operation.label())
    }
}

/// The newest entry's number and hash, as printed on every issued sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditHead {
    /// The number; 0 while the log is empty.
    pub seq: u64,
    /// The hash; zero while the log is empty.
    pub hash: Digest,
}

impl AuditHead {
    /// Returns 「12·9f86d081884c7d65」, as printed on sheets.
    #[must_use]
    pub fn printed(&self) -> String {
        format!("{}·{}", self.seq, self.hash.short())
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;
    use super::Operation;
    use std::collections::BTreeSet;

    #[test]
    fn every_operation_has_a_code_and_a_label_of_its_own() {
        let codes: BTreeSet<_> = Operation::ALL.iter().map(|operation| operation.code()).collect();
        let labels: BTreeSet<_> = Operation::ALL.iter().map(|operation| operation.label()).collect();
        assert_eq!(codes.len(), Operation::ALL.len());
        assert_eq!(labels.len(), Operation::ALL.len());
        for operation in Operation::ALL {
            assert_eq!(Operation::from_code(operation.code()), Some(*operation));
        }
    }

    #[test]
    fn a_digest_reads_what_it_writes_and_nothing_else() {
        let digest = Digest([0xa5; 32]);
        assert_eq!(Digest::from_hex(&digest.hex()), Some(digest));
        assert_eq!(Digest::from_hex("a5"), None);
        assert_eq!(Digest::from_hex(&"g".repeat(64)), None);
    }
}
