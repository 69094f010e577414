//! 脱敏: a text that goes out without a lawful ground for personal data names nobody (PI-13, F-32).
//!
//! Names that are known become 某甲, 某乙 …, the same person the same letter throughout; long numbers and number plates
//! are left out. What nobody told the program — a nickname, an address — stays: a person reads the sheet before it goes.

const LETTERS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const NUMBER: &str = "（号码略）";
const PLATE: &str = "（车牌略）";

/// People whose names must not be read.
#[derive(Clone, Debug, Default)]
pub struct Deidentifier {
    /// In the order they were told: the first is 某甲.
    names: Vec<String>,
}

impl Deidentifier {
    /// Adds a name; one that is known keeps its letter.
    pub fn add(&mut self, name: &str) {
        let name = name.trim();
        if name.chars().count() >= 2 && !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    /// Adds everybody of a list as people write it: 「宁远山（陪同人）、韩秀珍 付款人」; the name comes first.
    pub fn add_listed(&mut self, list: &str) {
        for entry in list.split(['、', '，', ',', '；', ';', '\n']) {
            let name = entry.trim_start().split(['（', '(', '：', ':', ' ', '\u{3000}']).next();
            self.add(name.unwrap_or_default());
        }
    }

    /// The text without names, long numbers and number plates.
    #[must_use]
    pub fn clean(&self, text: &str) -> String {
        let mut longest_first: Vec<usize> = (0..self.names.len()).collect();
        // A name that holds another one goes first: 「欧阳宁」 before 「阳宁」.
        longest_first.sort_by_key(|&at| std::cmp::Reverse(self.names[at].chars().count()));
        let named = longest_first
            .into_iter()
            .fold(text.to_owned(), |text, at| text.replace(&self.names[at], &letter(at)));
        without_plates(&without_numbers(&named))
    }
}

fn letter(at: usize) -> String {
    LETTERS.get(at).map_or_else(|| format!("某{}", at + 1), |letter| format!("某{letter}"))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Seven digits on end, or eleven in groups, are no date and no amount: identity documents, telephones, accounts.
fn without_numbers(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut clean = String::new();
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_number(&letters, at);
        let run = &letters[at..end];
        let n_digits = run.iter().filter(|c| is_digit(**c)).count();
        let longest = run.split(|c| !is_digit(*c)).map(<[char]>::len).max().unwrap_or(0);
        if longest >= 7 || n_digits >= 11 {
            clean.push_str(NUMBER);
            at = end + usize::from(matches!(letters.get(end), Some('X' | 'x')));
        } else if end > at {
            clean.extend(run);
            at = end;
        } else {
            clean.push(letters[at]);
            at += 1;
        }
    }
    clean
}

/// Where a number ends that begins here: groups of digits with one blank or stroke between.
fn end_of_number(letters: &[char], from: usize) -> usize {
    let mut end = from;
    loop {
        let digits = letters[end..].iter().take_while(|c| is_digit(**c)).count();
        if digits == 0 {
            return end;
        }
        end += digits;
        let goes_on =
            matches!(letters.get(end), Some('-' | ' ')) && letters.get(end + 1).is_some_and(|c| is_digit(*c));
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

/// 川A·12345, 沪AD12345.
fn without_plates(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut clean = String::new();
    let mut at = 0;
    while at < letters.len() {
        if let Some(end) = end_of_plate(&letters, at) {
            clean.push_str(PLATE);
            at = end;
        } else {
            clean.push(letters[at]);
            at += 1;
        }
    }
    clean
}

fn end_of_plate(letters: &[char], from: usize) -> Option<usize> {
    let is_plate = PROVINCES.contains(*letters.get(from)?) && letters.get(from + 1)?.is_ascii_uppercase();
    let from = from + 2 + usize::from(letters.get(from + 2) == Some(&'·'));
    let n = letters.get(from..)?.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    (is_plate && (5..=6).contains(&n)).then_some(from + n)
}

#[cfg(test)]
mod tests {
    use super::Deidentifier;

    fn check(list: &str, text: &str, expected: &str) {
        let mut people = Deidentifier::default();
        people.add_listed(list);
        assert_eq!(people.clean(text), expected);
    }

    #[test]
    fn a_person_is_the_same_letter_throughout() {
        check(
            "宁远山（陪同人）、韩秀珍 付款人",
            "宁远山带韩秀珍来，韩秀珍付款，宁远山离开",
            "某甲带某乙来，某乙付款，某甲离开",
        );
        check("阿不都热合曼·买买提", "见到阿不都热合曼·买买提", "见到某甲");
        check("阳宁、欧阳宁", "欧阳宁和阳宁", "某乙和某甲");
        check("男", "一名男子", "一名男子");
    }

    #[test]
    fn numbers_that_lead_to_somebody_are_left_out_and_dates_stay() {
        check("", "身份证 00000019900101001X。", "身份证 （号码略）。");
        check("", "电话 138-0000-0000 或 138 0000 0000", "电话 （号码略） 或 （号码略）");
        check("", "2026-11-24 下午收 3000 元，共 2 次", "2026-11-24 下午收 3000 元，共 2 次");
        check("", "开川A·12345 和沪AD12345 来", "开（车牌略） 和（车牌略） 来");
        check("", "川菜馆 A 座", "川菜馆 A 座");
    }

    #[test]
    fn a_long_list_goes_on_with_numbers() {
        let list: Vec<String> = (0..12)
            .map(|n| format!("路人{}", "一二三四五六七八九十仟佰".chars().nth(n).unwrap_or('零')))
            .collect();
        check(&list.join("、"), "路人仟、路人佰", "某11、某12");
    }
}
