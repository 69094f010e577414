//! F-31 年度共同委托统计表: full, empty, hostile.

use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::documents::statistics::FORM;
use appraisal_desk::documents::statistics::Facts;
use appraisal_desk::domain::statistics::Figure;
use appraisal_desk::domain::statistics::NOTES;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_two_pages() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("statistics", &sample());
    trial.has_pages(1..=2);
    trial.says(&[
        "年度共同委托统计表",
        "安泽财产保险股份有限公司",
        "33.3%",
        "第 4 季度",
        "口径",
        "不作排名",
        "机构章",
    ]);
    trial.never_says(&["减损额", "名次"]);
}

#[test]
fn blank_sheet_says_that_there_was_nothing() {
    let blank = Facts { rows: Vec::new(), quarters: Vec::new(), basis: Vec::new(), ..sample() };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=2);
    trial.says(&["没有受理涉保案件", "制表人"]);
}

#[test]
fn hostile_sheet_holds() {
    let mut row = vec!["3".to_owned(); Figure::ALL.len() + 1];
    row[0] = hostile();
    let facts = Facts {
        scope: hostile(),
        rows: vec![row; 60],
        notes: vec![hostile(); 20],
        meanings: vec![[long_name(), hostile()]; 30],
        maker: unsigned("制表人", &long_name()),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=20);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let label = Some("统计期间".to_owned());
    let row = |name: &str| {
        let figures = [
            "3", "1", "33.3%", "2", "0", "0", "3", "2", "1", "66.7%", "1", "0", "1", "1", "0", "0", "21.5",
            "0",
        ];
        let mut row = vec![name.to_owned()];
        row.extend(texts(&figures));
        row
    };
    let mut heads = vec!["保险机构".to_owned()];
    heads.extend(Figure::ALL.iter().map(|figure| figure.label().to_owned()));
    Facts {
        head: SheetHead {
            case_no: "2026-01-01 至 2026-12-31".to_owned(),
            no_label: label,
            copy: String::new(),
            ..head()
        },
        scope: "2026-01-01 至 2026-12-31 决定受理".to_owned(),
        heads,
        rows: vec![row("安泽财产保险股份有限公司"), row("恒信财产保险股份有限公司"), row("合计")],
        quarters: vec![row("第 1 季度"), row("第 4 季度")],
        notes: NOTES.map(str::to_owned).to_vec(),
        meanings: Figure::ALL.iter().map(|one| [one.label().to_owned(), one.means().to_owned()]).collect(),
        maker: unsigned("制表人", "周晓岚"),
        basis: texts(&["川意见 一(二)"]),
    }
}
