//! F-06 见证通知书: to an insurer after three calls, to a guardian, to nobody who could be found.

use appraisal_desk::documents::sheet::SignatureFact;
use appraisal_desk::documents::witness_notice::CallRow;
use appraisal_desk::documents::witness_notice::FORM;
use appraisal_desk::documents::witness_notice::Facts;
use appraisal_desk::documents::witness_notice::WitnessKind;
use appraisal_desk::documents::witness_notice::WrittenDelivery;

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
    trial.is_golden("witness_notice", &sample());
    trial.has_pages(1..=2);
    trial.says(&["见证通知书", "某安财产保险股份有限公司蜀都中心支公司", "照常鉴定", "无人接听"]);
    trial.never_says(&["不得开展"]);
}

#[test]
fn statutory_witness_is_told_that_nothing_happens_without_him() {
    let facts = statutory();
    let trial = Trial::of(FORM, &facts);
    trial.is_golden("witness_notice_statutory", &facts);
    trial.says(&["不得开展鉴定", "不计入鉴定时限", "监护人"]);
    trial.never_says(&["照常鉴定"]);
}

#[test]
fn search_without_result_is_signed_by_the_party() {
    let facts = Facts {
        notified: String::new(),
        search: "查阅事故认定书、询问当事人、查行业协会名录，未能查明承保的保险机构。".to_owned(),
        search_signed: signed("当事人", "韩秀珍", "2026年11月23日"),
        calls: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.says(&["未能查明承保的保险机构", "韩秀珍"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        notified: long_name(),
        summary: hostile(),
        calls: vec![CallRow { content: hostile(), ..calls()[0].clone() }; 500],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(20..=250);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: head(),
        notified: "某安财产保险股份有限公司蜀都中心支公司".to_owned(),
        capacity: "保险机构，商业三者险".to_owned(),
        kind: WitnessKind::Insurer,
        summary: "王㛃䶮因道路交通事故，由其母韩秀珍单方委托本中心进行致残程度及误工期、护理期、营养期鉴定，鉴定文书用于保险理赔。报案号 RA-20260508-0199。".to_owned(),
        time: "2026年11月26日（周四）09:30".to_owned(),
        place: "示例市锦江区示范街 6 号 蜀衡司法鉴定中心 第二检查室".to_owned(),
        contact: "周晓岚 000-00005678".to_owned(),
        to_bring: texts(&["工作证明原件及复印件（工作证或者单位派员函）", "到场人员本人身份证件原件及复印件"]),
        rules: texts(&[
            "未提供身份证明的，不得当场见证；提交的复印件由本机构留存",
            "遵守法律法规和《司法鉴定程序通则》，不干扰、不干预鉴定人独立、公正执业",
            "尊重被鉴定人隐私，检查隐私部位时按要求回避",
            "未经涉保当事人同意，不得对鉴定过程拍照、录像",
            "可以向鉴定人反映案件查勘有关情况",
        ]),
        absence_basis: "川意见 二(二)".to_owned(),
        acceptance: String::new(),
        search: String::new(),
        search_signed: SignatureFact::default(),
        delivery: None,
        calls: calls(),
        basis: texts(&["川意见 二(二)", "川意见 四(四)"]),
        notifier_signs: signed("通知人", "周晓岚", "2026年11月23日"),
        issued_on: "2026年11月23日".to_owned(),
    }
}

fn statutory() -> Facts {
    Facts {
        notified: "韩秀珍".to_owned(),
        capacity: "监护人，母亲".to_owned(),
        kind: WitnessKind::Statutory,
        summary: "王㛃䶮（未满十八周岁）将在本中心接受身体检查，需要监护人或者近亲属到场见证。".to_owned(),
        to_bring: texts(&["本人身份证件原件", "户口簿、出生医学证明等能证明监护关系的文件"]),
        rules: texts(&[
            "到场后在鉴定记录上签名",
            "不干扰鉴定人独立、公正执业",
            "未经同意不得对鉴定过程拍照、录像、录音",
        ]),
        absence_basis: "通则 25 条".to_owned(),
        delivery: Some(WrittenDelivery {
            method: "当面送达".to_owned(),
            at: "2026年11月23日 16:20".to_owned(),
            receipt: signed("签收人", "韩秀珍", "2026年11月23日"),
        }),
        calls: Vec::new(),
        basis: texts(&["通则 25 条"]),
        ..sample()
    }
}

fn calls() -> Vec<CallRow> {
    let call = |began: &str, ended: &str, answered: &str, content: &str, reply: &str| CallRow {
        from_number: "000-00005678".to_owned(),
        to_number: "000-00009012".to_owned(),
        answered_by: answered.to_owned(),
        began_at: began.to_owned(),
        ended_at: ended.to_owned(),
        content: content.to_owned(),
        reply: reply.to_owned(),
        caller: signed("", "周晓岚", ""),
    };
    vec![
        call("2026-11-23 09:02", "09:03", "无人接听", "未接通", "—"),
        call("2026-11-23 09:40", "09:41", "占线", "未接通", "—"),
        call("2026-11-23 10:12", "10:18", "田某，理赔岗", "告知时间、地点、须携带两种证件及须知", "派员到场"),
        CallRow {
            caller: unsigned("", "罗一帆"),
            ..call("2026-11-25 15:30", "15:34", "田某，理赔岗", "再次确认到场人员姓名", "派陈𬱖𠅤到场")
        },
    ]
}
