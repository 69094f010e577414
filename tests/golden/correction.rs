//! F-21 司法鉴定意见补正书: full, empty, hostile.

use appraisal_desk::documents::correction::FORM;
use appraisal_desk::documents::correction::Facts;
use appraisal_desk::documents::correction::Item;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("correction", &sample());
    trial.has_pages(1..=1);
    trial.says(&["第 3 页第 2 行", "左膝关节", "不改变司法鉴定意见的原意", "执业证号", "2026年12月1日"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        to: String::new(),
        doc_no: String::new(),
        issued_on: String::new(),
        flaws: Vec::new(),
        items: Vec::new(),
        signatures: Vec::new(),
        corrected_on: String::new(),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["补正理由", "司法鉴定人"]);
}

#[test]
fn hostile_sheet_holds() {
    let item = Item { place: hostile(), why: hostile(), before: hostile(), after: long_name() };
    let facts = Facts { to: long_name(), items: vec![item; 200], doc_no: hostile(), ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(15..=120);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    Facts {
        head,
        to: "䶮㛃𬱖、安泽财产保险股份有限公司四川分公司".to_owned(),
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        issued_on: "2026年11月26日".to_owned(),
        flaws: texts(&["文字瑕疵、错别字，不影响意见"]),
        items: vec![Item {
            place: "四、鉴定过程\n第 3 页第 2 行".to_owned(),
            why: "文字瑕疵、错别字，不影响意见\n录入时把左写成右".to_owned(),
            before: "右膝关节屈曲 115°".to_owned(),
            after: "左膝关节屈曲 115°".to_owned(),
        }],
        limit: "本补正只改正上列瑕疵，不改变司法鉴定意见的原意，「鉴定意见」一节没有改动。".to_owned(),
        signatures: vec![unsigned("司法鉴定人\n执业证号 川司鉴 510001000001", "陆怀瑾")],
        corrected_on: "2026年12月1日".to_owned(),
        copies: "一式 3 份，收到原件的每一方一份，存档一份。".to_owned(),
        basis: texts(&["通则 41 条"]),
    }
}
