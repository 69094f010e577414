//! Sheets of the office come back signed: the record of an interference, the ledger of a year, a list.

use super::filed;
use super::foreign_page;
use super::scan_of_pages;
use super::take_in;
use crate::support::Driver;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::moment;
use appraisal_desk::domain::evidence::Version;
use appraisal_desk::domain::ids::EntryId;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::domain::interference::Interference;
use appraisal_desk::domain::interference::InterferenceKind;
use appraisal_desk::domain::interference::Manner;
use appraisal_desk::domain::interference::Report;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::scan::OfficeScan;
use appraisal_desk::domain::scan::Ruling;
use appraisal_desk::domain::scan::ScanRef;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetOf;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::domain::statistics::Span;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::interference;
use appraisal_desk::services::registers;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::scan;
use appraisal_desk::services::scan::End;
use appraisal_desk::services::scan::Target;
use appraisal_desk::services::scan::Which;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::Lacks;
use appraisal_desk::services::sheet::OfficeSigned;
use appraisal_desk::ui::pages::Route;
use std::path::PathBuf;

/// A serious interference as the front desk wrote it down, reported.
pub fn an_interference(office: &mut TestOffice) -> EntryId {
    let body = Interference {
        number: String::new(),
        case: None,
        happened_at: moment("2026-11-23 09:00"),
        place: "接待室".to_owned(),
        name: PersonName::new("宁远山"),
        workplace: String::new(),
        position: String::new(),
        relation: "自称表弟".to_owned(),
        manner: Manner::InPerson,
        kind: InterferenceKind::ALL[0],
        words: "要求按八级写，否则投诉".to_owned(),
        present: String::new(),
        handling: "已告知不得干预，请其离开".to_owned(),
        impact: "鉴定中断半小时".to_owned(),
        attachments: Vec::new(),
        is_serious: true,
        report: Some(Report {
            reported_on: moment("2026-11-23 12:00").day(),
            to: "区司法局公法科".to_owned(),
            received_by: PersonName::new("孙敬之"),
            receipt: "收字第 3 号".to_owned(),
        }),
        correction: String::new(),
    };
    let request = interference::Request::Save { entry: None, body: Box::new(body) };
    office.does(Action::Interference(request));
    registers::view(&office.office).unwrap().interferences.last().unwrap().id
}

struct Desk {
    office: TestOffice,
    tray: Tray,
    folder: TempFolder,
}

impl Desk {
    fn new() -> Self {
        let tray = Tray::called("前台");
        let mut office = OfficeBuilder::shanghai().printing_into(&tray).build();
        let director = office.staff.director;
        office.sits(director);
        Self { office, tray, folder: TempFolder::new() }
    }

    fn prints(&mut self, sheet: SheetRef) -> Vec<u8> {
        self.office.does(Action::Sheet(sheet::Request::Print { sheet, setup: PrintSetup::default() }));
        self.tray.take().unwrap()
    }

    fn signed(&self, sheet: SheetRef) -> Option<Box<OfficeSigned>> {
        sheet::preview(&self.office.office, sheet).unwrap().signed
    }

    /// Scans every page of the newest print of a sheet, every place filled but those with one of these words.
    fn scans(&self, name: &str, sheet: SheetRef, pdf: &[u8], empty: &[&str]) -> Vec<PathBuf> {
        let print = self.signed(sheet).unwrap().prints.pop().unwrap().body.print;
        let pages = scan_of_pages(&print, pdf, empty, 11);
        let place = |(bytes, n): (Vec<u8>, usize)| {
            let place = self.folder.join(&format!("{name}-{n}.png"));
            replace_file(&place, &bytes).unwrap();
            place
        };
        pages.into_iter().zip(1..).map(place).collect()
    }
}

#[test]
fn a_record_of_interference_comes_back_signed_and_is_its_signed_copy() {
    let mut desk = Desk::new();
    let entry = an_interference(&mut desk.office);
    let sheet = SheetRef::of_entry(FormNo::F12, entry);
    let pdf = desk.prints(sheet);
    let before = desk.signed(sheet).expect("printed for the pen");
    assert_eq!((before.copy.note().as_str(), before.copy.n), ("签名件待扫描归卷", 1));
    let lacks = |desk: &Desk| -> Vec<Lacks> {
        sheet::preview(&desk.office.office, sheet).unwrap().missing.iter().map(|one| one.lacks).collect()
    };
    assert!(lacks(&desk).contains(&Lacks::Signature));
    let mut last = None;
    for place in desk.scans("f12", sheet, &pdf, &[]) {
        last = Some(filed(take_in(&mut desk.office, &place, 0)));
        assert!(matches!(take_in(&mut desk.office, &place, 0).end, End::Known(_)), "the same picture again");
    }
    let last = last.unwrap();
    assert!(last.completes && last.note == "签名件已归，齐", "{}", last.note);
    let number = registers::view(&desk.office.office).unwrap().interferences[0].body.number.clone();
    assert_eq!((last.at.called.as_str(), last.at.sheet), (number.as_str(), sheet));
    assert!(desk.signed(sheet).unwrap().copy.is_complete());
    assert!(!lacks(&desk).contains(&Lacks::Signature), "nobody is asked for what is on the paper");
    // It is shown upright, and the look is no less than a look at a sheet of a case.
    let Outcome::Picture(shown) = desk.office.looks(Look::ScanPage(Which::Filed(last.scan))) else {
        panic!("a picture")
    };
    assert!(shown.height > shown.width, "it lay on its side");
    // Whoever may not read the entry may not look at its paper.
    let appraiser = desk.office.staff.appraiser;
    desk.office.sits(appraiser);
    assert!(desk.office.tries_to_look(Look::ScanPage(Which::Filed(last.scan))).is_err());
}

#[test]
fn the_signed_record_is_filed_and_shown_in_the_window() {
    let mut desk = Desk::new();
    let entry = an_interference(&mut desk.office);
    let sheet = SheetRef::of_entry(FormNo::F12, entry);
    let pdf = desk.prints(sheet);
    let n_pages = desk.scans("f12", sheet, &pdf, &[]).len();
    let Desk { office, folder, .. } = desk;
    let mut window = Driver::sits_in(office);
    window.opens("扫描归卷").will_pick(vec![folder.path().to_owned()]).presses("选文件夹…");
    window.sees(&format!("归卷 {n_pages} 页")).sees("《干预执业活动记录表》").sees("签名件已归，齐");
    window.is_tidy().picture("72-office-scan-results");
    window.goes(Route::Sheet(sheet)).sees("签名件").sees("第 1 次打印").does_not_see("还没有签名");
    window.is_tidy().picture("73-office-sheet-signed");
    let mut keys = Keyboard::of(window);
    keys.tabs_to("看第 1 页扫描件").enter().sees("《干预执业活动记录表》第 1 页扫描件");
    keys.desk().picture("74-office-scan-looked-at");
}

#[test]
fn a_place_left_empty_is_ruled_on_and_a_second_scan_is_another_version() {
    let mut desk = Desk::new();
    let entry = an_interference(&mut desk.office);
    let sheet = SheetRef::of_entry(FormNo::F13, entry);
    let pdf = desk.prints(sheet);
    let places = desk.scans("f13", sheet, &pdf, &["签"]);
    let filed: Vec<_> = places.iter().map(|place| filed(take_in(&mut desk.office, place, 0))).collect();
    let signed = desk.signed(sheet).unwrap();
    assert!(!signed.copy.is_complete() && !signed.copy.open.is_empty(), "{:?}", signed.copy);
    assert!(filed.iter().any(|page| !page.blank.is_empty()));
    for open in signed.copy.open {
        let scan = ScanRef::OfOffice(open.scan);
        let note = String::from("负责人在另一份上签发");
        let request = scan::Request::Rule { scan, index: open.index, ruling: Ruling::NotNeeded, note };
        desk.office.does(Action::Scan(request));
    }
    let signed = desk.signed(sheet).unwrap();
    assert!(signed.copy.is_complete(), "{:?}", signed.copy);
    let ruled: Vec<&Version<OfficeScan>> = signed.scans.iter().filter(|row| row.version > 1).collect();
    assert!(!ruled.is_empty() && ruled.iter().all(|row| row.body.correction.contains("不用签")));
    // The page lies on the glass once more, otherwise: both pictures stay.
    let n_before = signed.scans.len();
    for place in desk.scans("again", sheet, &pdf, &[]) {
        assert!(super::filed(take_in(&mut desk.office, &place, 0)).repeats);
    }
    assert_eq!(desk.signed(sheet).unwrap().scans.len(), 2 * n_before);
}

#[test]
fn a_page_of_an_earlier_print_is_kept_and_said_to_be_one() {
    let mut desk = Desk::new();
    let span = Span::year(2026).unwrap();
    let sheet =
        SheetRef { form: FormNo::F30, of: SheetOf::Span { from: span.from, to: span.to, insurer: None } };
    let pdf = desk.prints(sheet);
    let first = desk.scans("first", sheet, &pdf, &[]);
    desk.prints(sheet);
    let filed = filed(take_in(&mut desk.office, &first[0], 0));
    assert_eq!(filed.at.n, 1);
    assert!(filed.note.contains("之后又打印过第 2 次") && !filed.completes, "{}", filed.note);
    assert_eq!(filed.at.called, "2026-01-01 至 2026-12-31");
    let copy = desk.signed(sheet).unwrap().copy;
    assert_eq!((copy.n, copy.pages.len(), copy.older.len()), (2, 0, 1));
    assert_eq!(copy.note(), "归的是第 1 次打印的签名件，第 2 次的待扫描归卷");
}

#[test]
fn a_page_of_the_tray_is_given_to_a_sheet_of_the_office_by_its_number() {
    let mut desk = Desk::new();
    let entry = an_interference(&mut desk.office);
    let sheet = SheetRef::of_entry(FormNo::F12, entry);
    desk.prints(sheet);
    let place = desk.folder.join("strange.png");
    replace_file(&place, &foreign_page()).unwrap();
    let End::Stray { entry: stray, .. } = take_in(&mut desk.office, &place, 0).end else { panic!("a stray") };
    let number = registers::view(&desk.office.office).unwrap().interferences[0].body.number.clone();
    let target = |number: &str| Target::Page { number: number.to_owned(), form: FormNo::F12, page: 1 };
    let assign = |target| Action::Scan(scan::Request::Assign { stray, target });
    assert!(desk.office.tries(assign(target("干2025-99"))).is_err(), "there is no such entry");
    desk.office.does(assign(target(&number)));
    let signed = desk.signed(sheet).unwrap();
    assert_eq!((signed.copy.pages.len(), signed.scans[0].body.scan.pose), (1, None));
    assert!(!signed.copy.is_complete(), "nobody looked at its places yet");
    assert_eq!(signed.scans[0].body.scan.print, EntryId::from_uuid(signed.prints[0].id));
    assert!(matches!(take_in(&mut desk.office, &place, 0).end, End::KnownStray));
}
