//! 名录: insurers with their contacts, people with their licences; by keyboard, in every window.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::staff::Role;
use appraisal_desk::services::directory;
use appraisal_desk::services::request::Action;
use egui::Key;
use egui::Modifiers;

fn directors_desk() -> Driver {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("名录");
    desk
}

#[test]
fn an_insurer_is_registered_with_its_contacts() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("名录").picture("directory");
    desk.presses("登记保险机构");
    assert!(desk.has_keyboard("机构全称"));
    desk.types_on("锦恒财产保险股份有限公司成都市锦江支公司").key(Key::Enter);
    desk.types_on("锦恒财险").key(Key::Enter).types_on("示例路 12 号").key(Key::Enter);
    desk.types_on("昨").key(Key::Enter).types_on("91000000000000000").sees("18 位数字和大写字母");
    desk.types_on("A").does_not_see("18 位数字和大写字母").key(Key::Enter);
    desk.types_on("阿不都热合曼·买买提").key(Key::Enter).types_on("人伤理赔部").key(Key::Enter);
    desk.types_on("13000000009").sees("联系人只有 1 名").key(Key::Enter).types_on("JH-0007");
    desk.picture("directory-new-insurer");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("已登记锦恒财险");
    let insurers = desk.office().insurers().unwrap();
    let made = insurers.iter().find(|insurer| insurer.called() == "锦恒财险").unwrap();
    assert_eq!(made.contacts.len(), 1, "the empty second contact is none");
    assert_eq!(
        (made.credit_code.as_str(), made.contacts[0].staff_no.as_str()),
        ("91000000000000000A", "JH-0007")
    );
    assert_eq!(made.checked_on.map(|on| on.to_string()).as_deref(), Some("2026-11-23"));
    desk.presses("登记保险机构").types("机构全称", "锦恒财产保险股份有限公司成都市锦江支公司");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("名录里已有同名的保险机构");
}

#[test]
fn what_was_typed_stays_while_another_entry_is_looked_at() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("名录").presses("安泽财产保险股份有限公司 安泽财险，2 名联系人");
    desk.types("工作地址", "示例路 1 号");
    desk.presses("恒信财产保险股份有限公司 恒信财险，2 名联系人").sees("没保存");
    desk.presses("安泽财产保险股份有限公司 安泽财险，2 名联系人");
    assert_eq!(desk.value("工作地址"), "示例路 1 号");
    desk.presses("放弃改动");
    assert_eq!(desk.value("工作地址"), "示例路 9 号");
}

#[test]
fn a_rule_of_the_directory_opens_at_its_words() {
    let mut desk = Driver::sits_in(OfficeBuilder::shanghai().build());
    desk.opens("名录").presses("安泽财产保险股份有限公司 安泽财险，2 名联系人");
    desk.presses("去掉第 2 位")
        .sees("联系人只有 1 名")
        .presses("依据 沪通知 二(三)")
        .sees("编号 SH-2.3")
        .presses("看原文");
    desk.sees("只读").picture("law-original");
    desk.key(Key::PageDown).key(Key::Escape).does_not_see("只读，上下键翻看");
}

#[test]
fn somebody_new_comes_in_leaves_and_comes_back() {
    let mut desk = directors_desk();
    desk.presses("人员").presses("增加人员");
    for text in ["欧阳䶮", "ouyang", PASSWORD, PASSWORD] {
        desk.types_on(text).key(Key::Enter);
    }
    desk.ticks("鉴定人").picture("directory-new-member");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("已增加使用人欧阳䶮");
    assert!(
        desk.office().staff().unwrap().iter().any(|one| one.login == "ouyang" && one.has(Role::Appraiser))
    );
    desk.presses("停用…").sees("停用欧阳䶮").presses("停用").sees("已停用");
    lock_and_try(&mut desk, "ouyang", PASSWORD);
    desk.sees("登录名或密码不正确");
    desk.types("登录名", "gu").types("密码", PASSWORD).key(Key::Enter);
    desk.opens("名录").presses("人员").presses("欧阳䶮 鉴定人").presses("恢复在岗…");
    let new = "另一棵也是枣树，叶子落光了";
    desk.types("给的新密码", new).types("再输一次给的密码", new);
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("原密码不能再用");
    lock_and_try(&mut desk, "ouyang", new);
    desk.sees("今日");
}

fn lock_and_try(desk: &mut Driver, login: &str, password: &str) {
    desk.key_with(Modifiers::COMMAND, Key::L);
    desk.types("登录名", login).types("密码", password).key(Key::Enter);
}

#[test]
fn the_last_director_cannot_be_undone() {
    let mut desk = directors_desk();
    desk.presses("人员").presses("顾南枝 负责人");
    assert!(!desk.can_press("停用…"));
    desk.ticks("负责人").ticks("前台").key_with(Modifiers::COMMAND, Key::Enter);
    desk.sees("至少要有一名在岗的负责人").picture("directory-last-director");
}

#[test]
fn a_licence_that_ends_soon_is_told_in_the_list_and_in_the_form() {
    let mut desk = directors_desk();
    desk.presses("人员").presses("陆怀瑾 鉴定人、复核人");
    desk.types("执业证有效期至", "2026-12-20")
        .key(Key::Enter)
        .sees("还有 26 日到期，及早申请延续")
        .does_not_see("沪条例")
        .picture("directory-member");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("证件剩 26 日");
    desk.types("执业证有效期至", "2026-11-01").key(Key::Enter).sees("已过有效期");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("证件过期");
}

#[test]
fn the_directory_without_a_mouse() {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut keys = Keyboard::of(Driver::sits_in(office));
    keys.pushes("名录").tabs_to("保险机构，共 2 条，上下键选，Enter 进去改");
    keys.press(Key::ArrowDown).enter().is_in("机构全称");
    keys.tabs_to("工作地址").writes("示例路 12 号").ctrl(Key::Enter).sees("已登记安泽财险");
    keys.pushes("人员").tabs_to("人员，共 5 条，上下键选，Enter 进去改");
    keys.press(Key::End).enter().is_in("姓名");
    keys.pushes("停用…").sees("停用方知遥").pushes("停用").sees("已停用 1 人");
    keys.pushes("增加人员").is_in("姓名").line("欧阳䶮").line("ouyang").line(PASSWORD).writes(PASSWORD);
    keys.pushes("前台").ctrl(Key::Enter).sees("已增加使用人欧阳䶮");
}

#[test]
fn every_save_says_who_changed_what() {
    let mut desk = directors_desk();
    desk.presses("安泽财产保险股份有限公司 安泽财险，2 名联系人").sees("改动记录").sees("登记");
    desk.types("工作地址", "示例路 12 号").presses("今天核对过了").presses("去掉第 2 位");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("已登记安泽财险");
    desk.sees("工作地址由「示例路 9 号」改为「示例路 12 号」").sees("去掉联系人").sees("顾南枝");
    desk.sized(1366.0, 1400.0).picture("directory-history").is_tidy();
    desk.sized(1366.0, 768.0).presses("人员").presses("程以宁 鉴定人").ticks("复核人");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("岗位由「鉴定人」改为「鉴定人、复核人」");
    desk.does_not_see("示例路 12 号");
}

#[test]
fn whoever_is_shut_out_leaves_their_cases_named_and_stands_apart() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
    let number = office.case(case).file.called_short();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("名录").presses("人员").presses("程以宁 鉴定人").does_not_see("已停用 1 人").presses("停用…");
    desk.sees("手上还有 1 件在办").sees(&number).picture("directory-shut-out");
    desk.key(Key::Escape).does_not_see("手上还有").presses("停用…").presses("停用");
    desk.sees("已停用 1 人，做过的记录都留着").picture("directory-former").is_tidy();
    let office = desk.office();
    assert!(office.staff().unwrap().iter().any(|one| one.name.as_str() == "程以宁" && !one.active));
}

#[test]
fn how_long_an_entry_may_lie_is_what_the_institution_chose() {
    let policy = Policy { directory_check_days: 3, ..Policy::default() };
    let mut office = OfficeBuilder::shanghai().policy(policy).at("2026-11-24 09:00").build();
    let mut insurer = office.insurers[0].clone();
    insurer.checked_on = Some(office.clock_day().plus_days(-4));
    let save = directory::Request::SaveInsurer { insurer: Box::new(insurer) };
    office.does(Action::Directory(save));
    let mut desk = Driver::sits_in(office);
    desk.opens("名录").presses("安泽财产保险股份有限公司 安泽财险，2 名联系人");
    desk.sees("已 4 日没有核对").sees("待核对").presses("依据 沪通知 二(三)").sees("编号 SH-2.3c");
}

#[test]
fn the_front_desk_may_look_at_people_and_not_change_them() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("名录").presses("人员").presses("顾南枝 负责人").sees("只能看：人员由负责人或系统管理员改");
}

#[test]
fn nothing_is_cut_in_other_windows() {
    let mut desk = directors_desk();
    desk.presses("安泽财产保险股份有限公司 安泽财险，2 名联系人");
    desk.sized(1366.0, 696.0).is_tidy().picture("directory-696");
    desk.zoomed(1.5).is_tidy().picture("directory-150").zoomed(1.75).is_tidy();
    desk.zoomed(2.0).is_tidy().sees_at_once("机构全称").sees_at_once("保存").picture("directory-200");
    desk.presses("保险机构名单").sees_at_once("安泽财产保险股份有限公司").picture("directory-200-list");
    desk.zoomed(1.0).sized(1920.0, 1080.0).is_tidy().picture("directory-1920");
}
