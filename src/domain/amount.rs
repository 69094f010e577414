//! Sums of money in fen: read what was typed, write it with thousands, write it out in 大写.
//!
//! 大写 follows 《支付结算办法》附一「正确填写票据和结算凭证的基本规定」: 整 after 元, nothing required after 角,
//! never after 分; a zero between figures is written once.

use std::fmt;

/// A sum in fen, the hundredth of a yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// Why a typed sum was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was typed.
    #[error("还没有填金额")]
    Empty,
    /// Something other than digits, one point and separators.
    #[error("只认数字和一个小数点")]
    NotANumber,
    /// More than two places after the point.
    #[error("最多写到分，小数点后两位")]
    TooFine,
    /// A hundred billion or more.
    #[error("数太大，请再看一眼")]
    TooLarge,
}

const LARGEST_YUAN: i64 = 99_999_999_999;

impl Fen {
    /// Reads `2600`, `2,600.00`, `２６００元`, `¥2600.5`.
    pub fn parse(typed: &str) -> Result<Self, AmountError> {
        let plain: String = typed
            .chars()
            .map(half_width)
            .filter(|c| !matches!(c, ',' | ' ' | '¥' | '￥' | '元' | '圆' | '，'))
            .collect();
        if plain.is_empty() {
            return Err(AmountError::Empty);
        }
        let (yuan, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if !digits(yuan) || !digits(fraction) || (yuan.is_empty() && fraction.is_empty()) {
            return Err(AmountError::NotANumber);
        }
        if fraction.len() > 2 {
            return Err(AmountError::TooFine);
        }
        let yuan: i64 =
            if yuan.is_empty() { 0 } else { yuan.parse().map_err(|_too_long| AmountError::TooLarge)? };
        if yuan > LARGEST_YUAN {
            return Err(AmountError::TooLarge);
        }
        let fen: i64 = format!("{fraction:0<2}").parse().map_err(|_not_digits| AmountError::NotANumber)?;
        Ok(Self(yuan * 100 + fen))
    }

    /// The sum in 大写: 「贰仟陆佰元整」.
    pub fn in_words(self) -> String {
        let sign = if self.0 < 0 { "负" } else { "" };
        let all = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (all / 100, all / 10 % 10, all % 10);
        let mut words = String::from(sign);
        if yuan > 0 || all == 0 {
            words.push_str(&yuan_in_words(yuan));
            words.push('元');
        }
        if jiao == 0 && fen == 0 {
            words.push('整');
            return words;
        }
        let gap = yuan > 0 && (jiao == 0 || yuan.is_multiple_of(10));
        if gap {
            words.push('零');
        }
        if jiao > 0 {
            words.push(figure(jiao));
            words.push('角');
        }
        if fen > 0 {
            words.push(figure(fen));
            words.push('分');
        }
        words
    }
}

impl fmt::Display for Fen {
    /// `2,600.00`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.unsigned_abs();
        let yuan = (all / 100).to_string();
        let mut grouped = String::new();
        for (at, digit) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{grouped}.{:02}", all % 100)
    }
}

/// Full-width digits and signs as the keyboard of an input method gives them, in their plain form.
pub fn half_width(c: char) -> char {
    match c {
        '。' => '.',
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn yuan_in_words(yuan: u64) -> String {
    let mut words = String::new();
    let mut zero_due = false;
    for (unit, size) in [("亿", 100_000_000), ("万", 10_000), ("", 1)] {
        let part = if size == 100_000_000 { yuan / size } else { yuan / size % 10_000 };
        if part == 0 {
            zero_due |= !words.is_empty();
            continue;
        }
        if !words.is_empty() && (zero_due || part < 1_000) {
            words.push('零');
        }
        words.push_str(&below_ten_thousand(part));
        words.push_str(unit);
        zero_due = false;
    }
    if words.is_empty() { "零".to_owned() } else { words }
}

fn below_ten_thousand(part: u64) -> String {
    let mut words = String::new();
    let mut zero_due = false;
    for (unit, size) in [("仟", 1_000), ("佰", 100), ("拾", 10), ("", 1)] {
        let digit = part / size % 10;
        if digit == 0 {
            zero_due |= !words.is_empty();
            continue;
        }
        if zero_due {
            words.push('零');
        }
        words.push(figure(digit));
        words.push_str(unit);
        zero_due = false;
    }
    words
}

fn figure(digit: u64) -> char {
    ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'][digit as usize % 10]
}

#[cfg(test)]
mod tests {
    use super::AmountError;
    use super::Fen;

    #[test]
    fn sums_are_written_out_as_the_bank_rules_show() {
        let check = |typed: &str, words: &str| {
            assert_eq!(Fen::parse(typed).map(Fen::in_words).as_deref(), Ok(words), "{typed}");
        };
        check("2600", "贰仟陆佰元整");
        check("0", "零元整");
        check("1409.50", "壹仟肆佰零玖元伍角");
        check("6007.14", "陆仟零柒元壹角肆分");
        check("1680.32", "壹仟陆佰捌拾元零叁角贰分");
        check("107000.53", "壹拾万柒仟元零伍角叁分");
        check("16409.02", "壹万陆仟肆佰零玖元零贰分");
        check("325.04", "叁佰贰拾伍元零肆分");
        check("0.5", "伍角");
        check("0.05", "伍分");
        check("10", "壹拾元整");
        check("10000", "壹万元整");
        check("10001", "壹万零壹元整");
        check("100100", "壹拾万零壹佰元整");
        check("1000000", "壹佰万元整");
        check("100000001", "壹亿零壹元整");
        check("120034000", "壹亿贰仟零叁万肆仟元整");
        check("200500000", "贰亿零伍拾万元整");
        check("99999999999", "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整");
    }

    #[test]
    fn typed_sums_are_read() {
        let check = |typed: &str, fen| assert_eq!(Fen::parse(typed), fen, "{typed}");
        check("2,600.00", Ok(Fen(260_000)));
        check("２６００元", Ok(Fen(260_000)));
        check("¥ 2600.5", Ok(Fen(260_050)));
        check(".5", Ok(Fen(50)));
        check("３．５", Ok(Fen(350)));
        check("", Err(AmountError::Empty));
        check("两千六", Err(AmountError::NotANumber));
        check("1.2.3", Err(AmountError::NotANumber));
        check("-5", Err(AmountError::NotANumber));
        check("1.234", Err(AmountError::TooFine));
        check("100000000000", Err(AmountError::TooLarge));
        check("99999999999999999999999", Err(AmountError::TooLarge));
    }

    #[test]
    fn sums_are_shown_with_thousands() {
        let check = |fen, shown: &str| assert_eq!(Fen(fen).to_string(), shown);
        check(260_000, "2,600.00");
        check(5, "0.05");
        check(100_000_000, "1,000,000.00");
        check(99_900, "999.00");
        check(-260_000, "-2,600.00");
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for fen in [0, 1, 99, 100, 101, 12_345, 99_999_999, 1_234_567_890] {
            assert_eq!(Fen::parse(&Fen(fen).to_string()), Ok(Fen(fen)));
        }
    }
}
