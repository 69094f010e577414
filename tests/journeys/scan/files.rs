//! What comes from a scanner is not always a picture of one page: a PDF of many, a locked one, an empty file, a picture
//! as large as a wall, a page with two codes. Whatever it is, nothing is lost and the sentence says what to do.

use super::OTHER;
use super::filed;
use super::paper_of;
use super::print;
use super::scan_of;
use super::take_in;
use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::glass::GOOD;
use crate::support::glass::Glass;
use appraisal_desk::documents::volume::About;
use appraisal_desk::documents::volume::Piece;
use appraisal_desk::documents::volume::bind;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::evidence::Recorded;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetPrint;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::scan::End;
use appraisal_desk::services::scan::Taken;
use chrono::NaiveDate;
use std::path::Path;
use std::path::PathBuf;

struct Desk {
    office: TestOffice,
    tray: Tray,
    folder: TempFolder,
}

impl Desk {
    fn new() -> Self {
        let tray = Tray::called("前台");
        let office = OfficeBuilder::sichuan().printing_into(&tray).build();
        Self { office, tray, folder: TempFolder::new() }
    }

    fn case(&mut self) -> CaseId {
        self.case_about(Invented::SUBJECT)
    }

    fn case_about(&mut self, subject: Invented) -> CaseId {
        CaseAdder::joint().subject(subject).until(CaseState::Identified).add(&mut self.office)
    }

    fn prints(&mut self, case: CaseId, form: FormNo) -> (Recorded<SheetPrint>, Vec<u8>) {
        let row = print(&mut self.office, case, form);
        (row, self.tray.take().unwrap())
    }

    fn keeps(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let place = self.folder.join(name);
        replace_file(&place, bytes).unwrap();
        place
    }

    /// Takes every page of a file in.
    fn takes(&mut self, place: &Path) -> Vec<Taken> {
        let mut taken = vec![take_in(&mut self.office, place, 0)];
        for page in 1..taken[0].n_pages {
            taken.push(take_in(&mut self.office, place, page));
        }
        taken
    }

    fn unread(&mut self, name: &str, bytes: &[u8]) -> String {
        let place = self.keeps(name, bytes);
        let End::Unread { said, remedy } = take_in(&mut self.office, &place, 0).end else {
            panic!("{name} was read")
        };
        assert!(place.exists(), "{name} lies where it was");
        assert!(!remedy.is_empty());
        said
    }
}

/// A JPEG as scanners put into PDFs, and how the page is to be turned that holds it.
struct Page {
    jpeg: Vec<u8>,
    turned: u32,
}

fn page(paper: &crate::support::scanner::Paper, turns: u32, seed: u64) -> Page {
    let glass = Glass { turns, jpeg: Some(75), in_colour: seed.is_multiple_of(2), ..GOOD };
    Page { jpeg: paper.scanned(&glass, seed), turned: 0 }
}

/// A PDF of pictures, one a page, as a scanner writes it.
fn pdf_of(pages: &[Page]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 3 + 3 * n)).collect();
    objects
        .push(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).into_bytes());
    for (n, page) in pages.iter().enumerate() {
        let picture = image::load_from_memory(&page.jpeg).unwrap();
        let (wide, high) = (picture.width(), picture.height());
        let (points_wide, points_high) = (wide as f32 * 72.0 / 150.0, high as f32 * 72.0 / 150.0);
        let first = 3 + 3 * n;
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {points_wide} {points_high}] /Rotate {} /Contents {} 0 R \
                 /Resources << /XObject << /Im0 {} 0 R >> >> >>",
                page.turned,
                first + 1,
                first + 2
            )
            .into_bytes(),
        );
        objects.push(stream("", format!("q {points_wide} 0 0 {points_high} 0 0 cm /Im0 Do Q").as_bytes()));
        let colours = if picture.color().has_color() { "DeviceRGB" } else { "DeviceGray" };
        let said = format!(
            "/Type /XObject /Subtype /Image /Width {wide} /Height {high} /BitsPerComponent 8 /ColorSpace /{colours} \
             /Filter /DCTDecode "
        );
        objects.push(stream(&said, &page.jpeg));
    }
    file_of(&objects, "")
}

fn stream(said: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< {said}/Length {} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn file_of(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", n + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let n_all = objects.len() + 1;
    file.extend(
        format!("trailer\n<< /Size {n_all} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    file
}

#[test]
fn a_stack_in_one_pdf_goes_to_its_cases_and_sheets_page_by_page() {
    let mut desk = Desk::new();
    let (one, other) = (desk.case(), desk.case_about(OTHER));
    let (arrival, arrival_pdf) = desk.prints(one, FormNo::F07);
    let (list, list_pdf) = desk.prints(other, FormNo::F04);
    let paper =
        |row: &Recorded<SheetPrint>, pdf: &[u8], page, seed| paper_of(&row.body, pdf, page, &[], seed);
    let pages = [
        page(&paper(&arrival, &arrival_pdf, 2, 1), 0, 1),
        // This one was fed upside down, and the next is turned by the file itself.
        page(&paper(&list, &list_pdf, 1, 2), 2, 2),
        Page { turned: 90, ..page(&paper(&arrival, &arrival_pdf, 1, 3), 3, 3) },
    ];
    let stack = desk.keeps("stack.pdf", &pdf_of(&pages));
    let taken = desk.takes(&stack);
    assert_eq!(
        taken.iter().map(|taken| (taken.page, taken.n_pages)).collect::<Vec<_>>(),
        [(0, 3), (1, 3), (2, 3)]
    );
    let places: Vec<_> = taken
        .into_iter()
        .map(|taken| {
            let filed = filed(taken);
            assert_eq!(filed.unclear, []);
            assert_eq!(filed.blank, [], "{:?}", filed.at);
            (filed.at.sheet.case().unwrap(), filed.at.sheet.form, filed.at.page)
        })
        .collect();
    assert_eq!(places, [(one, FormNo::F07, 2), (other, FormNo::F04, 1), (one, FormNo::F07, 1)]);
    let again = desk.takes(&stack);
    assert!(again.iter().all(|taken| matches!(taken.end, End::Known(_))), "the same file again: {again:?}");
}

#[test]
fn a_pdf_of_pictures_and_of_drawn_pages_is_read_whole() {
    let mut desk = Desk::new();
    let case = desk.case();
    let (row, pdf) = desk.prints(case, FormNo::F07);
    let scanned = pdf_of(&[page(&paper_of(&row.body, &pdf, 1, &[], 5), 0, 5)]);
    let pieces = [Piece { pdf: &scanned, pages: 0..1 }, Piece { pdf: &pdf, pages: 1..2 }];
    let made_at = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(15, 0, 0).unwrap();
    let both =
        bind(&pieces, &[], &About { title: "扫描", institution: "甲", made_at, ident: "1" }, &mut |_| {
            true
        })
        .unwrap()
        .unwrap();
    let mixed = desk.keeps("mixed.pdf", &both.bytes);
    let [signed, drawn] = <[Taken; 2]>::try_from(desk.takes(&mixed)).unwrap().map(filed);
    assert!(signed.blank.is_empty() && signed.at.page == 1);
    assert_eq!(drawn.at.page, 2);
    let on_page = row.body.pen_boxes.iter().flatten().filter(|of| of.page == 2).count();
    assert_eq!(
        (drawn.blank.len(), drawn.completes),
        (on_page, false),
        "nobody signed what was never printed"
    );
}

#[test]
fn what_cannot_be_read_is_said_and_lies_where_it_was() {
    let mut desk = Desk::new();
    assert_eq!(desk.unread("empty.jpg", b""), "文件是空的，没有收存");
    assert_eq!(desk.unread("empty.pdf", b""), "文件是空的，没有收存");
    assert_eq!(desk.unread("cut.pdf", b"%PDF-1.7\n1 0 obj << /Type"), "这份文件不是完好的 PDF，无法显示");
    let id = "<00112233445566778899aabbccddeeff>";
    let secret = "0".repeat(64);
    let locked = file_of(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Count 0 /Kids [] >>".to_vec(),
            format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >>").into_bytes(),
        ],
        &format!("/Encrypt 3 0 R /ID [{id} {id}] "),
    );
    assert_eq!(desk.unread("locked.pdf", &locked), "这份 PDF 加了密码，打不开");
    // Twenty thousand pixels each way, of which the file holds none: it is refused before anything is unpacked.
    let said = desk.unread("wall.png", &wall());
    assert_eq!(said, "图片有 20000×20000 像素，超过 80 百万像素，没有收存");
    let page = Page { jpeg: small_jpeg(), turned: 0 };
    let text = String::from_utf8_lossy(&pdf_of(&[page])).into_owned();
    assert!(text.contains("/Width 20 /Height 20"));
    let page = Page { jpeg: small_jpeg(), turned: 0 };
    let huge = replaced(&pdf_of(&[page]), b"/Width 20 /Height 20", b"/Width 20000/Height 20000");
    let said = desk.unread("wall.pdf", &huge);
    assert_eq!(said, "第 1 页里的图片有 400 百万像素，太大了，没有打开");
}

#[test]
fn a_page_with_another_code_beside_ours_is_filed_and_two_pages_on_one_picture_wait() {
    let mut desk = Desk::new();
    let case = desk.case();
    let (row, pdf) = desk.prints(case, FormNo::F07);
    let mut paper = paper_of(&row.body, &pdf, 1, &[], 8);
    paper.code("https://example.org/pay?n=1", (30.0, 30.0));
    let both = desk.keeps("both.png", &paper.scanned(&GOOD, 8));
    assert_eq!(filed(take_in(&mut desk.office, &both, 0)).at.page, 1);
    let mut strange = paper_of(&row.body, &pdf, 1, &[], 9);
    strange.cover();
    strange.code("https://example.org/pay?n=2", (30.0, 30.0));
    let strange = desk.keeps("strange.png", &strange.scanned(&GOOD, 9));
    let end = take_in(&mut desk.office, &strange, 0).end;
    assert!(matches!(end, End::Stray { why: "上面的码不是本软件印的", .. }), "{end:?}");
    let two =
        desk.keeps("two.png", &beside(&scan_of(&row, &pdf, 1, &[], 1), &scan_of(&row, &pdf, 2, &[], 2)));
    let end = take_in(&mut desk.office, &two, 0).end;
    assert!(matches!(end, End::Stray { why: "一张图上有几页文书的码，请一页一页分开扫", .. }), "{end:?}");
}

#[test]
fn a_photo_of_something_else_waits_in_the_tray() {
    let mut desk = Desk::new();
    let photo = image::RgbImage::from_fn(900, 1200, |x, y| {
        let wave = ((x * x / 900 + y * 3) % 251) as u8;
        image::Rgb([wave, (y % 200) as u8, 255 - wave])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(photo).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let photo = desk.keeps("photo.jpg", &bytes.into_inner());
    let end = take_in(&mut desk.office, &photo, 0).end;
    assert!(matches!(end, End::Stray { why: "没有读到页码标识", .. }), "{end:?}");
    assert_eq!(take_in(&mut desk.office, &photo, 0).end, End::KnownStray);
}

/// Two pictures side by side, as a wide glass takes two pages at once.
fn beside(left: &[u8], right: &[u8]) -> Vec<u8> {
    let [left, right] = [left, right].map(|bytes| image::load_from_memory(bytes).unwrap().to_luma8());
    let mut both = image::GrayImage::new(left.width().max(right.width()), left.height() + right.height());
    image::imageops::replace(&mut both, &left, 0, 0);
    image::imageops::replace(&mut both, &right, 0, i64::from(left.height()));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageLuma8(both).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn small_jpeg() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let small = image::DynamicImage::ImageLuma8(image::GrayImage::new(20, 20));
    small.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A PNG that says it is huge.
fn wall() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let small = image::DynamicImage::ImageLuma8(image::GrayImage::new(20, 20));
    small.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    // The head of a PNG: length, "IHDR", width, height, five bytes, checksum.
    bytes[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The checksum of PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    })
}

/// Puts other words in the place of some; whoever reads the file finds its table of places anew.
fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = file.windows(from.len()).position(|part| part == from).unwrap();
    [&file[..at], to, &file[at + from.len()..]].concat()
}
