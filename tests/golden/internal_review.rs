//! F-19 司法鉴定复核意见: full, empty, hostile.

use appraisal_desk::documents::internal_review::Expert;
use appraisal_desk::documents::internal_review::FORM;
use appraisal_desk::documents::internal_review::Facts;
use appraisal_desk::documents::internal_review::Point;
use appraisal_desk::documents::internal_review::Problem;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::domain::internal_review::POINTS;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_two_pages() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("internal_review", &sample());
    trial.has_pages(1..=2);
    trial.says(&[
        "关于鉴定程序的复核意见",
        "行为规范",
        "结论可靠",
        "三次读数没有写明",
        "见第 3 稿",
        "退回修改",
    ]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        head: head(),
        clients: String::new(),
        matter: String::new(),
        subject: String::new(),
        appraisers: String::new(),
        reviewer: String::new(),
        version: String::new(),
        points: points(Answer::Open),
        on_procedure: String::new(),
        on_opinion: String::new(),
        is_difficult: false,
        experts: Vec::new(),
        problems: Vec::new(),
        verdict: String::new(),
        signatures: vec![unsigned("复核人", "")],
        basis: Vec::new(),
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let problem = Problem { issue: hostile(), handled: hostile() };
    let expert = Expert { name: long_name(), title: hostile(), opinion: hostile() };
    let facts = Facts {
        clients: long_name(),
        on_opinion: hostile(),
        experts: vec![expert; 9],
        problems: vec![problem; 500],
        signatures: vec![unsigned("复核专家", &long_name()); 10],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(15..=120);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn points(answer: Answer) -> Vec<Point> {
    POINTS.map(|label| Point { label: label.to_owned(), answer }).to_vec()
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    let problem = |issue: &str| Problem {
        issue: issue.to_owned(),
        handled: "见第 3 稿，按复核意见补写".to_owned(),
    };
    Facts {
        head,
        clients: "䶮㛃𬱖、安泽财产保险股份有限公司四川分公司".to_owned(),
        matter: "左膝损伤伤残等级鉴定".to_owned(),
        subject: "䶮㛃𬱖".to_owned(),
        appraisers: "陆怀瑾、程以宁".to_owned(),
        reviewer: "方知遥".to_owned(),
        version: "第 2 稿，2026年11月25日 09时12分".to_owned(),
        points: points(Answer::Yes),
        on_procedure: "受理、见证、亮证、过程记录齐全，签名完整。".to_owned(),
        on_opinion: "依据标准正确；活动度的测量结果要补写读数。".to_owned(),
        is_difficult: true,
        experts: vec![Expert {
            name: "沈砚秋".to_owned(),
            title: "示例大学法医学院，主任法医师".to_owned(),
            opinion: "同意结论，测量方法须写明体位。".to_owned(),
        }],
        problems: vec![problem("左膝活动度的三次读数没有写明"), problem("资料摘要漏写第二次阅片日期")],
        verdict: "退回修改".to_owned(),
        signatures: vec![unsigned("复核人", "方知遥"), unsigned("复核专家", "沈砚秋")],
        basis: texts(&["川意见 三(三)", "通则 35 条"]),
    }
}
