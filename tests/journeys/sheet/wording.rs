//! What the seven sheets say of a case, and what they never say.

use super::arrival;
use super::keep_for_eyes;
use super::leaves;
use super::never_says;
use super::preview;
use super::says;
use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::DepartureKind;
use appraisal_desk::domain::check_in::Present;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::material::MaterialAnswer;
use appraisal_desk::domain::material::MaterialConfirmation;
use appraisal_desk::domain::material::Side;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::domain::risk_notice::N_POINTS;
use appraisal_desk::domain::risk_notice::PartyChoice;
use appraisal_desk::domain::risk_notice::RiskNotice;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::step::Place;
use appraisal_desk::domain::witness_notice::Addressee;
use appraisal_desk::domain::witness_notice::NoticeOutcome;
use appraisal_desk::services::check_in;
use appraisal_desk::services::check_in::SignInDraft;
use appraisal_desk::services::material;
use appraisal_desk::services::process_record;
use appraisal_desk::services::process_record::EntryDraft;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::risk_notice;

#[test]
fn absent_insurer_stands_on_the_sheet_and_does_not_stop_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let shown = preview(&mut office, case, FormNo::F07, None);
    assert!(!shown.is_draft, "{:?}", shown.missing);
    let number = office.case(case).file.intake.subject.id_number.as_str().to_owned();
    says(&shown, &["安泽财产保险股份有限公司", "照常鉴定", "川意见 二(二)", "答复到", &number]);
    never_says(&shown, &["不得开展", "草稿"]);
}

#[test]
fn witness_without_identity_document_is_on_the_roll_and_may_not_witness() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral()
        .insurer_comes(Shows::WorkCredentialOnly)
        .until(CaseState::Examining)
        .add(&mut office);
    let shown = preview(&mut office, case, FormNo::F07, None);
    says(
        &shown,
        &["阿不都热合曼", "不得见证", "未出示身份证件，鉴定照常", "川意见 四(四)", "工作证 AZ-0031"],
    );
    let shanghai = {
        let mut office = OfficeBuilder::shanghai().build();
        let case = CaseAdder::unilateral()
            .insurer_comes(Shows::WorkCredentialOnly)
            .until(CaseState::Examining)
            .add(&mut office);
        preview(&mut office, case, FormNo::F07, None)
    };
    says(&shanghai, &["不得见证", "未出示身份证件", "沪通知 二(一)"]);
    never_says(&shanghai, &["川意见"]);
}

#[test]
fn joint_commission_gives_both_sides_their_places() {
    let mut office = OfficeBuilder::shanghai().build();
    let case = CaseAdder::joint().insurer_comes(Shows::Both).until(CaseState::Examining).add(&mut office);
    let commission = preview(&mut office, case, FormNo::F01, None);
    says(
        &commission,
        &["共同委托", "委托人一", "委托人二", "交委托各方共 3 份", "沪通知 一(二)", "沪条例 23 条"],
    );
    never_says(&commission, &["川意见"]);
    let list = preview(&mut office, case, FormNo::F04, None);
    says(&list, &["乙方", "裴书闻", "完整退还"]);
    never_says(&list, &["不适用", "不得用于鉴定（"]);
    let notice = preview(&mut office, case, FormNo::F06, None);
    says(&notice, &["沪通知 二(一)", "照常鉴定"]);
    let roll = preview(&mut office, case, FormNo::F07, None);
    says(
        &roll,
        &["可以见证", "证件齐全，复印件已留存，须知已签", "人伤理赔部", "工作证 AZ-0031", "须知确认"],
    );
    keep_for_eyes("F-04-joint", &list.pdf);
    keep_for_eyes("F-07-joint", &roll.pdf);
}

#[test]
fn credential_shown_later_is_a_new_version_of_the_roll() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral()
        .insurer_comes(Shows::WorkCredentialOnly)
        .until(CaseState::Examining)
        .add(&mut office);
    says(&preview(&mut office, case, FormNo::F07, None), &["第1版", "未出示身份证件，鉴定照常"]);
    let witness = arrival(&mut office, case, |who| matches!(who, Attendee::Insurer(_)));
    leaves(&mut office, case, witness, DepartureKind::LeftEarly, "回单位取证件");
    let insurer = office.insurers[0].id;
    let draft = SignInDraft {
        attendee: Attendee::Insurer(steps::insurer_witness(&mut office, case, insurer, Shows::Both)),
        survey_statement: "称事故时天黑、路面湿滑".to_owned(),
        observation_support: String::new(),
    };
    let reason = "补验身份证".to_owned();
    let request = check_in::Request::Supplement { case, attendance: witness, draft: Box::new(draft), reason };
    let then = office.office.now().worded();
    let then = then.split_once(' ').unwrap().1;
    office.does(Action::CheckIn(request));
    let shown = preview(&mut office, case, FormNo::F07, None);
    says(&shown, &["第2版", "可以见证", "回单位取证件", "称事故时天黑、路面湿滑"]);
    says(&shown, &[&format!("身份证件 {then} 补验")]);
    never_says(&shown, &["未出示身份证件"]);
}

#[test]
fn where_no_article_speaks_none_is_cited() {
    let mut office = OfficeBuilder::national().build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    for form in FormNo::of_cases() {
        let shown = preview(&mut office, case, form, None);
        never_says(&shown, &["川意见", "沪通知", "沪条例"]);
        // The opinion declares 「认定事实的根据，取决于……」; elsewhere the word stands before an article.
        if form != FormNo::F20 {
            never_says(&shown, &["根据，"]);
        }
    }
    says(&preview(&mut office, case, FormNo::F06, None), &["本机构涉保鉴定的工作安排"]);
}

#[test]
fn who_left_early_or_stepped_out_is_written_down_with_the_time() {
    let mut office = OfficeBuilder::sichuan().build();
    let case =
        CaseAdder::unilateral().insurer_comes(Shows::Both).until(CaseState::Examining).add(&mut office);
    let witness = arrival(&mut office, case, |who| matches!(who, Attendee::Insurer(_)));
    let subject = arrival(&mut office, case, |who| matches!(who, Attendee::Subject(_)));
    leaves(&mut office, case, witness, DepartureKind::SteppedOut, "检查涉及隐私部位");
    leaves(&mut office, case, subject, DepartureKind::LeftEarly, "身体不适");
    let shown = preview(&mut office, case, FormNo::F07, None);
    says(&shown, &["可以见证", "（提前离场：身体不适）", "返回时刻未记", "检查涉及隐私部位"]);
}

#[test]
fn commission_says_what_was_agreed_and_what_was_asked() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Accepted).add(&mut office);
    let shown = preview(&mut office, case, FormNo::F01, None);
    assert!(!shown.is_draft, "{:?}", shown.missing);
    says(
        &shown,
        &[
            "某司鉴中心[2026]临鉴字第1号",
            "2,600.00",
            "贰仟陆佰元整",
            "30个工作日",
            "一式 4 份，交委托人 3 份，存档 1 份",
            "当事人单方委托，已告知风险及法律后果（F-03）",
            "不就同一鉴定事项另行委托鉴定",
            "纸上手签，见签字原件",
            "顾南枝",
        ],
    );
}

#[test]
fn notice_of_risk_is_printed_blank_first_and_then_with_what_was_said() {
    let mut office = OfficeBuilder::shanghai().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let blank = preview(&mut office, case, FormNo::F03, None);
    assert!(!blank.is_draft && blank.missing.iter().any(|field| field.place == Place::RiskNotice));
    says(&blank, &["经您认可，本机构才通知保险机构到场见证", "示范稿", "沪通知 一(二)"]);
    never_says(&blank, &["✓坚持单方委托", "✓认可", "✓不认可", "沪通知 一(二)✓"]);
    let notice = RiskNotice {
        points_told: (1..=N_POINTS).collect(),
        choice: Some(PartyChoice::InsistUnilateral),
        accepts_insurer: Some(false),
        signature: Some(Manner::Refused {
            reason: "听明白了，不愿签字".to_owned(),
            staff: [PersonName::new("周晓岚"), PersonName::new("方知遥")],
        }),
        signer: office.case(case).file.intake.subject.name.clone(),
        told_by: PersonName::default(),
    };
    give(&mut office, case, notice);
    let given = preview(&mut office, case, FormNo::F03, None);
    says(
        &given,
        &["拒签，见注记", "听明白了，不愿签字", "方知遥", "✓不认可保险机构到场见证", "✓坚持单方委托"],
    );
}

#[test]
fn the_two_kinds_of_notice_never_share_a_consequence() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().of_a_child().until(CaseState::Scheduled).add(&mut office);
    let file = office.case(case).file.clone();
    let insurer = Addressee::Insurer { insurer: file.intake.insurers[0].insurer };
    steps::telephone(&mut office, case, insurer.clone(), NoticeOutcome::NoAnswer);
    let first = |to: &Addressee| file.notices_to(to).next().unwrap().id;
    let to_insurer = preview(&mut office, case, FormNo::F06, Some(first(&insurer)));
    says(
        &to_insurer,
        &[
            "安泽财产保险股份有限公司",
            "照常鉴定",
            "未提供身份证明的，不得当场见证",
            "无人接听",
            "示例报案 01",
        ],
    );
    never_says(&to_insurer, &["不得开展", "左膝", "伤残等级"]);
    let mother = Addressee::Statutory { person: file.intake.guardians[0].person.id };
    let to_mother = preview(&mut office, case, FormNo::F06, Some(first(&mother)));
    says(&to_mother, &["祁慧", "监护人，母亲", "不得开展鉴定", "通则 25 条", "户口簿"]);
    never_says(&to_mother, &["照常鉴定", "示例报案 01"]);
    keep_for_eyes("F-06-statutory", &to_mother.pdf);
}

#[test]
fn disputed_material_is_locked_on_the_list() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::joint().until(CaseState::Reviewing).add(&mut office);
    let item = office.case(case).file.materials[1].id;
    let word = MaterialConfirmation {
        material: item,
        side: Side::Insurer,
        person: PersonName::new("裴书闻"),
        answer: MaterialAnswer::Disputed { reason: "片号与报告不符".to_owned() },
    };
    office.does(Action::Material(material::Request::Answer { case, word: Box::new(word) }));
    let shown = preview(&mut office, case, FormNo::F04, None);
    assert!(!shown.is_draft);
    says(
        &shown,
        &["保险机构有异议，已锁定，解决以前不得用于鉴定（川意见 二(一)）", "片号与报告不符", "纸上手签"],
    );
}

#[test]
fn record_keeps_what_was_corrected_and_says_what_came_late() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Examining).add(&mut office);
    let wrong =
        steps::enter(&mut office, case, EntryContent::Finding { text: "右膝瘢痕长 8.5 cm".to_owned() });
    let now = office.office.now();
    let draft = EntryDraft {
        step: "体表检查".to_owned(),
        content: EntryContent::Finding { text: "左膝瘢痕长 8.5 cm".to_owned() },
        happened_at: Some(now.plus_minutes(-40)),
        late_reason: "先扶被鉴定人休息".to_owned(),
    };
    let request = process_record::Request::CorrectEntry {
        case,
        entry: wrong,
        draft: Box::new(draft),
        reason: "左右记反".to_owned(),
    };
    office.does(Action::ProcessRecord(request));
    let open = preview(&mut office, case, FormNo::F09, None);
    assert!(open.is_draft);
    says(
        &open,
        &[
            "右膝瘢痕长 8.5 cm",
            "已由第 2 条更正",
            "更正第 1 条",
            "左右记反",
            "补记",
            "先扶被鉴定人休息",
            "草稿",
        ],
    );
    steps::fill_record(&mut office, case);
    steps::seal(&mut office, case);
    let sealed = preview(&mut office, case, FormNo::F09, None);
    assert!(!sealed.is_draft, "{:?}", sealed.missing);
    says(
        &sealed,
        &[
            "〔体表检查〕左膝瘢痕",
            "膝关节屈曲（主动） 95°",
            "QJ-07",
            "拉帘遮挡",
            "安泽财险 未到场，照常鉴定",
            "第2版",
        ],
    );
}

#[test]
fn recusal_is_concluded_only_when_everybody_was_asked() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Identified).add(&mut office);
    let shown = preview(&mut office, case, FormNo::F08, None);
    assert!(!shown.is_draft, "{:?}", shown.missing);
    says(
        &shown,
        &["川司鉴 510001", "川司助 510003", "无人申请回避，鉴定人声明无应当回避情形", "川意见 三(二)"],
    );
    let companion =
        Present { person: Invented::MOTHER.person(), relation: "邻居".to_owned(), id_copy: None };
    steps::sign_in(&mut office, case, Attendee::Companion(companion));
    let later = preview(&mut office, case, FormNo::F08, None);
    assert!(later.is_draft, "somebody came who was not asked");
    never_says(&later, &["无人申请回避，鉴定人声明"]);
}

fn give(office: &mut TestOffice, case: CaseId, notice: RiskNotice) {
    let request = risk_notice::Request::Give { case, notice: Box::new(notice), reason: String::new() };
    office.does(Action::RiskNotice(request));
}
