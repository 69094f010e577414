//! A process is killed at each write of opening the office, keeping two credentials, signing their bearer in and
//! writing an entry of the record; and at any moment of an afternoon of that. Then the five promises are asked.
//!
//! The killed process is this test binary, told by its environment to be the victim.

use super::Shut;
use super::Told;
use super::enter;
use super::nothing_was_edited;
use super::round;
use super::store_of;
use crate::crash::cut::Cut;
use crate::crash::cut::copy;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::moment;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case::CaseFile;
use appraisal_desk::domain::check_in::Attendance;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::store::Store;
use std::fs;
use std::io;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

const FOLDER: &str = "APPRAISAL_DESK_KILLED_FOLDER";
const CASE: &str = "APPRAISAL_DESK_KILLED_CASE";
const AFTER: &str = "APPRAISAL_DESK_KILLED_AFTER";

/// Rounds that the victims never reach; those played afterwards take their names from here.
const LATER: u32 = 1_000_000;

/// As the victim: the office is opened behind a gate that cuts, and one round is played. On its own: whole.
#[test]
fn one_round_of_an_afternoon() {
    if let Ok(folder) = std::env::var(FOLDER) {
        let after = std::env::var(AFTER).unwrap().parse().unwrap();
        play(Path::new(&folder), std::env::var(CASE).unwrap().parse().unwrap(), Some(after), 1);
        return;
    }
    let shut = Shut::new();
    let before = enter(&shut.place()).file(shut.case).unwrap();
    play(&shut.place(), shut.case, None, 1);
    assert_eq!(ask_the_promises(&shut.place(), shut.case, &before, &[]), [1, 1]);
}

/// As the victim: round after round, until somebody kills it. On its own: two of them.
#[test]
fn an_afternoon() {
    if let Ok(folder) = std::env::var(FOLDER) {
        play(Path::new(&folder), std::env::var(CASE).unwrap().parse().unwrap(), None, LATER);
        return;
    }
    let shut = Shut::new();
    let before = enter(&shut.place()).file(shut.case).unwrap();
    play(&shut.place(), shut.case, None, 2);
    assert_eq!(ask_the_promises(&shut.place(), shut.case, &before, &[]), [2, 2]);
}

#[test]
fn killed_at_each_write_the_five_promises_hold() {
    let whole = Shut::new();
    let before = enter(&whole.place()).file(whole.case).unwrap();
    let mut outcomes = Vec::new();
    for after in 0.. {
        assert!(after < 300, "the victim never finishes");
        let folder = TempFolder::new();
        copy(&whole.place(), folder.path());
        let mut victim = victim("one_round_of_an_afternoon", folder.path(), whole.case);
        let ended = victim.env(AFTER, after.to_string()).output().unwrap();
        let told = told_in(&String::from_utf8_lossy(&ended.stdout));
        tells_no_secret(&ended.stdout, &ended.stderr);
        outcomes.push(ask_the_promises(folder.path(), whole.case, &before, &told));
        // The desk goes on where it was: the same things can be done, whatever the cut left behind.
        let mut office = enter(folder.path());
        round(&mut office, whole.case, LATER + after, |_told| {}).unwrap();
        if ended.status.success() {
            break;
        }
    }
    // Nothing, then the arrival, then the entry; never an entry without the arrival before it.
    assert!(outcomes.is_sorted(), "{outcomes:?}");
    let n = |outcome: [usize; 2]| outcomes.iter().filter(|found| **found == outcome).count();
    assert_eq!(n([0, 0]) + n([1, 0]) + n([1, 1]), outcomes.len(), "{outcomes:?}");
    // Two pictures of five writes and more each, with their rows; then the rows and the commit of arrival and entry.
    assert!(n([0, 0]) >= 25 && n([1, 0]) >= 4 && n([1, 1]) >= 2, "{outcomes:?}");
}

#[test]
fn killed_at_any_moment_nothing_that_was_told_is_lost() {
    let rounds = std::env::var("CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    let whole = Shut::new();
    let before = enter(&whole.place()).file(whole.case).unwrap();
    for at in 0..rounds {
        let folder = TempFolder::new();
        copy(&whole.place(), folder.path());
        let mut child = victim("an_afternoon", folder.path(), whole.case).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told = Vec::new();
        while told.is_empty() {
            told.extend(told_in(&lines.next().expect("the victim told nothing at all")));
        }
        std::thread::sleep(Duration::from_millis(100 + at * 137 % 700));
        child.kill().unwrap();
        child.wait().unwrap();
        lines.for_each(|line| told.extend(told_in(&line)));
        ask_the_promises(folder.path(), whole.case, &before, &told);
    }
}

/// Plays rounds and tells on standard output what is done, each at once.
fn play(place: &Path, case: CaseId, cut_after: Option<u32>, n: u32) {
    let mut builder = OfficeBuilder::sichuan().at(super::WHEN);
    if let Some(after) = cut_after {
        builder = builder.gate(Arc::new(Cut::after(after)));
    }
    let (mut office, clock) = builder.reopen(place, "zhou").unwrap();
    let mut out = io::stdout();
    for n in 0..n {
        let tell = |told| {
            let line = match told {
                Told::Kept(id) => format!("kept {id}"),
                Told::SignedIn(id) => format!("signed-in {id}"),
                Told::Entered(id) => format!("entered {id}"),
            };
            writeln!(out, "told {line}").unwrap();
            out.flush().unwrap();
        };
        round(&mut office, case, n, tell).unwrap();
        clock.advance_minutes(1);
    }
}

/// The test harness may have begun a line, so what counts begins at the word.
fn told_in(text: &str) -> Vec<Told> {
    let lines = text.lines().filter_map(|line| line.split_once("told "));
    lines
        .filter_map(|(_, said)| match said.split_once(' ')? {
            ("kept", id) => Some(Told::Kept(id.parse().ok()?)),
            ("signed-in", id) => Some(Told::SignedIn(id.parse().ok()?)),
            ("entered", id) => Some(Told::Entered(id.parse().ok()?)),
            _ => None,
        })
        .collect()
}

/// Opens the office after a cut and asks for everything it promises; returns how many arrivals and entries are new.
fn ask_the_promises(place: &Path, case: CaseId, before: &CaseFile, told: &[Told]) -> [usize; 2] {
    let after = enter(place).file(case).unwrap();
    let store = store_of(place);
    // No write without its entry: chain, rows, guards, checkpoints and files agree.
    assert_eq!(store.verify(true).unwrap().broken, []);
    nothing_was_edited(before, &after);
    let arrivals = &after.attendances[before.attendances.len()..];
    let entries = &after.entries[before.entries.len()..];
    // What was told is there, and at most one thing of which nobody was told any more.
    let mut n_told = [0, 0];
    for told in told {
        match told {
            Told::Kept(object) => assert!(!store.read_object(*object).unwrap().is_empty()),
            Told::SignedIn(id) => {
                assert!(arrivals.iter().any(|row| row.id == *id), "an arrival is lost");
                n_told[0] += 1;
            }
            Told::Entered(id) => {
                assert!(entries.iter().any(|row| row.id == *id), "an entry is lost");
                n_told[1] += 1;
            }
        }
    }
    let found = [arrivals.len(), entries.len()];
    let n_untold = found[0] + found[1] - n_told[0] - n_told[1];
    assert!(told.is_empty() || n_untold <= 1, "told {n_told:?}, found {found:?}");
    arrivals.iter().for_each(|row| is_whole(&store, &row.body));
    each_has_its_entry(&store, case, Operation::SignIn, arrivals.iter().map(|row| row.id.uuid()));
    each_has_its_entry(&store, case, Operation::AddEntry, entries.iter().map(|row| row.id.uuid()));
    // Time came by the door: the moments are those of the script, not of this machine.
    for at in arrivals.iter().map(|row| row.at).chain(entries.iter().map(|row| row.at)) {
        assert!(at >= moment(super::WHEN) && at.day() == moment(super::WHEN).day());
    }
    let n_unfinished = fs::read_dir(place.join("tmp")).map_or(0, Iterator::count);
    assert_eq!(n_unfinished, 0, "opening sweeps what was never finished");
    assert_eq!(store.sweep_objects(moment(super::WHEN)).unwrap().missing, []);
    found
}

/// Both credentials of an arrival are kept and can be read.
fn is_whole(store: &Store, arrival: &Attendance) {
    let copies = arrival.attendee.copies();
    assert_eq!(copies.len(), 2);
    for copy in copies {
        assert!(!store.read_object(copy).unwrap().is_empty());
    }
}

/// Each row is named by exactly one entry of the log.
fn each_has_its_entry(
    store: &Store,
    case: CaseId,
    operation: Operation,
    rows: impl Iterator<Item = uuid::Uuid>,
) {
    let log = store.list_audit(Some(case), None, 100_000).unwrap();
    for row in rows {
        let about = |entry: &&appraisal_desk::domain::audit::AuditEntry| {
            entry.operation == operation.code()
                && entry.entity.as_ref().is_some_and(|entity| entity.id == row)
        };
        assert_eq!(log.iter().filter(about).count(), 1, "{operation:?}");
    }
}

/// Secrets do not print: not even a process that dies says a name or a number.
fn tells_no_secret(out: &[u8], err: &[u8]) {
    for text in [out, err] {
        let text = String::from_utf8_lossy(text);
        for secret in [
            Invented::SUBJECT.name,
            Invented::WITNESS.name,
            &Invented::SUBJECT.number(),
            &Invented::WITNESS.number(),
            crate::support::PASSWORD,
        ] {
            assert!(!text.contains(secret), "a secret was printed");
        }
    }
}

fn victim(test: &str, folder: &Path, case: CaseId) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", &format!("crash::services::killed::{test}"), "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(CASE, case.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}
