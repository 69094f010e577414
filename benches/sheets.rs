//! How long a sheet takes, warm: the engine and its faces are loaded, but the text is new each time.
//!
//! Budget: F-07 with 9 people 40 ms of processor time, F-03 20 ms, one page of preview at 108 dpi 45 ms; F-30 with
//! 1000 cases 3 s.
//! The facts are the golden ones of the tests. Measured with dependencies at opt-level 2 on two cores
//! of 2026: F-07 24–34 ms, 260 KB; F-30 of 1000 cases in a process of its own
//! 2.5 s and 590 MB; preview 24–40 ms; first F-07 of a process 320 ms (faces unpacked).
#![expect(clippy::unwrap_used, reason = "a bench that cannot unwrap has nothing to measure")]

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

const CHECK_IN: &str = include_str!("../tests/golden/check_in.json");
const LEDGER: &str = include_str!("../tests/golden/ledger.json");
const RISK_NOTICE: &str = include_str!("../tests/golden/risk_notice.json");

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(Fonts::new(fonts::packed_faces(), fonts::faces_beside_program())));

fn main() {
    divan::main();
}

#[divan::bench]
fn f07_with_nine_people(bencher: Bencher<'_, '_>) {
    render_with_new_matter(bencher, FormNo::F07, CHECK_IN);
}

#[divan::bench]
fn f03(bencher: Bencher<'_, '_>) {
    render_with_new_matter(bencher, FormNo::F03, RISK_NOTICE);
}

/// A volume of F-30, with forty-one columns of each case: budget 3 s of processor time.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn f30_with_a_thousand_cases(bencher: Bencher<'_, '_>) {
    let mut facts: Value = serde_json::from_str(LEDGER).unwrap();
    let rows = facts["rows"].as_array().unwrap().clone();
    facts["rows"] = (0..1_000)
        .map(|n| {
            let mut row = rows[n % rows.len()].clone();
            row[0] = (n + 1).to_string().into();
            row[4] = format!("{} {n}", row[4].as_str().unwrap()).into();
            row
        })
        .collect();
    let images = Images::new();
    bencher.bench(|| ENGINE.render(FormNo::F30, &facts, &images, Profile::LongList).unwrap());
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
