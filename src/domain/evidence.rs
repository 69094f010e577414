//! Evidence as it is kept: notices, attendance, records, signatures. Nothing is edited; a correction is a new
//! version that names the one it corrects, with reason, person and moment.
//!
//! The types of what evidence says live with their nouns; here is only the envelope they travel in.

use crate::domain::audit::Digest;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use uuid::Uuid;

macro_rules! tables {
    ($(#[$top:meta])* $enum:ident { $($name:ident = $table:literal, $label:literal;)* }) => {
        $(#[$top])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $(#[doc = $label] $name,)*
        }

        impl $enum {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the permanent name of the table.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $table,)* }
            }

            /// Returns what a person reads.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

tables! {
    /// The insert-only tables of a case, one per noun.
    EvidenceTable {
        IntakeVersion = "intake_version", "受理登记";
        RiskNotice = "risk_notice", "风险告知";
        JointLetter = "joint_letter", "共同委托书";
        Material = "material", "鉴定材料";
        MaterialConfirmation = "material_confirmation", "材料确认";
        Review = "review", "受理审查";
        ConflictDeclaration = "conflict_declaration", "利害关系申报";
        Assignment = "assignment", "指派";
        Decision = "decision", "受理决定";
        Agreement = "agreement", "委托书";
        Schedule = "schedule", "鉴定安排";
        NoticeAttempt = "notice_attempt", "通知";
        Attendance = "attendance", "到场";
        Departure = "departure", "离场";
        Absence = "absence", "未到场";
        WitnessRules = "witness_rules", "见证须知";
        RecordingConsent = "recording_consent", "影像许可";
        LicenceShown = "licence_shown", "亮证";
        RecusalInquiry = "recusal_inquiry", "回避询问";
        ProcessSession = "process_session", "过程记录";
        ProcessEntry = "process_entry", "过程记录条目";
        ProcessSeal = "process_seal", "过程记录封存";
        Media = "media", "影像资料";
        Signature = "signature", "签名";
        SheetPrint = "sheet_print", "文书打印";
        Exception = "exception", "例外";
        StateMove = "state_move", "环节变动";
        Booking = "booking", "预约";
        SupplementRequest = "supplement_request", "补充材料通知";
        SupplementClosing = "supplement_closing", "补充材料收齐";
        Extension = "extension", "延长时限";
        ExtensionNotice = "extension_notice", "延长告知";
        Withdrawal = "withdrawal", "撤回";
        Termination = "termination", "终止鉴定";
        Suspension = "suspension", "中止鉴定";
        OnSiteCollection = "on_site_collection", "现场提取";
        AppraisalNotice = "appraisal_notice", "司法鉴定告知";
        Resumption = "resumption", "恢复鉴定";
        AgreementChange = "agreement_change", "委托书变更";
        AgreementChangeSigned = "agreement_change_signed", "委托书变更签署";
        MaterialReturn = "material_return", "材料退还";
        OpinionDraft = "opinion_draft", "意见书拟稿";
        OpinionReview = "opinion_review", "意见书复核";
        Issuance = "issuance", "出具";
        Delivery = "delivery", "送达";
        Archiving = "archiving", "归档";
        OpinionCorrection = "opinion_correction", "补正";
        CaseLink = "case_link", "关联案件";
        Dispute = "dispute", "异议";
        DisputeEvent = "dispute_event", "异议处理";
        CourtNotice = "court_notice", "出庭通知";
        CourtAppearance = "court_appearance", "出庭";
        RecusalRequest = "recusal_request", "回避申请";
        Substitution = "substitution", "换人";
        SheetScan = "sheet_scan", "签名件扫描";
        PrivacyConsent = "privacy_consent", "个人信息同意";
        PrivacyWithdrawal = "privacy_withdrawal", "撤回个人信息同意";
        ExpertConsultation = "expert_consultation", "专家咨询";
    }
}

tables! {
    /// The registers of the office: every save is a new version, the newest counts.
    RegisterTable {
        User = "user", "使用人";
        Staff = "staff", "鉴定人员";
        Insurer = "insurer", "保险机构";
        InsurerContact = "insurer_contact", "保险机构联系人";
        Interference = "interference", "干预记录";
        BrokerClue = "broker_clue", "疑似人伤黄牛线索";
        ExceptionSignoff = "exception_signoff", "例外清单月度签署";
        LiaisonMeeting = "liaison_meeting", "座谈与培训";
        StrayScan = "stray_scan", "待认领的扫描页";
        OfficeScan = "office_scan", "机构文书签名件扫描";
        Problem = "problem", "执行问题";
        OfficePrint = "office_print", "机构文书打印";
        LawText = "law_text", "文书当日的依据";
    }
}

/// Something that is kept as evidence of a case.
pub trait Evidence: Serialize + DeserializeOwned {
    /// The table it is kept in.
    const TABLE: EvidenceTable;
}

/// Something that is kept in a register of the office.
pub trait Registered: Serialize + DeserializeOwned {
    /// The table it is kept in.
    const TABLE: RegisterTable;

    /// Returns the text no two of them may share: a login, a name; none when they may.
    fn unique_key(&self) -> Option<String> {
        None
    }

    /// Returns what it belongs to, as a contact belongs to an insurer.
    fn parent(&self) -> Option<Uuid> {
        None
    }
}

/// Who keeps a piece of evidence, when, for which case, and what it corrects.
#[derive(Clone, Debug)]
pub struct EvidenceHead {
    /// The case.
    pub case: CaseId,
    /// When it was written down.
    pub at: Moment,
    /// Who wrote it down.
    pub by: UserId,
    /// What it corrects, and why.
    pub supersedes: Option<Correction>,
}

impl EvidenceHead {
    /// Begins a first version.
    #[must_use]
    pub const fn new(case: CaseId, by: UserId, at: Moment) -> Self {
        Self { case, at, by, supersedes: None }
    }

    /// Makes it a correction of an earlier version.
    #[must_use]
    pub fn correcting(mut self, id: EvidenceId, reason: impl Into<String>) -> Self {
        self.supersedes = Some(Correction { id, reason: reason.into() });
        self
    }
}

/// Which version is corrected, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The version that no longer counts; it stays readable.
    pub id: EvidenceId,
    /// Why it was corrected.
    pub reason: String,
}

/// A piece of evidence as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<T> {
    /// Its identity.
    pub id: EvidenceId,
    /// Its number among its kind in the case, from 1.
    pub seq: u64,
    /// When it was written down.
    pub at: Moment,
    /// Who wrote it down.
    pub by: UserId,
    /// What it corrects, and why.
    pub supersedes: Option<Correction>,
    /// What it says.
    pub body: T,
}

/// Returns the versions that count: those that no later one corrects, oldest first.
pub fn current<T>(rows: &[Recorded<T>]) -> impl Iterator<Item = &Recorded<T>> {
    let corrected: BTreeSet<EvidenceId> =
        rows.iter().filter_map(|row| row.supersedes.as_ref()).map(|c| c.id).collect();
    rows.iter().filter(move |row| !corrected.contains(&row.id))
}

/// A register entry as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Version<T> {
    /// The identity of the thing; all its versions share it.
    pub id: Uuid,
    /// Which version, from 1.
    pub version: u32,
    /// When it was saved.
    pub at: Moment,
    /// Who saved it; none when the program did.
    pub by: Option<UserId>,
    /// What it says.
    pub body: T,
}

/// What is known of a kept file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectFacts {
    /// Its identity, as bodies of evidence name it.
    pub id: ObjectId,
    /// The hash of its content.
    pub sha256: Digest,
    /// Its length in bytes.
    pub len: u64,
    /// Its kind, as `image/jpeg`.
    pub mime: String,
    /// When it was first kept.
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::Correction;
    use super::Recorded;
    use super::current;
    use crate::domain::ids::CountingIds;
    use crate::domain::ids::EvidenceId;
    use crate::domain::ids::Id as _;
    use crate::domain::ids::UserId;
    use crate::domain::moment::Moment;

    #[test]
    fn only_the_last_version_of_a_correction_counts() {
        let mut source = CountingIds::default();
        let at = Moment::from_ms(1);
        let by = UserId::fresh(&mut source, at);
        let mut ids = (0..3).map(|_| EvidenceId::fresh(&mut source, at)).collect::<Vec<_>>();
        let row = |id, seq, corrects: Option<EvidenceId>| Recorded {
            id,
            seq,
            at,
            by,
            supersedes: corrects.map(|id| Correction { id, reason: "笔误".to_owned() }),
            body: seq,
        };
        let third = ids.remove(2);
        let rows = [row(ids[0], 1, None), row(ids[1], 2, None), row(third, 3, Some(ids[0]))];
        let counted: Vec<u64> = current(&rows).map(|row| row.body).collect();
        assert_eq!(counted, [2, 3]);
    }
}
