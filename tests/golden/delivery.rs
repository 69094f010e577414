//! F-23 送达回证: collected, refused, not yet delivered to two sides, hostile.

use appraisal_desk::documents::delivery::FORM;
use appraisal_desk::documents::delivery::Facts;
use appraisal_desk::documents::delivery::Receipt;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::RefusalNote;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("delivery", &sample());
    trial.has_pages(1..=1);
    trial.says(&["司法鉴定意见书", "韩秀珍", "已核验", "3 份", "已结清", "送达人"]);
}

#[test]
fn every_side_that_waits_has_a_page_for_the_pen() {
    let waiting = Receipt {
        paper: "司法鉴定意见书".to_owned(),
        to: "䶮㛃𬱖".to_owned(),
        receipt: unsigned("签收", "䶮㛃𬱖"),
        server: unsigned("送达人", ""),
        ..Receipt::default()
    };
    let trial = Trial::of(FORM, &Facts { receipts: vec![waiting, Receipt::default()], ..sample() });
    trial.has_pages(2..=2);
    trial.never_says(&["✓"]);
}

#[test]
fn a_refusal_is_noted_by_two() {
    let refusal = RefusalNote {
        who: "受送达人 韩秀珍".to_owned(),
        reason: "不认可结论，不收".to_owned(),
        staff: vec![unsigned("工作人员", "周晓岚"), unsigned("工作人员", "方知遥")],
        at: "2026年11月27日".to_owned(),
    };
    let mut facts = sample();
    facts.receipts[0].refusal = Some(refusal);
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["不认可结论", "方知遥"]);
}

#[test]
fn hostile_sheet_holds() {
    let receipt = Receipt {
        to: long_name(),
        doc_no: hostile(),
        way_note: hostile(),
        taken_by: long_name(),
        relation: hostile(),
        receipt: unsigned("签收", &long_name()),
        ..sample().receipts[0].clone()
    };
    let trial = Trial::of(FORM, &Facts { receipts: vec![receipt; 30], ..sample() });
    trial.has_pages(30..=60);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    let receipt = Receipt {
        paper: "司法鉴定意见书".to_owned(),
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        n_copies: "3 份".to_owned(),
        to: "韩秀珍".to_owned(),
        way: "自取".to_owned(),
        way_note: String::new(),
        mail_receipt: String::new(),
        taken_by: "韩秀珍".to_owned(),
        relation: "本人".to_owned(),
        identified: Answer::Yes,
        delivered_on: "2026年11月27日".to_owned(),
        fee: "已结清".to_owned(),
        receipt: unsigned("签收", "韩秀珍"),
        server: unsigned("送达人", "周晓岚"),
        refusal: None,
    };
    Facts { head, receipts: vec![receipt], basis: texts(&["通则 39 条"]) }
}
