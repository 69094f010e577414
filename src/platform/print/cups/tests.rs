//! `lp` and `lpstat` played by scripts, and their words as a real CUPS 2.4 says them.

use super::Cups;
use super::arguments;
use super::lpstat;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::Sides;
use crate::domain::printer::Trouble;
use crate::platform::print::Paper;
use crate::platform::print::PrintError;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

fn command(folder: &Path, name: &str, script: &str) -> PathBuf {
    let place = folder.join(name);
    // Written by another process: a file this one holds open while some test forks cannot be run.
    let written = Command::new("sh")
        .args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod +x \"$1\"", "sh"])
        .args([place.as_os_str(), script.as_ref()])
        .status();
    assert!(written.expect("a shell").success());
    place
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn job(printer: &str, n_copies: u16, sides: Sides) -> PrintJob {
    let setup = PrintSetup { printer: Some(printer.to_owned()), n_copies, sides };
    PrintJob { title: "F-07 2026-12".to_owned(), setup }
}

fn paper(pdf: &[u8]) -> Paper<'_> {
    Paper { pdf, n_pages: 1, draw: &|_page, _dpi| None }
}

/// Two printers, the second the default.
const TWO: &str = "case $1 in -r) echo scheduler is running;; -e) echo office; echo 前台;; \
                   -d) echo 'system default destination: 前台';; esac";

#[test]
fn the_bytes_reach_the_spooler_as_they_are_and_refusals_are_told() {
    let folder = folder("print");
    let script = format!("cat > '{0}/got'; printf '%s|' \"$@\" > '{0}/args'", folder.display());
    let lp = command(&folder, "lp", &script);
    let lpstat = command(&folder, "lpstat", TWO);
    let cups = Cups::with_commands(lp, &lpstat);
    let pdf = vec![7; 300_000];
    cups.print(&paper(&pdf), &job("office", 2, Sides::LongEdge)).expect("taken");
    assert_eq!(fs::read(folder.join("got")).expect("read"), pdf);
    let got = fs::read_to_string(folder.join("args")).expect("read");
    let sides = "-o|sides=two-sided-long-edge|-o|collate=true|-o|media=A4|";
    assert_eq!(got, format!("-d|office|-n|2|-t|F-07 2026-12|{sides}"));
    let default = PrintJob { setup: PrintSetup::default(), ..job("", 1, Sides::One) };
    cups.print(&paper(&pdf), &default).expect("taken");
    let got = fs::read_to_string(folder.join("args")).expect("read");
    assert!(got.starts_with("-d|前台|-n|1|"), "{got}");
    let gone = cups.print(&paper(&pdf), &job("走廊", 1, Sides::One));
    assert!(matches!(gone, Err(PrintError::Gone { printer }) if printer == "走廊"));

    let refuses = command(&folder, "lp-refuses", "echo 'no such printer' >&2; exit 1");
    match Cups::with_commands(refuses, &lpstat).print(&paper(&pdf), &job("office", 1, Sides::One)) {
        Err(PrintError::Refused { said }) => assert_eq!(said, "no such printer"),
        other => panic!("{other:?}"),
    }
    let down = command(&folder, "lpstat-down", "echo scheduler is not running");
    let down = Cups::with_commands("lp", down);
    assert!(matches!(down.print(&paper(&pdf), &job("office", 1, Sides::One)), Err(PrintError::NoSpooler(_))));
    let absent = Cups::with_commands(folder.join("nowhere"), folder.join("nowhere"));
    assert!(matches!(absent.list(), Err(PrintError::NoSpooler(_))));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_command_that_hangs_is_ended() {
    let folder = folder("print-hangs");
    // `exec`, so that nothing is left holding the pipes.
    let hangs = command(&folder, "lp", "exec sleep 600");
    let patience = std::time::Duration::from_millis(200);
    let pdf = vec![7; 300_000];
    let said = super::ask(hangs.as_os_str(), &[], Some(&pdf), patience);
    assert!(matches!(said, Err(PrintError::NoAnswer)));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn arguments_are_whole_whatever_a_printer_is_called() {
    let words = arguments("一楼/双面 \"'$(x)", &job("", 0, Sides::ShortEdge));
    assert_eq!(words[..4], ["-d", "一楼/双面 \"'$(x)", "-n", "1"]);
    assert_eq!(words[4..8], ["-t", "F-07 2026-12", "-o", "sides=two-sided-short-edge"]);
    assert_eq!(arguments("a", &job("a", 3, Sides::One))[7], "sides=one-sided");
}

const DETAILS: &str = "\
printer 前台打印机 is idle.  enabled since Sun Nov 22 18:40:14 2026
\tForm mounted:
\tDescription: 前台打印机
\tAlerts: none
\tLocation: \n\tUsers allowed:
\t\t(all)
printer off disabled since Sun Nov 22 18:40:14 2026 -
\tUnplugged or turned off
\tForm mounted:
\tDescription: 二楼 检查室
\tAlerts: paused
printer rej is idle.  enabled since Sun Nov 22 18:40:14 2026
\tDescription: rej
\tAlerts: none
printer tray now printing tray-12.  enabled since Sun Nov 22 18:40:14 2026
\tPrinting page 1, 20% complete.
\tDescription: HP LaserJet 1020 (接待室)
\tAlerts: media-empty-error toner-low-warning
";

const ACCEPTING: &str = "\
前台打印机 accepting requests since Sun Nov 22 18:40:14 2026
off accepting requests since Sun Nov 22 18:40:14 2026
rej not accepting requests since Sun Nov 22 18:40:14 2026 -
\treason unknown
";

#[test]
fn every_queue_is_read_with_its_name_and_its_trouble() {
    let names = "前台打印机\noff\nrej\ntray\ntray/draft\n网络上的\n";
    let found = lpstat::printers(names, "system default destination: tray/draft", DETAILS, ACCEPTING);
    let told: Vec<_> =
        found.iter().map(|found| (found.name.as_str(), found.label(), found.trouble)).collect();
    assert_eq!(
        told,
        [
            ("前台打印机", "前台打印机", None),
            ("off", "二楼 检查室", Some(Trouble::Offline)),
            ("rej", "rej", Some(Trouble::Rejecting)),
            ("tray", "HP LaserJet 1020 (接待室)", Some(Trouble::NoPaper)),
            ("tray/draft", "tray/draft", Some(Trouble::NoPaper)),
            ("网络上的", "网络上的", None),
        ]
    );
    let default: Vec<_> =
        found.iter().filter(|found| found.is_default).map(|found| found.name.as_str()).collect();
    assert_eq!(default, ["tray/draft"]);
    assert!(lpstat::printers("", "no system default destination", "", "").is_empty());
    assert!(lpstat::printers("a", "no system default destination", "", "").iter().all(|one| !one.is_default));
    assert!(lpstat::is_down("scheduler is not running") && !lpstat::is_down("scheduler is running"));
}
