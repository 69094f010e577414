//! 登记簿: what belongs to no page of a case. Interferences and clues are shown to whoever wrote them down and to the
//! people in charge (GY-c: as few eyes as possible, and the recorder protected).

use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::clue::BrokerClue;
use crate::domain::evidence::Registered;
use crate::domain::evidence::Version;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::interference::Interference;
use crate::domain::law::Jurisdiction;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::liaison::was_held;
use crate::domain::moment::Moment;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::services::error::ServiceError;
use crate::services::exception;
use crate::services::office::Office;
use std::collections::BTreeMap;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    pub now: Moment,
    /// Which province's duties bind here.
    pub here: Jurisdiction,
    pub interferences: Vec<Entry<Interference>>,
    pub clues: Vec<Entry<BrokerClue>>,
    pub months: Vec<exception::Month>,
    pub meetings: Vec<Entry<LiaisonMeeting>>,
    /// The cases an entry can name, newest first.
    pub cases: Vec<CaseChoice>,
    /// How people call the cases the entries name.
    pub called: BTreeMap<CaseId, String>,
    /// How many entries of others are kept from these eyes.
    pub n_hidden: usize,
    /// What is owed: the quarter's talk, the year's training (SC-1.2a, SC-1.2b).
    pub owed: Vec<LiaisonKind>,
}

/// A case as it is chosen for an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseChoice {
    pub id: CaseId,
    pub called: String,
    pub subject: String,
}

/// One entry: its newest version and who wrote the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    pub id: EntryId,
    pub body: T,
    pub n_versions: u32,
    pub first_at: Moment,
    pub first_by: String,
}

/// Reads the registers as the person at the desk may see them.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let me = office.sitting()?.clone();
    let (interferences, hidden) =
        entries::<Interference>(office, |first| me.has(Role::Director) || first.by == Some(me.id))?;
    let (clues, hidden_clues) = entries::<BrokerClue>(office, |first| {
        me.has(Role::Director) || me.has(Role::InsuranceOfficer) || first.by == Some(me.id)
    })?;
    let (meetings, _) = entries::<LiaisonMeeting>(office, |_| true)?;
    let mut called = BTreeMap::new();
    let named = interferences.iter().filter_map(|one| one.body.case);
    for case in named.chain(clues.iter().filter_map(|one| one.body.case)) {
        if let std::collections::btree_map::Entry::Vacant(empty) = called.entry(case) {
            empty.insert(office.file(case)?.called().to_owned());
        }
    }
    Ok(View {
        now: office.now(),
        here: office.institution()?.jurisdiction,
        owed: owed(office, &meetings)?,
        months: if sees_exceptions(&me) { exception::months(office)? } else { Vec::new() },
        cases: cases(office)?,
        interferences,
        clues,
        meetings,
        called,
        n_hidden: hidden + hidden_clues,
    })
}

/// The newest cases; older ones are named in the words of an entry.
fn cases(office: &Office) -> Result<Vec<CaseChoice>, ServiceError> {
    let heads = office.opened()?.store.list_cases(&CaseFilter::default(), None, 500)?;
    let choice = |head: CaseHead| CaseChoice {
        id: head.id,
        called: head.case_no.unwrap_or_else(|| head.client_name.clone()),
        subject: head.subject_name.as_str().to_owned(),
    };
    Ok(heads.into_iter().map(choice).collect())
}

/// The exceptions of the whole office are the business of those who answer for it.
fn sees_exceptions(me: &StaffMember) -> bool {
    me.has(Role::Director) || me.has(Role::InsuranceOfficer)
}

fn owed(office: &Office, meetings: &[Entry<LiaisonMeeting>]) -> Result<Vec<LiaisonKind>, ServiceError> {
    if office.institution()?.jurisdiction != Jurisdiction::Sichuan {
        return Ok(Vec::new());
    }
    let held: Vec<LiaisonMeeting> = meetings.iter().map(|entry| entry.body.clone()).collect();
    let today = office.now().day();
    let kinds = [LiaisonKind::Talk, LiaisonKind::Training];
    Ok(kinds.into_iter().filter(|kind| !was_held(&held, *kind, today)).collect())
}

/// The entries of a register, newest first, and how many were kept back.
fn entries<T: Registered>(
    office: &Office,
    may_see: impl Fn(&Version<T>) -> bool,
) -> Result<(Vec<Entry<T>>, usize), ServiceError> {
    let store = &office.opened()?.store;
    let mut shown = Vec::new();
    let mut n_hidden = 0;
    for newest in store.list_registered::<T>()? {
        let versions = store.list_versions::<T>(newest.id)?;
        let Some(first) = versions.first() else { continue };
        if !may_see(first) {
            n_hidden += 1;
            continue;
        }
        let by = first.by.and_then(|by| office.member(by).ok());
        shown.push(Entry {
            id: EntryId::from_uuid(newest.id),
            n_versions: newest.version,
            first_at: first.at,
            first_by: by.map(|member| member.name.as_str().to_owned()).unwrap_or_default(),
            body: newest.body,
        });
    }
    shown.reverse();
    Ok((shown, n_hidden))
}
