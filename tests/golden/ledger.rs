//! F-30 涉保鉴定工作台账: full, empty, hostile, and a volume of thousands.

use appraisal_desk::capture::scan::PAGE_DPI;
use appraisal_desk::capture::scan::Print;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::ledger::FORM;
use appraisal_desk::documents::ledger::Facts;
use appraisal_desk::documents::preview;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::documents::qr::PageMark;
use appraisal_desk::documents::sheet::SheetHead;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::is_sound;
use crate::golden::long_name;
use crate::golden::press;
use crate::golden::text_of;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("ledger", &sample());
    trial.has_pages(1..=1);
    trial.says(&[
        "涉保鉴定工作台账",
        "台账期间",
        "邓**",
        "共同委托",
        "截止 2026-12-18",
        "合计",
        "川意见 五(三)",
    ]);
}

#[test]
fn blank_sheet_says_that_there_was_nothing() {
    let blank = Facts { rows: Vec::new(), totals: Vec::new(), basis: Vec::new(), ..sample() };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=1);
    trial.says(&["这段时间没有涉保案件", "涉保专人"]);
}

#[test]
fn hostile_sheet_holds() {
    let row = vec![hostile(); 11];
    let facts = Facts {
        scope: hostile(),
        rows: vec![row; 30],
        totals: vec![hostile(); 8],
        signatures: vec![unsigned(&long_name(), &long_name()), unsigned("负责人", "")],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=40);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

#[test]
fn long_ledger_is_the_short_one_with_more_pages() {
    let facts = of_cases(500);
    let pdf = press().render(FORM, &facts, &Images::new(), Profile::LongList).unwrap();
    assert_eq!(pdf.warnings, Vec::<String>::new());
    let again = press().render(FORM, &facts, &Images::new(), Profile::LongList).unwrap();
    assert!(pdf.bytes == again.bytes, "the same facts gave other bytes");
    is_sound(FORM, &pdf);
    let text = text_of(&pdf);
    let heads = text.matches("案号、委托").count();
    // The sums and signatures may stand on a page of their own, which has no table.
    assert!((pdf.n_pages - 1..=pdf.n_pages).contains(&heads), "{heads} heads on {} pages", pdf.n_pages);
    for n in [1, 2, pdf.n_pages / 2, pdf.n_pages] {
        let mark = PageMark { page: n, n_pages: pdf.n_pages, ..mark() };
        assert!(text.contains(&mark.to_string()), "{mark}");
        assert!(text.contains(&format!("第{n}页 共{}页", pdf.n_pages)), "page {n}");
        // The code in the corner says the same, to a camera.
        let page = page_rgba(&pdf.bytes, n - 1, PAGE_DPI as f32 / 72.0).unwrap();
        let print = Print::of_pixels(page.width as u32, page.height as u32, page.rgba).unwrap();
        assert_eq!(print.text(), Some(mark.to_string().as_str()));
    }
    // Every row is there, in its order, whole words and all.
    let flat: String = text.split_whitespace().collect();
    let mut from = 0;
    for n in 0..500 {
        let at = flat[from..].find(&format!("程度鉴定第{n}件")).unwrap_or_else(|| panic!("row {n}"));
        from += at;
    }
    assert_eq!(flat.matches("材料已确认3件").count(), 500);
    // The places for the pen are those of a short ledger, on the last page.
    let short = press().render(FORM, &of_cases(1), &Images::new(), Profile::Archive).unwrap();
    let places =
        |pdf: &Pdf| pdf.pen_boxes.iter().map(|of| (of.label(), of.at[0], of.at[2])).collect::<Vec<_>>();
    assert_eq!(places(&pdf), places(&short));
    assert!(pdf.pen_boxes.iter().all(|of| of.page as usize == pdf.n_pages));
}

/// Lists of every length end well: one page, exactly full pages, the end of the sheet on a page of its own.
#[test]
fn every_length_of_a_list_is_laid_out() {
    let mut ends_alone = 0;
    for n in 0..40 {
        let pdf = press().render(FORM, &of_cases(n), &Images::new(), Profile::LongList).unwrap();
        let text = text_of(&pdf);
        assert_eq!(pdf.warnings, Vec::<String>::new(), "{n}");
        assert_eq!(preview::page_count(&pdf.bytes).unwrap(), pdf.n_pages, "{n}");
        let flat: String = text.split_whitespace().collect();
        assert_eq!(flat.matches("材料已确认3件").count(), n);
        assert!(flat.contains("负责人顾南枝"), "{n}");
        let heads = text.matches("案号、委托").count();
        ends_alone += pdf.n_pages - heads;
    }
    assert!((1..40).contains(&ends_alone), "{ends_alone} of 40");
}

#[test]
fn hostile_long_list_holds() {
    let row = vec![hostile(); 11];
    // A row longer than a page goes on overleaf.
    let long = vec!["很长的备注，".repeat(2_000); 11];
    let facts = Facts {
        scope: hostile(),
        rows: vec![row.clone(), long, row],
        totals: vec![hostile(); 8],
        signatures: vec![unsigned(&long_name(), &long_name()), unsigned("负责人", "")],
        ..sample()
    };
    let pdf = press().render(FORM, &facts, &Images::new(), Profile::LongList).unwrap();
    assert_eq!(pdf.warnings, Vec::<String>::new());
    let text: String = text_of(&pdf).split_whitespace().collect();
    assert!(text.contains(r##"#read("x")"##), "{text}");
    assert_eq!(text.matches('很').count(), 22_000);
}

fn of_cases(n: usize) -> Facts {
    let mut facts = sample();
    let row = facts.rows[0].clone();
    facts.rows = (0..n)
        .map(|n| {
            let mut row = row.clone();
            row[0] = (n + 1).to_string();
            row[4] = format!("{}第 {n} 件", row[4]);
            row
        })
        .collect();
    facts
}

fn mark() -> PageMark {
    let head = head();
    PageMark {
        case_key: head.mark.case_key,
        form: FORM,
        page: 1,
        n_pages: 1,
        print_mark: head.mark.print_mark,
    }
}

pub fn sample() -> Facts {
    let label = Some("台账期间".to_owned());
    let head = SheetHead { case_no: "2026-01-01 至 2026-12-31".to_owned(), no_label: label, ..head() };
    Facts {
        head,
        scope: "收到委托 2026-01-01 至 2026-12-31，涉保 2 件".to_owned(),
        heads: texts(&[
            "序号",
            "案号、委托",
            "被鉴定人、委托人",
            "保险",
            "委托事项",
            "告知、材料",
            "通知、到场",
            "日期",
            "时限",
            "结论、后续",
            "专人、备注",
        ]),
        rows: vec![
            texts(&[
                "1",
                "蜀衡司鉴中心[2026]临鉴字第318号\n共同委托\n用途 保险理赔\n重鉴 否",
                "邓**\n委托 邓**、安泽财产保险股份有限公司",
                "安泽财险\n交强险、交通事故\n理赔 是",
                "右踝关节骨折致残程度鉴定",
                "告知 不适用\n共同 2026-11-02 原件\n材料 已确认 3 件",
                "电话 2026-11-12 答复到\n保险机构 到\n当事人 到，另来 1 人\n法定见证 不需要\n证件 齐\n影像 鉴定人可以\n亮证 2 人已亮",
                "收到 2026-11-02\n受理 2026-11-05\n记录 2026-11-20\n复核 2026-12-01\n出具 2026-12-03\n送达 2026-12-04\n归档 2026-12-20",
                "截止 2026-12-18\n实际 19\n扣除 2\n延长 10",
                "未达到伤残等级\n异议 保险机构，已解释说明\n调解一致\n出庭 通知 1 次",
                "周晓岚\n已归档；已月结",
            ]),
            texts(&[
                "2",
                "收2026-4\n当事人单方委托",
                "古**\n委托 古**",
                "安泽财险、恒信财险",
                "伤残等级鉴定",
                "告知 2026-11-16 已签",
                "",
                "收到 2026-11-16",
                "",
                "",
                "周晓岚\n在办：接待",
            ]),
        ],
        totals: texts(&[
            "2 件",
            "共同 1",
            "已通知 1 件",
            "到 1，未到 0",
            "缺 0 人",
            "出具 1",
            "超期 0",
            "有异议 1",
        ]),
        signatures: vec![unsigned("涉保专人", "周晓岚"), unsigned("负责人", "顾南枝")],
        basis: texts(&["川意见 五(三)"]),
    }
}
