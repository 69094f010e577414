//! 文书模板 on screen: chosen, worded, moved, tried and taken by keyboard; refused where it may not stand.

use super::logo;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::Tray;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::template::HalfMm;
use appraisal_desk::platform::replace_file::replace_file;
use egui::Key;
use egui::Modifiers;

fn directors_desk() -> Driver {
    let mut office = OfficeBuilder::sichuan().printing_into(&Tray::called("前台")).build();
    let director = office.staff.director;
    office.sits(director);
    Driver::sits_in(office)
}

#[test]
fn a_form_is_worded_and_moved_by_keyboard() {
    let mut desk = directors_desk();
    desk.opens("文书模板").sees("选一份文书").picture("template-empty");
    let mut keys = Keyboard::of(desk);
    // The list has the keyboard: down to F-03, Enter into its choices.
    keys.press(Key::ArrowDown).press(Key::ArrowDown).press(Key::ArrowDown).press(Key::ArrowDown);
    keys.sees("可以与保险机构共同委托").sees("程序的用语没有和官方文本逐字核对");
    keys.press(Key::Enter).is_in("第 1 句");
    keys.tabs_to("第 11 句").writes("以上各条我都听明白了，自愿这样选择。");
    keys.sees("有改动，还没保存");
    keys.tabs_to("套打向右").writes("1.5");
    keys.pushes("套打向下 减半毫米");
    keys.desk().picture("template-form");
    keys.ctrl(Key::Enter)
        .sees("F-03《单方委托涉保鉴定注意事项》的措辞和套打已保存")
        .sees("自有措辞、套打、示范稿");
    let look = keys.desk().office().look(FormNo::F03).unwrap();
    assert_eq!(look.form.wording["heard"], "以上各条我都听明白了，自愿这样选择。");
    assert_eq!((look.form.offset.right, look.form.offset.down), (HalfMm(3), HalfMm(-1)));
    keys.pushes("确认用语已核对").sees("顾南枝 2026-11-24 确认用语和官方文本核对过");
    keys.pushes("恢复默认").sees("F-03 已恢复默认");
    assert!(keys.desk().office().look(FormNo::F03).unwrap().form.is_default());
    assert!(keys.n_keys() < 120, "{} keys", keys.n_keys());
    keys.desk().key(Key::Escape);
}

#[test]
fn words_that_may_not_stand_are_told_while_they_are_typed() {
    let mut desk = directors_desk();
    desk.opens("文书模板")
        .presses("F-02 涉保鉴定共同委托书 默认、示范稿")
        .sees("下列各方就同一事项共同委托贵机构鉴定");
    desk.types("第 3 句", "共同委托的，各方完全采信鉴定意见。")
        .sees("川意见 二(一)")
        .picture("template-refused");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("有改动，还没保存");
    assert!(desk.office().look(FormNo::F02).unwrap().form.is_default(), "nothing was saved");
    desk.types("套打向下", "12").sees("最多 5 毫米");
    assert!(!desk.can_press("试印"));
    desk.presses("放弃改动").does_not_see("川意见 二(一)");
}

#[test]
fn logo_seal_and_margins_are_seen_before_they_are_saved() {
    let folder = TempFolder::new();
    let picture = folder.join("标志.png");
    replace_file(&picture, &logo()).unwrap();
    let mut desk = directors_desk();
    desk.opens("文书模板").presses("全部文书 标志、用章位置、页边距").sees("机构标志");
    assert!(!desk.can_press("恢复默认"));
    desk.will_pick(vec![picture]).presses("选图片…").sees("标志.png");
    desk.ticks("印一个浅色圆圈，照着盖章（直径 42 毫米）");
    desk.types("用章向右", "-5").types("左边加宽", "12").sees("要在 -6 到 10 毫米之间");
    assert!(!desk.can_press("保存"));
    desk.types("左边加宽", "5").types("右边加宽", "-3").picture("template-paper");
    desk.key_with(Modifiers::COMMAND, Key::Enter).sees("标志、用章位置、页边距已保存").sees("已经有");
    let look = desk.office().look(FormNo::F14).unwrap();
    assert!(look.logo.is_some() && look.paper.seal.ring && look.paper.margin.left == HalfMm::of_mm(5));
    desk.sized(1366.0, 696.0).picture("template-paper-low");
    desk.sized(1366.0, 768.0).zoomed(1.5).picture("template-paper-150");
    desk.presses("样张").picture("template-sample-150");
}

#[test]
fn a_template_is_tried_and_its_lines_are_told() {
    let folder = TempFolder::new();
    let mut desk = directors_desk();
    desk.opens("文书模板").presses("F-35 鉴定人承诺书 默认、示范稿").sees("现在用程序的模板");
    desk.will_pick(vec![folder.path().to_owned()]).presses("导出模板…").sees("已导出 court_pledge.typ");
    let file = folder.join("court_pledge.typ");
    let text = std::fs::read_to_string(&file).unwrap();
    replace_file(&file, text.replace("f.matter", "f.mater").as_bytes()).unwrap();
    desk.will_pick(vec![file.clone()]).presses("检查并采用…").sees("没有采用").sees("文书内容里没有这个字段");
    desk.waits(10).picture("template-complaints");
    replace_file(&file, text.replace("现承诺如下", "郑重承诺如下").as_bytes()).unwrap();
    desk.will_pick(vec![file]).presses("检查并采用…").sees("已换成本机构的模板").sees("自有模板、示范稿");
    desk.does_not_see("没有采用").presses("改回程序的模板").sees("默认、示范稿");
    desk.presses("试印").sees("试印页已送到打印机");
}

#[test]
fn who_may_not_change_them_sees_them_and_why() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("设置").presses("打开文书模板").sees("选一份文书");
    desk.presses("F-35 鉴定人承诺书 默认、示范稿").sees("只能看：文书模板由负责人或系统管理员改");
    desk.is_tidy().picture("template-only-look");
}
