//! F-17 终止鉴定告知书: full, of a joint commission, empty, hostile.

use appraisal_desk::documents::termination::FORM;
use appraisal_desk::documents::termination::Facts;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("termination", &sample());
    trial.has_pages(1..=1);
    trial.says(&["终止鉴定告知书", "通则 29 条第 4 项", "退还 600.00 元（陆佰元整）", "2026年12月10日以前"]);
}

#[test]
fn every_client_of_a_joint_commission_signs_for_it() {
    let receipts = vec![unsigned("委托人签收", "韩秀珍"), unsigned("委托人签收", "安泽财产保险股份有限公司")];
    let copies = "委托各方各一份，存档一份。".to_owned();
    let trial = Trial::of(FORM, &Facts { receipts, copies, ..sample() });
    trial.has_pages(1..=2);
    trial.says(&["安泽财产保险股份有限公司", "委托各方各一份"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        doc_no: String::new(),
        to: String::new(),
        received_on: String::new(),
        effective_on: String::new(),
        matter: String::new(),
        ground: String::new(),
        why: String::new(),
        collect_by: String::new(),
        refund: String::new(),
        materials: Vec::new(),
        place: String::new(),
        contact: String::new(),
        issued_on: String::new(),
        receipts: vec![unsigned("委托人签收", "")],
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["本机构决定终止鉴定", "没有需要退还的材料"]);
    trial.never_says(&["根据，"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        ground: hostile(),
        why: hostile().repeat(30),
        refund: hostile(),
        materials: vec![hostile(); 60],
        receipts: vec![unsigned("委托人签收", &long_name()); 9],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    Facts {
        head: head(),
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        to: "韩秀珍".to_owned(),
        received_on: "2026年11月2日".to_owned(),
        effective_on: "2026年11月5日".to_owned(),
        matter: "右踝关节骨折致残程度鉴定".to_owned(),
        ground: "委托人撤销委托或拒付费用（通则 29 条第 4 项）".to_owned(),
        why: "两次催告后，委托人于2026年11月24日书面表示不支付鉴定费用。".to_owned(),
        collect_by: "2026年12月10日".to_owned(),
        refund: "退还 600.00 元（陆佰元整），只收了审查的费用".to_owned(),
        materials: texts(&["出院记录（1 份）", "X 光片（2 张）"]),
        place: "本机构（某市某区示例路 1 号）".to_owned(),
        contact: "周晓岚，000-00009000".to_owned(),
        issued_on: "2026年11月26日".to_owned(),
        copies: "一式二份，委托人一份，存档一份。".to_owned(),
        receipts: vec![unsigned("委托人签收", "韩秀珍")],
        basis: texts(&["通则 29 条"]),
    }
}
