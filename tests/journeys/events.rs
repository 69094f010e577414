//! 异议与出庭 on screen: an objection is answered, a court's notice completed and obeyed; the law says what is missing.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::dispute::DisputeState;
use appraisal_desk::domain::dispute::state_of;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::step::Step;
use appraisal_desk::ui::pages::Route;
use egui::Key;

/// A case as far as the issued opinion; how it got there is told elsewhere.
fn issued() -> (Driver, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let mut file = office.office.file(case).unwrap();
    file.state = CaseState::Issued;
    office.office.write(Operation::MoveState, case, |tx, _head| tx.put_case(&file)).unwrap();
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Events(case));
    (desk, case)
}

#[test]
fn before_the_opinion_is_issued_the_buttons_say_why() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Events(case)).sees("没有异议").sees("没有出庭通知");
    assert!(!desk.can_press("登记异议") && !desk.can_press("登记出庭通知"));
    desk.is_tidy().picture("50-events-before");
}

#[test]
fn a_clients_question_is_answered_by_keyboard() {
    let (desk, case) = issued();
    let mut keys = Keyboard::of(desk);
    keys.pushes("登记异议").desk().picture("51-dispute-new");
    keys.desk().chooses("谁提出", "委托人").types("姓名或单位", "阿不都热合曼·买买提");
    keys.desk().types("异议内容", "请说明活动度怎样测");
    keys.ctrl(Key::Enter).sees("异议已登记").sees("待答复");
    let view = keys.desk().case(case);
    assert_eq!(state_of(view.file.disputes[0].id, &view.file.dispute_events), DisputeState::Registered);
    assert!(view.findings(Step::Archive).stopping().any(|finding| finding.rule.0 == "GZ-40"));

    keys.pushes("处理第 1 件异议").sees("还没有登记调解").desk().picture("52-dispute-handle");
    keys.desk().chooses("做了什么", "解释说明").chooses("方式", "书面");
    keys.desk().types("解释说明的人", "陆怀瑾").types("经过", "说明体位、仪器和三次读数");
    keys.ctrl(Key::Enter).sees("已解释说明");
    let view = keys.desk().case(case);
    assert!(!view.findings(Step::Archive).stopping().any(|finding| finding.rule.0 == "GZ-40"));
    let desk = keys.desk();
    desk.is_tidy().picture("53-events");
    desk.sized(1366.0, 696.0).picture("53-events-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("已解释说明").is_tidy().picture("53-events-150").zoomed(1.0);
    keys.pushes("打印第 1 件异议的记录").desk().sees_at_once("异议登记与解释说明、调解记录");
}

#[test]
fn a_day_in_court_waits_for_five_answers_of_the_court() {
    let (mut desk, case) = issued();
    desk.presses("登记出庭通知").types("法院", "某区人民法院").types("案号", "（2026）民初 101 号");
    desk.presses("登记这份通知").sees("还要与法院确认").sees("待确认");
    desk.presses("第 1 份通知的出庭记录");
    assert!(!desk.can_press("记录出庭"), "GZ-44 stops");
    desk.key(Key::Escape).presses("补全第 1 份通知").types("开庭日期", "今").types("时刻", "0830");
    desk.types("人数", "1").types("地点", "第三法庭").types("费用", "由申请方预交");
    desk.types("要求", "说明等级").types("与法院谁确认", "何书记员").picture("54-court-notice");
    desk.presses("登记这份通知").sees("五项都已确认").sees("等开庭");
    desk.presses("第 1 份通知的出庭记录").chooses("是否出庭", "没有出庭");
    assert!(!desk.can_press("记录出庭"), "staying away needs a reason of the law");
    desk.chooses("是否出庭", "出庭").ticks("陆怀瑾").types("质询要点", "活动度的测法");
    desk.types("结果", "当庭说明").picture("55-court-day").presses("记录出庭").sees("已有记录");
    assert_eq!(desk.case(case).file.court_appearances.len(), 1);
    desk.is_tidy().picture("56-events-court");
    desk.presses("打印第 1 份通知的记录").sees_at_once("出庭通知登记与出庭记录");
}
