//! What leaves is what was shown; it is numbered, kept and written down before it leaves, and bound by signatures.

use super::arrival;
use super::keep_for_eyes;
use super::leaves;
use super::preview;
use super::save;
use super::says;
use super::text;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::DepartureKind;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::printer::Sides;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::domain::signature::Manner;
use appraisal_desk::domain::signature::PenTool;
use appraisal_desk::domain::signature::Stroke;
use appraisal_desk::domain::signature::StrokePoint;
use appraisal_desk::domain::signature::unsigned;
use appraisal_desk::domain::step::Place;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::platform::print::PrintError;
use appraisal_desk::platform::vault::KdfCost;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::services::session::DeskOptions;
use appraisal_desk::services::sheet;
use appraisal_desk::services::sheet::Preview;
use appraisal_desk::services::signature;
use appraisal_desk::services::worker;
use appraisal_desk::store::Durability;
use appraisal_desk::store::OpenGate;
use appraisal_desk::store::WriteGate;
use appraisal_desk::store::WritePoint;
use ring::digest::SHA256;
use ring::digest::digest;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

#[test]
fn what_is_shown_is_what_leaves_and_it_is_numbered_and_written_down() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    for form in FormNo::of_cases() {
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
    assert_eq!(prints.len(), 2 * FormNo::of_cases().count());
    assert!(
        prints.iter().all(|row| row.body.object.is_some() && row.body.n_pages > 0 && row.body.copies == 0)
    );
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
fn drawn_signature_is_on_the_paper() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Identified).add(&mut office);
    let before = preview(&mut office, case, FormNo::F08, None);
    for signer in unsigned(&office.case(case).file, FormNo::F08) {
        let manner = Manner::Pad { strokes: drawn(), tool: PenTool::Pen, agreed: true };
        let request = signature::Request::Sign { case, form: FormNo::F08, signer, manner };
        office.does(Action::Signature(request));
    }
    // Every point with its pressure and its moment is kept as it was drawn.
    for row in office.case(case).file.signatures.iter().filter(|row| row.body.form == FormNo::F08) {
        let Manner::Pad { strokes, tool, .. } = &row.body.manner else { panic!("{:?}", row.body.manner) };
        assert_eq!((strokes, *tool), (&drawn(), PenTool::Pen));
        assert!(strokes.iter().flat_map(|stroke| &stroke.0).all(|point| point.force.is_some()));
        assert!(strokes[0].0.windows(2).all(|pair| pair[0].t_ms < pair[1].t_ms));
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
    let agreement = office.case(case).file.agreement().unwrap().clone();
    let bound: Vec<&str> = agreement.signatures.iter().map(|one| one.shown_sha256.as_str()).collect();
    assert!(bound.iter().all(|digest| digest.len() == 64 && *digest == bound[0]), "{bound:?}");
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
    assert!(matches!(refused, Err(ServiceError::Print(PrintError::NoPrinter))), "{refused:?}");
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
    let tray = Tray::called("前台");
    let gate = Arc::new(Closing::default());
    let TestOffice { office, clock, folder, .. } = office;
    drop(office);
    let mut office = reopened(&folder.join("案卷库"), &clock, &tray, &gate);
    gate.0.store(true, Ordering::SeqCst);
    let cut = worker::answer(&mut office, Ask::Do(print(case, FormNo::F03, 1)));
    assert!(matches!(cut, Err(ServiceError::Store(_))), "{cut:?}");
    assert!(tray.printed().is_empty(), "no row, no paper");
    gate.0.store(false, Ordering::SeqCst);
    let done = worker::answer(&mut office, Ask::Do(print(case, FormNo::F03, 2))).unwrap();
    let Outcome::Sheet(issued) = done else { panic!("{done:?}") };
    let printed = tray.printed();
    let [(bytes, job)] = printed.as_slice() else { panic!("{} prints", printed.len()) };
    assert_eq!(sha256(bytes), issued.sha256);
    let wanted = PrintSetup { printer: Some("前台".to_owned()), n_copies: 2, sides: Sides::LongEdge };
    assert_eq!(job.setup, wanted);
    assert!(job.title.is_ascii(), "the spooler keeps titles, so they name nobody: {}", job.title);
    let file = office.file(case).unwrap();
    assert_eq!(file.prints.len(), 1);
    assert_eq!(
        (file.prints[0].body.sha256.as_str(), file.prints[0].body.copies),
        (issued.sha256.as_str(), 2)
    );
    assert!(issued.said.contains("第 1 次打印"), "{}", issued.said);
}

fn print(case: CaseId, form: FormNo, n_copies: u16) -> Action {
    let setup = PrintSetup { printer: Some("前台".to_owned()), n_copies, sides: Sides::LongEdge };
    Action::Sheet(sheet::Request::Print { sheet: SheetRef::of_case(form, case, None), setup })
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

fn sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same office in another process with a printer and a gate.
fn reopened(place: &Path, clock: &Arc<ScriptClock>, tray: &Tray, gate: &Arc<Closing>) -> Office {
    let options = DeskOptions {
        clock: Arc::clone(clock) as Arc<dyn appraisal_desk::platform::clock::Clock>,
        printer: Arc::new(tray.clone()),
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
