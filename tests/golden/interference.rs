//! F-12 干预执业活动记录表: full, empty, hostile.

use appraisal_desk::documents::interference::FORM;
use appraisal_desk::documents::interference::Facts;
use appraisal_desk::documents::sheet::Answer;
use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::documents::sheet::Tick;
use appraisal_desk::domain::interference::InterferenceKind;
use appraisal_desk::domain::interference::Manner;

use crate::golden::Trial;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::of_entry;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("interference", &sample());
    trial.has_pages(1..=1);
    trial.says(&["干预执业活动记录表", "登记编号", "干2026-03", "按八级写", "区司法局公法科", "密件"]);
    trial.never_says(&["案件编号"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        recorder: String::new(),
        capacity: String::new(),
        recorded_at: String::new(),
        happened_at: String::new(),
        place: String::new(),
        case_no: String::new(),
        relation: String::new(),
        who: <[String; 3]>::default(),
        manners: ticks(None),
        kinds: sorts(None),
        words: String::new(),
        present: String::new(),
        attachments: Vec::new(),
        handling: String::new(),
        is_serious: Answer::Open,
        report: String::new(),
        receipt: String::new(),
        corrections: Vec::new(),
        signature: unsigned("记录人", ""),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["干预人", "请托说情", "没有涉及具体案件"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        recorder: long_name(),
        who: [long_name(), hostile(), hostile()],
        relation: hostile(),
        words: vec![hostile(); 30].join("\n"),
        handling: vec![hostile(); 30].join("\n"),
        attachments: vec![hostile(); 60],
        corrections: vec![hostile(); 40],
        place: hostile(),
        report: hostile(),
        receipt: hostile(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..of_entry("干2026-03") },
        recorder: "周晓岚".to_owned(),
        capacity: "前台、涉保专人".to_owned(),
        recorded_at: "2026年11月24日 09时20分".to_owned(),
        happened_at: "2026年11月24日 09时00分".to_owned(),
        place: "接待室".to_owned(),
        case_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        relation: "自称被鉴定人的表弟".to_owned(),
        who: texts(&["不详（男，四十岁上下，左手戴表）", "某某服务部", "业务员"]).try_into().unwrap(),
        manners: ticks(Some(Manner::InPerson)),
        kinds: sorts(Some(InterferenceKind::CertainOpinion)),
        words: "「这个按八级写，好处少不了你们的。不然我天天来，还要去投诉。」反复说了三次。".to_owned(),
        present: "保安 宁远山".to_owned(),
        attachments: texts(&["大厅录像截图.jpg（校验码 8f3a9c27d1e4b506）"]),
        handling: "当场告知鉴定不受任何单位和个人干涉，拒绝要求，请其离开；报负责人顾南枝。".to_owned(),
        is_serious: Answer::Yes,
        report: "2026年11月24日 报区司法局公法科，孙科员 接收".to_owned(),
        receipt: "沪某司公〔2026〕12号".to_owned(),
        corrections: texts(&["2026年11月24日 15时02分 周晓岚 补记报告"]),
        signature: unsigned("记录人", "周晓岚"),
        basis: texts(&["沪意见 一(三)"]),
    }
}

fn ticks(on: Option<Manner>) -> Vec<Tick> {
    Manner::ALL.map(|one| Tick::new(one.label(), on == Some(one))).to_vec()
}

fn sorts(on: Option<InterferenceKind>) -> Vec<Tick> {
    InterferenceKind::ALL.map(|one| Tick::new(one.label(), on == Some(one))).to_vec()
}
