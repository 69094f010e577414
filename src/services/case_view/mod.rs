//! 案件 as pages see it: the file, what every step would find, what comes next, what is missing, what happened.
//! Everything here is concluded from the file and the rules; nothing of it is stored.

use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::case::OtherCase;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Begin;
use crate::domain::check_in::Halt;
use crate::domain::check_in::Roll;
use crate::domain::check_in::Standing;
use crate::domain::check_in::may_begin;
use crate::domain::check_in::roll;
use crate::domain::deadline::Deadline;
use crate::domain::evidence::Recorded;
use crate::domain::ids::InsurerId;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::rules::Findings;
use crate::domain::schedule::StatutoryNeed;
use crate::domain::schedule::statutory_need;
use crate::domain::secret::PersonName;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeOutcome;
use crate::services::case_view::checklist::CheckGroup;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::timeline::TimelineLine;
use crate::services::check_in::standing_of;
use std::collections::BTreeMap;
use std::sync::Arc;

pub mod checklist;
pub mod sheets;
pub mod timeline;

/// A snapshot of one case; pages draw from it and keep only their draft.
#[derive(Clone, Debug)]
pub struct CaseView {
    pub file: CaseFile,
    pub institution: Arc<Institution>,
    pub staff: Arc<Vec<StaffMember>>,
    pub insurers: Arc<Vec<Insurer>>,
    pub others: Vec<OtherCase>,
    /// The moment of the snapshot.
    pub now: Moment,
    /// What every step would find now, whether it can be taken or not.
    pub steps: BTreeMap<Step, Findings>,
    pub next: Option<NextStep>,
    pub deadline: Option<Deadline>,
    /// The working days in force, imported years included.
    pub calendar: Arc<WorkCalendar>,
    /// Last day for deciding about acceptance (GZ-13); `None` once decided or before anything was received.
    pub decide_by: Option<Day>,
    pub statutory_need: Option<StatutoryNeed>,
    pub roll: Option<Roll>,
    pub begin: Option<Result<Begin, Halt>>,
    pub expected: Vec<ExpectedRow>,
    pub present: Vec<PresentRow>,
    pub checklist: Vec<CheckGroup>,
    pub sheets: Vec<SheetLine>,
    pub timeline: Vec<TimelineLine>,
}

/// The one thing to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    pub step: Step,
    /// What to do, as a title.
    pub title: String,
    /// Why, or what follows.
    pub why: String,
    /// The article, as people cite it; empty where none speaks.
    pub cite: String,
    /// Where it is done.
    pub place: Place,
    /// The words on the button.
    pub button: String,
}

/// Somebody who is expected and not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedRow {
    pub who: Expected,
    pub name: String,
    /// 被鉴定人、监护人、保险机构 …
    pub role: String,
    /// What they answered to the notice, for insurers and statutory witnesses.
    pub reply: Option<NoticeOutcome>,
    /// An absence already written down.
    pub absent: bool,
    /// Whether staying away stops the examination.
    pub stops: bool,
}

/// Whom an expected row stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    Subject,
    Client(PersonId),
    Agent(PersonId),
    Companion(PersonId),
    Statutory(PersonId),
    Insurer(InsurerId),
    Appraiser(UserId),
    Assistant(UserId),
}

/// Somebody who came.
#[derive(Clone, Debug, PartialEq)]
pub struct PresentRow {
    pub row: Recorded<Attendance>,
    /// Concluded for an insurer's witness; `None` for everybody else.
    pub standing: Option<Standing>,
    pub left_at: Option<Moment>,
    /// Earlier versions of this arrival.
    pub n_versions: usize,
}

/// Concludes everything pages show about a case.
pub fn view(
    facts: &CaseFacts<'_>,
    institution: &Arc<Institution>,
    staff: &Arc<Vec<StaffMember>>,
    insurers: &Arc<Vec<Insurer>>,
    calendar: &Arc<WorkCalendar>,
) -> CaseView {
    let file = facts.file;
    let steps: BTreeMap<Step, Findings> =
        Step::ALL.into_iter().map(|step| (step, crate::domain::rules::for_step(step, facts))).collect();
    let roll = roll(file, institution.policy.grace_minutes);
    let begin = roll.as_ref().map(|roll| may_begin(roll, facts.now));
    let on = file.appointment().map_or(facts.today(), |appointment| appointment.starts_at.day());
    CaseView {
        institution: Arc::clone(institution),
        staff: Arc::clone(staff),
        insurers: Arc::clone(insurers),
        others: facts.others.to_vec(),
        now: facts.now,
        next: next_step(file, &steps),
        deadline: facts.deadline(),
        calendar: Arc::clone(calendar),
        decide_by: decide_by(facts),
        statutory_need: statutory_need(file, on),
        roll,
        begin,
        expected: expected(facts, on),
        present: present(facts),
        checklist: checklist::checklist(facts),
        sheets: sheets::sheets(facts),
        timeline: timeline::timeline(facts),
        steps,
        file: file.clone(),
    }
}

impl CaseView {
    /// The same facts the rules saw, for a page that judges a draft.
    pub fn member(&self, id: UserId) -> Option<&StaffMember> {
        self.staff.iter().find(|member| member.id == id)
    }

    /// What a step would find; an empty list where the step is unknown to the rules.
    pub fn findings(&self, step: Step) -> Findings {
        self.steps.get(&step).cloned().unwrap_or_default()
    }

    /// Tells whether everything that could stop a step is out of the way.
    pub fn may(&self, step: Step) -> bool {
        !self.findings(step).stops()
    }
}

/// The last working day of GZ-13; over once a decision was taken.
pub fn decide_by(facts: &CaseFacts<'_>) -> Option<Day> {
    facts.decide_by().map(|due| due.value)
}

/// The step a state waits for, with the place where it is taken.
fn waiting_step(file: &CaseFile) -> Option<(Step, Place)> {
    Some(match file.state {
        CaseState::Booked if is_only_booked(file) => (Step::Receive, Place::Booking),
        CaseState::Booked => (Step::Receive, Place::Reception),
        CaseState::Received => {
            let needs_notice =
                file.intake.mode.is_some_and(|m| m.is_unilateral()) && file.risk_notice().is_none();
            (Step::BeginReview, if needs_notice { Place::RiskNotice } else { Place::Materials })
        }
        CaseState::Reviewing if file.acceptance().is_none() => (Step::DecideAccept, Place::Review),
        CaseState::Reviewing => (Step::SignAgreement, Place::Agreement),
        CaseState::Supplementing => (Step::CloseSupplement, Place::Clock),
        CaseState::Accepted => (Step::Schedule, Place::Schedule),
        CaseState::Scheduled => (Step::OpenOnSite, Place::CheckIn),
        CaseState::OnSite => (Step::ShowLicences, Place::LicenceShowing),
        CaseState::Identified => (Step::BeginExamination, Place::ProcessRecord),
        CaseState::Examining if file.is_sealed() => (Step::FinishRecord, Place::ProcessRecord),
        CaseState::Examining => (Step::SealRecord, Place::ProcessRecord),
        CaseState::Drafting => (Step::SubmitOpinion, Place::Opinion),
        CaseState::InternalReview if file.review_in_force().is_some_and(|row| row.body.agrees()) => {
            (Step::IssueOpinion, Place::Opinion)
        }
        CaseState::InternalReview => (Step::ReviewOpinion, Place::Opinion),
        CaseState::Issued => (Step::Deliver, Place::Opinion),
        CaseState::Delivered | CaseState::Terminated => (Step::Archive, Place::Opinion),
        _ => return None,
    })
}

/// Somebody asked for a time and has not come yet.
fn is_only_booked(file: &CaseFile) -> bool {
    !file.bookings.is_empty() && file.intake.received_on.is_none()
}

fn next_step(file: &CaseFile, steps: &BTreeMap<Step, Findings>) -> Option<NextStep> {
    let (step, place) = waiting_step(file)?;
    if place == Place::Booking {
        let answered = file.latest(&file.bookings).is_some_and(|row| row.body.answer.is_some());
        let (title, why, button) = match answered {
            false => ("答复预约", "对方在等答复；到访以后转为接待", "答复预约…"),
            true => ("等预约的人到访", "到访那天才算收到委托，从那天转为接待", "到访…"),
        };
        return Some(NextStep {
            step,
            title: title.to_owned(),
            why: why.to_owned(),
            cite: String::new(),
            place,
            button: button.to_owned(),
        });
    }
    if let Some(row) = file.open_supplement().filter(|_| step == Step::CloseSupplement) {
        return Some(NextStep {
            step,
            title: format!("等补充材料：{}", row.body.names()),
            why: format!(
                "{} 通知，{} 前交；收齐以后回到{}",
                row.body.issued_on,
                row.body.due_on,
                file.came_from().label()
            ),
            cite: String::new(),
            place,
            button: format!("去{}", place.label()),
        });
    }
    let stop = steps.get(&step).and_then(|findings| findings.stopping().next());
    Some(match stop {
        Some(finding) => NextStep {
            step,
            title: finding.breach.as_ref().map_or_else(String::new, |breach| breach.say.clone()),
            why: finding.way_out.say.to_owned(),
            cite: finding.cite(),
            place: finding.way_out.go,
            button: format!("去{}", finding.way_out.go.label()),
        },
        None => NextStep {
            step,
            title: step.label().to_owned(),
            why: "该有的都有了，可以往下走".to_owned(),
            cite: String::new(),
            place,
            button: format!("去{}", place.label()),
        },
    })
}

/// Everyone who is expected and has not signed in.
fn expected(facts: &CaseFacts<'_>, on: Day) -> Vec<ExpectedRow> {
    let file = facts.file;
    let intake = &file.intake;
    let mut rows = Vec::new();
    let is_here = |test: &dyn Fn(&Attendee) -> bool| file.arrivals().any(|r| test(&r.body.attendee));
    let person_is_here = |id: PersonId| is_here(&|who| who.person().is_some_and(|person| person.id == id));
    let plain = |who, name: &PersonName, role: &str, stops| ExpectedRow {
        who,
        name: name.as_str().to_owned(),
        role: role.to_owned(),
        reply: None,
        absent: false,
        stops,
    };
    if !is_here(&|who| matches!(who, Attendee::Subject(_))) {
        rows.push(plain(Expected::Subject, &intake.subject.name, "被鉴定人", true));
    }
    for client in
        intake.clients.iter().filter(|c| c.organisation.is_empty() && c.person.id != intake.subject.id)
    {
        if !person_is_here(client.person.id) {
            rows.push(plain(Expected::Client(client.person.id), &client.person.name, "委托人", false));
        }
    }
    for agent in intake.agents.iter().filter(|agent| !person_is_here(agent.person.id)) {
        rows.push(plain(Expected::Agent(agent.person.id), &agent.person.name, "代理人", false));
    }
    for companion in intake.companions.iter().filter(|c| !person_is_here(c.person.id)) {
        let role = format!("陪同人员，{}", companion.relation);
        rows.push(plain(Expected::Companion(companion.person.id), &companion.person.name, &role, false));
    }
    rows.extend(expected_witnesses(facts, on, &person_is_here));
    rows.extend(expected_staff(facts));
    rows
}

fn expected_witnesses(
    facts: &CaseFacts<'_>,
    on: Day,
    person_is_here: &dyn Fn(PersonId) -> bool,
) -> Vec<ExpectedRow> {
    let file = facts.file;
    let last_reply = |to: &Addressee| file.notices_to(to).last().map(|row| row.body.outcome);
    let mut rows = Vec::new();
    if statutory_need(file, on).is_some() {
        for guardian in file.intake.guardians.iter().filter(|g| !person_is_here(g.person.id)) {
            let to = Addressee::Statutory { person: guardian.person.id };
            rows.push(ExpectedRow {
                who: Expected::Statutory(guardian.person.id),
                name: guardian.person.name.as_str().to_owned(),
                role: format!(
                    "{}，法定见证人",
                    if guardian.is_guardian { "监护人" } else { guardian.relation.as_str() }
                ),
                reply: last_reply(&to),
                absent: file.absences_now().any(|row| {
                    matches!(&row.body.who, crate::domain::check_in::Absentee::Statutory { person, .. }
                        if *person == Some(guardian.person.id))
                }),
                stops: true,
            });
        }
    }
    let insurer_is_here = |id: InsurerId| {
        file.arrivals()
            .any(|row| matches!(&row.body.attendee, Attendee::Insurer(witness) if witness.insurer == id))
    };
    for insurer in file.intake.insurers.iter().filter(|i| !insurer_is_here(i.insurer)) {
        let to = Addressee::Insurer { insurer: insurer.insurer };
        let reply = last_reply(&to);
        if reply.is_none() && !file.was_notified(insurer.insurer) {
            continue;
        }
        rows.push(ExpectedRow {
            who: Expected::Insurer(insurer.insurer),
            name: insurer.called().to_owned(),
            role: "保险机构".to_owned(),
            reply,
            absent: file.absences_now().any(|row| {
                matches!(&row.body.who, crate::domain::check_in::Absentee::Insurer { insurer: id, .. }
                    if *id == insurer.insurer)
            }),
            stops: false,
        });
    }
    rows
}

fn expected_staff(facts: &CaseFacts<'_>) -> Vec<ExpectedRow> {
    let file = facts.file;
    let Some(assignment) = file.assignment() else { return Vec::new() };
    let is_here = |id: UserId| {
        file.arrivals().any(|row| match &row.body.attendee {
            Attendee::Appraiser { user, .. } | Attendee::Assistant { user, .. } => *user == id,
            _ => false,
        })
    };
    let row = |id: UserId, who: Expected, role: &str, stops: bool| {
        facts.member(id).map(|member| ExpectedRow {
            who,
            name: member.name.as_str().to_owned(),
            role: role.to_owned(),
            reply: None,
            absent: false,
            stops,
        })
    };
    let appraisers = assignment
        .appraisers
        .iter()
        .filter(|id| !is_here(**id))
        .filter_map(|id| row(*id, Expected::Appraiser(*id), "鉴定人", true));
    let assistants = assignment
        .assistants
        .iter()
        .filter(|id| !is_here(**id))
        .filter_map(|id| row(*id, Expected::Assistant(*id), "鉴定人助理", false));
    appraisers.chain(assistants).collect()
}

fn present(facts: &CaseFacts<'_>) -> Vec<PresentRow> {
    let file = facts.file;
    file.arrivals()
        .map(|row| PresentRow {
            standing: match &row.body.attendee {
                Attendee::Insurer(witness) => Some(standing_of(facts, row.id, witness)),
                _ => None,
            },
            left_at: file.departure(row.id).map(|departure| departure.body.left_at),
            n_versions: versions(file, row),
            row: row.clone(),
        })
        .collect()
}

fn versions(file: &CaseFile, row: &Recorded<Attendance>) -> usize {
    let mut n = 1;
    let mut former = row.supersedes.as_ref().map(|correction| correction.id);
    while let Some(id) = former {
        n += 1;
        former = file
            .attendances
            .iter()
            .find(|earlier| earlier.id == id)
            .and_then(|earlier| earlier.supersedes.as_ref())
            .map(|correction| correction.id);
    }
    n
}
