//! Blanks comments and literals out of Rust source, so that a word found is a word of the program.

/// Returns the source with every comment, string and character literal replaced by spaces; line breaks and
/// offsets stay.
pub fn code_only(source: &str) -> String {
    let bytes = source.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => end_of_line(bytes, at),
            b'/' if bytes[at..].starts_with(b"/*") => end_of_block(bytes, at),
            b'"' => end_of_string(bytes, at + 1),
            b'\'' => end_of_char(source, at),
            b'r' if !follows_a_word(bytes, at) => end_of_raw_string(bytes, at).unwrap_or(at + 1),
            _ => at + 1,
        };
        if end > at + 1 {
            out[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        at = end;
    }
    String::from_utf8(out).expect("whole literals were blanked")
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |n| at + n)
}

fn end_of_block(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut at) = (0_usize, at);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn end_of_string(bytes: &[u8], after_quote: usize) -> usize {
    let mut at = after_quote;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// `'a'` and `'\n'` are literals, `'a` is a lifetime.
fn end_of_char(source: &str, at: usize) -> usize {
    let rest = &source[at + 1..];
    let mut chars = rest.char_indices();
    match chars.next() {
        Some((_, '\\')) => rest[2..].find('\'').map_or(source.len(), |n| at + 1 + 2 + n + 1),
        Some(_) => match chars.next() {
            Some((n, '\'')) => at + 1 + n + 1,
            _ => at + 1,
        },
        None => at + 1,
    }
}

/// The end of `r"…"` or `r#"…"#`; `None` for a raw identifier or a word that begins with r.
fn end_of_raw_string(bytes: &[u8], at: usize) -> Option<usize> {
    let n_hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    let open = at + 1 + n_hashes;
    if bytes.get(open) != Some(&b'"') {
        return None;
    }
    let mut close = vec![b'"'];
    close.resize(1 + n_hashes, b'#');
    let inside = &bytes[open + 1..];
    let n = inside.windows(close.len()).position(|window| window == close);
    Some(n.map_or(bytes.len(), |n| open + 1 + n + close.len()))
}

/// Whether the byte before belongs to a word; `b` alone is the mark of a byte string.
fn follows_a_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    match at.checked_sub(1) {
        Some(before) if bytes[before] == b'b' => before.checked_sub(1).is_some_and(is_word),
        Some(before) => is_word(before),
        None => false,
    }
}

#[test]
fn comments_and_literals_are_blanked() {
    let check = |source: &str, expected: &str| {
        let got = code_only(source);
        assert_eq!(got.len(), source.len());
        assert_eq!(got.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{source}");
    };
    check("use a; // use b;\nuse c;", "use a; use c;");
    check("a /* b /* c */ d */ e", "a e");
    check(r#"say("到场 \" crate::x", b"y")"#, "say( , b )");
    check("r#\"raw \" quote\"# after", "after");
    check("br\"bytes\" after", "b after");
    check("r#type other", "r#type other");
    check("fn f<'a>(c: &'a str) -> char { 'x' }", "fn f<'a>(c: &'a str) -> char { }");
    check(r"let q = '\''; let u = '\u{4e00}'; z", "let q = ; let u = ; z");
    check("let h = '汉'; for_r \"s\"", "let h = ; for_r");
}
