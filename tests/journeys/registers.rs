//! 登记簿 on screen: an interference written down and reported, a clue on its way, a month signed, a talk kept;
//! by keyboard, and with what others may not see.
#![expect(clippy::disallowed_methods, reason = "an attachment is put where a person would have it")]

use crate::journeys::sheet::text;
use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::steps;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::exception::ExceptionNote;
use appraisal_desk::domain::interference::Interference;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::domain::staff::Role;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::registers;
use appraisal_desk::services::sheet;
use appraisal_desk::services::verify;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;
use std::fs;

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
    assert!(!desk.can_press("存下这次更正"), "a correction says why");
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

/// Writes down a serious interference, and leaves the list.
fn an_interference_is_kept(desk: &mut Driver, place: &str) -> String {
    desk.presses("登记干预").types("发生日期", "今").types("时刻", "0900").types("地点", place);
    desk.types("干预人", "不详").types("内容与诉求", "请早点出");
    desk.chooses("方式", "电话").chooses("类型", "请托说情");
    desk.ticks("严重干扰涉保鉴定执业活动");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("干预已登记");
    format!("{} 请托说情 2026-11-24 不详", interferences(desk)[0].number)
}

fn directors_desk() -> Driver {
    let mut office = OfficeBuilder::shanghai().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿");
    desk
}

fn n_versions(desk: &Driver) -> u32 {
    registers::view(&desk.office()).unwrap().interferences[0].n_versions
}

#[test]
fn reporting_one_entry_leaves_a_half_written_one_as_it_is() {
    let mut desk = directors_desk();
    let kept = an_interference_is_kept(&mut desk, "电话");
    desk.presses("登记干预").types("地点", "大门口").types("内容与诉求", "要求今天就见鉴定人");
    desk.presses(&kept).presses("记录报告").types("接收人", "孙科员").types("报告给", "区司法局公法科");
    desk.presses("记录").sees("报告已记录").presses("登记干预");
    assert_eq!(desk.value("地点"), "大门口");
    assert_eq!(desk.value("内容与诉求"), "要求今天就见鉴定人");
}

#[test]
fn an_unfinished_correction_is_no_new_entry_and_waits_with_its_own() {
    let mut desk = directors_desk();
    let kept = an_interference_is_kept(&mut desk, "电话");
    desk.presses(&kept).presses("更正这条干预记录").types("处理", "已告知不得请托").presses("登记干预");
    assert_eq!((desk.value("地点"), desk.value("处理")), (String::new(), String::new()));
    desk.presses(&kept);
    assert_eq!(desk.value("处理"), "已告知不得请托");
}

#[test]
fn a_report_is_kept_once_however_often_the_button_is_pressed() {
    let mut desk = directors_desk();
    let kept = an_interference_is_kept(&mut desk, "电话");
    desk.presses(&kept).presses("记录报告").types("接收人", "孙科员").types("报告给", "区司法局公法科");
    desk.office_is_slow(true);
    desk.key_with(Modifiers::COMMAND, Key::Enter).key_with(Modifiers::COMMAND, Key::Enter);
    desk.office_is_slow(false).sees("报告已记录");
    assert_eq!(n_versions(&desk), 2);
}

#[test]
fn a_dialog_put_aside_keeps_its_words() {
    let mut desk = directors_desk();
    let kept = an_interference_is_kept(&mut desk, "电话");
    desk.presses(&kept).presses("记录报告").types("接收人", "孙科员").key(Key::Escape);
    desk.does_not_see("回执可以以后补").presses("记录报告");
    assert_eq!(desk.value("接收人"), "孙科员");
}

#[test]
fn what_was_typed_is_there_after_a_kill_and_only_for_whoever_typed_it() {
    let office = OfficeBuilder::shanghai().build();
    let (front_desk, appraiser) = (office.staff.front_desk, office.staff.appraiser);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("登记干预").types("地点", "大门口").types("干预人", "宁远山").waits(2);
    desk.hands_over(appraiser).does_not_see("没保存").presses("登记干预");
    assert_eq!(desk.value("地点"), "");
    desk.hands_over(front_desk).sees("没保存").presses("登记干预");
    assert_eq!((desk.value("地点"), desk.value("干预人")), ("大门口".to_owned(), "宁远山".to_owned()));
    desk.presses("放弃这次登记").waits(2);
    desk.hands_over(front_desk).does_not_see("没保存");
}

#[test]
fn an_interference_leaves_as_a_sheet_of_its_own() {
    let mut desk = directors_desk();
    let kept = an_interference_is_kept(&mut desk, "电话");
    desk.presses(&kept)
        .presses("干预执业活动记录表，F-12")
        .sees("登记编号")
        .sees("还没有写处理")
        .picture("49-f12");
    let to = desk.place().join("F-12.pdf");
    desk.will_pick(vec![to.clone()]).key_with(Modifiers::COMMAND, Key::S).sees("已存为 PDF");
    desk.sees("第 1 次").sees("草稿，存为 PDF");
    assert!(to.exists());
    // The way out of what is missing leads back to the register.
    desk.presses("还没有写处理");
    assert_eq!(desk.route(), Route::Registers);
    desk.sized(1366.0, 696.0).presses("干预执业活动记录表，F-12").sees("第 1 次").picture("49-f12-696");
}

#[test]
fn a_sheet_of_a_register_is_shown_to_nobody_who_may_not_read_the_entry() {
    let mut desk = directors_desk();
    an_interference_is_kept(&mut desk, "电话");
    let entry = registers::view(&desk.office()).unwrap().interferences[0].id;
    let appraiser = desk.office().staff().unwrap().iter().find(|one| one.has(Role::Appraiser)).unwrap().id;
    desk.hands_over(appraiser);
    let refused = sheet::preview(&desk.office(), SheetRef::of_entry(FormNo::F12, entry));
    assert!(refused.is_err());
}

#[test]
fn a_picture_goes_with_an_interference_and_every_look_is_in_the_log() {
    let mut desk = directors_desk();
    let picture = desk.place().join("截图.png");
    fs::write(&picture, steps::drawn_card()).unwrap();
    desk.presses("登记干预").types("发生日期", "今").types("时刻", "0900").types("地点", "微信");
    desk.types("干预人", "不详").types("内容与诉求", "请早点出").chooses("方式", "微信");
    desk.chooses("类型", "请托说情").will_pick(vec![picture.clone()]).presses("加附件…").sees("截图.png");
    desk.picture("41-interference-attachment").key_with(Modifiers::COMMAND, Key::Enter).sees("干预已登记");
    let kept = interferences(&desk);
    assert_eq!(kept[0].attachments.len(), 1);
    desk.presses(&format!("{} 请托说情 2026-11-24 不详", kept[0].number)).sees("截图.png　校验码");
    let written = |desk: &Driver| verify::verify(&mut desk.office()).unwrap().n_entries;
    let before = written(&desk);
    desk.presses("看附件截图.png").sees("这次查看已经写进日志").picture("49-attachment").presses("看完了");
    let seen = written(&desk);
    let to = desk.place().join("取出.png");
    desk.will_pick(vec![to.clone()]).presses("取出附件截图.png").sees("已取出");
    assert_eq!(fs::read(to).unwrap(), fs::read(&picture).unwrap(), "it comes out as it went in");
    // Verifying is an entry too.
    assert_eq!(
        (seen - before, written(&desk) - seen),
        (2, 2),
        "looking and taking out are entries of the log"
    );
}

#[test]
fn a_clue_goes_out_without_a_name_until_a_law_orders_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let subject = office.case(case).file.intake.subject.name.as_str().to_owned();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿").presses("疑点线索").presses("登记线索").types("来源", "前台所见");
    desk.picks("涉及案件", &subject);
    desk.types("见到的", &format!("宁远山对{subject}说包评级，留电话 138-0000-0000")).ticks("承诺结果收费");
    desk.types("涉及人员", "宁远山（陪同人）").key_with(Modifiers::COMMAND, Key::Enter).sees("等专人审核");
    let view = registers::view(&desk.office()).unwrap();
    let (entry, number) = (view.clues[0].id, view.clues[0].body.number.clone());
    let sheet = SheetRef::of_entry(FormNo::F32, entry);
    let said = |desk: &Driver| text(&sheet::preview(&desk.office(), sheet).unwrap().pdf);
    let masked = said(&desk);
    for word in ["宁远山", &subject, "138-0000-0000"] {
        assert!(!masked.contains(word), "{word} is in\n{masked}");
    }
    assert!(masked.contains("某甲对某乙说包评级"), "{masked}");
    desk.presses(&format!("{number} 承诺结果收费 2026-11-24 前台所见")).presses("审核");
    desk.chooses("审核结论", "可以移送").types("审核意见", "已核实").presses("记录").sees("已审核");
    desk.presses("移送").chooses("移送给", "公安机关").types("单位名称", "某某公安分局");
    desk.chooses("个人信息", "带个人信息").types("依据的条文", "某法某条").presses("记录").sees("已移送");
    assert!(said(&desk).contains("宁远山"), "a statute orders it");
    desk.presses("「人伤黄牛」疑点线索移送单，F-32").sees("接收回执还没有到").picture("49-f32");
    desk.key(Key::Escape).presses("补记回执").types("接收回执", "2026-11-25 孙警官签收").presses("记录");
    desk.sees("回执已记录").sees("孙警官签收");
}

#[test]
fn directory_roster_and_minutes_are_printed_from_their_pages() {
    let mut desk = directors_desk();
    desk.presses("座谈与培训").presses("记录座谈、培训").chooses("类型", "沟通座谈").types("日期", "今");
    desk.types("议题", "第四季度情况").types("参加人", "安泽财险、本中心");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("沟通座谈已记录");
    desk.presses("第四季度情况 2026-11-24 沟通座谈").presses("更正这次座谈、培训");
    desk.types("更正原因", "补写结论").types("结论", "材料当面确认").presses("存下这次更正");
    desk.sees("第 2 版，补写结论")
        .presses("名录、纪要交换件，F-36")
        .sees("该有的都有了")
        .picture("49-f36-minutes");
    desk.opens("名录").presses("打印名录").sees("截至日期").picture("49-f36-insurers");
    desk.opens("名录").presses("人员").is_tidy().presses("打印名册").sees("截至日期").picture("49-f36-staff");
}

#[test]
fn a_problem_is_registered_reported_to_whom_the_opinions_name_and_answered() {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("登记簿")
        .presses("执行问题")
        .sees("还没有登记问题")
        .presses("登记问题")
        .types("发现日期", "今");
    desk.types("问题", "保险机构不肯写明不到场的原因").types("涉及条款", "二(二)");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("问题已登记").sees("未报告");
    let number = registers::view(&desk.office()).unwrap().problems[0].body.number.clone();
    desk.presses(&format!("保险机构不肯写明不到场的原因 2026-11-24 {number}")).presses("记录报告");
    assert_eq!(desk.value("报告给"), "省司法鉴定协会、省保险行业协会");
    desk.presses("记录").sees("报告已记录").sees("等答复").presses("记录答复");
    desk.types("答复", "按缺席如实记录即可").presses("记录").sees("答复已记录").sees("第 3 版，补记答复");
    desk.waits(20);
    desk.is_tidy().picture("50-problem").sized(1366.0, 768.0).zoomed(1.5).is_tidy().picture("50-problem-150");
}
