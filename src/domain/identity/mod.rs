//! Identity documents, ages and civil capacity (GB 11643, 民法典 17–22, PI-31).
//!
//! A number that does not check is a warning, never a refusal: cards are worn and old numbers are wrong. The
//! region part is not judged. Nothing here panics, whatever was typed; no face, no fingerprint (PI-6).

use crate::domain::law::Dated;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use crate::domain::person::Sex;
use serde::Deserialize;
use serde::Serialize;

/// 证件类型 (glossary C); the names are ours, the official code table was not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdType {
    /// 居民身份证.
    ResidentId,
    /// 港澳台居民居住证.
    HkmoTwResidence,
    /// 外国人永久居留身份证, since 2023-12-01.
    #[serde(rename = "foreign_pr_2023")]
    ForeignPr2023,
    /// The former one, fifteen characters.
    ForeignPrOld,
    /// 港澳居民来往内地通行证.
    HkmoPermit,
    /// 台湾居民来往大陆通行证.
    TwPermit,
    /// 护照.
    Passport,
    /// 军官证、士兵证.
    MilitaryId,
    /// 户口簿, for minors.
    HouseholdBook,
    /// Any other; its name is written beside it.
    OtherId,
}

/// How a number of some type is built.
enum Form {
    /// Eighteen characters with birthday and check digit.
    CitizenNumber,
    /// A length, a first character, the rest digits.
    Simple { lengths: &'static [usize], starts: fn(char) -> bool, n_letters: usize },
    /// Whatever the document says.
    Free,
}

impl IdType {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 10] = [
        Self::ResidentId,
        Self::HouseholdBook,
        Self::HkmoTwResidence,
        Self::HkmoPermit,
        Self::TwPermit,
        Self::Passport,
        Self::MilitaryId,
        Self::ForeignPr2023,
        Self::ForeignPrOld,
        Self::OtherId,
    ];

    /// The name people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证",
            Self::HkmoTwResidence => "港澳台居民居住证",
            Self::ForeignPr2023 => "外国人永久居留身份证",
            Self::ForeignPrOld => "外国人永久居留证（旧版）",
            Self::HkmoPermit => "港澳居民来往内地通行证",
            Self::TwPermit => "台湾居民来往大陆通行证",
            Self::Passport => "护照",
            Self::MilitaryId => "军官证、士兵证",
            Self::HouseholdBook => "户口簿",
            Self::OtherId => "其他证件",
        }
    }

    const fn form(self) -> Form {
        match self {
            Self::ResidentId | Self::HkmoTwResidence | Self::HouseholdBook => Form::CitizenNumber,
            // The check digit of the new card was not verified, so only its form is judged.
            Self::ForeignPr2023 => Form::Simple { lengths: &[18], starts: |c| c == '9', n_letters: 0 },
            Self::ForeignPrOld => {
                Form::Simple { lengths: &[15], starts: |c| c.is_ascii_uppercase(), n_letters: 3 }
            }
            Self::HkmoPermit => {
                Form::Simple { lengths: &[9, 11], starts: |c| matches!(c, 'H' | 'M'), n_letters: 1 }
            }
            Self::TwPermit => Form::Simple { lengths: &[8], starts: |c| c.is_ascii_digit(), n_letters: 0 },
            Self::Passport | Self::MilitaryId | Self::OtherId => Form::Free,
        }
    }

    /// The birthday in the number, where the type has one there and it is a day.
    pub fn birthday(self, number: &str) -> Option<Day> {
        let number = normalise(number);
        matches!(self.form(), Form::CitizenNumber).then(|| citizen_birthday(&number))?
    }

    /// The sex in the number, where the type has one there.
    pub fn sex(self, number: &str) -> Option<Sex> {
        let number = normalise(number);
        let has_number = matches!(self.form(), Form::CitizenNumber) && number.len() == 18;
        let digit = has_number.then(|| number.as_bytes().get(16).copied())??;
        digit.is_ascii_digit().then_some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// What is wrong with a number, part by part; nothing for an empty one. Warnings only.
    pub fn faults(self, number: &str, today: Day) -> Vec<IdFault> {
        let number = normalise(number);
        if number.is_empty() {
            return Vec::new();
        }
        match self.form() {
            Form::Free => Vec::new(),
            Form::CitizenNumber => {
                let mut faults = citizen_faults(&number, today);
                if self == Self::HkmoTwResidence && !starts_with_any(&number, &["810000", "820000", "830000"])
                {
                    faults.push(IdFault::new(IdPart::Region, "地址码应为 810000、820000 或 830000"));
                }
                faults
            }
            Form::Simple { lengths, starts, n_letters } => simple_faults(&number, lengths, starts, n_letters),
        }
    }
}

/// Which part of a number a fault lies in; the first three are the groups 6 8 4 on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdPart {
    /// The first six: the region.
    Region,
    /// The next eight: the birthday.
    Birth,
    /// The last four: order and check digit.
    Tail,
    /// The whole number.
    Whole,
}

/// One thing that is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdFault {
    /// Where.
    pub part: IdPart,
    /// What, and what to do; it never repeats the number.
    pub say: String,
}

impl IdFault {
    fn new(part: IdPart, say: impl Into<String>) -> Self {
        Self { part, say: say.into() }
    }
}

/// A number as it is stored: no blanks or hyphens, half-width, `x` as `X`.
pub fn normalise(number: &str) -> String {
    let half_width = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    let kept = number.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != '-');
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// A number as it is shown: an eighteen-character one in groups of 6 8 4, others as they are.
pub fn grouped(number: &str) -> String {
    let number = normalise(number);
    match (number.len() == 18 && number.is_ascii(), number.get(..6), number.get(6..14), number.get(14..)) {
        (true, Some(region), Some(birth), Some(tail)) => format!("{region} {birth} {tail}"),
        _ => number,
    }
}

/// The check digit that belongs to the first seventeen digits (GB 11643), if they are digits.
pub fn check_digit(number: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let mut digits = number.chars();
    let mut sum = 0;
    for weight in WEIGHTS {
        sum += digits.next()?.to_digit(10)? * weight;
    }
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

/// Full years of age on a day; nothing before the birth.
///
/// A year is full on the birthday; who was born on 29 February is a year older on 1 March of other years.
pub fn age_on(born_on: Day, on: Day) -> Option<u32> {
    on.date().years_since(born_on.date())
}

/// 民事行为能力.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// 完全.
    Full,
    /// 限制.
    Limited,
    /// 无.
    Without,
}

impl Capacity {
    /// The name people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "完全民事行为能力",
            Self::Limited => "限制民事行为能力",
            Self::Without => "无民事行为能力",
        }
    }

    /// Whether a guardian or close relative must be there for a physical examination (GZ-25a).
    pub const fn needs_statutory_witness(self) -> bool {
        !matches!(self, Self::Full)
    }
}

/// Concludes civil capacity from age and what was established beside it (民法典 17–22); unknown without an age.
///
/// `own_income` counts between 16 and 18 only, and only with what it rests on. A declared incapacity wins.
pub fn capacity(
    age: Option<u32>,
    own_income: Option<&str>,
    declared_incapable: Option<&str>,
) -> Option<Capacity> {
    let is_said = |basis: Option<&str>| basis.is_some_and(|text| !text.trim().is_empty());
    if is_said(declared_incapable) {
        return Some(Capacity::Without);
    }
    let age = age?;
    let limit = |number: &Dated<u16>| u32::from(number.newest());
    let earns = is_said(own_income) && age >= limit(&numbers::AGE_OF_OWN_EARNINGS);
    Some(if age < limit(&numbers::AGE_OF_LIMITED_CAPACITY) {
        Capacity::Without
    } else if earns || age >= limit(&numbers::AGE_OF_MAJORITY) {
        Capacity::Full
    } else {
        Capacity::Limited
    })
}

/// Whether a guardian consents to the use of personal data in place of a person of this age (PI-31).
pub fn guardian_consents(age: u32) -> bool {
    age < u32::from(numbers::AGE_OF_DATA_CONSENT.newest())
}

fn citizen_birthday(number: &str) -> Option<Day> {
    if number.len() != 18 {
        return None;
    }
    let birth = number.get(6..14).filter(|birth| birth.bytes().all(|b| b.is_ascii_digit()))?;
    let (year, month, day) = (birth.get(..4)?, birth.get(4..6)?, birth.get(6..)?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn citizen_faults(number: &str, today: Day) -> Vec<IdFault> {
    let n = number.chars().count();
    if n != 18 {
        return vec![IdFault::new(IdPart::Whole, format!("应为 18 位，现在是 {n} 位"))];
    }
    let well_formed = number.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || (i == 17 && b == b'X'));
    if !well_formed {
        return vec![IdFault::new(IdPart::Whole, "只能是数字，末位可以是 X")];
    }
    let mut faults = Vec::new();
    match citizen_birthday(number) {
        None => faults.push(IdFault::new(IdPart::Birth, "中间八位不是一个日期")),
        Some(birthday) if birthday > today => {
            faults.push(IdFault::new(IdPart::Birth, "出生日期晚于今天"));
        }
        Some(birthday) if birthday.year() < 1850 => {
            faults.push(IdFault::new(IdPart::Birth, "出生年份过早，请对照证件"));
        }
        Some(_) => {}
    }
    if check_digit(number) != number.chars().last() {
        faults.push(IdFault::new(IdPart::Tail, "校验位对不上，前面有一位抄错，请对照证件"));
    }
    faults
}

fn simple_faults(
    number: &str,
    lengths: &[usize],
    starts: fn(char) -> bool,
    n_letters: usize,
) -> Vec<IdFault> {
    let n = number.chars().count();
    if !lengths.contains(&n) {
        let expected = lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(" 或 ");
        return vec![IdFault::new(IdPart::Whole, format!("应为 {expected} 位，现在是 {n} 位"))];
    }
    let mut letters = number.chars();
    let head_fits = letters.by_ref().take(n_letters.max(1)).enumerate().all(|(i, c)| match (i, n_letters) {
        (0, 0) => starts(c) && c.is_ascii_digit(),
        (0, _) => starts(c),
        _ => c.is_ascii_uppercase(),
    });
    if head_fits && letters.all(|c| c.is_ascii_digit()) {
        Vec::new()
    } else {
        vec![IdFault::new(IdPart::Whole, "号码的格式与这种证件不符，请对照证件")]
    }
}

fn starts_with_any(number: &str, heads: &[&str]) -> bool {
    heads.iter().any(|head| number.starts_with(head))
}

#[cfg(test)]
mod tests;
