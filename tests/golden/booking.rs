//! F-33 预约登记单: answered, empty, hostile.

use appraisal_desk::documents::booking::FORM;
use appraisal_desk::documents::booking::Facts;
use appraisal_desk::documents::sheet::Answer;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("booking", &sample());
    trial.has_pages(1..=1);
    trial.says(&["预约登记单", "✓来电", "身份证", "预约不是委托", "✓已提示可以用随申办预约"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=1);
    trial.says(&["渠道", "来访", "答复"]);
    trial.never_says(&["✓", "随申办预约"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        contact: long_name(),
        matter: hostile().repeat(10),
        to_bring: vec![hostile(); 60],
        answer: hostile().repeat(10),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(2..=10);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        channel: String::new(),
        booked_at: String::new(),
        contact: String::new(),
        phone: String::new(),
        matter: String::new(),
        cover: String::new(),
        wanted_at: String::new(),
        to_bring: Vec::new(),
        told_suishenban: None,
        answer: String::new(),
        answered_at: String::new(),
        answered_by: String::new(),
        booked_by: String::new(),
        arrived_on: String::new(),
        basis: Vec::new(),
        ..sample()
    }
}

fn sample() -> Facts {
    Facts {
        head: head(),
        channel: "来电".to_owned(),
        channels: texts(&["来访", "来电", "随申办", "12348 法网", "街镇、居村平台", "邮寄"]),
        booked_at: "2026年11月20日 09时12分".to_owned(),
        contact: "阿不都热合曼·买买提".to_owned(),
        phone: "13000000031".to_owned(),
        matter: "左腕骨折致残程度鉴定".to_owned(),
        cover: "交强险、商业三者险".to_owned(),
        wanted_at: "2026年11月24日 09时00分".to_owned(),
        to_bring: texts(&["身份证", "出院记录和历次影像片", "事故认定书", "保单或者保险公司名称、报案号"]),
        told_suishenban: Some(Answer::Yes),
        answer: "约在2026年11月24日上午九点，请本人到场。".to_owned(),
        answered_at: "2026年11月20日 15时40分".to_owned(),
        answered_by: "唐知夏".to_owned(),
        booked_by: "唐知夏".to_owned(),
        arrived_on: String::new(),
        basis: texts(&["沪通知 一(一)", "沪通知 一(二)"]),
    }
}
