//! 登记簿 on screen: an interference written down and reported, a clue on its way, a month signed, a talk kept;
//! by keyboard, and with what others may not see.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::exception::ExceptionNote;
use appraisal_desk::domain::interference::Interference;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::registers;
use egui::Key;
use egui::Modifiers;

fn interferences(desk: &Driver) -> Vec<Interference> {
    let view = registers::view(&desk.office()).unwrap();
    view.interferences.into_iter().map(|entry| entry.body).collect()
}

#[test]
fn a_serious_interference_is_written_down_by_keyboard_and_reported() {
    let mut office = OfficeBuilder::shanghai().build();
    CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").sees("还没有干预记录").picture("40-registers-empty");
    let mut keys = Keyboard::of(desk);
    keys.pushes("登记干预").tabs_to("发生日期").line("今").line("0900").line("接待室");
    keys.line("不详，自称表弟").line("").line("").is_in("涉及案件");
    keys.desk().types("内容与诉求", "要求按八级写，否则投诉").chooses("方式", "当面");
    keys.desk().chooses("类型", "要求特定意见");
    assert!(keys.desk().can_press("登记干预"));
    keys.desk().ticks("严重干扰涉保鉴定执业活动").sees("及时报告区司法局").picture("41-interference-form");
    keys.ctrl(Key::Enter).sees("干预已登记");
    let kept = interferences(keys.desk());
    assert_eq!(kept.len(), 1);
    assert!(kept[0].owes_report());
    let desk = keys.desk();
    desk.sees("未报告").presses(&format!("{} 要求特定意见 2026-11-24 不详，自称表弟", kept[0].number));
    desk.sees("还没有报告区司法局").is_tidy().picture("42-interference-read");
    desk.presses("记录报告").types("接收人", "孙科员").types("报告给", "区司法局公法科");
    desk.picture("43-interference-report").presses("记录").sees("报告已记录").sees("等回执");
    assert!(!interferences(desk)[0].owes_report());
    desk.sized(1366.0, 696.0).picture("42-interference-read-696");
    desk.waits(20);
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("等回执").is_tidy().picture("42-interference-read-150");
}

#[test]
fn a_correction_is_a_new_version_that_says_why_and_keeps_the_number() {
    let mut office = OfficeBuilder::shanghai().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("登记干预").types("发生日期", "今").types("时刻", "0900");
    desk.types("地点", "电话").types("干预人", "阿不都热合曼·买买提").types("内容与诉求", "请早点出");
    desk.chooses("方式", "电话").chooses("类型", "请托说情");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("干预已登记");
    let number = interferences(&desk)[0].number.clone();
    desk.presses(&format!("{number} 请托说情 2026-11-24 阿不都热合曼·买买提")).presses("更正这条干预记录");
    desk.types("处理", "已告知不得请托");
    assert!(!desk.can_press("登记干预"), "a correction says why");
    desk.types("更正原因", "补写处理").key_with(Modifiers::COMMAND, Key::Enter).sees("干预已登记");
    let kept = interferences(&desk);
    assert_eq!((kept.len(), kept[0].number.as_str()), (1, number.as_str()));
    assert_eq!(kept[0].handling, "已告知不得请托");
}

#[test]
fn what_others_wrote_down_is_counted_and_not_shown() {
    let office = OfficeBuilder::shanghai().build();
    let appraiser = office.staff.appraiser;
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("登记干预").types("发生日期", "今").types("时刻", "0900");
    desk.types("地点", "电话").types("干预人", "宁远山").types("内容与诉求", "请早点出");
    desk.chooses("方式", "电话").chooses("类型", "请托说情");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("干预已登记").sees("宁远山");
    desk.hands_over(appraiser).opens("登记簿").sees("另有 1 条由他人登记").does_not_see("宁远山");
}

#[test]
fn a_clue_is_a_doubt_until_the_end() {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("疑点线索").presses("登记线索").types("来源", "前台所见");
    desk.ticks("承诺结果收费").types("见到的", "此人就是黄牛");
    desk.sees("是定性的话");
    assert!(!desk.can_press("登记线索"));
    desk.types("见到的", "在大厅对两名伤者说交钱包评级，疑似黄牛").picture("44-clue-form");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("等专人审核");
    let view = registers::view(&desk.office()).unwrap();
    let number = view.clues[0].body.number.clone();
    desk.presses(&format!("{number} 承诺结果收费 2026-11-24 前台所见")).sees("待审核");
    desk.presses("审核").chooses("审核结论", "可以移送").types("审核意见", "两名伤者均已核实");
    desk.presses("记录").sees("已审核").presses("移送").chooses("移送给", "两协会");
    desk.types("单位名称", "四川省司法鉴定协会").chooses("个人信息", "带个人信息");
    assert!(!desk.can_press("记录"), "personal data goes along by law or not at all");
    desk.picture("45-clue-transfer").chooses("个人信息", "已脱敏").presses("记录").sees("已移送");
    desk.presses("记录反馈").chooses("结果", "不成立").types("反馈内容", "查无实据").presses("记录");
    desk.sees("不成立").sees("不作定性").is_tidy().picture("46-clue-read");
}

#[test]
fn a_finished_month_of_exceptions_is_signed_once() {
    let mut office = OfficeBuilder::sichuan().at("2026-10-12 09:00").build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let note = ExceptionNote {
        step: Step::DecideAccept,
        rule: "GZ-13#2".to_owned(),
        reason: "材料复杂，第八个工作日决定，已与委托人说明".to_owned(),
    };
    office
        .office
        .write(Operation::RecordException, case, |tx, head| tx.insert_evidence(head, &note))
        .unwrap();
    office.at("2026-11-23 09:00");
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("例外清单").sees("2026 年 10 月").presses("2026 年 11 月 0 条例外");
    assert!(!desk.can_press("签署例外清单"), "the month is not over");
    let n =
        registers::view(&desk.office()).unwrap().months.iter().find(|m| m.month == 10).unwrap().lines.len();
    desk.presses(&format!("2026 年 10 月 {n} 条例外")).sees("材料复杂").is_tidy().picture("47-exceptions");
    desk.presses("签署例外清单").types("批注", "下月按期决定").presses("读过，签署").sees("已签");
    assert!(!desk.can_press("签署例外清单"), "it is signed");
    let months = registers::view(&desk.office()).unwrap().months;
    let october = months.iter().find(|month| month.month == 10).unwrap();
    assert_eq!(october.signed.as_ref().map(|signed| signed.remark.as_str()), Some("下月按期决定"));
    assert_eq!(october.signed.as_ref().map(|signed| signed.sha256.len()), Some(64));
}

#[test]
fn the_quarters_talk_is_asked_for_until_it_is_kept() {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("座谈与培训").presses("记录座谈、培训").sees("本季度还没有沟通座谈的记录");
    desk.sees("今年还没有涉保业务培训的记录").chooses("类型", "沟通座谈").types("日期", "今");
    desk.types("议题", "第四季度情况").types("参加人", "安泽财险、本中心").picture("48-meeting-form");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("沟通座谈已记录");
    desk.presses("记录座谈、培训").does_not_see("本季度还没有沟通座谈的记录");
}
