//! F-01 司法鉴定委托书: a unilateral insurance case of Sichuan, and a joint one of three clients.

use appraisal_desk::documents::commission::ChangeLine;
use appraisal_desk::documents::commission::ChangeSlip;
use appraisal_desk::documents::commission::Delivery;
use appraisal_desk::documents::commission::FORM;
use appraisal_desk::documents::commission::Facts;
use appraisal_desk::documents::commission::FeeBlock;
use appraisal_desk::documents::commission::InstitutionBlock;
use appraisal_desk::documents::commission::InsuranceBlock;
use appraisal_desk::documents::commission::InsurerLine;
use appraisal_desk::documents::commission::Leftovers;
use appraisal_desk::documents::commission::MaterialsReturn;
use appraisal_desk::documents::commission::Recusal;
use appraisal_desk::documents::commission::TimeLimit;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::MaterialLine;
use appraisal_desk::documents::sheet::SignatureFact;

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
    trial.is_golden("commission", &sample());
    trial.has_pages(2..=3);
    trial.says(&[
        "司法鉴定委托书",
        "韩秀珍",
        "贰仟陆佰元整",
        "是否属于重新鉴定",
        "需要回避的鉴定人",
        "鉴定风险提示",
    ]);
    trial.embeds(&["NotoSerifSC", "NotoSansSC", "FandolFang"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=3);
    trial.says(&["司法鉴定委托书", "自取", "个工作日内完成鉴定"]);
}

#[test]
fn joint_commission_gives_each_client_a_place_to_sign() {
    let mut facts = sample();
    facts.clients_sign = vec![
        unsigned("委托人一", "韩秀珍"),
        unsigned("委托人二", "某安财产保险股份有限公司"),
        unsigned("委托人三", "某丰财产保险有限公司"),
    ];
    let trial = Trial::of(FORM, &facts);
    trial.says(&["委托人三", "某丰财产保险有限公司"]);
}

#[test]
fn a_slip_says_from_what_to_what_and_every_client_signs_it() {
    let trial = Trial::of(FORM, &changed());
    trial.has_pages(1..=1);
    trial.says(&[
        "（变更单第1号）",
        "右踝关节骨折致残程度鉴定、误工期评定",
        "变更原因",
        "委托书其他内容不变",
        "安泽财产保险股份有限公司",
    ]);
    trial.never_says(&["鉴定风险提示", "约定事项", "双方各执一份，机构存档一份；变更须双方签名"]);
    let slip = ChangeSlip { number: "第1号".to_owned(), ..ChangeSlip::default() };
    Trial::of(FORM, &Facts { change: Some(slip), ..blank() }).has_pages(1..=1);
    let line = ChangeLine { name: hostile(), from: hostile().repeat(9), to: hostile() };
    let slip = ChangeSlip { lines: vec![line; 40], reason: hostile(), ..changed().change.unwrap() };
    let trial = Trial::of(FORM, &Facts { change: Some(slip), ..changed() });
    trial.has_pages(3..=30);
    trial.says(&[r##"#read("x")"##]);
}

#[test]
fn hostile_sheet_holds() {
    let mut facts = sample();
    facts.client = long_name();
    facts.background = hostile().repeat(30);
    facts.materials =
        (0..500).map(|_| MaterialLine { name: hostile(), ..facts.materials[0].clone() }).collect();
    facts.other_terms = vec![hostile()];
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(20..=200);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn changed() -> Facts {
    let line = |name: &str, from: &str, to: &str| ChangeLine {
        name: name.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    Facts {
        change: Some(ChangeSlip {
            number: "第1号".to_owned(),
            agreement_on: "2026年11月5日".to_owned(),
            lines: vec![
                line("委托鉴定事项", "右踝关节骨折致残程度鉴定", "右踝关节骨折致残程度鉴定、误工期评定"),
                line("预计费用", "2600.00 元", "3200.00 元"),
            ],
            reason: "委托双方协商，增加误工期评定一项，费用相应增加。".to_owned(),
            effective_on: String::new(),
            copies: "本变更单委托各方各执一份，机构存档一份。".to_owned(),
        }),
        clients_sign: vec![unsigned("委托人一", "韩秀珍"), unsigned("委托人二", "安泽财产保险股份有限公司")],
        ..sample()
    }
}

pub fn sample() -> Facts {
    Facts {
        head: head(),
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        client: "韩秀珍".to_owned(),
        contact: "韩秀珍（000-00001234）".to_owned(),
        address: "示例省示例市锦江区虚构路 18 号 3 栋 502 室".to_owned(),
        handler: "本人".to_owned(),
        institution: InstitutionBlock {
            name: "蜀衡司法鉴定中心".to_owned(),
            address: "示例市锦江区示范街 6 号".to_owned(),
            postcode: "000000".to_owned(),
            contact: "周晓岚".to_owned(),
            phone: "000-00005678".to_owned(),
        },
        matter: "1. 王㛃䶮右踝关节骨折术后的致残程度；2. 误工期、护理期、营养期。\n适用标准：《人体损伤致残程度分级》".to_owned(),
        subject: "王㛃䶮".to_owned(),
        is_reappraisal: Answer::No,
        reappraisal_note: String::new(),
        purpose: "保险理赔、协商赔偿".to_owned(),
        background: "2026年5月8日17时许，王㛃䶮骑行电动自行车在示例市虚构路与小型客车相撞受伤，当日入示例市第一医院，诊断为右踝关节骨折，行切开复位内固定术，住院 21 天。交警队认定小型客车一方负主要责任。".to_owned(),
        materials: materials(),
        materials_note: "共 4 件，逐件确认情况见 F-04".to_owned(),
        fee: FeeBlock {
            total: "2600.00".to_owned(),
            in_words: "贰仟陆佰元整".to_owned(),
            method: "签订本委托书时一次付清，转账".to_owned(),
        },
        delivery: Delivery {
            pickup: true,
            mail: None,
            other: None,
            copies: "一式四份，委托人三份，存档一份".to_owned(),
        },
        materials_return: MaterialsReturn { intact: true, ..MaterialsReturn::default() },
        leftovers: Leftovers { collected_within_weeks: Some("四".to_owned()), ..Leftovers::default() },
        time_limit: TimeLimit { before: None, workdays: Some("30".to_owned()) },
        recusal: Recusal { person: "无".to_owned(), reason: "无".to_owned() },
        other_terms: texts(&["电子影像资料仅供鉴定使用，随卷归档。"]),
        insurance: Some(InsuranceBlock {
            used_for_claim: Answer::Yes,
            asked: "周晓岚 2026年11月24日 14:05 当面询问".to_owned(),
            mode: "当事人单方委托，已告知风险及法律后果（F-03）".to_owned(),
            insurers: vec![
                InsurerLine {
                    name: "某安财产保险股份有限公司蜀都中心支公司".to_owned(),
                    policy: "交强险 保单号 PX-2026-000731".to_owned(),
                    report_no: "RA-20260508-0199".to_owned(),
                },
                InsurerLine { name: "某丰财产保险有限公司".to_owned(), policy: "商业三者险".to_owned(), report_no: String::new() },
            ],
            parallel: Answer::No,
            promise: "出具司法鉴定意见书之前，不就同一鉴定事项另行委托鉴定。".to_owned(),
        }),
        risk_points: texts(&[
            "鉴定意见属于专家的专业意见，是否被采信取决于办案机关的审查和判断，鉴定人和鉴定机构无权干涉；",
            "由于受鉴定材料或者其他因素限制，并非所有的鉴定都能得出明确的鉴定意见；",
            "鉴定活动遵循依法独立、客观、公正的原则，只对鉴定材料和案件事实负责，不会考虑是否有利于任何一方当事人。",
        ]),
        remarks: "被鉴定人行走不便，检查安排在一楼第二检查室。".to_owned(),
        basis: texts(&["通则 16 条", "川意见 二(二)"]),
        clients_sign: vec![signed("委托人", "韩秀珍", "2026年11月24日")],
        institution_signs: unsigned("", "蜀衡司法鉴定中心"),
        change: None,
    }
}

fn materials() -> Vec<MaterialLine> {
    let line = |name: &str, quantity: &str, condition: &str| MaterialLine {
        name: name.to_owned(),
        kind: "鉴定资料".to_owned(),
        quantity: quantity.to_owned(),
        condition: condition.to_owned(),
        storage: "完好".to_owned(),
        received_at: "11-24 14:16".to_owned(),
    };
    vec![
        line("示例市第一医院住院病历", "1 册 46 页", "复印件，盖章"),
        line("右踝关节 X 光片、CT 片", "6 张", "胶片"),
        line("道路交通事故认定书", "1 份 2 页", "复印件"),
        line("被鉴定人身份证", "1 份", "复印件，已核对原件"),
    ]
}

fn blank() -> Facts {
    Facts {
        head: head(),
        doc_no: String::new(),
        client: String::new(),
        contact: String::new(),
        address: String::new(),
        handler: String::new(),
        institution: InstitutionBlock::default(),
        matter: String::new(),
        subject: String::new(),
        is_reappraisal: Answer::Open,
        reappraisal_note: String::new(),
        purpose: String::new(),
        background: String::new(),
        materials: Vec::new(),
        materials_note: String::new(),
        fee: FeeBlock::default(),
        delivery: Delivery::default(),
        materials_return: MaterialsReturn::default(),
        leftovers: Leftovers::default(),
        time_limit: TimeLimit::default(),
        recusal: Recusal::default(),
        other_terms: Vec::new(),
        insurance: Some(InsuranceBlock::default()),
        risk_points: Vec::new(),
        remarks: String::new(),
        basis: Vec::new(),
        clients_sign: Vec::new(),
        institution_signs: SignatureFact::default(),
        change: None,
    }
}
