//! What a password must be: long enough and not among the first ones somebody tries. No other rules.

/// What speaks against a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFlaw {
    /// It is too short.
    TooShort,
    /// It is among those tried first.
    Common,
    /// It repeats or counts.
    Pattern,
    /// It contains the login.
    ContainsLogin,
}

const MIN_LETTERS: usize = 10;

/// Beginnings of what is tried first; digits and signs at their ends do not count.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "zxcvbnm",
    "1qaz2wsx",
    "1q2w3e4r",
    "qazwsx",
    "admin",
    "administrator",
    "root",
    "woaini",
    "iloveyou",
    "5201314",
    "letmein",
    "welcome",
    "abcd",
    "abc",
    "sifajianding",
    "jianding",
    "jianzhengtai",
];

impl PasswordFlaw {
    /// Returns what a person reads.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TooShort => "密码至少 10 个字符，可以用一句话",
            Self::Common => "这个密码太常见，请换一个",
            Self::Pattern => "密码不能是重复或连续的字符",
            Self::ContainsLogin => "密码不能包含登录名",
        }
    }

    /// Looks at a password; none when it will do.
    #[must_use]
    pub fn of(password: &str, login: &str) -> Option<Self> {
        let letters: Vec<char> = password.chars().flat_map(char::to_lowercase).collect();
        let lower: String = letters.iter().collect();
        let login = login.trim().to_lowercase();
        let core =
            lower.trim_matches(|letter: char| letter.is_ascii_digit() || letter.is_ascii_punctuation());
        if letters.len() < MIN_LETTERS {
            Some(Self::TooShort)
        } else if login.chars().count() >= 3 && lower.contains(&login) {
            Some(Self::ContainsLogin)
        } else if is_pattern(&letters) {
            Some(Self::Pattern)
        } else if COMMON.contains(&core) || COMMON.contains(&lower.as_str()) {
            Some(Self::Common)
        } else {
            None
        }
    }
}

/// Whether all letters are the same, go up or down by one, or are a short piece said again and again.
fn is_pattern(letters: &[char]) -> bool {
    let steps = letters.windows(2).map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])));
    let steps: Vec<i64> = steps.collect();
    // From 9 the count goes on with 0.
    let counts = |step: i64| steps.iter().all(|found| *found == step || *found == -9 * step);
    let repeats =
        (1..=4).any(|n| letters.iter().zip(letters.iter().skip(n)).all(|(one, other)| one == other));
    counts(1) || counts(-1) || repeats
}

#[cfg(test)]
mod tests {
    use super::PasswordFlaw;

    #[test]
    fn short_common_and_counted_passwords_are_refused() {
        let check = |password: &str, expected: Option<PasswordFlaw>| {
            assert_eq!(PasswordFlaw::of(password, "zhoumou"), expected, "{password}");
        };
        check("短密码", Some(PasswordFlaw::TooShort));
        check("1234567890", Some(PasswordFlaw::Pattern));
        check("9876543210", Some(PasswordFlaw::Pattern));
        check("aaaaaaaaaaaa", Some(PasswordFlaw::Pattern));
        check("abcabcabcabc", Some(PasswordFlaw::Pattern));
        check("Password2026!", Some(PasswordFlaw::Common));
        check("xx-ZhouMou-2026", Some(PasswordFlaw::ContainsLogin));
        check("院子里有两棵枣树另一棵也是", None);
        check("correct horse battery", None);
    }
}
