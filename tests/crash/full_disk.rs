//! A disk that is full at each write: the error says so, nothing was saved, and the same office saves when there is
//! room again.

use crate::support::TempFolder;
use crate::support::store_fixture::NOW;
use crate::support::store_fixture::Shown;
use crate::support::store_fixture::add_case;
use crate::support::store_fixture::create;
use crate::support::store_fixture::keys;
use crate::support::store_fixture::picture;
use crate::support::store_fixture::relaxed;
use crate::support::store_fixture::sign_in;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::store::Store;
use appraisal_desk::store::StoreError;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// Says that the disk is full once so many writes have passed.
pub(super) struct FailAfter {
    pub(super) left: AtomicU32,
}

impl WriteGate for FailAfter {
    fn pass(&self, _point: WritePoint) -> io::Result<()> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(|_| ()).map_err(|_none_left| io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn full_at_each_write_nothing_is_saved_and_it_is_said() {
    let folder = TempFolder::new();
    let case = add_case(&mut create(folder.path()), NOW);
    let gate = Arc::new(FailAfter { left: AtomicU32::new(u32::MAX) });
    let options = relaxed().gate(Arc::clone(&gate) as Arc<dyn WriteGate>);
    let mut store = Store::open(folder.path(), keys(), options, NOW).unwrap();
    let pictures = [picture(1, 150_000), picture(2, 65_536)];
    let head = store.audit_head().unwrap();
    let mut n_refused = 0;
    for after in 0.. {
        gate.left.store(after, Ordering::SeqCst);
        let result = sign_in(&mut store, case, [&pictures[0], &pictures[1]], NOW);
        gate.left.store(u32::MAX, Ordering::SeqCst);
        match result {
            Ok(_) => break,
            Err(error @ StoreError::DiskFull { free_bytes }) => {
                assert!(free_bytes > 0, "the room left is told");
                assert_eq!(error.to_string(), "磁盘空间不足，这次没有保存；以前保存的都在");
                assert_eq!(error.code(), "store-disk-full");
            }
            Err(other) => panic!("after {after} writes: {other:?}"),
        }
        n_refused += 1;
        assert!(store.list_evidence::<Shown>(case).unwrap().is_empty());
        assert_eq!(store.audit_head().unwrap(), head);
    }
    assert!(n_refused > 10, "a later attempt finds the pictures of an earlier one: {n_refused}");
    assert_eq!(store.list_evidence::<Shown>(case).unwrap().len(), 1);
    assert_eq!(store.verify(true).unwrap().broken, []);
}
