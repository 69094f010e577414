//! 今日: who is expected in which room and when, who is there, what is due.

use crate::domain::booking::answer_due;
use crate::domain::booking::booked_at;
use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Halt;
use crate::domain::check_in::Standing;
use crate::domain::deadline::Urgency;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::law::Pack;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::step::Place;
use crate::services::case_view;
use crate::services::case_view::CaseView;
use crate::services::case_view::Expected;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::unanswered;
use crate::services::unanswered::Unanswered;

/// Today's board.
#[derive(Clone, Debug)]
pub struct View {
    pub now: Moment,
    /// 「本月第 17 个工作日，还剩 4 个」.
    pub month_note: String,
    /// Rooms in the order of the settings; appointments elsewhere come last.
    pub rooms: Vec<String>,
    pub cards: Vec<Card>,
    pub due: Vec<Due>,
    pub n_expected: usize,
    pub n_arrived: usize,
    pub n_absent: usize,
    /// Accepted cases without an appointment.
    pub n_unscheduled: usize,
    /// Intakes under way: not accepted, not ended.
    pub intakes: Vec<IntakeTab>,
}

/// One appointment of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub case: CaseId,
    pub called: String,
    pub subject: String,
    pub room: String,
    pub starts_at: Moment,
    pub state: CardState,
    /// Who comes from outside; the institution's own people stand in `examiners`.
    pub people: Vec<CardPerson>,
    /// The appraisers of the case, for the head of the room.
    pub examiners: Vec<String>,
    /// From the first arrival to the seal, once it is sealed: 「09:04—10:12」.
    pub span: String,
    /// The one-line reason at the foot, with its article; red only where something stops.
    pub reason: Option<(String, String)>,
    /// Where the card's button leads.
    pub place: Place,
}

/// Where an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    Ahead,
    CheckingIn,
    CannotBegin,
    Examining,
    Done,
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardPerson {
    pub name: String,
    pub role: String,
    pub mark: PersonMark,
    pub time: String,
}

/// The icon of a person's line (look.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonMark {
    Arrived,
    Expected,
    /// An absence that stops.
    AbsentStops,
    /// An absence that does not stop.
    AbsentGoesOn,
    /// There, but may not witness.
    NotEntitled,
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub case: CaseId,
    pub what: String,
    /// 「鲁文博，11-13 收到委托」.
    pub about: String,
    pub cite: String,
    pub on: Day,
    pub remaining: i64,
    pub urgency: Urgency,
    pub place: Place,
    /// Whose business it is; `None` = the desk's.
    pub whose: Option<UserId>,
}

/// An intake under way, as a tab of 受理.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeTab {
    pub case: CaseId,
    pub name: String,
    pub state: CaseState,
}

/// Draws the board of today.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let now = office.now();
    let today = now.day();
    let open = open_cases(office)?;
    let mut cards = Vec::new();
    let mut due = Vec::new();
    let mut intakes = Vec::new();
    let mut n_unscheduled = 0;
    for head in &open {
        let file = office.file(head.id)?;
        let state = file.state;
        if state == CaseState::Accepted {
            n_unscheduled += 1;
        }
        if is_intake_under_way(&file) {
            let name = file.intake.client_names();
            let name = if name.is_empty() { file.called().to_owned() } else { name };
            intakes.push(IntakeTab { case: head.id, name, state });
        }
        let is_today = file.appointment().is_some_and(|a| a.starts_at.day() == today);
        let surroundings = office.surroundings(file)?;
        let facts = office.facts(&surroundings);
        due.extend(dues(&facts));
        if is_today {
            // Only today's cards need everything concluded; a few in a day, hundreds in the office.
            let view = case_view::view(
                &facts,
                &surroundings.institution,
                &surroundings.staff,
                &surroundings.insurers,
                office.calendar(),
            );
            cards.push(card(&view));
        }
    }
    due.extend(after_issue(office)?);
    due.extend(material_to_give_back(office, today)?);
    cards.sort_by(|a, b| (a.starts_at, &a.room).cmp(&(b.starts_at, &b.room)));
    due.sort_by_key(|d| d.remaining);
    Ok(View {
        now,
        month_note: month_note(today, office.calendar()),
        rooms: rooms(office, &cards)?,
        n_expected: cards.iter().map(|card| card.people.len()).sum(),
        n_arrived: count(&cards, &[PersonMark::Arrived, PersonMark::NotEntitled]),
        n_absent: count(&cards, &[PersonMark::AbsentStops, PersonMark::AbsentGoesOn]),
        n_unscheduled,
        intakes,
        cards,
        due,
    })
}

/// The appraisal itself is not done yet in this state.
pub(crate) fn is_under_way(state: CaseState) -> bool {
    state.is_pending()
}

/// Cases that are not over: what went out is still delivered and put away. A few dozen in a busy institution.
pub(crate) fn open_cases(office: &Office) -> Result<Vec<CaseHead>, ServiceError> {
    let open = CaseState::ALL.into_iter().filter(|state| !state.is_over());
    let states = open.map(|state| state.code().to_owned()).collect();
    let filter = CaseFilter { states, ..CaseFilter::default() };
    Ok(office.opened()?.store.list_cases(&filter, None, 500)?)
}

fn rooms(office: &Office, cards: &[Card]) -> Result<Vec<String>, ServiceError> {
    let mut rooms: Vec<String> =
        office.institution()?.premises.iter().flat_map(|premises| premises.rooms.clone()).collect();
    for card in cards {
        if !rooms.contains(&card.room) {
            rooms.push(card.room.clone());
        }
    }
    Ok(rooms)
}

fn count(cards: &[Card], marks: &[PersonMark]) -> usize {
    cards.iter().flat_map(|card| &card.people).filter(|person| marks.contains(&person.mark)).count()
}

fn card(view: &CaseView) -> Card {
    let file = &view.file;
    let appointment = file.appointment();
    let starts_at = appointment.map_or(view.now, |a| a.starts_at);
    let from_outside =
        |who: &Attendee| !matches!(who, Attendee::Appraiser { .. } | Attendee::Assistant { .. });
    let came = view.present.iter().filter(|row| from_outside(&row.row.body.attendee));
    let present = came.map(|row| CardPerson {
        name: row.row.body.attendee.name().as_str().to_owned(),
        role: match row.standing {
            Some(Standing::MayWitness) => "可以见证".to_owned(),
            Some(Standing::MayNotWitness(reason)) => reason.label().to_owned(),
            None => row.row.body.attendee.role_label().to_owned(),
        },
        mark: match row.standing {
            Some(Standing::MayNotWitness(_)) => PersonMark::NotEntitled,
            _ => PersonMark::Arrived,
        },
        time: row.row.body.arrived_at.hour_minute_text(),
    });
    let awaited = view.expected.iter().filter(|row| is_awaited_from_outside(view, &row.who));
    let expected = awaited.map(|row| CardPerson {
        name: row.name.clone(),
        role: row.role.clone(),
        mark: match (row.absent, row.stops) {
            (true, true) => PersonMark::AbsentStops,
            (true, false) => PersonMark::AbsentGoesOn,
            _ => PersonMark::Expected,
        },
        time: row.reply.map_or("待到", |reply| reply.label()).to_owned(),
    });
    let (state, reason) = card_state(view, starts_at);
    let place = match file.state {
        CaseState::Scheduled => Place::CheckIn,
        CaseState::OnSite => Place::LicenceShowing,
        CaseState::Identified | CaseState::Examining => Place::ProcessRecord,
        _ => Place::Sheets,
    };
    Card {
        case: file.id,
        called: file.called().to_owned(),
        subject: file.intake.subject.name.as_str().to_owned(),
        room: appointment.map_or_else(String::new, |a| a.room.clone()),
        starts_at,
        state,
        people: present.chain(expected).collect(),
        examiners: examiners(view),
        span: span(view),
        reason,
        place,
    }
}

/// The institution's own people are not awaited here; a guardian who also commissions is awaited once.
fn is_awaited_from_outside(view: &CaseView, who: &Expected) -> bool {
    match who {
        Expected::Appraiser(_) | Expected::Assistant(_) => false,
        Expected::Client(id) | Expected::Agent(id) | Expected::Companion(id) => {
            !view.expected.iter().any(|row| row.who == Expected::Statutory(*id))
        }
        Expected::Subject | Expected::Statutory(_) | Expected::Insurer(_) => true,
    }
}

fn examiners(view: &CaseView) -> Vec<String> {
    let ids = view.file.assignment().map(|assignment| assignment.appraisers.clone()).unwrap_or_default();
    ids.iter().filter_map(|id| view.member(*id)).map(|member| member.name.as_str().to_owned()).collect()
}

fn span(view: &CaseView) -> String {
    let from = view.present.iter().map(|row| row.row.body.arrived_at).min();
    let to = view.file.seals.last().map(|row| row.at);
    match (from, to) {
        (Some(from), Some(to)) => format!("{}—{}", from.hour_minute_text(), to.hour_minute_text()),
        _ => String::new(),
    }
}

fn card_state(view: &CaseView, starts_at: Moment) -> (CardState, Option<(String, String)>) {
    let state = view.file.state;
    if state >= CaseState::Drafting {
        return (CardState::Done, None);
    }
    if matches!(state, CaseState::Identified | CaseState::Examining) {
        return (CardState::Examining, None);
    }
    let someone_came = !view.present.is_empty();
    match &view.begin {
        Some(Err(Halt::StatutoryWitnessAbsent(_))) if someone_came || view.now >= starts_at => {
            (CardState::CannotBegin, Some(("法定见证人未到，不得开展".to_owned(), "通则 25 条".to_owned())))
        }
        Some(Err(Halt::SubjectAbsent)) if view.now >= starts_at => {
            (CardState::CannotBegin, Some(("被鉴定人还没有到".to_owned(), String::new())))
        }
        _ if someone_came => {
            let barred = view.present.iter().find_map(|row| match row.standing {
                Some(Standing::MayNotWitness(_)) => Some((
                    format!("{}不得见证", row.row.body.attendee.name().as_str()),
                    "川意见 四(四)".to_owned(),
                )),
                _ => None,
            });
            (CardState::CheckingIn, barred)
        }
        _ => (CardState::Ahead, None),
    }
}

/// Somebody is at the desk, or was: a booking nobody came for yet is no intake, a wait before acceptance is one.
fn is_intake_under_way(file: &CaseFile) -> bool {
    match file.state {
        CaseState::Booked => file.bookings.is_empty() || file.intake.received_on.is_some(),
        CaseState::Received | CaseState::Reviewing => true,
        CaseState::Supplementing => file.came_from() == CaseState::Reviewing,
        _ => false,
    }
}

/// How long back ended cases are asked whether their material was given back.
const LOOK_BACK_DAYS: i64 = 180;

/// Ended cases whose material nobody gave back yet (GZ-17, GZ-29).
fn material_to_give_back(office: &Office, today: Day) -> Result<Vec<Due>, ServiceError> {
    let ended = [CaseState::Rejected, CaseState::Withdrawn, CaseState::Terminated];
    let filter = CaseFilter {
        states: ended.into_iter().map(|state| state.code().to_owned()).collect(),
        received_from: Some(today.plus_days(-LOOK_BACK_DAYS)),
        ..CaseFilter::default()
    };
    let mut dues = Vec::new();
    for head in office.opened()?.store.list_cases(&filter, None, 100)? {
        let file = office.file(head.id)?;
        let n = file.not_returned().count();
        let Some(on) = file.closed_on().filter(|_| n > 0) else { continue };
        let cite = if file.state == CaseState::Terminated { "通则 29 条" } else { "通则 17 条" };
        let about = format!("{}，{n} 件", file.intake.subject.name.as_str());
        dues.push(office_due(
            &file,
            "退还材料",
            about,
            cite,
            on,
            today,
            office.calendar(),
            Place::MaterialReturn,
        ));
    }
    Ok(dues)
}

#[expect(clippy::too_many_arguments, reason = "every part of a line, in its order")]
fn office_due(
    file: &CaseFile,
    what: &str,
    about: String,
    cite: &str,
    on: Day,
    today: Day,
    calendar: &WorkCalendar,
    place: Place,
) -> Due {
    let remaining = workdays_left(today, on, calendar);
    Due {
        case: file.id,
        what: what.to_owned(),
        about,
        cite: cite.to_owned(),
        on,
        remaining,
        urgency: Urgency::of(remaining),
        place,
        whose: None,
    }
}

/// Bookings that wait for an answer or a visit, material that is awaited, extensions nobody was told of.
fn small_dues(facts: &CaseFacts<'_>) -> Vec<Due> {
    let file = facts.file;
    let (today, calendar) = (facts.today(), facts.calendar);
    let due = |what: &str, about: String, cite: &str, on: Day, place: Place| {
        office_due(file, what, about, cite, on, today, calendar, place)
    };
    let mut dues = Vec::new();
    if file.state == CaseState::Booked
        && file.intake.received_on.is_none()
        && let (Some(row), Some(at)) = (file.latest(&file.bookings), booked_at(&file.bookings))
    {
        let who = row.body.contact.as_str();
        let cite = if facts.pack() == Pack::Shanghai { "沪通知 一(二)" } else { "" };
        match (&row.body.answer, row.body.wanted_at) {
            (None, _) => {
                let n = facts.institution.policy.booking_answer_workdays;
                let on = answer_due(at.day(), n, calendar).value;
                let about = format!("{who}，{}预约", row.body.channel.label());
                dues.push(due("答复预约", about, cite, on, Place::Booking));
            }
            (Some(_), Some(wanted)) => {
                let about = format!("{who}，{}", wanted.hour_minute_text());
                dues.push(due("预约到访", about, "", wanted.day(), Place::Booking));
            }
            (Some(_), None) => {}
        }
    }
    let subject = file.intake.subject.name.as_str();
    if let Some(row) = file.open_supplement() {
        let about = format!("{subject}，{}", row.body.names());
        dues.push(due("补充材料到期", about, "通则 28 条", row.body.due_on, Place::Clock));
    }
    for row in file.untold_extensions() {
        let about = format!("{subject}，延长 {} 日", row.body.n);
        dues.push(due("告知延长", about, "通则 28 条", row.body.approved_on, Place::Clock));
    }
    dues
}

fn dues(facts: &CaseFacts<'_>) -> Vec<Due> {
    let file = facts.file;
    let (today, calendar) = (facts.today(), facts.calendar);
    let mut dues = small_dues(facts);
    let subject = file.intake.subject.name.as_str();
    if let Some(on) = case_view::decide_by(facts) {
        let remaining = workdays_left(today, on, calendar);
        let short = |day: Day| format!("{:02}-{:02}", day.month(), day.day_of_month());
        let received = file.intake.received_on.map_or_else(String::new, short);
        dues.push(Due {
            case: file.id,
            what: "受理决定".to_owned(),
            about: format!("{subject}，{received} 收到委托"),
            cite: "通则 13 条".to_owned(),
            on,
            remaining,
            urgency: Urgency::of(remaining),
            place: Place::Acceptance,
            whose: None,
        });
    }
    dues.extend(after_the_opinion(facts));
    if let Some(deadline) = facts.deadline().filter(|_| file.issuance().is_none()) {
        dues.push(Due {
            case: file.id,
            what: "完成鉴定".to_owned(),
            about: format!("{subject}，{}", file.called_short()),
            cite: "通则 28 条".to_owned(),
            on: deadline.on,
            remaining: deadline.remaining,
            urgency: deadline.urgency,
            place: Place::Sheets,
            whose: file.assignment().and_then(|assignment| assignment.appraisers.first().copied()),
        });
    }
    dues
}

/// What issued cases still ask of the office: objections without an answer, days in court. The rows of the whole office
/// say which are open; only those cases are read, however many were ever disputed.
fn after_issue(office: &Office) -> Result<Vec<Due>, ServiceError> {
    let today = office.now().day();
    let mut dues = Vec::new();
    for (case, open) in unanswered::list(&office.opened()?.store)? {
        let file = office.file(case)?;
        let about = format!("{}，{}", file.intake.subject.name.as_str(), file.called_short());
        let whose = file.assignment().and_then(|assignment| assignment.appraisers.first().copied());
        for Unanswered { what, cite, on } in open {
            let remaining = workdays_left(today, on, office.calendar());
            let (what, about, cite) = (what.to_owned(), about.clone(), cite.to_owned());
            let urgency = Urgency::of(remaining);
            dues.push(Due { case, what, about, cite, on, remaining, urgency, place: Place::Events, whose });
        }
    }
    Ok(dues)
}

/// What is due once the opinion is out: to hand it over, to deliver a correction, to put the volume away.
fn after_the_opinion(facts: &CaseFacts<'_>) -> Option<Due> {
    let file = facts.file;
    let (today, calendar) = (facts.today(), facts.calendar);
    let subject = file.intake.subject.name.as_str();
    let due = |what: &str, cite: &str, on: Day| {
        let remaining = workdays_left(today, on, calendar);
        Due {
            case: file.id,
            what: what.to_owned(),
            about: format!("{subject}，{}", file.called_short()),
            cite: cite.to_owned(),
            on,
            remaining,
            urgency: Urgency::of(remaining),
            place: Place::Opinion,
            whose: None,
        }
    };
    let issued_on = file.issuance()?.body.issued_on;
    if let Some(open) = file.undelivered_corrections().next() {
        return Some(due("送达补正", "通则 41 条", open.at.day()));
    }
    match (file.state, file.delivered_on()) {
        (CaseState::Issued, _) => {
            // No rule names the days; the desk hears of it the next working day.
            Some(due("送达意见书", "通则 39 条", calendar.add_workdays(issued_on, 1).value))
        }
        (CaseState::Delivered, Some(delivered_on)) => {
            let within = i64::from(facts.institution.policy.archive_within_days);
            Some(due("归档", "通则 42 条", delivered_on.plus_days(within)))
        }
        _ => None,
    }
}

pub(crate) fn workdays_left(today: Day, on: Day, calendar: &WorkCalendar) -> i64 {
    if on >= today {
        i64::from(calendar.workdays_between(today, on).value)
    } else {
        -i64::from(calendar.workdays_between(on, today).value)
    }
}

fn month_note(today: Day, calendar: &WorkCalendar) -> String {
    let first = Day::from_ymd(today.year(), today.month(), 1).unwrap_or(today);
    let next = if today.month() == 12 {
        Day::from_ymd(today.year() + 1, 1, 1)
    } else {
        Day::from_ymd(today.year(), today.month() + 1, 1)
    }
    .unwrap_or(today);
    let before_first = first.plus_days(-1);
    let done = calendar.workdays_between(before_first, today).value;
    let left = calendar.workdays_between(today, next.plus_days(-1)).value;
    if calendar.is_workday(today) {
        format!("本月第 {done} 个工作日，还剩 {left} 个")
    } else {
        format!("今天不是工作日，本月还剩 {left} 个工作日")
    }
}
