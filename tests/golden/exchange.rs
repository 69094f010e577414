//! F-36 名录、纪要交换件: the two lists and the minutes, each full, empty, hostile.

use appraisal_desk::documents::exchange::ContactRow;
use appraisal_desk::documents::exchange::FORM;
use appraisal_desk::documents::exchange::Facts;
use appraisal_desk::documents::exchange::InsurerRow;
use appraisal_desk::documents::exchange::Matter;
use appraisal_desk::documents::exchange::Minutes;
use appraisal_desk::documents::exchange::StaffRow;
use appraisal_desk::documents::sheet::SheetHead;

use crate::golden::Trial;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn the_list_of_insurers_is_right() {
    let facts = of(Matter::Insurers { rows: insurers() });
    let trial = Trial::of(FORM, &facts);
    trial.is_golden("exchange", &facts);
    trial.has_pages(1..=1);
    trial.says(&["名录、纪要交换件", "保险机构名录", "安泽财产保险", "联络员", "截至日期"]);
}

#[test]
fn the_roster_and_the_minutes_are_right() {
    let staff = StaffRow {
        name: "阿不都热合曼·买买提".to_owned(),
        roles: "鉴定人、复核人".to_owned(),
        licence: "司法鉴定人执业证".to_owned(),
        number: "510000000001".to_owned(),
        categories: "法医临床".to_owned(),
        valid_until: "2029-06-30".to_owned(),
        title: "是".to_owned(),
    };
    let trial = Trial::of(FORM, &of(Matter::Staff { rows: vec![staff; 3] }));
    trial.has_pages(1..=1);
    trial.says(&["鉴定人员名册", "阿不都热合曼·买买提", "510000000001"]);
    let minutes = Minutes {
        sort: "沟通座谈".to_owned(),
        held_on: "2026年11月20日".to_owned(),
        attendees: "安泽财险、恒佑财险、本中心".to_owned(),
        subject: "第四季度情况通报".to_owned(),
        conclusions: "材料确认改为当面。".to_owned(),
        to_do: "十二月前更新联系人。".to_owned(),
    };
    let trial = Trial::of(FORM, &of(Matter::Minutes(minutes)));
    trial.has_pages(1..=1);
    trial.says(&["沟通座谈纪要", "材料确认改为当面", "待办"]);
}

#[test]
fn empty_lists_say_so() {
    let none = Facts {
        made_by: unsigned("编制人", ""),
        basis: Vec::new(),
        ..of(Matter::Insurers { rows: Vec::new() })
    };
    Trial::of(FORM, &none).says(&["名录里没有保险机构"]);
    let none = Facts { matter: Matter::Staff { rows: Vec::new() }, ..none };
    Trial::of(FORM, &none).says(&["没有登记执业证的人员"]);
    let none = Facts { matter: Matter::Minutes(Minutes::default()), ..none };
    Trial::of(FORM, &none).says(&["议题", "结论"]);
}

#[test]
fn hostile_lists_hold() {
    let contact = ContactRow { name: long_name(), department: hostile(), phone: hostile() };
    let row = InsurerRow {
        name: long_name(),
        address: hostile(),
        contacts: vec![contact; 6],
        checked_on: "2026-11-24".to_owned(),
    };
    let trial = Trial::of(FORM, &of(Matter::Insurers { rows: vec![row; 80] }));
    trial.has_pages(10..=400);
    trial.says(&[&long_name(), r##"#read("x")"##]);
    let minutes = Minutes {
        sort: hostile(),
        held_on: hostile(),
        attendees: vec![long_name(); 60].join("、"),
        subject: hostile(),
        conclusions: vec![hostile(); 120].join("\n"),
        to_do: vec![hostile(); 60].join("\n"),
    };
    Trial::of(FORM, &of(Matter::Minutes(minutes))).has_pages(4..=40);
}

fn of(matter: Matter) -> Facts {
    let no_label = Some("截至日期".to_owned());
    Facts {
        head: SheetHead { case_no: "2026年11月26日".to_owned(), no_label, ..head() },
        matter,
        made_by: unsigned("编制人", "周晓岚"),
        basis: texts(&["沪通知 二(三)"]),
    }
}

fn insurers() -> Vec<InsurerRow> {
    let contact = |name: &str, department: &str, phone: &str| ContactRow {
        name: name.to_owned(),
        department: department.to_owned(),
        phone: phone.to_owned(),
    };
    vec![
        InsurerRow {
            name: "安泽财产保险股份有限公司某某分公司".to_owned(),
            address: "某某市某某区滨江大道 100 号 12 层".to_owned(),
            contacts: vec![
                contact("孟知行（联络员）", "人伤理赔部", "000-00001001"),
                contact("䶮㛃", "人伤理赔部", "000-00001002"),
            ],
            checked_on: "2026-11-03".to_owned(),
        },
        InsurerRow {
            name: "恒佑财产保险有限公司".to_owned(),
            address: "某某市某某区人民路 8 号".to_owned(),
            contacts: Vec::new(),
            checked_on: String::new(),
        },
    ]
}
