//! Breaks the text of a cell into lines and sets them, for lists of thousands of rows: there the general layout of
//! Typst costs far more time and memory than the words.
//!
//! The rules are those of a narrow cell. A line may end beside any Chinese character and at a space; no closing mark
//! begins a line and no opening mark ends one; words and numbers in letters stay whole while they fit, and are cut
//! where they do not, so that nothing leaves the cell. There is no hyphen, no kerning, no justification.

use std::collections::HashMap;

use typst::layout::Abs;
use typst::layout::Em;
use typst::syntax::Span;
use typst::text::Font;
use typst::text::FontInstance;
use typst::text::FontVariant;
use typst::text::FontVariations;
use typst::text::Glyph;
use typst::text::Lang;
use typst::text::TextItem;
use typst::visualize::Color;
use typst::visualize::Paint;

/// A place where a line may end, seen by nobody.
const ZERO_WIDTH_SPACE: char = '\u{200b}';
/// Sets lines in one list of faces, best first.
pub(super) struct Composer {
    faces: Vec<FontInstance>,
    // By the number of the character: a ledger asks two million times for a few hundred.
    known: Vec<Known>,
    known_beyond: HashMap<char, Option<Type>>,
}

/// What is known of a character of the basic plane.
#[derive(Clone, Copy)]
enum Known {
    NotAsked,
    As(Option<Type>),
}

/// How a character is drawn.
#[derive(Clone, Copy)]
struct Type {
    face: usize,
    glyph: u16,
    /// In the size of the face.
    advance: f64,
}

impl Composer {
    pub(super) fn new<'a>(faces: impl Iterator<Item = &'a Font>, size: Abs) -> Self {
        let variant = FontVariant::default();
        let faces = faces.map(|face| face.clone().instantiate(variant, size, &FontVariations::default()));
        Self { faces: faces.collect(), known: vec![Known::NotAsked; 1 << 16], known_beyond: HashMap::new() }
    }

    /// Breaks a text into lines no wider than so many times the size of the face.
    pub(super) fn lines(&mut self, text: &str, room: f64) -> Vec<String> {
        break_lines(text, room, |character| self.advance(character))
    }

    /// How wide a line is, in sizes of the face.
    pub(super) fn width(&mut self, line: &str) -> f64 {
        line.chars().map(|character| self.advance(character)).sum()
    }

    /// Sets a line: runs of one face each, and where they begin.
    pub(super) fn set(&mut self, line: &str, size: Abs) -> Vec<(Abs, TextItem)> {
        let mut runs: Vec<(Abs, TextItem)> = Vec::new();
        let (mut x, mut text, mut last) = (0.0, String::new(), None);
        for character in line.chars() {
            let Some(drawn) = self.find(character) else { continue };
            if last != Some(drawn.face) {
                finish(&mut runs, &mut text);
                runs.push((Em::new(x).at(size), self.empty_run(drawn.face, size)));
                last = Some(drawn.face);
            }
            let from = u16::try_from(text.len()).unwrap_or(u16::MAX);
            text.push(character);
            let to = u16::try_from(text.len()).unwrap_or(u16::MAX);
            if let Some((_, run)) = runs.last_mut() {
                run.glyphs.push(Glyph {
                    id: drawn.glyph,
                    x_advance: Em::new(drawn.advance),
                    x_offset: Em::zero(),
                    y_advance: Em::zero(),
                    y_offset: Em::zero(),
                    range: from..to,
                    span: (Span::detached(), 0),
                });
            }
            x += drawn.advance;
        }
        finish(&mut runs, &mut text);
        runs
    }

    fn empty_run(&self, face: usize, size: Abs) -> TextItem {
        TextItem {
            font: self.faces[face].clone(),
            size,
            fill: Paint::Solid(Color::BLACK),
            stroke: None,
            lang: Lang::CHINESE,
            region: "cn".parse().ok(),
            text: String::new().into(),
            glyphs: Vec::new(),
        }
    }

    fn advance(&mut self, character: char) -> f64 {
        self.find(character).map_or(0.0, |drawn| drawn.advance)
    }

    /// How a character is drawn; none that nobody sees is.
    fn find(&mut self, character: char) -> Option<Type> {
        match self.known.get_mut(character as usize) {
            Some(Known::As(found)) => *found,
            Some(place) => {
                let found = look_up(&self.faces, character);
                *place = Known::As(found);
                found
            }
            None => {
                let faces = &self.faces;
                *self.known_beyond.entry(character).or_insert_with(|| look_up(faces, character))
            }
        }
    }
}

/// Asks the faces for a character, best first.
fn look_up(faces: &[FontInstance], character: char) -> Option<Type> {
    faces.iter().enumerate().find_map(|(face, font)| {
        let glyph = font.ttf().glyph_index(character).filter(|_| character != ZERO_WIDTH_SPACE)?;
        let advance = font.x_advance(glyph.0)?;
        Some(Type { face, glyph: glyph.0, advance: advance.get() })
    })
}

fn break_lines(text: &str, room: f64, mut advance: impl FnMut(char) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim().lines().map(str::trim) {
        let (mut begin, mut width) = (0, 0.0);
        // Where the line may end at the latest, and how wide it is there.
        let mut end: Option<(usize, f64)> = None;
        let mut before = None;
        for (at, character) in paragraph.char_indices() {
            if before.is_some_and(|before| may_part(before, character)) {
                end = Some((at, width));
            }
            let wide = advance(character);
            if width + wide > room && at > begin && character != ' ' {
                let (last, used) = end.take().unwrap_or((at, width));
                lines.push(shown(paragraph.get(begin..last).unwrap_or_default()));
                begin = last;
                width -= used;
            }
            width += wide;
            before = Some(character);
        }
        lines.push(shown(paragraph.get(begin..).unwrap_or_default()));
    }
    lines
}

/// Gives the last run its text.
fn finish(runs: &mut [(Abs, TextItem)], text: &mut String) {
    if let Some((_, run)) = runs.last_mut() {
        run.text = std::mem::take(text).into();
    }
}

/// A line as it is read: without the places where it might have ended.
fn shown(line: &str) -> String {
    line.trim_end().chars().filter(|character| *character != ZERO_WIDTH_SPACE).collect()
}

fn may_part(before: char, after: char) -> bool {
    let is_wide = |character: char| character > '\u{2e7f}';
    match (before, after) {
        (_, ' ') => false,
        (' ' | ZERO_WIDTH_SPACE, _) => true,
        _ => (is_wide(before) || is_wide(after)) && !ends_no_line(before) && !begins_no_line(after),
    }
}

/// 禁则.
const fn begins_no_line(character: char) -> bool {
    matches!(
        character,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '—'
            | '·'
            | '％'
            | '%'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
    )
}

/// 禁则.
const fn ends_no_line(character: char) -> bool {
    matches!(character, '（' | '「' | '『' | '【' | '〈' | '《' | '〔' | '“' | '‘' | '(' | '[' | '{')
}

#[cfg(test)]
mod tests {
    use super::break_lines;

    fn wide(character: char) -> f64 {
        match character {
            '\u{200b}' => 0.0,
            character if character.is_ascii() => 0.5,
            _ => 1.0,
        }
    }

    fn lines(text: &str, room: f64) -> Vec<String> {
        break_lines(text, room, wide)
    }

    #[test]
    fn lines_end_where_a_reader_expects_it() {
        assert_eq!(lines("右踝关节骨折致残程度鉴定", 6.0), ["右踝关节骨折", "致残程度鉴定"]);
        // A closing mark takes the character before it along, an opening one goes with what follows.
        assert_eq!(lines("交强险和交通、事故", 6.0), ["交强险和交", "通、事故"]);
        assert_eq!(lines("委托人某某（甲方", 6.0), ["委托人某某", "（甲方"]);
        // A date stays whole, and so does a word.
        assert_eq!(lines("收到 2026-11-02 原件", 6.0), ["收到", "2026-11-02", "原件"]);
        assert_eq!(lines("收到 2026-11-02 原件", 8.0), ["收到 2026-11-02", "原件"]);
        assert_eq!(lines("一行\n另一行\n", 9.0), ["一行", "另一行"]);
        assert_eq!(lines(" \n", 9.0), [""; 0]);
    }

    #[test]
    fn nothing_leaves_the_cell() {
        for text in
            [&"w".repeat(80), "（（（（（（（（（", "，，，，，，，，，，，", "a\u{200b}bcdefghijklmnopq"]
        {
            let broken = lines(text, 4.0);
            assert!(broken.len() > 1, "{text}");
            assert_eq!(broken.concat(), text.replace('\u{200b}', ""));
            assert!(broken.iter().all(|line| line.chars().map(wide).sum::<f64>() <= 4.0), "{broken:?}");
        }
    }
}
