//! F-03 单方委托涉保鉴定注意事项: the Sichuan sheet, the Shanghai sheet, a refusal.

use appraisal_desk::documents::risk_notice::Acceptance;
use appraisal_desk::documents::risk_notice::FORM;
use appraisal_desk::documents::risk_notice::Facts;
use appraisal_desk::documents::risk_notice::NoticePoint;
use appraisal_desk::documents::risk_notice::PartyChoice;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::RefusalNote;
use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::documents::sheet::SignatureFact;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::signed;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("risk_notice", &sample());
    trial.has_pages(1..=1);
    trial.says(&["单方委托涉保鉴定注意事项", "示范稿", "韩秀珍", "坚持单方委托", "川意见 二(二)"]);
    trial.never_says(&["不认可"]);
}

#[test]
fn shanghai_asks_whether_the_party_accepts_the_insurer() {
    let facts = Facts { accepts_insurer_witness: Some(Acceptance::Declined), ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["不认可保险机构到场见证"]);
}

#[test]
fn refusal_is_written_down_with_two_members_of_the_staff() {
    let facts = Facts {
        client_signs: SignatureFact {
            note: Some("拒签，见注记".to_owned()), ..unsigned("", "韩秀珍")
        },
        refusal: Some(RefusalNote {
            who: "委托人 韩秀珍".to_owned(),
            reason: "听完全部要点，表示明白，但不愿在任何纸上签字。".to_owned(),
            staff: vec![signed("告知人", "周晓岚", ""), signed("工作人员", "罗一帆", "")],
            at: "2026年11月24日 14:20".to_owned(),
        }),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.says(&["拒签，见注记", "罗一帆", "不愿在任何纸上签字"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        client: String::new(),
        subject: String::new(),
        received_on: String::new(),
        matter: String::new(),
        used_for_claim: Answer::Open,
        standard: String::new(),
        points: Vec::new(),
        choice: PartyChoice::Open,
        insurer_contact: String::new(),
        basis: Vec::new(),
        client_signs: SignatureFact::default(),
        informer_signs: SignatureFact::default(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["坚持单方委托", "再考虑"]);
}

#[test]
fn hostile_sheet_holds() {
    let point = NoticePoint { text: hostile(), basis: "川意见 二(二)".to_owned(), is_told: true };
    let facts = Facts { client: long_name(), matter: hostile(), points: vec![point; 500], ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(10..=80);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..head() },
        client: "韩秀珍".to_owned(),
        subject: "王㛃䶮（委托人之女）".to_owned(),
        received_on: "2026年11月24日".to_owned(),
        matter: "右踝关节骨折致残程度及误工期、护理期、营养期鉴定".to_owned(),
        used_for_claim: Answer::Yes,
        standard: "《人体损伤致残程度分级》".to_owned(),
        points: points(),
        choice: PartyChoice::Unilateral,
        accepts_insurer_witness: None,
        insurer_contact: "某安财产保险股份有限公司蜀都中心支公司 田某 000-00009012".to_owned(),
        basis: texts(&["川意见 二(二)", "通则 49 条"]),
        client_signs: signed("", "韩秀珍", "2026年11月24日 14:18"),
        agent_authority: String::new(),
        informer_signs: signed("", "周晓岚", "2026年11月24日 14:19"),
        refusal: None,
    }
}

fn points() -> Vec<NoticePoint> {
    let lines = [
        ("可以与保险机构共同委托：双方一起选机构、一起确认材料，联系人和办法已给您", "川意见 二(一)"),
        ("共同委托的，材料须双方逐件确认，未经双方确认的不得用于鉴定", "川意见 二(一)"),
        ("单方委托的意见，对方可能有异议并申请鉴定或者重新鉴定，费用和时间会增加", "证据规定 41 条"),
        ("材料的真实、合法由委托人负责，提供虚假材料的要承担法律后果", "川意见 二(二)"),
        ("本机构应当通知保险机构到场见证", "川意见 二(二)"),
        ("保险机构没有按时到场的，照常鉴定", "川意见 二(二)"),
        ("适用的鉴定标准已说明，依据不同的标准结论会不同", ""),
        ("不构成伤残等级的，也会如实出具鉴定意见书", "川意见 三(三)"),
        ("本机构不承诺结果，不代办理赔，请警惕承诺结果、代办收费的人", "川意见 三(一)"),
        ("个人信息和影像另行告知并签字（F-10、F-11）", ""),
    ];
    let point = |(text, basis): (&str, &str)| NoticePoint {
        text: text.to_owned(),
        basis: basis.to_owned(),
        is_told: true,
    };
    lines.into_iter().map(point).collect()
}
