//! F-25 材料退还/剩余材料处理签收单: signed for, refused, a list for the pen, hostile.

use appraisal_desk::documents::material_return::FORM;
use appraisal_desk::documents::material_return::Facts;
use appraisal_desk::documents::material_return::Row;
use appraisal_desk::documents::sheet::RefusalNote;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::rare_name;
use crate::golden::signed;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("material_return", &sample());
    trial.has_pages(1..=1);
    trial.says(&["鉴定材料退还签收单", "✓退还", "✓已耗尽", "通则 22 条"]);
}

#[test]
fn refusal_is_noted_on_the_same_page() {
    let refusal = RefusalNote {
        who: "委托人 韩秀珍".to_owned(),
        reason: "认为少了一张片子".to_owned(),
        staff: vec![unsigned("工作人员", "周晓岚"), unsigned("工作人员", "方知遥")],
        at: "2026年11月26日 10时05分".to_owned(),
    };
    let trial = Trial::of(FORM, &Facts { refusal: Some(refusal), ..sample() });
    trial.has_pages(1..=1);
    trial.says(&["认为少了一张片子", "方知遥"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        client: String::new(),
        matter: String::new(),
        agreed: String::new(),
        at: String::new(),
        rows: Vec::new(),
        receiver_signs: unsigned("签收人", ""),
        handed_by_signs: unsigned("经办人", ""),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["序号", "去向"]);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let row = Row { name: hostile(), note: long_name(), no: "88".to_owned(), ..Row::default() };
    let facts = Facts {
        client: long_name(),
        matter: hostile(),
        rows: vec![row; 60],
        receiver_signs: unsigned("委托人", &rare_name()),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(5..=30);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    let row = |no: &str, name: &str, quantity: &str, condition: &str, disposal: &str, note: &str| Row {
        no: no.to_owned(),
        name: name.to_owned(),
        quantity: quantity.to_owned(),
        condition: condition.to_owned(),
        disposal: disposal.to_owned(),
        note: note.to_owned(),
    };
    Facts {
        head: head(),
        client: "韩秀珍".to_owned(),
        matter: "右踝关节骨折致残程度鉴定".to_owned(),
        agreed: "完整退还".to_owned(),
        at: "2026年11月26日 10时02分".to_owned(),
        rows: vec![
            row("1", "出院记录", "1 份", "纸质", "留存归卷", "复印件"),
            row("2", "X 光片", "2 张", "胶片", "退还", ""),
            row("3", "右踝关节复查 CT 片", "3 张", "胶片", "退还", "原袋"),
            row("4", "血样", "2 ml", "冷冻", "已耗尽", "检验用完"),
        ],
        receiver_signs: signed("委托人", "韩秀珍", "2026年11月26日 10时02分"),
        handed_by_signs: unsigned("经办人", "周晓岚"),
        refusal: None,
        basis: texts(&["通则 17 条", "通则 22 条", "通则 29 条"]),
    }
}
