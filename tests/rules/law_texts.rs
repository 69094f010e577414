//! Every citation against the texts under `assets/law/`: verbatim words are there, accounts say they are.

use appraisal_desk::domain::law::Checked;
use appraisal_desk::domain::law::Citation;
use appraisal_desk::domain::law::Instrument;
use appraisal_desk::domain::law::acts;
use appraisal_desk::domain::law::general;
use appraisal_desk::domain::law::numbers;
use appraisal_desk::domain::law::shanghai;
use appraisal_desk::domain::law::sichuan;
use std::collections::BTreeSet;

/// Line breaks and blanks of the originals are layout, not words.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn all() -> Vec<&'static Citation> {
    let named = [general::ALL, shanghai::ALL, sichuan::ALL, acts::ALL].into_iter().flatten().copied();
    named.chain(numbers::citations()).collect()
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
