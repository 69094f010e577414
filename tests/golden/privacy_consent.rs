//! F-11 个人信息处理告知暨单独同意书: answered, refused, empty, hostile.

use appraisal_desk::documents::privacy_consent::FORM;
use appraisal_desk::documents::privacy_consent::Facts;
use appraisal_desk::documents::privacy_consent::Point;
use appraisal_desk::documents::privacy_consent::RecipientLine;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::RefusalNote;

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
    trial.is_golden("privacy_consent", &sample());
    trial.has_pages(1..=1);
    trial.says(&["个人信息处理告知暨单独同意书", "鉴定卷宗 30 年", "不满十四周岁", "✓不同意", "后来撤回"]);
}

#[test]
fn refusal_is_noted_on_the_same_page() {
    let refusal = RefusalNote {
        who: "本人 欧阳若兰".to_owned(),
        reason: "要先问家里人".to_owned(),
        staff: vec![unsigned("工作人员", "周晓岚"), unsigned("工作人员", "方知遥")],
        at: "2026年11月26日 10时05分".to_owned(),
    };
    let facts = Facts { refusal: Some(refusal), withdrawn: Vec::new(), guardian: String::new(), ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["要先问家里人"]);
    trial.never_says(&["不满十四周岁", "后来撤回"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let points = sample().points.into_iter().map(|point| Point { is_told: false, ..point }).collect();
    let trial = Trial::of(FORM, &Facts { points, ..blank() });
    trial.has_pages(1..=1);
    trial.says(&["向谁提供", "已告知"]);
    trial.never_says(&["✓"]);
    Trial::of(FORM, &blank()).has_pages(1..=1);
}

#[test]
fn a_witness_is_told_on_a_short_sheet() {
    let facts = Facts {
        name: "裴书闻".to_owned(),
        guardian: String::new(),
        recipients: Vec::new(),
        withdrawn: Vec::new(),
        signs: unsigned("见证人", "裴书闻"),
        is_short: true,
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["（见证人用）", "裴书闻", "仅限本案见证使用"]);
    trial.never_says(&["监护人", "向谁提供做什么用", "病历、检查影像、伤情照片"]);
}

#[test]
fn hostile_sheet_holds() {
    let point = Point { about: hostile(), text: hostile().repeat(3), is_told: true };
    let recipient = RecipientLine { name: long_name(), purpose: hostile(), agreed: Answer::No };
    let facts = Facts {
        name: rare_name(),
        points: vec![point; 40],
        recipients: vec![recipient; 40],
        withdrawn: vec![hostile(); 20],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=16);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        name: String::new(),
        guardian: String::new(),
        matter: String::new(),
        points: Vec::new(),
        sensitive: Answer::Open,
        recipients: Vec::new(),
        withdrawn: Vec::new(),
        signs: unsigned("", ""),
        informer_signs: unsigned("", ""),
        refusal: None,
        basis: Vec::new(),
        is_short: false,
    }
}

fn sample() -> Facts {
    Facts {
        head: head(),
        name: "欧阳若兰".to_owned(),
        guardian: "韩秀珍，母亲".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        points: vec![Point { about: "处理者和联系方式".to_owned(), text: "蜀衡司法鉴定中心，某市某区示例路 1 号，000-00009000".to_owned(), is_told: true }, Point { about: "目的、方式和依据".to_owned(), text: "为办理本次司法鉴定收集、保存、使用，依法提供和归档。身份核验、鉴定记录、归档是法定职责；鉴定和送达是履行委托书；其余凭您的同意。".to_owned(), is_told: true }, Point { about: "个人信息的种类".to_owned(), text: "身份信息、证件影像、病历、检查影像、录音录像、联系方式。".to_owned(), is_told: true }, Point { about: "保存期限".to_owned(), text: "鉴定卷宗 30 年；见证证件影像与卷宗相同；未成委托的预约 3 年。".to_owned(), is_told: true }, Point { about: "敏感信息的必要性和影响".to_owned(), text: "鉴定意见要以病历、影像和检查所见为依据，没有这些信息不能鉴定；这些信息泄露会影响您的名誉和生活，本机构加密保存，查看逐次留痕。".to_owned(), is_told: true }, Point { about: "您的权利和办法".to_owned(), text: "可以向本机构查阅、复制、更正，可以撤回同意；撤回不影响以前的处理。归档期内依法必须保存的，限制使用，不予删除。".to_owned(), is_told: true }, Point { about: "不同意的后果".to_owned(), text: "不同意处理敏感个人信息的，本机构不能进行鉴定；不同意向某一方提供的，不影响鉴定。".to_owned(), is_told: true }],
        sensitive: Answer::Yes,
        recipients: vec![RecipientLine { name: "安泽财险".to_owned(), purpose: "核对理赔、到场见证、收取意见书".to_owned(), agreed: Answer::Yes }, RecipientLine { name: "办案机关".to_owned(), purpose: "办理案件需要的".to_owned(), agreed: Answer::Yes }, RecipientLine { name: "司法鉴定监管平台".to_owned(), purpose: "依规定报送鉴定案件信息".to_owned(), agreed: Answer::No }],
        withdrawn: texts(&["2026年12月1日 韩秀珍 撤回向安泽财险提供的单独同意；以后不再提供"]),
        signs: unsigned("监护人", "韩秀珍"),
        informer_signs: unsigned("告知人", "周晓岚"),
        refusal: None,
        basis: texts(&["个人信息保护法 17 条", "个人信息保护法 29 条"]),
        is_short: false,
    }
}
