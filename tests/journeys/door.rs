//! The way in: first run, recovery sheet, unlock, forgotten password — by keyboard alone, in every window.

use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use appraisal_desk::domain::institution::Policy;
use egui::Key;
use egui::Modifiers;

/// Types into the field that has the keyboard and goes on.
fn enters(desk: &mut Driver, text: &str) {
    desk.types_on(text).key(Key::Enter);
}

/// The four steps of the first run, as far as the recovery sheet.
fn first_run(desk: &mut Driver) {
    desk.key(Key::Num1).key(Key::Enter);
    for text in ["蜀衡司法鉴定中心", "蜀衡司鉴中心", "510000001", "028-00000000", ""] {
        enters(desk, text);
    }
    desk.key(Key::Space);
    for _category in 0..8 {
        desk.key(Key::Enter);
    }
    desk.key(Key::Num2).key(Key::Enter);
    enters(desk, "锦江场所");
    enters(desk, "检查一室、检查二室");
    for text in ["梁正诚", "liang", PASSWORD, PASSWORD] {
        enters(desk, text);
    }
    desk.key(Key::Enter);
}

#[test]
fn from_an_empty_folder_to_the_board_without_a_mouse() {
    let (office, clock, folder) = OfficeBuilder::sichuan().before_first_run();
    let mut desk = Driver::over(office, clock, folder);
    first_run(&mut desk);
    desk.sees("恢复单").picture("door-recovery");
    let key = desk.reads("恢复单字符 ");
    desk.key(Key::Enter).sees("还没照着输一遍");
    enters(&mut desk, "AAAA BBBB CCCC DDDD EEEE FFFF GGGG HHHH JJJJ");
    desk.sees("恢复密钥输错了");
    desk.picture("door-recovery-mistyped");
    desk.types("照着恢复单输一遍", &key.to_lowercase()).key(Key::Enter);
    desk.sees("今天没有人约好到场").picture("door-open");
}

#[test]
fn what_is_missing_is_said_where_one_stands() {
    let (office, clock, folder) = OfficeBuilder::sichuan().before_first_run();
    let mut desk = Driver::over(office, clock, folder);
    desk.key(Key::Enter).sees("还没选字号").picture("door-1-size");
    desk.key(Key::Num1).key(Key::Enter).sees("机构全称").does_not_see("还没写机构全称");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("还没写机构全称").picture("door-2-institution");
    for text in ["蜀衡司法鉴定中心", "蜀衡司鉴中心", "510000001", "", "{abbr}〔{yyyy}〕{pro}鉴字第{seq}号"]
    {
        enters(&mut desk, text);
    }
    desk.sees("蜀衡司鉴中心〔2026〕临鉴字第12号");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("还没勾业务范围");
}

#[test]
fn a_wrong_password_is_told_beside_the_button_and_the_login_stays() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.key_with(Modifiers::COMMAND, Key::L).sees("打开案卷库").picture("door-unlock");
    assert_eq!(desk.value("登录名"), "zhou");
    assert!(desk.has_keyboard("密码"));
    enters(&mut desk, "不是这个密码，真的不是");
    desk.sees("登录名或密码不正确").picture("door-wrong-password");
    assert!(desk.has_keyboard("密码"), "the keyboard waits in the password");
    assert_eq!((desk.value("登录名").as_str(), desk.value("密码").as_str()), ("zhou", ""));
    enters(&mut desk, PASSWORD);
    desk.sees("今日");
}

#[test]
fn capitals_without_shift_are_told_where_letters_are_hidden() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.key_with(Modifiers::COMMAND, Key::L)
        .types_on("Q")
        .sees("大写锁定好像开着")
        .picture("door-caps-lock");
    desk.types_on("q").does_not_see("大写锁定好像开着");
}

#[test]
fn nothing_personal_stays_on_a_screen_that_locked_itself() {
    let policy = Policy { idle_lock_minutes: 1, ..Policy::default() };
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().policy(policy).build());
    desk.key_with(Modifiers::COMMAND, Key::K).types_on("az").sees("安泽");
    desk.waits(70);
    desk.sees("打开案卷库").does_not_see("安泽").does_not_see("周晓岚");
    assert!(desk.has_keyboard("密码"));
    enters(&mut desk, PASSWORD);
    desk.sees("今日").does_not_see("安泽");
}

#[test]
fn the_sheet_of_paper_opens_when_the_password_is_forgotten() {
    let (office, clock, folder) = OfficeBuilder::sichuan().before_first_run();
    let mut desk = Driver::over(office, clock, folder);
    first_run(&mut desk);
    let key = desk.reads("恢复单字符 ");
    enters(&mut desk, &key);
    desk.key_with(Modifiers::COMMAND, Key::L)
        .presses("忘记密码…")
        .sees("凭恢复单打开")
        .picture("door-forgot");
    enters(&mut desk, &key);
    desk.types("登录名", "liang").key(Key::Enter);
    enters(&mut desk, "新密码");
    enters(&mut desk, "新密码");
    desk.sees("新密码不足 10 个字符");
    desk.types("新密码", "院子里有两棵枣树").types("再输一次新密码", "院子里有两棵枣树").key(Key::Enter);
    desk.sees("新密码不足 10 个字符");
    desk.types("新密码", "院子里有两棵枣树，另一棵也是").key(Key::Enter);
    enters(&mut desk, "院子里有两棵枣树，另一棵也是");
    desk.sees("今天没有人约好到场");
}

#[test]
fn nothing_is_cut_in_small_windows_and_with_large_letters() {
    for (zoom, name) in [(1.0, "100"), (1.5, "150"), (2.0, "200")] {
        let (office, clock, folder) = OfficeBuilder::sichuan().before_first_run();
        let mut desk = Driver::over(office, clock, folder);
        desk.sized(1366.0, 696.0).zoomed(zoom);
        desk.sees("第一次使用").sees_at_once("下一步").is_tidy().picture(&format!("door-1-{name}"));
        desk.key(Key::Num1).key(Key::Enter).zoomed(zoom);
        desk.sees_at_once("机构全称").sees_at_once("下一步").picture(&format!("door-2-{name}"));
        let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
        desk.sized(1366.0, 696.0).zoomed(zoom).key_with(Modifiers::COMMAND, Key::L);
        desk.sees_at_once("打开案卷库")
            .sees_at_once("密码")
            .is_tidy()
            .picture(&format!("door-unlock-{name}"));
    }
}
