//! The engine itself: what it refuses, what it never lets out, what the preview shows.

use std::time::Instant;

use appraisal_desk::documents::check_in;
use appraisal_desk::documents::engine::Engine;
use appraisal_desk::documents::engine::Fonts;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::error::DocumentError;
use appraisal_desk::documents::error::MissingGlyph;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::preview;
use appraisal_desk::documents::qr::PageMark;
use appraisal_desk::documents::risk_notice;
use appraisal_desk::domain::explain::Explain as _;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::fonts;

use crate::golden::check_in::sample;
use crate::golden::images;
use crate::golden::press;
use crate::golden::text_of;

/// A character of Extension H that no shipped face has.
const UNDRAWABLE: char = '\u{323AF}';

#[test]
fn undrawable_character_is_named_with_its_field_and_never_becomes_a_box() {
    let mut facts = sample();
    facts.attendees[1].name = format!("王{UNDRAWABLE}");
    let refused = press().render(FormNo::F07, &facts, &images(), Profile::Archive).err().unwrap();
    let words = refused.to_string();
    let DocumentError::MissingGlyphs { glyphs, form: FormNo::F07 } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(glyphs, [MissingGlyph { character: UNDRAWABLE, field: "attendees.1.name".to_owned() }]);
    assert!(words.contains("U+323AF") && words.contains("没有生成") && !words.contains('王'), "{words}");
}

#[test]
fn control_characters_are_refused_and_line_breaks_are_not() {
    let mut facts = sample();
    facts.matter = "第一行\n第二行\r\n第三行\t完".to_owned();
    assert!(press().render(FormNo::F07, &facts, &images(), Profile::Archive).is_ok());
    facts.matter = "响\u{7}铃".to_owned();
    let refused = press().render(FormNo::F07, &facts, &images(), Profile::Archive).err().unwrap();
    assert!(refused.to_string().contains("U+0007"), "{refused}");
    assert_eq!(press().lacks("甲\u{E003}"), ['\u{E003}'], "another machine draws something else there");
}

#[test]
fn field_can_ask_while_someone_types() {
    assert!(press().lacks("王㛃䶮陈𬱖𠅤阿不都热合曼·买买提").is_empty());
    assert_eq!(press().lacks(&format!("{UNDRAWABLE}甲{UNDRAWABLE}")), [UNDRAWABLE]);
}

#[test]
fn signature_that_was_not_handed_over_is_named() {
    let refused = press().render(FormNo::F07, &sample(), &Images::new(), Profile::Archive).err().unwrap();
    assert!(matches!(refused, DocumentError::MissingImage { form: FormNo::F07, .. }), "{refused:?}");
}

#[test]
fn broken_picture_is_an_error_and_no_panic() {
    let mut broken = images();
    broken.insert("signature-1", b"\x89PNG\r\n\x1a\n and then nothing".to_vec()).unwrap();
    let refused = press().render(FormNo::F07, &sample(), &broken, Profile::Archive).err().unwrap();
    assert!(matches!(refused, DocumentError::Template { .. }), "{refused:?}");
}

#[test]
fn overlong_case_key_is_refused_before_it_becomes_an_unreadable_code() {
    let mut facts = sample();
    facts.head.mark.case_key = "2026".repeat(60);
    let refused = press().render(FormNo::F07, &facts, &images(), Profile::Archive).err().unwrap();
    assert!(matches!(refused, DocumentError::PageMarkTooLong { .. }), "{refused:?}");
}

#[test]
fn facts_of_another_sheet_are_an_error_and_no_panic() {
    let refused = press().render(FormNo::F09, &sample(), &images(), Profile::Archive).err().unwrap();
    assert!(matches!(refused, DocumentError::Template { form: FormNo::F09, .. }), "{refused:?}");
}

#[test]
fn sheets_are_whole_without_fandol_fang() {
    let engine = Engine::new(Fonts::new(fonts::packed_faces(), Vec::new()));
    let pdf = engine.render(FormNo::F07, &sample(), &images(), Profile::Archive).unwrap();
    assert_eq!(pdf.warnings, Vec::<String>::new());
    let text = text_of(&pdf);
    assert!(text.contains("王㛃䶮") && text.contains("照常鉴定"));
}

#[test]
fn every_character_of_the_templates_can_be_drawn() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("templates");
    let mut n_templates = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let template = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let missing = press().lacks(&template);
        assert!(missing.is_empty(), "{missing:?}");
        n_templates += 1;
    }
    // The forms, what they share, the recovery sheet and the test page.
    assert_eq!(n_templates, FormNo::ALL.len() + 3);
}

#[test]
fn every_page_carries_its_own_mark_and_the_right_total() {
    let pdf = rendered();
    let text = text_of(&pdf);
    for page in 1..=pdf.n_pages {
        let mark = PageMark {
            case_key: "2026-00318".to_owned(),
            form: FormNo::F07,
            page,
            n_pages: pdf.n_pages,
            print_mark: "8f3a9c27d1e4".to_owned(),
        };
        assert!(text.contains(&mark.to_string()), "{mark} is not in\n{text}");
    }
}

#[test]
fn long_list_has_no_structure_tree_and_is_smaller() {
    let tagged = rendered();
    let plain = press().render(FormNo::F07, &sample(), &images(), Profile::LongList).unwrap();
    assert!(plain.bytes.len() < tagged.bytes.len());
}

#[test]
fn preview_shows_paper_with_ink() {
    let pdf = rendered();
    assert_eq!(preview::page_count(&pdf.bytes).unwrap(), pdf.n_pages);
    let page = preview::page_rgba(&pdf.bytes, 0, 1.5).unwrap();
    assert_eq!((page.width, page.height), (892, 1262));
    assert_eq!(page.rgba.len(), page.width * page.height * 4);
    let pixels = || page.rgba.chunks_exact(4);
    assert!(pixels().all(|pixel| pixel[3] == 255), "paper is opaque");
    let n_ink = pixels().filter(|pixel| pixel[0] < 96).count();
    assert!((10_000..200_000).contains(&n_ink), "{n_ink} dark pixels");
}

#[test]
fn preview_refuses_what_it_cannot_show() {
    let pdf = rendered();
    assert!(matches!(
        preview::page_rgba(&pdf.bytes, 99, 1.0),
        Err(DocumentError::NoSuchPage { page: 99, .. })
    ));
    assert!(matches!(preview::page_rgba(&pdf.bytes, 0, 100.0), Err(DocumentError::ScaleTooLarge { .. })));
    assert!(matches!(preview::page_rgba(&pdf.bytes, 0, f32::NAN), Err(DocumentError::ScaleTooLarge { .. })));
    assert!(matches!(preview::page_count(b"not a document"), Err(DocumentError::NotAPdf)));
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    let form = FormNo::F07;
    let errors = [
        DocumentError::MissingGlyphs {
            form,
            glyphs: vec![MissingGlyph { character: UNDRAWABLE, field: "name".to_owned() }],
        },
        DocumentError::MissingImage { form, name: "signature-1".to_owned() },
        DocumentError::NotAnImage { name: "signature-1".to_owned() },
        DocumentError::PageMarkTooLong { form },
        DocumentError::NotAPdf,
        DocumentError::NoSuchPage { page: 4, n_pages: 2 },
        DocumentError::ScaleTooLarge { page: 0 },
    ];
    let mut codes: Vec<&str> = errors.iter().map(|error| error.code()).collect();
    codes.dedup();
    assert_eq!(codes.len(), errors.len());
    for error in &errors {
        assert!(!error.remedy().is_empty() && !error.to_string().contains("操作失败"), "{error}");
    }
}

#[test]
fn hundred_prints_in_a_row_stay_quick() {
    let facts = crate::golden::risk_notice::sample();
    let mut slowest_ms = 0;
    for number in 0..100 {
        let mut facts = facts.clone();
        facts.client = format!("韩秀珍{number}");
        let began = Instant::now();
        press().render(risk_notice::FORM, &facts, &images(), Profile::Archive).unwrap();
        slowest_ms = slowest_ms.max(began.elapsed().as_millis());
    }
    assert!(slowest_ms < 5_000, "{slowest_ms} ms");
}

fn rendered() -> Pdf {
    press().render(check_in::FORM, &sample(), &images(), Profile::Archive).unwrap()
}
