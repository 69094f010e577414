//! F-28 出庭通知登记与出庭记录: full, empty, hostile.

use appraisal_desk::documents::court::FORM;
use appraisal_desk::documents::court::Facts;
use appraisal_desk::documents::sheet::Answer;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("court", &sample());
    trial.has_pages(1..=1);
    trial.says(&["某区人民法院", "（2026）民初 101 号", "第三法庭", "何书记员", "当庭说明", "出庭鉴定人"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=1);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        court: long_name(),
        demands: hostile(),
        questions: hostile().repeat(60),
        result: hostile(),
        excuse: hostile(),
        signatures: vec![unsigned("出庭鉴定人", &long_name()); 9],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(2..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    let none = String::new;
    Facts {
        head: sample().head,
        doc_no: none(),
        received_on: none(),
        court: none(),
        docket_no: none(),
        hearing_at: none(),
        place: none(),
        n_people: none(),
        cost: none(),
        demands: none(),
        settled: none(),
        went: Answer::Open,
        on: none(),
        who: none(),
        questions: none(),
        result: none(),
        excuse: none(),
        signatures: vec![unsigned("鉴定人", ""), unsigned("记录人", "")],
        basis: Vec::new(),
    }
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    Facts {
        head,
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        received_on: "2026年11月13日".to_owned(),
        court: "某区人民法院".to_owned(),
        docket_no: "（2026）民初 101 号".to_owned(),
        hearing_at: "2026年11月20日 09时30分".to_owned(),
        place: "第三法庭".to_owned(),
        n_people: "1 人".to_owned(),
        cost: "由申请方预交".to_owned(),
        demands: "说明伤残等级的依据".to_owned(),
        settled: "何书记员，2026年11月13日".to_owned(),
        went: Answer::Yes,
        on: "2026年11月20日".to_owned(),
        who: "陆怀瑾".to_owned(),
        questions: "左膝活动度的测法；术后内固定是否影响".to_owned(),
        result: "当庭说明，未再提出问题".to_owned(),
        excuse: String::new(),
        signatures: vec![unsigned("出庭鉴定人", "陆怀瑾"), unsigned("记录人", "陆怀瑾")],
        basis: texts(&["通则 43 条", "通则 44 条"]),
    }
}
