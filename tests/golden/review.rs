//! F-05 委托审查与受理审批表: accepted, refused, empty, hostile.

use appraisal_desk::documents::review::AppraiserLine;
use appraisal_desk::documents::review::FORM;
use appraisal_desk::documents::review::Facts;
use appraisal_desk::documents::review::Line;
use appraisal_desk::documents::sheet::Answer;

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
    trial.is_golden("review", &sample());
    trial.has_pages(1..=1);
    trial.says(&["委托审查与受理审批表", "同一事项同时委托其他机构", "510000000001", "✓受理", "四问都答否"]);
}

#[test]
fn refusal_says_why_and_still_fits() {
    let facts = Facts {
        decision: "reject".to_owned(),
        decision_note: "2026年11月10日 超出技术条件或能力；没有客观听力检测设备".to_owned(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["✓不予受理", "没有客观听力检测设备"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=1);
    trial.says(&["拟指派鉴定人", "初审人意见"]);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let row = AppraiserLine { name: long_name(), conflict: hostile(), ..AppraiserLine::default() };
    let facts = Facts {
        clients: vec![hostile(); 12],
        subject: rare_name(),
        appraisers: vec![row; 9],
        duplicates: hostile().repeat(8),
        supplements: vec![hostile(); 30],
        reviewer_says: hostile().repeat(8),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=9);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        received_on: String::new(),
        decide_by: String::new(),
        premises: String::new(),
        is_licensed: Answer::Open,
        clients: Vec::new(),
        subject: String::new(),
        matter: String::new(),
        mode: String::new(),
        purpose: String::new(),
        is_reappraisal: Answer::Open,
        used_for_claim: Answer::Open,
        bars: open(sample().bars),
        conditions: open(sample().conditions),
        scope: String::new(),
        appraisers: Vec::new(),
        institution_conflict: String::new(),
        duplicates: String::new(),
        supplements: Vec::new(),
        reviewer_says: String::new(),
        decision: String::new(),
        decision_note: String::new(),
        outside: String::new(),
        reviewer_signs: unsigned("", ""),
        director_signs: unsigned("", ""),
        basis: Vec::new(),
    }
}

fn open(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().map(|line| Line { answer: Answer::Open, ..line }).collect()
}

fn sample() -> Facts {
    Facts {
        head: head(),
        received_on: "2026年11月2日".to_owned(),
        decide_by: "2026年11月11日".to_owned(),
        premises: "本部".to_owned(),
        is_licensed: Answer::Yes,
        clients: texts(&["䶮㛃𬱖（受害人），居民身份证 000000198802140029，13000000022"]),
        subject: "䶮㛃𬱖".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        mode: "当事人单方委托".to_owned(),
        purpose: "保险理赔".to_owned(),
        is_reappraisal: Answer::No,
        used_for_claim: Answer::Yes,
        bars: vec![
            Line { text: "超出本机构业务范围".to_owned(), answer: Answer::No },
            Line {
                text: "材料不真实、不完整、不充分或取得不合法".to_owned(), answer: Answer::No
            },
            Line { text: "用途不合法或违背社会公德".to_owned(), answer: Answer::No },
            Line { text: "要求不符合执业规则或技术规范".to_owned(), answer: Answer::No },
            Line { text: "超出技术条件或能力".to_owned(), answer: Answer::No },
            Line { text: "同一事项同时委托其他机构".to_owned(), answer: Answer::No },
            Line { text: "其他不合法情形".to_owned(), answer: Answer::No },
        ],
        conditions: vec![
            Line { text: "委托事项属于本机构业务范围".to_owned(), answer: Answer::Yes },
            Line { text: "鉴定用途合法".to_owned(), answer: Answer::Yes },
            Line { text: "提供的材料能够满足鉴定需要".to_owned(), answer: Answer::Yes },
        ],
        scope: "法医临床：在许可证登记的业务范围内，许可证有效期至 2029年6月30日".to_owned(),
        appraisers: vec![
            AppraiserLine {
                name: "沈砚秋".to_owned(),
                licence: "510000000001".to_owned(),
                categories: "法医临床".to_owned(),
                valid_until: "2028年5月31日".to_owned(),
                is_senior: Answer::Yes,
                conflict: "四问都答否".to_owned(),
            },
            AppraiserLine {
                name: "罗一帆".to_owned(),
                licence: "510000000002".to_owned(),
                categories: "法医临床".to_owned(),
                valid_until: "2027年9月30日".to_owned(),
                is_senior: Answer::No,
                conflict: "四问都答否".to_owned(),
            },
        ],
        institution_conflict: "无".to_owned(),
        duplicates: "本机构没有查到同一人同一事项的案件；委托人称没有另行委托".to_owned(),
        supplements: texts(&["2026-11-03 通知补充材料：首次门诊病历；2026-11-05 已收齐"]),
        reviewer_says: "三项条件都具备，没有不得受理的情形，建议受理。".to_owned(),
        decision: "accept".to_owned(),
        decision_note: String::new(),
        outside: String::new(),
        reviewer_signs: unsigned("初审人", "周晓岚"),
        director_signs: unsigned("机构负责人", "顾南枝"),
        basis: texts(&["川意见 二(二)", "通则 14 条", "通则 15 条"]),
    }
}
