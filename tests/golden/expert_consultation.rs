//! F-26 专家咨询意见记录: full, empty, hostile.

use appraisal_desk::documents::expert_consultation::FORM;
use appraisal_desk::documents::expert_consultation::Facts;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::signed;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("expert_consultation", &sample());
    trial.has_pages(1..=1);
    trial.says(&["沈砚秋", "主任法医师", "✓部分采纳", "测量体位", "最终的鉴定意见由本机构鉴定人出具"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let none = String::new;
    let facts = Facts {
        matter: none(),
        expert: none(),
        unit: none(),
        field: none(),
        title: none(),
        asked_on: none(),
        question: none(),
        answered_on: none(),
        opinion: none(),
        signature: unsigned("咨询专家", ""),
        adoption: none(),
        adoption_reason: none(),
        appraisers: Vec::new(),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        expert: long_name(),
        unit: hostile(),
        question: hostile().repeat(20),
        opinion: hostile().repeat(40),
        appraisers: vec![unsigned("鉴定人", &long_name()); 9],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(2..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    Facts {
        head,
        matter: "左膝损伤伤残等级鉴定".to_owned(),
        expert: "沈砚秋".to_owned(),
        unit: "示例大学法医学院".to_owned(),
        field: "法医临床".to_owned(),
        title: "主任法医师".to_owned(),
        asked_on: "2026年11月24日".to_owned(),
        question: "胫骨平台骨折术后，膝关节活动度以何种体位测量为准？".to_owned(),
        answered_on: "2026年11月25日".to_owned(),
        opinion: "应以仰卧位被动活动度为准，连续测三次取均值，并与健侧对比。".to_owned(),
        signature: signed("咨询专家", "沈砚秋", "2026年11月25日 10时20分"),
        adoption: "部分采纳".to_owned(),
        adoption_reason: "测量体位采纳；取均值的做法检验规范没有规定，按规范记录三次读数。".to_owned(),
        appraisers: vec![unsigned("鉴定人", "陆怀瑾"), unsigned("鉴定人", "程以宁")],
        basis: texts(&["川意见 五(二)", "通则 33 条"]),
    }
}
