//! F-18 中止鉴定通知书: full, gone on again, empty, hostile. It never says that the time limit stops.

use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::documents::suspension::FORM;
use appraisal_desk::documents::suspension::Facts;
use appraisal_desk::domain::suspension::CLOCK_GOES_ON;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("suspension", &sample());
    trial.has_pages(1..=1);
    trial.says(&[
        "中止鉴定通知书",
        "自2026年11月24日起中止鉴定",
        "时限照常计算",
        "现在的截止日是2026年12月17日",
    ]);
    trial.never_says(&["不计入", "暂停计算", "后来"]);
}

#[test]
fn what_went_on_again_says_so() {
    let trial = Trial::of(FORM, &Facts { resumed: "2026年12月1日恢复鉴定，收到证明".to_owned(), ..sample() });
    trial.has_pages(1..=1);
    trial.says(&["后来：2026年12月1日恢复鉴定，收到证明。"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        doc_no: String::new(),
        to: String::new(),
        effective_on: String::new(),
        matter: String::new(),
        why: String::new(),
        rule: String::new(),
        from: String::new(),
        until: String::new(),
        deadline: String::new(),
        contact: String::new(),
        issued_on: String::new(),
        receipts: vec![unsigned("委托人签收", "")],
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["起中止鉴定，特此通知", "时限照常计算"]);
    trial.never_says(&["现在的截止日是"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        why: hostile().repeat(30),
        rule: hostile(),
        until: hostile(),
        receipts: vec![unsigned("委托人签收", &long_name()); 9],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..head() },
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        to: "韩秀珍".to_owned(),
        effective_on: "2026年11月5日".to_owned(),
        matter: "右踝关节骨折致残程度鉴定".to_owned(),
        why: "被鉴定人将于2026年11月26日再次手术，伤情没有稳定".to_owned(),
        rule: "《示例省司法鉴定管理条例》第三十九条".to_owned(),
        from: "2026年11月24日".to_owned(),
        until: "收到医疗终结的证明以后恢复鉴定".to_owned(),
        clock: CLOCK_GOES_ON.to_owned(),
        deadline: "2026年12月17日".to_owned(),
        resumed: String::new(),
        contact: "周晓岚，000-00009000".to_owned(),
        issued_on: "2026年11月24日".to_owned(),
        copies: "一式二份，委托人一份，存档一份。".to_owned(),
        receipts: vec![unsigned("委托人签收", "韩秀珍")],
    }
}
