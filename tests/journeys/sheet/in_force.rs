//! 依据回放: a sheet keeps what was in force when it left, and says what of it is no longer so.

use super::save;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::services::sheet::in_force::replay;

#[test]
fn a_sheet_keeps_what_was_in_force_and_gives_it_back() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("到场.pdf")).unwrap();
    save(&mut office, case, FormNo::F09, &folder.join("过程.pdf")).unwrap();
    let file = &office.case(case).file;
    let [check_in, record] = file.prints.as_slice() else { panic!("{} prints", file.prints.len()) };
    let calendar = WorkCalendar::bundled();
    let then = replay(check_in, calendar, Jurisdiction::Sichuan);
    let kept = then.kept.unwrap();
    assert_eq!((then.on, then.changed), (check_in.at.day(), Vec::new()));
    assert_eq!(kept.n_rules as usize, then.rules.len());
    assert!(then.rules.iter().any(|rule| rule.id.0 == "SC-2.2j"));
    assert!(then.rules.iter().all(|rule| !rule.id.0.starts_with("SH-")));
    let other = record.body.in_force.clone().unwrap();
    assert_eq!((&other.rules, &other.wording), (&kept.rules, &kept.wording));
    assert_ne!(other.template, kept.template, "another sheet, another template");

    let mut next = calendar.clone();
    next.import("year = 2027\nsource = \"试\"\n").unwrap();
    assert_eq!(replay(check_in, &next, Jurisdiction::Sichuan).changed, ["工作日历"]);
    // Wherever the institution stands now, the sheet is judged by where it stood.
    assert!(replay(check_in, calendar, Jurisdiction::Shanghai).changed.is_empty());
    let mut old = check_in.clone();
    old.body.in_force = None;
    let blank = replay(&old, calendar, Jurisdiction::Shanghai);
    assert!(blank.kept.is_none() && blank.rules.iter().any(|rule| rule.id.0 == "SH-1.2k"));
    let mut reworded = check_in.clone();
    reworded.body.in_force.as_mut().unwrap().rules = "0".repeat(64);
    assert_eq!(replay(&reworded, calendar, Jurisdiction::Sichuan).changed, ["规则"]);
}
