//! 受理: from somebody at the desk to a commission in force.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::law::Pack;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::domain::reception::InsuranceUse;
use appraisal_desk::domain::review::BARS;
use appraisal_desk::domain::review::ConflictAnswer;
use appraisal_desk::domain::review::DuplicateSearch;
use appraisal_desk::domain::review::RejectReason;
use appraisal_desk::domain::review::Review;
use appraisal_desk::domain::risk_notice::points;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::review;
use appraisal_desk::services::worker;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;

/// Writes down a party who commissions alone, in the order of the sheet.
fn writes_reception(desk: &mut Driver) {
    let who = Invented::SUBJECT;
    desk.chooses("委托方式", "当事人单方")
        .chooses("委托人是", "受害人")
        .types("委托人姓名", who.name)
        .types("委托人证件号码", &who.number())
        .types("委托人电话", who.phone)
        .presses("核对委托人的证件")
        .chooses("被鉴定人是", "委托人本人")
        .picks("鉴定专业", "fylc")
        .types("委托事项", "右踝骨折致残程度鉴定")
        .chooses("鉴定用途", "保险理赔")
        .chooses("用于保险理赔", "是")
        .chooses("是否重新鉴定", "不是")
        .types("适用标准", "人体损伤致残程度分级")
        .types("基本案情", "2026年5月交通事故，右踝骨折，经手术治疗")
        .picks("相关保险机构", "azcx")
        .types("险种", "交强险")
        .types("预计费用", "2600")
        .ticks("收费标准和金额已告知委托人");
}

/// Reads the ten points aloud, ticking each.
fn tells_everything(desk: &mut Driver, pack: Pack) {
    for (at, words) in points(pack, "人体损伤致残程度分级").iter().enumerate() {
        desk.ticks(&format!("{} {words}", at + 1));
    }
}

/// The only case of the office.
fn only_case(desk: &Driver) -> CaseId {
    match worker::answer(&mut desk.office(), Ask::Look(Look::Today)).unwrap() {
        Outcome::Today(today) => today.intakes[0].case,
        other => panic!("not today: {other:?}"),
    }
}

fn pad(name: &str, sheet: &str) -> String {
    format!("{name} 在此签名《{sheet}》")
}

#[test]
fn a_party_is_taken_in_alone_from_the_first_word_to_an_agreement_in_force() {
    let office = OfficeBuilder::sichuan().build();
    let director = office.staff.director;
    let mut desk = Driver::sits_in(office);
    desk.opens("受理");
    assert!(!desk.can_press("下一步：告知"));
    writes_reception(&mut desk);
    desk.picture("intake-journey-1").presses("下一步：告知");
    let case = only_case(&desk);
    let file = desk.case(case).file.clone();
    assert_eq!(file.state, CaseState::Received);
    assert_eq!(file.intake.mode, Some(CommissionMode::UnilateralParty));
    assert_eq!(file.intake.subject.name.as_str(), Invented::SUBJECT.name);
    assert_eq!(file.intake.subject.id, file.intake.clients[0].person.id);
    assert_eq!(file.intake.insurers[0].cover, "交强险");
    assert_eq!(file.intake.fee.amount_fen, Some(260_000));

    desk.sees("单方委托涉保鉴定注意事项").sees("十条都还没告知");
    assert!(!desk.can_press("下一步：材料"));
    tells_everything(&mut desk, Pack::Sichuan);
    desk.chooses("当事人选择", "坚持单方委托").sees("委托人还没签名").picture("intake-journey-2-unsigned");
    desk.signs(&pad(Invented::SUBJECT.name, "单方委托涉保鉴定注意事项")).picture("intake-journey-2-signed");
    desk.presses("下一步：材料").sees("材料清单");
    let file = desk.case(case).file.clone();
    let notice = file.risk_notice().unwrap();
    assert_eq!(notice.points_told.len(), 10);
    assert!(matches!(notice.signature, Some(Manner::Pad { .. })));

    registers(&mut desk, "出院记录");
    assert_eq!(desk.case(case).file.materials.len(), 1);
    registers(&mut desk, "CT 片");
    assert_eq!(desk.case(case).file.materials.len(), 2);
    desk.picture("intake-journey-3").presses("下一步：审查").sees("能不能受理");
    reviews(&mut desk);
    desk.picture("intake-journey-4").presses("下一步：受理").sees("受理由负责人决定");

    desk.hands_over(director).picks("鉴定人", "lhj").picks("鉴定人", "cyn").picks("鉴定人助理", "fzy");
    desk.picture("intake-journey-5-assign").presses("记下指派").sees("陆怀瑾的回避四问");
    for name in ["陆怀瑾", "程以宁"] {
        declares(&mut desk, name);
    }
    desk.picture("intake-journey-5-declared").presses("受理").sees("已决定受理");
    desk.signs(&pad(Invented::SUBJECT.name, "司法鉴定委托书")).types("机构签名人", "顾南枝");
    desk.picture("intake-journey-5-signed").presses("委托书生效");
    let file = desk.case(case).file.clone();
    assert_eq!(file.state, CaseState::Accepted);
    assert_eq!(file.effective_on(), Some(desk.today()));
    assert_eq!(desk.route(), Route::Case(case));
}

/// Writes one item and registers it with Enter in the last field.
fn registers(desk: &mut Driver, name: &str) {
    desk.types("材料名称", name)
        .types("种类", "病历")
        .types("数量", "1 份")
        .types("性状", "纸质")
        .types("保存状况", "完好")
        .chooses("原件还是复印件", "复印件")
        .focuses("提交人")
        .key(Key::Enter);
}

fn reviews(desk: &mut Driver) {
    for question in ["属于本机构业务范围", "鉴定用途合法", "材料能够满足鉴定需要"] {
        desk.chooses(question, "是");
    }
    for bar in BARS {
        desk.chooses(bar, "没有");
    }
    desk.chooses("委托人声明没有就同一事项另行委托", "声明了")
        .chooses("本机构与保险机构、当事人有没有利害关系", "没有");
}

fn declares(desk: &mut Driver, name: &str) {
    use appraisal_desk::domain::review::CONFLICT_QUESTIONS;
    // Both appraisers answer the same questions; the one who is asked stands last until the answers are kept.
    for question in CONFLICT_QUESTIONS {
        desk.chooses_within(&format!("{name}的回避四问"), question, "否");
    }
    desk.presses(&format!("记下{name}的申报"));
}

#[test]
fn a_draft_survives_a_kill_and_two_visitors_are_served_in_turns() {
    let office = OfficeBuilder::sichuan().build();
    let clerk = office.staff.front_desk;
    let mut desk = Driver::sits_in(office);
    desk.opens("受理").types("委托人姓名", "韩秀珍").types("基本案情", "门诊病历写着摔伤").waits(2);
    desk.key(Key::F2).types("委托人姓名", Invented::WITNESS.name).waits(2);
    desk.sees("草稿已保存");
    // Another desk object over the same office is what remains after a kill.
    desk.hands_over(clerk);
    desk.sees("韩秀珍").presses("韩秀珍 接待");
    assert_eq!(desk.value("委托人姓名"), "韩秀珍");
    assert_eq!(desk.value("基本案情"), "门诊病历写着摔伤");
    desk.key_with(Modifiers::COMMAND, Key::Tab);
    assert_eq!(desk.value("委托人姓名"), Invented::WITNESS.name);
}

#[test]
fn a_sheet_that_leads_nowhere_is_thrown_away_after_asking() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").types("委托人姓名", "韩秀珍").waits(2).presses("不登记了…").sees("不登记韩秀珍了");
    desk.key(Key::Escape);
    assert_eq!(desk.value("委托人姓名"), "韩秀珍", "Esc keeps the text");
    desk.presses("不登记了…").presses("扔掉草稿");
    assert_eq!(desk.value("委托人姓名"), "");
}

#[test]
fn a_child_brings_up_the_guardian_with_the_article() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    let (mother, child) = (Invented::MOTHER, Invented::CHILD);
    desk.opens("受理").chooses("委托方式", "当事人单方").chooses("委托人是", "投保人");
    desk.types("委托人姓名", mother.name).types("委托人证件号码", &mother.number());
    desk.chooses("被鉴定人是", "另有其人").types("委托人与被鉴定人的关系", "母亲");
    desk.does_not_see("要到场见证");
    desk.types("被鉴定人姓名", child.name).types("被鉴定人证件号码", &child.number());
    desk.sees("被鉴定人 11 岁").sees("通则 25 条").sees("监护人、近亲属还没有登记");
    desk.presses("就是委托人祁慧").picture("intake-child");
    assert_eq!(desk.value("监护人姓名"), mother.name);
    desk.does_not_see("监护人、近亲属还没有登记");
}

#[test]
fn a_refused_signature_needs_a_reason_and_two_of_the_staff() {
    let mut office = OfficeBuilder::shanghai().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Notice });
    tells_everything(&mut desk, Pack::Shanghai);
    desk.chooses("当事人选择", "坚持单方委托").chooses("是否认可保险机构到场见证", "不认可");
    desk.presses("委托人拒签").sees("䶮㛃𬱖 拒签《单方委托涉保鉴定注意事项》");
    assert!(!desk.can_press("记录拒签"), "no reason and one of the staff");
    desk.types("本人说的原因", "我先看看，不想签").picks("签注的两名工作人员", "lhj");
    desk.picture("intake-refusal").key_with(Modifiers::COMMAND, Key::Enter).sees("拒签，周晓岚、陆怀瑾签注");
    desk.picture("intake-refused").presses("下一步：材料");
    let file = desk.case(case).file.clone();
    let notice = file.risk_notice().unwrap();
    assert!(
        matches!(&notice.signature, Some(Manner::Refused { reason, .. }) if reason == "我先看看，不想签")
    );
    assert_eq!(notice.accepts_insurer, Some(false));
}

#[test]
fn a_party_that_switches_to_a_joint_commission_is_led_to_the_letter() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Notice });
    tells_everything(&mut desk, Pack::Sichuan);
    desk.chooses("当事人选择", "同意转共同委托");
    desk.signs(&pad(Invented::SUBJECT.name, "单方委托涉保鉴定注意事项")).presses("下一步：材料");
    assert_eq!(desk.case(case).file.intake.mode, Some(CommissionMode::Joint));
    desk.sees("收到共同委托书").chooses("收到的是", "原件").chooses("怎么来的", "当事人携至");
    desk.types("出具日期", "1123").types("出具的保险机构", "安泽财产保险股份有限公司");
    desk.types("经办人", Invented::HANDLER.name).chooses("参与方式", "书面委托，不到场");
    desk.ticks("印章与保险机构名称一致，核对过").picture("intake-letter").presses("下一步：材料");
    let file = desk.case(case).file.clone();
    assert!(file.joint_letter().unwrap().is_original);
    assert_eq!(file.intake.clients.len(), 2, "the insurer of the letter commissions too");
    desk.sees("材料清单");
}

#[test]
fn a_refusal_for_being_unilateral_is_stopped_while_it_is_typed() {
    let mut office = OfficeBuilder::shanghai().build();
    let case = CaseAdder::unilateral().until(CaseState::Reviewing).add(&mut office);
    let director = office.staff.director;
    let mut desk = Driver::sits_in(office);
    desk.hands_over(director).goes(Route::Intake { case: Some(case), step: IntakeStep::Acceptance });
    desk.presses("不予受理…").chooses("通则 15 条的哪一项", BARS[1]);
    desk.types("事实", "因为是单方委托，保险公司没有来").sees("单方委托不是不予受理的理由").sees("沪通知");
    desk.picture("intake-reject-stopped");
    desk.types("事实", "送检 CT 片仅有复印件，骨折线无法辨认").does_not_see("单方委托不是不予受理的理由");
}

#[test]
fn the_answer_about_the_insurance_can_be_given_on_the_notice_itself() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Notice });
    desk.chooses("用于保险理赔", "不确定");
    assert_eq!(desk.case(case).file.intake.insurance, Some(InsuranceUse::Undetermined));
}

/// A way of commissioning, and the case that has it.
type Mode = (&'static str, fn() -> CaseAdder);

/// An office with one case received and one under review, for pictures.
fn shown(mode: fn() -> CaseAdder, office: &mut TestOffice) -> [(CaseId, IntakeStep); 5] {
    let received = mode().until(CaseState::Received).add(office);
    let reviewing = mode().subject(Invented::MOTHER).until(CaseState::Reviewing).add(office);
    [
        (received, IntakeStep::Reception),
        (received, IntakeStep::Notice),
        (reviewing, IntakeStep::Materials),
        (reviewing, IntakeStep::Review),
        (reviewing, IntakeStep::Acceptance),
    ]
}

#[test]
fn every_step_has_its_decision_in_sight_at_every_size() {
    let modes: [Mode; 2] = [("unilateral", CaseAdder::unilateral), ("joint", CaseAdder::joint)];
    let buttons = ["下一步：告知", "下一步：材料", "下一步：审查", "下一步：受理", "受理"];
    for (mode, adder) in modes {
        for (pack, builder) in [("sc", OfficeBuilder::sichuan()), ("sh", OfficeBuilder::shanghai())] {
            let mut office = builder.build();
            let shots = shown(adder, &mut office);
            let mut desk = Driver::sits_in(office);
            for (size, [width, height], zoom) in
                [("768", [1366.0, 768.0], 1.0), ("696", [1366.0, 696.0], 1.0), ("150", [1366.0, 768.0], 1.5)]
            {
                desk.sized(width, height).zoomed(zoom);
                for (n, (case, step)) in shots.iter().enumerate() {
                    desk.goes(Route::Intake { case: Some(*case), step: *step }).sees_at_once(buttons[n]);
                    desk.picture(&format!("intake-{mode}-{pack}-{size}-{}", n + 1));
                }
                desk.zoomed(1.0);
            }
        }
    }
}

#[test]
fn nothing_is_cut_at_twice_the_text_size() {
    let mut office = OfficeBuilder::sichuan().build();
    let shots = shown(CaseAdder::joint, &mut office);
    let mut desk = Driver::sits_in(office);
    desk.sized(1920.0, 1080.0);
    for (n, (case, step)) in shots.iter().enumerate() {
        desk.goes(Route::Intake { case: Some(*case), step: *step });
        desk.picture(&format!("intake-joint-sc-wide-{}", n + 1));
    }
    desk.sized(1366.0, 768.0);
    for (size, zoom) in [("175", 1.75), ("200", 2.0)] {
        desk.zoomed(zoom);
        for (n, (case, step)) in shots.iter().enumerate() {
            desk.goes(Route::Intake { case: Some(*case), step: *step });
            desk.picture(&format!("intake-joint-sc-{size}-{}", n + 1));
        }
        desk.zoomed(1.0);
    }
}

#[test]
fn the_page_opens_on_a_fresh_sheet_with_the_keyboard_in_its_first_field() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").picture("intake-1-fresh");
    assert!(desk.has_keyboard("收到委托日"));
}

#[test]
fn the_reception_can_be_filled_without_the_mouse() {
    let who = Invented::SUBJECT;
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").key(Key::Enter).key(Key::Enter);
    assert!(desk.has_keyboard("委托方式"), "the locked premises are passed over");
    desk.key(Key::Num1).key(Key::Enter).key(Key::Num1).key(Key::Enter);
    desk.types_on(who.name).key(Key::Enter).key(Key::Enter).types_on(&who.number()).key(Key::Enter);
    assert!(desk.has_keyboard("核对委托人的证件"));
    desk.key(Key::Space).sees("已核对").key(Key::Enter);
    desk.types_on(who.phone).key(Key::Enter).types_on("示例路 8 号").key(Key::Enter);
    assert!(desk.has_keyboard("被鉴定人是"));
    desk.key(Key::Num1).sees("䶮㛃𬱖（委托人本人）").picture("intake-by-keyboard");
    desk.key_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.case(only_case(&desk)).file.state, CaseState::Received);
}

#[test]
fn an_item_is_corrected_with_its_reason_and_disputed_by_one_side() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::joint().until(CaseState::Reviewing).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Materials });
    desk.presses("材料清单 第 2 行").picture("intake-item-chosen").presses("保险机构有异议…");
    desk.types("异议的理由", "片子上没有姓名").presses("记下异议").sees("保险机构异议").sees("锁住不用");
    desk.picture("intake-item-disputed").presses("更正CT 片");
    desk.types("材料名称", "CT 片（左膝，2026-05-12 摄）")
        .types("更正原因", "漏写部位和日期")
        .key(Key::Enter);
    let file = desk.case(case).file.clone();
    assert_eq!(file.current(&file.materials).count(), 2);
    assert_eq!(file.materials.len(), 3, "the former row stays");
    desk.sees("待双方确认").picture("intake-item-corrected");
}

#[test]
fn the_rules_open_over_the_page_where_there_is_no_room_beside_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.zoomed(1.5).goes(Route::Intake { case: Some(case), step: IntakeStep::Notice });
    desk.does_not_see("正在起作用的规定").key(Key::F1).sees("正在起作用的规定").picture("intake-rules-over");
    desk.key(Key::Escape).does_not_see("正在起作用的规定");
}

#[test]
fn why_the_button_is_grey_leads_to_the_field() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Notice });
    desk.presses("为什么不能点").sees("现在还不能去登记材料").picture("intake-why").key(Key::Enter);
    assert!(desk.has_keyboard("1 可以与保险机构共同委托，已给联系人和办法"));
}

#[test]
fn a_late_refusal_asks_for_its_reason_and_keeps_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Reviewing).add(&mut office);
    let mut bars = [Some(false); 7];
    bars[0] = Some(true);
    let review = Review {
        in_scope: Some(false),
        purpose_lawful: Some(true),
        materials_sufficient: Some(true),
        bars,
        duplicate_search: Some(DuplicateSearch { found: Vec::new(), client_denies: true }),
        institution_conflict: Some(ConflictAnswer::None),
        reviewer: PersonName::default(),
        note: String::new(),
    };
    office.does(Action::Review(review::Request::Save { case, review: Box::new(review) }));
    office.at("2026-12-21 10:00");
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Acceptance }).presses("不予受理…");
    desk.chooses("通则 15 条的哪一项", RejectReason::ALL[0].label())
        .types("事实", "委托事项是文书鉴定，本机构没有这项业务");
    desk.sees("已经过了").sized(1366.0, 696.0).picture("intake-refusal-late-696").zoomed(1.5);
    desk.sees("不予受理").picture("intake-refusal-late-150").zoomed(1.0).sized(1366.0, 768.0);
    desk.presses("不予受理").sees("每一条的理由").key(Key::Escape);
    assert_eq!(desk.case(case).file.state, CaseState::Reviewing);
    desk.types("理由", "与委托人协商补充材料，延至今日").presses("不予受理");
    let file = desk.case(case).file.clone();
    assert_eq!(file.state, CaseState::Rejected);
    let kept: Vec<(&str, &str)> =
        file.exceptions.iter().map(|row| (row.body.rule.as_str(), row.body.reason.as_str())).collect();
    assert_eq!(kept, [("GZ-13#2", "与委托人协商补充材料，延至今日")]);
}

#[test]
fn the_sidebar_goes_on_with_whoever_was_served_last() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let front_desk = office.staff.front_desk;
    let mut desk = Driver::sits_in(office);
    desk.presses("受理 1").sees("新来访");
    assert_eq!(desk.route(), Route::Intake { case: None, step: IntakeStep::Reception });
    desk.chooses("委托方式", "当事人单方").types("委托人姓名", "覃䶮").waits(2);
    // A sheet that was begun.
    desk.presses("今日").presses("受理 1");
    assert_eq!(desk.value("委托人姓名"), "覃䶮");
    // A case in the middle of its intake.
    desk.goes(Route::Intake { case: Some(case), step: IntakeStep::Notice }).presses("案件").presses("受理 1");
    assert_eq!(desk.route(), Route::Intake { case: Some(case), step: IntakeStep::Notice });
    desk.sees("覃䶮 接待").key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(desk.route(), Route::Cases, "the way back is the way that was come");
    // Somebody else sits down: what was kept last.
    desk.hands_over(front_desk).presses("受理 1");
    assert_eq!(desk.value("委托人姓名"), "覃䶮");
    desk.key(Key::F2).sees("新来访");
}

#[test]
fn a_document_that_was_looked_at_keeps_its_name_and_the_keyboard() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("受理").chooses("委托方式", "当事人单方").chooses("委托人是", "受害人");
    desk.types("委托人姓名", Invented::SUBJECT.name).types("委托人证件号码", &Invented::SUBJECT.number());
    let mut keys = Keyboard::of(desk);
    keys.tabs_to("核对委托人的证件").press(Key::Space);
    keys.is_in("委托人的证件已核对 09:00 周晓岚").press(Key::Tab).is_in("委托人电话");
}
