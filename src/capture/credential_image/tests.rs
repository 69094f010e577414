//! What goes in, what comes out, and what is refused with which words.

use crate::capture::CaptureError;
use crate::capture::Pixels;
use crate::capture::Watermark;
use crate::capture::credential_image::clean_credential;
use crate::capture::credential_image::clean_photo;
use crate::capture::exif::tests::chunk;
use crate::capture::pixels_of;
use crate::capture::png_of;
use crate::domain::moment::Day;
use image::ExtendedColorType;
use image::ImageDecoder as _;
use image::ImageEncoder as _;
use image::ImageReader;
use image::Rgb;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use std::io::Cursor;

/// White, with a red square in the upper left corner.
fn card(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, y| if x < 40 && y < 40 { Rgb([200, 0, 0]) } else { Rgb([255, 255, 255]) },
    )
}

fn jpeg(image: &RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).expect("JPEG holds metadata");
    }
    encoder
        .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgb8)
        .expect("encoded");
    bytes
}

fn face() -> Vec<u8> {
    // The face of the window; any face with Chinese letters would do.
    let packed = include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf.zst");
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice()).expect("a face");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut decoder, &mut bytes).expect("unpacked");
    bytes
}

fn mark(face: &[u8]) -> Watermark<'_> {
    let on = Day::from_ymd(2026, 11, 24).expect("a day");
    Watermark { institution: "某某司法鉴定中心", case_no: "收2026-12", on, face }
}

#[test]
fn metadata_is_gone_the_picture_is_upright_and_the_moment_is_told() {
    let taken = "2026:11:24 14:03:21";
    let sideways = jpeg(&card(300, 200), Some(chunk(6, taken)));
    assert!(sideways.windows(taken.len()).any(|part| part == taken.as_bytes()));
    let clean = clean_photo(&sideways).expect("cleaned");
    assert_eq!((clean.width, clean.height), (200, 300));
    assert_eq!(clean.taken_at.expect("told").to_string(), "2026-11-24T14:03:21+08:00");
    let mut decoder = ImageReader::new(Cursor::new(&clean.jpeg))
        .with_guessed_format()
        .expect("read")
        .into_decoder()
        .expect("a picture");
    assert_eq!(decoder.exif_metadata().expect("read"), None);
    assert!(!clean.jpeg.windows(taken.len()).any(|part| part == taken.as_bytes()));
    let shown = pixels_of(&clean.jpeg, 1000).expect("decoded");
    let at = |x: u32, y: u32| shown.rgba[((y * shown.width + x) * 4) as usize..][..3].to_vec();
    assert!(at(190, 10)[1] < 60, "turned clockwise, the red corner is upper right: {:?}", at(190, 10));
    assert!(at(10, 10)[1] > 200);
    assert_eq!(clean_photo(&jpeg(&card(30, 20), None)).expect("cleaned").taken_at, None);
}

#[test]
fn the_watermark_covers_the_picture_and_leaves_it_readable() {
    let face = face();
    let source = jpeg(&card(3000, 1900), None);
    let clean = clean_credential(&source, &mark(&face)).expect("cleaned");
    assert_eq!((clean.width, clean.height), (2400, 1520));
    assert!(clean.thumbnail.len() <= 32 * 1024);
    let shown = pixels_of(&clean.jpeg, 2400).expect("decoded");
    let (columns, rows) = (8, 6);
    for tile in 0..columns * rows {
        let (x0, y0) = (tile % columns * (2400 / columns), tile / columns * (1520 / rows));
        let marked = (0..2400 / columns * (1520 / rows)).filter(|n| {
            let (x, y) = (x0 + n % (2400 / columns), y0 + n / (2400 / columns));
            (shown.rgba[((y * 2400 + x) * 4 + 1) as usize]) < 225
        });
        let share = marked.count() as f64 / f64::from(2400 / columns * (1520 / rows));
        assert!(share > 0.005 && share < 0.30, "tile {tile}: {share:.3} of it is marked");
    }
}

#[test]
fn the_text_of_the_watermark_is_there_once_as_a_whole_even_on_small_pictures() {
    let face = face();
    for (width, height) in [(200, 120), (120, 900), (64, 64), (1, 1)] {
        let clean = clean_credential(&jpeg(&card(width, height), None), &mark(&face)).expect("cleaned");
        assert_eq!((clean.width, clean.height), (width, height));
    }
    assert_eq!(mark(&face).text(), "仅供司法鉴定见证使用 · 某某司法鉴定中心 · 收2026-12 · 2026-11-24");
    let torn = clean_credential(&jpeg(&card(64, 64), None), &mark(b"no face"));
    assert!(matches!(torn, Err(CaptureError::NoFace)));
}

#[test]
fn the_clipboard_goes_the_same_way_and_clear_parts_become_white() {
    let pixels = Pixels { width: 2, height: 1, rgba: vec![10, 20, 30, 255, 10, 20, 30, 0] };
    let png = png_of(&pixels).expect("encoded");
    let shown = pixels_of(&png, 10).expect("decoded");
    assert_eq!(shown.rgba, [10, 20, 30, 255, 255, 255, 255, 255]);
    let short = Pixels { width: 2, height: 2, rgba: vec![0; 4] };
    assert!(matches!(png_of(&short), Err(CaptureError::NotAPicture)));
}

#[test]
fn what_will_not_do_is_refused_in_words() {
    let whole = jpeg(&card(300, 200), None);
    let check = |bytes: &[u8], code: &str| {
        let error = clean_photo(bytes).expect_err(code);
        assert_eq!(crate::domain::explain::Explain::code(&error), code, "{error}");
        assert!(error.to_string().ends_with("没有收存"), "{error}");
    };
    check(&vec![0xff; 41 * 1024 * 1024], "picture-file-too-big");
    check(b"\0\0\0\x18ftypheic\0\0\0\0", "picture-heic");
    check(b"%PDF-1.7", "picture-pdf");
    check(b"RIFF\0\0\0\0WEBPVP8 ", "picture-other-kind");
    check(b"GIF89a", "picture-other-kind");
    check("不是图片".as_bytes(), "picture-none");
    check(b"", "picture-empty");
    check(&whole[..20], "picture-damaged");
    // A header that promises 30000 × 30000 pixels.
    let mut bomb = png_of(&Pixels { width: 1, height: 1, rgba: vec![0; 4] }).expect("encoded");
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let crc = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    check(&bomb, "picture-too-many-pixels");
}

#[test]
fn no_cut_of_a_picture_makes_the_program_stop() {
    let whole = jpeg(&card(120, 80), Some(chunk(3, "2026:11:24 14:03:21")));
    for n in (0..whole.len()).step_by(7) {
        // Some decoders show what they have; either is fine, a panic is not.
        if let Ok(clean) = clean_photo(&whole[..n]) {
            assert_eq!((clean.width, clean.height), (120, 80));
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}
