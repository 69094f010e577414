//! F-29 归档卷宗: the pages the office adds, full, empty, hostile; and sheets bound into one volume.

use appraisal_desk::documents::archiving::Entry;
use appraisal_desk::documents::archiving::FORM;
use appraisal_desk::documents::archiving::Facts;
use appraisal_desk::documents::archiving::Medium;
use appraisal_desk::documents::archiving::Part;
use appraisal_desk::documents::archiving::Sealed;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::documents::engine::Profile;
use appraisal_desk::documents::images::Images;
use appraisal_desk::documents::preview::page_count;
use appraisal_desk::documents::preview::page_rgba;
use appraisal_desk::documents::volume::About;
use appraisal_desk::documents::volume::Bookmark;
use appraisal_desk::documents::volume::Piece;
use appraisal_desk::documents::volume::bind;
use appraisal_desk::domain::archiving::VolumePart;
use appraisal_desk::domain::sheet::FormNo;
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::time::Duration;
use std::time::Instant;

use crate::golden::Scratch;
use crate::golden::Trial;
use crate::golden::court;
use crate::golden::extension;
use crate::golden::head;
use crate::golden::hostile;
use crate::golden::leave_a_copy;
use crate::golden::long_name;
use crate::golden::opinion;
use crate::golden::press;
use crate::golden::run;
use crate::golden::squeezed;
use crate::golden::text_of;
use crate::golden::texts;
use crate::golden::unsigned;

#[test]
fn sample_is_right_and_counts_the_pages_that_are_bound_in() {
    let trial = Trial::of(FORM, &sample());
    trial.is_golden("archiving", &sample());
    trial.has_pages(5..=5);
    // Cover and contents are two pages, so the first sheet begins on the third; the page of the sealed and two more
    // follow the eight bound in.
    trial.says(&["2026-临-7", "3—5", "6—10", "没有打印过", "13 页", "密封另存", "本卷共 13 页", "SHA-256"]);
    trial.says(&["密封件说明", "干2026-3", "密封另存 1 件，另有 1 件没有入卷"]);
}

#[test]
fn blank_sheet_leaves_room_for_the_pen() {
    let facts = Facts {
        parts: Vec::new(),
        sealed: Vec::new(),
        media: Vec::new(),
        remarks: Vec::new(),
        archive_no: String::new(),
        signatures: vec![unsigned("立卷人", ""), unsigned("检查人", "")],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(4..=4);
    trial.says(&["卷内目录", "备考表", "立卷人"]);
}

#[test]
fn hostile_sheet_holds() {
    let entry = Entry {
        title: hostile(),
        n_pages: 3,
        remark: hostile(),
        sha256: "8f3a9c27d1e4".to_owned(),
        is_sealed: false,
    };
    let sealed = Sealed { number: long_name(), title: hostile() };
    let part = Part { label: "委托书".to_owned(), entries: vec![entry; 150], note: hostile() };
    let medium =
        Medium { title: hostile(), taken: long_name(), sha256: "8f3a9c27d1e4".repeat(5), ..medium() };
    let facts = Facts {
        subject: long_name(),
        parts: vec![part],
        sealed: vec![sealed; 40],
        media: vec![medium; 300],
        ..sample()
    };
    let trial = Trial::of(FORM, &facts);
    trial.has_pages(20..=120);
    trial.says(&[&long_name(), r##"#read("x")"##]);
}

#[test]
fn sheets_are_bound_as_they_were_printed() {
    let pieces = [rendered(FormNo::F20, &opinion::sample()), rendered(FormNo::F28, &court::sample())];
    let volume = bound(&pieces);
    assert_eq!(volume.n_pages, pieces[0].n_pages + pieces[1].n_pages);
    assert_eq!(page_count(&volume.bytes).unwrap(), volume.n_pages);
    let mut apart = String::new();
    for piece in &pieces {
        apart.push_str(&text_of(piece));
    }
    assert_eq!(squeezed(&text_of(&volume)), squeezed(&apart), "every word stays");
    let last = volume.n_pages - 1;
    let (there, here) =
        (page_rgba(&volume.bytes, last, 1.0).unwrap(), page_rgba(&pieces[1].bytes, 0, 1.0).unwrap());
    assert!(there.rgba == here.rgba, "the page looks as it was printed");
    let said = String::from_utf8_lossy(&volume.bytes).into_owned();
    for mark in ["<pdfaid:part>2</pdfaid:part>", "/OutputIntents", "/Outlines", "/DestOutputProfile"] {
        assert!(said.contains(mark), "{mark}");
    }
    assert!(volume.bytes == bound(&pieces).bytes, "the same sheets gave other bytes");
    leave_a_copy(&volume);
}

#[test]
fn two_hundred_pages_are_bound_in_a_moment() {
    let account = extension::sample();
    let mut facts = account.clone();
    facts.account.days =
        (0..2000).map(|n| account.account.days[n % account.account.days.len()].clone()).collect();
    let long = rendered(FormNo::F16, &facts);
    let n = 200_usize.div_ceil(long.n_pages);
    let pieces: Vec<Pdf> = (0..n).map(|_| long.clone()).collect();
    let began = Instant::now();
    let volume = bound(&pieces);
    let took = began.elapsed();
    println!("{} pages of {} sheets, {} KB, {took:?}", volume.n_pages, n, volume.bytes.len() / 1024);
    assert!(volume.n_pages >= 200);
    assert!(took < Duration::from_secs(20), "{took:?}");
    let file = Scratch::with(&volume.bytes);
    let listed = run("pdfinfo", &[&file.0]);
    assert!(listed.contains(&format!("Pages:           {}", volume.n_pages)), "{listed}");
    leave_a_copy(&volume);
}

fn rendered(form: FormNo, facts: &impl serde::Serialize) -> Pdf {
    press().render(form, facts, &Images::new(), Profile::Archive).unwrap()
}

fn bound(pieces: &[Pdf]) -> Pdf {
    let mut page = 0;
    let mut marks = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        let mut title = String::new();
        write!(title, "第 {} 件", n + 1).unwrap();
        let under = vec![Bookmark { title: "下一级".to_owned(), page, under: Vec::new() }];
        marks.push(Bookmark { title, page, under });
        page += piece.n_pages;
    }
    let pieces: Vec<Piece<'_>> =
        pieces.iter().map(|one| Piece { pdf: &one.bytes, pages: 0..one.n_pages }).collect();
    let made_at = NaiveDate::from_ymd_opt(2026, 11, 26).and_then(|day| day.and_hms_opt(11, 12, 7)).unwrap();
    let about = About {
        title: "案卷 <1>", institution: "蜀衡司法鉴定中心", made_at, ident: "8f3a9c27d1e4"
    };
    bind(&pieces, &marks, &about, &mut |_| true).unwrap().unwrap()
}

fn medium() -> Medium {
    Medium {
        no: "影 1".to_owned(),
        title: "左膝内侧陈旧手术瘢痕\nDSC_0001.jpg".to_owned(),
        kind: "照片".to_owned(),
        size: "182 KB".to_owned(),
        taken: "陆怀瑾\n2026年11月24日 14时09分".to_owned(),
        sha256: "8f3a9c27d1e4b60a8f3a9c27d1e4b60a8f3a9c27d1e4b60a8f3a9c27d1e4b60a".to_owned(),
    }
}

pub fn sample() -> Facts {
    let mut head = head();
    head.is_specimen = true;
    let entry = |title: &str, n_pages: u32, remark: &str| Entry {
        title: title.to_owned(),
        n_pages,
        remark: remark.to_owned(),
        sha256: if n_pages == 0 { String::new() } else { "8f3a9c27d1e4".to_owned() },
        is_sealed: false,
    };
    let sealed = "F-12 干预执业活动记录表（干2026-3）";
    let part = |part: VolumePart, entries: Vec<Entry>, note: &str| Part {
        label: part.label().to_owned(),
        entries,
        note: note.to_owned(),
    };
    Facts {
        head,
        only_front: false,
        doc_no: "蜀衡司鉴中心[2026]临鉴字第318号".to_owned(),
        matter: "左膝损伤伤残等级鉴定".to_owned(),
        clients: "䶮㛃𬱖、安泽财产保险股份有限公司四川分公司".to_owned(),
        subject: "䶮㛃𬱖".to_owned(),
        appraisers: "陆怀瑾、程以宁".to_owned(),
        accepted_on: "2026年11月18日".to_owned(),
        closed_on: "2026年11月26日".to_owned(),
        conclusion: "未达到伤残等级".to_owned(),
        archive_no: "2026-临-7".to_owned(),
        box_no: "A-03".to_owned(),
        n_volumes: "1 卷".to_owned(),
        retention: "30 年".to_owned(),
        archived_on: "2026年12月1日".to_owned(),
        parts: vec![
            part(VolumePart::Commission, vec![entry("F-01 司法鉴定委托书", 3, "2026-11-18 第1次打印")], ""),
            part(VolumePart::Materials, Vec::new(), "纸质件在卷"),
            part(
                VolumePart::Record,
                vec![
                    entry("F-09 鉴定过程记录", 5, "2026-11-24 第2次打印"),
                    entry("F-16 延长鉴定时限告知书", 0, "没有打印过，没有入卷"),
                ],
                "",
            ),
            part(
                VolumePart::Interference,
                vec![Entry { is_sealed: true, ..entry(sealed, 0, "密封另存，见密封件说明") }],
                "",
            ),
        ],
        sealed: vec![Sealed { number: "干2026-3".to_owned(), title: sealed.to_owned() }],
        media: vec![medium()],
        remarks: texts(&["电子附件 6 件，归档时逐件读回核对，都完好。"]),
        signatures: vec![unsigned("立卷人", "鹿鸣岐"), unsigned("检查人", "")],
        basis: texts(&["川意见 三(二)"]),
    }
}
