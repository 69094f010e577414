//! A disk that is full at each write of a round, through the services: the sentence is the one people understand,
//! what was told before stays, and the same thing goes through when there is room again.

use super::Shut;
use super::Told;
use super::nothing_was_edited;
use super::round;
use super::store_of;
use crate::crash::full_disk::FailAfter;
use crate::support::OfficeBuilder;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::store::StoreError;
use appraisal_desk::store::WriteGate;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

#[test]
fn full_at_each_write_what_was_told_stays_and_the_sentence_is_clear() {
    let shut = Shut::new();
    let gate = Arc::new(FailAfter { left: AtomicU32::new(u32::MAX) });
    let builder = OfficeBuilder::sichuan().at(super::WHEN).gate(Arc::clone(&gate) as Arc<dyn WriteGate>);
    let (mut office, _clock) = builder.reopen(&shut.place(), "zhou").unwrap();
    let mut told = Vec::new();
    let mut n_refused = 0;
    for after in 0.. {
        assert!(after < 300, "the round never finishes");
        let before = office.file(shut.case).unwrap();
        let mut told_now = Vec::new();
        gate.left.store(after, Ordering::SeqCst);
        let result = round(&mut office, shut.case, after, |done| told_now.push(done));
        gate.left.store(u32::MAX, Ordering::SeqCst);
        let file = office.file(shut.case).unwrap();
        nothing_was_edited(&before, &file);
        let n_new =
            file.attendances.len() - before.attendances.len() + file.entries.len() - before.entries.len();
        let n_told = told_now.iter().filter(|told| !matches!(told, Told::Kept(_))).count();
        assert_eq!(n_new, n_told, "after {after} writes: what was not told is not there");
        told.extend(told_now);
        match result {
            Ok(()) => break,
            Err(error) => is_a_full_disk(&error),
        }
        n_refused += 1;
    }
    assert!(n_refused > 25, "{n_refused}");
    drop(office);
    // Another day, after the disk was cleared: everything that was told is there.
    let file = super::enter(&shut.place()).file(shut.case).unwrap();
    let store = store_of(&shut.place());
    for told in told {
        match told {
            Told::Kept(object) => assert!(!store.read_object(object).unwrap().is_empty()),
            Told::SignedIn(id) => assert!(file.attendances.iter().any(|row| row.id == id)),
            Told::Entered(id) => assert!(file.entries.iter().any(|row| row.id == id)),
        }
    }
    assert_eq!(store.verify(true).unwrap().broken, []);
}

#[test]
fn an_office_on_a_full_disk_is_not_opened_and_says_why() {
    let shut = Shut::new();
    let gate = Arc::new(FailAfter { left: AtomicU32::new(0) });
    let builder = OfficeBuilder::sichuan().at(super::WHEN).gate(gate as Arc<dyn WriteGate>);
    let error = builder.reopen(&shut.place(), "zhou").map(|_opened| ()).unwrap_err();
    is_a_full_disk(&error);
    super::enter(&shut.place());
}

fn is_a_full_disk(error: &ServiceError) {
    assert!(matches!(error, ServiceError::Store(StoreError::DiskFull { .. })), "{error:?}");
    assert_eq!(error.to_string(), "磁盘空间不足，这次没有保存；以前保存的都在");
    assert_eq!(error.remedy(), "请腾出磁盘空间后再保存一次，填写的内容还在页面上");
    assert_eq!(error.code(), "store-disk-full");
}
