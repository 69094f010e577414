//! F-14 不予受理告知书: full, empty, hostile.

use appraisal_desk::documents::rejection::FORM;
use appraisal_desk::documents::rejection::Facts;

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
    trial.is_golden("rejection", &sample());
    trial.has_pages(1..=1);
    trial.says(&[
        "不予受理告知书",
        "䶮㛃𬱖：",
        "通则 15 条第 5 项",
        "出院记录（1 份）、CT 片（3 张）",
        "签收",
    ]);
    trial.never_says(&["单方"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        to: String::new(),
        received_on: String::new(),
        matter: String::new(),
        ground: String::new(),
        why: String::new(),
        materials: Vec::new(),
        place: String::new(),
        contact: String::new(),
        issued_on: String::new(),
        receipt: unsigned("", ""),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["本机构决定不予受理", "没有收取需要退还的鉴定材料"]);
    trial.never_says(&["根据，", "依据：。"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        matter: hostile(),
        ground: hostile(),
        why: hostile().repeat(30),
        materials: vec![hostile(); 80],
        receipt: unsigned("委托人签收", &rare_name()),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=20);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    Facts {
        head: head(),
        to: "䶮㛃𬱖".to_owned(),
        received_on: "2026年11月24日".to_owned(),
        matter: "左耳听力障碍程度鉴定".to_owned(),
        ground: "超出技术条件或能力（通则 15 条第 5 项）".to_owned(),
        why: "听觉功能须用客观听力检测设备检查，本机构没有该项设备，现有技术条件不能满足鉴定需要。"
            .to_owned(),
        materials: texts(&["出院记录（1 份）", "CT 片（3 张）"]),
        place: "本机构（某市某区示例路 1 号）".to_owned(),
        contact: "周晓岚，000-00009000".to_owned(),
        issued_on: "2026年11月26日".to_owned(),
        receipt: unsigned("委托人签收", "䶮㛃𬱖"),
        basis: texts(&["通则 15 条", "通则 17 条"]),
    }
}
