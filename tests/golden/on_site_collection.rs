//! F-34 现场提取鉴定材料记录: prepared, empty, hostile.

use appraisal_desk::documents::on_site_collection::FORM;
use appraisal_desk::documents::on_site_collection::Facts;
use appraisal_desk::documents::on_site_collection::ItemLine;
use appraisal_desk::documents::on_site_collection::PersonLine;

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
    trial.is_golden("on_site_collection", &sample());
    trial.has_pages(1..=1);
    trial.says(&["现场提取鉴定材料记录", "不少于二人", "封存方式、封号", "见证人", "韩秀珍，2026年11月24日"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=1);
    trial.says(&["委托人同意", "提取人员", "实际起止"]);
}

#[test]
fn what_was_collected_stands_in_the_record() {
    let item = ItemLine {
        name: "右手拇指指甲".to_owned(),
        quantity: "1 份".to_owned(),
        condition: "固体".to_owned(),
        storage: "完好".to_owned(),
        seal: "物证袋，封号 示例0001".to_owned(),
    };
    let facts = Facts {
        period: "2026年11月26日 9时30分至9时50分".to_owned(),
        method: "消毒指甲剪剪取，逐份装袋，当场封口，封口处签名。".to_owned(),
        items: vec![item.clone()],
        witness_signs: unsigned("见证人", "韩秀珍"),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["9时30分至9时50分", "当场封口", "右手拇指指甲", "封号 示例0001", "韩秀珍"]);
    let many = ItemLine { name: hostile(), seal: hostile(), ..item };
    let trial = Trial::of(FORM, &Facts { items: vec![many; 60], method: hostile().repeat(9), ..facts });
    trial.has_pages(3..=20);
    trial.says(&[r##"#read("x")"##]);
}

#[test]
fn hostile_sheet_holds() {
    let person = PersonLine { name: long_name(), role: hostile(), licence: hostile() };
    let facts = Facts {
        client: rare_name(),
        place: hostile().repeat(10),
        people: vec![person; 20],
        staff_sign: vec![unsigned("鉴定人", &long_name()); 20],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=12);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        client: String::new(),
        matter: String::new(),
        consent: String::new(),
        at: String::new(),
        place: String::new(),
        approved: String::new(),
        period: String::new(),
        method: String::new(),
        items: Vec::new(),
        people: Vec::new(),
        staff_sign: Vec::new(),
        witness_signs: unsigned("", ""),
        basis: Vec::new(),
    }
}

fn sample() -> Facts {
    Facts {
        head: head(),
        client: "韩秀珍".to_owned(),
        matter: "右手拇指指甲内残留物检验".to_owned(),
        consent: "韩秀珍，2026年11月24日".to_owned(),
        at: "2026年11月26日 09时30分".to_owned(),
        place: "某市示例医院急诊留观室".to_owned(),
        approved: "顾南枝".to_owned(),
        period: String::new(),
        method: String::new(),
        items: Vec::new(),
        people: vec![
            PersonLine {
                name: "沈砚秋".to_owned(),
                role: "鉴定人".to_owned(),
                licence: "510000000001".to_owned(),
            },
            PersonLine {
                name: "罗一帆".to_owned(),
                role: "鉴定人".to_owned(),
                licence: "510000000002".to_owned(),
            },
            PersonLine {
                name: "方知遥".to_owned(),
                role: "鉴定人助理".to_owned(),
                licence: "川助 0007".to_owned(),
            },
        ],
        staff_sign: vec![
            unsigned("鉴定人", "沈砚秋"),
            unsigned("鉴定人", "罗一帆"),
            unsigned("鉴定人助理", "方知遥"),
        ],
        witness_signs: unsigned("见证人", ""),
        basis: texts(&["沪通知 一(二)"]),
    }
}
