//! The clock of one case (workflow §3.1): what lengthens it, what does not count, where it stopped.
//!
//! Two things do not count: waiting for a statutory witness (GZ-25e) and waiting for material (GZ-28d). An insurer's
//! absence is not among them (SC-2.2j).

use crate::domain::calendar::Reckoned;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::check_in::Absentee;
use crate::domain::commission::Decision;
use crate::domain::deadline::AgreedLength;
use crate::domain::deadline::ClockDeduction;
use crate::domain::deadline::Deadline;
use crate::domain::deadline::Extension;
use crate::domain::deadline::acceptance_due;
use crate::domain::deadline::deadline;
use crate::domain::evidence::Recorded;
use crate::domain::extension::ExtensionGrant;
use crate::domain::extension::ExtensionNotice;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementRequest;
use crate::domain::transition::UNDER_WAY;

/// Time before acceptance during which material was awaited; it is shown apart and shifts nothing by itself (T4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The day of the notice.
    pub from: Day,
    /// The day everything was there; none while it is awaited.
    pub to: Option<Day>,
}

impl CaseFacts<'_> {
    /// The deadline of the appraisal; `None` before the agreement takes effect (GZ-28a).
    ///
    /// A clock that stopped stays where it stopped: an issued opinion does not grow late.
    pub fn deadline(&self) -> Option<Deadline> {
        let today = self.file.closed_on().map_or(self.today(), |on| on.min(self.today()));
        self.deadline_on(today)
    }

    /// The deadline as it stood on a day.
    pub fn deadline_on(&self, today: Day) -> Option<Deadline> {
        let effective_on = self.file.effective_on()?;
        let length = self.file.intake.agreed_length.unwrap_or(AgreedLength::statutory());
        let (deductions, extensions) = (self.file.deductions(), self.file.extensions());
        Some(deadline(effective_on, length, &deductions, &extensions, today, self.calendar))
    }

    /// The last day for deciding about acceptance (GZ-13); `None` once decided, ended, or before anything came.
    pub fn decide_by(&self) -> Option<Reckoned<Day>> {
        if self.file.acceptance().is_some() || self.file.state.is_over() {
            return None;
        }
        self.acceptance_due()
    }

    /// The last day for deciding, whether or not it was decided since: seven working days, or the day agreed.
    pub fn acceptance_due(&self) -> Option<Reckoned<Day>> {
        let received_on = self.file.intake.received_on?;
        let agreed = self.file.intake.agreed_decision.as_ref().map(|agreed| agreed.until);
        Some(acceptance_due(received_on, agreed, self.calendar))
    }
}

impl CaseFile {
    /// Time that does not count, of whatever kind; the account takes the union.
    pub fn deductions(&self) -> Vec<ClockDeduction> {
        let mut all = self.witness_deductions();
        all.extend(self.supplement_deductions());
        all.sort_by_key(|deduction| (deduction.from, deduction.to));
        all
    }

    /// A statutory witness's absence until the examination began (GZ-25e).
    ///
    /// The interval runs from the appointment that failed to the next session, or is still open.
    fn witness_deductions(&self) -> Vec<ClockDeduction> {
        let first_session_after =
            |from: Day| self.sessions.iter().map(|row| row.at.day()).find(|day| *day >= from);
        self.current(&self.absences)
            .filter(|row| matches!(row.body.who, Absentee::Statutory { .. }))
            .map(|row| {
                let from = row.body.waited_until.day();
                ClockDeduction {
                    from,
                    to: first_session_after(from).unwrap_or(ClockDeduction::OPEN_END),
                    reason: "法定见证人未到场".to_owned(),
                    rule: "GZ-25e",
                }
            })
            .collect()
    }

    /// Material awaited after acceptance: from the day of the notice to the day everything was there (GZ-28d).
    fn supplement_deductions(&self) -> Vec<ClockDeduction> {
        self.current(&self.supplement_requests)
            .filter(|row| self.is_after_acceptance(row))
            .map(|row| ClockDeduction {
                from: row.body.issued_on,
                to: self
                    .closing_of(row.id)
                    .map_or(ClockDeduction::OPEN_END, |closing| closing.body.completed_on),
                reason: row.body.kind.label().to_owned(),
                rule: "GZ-28d",
            })
            .collect()
    }

    /// Waits for material before acceptance; they are no deduction, because no clock runs yet.
    pub fn pauses(&self) -> Vec<Pause> {
        self.current(&self.supplement_requests)
            .filter(|row| !self.is_after_acceptance(row))
            .map(|row| Pause {
                from: row.body.issued_on,
                to: self.closing_of(row.id).map(|closing| closing.body.completed_on),
            })
            .collect()
    }

    /// Whether a request was made after the agreement, so that waiting for it stops the clock.
    pub fn is_after_acceptance(&self, request: &Recorded<SupplementRequest>) -> bool {
        self.agreements.first().is_some_and(|agreement| agreement.at <= request.at)
    }

    /// What closed a request.
    pub fn closing_of(&self, request: EvidenceId) -> Option<&Recorded<SupplementClosing>> {
        self.current(&self.supplement_closings).filter(|row| row.body.request == request).last()
    }

    /// The request that is awaited, if any.
    pub fn open_supplement(&self) -> Option<&Recorded<SupplementRequest>> {
        self.current(&self.supplement_requests).filter(|row| self.closing_of(row.id).is_none()).last()
    }

    /// The extensions in force as the clock takes them.
    pub fn extensions(&self) -> Vec<Extension> {
        self.current(&self.extensions)
            .map(|row| Extension {
                n: row.body.n,
                approved_on: row.body.approved_on,
                notified_on: self.notice_of(row.id).map(|notice| notice.body.notified_on),
            })
            .collect()
    }

    /// The notice of an extension.
    pub fn notice_of(&self, extension: EvidenceId) -> Option<&Recorded<ExtensionNotice>> {
        self.current(&self.extension_notices).filter(|row| row.body.extension == extension).last()
    }

    /// Extensions the client was not told of yet (GZ-28b).
    pub fn untold_extensions(&self) -> impl Iterator<Item = &Recorded<ExtensionGrant>> {
        self.current(&self.extensions).filter(|row| self.notice_of(row.id).is_none())
    }

    /// The day on which the work of the office ended: refused, withdrawn, terminated or issued.
    pub fn closed_on(&self) -> Option<Day> {
        let refused = self.acceptance().filter(|row| matches!(row.body, Decision::Reject { .. }));
        let ended = self.moves.iter().find(|row| {
            matches!(row.body.to, CaseState::Withdrawn | CaseState::Terminated | CaseState::Issued)
        });
        refused.map(|row| row.at.day()).or_else(|| ended.map(|row| row.at.day()))
    }

    /// Where the line of stations stands: waiting for material is a stop at the station it began at (T4, T12).
    pub fn station(&self) -> usize {
        self.came_from().station()
    }

    /// The state the case is in, or, while material is awaited, the one it was in and goes back to.
    pub fn came_from(&self) -> CaseState {
        if self.state != CaseState::Supplementing {
            return self.state;
        }
        if self.agreement().is_some() { CaseState::Examining } else { CaseState::Reviewing }
    }

    /// Accepted, and neither issued nor ended: the clock runs.
    pub fn is_under_way(&self) -> bool {
        self.agreement().is_some() && UNDER_WAY.contains(&self.state)
    }
}
