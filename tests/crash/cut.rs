//! A process is killed at each write of a check-in with two pictures, and at any moment of many of them; then the
//! office is opened again and asked for its promises.
//!
//! The killed process is this test binary itself, told by its environment to run one test as the victim.

use crate::support::TempFolder;
use crate::support::store_fixture::NOW;
use crate::support::store_fixture::Shown;
use crate::support::store_fixture::add_case;
use crate::support::store_fixture::create;
use crate::support::store_fixture::keys;
use crate::support::store_fixture::open;
use crate::support::store_fixture::picture;
use crate::support::store_fixture::relaxed;
use crate::support::store_fixture::sign_in;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::store::Store;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use std::fs;
use std::io;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;
use std::time::Duration;

const FOLDER: &str = "APPRAISAL_DESK_CRASH_FOLDER";
const CASE: &str = "APPRAISAL_DESK_CRASH_CASE";
const AFTER: &str = "APPRAISAL_DESK_CRASH_AFTER";

/// Ends the process, as a kill does, when so many writes have passed.
pub(super) struct Cut {
    left: AtomicU32,
}

impl Cut {
    /// Lets this many writes pass.
    pub(super) fn after(n: u32) -> Self {
        Self { left: AtomicU32::new(n) }
    }

    fn count(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            std::process::abort();
        }
    }
}

impl WriteGate for Cut {
    fn pass(&self, _point: WritePoint) -> io::Result<()> {
        self.count();
        Ok(())
    }

    fn committed(&self) {
        self.count();
    }
}

fn pictures() -> [Vec<u8>; 2] {
    [picture(1, 150_000), picture(2, 65_536)]
}

/// As the victim: one check-in with a gate that cuts. On its own: the same check-in, whole.
#[test]
fn a_check_in_with_two_pictures() {
    let (Ok(folder), Ok(case), Ok(after)) =
        (std::env::var(FOLDER), std::env::var(CASE), std::env::var(AFTER))
    else {
        let folder = TempFolder::new();
        let case = add_case(&mut create(folder.path()), NOW);
        let mut store = open(folder.path()).unwrap();
        let [one, other] = pictures();
        sign_in(&mut store, case, [&one, &other], NOW).unwrap();
        assert_eq!(outcome(folder.path(), case), 1);
        return;
    };
    let gate = Arc::new(Cut::after(after.parse().unwrap()));
    let mut store = Store::open(Path::new(&folder), keys(), relaxed().gate(gate), NOW).unwrap();
    let [one, other] = pictures();
    sign_in(&mut store, case.parse().unwrap(), [&one, &other], NOW).unwrap();
}

/// As the victim: check-ins without end, each told on standard output when it is done. On its own: three of them.
#[test]
fn check_ins_one_after_another() {
    let victim = std::env::var(FOLDER).ok().zip(std::env::var(CASE).ok());
    // Whoever is killed tidies nothing up, so a victim makes no folder of its own.
    let own = victim.is_none().then(TempFolder::new);
    let (folder, case, n) = match (&victim, &own) {
        (Some((folder, case)), _) => (Path::new(folder), case.parse().unwrap(), u32::MAX),
        (None, Some(own)) => (own.path(), add_case(&mut create(own.path()), NOW), 3),
        (None, None) => unreachable!("one of the two is there"),
    };
    let mut store = open(folder).unwrap();
    let mut told = io::stdout();
    for i in 0..n {
        let seed = i.to_le_bytes();
        let pictures = [picture(seed[0], 70_000 + i as usize), picture(seed[1], 30_000 + i as usize)];
        sign_in(&mut store, case, [&pictures[0], &pictures[1]], NOW).unwrap();
        writeln!(told, "kept {}", i + 1).unwrap();
        told.flush().unwrap();
    }
    assert_eq!(outcome(folder, case), 3);
}

#[test]
fn killed_at_each_write_either_nothing_is_there_or_all_of_it() {
    let whole = TempFolder::new();
    let case = add_case(&mut create(whole.path()), NOW);
    let mut outcomes = Vec::new();
    for after in 0.. {
        let folder = TempFolder::new();
        copy(whole.path(), folder.path());
        let ended = victim("a_check_in_with_two_pictures", folder.path(), case)
            .env(AFTER, after.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        outcomes.push(outcome(folder.path(), case));
        // The same check-in goes through afterwards, whatever the cut left behind.
        let mut store = open(folder.path()).unwrap();
        let [one, other] = pictures();
        sign_in(&mut store, case, [&one, &other], NOW).unwrap();
        drop(store);
        assert_eq!(
            outcome(folder.path(), case),
            outcomes[after as usize] + 1,
            "after a cut at write {after}"
        );
        if ended.success() {
            break;
        }
        assert!(after < 200, "the victim never finishes");
    }
    let n_lost = outcomes.iter().filter(|n| **n == 0).count();
    assert!(n_lost >= 15, "cuts before the commit: {n_lost}");
    // One cut falls between the commit and the word that it is done; then the victim finishes.
    assert_eq!(outcomes[n_lost..], [1, 1]);
}

#[test]
fn killed_at_any_moment_nothing_that_was_told_is_lost() {
    let rounds = std::env::var("CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4);
    let mut n_told_in_all = 0;
    for round in 0..rounds {
        let folder = TempFolder::new();
        let case = add_case(&mut create(folder.path()), NOW);
        let mut child = victim("check_ins_one_after_another", folder.path(), case)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The test harness may have begun the line, so the number is what counts.
        let mut told =
            BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).filter_map(|line| {
                line.rsplit_once("kept ").and_then(|(_, number)| number.trim().parse::<usize>().ok())
            });
        assert_eq!(told.next(), Some(1), "the victim kept nothing at all");
        std::thread::sleep(Duration::from_millis(3 + round * 7 % 60));
        child.kill().unwrap();
        child.wait().unwrap();
        let n_told = told.last().unwrap_or(1);
        let n_kept = outcome(folder.path(), case);
        assert!(n_kept == n_told || n_kept == n_told + 1, "told {n_told}, kept {n_kept}");
        n_told_in_all += n_told;
    }
    assert!(n_told_in_all as u64 >= rounds);
}

/// Opens the office after a cut, asks for every promise, and returns how many check-ins are there.
fn outcome(folder: &Path, case: CaseId) -> usize {
    let store = open(folder).unwrap();
    let report = store.verify(true).unwrap();
    assert_eq!(report.broken, []);
    let rows = store.list_evidence::<Shown>(case).unwrap();
    let entries = store.list_audit(Some(case), None, 10_000).unwrap();
    let n_entries = entries.iter().filter(|entry| entry.operation == Operation::SignIn.code()).count();
    assert_eq!(rows.len(), n_entries, "each row has its entry and each entry its row");
    for row in &rows {
        for copy in [row.body.id_copy.unwrap(), row.body.work_copy.unwrap()] {
            assert!(!store.read_object(copy).unwrap().is_empty());
        }
    }
    let n_unfinished = fs::read_dir(folder.join("tmp")).map_or(0, Iterator::count);
    assert_eq!(n_unfinished, 0, "opening sweeps what was never finished");
    assert_eq!(store.sweep_objects(NOW).unwrap().missing, []);
    rows.len()
}

fn victim(test: &str, folder: &Path, case: CaseId) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", &format!("crash::cut::{test}"), "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(CASE, case.to_string())
        .stdin(Stdio::null());
    command
}

/// Copies a folder with everything in it.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
