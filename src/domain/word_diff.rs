//! What changed between two texts, word by word: for the versions of an opinion and the places a correction mends.
//!
//! Chinese is compared character by character, digits and Latin letters by the run, so that 「95」 against 「59」 is one
//! change and not two. Pure and total: what is kept and what is new give the new text, letter by letter.

/// A run of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Kept,
    Removed,
    Added,
}

/// Texts whose middle is longer than this (words times words) are shown as replaced whole.
const LARGEST_TABLE: usize = 4_000_000;

/// Compares two texts.
pub fn diff(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let n_head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[n_head..], &new[n_head..]);
    let n_tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let old_middle = &old_rest[..old_rest.len() - n_tail];
    let new_middle = &new_rest[..new_rest.len() - n_tail];
    let mut pieces = Pieces::default();
    pieces.all(Change::Kept, &old[..n_head]);
    middle(old_middle, new_middle, &mut pieces);
    pieces.all(Change::Kept, &old_rest[old_rest.len() - n_tail..]);
    pieces.0
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn all(&mut self, change: Change, words: &[&str]) {
        for word in words {
            self.push(change, word);
        }
    }

    fn push(&mut self, change: Change, word: &str) {
        match self.0.last_mut() {
            Some(piece) if piece.change == change => piece.text.push_str(word),
            _ => self.0.push(Piece { change, text: word.to_owned() }),
        }
    }
}

/// The longest common subsequence of what is left between the equal ends.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > LARGEST_TABLE {
        pieces.all(Change::Removed, old);
        pieces.all(Change::Added, new);
        return;
    }
    let width = new.len() + 1;
    // Invariant: lengths[i * width + j] is the length of the longest common part of old[i..] and new[j..].
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pieces.push(Change::Kept, old[i]);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            pieces.push(Change::Removed, old[i]);
            i += 1;
        } else {
            pieces.push(Change::Added, new[j]);
            j += 1;
        }
    }
    pieces.all(Change::Removed, &old[i..]);
    pieces.all(Change::Added, &new[j..]);
}

/// Runs of ASCII letters and digits, and every other character by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begin = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_joins = chars.peek().is_some_and(|(_, next)| joins(*next));
        if joins(c) && next_joins {
            continue;
        }
        let end = at + c.len_utf8();
        words.push(&text[begin..end]);
        begin = end;
    }
    words
}

fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.'
}

#[cfg(test)]
mod tests {
    use super::Change;
    use super::diff;

    fn side(before: &str, after: &str, left_out: Change) -> String {
        diff(before, after).into_iter().filter(|p| p.change != left_out).map(|p| p.text).collect()
    }

    fn check(before: &str, after: &str, expected: &str) {
        let marked: String = diff(before, after)
            .into_iter()
            .map(|piece| match piece.change {
                Change::Kept => piece.text,
                Change::Removed => format!("[-{}]", piece.text),
                Change::Added => format!("[+{}]", piece.text),
            })
            .collect();
        assert_eq!(marked, expected);
        assert_eq!(side(before, after, Change::Added), before);
        assert_eq!(side(before, after, Change::Removed), after);
    }

    #[test]
    fn a_number_changes_whole_and_a_character_by_itself() {
        check("左膝屈曲 95 度", "左膝屈曲 59 度", "左膝屈曲 [-95][+59] 度");
        check("周径 12.5 cm", "周径 12.6 cm", "周径 [-12.5][+12.6] cm");
        check("左股四头肌", "右股四头肌", "[-左][+右]股四头肌");
    }

    #[test]
    fn what_is_put_in_and_taken_out_is_told_apart() {
        check("", "新写的", "[+新写的]");
        check("删去的", "", "[-删去的]");
        check("甲乙丙", "甲丙丁", "甲[-乙]丙[+丁]");
        check("䶮㛃𬱖到场", "䶮㛃𬱖没有到场", "䶮㛃𬱖[+没有]到场");
        check("一样的话", "一样的话", "一样的话");
    }
}
