//! F-27 异议登记与解释说明、调解记录: full, empty, hostile.

use appraisal_desk::documents::dispute::Event;
use appraisal_desk::documents::dispute::FORM;
use appraisal_desk::documents::dispute::Facts;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_two_pages() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("dispute", &sample());
    trial.has_pages(1..=2);
    trial.says(&["恒信财险", "调解未成", "书面说明测量体位", "已解释说明", "解释说明人"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        doc_no: String::new(),
        role: String::new(),
        name: String::new(),
        raised_on: String::new(),
        content: String::new(),
        proof: String::new(),
        talks: Vec::new(),
        mediation: Vec::new(),
        explanations: Vec::new(),
        outcomes: Vec::new(),
        standing: String::new(),
        signatures: vec![unsigned("异议人", ""), unsigned("解释说明人", ""), unsigned("登记人", "")],
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=2);
    trial.says(&["异议内容", "登记人"]);
}

#[test]
fn hostile_sheet_holds() {
    let event = Event { on: "2026-11-13".to_owned(), what: hostile(), account: hostile() };
    let facts = Facts { name: long_name(), content: hostile(), talks: vec![event; 300], ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(15..=120);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    let event = |on: &str, what: &str, account: &str| Event {
        on: on.to_owned(),
        what: what.to_owned(),
        account: account.to_owned(),
    };
    Facts {
        head,
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        role: "保险机构".to_owned(),
        name: "恒信财险".to_owned(),
        raised_on: "2026年12月3日".to_owned(),
        content: "请说明左膝活动度是怎样测的。".to_owned(),
        proof: "复查病历一份".to_owned(),
        talks: vec![event("2026-12-04", "沟通", "电话说明测量方法，对方要求书面。")],
        mediation: vec![
            event("2026-12-05", "开始调解\n示例调解委员会", "双方到场。"),
            event("2026-12-08", "调解未成", "双方各执一词。"),
        ],
        explanations: vec![event(
            "2026-12-09",
            "解释说明\n书面，陆怀瑾",
            "书面说明测量体位、仪器和三次读数。",
        )],
        outcomes: Vec::new(),
        standing: "已解释说明".to_owned(),
        signatures: vec![
            unsigned("异议人", "恒信财险"),
            unsigned("解释说明人", "陆怀瑾"),
            unsigned("登记人", "周晓岚"),
        ],
        basis: texts(&["川意见 五(一)", "通则 40 条"]),
    }
}
