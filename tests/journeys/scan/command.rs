//! `scan-in` as an outsider runs it: the built binary, what it says, its exit codes, and files that stay where they are.
#![expect(clippy::disallowed_methods, reason = "it runs the binary")]

use super::foreign_page;
use super::office::an_interference;
use super::print;
use super::scan_of;
use super::scan_of_pages;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::sheet;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

fn scan_in(office: &Path, folder: &Path, more: &[&str], home: &Path) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_appraisal-desk"));
    command.arg("scan-in").arg(folder).arg("--office").arg(office).args(more).env("HOME", home);
    command.env("APPRAISAL_DESK_LOGIN", "zhou").env("APPRAISAL_DESK_PASSPHRASE", PASSWORD);
    command.env_remove("XDG_STATE_HOME").env_remove("XDG_RUNTIME_DIR");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_sheet_of_the_office_is_filed_under_its_entry() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::shanghai().printing_into(&tray).build();
    let entry = an_interference(&mut office);
    let sheet = SheetRef::of_entry(FormNo::F12, entry);
    office.does(Action::Sheet(sheet::Request::Print { sheet, setup: PrintSetup::default() }));
    let print = sheet::preview(&office.office, sheet).unwrap().signed.unwrap().prints[0].body.print.clone();
    let pdf = tray.take().unwrap();
    let (scans, home) = (TempFolder::new(), TempFolder::new());
    fs::write(scans.join("1.png"), &scan_of_pages(&print, &pdf, &[], 1)[0]).unwrap();
    let TestOffice { office: inside, folder, .. } = office;
    drop(inside);
    let (code, said, complaint) = scan_in(&folder.join("案卷库"), scans.path(), &["--json"], home.path());
    assert_eq!(code, 0, "{said}{complaint}");
    let account: Value = serde_json::from_str(&said).unwrap();
    let page = &account["pages"][0];
    assert_eq!((page["end"].as_str(), page["form"].as_str()), (Some("filed"), Some("F-12")));
    assert_eq!((page["called"].as_str(), page.get("case")), (Some("干2026-01"), None));
    assert_eq!((page["complete"].as_bool(), account["left"].as_u64()), (Some(print.n_pages == 1), Some(0)));
}

#[test]
fn a_folder_is_filed_said_page_by_page_and_known_the_next_time() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let case = CaseAdder::joint().until(CaseState::Identified).add(&mut office);
    let print = print(&mut office, case, FormNo::F07);
    let pdf = tray.take().unwrap();
    let called = office.case(case).file.called().to_owned();
    let name = print.body.pen_boxes.as_ref().unwrap()[0].name.as_str().to_owned();
    let (scans, home) = (TempFolder::new(), TempFolder::new());
    fs::create_dir(scans.join("二层")).unwrap();
    fs::write(scans.join("b.png"), scan_of(&print, &pdf, 1, &[&format!("{name} 签名")], 1)).unwrap();
    fs::write(scans.join("二层").join("a.png"), scan_of(&print, &pdf, 2, &[], 2)).unwrap();
    fs::write(scans.join("notes.txt"), "nothing to read").unwrap();
    let TestOffice { office: inside, folder, .. } = office;
    let place = folder.join("案卷库");
    drop(inside);

    let (code, said, complaint) = scan_in(&place, scans.path(), &["--json"], home.path());
    assert_eq!(code, 1, "a place is empty\n{said}{complaint}");
    assert!(!said.contains(&name), "no name leaves the office\n{said}");
    let account: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&account["filed"], &account["others"]), (&Value::from(2), &Value::from(1)));
    let first = &account["pages"][0];
    assert_eq!((first["end"].as_str(), first["case"].as_str()), (Some("filed"), Some(&*called)));
    assert_eq!((first["form"].as_str(), first["sheet_page"].as_u64()), (Some("F-07"), Some(1)));
    assert_eq!(first["blank"].as_array().unwrap().len(), 1, "{first}");

    let (code, said, _) = scan_in(&place, scans.path(), &[], home.path());
    assert_eq!(code, 0, "known pages are in\n{said}");
    assert!(said.contains("归卷 0 页，重复 2 页"), "{said}");
    fs::write(scans.join("c.png"), foreign_page()).unwrap();
    let (code, said, _) = scan_in(&place, scans.path(), &[], home.path());
    assert_eq!(code, 1, "a page waits\n{said}");
    assert!(said.contains("待认领 1 页"), "{said}");
    for name in ["b.png", "c.png", "notes.txt", "二层/a.png"] {
        assert!(scans.join(name).exists(), "{name} stays where it is");
    }
    let (code, _, complaint) = scan_in(&place, &scans.join("nowhere"), &[], home.path());
    assert!(code == 2 && complaint.contains("没有这个文件夹"), "{code} {complaint}");
    let (code, ..) = scan_in(&scans.join("二层"), scans.path(), &[], home.path());
    assert_eq!(code, 3, "no office lies there");
}
