//! F-22 司法鉴定告知书: full, with several clients, empty, hostile.

use appraisal_desk::documents::appraisal_notice::FORM;
use appraisal_desk::documents::appraisal_notice::Facts;
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
    trial.is_golden("appraisal_notice", &sample());
    trial.has_pages(1..=1);
    trial.says(&["司法鉴定告知书", "11.", "（4）尸体解剖", "被告知人", "示范稿"]);
}

#[test]
fn three_clients_still_sign_on_one_page() {
    let signatures = vec![unsigned("被告知人", "安泽财产保险股份有限公司"); 3];
    Trial::of(FORM, &Facts { signatures, ..sample() }).has_pages(1..=1);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts { points: sample().points, witnesses: sample().witnesses, ..blank() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(1..=1);
    trial.says(&["被告知人", "委托事项"]);
    Trial::of(FORM, &blank()).has_pages(1..=1);
}

#[test]
fn hostile_sheet_holds() {
    let facts = Facts {
        to: long_name(),
        subject: rare_name(),
        points: vec![hostile(); 80],
        signatures: vec![unsigned("被告知人", &long_name()); 9],
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
        subject: String::new(),
        matter: String::new(),
        points: Vec::new(),
        witnesses: Vec::new(),
        witnesses_after: 6,
        signatures: vec![unsigned("被告知人", "")],
        informer_signs: unsigned("", ""),
        basis: Vec::new(),
    }
}

fn sample() -> Facts {
    Facts {
        head: SheetHead { is_specimen: true, ..head() },
        to: "䶮㛃𬱖".to_owned(),
        subject: "䶮㛃𬱖".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        points: texts(&[
            "委托人应当提供真实、完整、充分的鉴定材料，对材料的真实性、合法性负责；材料有虚假、隐瞒的，由提供人承担后果。",
            "委托人不得要求或者暗示鉴定机构、鉴定人按其意图或者特定目的提供鉴定意见。",
            "受鉴定材料、技术条件等限制，并非所有的鉴定都能得出明确的鉴定意见。",
            "因鉴定需要，鉴定材料可能损坏、耗尽，不能完整退还。",
            "有民族习俗、宗教禁忌或者身体上需要照顾的，请事先告知。",
            "下列鉴定应当有见证人到场，见证人不到场的不得开展：",
            "到场的人不得干扰鉴定；没有当事人和鉴定机构的同意，不得拍照、录像、录音。",
            "鉴定机构和鉴定人对鉴定中知悉的国家秘密、商业秘密和个人隐私保密。",
            "鉴定意见是鉴定人的专业意见，是否采信由办案机关审查判断。",
            "对鉴定意见有疑问的，可以要求鉴定机构解释说明；有异议的，可以依法申请补充鉴定、重新鉴定或者申请鉴定人出庭。",
            "材料耗损不能补充、委托人不履行义务或者撤销委托、拒付费用、被鉴定人不配合、不可抗力等情形，鉴定可以终止。",
        ]),
        witnesses: texts(&[
            "对无民事行为能力人、限制民事行为能力人进行身体检查的，其监护人或者近亲属；",
            "法医精神病鉴定的，委托人或者被鉴定人的近亲属、监护人；",
            "现场提取鉴定材料的，委托人指派或者委托的人；",
            "尸体解剖的，委托人或者死者的近亲属、监护人。",
        ]),
        witnesses_after: 6,
        signatures: vec![unsigned("被告知人", "䶮㛃𬱖")],
        informer_signs: unsigned("告知人", "周晓岚"),
        basis: texts(&["通则 18 条", "通则 25 条", "通则 29 条", "通则 40 条"]),
    }
}
