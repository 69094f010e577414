//! F-08 亮证告知与回避询问记录: two appraisers, one assistant, nobody objects; then somebody does.

use appraisal_desk::documents::licence_showing::Declaration;
use appraisal_desk::documents::licence_showing::FORM;
use appraisal_desk::documents::licence_showing::Facts;
use appraisal_desk::documents::licence_showing::RecusalAnswer;
use appraisal_desk::documents::licence_showing::ShownRow;
use appraisal_desk::documents::sheet::Answer;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::rare_name;
use crate::golden::signed;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("licence_showing", &sample());
    trial.has_pages(1..=2);
    trial.says(&["亮证告知与回避询问记录", "司法鉴定人执业证", "顾明川", "无人申请回避"]);
}

#[test]
fn request_for_recusal_names_person_and_reason() {
    let facts = Facts {
        recusal: RecusalAnswer {
            is_requested: Answer::Yes,
            person: "沈砚秋".to_owned(),
            reason: "曾为该保险机构的客户出具过咨询意见".to_owned(),
            ..sample().recusal
        },
        outcome: "转回避申请及决定书（F-24），鉴定暂不开始。".to_owned(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.says(&["曾为该保险机构的客户出具过咨询意见", "鉴定暂不开始"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        shown: Vec::new(),
        seen_by: Vec::new(),
        rights: Vec::new(),
        recusal: RecusalAnswer::default(),
        questions: Vec::new(),
        declarations: Vec::new(),
        pledge: String::new(),
        outcome: String::new(),
        signatures: Vec::new(),
        basis: Vec::new(),
        ..sample()
    };
    Trial::of(FORM, &facts).has_pages(1..=2);
}

#[test]
fn hostile_sheet_holds() {
    let mut facts = sample();
    facts.shown = vec![ShownRow { name: long_name(), licence_no: hostile(), ..facts.shown[0].clone() }; 500];
    facts.seen_by = vec![unsigned("到场人", &long_name()); 60];
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(20..=250);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let shown = |name: &str, role: &str, licence: &str, number: &str| ShownRow {
        name: name.to_owned(),
        role: role.to_owned(),
        licence: licence.to_owned(),
        licence_no: number.to_owned(),
        valid_until: "2029-06-30".to_owned(),
        shown_at: "09:47".to_owned(),
    };
    Facts {
        head: head(),
        subject: "王㛃䶮".to_owned(),
        matter: "右踝关节骨折致残程度及误工期、护理期、营养期鉴定".to_owned(),
        at: "2026年11月26日 09:46 至 09:52".to_owned(),
        place: "锦江场所 第二检查室".to_owned(),
        shown: vec![
            shown("顾明川", "鉴定人", "司法鉴定人执业证", "000000000001"),
            shown("沈砚秋", "鉴定人", "司法鉴定人执业证", "000000000002"),
            shown("罗一帆", "鉴定人助理", "司法鉴定人助理证", "ZL-0000103"),
        ],
        seen_by: vec![
            signed("被鉴定人", "王㛃䶮", "11-26 09:49"),
            signed("委托人", "韩秀珍", "11-26 09:49"),
            signed("保险机构人员", "陈𬱖𠅤", "11-26 09:50"),
            unsigned("陪同人员", &rare_name()),
        ],
        rights: texts(&[
            "您可以查看鉴定人和助理的证件，并记下编号",
            "认为鉴定人有应当回避情形的，可以向本机构提出回避申请，由本机构决定；不服决定的，可以撤销委托",
            "对鉴定过程有意见的，可以当场提出并记入到场记录",
        ]),
        recusal: RecusalAnswer {
            asked: "王㛃䶮、韩秀珍、陈𬱖𠅤".to_owned(),
            is_requested: Answer::No,
            person: String::new(),
            reason: String::new(),
        },
        questions: texts(&[
            "本人或者近亲属与当事人、案件有利害关系，可能影响公正",
            "参加过同一鉴定事项的鉴定",
            "作为专家提供过咨询意见",
            "作为有专门知识的人参与过法庭质证",
        ]),
        declarations: vec![
            Declaration { name: "顾明川".to_owned(), answers: vec![Answer::No; 4], note: String::new() },
            Declaration { name: "沈砚秋".to_owned(), answers: vec![Answer::No; 4], note: String::new() },
        ],
        pledge: "客观、中立、公正鉴定，不收受财物，不接受请吃，不谋取不正当利益，不承诺结果。".to_owned(),
        outcome: "无人申请回避，鉴定人声明无应当回避情形，鉴定开始。".to_owned(),
        basis: texts(&["川意见 三(二)", "通则 20、21 条"]),
        signatures: vec![
            signed("鉴定人", "顾明川", "2026年11月26日"),
            signed("鉴定人", "沈砚秋", "2026年11月26日"),
            signed("鉴定人助理", "罗一帆", "2026年11月26日"),
            signed("记录人", "周晓岚", "2026年11月26日"),
        ],
        refusal: None,
    }
}
