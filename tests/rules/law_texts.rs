//! Every citation against the texts under `assets/law/`: verbatim words are there, accounts say they are.

use appraisal_desk::domain::law::Checked;
use appraisal_desk::domain::law::Citation;
use appraisal_desk::domain::law::Instrument;
use appraisal_desk::domain::law::acts;
use appraisal_desk::domain::law::general;
use appraisal_desk::domain::law::numbers;
use appraisal_desk::domain::law::provinces;
use appraisal_desk::domain::law::shanghai;
use appraisal_desk::domain::law::sichuan;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Line breaks and blanks of the originals are layout, not words.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn all() -> Vec<&'static Citation> {
    let named = [general::ALL, shanghai::ALL, sichuan::ALL, acts::ALL].into_iter().flatten().copied();
    let local = provinces::ALL.iter().flat_map(|pack| pack.rules).flat_map(|rule| rule.basis);
    named.chain(numbers::citations()).chain(local).collect()
}

/// Everything that says how a sheet reads: its template, and the text of the sheets that are compared.
fn papers() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut papers = Vec::new();
    for (folder, extension) in [("assets/templates", "typ"), ("tests/golden", "txt")] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            // The page of errors and the book of rules are no sheets.
            let is_paper = path.extension().is_some_and(|found| found == extension);
            if is_paper && path.file_stem().is_some_and(|stem| stem != "errors") {
                papers.push((path.display().to_string(), plain(&std::fs::read_to_string(&path).unwrap())));
            }
        }
    }
    papers
}

#[test]
fn what_was_not_checked_word_for_word_stands_on_no_sheet() {
    let papers = papers();
    assert!(papers.len() > 14, "{} papers", papers.len());
    for citation in all().into_iter().filter(|citation| citation.checked != Checked::Verbatim) {
        let words = plain(citation.words);
        for (paper, text) in &papers {
            assert!(!text.contains(&words), "{paper} prints {} as law: {words}", citation.cite());
        }
        assert_eq!(citation.printable_words(), None, "{}", citation.cite());
    }
}

/// Sheets cite by name and number; where they print words, these stand in the text we were given.
#[test]
fn verbatim_words_may_be_printed() {
    for citation in all().into_iter().filter(|citation| citation.checked == Checked::Verbatim) {
        assert_eq!(citation.printable_words(), Some(citation.words));
    }
}

#[test]
fn verbatim_words_stand_in_the_text() {
    let mut n_verbatim = 0;
    for citation in all().into_iter().filter(|citation| citation.checked == Checked::Verbatim) {
        let text = citation.instrument.text().expect("a text for verbatim words");
        assert!(plain(text).contains(&plain(citation.words)), "{}: {}", citation.cite(), citation.words);
        n_verbatim += 1;
    }
    assert!(n_verbatim > 60, "only {n_verbatim} verbatim citations");
}

#[test]
fn verbatim_words_are_only_claimed_of_the_two_texts_we_were_given() {
    for citation in all() {
        let was_given =
            matches!(citation.instrument, Instrument::ShanghaiNotice | Instrument::SichuanOpinion);
        assert_eq!(citation.checked == Checked::Verbatim, was_given, "{}", citation.cite());
    }
}

#[test]
fn a_text_that_is_an_account_says_so_and_holds_our_words() {
    for citation in all().into_iter().filter(|citation| citation.checked != Checked::Verbatim) {
        let Some(text) = citation.instrument.text() else { continue };
        assert!(text.starts_with("<!-- 本文件不是法规原文"), "{}", citation.cite());
        assert!(text.contains(citation.words), "{}: {}", citation.cite(), citation.words);
    }
}

#[test]
fn every_citation_says_something_and_no_two_instruments_share_a_name() {
    for citation in all() {
        assert!(!citation.words.trim().is_empty(), "{}", citation.cite());
    }
    let short = Instrument::ALL.map(Instrument::short_name).into_iter().collect::<BTreeSet<_>>();
    let slugs = Instrument::ALL.map(Instrument::slug).into_iter().collect::<BTreeSet<_>>();
    assert_eq!((short.len(), slugs.len()), (Instrument::ALL.len(), Instrument::ALL.len()));
}

#[test]
fn the_texts_given_to_us_are_whole() {
    let shanghai = plain(Instrument::ShanghaiNotice.text().expect("a text"));
    let sichuan = plain(Instrument::SichuanOpinion.text().expect("a text"));
    assert!(shanghai.contains("为贯彻落实《司法部办公厅") && shanghai.ends_with("2022年12月1日"));
    assert!(sichuan.contains("川司鉴协〔2022〕7号") && sichuan.ends_with("2022年7月29日印发"));
}
