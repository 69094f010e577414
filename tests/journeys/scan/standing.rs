//! When a sheet is 齐: every page of its latest print back, nothing on it empty; whoever signed on the pad or refused
//! meanwhile is not asked again; what nobody knows waits and is never lost; the same page is known again.

use super::filed;
use super::foreign_page;
use super::print;
use super::scan_of;
use super::take_in;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::evidence::Recorded;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::scan::Ruling;
use appraisal_desk::domain::scan::ScanRef;
use appraisal_desk::domain::scan::Seen;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetPrint;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::PenTool;
use appraisal_desk::domain::signature::Stroke;
use appraisal_desk::domain::signature::StrokePoint;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::case_view::sheets::SheetLine;
use appraisal_desk::services::case_view::sheets::SheetState;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::scan;
use appraisal_desk::services::scan::End;
use appraisal_desk::services::scan::Target;
use appraisal_desk::services::scan::Which;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::Lacks;
use appraisal_desk::services::signature;
use appraisal_desk::services::verify;
use std::path::PathBuf;

/// An office, a case on the day of its examination, F-07 of it printed, and a folder for scans.
struct Day {
    office: TestOffice,
    case: CaseId,
    print: Recorded<SheetPrint>,
    pdf: Vec<u8>,
    folder: TempFolder,
}

impl Day {
    fn new() -> Self {
        let tray = Tray::called("前台");
        let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
        let case = CaseAdder::joint().until(CaseState::Identified).add(&mut office);
        let print = print(&mut office, case, FormNo::F07);
        assert!(print.body.n_pages >= 2 && !print.body.is_draft);
        Self { office, case, print, pdf: tray.take().unwrap(), folder: TempFolder::new() }
    }

    fn scans(&self, name: &str, page: u32, empty: &[&str], seed: u64) -> PathBuf {
        self.keeps(name, &scan_of(&self.print, &self.pdf, page, empty, seed))
    }

    fn keeps(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let place = self.folder.join(name);
        replace_file(&place, bytes).unwrap();
        place
    }

    fn line(&mut self) -> SheetLine {
        let view = self.office.case(self.case);
        view.sheets.iter().find(|line| line.form == FormNo::F07).unwrap().clone()
    }

    fn rules(&mut self, scan: EvidenceId, index: usize, ruling: Ruling, note: &str) {
        let (scan, note) = (ScanRef::OfCase { case: self.case, scan }, note.to_owned());
        let request = scan::Request::Rule { scan, index, ruling, note };
        self.office.does(Action::Scan(request));
    }
}

#[test]
fn a_sheet_is_complete_when_every_page_is_back_and_nothing_is_empty() {
    let mut day = Day::new();
    let n_pages = day.print.body.n_pages;
    assert_eq!(day.line().note, "签名件待扫描归卷");
    let who = day.print.body.pen_boxes.as_ref().unwrap()[0].name.as_str().to_owned();
    let first = day.scans("1.png", 1, &[&format!("{who} 签名")], 7);
    let taken = filed(take_in(&mut day.office, &first, 0));
    assert_eq!(taken.at.page, 1);
    assert!((140..=160).contains(&taken.dpi), "{}", taken.dpi);
    let blank: Vec<String> = taken.blank.iter().map(|of| of.label()).collect();
    assert!(blank.len() == 1 && blank[0].contains(&who), "{blank:?}");
    assert!(
        !blank[0].contains(&who) || !taken.blank[0].unnamed().contains(&who),
        "no name leaves the office"
    );
    let missing: Vec<String> = (2..=n_pages).map(|page| page.to_string()).collect();
    assert_eq!(day.line().note, format!("签名件缺第 {} 页", missing.join("、")));
    for page in 2..=n_pages {
        let place = day.scans(&format!("{page}.png"), page, &[], 70 + u64::from(page));
        filed(take_in(&mut day.office, &place, 0));
    }
    let line = day.line();
    assert_eq!((line.state, line.note.as_str()), (SheetState::Open, &*format!("第1页「{}」空着", blank[0])));
    // The person signs before leaving, and the page is scanned once more: both pictures stay.
    let again = day.scans("1-again.png", 1, &[], 8);
    let again = filed(take_in(&mut day.office, &again, 0));
    assert!(again.repeats && again.completes, "{}", again.note);
    let line = day.line();
    assert_eq!((line.state, line.note.as_str()), (SheetState::Signed, "签名件已归，齐"));
    assert_eq!(day.office.case(day.case).file.scans.len(), n_pages as usize + 1);
    assert_eq!(line.copy.unwrap().former.len(), 1, "the first picture can still be looked at");
    // Nobody is asked for a signature that stands on the paper.
    let shown = sheet::preview(&day.office.office, SheetRef::of_case(FormNo::F07, day.case, None)).unwrap();
    assert!(shown.missing.iter().all(|one| one.lacks != Lacks::Signature), "{:?}", shown.missing);
    assert_eq!(unsigned(&day.office.case(day.case).file, FormNo::F07), []);
    // A new print has to come back anew.
    print(&mut day.office, day.case, FormNo::F07);
    let line = day.line();
    assert_eq!(
        (line.state, line.note.as_str()),
        (SheetState::Open, "归的是第 1 次打印的签名件，第 2 次的待扫描归卷")
    );
}

#[test]
fn whoever_signed_on_the_pad_or_refused_after_the_print_is_not_asked_again() {
    let mut day = Day::new();
    let signers = unsigned(&day.office.case(day.case).file, FormNo::F07);
    let [pad, refuser, ..] = signers.as_slice() else { panic!("two who sign") };
    let manners = [
        (
            pad.clone(),
            Manner::Pad {
                strokes: vec![Stroke(vec![point(100, 500), point(800, 400)])],
                tool: PenTool::Mouse,
                agreed: true,
            },
        ),
        (
            refuser.clone(),
            Manner::Refused {
                reason: "不愿意签字".to_owned(),
                staff: [PersonName::new("周晓岚"), PersonName::new("罗一帆")],
            },
        ),
    ];
    let empty = [pad.name.as_str(), refuser.name.as_str()];
    for page in 1..=day.print.body.n_pages {
        let place = day.scans(&format!("{page}.png"), page, &empty, u64::from(page));
        filed(take_in(&mut day.office, &place, 0));
    }
    assert_eq!(day.line().state, SheetState::Open);
    for (signer, manner) in manners {
        let request = signature::Request::Sign { case: day.case, form: FormNo::F07, signer, manner };
        let _kept = day.office.tries(Action::Signature(request)).unwrap();
    }
    let line = day.line();
    assert_eq!((line.state, line.note.as_str()), (SheetState::Signed, "签名件已归，齐"));
}

#[test]
fn what_a_person_saw_counts_more_than_what_the_machine_saw() {
    let mut day = Day::new();
    for page in 1..=day.print.body.n_pages {
        let place = day.scans(&format!("{page}.png"), page, &[], u64::from(page));
        filed(take_in(&mut day.office, &place, 0));
    }
    assert_eq!(day.line().state, SheetState::Signed);
    let (scan, label) = {
        let view = day.office.case(day.case);
        let row = view.file.scans.iter().find(|row| !row.body.boxes.is_empty()).unwrap().clone();
        (row.id, row.body.boxes[0].of.label())
    };
    day.rules(scan, 0, Ruling::Empty, "");
    assert_eq!(unsigned(&day.office.case(day.case).file, FormNo::F07).len(), 1, "{label}");
    assert!(day.line().note.contains(&label) && day.line().state == SheetState::Open);
    let newest = day.office.case(day.case).file.scans.last().unwrap().id;
    let refused = scan::Request::Rule {
        scan: ScanRef::OfCase { case: day.case, scan: newest },
        index: 0,
        ruling: Ruling::NotNeeded,
        note: String::new(),
    };
    assert!(day.office.tries(Action::Scan(refused)).is_err(), "whoever says it is not needed says why");
    day.rules(newest, 0, Ruling::NotNeeded, "只是陪同");
    assert_eq!(day.line().state, SheetState::Signed);
    let file = &day.office.case(day.case).file;
    assert_eq!(
        file.scans.last().unwrap().supersedes.as_ref().unwrap().reason,
        format!("{label}：看过，这一处不用签，只是陪同")
    );
}

#[test]
fn unknown_pages_wait_and_the_same_page_is_known_again() {
    let mut day = Day::new();
    let stray = day.keeps("foreign.png", &foreign_page());
    let End::Stray { entry, why } = take_in(&mut day.office, &stray, 0).end else { panic!("a stray") };
    assert_eq!(why, "没有读到页码标识");
    assert_eq!(take_in(&mut day.office, &stray, 0).end, End::KnownStray);
    let page = day.scans("1.png", 1, &[], 3);
    let at = filed(take_in(&mut day.office, &page, 0)).at;
    assert_eq!(take_in(&mut day.office, &page, 0).end, End::Known(at));
    let broken = day.keeps("broken.jpg", b"\xff\xd8\xff not a picture");
    assert!(matches!(take_in(&mut day.office, &broken, 0).end, End::Unread { .. }));
    // The page of another office names a print that is not here.
    let other = Day::new();
    let theirs = other.scans("theirs.png", 1, &[], 9);
    let end = take_in(&mut day.office, &theirs, 0).end;
    assert!(matches!(end, End::Stray { why: "本案卷库没有打印过这一页", .. }), "{end:?}");
    let before = match day.office.looks(Look::ScanTray) {
        Outcome::ScanTray(tray) => tray.rows.len(),
        other => panic!("{other:?}"),
    };
    // By hand: the number of the case, the sheet, the page.
    let case_no = day.office.case(day.case).file.called().to_owned();
    let target = |page| Target::Page { number: case_no.clone(), form: FormNo::F07, page };
    let assign = |target| Action::Scan(scan::Request::Assign { stray: entry, target });
    assert!(day.office.tries(assign(target(99))).is_err(), "there is no such page");
    day.office.does(assign(target(2)));
    assert!(day.office.tries(assign(target(2))).is_err(), "it lies there already");
    let row = day.office.case(day.case).file.scans.last().unwrap().clone();
    assert_eq!((row.body.page, row.body.pose), (2, None));
    assert!(row.body.boxes.iter().all(|finding| finding.seen == Seen::Unclear), "nobody looked yet");
    let after = match day.office.looks(Look::ScanTray) {
        Outcome::ScanTray(tray) => tray.rows.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(after + 1, before);
}

#[test]
fn a_page_is_set_aside_with_a_reason_and_every_look_is_written_down() {
    let mut day = Day::new();
    let stray = day.keeps("foreign.png", &foreign_page());
    let End::Stray { entry, .. } = take_in(&mut day.office, &stray, 0).end else { panic!("a stray") };
    let aside =
        |reason: &str| Action::Scan(scan::Request::SetAside { stray: entry, reason: reason.to_owned() });
    assert!(day.office.tries(aside(" ")).is_err(), "without a reason");
    assert_eq!(entries_of(&mut day.office, Look::ScanPage(Which::Stray(entry))), 1);
    day.office.does(aside("空白页"));
    let Outcome::ScanTray(tray) = day.office.looks(Look::ScanTray) else { panic!("a tray") };
    assert_eq!((tray.rows.len(), tray.n_set_aside), (0, 1));
    // A filed page is shown upright and as large as its paper.
    let page = day.scans("1.png", 1, &[], 3);
    let scan = filed(take_in(&mut day.office, &page, 0)).scan;
    let look = Look::ScanPage(Which::Filed(scan));
    let Outcome::Picture(shown) = day.office.looks(look.clone()) else { panic!("a picture") };
    assert!(shown.height > shown.width, "it lay on its side");
    assert_eq!(entries_of(&mut day.office, look), 1);
}

fn point(x: u16, y: u16) -> StrokePoint {
    StrokePoint { x, y, t_ms: u32::from(x), force: None }
}

/// How many entries of the log a look leaves, beside those of counting them.
fn entries_of(office: &mut TestOffice, look: Look) -> u64 {
    let mut count = || verify::verify(&mut office.office).unwrap().n_entries;
    let (before, own) = {
        let first = count();
        let second = count();
        (second, second - first)
    };
    office.looks(look);
    let after = verify::verify(&mut office.office).unwrap().n_entries;
    after - before - own
}
