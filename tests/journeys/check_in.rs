//! 到场签到 on screen: an insurer's witness with and without papers, a guardian who is not there, somebody unexpected.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Reason;
use appraisal_desk::domain::check_in::Standing;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use std::path::PathBuf;

/// A case whose examination is at 14:00 today, ten minutes before; the subject and the staff are here.
fn before_two(adder: CaseAdder) -> (TestOffice, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let case = adder.appointed("2026-12-01 14:00").until(CaseState::Scheduled).add(&mut office);
    office.at("2026-12-01 13:45");
    steps::subject_arrives(&mut office, case);
    steps::staff_arrives(&mut office, case);
    (office, case)
}

/// A card in a file, as the scanner leaves it.
fn card(office: &TestOffice, name: &str) -> PathBuf {
    let path = office.folder.join(name);
    image::load_from_memory(&steps::drawn_card()).unwrap().save(&path).unwrap();
    path
}

#[test]
fn a_witness_with_both_papers_may_witness_after_signing_the_rules() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let (identity, work) = (card(&office, "身份证.png"), card(&office, "工作证.png"));
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).sees("安泽财险").sees("过时照常鉴定");
    desk.types("姓名", Invented::WITNESS.name).types("部门", "人伤理赔部");
    desk.sees("不得见证").sees("未出示身份证件，到场事实照记，鉴定照常进行");
    desk.picture("04-check-in-no-id-draft");
    desk.will_pick(vec![identity]).key(Key::F6);
    desk.types("证件号", &Invented::WITNESS.number()).sees("校验位对");
    desk.will_pick(vec![work]).key(Key::F6).types("工作证明编号", "AZ-50318");
    desk.sees("证件齐了，念完见证须知、签了名就可以见证");
    desk.ticks("不干扰、不干预鉴定").ticks("未经同意不拍照、录像、录音").ticks("尊重隐私，请回避时立即回避");
    desk.signs("阿不都热合曼·买买提 在此签名《见证须知》").sees("可以见证");
    desk.types("查勘情况反映", "称事故当天已到现场查勘，伤者自述左膝着地");
    desk.presses("签到");
    desk.sees("可以见证").sees("已签").waits(8).picture("04b-check-in-ok");
    desk.sized(1366.0, 696.0).sees_at_once("可以见证").picture("04c-check-in-ok-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).picture("04-check-in-150");
    desk.zoomed(1.75).picture("04-check-in-175").zoomed(1.0).key(Key::F1).sees("规定").key(Key::Escape);
    let view = desk.case(case);
    assert_eq!(view.present.iter().find_map(|row| row.standing), Some(Standing::MayWitness));
    assert_eq!(view.file.witness_rules.len(), 1);
}

#[test]
fn without_an_identity_document_the_arrival_counts_and_the_papers_come_later() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let (identity, work) = (card(&office, "身份证.png"), card(&office, "工作证.png"));
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).types("姓名", "陈䶮").types("工作证明编号", "AZ-2207");
    desk.presses("身份证件 放文件，回车选文件");
    desk.will_pick(vec![work]).presses("工作证明 放文件，回车选文件");
    desk.presses("按不得见证继续")
        .sees("不得见证")
        .sees("到齐，去亮证")
        .waits(8)
        .picture("04-check-in-no-id");
    desk.sized(1366.0, 696.0).sees_at_once("拿到证件随时补验").picture("04c-check-in-696");
    desk.sized(1366.0, 768.0);
    let no_identity = Some(Standing::MayNotWitness(Reason::NoIdentityDocument));
    assert_eq!(desk.case(case).present.iter().find_map(|row| row.standing), no_identity);
    let came = desk.case(case).present.last().unwrap().row.body.arrived_at;
    desk.waits(60).will_pick(vec![identity]).key(Key::F6).sees("证件齐了");
    desk.presses("补验…").sees("到场时间不变").presses("存为新的一版");
    let row = desk.case(case).present.last().unwrap().clone();
    assert_eq!((row.row.body.arrived_at, row.n_versions), (came, 2));
    assert_eq!(row.standing, Some(Standing::MayNotWitness(Reason::RulesNotSigned)));
}

#[test]
fn an_absent_guardian_stops_and_an_absent_insurer_does_not() {
    let (mut office, case) = before_two(CaseAdder::unilateral().of_a_child());
    office.at("2026-12-01 13:58");
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).presses("祁慧 待到 监护人，法定见证人 答复到");
    desk.sees("不得开展").picture("11-guardian-expected");
    desk.presses("记未到场，不得开展…").sees("约定 14:00，时间还没到").key(Key::Escape);
    desk.waits(240).presses("记未到场，不得开展…").types("经过", "电话无人接听").presses("记未到场，改期");
    desk.sees("等待的时间不计入时限").picture("11-guardian-absent");
    desk.presses("到齐，去亮证").sees("法定见证人还没有到场").picture("11-guardian-why").key(Key::Escape);
    desk.presses("安泽财险 待到 保险机构 答复到")
        .presses("记未到场，照常鉴定…")
        .presses("记未到场，照常鉴定");
    desk.sees("没有来，已如实记录，不影响检查").picture("11-insurer-absent");
    assert_eq!(desk.case(case).file.absences.len(), 2);
    assert_eq!(desk.case(case).file.state, CaseState::Scheduled);
}

#[test]
fn somebody_unexpected_is_written_down_and_leaves() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).presses("登记没有预约的人").chooses("身份", "陪同人员");
    desk.types("来人姓名", "罗启明").presses("去核对证件").sees("没有预约的陪同人员");
    desk.types("与被鉴定人关系", "父亲").types("证件号", &crate::support::citizen_number("19600102", "011"));
    desk.ticks("证件已看，与本人一致").presses("签到").sees("身份已核验");
    desk.key(Key::F9).chooses("为什么离场", "结束离场").presses("记离场").sees("已离场");
    let view = desk.case(case);
    let row = view.present.last().unwrap();
    assert!(row.row.body.attendee.person().unwrap().identity.is_some());
    assert!(view.file.has_left(row.row.id));
}

#[test]
fn everybody_is_here_and_the_licences_come_next() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).presses("到齐，去亮证");
    assert_eq!(desk.route(), Route::LicenceShowing(case));
    assert_eq!(desk.case(case).file.state, CaseState::OnSite);
}

#[test]
fn what_was_typed_is_there_after_a_lock() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).types("姓名", "韩琪").waits(2);
    let drafts = desk.office().drafts().unwrap();
    assert!(drafts.iter().any(|draft| draft.body.contains("韩琪")), "{} drafts", drafts.len());
}

/// An insurer's witness with both papers in front of the desk, the rules told, nothing handed in.
fn with_papers() -> (Driver, CaseId) {
    let (office, case) = before_two(CaseAdder::unilateral());
    let (identity, work) = (card(&office, "身份证.png"), card(&office, "工作证.png"));
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).types("姓名", Invented::WITNESS.name);
    desk.will_pick(vec![identity]).key(Key::F6).types("证件号", &Invented::WITNESS.number());
    desk.will_pick(vec![work]).key(Key::F6).types("工作证明编号", "AZ-50318");
    desk.ticks("不干扰、不干预鉴定").ticks("未经同意不拍照、录像、录音").ticks("尊重隐私，请回避时立即回避");
    (desk, case)
}

#[test]
fn the_rules_can_be_signed_on_paper_or_by_fingerprint_before_the_arrival_is_handed_in() {
    let name = Invented::WITNESS.name;
    for (way, wants) in [("本人亲笔签名", "在纸上签了"), ("本人按指印", "在纸上按了指印，程以宁、周晓岚签注")]
    {
        let (mut desk, case) = with_papers();
        desk.sees("证件齐了").presses(&format!("{name} 纸上签")).chooses("怎么签的", way);
        if way.contains("指印") {
            desk.picks("签注的两名工作人员", "cyn").picks("签注的两名工作人员", "zxl");
        }
        desk.presses("记为纸上已签").sees(wants).does_not_see("不得见证").sees("签到时一并存下");
        desk.picture("04-rules-on-paper").presses("签到").waits(8).sees("可以见证").does_not_see("不得见证");
        let rules = desk.case(case).file.witness_rules.clone();
        assert_eq!(rules.len(), 1);
        match (&rules[0].body.manner, way) {
            (Manner::Paper, "本人亲笔签名") => {}
            (Manner::Fingerprint { staff: [first, second] }, _) => {
                assert_eq!((first.as_str(), second.as_str()), ("程以宁", "周晓岚"));
            }
            (other, _) => panic!("signed as {other:?}"),
        }
    }
}

#[test]
fn nobody_is_made_to_sign_on_the_pad_and_another_hand_is_said_with_why() {
    let name = Invented::WITNESS.name;
    let pad = format!("{name} 在此签名《见证须知》");
    let (mut desk, case) = with_papers();
    // The pad is shut: what the mouse does on it is no ink.
    desk.sees("本人同意在屏上签名").scrawls(&pad).does_not_see("重签").picture("04-pad-shut");
    desk.presses(&format!("{name} 纸上签")).chooses("怎么签的", "别人代签，本人同意");
    assert!(!desk.can_press("记为纸上已签"));
    desk.types("代签人", "尤清和").types("本人为什么不能签", "右手打着石膏");
    // Closed by mistake: what was written is there again.
    desk.key(Key::Escape).does_not_see("代签人").presses(&format!("{name} 纸上签"));
    assert_eq!(desk.value("本人为什么不能签"), "右手打着石膏");
    desk.picks("签注的两名工作人员", "cyn").picks("签注的两名工作人员", "zxl").picture("04-another-hand");
    desk.presses("记为纸上已签")
        .sees(&format!("尤清和代{name}签：右手打着石膏，程以宁、周晓岚签注"))
        .presses("签到");
    let rules = desk.case(case).file.witness_rules.clone();
    assert!(matches!(&rules[0].body.manner, Manner::Proxy { by, .. } if by.as_str() == "尤清和"));
}

#[test]
fn who_agreed_to_the_pad_once_is_not_asked_for_the_next_sheet() {
    let name = Invented::WITNESS.name;
    let (mut desk, case) = with_papers();
    desk.signs(&format!("{name} 在此签名《见证须知》")).presses("签到").waits(8);
    let rules = desk.case(case).file.witness_rules.clone();
    assert!(matches!(&rules[0].body.manner, Manner::Pad { agreed: true, .. }));
    desk.sees("到场事实签名").does_not_see("同意在屏上签名");
}

#[test]
fn a_signature_on_paper_can_be_taken_back_and_a_refusal_noted_instead() {
    let name = Invented::WITNESS.name;
    let (mut desk, case) = with_papers();
    desk.presses(&format!("{name} 纸上签")).chooses("怎么签的", "本人亲笔签名").presses("记为纸上已签");
    desk.presses(&format!("{name} 重签")).sees(&format!("{name} 在此签名《见证须知》"));
    desk.sees("证件齐了").presses(&format!("{name} 拒签")).types("本人说的原因", "「要回公司请示」");
    desk.picks("签注的两名工作人员", "zxl").picks("签注的两名工作人员", "cyn").presses("记录拒签");
    desk.sees("拒签：「要回公司请示」").sees("不得见证").presses("签到");
    let view = desk.case(case);
    assert!(matches!(view.file.witness_rules[0].body.manner, Manner::Refused { .. }));
    assert!(view.present.iter().filter_map(|row| row.standing).all(|is| is != Standing::MayWitness));
}

#[test]
fn what_was_drawn_and_ticked_is_there_after_a_kill() {
    let pad = format!("{} 在此签名《见证须知》", Invented::WITNESS.name);
    let (mut desk, case) = with_papers();
    desk.signs(&pad).does_not_see("不得见证").waits(2);
    let front_desk = desk.office().sitting().unwrap().id;
    desk.hands_over(front_desk).does_not_see("不得见证").picture("04-ink-after-a-kill").presses("签到");
    let rules = desk.case(case).file.witness_rules.clone();
    assert_eq!(rules[0].body.rules_told, [true; 3]);
    let Manner::Pad { strokes, .. } = &rules[0].body.manner else { panic!("not drawn") };
    assert_eq!(strokes.len(), 2);
    // Handed in, it is no draft any more.
    let drafts = desk.office().drafts().unwrap();
    assert!(drafts.iter().all(|draft| !draft.key.ends_with("/ink")), "{} drafts", drafts.len());
}

#[test]
fn after_a_signature_the_keyboard_goes_on() {
    let name = Invented::WITNESS.name;
    let (mut desk, case) = with_papers();
    desk.presses("签到");
    desk.ticks("不干扰、不干预鉴定").ticks("未经同意不拍照、录像、录音").ticks("尊重隐私，请回避时立即回避");
    let mut keys = Keyboard::of(desk);
    keys.tabs_to(&format!("{name} 纸上签")).press(Key::Space).answer(1).ctrl(Key::Enter);
    // The sheet comes after the rules, for the same person.
    keys.is_in(&format!("{name} 纸上签")).press(Key::Space).answer(1).ctrl(Key::Enter);
    let others = unsigned(&keys.desk().case(case).file, FormNo::F07).len();
    assert_eq!(others, 4);
    for _other in 0..others {
        let row = keys.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(row.contains(" 已到 "), "the row of the next who has not signed: {row}");
        keys.press(Key::Space);
        let button = keys.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(button.ends_with(" 纸上签"), "{button}");
        keys.press(Key::Space).answer(1).ctrl(Key::Enter);
    }
    keys.is_in("到齐，去亮证");
    assert!(unsigned(&keys.desk().case(case).file, FormNo::F07).is_empty());
}

#[test]
fn filming_needs_both_sides() {
    let (office, case) = before_two(CaseAdder::unilateral());
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::CheckIn(case)).presses("影像许可 第 2 行").chooses("当事人", "同意");
    desk.chooses("机构和鉴定人", "不同意").presses("存下许可").sees("禁止");
    let consents = desk.case(case).file.consents.clone();
    assert_eq!(consents.len(), 1);
    assert_eq!(
        (consents[0].body.party_agrees, consents[0].body.institution_agrees),
        (Some(true), Some(false))
    );
}
