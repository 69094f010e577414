//! F-24 回避申请及决定书: granted, not decided yet, empty, hostile.

use appraisal_desk::documents::recusal::FORM;
use appraisal_desk::documents::recusal::Facts;
use appraisal_desk::documents::sheet::Answer;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::rare_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("recusal", &sample());
    trial.has_pages(1..=1);
    trial.says(&["回避申请及决定书", "参加过同一事项的鉴定", "✓准予回避", "罗一帆", "可以撤销鉴定委托"]);
}

#[test]
fn open_application_and_blank_sheet_leave_room_for_the_pen() {
    let open = Facts {
        is_granted: Answer::Open,
        reason: String::new(),
        substitute: String::new(),
        decided_at: String::new(),
        director_signs: unsigned("机构负责人", ""),
        ..sample()
    };
    let trial = Trial::of(FORM, &open);
    trial.has_pages(1..=1);
    trial.never_says(&["✓"]);
    let blank = Facts {
        subject: String::new(),
        matter: String::new(),
        applicant: String::new(),
        way: String::new(),
        applied_at: String::new(),
        against: String::new(),
        against_role: String::new(),
        question: String::new(),
        ground: String::new(),
        applicant_signs: unsigned("申请人", ""),
        client_signs: unsigned("委托人", ""),
        basis: Vec::new(),
        ..open
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["事由", "另行指派"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        subject: rare_name(),
        matter: hostile(),
        applicant: long_name(),
        against: long_name(),
        ground: hostile().repeat(40),
        reason: hostile().repeat(40),
        applicant_signs: unsigned("申请人", &long_name()),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=8);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    Facts {
        head: head(),
        subject: "䶮㛃𬱖".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        applicant: "䶮㛃𬱖".to_owned(),
        way: "委托人申请".to_owned(),
        applied_at: "2026年11月24日 14时09分".to_owned(),
        against: "沈砚秋".to_owned(),
        against_role: "鉴定人".to_owned(),
        question: "参加过同一事项的鉴定".to_owned(),
        ground: "沈砚秋参加过本次事故伤情的第一次鉴定。".to_owned(),
        materials: "亲属关系证明复印件 1 份".to_owned(),
        is_granted: Answer::Yes,
        reason: "经核对，沈砚秋是原鉴定的鉴定人之一，属于应当回避的情形。".to_owned(),
        substitute: "罗一帆".to_owned(),
        decided_at: "2026年11月24日 16时30分".to_owned(),
        applicant_signs: unsigned("申请人", "䶮㛃𬱖"),
        director_signs: unsigned("机构负责人", "顾南枝"),
        client_signs: unsigned("委托人", "䶮㛃𬱖"),
        basis: texts(&["川意见 三(四)", "通则 20 条", "通则 21 条"]),
    }
}
