//! 今日: who is expected, who is there, what is due; and that nothing is cut in any window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;

/// A morning with everything on it: one examined, one checking in, one that cannot begin, one ahead.
fn busy_day() -> TestOffice {
    let mut office = OfficeBuilder::sichuan().at("2026-11-23 09:00").build();
    let named = |name: &'static str, order: &'static str| Invented { name, order, ..Invented::SUBJECT };
    let here = CaseAdder::unilateral()
        .subject(named("阿不都热合曼·买买提", "012"))
        .with_two_insurers()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    let child = CaseAdder::unilateral()
        .of_a_child()
        .appointed("2026-11-24 14:00")
        .until(CaseState::Scheduled)
        .add(&mut office);
    CaseAdder::unilateral()
        .subject(named("覃䶮", "013"))
        .appointed("2026-11-24 15:30")
        .until(CaseState::Scheduled)
        .add(&mut office);
    CaseAdder::unilateral().subject(named("鲁文博", "014")).until(CaseState::Reviewing).add(&mut office);
    CaseAdder::unilateral()
        .subject(named("邓秀兰", "011"))
        .appointed("2026-11-24 09:00")
        .until(CaseState::Drafting)
        .add(&mut office);
    office.at("2026-11-24 13:46");
    steps::subject_arrives(&mut office, here);
    steps::subject_arrives(&mut office, child);
    let insurer = office.insurers[0].id;
    office.at("2026-11-24 13:58");
    steps::insurer_arrives(&mut office, here, insurer, Shows::WorkCredentialOnly);
    office.at("2026-11-24 14:12");
    office
}

#[test]
fn the_board_tells_who_is_there_and_what_stops() {
    let mut desk = Driver::sits_in(busy_day());
    desk.opens("今日").picture("today");
    desk.sees_at_once("法定见证人未到，不得开展").sees_at_once("阿不都热合曼·买买提不得见证");
    desk.sees("未出示身份证件").sees_at_once("现在 14:12");
    // Two of one room and one moment lie below each other, never on each other.
    desk.sees("祁一诺").sees("覃䶮");
}

#[test]
fn the_key_of_the_card_leads_to_the_check_in() {
    let mut desk = Driver::sits_in(busy_day());
    desk.opens("今日").key(Key::F4);
    assert!(matches!(desk.route(), Route::CheckIn(_)), "{:?}", desk.route());
    desk.opens("今日").presses("去通知 祁一诺");
    assert!(matches!(desk.route(), Route::Case(_)), "{:?}", desk.route());
}

#[test]
fn what_is_due_is_everybodys_or_ones_own() {
    let mut office = busy_day();
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let mut desk = Driver::sits_in(office);
    desk.opens("今日").sees("受理决定").sees("鲁文博，11-23 收到委托").sees("剩 6 个工作日");
    desk.chooses("待办", "全部").sees("完成鉴定 阿不都热合曼·买买提，临鉴 1");
}

#[test]
fn every_place_is_a_few_letters_away() {
    let mut desk = Driver::sits_in(busy_day());
    desk.opens("今日").key_with(Modifiers::COMMAND, Key::K).sees("去哪里").picture("palette");
    desk.types_on("sz").sees("设置").key(Key::Enter);
    assert_eq!(desk.route(), Route::Settings);
    desk.key_with(Modifiers::COMMAND, Key::K).types_on("dxl").sees("邓秀兰").picture("palette-found");
    desk.key(Key::Enter);
    assert!(matches!(desk.route(), Route::Case(_)), "{:?}", desk.route());
}

#[test]
fn an_empty_day_says_what_will_come() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("今日").sees_at_once("今天没有人约好到场").sees_at_once("没有到期的事").picture("today-empty");
}

#[test]
fn nothing_is_cut_in_other_windows() {
    let mut desk = Driver::sits_in(busy_day());
    desk.opens("今日").sized(1366.0, 696.0).picture("today-696");
    desk.zoomed(1.5).picture("today-150");
    desk.presses("待办").sees_at_once("受理决定").picture("today-150-due");
    desk.zoomed(2.0).picture("today-200-due");
    desk.presses("到场").sees_at_once("现在 14:12").sees_at_once("祁一诺").picture("today-200");
    desk.key(Key::F10).picture("today-200-menu");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("today-1920");
}
