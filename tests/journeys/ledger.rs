//! 台账与统计 on screen: read, searched, copied, closed and taken along; by keyboard, in every window, and as files.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ledger::LedgerColumn;
use appraisal_desk::domain::ledger::LedgerRow;
use appraisal_desk::domain::ledger::LockState;
use appraisal_desk::domain::ledger::Names;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::statistics::Figure;
use appraisal_desk::domain::statistics::Span;
use appraisal_desk::domain::statistics::table;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::ledger;
use appraisal_desk::services::ledger::Export;
use appraisal_desk::services::ledger::Takes;
use appraisal_desk::services::reception;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::verify;
use appraisal_desk::services::worker;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;
use std::path::Path;
use std::sync::Arc;

fn named(name: &'static str, order: &'static str) -> Invented {
    Invented { name, order, ..Invented::SUBJECT }
}

/// Some weeks of an office: two months, joint and unilateral, one whose insurer came without identity document.
fn some_weeks() -> (TestOffice, [CaseId; 4]) {
    let mut office = OfficeBuilder::sichuan().at("2026-10-12 09:00").build();
    let drafting = CaseAdder::unilateral()
        .with_two_insurers()
        .subject(named("阿不都热合曼·买买提", "013"))
        .insurer_comes(Shows::WorkCredentialOnly)
        .until(CaseState::Drafting)
        .add(&mut office);
    office.at("2026-11-02 09:00");
    let joint = CaseAdder::joint()
        .subject(named("邓秀兰", "011"))
        .insurer_comes(Shows::Both)
        .until(CaseState::OnSite)
        .add(&mut office);
    office.at("2026-11-16 09:00");
    let accepted =
        CaseAdder::unilateral().subject(named("覃䶮", "015")).until(CaseState::Accepted).add(&mut office);
    let received = CaseAdder::unilateral().subject(named("周某某", "017")).add(&mut office);
    office.at("2026-11-24 09:00");
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    (office, [drafting, joint, accepted, received])
}

fn year() -> Span {
    Span::year(2026).unwrap()
}

fn rows(office: &TestOffice) -> Vec<LedgerRow> {
    ledger::all(&office.office, year(), ledger::piece).unwrap()
}

fn said(row: &LedgerRow, column: LedgerColumn) -> String {
    row.cell(column, Names::Masked).shown()
}

#[test]
fn a_row_says_what_its_case_says() {
    let (office, [drafting, joint, ..]) = some_weeks();
    let rows = rows(&office);
    assert_eq!(rows.len(), 4);
    let row = rows.iter().find(|row| row.case == drafting).unwrap();
    for (column, expected) in [
        (LedgerColumn::Subject, "阿*********"),
        (LedgerColumn::Clients, "阿*********"),
        (LedgerColumn::Mode, "当事人单方委托"),
        (LedgerColumn::ReceivedOn, "2026-10-12"),
        (LedgerColumn::Insurers, "安泽财险、恒信财险"),
        (LedgerColumn::InsuranceUse, "是"),
        (LedgerColumn::RiskNotice, "2026-10-12 已签"),
        (LedgerColumn::JointLetter, "不适用"),
        (LedgerColumn::InsurerPresence, "1 家到，共 2 家"),
        (LedgerColumn::Credentials, "1 人不齐"),
        (LedgerColumn::StatutoryPresence, "不需要"),
        (LedgerColumn::Licences, "3 人已亮"),
        (LedgerColumn::Officer, "周晓岚"),
        (LedgerColumn::Remark, "在办：拟稿"),
    ] {
        assert_eq!(said(row, column), expected, "{column:?}");
    }
    assert!(!said(row, LedgerColumn::RecordedOn).is_empty() && said(row, LedgerColumn::IssuedOn).is_empty());
    let row = rows.iter().find(|row| row.case == joint).unwrap();
    assert_eq!(said(row, LedgerColumn::Materials), "已确认 2 件");
    assert!(said(row, LedgerColumn::JointLetter).ends_with("原件"));
    assert_eq!(said(row, LedgerColumn::Credentials), "齐");
}

#[test]
fn the_ledger_is_read_searched_and_walked_by_keyboard() {
    let (office, [_, joint, ..]) = some_weeks();
    let mut desk = Driver::sits_in(office);
    desk.opens("今日")
        .presses("统计")
        .sees("共同占比")
        .presses("台账")
        .sees_at_once("阿*********")
        .sees_at_once("共同 1")
        .picture("50-ledger");
    desk.does_not_see("阿不都热合曼");
    let mut keys = Keyboard::of(desk);
    keys.press(Key::Home).press(Key::ArrowRight);
    let desk = keys.desk();
    desk.key(Key::ArrowDown).key_with(Modifiers::SHIFT, Key::ArrowRight);
    desk.key_with(Modifiers::SHIFT, Key::ArrowDown).sees("已选 4 格").picture("50-ledger-block");
    let copied = desk.copies();
    let lines: Vec<Vec<&str>> = copied.split("\r\n").map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2], "{copied}");
    assert_eq!(lines[0][1], "邓**", "{copied}");
    assert!(lines[0][0].contains("字第"), "{copied}");
    desk.key_with(Modifiers::COMMAND, Key::Home).key(Key::ArrowDown).key(Key::Enter);
    assert_eq!(desk.route(), Route::Case(joint));
    desk.opens("台账").types("查找台账", "dxl").sees("筛出 1 件").key(Key::Enter).key(Key::Enter);
    assert_eq!(desk.route(), Route::Case(joint));
    desk.opens("台账").types("查找台账", "没有这个字").sees("没有符合的案件").picture("50-ledger-none");
    desk.presses("清掉筛选").sees("筛出 4 件").presses("打印…");
    assert!(matches!(desk.route(), Route::Sheet(sheet) if sheet.form == FormNo::F30), "{:?}", desk.route());
    desk.sees("台账期间　2026-01-01 至 2026-12-31").picture("50-ledger-paper");
}

#[test]
fn parts_and_periods_are_chosen_and_the_grid_fits_every_window() {
    let (office, _) = some_weeks();
    let mut desk = Driver::sits_in(office);
    desk.opens("台账").key_with(Modifiers::COMMAND, Key::Num2).sees("筛出 1 件");
    desk.key_with(Modifiers::COMMAND, Key::Num4).sees("筛出 1 件").key_with(Modifiers::COMMAND, Key::Num1);
    desk.chooses("期间", "本月").sees("2026-11-01 至 2026-11-30").sees("筛出 3 件");
    desk.chooses("期间", "自选").types("从", "2026-10-01").types("到", "2026-10-31");
    desk.picture("50-ledger-own-days").presses("显示这段时间").sees("筛出 1 件");
    desk.chooses("期间", "本年").sized(1366.0, 696.0).picture("50-ledger-696");
    desk.zoomed(1.5).sees_at_once("合计").picture("50-ledger-150");
    desk.zoomed(2.0).picture("50-ledger-200");
    desk.zoomed(1.0).sized(1920.0, 1080.0).picture("50-ledger-1920");
    desk.sized(1366.0, 768.0).opens("今日").opens("台账");
    for _ in 0..20 {
        desk.key(Key::ArrowRight);
    }
    desk.sees_at_once("邓**").picture("50-ledger-aside");
}

#[test]
fn an_office_without_cases_says_what_will_be_there() {
    let mut desk = Driver::sits_in(OfficeBuilder::sichuan().build());
    desk.opens("台账").sees("这段时间没有收到委托").picture("50-ledger-empty");
    assert!(!desk.can_press("导出…"));
    desk.opens("统计").sees("这一年没有受理涉保案件").picture("51-statistics-empty");
    assert!(!desk.can_press("导出 XLSX…"));
}

#[test]
fn a_month_is_closed_once_and_what_changes_later_is_marked() {
    let (mut office, [drafting, ..]) = some_weeks();
    let director = office.staff.director;
    office.sits(director);
    let mut desk = Driver::sits_in(office);
    desk.opens("台账").presses("月结…").sees("2026 年 10 月").picture("52-closing");
    assert!(desk.can_press("月结 2026 年 10 月"));
    desk.presses("月结 2026 年 10 月").sees("台账已月结，1 件");
    let locks = |desk: &Driver| -> Vec<LockState> {
        let rows = ledger::all(&desk.office(), year(), ledger::piece).unwrap();
        rows.into_iter().map(|row| row.lock).collect()
    };
    assert_eq!(locks(&desk)[..2], [LockState::Closed, LockState::Open]);
    desk.presses("月结…").sees("已月结，1 件").presses("取消");
    let request = ledger::Request::CloseMonth { year: 2026, month: 10 };
    let twice = worker::answer(&mut desk.office(), Ask::Do(Action::Ledger(request)));
    assert!(matches!(twice, Err(ServiceError::Incomplete(_))), "{twice:?}");
    let running = ledger::Request::CloseMonth { year: 2026, month: 11 };
    assert!(worker::answer(&mut desk.office(), Ask::Do(Action::Ledger(running))).is_err());
    let mut intake = desk.case(drafting).file.intake.clone();
    intake.matter = "伤残等级、三期鉴定".to_owned();
    let intake = Box::new(intake);
    let save = reception::Request::Save { case: drafting, intake };
    worker::answer(&mut desk.office(), Ask::Do(Action::Reception(save))).unwrap();
    assert_eq!(locks(&desk)[..2], [LockState::ChangedSince, LockState::Open]);
    desk.opens("今日").opens("台账").key(Key::End).sees("已月结，之后有更新").picture("52-closed");
}

#[test]
fn a_ledger_is_taken_along_masked_and_whole_only_for_a_reason() {
    let (office, _) = some_weeks();
    let folder = TempFolder::new();
    let masked = folder.path().join("台账.xlsx");
    let appraiser = office.staff.appraiser;
    let mut desk = Driver::sits_in(office);
    let before = verify::verify(&mut desk.office()).unwrap().n_entries;
    desk.opens("台账").will_pick(vec![masked.clone()]).presses("导出…").picture("53-export");
    desk.presses("选保存的地方…").sees("已存为表格，4 行");
    let xml = sheet_xml(&masked);
    assert!(xml.contains("邓**") && !xml.contains("邓秀兰"), "masked");
    let whole = folder.path().join("台账.csv");
    desk.will_pick(vec![whole.clone()]).presses("导出…").chooses("文件", "CSV");
    desk.chooses("姓名", "姓名不遮，写明理由");
    assert!(!desk.can_press("选保存的地方…"), "a reason is due");
    desk.types("不遮姓名的理由", "司法局双随机检查调取").picture("53-export-whole");
    desk.presses("选保存的地方…").sees("已存为表格，4 行");
    let text = std::fs::read_to_string(&whole).unwrap();
    assert!(text.starts_with("\u{feff}序号,案号,被鉴定人") && text.contains("邓秀兰"), "{text}");
    assert_eq!(text.lines().count(), 5);
    let after = verify::verify(&mut desk.office()).unwrap().n_entries;
    // Two exports and the verification before them.
    assert_eq!(after - before, 3);
    desk.hands_over(appraiser).opens("台账").presses("导出…").chooses("姓名", "姓名不遮，写明理由");
    desk.types("不遮姓名的理由", "想看");
    assert!(!desk.can_press("选保存的地方…"));
}

#[test]
fn a_spreadsheet_keeps_numbers_as_text_and_its_print_set_up() {
    let (mut office, _) = some_weeks();
    let folder = TempFolder::new();
    let place = folder.path().join("台账.xlsx");
    let takes = Takes::Ledger {
        rows: Arc::new(rows(&office)),
        part: "涉保".to_owned(),
        names: Names::Masked,
        reason: String::new(),
    };
    let export = Box::new(Export { takes, span: year(), to: place.clone() });
    office.does(Action::Ledger(ledger::Request::Export(export)));
    let sheet = part(&place, "xl/worksheets/sheet1.xml");
    for wanted in [
        "<pane ",
        "state=\"frozen\"",
        "<autoFilter ref=\"A3:",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "第 &amp;P 页 共 &amp;N 页",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(!sheet.contains("<f>"), "no formula");
    // A case number is a shared string: t="s".
    assert!(sheet.contains("<c r=\"B4\" s=") && sheet.contains("t=\"s\""), "text cells");
    assert!(part(&place, "xl/workbook.xml").contains("_xlnm.Print_Titles"), "the head stands on every page");
    assert!(part(&place, "xl/sharedStrings.xml").contains("按收到委托日归入期间"), "口径");
    let nowhere = Export {
        takes: Takes::Statistics { cases: Arc::default(), by_quarter: false },
        span: year(),
        to: folder.path().join("没有这个文件夹").join("统计.xlsx"),
    };
    let refused = ledger::handle(&mut office.office, ledger::Request::Export(Box::new(nowhere)));
    assert!(matches!(refused, Err(ServiceError::NotSaved(_))), "{refused:?}");
    let unknown = Export {
        takes: Takes::Statistics { cases: Arc::default(), by_quarter: false },
        span: year(),
        to: folder.path().join("统计.doc"),
    };
    let refused = ledger::handle(&mut office.office, ledger::Request::Export(Box::new(unknown)));
    assert!(matches!(refused, Err(ServiceError::Incomplete(_))), "{refused:?}");
}

#[test]
fn statistics_count_accepted_cases_per_insurer_and_say_what_they_count() {
    let (office, _) = some_weeks();
    let cases = ledger::all(&office.office, year(), ledger::counts).unwrap();
    assert_eq!(cases.len(), 3, "what is only received is not counted");
    let lines = table(&cases, year(), false);
    let names: Vec<&str> = lines.iter().map(|line| line.of.label()).collect();
    assert_eq!(names.last(), Some(&"合计"), "{names:?}");
    let all = &lines.last().unwrap().sums;
    let shown = |figure| all.cell(figure).shown();
    assert_eq!(shown(Figure::Accepted), "3");
    assert_eq!(shown(Figure::JointShare), "33.3%");
    assert_eq!((shown(Figure::Came), shown(Figure::Absent)), ("2".to_owned(), "1".to_owned()));
    assert_eq!(shown(Figure::CameShare), "66.7%");
    assert_eq!(shown(Figure::NoIdentity), "1");
    let folder = TempFolder::new();
    let place = folder.path().join("统计.xlsx");
    let mut desk = Driver::sits_in(office);
    desk.opens("统计").sees_at_once("共同占比").sees_at_once("合计").picture("51-statistics");
    desk.key(Key::F7);
    assert!(matches!(desk.route(), Route::Sheet(sheet) if sheet.form == FormNo::F31), "{:?}", desk.route());
    desk.sees("年度共同委托统计表").picture("51-statistics-paper").opens("统计");
    desk.presses("口径").sees("各家按名称排列，不作排名").picture("51-statistics-meanings").presses("统计表");
    desk.ticks("分季度").sees("第 4 季度").picture("51-statistics-quarters");
    desk.will_pick(vec![place.clone()]).presses("导出 XLSX…").sees("已存为表格");
    assert!(sheet_xml(&place).contains("第 4 季度"));
    desk.sized(1366.0, 696.0).zoomed(1.5).picture("51-statistics-150");
    desk.chooses("年份", "2025 年").sees("这一年没有受理涉保案件");
}

/// All texts of a spreadsheet.
fn sheet_xml(place: &Path) -> String {
    part(place, "xl/sharedStrings.xml")
}

fn part(place: &Path, name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(place).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_case_that_was_only_booked_is_not_in_the_ledger() {
    let mut office = OfficeBuilder::sichuan().build();
    CaseAdder::unilateral().until(CaseState::Booked).add(&mut office);
    let none = rows(&office);
    assert!(none.is_empty(), "{none:?}");
    let intake = CaseAdder::unilateral().intake(&office);
    steps::receive(&mut office, intake);
    assert_eq!(rows(&office).len(), 1);
}
