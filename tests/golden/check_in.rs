//! F-07 到场签到及见证记录表: nine people, one of them without an identity document, one insurer absent.

use appraisal_desk::documents::check_in::Absence;
use appraisal_desk::documents::check_in::Attendee;
use appraisal_desk::documents::check_in::FORM;
use appraisal_desk::documents::check_in::Facts;
use appraisal_desk::documents::check_in::Interval;
use appraisal_desk::documents::check_in::RecordingConsent;
use appraisal_desk::documents::check_in::Statement;
use appraisal_desk::documents::sheet::Answer;
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
fn sample_is_right() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("check_in", &sample());
    trial.has_pages(2..=3);
    trial.says(&["王㛃䶮", "陈𬱖𠅤", "阿不都热合曼·买买提", "不得见证", "照常鉴定", "第1页共"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=2);
    trial.says(&["到场签到及见证记录表", "签名"]);
}

#[test]
fn hostile_sheet_holds() {
    let mut facts = sample();
    facts.matter = hostile();
    facts.attendees = (0..500)
        .map(|n| Attendee {
            name: format!("{}{n}", long_name()),
            organisation: hostile(),
            ..attendees()[n % 9].clone()
        })
        .collect();
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(100..=300);
    trial.says(&[r##"#emph[x] *b* $y$ <a> #read("x") \"##, "第1页共"]);
}

pub fn sample() -> Facts {
    Facts {
        head: head(),
        subject: "王㛃䶮".to_owned(),
        matter: "右踝关节骨折致残程度及误工期、护理期、营养期鉴定".to_owned(),
        planned_at: "2026年11月26日 09:30".to_owned(),
        place: "锦江场所 第二检查室".to_owned(),
        began_at: "2026年11月26日 09:46".to_owned(),
        ended_at: "2026年11月26日 11:05".to_owned(),
        attendees: attendees(),
        absences: vec![Absence {
            who: "保险机构：某安财产保险股份有限公司川中分公司（商业三者险）".to_owned(),
            notified: "11月23日 10:12 电话通知，接听人田某（理赔岗），答复派员".to_owned(),
            waited_until: "2026年11月26日 09:45".to_owned(),
            handling: "照常鉴定".to_owned(),
            basis: "川意见 二(二)".to_owned(),
        }],
        rules: texts(&[
            "不得干扰、干预司法鉴定人独立、公正执业",
            "不得侵犯被鉴定人隐私，检查隐私部位时按要求回避",
            "未经涉保当事人和鉴定机构同意，不得对鉴定过程拍照、录像、录音",
            "可以向鉴定人反映案件查勘情况，所反映的情况不是鉴定材料",
        ]),
        rules_signed: vec![
            signed("保险机构人员", "陈𬱖𠅤", "2026年11月26日 09:31"),
            unsigned("保险机构人员", "陆文远"),
        ],
        recording: RecordingConsent {
            party: Answer::No,
            institution: Answer::No,
            scope: "未同意，设备已收好".to_owned(),
        },
        statements: vec![Statement {
            by: "陈𬱖𠅤".to_owned(),
            at: "09:41".to_owned(),
            text: "查勘时伤者自述右脚被车轮碾轧，现场照片四张已交交警队；未提交书面材料。".to_owned(),
        }],
        support: texts(&["安排旁观席（检查室东侧），可旁听问诊"]),
        stepped_out: vec![Interval {
            who: "陈𬱖𠅤、陆文远".to_owned(),
            from: "10:05".to_owned(),
            to: "10:12".to_owned(),
            reason: "检查涉及隐私部位".to_owned(),
        }],
        objections: vec![Statement {
            by: "韩秀珍".to_owned(),
            at: "11:02".to_owned(),
            text: "要求复制一份本表，已当场给副本".to_owned(),
        }],
        interference: String::new(),
        basis: texts(&["川意见 二(二)", "川意见 四(四)", "通则 25 条"]),
        signatures: vec![
            signed("当事人", "王㛃䶮", "2026年11月26日 11:06"),
            signed("保险机构人员", "陈𬱖𠅤", "2026年11月26日 11:06"),
            unsigned("法定见证人", ""),
            signed("鉴定人", "顾明川", "2026年11月26日 11:08"),
            unsigned("鉴定人", "沈砚秋"),
            signed("记录人", "周晓岚", "2026年11月26日 11:09"),
        ],
        refusal: Some(RefusalNote {
            who: "保险机构人员 陆文远".to_owned(),
            reason: "称须请示单位后再签，未在见证须知和本表上签名；经说明后仍不签。".to_owned(),
            staff: vec![signed("鉴定人", "顾明川", ""), signed("工作人员", "周晓岚", "")],
            at: "2026年11月26日 11:10".to_owned(),
        }),
    }
}

fn blank() -> Facts {
    Facts {
        head: head(),
        subject: String::new(),
        matter: String::new(),
        planned_at: String::new(),
        place: String::new(),
        began_at: String::new(),
        ended_at: String::new(),
        attendees: Vec::new(),
        absences: Vec::new(),
        rules: Vec::new(),
        rules_signed: Vec::new(),
        recording: RecordingConsent::default(),
        statements: Vec::new(),
        support: Vec::new(),
        stepped_out: Vec::new(),
        objections: Vec::new(),
        interference: String::new(),
        basis: Vec::new(),
        signatures: Vec::new(),
        refusal: None,
    }
}

fn attendees() -> Vec<Attendee> {
    let person = |identity: &str, name: &str, relation: &str, number: &str| Attendee {
        identity: identity.to_owned(),
        name: name.to_owned(),
        organisation: "／".to_owned(),
        relation: relation.to_owned(),
        work_credential: "／".to_owned(),
        standing: "／".to_owned(),
        document_kind: "居民身份证".to_owned(),
        document_no: number.to_owned(),
        image_ids: "影 1、影 2".to_owned(),
        checked_by: "周晓岚".to_owned(),
        arrived_at: "09:21".to_owned(),
        left_at: "11:10".to_owned(),
        signature: signed("", name, "11-26 09:24"),
        ..Attendee::default()
    };
    vec![
        person("被鉴定人", "王㛃䶮", "本人", "000000199001010018"),
        person("委托人", "韩秀珍", "母亲", "000000196502030027"),
        Attendee {
            left_at: "10:02（中途离场）".to_owned(),
            ..person("代理人", "欧阳若兰", "委托代理人", "000000198003040036")
        },
        person("陪同人员", "阿不都热合曼·买买提", "同事", "000000198911110015"),
        person("陪同人员", &rare_name(), "表弟", "000000199912120034"),
        Attendee {
            organisation: "某安财产保险股份有限公司蜀都中心支公司".to_owned(),
            relation: "无".to_owned(),
            work_credential: "工作证 CX-20261188".to_owned(),
            image_ids: "影 7、影 8、影 9".to_owned(),
            standing: "可以见证".to_owned(),
            standing_reason: "两证齐全".to_owned(),
            ..person("保险机构人员", "陈𬱖𠅤", "无", "000000198506070019")
        },
        Attendee {
            organisation: "某丰财产保险有限公司".to_owned(),
            document_kind: "未出示".to_owned(),
            document_no: String::new(),
            work_credential: "派员函 丰理赔〔2026〕112号".to_owned(),
            image_ids: "影 10".to_owned(),
            arrived_at: "09:52（迟到）".to_owned(),
            standing: "不得见证".to_owned(),
            standing_reason: "未出示身份证件".to_owned(),
            signature: unsigned("", "陆文远"),
            ..person("保险机构人员", "陆文远", "无", "")
        },
        person("近亲属", "王建业", "父亲", "000000196201050031"),
        person("陪同人员", "司马砚田", "邻居", "000000197707070054"),
    ]
}
