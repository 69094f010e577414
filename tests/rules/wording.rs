//! The reviewed list of words: what must be stopped is, what only looks like it passes, and no word is idle.

use appraisal_desk::domain::wording::Guard;
use appraisal_desk::domain::wording::find;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    stopped: Vec<String>,
    passes: Vec<String>,
}

fn cases() -> BTreeMap<String, Cases> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules/wording/cases.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_sentence_is_stopped_or_passes_as_the_reviewer_wrote() {
    let cases = cases();
    let mut n_near_misses = 0;
    for guard in Guard::ALL {
        let Cases { stopped, passes } = &cases[guard.section()];
        for text in stopped {
            assert!(find(guard, text).is_some(), "{} 应拦：{text}", guard.about());
        }
        for text in passes {
            assert_eq!(find(guard, text), None, "{} 应放过：{text}", guard.about());
        }
        n_near_misses += passes.len();
    }
    assert_eq!(cases.len(), Guard::ALL.len());
    assert!(n_near_misses >= 60, "只有 {n_near_misses} 句放过的话");
}

#[test]
fn every_word_stops_some_sentence() {
    let cases = cases();
    for guard in Guard::ALL {
        let stopped = &cases[guard.section()].stopped;
        for word in guard.words() {
            let parts = word.split('#').collect::<Vec<_>>();
            let stands_in = |text: &String| {
                let plain = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                parts.iter().all(|part| plain.contains(part))
            };
            assert!(stopped.iter().any(stands_in), "{}：没有一句用到「{word}」", guard.about());
        }
    }
}

#[test]
fn a_word_says_the_same_in_every_spelling_of_spaces() {
    for guard in Guard::ALL {
        for text in &cases()[guard.section()].stopped {
            let spaced = text.chars().flat_map(|c| [c, '　']).collect::<String>();
            assert_eq!(find(guard, &spaced), find(guard, text), "{text}");
        }
    }
}
