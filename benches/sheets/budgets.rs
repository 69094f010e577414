//! The budgets of `sheets`, in processor time and memory, each beside a peer where there is one.
#![expect(
    clippy::disallowed_methods,
    reason = "memory is that of a process of its own, peers are other programs"
)]

use crate::CHECK_IN;
use crate::ENGINE;
use crate::LEDGER;
use crate::folder::TempFolder;
use crate::images;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::documents::volume::About;
use appraisal_desk::documents::volume::Piece;
use appraisal_desk::documents::volume::bind;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::replace_file::replace_file;
use chrono::NaiveDateTime;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Measures everything and says what keeps its budget.
pub fn measure() {
    println!("\n{:<58} {:>10} {:>10} {:>9}", "", "cpu", "budget", "peer");
    let f07 = average(30, |n| drop(check_in(n)));
    line("F-07 with 9 people", f07, Some(0.040), None);
    line("F-07 opened for a preview", average(10, open_preview), Some(0.300), None);
    let folder = TempFolder::new();
    let list = average(3, |n| drop(short_ledger(n, Profile::LongList)));
    let typst = average(3, |n| drop(short_ledger(n, Profile::Archive)));
    line("F-30 with 300 cases; Typst alone, with structure", list, None, Some(typst));
    long_ledger(folder.path());
    volume(folder.path());
}

/// F-07 with a text that was never laid out before.
fn check_in(n: usize) -> Pdf {
    let mut facts: Value = serde_json::from_str(CHECK_IN).unwrap();
    facts["matter"] = format!("第 {n} 次核算的委托事项").into();
    ENGINE.render(FormNo::F07, &facts, &images(), Profile::Archive).unwrap()
}

/// What the page of a sheet asks for when it opens.
fn open_preview(n: usize) {
    let pdf = check_in(1_000 + n);
    for page in 0..pdf.n_pages {
        for scale in [2.0, 0.3, 1.0] {
            page_rgba(&pdf.bytes, page, scale).unwrap();
        }
    }
}

/// 300 cases with words that were never laid out before.
fn short_ledger(n: usize, profile: Profile) -> Pdf {
    let mut facts = ledger(300);
    for row in facts["rows"].as_array_mut().unwrap() {
        row[1] = format!("{} {n}", row[1].as_str().unwrap()).into();
        row[5] = format!("{} {n}", row[5].as_str().unwrap()).into();
    }
    ENGINE.render(FormNo::F30, &facts, &Images::new(), profile).unwrap()
}

fn ledger(n: usize) -> Value {
    let mut facts: Value = serde_json::from_str(LEDGER).unwrap();
    let rows = facts["rows"].as_array().unwrap().clone();
    let row = |n: usize| {
        let mut row = rows[n % rows.len()].clone();
        row[0] = (n + 1).to_string().into();
        row[4] = format!("{} {n}", row[4].as_str().unwrap()).into();
        row
    };
    facts["rows"] = (0..n).map(row).collect();
    facts
}

/// The ledger of a large institution through the command line, faces unpacked and facts read; LibreOffice beside it.
fn long_ledger(folder: &Path) {
    let facts = ledger(3_000);
    let (json, pdf) = (folder.join("ledger.json"), folder.join("ledger.pdf"));
    replace_file(&json, facts.to_string().as_bytes()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_appraisal-desk"));
    command.args(["render", "F-30", "--facts"]).arg(&json).arg("--out").arg(&pdf);
    let Some((cpu, megabytes)) = apart(&command) else {
        println!("/usr/bin/time is not here: the ledger of 3000 cases was not measured");
        return;
    };
    assert!(pdf.is_file(), "no ledger was made");
    let csv = folder.join("ledger.csv");
    replace_file(&csv, table(&facts).as_bytes()).unwrap();
    let mut office = Command::new("soffice");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    office
        .arg(profile)
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.join("office"))
        .arg(&csv);
    let peer = apart(&office).filter(|_| folder.join("office/ledger.pdf").is_file());
    line("F-30 with 3000 cases, a process of its own; LibreOffice", cpu, Some(2.0), peer.map(|(cpu, _)| cpu));
    let theirs = peer.map_or_else(String::new, |(_, megabytes)| format!("; LibreOffice {megabytes} MB"));
    println!("{:<58} {megabytes:>7} MB {:>7} MB{theirs}", "  its most memory", 500);
}

fn table(facts: &Value) -> String {
    let mut text = String::new();
    for row in facts["rows"].as_array().unwrap() {
        let cells = row.as_array().unwrap().iter();
        let quoted: Vec<String> =
            cells.map(|cell| format!("\"{}\"", cell.as_str().unwrap().replace('"', "\"\""))).collect();
        text.push_str(&quoted.join(","));
        text.push('\n');
    }
    text
}

/// Twenty files of ten pages and more; qpdf beside it.
fn volume(folder: &Path) {
    let piece = ENGINE.render(FormNo::F30, &ledger(80), &Images::new(), Profile::Archive).unwrap();
    let n = 200_usize.div_ceil(piece.n_pages).max(20);
    let pieces: Vec<Piece<'_>> =
        (0..n).map(|_| Piece { pdf: &piece.bytes, pages: 0..piece.n_pages }).collect();
    let about = About { title: "卷", institution: "某中心", made_at: NaiveDateTime::MIN, ident: "1" };
    let mut n_pages = 0;
    let cpu = average(3, |_| {
        n_pages = bind(&pieces, &[], &about, &mut |_| true).unwrap().unwrap().n_pages;
    });
    assert!(n_pages >= 200, "{n_pages} pages");
    let file = folder.join("piece.pdf");
    replace_file(&file, &piece.bytes).unwrap();
    let mut qpdf = Command::new("qpdf");
    qpdf.args(["--empty", "--pages"]).args((0..n).map(|_| &file)).arg("--").arg(folder.join("together.pdf"));
    let peer = apart(&qpdf).map(|(cpu, _)| cpu);
    line(&format!("a volume of {n_pages} pages from {n} sheets; qpdf"), cpu, Some(2.0), peer);
}

fn line(what: &str, cpu: f64, budget: Option<f64>, peer: Option<f64>) {
    let shown = |seconds: f64| format!("{:.1} ms", seconds * 1e3);
    let budget_said = budget.map(shown).unwrap_or_default();
    let peer_said = peer.map_or_else(String::new, |peer| format!("{:.1} ×", peer / cpu));
    println!("{what:<58} {:>10} {budget_said:>10} {peer_said:>9}", shown(cpu));
    if budget.is_some_and(|budget| cpu > budget) {
        println!("  ↑ over its budget");
    }
}

/// Processor time of one turn, in seconds; the first turn warms and does not count.
fn average(n: usize, mut turn: impl FnMut(usize)) -> f64 {
    turn(usize::MAX / 2);
    let before = processor_time();
    (0..n).for_each(&mut turn);
    (processor_time() - before) / n as f64
}

/// What this process took of the processors so far, all its threads; in hundredths of a second.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    // Behind the name, which may hold anything: state is the third field, user and system time the 14th and 15th.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}

/// Processor time in seconds and most memory in megabytes of a process of its own; none when it cannot be run.
fn apart(command: &Command) -> Option<(f64, u64)> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "cost %U %S %M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut cost = said.lines().rev().find_map(|line| line.strip_prefix("cost "))?.split(' ');
    let mut next = || cost.next()?.parse::<f64>().ok();
    let (user, system, kilobytes) = (next()?, next()?, next()?);
    Some((user + system, (kilobytes / 1024.0) as u64))
}
