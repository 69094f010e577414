//! F-02 涉保鉴定共同委托书: full, empty, hostile, and never a word that ties the commission to the opinion.

use appraisal_desk::documents::joint_letter::Check;
use appraisal_desk::documents::joint_letter::FORM;
use appraisal_desk::documents::joint_letter::Facts;
use appraisal_desk::documents::joint_letter::InsurerParty;
use appraisal_desk::documents::joint_letter::Party;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::domain::wording;
use appraisal_desk::domain::wording::Guard;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::rare_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("joint_letter", &sample());
    trial.has_pages(2..=2);
    trial.says(&[
        "涉保鉴定共同委托书",
        "✓协商",
        "✓派员见证",
        "统一社会信用代码",
        "工号",
        "不就同一事项另行委托",
    ]);
    trial.says(&["（公章或者业务章）", "✓属实", "示范稿"]);
}

#[test]
fn nothing_ties_the_commission_to_accepting_the_opinion() {
    for facts in [sample(), blank()] {
        let text = Trial::of(FORM, &facts).text;
        for guard in [Guard::Binding, Guard::Promise, Guard::Dealing] {
            assert_eq!(wording::find(guard, &text), None);
        }
    }
    let bound = Facts { rights: "共同委托即视为完全采信".to_owned(), ..sample() };
    assert!(wording::find(Guard::Binding, &Trial::of(FORM, &bound).text).is_some(), "it would be found");
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(2..=2);
    trial.says(&["委托方一", "委托方二", "摇号", "当事人携至", "前台核验"]);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let party = Party { name: long_name(), relation: hostile(), ..Party::default() };
    let insurer = InsurerParty { name: hostile(), handler: rare_name(), ..InsurerParty::default() };
    let facts = Facts {
        parties: vec![party; 8],
        insurers: vec![insurer; 8],
        incident: hostile().repeat(20),
        materials: vec![hostile(); 60],
        parties_sign: vec![unsigned("当事人", &long_name()); 8],
        insurers_sign: vec![unsigned("保险机构", &long_name()); 8],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(5..=20);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        parties: Vec::new(),
        insurers: Vec::new(),
        subject: String::new(),
        incident: String::new(),
        cover: String::new(),
        matter: String::new(),
        purpose: String::new(),
        is_reappraisal: Answer::Open,
        selections: sample().selections,
        selection: String::new(),
        materials: Vec::new(),
        confirmation: String::new(),
        promise: String::new(),
        sends_witness: Answer::Open,
        copies: String::new(),
        fee: String::new(),
        fee_bearer: String::new(),
        opinion_to: String::new(),
        receivers: texts(&["双方", "当事人", "保险机构"]),
        carrier: String::new(),
        carriers: sample().carriers,
        rights: String::new(),
        parties_sign: Vec::new(),
        insurers_sign: Vec::new(),
        check: Check::default(),
        basis: Vec::new(),
    }
}

fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..head() },
        parties: vec![Party {
            name: "阿不都热合曼·买买提".to_owned(),
            id_type: "居民身份证".to_owned(),
            id_number: "000000199001010018".to_owned(),
            phone: "13000000031".to_owned(),
            relation: "本人".to_owned(),
        }],
        insurers: vec![InsurerParty {
            name: "安泽财产保险股份有限公司某市中心支公司".to_owned(),
            code: String::new(),
            department: "人伤理赔部".to_owned(),
            handler: "祝予安".to_owned(),
            staff_no: String::new(),
            phone: "000-00001234".to_owned(),
        }],
        subject: "阿不都热合曼·买买提".to_owned(),
        incident: "2026年3月骑车时与小型客车相撞，左膝受伤，现要求评定。".to_owned(),
        cover: "商业三者险，报案号 示例报案 0101".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        purpose: "保险理赔".to_owned(),
        is_reappraisal: Answer::No,
        selections: texts(&["协商", "抽签", "摇号", "其他约定"]),
        selection: "协商".to_owned(),
        materials: texts(&["出院记录（1 份）", "CT 片（3 张）", "事故认定书（1 份）"]),
        confirmation:
            "以上鉴定材料由双方逐件确认；未经双方确认的，不得用于鉴定。以后补充的材料同样逐件确认。"
                .to_owned(),
        promise: "鉴定机构出具司法鉴定意见书之前，各方不就同一事项另行委托鉴定。".to_owned(),
        sends_witness: Answer::Yes,
        copies: "一式 5 份，交委托各方共 4 份，存档 1 份".to_owned(),
        fee: "预计 2,600.00 元".to_owned(),
        fee_bearer: "委托双方各半".to_owned(),
        opinion_to: "双方".to_owned(),
        receivers: texts(&["双方", "当事人", "保险机构"]),
        carrier: "保险机构送达".to_owned(),
        carriers: texts(&["保险机构送达", "当事人携至", "邮寄"]),
        rights: "共同委托不改变各方对鉴定意见提出异议、申请补充鉴定或者重新鉴定的权利。".to_owned(),
        parties_sign: vec![unsigned("当事人", "阿不都热合曼·买买提")],
        insurers_sign: vec![unsigned("保险机构", "安泽财产保险股份有限公司某市中心支公司 祝予安")],
        check: Check {
            is_original: Answer::Yes,
            seal_checked_by: "周晓岚".to_owned(),
            number: "000-00001234".to_owned(),
            at: "2026年11月24日 10时12分".to_owned(),
            spoke_to: "祝予安".to_owned(),
            is_confirmed: Answer::Yes,
        },
        basis: texts(&["川意见 二(一)"]),
    }
}
