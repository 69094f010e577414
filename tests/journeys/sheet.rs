//! 文书: what is shown is what leaves, what leaves is numbered, kept and written down first, and what the seven
//! sheets say of a case. `SHEETS_OUT=DIR` leaves the files in DIR, to be looked at.

use crate::golden::text_of;
use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::DepartureKind;
use appraisal_desk::domain::check_in::Present;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::material::MaterialAnswer;
use appraisal_desk::domain::material::MaterialConfirmation;
use appraisal_desk::domain::material::Side;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::domain::risk_notice::N_POINTS;
use appraisal_desk::domain::risk_notice::PartyChoice;
use appraisal_desk::domain::risk_notice::RiskNotice;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::PenTool;
use appraisal_desk::domain::signature::Stroke;
use appraisal_desk::domain::signature::StrokePoint;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::domain::step::Place;
use appraisal_desk::domain::witness_notice::Addressee;
use appraisal_desk::domain::witness_notice::NoticeOutcome;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::platform::print::NoPrinter;
use appraisal_desk::platform::print::PrintError;
use appraisal_desk::platform::print::PrintJob;
use appraisal_desk::platform::print::Printer;
use appraisal_desk::platform::print::PrinterInfo;
use appraisal_desk::platform::vault::KdfCost;
use appraisal_desk::services::check_in;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::material;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::process_record;
use appraisal_desk::services::process_record::EntryDraft;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::risk_notice;
use appraisal_desk::services::session;
use appraisal_desk::services::session::DeskOptions;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::Issued;
use appraisal_desk::services::sheet::Preview;
use appraisal_desk::services::signature;
use appraisal_desk::services::worker;
use appraisal_desk::store::Durability;
use appraisal_desk::store::OpenGate;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use ring::digest::SHA256;
use ring::digest::digest;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

#[test]
fn what_is_shown_is_what_leaves_and_it_is_numbered_and_written_down() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    for form in FormNo::ALL {
        let shown = preview(&mut office, case, form, None);
        assert_eq!(shown.n_prints, 0, "{form}");
        assert_eq!(shown.pages.len(), shown.n_pages, "{form}");
        let issued = save(&mut office, case, form, &folder.join(form.number())).unwrap();
        assert_eq!(fs::read(folder.join(form.number())).unwrap(), *shown.pdf, "{form}");
        assert_eq!(issued.sha256, sha256(&shown.pdf), "{form}");
        assert_eq!((issued.n, issued.is_draft), (1, shown.is_draft), "{form}");
        let again = save(&mut office, case, form, &folder.join("again")).unwrap();
        assert_eq!(again.n, 2, "{form}");
        assert_ne!(again.sha256, issued.sha256, "{form}: the number is part of the sheet");
        assert!(text(&fs::read(folder.join("again")).unwrap()).contains("第2次打印"), "{form}");
        keep_for_eyes(form.number(), &shown.pdf);
    }
    let prints = &office.case(case).file.prints;
    assert_eq!(prints.len(), 14);
    assert!(
        prints.iter().all(|row| row.body.object.is_some() && row.body.n_pages > 0 && row.body.copies == 0)
    );
}

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
fn sheets_are_drafts_until_there_is_something_to_sign() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Reviewing).add(&mut office);
    for (form, place) in [
        (FormNo::F01, Place::Acceptance),
        (FormNo::F07, Place::CheckIn),
        (FormNo::F08, Place::Assignment),
        (FormNo::F09, Place::ProcessRecord),
    ] {
        let shown = preview(&mut office, case, form, None);
        assert!(shown.is_draft, "{form}");
        assert!(shown.missing.iter().any(|field| field.place == place), "{form}: {:?}", shown.missing);
        says(&shown, &["草稿"]);
    }
    let folder = TempFolder::new();
    let issued = save(&mut office, case, FormNo::F07, &folder.join("F-07.pdf")).unwrap();
    assert!(issued.is_draft && issued.said.contains("草稿"), "{}", issued.said);
    assert!(office.case(case).file.prints[0].body.is_draft, "a draft counts as well");
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
    never_says(&blank, &["√"]);
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
        &["拒签，见注记", "听明白了，不愿签字", "方知遥", "√不认可保险机构到场见证", "√坚持单方委托"],
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
    says(&to_mother, &["祁慧", "监护人（母亲）", "不得开展鉴定", "通则 25 条", "户口簿"]);
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

#[test]
fn drawn_signature_is_on_the_paper() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Identified).add(&mut office);
    let before = preview(&mut office, case, FormNo::F08, None);
    for signer in unsigned(&office.case(case).file, FormNo::F08) {
        let manner = Manner::Pad { strokes: drawn(), tool: PenTool::Pen };
        let request = signature::Request::Sign { case, form: FormNo::F08, signer, manner };
        office.does(Action::Signature(request));
    }
    let after = preview(&mut office, case, FormNo::F08, None);
    assert!(after.missing.is_empty(), "{:?}", after.missing);
    assert!(n_blue(&after) > n_blue(&before) + 2_000, "{} {}", n_blue(&after), n_blue(&before));
    keep_for_eyes("F-08-signed", &after.pdf);
}

#[test]
fn signatures_bind_the_contents_and_not_each_other() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let digests = |office: &mut TestOffice, form| -> Vec<String> {
        let file = office.case(case).file.clone();
        let rows = file.signatures.iter().filter(|row| row.body.form == form);
        rows.map(|row| row.body.shown_sha256.clone()).collect()
    };
    for form in [FormNo::F07, FormNo::F08, FormNo::F09] {
        let bound = digests(&mut office, form);
        assert!(bound.len() > 1 && bound.iter().all(|digest| *digest == bound[0]), "{form}: {bound:?}");
        assert_eq!(office.office.facts_digest(case, form).unwrap(), bound[0], "{form}");
    }
    let former = office.office.facts_digest(case, FormNo::F07).unwrap();
    let subject = arrival(&mut office, case, |who| matches!(who, Attendee::Subject(_)));
    leaves(&mut office, case, subject, DepartureKind::Finished, "");
    assert_ne!(office.office.facts_digest(case, FormNo::F07).unwrap(), former);
}

#[test]
fn refused_print_leaves_a_trace_and_uses_up_its_number() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let refused = office.tries(print(case, FormNo::F03, 2));
    assert!(matches!(refused, Err(ServiceError::Print(PrintError::NoSpooler(_)))), "{refused:?}");
    let file = office.case(case).file.clone();
    let rows: Vec<_> = file.prints.iter().map(|row| (row.body.n, row.body.copies)).collect();
    assert_eq!(rows, [(1, 2), (1, 0)], "written down, then taken back");
    assert_eq!(file.prints[1].supersedes.as_ref().map(|c| c.id), Some(file.prints[0].id));
    assert_eq!(preview(&mut office, case, FormNo::F03, None).n_prints, 1);
    let nowhere = office.folder.join("没有的文件夹").join("F-03.pdf");
    assert!(matches!(
        save(&mut office, case, FormNo::F03, &nowhere),
        Err(ServiceError::Print(PrintError::NotSaved(_)))
    ));
}

#[test]
fn printer_gets_the_bytes_that_were_written_down_and_none_before_that() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Received).add(&mut office);
    let tray = Tray::default();
    let gate = Arc::new(Closing::default());
    let TestOffice { office, clock, folder, .. } = office;
    drop(office);
    let mut office = reopened(&folder.join("案卷库"), &clock, &tray, &gate);
    gate.0.store(true, Ordering::SeqCst);
    let cut = worker::answer(&mut office, Ask::Do(print(case, FormNo::F03, 1)));
    assert!(matches!(cut, Err(ServiceError::Store(_))), "{cut:?}");
    assert!(tray.0.lock().unwrap().is_empty(), "no row, no paper");
    gate.0.store(false, Ordering::SeqCst);
    let done = worker::answer(&mut office, Ask::Do(print(case, FormNo::F03, 2))).unwrap();
    let Outcome::Sheet(issued) = done else { panic!("{done:?}") };
    let printed = tray.0.lock().unwrap();
    let [(bytes, job)] = printed.as_slice() else { panic!("{} prints", printed.len()) };
    assert_eq!(sha256(bytes), issued.sha256);
    assert_eq!((job.n_copies, job.two_sided, job.printer.as_deref()), (2, true, Some("前台")));
    assert!(job.title.is_ascii(), "the spooler keeps titles, so they name nobody: {}", job.title);
    let file = office.file(case).unwrap();
    assert_eq!(file.prints.len(), 1);
    assert_eq!(
        (file.prints[0].body.sha256.as_str(), file.prints[0].body.copies),
        (issued.sha256.as_str(), 2)
    );
    assert!(issued.said.contains("第 1 次打印"), "{}", issued.said);
}

fn preview(office: &mut TestOffice, case: CaseId, form: FormNo, about: Option<EvidenceId>) -> Arc<Preview> {
    match office.looks(Look::Preview { case, form, about }) {
        Outcome::Preview(preview) => preview,
        other => panic!("not a preview: {other:?}"),
    }
}

fn save(office: &mut TestOffice, case: CaseId, form: FormNo, to: &Path) -> Result<Issued, ServiceError> {
    let request = sheet::Request::SaveAs { case, form, about: None, to: to.to_owned() };
    office.tries(Action::Sheet(request)).map(|outcome| match outcome {
        Outcome::Sheet(issued) => issued,
        other => panic!("not a sheet: {other:?}"),
    })
}

fn print(case: CaseId, form: FormNo, n_copies: u16) -> Action {
    let printer = Some("前台".to_owned());
    Action::Sheet(sheet::Request::Print { case, form, about: None, printer, n_copies, two_sided: true })
}

fn give(office: &mut TestOffice, case: CaseId, notice: RiskNotice) {
    let request = risk_notice::Request::Give { case, notice: Box::new(notice), reason: String::new() };
    office.does(Action::RiskNotice(request));
}

fn arrival(office: &mut TestOffice, case: CaseId, is_wanted: fn(&Attendee) -> bool) -> EvidenceId {
    let view = office.case(case);
    view.present.iter().find(|row| is_wanted(&row.row.body.attendee)).unwrap().row.id
}

fn leaves(office: &mut TestOffice, case: CaseId, attendance: EvidenceId, kind: DepartureKind, note: &str) {
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    let request = check_in::Request::SignOut { case, attendance, kind, note: note.to_owned() };
    office.does(Action::CheckIn(request));
}

/// A loop and a line, as a pen draws them.
fn drawn() -> Vec<Stroke> {
    let at = |n: u16| {
        let turn = f32::from(n) / 60.0 * std::f32::consts::TAU * 2.0;
        StrokePoint {
            x: (f32::from(n) * 15.0 + 60.0 + 60.0 * turn.sin()) as u16,
            y: (500.0 + 300.0 * turn.cos()) as u16,
            t_ms: u32::from(n) * 12,
            force: Some(300 + n * 8),
        }
    };
    vec![Stroke((0..60).map(at).collect())]
}

/// How many pixels of all pages are of the blue-black of the ink rather than black or grey.
fn n_blue(shown: &Preview) -> usize {
    let pixels = shown.pages.iter().flat_map(|page| page.rgba.chunks_exact(4));
    pixels.filter(|pixel| pixel[2] > pixel[0].saturating_add(20)).count()
}

fn text(pdf: &[u8]) -> String {
    let text = text_of(&Pdf { bytes: pdf.to_vec(), n_pages: 1, warnings: Vec::new() });
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn says(shown: &Preview, expected: &[&str]) {
    let text = text(&shown.pdf);
    for sentence in expected {
        let squeezed: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&squeezed), "{}: 「{sentence}」 is not in\n{text}", shown.form);
    }
}

fn never_says(shown: &Preview, forbidden: &[&str]) {
    let text = text(&shown.pdf);
    for sentence in forbidden {
        let squeezed: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(!text.contains(&squeezed), "{}: 「{sentence}」 is in\n{text}", shown.form);
    }
}

fn keep_for_eyes(name: &str, pdf: &[u8]) {
    if let Some(folder) = env::var_os("SHEETS_OUT") {
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.pdf")), pdf).unwrap();
    }
}

fn sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same office in another process with a printer and a gate.
fn reopened(place: &Path, clock: &Arc<ScriptClock>, tray: &Tray, gate: &Arc<Closing>) -> Office {
    let options = DeskOptions {
        clock: Arc::clone(clock) as Arc<dyn appraisal_desk::platform::clock::Clock>,
        printer: Box::new(tray.clone()),
        cost: KdfCost { memory_kib: 64, passes: 1, lanes: 1 },
        durability: Durability::Relaxed,
        gate: Some(Arc::clone(gate) as Arc<dyn WriteGate>),
    };
    let mut office = Office::before(place, options).unwrap();
    let password = Secret::new(PASSWORD.to_owned());
    let unlock = session::Request::Unlock { login: "zhou".to_owned(), password };
    worker::answer(&mut office, Ask::Do(Action::Session(unlock))).unwrap();
    office
}

/// A printer that keeps what it gets.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<(Vec<u8>, PrintJob)>>>);

impl Printer for Tray {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        NoPrinter.list()
    }

    fn print(&self, pdf: &[u8], job: &PrintJob) -> Result<(), PrintError> {
        self.0.lock().unwrap().push((pdf.to_vec(), job.clone()));
        Ok(())
    }
}

/// A disk that takes no commit while it is closed.
#[derive(Default)]
struct Closing(AtomicBool);

impl WriteGate for Closing {
    fn pass(&self, point: WritePoint) -> io::Result<()> {
        if self.0.load(Ordering::SeqCst) && point == WritePoint::Commit {
            return Err(io::ErrorKind::StorageFull.into());
        }
        OpenGate.pass(point)
    }
}
