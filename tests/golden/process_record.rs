//! F-09 鉴定过程记录: two sittings, a late entry, a correction, measured values, pictures.

use appraisal_desk::documents::process_record::Correction;
use appraisal_desk::documents::process_record::Entry;
use appraisal_desk::documents::process_record::FORM;
use appraisal_desk::documents::process_record::Facts;
use appraisal_desk::documents::process_record::Instrument;
use appraisal_desk::documents::process_record::Late;
use appraisal_desk::documents::process_record::MaterialUsed;
use appraisal_desk::documents::process_record::MeasurementTable;
use appraisal_desk::documents::process_record::Media;
use appraisal_desk::documents::process_record::Session;
use appraisal_desk::documents::process_record::Standard;
use appraisal_desk::documents::sheet::SheetHead;

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
    trial.is_golden("process_record", &sample());
    trial.has_pages(2..=4);
    trial.says(&["鉴定过程记录", "补记", "更正第 4 条", "已由第 6 条更正", "逐页签名", "王㛃䶮"]);
}

#[test]
fn draft_says_so_on_the_page() {
    let facts = Facts { head: SheetHead { is_draft: true, ..head() }, ..sample() };
    Trial::of(FORM, &facts).says(&["草稿"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        standards: Vec::new(),
        materials: Vec::new(),
        instruments: Vec::new(),
        privacy: Vec::new(),
        sessions: Vec::new(),
        media: Vec::new(),
        specials: Vec::new(),
        page_signers: Vec::new(),
        signatures: Vec::new(),
        basis: Vec::new(),
        ..sample()
    };
    Trial::of(FORM, &facts).has_pages(1..=2);
}

#[test]
fn hostile_sheet_holds() {
    let mut facts = sample();
    facts.subject = long_name();
    let entry = Entry { text: hostile().repeat(3), ..facts.sessions[0].entries[0].clone() };
    facts.sessions[0].entries = vec![entry; 500];
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(30..=250);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: head(),
        subject: "王㛃䶮".to_owned(),
        matter: "右踝关节骨折致残程度及误工期、护理期、营养期鉴定".to_owned(),
        appraisers: "顾明川、沈砚秋".to_owned(),
        assistants: "罗一帆".to_owned(),
        identity_check: "核对居民身份证原件，与本人相符（周晓岚，09:22）".to_owned(),
        standards: vec![
            Standard {
                name: "法医临床检验规范".to_owned(),
                number: "SF/T 0111-2021".to_owned(),
                level: "行业标准".to_owned(),
            },
            Standard {
                name: "人体损伤致残程度分级".to_owned(),
                number: "2017-01-01 施行".to_owned(),
                level: "技术规范".to_owned(),
            },
        ],
        materials: vec![
            MaterialUsed {
                no: "1".to_owned(),
                name: "住院病历".to_owned(),
                confirmation: "双方已确认".to_owned(),
            },
            MaterialUsed {
                no: "2".to_owned(),
                name: "右踝关节 X 光片、CT 片".to_owned(),
                confirmation: "双方已确认".to_owned(),
            },
        ],
        instruments: vec![
            Instrument {
                name: "关节活动度测量仪".to_owned(),
                number: "SH-CL-07".to_owned(),
                valid_until: "2027-03-31".to_owned(),
                state: "正常".to_owned(),
            },
            Instrument {
                name: "钢卷尺".to_owned(),
                number: "SH-CL-02".to_owned(),
                valid_until: "2027-03-31".to_owned(),
                state: "正常".to_owned(),
            },
        ],
        privacy: texts(&[
            "独立检查室，拉帘遮挡",
            "女性工作人员在场",
            "检查隐私部位时请见证人回避（10:05 至 10:12）",
        ]),
        sessions: vec![first_session(), second_session()],
        media: vec![
            media(
                "影 11",
                "右踝关节外侧手术瘢痕",
                "照片",
                "",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ),
            media(
                "影 12",
                "步态",
                "录像",
                "00:42",
                "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            ),
        ],
        specials: texts(&["10:02 被鉴定人自述头晕，休息三分钟后继续。"]),
        basis: texts(&["通则 23—27 条", "川意见 三(二)"]),
        page_signers: vec![signed("鉴定人", "顾明川", ""), unsigned("鉴定人", "沈砚秋")],
        signatures: vec![
            signed("鉴定人", "顾明川", "2026年11月26日 11:12"),
            unsigned("鉴定人", "沈砚秋"),
            signed("到场见证人", "陈𬱖𠅤", "2026年11月26日 11:10"),
            signed("记录人", "罗一帆", "2026年11月26日 11:12"),
        ],
        refusal: None,
    }
}

fn first_session() -> Session {
    Session {
        label: "第1次".to_owned(),
        began_at: "2026年11月26日 09:52:10".to_owned(),
        ended_at: "2026年11月26日 11:05:44".to_owned(),
        place: "锦江场所 第二检查室".to_owned(),
        present: "王㛃䶮、韩秀珍、陈𬱖𠅤（保险机构，可以见证）".to_owned(),
        entries: vec![
            entry("1", "09:53:02", "方法", "按《法医临床检验规范》进行体格检查，双侧对照。"),
            entry(
                "2",
                "09:58:31",
                "所见",
                "神志清，步入检查室，右足跛行。右踝关节外侧见 12.5 cm 纵行手术瘢痕，愈合好，无红肿、渗出。",
            ),
            Entry {
                measurements: Some(range_of_motion()),
                ..entry("3", "10:16:20", "测量", "双踝关节主动活动度（度），各测三次取中间值。")
            },
            Entry {
                struck_by: "已由第 6 条更正".to_owned(),
                ..entry(
                    "4",
                    "10:21:45",
                    "测量",
                    "右小腿周径 33.5 cm，左小腿周径 31.0 cm（髌骨下缘下 10 cm）。",
                )
            },
            Entry {
                late: Some(Late {
                    happened_at: "10:02 至 10:05".to_owned(),
                    reason: "当时扶被鉴定人休息，未能即时记录".to_owned(),
                }),
                ..entry(
                    "5",
                    "10:40:12",
                    "说明",
                    "被鉴定人自述头晕，扶坐休息，测血压 128/79 mmHg，休息后缓解，继续检查。",
                )
            },
            Entry {
                corrects: Some(Correction {
                    of_no: "4".to_owned(),
                    reason: "左右记反，经复测核实".to_owned(),
                }),
                ..entry(
                    "6",
                    "10:46:08",
                    "测量",
                    "右小腿周径 31.0 cm，左小腿周径 33.5 cm（髌骨下缘下 10 cm）。",
                )
            },
        ],
    }
}

fn second_session() -> Session {
    Session {
        label: "第2次".to_owned(),
        began_at: "2026年12月2日 15:00:00".to_owned(),
        ended_at: "2026年12月2日 15:36:19".to_owned(),
        place: "锦江场所 阅片室".to_owned(),
        present: "无".to_owned(),
        entries: vec![entry(
            "7",
            "15:04:50",
            "所见",
            "阅 2026-05-08 及 2026-11-20 右踝关节 X 光片、CT 片共 6 张：右外踝骨折，内固定在位，骨折线消失，关节面平整。",
        )],
    }
}

fn entry(no: &str, at: &str, kind: &str, text: &str) -> Entry {
    Entry {
        no: no.to_owned(),
        at: at.to_owned(),
        kind: kind.to_owned(),
        by: "顾明川".to_owned(),
        text: text.to_owned(),
        ..Entry::default()
    }
}

fn range_of_motion() -> MeasurementTable {
    MeasurementTable {
        columns: texts(&["动作", "右（伤侧）", "左（健侧）", "参考值", "丧失（%）"]),
        rows: vec![
            texts(&["背伸", "10", "20", "20～30", "50"]),
            texts(&["跖屈", "30", "45", "40～50", "33"]),
            texts(&["内翻", "18", "30", "30", "40"]),
        ],
        note: "关节活动度测量仪 SH-CL-07".to_owned(),
    }
}

fn media(no: &str, title: &str, kind: &str, length: &str, sha256: &str) -> Media {
    Media {
        no: no.to_owned(),
        title: title.to_owned(),
        kind: kind.to_owned(),
        length: length.to_owned(),
        by: "罗一帆".to_owned(),
        at: "2026-11-26 10:31:05".to_owned(),
        sha256: sha256.to_owned(),
    }
}
