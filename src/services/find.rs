//! 查找: the list of cases, and Ctrl+K over cases, people and things to do.

use crate::domain::case::CaseState;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::ids::CaseId;
use crate::domain::pinyin_match;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;

/// Rows of the list of cases.
#[derive(Clone, Debug, Default)]
pub struct CaseList {
    pub words: String,
    pub rows: Vec<CaseHead>,
    /// How many there are in all; the list shows the newest.
    pub n_all: u64,
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

const N_LIST: u32 = 500;
const N_HITS: u32 = 8;

/// Reads the list, newest first, narrowed by words.
pub fn cases(office: &Office, words: &str) -> Result<CaseList, ServiceError> {
    let store = &office.opened()?.store;
    let n_all = store.count_cases(&CaseFilter::default())?;
    let rows = if words.trim().is_empty() {
        store.list_cases(&CaseFilter::default(), None, N_LIST)?
    } else {
        store.search_cases(words, N_LIST)?
    };
    Ok(CaseList { words: words.to_owned(), rows, n_all })
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
