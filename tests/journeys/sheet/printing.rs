//! 怎么打: which printer, how many, on which sides; what is remembered, what goes wrong, and that nobody waits for it.

use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::printer::PrinterInfo;
use appraisal_desk::domain::printer::Sides;
use appraisal_desk::domain::printer::Trouble;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::print::Paper;
use appraisal_desk::platform::print::PrintError;
use appraisal_desk::platform::print::PrintJob;
use appraisal_desk::platform::print::Printer;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Answer;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::sheet;
use appraisal_desk::services::worker::Worker;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;
use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const LONG: &str = "HP LaserJet Pro M404dn 二楼检查室靠窗那一台（只放法医所用纸）";

fn printers() -> Vec<PrinterInfo> {
    let lab = PrinterInfo { called: LONG.to_owned(), ..PrinterInfo::ready("HP_LaserJet_M404", false) };
    vec![PrinterInfo::ready("一楼前台", true), lab, offline("三楼档案室")]
}

fn offline(name: &str) -> PrinterInfo {
    PrinterInfo { trouble: Some(Trouble::Offline), ..PrinterInfo::ready(name, false) }
}

/// An office with a tray on the day of an examination; the witness has come without an identity document.
fn on_its_day(tray: &Tray) -> (TestOffice, CaseId) {
    arrived(OfficeBuilder::sichuan().printing_into(tray))
}

fn arrived(builder: OfficeBuilder) -> (TestOffice, CaseId) {
    let mut office = builder.at("2026-11-23 09:00").build();
    let case =
        CaseAdder::unilateral().appointed("2026-11-24 14:00").until(CaseState::Scheduled).add(&mut office);
    office.at("2026-11-24 13:46");
    steps::subject_arrives(&mut office, case);
    let insurer = office.insurers[0].id;
    steps::insurer_arrives(&mut office, case, insurer, Shows::WorkCredentialOnly);
    office.at("2026-11-24 14:12");
    (office, case)
}

fn sheet(case: CaseId, form: FormNo) -> Route {
    Route::Sheet(SheetRef::of_case(form, case, None))
}

fn setup(printer: &str, n_copies: u16, sides: Sides) -> PrintSetup {
    PrintSetup { printer: Some(printer.to_owned()), n_copies, sides }
}

#[test]
fn a_sheet_is_printed_by_keyboard_alone_and_again_under_its_next_number() {
    let tray = Tray::of(printers());
    let (office, case) = on_its_day(&tray);
    let mut keys = Keyboard::of(Driver::sits_in(office));
    keys.desk().goes(sheet(case, FormNo::F07));
    keys.is_in("到场签到及见证记录表 F-07，第 1 页，共 2 页，PageUp PageDown 翻页");
    keys.press(Key::PageDown).sees("第 2 页，共 2 页").tabs_to("打印机");
    assert_eq!(keys.value("打印机"), "一楼前台", "the default of the system, until another was taken");
    // A printer is found by pinyin like everything else.
    keys.press(Key::PageUp).sees("第 1 页，共 2 页").writes("jcs").enter().enter();
    keys.is_in("份数").writes("2").enter().is_in("单双面").press(Key::Num2);
    keys.press(Key::F7).sees("第 1 次打印").sees("打印第 2 次").sees("2 份");
    let (_, job) = tray.printed().pop().unwrap();
    assert_eq!(job.setup, setup("HP_LaserJet_M404", 2, Sides::LongEdge));
    assert!(job.title.is_ascii(), "spoolers keep titles: {}", job.title);
    keys.ctrl(Key::P).sees("第 2 次打印").sees("打印第 3 次");
    let printed = tray.printed();
    assert_eq!(printed.len(), 2);
    assert_ne!(printed[0].0, printed[1].0, "the number is part of the sheet");
    // The form comes back as it was; another one takes printer and sides and begins with one copy.
    keys.press(Key::Escape).desk().goes(sheet(case, FormNo::F07));
    assert_eq!((keys.value("打印机").as_str(), keys.value("份数").as_str()), (LONG, "2"));
    keys.desk().goes(sheet(case, FormNo::F01));
    assert_eq!((keys.value("打印机").as_str(), keys.value("份数").as_str()), (LONG, "1"));
    keys.press(Key::F7).sees("第 1 次打印");
    assert_eq!(tray.printed()[2].1.setup, setup("HP_LaserJet_M404", 1, Sides::LongEdge));
}

#[test]
fn the_page_is_the_same_in_every_window() {
    let tray = Tray::of(printers());
    let (office, case) = on_its_day(&tray);
    let mut desk = Driver::sits_in(office);
    desk.goes(sheet(case, FormNo::F07)).sees_at_once("还有 3 项，可以在纸上补").picture("sheet-printers");
    desk.key(Key::F7).key(Key::F7).waits(8).sees_at_once("出过的纸和文件").picture("sheet-printed");
    desk.sized(1366.0, 696.0).sees_at_once("单双面").picture("sheet-printers-696");
    desk.picks("打印机", "dangan").sees("这台打印机脱机").picture("sheet-offline-696");
    desk.sized(1920.0, 1080.0)
        .goes(Route::Cases)
        .goes(sheet(case, FormNo::F01))
        .picture("sheet-printers-1920");
    desk.goes(Route::Cases).sized(1366.0, 768.0).zoomed(1.5).goes(sheet(case, FormNo::F07));
    desk.picture("sheet-printers-150").presses("还缺 3 项").picture("sheet-printers-150-panel");
    desk.sees("怎么打").key(Key::Escape).does_not_see("怎么打");
    desk.zoomed(1.0).goes(Route::Cases).goes(sheet(case, FormNo::F09));
    desk.sees_at_once("打出来是草稿").sees_at_once("打印草稿").picture("sheet-draft");
}

#[test]
fn what_stands_in_the_way_is_said_beside_the_button_with_the_way_out() {
    let tray = Tray::of(vec![PrinterInfo { is_default: true, ..offline("一楼前台") }]);
    let (office, case) = on_its_day(&tray);
    let mut desk = Driver::sits_in(office);
    desk.goes(sheet(case, FormNo::F07)).sees_at_once("这台打印机脱机").sees_at_once("接通电源和数据线");
    assert!(!desk.can_press("打印"));
    desk.key(Key::F7).sees("打印机「一楼前台」脱机").key(Key::Escape);
    assert!(tray.printed().is_empty() && desk.case(case).file.prints.is_empty(), "nothing was used up");
    tray.now_has(vec![PrinterInfo::ready("一楼前台", true)]);
    desk.presses("再看一次").does_not_see("脱机");
    assert!(desk.can_press("打印"));

    // The service dies between the list and the print: written down, taken back, said, and the number is used up.
    tray.now_fails(Some(|| PrintError::NoSpooler(io::ErrorKind::ConnectionRefused.into())));
    desk.key(Key::F7).sees_at_once("电脑的打印服务没有运行，没有打印").sees_at_once("请启动打印服务");
    desk.sees("打印机没有接收，没有出纸").picture("sheet-no-spooler");
    assert!(desk.can_press("另存 PDF…") && !desk.can_press("打印第 2 次"));
    tray.now_fails(None);
    desk.presses("再看一次").does_not_see("打印服务没有运行").key(Key::F7).sees("第 2 次打印");

    // Paper runs out: the job is with the printer, and somebody has to go there.
    let hungry = PrinterInfo { trouble: Some(Trouble::NoPaper), ..PrinterInfo::ready("一楼前台", true) };
    tray.now_has(vec![hungry]);
    desk.waits(8).key(Key::F7).sees("第 3 次打印；打印机缺纸，装上纸，会接着打");
    tray.now_has(Vec::new());
    desk.goes(Route::Cases).goes(sheet(case, FormNo::F01)).sees_at_once("这台电脑没有装打印机");
    desk.picture("sheet-no-printer");
}

#[test]
fn a_printer_that_is_gone_and_copies_that_cannot_be_are_seen_before_printing() {
    let tray = Tray::of(printers());
    let (office, case) = on_its_day(&tray);
    let mut desk = Driver::sits_in(office);
    desk.goes(sheet(case, FormNo::F07)).picks("打印机", "jcs").key(Key::F7).sees("第 1 次打印");
    tray.now_has(vec![PrinterInfo::ready("一楼前台", true), PrinterInfo::ready("走廊", false)]);
    desk.goes(Route::Cases).goes(sheet(case, FormNo::F07));
    desk.sees_at_once("上次用的「HP_LaserJet_M404」现在没有");
    assert_eq!(desk.value("打印机"), "一楼前台");
    for wrong in ["0", "21", "两份", ""] {
        desk.types("份数", wrong).key(Key::F7).sees("份数不对").key(Key::Escape);
    }
    desk.types("份数", "20").types("打印机", "没有这台").key(Key::F7).sees("还没有选打印机").key(Key::Escape);
    assert_eq!(tray.printed().len(), 1);
    // Ctrl+S and Ctrl+0 are of the page, whatever has the keyboard.
    let to = desk.place().parent().unwrap().join("F-07.pdf");
    desk.will_pick(vec![to.clone()]).key_with(Modifiers::COMMAND, Key::S).sees("存为 PDF");
    assert!(to.is_file());
}

#[test]
fn nobody_waits_for_a_printer_and_the_end_of_the_program_does() {
    let (release, held) = channel::<()>();
    let slow = Arc::new(Slow(Mutex::new(held)));
    let (office, case) = arrived(OfficeBuilder::sichuan().printing_with(slow));
    let TestOffice { office, folder: _folder, .. } = office;
    let mut worker = Worker::start(office, Box::new(|| Err(ServiceError::Broken)), || {}).unwrap();
    let setup = PrintSetup::default();
    let print = sheet::Request::Print { sheet: SheetRef::of_case(FormNo::F07, case, None), setup };
    let printing = worker.ask(Ask::Do(Action::Sheet(print)));
    let looking = worker.ask(Ask::Look(Look::Case(case)));
    let first = next(&worker);
    assert_eq!(first.to, looking, "the case is read while the printer takes its time");
    let Ok(Outcome::Case(view)) = first.result else { panic!("not a case") };
    assert_eq!(view.file.prints.len(), 1, "written down before the printer gets it");
    release.send(()).unwrap();
    let second = next(&worker);
    assert_eq!(second.to, printing);
    assert!(matches!(second.result, Ok(Outcome::Sheet(issued)) if issued.n == 1));

    // The window closes while a second copy is under way: it is waited for.
    let print = sheet::Request::Print {
        sheet: SheetRef::of_case(FormNo::F07, case, None),
        setup: PrintSetup::default(),
    };
    worker.ask(Ask::Do(Action::Sheet(print)));
    let releasing = thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        release.send(()).is_ok()
    });
    drop(worker);
    assert!(releasing.join().unwrap(), "the printer was still being fed when the window closed");
}

fn next(worker: &Worker) -> Answer {
    for _ in 0..1_000 {
        if let Some(answer) = worker.take() {
            return answer;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no answer");
}

/// A printer that takes a paper when it is told to.
struct Slow(Mutex<Receiver<()>>);

impl Printer for Slow {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        Ok(printers())
    }

    fn print(&self, _paper: &Paper<'_>, _job: &PrintJob) -> Result<(), PrintError> {
        self.0.lock().unwrap().recv().map_err(|_gone| PrintError::NoAnswer)
    }
}
