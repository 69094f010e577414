//! 一个办公室: the open store, who sits at it, and the few steps every use-case is made of.
//!
//! `may` asks whether the person at the desk may do it, `guard` asks the law, `write` writes with its audit entry.
//! One `Office` lives on one thread; `worker` puts it behind a channel for the window, commands call it directly.

mod load;
mod writer;

pub use crate::services::office::load::Loaded;
pub use crate::services::office::writer::Series;
pub use crate::services::office::writer::Writer;

use crate::domain::audit::AuditDraft;
use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::commission::Agreement;
use crate::domain::commission::Decision;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceHead;
use crate::domain::evidence::Recorded;
use crate::domain::exception::ExceptionNote;
use crate::domain::exception::StateMove;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id;
use crate::domain::ids::ObjectId;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::moment::Moment;
use crate::domain::rules;
use crate::domain::rules::Findings;
use crate::domain::schedule::Appointment;
use crate::domain::staff::StaffMember;
use crate::domain::step::Step;
use crate::domain::transition::transition;
use crate::platform::clock::Clock;
use crate::services::error::ServiceError;
use crate::services::request::Reasons;
use crate::services::template::InForce;
use crate::store::Store;
use crate::store::StoreError;
use std::sync::Arc;

/// The office as it lies open, or locked, on one desk.
pub struct Office {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) open: Option<Opened>,
    /// The years that came with the program; while the office is open its own calendar counts.
    pub(crate) bundled: Arc<WorkCalendar>,
    pub(crate) desk: crate::services::session::Desk,
}

/// What is there only while the office is unlocked; dropping it closes the store and wipes the keys.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) sitting: UserId,
    pub(crate) institution: Arc<Institution>,
    pub(crate) staff: Arc<Vec<StaffMember>>,
    pub(crate) insurers: Arc<Vec<Insurer>>,
    pub(crate) calendar: Arc<WorkCalendar>,
    pub(crate) templates: InForce,
    pub(crate) watched: Option<crate::capture::watched_folder::WatchedFolder>,
}

impl Office {
    /// The moment by the clock of the machine; the only source of now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The calendar of working days in force, with the years this office imported.
    pub fn calendar(&self) -> &Arc<WorkCalendar> {
        self.open.as_ref().map_or(&self.bundled, |opened| &opened.calendar)
    }

    /// Makes a fresh identity.
    pub fn fresh_id<I: Id>(&self) -> Result<I, ServiceError> {
        Ok(self.opened()?.store.fresh_id(self.now()))
    }

    /// The person at the desk, if they may do this; an error that says whose business it is otherwise.
    pub fn may(&self, operation: Operation) -> Result<StaffMember, ServiceError> {
        let member = self.sitting()?;
        if member.may(operation) { Ok(member.clone()) } else { Err(ServiceError::NotAllowed(operation)) }
    }

    /// The person at the desk.
    pub fn sitting(&self) -> Result<&StaffMember, ServiceError> {
        let opened = self.opened()?;
        opened.staff.iter().find(|member| member.id == opened.sitting).ok_or(ServiceError::Locked)
    }

    /// The settings of the institution.
    pub fn institution(&self) -> Result<Arc<Institution>, ServiceError> {
        Ok(Arc::clone(&self.opened()?.institution))
    }

    /// Everyone of the staff, former members included.
    pub fn staff(&self) -> Result<Arc<Vec<StaffMember>>, ServiceError> {
        Ok(Arc::clone(&self.opened()?.staff))
    }

    /// The insurers of the directory.
    pub fn insurers(&self) -> Result<Arc<Vec<Insurer>>, ServiceError> {
        Ok(Arc::clone(&self.opened()?.insurers))
    }

    /// One member of the staff.
    pub fn member(&self, id: UserId) -> Result<StaffMember, ServiceError> {
        let opened = self.opened()?;
        let found = opened.staff.iter().find(|member| member.id == id);
        found.cloned().ok_or(ServiceError::Missing("名录里没有这个人"))
    }

    /// What the rules see of a loaded case.
    pub fn facts<'a>(&'a self, loaded: &'a Loaded) -> CaseFacts<'a> {
        CaseFacts {
            file: &loaded.file,
            institution: &loaded.institution,
            staff: &loaded.staff,
            insurers: &loaded.insurers,
            others: &loaded.others,
            calendar: self.calendar(),
            now: loaded.now,
        }
    }

    /// Asks the law about a step. Stops with all findings, or returns the exceptions to be kept with the write.
    pub fn guard(
        &self,
        case: CaseId,
        step: Step,
        reasons: &Reasons,
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        self.guard_loaded(&self.load(case)?, step, reasons)
    }

    /// Asks the law about a step of a case that was read already, and perhaps changed in hand.
    pub fn guard_loaded(
        &self,
        loaded: &Loaded,
        step: Step,
        reasons: &Reasons,
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        pass(step, rules::for_step(step, &self.facts(loaded)), reasons)
    }

    /// Asks the law about a step as if a row were in the file already: what is about to be written is judged first.
    pub fn guard_as_if<T: Clone>(
        &self,
        case: CaseId,
        step: Step,
        body: &T,
        reasons: &Reasons,
        put: impl FnOnce(&mut CaseFile, Recorded<T>),
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        let mut loaded = self.load(case)?;
        let row = self.as_if(body)?;
        put(&mut loaded.file, row);
        self.guard_loaded(&loaded, step, reasons)
    }

    /// Asks the law about a decision that is not in the file yet.
    pub fn guard_decision(
        &self,
        case: CaseId,
        decision: &Decision,
        reasons: &Reasons,
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        self.guard_as_if(case, Step::DecideReject, decision, reasons, |file, row| file.decisions.push(row))
    }

    /// Asks the law about an agreement that is not in the file yet.
    pub fn guard_agreement(
        &self,
        case: CaseId,
        agreement: &Agreement,
        reasons: &Reasons,
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        self.guard_as_if(case, Step::SignAgreement, agreement, reasons, |file, row| file.agreements.push(row))
    }

    /// Asks the law about an appointment that is not in the file yet.
    pub fn guard_appointment(
        &self,
        case: CaseId,
        appointment: &Appointment,
        reasons: &Reasons,
    ) -> Result<Vec<ExceptionNote>, ServiceError> {
        self.guard_as_if(case, Step::Schedule, appointment, reasons, |file, row| file.appointments.push(row))
    }

    /// Takes a step that keeps one row and moves the case on: permission, state, law, then one write of everything.
    pub fn take_step<T: Evidence + Clone>(
        &mut self,
        case: CaseId,
        step: Step,
        to: CaseState,
        body: &T,
        reasons: &Reasons,
        put: impl FnOnce(&mut CaseFile, Recorded<T>),
    ) -> Result<EvidenceId, ServiceError> {
        let mut loaded = self.load(case)?;
        let from = loaded.file.state;
        let Some(way) = transition(from, step, to) else {
            return Err(ServiceError::WrongState { is: from, wanted: "前一个环节做完以后" });
        };
        self.may(way.by)?;
        put(&mut loaded.file, self.as_if(body)?);
        let exceptions = self.guard_loaded(&loaded, step, reasons)?;
        loaded.file.state = to;
        // The row lists show is reckoned with what is about to be written.
        loaded.file.moves.push(self.as_if(&StateMove { from, to })?);
        self.write(way.by, case, |tx, head| {
            let made = tx.insert_evidence(head, body)?;
            tx.insert_exceptions(head, &exceptions)?;
            tx.insert_evidence(head, &StateMove { from, to })?;
            tx.put_case(&loaded.file)?;
            Ok(made)
        })
    }

    /// Takes a case from the state that a step waits in to the next one, if the law lets it.
    pub fn advance(
        &mut self,
        case: CaseId,
        step: Step,
        to: CaseState,
        reasons: &Reasons,
    ) -> Result<(), ServiceError> {
        let mut file = self.file(case)?;
        let from = file.state;
        let Some(way) = transition(from, step, to) else {
            return Err(ServiceError::WrongState { is: from, wanted: "前一个环节做完以后" });
        };
        self.may(way.by)?;
        let exceptions = self.guard(case, step, reasons)?;
        file.state = to;
        self.write(Operation::MoveState, case, |tx, head| {
            tx.insert_exceptions(head, &exceptions)?;
            tx.insert_evidence(head, &StateMove { from, to })?;
            tx.put_case(&file)
        })
    }

    /// Writes in one transaction with its audit entry, in the name of the person at the desk.
    pub fn write<R>(
        &mut self,
        operation: Operation,
        case: CaseId,
        work: impl FnOnce(&Writer<'_, '_>, &EvidenceHead) -> Result<R, StoreError>,
    ) -> Result<R, ServiceError> {
        let now = self.now();
        let calendar = Arc::clone(self.calendar());
        let opened = self.opened_mut()?;
        let by = opened.sitting;
        let head = EvidenceHead::new(case, by, now);
        let draft = AuditDraft::new(operation, by, now).case(case);
        Ok(opened.store.transact(draft, |tx| work(&Writer { tx, at: now, calendar: &calendar }, &head))?)
    }

    /// Writes something that belongs to no case.
    pub(crate) fn write_office<R>(
        &mut self,
        operation: Operation,
        detail: &str,
        work: impl FnOnce(&crate::store::Tx<'_>, UserId, Moment) -> Result<R, StoreError>,
    ) -> Result<R, ServiceError> {
        let now = self.now();
        let opened = self.opened_mut()?;
        let by = opened.sitting;
        let draft = AuditDraft::new(operation, by, now).detail(detail);
        Ok(opened.store.transact(draft, |tx| work(tx, by, now))?)
    }

    /// Every copy a row is about to name is kept, whole and readable (SC-4.4b): written, synced, read back, hashed.
    pub fn check_copies(&self, copies: &[ObjectId]) -> Result<(), ServiceError> {
        let store = &self.opened()?.store;
        for copy in copies {
            store.read_object(*copy).map_err(|error| match error {
                StoreError::Missing { .. } => ServiceError::CopyMissing,
                other => other.into(),
            })?;
        }
        Ok(())
    }

    /// Hex SHA-256 of bytes.
    pub fn sha256_hex(&self, bytes: &[u8]) -> String {
        use ring::digest::SHA256;
        use ring::digest::digest;
        digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn opened(&self) -> Result<&Opened, ServiceError> {
        self.open.as_ref().ok_or(ServiceError::Locked)
    }

    pub(crate) fn opened_mut(&mut self) -> Result<&mut Opened, ServiceError> {
        self.open.as_mut().ok_or(ServiceError::Locked)
    }

    /// A row as it would be, to be judged before it is written.
    pub(crate) fn as_if<T: Clone>(&self, body: &T) -> Result<Recorded<T>, ServiceError> {
        let opened = self.opened()?;
        Ok(Recorded {
            id: opened.store.fresh_id::<EvidenceId>(self.now()),
            seq: u64::MAX,
            at: self.now(),
            by: opened.sitting,
            supersedes: None,
            body: body.clone(),
        })
    }
}

/// Lets findings pass: nothing stops, and every Warn has a reason.
fn pass(step: Step, findings: Findings, reasons: &Reasons) -> Result<Vec<ExceptionNote>, ServiceError> {
    if findings.stops() {
        return Err(ServiceError::Blocked(findings));
    }
    let excuse =
        |rule: &str| reasons.get(rule).map(|reason| reason.trim()).filter(|reason| !reason.is_empty());
    if findings.warnings().any(|finding| excuse(finding.rule.0).is_none()) {
        return Err(ServiceError::ReasonNeeded(findings));
    }
    let notes = findings.warnings().map(|finding| ExceptionNote {
        step,
        rule: finding.rule.0.to_owned(),
        reason: excuse(finding.rule.0).unwrap_or_default().to_owned(),
    });
    Ok(notes.collect())
}
