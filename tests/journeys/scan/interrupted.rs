//! A stack that is broken off: the folder is gone, the disk is full. What was filed stays filed, what was not is said,
//! and the same stack can be run again without a page being kept twice.
#![expect(clippy::disallowed_methods, reason = "a folder vanishes as a stick is pulled out")]

use super::filed;
use super::foreign_page;
use super::print;
use super::scan_of;
use super::take_in;
use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::scan;
use appraisal_desk::services::scan::End;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// A disk with room for so many writes.
struct Disk(AtomicU32);

impl Disk {
    fn has_room_for(&self, n: u32) {
        self.0.store(n, Ordering::SeqCst);
    }
}

impl WriteGate for Disk {
    fn pass(&self, _point: WritePoint) -> io::Result<()> {
        let left = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(|_| ()).map_err(|_none_left| io::ErrorKind::StorageFull.into())
    }
}

/// An office with F-07 printed, its disk, and a folder of its two pages and a strange one.
fn before_the_stack() -> (TestOffice, CaseId, Arc<Disk>, TempFolder) {
    let tray = Tray::called("前台");
    let disk = Arc::new(Disk(AtomicU32::new(u32::MAX)));
    let gate = Arc::clone(&disk) as Arc<dyn WriteGate>;
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).gate(gate).build();
    let case = CaseAdder::joint().until(CaseState::Identified).add(&mut office);
    let print = print(&mut office, case, FormNo::F07);
    let pdf = tray.take().unwrap();
    let folder = TempFolder::new();
    let keep = |name: &str, bytes: &[u8]| replace_file(&folder.join(name), bytes).unwrap();
    keep("1.png", &scan_of(&print, &pdf, 1, &[], 1));
    keep("2.png", &scan_of(&print, &pdf, 2, &[], 2));
    keep("3.png", &foreign_page());
    (office, case, disk, folder)
}

fn listed(office: &mut TestOffice, folder: &TempFolder) -> Vec<PathBuf> {
    match office.looks(Look::ScanFiles(vec![folder.path().to_owned()])) {
        Outcome::ScanFiles(batch) => batch.files.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_that_vanishes_takes_nothing_with_it_that_was_filed() {
    let (mut office, case, _, folder) = before_the_stack();
    let files = listed(&mut office, &folder);
    let first = filed(take_in(&mut office, &files[0], 0));
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).unwrap();
    for file in &files[1..] {
        let End::Unread { said, remedy } = take_in(&mut office, file, 0).end else { panic!("it is gone") };
        assert!(said.contains("文件读不出来") && !remedy.is_empty(), "{said}");
    }
    assert_eq!(office.case(case).file.scans.len(), 1);
    fs::rename(&away, folder.path()).unwrap();
    assert_eq!(take_in(&mut office, &files[0], 0).end, End::Known(first.at));
    assert!(filed(take_in(&mut office, &files[1], 0)).completes);
    assert_eq!(office.case(case).file.scans.len(), 2);
}

#[test]
fn a_full_disk_keeps_no_half_page_and_the_page_is_filed_once_there_is_room() {
    let (mut office, case, disk, folder) = before_the_stack();
    let files = listed(&mut office, &folder);
    let before = office.case(case).file.scans.len();
    let mut n_refused = 0;
    for (n, file) in files.iter().enumerate() {
        for room in (0..).step_by(5) {
            let request = scan::Request::TakeIn { place: file.clone(), page: 0 };
            disk.has_room_for(room);
            let answer = office.tries(Action::Scan(request));
            disk.has_room_for(u32::MAX);
            let kept = office.case(case).file.scans.len();
            match answer {
                Ok(Outcome::Scanned(taken)) => {
                    assert!(matches!(taken.end, End::Filed(_) | End::Stray { .. }), "{:?}", taken.end);
                    assert_eq!(kept, before + (n + 1).min(2));
                    break;
                }
                Ok(other) => panic!("{other:?}"),
                Err(error) => {
                    assert_eq!(error.code(), "store-disk-full", "{error}");
                    assert_eq!(kept, before + n.min(2), "nothing half");
                    n_refused += 1;
                }
            }
        }
        let again = take_in(&mut office, file, 0).end;
        assert!(matches!(again, End::Known(_) | End::KnownStray), "{again:?}");
    }
    assert!(n_refused > 3, "{n_refused}");
}

#[test]
fn a_stack_that_stopped_at_a_full_disk_says_so_and_is_run_again() {
    let (mut office, case, disk, folder) = before_the_stack();
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    let mut desk = Driver::sits_in(office);
    desk.opens("扫描归卷").will_pick(vec![folder.path().to_owned()]);
    disk.has_room_for(0);
    desk.presses("选文件夹…").sees("磁盘空间不足").sees("停下时还有 2 个没有读");
    desk.is_tidy().picture("70-scan-disk-full");
    disk.has_room_for(u32::MAX);
    assert_eq!(desk.case(case).file.scans.len(), 0);
    desk.will_pick(vec![folder.path().to_owned()]).presses("选文件夹…").sees("归卷 2 页，待认领 1 页");
    desk.will_pick(vec![folder.path().to_owned()]).presses("选文件夹…").sees("归卷 0 页，重复 3 页");
    assert_eq!(desk.case(case).file.scans.len(), 2);
    desk.is_tidy().picture("71-scan-again");
}
