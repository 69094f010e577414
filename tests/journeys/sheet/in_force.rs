//! 依据回放: a sheet keeps what was in force when it left; later it is opened again, and what changed is told in the
//! old words and the new.

use super::save;
use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::law_text::LawText;
use appraisal_desk::domain::law_text::RuleText;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::PrintRef;
use appraisal_desk::domain::sheet::SheetPrint;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::services::calendar;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::sheet::in_force::PartState;
use appraisal_desk::services::sheet::in_force::Replay;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use std::sync::Arc;

fn printed() -> (TestOffice, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("到场.pdf")).unwrap();
    (office, case)
}

fn replay(office: &mut TestOffice, case: CaseId, print: EvidenceId) -> Arc<Replay> {
    match office.looks(Look::Replay(PrintRef::OfCase { case, row: print })) {
        Outcome::Replay(replay) => replay,
        other => panic!("not a replay: {other:?}"),
    }
}

fn state<'a>(replay: &'a Replay, name: &str) -> &'a PartState {
    &replay.parts.iter().find(|part| part.name == name).unwrap().state
}

/// A print of another program: the texts of its day are kept beside it.
fn print_under(office: &mut TestOffice, case: CaseId, rules: &[RuleText], n: u32) -> EvidenceId {
    let first = office.case(case).file.prints[0].body.clone();
    let text = serde_json::to_string(rules).unwrap();
    let sha256 = office.office.sha256_hex(text.as_bytes());
    let mut print = SheetPrint { n, ..first };
    let kept = print.in_force.as_mut().unwrap();
    kept.rules.clone_from(&sha256);
    kept.template = "0".repeat(64);
    "0.0.9".clone_into(&mut kept.program);
    let write = office.office.write(Operation::ExportSheet, case, |tx, head| {
        tx.keep_law_text(&LawText { sha256, text })?;
        tx.insert_evidence(head, &print)
    });
    write.unwrap()
}

#[test]
fn what_is_still_the_same_is_said_and_the_paper_is_there() {
    let (mut office, case) = printed();
    let file = office.case(case).file.clone();
    let print = &file.prints[0];
    let then = replay(&mut office, case, print.id);
    assert!(then.parts.iter().all(|part| part.state == PartState::Same), "{:?}", then.parts);
    assert!(then.changed.is_empty());
    assert_eq!(then.on, print.at.day());
    assert_eq!(then.rules.len(), print.body.in_force.as_ref().unwrap().n_rules as usize);
    assert!(then.rules.iter().any(|rule| rule.id == "SC-2.2j"));
    assert!(then.rules.iter().all(|rule| !rule.id.starts_with("SH-")));
    let paper = then.paper.as_ref().unwrap();
    assert_eq!((paper.pages.len(), paper.n_pages), (print.body.n_pages as usize, paper.pages.len()));

    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F09, &folder.join("过程.pdf")).unwrap();
    let prints = &office.case(case).file.prints;
    let [one, other] = [&prints[0], &prints[1]].map(|row| row.body.in_force.clone().unwrap());
    assert_eq!((&one.rules, &one.wording, &one.calendar), (&other.rules, &other.wording, &other.calendar));
    assert_ne!(one.template, other.template, "another sheet, another template");
}

#[test]
fn what_has_changed_since_is_told_in_the_old_words_and_the_new() {
    let (mut office, case) = printed();
    let first = office.case(case).file.prints[0].id;
    let director = office.staff.director;
    office.sits(director);
    calendar::import(&mut office.office, "year = 2027\nsource = \"试行的安排\"\n".to_owned()).unwrap();
    let then = replay(&mut office, case, first);
    let PartState::Changed { gone, came } = state(&then, "工作日历") else { panic!("{:?}", then.parts) };
    assert_eq!((gone.len(), came.as_slice()), (0, &["2027 试行的安排".to_owned()][..]));
    assert_eq!((state(&then, "规则"), state(&then, "用语名单")), (&PartState::Same, &PartState::Same));

    let mut rules = then.rules.clone();
    "原来的一句话".clone_into(&mut rules[0].title);
    let gone =
        RuleText { id: "GZ-0".to_owned(), title: "后来废止的一句".to_owned(), ..rules[1].clone() };
    let new = rules.remove(1);
    rules.push(gone);
    let print = print_under(&mut office, case, &rules, 2);
    let then = replay(&mut office, case, print);
    let told =
        then.changed.iter().map(|change| (change.id.as_str(), change.then.is_some(), change.now.is_some()));
    let expected =
        [(rules[0].id.as_str(), true, true), ("GZ-0", true, false), (new.id.as_str(), false, true)];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!(then.changed[0].then.as_ref().unwrap().title, "原来的一句话");
    assert!(matches!(state(&then, "规则"), PartState::Changed { .. }));
    assert!(matches!(state(&then, "文书模板"), PartState::Changed { .. }));
    assert_eq!(then.program.as_deref(), Some("0.0.9"));
}

#[test]
fn a_print_from_before_the_keeping_of_texts_says_so() {
    let (mut office, case) = printed();
    let old =
        SheetPrint { n: 2, in_force: None, object: None, ..office.case(case).file.prints[0].body.clone() };
    let print = office.office.write(Operation::ExportSheet, case, |tx, head| tx.insert_evidence(head, &old));
    let then = replay(&mut office, case, print.unwrap());
    assert!(then.parts.iter().all(|part| part.state == PartState::NotKept));
    assert!(then.program.is_none() && then.paper.is_none());
    assert!(
        then.rules.iter().any(|rule| rule.id == "SC-2.2j"),
        "the rules of the day as this program knows them"
    );
}

#[test]
fn a_print_is_opened_from_the_sheet_by_keyboard() {
    let (mut office, case) = printed();
    let first = office.case(case).file.prints[0].id;
    let mut before = replay(&mut office, case, first).rules.clone();
    let at = before.iter().position(|rule| rule.id == "SC-2.2j").unwrap();
    "保险机构不按时到场的，可以照常鉴定".clone_into(&mut before[at].title);
    print_under(&mut office, case, &before, 2);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Sheet(SheetRef::of_case(FormNo::F07, case, None)));
    desk.sees("出过的纸和文件").picture("57-prints");
    let row = desk.case(case).file.prints[1].clone();
    let when = format!(
        "{:02}-{:02} {}",
        row.at.day().month(),
        row.at.day().day_of_month(),
        row.at.hour_minute_text()
    );
    let mut keys = Keyboard::of(desk);
    keys.pushes(&format!("第 2 次　{when}　存为 PDF"));
    keys.sees("依据回放").sees("变了的规则（1 条）").sees("改过；当时印成什么样").sees("0.0.9，现在是");
    let desk = keys.desk();
    desk.is_tidy().picture("58-in-force");
    desk.sized(1366.0, 696.0).picture("58-in-force-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("依据回放").is_tidy().picture("58-in-force-150");
    desk.zoomed(1.0);
    keys.tabs_to("在这些规则里找")
        .writes("补充或者重新提取")
        .sees("补充、重新提取材料的时间不计入时限")
        .press(Key::Escape);
    assert!(matches!(keys.route(), Route::Sheet(_)), "Esc leads back to the sheet");
}
