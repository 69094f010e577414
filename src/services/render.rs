//! A form without an office: typed facts as JSON in, the bytes of the sheet out. For institutions that word their
//! facts elsewhere, and for whoever wants to see a form before there is a case.
//!
//! Nothing is read or kept here: no number, no log, no mark. What is wrong is said field by field, with its path.

use crate::documents::engine::Profile;
use crate::documents::error::DocumentError;
use crate::documents::images::Images;
use crate::documents::samples::Sample;
use crate::documents::samples::sample;
use crate::domain::explain::Explain as _;
use crate::domain::sheet::FormNo;
use crate::platform::replace_file::replace_file;
use crate::services::error::ServiceError;
use crate::services::sheet::engine;
use serde_json::Value;
use serde_json::error::Category;
use std::path::Path;

/// A finished sheet.
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub n_pages: usize,
}

/// The sample of a form, as people can edit it: without signatures, which are pictures of their own.
pub fn sample_of(form: FormNo) -> Option<String> {
    let mut text = serde_json::to_string_pretty(&sample(form)?.unsigned()).ok()?;
    text.push('\n');
    Some(text)
}

/// Makes a sheet from facts and the pictures they name, or says in sentences what is wrong with them.
pub fn render(form: FormNo, json: &str, pictures: Vec<(String, Vec<u8>)>) -> Result<Rendered, Vec<String>> {
    let Some(sample) = sample(form) else { return Err(vec![format!("{form} 还不能由程序制作")]) };
    let facts = checked(sample, json)?;
    let mut images = Images::new();
    for (name, bytes) in pictures {
        images.insert(&name, bytes).map_err(|error| vec![error.to_string()])?;
    }
    match engine().render(form, &facts, &images, profile(&facts)) {
        Ok(pdf) => Ok(Rendered { bytes: pdf.bytes, n_pages: pdf.n_pages }),
        Err(DocumentError::MissingGlyphs { glyphs, .. }) => Err(glyphs
            .iter()
            .map(|glyph| {
                let code = u32::from(glyph.character);
                format!("{}：字体里没有「{}」（U+{code:04X}）", glyph.field, glyph.character)
            })
            .collect()),
        Err(error) => Err(vec![format!("{error}；{}", error.remedy())]),
    }
}

/// Writes a file as a whole.
pub fn save(place: &Path, bytes: &[u8]) -> Result<(), ServiceError> {
    replace_file(place, bytes).map_err(ServiceError::NotSaved)
}

/// Reads facts as the form has them; fields it does not know are mistakes, not extras.
fn checked(sample: &Sample, json: &str) -> Result<Value, Vec<String>> {
    let json = json.trim_start_matches('\u{feff}');
    let read = (sample.read)(json).map_err(|error| vec![complaint(json, &error)])?;
    let given: Value = serde_json::from_str(json).map_err(|error| vec![complaint(json, &error)])?;
    let mut unknown = Vec::new();
    find_unknown(&given, &read, &mut String::new(), &mut unknown);
    if unknown.is_empty() { Ok(read) } else { Err(unknown) }
}

fn find_unknown(given: &Value, read: &Value, path: &mut String, unknown: &mut Vec<String>) {
    let length = path.len();
    let mut step = |name: &str, given: &Value, read: Option<&Value>, path: &mut String| {
        if length > 0 {
            path.push('.');
        }
        path.push_str(name);
        match read {
            Some(read) => find_unknown(given, read, path, unknown),
            None if given.is_null() => {}
            None => unknown.push(format!("{path}：表里没有这个字段，检查拼写")),
        }
        path.truncate(length);
    };
    match (given, read) {
        (Value::Object(given), Value::Object(read)) => {
            for (name, value) in given {
                step(name, value, read.get(name), path);
            }
        }
        (Value::Array(given), Value::Array(read)) => {
            for (at, (value, read)) in given.iter().zip(read).enumerate() {
                step(&at.to_string(), value, Some(read), path);
            }
        }
        _ => {}
    }
}

/// What the reader said, in words, with the path of the field where it stopped.
fn complaint(json: &str, error: &serde_json::Error) -> String {
    let place = format!("第 {} 行第 {} 列", error.line(), error.column());
    if error.classify() != Category::Data {
        return format!("{place}：不是完好的 JSON，检查逗号、引号和括号");
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
    let mut path = path_at(json, error.line(), error.column());
    let words = if said.starts_with("missing field") {
        // The reader notices it at the end of the object that lacks it, behind the last field it has.
        let lacking = quoted(said);
        path = path.rsplit_once('.').map_or_else(String::new, |(object, _last)| object.to_owned());
        path = if path.is_empty() { lacking } else { format!("{path}.{lacking}") };
        "缺少这个字段".to_owned()
    } else if said.starts_with("unknown variant") {
        let known: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        format!("不能是「{}」，可以是 {}", quoted(said), known.join("、"))
    } else if let Some((_, expected)) = said.split_once(", expected ") {
        format!("应当写成{}", in_words(expected))
    } else {
        "值写得不对".to_owned()
    };
    format!("{path}（{place}）：{words}")
}

fn in_words(expected: &str) -> String {
    let words = match expected {
        "a string" | "a borrowed string" => "文字，两边有引号",
        "a boolean" => "true 或 false",
        "a sequence" => "清单，写在方括号里",
        "a map" => "一组字段，写在花括号里",
        "f32" | "f64" => "数字",
        other if other.starts_with("struct ") => "一组字段，写在花括号里",
        other if other.starts_with("an array of length") => "清单，项数和样本一样",
        other if matches!(other.chars().next(), Some('u' | 'i')) && other.len() <= 5 => "整数",
        _ => "样本里的样子",
    };
    words.to_owned()
}

/// The path of the field that is being read at a place of the text: 「attendees.0.name」.
fn path_at(json: &str, line: usize, column: usize) -> String {
    let mut open: Vec<Step> = Vec::new();
    let mut key = String::new();
    let (mut in_text, mut escaped) = (false, false);
    let mut at = (1, 0);
    for byte in json.bytes() {
        at = if byte == b'\n' { (at.0 + 1, 0) } else { (at.0, at.1 + 1) };
        if at >= (line, column) && !open.is_empty() && !in_text {
            break;
        }
        if in_text {
            match (escaped, byte) {
                (true, _) => escaped = false,
                (false, b'\\') => escaped = true,
                (false, b'"') => in_text = false,
                (false, other) => key.push(char::from(other)),
            }
            continue;
        }
        match byte {
            b'"' => {
                in_text = true;
                key.clear();
            }
            b':' => {
                if let Some(Step::Field(name)) = open.last_mut() {
                    name.clone_from(&key);
                }
            }
            b'{' => open.push(Step::Field(String::new())),
            b'[' => open.push(Step::Item(0)),
            b',' => {
                if let Some(Step::Item(n)) = open.last_mut() {
                    *n += 1;
                }
            }
            b'}' | b']' => {
                open.pop();
            }
            _ => {}
        }
    }
    let steps = open.into_iter().map(|step| match step {
        Step::Field(name) => name,
        Step::Item(n) => n.to_string(),
    });
    steps.filter(|step| !step.is_empty()).collect::<Vec<_>>().join(".")
}

/// A container that is open, and where in it one is.
enum Step {
    Field(String),
    Item(usize),
}

/// A ledger of hundreds of rows is written without structure, which would outweigh the text.
fn profile(facts: &Value) -> Profile {
    let is_long = facts.get("rows").and_then(Value::as_array).is_some_and(|rows| rows.len() > 400);
    if is_long { Profile::LongList } else { Profile::Archive }
}

#[cfg(test)]
mod tests {
    use super::checked;
    use super::sample_of;
    use crate::documents::samples::sample;
    use crate::domain::sheet::FormNo;

    fn complaints(change: impl Fn(String) -> String) -> String {
        let json = change(sample_of(FormNo::F16).expect("a sample"));
        let sample = sample(FormNo::F16).expect("a sample");
        checked(sample, &json).map_or_else(|said| said.join("\n"), |_| "fine".to_owned())
    }

    #[test]
    fn every_mistake_is_told_with_its_path() {
        assert_eq!(complaints(|text| text), "fine");
        for (from, to, expected) in [
            ("\"standing\"", "\"standnig\"", "account.standing"),
            ("\"unit\": \"个工作日\"", "\"unit\": 7", "account.unit（"),
            ("\"is_draft\": false", "\"is_draft\": \"no\"", "true 或 false"),
            ("\"basis\": [", "\"bases\": 1, \"basis\": [", "bases：表里没有这个字段"),
            ("\"counted\": \"1\"", "\"counted\": []", "account.days.1.counted（"),
            ("\"account\": {", "\"account\": {{", "不是完好的 JSON"),
        ] {
            let said = complaints(|text| {
                assert!(text.contains(from), "{from} is not in {text}");
                text.replacen(from, to, 1)
            });
            assert!(said.contains(expected), "{from} → {to}: {said}");
        }
    }
}
