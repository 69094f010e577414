//! 案件: its state, and the file that holds everything written about it.
//! The file is read whole; rules, pages and sheets all look at the same one.

use crate::domain::agreement_change::{AgreementChange, AgreementChangeSigned};
use crate::domain::appraisal_notice::AppraisalNoticeGiven;
use crate::domain::archiving::Archiving;
use crate::domain::booking::Booking;
use crate::domain::calendar::WorkCalendar;
use crate::domain::case_link::CaseLink;
use crate::domain::check_in::{
    Absence, Attendance, Departure, DepartureKind, RecordingConsent, WitnessRulesSigned,
};
use crate::domain::clue::BrokerClue;
use crate::domain::commission::{Agreement, Assignment, Decision};
use crate::domain::correction::OpinionCorrection;
use crate::domain::court::{CourtAppearance, CourtNotice};
use crate::domain::delivery::Delivery;
use crate::domain::dispute::{Dispute, DisputeEvent};
use crate::domain::evidence::Recorded;
use crate::domain::evidence::current;
use crate::domain::exception::ExceptionNote;
use crate::domain::exception::StateMove;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::extension::{ExtensionGrant, ExtensionNotice};
use crate::domain::ids::{CaseId, EvidenceId, InsurerId, UserId};
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::interference::Interference;
use crate::domain::internal_review::OpinionReview;
use crate::domain::issuance::Issuance;
use crate::domain::joint_letter::JointLetter;
use crate::domain::law::{Jurisdiction, Pack};
use crate::domain::licence_showing::{LicenceShown, RecusalInquiry};
use crate::domain::material::{Material, MaterialConfirmation, Usability, usability};
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::moment::{Day, Moment};
use crate::domain::on_site_collection::OnSiteCollection;
use crate::domain::opinion::OpinionDraft;
use crate::domain::privacy_consent::{PrivacyConsent, PrivacyWithdrawal};
use crate::domain::process_record::{Media, ProcessEntry, ProcessSeal, ProcessSession};
use crate::domain::reception::{CommissionMode, Intake};
use crate::domain::recusal::{RecusalRequest, Substitution};
use crate::domain::review::{ConflictDeclaration, Review};
use crate::domain::risk_notice::RiskNotice;
use crate::domain::scan::SheetScan;
use crate::domain::schedule::Appointment;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::domain::signature::Signature;
use crate::domain::staff::StaffMember;
use crate::domain::supplement::{SupplementClosing, SupplementRequest};
use crate::domain::suspension::{Resumption, Suspension};
use crate::domain::termination::{Termination, Withdrawal};
use crate::domain::witness_notice::{Addressee, NoticeAttempt};
use serde::{Deserialize, Serialize};

/// Where a case stands (workflow §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseState {
    Booked,
    Received,
    Reviewing,
    Supplementing,
    Rejected,
    Withdrawn,
    Accepted,
    Scheduled,
    OnSite,
    Identified,
    Examining,
    Drafting,
    InternalReview,
    Issued,
    Delivered,
    Terminated,
    Archived,
}

/// The thirteen stations of the lifecycle bar, in order.
pub const STATIONS: [(CaseState, &str); 13] = [
    (CaseState::Booked, "预约"),
    (CaseState::Received, "接待"),
    (CaseState::Reviewing, "审查"),
    (CaseState::Accepted, "受理"),
    (CaseState::Scheduled, "排期"),
    (CaseState::OnSite, "到场"),
    (CaseState::Identified, "亮证"),
    (CaseState::Examining, "检验"),
    (CaseState::Drafting, "拟稿"),
    (CaseState::InternalReview, "复核"),
    (CaseState::Issued, "出具"),
    (CaseState::Delivered, "送达"),
    (CaseState::Archived, "归档"),
];

impl CaseState {
    /// Every state, in the order of a case.
    pub const ALL: [Self; 17] = [
        Self::Booked,
        Self::Received,
        Self::Reviewing,
        Self::Supplementing,
        Self::Rejected,
        Self::Withdrawn,
        Self::Accepted,
        Self::Scheduled,
        Self::OnSite,
        Self::Identified,
        Self::Examining,
        Self::Drafting,
        Self::InternalReview,
        Self::Issued,
        Self::Delivered,
        Self::Terminated,
        Self::Archived,
    ];

    /// The word of the state.
    pub fn label(self) -> &'static str {
        match self {
            Self::Booked => "预约",
            Self::Received => "接待",
            Self::Reviewing => "审查",
            Self::Supplementing => "补充材料",
            Self::Rejected => "不予受理",
            Self::Withdrawn => "撤回",
            Self::Accepted => "受理",
            Self::Scheduled => "排期",
            Self::OnSite => "到场",
            Self::Identified => "亮证",
            Self::Examining => "检验",
            Self::Drafting => "拟稿",
            Self::InternalReview => "复核",
            Self::Issued => "出具",
            Self::Delivered => "送达",
            Self::Terminated => "终止",
            Self::Archived => "归档",
        }
    }

    /// The stable name in rows, scenarios and packages, e.g. `ON_SITE`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Booked => "BOOKED",
            Self::Received => "RECEIVED",
            Self::Reviewing => "REVIEWING",
            Self::Supplementing => "SUPPLEMENTING",
            Self::Rejected => "REJECTED",
            Self::Withdrawn => "WITHDRAWN",
            Self::Accepted => "ACCEPTED",
            Self::Scheduled => "SCHEDULED",
            Self::OnSite => "ON_SITE",
            Self::Identified => "IDENTIFIED",
            Self::Examining => "EXAMINING",
            Self::Drafting => "DRAFTING",
            Self::InternalReview => "INTERNAL_REVIEW",
            Self::Issued => "ISSUED",
            Self::Delivered => "DELIVERED",
            Self::Terminated => "TERMINATED",
            Self::Archived => "ARCHIVED",
        }
    }

    /// The state of a stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Index in [`STATIONS`] of the station the state stands at.
    pub fn station(self) -> usize {
        let at = match self {
            Self::Supplementing | Self::Rejected | Self::Withdrawn => Self::Reviewing,
            Self::Terminated => Self::Archived,
            other => other,
        };
        STATIONS.iter().position(|(state, _)| *state == at).unwrap_or(0)
    }

    /// The matter is being appraised or about to be; once the opinion is out it may be asked again (SC-2.1d).
    pub fn is_pending(self) -> bool {
        !self.is_over() && !matches!(self, Self::Issued | Self::Delivered)
    }

    /// No further step leads on from here.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Rejected | Self::Withdrawn | Self::Terminated | Self::Archived)
    }
}

/// Everything written about one case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFile {
    pub id: CaseId,
    pub state: CaseState,
    /// The document number; given when the case is accepted.
    pub case_no: Option<String>,
    pub intake: Intake,
    pub intake_version: u32,
    pub created_at: Moment,
    pub created_by: UserId,
    pub risk_notices: Vec<Recorded<RiskNotice>>,
    pub joint_letters: Vec<Recorded<JointLetter>>,
    pub materials: Vec<Recorded<Material>>,
    pub confirmations: Vec<Recorded<MaterialConfirmation>>,
    pub reviews: Vec<Recorded<Review>>,
    pub conflicts: Vec<Recorded<ConflictDeclaration>>,
    pub assignments: Vec<Recorded<Assignment>>,
    pub decisions: Vec<Recorded<Decision>>,
    pub agreements: Vec<Recorded<Agreement>>,
    pub agreement_changes: Vec<Recorded<AgreementChange>>,
    pub agreement_changes_signed: Vec<Recorded<AgreementChangeSigned>>,
    pub appointments: Vec<Recorded<Appointment>>,
    pub notice_attempts: Vec<Recorded<NoticeAttempt>>,
    pub attendances: Vec<Recorded<Attendance>>,
    pub departures: Vec<Recorded<Departure>>,
    pub absences: Vec<Recorded<Absence>>,
    pub witness_rules: Vec<Recorded<WitnessRulesSigned>>,
    pub consents: Vec<Recorded<RecordingConsent>>,
    pub licences: Vec<Recorded<LicenceShown>>,
    pub recusals: Vec<Recorded<RecusalInquiry>>,
    pub sessions: Vec<Recorded<ProcessSession>>,
    pub entries: Vec<Recorded<ProcessEntry>>,
    pub seals: Vec<Recorded<ProcessSeal>>,
    pub media: Vec<Recorded<Media>>,
    pub opinion_drafts: Vec<Recorded<OpinionDraft>>,
    pub opinion_reviews: Vec<Recorded<OpinionReview>>,
    pub issuances: Vec<Recorded<Issuance>>,
    pub deliveries: Vec<Recorded<Delivery>>,
    pub archivings: Vec<Recorded<Archiving>>,
    pub corrections: Vec<Recorded<OpinionCorrection>>,
    pub links: Vec<Recorded<CaseLink>>,
    pub signatures: Vec<Recorded<Signature>>,
    pub prints: Vec<Recorded<SheetPrint>>,
    pub scans: Vec<Recorded<SheetScan>>,
    pub exceptions: Vec<Recorded<ExceptionNote>>,
    pub moves: Vec<Recorded<StateMove>>,
    pub disputes: Vec<Recorded<Dispute>>,
    pub dispute_events: Vec<Recorded<DisputeEvent>>,
    pub court_notices: Vec<Recorded<CourtNotice>>,
    pub court_appearances: Vec<Recorded<CourtAppearance>>,
    /// The newest versions of the office's register that name this case.
    pub interferences: Vec<Interference>,
    pub clues: Vec<BrokerClue>,
    pub bookings: Vec<Recorded<Booking>>,
    pub supplement_requests: Vec<Recorded<SupplementRequest>>,
    pub supplement_closings: Vec<Recorded<SupplementClosing>>,
    pub extensions: Vec<Recorded<ExtensionGrant>>,
    pub extension_notices: Vec<Recorded<ExtensionNotice>>,
    pub withdrawals: Vec<Recorded<Withdrawal>>,
    pub terminations: Vec<Recorded<Termination>>,
    pub collections: Vec<Recorded<OnSiteCollection>>,
    pub appraisal_notices: Vec<Recorded<AppraisalNoticeGiven>>,
    pub suspensions: Vec<Recorded<Suspension>>,
    pub resumptions: Vec<Recorded<Resumption>>,
    pub material_returns: Vec<Recorded<ReturnedMaterials>>,
    pub recusal_requests: Vec<Recorded<RecusalRequest>>,
    pub substitutions: Vec<Recorded<Substitution>>,
    pub privacy_consents: Vec<Recorded<PrivacyConsent>>,
    pub privacy_withdrawals: Vec<Recorded<PrivacyWithdrawal>>,
    pub consultations: Vec<Recorded<ExpertConsultation>>,
}

/// Another case of this office about the same person (SC-2.1d, GZ-20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCase {
    pub id: CaseId,
    pub called: String,
    pub matter: String,
    pub state: CaseState,
    pub appraisers: Vec<UserId>,
}

/// Everything a rule sees.
#[derive(Clone, Copy)]
pub struct CaseFacts<'a> {
    pub file: &'a CaseFile,
    pub institution: &'a Institution,
    pub staff: &'a [StaffMember],
    pub insurers: &'a [Insurer],
    pub others: &'a [OtherCase],
    pub calendar: &'a WorkCalendar,
    pub now: Moment,
}

impl CaseFacts<'_> {
    pub fn today(&self) -> Day {
        self.now.day()
    }

    pub fn jurisdiction(&self) -> Jurisdiction {
        self.institution.jurisdiction
    }

    pub fn pack(&self) -> Pack {
        self.institution.jurisdiction.pack()
    }

    /// The staff member with this id.
    pub fn member(&self, id: UserId) -> Option<&StaffMember> {
        self.staff.iter().find(|member| member.id == id)
    }

    /// Assigned appraisers who are still on the staff list.
    pub fn appraisers(&self) -> Vec<&StaffMember> {
        let assigned = self.file.assignment().map(|a| a.appraisers.as_slice()).unwrap_or_default();
        assigned.iter().filter_map(|id| self.member(*id)).collect()
    }
}

impl CaseFile {
    /// A case as it is when somebody has just come to the desk.
    pub fn opened(id: CaseId, intake: Intake, at: Moment, by: UserId) -> Self {
        Self {
            id,
            state: CaseState::Booked,
            case_no: None,
            intake,
            intake_version: 1,
            created_at: at,
            created_by: by,
            risk_notices: Vec::new(),
            joint_letters: Vec::new(),
            materials: Vec::new(),
            confirmations: Vec::new(),
            reviews: Vec::new(),
            conflicts: Vec::new(),
            assignments: Vec::new(),
            decisions: Vec::new(),
            agreements: Vec::new(),
            agreement_changes: Vec::new(),
            agreement_changes_signed: Vec::new(),
            appointments: Vec::new(),
            notice_attempts: Vec::new(),
            attendances: Vec::new(),
            departures: Vec::new(),
            absences: Vec::new(),
            witness_rules: Vec::new(),
            consents: Vec::new(),
            licences: Vec::new(),
            recusals: Vec::new(),
            sessions: Vec::new(),
            entries: Vec::new(),
            seals: Vec::new(),
            media: Vec::new(),
            opinion_drafts: Vec::new(),
            opinion_reviews: Vec::new(),
            issuances: Vec::new(),
            deliveries: Vec::new(),
            archivings: Vec::new(),
            corrections: Vec::new(),
            links: Vec::new(),
            signatures: Vec::new(),
            prints: Vec::new(),
            scans: Vec::new(),
            exceptions: Vec::new(),
            moves: Vec::new(),
            disputes: Vec::new(),
            dispute_events: Vec::new(),
            court_notices: Vec::new(),
            court_appearances: Vec::new(),
            interferences: Vec::new(),
            clues: Vec::new(),
            bookings: Vec::new(),
            supplement_requests: Vec::new(),
            supplement_closings: Vec::new(),
            extensions: Vec::new(),
            extension_notices: Vec::new(),
            withdrawals: Vec::new(),
            terminations: Vec::new(),
            collections: Vec::new(),
            appraisal_notices: Vec::new(),
            suspensions: Vec::new(),
            resumptions: Vec::new(),
            material_returns: Vec::new(),
            recusal_requests: Vec::new(),
            substitutions: Vec::new(),
            privacy_consents: Vec::new(),
            privacy_withdrawals: Vec::new(),
            consultations: Vec::new(),
        }
    }

    /// Rows in force: those no later row corrects, oldest first.
    pub fn current<'a, T>(&'a self, rows: &'a [Recorded<T>]) -> impl Iterator<Item = &'a Recorded<T>> {
        current(rows)
    }

    /// The latest row in force.
    pub fn latest<'a, T>(&'a self, rows: &'a [Recorded<T>]) -> Option<&'a Recorded<T>> {
        self.current(rows).last()
    }

    pub fn is_joint(&self) -> bool {
        self.intake.mode == Some(CommissionMode::Joint)
    }

    /// The number people use: the document number, else the visit's.
    pub fn called(&self) -> &str {
        self.case_no.as_deref().unwrap_or(&self.intake.intake_no)
    }

    /// The short form people say: 「临鉴 318」.
    pub fn called_short(&self) -> String {
        short_case_no(self.called())
    }

    pub fn risk_notice(&self) -> Option<&RiskNotice> {
        self.latest(&self.risk_notices).map(|row| &row.body)
    }

    pub fn joint_letter(&self) -> Option<&JointLetter> {
        self.latest(&self.joint_letters).map(|row| &row.body)
    }

    pub fn review(&self) -> Option<&Review> {
        self.latest(&self.reviews).map(|row| &row.body)
    }

    pub fn assignment(&self) -> Option<&Assignment> {
        self.latest(&self.assignments).map(|row| &row.body)
    }

    /// The director's decision to accept or reject, with when it was taken.
    pub fn acceptance(&self) -> Option<&Recorded<Decision>> {
        self.current(&self.decisions)
            .filter(|row| matches!(row.body, Decision::Accept | Decision::Reject { .. }))
            .last()
    }

    pub fn agreement(&self) -> Option<&Agreement> {
        self.latest(&self.agreements).map(|row| &row.body)
    }

    pub fn effective_on(&self) -> Option<Day> {
        self.agreement().map(|agreement| agreement.effective_on)
    }

    pub fn appointment(&self) -> Option<&Appointment> {
        self.latest(&self.appointments).map(|row| &row.body)
    }

    pub fn session(&self) -> Option<&Recorded<ProcessSession>> {
        self.latest(&self.sessions)
    }

    /// Tells whether the insurer was reached about the appointment in force.
    ///
    /// An unanswered call does not count, nor does a notice of an appointment that was moved since.
    pub fn was_notified(&self, insurer: InsurerId) -> bool {
        let appointed_at = self.latest(&self.appointments).map(|row| row.at);
        self.notices_to(&Addressee::Insurer { insurer })
            .any(|row| row.body.outcome.reached() && appointed_at.is_none_or(|at| row.at >= at))
    }

    /// Every attempt to reach one addressee, oldest first.
    pub fn notices_to<'a>(&'a self, to: &'a Addressee) -> impl Iterator<Item = &'a Recorded<NoticeAttempt>> {
        self.current(&self.notice_attempts).filter(move |row| row.body.to == *to)
    }

    /// Arrivals of the visit in force, corrected versions left out; none of a visit that was moved to another day.
    pub fn arrivals(&self) -> impl Iterator<Item = &Recorded<Attendance>> {
        let since = self.latest(&self.appointments).map(|row| row.at);
        self.current(&self.attendances).filter(move |row| since.is_none_or(|at| row.body.arrived_at >= at))
    }

    /// Absences from the visit in force.
    pub fn absences_now(&self) -> impl Iterator<Item = &Recorded<Absence>> {
        let since = self.latest(&self.appointments).map(|row| row.at);
        self.current(&self.absences).filter(move |row| since.is_none_or(|at| row.body.waited_until >= at))
    }

    /// The last departure of an arrival, whichever version of it the departure names.
    pub fn departure(&self, attendance: EvidenceId) -> Option<&Recorded<Departure>> {
        let versions = self.versions_of(attendance);
        self.current(&self.departures).filter(|row| versions.contains(&row.body.attendance)).last()
    }

    /// An arrival and every other version of it, corrected or correcting.
    fn versions_of(&self, attendance: EvidenceId) -> Vec<EvidenceId> {
        let mut versions = vec![attendance];
        loop {
            let linked = self.attendances.iter().find_map(|row| {
                let former = row.supersedes.as_ref()?.id;
                match (versions.contains(&row.id), versions.contains(&former)) {
                    (true, false) => Some(former),
                    (false, true) => Some(row.id),
                    _ => None,
                }
            });
            match linked {
                Some(id) => versions.push(id),
                None => return versions,
            }
        }
    }

    /// Left for good (stepping out for privacy is not leaving).
    pub fn has_left(&self, attendance: EvidenceId) -> bool {
        self.departure(attendance).is_some_and(|row| row.body.kind != DepartureKind::SteppedOut)
    }

    /// The 见证须知 signed for an attendance, for a version of it that it corrects, or for the arrival from which
    /// the same person only stepped out (SH-2.1h): who comes back has signed already.
    pub fn rules_signed(&self, attendance: EvidenceId) -> bool {
        let mut id = Some(attendance);
        while let Some(this) = id {
            let versions = self.versions_of(this);
            let is_signed = self.current(&self.witness_rules).any(|row| {
                versions.contains(&row.body.attendance)
                    && row.body.manner.is_signed()
                    && row.body.rules_told.iter().all(|told| *told)
            });
            if is_signed {
                return true;
            }
            let rows = self.current(&self.attendances).filter(|row| versions.contains(&row.id));
            id = rows.filter_map(|row| self.stepped_out_before(row)).last();
        }
        false
    }

    /// The latest earlier arrival of the same person that ended with stepping out for privacy.
    fn stepped_out_before(&self, row: &Recorded<Attendance>) -> Option<EvidenceId> {
        let person = row.body.attendee.person()?.id;
        let is_same = |earlier: &Recorded<Attendance>| {
            earlier.seq < row.seq && earlier.body.attendee.person().is_some_and(|other| other.id == person)
        };
        let earlier = self.current(&self.attendances).filter(|earlier| is_same(earlier)).last()?;
        let left = self.departure(earlier.id)?;
        (left.body.kind == DepartureKind::SteppedOut).then_some(earlier.id)
    }

    /// Whether one material may be used (SC-2.1c).
    pub fn usability(&self, material: EvidenceId) -> Usability {
        usability(material, &self.confirmations, self.is_joint())
    }

    /// The record was sealed in its latest session.
    pub fn is_sealed(&self) -> bool {
        self.session()
            .is_some_and(|session| self.current(&self.seals).any(|seal| seal.body.session == session.id))
    }

    /// How often a form was printed.
    ///
    /// A print the printer refused is corrected by a row without copies and does not count.
    pub fn n_prints(&self, form: FormNo, about: Option<EvidenceId>) -> u32 {
        let is_it = |print: &SheetPrint| print.form == form && (about.is_none() || print.about == about);
        let refused = |row: &Recorded<SheetPrint>| row.supersedes.is_some() && row.body.copies == 0;
        let n = self.current(&self.prints).filter(|row| is_it(&row.body) && !refused(row)).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    }
}

/// 「临鉴 318」 out of the full number; a number of another shape stays whole.
pub fn short_case_no(called: &str) -> String {
    let Some((_, tail)) = called.split_once([']', '〕']) else { return called.to_owned() };
    let Some((kind, seq)) = tail.split_once("字第") else { return called.to_owned() };
    format!("{kind} {}", seq.trim_end_matches('号'))
}
