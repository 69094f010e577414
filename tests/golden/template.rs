//! 文书模板: what an institution may choose about its paper, and the trial a template of its own must stand.

use crate::golden::Trial;
use crate::golden::press;
use crate::golden::squeezed;
use crate::golden::text_of;
use appraisal_desk::documents::engine::Engine;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::samples::SAMPLES;
use appraisal_desk::documents::samples::sample;
use appraisal_desk::documents::template::Look;
use appraisal_desk::documents::template::sentences_of;
use appraisal_desk::documents::template::stands;
use appraisal_desk::documents::template::texts::template_text;
use appraisal_desk::documents::test_page;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::template::FormStyle;
use appraisal_desk::domain::template::HalfMm;
use appraisal_desk::domain::template::Logo;
use appraisal_desk::domain::template::Margin;
use appraisal_desk::domain::template::Offset;
use appraisal_desk::domain::template::OwnTemplate;
use appraisal_desk::domain::template::Paper;
use appraisal_desk::domain::template::Seal;
use appraisal_desk::domain::template::offset_flaws;
use appraisal_desk::domain::template::paper_flaws;
use appraisal_desk::domain::template::sentence_flaws;
use image::ImageFormat;
use image::Rgba;
use image::RgbaImage;
use serde_json::Value;
use std::sync::Arc;

#[test]
fn every_template_of_the_program_stands_the_trial() {
    for &form in FormNo::ALL {
        let complaints = tried(form, template_text(form).1);
        assert!(complaints.is_empty(), "{form}: {complaints:#?}");
    }
}

#[test]
fn every_sheet_holds_with_everything_chosen() {
    let engine: &Engine = press();
    let chosen = chosen();
    assert_eq!(paper_flaws(&chosen.paper), []);
    assert_eq!(offset_flaws(&chosen.paper, chosen.form.offset), []);
    for sample in SAMPLES {
        let facts = unsigned(sample.form);
        let plain = engine.render(sample.form, &facts, &Images::new(), Profile::Archive).unwrap();
        let pdf = engine.render_as(&chosen, sample.form, &facts, &Images::new(), Profile::Archive).unwrap();
        assert_eq!(pdf.warnings, Vec::<String>::new(), "{}", sample.form);
        assert!(pdf.bytes != plain.bytes, "{}: nothing of it is seen", sample.form);
        assert!(pdf.n_pages <= plain.n_pages + 1, "{}: {} pages", sample.form, pdf.n_pages);
        assert_eq!(pdf.pen_boxes.len(), plain.pen_boxes.len(), "{}", sample.form);
        keep(sample.form.number(), &pdf);
    }
}

#[test]
fn what_is_not_chosen_changes_no_byte() {
    for form in [FormNo::F03, FormNo::F14, FormNo::F20] {
        let facts = unsigned(form);
        let plain = press().render(form, &facts, &Images::new(), Profile::Archive).unwrap();
        let look = Look { logo: Some(Arc::new(logo())), ..Look::default() };
        let pdf = press().render_as(&look, form, &facts, &Images::new(), Profile::Archive).unwrap();
        assert!(pdf.bytes == plain.bytes, "{form}");
        assert!(look.is_default() && look.chosen_lines().is_none());
    }
}

#[test]
fn everything_printed_moves_by_the_offset() {
    let facts = unsigned(FormNo::F07);
    let plain = press().render(FormNo::F07, &facts, &Images::new(), Profile::Archive).unwrap();
    let offset = Offset { right: HalfMm(5), down: HalfMm(-3) };
    let look = Look { form: FormStyle { offset, ..FormStyle::default() }, ..Look::default() };
    let moved = press().render_as(&look, FormNo::F07, &facts, &Images::new(), Profile::Archive).unwrap();
    assert_eq!(plain.n_pages, moved.n_pages);
    assert!(!plain.pen_boxes.is_empty());
    for (before, after) in plain.pen_boxes.iter().zip(&moved.pen_boxes) {
        // Tenths of a millimetre, rounded.
        let by = |n: usize| i32::from(after.at[n]) - i32::from(before.at[n]);
        assert!((24..=26).contains(&by(0)) && (24..=26).contains(&by(2)), "{before:?} {after:?}");
        assert!((-16..=-14).contains(&by(1)) && (-16..=-14).contains(&by(3)), "{before:?} {after:?}");
    }
}

#[test]
fn sentences_are_found_and_may_be_said_otherwise() {
    let several = [
        FormNo::F01,
        FormNo::F02,
        FormNo::F03,
        FormNo::F06,
        FormNo::F10,
        FormNo::F11,
        FormNo::F14,
        FormNo::F15,
        FormNo::F16,
        FormNo::F17,
        FormNo::F20,
        FormNo::F21,
        FormNo::F22,
        FormNo::F25,
        FormNo::F33,
        FormNo::F35,
    ];
    for form in several {
        let sentences = sentences_of(press(), form, &Look::default());
        assert!(!sentences.is_empty(), "{form}");
        for sentence in &sentences {
            assert_eq!(sentence_flaws(form, &sentence.id, &sentence.default), [], "{form} {}", sentence.id);
            assert!(sentence.default.chars().count() >= 4, "{form} {sentence:?}");
        }
        let mut look = Look::default();
        let own = |n: usize| format!("本机构第{n}句话。");
        for (n, sentence) in sentences.iter().enumerate() {
            look.form.wording.insert(sentence.id.clone(), own(n));
        }
        let pdf = styled(&look, form, &unsigned(form));
        let text = squeezed(&text_of(&pdf));
        let former = squeezed(&text_of(&styled(&Look::default(), form, &unsigned(form))));
        let mut n_shown = 0;
        for (n, sentence) in sentences.iter().enumerate() {
            // A sentence for other cases is on no page of the sample.
            if former.contains(&squeezed(&sentence.default)) {
                n_shown += 1;
                assert!(text.contains(&own(n)), "{form}: {} is not said otherwise", sentence.id);
                assert!(!text.contains(&squeezed(&sentence.default)), "{form}: {} still stands", sentence.id);
            }
        }
        assert!(n_shown > 0, "{form}");
    }
}

#[test]
fn sentences_of_other_cases_are_found_too() {
    let ids = |form| -> Vec<String> {
        sentences_of(press(), form, &Look::default()).into_iter().map(|sentence| sentence.id).collect()
    };
    for id in ["late-accepted", "late-pending", "joint"] {
        assert!(ids(FormNo::F15).contains(&id.to_owned()), "{id}: {:?}", ids(FormNo::F15));
    }
    for id in ["insurer-absent", "statutory-absent"] {
        assert!(ids(FormNo::F06).contains(&id.to_owned()), "{id}: {:?}", ids(FormNo::F06));
    }
    assert!(ids(FormNo::F14).contains(&"nothing-kept".to_owned()));
    assert_eq!(ids(FormNo::F20), ["statement-1", "statement-2", "statement-3", "statement-4"]);
    assert!(ids(FormNo::F07).is_empty(), "a record has no sentences of its own");
}

#[test]
fn a_sentence_of_the_institution_is_data() {
    let mut look = Look::default();
    let hostile = crate::golden::hostile();
    for sentence in sentences_of(press(), FormNo::F15, &look) {
        look.form.wording.insert(sentence.id, format!("{hostile}{{办法}}以后"));
    }
    let pdf = styled(&look, FormNo::F15, &unsigned(FormNo::F15));
    let text = squeezed(&text_of(&pdf));
    assert!(text.contains(&squeezed(r##"#read("x")"##)) && text.contains("*b*$y$"), "{text}");
    assert!(
        text.contains("补充以后") || text.contains("重新提取以后"),
        "the words of the case are put in: {text}"
    );
    look.form.wording.insert("copies".to_owned(), "一份\u{323AF}".to_owned());
    let refused =
        press().render_as(&look, FormNo::F15, &unsigned(FormNo::F15), &Images::new(), Profile::Archive);
    assert!(refused.err().unwrap().to_string().contains("U+323AF"));
}

#[test]
fn a_template_that_does_not_hold_is_refused_with_the_line() {
    let own = template_text(FormNo::F03).1;
    let changed = |from: &str, to: &str| {
        assert!(own.contains(from), "{from}");
        own.replacen(from, to, 1)
    };
    let cases: [(&str, String, &str); 17] = [
        ("nothing", String::new(), "文件是空的"),
        ("misspelt", changed("val(f.client)", "vall(f.client)"), "检查拼写"),
        ("open bracket", changed("#section([当事人选择])", "#section([当事人选择]"), "没有配对"),
        ("another file", changed("#import \"gb.typ\": *", "#import \"mine.typ\": *"), "只能用 gb.typ"),
        (
            "a package",
            changed("#import \"gb.typ\": *", "#import \"gb.typ\": *\n#import \"@preview/a:1.0.0\": b"),
            "只能用 gb.typ",
        ),
        (
            "a file of the disk",
            changed("#let f = facts", "#let f = facts\n#read(\"/etc/passwd\")"),
            "只能用 gb.typ",
        ),
        ("an unknown field", changed("f.subject", "f.subjekt"), "没有这个字段"),
        (
            "a font",
            changed("#let f = facts", "#let f = facts\n#set text(font: \"Comic Sans MS\")"),
            "body-face",
        ),
        ("recursion", changed("#let f = facts", "#let f = facts\n#let g(n) = g(n + 1)\n#g(0)"), "停不下来"),
        (
            "a loop",
            changed("#let f = facts", "#let f = facts\n#{ let n = 0; while n >= 0 { n += 1 } }"),
            "停不下来",
        ),
        (
            "no signature",
            changed(
                "sign(f.client_signs, height: 19mm,",
                "sign((..f.client_signs, note: \"免签\"), height: 19mm,",
            ),
            "一处也不能少",
        ),
        (
            "no head",
            own.replacen(
                "#show: official.with(subtitle: [（风险告知确认书）])",
                "#set text(font: body-face)",
                1,
            ),
            "没有页码二维码",
        ),
        ("no foot", changed("#let f = facts", "#let f = facts\n#set page(footer: none)"), "第x页 共y页"),
        ("no draft", changed("#let f = facts", "#let f = facts\n#set page(background: none)"), "「草稿」"),
        ("only full sheets", changed("val(f.matter)", "val(f.matter.clusters().first())"), "内容全空时"),
        ("a promise", changed("听明白一条勾一条", "本机构保证十级"), "川意见 三(一)"),
        ("no glyph", changed("听明白一条勾一条", "\u{323AF}"), "U+323AF"),
    ];
    for (what, text, expected) in cases {
        let complaints = tried(FormNo::F03, &text);
        let said = complaints.join("\n");
        assert!(said.contains(expected), "{what}: {said}");
        assert!(!said.contains("这一处排不出来"), "{what} deserves words of its own: {said}");
    }
    let misspelt = tried(FormNo::F03, &changed("val(f.client)", "vall(f.client)"));
    let line = own.lines().position(|line| line.contains("val(f.client)")).unwrap() + 1;
    assert!(misspelt[0].starts_with(&format!("第 {line} 行第 ")), "{misspelt:?}");
    // A mistake in the way gb.typ is used is found where it is used.
    let misused =
        tried(FormNo::F03, &changed("sign(f.client_signs, height: 19mm,", "sign(f.client, height: 19mm,"));
    assert!(misused[0].starts_with("第 "), "{misused:?}");
}

#[test]
fn the_specimen_mark_is_not_the_institutions_to_leave_out() {
    let own = template_text(FormNo::F20).1;
    assert!(own.contains("h(0.8em); specimen-mark"));
    let without = own.replace("h(0.8em); specimen-mark", "h(0.8em)");
    let said = tried(FormNo::F20, &without).join("\n");
    assert!(said.contains("「示范稿」"), "{said}");
}

#[test]
fn a_template_of_its_own_is_what_is_printed() {
    let own = template_text(FormNo::F35).1.replace("现承诺如下：", "郑重承诺：");
    let look = with(&own);
    assert_eq!(stands(press(), FormNo::F35, &look), []);
    let text = text_of(&styled(&look, FormNo::F35, &unsigned(FormNo::F35)));
    assert!(squeezed(&text).contains("郑重承诺："), "{text}");
    // The next sheet is the program's again: nothing is remembered.
    let text = text_of(&styled(&Look::default(), FormNo::F35, &unsigned(FormNo::F35)));
    assert!(!squeezed(&text).contains("郑重承诺"), "{text}");
    let kept = look.chosen_lines().unwrap();
    assert!(kept.contains("自有模板"), "{kept}");
}

#[test]
fn the_test_page_says_how_to_measure() {
    let facts = test_page::Facts {
        form: FormNo::F23,
        title: FormNo::F23.label().to_owned(),
        offset: "向右 2 毫米，向下 -1.5 毫米".to_owned(),
        made_at: "2026年11月24日 14时09分".to_owned(),
        made_on: [2026, 11, 24],
    };
    let offset = Offset { right: HalfMm(4), down: HalfMm(-3) };
    let look = Look { form: FormStyle { offset, ..FormStyle::default() }, ..Look::default() };
    let pdf = press().render_test_page(&facts, &look).unwrap();
    assert_eq!((pdf.n_pages, pdf.warnings.len()), (1, 0));
    let text = squeezed(&text_of(&pdf));
    for words in ["试印页", "F-23", "实际大小", "十字中心", "-1.5毫米"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    keep("test-page", &pdf);
}

fn tried(form: FormNo, text: &str) -> Vec<String> {
    stands(press(), form, &with(text)).iter().map(ToString::to_string).collect()
}

fn with(text: &str) -> Look {
    let own = OwnTemplate { text: text.to_owned(), sha256: "0".repeat(64) };
    Look { form: FormStyle { own: Some(own), ..FormStyle::default() }, ..Look::default() }
}

fn styled(look: &Look, form: FormNo, facts: &Value) -> Pdf {
    let pdf = press().render_as(look, form, facts, &Images::new(), Profile::Archive).unwrap();
    assert_eq!(pdf.warnings, Vec::<String>::new(), "{form}");
    pdf
}

/// Logo, ring, margins and offset at once.
fn chosen() -> Look {
    let logo_of = Logo {
        object: ObjectId::from_uuid(uuid::Uuid::nil()),
        sha256: "0".repeat(64),
        height: HalfMm::of_mm(12),
    };
    Look {
        paper: Paper {
            logo: Some(logo_of),
            seal: Seal { right: HalfMm::of_mm(-6), down: HalfMm::of_mm(3), ring: true },
            margin: Margin { left: HalfMm::of_mm(5), right: HalfMm::of_mm(-3) },
        },
        form: FormStyle {
            offset: Offset { right: HalfMm::of_mm(2), down: HalfMm::of_mm(-2) },
            ..FormStyle::default()
        },
        logo: Some(Arc::new(logo())),
    }
}

/// A sign with a see-through ground, wider than high.
fn logo() -> Vec<u8> {
    let mut picture = RgbaImage::new(240, 160);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (i64::from(x) - 120, i64::from(y) - 80);
        if dx * dx + dy * dy < 78 * 78 {
            *pixel = Rgba([20, 90, 110, 255]);
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn unsigned(form: FormNo) -> Value {
    let mut facts: Value = serde_json::from_str(sample(form).unwrap().json).unwrap();
    without_images(&mut facts);
    facts
}

fn without_images(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "image" { *value = Value::Null } else { without_images(value) }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_images),
        _ => {}
    }
}

fn keep(name: &str, pdf: &Pdf) {
    if let Some(out) = std::env::var_os("SHEETS_OUT") {
        std::fs::create_dir_all(&out).unwrap();
        std::fs::write(std::path::Path::new(&out).join(format!("styled-{name}.pdf")), &pdf.bytes).unwrap();
    }
}

/// The trial of a golden text keeps its promise for a styled sheet as well: the same bytes twice.
#[test]
fn the_same_choices_give_the_same_bytes() {
    let facts = unsigned(FormNo::F17);
    let chosen = chosen();
    assert!(styled(&chosen, FormNo::F17, &facts).bytes == styled(&chosen, FormNo::F17, &facts).bytes);
    Trial::of(FormNo::F17, &facts);
}
