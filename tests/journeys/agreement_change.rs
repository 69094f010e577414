//! 变更委托书 and 中止 on screen: by label and by keyboard, with what stands in the way said.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetOf;
use appraisal_desk::domain::step::Place;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::case_view::sheets::SheetState;
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
    keys.desk().zoomed(1.5).sees_at_once("取消").picture("34-change-150").zoomed(1.0);
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
    keys.desk().zoomed(1.5).sees_at_once("取消").picture("34-suspend-150").zoomed(1.0);
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

#[test]
fn what_was_collected_outside_is_written_down_where_the_record_is() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let mut desk = Driver::sits_in(office);
    // Nothing is offered where nothing is collected outside.
    desk.goes(Route::ProcessRecord(case)).does_not_see("现场提取…");
    desk.goes(Route::of_place(Place::OnSiteCollection, case));
    desk.presses("记下提取").sees("还没有写起止时间").key(Key::Escape);
    desk.types("起止时间", "9时30分至9时50分").types("地点", "示例医院留观室");
    desk.types("提取方法和经过", "剪取指甲，装袋封口").types("第 1 件", "右手拇指指甲");
    desk.types("数量", "1 份").types("封存方式、封号", "物证袋，封号 1").types("见证人", "䶮㛃𬱖");
    desk.ticks("见证人已在记录上签名").picture("34-collection");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees_at_once("取消").picture("34-collection-150");
    desk.zoomed(1.0).sized(1366.0, 696.0).sees_at_once("取消").picture("34-collection-696");
    desk.presses("记下提取");
    let kept = desk.case(case).file.collections[0].body.clone();
    assert_eq!((kept.items.len(), kept.people.len()), (1, 2));
    assert!(kept.signature.is_some());
    desk.goes(Route::ProcessRecord(case)).presses("现场提取…").presses("打印记录");
    let Route::Sheet(sheet) = desk.route() else { panic!("{:?}", desk.route()) };
    assert_eq!(sheet.form, FormNo::F34);
    desk.picture("34-collection-sheet");
    // The same sheet from the door.
    desk.goes(Route::CheckIn(case)).presses("现场提取记录");
    assert_eq!(desk.route(), Route::Sheet(sheet));
}

#[test]
fn who_signed_the_notice_is_written_down_by_keyboard() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case));
    let mut keys = Keyboard::of(desk);
    takes(&mut keys, "司法鉴定告知…");
    let ticked = format!("{}已在告知书上签名", keys.desk().case(case).file.intake.client_names());
    keys.desk().presses("记下告知").sees("还没有人在告知书上签名").key(Key::Escape);
    keys.tabs_to(&ticked).press(Key::Space);
    keys.desk().picture("34-told");
    keys.ctrl(Key::Enter);
    let view = keys.desk().case(case);
    let row = view.file.appraisal_notice().expect("told");
    assert_eq!(row.body.signatures.len(), 1);
    let line = view.sheets.iter().find(|line| line.form == FormNo::F22).expect("listed");
    assert_eq!(line.state, SheetState::Signed);
}

#[test]
fn a_witness_has_a_short_sheet_at_the_door() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().insurer_comes(Shows::Both).until(CaseState::OnSite).add(&mut office);
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    let mut desk = Driver::sits_in(office);
    let name = {
        let view = desk.case(case);
        let found = view.file.arrivals().find(|row| matches!(row.body.attendee, Attendee::Insurer(_)));
        found.map(|row| row.body.attendee.name().as_str().to_owned()).expect("the insurer came")
    };
    desk.goes(Route::CheckIn(case));
    let row = format!("{name}{}", desk.reads(&name));
    desk.presses(&row);
    desk.picture("34-witness").presses("打印个人信息告知（见证人用）");
    let Route::Sheet(sheet) = desk.route() else { panic!("{:?}", desk.route()) };
    assert!(sheet.form == FormNo::F11 && matches!(sheet.of, SheetOf::Case { about: Some(_), .. }));
    desk.picture("34-witness-sheet");
}

#[test]
fn a_court_has_its_pledge_in_the_menu() {
    for (mode, is_offered) in [(CommissionMode::UnilateralParty, false), (CommissionMode::Authority, true)] {
        let mut office = OfficeBuilder::sichuan().build();
        let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
        let mut intake = office.case(case).file.intake.clone();
        intake.mode = Some(mode);
        let front_desk = office.staff.front_desk;
        office.sits(front_desk);
        office.does(Action::Reception(reception::Request::Save { case, intake: Box::new(intake) }));
        let mut desk = Driver::sits_in(office);
        desk.goes(Route::Case(case)).presses("更多");
        if !is_offered {
            desk.does_not_see("鉴定人承诺书…");
            continue;
        }
        desk.presses("鉴定人承诺书…");
        let Route::Sheet(sheet) = desk.route() else { panic!("{:?}", desk.route()) };
        assert_eq!(sheet.form, FormNo::F35);
    }
}
