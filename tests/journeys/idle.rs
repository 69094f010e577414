//! A window nobody touches draws nothing: every page comes to rest and sleeps, until the desk locks itself.

use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Window;
use crate::support::key;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::PrintRef;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::sheet;
use appraisal_desk::ui::desk::backend::InLine;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::PAGES;
use appraisal_desk::ui::pages::PageId;
use appraisal_desk::ui::pages::Route;
use egui::Event;
use egui::Key;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long a page must be able to lie there without a single frame.
const IDLE: Duration = Duration::from_secs(10);

/// Frames a page may draw until it lies still: answers arriving, a draft kept a second after the last key.
const FRAMES_TO_REST: u32 = 90;

#[test]
fn untouched_pages_draw_nothing() {
    let mut office =
        OfficeBuilder::sichuan().policy(Policy { idle_lock_minutes: 0, ..Policy::default() }).build();
    let scheduled =
        CaseAdder::unilateral().subject(person("102")).until(CaseState::Scheduled).add(&mut office);
    let on_site = CaseAdder::unilateral()
        .subject(person("104"))
        .insurer_comes(Shows::WorkCredentialOnly)
        .until(CaseState::OnSite)
        .add(&mut office);
    let examining = CaseAdder::joint().subject(person("106")).until(CaseState::Examining).add(&mut office);
    let drafting = CaseAdder::unilateral().subject(person("108")).until(CaseState::Drafting).add(&mut office);
    let booked = CaseAdder::unilateral().subject(person("110")).until(CaseState::Booked).add(&mut office);
    let reviewing =
        CaseAdder::unilateral().subject(person("112")).until(CaseState::Reviewing).add(&mut office);
    let folder = TempFolder::new();
    let check_in = SheetRef::of_case(FormNo::F07, drafting, None);
    let save = sheet::Request::SaveAs { sheet: check_in, to: folder.join("到场.pdf") };
    office.does(Action::Sheet(save));
    let printed = office.case(drafting).file.prints[0].id;
    let mut routes = vec![
        Route::Today,
        Route::Cases,
        Route::Directory,
        Route::Settings,
        Route::Intake { case: None, step: IntakeStep::Reception },
        Route::Case(booked),
        Route::Case(scheduled),
        Route::CheckIn(scheduled),
        Route::CheckIn(on_site),
        Route::LicenceShowing(on_site),
        Route::ProcessRecord(examining),
        Route::ProcessRecord(drafting),
        Route::Case(drafting),
        Route::Clock(examining),
        Route::Opinion(drafting),
        Route::Events(drafting),
        Route::Scan,
        Route::Registers,
        Route::Ledger,
        Route::Statistics,
        Route::Template,
    ];
    let steps = |case| IntakeStep::ALL.map(move |step| Route::Intake { case: Some(case), step });
    routes.extend(steps(booked).into_iter().chain(steps(reviewing)));
    let sheet = |form| Route::Sheet(SheetRef::of_case(form, drafting, None));
    routes.extend([FormNo::F01, FormNo::F07].map(sheet));
    routes.push(Route::InForce(PrintRef::OfCase { case: drafting, row: printed }));
    let mut window = over(office);
    let mut seen = BTreeSet::new();
    let mut n_typed = 0;
    for route in routes {
        window.goes(route.clone());
        rests(&mut window, &format!("{route:?}"));
        seen.insert(window.route().page());
        // A caret must not blink, and a draft is kept once, a second after the last letter.
        if window.tabs_to_a_field() {
            n_typed += 1;
            window.frame(vec![Event::Text("一次".to_owned())]);
        }
        rests(&mut window, &format!("{route:?} with the keyboard in a field"));
    }
    let all: BTreeSet<PageId> = PAGES.iter().map(|page| page().meta().id).collect();
    assert_eq!(seen, all, "a page was not visited");
    assert!(n_typed > 10, "hardly any page has a field: {n_typed}");
}

#[test]
fn untouched_door_draws_nothing() {
    let (office, clock, folder) = OfficeBuilder::shanghai().before_first_run();
    let mut window = Window::over(Box::new(InLine::new(office)), clock, folder);
    rests(&mut window, "the first run");
    window.frame(vec![key(Key::Tab)]);
    rests(&mut window, "the first run after a Tab");
}

#[test]
fn untouched_desk_locks_itself_when_it_said_and_sleeps_until_then() {
    let mut office = OfficeBuilder::sichuan().build();
    let minutes = office.office.institution().unwrap().policy.idle_lock_minutes;
    let case = CaseAdder::unilateral().until(CaseState::Scheduled).add(&mut office);
    let clock = office.clock.clone();
    let mut window = over(office);
    window.settles(IDLE);
    window.goes(Route::CheckIn(case)).frame(vec![key(Key::Tab)]);
    let touched = clock.now();
    let mut n_frames = 0;
    let locked_after = loop {
        let (n, sleeps) = window.settles(IDLE);
        n_frames += n;
        // A locked desk waits for nothing any more.
        if sleeps == Duration::MAX {
            break clock.now().minutes_since(touched);
        }
        window.waits(sleeps);
    };
    assert_eq!(locked_after, i64::from(minutes));
    assert!(n_frames <= FRAMES_TO_REST, "{n_frames} frames in {minutes} minutes of nothing");
}

/// Somebody else each time, since one person has one case about one matter.
fn person(order: &'static str) -> Invented {
    Invented { order, ..Invented::SUBJECT }
}

fn over(office: TestOffice) -> Window {
    let TestOffice { office, clock, folder, .. } = office;
    Window::over(Box::new(InLine::new(office)), clock, folder)
}

/// Lets the window draw what it wants to; then it must sleep, and sleep again when it is woken for nothing.
#[track_caller]
fn rests(window: &mut Window, what: &str) {
    let (n, _sleeps) = window.settles(IDLE);
    assert!(n <= FRAMES_TO_REST, "{what}: {n} frames before it lay still");
    window.waits(IDLE);
    let sleeps = window.frame(Vec::new()).sleeps;
    // A page that shows the time wakes when the minute turns, not before.
    let turns_minute = sleeps == window.to_next_minute();
    assert!(
        sleeps >= IDLE || turns_minute,
        "{what}: woken after ten seconds it wants to draw again in {sleeps:?}"
    );
}
