//! Text as Windows reads it.

/// UTF-16 with a zero at its end; text ends at the first zero it has of its own.
pub fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().take_while(|unit| *unit != 0).chain([0]).collect()
}
