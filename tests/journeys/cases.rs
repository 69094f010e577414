//! 案件: the list, the workspace of one case, its sheets — in every window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;

/// A case on its day: the subject is there, an insurer's witness without identity document too.
fn on_its_day() -> (TestOffice, CaseId) {
    let mut office = OfficeBuilder::sichuan().at("2026-11-23 09:00").build();
    let case = CaseAdder::unilateral()
        .with_two_insurers()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    office.at("2026-11-24 13:46");
    steps::subject_arrives(&mut office, case);
    let insurer = office.insurers[0].id;
    office.at("2026-11-24 13:58");
    steps::insurer_arrives(&mut office, case, insurer, Shows::WorkCredentialOnly);
    office.at("2026-11-24 14:12");
    (office, case)
}

#[test]
fn the_workspace_says_what_is_done_and_what_comes_next() {
    let (office, case) = on_its_day();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).picture("case");
    desk.sees_at_once("开始现场").sees_at_once("去到场签到").sees_at_once("已满足 25 项");
    desk.does_not_see("鉴定委托由机构统一受理").presses("委托已满足 25 项，展开");
    desk.sees("鉴定委托由机构统一受理").presses("委托已满足 25 项，收起");
    desk.key_with(Modifiers::COMMAND, Key::Num2).key(Key::Enter);
    assert!(matches!(desk.route(), Route::Sheet { form: FormNo::F01, .. }), "{:?}", desk.route());
    desk.key(Key::Escape).key(Key::F4);
    assert_eq!(desk.route(), Route::CheckIn(case));
}

#[test]
fn enter_does_the_next_step_and_f7_opens_what_wants_printing() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).key(Key::Enter).sees("只能约在登记的执业场所").picture("case-schedule");
    desk.key(Key::Escape).key(Key::F7);
    assert!(matches!(desk.route(), Route::Sheet { form: FormNo::F01, .. }), "{:?}", desk.route());
    desk.key(Key::Escape);
    assert_eq!(desk.route(), Route::Case(case));
}

#[test]
fn the_workspace_fits_every_window() {
    let (office, case) = on_its_day();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).sized(1366.0, 696.0).picture("case-696");
    desk.zoomed(1.5).sees_at_once("去到场签到").sees_at_once("鉴定人").picture("case-150");
    desk.zoomed(2.0).sees_at_once("去到场签到").sees_at_once("29 个工作日").picture("case-200");
    desk.presses("文书").sees_at_once("F-01").sees_at_once("打印…").picture("case-200-sheets");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("case-1920");
}

#[test]
fn a_stopped_case_says_where_it_stands_written() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().of_a_child().until(CaseState::Scheduled).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).picture("case-stopped");
    let cite = desk.case(case).next.clone().unwrap().cite;
    desk.presses(&format!("依据 {cite}")).sees("看原文").picture("rule-card");
    desk.presses("看原文").sees("只读，上下键翻看").picture("rule-original");
}

#[test]
fn the_list_is_searched_by_initials_and_walked_by_arrows() {
    let mut office = OfficeBuilder::sichuan().build();
    let named = |name: &'static str, order: &'static str| Invented { name, order, ..Invented::SUBJECT };
    for (n, name) in ["邓秀兰", "阿不都热合曼·买买提", "覃䶮"].into_iter().enumerate() {
        let order = ["011", "013", "015"][n];
        CaseAdder::unilateral().with_two_insurers().subject(named(name, order)).add(&mut office);
    }
    let mut desk = Driver::sits_in(office);
    desk.opens("案件").sees_at_once("阿不都热合曼·买买提").picture("cases");
    desk.types("查找案件", "dxl").does_not_see("覃䶮").key(Key::ArrowDown).key(Key::Enter);
    assert!(matches!(desk.route(), Route::Case(_)), "{:?}", desk.route());
    desk.opens("案件").types("查找案件", "没有这个人").sees_at_once("没有找到案件").picture("cases-none");
    desk.presses("清掉查找").sees("3 件");
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("cases-150");
    desk.zoomed(2.0).sees_at_once("阿不都热合曼·买买提").picture("cases-200");
}

#[test]
fn a_sheet_says_what_is_missing_in_every_window() {
    let (office, case) = on_its_day();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Sheet { case, form: FormNo::F07, about: None }).picture("sheet");
    desk.sees_at_once("保险机构人员 阿不都热合曼·买买提 还没有签名");
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("sheet-150");
    desk.zoomed(2.0).sees_at_once("打印").presses("还缺 3 项").picture("sheet-200-panel");
    desk.presses("知道了").picture("sheet-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("sheet-1920");
}
