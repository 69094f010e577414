//! 个人信息同意、专家咨询、现场提取的同意 on screen, by keyboard: asked one by one, taken back, completed later; and
//! the way out of a finding opens the question it means.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::steps;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::expert_consultation::Adoption;
use appraisal_desk::domain::privacy_consent::ConsentGiver;
use appraisal_desk::domain::step::Place;
use appraisal_desk::domain::step::Step;
use appraisal_desk::services::process_record;
use appraisal_desk::services::request::Action;
use appraisal_desk::ui::pages::Route;
use egui::Key;

#[test]
fn a_child_is_examined_only_after_its_guardian_agreed() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().of_a_child().until(CaseState::Identified).add(&mut office);
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let begin = process_record::Request::Begin { case, steps: Vec::new(), reasons: steps::no_reasons() };
    assert_eq!(office.is_stopped(Action::ProcessRecord(begin)), ["PI-28/29/31#2"]);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::of_place(Place::Privacy, case)).sees("个人信息处理告知").sees("念完一条勾一条");
    assert_eq!(desk.route(), Route::Case(case), "the dialog lies over the case");
    desk.picture("59-privacy-told");
    let mut keys = Keyboard::of(desk);
    for _ in 0..7 {
        keys.press(Key::Space).press(Key::Enter);
    }
    keys.ctrl(Key::Enter).sees("个人信息单独同意").sees("监护人");
    let desk = keys.desk();
    desk.chooses("处理病历、伤情等敏感个人信息", "同意").chooses("向司法鉴定监管平台提供", "不同意");
    assert!(!desk.can_press("存下答复"), "nobody signed");
    desk.chooses("在同意书上签名", "本人亲笔签名").picture("59-privacy-answers");
    desk.sized(1366.0, 696.0).picture("59-privacy-answers-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("存下答复").picture("59-privacy-answers-150");
    desk.zoomed(1.0);
    keys.ctrl(Key::Enter).sees("个人信息的告知和单独同意已记录");
    let view = keys.desk().case(case);
    let row = &view.file.privacy_consents[0].body;
    assert!(matches!(&row.given_by, ConsentGiver::Guardian { person: Some(_), .. }) && row.is_given());
    assert!(!view.findings(Step::BeginExamination).stops());

    let desk = keys.desk();
    desk.presses("更多").presses("个人信息同意…").sees("敏感个人信息同意").picture("59-privacy-kept");
    desk.presses("祁一诺撤回同意").chooses("撤回什么", "敏感个人信息的单独同意");
    desk.types("谁撤回", "祁慧").types("撤回的日期", "今").types("怎样答复的", "不再检验，已有的依法保存");
    desk.picture("59-privacy-withdrawn").presses("记下撤回").sees("已撤回敏感个人信息的单独同意");
    let stops = desk.case(case).findings(Step::BeginExamination);
    assert!(stops.stopping().any(|finding| finding.rule.0 == "PI-28/29/31"));
}

#[test]
fn an_expert_is_asked_and_the_answer_waits_for_signature_and_adoption() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Case(case)).sees("意见书还没有拟稿").is_tidy().picture("62-checklist");
    desk.goes(Route::Today).goes(Route::of_place(Place::Experts, case));
    desk.types("专家", "示例专家").types("单位", "示例医院").types("专业", "骨科").types("职称", "主任医师");
    desk.types("咨询的问题", "半月板损伤是不是陈旧的").picture("60-expert-asked");
    let mut keys = Keyboard::of(desk);
    keys.ctrl(Key::Enter).sees("咨询已登记，等专家答复");
    assert!(keys.desk().case(case).findings(Step::SubmitOpinion).stopping().any(|f| f.rule.0 == "GZ-33"));
    let desk = keys.desk();
    desk.presses("更多").presses("专家咨询…").sees("还没有答复").presses("补记第 1 次咨询");
    desk.types("专家的意见", "影像像新近损伤").chooses("采纳情况", "采纳");
    assert!(!desk.can_press("存下咨询"), "why it was adopted is not written");
    desk.types("采纳或不采纳的理由", "与检验所见一致").ticks("专家已在意见上签名，原件随卷");
    desk.picture("60-expert-answered");
    keys.ctrl(Key::Enter).sees("专家咨询已登记");
    let view = keys.desk().case(case);
    let row = view.file.current(&view.file.consultations).last().unwrap();
    assert_eq!((row.body.adoption, row.body.is_signed()), (Some(Adoption::Adopted), true));
    assert!(!view.findings(Step::SubmitOpinion).stopping().any(|finding| finding.rule.0 == "GZ-33"));
    let desk = keys.desk();
    desk.presses("更多").presses("专家咨询…").sees("采纳：与检验所见一致").picture("60-expert-kept");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("再咨询一次").picture("60-expert-kept-150");
}

#[test]
fn a_collection_on_site_is_set_only_with_the_clients_consent() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::of_place(Place::Schedule, case)).types("日期", "明天").types("时间", "1400");
    desk.chooses("执业场所", "本部").chooses("不在场所内（须负责人批准）", "现场提取鉴定材料");
    desk.types("场所外的事由", "车辆停在事故停车场").picture("61-collection");
    desk.presses("排定");
    assert!(desk.case(case).file.appointment().is_none(), "GZ-24#2 stops");
    desk.types("同意提取的委托人", "䶮㛃𬱖").types("同意的日期", "今").presses("排定");
    let outside = desk.case(case).file.appointment().and_then(|one| one.outside.clone());
    assert!(outside.is_some_and(|outside| outside.consent.is_some()));
}

#[test]
fn a_way_out_opens_the_question_it_means() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    for (place, title) in [
        (Place::Recusal, "回避申请"),
        (Place::Termination, "终止鉴定"),
        (Place::MaterialReturn, "退还材料"),
        (Place::Privacy, "个人信息处理告知"),
    ] {
        desk.goes(Route::Today).goes(Route::of_place(place, case)).sees(title);
        assert_eq!(desk.route(), Route::Case(case));
        desk.key(Key::Escape);
    }
}
