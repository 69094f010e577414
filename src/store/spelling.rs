//! How names are found: character by character, and by pinyin with every reading of the surname.
//!
//! The default reading of many surnames is wrong (单 曾 解 仇 查 尉迟 朴 区), so each reading of the surname gets a
//! key of its own, joined to the default reading of the given name; ü is kept both as v and as u.

use pinyin::ToPinyin as _;
use pinyin::ToPinyinMulti as _;
use std::collections::BTreeSet;

/// First letters: 「周某某」 is `zmm`.
pub(in crate::store) const INITIALS: i64 = 1;
/// Whole syllables: 「周某某」 is `zhoumoumou`.
pub(in crate::store) const SYLLABLES: i64 = 2;

/// Surnames of two characters; only these have their second character read as a surname too.
const DOUBLE_SURNAMES: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷",
    "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭",
    "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "西门",
];

/// Returns a name as it is indexed: no dots and blanks, one blank between characters, ASCII words whole.
pub(in crate::store) fn spaced(name: &str) -> String {
    let mut out = String::new();
    let mut in_word = false;
    for letter in name.chars().filter_map(narrow).filter(|letter| letter.is_alphanumeric()) {
        let part_of_word = letter.is_ascii();
        if !(out.is_empty() || part_of_word && in_word) {
            out.push(' ');
        }
        in_word = part_of_word;
        out.extend(letter.to_lowercase());
    }
    out
}

/// Returns the keys under which a name is found by its sound.
pub(in crate::store) fn pinyin_keys(name: &str) -> BTreeSet<(i64, String)> {
    let letters: Vec<char> = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let n_surname = if DOUBLE_SURNAMES.iter().any(|double| name.starts_with(double)) { 2 } else { 1 };
    let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
    for (i, letter) in letters.iter().enumerate() {
        let readings = if i < n_surname { all_readings(*letter) } else { default_reading(*letter) };
        if readings.is_empty() {
            continue;
        }
        spellings = spellings
            .iter()
            .flat_map(|spelling| {
                readings.iter().map(|reading| spelling.iter().cloned().chain([reading.clone()]).collect())
            })
            .collect();
    }
    let mut keys = BTreeSet::new();
    for spelling in spellings.iter().filter(|spelling| !spelling.is_empty()) {
        let whole = spelling.concat();
        keys.insert((INITIALS, spelling.iter().filter_map(|syllable| syllable.chars().next()).collect()));
        if whole.contains('ü') {
            keys.insert((SYLLABLES, whole.replace('ü', "v")));
        }
        keys.insert((SYLLABLES, whole.replace('ü', "u")));
    }
    keys
}

fn all_readings(letter: char) -> Vec<String> {
    let Some(multi) = letter.to_pinyin_multi() else { return default_reading(letter) };
    let readings: BTreeSet<String> = multi.into_iter().map(|reading| reading.plain().to_owned()).collect();
    readings.into_iter().collect()
}

fn default_reading(letter: char) -> Vec<String> {
    if letter.is_ascii_alphanumeric() {
        return vec![letter.to_ascii_lowercase().to_string()];
    }
    letter.to_pinyin().map(|reading| reading.plain().to_owned()).into_iter().collect()
}

/// Full-width letters and digits become the narrow ones that people type.
fn narrow(letter: char) -> Option<char> {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::INITIALS;
    use super::SYLLABLES;
    use super::pinyin_keys;
    use super::spaced;

    #[test]
    fn names_are_spaced_by_character_and_words_stay_whole() {
        let check = |name: &str, expected: &str| assert_eq!(spaced(name), expected, "{name}");
        check("张三丰", "张 三 丰");
        check("阿不都·热合曼", "阿 不 都 热 合 曼");
        check("王 小明", "王 小 明");
        check("Anna 李", "anna 李");
        check("ＡＢ保险", "ab 保 险");
    }

    #[test]
    fn surnames_are_found_under_every_reading() {
        let check = |name: &str, kind: i64, key: &str| {
            assert!(
                pinyin_keys(name).contains(&(kind, key.to_owned())),
                "{name} {key}: {:?}",
                pinyin_keys(name)
            );
        };
        check("单某", SYLLABLES, "shanmou");
        check("曾某某", SYLLABLES, "zengmoumou");
        check("仇某", INITIALS, "qm");
        check("尉迟某", SYLLABLES, "yuchimou");
        check("查某某", INITIALS, "zmm");
        check("吕某", SYLLABLES, "lvmou");
        check("吕某", SYLLABLES, "lumou");
        check("张三丰", SYLLABLES, "zhangsanfeng");
    }
}
