//! 完成情况: every rule that applies to the case, met or not, grouped by the part of the case it belongs to. What is
//! missing stands once, with all the articles that ask for it.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseState;
use crate::domain::rules;
use crate::domain::rules::Finding;
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
    pub state: CheckState,
    pub text: String,
    /// The articles as people cite them, each with a rule that rests on it: a national duty and its twin of the
    /// province miss the same thing and stand in one line.
    pub cites: Vec<Cite>,
    /// Where it is put right.
    pub place: Place,
}

/// An article, and a rule that rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    pub rule: String,
    pub label: String,
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
    let mut groups: Vec<CheckGroup> = GROUPS
        .into_iter()
        .filter(|(title, _)| has_record || *title != OPINION)
        .map(|(title, _)| CheckGroup { title, items: Vec::new() })
        .collect();
    for finding in findings.iter() {
        let first = finding.guards.iter().min();
        let title = GROUPS.iter().find(|(_, steps)| first.is_some_and(|first| steps.contains(first)));
        let Some(at) = title.and_then(|(title, _)| groups.iter().position(|group| group.title == *title))
        else {
            continue;
        };
        let item = item(finding, waiting);
        match same(&mut groups, &item) {
            Some(there) => there.take(item),
            None => groups[at].items.push(item),
        }
    }
    groups.retain(|group| !group.items.is_empty());
    groups
}

fn item(finding: &Finding, waiting: Option<Step>) -> CheckItem {
    let (state, text) = match &finding.breach {
        None => (CheckState::Done, finding.title.to_owned()),
        Some(breach) => {
            let stops_now = finding.stops() && waiting.is_some_and(|step| finding.guards.contains(&step));
            (if stops_now { CheckState::Missing } else { CheckState::Ahead }, breach.say.clone())
        }
    };
    let cites = vec![Cite { rule: finding.rule.to_string(), label: finding.cite() }];
    CheckItem { state, text, cites, place: finding.way_out.go }
}

/// The line that says the same is missing already.
fn same<'a>(groups: &'a mut [CheckGroup], item: &CheckItem) -> Option<&'a mut CheckItem> {
    if item.state == CheckState::Done {
        return None;
    }
    let mut items = groups.iter_mut().flat_map(|group| &mut group.items);
    items.find(|there| there.state != CheckState::Done && there.text == item.text)
}

impl CheckItem {
    /// Adds the articles of a twin; what stops now for one stops.
    fn take(&mut self, twin: Self) {
        if twin.state == CheckState::Missing {
            self.state = CheckState::Missing;
        }
        for cite in twin.cites {
            if self.cites.iter().all(|there| there.label != cite.label) {
                self.cites.push(cite);
            }
        }
    }
}
