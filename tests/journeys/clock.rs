//! 时限 on screen, and the small dialogs of a case: by label and by keyboard, with what stands in the way said.
#![expect(clippy::disallowed_methods, reason = "a calendar file is put where a person would have it")]

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::TestStaff;
use crate::support::steps;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetOf;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use std::fs;

fn at(state: CaseState, sits: fn(TestStaff) -> UserId) -> (Driver, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(state).add(&mut office);
    let who = sits(office.staff);
    office.sits(who);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Clock(case));
    (desk, case)
}

#[test]
fn the_account_says_of_every_day_whether_it_counts() {
    let (mut desk, _case) = at(CaseState::Examining, |staff| staff.director);
    desk.sees("鉴定时限").sees("委托书生效之日起 30 个工作日").sees("周末").sees("第 1 日");
    desk.is_tidy().picture("30-clock");
    desk.sized(1366.0, 696.0).sees_at_once("打印时限计算").picture("30-clock-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("鉴定时限").is_tidy().picture("30-clock-150");
}

#[test]
fn the_director_extends_by_keyboard_and_the_client_is_told() {
    let (desk, case) = at(CaseState::Examining, |staff| staff.director);
    let before = desk.case(case).deadline.clone().unwrap().on;
    let mut keys = Keyboard::of(desk);
    keys.pushes("批准延长…").is_in("延长几日").line("10").line("多发伤，要会诊");
    keys.desk().picture("30-extend");
    keys.ctrl(Key::Enter).sees("还没有告知委托人");
    let after = keys.desk().case(case).deadline.clone().unwrap();
    assert_eq!(after.n_extended, 10);
    assert!(after.on > before);
    keys.pushes("记下告知…").is_in("告知了谁").enter().answer(2).ctrl(Key::Enter);
    keys.sees("告知䶮㛃𬱖");
    keys.desk().picture("30-extended");
    assert!(keys.desk().case(case).file.untold_extensions().next().is_none());
}

#[test]
fn more_than_thirty_days_need_their_own_reason() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.director);
    desk.presses("批准延长…").types("延长几日", "45").types("延长原因", "多发伤");
    desk.presses("批准").sees("一共延长 45 日，超过 30 日，还没有写必须超过的理由").key(Key::Escape);
    desk.types("为什么必须超过 30 日", "二次手术后再等").presses("批准");
    assert_eq!(desk.case(case).deadline.as_ref().unwrap().n_extended, 45);
}

#[test]
fn the_front_desk_does_not_extend_and_hears_whose_business_it_is() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.front_desk);
    desk.presses("批准延长…").sees("由负责人办").key(Key::Escape);
    assert!(desk.case(case).file.extensions.is_empty());
}

#[test]
fn material_is_asked_for_by_keyboard_and_the_clock_stops() {
    let (desk, case) = at(CaseState::Examining, |staff| staff.front_desk);
    let mut keys = Keyboard::of(desk);
    keys.pushes("通知补充材料…").answer(1).writes("门诊病历、左膝磁共振片").press(Key::Tab);
    keys.is_in("为什么要").writes("首诊记录不全").press(Key::Tab).line("2026-12-04").answer(2);
    keys.desk().picture("30-supplement");
    keys.ctrl(Key::Enter).sees("还在等");
    let view = keys.desk().case(case);
    assert_eq!(view.file.state, CaseState::Supplementing);
    assert_eq!(view.file.supplement_requests[0].body.items.len(), 2);
    assert_eq!(view.file.station(), CaseState::Examining.station());
    assert!(view.deadline.as_ref().unwrap().is_paused);
    keys.desk().goes(Route::Case(case)).sees("等补充材料：门诊病历、左膝磁共振片").picture("30-waiting");
    keys.desk().goes(Route::Clock(case));
    // Nothing was registered since: the way out leads to the list of materials.
    keys.pushes("登记收齐…");
    keys.desk().sees("通知以后还没有登记新材料").presses("记下").sees("补来的材料还没有登记");
    keys.press(Key::Escape);
    keys.desk().chooses("收到了没有", "没有补来").picture("30-closing").presses("记下");
    assert_eq!(keys.desk().case(case).file.state, CaseState::Examining);
}

#[test]
fn before_acceptance_the_wait_is_shown_apart_and_a_later_day_is_agreed() {
    let (mut desk, case) = at(CaseState::Reviewing, |staff| staff.director);
    desk.sees("受理决定的期限").sees("收到委托之日，不计入").picture("30-decision");
    desk.presses("通知补充材料…").chooses("要什么", "补充材料").types("缺哪些材料", "门诊病历");
    desk.types("为什么要", "首诊记录不全").types("什么时候前交", "2026-12-01").chooses("怎么通知的", "当面");
    desk.presses("发出通知").sees("单列，不自动顺延").presses("打印通知书");
    let Route::Sheet(sheet) = desk.route() else { panic!("{:?}", desk.route()) };
    assert!(sheet.form == FormNo::F15 && matches!(sheet.of, SheetOf::Case { about: Some(_), .. }));
    desk.goes(Route::Clock(case));
    let due = desk.case(case).decide_by;
    desk.presses("协商受理时间…").types("协商到哪天", "2026-12-18").types("为什么", "等门诊病历");
    desk.presses("记下协商").sees("协商到 2026-12-18");
    assert_ne!(desk.case(case).decide_by, due);
    assert_eq!(desk.case(case).decide_by.unwrap().to_string(), "2026-12-18");
}

#[test]
fn a_case_is_terminated_from_the_menu_by_keyboard() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.director);
    desk.goes(Route::Case(case)).picture("31-case");
    let mut keys = Keyboard::of(desk);
    keys.pushes("更多").is_in("时限…");
    keys.desk().picture("31-more");
    keys.press(Key::ArrowDown).press(Key::ArrowDown).press(Key::ArrowDown).is_in("终止鉴定…");
    keys.press(Key::Space).answer(4).writes("保险公司经两次通知没来");
    keys.desk().presses("终止鉴定").sees("理由里写了「保险公司经两次通知没来」").picture("31-forbidden");
    keys.press(Key::Escape);
    assert_eq!(keys.desk().case(case).file.state, CaseState::Examining);
    keys.desk().types("事实", "两次催告后委托人书面表示拒付").presses("终止鉴定");
    assert_eq!(keys.desk().case(case).file.state, CaseState::Terminated);
    // The letter comes next: in writing, with the ground by its number.
    let letter = Route::Sheet(SheetRef::of_case(FormNo::F17, case, None));
    assert_eq!(keys.desk().route(), letter);
    keys.desk().picture("31-letter").goes(Route::Case(case));
    keys.sees("终止鉴定：委托人撤销委托或拒付费用");
    keys.desk().picture("31-terminated");
}

#[test]
fn a_tall_dialog_scrolls_in_a_low_window_and_keeps_its_foot() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.director);
    desk.goes(Route::Case(case)).presses("更多").presses("终止鉴定…");
    desk.chooses("通则 29 条的哪一项", "发现十五条第二至第七项情形").chooses("鉴定费用", "退");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees_at_once("取消").picture("31-terminate-150");
    desk.types("退费怎么算的", "只做了审查").sees("只做了审查");
}

#[test]
fn material_goes_back_once_and_a_menu_says_why_not_twice() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.front_desk);
    desk.goes(Route::Case(case)).presses("更多").presses("退还材料…");
    desk.presses("打印签收单").goes(Route::Case(case)).presses("更多").presses("退还材料…");
    desk.presses("记下去向").sees("接收人还没有签收").key(Key::Escape);
    desk.picture("31-return").ticks("接收人已在纸上签收").presses("记下去向");
    assert_eq!(desk.case(case).file.not_returned().count(), 0);
    desk.presses("更多").presses("退还材料…").sees("每件材料都处理过了").key(Key::Escape).key(Key::Escape);
    desk.presses("更多").presses("终止鉴定…").sees("由负责人办");
}

#[test]
fn a_commission_is_withdrawn_before_it_is_accepted() {
    let (mut desk, case) = at(CaseState::Reviewing, |staff| staff.front_desk);
    desk.goes(Route::Case(case)).presses("更多").presses("撤回委托…");
    desk.presses("登记撤回").sees("还没有委托人的书面撤回").key(Key::Escape);
    desk.types("书面撤回的日期", "2026-11-24").types("委托人说的原因", "改到外地做").picture("31-withdraw");
    desk.presses("登记撤回");
    assert_eq!(desk.case(case).file.state, CaseState::Withdrawn);
}

#[test]
fn a_recusal_is_applied_for_refused_and_leads_to_termination() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.director);
    desk.goes(Route::Case(case)).presses("更多").presses("回避…");
    desk.chooses("怎么提出的", "委托人申请").chooses("申请谁回避", "陆怀瑾").types("事由", "语气不好");
    desk.picture("31-apply").presses("记下申请").sees("䶮㛃𬱖申请陆怀瑾回避：语气不好");
    desk.presses("不予回避…").presses("不予回避").sees("回避决定的理由还没有写").key(Key::Escape);
    desk.types("决定理由", "不属于应当回避的情形").presses("不予回避").sees("不予回避：不属于应当回避的情形");
    let asked = desk.case(case).file.recusal_applications()[0].id;
    desk.picture("31-recusal").presses("打印申请及决定书");
    assert_eq!(desk.route(), Route::Sheet(SheetRef::of_case(FormNo::F24, case, Some(asked))));
    desk.goes(Route::Case(case)).presses("更多").presses("终止鉴定…");
    desk.sees("委托人撤销委托或拒付费用");
    let decided = desk.case(case).file.recusal_applications()[0].decided.clone().unwrap();
    assert!(!decided.granted);
}

#[test]
fn a_granted_recusal_without_anybody_free_says_so() {
    let (mut desk, case) = at(CaseState::Examining, |staff| staff.director);
    desk.goes(Route::Case(case)).presses("更多").presses("回避…");
    desk.chooses("怎么提出的", "鉴定人自行提出").types("申请人", "程以宁").chooses("申请谁回避", "程以宁");
    desk.types("事由", "与代理人是表亲").presses("记下申请").presses("准予回避…");
    desk.types("决定理由", "有利害关系").presses("准予回避").presses("换人…");
    desk.presses("换人").sees("还没有选谁来").picture("31-substitute");
}

#[test]
fn a_booking_is_written_down_answered_and_becomes_a_reception() {
    let office = OfficeBuilder::shanghai().build();
    let desk = Driver::sits_in(office);
    let mut keys = Keyboard::of(desk);
    keys.desk().opens("案件");
    keys.pushes("登记预约…").answer(1).line("罗契").line("13000000009").line("伤残等级");
    keys.desk().picture("32-booking").presses("登记");
    let Route::Case(case) = keys.desk().route() else { panic!("{:?}", keys.desk().route()) };
    keys.sees("对方在等答复");
    keys.desk().picture("32-booked").presses("答复预约…").presses("记下答复").sees("还没有写怎么答复的");
    keys.press(Key::Escape);
    keys.desk().types("答复", "明天上午九点来").presses("记下答复").sees("等预约的人到访");
    assert!(keys.desk().case(case).file.bookings.last().unwrap().body.answer.is_some());
    assert!(keys.desk().case(case).decide_by.is_none(), "nothing was received with a booking");
    keys.desk().presses("到访…").presses("到访，转接待");
    assert!(matches!(keys.desk().route(), Route::Intake { .. }));
    assert!(keys.desk().case(case).file.intake.received_on.is_some());
}

fn with_2027(office: &TestOffice) -> std::path::PathBuf {
    let file = office.folder.join("2027.toml");
    let text = "year = 2027\nsource = \"试用的安排\"\n\n[[holiday]]\nname = \"元旦\"\nfrom = 2027-01-01\n\
                to = 2027-01-03\nwork = [2027-01-09]\n";
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn the_next_year_is_imported_and_reckoned_with() {
    let mut office = OfficeBuilder::sichuan().durable().at("2026-12-21 09:00").build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let guessed = office.case(case).deadline.clone().unwrap();
    assert!(guessed.status.remark().is_some());
    let file = with_2027(&office);
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Clock(case)).sees("日历未发布，仅供参考").picture("33-guessed");
    desk.will_pick(vec![file]).presses("看或导入日历…").sees("2026 年").picture("33-calendar");
    desk.presses("选文件…").sees("2027 年工作日历已导入");
    let known = desk.case(case).deadline.clone().unwrap();
    assert!(known.status.remark().is_none());
    assert!(known.on >= guessed.on);
}

#[test]
fn a_wrong_line_of_a_calendar_is_named_and_nothing_is_taken() {
    let mut office = OfficeBuilder::sichuan().build();
    let file = office.folder.join("2027.toml");
    fs::write(
        &file,
        "year = 2027\nsource = \"试\"\n[[holiday]]\nname = \"元旦\"\nfrom = 2026-01-01\nto = 2026-01-01\n",
    )
    .unwrap();
    let director = office.staff.director;
    office.sits(director);
    let error = office
        .tries(appraisal_desk::services::request::Action::Calendar(
            appraisal_desk::services::calendar::Request::Import { from: file },
        ))
        .expect_err("a day of another year");
    assert!(error.to_string().contains("第 5 行"), "{error}");
    assert_eq!(office.office.calendar().published_years().count(), 3);
}

#[test]
fn lists_repeat_what_was_taken_out_and_added() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let draft = appraisal_desk::services::extension::GrantDraft {
        n: 10,
        reason: "多发伤".to_owned(),
        beyond_reason: String::new(),
    };
    let request =
        appraisal_desk::services::extension::Request::Grant { case, draft, reasons: steps::no_reasons() };
    office.does(appraisal_desk::services::request::Action::Extension(request));
    let Outcome::Cases(list) = office.looks(Look::Cases { words: String::new() }) else { panic!() };
    assert_eq!(list.rows[0].head.extended_workdays, 10);
    assert_eq!(list.rows[0].head.term_workdays, Some(30));
}
