//! What sheets cost, warm: the engine and its faces are loaded, but the text is new each time.
//!
//! `cargo bench --profile dev --bench sheets`: first the times of single steps, then the budgets, in processor time
//! (user and system) as the kernel counts it. What takes a process of its own is measured as one, by `/usr/bin/time`
//! with its most memory; peers run in the same minute on the same machine, where they are installed.
//!
//! | what | budget | peer |
//! |---|---|---|
//! | F-07 with 9 people | 40 ms | |
//! | F-07 opened for a preview: made, every page drawn three times | 300 ms | |
//! | F-30 with 3000 cases, a process of its own | 2 s, 500 MB | LibreOffice prints the same rows |
//! | F-30 with 300 cases | | Typst alone lays out the same rows |
//! | a volume of 200 pages from twenty sheets | 2 s | qpdf puts the same files together |
//!
//! F-03 20 ms and one page of preview at 108 dpi 45 ms are budgets of the first part. The facts are the golden ones of
//! the tests. In the `dev` profile our own code is not optimised, so that every number is an upper bound.
#![expect(clippy::unwrap_used, reason = "a bench that cannot unwrap has nothing to measure")]
#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

#[path = "sheets/budgets.rs"]
mod budgets;
#[path = "../tests/support/folder.rs"]
#[expect(dead_code, reason = "tests use the rest of it")]
mod folder;

use appraisal_desk::documents::engine::Engine;
use appraisal_desk::documents::engine::Fonts;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::preview;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::fonts;
use divan::Bencher;
use image::ImageFormat;
use image::RgbaImage;
use serde_json::Value;
use std::io::Cursor;
use std::sync::LazyLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

const CHECK_IN: &str = include_str!("../assets/samples/check_in.json");
const LEDGER: &str = include_str!("../assets/samples/ledger.json");
const RISK_NOTICE: &str = include_str!("../assets/samples/risk_notice.json");

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(Fonts::new(fonts::packed_faces(), fonts::faces_beside_program())));

fn main() {
    divan::main();
    // `cargo test` runs benches once, to see that they run.
    if std::env::args().any(|argument| argument == "--bench") {
        budgets::measure();
    }
}

#[divan::bench]
fn f07_with_nine_people(bencher: Bencher<'_, '_>) {
    render_with_new_matter(bencher, FormNo::F07, CHECK_IN);
}

#[divan::bench]
fn f03(bencher: Bencher<'_, '_>) {
    render_with_new_matter(bencher, FormNo::F03, RISK_NOTICE);
}

#[divan::bench]
fn preview_of_one_page(bencher: Bencher<'_, '_>) {
    let facts: Value = serde_json::from_str(CHECK_IN).unwrap();
    let pdf = ENGINE.render(FormNo::F07, &facts, &images(), Profile::Archive).unwrap();
    bencher.bench(|| preview::page_rgba(&pdf.bytes, 0, 1.5).unwrap());
}

fn render_with_new_matter(bencher: Bencher<'_, '_>, form: FormNo, facts: &str) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let facts: Value = serde_json::from_str(facts).unwrap();
    let images = images();
    let fresh = || {
        let mut facts = facts.clone();
        facts["matter"] = format!("第 {} 次计时的委托事项", NUMBER.fetch_add(1, Ordering::Relaxed)).into();
        facts
    };
    bencher
        .with_inputs(fresh)
        .bench_refs(|facts| ENGINE.render(form, facts, &images, Profile::Archive).unwrap());
}

fn images() -> Images {
    let mut png = Cursor::new(Vec::new());
    RgbaImage::new(480, 160).write_to(&mut png, ImageFormat::Png).unwrap();
    let mut images = Images::new();
    for name in ["signature-1", "signature-2"] {
        images.insert(name, png.get_ref().clone()).unwrap();
    }
    images
}
