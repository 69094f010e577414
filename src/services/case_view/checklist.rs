//! 完成情况: every rule that applies to the case, met or not, grouped by the part of the case it belongs to.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseState;
use crate::domain::rules;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// One part of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckGroup {
    pub title: &'static str,
    pub items: Vec<CheckItem>,
}

/// One duty and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckItem {
    pub rule: String,
    pub state: CheckState,
    pub text: String,
    /// The article as people cite it.
    pub cite: String,
    /// Where it is put right.
    pub place: Place,
}

/// Where a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    Done,
    /// Not met, and it would stop the step the case waits for.
    Missing,
    /// Not met; its step is still ahead, or it only warns.
    Ahead,
}

impl CheckGroup {
    /// How many are done.
    pub fn n_done(&self) -> usize {
        self.items.iter().filter(|item| item.state == CheckState::Done).count()
    }
}

/// The part that is shown only once the record is done: before, all of it is ahead.
const OPINION: &str = "意见书";

/// Groups by the earliest step a rule guards.
const GROUPS: [(&str, &[Step]); 8] = [
    (
        "委托",
        &[
            Step::Book,
            Step::Receive,
            Step::BeginReview,
            Step::DecideAccept,
            Step::DecideReject,
            Step::SignAgreement,
        ],
    ),
    ("排期与通知", &[Step::Schedule, Step::Notify]),
    ("到场", &[Step::OpenOnSite, Step::Witness, Step::LetFilm, Step::ShowLicences]),
    ("记录", &[Step::BeginExamination, Step::UseMaterial, Step::SealRecord, Step::FinishRecord]),
    (
        OPINION,
        &[
            Step::SubmitOpinion,
            Step::ReviewOpinion,
            Step::ReturnOpinion,
            Step::IssueOpinion,
            Step::Deliver,
            Step::Archive,
        ],
    ),
    (
        "时限与补充",
        &[Step::AskSupplement, Step::CloseSupplement, Step::Extend, Step::DecideRecusal, Step::Substitute],
    ),
    ("异议与出庭", &[Step::AnswerDispute, Step::AttendCourt, Step::ReportInterference, Step::TransferClue]),
    ("终止与退还", &[Step::Withdraw, Step::Terminate, Step::ReturnMaterial]),
];

/// Draws the list. What is ahead of the case is shown as ahead, never as missing.
pub fn checklist(facts: &CaseFacts<'_>) -> Vec<CheckGroup> {
    let waiting = super::waiting_step(facts.file).map(|(step, _)| step);
    let findings = rules::all(facts);
    let has_record = facts.file.state >= CaseState::Drafting;
    GROUPS
        .into_iter()
        .filter(|(title, _)| has_record || *title != OPINION)
        .map(|(title, steps)| CheckGroup {
            title,
            items: findings
                .iter()
                .filter(|finding| finding.guards.iter().min().is_some_and(|first| steps.contains(first)))
                .map(|finding| {
                    let (state, text) = match &finding.breach {
                        None => (CheckState::Done, finding.title.to_owned()),
                        Some(breach) => {
                            let stops_now =
                                finding.stops() && waiting.is_some_and(|step| finding.guards.contains(&step));
                            let state = if stops_now { CheckState::Missing } else { CheckState::Ahead };
                            (state, breach.say.clone())
                        }
                    };
                    CheckItem {
                        rule: finding.rule.to_string(),
                        state,
                        text,
                        cite: finding.cite(),
                        place: finding.way_out.go,
                    }
                })
                .collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}
