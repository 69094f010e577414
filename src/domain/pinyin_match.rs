//! Finding a name by what is quickest to type: characters, full pinyin, initials, or a short form of them.
//!
//! Every reading of a character counts, surname readings included: 单 is found by `shan` and `dan`. A short
//! form may skip characters, as people do: `ajcx` finds 安江财产保险股份有限公司.

use super::amount::half_width;
use pinyin::ToPinyin as _;
use pinyin::ToPinyinMulti as _;

/// How well a name fits; better fits are smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name is what was typed.
    Whole,
    /// The name starts with the characters typed.
    Start,
    /// The characters typed stand somewhere in it.
    Inside,
    /// The pinyin or initials typed are those of its start.
    SoundsAtStart,
    /// The pinyin or initials typed are those of a run inside it.
    SoundsInside,
    /// The initials typed occur in this order, with gaps.
    ShortForm,
}

/// A name that fits, and which of its characters answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How well it fits.
    pub fit: Fit,
    /// Positions of the characters that answered, ascending.
    pub hits: Vec<usize>,
}

/// Says whether a name answers to what was typed. Nothing typed finds nothing.
pub fn find(typed: &str, name: &str) -> Option<Found> {
    let query: Vec<char> = typed
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .flat_map(char::to_lowercase)
        .collect();
    if query.is_empty() {
        return None;
    }
    let letters: Vec<char> = name.chars().map(half_width).flat_map(char::to_lowercase).collect();
    if let Some(found) = by_characters(&query, &letters) {
        return Some(found);
    }
    let readings: Vec<Vec<String>> = letters.iter().map(|&c| readings(c)).collect();
    let run = (0..letters.len()).find_map(|start| {
        let length = run_from(&query, &letters[start..], &readings[start..])?;
        Some((start, length))
    });
    if let Some((start, length)) = run {
        let fit = if start == 0 { Fit::SoundsAtStart } else { Fit::SoundsInside };
        return Some(Found { fit, hits: (start..start + length).collect() });
    }
    short_form(&query, &letters, &readings)
}

/// By what names are put in order: as they are read, a first character as a surname; what has no reading comes last.
pub fn sort_key(name: &str) -> String {
    let read = |(at, c): (usize, char)| match c.to_pinyin() {
        Some(_) if at == 0 => readings(c).swap_remove(0),
        Some(sound) => sound.plain().to_owned(),
        None if c.is_ascii() => c.to_lowercase().to_string(),
        None => format!("{{{c}"),
    };
    name.chars().enumerate().map(read).collect::<Vec<_>>().join(" ")
}

fn by_characters(query: &[char], letters: &[char]) -> Option<Found> {
    let start = letters.windows(query.len()).position(|window| window == query)?;
    let fit = match start {
        0 if letters.len() == query.len() => Fit::Whole,
        0 => Fit::Start,
        _ => Fit::Inside,
    };
    Some(Found { fit, hits: (start..start + query.len()).collect() })
}

/// How many characters, one after the other, the query spells; a last syllable may be cut short.
fn run_from(query: &[char], letters: &[char], readings: &[Vec<String>]) -> Option<usize> {
    if query.is_empty() {
        return Some(0);
    }
    let (&letter, rest) = letters.split_first()?;
    let (sounds, later) = readings.split_first()?;
    if letter == query[0]
        && let Some(more) = run_from(&query[1..], rest, later)
    {
        return Some(more + 1);
    }
    for sound in sounds {
        let common = sound.chars().zip(query).take_while(|(a, b)| a == *b).count();
        let whole = common == sound.chars().count();
        if common == query.len() {
            return Some(1);
        }
        if whole && let Some(more) = run_from(&query[common..], rest, later) {
            return Some(more + 1);
        }
        if common >= 1
            && let Some(more) = run_from(&query[1..], rest, later)
        {
            return Some(more + 1);
        }
    }
    None
}

/// Initials in order with gaps; the first must answer, so that one letter does not find everything.
fn short_form(query: &[char], letters: &[char], readings: &[Vec<String>]) -> Option<Found> {
    let answers =
        |at: usize, c: char| letters[at] == c || readings[at].iter().any(|sound| sound.starts_with(c));
    if query.len() < 2 || letters.is_empty() || !answers(0, query[0]) {
        return None;
    }
    let mut hits = vec![0];
    for &c in &query[1..] {
        let from = hits.last().map_or(0, |&last| last + 1);
        hits.push((from..letters.len()).find(|&at| answers(at, c))?);
    }
    Some(Found { fit: Fit::ShortForm, hits })
}

/// All readings of a character, `ü` as both `v` and `u`.
fn readings(c: char) -> Vec<String> {
    let mut sounds: Vec<String> = Vec::new();
    let mut add = |sound: &str| {
        for spelled in [sound.replace('ü', "v"), sound.replace('ü', "u")] {
            if !sounds.contains(&spelled) {
                sounds.push(spelled);
            }
        }
    };
    for (surname, sound) in SURNAMES {
        if *surname == c {
            add(sound);
        }
    }
    if let Some(multi) = c.to_pinyin_multi() {
        for sound in multi {
            add(sound.plain());
        }
    }
    sounds
}

/// Readings a character has only, or mostly, as a surname.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('朴', "piao"),
    ('尉', "yu"),
    ('万', "mo"),
    ('俟', "qi"),
    ('覃', "qin"),
    ('覃', "tan"),
    ('盖', "ge"),
    ('缪', "miao"),
    ('繁', "po"),
    ('逄', "pang"),
    ('员', "yun"),
    ('黑', "he"),
    ('秘', "bi"),
    ('冼', "xian"),
    ('洗', "xian"),
    ('解', "xie"),
    ('折', "she"),
    ('句', "gou"),
    ('种', "chong"),
    ('乐', "yue"),
    ('召', "shao"),
    ('翟', "zhai"),
    ('翟', "di"),
    ('曾', "zeng"),
    ('宓', "fu"),
    ('宓', "mi"),
    ('佴', "nai"),
    ('隗', "wei"),
    ('隗', "kui"),
    ('长', "zhang"),
    ('那', "na"),
    ('哈', "ha"),
    ('令', "ling"),
    ('祭', "zhai"),
    ('都', "du"),
    ('过', "guo"),
    ('和', "he"),
    ('谌', "chen"),
    ('谌', "shen"),
    ('郇', "xun"),
    ('郇', "huan"),
];

#[cfg(test)]
mod tests {
    use super::Fit;
    use super::find;

    #[test]
    fn names_are_put_in_order_as_they_are_read() {
        let mut names = ["周晓岚", "单于英", "邓秀兰", "Smith", "覃䶮", "安泽财险"];
        names.sort_by_cached_key(|name| super::sort_key(name));
        assert_eq!(names, ["安泽财险", "邓秀兰", "覃䶮", "Smith", "单于英", "周晓岚"]);
    }

    #[test]
    fn names_are_found_by_what_is_typed() {
        let check = |typed: &str, name: &str, fit: Fit, hits: &[usize]| {
            let found = find(typed, name).unwrap_or_else(|| panic!("{typed} does not find {name}"));
            assert_eq!((found.fit, found.hits.as_slice()), (fit, hits), "{typed} in {name}");
        };
        check("罗契", "罗契", Fit::Whole, &[0, 1]);
        check("罗", "罗启明", Fit::Start, &[0]);
        check("财险", "安泽财险", Fit::Inside, &[2, 3]);
        check("luo", "罗启明", Fit::SoundsAtStart, &[0]);
        check("luoqi", "罗启明", Fit::SoundsAtStart, &[0, 1]);
        check("luoqiming", "罗启明", Fit::SoundsAtStart, &[0, 1, 2]);
        check("luo qi", "罗启明", Fit::SoundsAtStart, &[0, 1]);
        check("lqm", "罗启明", Fit::SoundsAtStart, &[0, 1, 2]);
        check("lqim", "罗启明", Fit::SoundsAtStart, &[0, 1, 2]);
        check("qm", "罗启明", Fit::SoundsInside, &[1, 2]);
        check("ajcx", "安江财险", Fit::SoundsAtStart, &[0, 1, 2, 3]);
        check("ajcx", "安江财产保险股份有限公司", Fit::ShortForm, &[0, 1, 2, 5]);
        check("AJCX", "安江财险", Fit::SoundsAtStart, &[0, 1, 2, 3]);
        check("xi'an", "西安", Fit::SoundsAtStart, &[0, 1]);
        check("318", "临鉴 318", Fit::Inside, &[3, 4, 5]);
        check("lj318", "临鉴318", Fit::SoundsAtStart, &[0, 1, 2, 3, 4]);
        check("jh-22", "JH-2207-091", Fit::Start, &[0, 1, 2, 3, 4]);
        check("安江公司", "安江财产保险股份有限公司", Fit::ShortForm, &[0, 1, 10, 11]);
        check("lv", "吕梁", Fit::SoundsAtStart, &[0]);
        check("lu", "吕梁", Fit::SoundsAtStart, &[0]);
    }

    #[test]
    fn surnames_are_found_by_every_reading() {
        let check =
            |typed: &str, name: &str| assert!(find(typed, name).is_some(), "{typed} does not find {name}");
        for typed in ["shan", "dan", "shanxh", "dxh"] {
            check(typed, "单晓禾");
        }
        check("qiu", "仇小满");
        check("chou", "仇小满");
        check("ou", "区泽民");
        check("zha", "查文远");
        check("piao", "朴正一");
        check("qin", "覃龚");
        check("tan", "覃龚");
        check("zeng", "曾一鸣");
        check("xie", "解放军");
        check("moqi", "万俟春");
        check("yuchi", "尉迟恭");
        check("zhangsun", "长孙无忌");
        check("ge", "盖文");
    }

    #[test]
    fn what_does_not_answer_is_not_found() {
        let check = |typed: &str, name: &str| assert_eq!(find(typed, name), None, "{typed} finds {name}");
        check("", "罗契");
        check("  ", "罗契");
        check("w", "罗契");
        check("ajcx", "安泽财产保险股份有限公司");
        check("luox", "罗启明");
    }

    #[test]
    fn better_fits_come_first() {
        let mut fits: Vec<Fit> = ["安江财产保险股份有限公司", "安江财险", "新安江财险"]
            .iter()
            .filter_map(|name| Some(find("ajcx", name)?.fit))
            .collect();
        fits.sort();
        assert_eq!(fits, [Fit::SoundsAtStart, Fit::SoundsInside, Fit::ShortForm]);
    }
}
