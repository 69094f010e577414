//! F-30 涉保鉴定工作台账: full, empty, hostile, and a volume of thousands.

use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::ledger::FORM;
use appraisal_desk::documents::ledger::Facts;
use appraisal_desk::documents::sheet::SheetHead;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::press;
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
fn five_hundred_cases_have_their_head_on_every_page() {
    let mut facts = sample();
    let row = facts.rows[0].clone();
    facts.rows = (1..=500)
        .map(|n| {
            let mut row = row.clone();
            row[0] = n.to_string();
            row
        })
        .collect();
    let pdf = press().render(FORM, &facts, &Images::new(), Profile::LongList).unwrap();
    assert_eq!(pdf.warnings, Vec::<String>::new());
    let text = crate::golden::text_of(&pdf);
    let heads = text.matches("案号、委托").count();
    // The sums and signatures may stand on a page of their own.
    assert!((pdf.n_pages - 1..=pdf.n_pages).contains(&heads), "{heads} heads on {} pages", pdf.n_pages);
    assert!(text.contains(&format!("共{}页", pdf.n_pages)) && text.contains("500"), "{}", pdf.n_pages);
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
