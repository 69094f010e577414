//! F-10 拍照录像录音同意书: one insurer, three of them, a child, empty, hostile.

use appraisal_desk::documents::recording_consent::FORM;
use appraisal_desk::documents::recording_consent::Facts;
use appraisal_desk::documents::recording_consent::RecorderColumn;
use appraisal_desk::documents::sheet::Answer;

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
    trial.is_golden("recording_consent", &sample());
    trial.has_pages(1..=1);
    trial.says(&[
        "拍照录像录音同意书",
        "鉴定机构",
        "保险机构人员（安泽财险）",
        "✓不同意",
        "随鉴定档案保存 30 年",
    ]);
    trial.never_says(&["本人系被拍摄人的监护人"]);
}

#[test]
fn three_insurers_and_a_guardian_still_fit_one_page() {
    let insurer = sample().recorders[1].clone();
    let recorders = [vec![sample().recorders[0].clone()], vec![insurer; 3]].concat();
    let subject_signs = unsigned("监护人", "韩秀珍");
    let trial = Trial::of(FORM, &Facts { recorders, needs_guardian: true, subject_signs, ..sample() });
    trial.has_pages(1..=1);
    trial.says(&["本人系被拍摄人的监护人"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let trial = Trial::of(FORM, &blank());
    trial.has_pages(1..=1);
    trial.says(&["鉴定机构", "保险机构人员", "范围、部位"]);
    trial.never_says(&["✓"]);
}

#[test]
fn hostile_sheet_holds() {
    let one = RecorderColumn { who: long_name(), scope: hostile().repeat(3), ..RecorderColumn::default() };
    let facts = Facts { subject: rare_name(), matter: hostile(), recorders: vec![one; 9], ..sample() };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(2..=8);
    trial.says(&[&rare_name(), r##"#read("x")"##]);
}

fn blank() -> Facts {
    Facts {
        head: head(),
        subject: String::new(),
        matter: String::new(),
        recorders: Vec::new(),
        withdrawal: String::new(),
        needs_guardian: false,
        subject_signs: unsigned("", ""),
        institution_signs: unsigned("", ""),
        basis: Vec::new(),
    }
}

fn sample() -> Facts {
    Facts {
        head: head(),
        subject: "䶮㛃𬱖".to_owned(),
        matter: "左膝关节功能障碍致残程度鉴定".to_owned(),
        recorders: vec![
            RecorderColumn {
                who: "鉴定机构".to_owned(),
                is_insurer: false,
                scope: "左膝、步态".to_owned(),
                purpose: "鉴定记录、归档".to_owned(),
                means: "本机构相机，检查全程".to_owned(),
                retention: "随鉴定档案保存 30 年".to_owned(),
                may_pass_on: Answer::No,
                pass_on_to: String::new(),
                party_agrees: Answer::Yes,
                institution_agrees: Answer::Open,
            },
            RecorderColumn {
                who: "保险机构人员（安泽财险）".to_owned(),
                is_insurer: true,
                scope: "步态，不拍面部".to_owned(),
                purpose: "见证留存".to_owned(),
                means: "手机，检查全程".to_owned(),
                retention: String::new(),
                may_pass_on: Answer::Yes,
                pass_on_to: "上级公司".to_owned(),
                party_agrees: Answer::Yes,
                institution_agrees: Answer::No,
            },
        ],
        withdrawal: "可以随时向鉴定机构口头或者书面撤回；撤回以后不再拍摄，撤回以前依法拍摄的不受影响。"
            .to_owned(),
        needs_guardian: false,
        subject_signs: unsigned("被拍摄人", "䶮㛃𬱖"),
        institution_signs: unsigned("鉴定机构", ""),
        basis: texts(&["川意见 四(四)", "通则 26 条", "通则 27 条", "个人信息保护法 29 条"]),
    }
}
