//! F-32 「人伤黄牛」疑点线索移送单: full, empty, hostile.

use appraisal_desk::documents::clue::FORM;
use appraisal_desk::documents::clue::Facts;
use appraisal_desk::documents::clue::Piece;
use appraisal_desk::documents::sheet::Tick;
use appraisal_desk::domain::clue::ClueKind;
use appraisal_desk::domain::clue::Receiver;

use crate::golden::Trial;
use crate::golden::hostile;
use crate::golden::long_name;
use crate::golden::of_entry;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_names_nobody() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("clue", &sample());
    trial.has_pages(1..=2);
    trial.says(&["疑点线索移送单", "某甲", "不作定性", "已脱敏", "没有随本单移送", "接收回执"]);
}

#[test]
fn with_a_lawful_ground_the_article_stands_on_the_sheet() {
    let facts = Facts {
        is_masked: false,
        personal: "随单移送，依据反保险欺诈工作办法某条".to_owned(),
        cases: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.says(&["依据反保险欺诈工作办法某条", "第318号"]);
    trial.never_says(&["没有随本单移送"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let blank = Facts {
        receivers: Receiver::ALL.map(|one| Tick::new(one.label(), false)).to_vec(),
        receiver: String::new(),
        source: String::new(),
        cases: String::new(),
        kinds: ClueKind::ALL.map(|one| Tick::new(one.label(), false)).to_vec(),
        seen: String::new(),
        heard: String::new(),
        supposed: String::new(),
        people: String::new(),
        personal: String::new(),
        evidence: Vec::new(),
        review: String::new(),
        signatures: vec![unsigned("审核人", ""), unsigned("移送人", "")],
        transferred_on: String::new(),
        receipt: String::new(),
        basis: Vec::new(),
        ..sample()
    };
    let trial = Trial::of(FORM, &blank);
    trial.has_pages(1..=2);
    trial.says(&["移送对象", "见到的", "没有随附证据"]);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        receiver: long_name(),
        source: hostile(),
        seen: vec![hostile(); 30].join("\n"),
        heard: vec![hostile(); 30].join("\n"),
        supposed: vec![hostile(); 10].join("\n"),
        people: vec![long_name(); 40].join("、"),
        evidence: vec![Piece { title: hostile(), sha256: "8f3a9c27".repeat(8) }; 200],
        review: vec![hostile(); 10].join("\n"),
        receipt: hostile(),
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(8..=60);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

pub fn sample() -> Facts {
    let kinds = [ClueKind::FeeForResult, ClueKind::SamePersonAcrossCases];
    Facts {
        head: of_entry("线2026-03"),
        receivers: Receiver::ALL.map(|one| Tick::new(one.label(), one == Receiver::Associations)).to_vec(),
        receiver: "四川省司法鉴定协会、四川省保险行业协会".to_owned(),
        source: "前台所见，两名伤者反映".to_owned(),
        cases: "2 件，案号没有随本单移送".to_owned(),
        kinds: ClueKind::ALL.map(|one| Tick::new(one.label(), kinds.contains(&one))).to_vec(),
        seen: "2026年11月24日上午，某甲在大厅对两名伤者说交钱包评级，并分发名片；\
               同月10日、17日陪同另外两名伤者来过。"
            .to_owned(),
        heard: "某乙说：「他讲评上八级收两成，先交三千元。」".to_owned(),
        supposed: "某甲疑似以承诺鉴定结果收费。".to_owned(),
        people: "某甲（陪同人）、某乙（伤者）".to_owned(),
        personal: "没有移送个人信息的法律依据，已脱敏".to_owned(),
        is_masked: true,
        evidence: vec![
            Piece { title: "大厅录像 1124-0930.mp4".to_owned(), sha256: "8f3a9c27d1e4b506".repeat(4) },
            Piece { title: "名片照片.jpg".to_owned(), sha256: "1c77e0a93b5d2f48".repeat(4) },
        ],
        review: "2026年11月25日　可以移送　两名伤者均已核实，录像清楚。".to_owned(),
        signatures: vec![unsigned("审核人", "顾南枝"), unsigned("移送人", "周晓岚")],
        transferred_on: "2026年11月26日".to_owned(),
        receipt: String::new(),
        basis: texts(&["川意见 一(三)", "个保法 6 条"]),
    }
}
