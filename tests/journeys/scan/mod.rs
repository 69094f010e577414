//! 扫描归卷: forty signed pages come back in any order, askew, noisy, some as poor JPEGs, and each finds its sheet.

mod command;
mod page;
mod standing;

use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::scanner::Dice;
use crate::support::scanner::Glass;
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
use std::path::Path;

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

/// How a page looks on a good scanner.
pub const GOOD: Glass = Glass { dpi: 150, turns: 1, skew: 1.3, noise: 4, shade: 15, jpeg: None };

/// Scans a page of a print, every place filled but those whose label holds one of these words.
pub fn scan_of(print: &Recorded<SheetPrint>, pdf: &[u8], page: u32, empty: &[&str], seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut paper = Paper::of(pdf, page as usize - 1, GOOD.dpi);
    for place in places(print, page) {
        if !empty.iter().any(|word| place.label().contains(word)) {
            paper.fill(&place, &mut dice);
        }
    }
    paper.scanned(&GOOD, seed)
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
    blank: Vec<String>,
    file: String,
}

#[test]
fn forty_shuffled_pages_are_filed_forty_of_forty() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let case = CaseAdder::joint().until(CaseState::Identified).add(&mut office);
    let folder = TempFolder::new();
    let mut dice = Dice::of(40);
    let mut sent: Vec<Sent> = Vec::new();
    // Every page lies on the glass twice, so that forty come of twenty: the second time it is another picture.
    for form in
        [FormNo::F07, FormNo::F08, FormNo::F04, FormNo::F01, FormNo::F09, FormNo::F08].into_iter().cycle()
    {
        let print = print(&mut office, case, form);
        let pdf = tray.take().unwrap();
        let n_left = (40 - sent.len()) / 2;
        for page in (1..=print.body.n_pages).take(n_left) {
            for _ in 0..2 {
                sent.push(send(&print, page, &pdf, folder.path(), &mut dice));
            }
        }
        if sent.len() == 40 {
            break;
        }
    }
    let batch = match office.looks(Look::ScanFiles(vec![folder.path().to_owned()])) {
        Outcome::ScanFiles(batch) => batch,
        other => panic!("{other:?}"),
    };
    assert_eq!((batch.files.len(), batch.n_others), (40, 0));
    let (mut n_signed, mut n_false) = (0, 0);
    for place in &batch.files {
        let taken = take_in(&mut office, place, 0);
        let name = place.file_name().unwrap().to_string_lossy().into_owned();
        let sent = sent.iter().find(|sent| sent.file == name).unwrap();
        let filed = filed(taken);
        assert_eq!(
            (filed.at.form, filed.at.page, filed.at.n),
            (sent.print.body.form, sent.page, sent.print.body.n),
            "{name}"
        );
        assert_eq!(filed.unclear, [], "{name}");
        let found: Vec<String> = filed.blank.iter().map(PenBox::label).collect();
        for blank in &sent.blank {
            assert!(found.contains(blank), "{name}: {blank} was not missed");
        }
        n_signed += places(&sent.print, sent.page).len() - sent.blank.len();
        n_false += found.iter().filter(|blank| !sent.blank.contains(blank)).count();
    }
    assert!(n_false * 50 <= n_signed, "{n_false} of {n_signed} signed places were called empty");
    assert!(batch.files.iter().all(|place| place.exists()), "files stay where they are");
}

fn places(print: &Recorded<SheetPrint>, page: u32) -> Vec<PenBox> {
    print.body.pen_boxes.iter().flatten().filter(|of| of.page == page).cloned().collect()
}

fn send(print: &Recorded<SheetPrint>, page: u32, pdf: &[u8], folder: &Path, dice: &mut Dice) -> Sent {
    let seed = dice.throw();
    // Mostly 150 dpi, the hardest and the quickest; some finer.
    let dpi = match dice.below(20) {
        0 => 300,
        1..=3 => 200,
        _ => 150,
    };
    let glass = Glass {
        dpi,
        turns: dice.below(4) as u32,
        skew: dice.between(-5.0, 5.0),
        noise: 3 + dice.below(7) as u8,
        shade: dice.below(40) as u8,
        jpeg: (dpi == 150 && dice.below(3) == 0).then_some(60),
    };
    let mut paper = Paper::of(pdf, page as usize - 1, dpi);
    let mut blank = Vec::new();
    for place in places(print, page) {
        if dice.below(5) == 0 { blank.push(place.label()) } else { paper.fill(&place, dice) }
    }
    let ending = if glass.jpeg.is_some() { "jpg" } else { "png" };
    let file = format!("{:08x}.{ending}", seed as u32);
    replace_file(&folder.join(&file), &paper.scanned(&glass, seed)).unwrap();
    Sent { print: print.clone(), page, blank, file }
}
