//! Places for the pen on pages that come back: every empty one is seen, and hardly a filled one is called empty,
//! whatever was written there, however the page lay and however poor the picture is.

use crate::golden::images;
use crate::golden::press;
use crate::support::scanner::Dice;
use crate::support::scanner::Glass;
use crate::support::scanner::Paper;
use appraisal_desk::capture::scan::Look;
use appraisal_desk::capture::scan::PAGE_DPI;
use appraisal_desk::capture::scan::Print;
use appraisal_desk::capture::scan::Scan;
use appraisal_desk::capture::scan::What;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::domain::scan::PenBox;
use appraisal_desk::domain::scan::PenKind;
use appraisal_desk::domain::sheet::FormNo;
use serde_json::Value;
use serde_json::json;

/// As many empty places have to be seen.
const N_BLANK: usize = 2000;

#[test]
fn no_empty_place_is_missed_and_hardly_a_filled_one_is_called_empty() {
    let sheet = sheet_of_many_signers();
    let prints: Vec<(usize, Print, Vec<PenBox>)> = (0..sheet.n_pages)
        .map(|page| (page, print_of(&sheet, page), boxes_on(&sheet, page)))
        .filter(|(_, _, boxes)| boxes.len() > 20)
        .collect();
    assert!(!prints.is_empty(), "a page with many places");
    let (mut n_blank, mut n_signed, mut missed, mut n_false) = (0, 0, Vec::new(), 0);
    for seed in 0_u64.. {
        if n_blank >= N_BLANK {
            break;
        }
        let mut dice = Dice::of(seed);
        let (page, print, boxes) = &prints[dice.below(prints.len())];
        let glass = Glass {
            dpi: 150,
            turns: dice.below(4) as u32,
            skew: dice.between(-5.0, 5.0),
            noise: dice.below(11) as u8,
            shade: dice.below(60) as u8,
            jpeg: (seed % 6 == 0).then_some(60),
        };
        let mut paper = Paper::of(&sheet.bytes, *page, glass.dpi);
        let is_filled: Vec<bool> = boxes.iter().map(|_| dice.below(3) == 0).collect();
        for (place, _) in boxes.iter().zip(&is_filled).filter(|(_, filled)| **filled) {
            paper.fill(place, &mut dice);
        }
        let scan = Scan::of_picture(&paper.scanned(&glass, seed)).unwrap();
        let laid = scan.code().and_then(|code| scan.laid_over(&code, print));
        let laid = laid.unwrap_or_else(|| panic!("page {seed} was not laid over its print: {glass:?}"));
        let dates: Vec<[u16; 4]> =
            boxes.iter().filter(|of| of.kind == PenKind::Date).map(|of| of.at).collect();
        for (place, filled) in boxes.iter().zip(is_filled) {
            let what = match place.kind {
                PenKind::Signature => What::Strokes { but_not: &dates },
                PenKind::Date => What::Date,
            };
            let seen = print.look(&laid, place.at, what);
            match (filled, seen) {
                (false, Look::Ink) => missed.push((seed, place.label(), glass)),
                (true, Look::Blank) => n_false += 1,
                _ => {}
            }
            if filled { n_signed += 1 } else { n_blank += 1 }
        }
    }
    println!("{n_blank} empty, {} missed; {n_signed} filled, {n_false} called empty", missed.len());
    assert!(missed.is_empty(), "{} of {n_blank} empty places: {:?}", missed.len(), missed.first());
    assert!(n_false * 50 <= n_signed, "{n_false} of {n_signed} filled places were called empty");
}

/// F-07 with a crowd that signs at its end, each with a date.
fn sheet_of_many_signers() -> Pdf {
    let mut facts: Value = serde_json::from_str(include_str!("../golden/check_in.json")).unwrap();
    facts["attendees"] = json!([]);
    facts["rules_signed"] = json!([]);
    facts["refusal"] = Value::Null;
    facts["signatures"] = (0..60)
        .map(|n| json!({ "role": "鉴定人", "name": format!("顾明川{n}"), "image": null, "note": null, "at": null }))
        .collect();
    press().render(FormNo::F07, &facts, &images(), Profile::Archive).unwrap()
}

fn print_of(sheet: &Pdf, page: usize) -> Print {
    let drawn = page_rgba(&sheet.bytes, page, PAGE_DPI as f32 / 72.0).unwrap();
    Print::of_pixels(drawn.width as u32, drawn.height as u32, drawn.rgba).unwrap()
}

fn boxes_on(sheet: &Pdf, page: usize) -> Vec<PenBox> {
    sheet.pen_boxes.iter().filter(|of| of.page as usize == page + 1).cloned().collect()
}
