//! F-20 司法鉴定意见书: full, empty, hostile, and one that reaches no grade.

use appraisal_desk::documents::opinion::Dissent;
use appraisal_desk::documents::opinion::FORM;
use appraisal_desk::documents::opinion::Facts;
use appraisal_desk::documents::opinion::Licence;
use appraisal_desk::documents::opinion::Photo;
use appraisal_desk::documents::opinion::Section;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::rare_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_from_cover_to_annex() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("opinion", &sample());
    trial.has_pages(5..=8);
    trial.says(&[
        "司法鉴定机构许可证号：510001",
        "独立、客观、公正",
        "一、基本情况",
        "七、附件",
        "未达到《人体损伤致残程度分级》规定的伤残等级",
        "执业证号 川司鉴 510001000001",
        "不同意见（程以宁）",
        "依据标准：《法医临床检验规范》",
        "本意见书一式 4 份",
        "左膝内侧",
    ]);
    trial.embeds(&["FandolFang", "NotoSerifSC"]);
}

#[test]
fn a_draft_says_so_and_a_version_that_goes_out_does_not() {
    let mut draft = sample();
    draft.head.is_draft = true;
    draft.issued_on = String::new();
    Trial::of(FORM, &draft).says(&["草稿", "年月日"]);
    Trial::of(FORM, &sample()).never_says(&["草稿"]);
}

#[test]
fn blank_sheet_keeps_every_heading_and_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(4..=6);
    trial.says(&["四、鉴定过程", "编号：", "司法鉴定专用章", "附件目录"]);
}

#[test]
fn hostile_sheet_holds() {
    let paragraph = format!("{}{}{}", hostile(), long_name(), rare_name());
    let sections =
        sample().sections.into_iter().map(|one| Section { paragraphs: vec![paragraph.clone(); 24], ..one });
    let photo = Photo {
        caption: hostile(),
        at: "2026年11月24日 14时03分".to_owned(),
        sha256: "8f3a9c27d1e4".to_owned(),
    };
    let facts = Facts {
        sections: sections.collect(),
        photos: vec![photo; 120],
        dissents: vec![Dissent { who: long_name(), text: hostile() }; 5],
        signatures: vec![unsigned("司法鉴定人\n执业证号 川司鉴 510001000001", &long_name()); 9],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(12..=200);
    trial.says(&[&rare_name(), r##"#read("x")"##]);
}

fn section(heading: &str, paragraphs: &[&str]) -> Section {
    Section { heading: heading.to_owned(), paragraphs: texts(paragraphs) }
}

fn blank() -> Facts {
    let sections = sample().sections.into_iter().map(|one| Section { paragraphs: Vec::new(), ..one });
    Facts {
        head: sample().head,
        licence_no: String::new(),
        address: String::new(),
        postcode: String::new(),
        phone: String::new(),
        doc_no: String::new(),
        sections: sections.collect(),
        standards: Vec::new(),
        dissents: Vec::new(),
        signatures: Vec::new(),
        issued_on: String::new(),
        copies: String::new(),
        photos: Vec::new(),
        licences: Vec::new(),
    }
}

fn photos() -> Vec<Photo> {
    vec![Photo {
        caption: "左膝内侧陈旧手术瘢痕".to_owned(),
        at: "2026年11月24日 14时09分".to_owned(),
        sha256: "8f3a9c27d1e4".to_owned(),
    }]
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    let licence = |kind: &str, holder: &str, number: &str| Licence {
        kind: kind.to_owned(),
        holder: holder.to_owned(),
        number: number.to_owned(),
    };
    Facts {
        head,
        licence_no: "510001".to_owned(),
        address: "示例市示例区示例路 8 号".to_owned(),
        postcode: "000000".to_owned(),
        phone: "000-00009000".to_owned(),
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        sections: vec![
            section(
                "一、基本情况",
                &[
                    "委托人：䶮㛃𬱖、安泽财产保险股份有限公司四川分公司",
                    "委托事项：左膝损伤伤残等级鉴定",
                    "受理日期：2026年11月18日",
                    "鉴定材料：病历一份、左膝 CT 片二张、道路交通事故认定书一份",
                    "鉴定日期：2026年11月24日",
                    "鉴定地点：示例路 8 号 法医临床检查一室",
                    "在场人员：䶮㛃𬱖（被鉴定人）、阿不都热合曼·买买提（保险机构见证人）",
                    "恒信财产保险股份有限公司经通知未到场，鉴定照常进行",
                    "被鉴定人：䶮㛃𬱖，女，1990年1月1日出生",
                ],
            ),
            section(
                "二、基本案情",
                &["据委托人提供的材料：2026年3月2日，被鉴定人骑电动自行车与小型轿车相撞受伤，当日送医。"],
            ),
            section(
                "三、资料摘要",
                &[
                    "（一）某市第一人民医院出院记录：左胫骨平台骨折，行切开复位内固定术，住院 18 天。",
                    "（二）左膝 CT 片（2026-03-02、2026-09-20）：左胫骨平台骨折术后，骨折线模糊，关节面平整。",
                ],
            ),
            section(
                "四、鉴定过程",
                &[
                    "（一）检验方法：按照法医临床检验的规定对被鉴定人进行体格检查，并阅片。",
                    "（二）检查所见：被鉴定人步入检查室，神清，对答切题。左膝内侧见一处 8.0 cm 陈旧手术瘢痕，无红肿，浮髌试验阴性。左膝活动度：屈曲 115°，伸直 0°；右膝屈曲 130°，伸直 0°。",
                ],
            ),
            section(
                "五、分析说明",
                &[
                    "被鉴定人左胫骨平台骨折经手术治疗，骨折已愈合，关节面平整，左膝关节活动轻度受限，功能丧失不足 25%。",
                ],
            ),
            section(
                "六、鉴定意见",
                &["被鉴定人䶮㛃𬱖左膝损伤未达到《人体损伤致残程度分级》规定的伤残等级。"],
            ),
            section("七、附件", &["1. 检查照片 2 张", "2. 司法鉴定许可证、鉴定人执业证复印件"]),
        ],
        standards: texts(&["《法医临床检验规范》（SF/T 0111-2021）"]),
        dissents: vec![Dissent {
            who: "程以宁".to_owned(),
            text: "对活动度的测量体位有保留，不影响结论。".to_owned(),
        }],
        signatures: vec![
            unsigned("司法鉴定人\n执业证号 川司鉴 510001000001", "陆怀瑾"),
            unsigned("司法鉴定人\n执业证号 川司鉴 510001000002", "程以宁"),
        ],
        issued_on: "2026年11月26日".to_owned(),
        copies: "本意见书一式 4 份，委托人 3 份，存档 1 份。".to_owned(),
        photos: photos(),
        licences: vec![
            licence("司法鉴定许可证", "蜀衡司法鉴定中心", "510001"),
            licence("司法鉴定人执业证", "陆怀瑾", "川司鉴 510001000001"),
            licence("司法鉴定人执业证", "程以宁", "川司鉴 510001000002"),
        ],
    }
}
