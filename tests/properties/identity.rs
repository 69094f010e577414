//! Identity numbers: nothing that is typed can do harm, and every slip of one digit is found.

use appraisal_desk::domain::identity::IdPart;
use appraisal_desk::domain::identity::IdType;
use appraisal_desk::domain::identity::check_digit;
use appraisal_desk::domain::identity::grouped;
use appraisal_desk::domain::identity::normalise;
use appraisal_desk::domain::moment::Day;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::prop_assert;
use proptest::prelude::prop_assert_eq;
use proptest::proptest;

fn today() -> Day {
    Day::from_ymd(2026, 11, 24).expect("a day")
}

/// Whole invented numbers: no region, any day of the last ninety years, any order.
fn numbers() -> impl Strategy<Value = String> {
    (0_i64..32_000, 0_u16..1000).prop_map(|(days_ago, order)| {
        let born = today().plus_days(-days_ago).to_string().replace('-', "");
        let seventeen = format!("000000{born}{order:03}");
        let check = check_digit(&seventeen).expect("seventeen digits");
        format!("{seventeen}{check}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_nothing_breaks(text in "\\PC{0,40}") {
        for id_type in IdType::ALL {
            let faults = id_type.faults(&text, today());
            prop_assert!(faults.iter().all(|fault| !fault.say.is_empty()));
            prop_assert!(id_type.birthday(&text).is_none_or(|born| born.year() < 10_000));
            id_type.sex(&text);
        }
        check_digit(&text);
        prop_assert_eq!(normalise(&grouped(&text)), normalise(&text));
    }

    #[test]
    fn a_right_number_has_no_fault(number in numbers()) {
        prop_assert_eq!(IdType::ResidentId.faults(&number, today()), []);
        prop_assert!(IdType::ResidentId.birthday(&number).is_some_and(|born| born <= today()));
        prop_assert_eq!(normalise(&grouped(&number)), number);
    }

    #[test]
    fn one_wrong_digit_is_always_found(number in numbers(), at in 0_usize..17, add in 1_u32..10) {
        let slipped = number.char_indices().map(|(i, c)| match c.to_digit(10) {
            Some(digit) if i == at => char::from_digit((digit + add) % 10, 10).expect("a digit"),
            _ => c,
        });
        let slipped = slipped.collect::<String>();
        let parts = IdType::ResidentId.faults(&slipped, today());
        prop_assert!(parts.iter().any(|fault| fault.part == IdPart::Tail), "{}", slipped);
    }

    #[test]
    fn two_neighbours_swapped_are_found(number in numbers(), at in 0_usize..16) {
        let mut letters = number.chars().collect::<Vec<_>>();
        if letters[at] != letters[at + 1] {
            letters.swap(at, at + 1);
            let swapped = letters.into_iter().collect::<String>();
            prop_assert!(!IdType::ResidentId.faults(&swapped, today()).is_empty(), "{}", swapped);
        }
    }
}
