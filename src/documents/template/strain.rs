//! Facts that put a template to the test: the sample of the form with everything left out, and with everything too
//! long. Only facts that the form itself can read count, so that dates stay dates and choices stay choices.

use crate::documents::samples::Sample;
use serde_json::Value;
use std::collections::BTreeSet;

/// Rows of a list that was made long, and of a list within a row of one.
const MANY: usize = 12;
const SOME: usize = 2;

/// What would break a template that took text for markup.
const MARKUP: &str =
    r##"#emph[x] *b* $y$ <a> #read("x") \ "q" 'q' @a // /* `raw` _u_ = h - i + j ~ -- [k] {l}"##;
/// A name of sixty characters.
const LONG_NAME: &str = "阿不都热合曼·买买提明·伊斯拉木江阿不都热合曼·买买提明·伊斯拉木江阿不都热合曼·买买提明·伊斯拉木江阿不都热合曼·买买";

/// The sample with every text, list and option left out that may be.
pub(super) fn empty(sample: &Sample) -> Value {
    strained(sample, &|value| match value {
        Value::Object(_) => vec![Value::Null],
        Value::Array(items) if !items.is_empty() => vec![Value::Null, Value::Array(Vec::new())],
        Value::String(text) if !text.is_empty() => vec![Value::Null, Value::String(String::new())],
        _ => Vec::new(),
    })
}

/// The sample with hostile texts and long lists.
pub(super) fn hostile(sample: &Sample) -> Value {
    let texts = strained(sample, &|value| match value {
        Value::String(text) if text.chars().count() > 12 => vec![Value::String(MARKUP.to_owned())],
        Value::String(_) => vec![Value::String(LONG_NAME.to_owned())],
        _ => Vec::new(),
    });
    lengthened(sample, texts)
}

/// Changes everything of one kind (a field, or a field of every row of a list) at a time, and keeps what can be read.
fn strained(sample: &Sample, changes: &dyn Fn(&Value) -> Vec<Value>) -> Value {
    let mut facts = sample.unsigned();
    let mut seen = BTreeSet::new();
    while let Some((kind, value)) = next_kind(&facts, &seen) {
        for change in changes(&value) {
            let mut changed = facts.clone();
            put(&mut changed, &mut String::new(), &kind, &change);
            if (sample.read)(&changed.to_string()).is_ok() {
                facts = changed;
                break;
            }
        }
        seen.insert(kind);
    }
    facts
}

fn lengthened(sample: &Sample, mut facts: Value) -> Value {
    let mut seen = BTreeSet::new();
    while let Some((kind, value)) = next_kind(&facts, &seen) {
        if let Value::Array(rows) = &value
            && !rows.is_empty()
        {
            let n_rows = if kind.contains("[]") { SOME } else { MANY };
            let many: Vec<Value> = rows.iter().cycle().take(n_rows.max(rows.len())).cloned().collect();
            let mut changed = facts.clone();
            put(&mut changed, &mut String::new(), &kind, &Value::Array(many));
            if (sample.read)(&changed.to_string()).is_ok() {
                facts = changed;
            }
        }
        seen.insert(kind);
    }
    facts
}

/// The first field, outermost first, of a kind that was not seen yet. Head and foot are the program's own.
fn next_kind(facts: &Value, seen: &BTreeSet<String>) -> Option<(String, Value)> {
    fn walk(value: &Value, kind: &str, seen: &BTreeSet<String>) -> Option<(String, Value)> {
        if !kind.is_empty() && !seen.contains(kind) {
            return Some((kind.to_owned(), value.clone()));
        }
        match value {
            Value::Object(fields) => fields
                .iter()
                .filter(|(name, _)| !(kind.is_empty() && *name == "head"))
                .find_map(|(name, field)| walk(field, &format!("{kind}.{name}"), seen)),
            Value::Array(items) => items.iter().find_map(|item| walk(item, &format!("{kind}[]"), seen)),
            _ => None,
        }
    }
    walk(facts, "", seen)
}

fn put(value: &mut Value, at: &mut String, kind: &str, change: &Value) {
    if at == kind {
        *value = change.clone();
        return;
    }
    let length = at.len();
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                at.push('.');
                at.push_str(name);
                put(field, at, kind, change);
                at.truncate(length);
            }
        }
        Value::Array(items) => {
            for item in items {
                at.push_str("[]");
                put(item, at, kind, change);
                at.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::LONG_NAME;
    use super::empty;
    use super::hostile;
    use crate::documents::samples::SAMPLES;
    use crate::documents::samples::sample;
    use crate::domain::sheet::FormNo;

    #[test]
    fn strained_facts_of_every_form_can_be_read_by_it() {
        assert_eq!(LONG_NAME.chars().count(), 60);
        for sample in SAMPLES {
            for facts in [empty(sample), hostile(sample)] {
                assert!((sample.read)(&facts.to_string()).is_ok(), "{}", sample.form);
            }
        }
    }

    #[test]
    fn nothing_is_left_and_everything_is_long() {
        let sample = sample(FormNo::F07).expect("a sample");
        let bare = empty(sample);
        assert_eq!(bare["matter"], "");
        assert_eq!(bare["attendees"].as_array().map(Vec::len), Some(0));
        let full = hostile(sample);
        assert!(full["matter"].as_str().is_some_and(|text| text.contains("#read(")));
        assert!(full["attendees"].as_array().is_some_and(|rows| rows.len() == super::MANY));
        assert_eq!(full["attendees"][0]["name"], LONG_NAME);
        assert_eq!(full["head"], bare["head"], "head and foot are the program's own");
    }
}
