//! 扫描归卷 on screen, by keyboard: a stack is filed, what is empty leads to its sheet, a person says what they saw,
//! and a page nobody knows is filed by hand.

use super::foreign_page;
use super::print;
use super::scan_of;
use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::ui::pages::Route;
use egui::Key;

/// A window over an office with F-07 printed and a folder of three scans: two pages, the first with an empty place,
/// and a strange one.
fn before_the_stack() -> (Driver, CaseId, TempFolder, String) {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let case = CaseAdder::joint().until(CaseState::Identified).add(&mut office);
    let print = print(&mut office, case, FormNo::F07);
    let pdf = tray.take().unwrap();
    let first = &print.body.pen_boxes.as_ref().unwrap()[0];
    let (name, label) = (first.name.as_str().to_owned(), first.label());
    let folder = TempFolder::new();
    let keep = |name: &str, bytes: &[u8]| replace_file(&folder.join(name), bytes).unwrap();
    keep("001.png", &scan_of(&print, &pdf, 2, &[], 2));
    keep("002.png", &scan_of(&print, &pdf, 1, &[&format!("{name} 签名")], 1));
    keep("003.png", &foreign_page());
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    (Driver::sits_in(office), case, folder, label)
}

#[test]
fn a_stack_is_filed_by_keyboard_and_what_is_empty_is_said_at_once() {
    let (mut desk, case, folder, label) = before_the_stack();
    desk.opens("扫描归卷").sees("把签好的扫描件拖进来").is_tidy().picture("60-scan-empty");
    desk.will_pick(vec![folder.path().to_owned()]);
    let mut keys = Keyboard::of(desk);
    keys.pushes("选文件夹…").sees("归卷 2 页，待认领 1 页");
    keys.sees("人走之前请补上：1 处").sees("归入 1 份文书").sees("没有归卷的 1 页");
    keys.desk().is_tidy().picture("61-scan-results");
    let called = keys.desk().case(case).file.called().to_owned();
    keys.tabs_to(&format!("{called}《到场签到及见证记录表》第 1 页 「{label}」空着")).enter();
    assert_eq!(keys.route(), Route::Sheet(SheetRef::of_case(FormNo::F07, case, None)));
    keys.sees("签名件").sees(&format!("第1页「{label}」空着"));
    keys.desk().is_tidy().picture("62-sheet-signed-copy");
    keys.tabs_to(&format!("第1页「{label}」空着")).enter();
    keys.sees("《到场签到及见证记录表》第 1 页扫描件");
    keys.desk().picture("63-scan-looked-at");
    for (name, width, height, zoom) in
        [("63-scan-looked-at-696", 1366.0, 696.0, 1.0), ("63-scan-looked-at-150", 1366.0, 768.0, 1.5)]
    {
        // What lies below the dialog lies below it, so that nothing is asked about texts over each other.
        keys.desk().sized(width, height).zoomed(zoom).waits(20).picture(name);
    }
    keys.desk().sized(1366.0, 768.0).zoomed(1.0).waits(2);
    assert!(!keys.desk().can_press("记下看到的"), "nothing was said yet");
    keys.tabs_to(&label).press(Key::Num1);
    keys.ctrl(Key::Enter).sees("已记").sees("签名件");
    keys.desk().does_not_see("空着").sees("第 1 次打印，共 2 页，齐");
    keys.press(Key::Escape).desk().opens("扫描归卷").sees("归卷 2 页，待认领 1 页");
    for (name, width, height, zoom) in
        [("61-scan-results-696", 1366.0, 696.0, 1.0), ("61-scan-results-150", 1366.0, 768.0, 1.5)]
    {
        keys.desk().sized(width, height).zoomed(zoom).waits(20).is_tidy().picture(name);
    }
}

#[test]
fn whoever_leaves_with_an_empty_place_on_the_paper_is_asked_first() {
    let (mut desk, case, folder, label) = before_the_stack();
    desk.opens("扫描归卷").will_pick(vec![folder.path().to_owned()]).presses("选文件夹…");
    desk.sees("人走之前请补上：1 处");
    let name = label.split(' ').nth(1).unwrap().to_owned();
    desk.goes(Route::CheckIn(case)).waits(2);
    let row = desk.reads(&format!("{name} 已到"));
    desk.presses(&format!("{name} 已到{row}"));
    let mut keys = Keyboard::of(desk);
    keys.desk().sees_at_once(&format!("《到场签到及见证记录表》第1页「{label}」空着"));
    keys.desk().picture("68-check-in-empty-on-paper");
    keys.press(Key::F9).sees("纸上还没有签").sees(&name);
    keys.desk().picture("69-leaving-empty-on-paper");
}

#[test]
fn a_page_nobody_knows_is_looked_at_and_filed_by_hand() {
    let (mut desk, case, folder, _) = before_the_stack();
    desk.opens("扫描归卷").presses("待认领").sees("没有待认领的扫描页").picture("64-tray-empty");
    desk.presses("归卷").will_pick(vec![folder.join("003.png")]);
    let mut keys = Keyboard::of(desk);
    keys.tabs_to("扫描归卷 放文件，回车选文件").enter().sees("归卷 0 页，待认领 1 页");
    keys.pushes("待认领").sees("选一页");
    keys.tabs_to("待认领的扫描页，共 1 条，上下键选，Enter 进去改")
        .press(Key::ArrowDown)
        .sees("扫描页，加减键放大缩小，R 转动");
    keys.desk().is_tidy().picture("65-tray");
    assert!(!keys.desk().can_press("归入这份文书"), "nobody said where");
    let called = keys.desk().case(case).file.called().to_owned();
    keys.tabs_to("案件编号或页脚编码").writes(&called).enter();
    keys.writes("dcqd").enter().enter().writes("2");
    keys.desk().picture("66-tray-filled");
    for (name, width, height, zoom) in
        [("66-tray-filled-696", 1366.0, 696.0, 1.0), ("66-tray-filled-150", 1366.0, 768.0, 1.5)]
    {
        keys.desk().sized(width, height).zoomed(zoom).waits(20).is_tidy().picture(name);
    }
    keys.desk().sized(1366.0, 768.0).zoomed(1.0).waits(2);
    keys.ctrl(Key::Enter).sees("已归入").sees("没有待认领的扫描页");
    assert_eq!(keys.desk().case(case).file.scans.len(), 1);
    for (name, width, height, zoom) in
        [("64-tray-696", 1366.0, 696.0, 1.0), ("64-tray-150", 1366.0, 768.0, 1.5)]
    {
        keys.desk().sized(width, height).zoomed(zoom).waits(20).is_tidy().picture(name);
    }
}

#[test]
fn a_page_is_set_aside_with_a_reason_by_keyboard() {
    let (mut desk, _, folder, _) = before_the_stack();
    desk.opens("扫描归卷").will_pick(vec![folder.join("003.png")]);
    let mut keys = Keyboard::of(desk);
    keys.tabs_to("扫描归卷 放文件，回车选文件").enter().sees("待认领 1 页");
    keys.pushes("待认领").tabs_to("待认领的扫描页，共 1 条，上下键选，Enter 进去改").press(Key::ArrowDown);
    keys.pushes("搁置这一页").sees("影像仍加密留存");
    keys.tabs_to("原因").writes("别处的文件");
    keys.desk().picture("67-set-aside");
    keys.ctrl(Key::Enter).sees("已搁置").sees("没有待认领的扫描页");
}
