//! 亮证告知与回避询问 on screen: an appraiser shows and asks, a director decides, the examination begins.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::licence_showing::RecusalAnswer;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::ui::pages::Route;
use egui::Key;

/// A case with everybody here, and the appraiser or another at the desk.
fn on_site(
    sits: impl Fn(crate::support::TestStaff) -> appraisal_desk::domain::ids::UserId,
) -> (Driver, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let adder = CaseAdder::unilateral().insurer_comes(Shows::Both).until(CaseState::OnSite);
    let case = adder.add(&mut office);
    office.sits(sits(office.staff));
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::LicenceShowing(case));
    (desk, case)
}

const DECLARES: &str = "声明与本案无利害关系，没有收受财物、接受请吃，保证客观公正";

#[test]
fn licences_are_shown_the_parties_are_asked_and_the_examination_begins() {
    let (mut desk, case) = on_site(|staff| staff.appraiser);
    desk.sees("川司鉴 510001").sees("阿不都热合曼·买买提").picture("12-licences-before");
    for name in ["陆怀瑾", "程以宁", "方知遥"] {
        desk.ticks(&format!("{name}{DECLARES}")).presses(&format!("{name} 出示证件"));
    }
    desk.sees("已声明无利害关系、廉洁公正").sees("还没有问䶮㛃𬱖是否申请回避");
    desk.chooses("䶮㛃𬱖 是否申请回避", "不申请").sees("不申请回避");
    desk.waits(8)
        .picture("12-licences")
        .sized(1366.0, 696.0)
        .sees_at_once("开始检验")
        .picture("12-licences-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("开始检验").picture("12-licences-150");
    desk.zoomed(1.0).presses("开始检验");
    assert_eq!(desk.route(), Route::ProcessRecord(case));
    assert_eq!(desk.case(case).file.state, CaseState::Examining);
}

#[test]
fn the_front_desk_does_not_show_licences() {
    let (mut desk, case) = on_site(|staff| staff.front_desk);
    desk.presses("陆怀瑾 出示证件").sees("亮证由鉴定人记").key(Key::Escape);
    desk.presses("开始检验").sees("还没有亮证");
    assert!(desk.case(case).file.licences.is_empty());
}

#[test]
fn an_application_waits_for_the_director() {
    let (mut desk, case) = on_site(|staff| staff.appraiser);
    desk.chooses("䶮㛃𬱖 是否申请回避", "申请…").chooses("申请谁回避", "陆怀瑾");
    desk.types("理由", "曾为对方当事人出具意见").presses("记下申请");
    desk.sees("䶮㛃𬱖申请陆怀瑾回避，理由　曾为对方当事人出具意见").picture("12-recusal");
    desk.presses("准予回避…").sees("回避由负责人决定").key(Key::Escape);
    let answers = desk.case(case).file.recusals.clone();
    assert!(matches!(answers[0].body.answer, RecusalAnswer::Applies { .. }));
    let director = desk.case(case).staff.iter().find(|member| member.login == "gu").unwrap().id;
    desk.office().hand_desk_to(director).unwrap();
    desk.opens("今日").goes(Route::LicenceShowing(case));
}

/// The same after everybody has shown a licence, so that the sheet can be signed.
fn shown() -> (Driver, CaseId) {
    let (mut desk, case) = on_site(|staff| staff.appraiser);
    for name in ["陆怀瑾", "程以宁", "方知遥"] {
        desk.ticks(&format!("{name}{DECLARES}")).presses(&format!("{name} 出示证件"));
    }
    (desk, case)
}

#[test]
fn everybody_signs_by_keyboard_one_after_the_other() {
    let (desk, case) = shown();
    let n_signers = unsigned(&desk.case(case).file, FormNo::F08).len();
    let mut keys = Keyboard::of(desk);
    keys.tabs_to("䶮㛃𬱖 纸上签").press(Key::Space).answer(1).ctrl(Key::Enter);
    let before = keys.n_keys();
    for _signer in 1..n_signers {
        let row = keys.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(row.starts_with("F-08 ") && row.ends_with("未签"), "the next who has not signed: {row}");
        keys.press(Key::Space);
        let button = keys.focused().map(|(_, name)| name).unwrap_or_default();
        assert!(button.ends_with(" 纸上签"), "where this person signs: {button}");
        keys.press(Key::Space).answer(1).ctrl(Key::Enter);
    }
    assert_eq!(keys.n_keys() - before, 5 * (n_signers - 1), "five keys for a signature");
    assert!(unsigned(&keys.desk().case(case).file, FormNo::F08).is_empty());
    let after = keys.focused().map(|(_, name)| name);
    assert!(after.is_some_and(|name| !name.is_empty()), "the keyboard goes on after the last one");
}

#[test]
fn what_was_drawn_and_not_stored_is_there_after_another_signed_and_after_a_kill() {
    let (mut desk, case) = shown();
    desk.presses("F-08 䶮㛃𬱖 被鉴定人 未签").signs("䶮㛃𬱖 在此签名《亮证告知与回避询问记录》");
    desk.presses("F-08 陆怀瑾 鉴定人 未签").does_not_see("䶮㛃𬱖 重签");
    desk.presses("F-08 䶮㛃𬱖 被鉴定人 未签").sees("䶮㛃𬱖 重签").waits(2);
    let appraiser = desk.office().sitting().unwrap().id;
    desk.hands_over(appraiser).presses("F-08 䶮㛃𬱖 被鉴定人 未签").sees("䶮㛃𬱖 重签");
    desk.presses("䶮㛃𬱖 存下签名").sees("已签");
    let file = desk.case(case).file.clone();
    let signed = file.signatures.iter().find(|row| row.body.form == FormNo::F08).unwrap();
    let Manner::Pad { strokes, .. } = &signed.body.manner else { panic!("not drawn") };
    assert_eq!(strokes.len(), 2);
    desk.waits(2);
    let drafts = desk.office().drafts().unwrap();
    assert!(drafts.iter().all(|draft| !draft.key.starts_with("signing/")), "{} drafts", drafts.len());
}
