//! 变更委托书 and 中止 on screen: by label and by keyboard, with what stands in the way said.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetOf;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::reception;
use appraisal_desk::services::request::Action;
use appraisal_desk::ui::pages::Route;
use egui::Key;

fn changed(builder: OfficeBuilder, adder: &CaseAdder) -> (Driver, CaseId) {
    let mut office = builder.build();
    let case = adder.add(&mut office);
    let mut intake = office.case(case).file.intake.clone();
    intake.matter.push_str("、误工期");
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    office.does(Action::Reception(reception::Request::Save { case, intake: Box::new(intake) }));
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case));
    (desk, case)
}

/// Opens 「更多」 and goes down to an entry.
fn takes(keys: &mut Keyboard, entry: &str) {
    keys.pushes("更多");
    for _ in 0..12 {
        if keys.focused().is_some_and(|(_, name)| name == entry) {
            break;
        }
        keys.press(Key::ArrowDown);
    }
    keys.is_in(entry).press(Key::Space);
}

#[test]
fn a_change_binds_when_both_sides_signed_the_slip() {
    let adder = CaseAdder::joint().until(CaseState::Scheduled);
    let (desk, case) = changed(OfficeBuilder::shanghai(), &adder);
    assert!(!desk.case(case).may(Step::BeginExamination));
    let mut keys = Keyboard::of(desk);
    keys.pushes("更多");
    keys.desk().presses("变更委托书…").sees("委托鉴定事项").picture("34-change");
    keys.desk().presses("开立变更单").sees("变更的原因还没有写").key(Key::Escape);
    keys.desk().types("变更的原因", "委托人增加误工期一项").presses("开立变更单");
    // The slip comes up to be printed, under the number of the agreement.
    let Route::Sheet(sheet) = keys.desk().route() else { panic!("{:?}", keys.desk().route()) };
    assert!(sheet.form == FormNo::F01 && matches!(sheet.of, SheetOf::Case { about: Some(_), .. }));
    keys.desk().picture("34-slip").goes(Route::Case(case));
    let clients: Vec<String> =
        keys.desk().case(case).file.intake.clients.iter().map(|client| client.called().to_owned()).collect();
    assert_eq!(clients.len(), 2);
    keys.desk().presses("更多").presses("变更委托书…");
    keys.desk().ticks(&format!("{}已在变更单上签名", clients[0])).presses("记下签名");
    keys.desk().sees(&format!("{}还没有签变更单", clients[1])).key(Key::Escape).picture("34-sign");
    assert!(!keys.desk().case(case).file.unsigned_changes().is_empty());
    keys.desk().ticks(&format!("{}已在变更单上签名", clients[1])).presses("记下签名");
    let view = keys.desk().case(case);
    assert!(view.file.unsigned_changes().is_empty());
    assert_eq!(view.file.changes_in_force().count(), 1);
}

#[test]
fn what_was_not_changed_needs_no_slip() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).presses("更多").presses("变更委托书…");
    desk.sees("登记的内容和签过的委托书一样")
        .presses("开立变更单")
        .sees("还没有要变更的内容")
        .key(Key::Escape);
    desk.presses("去接待登记");
    assert!(matches!(desk.route(), Route::Intake { case: Some(_), .. }));
}

#[test]
fn a_slip_is_drawn_up_and_signed_by_keyboard() {
    let adder = CaseAdder::unilateral().until(CaseState::Examining);
    let (mut desk, case) = changed(OfficeBuilder::sichuan(), &adder);
    desk.sized(1366.0, 696.0);
    let mut keys = Keyboard::of(desk);
    takes(&mut keys, "变更委托书…");
    keys.is_in("变更的原因").writes("委托人增加误工期一项").ctrl(Key::Enter);
    assert!(keys.desk().case(case).file.open_change().is_some());
    keys.desk().goes(Route::Case(case));
    takes(&mut keys, "变更委托书…");
    let ticked = format!("{}已在变更单上签名", keys.desk().case(case).file.intake.client_names());
    keys.tabs_to(&ticked).press(Key::Space).ctrl(Key::Enter);
    assert_eq!(keys.desk().case(case).file.changes_in_force().count(), 1);
    assert!(keys.desk().case(case).file.unsigned_changes().is_empty());
}

#[test]
fn suspension_is_off_and_says_which_law_does_not_know_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).presses("更多").presses("中止鉴定…");
    desk.sees("本机构没有启用中止").sees("《广东省司法鉴定管理条例》39 条").picture("34-suspension-off");
}

#[test]
fn an_appraisal_stands_still_by_keyboard_and_the_clock_does_not() {
    let policy = Policy { suspension: true, ..Policy::default() };
    let mut office = OfficeBuilder::sichuan().policy(policy).build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let before = office.case(case).deadline.clone().unwrap();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case));
    let mut keys = Keyboard::of(desk);
    takes(&mut keys, "中止鉴定…");
    keys.is_in("依据的规定").writes("《某省司法鉴定管理条例》第几条").press(Key::Tab);
    keys.is_in("中止的原因").writes("保险公司没来");
    // Between the fields stands the article that is broken.
    keys.tabs_to("什么情形恢复").writes("收到医疗终结的证明");
    keys.desk().sees("时限照常计算").sees("理由里写了「保险公司没来」").picture("34-suspend");
    keys.ctrl(Key::Enter);
    assert!(keys.desk().case(case).file.suspensions.is_empty());
    keys.desk().types("中止的原因", "再次手术，伤情没有稳定").presses("中止鉴定");
    let Route::Sheet(sheet) = keys.desk().route() else { panic!("{:?}", keys.desk().route()) };
    assert_eq!(sheet.form, FormNo::F18);
    keys.desk()
        .picture("34-suspension-notice")
        .goes(Route::Case(case))
        .sees("中止中")
        .picture("34-suspended");
    let view = keys.desk().case(case);
    assert_eq!(view.file.state, CaseState::Examining);
    assert_eq!(view.deadline.as_ref().unwrap().on, before.on);
    assert!(!view.deadline.as_ref().unwrap().is_paused);
    keys.desk().goes(Route::Clock(case)).sees("不停时限").picture("34-suspended-clock");
    keys.desk().goes(Route::Case(case)).presses("更多").presses("恢复鉴定…");
    keys.desk().types("因为什么恢复", "收到医疗终结的证明").picture("34-resume").presses("恢复鉴定");
    assert!(keys.desk().case(case).file.suspended().is_none());
}
