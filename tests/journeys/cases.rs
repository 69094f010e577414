//! 案件: the list, the workspace of one case, its sheets — in every window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
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
    desk.sees_at_once("开始现场").sees_at_once("去到场签到").sees_at_once("已满足");
    let n = desk.reads("委托已满足 ").replace("展开", "");
    desk.does_not_see("鉴定委托由机构统一受理").presses(&format!("委托已满足 {n}展开"));
    desk.sees("鉴定委托由机构统一受理").presses(&format!("委托已满足 {n}收起"));
    desk.key_with(Modifiers::COMMAND, Key::Num2).key(Key::Enter);
    assert!(matches!(desk.route(), Route::Sheet(SheetRef { form: FormNo::F01, .. })), "{:?}", desk.route());
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
    assert!(matches!(desk.route(), Route::Sheet(SheetRef { form: FormNo::F01, .. })), "{:?}", desk.route());
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
    desk.sized(1366.0, 696.0).picture("cases-696").is_tidy();
    desk.zoomed(1.5).picture("cases-150").zoomed(1.75).picture("cases-175");
    desk.zoomed(2.0).sees_at_once("阿不都热合曼·买买提").picture("cases-200");
    desk.key(Key::Home);
    for _ in 0..6 {
        desk.key(Key::ArrowRight);
    }
    desk.sees_at_once("收到委托").sees_at_once("阿不都热合曼·买买提").picture("cases-200-aside");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("cases-1920").is_tidy();
}

/// Two cases received three weeks apart, so that the elder is long overdue; then one that was accepted.
fn a_few_weeks() -> (TestOffice, [CaseId; 3]) {
    let mut office = OfficeBuilder::sichuan().at("2026-11-02 09:00").build();
    let elder = CaseAdder::unilateral().subject(named("覃䶮", "015")).add(&mut office);
    office.at("2026-11-23 09:00");
    let newer = CaseAdder::unilateral().subject(named("邓秀兰", "011")).add(&mut office);
    let accepted = CaseAdder::unilateral()
        .with_two_insurers()
        .subject(named("阿不都热合曼·买买提", "013"))
        .until(CaseState::Accepted)
        .add(&mut office);
    (office, [elder, newer, accepted])
}

fn named(name: &'static str, order: &'static str) -> Invented {
    Invented { name, order, ..Invented::SUBJECT }
}

#[test]
fn the_most_urgent_case_is_first_and_every_head_sorts() {
    let (office, [elder, newer, accepted]) = a_few_weeks();
    let mut desk = Driver::sits_in(office);
    let first = |desk: &mut Driver| {
        desk.opens("今日").opens("案件").key(Key::Home).key(Key::Enter);
        desk.route()
    };
    assert_eq!(first(&mut desk), Route::Case(elder));
    desk.opens("案件").sees_at_once("超期 8 个工作日").picture("cases-overdue").is_tidy();
    desk.presses("按被鉴定人排序");
    assert_eq!(first(&mut desk), Route::Case(accepted), "阿 before 邓 before 覃");
    desk.opens("案件").presses("被鉴定人 已按此升序，点一下倒过来");
    assert_eq!(first(&mut desk), Route::Case(elder));
    desk.opens("案件").presses("按编号排序");
    assert_eq!(first(&mut desk), Route::Case(accepted), "those without a number come after");
    desk.opens("案件").presses("按收到委托排序").presses("收到委托 已按此升序，点一下倒过来");
    assert_eq!(first(&mut desk), Route::Case(newer));
}

#[test]
fn the_keyboard_waits_in_the_list_and_letters_search() {
    let (office, [_, newer, _]) = a_few_weeks();
    let mut desk = Driver::sits_in(office);
    desk.opens("案件").types_on("dx").does_not_see("覃䶮");
    assert_eq!(desk.value("查找案件"), "dx");
    desk.key(Key::ArrowDown).key(Key::Enter);
    assert_eq!(desk.route(), Route::Case(newer));
    // Whoever comes back finds the search as it was, and letters that find nothing are put right where they stand.
    desk.opens("案件").does_not_see("覃䶮").types_on("zzz").sees("没有找到案件");
    assert!(desk.has_keyboard("查找案件"));
    desk.types_on("qin").sees("覃䶮").does_not_see("邓秀兰");
    desk.key_with(Modifiers::COMMAND, Key::F);
    assert!(desk.has_keyboard("查找案件"));
    desk.key(Key::Backspace).sees("邓秀兰");
}

#[test]
fn the_list_without_a_mouse() {
    let (office, [elder, ..]) = a_few_weeks();
    let mut keys = Keyboard::of(Driver::sits_in(office));
    keys.pushes("案件").tabs_to("案件，共 3 行，上下键选，Enter 打开").press(Key::ArrowDown).enter();
    assert_eq!(keys.route(), Route::Case(elder));
    keys.pushes("案件").pushes("按被鉴定人排序").sees("被鉴定人 已按此升序");
    keys.ctrl(Key::F).is_in("查找案件").writes("qin").enter();
    assert_eq!(keys.route(), Route::Case(elder));
}

#[test]
fn a_part_of_the_list_is_one_key_away_and_says_when_it_is_empty() {
    let (office, _) = a_few_weeks();
    let mut desk = Driver::sits_in(office);
    desk.opens("案件").key_with(Modifiers::COMMAND, Key::Num2).does_not_see("阿不都热合曼");
    desk.sees("显示 2 件，共 3 件");
    desk.key_with(Modifiers::COMMAND, Key::Num6).sees("「已了结」里没有案件").picture("cases-part-empty");
    desk.presses("看全部案件").sees("阿不都热合曼").sees("3 件");
}

#[test]
fn an_appraiser_sees_only_their_own_when_they_want() {
    let (mut office, _) = a_few_weeks();
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let mut desk = Driver::sits_in(office);
    desk.opens("案件")
        .sees("覃䶮")
        .ticks("只看我的")
        .does_not_see("覃䶮")
        .sees("陆怀瑾")
        .picture("cases-mine");
    desk.key_with(Modifiers::COMMAND, Key::Num2).sees("「受理前」里没有您承办的案件");
}

#[test]
fn a_row_is_copied_as_cells() {
    let (office, _) = a_few_weeks();
    let mut desk = Driver::sits_in(office);
    desk.opens("案件").key(Key::End).key(Key::Home);
    let copied = desk.copies();
    let cells: Vec<&str> = copied.split('\t').collect();
    assert_eq!((cells.len(), cells[0], cells[8]), (9, "覃䶮", "2026-11-02"), "{copied}");
    assert!(cells[2].contains("受理决定，2026-11-11 到期"), "{copied}");
}

#[test]
fn an_empty_office_shows_where_to_begin() {
    let mut desk = Driver::sits_in(OfficeBuilder::shanghai().build());
    desk.opens("案件").sees("还没有案件").picture("cases-empty").presses("登记来访");
    assert!(matches!(desk.route(), Route::Intake { case: None, .. }), "{:?}", desk.route());
}

#[test]
fn a_sheet_says_what_is_missing_in_every_window() {
    let (office, case) = on_its_day();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Sheet(SheetRef::of_case(FormNo::F07, case, None))).picture("sheet");
    desk.sees_at_once("保险机构人员 阿不都热合曼·买买提 还没有签名");
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("sheet-150");
    desk.zoomed(2.0).sees_at_once("打印").presses("还缺 3 项").picture("sheet-200-panel");
    desk.presses("知道了").picture("sheet-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("sheet-1920");
}
