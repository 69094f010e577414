//! 过程记录 on screen: values and entries while standing, a late one, a correction, pictures, the seal, the signatures.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::DepartureKind;
use appraisal_desk::domain::check_in::Standing;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;

/// An examination that has just begun, the appraiser at the desk, the insurer's witness in the room.
fn examining() -> (TestOffice, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let adder = CaseAdder::unilateral().insurer_comes(Shows::Both).appointed("2026-12-01 14:00");
    let case = adder.until(CaseState::Examining).add(&mut office);
    (office, case)
}

fn values(desk: &Driver, case: CaseId) -> Vec<String> {
    let view = desk.case(case);
    let entries = view.file.current(&view.file.entries);
    entries
        .filter_map(|row| match &row.body.content {
            EntryContent::Measurement(m) => Some(format!("{} {} {}", m.name, m.mode, m.value)),
            _ => None,
        })
        .collect()
}

#[test]
fn digits_and_enter_fill_the_table_and_another_value_is_a_correction() {
    let (office, case) = examining();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case)).sees("身份与部位核对").key(Key::F8).key(Key::F8).sees("关节活动度");
    desk.sees("中立位零度法，单位是度").chooses("量哪个关节", "膝关节").focuses("膝关节屈曲 左 主动");
    for value in ["136", "140", "97", "104", "0", "0", "-8", "-5"] {
        desk.types_on(value).key(Key::Enter);
    }
    assert_eq!(values(&desk, case).len(), 8);
    desk.sees("89°").sees("99°").waits(8).picture("05-measured");
    desk.types("膝关节屈曲 右 主动", "98").key(Key::Enter).sees("原文留着");
    desk.types("更正原因", "读数看错一格").presses("存更正");
    let said = values(&desk, case);
    assert!(said.contains(&"膝关节屈曲 主动 98".to_owned()), "{said:?}");
    assert!(!said.contains(&"膝关节屈曲 主动 97".to_owned()), "{said:?}");
    desk.sees("读数看错一格");
}

#[test]
fn a_late_entry_gives_its_reason_and_keeps_both_times() {
    let (office, case) = examining();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case)).waits(300).key(Key::F8).waits(300);
    desk.key_with(Modifiers::COMMAND, Key::Enter)
        .types("内容", "检查时未见窦道、无渗出")
        .types("发生时间", "1404")
        .sees("补记，晚");
    desk.key_with(Modifiers::COMMAND, Key::Enter);
    assert!(desk.case(case).file.entries.is_empty(), "without a reason it does not count");
    desk.types("补记原因", "当时双手持尺").key_with(Modifiers::COMMAND, Key::Enter);
    let row = desk.case(case).file.entries[0].clone();
    assert_eq!(row.body.late_reason, "当时双手持尺");
    assert!(row.body.happened_at.is_some_and(|then| then < row.at));
    desk.sees("补记 14:04 的事").sees("陆怀瑾补记");
}

#[test]
fn who_is_asked_out_comes_back_and_may_witness_still() {
    let (office, case) = examining();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case))
        .presses("请回避")
        .types("为什么", "检查私密部位")
        .presses("记下请回避");
    desk.sees("起回避，在室外");
    let left = desk.case(case).file.departures.clone();
    assert_eq!(left[0].body.kind, DepartureKind::SteppedOut);
    desk.waits(300).presses("请回来").sees("安泽财险见证");
    let view = desk.case(case);
    let standing: Vec<Standing> = view.present.iter().filter_map(|row| row.standing).collect();
    assert_eq!(standing, [Standing::MayWitness, Standing::MayWitness], "what was signed before still holds");
    assert!(view.present.last().unwrap().row.body.arrived_at > left[0].body.left_at);
}

#[test]
fn pictures_are_covered_and_every_look_is_written_down() {
    let (office, case) = examining();
    let photo = office.folder.join("右膝.png");
    image::load_from_memory(&steps::drawn_card()).unwrap().save(&photo).unwrap();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case)).will_pick(vec![photo]).key(Key::F6).sees("这张照片");
    desk.key(Key::Escape)
        .presses("还有 1 张没放进记录")
        .types("拍的什么", "右膝外侧瘢痕")
        .chooses("私密部位", "不是")
        .presses("放进记录");
    desk.sees("影像 1 件，都已存好，读回核对过").sees("右膝外侧瘢痕 已遮盖，按住空格看");
    let media = desk.case(case).file.media.clone();
    assert_eq!((media.len(), media[0].body.is_private_part), (1, false));
}

/// The record with everything GZ-27 asks for, a late entry and a correction, as in the drawing.
fn filled() -> (TestOffice, CaseId) {
    let (mut office, case) = examining();
    steps::fill_record(&mut office, case);
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    (office, case)
}

#[test]
fn the_record_is_sealed_signed_and_handed_on() {
    let (office, case) = filled();
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case)).key(Key::F8).key(Key::F8).focuses("膝关节屈曲 左 主动");
    for value in ["136", "140", "97", "104", "0", "0", "-8", "-5"] {
        desk.types_on(value).key(Key::Enter);
    }
    desk.waits(500).key_with(Modifiers::COMMAND, Key::Enter).types("内容", "14:06 检查时未见窦道、无渗出");
    desk.types("发生时间", "14:06").types("补记原因", "当时双手持尺").picture("05-composer");
    desk.key_with(Modifiers::COMMAND, Key::Enter).key(Key::Escape);
    desk.types("膝关节屈曲 右 被动", "105")
        .key(Key::Enter)
        .types("更正原因", "读数看错一格")
        .presses("存更正");
    desk.waits(8).picture("05-process-record");
    desk.sized(1366.0, 696.0).sees_at_once("定稿…").picture("05-process-record-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("定稿…").picture("05-process-record-150");
    desk.zoomed(1.75).sees("定稿…").picture("05-process-record-175").zoomed(1.0);
    desk.presses("定稿…").sees("定稿以后只能加更正").presses("定稿").waits(8);
    desk.sees("签齐交出").picture("05-sealed");
    desk.presses("签齐交出").sees("还没有在过程记录上签名").key(Key::Escape);
    for (form, names) in [
        (
            "F-09",
            [("陆怀瑾", "鉴定人"), ("程以宁", "鉴定人"), ("阿不都热合曼·买买提", "保险机构人员")].as_slice(),
        ),
        ("F-07", &[("䶮㛃𬱖", "被鉴定人"), ("阿不都热合曼·买买提", "保险机构人员")]),
        (
            "F-08",
            &[
                ("䶮㛃𬱖", "被鉴定人"),
                ("阿不都热合曼·买买提", "保险机构人员"),
                ("陆怀瑾", "鉴定人"),
                ("程以宁", "鉴定人"),
                ("方知遥", "鉴定人助理"),
            ],
        ),
    ] {
        // The sheet of the licences, left unsigned, keeps the record here like the others (SC-3.2a#2).
        desk.presses("签齐交出").sees("还没有在").key(Key::Escape);
        assert_eq!(desk.case(case).file.state, CaseState::Examining);
        for (name, part) in names {
            desk.presses(&format!("{form} {name} {part} 未签")).presses(&format!("{name} 纸上签"));
            desk.chooses("怎么签的", "本人亲笔签名").presses("记为纸上已签");
        }
    }
    desk.waits(8).picture("05-signed").presses("签齐交出");
    assert_eq!(desk.case(case).file.state, CaseState::Drafting);
    assert_eq!(desk.route(), Route::Case(case));
}

#[test]
fn nothing_is_recorded_before_the_examination_begins() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::OnSite).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::ProcessRecord(case)).sees("还没有开始检验").presses("去亮证");
    assert_eq!(desk.route(), Route::LicenceShowing(case));
}
