//! Fields for numbers people know in groups: 公民身份号码 6 8 4, phone 3 4 4. Stored plain.

use super::field::Field;
use crate::domain::amount::half_width;

const IDENTITY: &[usize] = &[6, 8, 4];
const PHONE: &[usize] = &[3, 4, 4];

/// A field for a 公民身份号码, shown as 6 8 4. Full-width digits become plain when the keyboard leaves.
pub fn id_number<'a>(label: &'a str, number: &'a mut String) -> Field<'a> {
    Field::new(label, number).groups(IDENTITY).tidy(tidy_number)
}

/// A field for a phone number, shown as 3 4 4.
pub fn phone<'a>(label: &'a str, number: &'a mut String) -> Field<'a> {
    Field::new(label, number).groups(PHONE).tidy(tidy_number)
}

/// Full-width digits made plain, spaces and dashes gone, the check letter large.
pub fn tidy_number(typed: &str) -> String {
    typed
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—'))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tidy_number;

    #[test]
    fn numbers_are_put_in_order() {
        let check = |typed: &str, expected: &str| assert_eq!(tidy_number(typed), expected);
        check("000000 19910614 003x", "00000019910614003X");
        check("１３０ ００００ ０００１", "13000000001");
        check("130-0000-0001", "13000000001");
    }
}
