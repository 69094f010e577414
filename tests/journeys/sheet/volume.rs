//! 案卷: what was printed is bound in, byte for byte; drafts and what was never printed are said and left out.

use super::keep_for_eyes;
use super::never_says;
use super::preview;
use super::save;
use super::says;
use super::text;
use crate::golden::text_of;
use crate::journeys::scan::filed;
use crate::journeys::scan::print;
use crate::journeys::scan::scan_of;
use crate::journeys::scan::take_in;
use crate::support::CaseAdder;
use crate::support::Driver;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::glass::GOOD;
use crate::support::glass::Glass;
use crate::support::scanner::Dice;
use crate::support::scanner::Paper;
use appraisal_desk::capture::scan::PAGE_DPI;
use appraisal_desk::capture::scan::Print;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::domain::archiving::VolumeOrder;
use appraisal_desk::domain::archiving::VolumePart;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::evidence::Recorded;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::institution::Institution;
use appraisal_desk::domain::interference::Interference;
use appraisal_desk::domain::interference::InterferenceKind;
use appraisal_desk::domain::interference::Manner;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetPrint;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::interference;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::request::Watching;
use appraisal_desk::services::settings;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::BindingWatch;
use appraisal_desk::services::sheet::Destination;
use appraisal_desk::services::sheet::Preview;
use appraisal_desk::services::verify::verify;
use appraisal_desk::services::worker;
use appraisal_desk::services::worker::Worker;
use appraisal_desk::ui::pages::Route;
use egui::Key;
use egui::Modifiers;
use std::sync::Arc;

#[test]
fn what_was_printed_lies_in_the_volume_and_what_was_not_is_said() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    let empty = preview(&mut office, case, FormNo::F29, None);
    assert!(empty.is_draft, "it is not put away yet");
    says(&empty, &["没有打印过，没有入卷", "卷内目录", "备考表"]);
    let mut n_bound = 0;
    for form in [FormNo::F01, FormNo::F07, FormNo::F09] {
        let issued = save(&mut office, case, form, &folder.join(form.number())).unwrap();
        assert!(!issued.is_draft, "{form}");
        n_bound += issued.n_pages;
    }
    // Of two prints the later one is bound, and a draft is not.
    let again = save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    assert!(save(&mut office, case, FormNo::F20, &folder.join("F-20")).unwrap().is_draft);
    let full = preview(&mut office, case, FormNo::F29, None);
    assert_eq!(full.n_pages, empty.n_pages + n_bound);
    says(&full, &["第2次打印", &again.sha256[..12], "鉴定过程记录（续）", "F-03 单方委托涉保鉴定注意事项"]);
    assert!(full.missing.iter().any(|field| field.what.contains("份文书没有打印过")));
    let issued = save(&mut office, case, FormNo::F29, &folder.join("案卷")).unwrap();
    assert_eq!(issued.n_pages, full.n_pages);
    keep_for_eyes("F-29-volume", &full.pdf);
}

/// A page of the volume as a camera sees it: what its code says.
fn code_on(pdf: &[u8], page: usize) -> Option<String> {
    let drawn = page_rgba(pdf, page, PAGE_DPI as f32 / 72.0).unwrap();
    let print = Print::of_pixels(drawn.width as u32, drawn.height as u32, drawn.rgba).unwrap();
    print.text().map(str::to_owned)
}

/// Scans every page of a print, all places filled.
fn sign_on_paper(office: &mut TestOffice, print: &Recorded<SheetPrint>, pdf: &[u8], folder: &TempFolder) {
    for page in 1..=print.body.n_pages {
        let mut dice = Dice::of(u64::from(page));
        // The first page comes as a PNG upside down, the others as JPEGs on their side.
        let glass = if page == 1 { Glass { turns: 2, ..GOOD } } else { Glass { jpeg: Some(85), ..GOOD } };
        let mut paper = Paper::of(pdf, page as usize - 1, glass.dpi);
        for place in print.body.pen_boxes.iter().flatten().filter(|of| of.page == page) {
            paper.fill(place, &mut dice);
        }
        let file =
            folder.join(&format!("{}-{page}.{}", print.body.form, if page == 1 { "png" } else { "jpg" }));
        replace_file(&file, &paper.scanned(&glass, u64::from(page))).unwrap();
        filed(take_in(office, &file, 0));
    }
}

#[test]
fn the_signed_paper_lies_in_the_volume_in_place_of_its_print() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    let roll = print(&mut office, case, FormNo::F07);
    let roll_pdf = tray.take().unwrap();
    let shown = print(&mut office, case, FormNo::F08);
    let shown_pdf = tray.take().unwrap();
    let unsigned = preview(&mut office, case, FormNo::F29, None);
    never_says(&unsigned, &["签名件扫描"]);
    sign_on_paper(&mut office, &roll, &roll_pdf, &folder);
    // Of the other sheet one page is missing, or one place empty: it stays as it was printed.
    let lacking = scan_of(&shown, &shown_pdf, 1, &["签名"], 3);
    let file = folder.join("F-08.png");
    replace_file(&file, &lacking).unwrap();
    filed(take_in(&mut office, &file, 0));
    let volume = preview(&mut office, case, FormNo::F29, None);
    keep_for_eyes("F-29-signed", &volume.pdf);
    assert_eq!(volume.n_pages, unsigned.n_pages);
    says(&volume, &["签名件扫描"]);
    let contents = text(&volume.pdf);
    assert_eq!(contents.matches("签名件扫描，").count(), 1, "{contents}");
    // Every page of the roll is where its print was, upright, with its own code to be read, and is a picture now.
    let codes = |pdf: &[u8]| (0..volume.n_pages).map(|page| code_on(pdf, page)).collect::<Vec<_>>();
    assert_eq!(codes(&volume.pdf)[2..], codes(&unsigned.pdf)[2..]);
    let at = codes(&volume.pdf)
        .iter()
        .position(|code| code.as_ref().is_some_and(|code| code.contains("|F-07|p1of")));
    let at = at.expect("the first page of the roll");
    let page = page_rgba(&volume.pdf, at, 1.0).unwrap();
    let before = page_rgba(&unsigned.pdf, at, 1.0).unwrap();
    assert_eq!((page.width, page.height), (before.width, before.height), "A4 as it was printed");
    assert!(page.rgba != before.rgba);
    let words = |pdf: &[u8]| text(pdf).matches("到场签到及见证记录表").count();
    assert!(words(&volume.pdf) < words(&unsigned.pdf), "the print itself is not in it");
    // What is bound is what leaves, and nothing of it was changed.
    let issued = save(&mut office, case, FormNo::F29, &folder.join("案卷")).unwrap();
    assert_eq!(issued.n_pages, volume.n_pages);
}

fn interfere(office: &mut TestOffice, case: CaseId) {
    let body = Interference {
        number: String::new(),
        case: Some(case),
        happened_at: office.clock.now(),
        place: "接待室".to_owned(),
        name: "说情人某".into(),
        workplace: "某某公司".to_owned(),
        position: String::new(),
        relation: "被鉴定人亲属的朋友".to_owned(),
        manner: Manner::Phone,
        kind: InterferenceKind::Pleading,
        words: "请把等级往上靠一靠".to_owned(),
        present: String::new(),
        handling: "当场拒绝".to_owned(),
        impact: String::new(),
        attachments: Vec::new(),
        is_serious: true,
        report: None,
        correction: String::new(),
    };
    office.does(Action::Interference(interference::Request::Save { entry: None, body: Box::new(body) }));
}

#[test]
fn what_is_sealed_is_named_in_its_place_and_told_nowhere() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    let before = preview(&mut office, case, FormNo::F29, None);
    never_says(&before, &["密封件说明"]);
    interfere(&mut office, case);
    let volume = preview(&mut office, case, FormNo::F29, None);
    keep_for_eyes("F-29-sealed", &volume.pdf);
    assert_eq!(volume.n_pages, before.n_pages + 1);
    says(&volume, &["密封件说明", "F-12 干预执业活动记录表（干2026-01）", "密封另存，见密封件说明"]);
    never_says(&volume, &["说情人", "某某公司", "往上靠", "当场拒绝", "亲属的朋友"]);
    // It lies before the media list, and other parts can be put behind it.
    let at = |volume: &Preview, words: &str| {
        let found = (0..volume.n_pages).find(|page| text_of_page(&volume.pdf, *page).contains(words));
        found.unwrap_or_else(|| panic!("{words}"))
    };
    let roll = "|F-07|p1of";
    assert!(at(&volume, roll) < at(&volume, "下列文书记有干预"));
    assert_eq!(at(&volume, "原件加密保存在案卷库里"), at(&volume, "下列文书记有干预") + 1);
    arrange(&mut office, vec![VolumePart::Interference, VolumePart::Record]);
    let other = preview(&mut office, case, FormNo::F29, None);
    assert_eq!(other.n_pages, volume.n_pages);
    assert!(at(&other, roll) > at(&other, "下列文书记有干预"));
    let listed = |volume: &Preview| {
        let text = text(&volume.pdf);
        text.find("干预记录（密封件）") < text.find("通知、签到、亮证、回避")
    };
    assert!(!listed(&volume) && listed(&other));
}

fn text_of_page(pdf: &[u8], page: usize) -> String {
    let all = text_of_pages(pdf);
    all.get(page).cloned().unwrap_or_default()
}

/// The text of every page: poppler ends each with a form feed.
fn text_of_pages(pdf: &[u8]) -> Vec<String> {
    let whole =
        text_of(&Pdf { bytes: pdf.to_vec(), n_pages: 1, warnings: Vec::new(), pen_boxes: Vec::new() });
    let squeezed = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect();
    whole.split('\u{c}').map(squeezed).collect()
}

fn arrange(office: &mut TestOffice, first: Vec<VolumePart>) {
    let sitting = office.staff.director;
    office.sits(sitting);
    let institution = (*office.office.institution().unwrap()).clone();
    let institution = Institution { volume_order: VolumeOrder::from(first), ..institution };
    let request = settings::Request::SaveInstitution { institution: Box::new(institution) };
    office.does(Action::Settings(request));
}

#[test]
fn the_order_of_the_institution_is_that_of_contents_pages_and_bookmarks() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    for form in [FormNo::F01, FormNo::F07, FormNo::F09] {
        save(&mut office, case, form, &folder.join(form.number())).unwrap();
    }
    let order = |volume: &Preview| {
        let text = text(&volume.pdf);
        let mut forms: Vec<(usize, &str)> = ["|F-01|p1of", "|F-07|p1of", "|F-09|p1of"]
            .into_iter()
            .map(|mark| (text.find(mark).unwrap_or_else(|| panic!("{mark}")), mark))
            .collect();
        forms.sort_unstable();
        forms.iter().map(|(_, mark)| mark[1..5].to_owned()).collect::<Vec<_>>()
    };
    let usual = preview(&mut office, case, FormNo::F29, None);
    assert_eq!(order(&usual), ["F-01", "F-07", "F-09"]);
    arrange(&mut office, vec![VolumePart::Record, VolumePart::Attendance]);
    let other = preview(&mut office, case, FormNo::F29, None);
    assert_eq!(order(&other), ["F-09", "F-07", "F-01"]);
    assert_eq!(other.n_pages, usual.n_pages);
    let titles = |volume: &Preview| {
        let text = text(&volume.pdf);
        text.find("F-09鉴定过程记录") < text.find("F-01司法鉴定委托书")
    };
    assert!(titles(&other) && !titles(&usual));
    arrange(&mut office, Vec::new());
    assert_eq!(order(&preview(&mut office, case, FormNo::F29, None)), order(&usual));
}

/// How many entries the log has.
fn entries(office: &mut TestOffice) -> u64 {
    verify(&mut office.office).unwrap().n_entries
}

#[test]
fn a_volume_that_is_stopped_leaves_nothing_behind() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    let sheet = SheetRef::of_case(FormNo::F29, case, None);
    let n_entries = entries(&mut office);
    for to in [Destination::File(folder.join("案卷")), Destination::Printer(PrintSetup::default())] {
        let watch = Arc::new(BindingWatch::default());
        watch.stop();
        let refused = office.tries(Action::Sheet(sheet::Request::Bind { sheet, to, watch }));
        assert!(matches!(refused, Err(ServiceError::Stopped)), "{refused:?}");
    }
    let watch = Arc::new(BindingWatch::default());
    watch.stop();
    let look = Look::Volume { sheet, watch: Watching(watch) };
    let refused = worker::answer(&mut office.office, Ask::Look(look));
    assert!(matches!(refused, Err(ServiceError::Stopped)), "{refused:?}");
    assert!(!folder.join("案卷").exists());
    assert_eq!(office.case(case).file.prints.len(), 1, "only the roll was printed");
    // Looking through the log is an entry itself.
    assert_eq!(entries(&mut office), n_entries + 1, "nothing was written into the log");
    // Whoever does not stop it hears how far it was.
    let watch = Arc::new(BindingWatch::default());
    let to = Destination::File(folder.join("案卷"));
    office.does(Action::Sheet(sheet::Request::Bind { sheet, to, watch: Arc::clone(&watch) }));
    assert!(folder.join("案卷").exists());
    let (n_done, n_all) = watch.binding.progress();
    assert!(n_all > 0 && n_done == n_all, "{n_done} of {n_all}");
}

#[test]
fn the_office_answers_while_a_volume_is_bound_and_no_number_is_given_twice() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    let TestOffice { office, folder: _folder, .. } = office;
    let mut worker = Worker::start(office, Box::new(|| Err(ServiceError::Broken)), || {}).unwrap();
    let sheet = SheetRef::of_case(FormNo::F29, case, None);
    let mut save_as = |name: &str| {
        let to = Destination::File(folder.join(name));
        worker.ask(Ask::Do(Action::Sheet(sheet::Request::Bind { sheet, to, watch: Arc::default() })))
    };
    let (first, second) = (save_as("一"), save_as("二"));
    let looking = worker.ask(Ask::Look(Look::Session));
    let mut ends = Vec::new();
    while ends.len() < 3 {
        match worker.take() {
            Some(answer) => ends.push(answer),
            None => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    }
    let of = |to| ends.iter().position(|answer| answer.to == to).unwrap();
    assert!(of(looking) < of(second), "the office answers meanwhile");
    assert!(matches!(&ends[of(first)].result, Ok(Outcome::Sheet(issued)) if issued.n == 1));
    assert!(
        matches!(&ends[of(second)].result, Err(ServiceError::Incomplete(said)) if said.contains("又打印过"))
    );
    assert!(folder.join("一").exists() && !folder.join("二").exists());
}

#[test]
fn the_page_says_which_sheet_is_being_bound_and_can_stop_it() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    let mut desk = Driver::sits_in(office);
    desk.office_is_slow(true);
    desk.goes(Route::Sheet(SheetRef::of_case(FormNo::F29, case, None)));
    desk.sees("正在装订案卷").sees("别的事可以先办").picture("volume-binding");
    desk.presses("停下").sees("正在停下");
    desk.office_is_slow(false).does_not_see("正在停下").picture("volume-bound");
    // A file takes the same way, and the page shows it until it is there.
    let to = folder.join("案卷.pdf");
    desk.office_is_slow(true);
    desk.will_pick(vec![to.clone()]).key_with(Modifiers::COMMAND, Key::S);
    desk.sees("正在装订案卷").picture("volume-saving");
    desk.office_is_slow(false).sees("已存为 PDF").does_not_see("正在装订案卷");
    assert!(to.is_file());
}
