//! `template` on the command line: taken out, checked, put in force, and back to the program's.
#![expect(clippy::disallowed_methods, reason = "the program is tried as a process")]

use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::replace_file::replace_file;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &TempFolder, arguments: &[&str], to_read: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_appraisal-desk"))
        .args(arguments)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("APPRAISAL_DESK_LOGIN", "gu")
        .env("APPRAISAL_DESK_PASSPHRASE", PASSWORD)
        .env_remove("APPRAISAL_DESK_OFFICE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may have ended already.
    drop(child.stdin.take().unwrap().write_all(to_read.as_bytes()));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

#[track_caller]
fn ends(run: Run, code: i32) -> Run {
    assert_eq!(run.code, code, "stdout:\n{}\nstderr:\n{}", run.out, run.err);
    run
}

#[test]
fn a_template_is_shown_checked_installed_and_reset() {
    let founded = OfficeBuilder::sichuan().build();
    let place = founded.place();
    let TestOffice { office, folder: _kept, .. } = founded;
    drop(office);
    let place = place.to_str().unwrap();
    let folder = TempFolder::new();
    let shown = ends(run(&folder, &["template", "show", "F-35"], ""), 0);
    assert!(shown.out.contains("#import \"gb.typ\": *") && shown.out.contains("现承诺如下"), "{}", shown.out);
    ends(run(&folder, &["template", "show", "F-35", "--out", "."], ""), 0);
    let file = folder.join("court_pledge.typ");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(Path::new(&folder.join("gb.typ")).exists());

    let fine = ends(run(&folder, &["template", "check", "F-35", "--file", "court_pledge.typ"], ""), 0);
    assert!(fine.out.contains("可以用"), "{}", fine.out);
    let broken = text.replace("f.matter", "f.mater");
    let check = ["template", "check", "F-35", "--file", "-"];
    let refused = ends(run(&folder, &check, &broken), 2);
    assert!(refused.err.contains("行第") && refused.err.contains("没有这个字段"), "{}", refused.err);
    let json = ends(run(&folder, &[&check[..], &["--json"]].concat(), &broken), 2);
    let list: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(list[0]["at"][0].as_u64().is_some_and(|line| line > 1), "{list}");
    ends(run(&folder, &["template", "check", "F-99", "--file", "x"], ""), 2);

    let list = |folder: &TempFolder| {
        let listed = ends(run(folder, &["template", "list", "--office", place], ""), 0).out;
        listed.lines().find(|line| line.starts_with("F-35")).unwrap().to_owned()
    };
    assert_eq!(list(&folder), "F-35  鉴定人承诺书  默认、示范稿");
    replace_file(&file, text.replace("现承诺如下", "郑重承诺如下").as_bytes()).unwrap();
    let install = ["template", "install", "F-35", "--file", "court_pledge.typ", "--office", place];
    let done = ends(run(&folder, &install, ""), 0);
    assert!(done.out.contains("已换成本机构的模板"), "{}", done.out);
    assert_eq!(list(&folder), "F-35  鉴定人承诺书  自有模板、示范稿");
    replace_file(&file, broken.as_bytes()).unwrap();
    let refused = ends(run(&folder, &install, ""), 2);
    assert!(refused.err.contains("没有这个字段") && refused.err.contains("V-42"), "{}", refused.err);
    assert_eq!(list(&folder), "F-35  鉴定人承诺书  自有模板、示范稿", "what was in force still is");
    ends(run(&folder, &["template", "reset", "F-35", "--office", place], ""), 0);
    assert_eq!(list(&folder), "F-35  鉴定人承诺书  默认、示范稿");
    let (open, _clock) = OfficeBuilder::sichuan().reopen(Path::new(place), "gu").unwrap();
    assert!(open.look(FormNo::F35).unwrap().is_default());
}
