//! Places for the pen on pages that come back: every empty one is seen, and hardly a filled one is called empty,
//! whatever was written there, however the page lay and however poor the picture is.

use crate::golden::images;
use crate::golden::press;
use crate::support::glass::Glass;
use crate::support::scanner::Dice;
use crate::support::scanner::Paper;
use appraisal_desk::capture::scan::Look;
use appraisal_desk::capture::scan::PAGE_DPI;
use appraisal_desk::capture::scan::Print;
use appraisal_desk::capture::scan::Scan;
use appraisal_desk::capture::scan::What;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::domain::scan::PenBox;
use appraisal_desk::domain::scan::PenKind;
use appraisal_desk::domain::sheet::FormNo;
use serde_json::Value;
use serde_json::json;

/// A way pages come back.
struct Tried {
    called: &'static str,
    dpi: u32,
    /// As many empty places have to be seen.
    n_blank: usize,
    by: By,
    /// What lies over empty and filled places alike.
    over: Over,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Pen,
    Pencil,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    Seal,
    Shadow,
    Bleed,
    Guide,
}

const TRIED: [Tried; 8] = [
    Tried { called: "150 dpi", dpi: 150, n_blank: 450, by: By::Pen, over: Over::Nothing },
    Tried { called: "200 dpi", dpi: 200, n_blank: 150, by: By::Pen, over: Over::Nothing },
    Tried { called: "300 dpi", dpi: 300, n_blank: 100, by: By::Pen, over: Over::Nothing },
    Tried { called: "sharp pencil", dpi: 200, n_blank: 150, by: By::Pencil, over: Over::Nothing },
    Tried { called: "red seal", dpi: 150, n_blank: 130, by: By::Pen, over: Over::Seal },
    Tried { called: "shadow of the lid", dpi: 150, n_blank: 130, by: By::Pen, over: Over::Shadow },
    Tried { called: "back shines through", dpi: 150, n_blank: 130, by: By::Pen, over: Over::Bleed },
    Tried { called: "dotted guide text", dpi: 150, n_blank: 130, by: By::Pen, over: Over::Guide },
];

/// What was found the way pages came back.
#[derive(Default)]
struct Found {
    n_blank: usize,
    n_signed: usize,
    n_false: usize,
    missed: Vec<String>,
}

#[test]
fn no_empty_place_is_missed_and_hardly_a_filled_one_is_called_empty() {
    let sheet = sheet_of_many_signers();
    let pages: Vec<(usize, Vec<PenBox>)> = (0..sheet.n_pages)
        .map(|page| (page, boxes_on(&sheet, page)))
        .filter(|(_, boxes)| boxes.len() > 20)
        .collect();
    assert!(!pages.is_empty(), "a page with many places");
    let mut complaints = Vec::new();
    for (n, tried) in TRIED.iter().enumerate() {
        let found = found_on(tried, &sheet, &pages, 1000 * n as u64);
        let Found { n_blank, n_signed, n_false, missed } = &found;
        println!(
            "{}: {n_blank} empty, {} missed; {n_signed} filled, {n_false} called empty",
            tried.called,
            missed.len()
        );
        if let Some(first) = missed.first() {
            complaints.push(format!("{}: {} of {n_blank} empty missed, {first}", tried.called, missed.len()));
        }
        if n_false * 50 > *n_signed {
            complaints.push(format!("{}: {n_false} of {n_signed} filled called empty", tried.called));
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

fn found_on(tried: &Tried, sheet: &Pdf, pages: &[(usize, Vec<PenBox>)], first: u64) -> Found {
    let prints: Vec<(usize, &[PenBox], Print)> = pages
        .iter()
        .map(|(page, boxes)| {
            let mut clean = Paper::of(&sheet.bytes, *page, PAGE_DPI);
            if tried.over == Over::Guide {
                signatures(boxes).for_each(|place| clean.guide(place));
            }
            (*page, boxes.as_slice(), print_of(&clean))
        })
        .collect();
    let mut found = Found::default();
    for seed in first.. {
        if found.n_blank >= tried.n_blank {
            break;
        }
        let mut dice = Dice::of(seed);
        let (page, boxes, print) = &prints[dice.below(prints.len())];
        let glass = Glass {
            dpi: tried.dpi,
            turns: dice.below(4) as u32,
            skew: dice.between(-5.0, 5.0),
            noise: dice.below(11) as u8,
            shade: if tried.over == Over::Shadow { 0 } else { dice.below(60) as u8 },
            edge: if tried.over == Over::Shadow { 120 } else { 0 },
            jpeg: seed.is_multiple_of(2).then_some(60),
            // A seal can be told from ink by its colour alone.
            in_colour: tried.over == Over::Seal || seed.is_multiple_of(7),
        };
        let mut paper = Paper::of(&sheet.bytes, *page, glass.dpi);
        if tried.over == Over::Guide {
            signatures(boxes).for_each(|place| paper.guide(place));
        }
        let is_filled: Vec<bool> = boxes.iter().map(|_| dice.below(3) == 0).collect();
        for (place, is_filled) in boxes.iter().zip(&is_filled) {
            match (is_filled, tried.by) {
                (true, By::Pen) => paper.fill(place, &mut dice),
                (true, By::Pencil) => paper.pencil(place, &mut dice),
                (false, _) => {}
            }
            match tried.over {
                Over::Bleed => paper.bleed(place, &mut dice),
                Over::Seal if dice.below(5) == 0 => paper.seal(place, &mut dice),
                _ => {}
            }
        }
        let scan = Scan::of_picture(&paper.scanned(&glass, seed)).unwrap();
        let laid = scan.codes().first().and_then(|code| scan.laid_over(code, print));
        let laid = laid.unwrap_or_else(|| panic!("page {seed} was not laid over its print: {glass:?}"));
        let dates: Vec<[u16; 4]> =
            boxes.iter().filter(|of| of.kind == PenKind::Date).map(|of| of.at).collect();
        for (place, filled) in boxes.iter().zip(is_filled) {
            let what = match place.kind {
                PenKind::Signature => What::Strokes { but_not: &dates },
                PenKind::Date => What::Date,
            };
            match (filled, print.look(&laid, place.at, what)) {
                (false, Look::Ink) => {
                    found.missed.push(format!(
                        "{seed} page {page} {} {:?} {glass:?}",
                        place.label(),
                        place.at
                    ));
                }
                (true, Look::Blank) => found.n_false += 1,
                _ => {}
            }
            if filled { found.n_signed += 1 } else { found.n_blank += 1 }
        }
    }
    found
}

/// F-07 with a crowd that signs at its end, each with a date.
fn sheet_of_many_signers() -> Pdf {
    let mut facts: Value = serde_json::from_str(include_str!("../../assets/samples/check_in.json")).unwrap();
    facts["attendees"] = json!([]);
    facts["rules_signed"] = json!([]);
    facts["refusal"] = Value::Null;
    facts["signatures"] = (0..60)
        .map(|n| json!({ "role": "鉴定人", "name": format!("顾明川{n}"), "image": null, "note": null, "at": null }))
        .collect();
    press().render(FormNo::F07, &facts, &images(), Profile::Archive).unwrap()
}

fn signatures(boxes: &[PenBox]) -> impl Iterator<Item = &PenBox> {
    boxes.iter().filter(|of| of.kind == PenKind::Signature)
}

fn print_of(clean: &Paper) -> Print {
    let (width, height, rgba) = clean.pixels();
    Print::of_pixels(width, height, rgba).unwrap()
}

fn boxes_on(sheet: &Pdf, page: usize) -> Vec<PenBox> {
    sheet.pen_boxes.iter().filter(|of| of.page as usize == page + 1).cloned().collect()
}
