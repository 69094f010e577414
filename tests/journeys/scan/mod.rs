//! 扫描归卷: forty signed pages come back in any order, askew, noisy, as poor JPEGs, and each finds its sheet.

mod command;
mod files;
mod interrupted;
mod office;
mod page;
mod standing;

use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::glass::GOOD;
use crate::support::glass::Glass;
use crate::support::scanner::Dice;
use crate::support::scanner::Paper;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::evidence::Recorded;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::scan::PenBox;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetPrint;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::scan;
use appraisal_desk::services::scan::End;
use appraisal_desk::services::scan::Filed;
use appraisal_desk::services::scan::Taken;
use appraisal_desk::services::sheet;
use std::fs::read_to_string;
use std::path::Path;
use std::time::Duration;

/// Prints a sheet; returns the row of the print.
pub fn print(office: &mut TestOffice, case: CaseId, form: FormNo) -> Recorded<SheetPrint> {
    print_about(office, case, form, None)
}

pub fn print_about(
    office: &mut TestOffice,
    case: CaseId,
    form: FormNo,
    about: Option<EvidenceId>,
) -> Recorded<SheetPrint> {
    let request =
        sheet::Request::Print { sheet: SheetRef::of_case(form, case, about), setup: PrintSetup::default() };
    office.does(Action::Sheet(request));
    office.case(case).file.prints.last().unwrap().clone()
}

pub fn take_in(office: &mut TestOffice, place: &Path, page: u32) -> Taken {
    let request = scan::Request::TakeIn { place: place.to_owned(), page };
    match office.does(Action::Scan(request)) {
        Outcome::Scanned(taken) => *taken,
        other => panic!("not a page: {other:?}"),
    }
}

pub fn filed(taken: Taken) -> Filed {
    match taken.end {
        End::Filed(filed) => *filed,
        other => panic!("not filed: {other:?}"),
    }
}

/// Scans a page of a print, every place filled but those whose label holds one of these words.
pub fn scan_of(print: &Recorded<SheetPrint>, pdf: &[u8], page: u32, empty: &[&str], seed: u64) -> Vec<u8> {
    scan_of_page(&print.body, pdf, page, empty, seed)
}

/// Scans every page of a print in the same way.
pub fn scan_of_pages(print: &SheetPrint, pdf: &[u8], empty: &[&str], seed: u64) -> Vec<Vec<u8>> {
    (1..=print.n_pages).map(|page| scan_of_page(print, pdf, page, empty, seed + u64::from(page))).collect()
}

fn scan_of_page(print: &SheetPrint, pdf: &[u8], page: u32, empty: &[&str], seed: u64) -> Vec<u8> {
    paper_of(print, pdf, page, empty, seed).scanned(&GOOD, seed)
}

/// A page of a print on paper, signed.
pub fn paper_of(print: &SheetPrint, pdf: &[u8], page: u32, empty: &[&str], seed: u64) -> Paper {
    let mut dice = Dice::of(seed);
    let mut paper = Paper::of(pdf, page as usize - 1, GOOD.dpi);
    for place in places(print, page) {
        if !empty.iter().any(|word| place.label().contains(word)) {
            paper.fill(&place, &mut dice);
        }
    }
    paper
}

/// A page that nobody here printed.
pub fn foreign_page() -> Vec<u8> {
    let grey = image::GrayImage::from_fn(620, 877, |x, y| {
        let is_line = (100..520).contains(&x) && y % 40 < 3 && (80..800).contains(&y);
        image::Luma([if is_line { 40 } else { 250 }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageLuma8(grey).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// One page on its way: what it is, what was written on it, and which places were left empty.
struct Sent {
    print: Recorded<SheetPrint>,
    page: u32,
    glass: Glass,
    blank: Vec<String>,
    file: String,
}

const FORMS: [FormNo; 8] =
    [FormNo::F07, FormNo::F08, FormNo::F04, FormNo::F01, FormNo::F03, FormNo::F10, FormNo::F05, FormNo::F33];

#[test]
fn forty_shuffled_pages_are_filed_forty_of_forty() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let cases = [
        CaseAdder::joint().until(CaseState::Identified).add(&mut office),
        CaseAdder::unilateral().subject(OTHER).until(CaseState::Accepted).add(&mut office),
    ];
    let folder = TempFolder::new();
    let mut dice = Dice::of(40);
    let mut sent: Vec<Sent> = Vec::new();
    'pages: for form in FORMS.into_iter().cycle() {
        for case in cases {
            let print = print(&mut office, case, form);
            let pdf = tray.take().unwrap();
            for page in 1..=print.body.n_pages {
                if sent.len() == 40 {
                    break 'pages;
                }
                let glass = glass(sent.len(), &mut dice);
                sent.push(send(&print, (page, &pdf), glass, folder.path(), &mut dice));
            }
        }
    }
    let batch = match office.looks(Look::ScanFiles(vec![folder.path().to_owned()])) {
        Outcome::ScanFiles(batch) => batch,
        other => panic!("{other:?}"),
    };
    assert_eq!((batch.files.len(), batch.n_others), (40, 0));
    let (mut n_signed, mut n_false, mut spent) = (0, 0, [(0, Duration::ZERO); 3]);
    for place in &batch.files {
        let name = place.file_name().unwrap().to_string_lossy().into_owned();
        let sent = sent.iter().find(|sent| sent.file == name).unwrap();
        let before = worked();
        let taken = take_in(&mut office, place, 0);
        let of_dpi = &mut spent[FINENESSES.iter().position(|dpi| *dpi == sent.glass.dpi).unwrap()];
        *of_dpi = (of_dpi.0 + 1, of_dpi.1 + (worked() - before));
        let filed = filed(taken);
        let case = office.case(filed.at.sheet.case().unwrap()).file.clone();
        assert!(case.prints.contains(&sent.print), "{name} is of another case");
        assert_eq!(
            (filed.at.sheet.form, filed.at.page, filed.at.n),
            (sent.print.body.form, sent.page, sent.print.body.n),
            "{name}"
        );
        assert_eq!(filed.unclear, [], "{name} {:?}", sent.glass);
        assert!(filed.dpi.abs_diff(sent.glass.dpi as u16) < 8, "{name}: {} {:?}", filed.dpi, sent.glass);
        let found: Vec<String> = filed.blank.iter().map(PenBox::label).collect();
        for blank in &sent.blank {
            assert!(found.contains(blank), "{name}: {blank} was missed, {:?}", sent.glass);
        }
        n_signed += places(&sent.print.body, sent.page).len() - sent.blank.len();
        n_false += found.iter().filter(|blank| !sent.blank.contains(blank)).count();
    }
    println!("{n_false} of {n_signed} signed places called empty");
    for (dpi, (n, spent)) in FINENESSES.iter().zip(spent) {
        println!("{n} pages of {dpi} dpi, {} ms of processor each", spent.as_millis() / n);
    }
    assert!(n_false * 50 <= n_signed, "{n_false} of {n_signed} signed places were called empty");
    assert!(batch.files.iter().all(|place| place.exists()), "files stay where they are");
}

/// Two cases about one person find each other.
pub const OTHER: Invented = Invented { name: "罗守拙", order: "117", ..Invented::SUBJECT };

const FINENESSES: [u32; 3] = [150, 200, 300];

/// Every fineness, every quarter turn, and any angle a feeder leaves; always as a poor JPEG.
fn glass(n: usize, dice: &mut Dice) -> Glass {
    Glass {
        dpi: FINENESSES[n % 3],
        turns: (n / 3 % 4) as u32,
        skew: dice.between(-5.0, 5.0),
        noise: 3 + dice.below(7) as u8,
        shade: dice.below(40) as u8,
        jpeg: Some(60),
        in_colour: n.is_multiple_of(5),
        ..GOOD
    }
}

/// How long this thread has worked, where the system tells.
fn worked() -> Duration {
    let told = read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or_default())
}

fn places(print: &SheetPrint, page: u32) -> Vec<PenBox> {
    print.pen_boxes.iter().flatten().filter(|of| of.page == page).cloned().collect()
}

fn send(
    print: &Recorded<SheetPrint>,
    (page, pdf): (u32, &[u8]),
    glass: Glass,
    folder: &Path,
    dice: &mut Dice,
) -> Sent {
    let seed = dice.throw();
    let mut paper = Paper::of(pdf, page as usize - 1, glass.dpi);
    let mut blank = Vec::new();
    for place in places(&print.body, page) {
        if dice.below(5) == 0 { blank.push(place.label()) } else { paper.fill(&place, dice) }
    }
    // The name is thrown, so that the order of names is no order of pages.
    let file = format!("{:08x}.jpg", seed as u32);
    replace_file(&folder.join(&file), &paper.scanned(&glass, seed)).unwrap();
    Sent { print: print.clone(), page, glass, blank, file }
}
