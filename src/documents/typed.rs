//! The texts of a sheet's facts, field by field, and whether every picture they name is there.

use crate::documents::error::DocumentError;
use crate::documents::images::Images;
use crate::domain::sheet::FormNo;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every text under a key `image` names a picture.
pub(super) fn check_images(form: FormNo, facts: &Value, images: &Images) -> Result<(), DocumentError> {
    let mut missing = None;
    for_each_text(facts, &mut String::new(), &mut |field, text| {
        let is_image = field == "image" || field.ends_with(".image");
        if is_image && !images.contains(text) && missing.is_none() {
            missing = Some(text.to_owned());
        }
    });
    missing.map_or(Ok(()), |name| Err(DocumentError::MissingImage { form, name }))
}

/// Visits every text of the facts with the path of its field.
pub(super) fn for_each_text(value: &Value, field: &mut String, visit: &mut impl FnMut(&str, &str)) {
    let mut step = |name: &str, value: &Value, field: &mut String| {
        let length = field.len();
        if length > 0 {
            field.push('.');
        }
        field.push_str(name);
        for_each_text(value, field, visit);
        field.truncate(length);
    };
    match value {
        Value::String(text) => visit(field, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                step(&index.to_string(), item, field);
            }
        }
        Value::Object(map) => {
            for (name, item) in map {
                step(name, item, field);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every character that is drawn, once: a ledger has a million of a few hundred.
pub(super) fn characters(facts: &Value) -> BTreeSet<char> {
    // A bit for each.
    let mut seen = vec![0_u64; 0x11_0000 / 64];
    for_each_text(facts, &mut String::new(), &mut |_field, text| {
        for character in text.chars() {
            let code = character as usize;
            seen[code / 64] |= 1 << (code % 64);
        }
    });
    let words = seen.iter().zip(0_u32..).filter(|(word, _)| **word != 0);
    let codes = words
        .flat_map(|(word, n)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| n * 64 + bit));
    codes.filter_map(char::from_u32).filter(|character| !is_invisible(*character)).collect()
}

/// Line breaks, tabs, joiners and variation selectors need no glyph.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\n' | '\t' | '\r'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}
