//! Reads a case whole: every row of evidence, and the other cases of the same person.

use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::case::OtherCase;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::moment::Moment;
use crate::domain::reception::Intake;
use crate::domain::staff::StaffMember;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::store::Store;
use crate::store::StoreError;
use std::sync::Arc;

/// A case with everything its rules look at.
pub struct Loaded {
    pub file: CaseFile,
    pub others: Vec<OtherCase>,
    pub institution: Arc<Institution>,
    pub staff: Arc<Vec<StaffMember>>,
    pub insurers: Arc<Vec<Insurer>>,
    pub now: Moment,
}

impl Office {
    /// Reads a case and its surroundings.
    pub fn load(&self, case: CaseId) -> Result<Loaded, ServiceError> {
        let (file, others) = self.file_and_others(case)?;
        Ok(Loaded {
            file,
            others,
            institution: self.institution()?,
            staff: self.staff()?,
            insurers: self.insurers()?,
            now: self.now(),
        })
    }

    /// Puts a file that was read already beside what its rules look at, without the other cases of the person.
    pub fn surroundings(&self, file: CaseFile) -> Result<Loaded, ServiceError> {
        Ok(Loaded {
            file,
            others: Vec::new(),
            institution: self.institution()?,
            staff: self.staff()?,
            insurers: self.insurers()?,
            now: self.now(),
        })
    }

    /// Reads a case.
    pub fn file(&self, case: CaseId) -> Result<CaseFile, ServiceError> {
        read_file(&self.opened()?.store, case)
    }

    /// How people call a case: its number, before it has one the number of its reception. Reads no file.
    pub fn called(&self, case: CaseId) -> Result<String, ServiceError> {
        let store = &self.opened()?.store;
        let head = store.get_case(case)?.ok_or(ServiceError::Missing("没有这个案件"))?;
        if let Some(number) = head.case_no {
            return Ok(number);
        }
        let intakes: Vec<Recorded<Intake>> = store.list_evidence(case)?;
        Ok(intakes.last().map(|row| row.body.intake_no.clone()).unwrap_or_default())
    }

    /// Reads a case and the other cases about the same person (SC-2.1d).
    pub fn file_and_others(&self, case: CaseId) -> Result<(CaseFile, Vec<OtherCase>), ServiceError> {
        let store = &self.opened()?.store;
        let file = read_file(store, case)?;
        let number = file.intake.subject.id_number.as_str();
        if number.is_empty() {
            return Ok((file, Vec::new()));
        }
        let mut others = Vec::new();
        for head in store.search_cases(number, 50)?.into_iter().filter(|head| head.id != case) {
            let other = read_file(store, head.id)?;
            if other.intake.subject.id_number == file.intake.subject.id_number {
                others.push(OtherCase {
                    id: other.id,
                    called: other.called().to_owned(),
                    matter: other.intake.matter.clone(),
                    state: other.state,
                    appraisers: other.assignment().map(|a| a.appraisers.clone()).unwrap_or_default(),
                });
            }
        }
        Ok((file, others))
    }
}

/// Puts a case together from its rows.
pub(crate) fn read_file(store: &Store, case: CaseId) -> Result<CaseFile, ServiceError> {
    let head = store.get_case(case)?.ok_or(ServiceError::Missing("没有这个案件"))?;
    let intakes: Vec<Recorded<Intake>> = store.list_evidence(case)?;
    let (Some(first), Some(latest)) = (intakes.first(), intakes.last()) else {
        return Err(StoreError::Damaged { table: "intake_version" }.into());
    };
    let mut file = CaseFile::opened(case, latest.body.clone(), first.at, first.by);
    file.intake_version = u32::try_from(intakes.len()).unwrap_or(u32::MAX);
    file.state = CaseState::from_code(&head.state).ok_or(StoreError::Damaged { table: "case_head" })?;
    file.case_no = head.case_no;
    file.risk_notices = store.list_evidence(case)?;
    file.joint_letters = store.list_evidence(case)?;
    file.materials = store.list_evidence(case)?;
    file.confirmations = store.list_evidence(case)?;
    file.reviews = store.list_evidence(case)?;
    file.conflicts = store.list_evidence(case)?;
    file.assignments = store.list_evidence(case)?;
    file.decisions = store.list_evidence(case)?;
    file.agreements = store.list_evidence(case)?;
    file.appointments = store.list_evidence(case)?;
    file.notice_attempts = store.list_evidence(case)?;
    file.attendances = store.list_evidence(case)?;
    file.departures = store.list_evidence(case)?;
    file.absences = store.list_evidence(case)?;
    file.witness_rules = store.list_evidence(case)?;
    file.consents = store.list_evidence(case)?;
    file.licences = store.list_evidence(case)?;
    file.recusals = store.list_evidence(case)?;
    file.sessions = store.list_evidence(case)?;
    file.entries = store.list_evidence(case)?;
    file.seals = store.list_evidence(case)?;
    file.media = store.list_evidence(case)?;
    file.opinion_drafts = store.list_evidence(case)?;
    file.opinion_reviews = store.list_evidence(case)?;
    file.issuances = store.list_evidence(case)?;
    file.deliveries = store.list_evidence(case)?;
    file.archivings = store.list_evidence(case)?;
    file.corrections = store.list_evidence(case)?;
    file.links = store.list_evidence(case)?;
    file.signatures = store.list_evidence(case)?;
    file.prints = store.list_evidence(case)?;
    file.scans = store.list_evidence(case)?;
    file.exceptions = store.list_evidence(case)?;
    file.moves = store.list_evidence(case)?;
    file.disputes = store.list_evidence(case)?;
    file.dispute_events = store.list_evidence(case)?;
    file.court_notices = store.list_evidence(case)?;
    file.court_appearances = store.list_evidence(case)?;
    file.interferences = bodies(store.list_registered_of(case.uuid())?);
    file.clues = bodies(store.list_registered_of(case.uuid())?);
    file.bookings = store.list_evidence(case)?;
    file.supplement_requests = store.list_evidence(case)?;
    file.supplement_closings = store.list_evidence(case)?;
    file.extensions = store.list_evidence(case)?;
    file.extension_notices = store.list_evidence(case)?;
    file.withdrawals = store.list_evidence(case)?;
    file.terminations = store.list_evidence(case)?;
    file.collections = store.list_evidence(case)?;
    file.appraisal_notices = store.list_evidence(case)?;
    file.suspensions = store.list_evidence(case)?;
    file.resumptions = store.list_evidence(case)?;
    file.agreement_changes = store.list_evidence(case)?;
    file.agreement_changes_signed = store.list_evidence(case)?;
    file.material_returns = store.list_evidence(case)?;
    file.recusal_requests = store.list_evidence(case)?;
    file.substitutions = store.list_evidence(case)?;
    file.privacy_consents = store.list_evidence(case)?;
    file.privacy_withdrawals = store.list_evidence(case)?;
    file.consultations = store.list_evidence(case)?;
    Ok(file)
}

fn bodies<T>(versions: Vec<Version<T>>) -> Vec<T> {
    versions.into_iter().map(|version| version.body).collect()
}
