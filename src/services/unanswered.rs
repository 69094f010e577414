//! What issued cases still ask of the office: objections without an answer, days in court that lie ahead.
//!
//! Only the rows of these nouns are read, of the whole office at once: of hundreds of cases that were ever disputed few
//! are open, and only those are worth reading whole.

use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::state_of;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::current;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::services::error::ServiceError;
use crate::store::Store;
use std::collections::BTreeMap;

/// Something an issued case still asks for.
pub(crate) struct Unanswered {
    pub(crate) what: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) on: Day,
}

/// Everything that is open, by case.
pub(crate) fn list(store: &Store) -> Result<BTreeMap<CaseId, Vec<Unanswered>>, ServiceError> {
    let mut open: BTreeMap<CaseId, Vec<Unanswered>> = BTreeMap::new();
    let events = by_case::<DisputeEvent>(store)?;
    for (case, rows) in by_case::<Dispute>(store)? {
        let events = events.get(&case).map_or(&[][..], Vec::as_slice);
        let unanswered = current(&rows).filter(|row| state_of(row.id, events).is_open());
        let owed =
            unanswered.map(|row| Unanswered {
                what: "答复异议", cite: "通则 40 条", on: row.body.raised_on
            });
        open.entry(case).or_default().extend(owed);
    }
    let appearances = by_case::<CourtAppearance>(store)?;
    for (case, rows) in by_case::<CourtNotice>(store)? {
        let done = appearances.get(&case).map_or(&[][..], Vec::as_slice);
        let ahead = current(&rows).filter(|notice| !current(done).any(|row| row.body.notice == notice.id));
        let owed = ahead.map(|notice| Unanswered {
            what: "出庭",
            cite: "通则 43 条",
            on: notice.body.hearing_at.map_or(notice.body.received_on, Moment::day),
        });
        open.entry(case).or_default().extend(owed);
    }
    open.retain(|_, open| !open.is_empty());
    Ok(open)
}

fn by_case<T: Evidence>(store: &Store) -> Result<BTreeMap<CaseId, Vec<Recorded<T>>>, ServiceError> {
    let mut by_case: BTreeMap<CaseId, Vec<Recorded<T>>> = BTreeMap::new();
    for (case, row) in store.list_all_evidence()? {
        by_case.entry(case).or_default().push(row);
    }
    Ok(by_case)
}
