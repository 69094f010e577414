//! The people of the institution: users, roles, licences, declared interests.
//! Serves GZ-18/19 (qualified appraisers), TL-14 (licences in force), SC-3.4d (recusal), workflow §4 (permissions).

use crate::domain::audit::Operation;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A member of staff; everyone who may open the office is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    pub id: UserId,
    /// What is typed to unlock; unique in the office, ASCII or Chinese.
    pub login: String,
    pub name: PersonName,
    pub roles: BTreeSet<Role>,
    #[serde(default)]
    pub has_senior_title: bool,
    #[serde(default)]
    pub licence: Option<Licence>,
    #[serde(default)]
    pub assistant_licence: Option<Licence>,
    /// Names of institutions or persons this member declared an interest in.
    #[serde(default)]
    pub interests: Vec<String>,
    /// 兼职单位 as declared; an insurer is none of them (SC-4.1e).
    #[serde(default)]
    pub other_posts: Vec<String>,
    #[serde(default = "yes")]
    pub active: bool,
}

/// 司法鉴定人执业证 or 助理证; the number's format is not verified, so it is kept as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    pub number: String,
    #[serde(default)]
    pub categories: BTreeSet<Category>,
    pub valid_until: Option<Day>,
}

/// What somebody may do; one person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    FrontDesk,
    Appraiser,
    Assistant,
    Reviewer,
    Director,
    Archivist,
    InsuranceOfficer,
    Admin,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::FrontDesk,
        Self::Appraiser,
        Self::Assistant,
        Self::Reviewer,
        Self::Director,
        Self::Archivist,
        Self::InsuranceOfficer,
        Self::Admin,
    ];

    /// The word people use for the role.
    pub fn label(self) -> &'static str {
        match self {
            Self::FrontDesk => "前台",
            Self::Appraiser => "鉴定人",
            Self::Assistant => "鉴定人助理",
            Self::Reviewer => "复核人",
            Self::Director => "负责人",
            Self::Archivist => "档案员",
            Self::InsuranceOfficer => "涉保专人",
            Self::Admin => "系统管理员",
        }
    }

    /// Tells whether the role may perform the operation (workflow §4).
    ///
    /// 管理员无业务审批权: an administrator manages users and settings and sees no credential image.
    pub fn may(self, operation: Operation) -> bool {
        use Operation as O;
        use Role as R;
        match operation {
            O::SaveIntake
            | O::GiveRiskNotice
            | O::ReceiveJointLetter
            | O::RegisterMaterial
            | O::ConfirmMaterial
            | O::DisputeMaterial => matches!(self, R::FrontDesk | R::Director),
            O::Review | O::DeclareConflict => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Director)
            }
            O::Assign | O::DecideAccept | O::DecideReject | O::DecideRecusal => {
                matches!(self, R::Director)
            }
            O::Extend
            | O::Terminate
            | O::Suspend
            | O::SignExceptions
            | O::Substitute
            | O::ApproveCorrection => {
                matches!(self, R::Director)
            }
            O::SignAgreement | O::ChangeAgreement | O::SignAgreementChange | O::Resume | O::Schedule => {
                matches!(self, R::FrontDesk | R::Director)
            }
            O::Book | O::CloseSupplement | O::Withdraw | O::ReturnMaterial | O::Deliver => {
                matches!(self, R::FrontDesk | R::Director)
            }
            O::RequestSupplement | O::NotifyExtension | O::RequestRecusal => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Director)
            }
            O::CollectOnSite => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Assistant | R::Director)
            }
            O::TellAppraisalNotice => matches!(self, R::FrontDesk | R::Appraiser | R::Director),
            O::ConsultExpert => matches!(self, R::Appraiser | R::Director),
            O::DraftOpinion | O::CorrectOpinion | O::AttendCourt => matches!(self, R::Appraiser),
            O::ReviewOpinion => matches!(self, R::Reviewer | R::Director),
            O::IssueOpinion => matches!(self, R::Appraiser | R::Director),
            O::Archive => matches!(self, R::Archivist | R::Director),
            O::LinkCase | O::RegisterDispute | O::HandleDispute | O::RegisterCourtNotice => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Director | R::InsuranceOfficer)
            }
            O::RegisterInterference => !matches!(self, R::Archivist | R::Admin),
            O::RegisterClue | O::RecordLiaison | O::RegisterProblem => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Director | R::InsuranceOfficer)
            }
            O::ImportCalendar => matches!(self, R::Director | R::Admin),
            O::Notify
            | O::SignIn
            | O::SignOut
            | O::RecordAbsence
            | O::SignWitnessRules
            | O::ConsentRecording
            | O::ConsentPrivacy => {
                matches!(self, R::FrontDesk | R::Appraiser | R::Assistant | R::Director)
            }
            O::ShowLicence | O::AskRecusal | O::StartRecord | O::SealRecord => matches!(self, R::Appraiser),
            O::AddEntry | O::CorrectEntry | O::AttachMedia => matches!(self, R::Appraiser | R::Assistant),
            O::ViewCredential => matches!(self, R::FrontDesk | R::Appraiser | R::Director | R::Archivist),
            O::AddUser | O::UpdateUser | O::SaveSettings | O::Recover => {
                matches!(self, R::Director | R::Admin)
            }
            O::RegisterInsurer => matches!(self, R::FrontDesk | R::Director | R::InsuranceOfficer),
            O::RegisterStaff => matches!(self, R::Director | R::Admin),
            O::FileScan | O::KeepStrayScan | O::RuleOnScan | O::ViewScan => !matches!(self, R::Admin),
            O::ExportSheet | O::ExportLedger => !matches!(self, R::Admin),
            O::ExportWholeNames | O::CloseLedger => matches!(self, R::Director | R::InsuranceOfficer),
            O::PrintSheet | O::Sign | O::RefuseToSign | O::MoveState => !matches!(self, R::Admin),
            _ => true,
        }
    }
}

impl StaffMember {
    /// Tells whether any of the member's roles allows the operation.
    pub fn may(&self, operation: Operation) -> bool {
        self.active && self.roles.iter().any(|role| role.may(operation))
    }

    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The licence shown before an examination: the appraiser's, else the assistant's (SC-3.2a).
    pub fn shown_licence(&self) -> Option<(&'static str, &Licence)> {
        self.licence
            .as_ref()
            .map(|licence| ("司法鉴定人执业证", licence))
            .or_else(|| self.assistant_licence.as_ref().map(|licence| ("鉴定人助理证", licence)))
    }

    /// The roles as one phrase, e.g. 「前台、涉保专人」.
    pub fn roles_text(&self) -> String {
        self.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join("、")
    }
}

impl Licence {
    /// Tells whether the licence is in force on the day and covers the category (TL-14, GZ-18).
    pub fn covers(&self, category: Category, on: Day) -> bool {
        self.is_in_force(on) && self.categories.contains(&category)
    }

    /// An unknown end of validity is not in force: nobody may guess that a licence is valid.
    pub fn is_in_force(&self, on: Day) -> bool {
        self.valid_until.is_some_and(|until| on <= until)
    }
}

impl Registered for StaffMember {
    const TABLE: RegisterTable = RegisterTable::Staff;

    fn unique_key(&self) -> Option<String> {
        Some(self.login.clone())
    }
}

fn yes() -> bool {
    true
}
