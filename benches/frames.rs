//! What a frame costs the processor, without a screen: layout, text, rules and triangles of one frame of the window.
//!
//! | bench | budget (one core of 2020, release) |
//! |---|---|
//! | `reception_while_typing`: the form of 接待, filled, a letter into its first field | 4 ms |
//! | `check_in_while_pointing`: 到场签到 with five people on site, the pointer wandering | 4 ms |
//! | `table_while_scrolling`: the list of 100 000 cases, three new rows with each frame | 6 ms |
//!
//! Each has a peer in the same run, so that the machine can be taken out: as many plain `egui::Label`s as the page
//! paints texts, with the same words. `cargo bench --profile dev --bench frames` on a busy machine compares the two;
//! our own code is then unoptimised while egui is not, so the ratio is an upper bound. Measured so on two busy cores
//! of 2026 (best of 100): 接待 2.0 ms to 0.22 ms of its labels, 到场签到 1.0 to 0.15, the table 1.1–1.4 to 0.17.
#![expect(clippy::unwrap_used, reason = "a bench that cannot unwrap has nothing to measure")]

#[path = "../tests/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "tests use the rest of it")]
mod support;

use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TestOffice;
use crate::support::Window;
use crate::support::key;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::platform::clock::Clock as _;
use appraisal_desk::platform::random_ids::RandomIds;
use appraisal_desk::services::find::CaseList;
use appraisal_desk::services::find::CaseRow;
use appraisal_desk::services::request::Answer;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::ui::desk::backend::Backend;
use appraisal_desk::ui::desk::backend::InLine;
use appraisal_desk::ui::pages::IntakeStep;
use appraisal_desk::ui::pages::Route;
use divan::Bencher;
use egui::Event;
use egui::Key;
use egui::Modifiers;
use egui::MouseWheelSource;
use egui::MouseWheelUnit;
use egui::Shape;
use egui::TouchPhase;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;
use std::time::Duration;

const N_ROWS: u64 = 100_000;
const REST: Duration = Duration::from_secs(10);

fn main() {
    divan::main();
}

#[divan::bench]
fn reception_while_typing(bencher: Bencher<'_, '_>) {
    let mut window = reception();
    assert!(window.tabs_to_a_field());
    let before = texts(&mut window);
    window.frame(vec![Event::Text("某".to_owned())]);
    assert!(texts(&mut window) != before, "nothing was typed");
    let mut typed = typing();
    bencher.bench_local(|| draw(&mut window, typed()));
}

#[divan::bench]
fn reception_as_plain_labels(bencher: Bencher<'_, '_>) {
    labels(bencher, &texts(&mut reception()));
}

#[divan::bench]
fn check_in_while_pointing(bencher: Bencher<'_, '_>) {
    let mut window = check_in();
    let mut pointed = pointing();
    bencher.bench_local(|| draw(&mut window, pointed()));
}

#[divan::bench]
fn check_in_as_plain_labels(bencher: Bencher<'_, '_>) {
    labels(bencher, &texts(&mut check_in()));
}

#[divan::bench]
fn table_while_scrolling(bencher: Bencher<'_, '_>) {
    let mut window = table();
    let before = texts(&mut window);
    (0..20).for_each(|_| _ = draw(&mut window, vec![wheel(-96.0)]));
    assert!(texts(&mut window) != before, "nothing was scrolled");
    let mut n = 0_u64;
    bencher.bench_local(|| {
        n += 1;
        // Down for a thousand frames, then up again: never an end of the list, never a row of the frame before.
        let down = if n % 2000 < 1000 { -96.0 } else { 96.0 };
        draw(&mut window, vec![wheel(down)])
    });
}

#[divan::bench]
fn table_as_plain_labels(bencher: Bencher<'_, '_>) {
    labels(bencher, &texts(&mut table()));
}

/// One frame, all of it: events in, triangles out.
fn draw(window: &mut Window, events: Vec<Event>) -> usize {
    let frame = window.frame(events);
    window.waits(Duration::from_millis(17));
    window.triangles(frame).len()
}

/// 接待 with a case that has everything filled in.
fn reception() -> Window {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().with_two_insurers().until(CaseState::Received).add(&mut office);
    at(office, Route::Intake { case: Some(case), step: IntakeStep::Reception })
}

/// 到场签到 with the subject, three of the staff and a witness who lacks a document.
fn check_in() -> Window {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral()
        .with_two_insurers()
        .insurer_comes(Shows::WorkCredentialOnly)
        .until(CaseState::OnSite)
        .add(&mut office);
    at(office, Route::CheckIn(case))
}

/// 案件 with a hundred thousand rows.
fn table() -> Window {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let TestOffice { office, clock, folder, .. } = office;
    let Ok(list) = appraisal_desk::services::find::cases(&office, "") else { panic!("no list") };
    let like = list.rows.iter().find(|row| row.head.id == case).unwrap();
    let rows = (0..N_ROWS).map(|n| numbered(like, n)).collect();
    let list = CaseList { words: String::new(), rows, n_all: N_ROWS };
    let backend = LongList { beneath: InLine::new(office), list: Arc::new(list) };
    let now = clock.now();
    let mut window = Window::over(Box::new(backend), clock, folder);
    window.settles(REST);
    window.goes(Route::Cases).settles(REST);
    assert!(texts(&mut window).iter().any(|text| text.contains("100000")), "no long list at {now:?}");
    window
}

fn numbered(like: &CaseRow, n: u64) -> CaseRow {
    let mut row = like.clone();
    row.head.id = CaseId::fresh(&mut RandomIds::new(), like.head.updated_at);
    row.head.case_no = Some(format!("某司鉴中心[2026]临鉴字第{n}号"));
    row
}

fn at(office: TestOffice, route: Route) -> Window {
    let TestOffice { office, clock, folder, .. } = office;
    let mut window = Window::over(Box::new(InLine::new(office)), clock, folder);
    window.settles(REST);
    window.goes(route).settles(REST);
    window
}

/// A letter and its removal in turn.
fn typing() -> impl FnMut() -> Vec<Event> {
    let mut adds = false;
    move || {
        adds = !adds;
        if adds { vec![Event::Text("某".to_owned())] } else { vec![key(Key::Backspace)] }
    }
}

/// The pointer goes over the whole page in a few seconds.
fn pointing() -> impl FnMut() -> Vec<Event> {
    let mut n = 0_u16;
    move || {
        n = (n + 1) % 500;
        let turn = f32::from(n) / 500.0;
        vec![Event::PointerMoved(pos2(240.0 + 1100.0 * (turn * 7.0).fract(), 60.0 + 650.0 * turn))]
    }
}

fn wheel(down: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

/// Every text a window paints.
fn texts(window: &mut Window) -> Vec<String> {
    let mut texts = Vec::new();
    for shape in window.frame(vec![Event::PointerMoved(pos2(700.0, 400.0))]).shapes {
        collect(&shape.shape, &mut texts);
    }
    assert!(texts.len() > 20, "hardly anything is painted: {texts:?}");
    texts
}

fn collect(shape: &Shape, texts: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => texts.push(text.galley.text().to_owned()),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        _ => {}
    }
}

/// The peer: the same words as labels, nothing else, through the same egui with the same faces.
fn labels(bencher: Bencher<'_, '_>, texts: &[String]) {
    let mut plain = support::window::Plain::new();
    bencher.bench_local(|| {
        plain.frame(|ui| {
            ui.horizontal_wrapped(|ui| {
                for text in texts {
                    ui.label(text);
                }
            });
        })
    });
}

/// The office, but its list is long.
struct LongList {
    beneath: InLine,
    list: Arc<CaseList>,
}

impl Backend for LongList {
    fn ask(&mut self, ask: Ask) -> u64 {
        self.beneath.ask(ask)
    }

    fn take(&mut self) -> Option<Answer> {
        let mut answer = self.beneath.take()?;
        if let Ok(Outcome::Cases(list)) = &mut answer.result {
            *list = Arc::clone(&self.list);
        }
        Some(answer)
    }
}
