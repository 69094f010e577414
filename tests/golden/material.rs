//! F-04 鉴定材料接收暨确认清单: a joint commission with one item that the insurer has not confirmed.

use appraisal_desk::documents::material::Confirmation;
use appraisal_desk::documents::material::Dispute;
use appraisal_desk::documents::material::FORM;
use appraisal_desk::documents::material::Facts;
use appraisal_desk::documents::material::Movement;
use appraisal_desk::documents::material::Row;
use appraisal_desk::documents::sheet::MaterialLine;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::signed;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("material", &sample());
    trial.has_pages(1..=3);
    trial.says(&["鉴定材料接收暨确认清单", "道路交通事故认定书", "未经双方确认，不得用于鉴定", "借出"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        rows: Vec::new(),
        disputes: Vec::new(),
        movements: Vec::new(),
        signatures: Vec::new(),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=2);
    trial.says(&["名称", "保存状况"]);
}

#[test]
fn hostile_sheet_holds() {
    let mut facts = sample();
    facts.submitter = long_name();
    facts.rows = (1..=500)
        .map(|no| Row { no: no.to_string(), identification: hostile(), ..facts.rows[no % 3].clone() })
        .collect();
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(40..=250);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: head(),
        submitter: "韩秀珍".to_owned(),
        submit_method: "当面提交".to_owned(),
        mode: "共同委托".to_owned(),
        party_a: "韩秀珍".to_owned(),
        party_b: "某安财产保险股份有限公司蜀都中心支公司".to_owned(),
        rows: rows(),
        promise: "委托人承诺所提交的鉴定材料真实、合法，并对此承担责任。".to_owned(),
        disputes: vec![Dispute {
            no: "3".to_owned(),
            by: "某安财产保险股份有限公司蜀都中心支公司".to_owned(),
            content: "称认定书第 2 页系复印件，要求出示原件核对".to_owned(),
            handling: "锁定，待委托人补交原件".to_owned(),
        }],
        movements: vec![
            Movement {
                at: "2026-11-25 09:10".to_owned(),
                no: "2".to_owned(),
                kind: "借出".to_owned(),
                quantity: "6 张".to_owned(),
                reason: "阅片".to_owned(),
                persons: "周晓岚 交 沈砚秋".to_owned(),
            },
            Movement {
                at: "2026-11-25 16:40".to_owned(),
                no: "2".to_owned(),
                kind: "归还".to_owned(),
                quantity: "6 张".to_owned(),
                reason: "阅片完毕".to_owned(),
                persons: "沈砚秋 交 周晓岚".to_owned(),
            },
        ],
        basis: texts(&["通则 12 条", "通则 22 条", "川意见 二(一)"]),
        signatures: vec![
            signed("提交人", "韩秀珍", "2026年11月24日"),
            signed("甲方", "韩秀珍", "2026年11月24日"),
            unsigned("乙方", "某安财产保险股份有限公司蜀都中心支公司"),
            signed("收件人", "周晓岚", "2026年11月24日"),
        ],
    }
}

fn rows() -> Vec<Row> {
    let row =
        |no: &str, name: &str, quantity: &str, condition: &str, identification: &str, original: &str| Row {
            no: no.to_owned(),
            line: MaterialLine {
                name: name.to_owned(),
                kind: "鉴定资料".to_owned(),
                quantity: quantity.to_owned(),
                condition: condition.to_owned(),
                storage: "完好".to_owned(),
                received_at: "2026-11-24 14:16".to_owned(),
            },
            identification: identification.to_owned(),
            original_or_copy: original.to_owned(),
            source: "示例市第一医院".to_owned(),
            confirmed_by_a: Confirmation {
                by: "韩秀珍".to_owned(),
                at: "11-24 14:22".to_owned(),
                image: Some("signature-1".to_owned()),
            },
            confirmed_by_b: Confirmation {
                by: "陈𬱖𠅤".to_owned(),
                at: "11-24 15:03".to_owned(),
                image: Some("signature-2".to_owned()),
            },
            may_be_used_up: "否".to_owned(),
            return_wish: "完整退还".to_owned(),
            lock: String::new(),
        };
    vec![
        row("1", "住院病历", "1 册", "纸质，装订", "病历号 BL-0071182，46 页", "复印件"),
        row("2", "右踝关节 X 光片、CT 片", "6 张", "胶片", "片号 X26-5518 至 5523", "原件"),
        Row {
            source: "示例市公安局交警支队".to_owned(),
            confirmed_by_b: Confirmation::default(),
            lock: "未经双方确认，不得用于鉴定".to_owned(),
            ..row("3", "道路交通事故认定书", "1 份", "纸质", "第 000518 号，2 页", "复印件")
        },
    ]
}
