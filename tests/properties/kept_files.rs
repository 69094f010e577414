//! Kept files: what goes in comes out, from any place, at any length; what was changed or cut does not come out at all.
#![expect(clippy::disallowed_methods, reason = "it damages files on purpose")]

use crate::support::TempFolder;
use crate::support::store_fixture::NOW;
use crate::support::store_fixture::create;
use crate::support::store_fixture::picture;
use crate::support::store_fixture::somebody;
use appraisal_desk::domain::audit::AuditDraft;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::store::Store;
use appraisal_desk::store::StoreError;
use proptest::prelude::any;
use proptest::prop_assert_eq;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;
use std::cell::RefCell;
use std::fs;
use std::io::Read as _;
use std::io::Seek as _;
use std::io::SeekFrom;
use std::path::Path;
use std::path::PathBuf;

const SEGMENT: usize = 65_536;

fn keep(store: &mut Store, bytes: &[u8]) -> ObjectId {
    let kept = store.keep_object(&mut &*bytes, "application/octet-stream").unwrap();
    let draft = AuditDraft::new(Operation::AttachMedia, somebody(), NOW);
    store.transact(draft, |tx| tx.insert_object(&kept, None, NOW)).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for fan in fs::read_dir(folder.join("objects")).unwrap() {
        places.extend(fs::read_dir(fan.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    places
}

#[test]
fn lengths_around_the_edges_of_segments_come_out_as_they_went_in() {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    for segments in 0..4 {
        for off in [-1_i64, 0, 1] {
            let Ok(len) = usize::try_from(segments * SEGMENT as i64 + off) else { continue };
            let bytes = picture(3, len);
            let id = keep(&mut store, &bytes);
            assert_eq!(store.read_object(id).unwrap(), bytes, "{len} bytes");
            assert_eq!(store.open_object(id).unwrap().len(), len as u64);
        }
    }
    assert_eq!(store.verify(true).unwrap().broken, []);
}

#[test]
fn any_length_is_read_from_any_place() {
    let folder = TempFolder::new();
    let store = RefCell::new(create(folder.path()));
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let strategy = (0..4 * SEGMENT, any::<u8>(), any::<[u32; 6]>(), 1..3 * SEGMENT);
    runner
        .run(&strategy, |(len, seed, places, n)| {
            let bytes = picture(seed, len);
            let id = keep(&mut store.borrow_mut(), &bytes);
            let mut reader = store.borrow().open_object(id).unwrap();
            for place in places {
                let from = place as usize % (len + 1);
                reader.seek(SeekFrom::Start(from as u64)).unwrap();
                let mut part = Vec::new();
                (&mut reader).take(n as u64).read_to_end(&mut part).unwrap();
                prop_assert_eq!(&part, &bytes[from..len.min(from + n)]);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_changed_byte_or_a_cut_never_gives_other_bytes() {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    let id = keep(&mut store, &picture(5, 2 * SEGMENT));
    let place = files(folder.path()).remove(0);
    let whole = fs::read(&place).unwrap();
    let refused = |bytes: &[u8], what: &str| {
        fs::write(&place, bytes).unwrap();
        let error = store.read_object(id).expect_err(what);
        assert!(matches!(error, StoreError::DamagedObject { .. }), "{what}: {error:?}");
    };
    let sealed = SEGMENT + 16;
    // Each byte of the header, then bytes all over the segments and their tags.
    for at in
        (0..64).chain((64..whole.len()).step_by(4_999)).chain([64 + sealed - 1, 64 + sealed, whole.len() - 1])
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        refused(&bytes, &format!("byte {at} changed"));
    }
    for len in [0, 1, 63, 64, 65, 80, 64 + sealed - 1, 64 + sealed, 64 + sealed + 1, whole.len() - 1] {
        refused(&whole[..len], &format!("cut to {len}"));
    }
    refused(&[whole.as_slice(), &[0]].concat(), "one byte more");
    let swapped = [&whole[..64], &whole[64 + sealed..], &whole[64..64 + sealed]].concat();
    refused(&swapped, "segments exchanged");
    fs::write(&place, &whole).unwrap();
    assert_eq!(store.read_object(id).unwrap(), picture(5, 2 * SEGMENT));
}

#[test]
fn the_same_content_is_kept_once_and_nothing_of_it_shows() {
    let folder = TempFolder::new();
    let mut store = create(folder.path());
    let bytes = "身份证影像，重复收存".repeat(50).into_bytes();
    let first = keep(&mut store, &bytes);
    let second = keep(&mut store, &bytes);
    assert_eq!(first, second);
    let places = files(folder.path());
    assert_eq!(places.len(), 1);
    let kept = fs::read(&places[0]).unwrap();
    assert!(!kept.windows(30).any(|part| bytes.windows(30).any(|known| known == part)));
    // A kept file that went bad is replaced when the same content comes again.
    let mut damaged = kept.clone();
    damaged[100] ^= 1;
    fs::write(&places[0], damaged).unwrap();
    assert!(store.read_object(first).is_err());
    assert_eq!(keep(&mut store, &bytes), first);
    assert_eq!(store.read_object(first).unwrap(), bytes);
}
