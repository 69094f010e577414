//! 意见书 on screen: drafted, sent back once, reviewed, issued, delivered, put away; and by keyboard alone to the reviewer.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TestStaff;
use appraisal_desk::domain::archiving::required_parts;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::moment::Day;
use appraisal_desk::domain::opinion::Conclusion;
use appraisal_desk::domain::reception::Category;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::domain::staff::Licence;
use appraisal_desk::domain::staff::Role;
use appraisal_desk::services::session;
use appraisal_desk::services::session::UserDraft;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;
use std::collections::BTreeSet;

const ANALYSIS: &str = "左膝损伤与本次事故有直接因果关系，伤情已经稳定";

/// A case whose record is signed, an appraiser at the desk, and a reviewer who took no part.
fn drafting() -> (Driver, CaseId, TestStaff, UserId) {
    let mut office = OfficeBuilder::sichuan().build();
    let staff = office.staff;
    office.sits(staff.director);
    let reviewer = UserDraft {
        login: "su".to_owned(),
        name: PersonName::new("苏砚秋"),
        roles: BTreeSet::from([Role::Reviewer]),
        password: Secret::new(PASSWORD.to_owned()),
        licence: Some(Licence {
            number: "川司鉴 510006".to_owned(),
            categories: BTreeSet::from([Category::FmClin]),
            valid_until: Day::from_ymd(2029, 6, 30),
        }),
        assistant_licence: None,
        has_senior_title: true,
        interests: Vec::new(),
        other_posts: Vec::new(),
    };
    let reviewer = session::add_user(&mut office.office, &reviewer).unwrap();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    office.sits(staff.appraiser);
    let mut desk = Driver::sits_in(office);
    desk.goes(Route::Opinion(case));
    (desk, case, staff, reviewer)
}

fn state(desk: &Driver, case: CaseId) -> CaseState {
    desk.case(case).file.state
}

/// The appraiser writes and hands on.
fn hands_on(desk: &mut Driver) {
    desk.chooses("结论", "构成伤残等级").types("五、分析说明", ANALYSIS);
    desk.types("六、鉴定意见", "被鉴定人左膝的损伤评定为十级伤残");
    desk.presses("送复核");
}

#[test]
fn an_opinion_goes_from_the_draft_to_the_archive() {
    let (mut desk, case, staff, reviewer) = drafting();
    desk.sees("从案卷已有的内容起稿").sees("还没有写分析说明").picture("20-opinion-draft");
    assert!(!desk.can_press("送复核"));
    desk.sized(1366.0, 696.0).picture("20-opinion-draft-696");
    desk.sized(1366.0, 768.0).zoomed(1.5).sees("送复核").picture("20-opinion-draft-150").zoomed(1.0);
    hands_on(&mut desk);
    assert_eq!(state(&desk, case), CaseState::InternalReview);
    desk.sees("复核人不能是本案鉴定人").picture("21-opinion-waits");

    desk.hands_over(reviewer).sees("逐项复核").picture("21-opinion-review");
    desk.types("关于鉴定程序的复核意见", "程序合规").types("关于鉴定意见的复核意见", "健侧没有写");
    assert!(!desk.can_press("退回修改"), "a return lists its issues");
    desk.types("退回的问题", "补健侧活动度").presses("退回修改");
    assert_eq!(state(&desk, case), CaseState::Drafting);

    desk.hands_over(staff.appraiser).sees("复核退回").sees("补健侧活动度");
    desk.types("五、分析说明", "左膝损伤与本次事故有直接因果关系，健侧膝屈曲 135 度，伤情已经稳定");
    desk.key_with(Modifiers::COMMAND, Key::S).sees("已存 2 稿").picture("22-opinion-returned");
    desk.presses("第 2 稿与前一稿比较").sees("加上：健侧膝屈曲 135 度").picture("22-opinion-compared");
    desk.presses("送复核");

    desk.hands_over(reviewer);
    for point in ["行为规范", "程序公正", "方法正确", "数据准确", "结论可靠"] {
        desk.chooses(point, "符合");
    }
    desk.types("关于鉴定程序的复核意见", "程序合规").types("关于鉴定意见的复核意见", "依据充分，同意");
    desk.presses("复核同意").sees("复核同意，可以签名用印");

    desk.hands_over(staff.appraiser).sees("纸上亲笔签名").picture("23-opinion-issue");
    assert!(!desk.can_press("出具意见书"));
    desk.ticks("陆怀瑾已在纸上签名").ticks("程以宁已在纸上签名");
    desk.types("见证签名的工作人员", "周晓岚").types("另一名工作人员", "方知遥");
    desk.types("用印人", "周晓岚").types("批准人", "顾南枝").types("用印几处", "5");
    desk.focuses("文书编号").picture("23-opinion-issue-filled").presses("出具意见书");
    assert_eq!(state(&desk, case), CaseState::Issued);

    desk.hands_over(staff.front_desk).sees("还有 1 方").picture("24-opinion-deliver");
    assert!(!desk.can_press("记送达"), "nobody looked at the identity document");
    desk.ticks("身份证件已核验").presses("记送达");
    assert_eq!(state(&desk, case), CaseState::Delivered);

    desk.hands_over(staff.director).sees("卷内次序").picture("25-opinion-archive");
    assert!(!desk.can_press("归档"));
    desk.types("档号", "2026-临-1");
    for part in required_parts(&desk.case(case).file) {
        desk.chooses(&format!("{}（本案应有）", part.label()), "在卷");
    }
    desk.presses("归档").sees("已归档").sees("打印案卷").picture("25-opinion-archived");
    let view = desk.case(case);
    assert_eq!(view.file.state, CaseState::Archived);
    assert_eq!(view.file.opinion_drafts.len(), 2, "every version stays");
    let found = view.file.archiving().unwrap().body.verification.expect("the objects are read back");
    assert_eq!(found.n_bad, 0);
    desk.key(Key::F7).sees_at_once("司法鉴定档案卷宗").picture("26-volume");
}

#[test]
fn a_draft_and_its_review_lead_to_their_papers() {
    let (mut desk, case, _, reviewer) = drafting();
    desk.types("五、分析说明", ANALYSIS).key_with(Modifiers::COMMAND, Key::S).sees("已存 1 稿");
    desk.key(Key::F7).sees_at_once("司法鉴定意见书").sees_at_once("这一稿还没有复核同意");
    desk.picture("20-opinion-paper").goes(Route::Opinion(case));
    hands_on(&mut desk);
    desk.hands_over(reviewer).goes(Route::Opinion(case)).key(Key::F7).sees_at_once("司法鉴定复核意见");
}

#[test]
fn a_standard_out_of_force_stops_and_a_locked_item_cannot_be_cited() {
    let (mut desk, case, _, _) = drafting();
    desk.sees("现行").presses("去掉《人体损伤致残程度分级》（两高三部 2016 年公告）");
    desk.picks("加一项标准", "道路交通事故受伤人员").sees("已废止").picture("20-opinion-outdated");
    hands_on(&mut desk);
    assert_eq!(state(&desk, case), CaseState::Drafting);
    desk.sees("现在不在施行");
}

#[test]
fn no_grade_is_a_conclusion_like_any_other() {
    let (mut desk, case, _, _) = drafting();
    desk.chooses("结论", "未达到伤残等级").types("五、分析说明", "双膝活动度无差别");
    desk.types("六、鉴定意见", "见分析说明").presses("送复核");
    assert_eq!(state(&desk, case), CaseState::Drafting, "the section does not say it yet");
    desk.types("六、鉴定意见", "被鉴定人左膝的损伤未达到规定的伤残等级").presses("送复核");
    assert_eq!(state(&desk, case), CaseState::InternalReview);
    let view = desk.case(case);
    assert_eq!(view.file.opinion().unwrap().body.conclusion, Some(Conclusion::NoDisabilityGrade));
}

#[test]
fn what_was_typed_is_there_again_after_a_break() {
    let (mut desk, _, staff, _) = drafting();
    desk.types("五、分析说明", ANALYSIS).waits(3);
    desk.hands_over(staff.appraiser);
    assert_eq!(desk.value("五、分析说明"), ANALYSIS);
}

#[test]
fn the_draft_reaches_the_reviewer_by_keyboard_alone() {
    let (desk, case, _, _) = drafting();
    let mut keys = Keyboard::of(desk);
    keys.is_in("一、基本情况");
    keys.tabs_to("五、分析说明").writes(ANALYSIS);
    keys.press(Key::Tab).press(Key::Num1);
    keys.tabs_to("六、鉴定意见").writes("被鉴定人左膝的损伤评定为十级伤残");
    keys.ctrl(Key::Enter);
    assert_eq!(state(&keys, case), CaseState::InternalReview, "{:?}", keys.focused());
}
