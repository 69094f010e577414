//! Every sheet with a full case, an empty one and a hostile one: no warning, the same bytes twice, the
//! right text, the right faces, PDF/A inside.
//!
//! `UPDATE_GOLDEN=1 cargo test golden` writes facts (`assets/samples/<noun>.json`) and text (`<noun>.txt`) anew;
//! `SHEETS_OUT=DIR` also leaves the PDF files in DIR, to be looked at.
#![expect(
    clippy::disallowed_methods,
    reason = "sheets of invented people are read back by poppler, from scratch files"
)]

mod appraisal_notice;
mod archiving;
mod booking;
mod check_in;
mod clue;
mod commission;
mod correction;
mod court;
mod court_pledge;
mod delivery;
mod dispute;
mod engine;
mod errors;
mod exchange;
mod expert_consultation;
mod extension;
mod interference;
mod interference_report;
mod internal_review;
mod joint_letter;
mod ledger;
mod licence_showing;
mod material;
mod material_return;
mod on_site_collection;
mod opinion;
mod privacy_consent;
mod process_record;
mod recording_consent;
mod recovery;
mod recusal;
mod rejection;
mod review;
mod risk_notice;
mod statistics;
mod supplement;
mod suspension;
mod template;
mod termination;
mod witness_notice;

use std::env;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use appraisal_desk::documents::engine::Engine;
use appraisal_desk::documents::engine::Fonts;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::sheet::PrintMark;
use appraisal_desk::documents::sheet::SheetHead;
use appraisal_desk::documents::sheet::SignatureFact;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::platform::fonts;
use chrono::NaiveDate;
use image::ImageFormat;
use image::Rgba;
use image::RgbaImage;
use serde::Serialize;

/// One sheet, rendered.
pub struct Trial {
    form: FormNo,
    pdf: Pdf,
    text: String,
}

impl Trial {
    /// Renders twice and checks what every sheet must keep.
    pub fn of(form: FormNo, facts: &impl Serialize) -> Self {
        let images = images();
        let pdf = press()
            .render(form, facts, &images, Profile::Archive)
            .unwrap_or_else(|error| panic!("{error}: {error:?}"));
        let again = press().render(form, facts, &images, Profile::Archive).unwrap();
        assert_eq!(pdf.warnings, Vec::<String>::new(), "{form}");
        assert!(pdf.bytes == again.bytes, "{form}: the same facts gave other bytes");
        let metadata = String::from_utf8_lossy(&pdf.bytes).into_owned();
        assert!(
            metadata.contains("pdfaid:part=\"2\"") || metadata.contains("<pdfaid:part>2</pdfaid:part>"),
            "{form}: no PDF/A part"
        );
        is_sound(form, &pdf);
        let text = text_of(&pdf);
        leave_a_copy(&pdf);
        Self { form, pdf, text }
    }

    pub fn has_pages(&self, expected: RangeInclusive<usize>) {
        assert!(expected.contains(&self.pdf.n_pages), "{}: {} pages", self.form, self.pdf.n_pages);
    }

    /// Spaces and line ends are layout: they are left out on both sides.
    pub fn says(&self, expected: &[&str]) {
        for sentence in expected {
            assert!(
                squeezed(&self.text).contains(&squeezed(sentence)),
                "{}: 「{sentence}」 is not in\n{}",
                self.form,
                self.text
            );
        }
    }

    pub fn never_says(&self, forbidden: &[&str]) {
        for sentence in forbidden {
            assert!(
                !squeezed(&self.text).contains(&squeezed(sentence)),
                "{}: 「{sentence}」 is in the sheet",
                self.form
            );
        }
    }

    /// The faces of the file, by the names of their families.
    pub fn embeds(&self, expected: &[&str]) {
        let file = Scratch::with(&self.pdf.bytes);
        let listed = run("pdffonts", &[&file.0]);
        for family in expected {
            assert!(listed.contains(family), "{}: {family} is not embedded\n{listed}", self.form);
        }
    }

    pub fn is_golden(&self, noun: &str, facts: &impl Serialize) {
        let house = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (samples, texts) = (house.join("assets/samples"), house.join("tests/golden"));
        let mut json = serde_json::to_string_pretty(facts).unwrap();
        json.push('\n');
        let kept = [
            (samples.join(noun).with_extension("json"), &json),
            (texts.join(noun).with_extension("txt"), &self.text),
        ];
        for (file, now) in kept {
            if env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&file, now).unwrap();
            }
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                kept.replace("\r\n", "\n") == *now,
                "{} differs; look at it, then UPDATE_GOLDEN=1",
                file.display()
            );
        }
    }
}

/// One engine for all tests: faces are unpacked once.
pub fn press() -> &'static Engine {
    static PRESS: OnceLock<Engine> = OnceLock::new();
    PRESS.get_or_init(|| Engine::new(Fonts::new(fonts::packed_faces(), fonts::faces_beside_program())))
}

pub fn head() -> SheetHead {
    let printed_at = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|day| day.and_hms_opt(11, 12, 7));
    SheetHead {
        case_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        no_label: None,
        institution: "蜀衡司法鉴定中心".to_owned(),
        pack: "四川".to_owned(),
        copy: "存档联".to_owned(),
        printed_at: printed_at.unwrap(),
        print_no: "第2次打印".to_owned(),
        version: "第1版".to_owned(),
        audit_head: "8f3a9c27d1e4".to_owned(),
        mark: PrintMark { case_key: "2026-00318".to_owned(), print_mark: "8f3a9c27d1e4".to_owned() },
        is_draft: false,
        is_specimen: false,
    }
}

/// The head of a sheet about an entry of a register.
pub fn of_entry(number: &str) -> SheetHead {
    SheetHead { case_no: number.to_owned(), no_label: Some("登记编号".to_owned()), ..head() }
}

pub fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

pub fn signed(role: &str, name: &str, at: &str) -> SignatureFact {
    let image = if name.chars().count().is_multiple_of(2) { "signature-2" } else { "signature-1" };
    let at = (!at.is_empty()).then(|| at.to_owned());
    SignatureFact {
        role: role.to_owned(),
        name: name.to_owned(),
        image: Some(image.to_owned()),
        note: None,
        at,
    }
}

pub fn unsigned(role: &str, name: &str) -> SignatureFact {
    SignatureFact { role: role.to_owned(), name: name.to_owned(), ..SignatureFact::default() }
}

/// Sixty characters, as a database of another office once held.
pub fn long_name() -> String {
    "阿不都热合曼·买买提明·伊斯拉木江".chars().cycle().take(60).collect()
}

/// A two-character name from beyond the basic plane.
pub fn rare_name() -> String {
    "𬭊𨭎".to_owned()
}

/// What would break a template that took text for markup.
pub fn hostile() -> String {
    r##"#emph[x] *b* $y$ <a> #read("x") \ "q" 'q' @a // /* `raw` _u_ = h - i + j ~ -- ... [k] {l}"##
        .to_owned()
}

/// Two drawn signatures: transparent PNG, as the pad makes them.
pub fn images() -> Images {
    let mut images = Images::new();
    for (name, turns) in [("signature-1", 3.0_f32), ("signature-2", 5.0)] {
        images.insert(name, drawn_signature(turns)).unwrap();
    }
    images
}

fn drawn_signature(turns: f32) -> Vec<u8> {
    let mut picture = RgbaImage::new(480, 160);
    for step in 0..6000_u16 {
        let part = f32::from(step) / 6000.0;
        let x = 20.0 + part * 430.0 + (part * turns * 9.0).sin() * 18.0;
        let y = 80.0 + (part * turns * std::f32::consts::TAU).sin() * 48.0 * (1.0 - part * 0.5);
        for (dx, dy) in (0..25).map(|n| (n % 5, n / 5)) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a point inside the picture"
            )]
            let (px, py) = (x as u32 + dx, y as u32 + dy);
            if px < 480 && py < 160 {
                picture.put_pixel(px, py, Rgba([24, 32, 60, 255]));
            }
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The text of a PDF, as another program reads it.
pub fn text_of(pdf: &Pdf) -> String {
    let file = Scratch::with(&pdf.bytes);
    let target = file.0.with_extension("txt");
    run("pdftotext", &[Path::new("-raw"), &file.0, &target]);
    let text = fs::read_to_string(&target).unwrap();
    fs::remove_file(&target).unwrap();
    text
}

/// Another program finds nothing broken in it, and every face inside.
fn is_sound(form: FormNo, pdf: &Pdf) {
    let file = Scratch::with(&pdf.bytes);
    run("qpdf", &[Path::new("--check"), &file.0]);
    // The columns before the object number: embedded, subset, with a map back to characters.
    for line in run("pdffonts", &[&file.0]).lines().skip(2) {
        assert!(line.contains(" yes yes yes"), "{form}: {line}");
    }
}

/// Leaves the file under the name of the test, for those who want to look at it.
fn leave_a_copy(pdf: &Pdf) {
    let Some(out) = env::var_os("SHEETS_OUT") else {
        return;
    };
    let name = thread::current().name().unwrap_or("sheet").replace("golden::", "").replace("::", "-");
    fs::create_dir_all(&out).unwrap();
    fs::write(Path::new(&out).join(format!("{name}.pdf")), &pdf.bytes).unwrap();
}

fn run(program: &str, arguments: &[&Path]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} is needed (Debian: poppler-utils, qpdf; packaging/test.sh installs it): {error}")
    });
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A file that is gone when the test is over.
struct Scratch(PathBuf);

impl Scratch {
    fn with(bytes: &[u8]) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let file = env::temp_dir().join(format!("appraisal-desk-{}-{number}.pdf", std::process::id()));
        fs::write(&file, bytes).unwrap();
        Self(file)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap_or_default();
    }
}
