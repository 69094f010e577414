//! F-35 鉴定人承诺书: full, empty, hostile.

use appraisal_desk::documents::court_pledge::FORM;
use appraisal_desk::documents::court_pledge::Facts;
use appraisal_desk::documents::sheet::SheetHead;

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
    trial.is_golden("court_pledge", &sample());
    trial.has_pages(1..=1);
    trial.says(&["鉴定人承诺书", "某市某区人民法院：", "4. 作虚假鉴定的", "示范稿"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &Facts { promises: sample().promises, ..blank() });
    trial.has_pages(1..=1);
    trial.says(&["现承诺如下", "鉴定人"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        matter: rare_name(),
        promises: vec![hostile(); 40],
        signatures: vec![unsigned("鉴定人", &long_name()); 12],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(3..=12);
    trial.says(&[&long_name(), &rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        to: String::new(),
        matter: String::new(),
        promises: Vec::new(),
        signatures: Vec::new(),
        basis: Vec::new(),
    }
}

fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..head() },
        to: "某市某区人民法院".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        promises: texts(&[
            "保证客观、公正、诚实地进行鉴定，对鉴定意见负责。",
            "与当事人、本案没有利害关系，没有应当回避的情形。",
            "人民法院依法通知出庭的，保证出庭作证，如实回答询问。",
            "作虚假鉴定的，愿意承担相应的法律责任。",
        ]),
        signatures: vec![unsigned("鉴定人", "沈砚秋"), unsigned("鉴定人", "罗一帆")],
        basis: texts(&["民事证据规定 33 条"]),
    }
}
