//! 设置: what the institution may choose, saved with one button; who may not sees it and why.

use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TestOffice;
use egui::Key;
use egui::Modifiers;

fn directors_desk() -> Driver {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("设置");
    desk
}

#[test]
fn a_number_the_law_leaves_open_is_changed_and_saved_by_keyboard() {
    let mut desk = directors_desk();
    desk.sees("机构设置没有改动").picture("settings");
    assert!(!desk.can_press("保存"));
    desk.types("等候保险机构", "４５").sees("机构设置有改动，还没保存");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("设置已保存").sees("机构设置没有改动");
    assert_eq!(desk.office().institution().unwrap().policy.grace_minutes, 45);
}

#[test]
fn a_mistake_is_told_before_it_is_saved() {
    let mut desk = directors_desk();
    desk.types("自动锁定", "十分钟").sees("写 0 到 120 的整数");
    assert!(!desk.can_press("保存"));
    desk.types("自动锁定", "15")
        .types("编号样式", "{abbr}〔{yyyy}〕临鉴{seq}")
        .sees("某司鉴中心〔2026〕临鉴12");
    desk.types("编号样式", "{abbr}〔{yyyy}〕临鉴").key_with(Modifiers::COMMAND, Key::Enter);
    assert!(desk.office().institution().unwrap().case_no_template.contains("{seq}"), "nothing was saved");
    desk.presses("放弃改动").sees("机构设置没有改动");
    assert_eq!(desk.value("自动锁定"), "10");
}

#[test]
fn premises_come_and_go_with_their_rooms() {
    let mut desk = directors_desk();
    desk.presses("增加一处");
    assert!(!desk.can_press("保存"), "a place without a name");
    // The last of the fields of one name is the new one.
    desk.types("场所名称", "高新场所").types("检查室", "三检室，四检室");
    desk.picture("settings-premises");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("设置已保存");
    let saved = desk.office().institution().unwrap().premises.clone();
    assert_eq!(saved.last().unwrap().rooms, ["三检室", "四检室"]);
    desk.presses(&format!("去掉第 {} 处", saved.len())).key_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.office().institution().unwrap().premises.len(), saved.len() - 1);
}

#[test]
fn whoever_may_not_save_sees_everything_and_why() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("设置").sees("只能看：设置由负责人或系统管理员改").picture("settings-read-only");
    assert!(!desk.can_press("换一张新的恢复单…"));
}

#[test]
fn one_changes_ones_own_password() {
    let office: TestOffice = OfficeBuilder::sichuan().build();
    let mut desk = Driver::sits_in(office);
    let new = "院子里有两棵枣树，另一棵也是";
    desk.opens("设置")
        .types("现在的密码", "不对的密码，很长")
        .types("新密码", new)
        .types("再输一次新密码", new);
    desk.presses("改密码").sees("现在的密码不对，密码没有改");
    desk.types("现在的密码", PASSWORD).presses("改密码").sees("密码已改，下次用新密码打开");
    desk.key_with(Modifiers::COMMAND, Key::L).types_on(new).key(Key::Enter).sees("今日");
}

#[test]
fn a_new_recovery_sheet_is_shown_and_must_be_typed_back() {
    let mut desk = directors_desk();
    desk.presses("换一张新的恢复单…").sees("旧的那张随即作废").presses("换新");
    let key = desk.reads("恢复单字符 ");
    desk.types_on(&key).key(Key::Enter).sees("设置");
    desk.types("恢复单上的字符", &key).presses("核对恢复单").sees("这张恢复单打得开案卷库");
}

#[test]
fn the_office_is_looked_through_and_the_account_is_in_sentences() {
    let mut desk = directors_desk();
    desk.presses("核对案卷库").sees("都对得上").picture("settings-computer");
}

#[test]
fn the_size_of_letters_stays_for_the_next_time() {
    let mut desk = directors_desk();
    desk.chooses("字号", "150 %").settles();
    desk.picture("settings-150");
    let kept = std::fs::read_to_string(desk.place().join("desk.json")).unwrap();
    assert_eq!(kept, "{\"text_percent\":150}");
}

#[test]
fn a_folder_of_pictures_is_chosen_and_left_alone_again() {
    let mut desk = directors_desk();
    let folder = desk.place();
    desk.will_pick(vec![folder.clone()]).presses("选文件夹…").sees("已开始留意这个文件夹");
    desk.sees(&folder.display().to_string());
    desk.presses("不再留意").sees("不再留意文件夹").sees("留意的文件夹 没有");
}

#[test]
fn nothing_is_cut_in_other_windows() {
    let mut desk = directors_desk();
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("settings-696-150");
    desk.zoomed(2.0).sees_at_once("机构全称").sees_at_once("保存").picture("settings-696-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("settings-1920");
}
