//! x

use crate::golden::images;
use crate::golden::press;
use crate::support::scanner::*;
use appraisal_desk::capture::scan::*;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::domain::scan::PenKind;
use appraisal_desk::domain::sheet::FormNo;
use std::time::Instant;

#[test]
fn experiment() {
    let t = Instant::now();
    let pdf = unsigned_sheet(FormNo::F07, "check_in");
    println!("render {:?}", t.elapsed());
    for b in &pdf.pen_boxes {
        println!("{b:?} {:?} {}", b.at, b.label());
    }
    let t = Instant::now();
    let drawn = page_rgba(&pdf.bytes, 0, PAGE_DPI as f32 / 72.0).unwrap();
    println!("draw {:?}", t.elapsed());
    let t = Instant::now();
    let print = Print::of_pixels(drawn.width as u32, drawn.height as u32, drawn.rgba).unwrap();
    println!("print code {:?} {:?}", t.elapsed(), print.text());
    for (n, glass) in [
        CLEAN,
        Glass { dpi: 150, turns: 1, skew: 4.7, noise: 9, shade: 30, jpeg: Some(60) },
        Glass { dpi: 200, turns: 2, skew: -5.0, noise: 9, shade: 30, jpeg: None },
        Glass { dpi: 300, turns: 3, skew: 2.0, noise: 9, shade: 30, jpeg: None },
    ]
    .iter()
    .enumerate()
    {
        let mut dice = Dice::of(n as u64);
        let t = Instant::now();
        let mut paper = Paper::of(&pdf.bytes, 0, glass.dpi);
        for (i, b) in pdf.pen_boxes.iter().filter(|b| b.page == 1).enumerate() {
            if i % 3 != 0 {
                paper.fill(b, &mut dice);
            }
        }
        let a = t.elapsed();
        let g = paper.on(glass, n as u64);
        let b = t.elapsed();
        let bytes = paper.scanned(glass, n as u64);
        println!("paper {a:?} on {:?} encode {:?} bytes {}", b - a, t.elapsed() - b, bytes.len());
        drop(g);
        let t = Instant::now();
        let scan = Scan::of_picture(&bytes).unwrap();
        println!("decode {:?} {:?}", t.elapsed(), scan.size());
        let t = Instant::now();
        let code = scan.code();
        println!("code {:?} {:?}", t.elapsed(), code);
        let t = Instant::now();
        let Some(laid) = code.as_ref().and_then(|code| scan.laid_over(code, &print)) else {
            println!("NOT LAID");
            continue;
        };
        println!("lay {:?} dpi {} {:?}", t.elapsed(), laid.dpi, laid.pose);
        let t = Instant::now();
        for (i, b) in pdf.pen_boxes.iter().filter(|b| b.page == 1).enumerate() {
            let dates: Vec<_> = pdf
                .pen_boxes
                .iter()
                .filter(|b| b.page == 1 && b.kind == PenKind::Date)
                .map(|b| b.at)
                .collect();
            let what = if b.kind == PenKind::Date { What::Date } else { What::Strokes { but_not: &dates } };
            println!("{} {i} {:?} {}", b.label(), print.look(&laid, b.at, what), i % 3 != 0);
        }
        println!("look {:?}", t.elapsed());
    }
}

fn unsigned_sheet(form: FormNo, noun: &str) -> appraisal_desk::documents::engine::Pdf {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{noun}.json"));
    let mut facts: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    fn strip(v: &mut serde_json::Value) {
        match v {
            serde_json::Value::Object(m) => {
                if m.contains_key("image") {
                    for k in ["image", "note", "at"] {
                        if m.contains_key(k) {
                            m.insert(k.to_owned(), serde_json::Value::Null);
                        }
                    }
                }
                for (_, v) in m.iter_mut() {
                    strip(v);
                }
            }
            serde_json::Value::Array(a) => a.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut facts);
    press().render(form, &facts, &images(), Profile::Archive).unwrap()
}
