//! Everywhere by keyboard alone: every stop of Tab has a name and the round closes; Ctrl+K opens over every page and
//! Esc gives the keyboard back; a question that is closed leaves it where it was asked.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;

/// More stops than any page has.
const MANY: usize = 240;

/// An office with a case under examination and one in its intake, and every place one can be in it.
fn everywhere() -> (Keyboard, Vec<Route>) {
    let mut office = OfficeBuilder::sichuan().build();
    let adder = CaseAdder::unilateral().insurer_comes(Shows::Both).appointed("2026-12-01 14:00");
    let case = adder.until(CaseState::Examining).add(&mut office);
    let begun = CaseAdder::joint().until(CaseState::Reviewing).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let step = |step| Route::Intake { case: Some(begun), step };
    let mut routes = vec![Route::Today, Route::Intake { case: None, step: IntakeStep::Reception }];
    routes.extend(IntakeStep::ALL.map(step));
    routes.extend(of_case(case));
    routes.extend([Route::Cases, Route::Directory, Route::Settings]);
    (Keyboard::of(Driver::sits_in(office)), routes)
}

fn of_case(case: CaseId) -> [Route; 5] {
    [
        Route::Case(case),
        Route::CheckIn(case),
        Route::LicenceShowing(case),
        Route::ProcessRecord(case),
        Route::Sheet(SheetRef::of_case(FormNo::F07, case, None)),
    ]
}

#[test]
fn every_stop_of_tab_has_a_name_and_the_round_closes() {
    let (mut keys, routes) = everywhere();
    for route in routes {
        keys.desk().goes(route.clone());
        keys.press(Key::Tab);
        let mut passed: Vec<(String, String)> = Vec::new();
        loop {
            let stop = keys.place().zip(keys.focused());
            let (place, (role, name)) =
                stop.unwrap_or_else(|| panic!("{route:?}: the keyboard is lost after {passed:?}"));
            assert!(!name.trim().is_empty(), "{route:?}: a {role:?} without a name after {passed:?}");
            if passed.iter().any(|(known, _)| *known == place) {
                break;
            }
            passed.push((place, name));
            assert!(passed.len() < MANY, "{route:?}: the round never closes");
            keys.press(Key::Tab);
        }
        let names: Vec<&str> = passed.iter().map(|(_, name)| name.as_str()).collect();
        for place in ["今日", "案件", "名录", "设置", "锁定"] {
            let is_there = names.iter().any(|name| name.starts_with(place));
            assert!(is_there, "{route:?}: {place} is out of reach: {names:?}");
        }
    }
}

#[test]
fn the_palette_opens_everywhere_and_esc_gives_the_keyboard_back() {
    let (mut keys, routes) = everywhere();
    for route in routes {
        keys.desk().goes(route.clone());
        keys.press(Key::Tab).press(Key::Tab);
        let before = keys.focused();
        keys.ctrl(Key::K).is_in("查找").press(Key::Escape);
        keys.desk().does_not_see("去哪里");
        assert_eq!(keys.desk().route(), route);
        assert_eq!(keys.focused(), before, "{route:?}");
    }
}

#[test]
fn the_palette_goes_anywhere_and_back() {
    let (mut keys, _) = everywhere();
    for (typed, there) in [("名录", Route::Directory), ("设置", Route::Settings), ("案件列表", Route::Cases)]
    {
        keys.ctrl(Key::K).writes(typed).enter();
        assert_eq!(keys.desk().route(), there);
        keys.desk().key_with(Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(keys.desk().route(), Route::Today);
    }
}

#[test]
fn the_sidebar_leads_everywhere_and_every_page_leads_back() {
    let (mut keys, _) = everywhere();
    for (place, there) in [("案件", Route::Cases), ("名录", Route::Directory), ("设置", Route::Settings)]
    {
        for key in [Key::Space, Key::Enter] {
            keys.tabs_to(place).press(key);
            assert_eq!(keys.desk().route(), there, "{key:?}");
            keys.tabs_to("今日").press(key);
            assert_eq!(keys.desk().route(), Route::Today, "{key:?}");
        }
    }
}

#[test]
fn a_case_is_found_in_the_list_opened_and_left() {
    let (mut keys, _) = everywhere();
    keys.pushes("案件").tabs_to("查找案件").press(Key::ArrowDown).enter();
    assert!(matches!(keys.desk().route(), Route::Case(_)), "{:?}", keys.desk().route());
    keys.desk().key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(keys.desk().route(), Route::Cases);
}

#[test]
fn a_question_that_is_closed_leaves_the_keyboard_where_it_was_asked() {
    let (mut keys, routes) = everywhere();
    let route = |page: fn(&Route) -> bool| routes.iter().find(|route| page(route)).unwrap().clone();
    let questions = [
        (route(|route| matches!(route, Route::CheckIn(_))), "登记没有预约的人"),
        (route(|route| matches!(route, Route::CheckIn(_))), "影像许可 第 1 行"),
        (route(|route| matches!(route, Route::ProcessRecord(_))), "定稿…"),
    ];
    for (route, opener) in questions {
        keys.desk().goes(route);
        keys.pushes(opener);
        assert_ne!(keys.focused().map(|(_, name)| name).as_deref(), Some(opener), "the question has it");
        keys.press(Key::Escape).is_in(opener);
    }
}
