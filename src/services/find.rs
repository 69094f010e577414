//! 查找: the list of cases, and Ctrl+K over cases, people and things to do.

use crate::domain::case::CaseState;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::deadline::Deadline;
use crate::domain::deadline::Unit;
use crate::domain::deadline::Urgency;
use crate::domain::deadline::remaining_said;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::pinyin_match;
use crate::domain::step::Place;
use crate::services::case_view;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::today;
use std::collections::BTreeSet;

/// Rows of the list of cases.
#[derive(Clone, Debug, Default)]
pub struct CaseList {
    pub words: String,
    /// Newest first; every case under way, and the newest of those that are not.
    pub rows: Vec<CaseRow>,
    /// How many there are in all.
    pub n_all: u64,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    pub head: CaseHead,
    pub state: Option<CaseState>,
    /// 委托事项.
    pub matter: String,
    /// Names of the appraisers, the leading one first, joined by 、.
    pub appraisers: String,
    /// Whoever sits at the desk examines it or assists.
    pub is_mine: bool,
    /// What it waits for and until when; none where nothing is due.
    pub due: Option<CaseDue>,
}

/// A deadline as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDue {
    /// 「受理决定」 or 「完成鉴定」.
    pub what: &'static str,
    pub on: Day,
    /// Units left; below zero, how many it is late.
    pub remaining: i64,
    pub urgency: Urgency,
    /// 「剩 7 个工作日」.
    pub said: String,
}

/// What Ctrl+K found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    pub words: String,
    pub hits: Vec<Hit>,
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub kind: HitKind,
    pub title: String,
    pub note: String,
    pub state: Option<CaseState>,
    pub case: Option<CaseId>,
    pub place: Option<Place>,
}

/// The three parts of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    Case,
    Insurer,
    Action,
}

impl HitKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Case => "案件",
            Self::Insurer => "保险机构",
            Self::Action => "可以做的事",
        }
    }
}

/// How many cases that are not under way the list holds at the most; older ones are found by searching.
const N_LIST: u32 = 2_000;
const N_FOUND: u32 = 500;
const N_HITS: u32 = 8;

/// Reads the list, newest first, narrowed by words.
pub fn cases(office: &Office, words: &str) -> Result<CaseList, ServiceError> {
    let store = &office.opened()?.store;
    let n_all = store.count_cases(&CaseFilter::default())?;
    let heads = if words.trim().is_empty() {
        let newest = store.list_cases(&CaseFilter::default(), None, N_LIST)?;
        with_those_under_way(office, newest)?
    } else {
        store.search_cases(words, N_FOUND)?
    };
    let rows = heads.into_iter().map(|head| case_row(office, head)).collect::<Result<_, _>>()?;
    Ok(CaseList { words: words.to_owned(), rows, n_all })
}

/// A case that lies long is not lost below the newest: its deadline is the nearest.
fn with_those_under_way(office: &Office, mut newest: Vec<CaseHead>) -> Result<Vec<CaseHead>, ServiceError> {
    let is_complete = newest.len() < N_LIST as usize;
    if !is_complete {
        let listed: BTreeSet<CaseId> = newest.iter().map(|head| head.id).collect();
        newest.extend(today::open_cases(office)?.into_iter().filter(|head| !listed.contains(&head.id)));
    }
    Ok(newest)
}

fn case_row(office: &Office, head: CaseHead) -> Result<CaseRow, ServiceError> {
    let opened = office.opened()?;
    let state = CaseState::from_code(&head.state);
    let note = opened.store.get_case_note(head.id)?;
    let name = |id: &UserId| opened.staff.iter().find(|one| one.id == *id).map(|one| one.name.as_str());
    let appraisers: Vec<&str> = note.appraisers.iter().filter_map(name).collect();
    Ok(CaseRow {
        state,
        appraisers: appraisers.join("、"),
        is_mine: note.appraisers.iter().chain(&note.assistants).any(|id| *id == opened.sitting),
        matter: note.matter,
        due: if state.is_some_and(today::is_under_way) { case_due(office, head.id)? } else { None },
        head,
    })
}

/// Reckoned from everything written about the case, as its own page does: a row repeats too little for that.
fn case_due(office: &Office, case: CaseId) -> Result<Option<CaseDue>, ServiceError> {
    let surroundings = office.surroundings(office.file(case)?)?;
    let facts = office.facts(&surroundings);
    if let Some(deadline) = facts.deadline() {
        let said = deadline.remaining_label();
        let Deadline { on, remaining, urgency, .. } = deadline;
        return Ok(Some(CaseDue { what: "完成鉴定", on, remaining, urgency, said }));
    }
    Ok(case_view::decide_by(&facts).map(|on| {
        let remaining = today::workdays_left(facts.today(), on, facts.calendar);
        let urgency = Urgency::of(remaining);
        CaseDue {
            what: "受理决定", on, remaining, urgency, said: remaining_said(remaining, Unit::Workday)
        }
    }))
}

/// Finds cases and insurers, and offers what the first case waits for.
pub fn find(office: &Office, words: &str) -> Result<Hits, ServiceError> {
    let store = &office.opened()?.store;
    let found = if words.trim().is_empty() {
        store.list_cases(&CaseFilter::default(), None, 5)?
    } else {
        store.search_cases(words, N_HITS)?
    };
    let mut hits: Vec<Hit> = found.iter().map(case_hit).collect();
    let insurers = office.insurers()?;
    let matching = insurers.iter().filter(|insurer| {
        !words.trim().is_empty()
            && (pinyin_match::find(words, &insurer.name).is_some()
                || pinyin_match::find(words, &insurer.short_name).is_some())
    });
    hits.extend(matching.take(4).map(|insurer| Hit {
        kind: HitKind::Insurer,
        title: insurer.name.clone(),
        note: format!("{} 名联系人", insurer.contacts.len()),
        state: None,
        case: None,
        place: Some(Place::Directory),
    }));
    for head in found.iter().take(2) {
        hits.extend(action_hits(head));
    }
    Ok(Hits { words: words.to_owned(), hits })
}

fn case_hit(head: &CaseHead) -> Hit {
    let number = head.case_no.clone().unwrap_or_default();
    let mut note = number;
    if !head.insurers.is_empty() {
        note = format!("{note} {}", head.insurers);
    }
    Hit {
        kind: HitKind::Case,
        title: head.subject_name.as_str().to_owned(),
        note: note.trim().to_owned(),
        state: CaseState::from_code(&head.state),
        case: Some(head.id),
        place: None,
    }
}

/// The things one would want to do with a case in its state.
fn action_hits(head: &CaseHead) -> Vec<Hit> {
    let Some(state) = CaseState::from_code(&head.state) else { return Vec::new() };
    let places: &[Place] = match state {
        CaseState::Booked => &[Place::Reception],
        CaseState::Received => &[Place::RiskNotice, Place::Materials],
        CaseState::Reviewing => &[Place::Review, Place::Acceptance],
        CaseState::Accepted => &[Place::Schedule],
        CaseState::Scheduled => &[Place::CheckIn, Place::Notify],
        CaseState::OnSite => &[Place::LicenceShowing, Place::CheckIn],
        CaseState::Identified | CaseState::Examining => &[Place::ProcessRecord, Place::CheckIn],
        _ => &[Place::Sheets],
    };
    places
        .iter()
        .map(|place| Hit {
            kind: HitKind::Action,
            title: format!("{} {}", place.label(), head.subject_name.as_str()),
            note: head.case_no.clone().unwrap_or_default(),
            state: None,
            case: Some(head.id),
            place: Some(*place),
        })
        .collect()
}
