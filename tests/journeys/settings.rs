//! 设置: what the institution may choose, saved with one button; who may not sees it and why.

use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TestOffice;
use appraisal_desk::domain::archiving::VolumeOrder;
use appraisal_desk::domain::archiving::VolumePart;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::settings;
use appraisal_desk::services::watch::Watch;
use egui::Key;
use egui::Modifiers;
use std::sync::Arc;

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
fn what_was_chosen_goes_back_to_what_is_usual() {
    let mut desk = directors_desk();
    assert!(!desk.can_press("恢复默认"));
    desk.types("名录核对", "30").types("证件到期提醒", "10").sees("写 30 到 365 的整数");
    assert!(!desk.can_press("保存"));
    desk.picture("settings-policy")
        .types("证件到期提醒", "45")
        .key_with(Modifiers::COMMAND, Key::Enter)
        .sees("设置已保存");
    let policy = desk.office().institution().unwrap().policy;
    assert_eq!((policy.directory_check_days, policy.licence_reminder_days), (30, 45));
    desk.presses("恢复默认").sees("机构设置有改动，还没保存");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("机构设置没有改动");
    assert_eq!(desk.office().institution().unwrap().policy, Policy::default());
}

#[test]
fn a_licence_near_its_end_is_told_with_its_article_where_it_binds() {
    for (builder, said) in [
        (OfficeBuilder::shanghai(), "延续申请已晚"),
        (OfficeBuilder::sichuan(), "还有 26 日到期，及早申请延续"),
    ] {
        let mut office = builder.at("2026-11-24 09:00").build();
        let director = office.staff.director;
        office.sits(director);
        let binds = office.office.institution().unwrap().jurisdiction == Jurisdiction::Shanghai;
        let mut desk = Driver::sits_in(office);
        desk.opens("设置").types("许可证有效期至", "2026-12-20").key(Key::Enter).sees(said);
        if binds {
            desk.presses("依据 沪条例 14 条").sees("编号 TL-14#2").presses("看原文").sees("只读，上下键翻看");
            desk.key(Key::Escape);
            desk.types("许可证有效期至", "2027-01-15").key(Key::Enter).sees("12月16日前要申请延续");
        } else {
            desk.does_not_see("沪条例");
        }
        desk.types("许可证有效期至", "2026-11-01").key(Key::Enter).sees("已过有效期");
        desk.types("许可证有效期至", "2031-12-20").key(Key::Enter).sees("在有效期内");
        desk.is_tidy();
    }
}

#[test]
fn only_licensed_places_are_named_with_the_article_of_the_province() {
    let mut office = OfficeBuilder::shanghai().build();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("设置").presses("去看执业场所").presses("依据 沪通知 一(二)").sees("编号 SH-1.2f");
    let mut desk = directors_desk();
    desk.presses("依据 川意见 二(三)").sees("编号 SC-2.3d");
}

#[test]
fn a_verification_can_be_stopped_and_does_not_count_then() {
    let mut office = OfficeBuilder::sichuan().build();
    let watch = Arc::new(Watch::default());
    watch.stop();
    let ask = settings::Request::Verify { watch: Arc::clone(&watch) };
    let Outcome::Verified(found) = office.does(Action::Settings(ask)) else { panic!("no account") };
    assert!(found.report.was_stopped && !found.report.is_sound());
    let (n_done, n_all) = watch.progress();
    assert!(n_done == 1 && n_all > 5, "{n_done} of {n_all}");
    // Nothing was written down: a whole verification finds as many entries as the stopped one announced.
    let whole = settings::Request::Verify { watch: Arc::new(Watch::default()) };
    let Outcome::Verified(found) = office.does(Action::Settings(whole)) else { panic!("no account") };
    assert!(found.report.is_sound());
    assert_eq!(found.report.n_entries + found.report.n_objects, n_all);
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
fn a_verification_under_way_shows_how_far_it_is_and_stops_when_told() {
    let mut desk = directors_desk();
    desk.office_is_slow(true).presses("核对案卷库").sees("正在核对案卷库，第 ").picture("settings-verifying");
    desk.presses("停下").sees("正在停下");
    desk.office_is_slow(false).sees("都对得上").does_not_see("正在核对案卷库");
}

#[test]
fn settings_without_a_mouse() {
    let mut office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    office.sits(director);
    let mut keys = Keyboard::of(Driver::sits_in(office));
    keys.pushes("设置").tabs_to("补记").writes("8").ctrl(Key::Enter);
    keys.sees("设置已保存");
    assert_eq!(keys.office().institution().unwrap().policy.late_entry_minutes, 8);
    keys.tabs_to("现在的密码").line(PASSWORD).line("院子里有两棵枣树，另一棵也是");
    keys.writes("院子里有两棵枣树，另一棵也是").pushes("改密码").sees("密码已改，下次用新密码打开");
    keys.pushes("核对案卷库").sees("都对得上");
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
    desk.sized(1366.0, 696.0).is_tidy().picture("settings-696");
    desk.zoomed(1.5).is_tidy().picture("settings-696-150").zoomed(1.75).is_tidy();
    desk.zoomed(2.0).is_tidy().sees_at_once("机构全称").sees_at_once("保存").picture("settings-696-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).is_tidy().picture("settings-1920");
}

#[test]
fn the_order_of_a_volume_is_arranged_by_keyboard() {
    const LIST: &str = "案卷次序，上下键选，Alt 加上下键移动";
    let mut keys = Keyboard::of(directors_desk());
    keys.tabs_to(LIST).press(Key::End).press(Key::ArrowUp);
    // 补正、出庭、异议 goes before 收费凭据.
    keys.desk().key_with(Modifiers::ALT, Key::ArrowUp);
    keys.sees("机构设置有改动，还没保存");
    keys.press(Key::Home).desk().key_with(Modifiers::ALT, Key::ArrowDown).picture("settings-volume");
    keys.is_in(LIST);
    keys.desk().key_with(Modifiers::COMMAND, Key::Enter).sees("机构设置没有改动");
    let order = keys.desk().office().institution().unwrap().volume_order.movable().to_vec();
    assert_eq!(order[..2], [VolumePart::Notices, VolumePart::Commission]);
    assert_eq!(order[12..], [VolumePart::Corrections, VolumePart::Fees, VolumePart::Interference]);
    // The buttons do the same to the chosen line, and everything goes back at once.
    keys.tabs_to("上移").press(Key::Space).pushes("恢复默认次序");
    keys.desk().key_with(Modifiers::COMMAND, Key::Enter).sees("机构设置没有改动");
    let order = keys.desk().office().institution().unwrap().volume_order.clone();
    assert_eq!(order, VolumeOrder::default());
    for (width, height, zoom) in [(1366.0, 696.0, 1.0), (1366.0, 768.0, 1.5)] {
        keys.desk().sized(width, height).zoomed(zoom);
        keys.tabs_to(LIST).desk().is_tidy().picture(&format!("settings-volume-{height}"));
    }
}
