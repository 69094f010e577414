//! F-13 关于严重干扰涉保鉴定执业活动的报告: full, empty, hostile.

use appraisal_desk::documents::interference_report::FORM;
use appraisal_desk::documents::interference_report::Facts;

use crate::golden::Trial;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::of_entry;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("interference_report", &sample());
    trial.has_pages(1..=1);
    trial.says(&["关于严重干扰涉保鉴定执业活动的报告", "区司法局公法科", "负责人签发", "干2026-03", "签收"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        to: String::new(),
        event: String::new(),
        words: String::new(),
        impact: String::new(),
        measures: String::new(),
        enclosures: Vec::new(),
        contact: String::new(),
        director: unsigned("负责人签发", ""),
        reported_on: String::new(),
        received_by: String::new(),
        receipt: String::new(),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["事件概述", "已采取的措施", "接收人"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        event: vec![hostile(); 20].join("\n"),
        words: vec![hostile(); 30].join("\n"),
        impact: vec![hostile(); 20].join("\n"),
        measures: vec![hostile(); 20].join("\n"),
        enclosures: vec![hostile(); 60],
        contact: hostile(),
        received_by: long_name(),
        receipt: hostile(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: of_entry("干2026-03"),
        to: "区司法局公法科".to_owned(),
        event: "2026年11月24日 09时00分，在接待室，某某服务部 业务员 不详（自称被鉴定人的表弟）\
                就蜀衡司鉴中心[2026]临鉴字第318号一案，以「当面」方式进行干预，类型为「要求特定意见」。在场人：保安 宁远山。"
            .to_owned(),
        words: "「这个按八级写，好处少不了你们的。不然我天天来，还要去投诉。」".to_owned(),
        impact: "接待室停止接待四十分钟，两名当事人改期；鉴定人被当面辱骂。".to_owned(),
        measures: "当场告知鉴定不受任何单位和个人干涉，拒绝要求，请其离开；调取并保存大厅录像。".to_owned(),
        enclosures: texts(&["《干预执业活动记录表》（干2026-03）", "大厅录像截图.jpg（校验码 8f3a9c27d1e4b506）"]),
        contact: "周晓岚 000-00009000".to_owned(),
        director: unsigned("负责人签发", "顾南枝"),
        reported_on: "2026年11月24日".to_owned(),
        received_by: "孙科员".to_owned(),
        receipt: String::new(),
        basis: texts(&["沪意见 一(三)"]),
    }
}
