//! 转移表: every way a case goes from one state to another (workflow §2, T1–T21), and nothing else.
//!
//! A row says from where, to where, by which step, and whose business it is. The guards of a row are the rules that
//! guard its step; a service adds what it writes. Side branches (workflow §3) change no state and have no row.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::step::Step;

/// One way from state to state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The number in the workflow; a second way of the same row is `"T8#2"`.
    pub id: &'static str,
    /// Where the case may stand before.
    pub from: &'static [CaseState],
    /// Where it stands after.
    pub to: CaseState,
    /// What is done.
    pub step: Step,
    /// What the log calls it, and so who may do it (workflow §4).
    pub by: Operation,
}

const fn row(
    id: &'static str,
    from: &'static [CaseState],
    to: CaseState,
    step: Step,
    by: Operation,
) -> Transition {
    Transition { id, from, to, step, by }
}

use CaseState as S;
use Operation as O;

/// States between acceptance and the issued opinion, in which an appraisal can be terminated (T20).
pub const UNDER_WAY: &[CaseState] = &[
    S::Supplementing,
    S::Accepted,
    S::Scheduled,
    S::OnSite,
    S::Identified,
    S::Examining,
    S::Drafting,
    S::InternalReview,
];

/// States before acceptance, in which a commission can be taken back (T21).
pub const BEFORE_ACCEPTANCE: &[CaseState] = &[S::Booked, S::Received, S::Reviewing, S::Supplementing];

/// Every way, in the order of the workflow.
///
/// `SUPPLEMENTING` stands before acceptance (T4, T5) and after it (T12, T13): which of its ways are open depends on
/// whether an agreement took effect, and the service looks.
pub const TRANSITIONS: &[Transition] = &[
    row("T1", &[], S::Booked, Step::Book, O::Book),
    row("T2", &[S::Booked], S::Received, Step::Receive, O::SaveIntake),
    row("T3", &[S::Received], S::Reviewing, Step::BeginReview, O::SaveIntake),
    row("T4", &[S::Reviewing], S::Supplementing, Step::AskSupplement, O::RequestSupplement),
    row("T5", &[S::Supplementing], S::Reviewing, Step::CloseSupplement, O::CloseSupplement),
    row("T6", &[S::Reviewing], S::Rejected, Step::DecideReject, O::DecideReject),
    row("T7", &[S::Reviewing], S::Accepted, Step::SignAgreement, O::SignAgreement),
    row("T8", &[S::Accepted], S::Scheduled, Step::Schedule, O::Schedule),
    row("T8#2", &[S::Examining], S::Scheduled, Step::ExamineAgain, O::Schedule),
    row("T9", &[S::Scheduled], S::OnSite, Step::OpenOnSite, O::SignIn),
    row("T10", &[S::OnSite], S::Identified, Step::ShowLicences, O::ShowLicence),
    row("T10#2", &[S::OnSite, S::Identified, S::Examining], S::OnSite, Step::Substitute, O::Substitute),
    row("T11", &[S::Identified], S::Examining, Step::BeginExamination, O::StartRecord),
    row("T12", &[S::Examining], S::Supplementing, Step::AskSupplement, O::RequestSupplement),
    row("T13", &[S::Supplementing], S::Examining, Step::CloseSupplement, O::CloseSupplement),
    row("T14", &[S::Examining], S::Drafting, Step::FinishRecord, O::SealRecord),
    row("T15", &[S::Drafting], S::InternalReview, Step::SubmitOpinion, O::DraftOpinion),
    row("T16", &[S::InternalReview], S::Drafting, Step::ReturnOpinion, O::ReviewOpinion),
    row("T17", &[S::InternalReview], S::Issued, Step::IssueOpinion, O::IssueOpinion),
    row("T18", &[S::Issued], S::Delivered, Step::Deliver, O::Deliver),
    row("T19", &[S::Delivered, S::Terminated], S::Archived, Step::Archive, O::Archive),
    row("T20", UNDER_WAY, S::Terminated, Step::Terminate, O::Terminate),
    row("T21", BEFORE_ACCEPTANCE, S::Withdrawn, Step::Withdraw, O::Withdraw),
];

/// The row of a step that leads from one state to another.
pub fn transition(from: CaseState, step: Step, to: CaseState) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|row| row.step == step && row.to == to && row.from.contains(&from))
}

/// The rows that begin in a state.
pub fn ways_from(state: CaseState) -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS.iter().filter(move |row| row.from.contains(&state))
}

#[cfg(test)]
mod tests {
    use super::TRANSITIONS;
    use super::transition;
    use super::ways_from;
    use crate::domain::case::CaseState;
    use crate::domain::step::Step;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_the_workflow_is_there_once() {
        let ids: Vec<_> = TRANSITIONS.iter().map(|row| row.id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for n in 1..=21 {
            assert!(ids.contains(&format!("T{n}").as_str()), "T{n}");
        }
    }

    #[test]
    fn every_state_is_reached_and_only_the_ended_ones_are_left_by_nothing() {
        for state in CaseState::ALL {
            assert!(TRANSITIONS.iter().any(|row| row.to == state), "{state:?} is never reached");
            let is_end = ways_from(state).next().is_none();
            let ends = [CaseState::Rejected, CaseState::Withdrawn, CaseState::Archived];
            assert_eq!(is_end, ends.contains(&state), "{state:?}");
        }
    }

    #[test]
    fn no_way_leads_past_the_reviewer() {
        let into_issued: Vec<_> =
            TRANSITIONS.iter().filter(|row| row.to == CaseState::Issued).flat_map(|row| row.from).collect();
        assert_eq!(into_issued, [&CaseState::InternalReview]);
        assert!(transition(CaseState::Drafting, Step::IssueOpinion, CaseState::Issued).is_none());
    }
}
