//! F-15 补充（重新提取）鉴定材料通知书: before and after acceptance, empty, hostile.

use appraisal_desk::documents::supplement::FORM;
use appraisal_desk::documents::supplement::Facts;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("supplement", &sample());
    trial.has_pages(1..=1);
    trial.says(&[
        "请补充下列材料",
        "2. 伤后首次门诊病历，2026年3月。",
        "不计入鉴定时限",
        "2026年12月8日以前",
    ]);
    trial.never_says(&["共同委托", "不予受理"]);
}

#[test]
fn before_acceptance_no_time_limit_is_spoken_of() {
    let facts = Facts { is_accepted: false, is_joint: true, is_collected_again: true, ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=2);
    trial.says(&["请重新提取下列材料", "依照通则 15 条不予受理", "要经委托各方逐件确认"]);
    trial.never_says(&["不计入", "终止鉴定"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        to: String::new(),
        matter: String::new(),
        received: Vec::new(),
        wanted: Vec::new(),
        why: String::new(),
        due_on: String::new(),
        place: String::new(),
        contact: String::new(),
        issued_on: String::new(),
        receipt: unsigned("", ""),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["请补充下列材料", "以前送到或者寄到"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        matter: hostile(),
        received: vec![hostile(); 60],
        wanted: vec![hostile(); 60],
        why: hostile().repeat(20),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(6..=30);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    Facts {
        head: head(),
        to: "韩秀珍".to_owned(),
        matter: "右踝关节骨折致残程度鉴定".to_owned(),
        received: texts(&["出院记录（1 份）", "X 光片（2 张）"]),
        is_collected_again: false,
        wanted: texts(&["右踝关节复查 CT 片", "伤后首次门诊病历，2026年3月"]),
        why: "现有影像不能显示骨折愈合情况，首次病历用于核对受伤部位。".to_owned(),
        due_on: "2026年12月8日".to_owned(),
        place: "本机构（某市某区示例路 1 号）".to_owned(),
        is_joint: false,
        is_accepted: true,
        contact: "周晓岚，000-00009000".to_owned(),
        issued_on: "2026年11月26日".to_owned(),
        receipt: unsigned("委托人签收", "韩秀珍"),
        basis: texts(&["通则 28 条"]),
    }
}
