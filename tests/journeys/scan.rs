//! 扫描归卷: forty signed pages come back in any order, askew, noisy, some as poor JPEGs, and each finds its sheet.

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
    let request = sheet::Request::Print { case, form, about, setup: PrintSetup::default() };
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
    let t = std::time::Instant::now();
    let mut sent = Vec::new();
    'enough: for form in [FormNo::F07, FormNo::F08, FormNo::F04, FormNo::F01, FormNo::F09].into_iter().cycle()
    {
        let print = print(&mut office, case, form);
        println!(
            "{form} {} pages draft {} boxes {}",
            print.body.n_pages,
            print.body.is_draft,
            print.body.pen_boxes.as_ref().unwrap().len()
        );
        let pdf = tray.take().unwrap();
        for page in 1..=print.body.n_pages {
            sent.push(send(&print, page, &pdf, folder.path(), &mut dice));
            if sent.len() == 40 {
                break 'enough;
            }
        }
    }
    println!("made {:?}", t.elapsed());
    let t = std::time::Instant::now();
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
    println!("taken {:?} {n_false} of {n_signed}", t.elapsed());
    assert!(n_false * 50 <= n_signed, "{n_false} of {n_signed} signed places were called empty");
    assert!(batch.files.iter().all(|place| place.exists()), "files stay where they are");
}

fn places(print: &Recorded<SheetPrint>, page: u32) -> Vec<PenBox> {
    print.body.pen_boxes.iter().flatten().filter(|of| of.page == page).cloned().collect()
}

fn send(print: &Recorded<SheetPrint>, page: u32, pdf: &[u8], folder: &Path, dice: &mut Dice) -> Sent {
    let seed = dice.throw();
    let dpi = [150, 150, 150, 150, 150, 150, 150, 200, 200, 300][dice.below(10)];
    let glass = Glass {
        dpi,
        turns: dice.below(4) as u32,
        skew: dice.between(-5.0, 5.0),
        noise: 3 + dice.below(7) as u8,
        shade: dice.below(40) as u8,
        jpeg: (dpi == 150 && dice.below(2) == 0).then_some(60),
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
