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
use crate::domain::ids::UserId;
use crate::domain::interference::Interference;
use crate::domain::law::Jurisdiction;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::liaison::was_held;
use crate::domain::moment::Moment;
use crate::domain::problem::Problem;
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
    pub problems: Vec<Entry<Problem>>,
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
    /// The roles of whoever wrote the first.
    pub first_as: String,
    /// Every later version, oldest first.
    pub corrections: Vec<Correction>,
}

/// A later version of an entry: when, by whom, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub at: Moment,
    pub by: String,
    pub why: String,
}

/// What is kept in a register of this page.
pub trait Book: Registered {
    /// Whether eyes may see an entry; `mine` = they wrote it down.
    fn may_see(me: &StaffMember, mine: bool) -> bool;

    /// Why this version replaces the one before.
    fn correction(&self) -> &str;
}

impl Book for Interference {
    fn may_see(me: &StaffMember, mine: bool) -> bool {
        mine || me.has(Role::Director)
    }

    fn correction(&self) -> &str {
        &self.correction
    }
}

impl Book for BrokerClue {
    fn may_see(me: &StaffMember, mine: bool) -> bool {
        mine || me.has(Role::Director) || me.has(Role::InsuranceOfficer)
    }

    fn correction(&self) -> &str {
        &self.correction
    }
}

impl Book for LiaisonMeeting {
    fn may_see(_me: &StaffMember, _mine: bool) -> bool {
        true
    }

    fn correction(&self) -> &str {
        &self.correction
    }
}

impl Book for Problem {
    fn may_see(_me: &StaffMember, _mine: bool) -> bool {
        true
    }

    fn correction(&self) -> &str {
        &self.correction
    }
}

/// Reads the registers as the person at the desk may see them.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let me = office.sitting()?.clone();
    let (interferences, hidden) = entries::<Interference>(office)?;
    let (clues, hidden_clues) = entries::<BrokerClue>(office)?;
    let (meetings, _) = entries::<LiaisonMeeting>(office)?;
    let (problems, _) = entries::<Problem>(office)?;
    let mut called = BTreeMap::new();
    let named = interferences.iter().filter_map(|one| one.body.case);
    let doubted = clues.iter().flat_map(|one| one.body.case.iter().chain(&one.body.also).copied());
    for case in named.chain(doubted).chain(problems.iter().filter_map(|one| one.body.case)) {
        if let std::collections::btree_map::Entry::Vacant(empty) = called.entry(case) {
            empty.insert(office.called(case)?);
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
        problems,
        called,
        n_hidden: hidden + hidden_clues,
    })
}

/// One entry, for eyes that may see it.
pub fn entry<T: Book>(office: &Office, id: EntryId) -> Result<Entry<T>, ServiceError> {
    let found = office.opened()?.store.get_registered::<T>(id.uuid())?;
    let found = found.map(|newest| seen(office, newest)).transpose()?.flatten();
    found.ok_or(ServiceError::Missing("没有这条登记，或者它由他人登记，只有负责人和专人可看"))
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
fn entries<T: Book>(office: &Office) -> Result<(Vec<Entry<T>>, usize), ServiceError> {
    let all = office.opened()?.store.list_registered::<T>()?;
    let n_all = all.len();
    let mut shown = Vec::new();
    for newest in all {
        shown.extend(seen(office, newest)?);
    }
    shown.reverse();
    let n_hidden = n_all - shown.len();
    Ok((shown, n_hidden))
}

/// An entry with its history; none for eyes that may not see it.
fn seen<T: Book>(office: &Office, newest: Version<T>) -> Result<Option<Entry<T>>, ServiceError> {
    let me = office.sitting()?;
    let versions = office.opened()?.store.list_versions::<T>(newest.id)?;
    let Some(first) = versions.first() else { return Ok(None) };
    if !T::may_see(me, first.by == Some(me.id)) {
        return Ok(None);
    }
    let member = |by: Option<UserId>| by.and_then(|by| office.member(by).ok());
    let name = |by| member(by).map(|member| member.name.as_str().to_owned()).unwrap_or_default();
    let correction = |version: &Version<T>| Correction {
        at: version.at,
        by: name(version.by),
        why: version.body.correction().to_owned(),
    };
    Ok(Some(Entry {
        id: EntryId::from_uuid(newest.id),
        n_versions: newest.version,
        first_at: first.at,
        first_by: name(first.by),
        first_as: member(first.by).map(|member| member.roles_text()).unwrap_or_default(),
        corrections: versions.iter().skip(1).map(correction).collect(),
        body: newest.body,
    }))
}
