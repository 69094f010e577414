//! F-16 延长鉴定时限告知书 with its account of days: full, the account alone, hostile.

use appraisal_desk::documents::extension::Account;
use appraisal_desk::documents::extension::DayRow;
use appraisal_desk::documents::extension::FORM;
use appraisal_desk::documents::extension::Facts;
use appraisal_desk::documents::extension::Interval;
use appraisal_desk::documents::extension::Notice;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_the_notice_fits_one_page() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("extension", &sample());
    trial.has_pages(2..=3);
    trial.says(&["延长鉴定时限告知书", "韩秀珍", "10 个工作日", "2026年7月6日", "劳动节放假", "通则 28 条"]);
}

#[test]
fn without_an_extension_only_the_account_is_printed() {
    let trial = Trial::of(FORM, &Facts { notice: None, ..sample() });
    trial.has_pages(1..=2);
    trial.says(&["时限计算表", "第 1 天不计"]);
    trial.never_says(&["特此告知", "签收"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank =
        Facts { notice: Some(Notice::default()), account: Account::default(), basis: Vec::new(), ..sample() };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(2..=2);
    trial.says(&["委托事项", "签收"]);
}

#[test]
fn hostile_sheet_holds() {
    let notice = Notice { to: long_name(), reason: hostile(), beyond_reason: hostile(), ..notice() };
    let day = DayRow { on: "11-18 三".to_owned(), counted: String::new(), why: hostile() };
    let interval = Interval { what: hostile(), when: hostile(), n: "6 个工作日".to_owned() };
    let account =
        Account { days: vec![day; 500], deductions: vec![interval; 40], summary: hostile(), ..account() };
    let facts = Facts { notice: Some(notice), account, ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(10..=120);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    Facts { head: head(), notice: Some(notice()), account: account(), basis: texts(&["通则 28 条"]) }
}

fn notice() -> Notice {
    Notice {
        to: "韩秀珍".to_owned(),
        matter: "右踝关节骨折致残程度鉴定".to_owned(),
        effective_on: "2026年4月28日".to_owned(),
        agreed: "委托书生效之日起 30 个工作日".to_owned(),
        reason: "多发伤，要等医疗终结后复查，并会诊。".to_owned(),
        beyond_reason: String::new(),
        length: "10 个工作日".to_owned(),
        approved: "顾南枝，2026年6月1日".to_owned(),
        former_end: "2026年6月22日".to_owned(),
        new_end: "2026年7月6日".to_owned(),
        contact: "顾南枝 000-00009000".to_owned(),
        told: "2026年6月1日 书面告知 韩秀珍".to_owned(),
        receipt: unsigned("委托人签收", "韩秀珍"),
        issued_on: "2026年6月1日".to_owned(),
    }
}

fn account() -> Account {
    let day = |on: &str, counted: &str, why: &str| DayRow {
        on: on.to_owned(),
        counted: counted.to_owned(),
        why: why.to_owned(),
    };
    Account {
        summary: "2026年4月28日 生效，委托书生效之日起 30 个工作日；不计入 6 个工作日，延长 10 个工作日；\
                  截止 2026年7月6日"
            .to_owned(),
        deductions: vec![Interval {
            what: "补充材料".to_owned(),
            when: "2026-05-12 至 2026-05-20".to_owned(),
            n: "6 个工作日".to_owned(),
        }],
        extensions: vec![Interval {
            what: "延长：多发伤，要等医疗终结后复查".to_owned(),
            when: "2026-06-01 批准".to_owned(),
            n: "10 个工作日".to_owned(),
        }],
        standing: "剩 25 个工作日".to_owned(),
        remark: String::new(),
        unit: "个工作日".to_owned(),
        days: vec![
            day("04-28 二", "", "第 1 天不计，生效之日"),
            day("04-29 三", "1", "工作日"),
            day("05-01 五", "", "劳动节放假"),
            day("05-09 六", "6", "劳动节调休上班"),
            day("05-13 三", "", "补充材料，不计入"),
        ],
        calendars: texts(&["2026 年 国务院办公厅关于2026年部分节假日安排的通知"]),
    }
}
