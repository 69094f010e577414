//! The vectors of the glossary, with invented numbers of region 000000.

use super::Capacity;
use super::IdPart;
use super::IdType;
use super::age_on;
use super::capacity;
use super::check_digit;
use super::grouped;
use super::guardian_consents;
use super::normalise;
use crate::domain::moment::Day;
use crate::domain::person::Sex;

const ADULT: &str = "000000199001010018";
const CHILD: &str = "000000201906150023";
const ELDER: &str = "000000197512319990";
const STANDARD: &str = "11010519491231002X";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn today() -> Day {
    day("2026-11-24")
}

fn parts(id_type: IdType, number: &str) -> Vec<IdPart> {
    id_type.faults(number, today()).iter().map(|fault| fault.part).collect()
}

#[test]
fn numbers_that_check_are_taken_whatever_their_region() {
    for number in [ADULT, CHILD, ELDER, STANDARD, "440524188001010014"] {
        assert_eq!(parts(IdType::ResidentId, number), [], "{number}");
        assert_eq!(check_digit(number), number.chars().last(), "{number}");
    }
}

#[test]
fn any_other_last_digit_is_found_in_the_tail() {
    for last in "0123456789X".chars().filter(|c| *c != '8') {
        let number = format!("{}{last}", &ADULT[..17]);
        assert_eq!(parts(IdType::ResidentId, &number), [IdPart::Tail], "{number}");
    }
}

#[test]
fn a_wrong_group_is_named() {
    let no_day = format!("000000199002300{}", "018");
    assert!(parts(IdType::ResidentId, &no_day).contains(&IdPart::Birth));
    assert!(parts(IdType::ResidentId, "000000299001010018").contains(&IdPart::Birth));
    assert!(parts(IdType::ResidentId, "000000000101010018").contains(&IdPart::Birth));
    assert_eq!(parts(IdType::ResidentId, "00000019900101001"), [IdPart::Whole]);
    assert_eq!(parts(IdType::ResidentId, "00000019900101X018"), [IdPart::Whole]);
    assert_eq!(parts(IdType::ResidentId, "周000000199001010018"), [IdPart::Whole]);
    assert_eq!(parts(IdType::ResidentId, ""), []);
    assert_eq!(parts(IdType::HkmoTwResidence, ADULT), [IdPart::Region]);
}

#[test]
fn other_documents_are_judged_by_their_form() {
    for (id_type, number, fits) in [
        (IdType::HkmoPermit, "H12345678", true),
        (IdType::HkmoPermit, "m1234567890", true),
        (IdType::HkmoPermit, "K12345678", false),
        (IdType::TwPermit, "12345678", true),
        (IdType::TwPermit, "1234567A", false),
        (IdType::TwPermit, "A2345678", false),
        (IdType::ForeignPrOld, "USA123456789012", true),
        (IdType::ForeignPrOld, "U1A123456789012", false),
        (IdType::ForeignPr2023, "900000199001010018", true),
        (IdType::ForeignPr2023, "100000199001010018", false),
        (IdType::Passport, "随便", true),
    ] {
        assert_eq!(parts(id_type, number).is_empty(), fits, "{id_type:?} {number}");
    }
}

#[test]
fn a_number_is_stored_plain_and_shown_in_groups() {
    assert_eq!(normalise(" 110105 19491231-002ｘ "), STANDARD);
    assert_eq!(normalise("１１"), "11");
    assert_eq!(grouped(ADULT), "000000 19900101 0018");
    assert_eq!(grouped("H12345678"), "H12345678");
    assert_eq!(grouped("周周周周周周"), "周周周周周周");
}

#[test]
fn birthday_and_sex_are_read_where_the_number_has_them() {
    assert_eq!(IdType::ResidentId.birthday(ADULT), Some(day("1990-01-01")));
    assert_eq!(IdType::ResidentId.sex(ADULT), Some(Sex::Male));
    assert_eq!(IdType::ResidentId.sex(CHILD), Some(Sex::Female));
    assert_eq!(IdType::HouseholdBook.birthday(CHILD), Some(day("2019-06-15")));
    assert_eq!(IdType::Passport.birthday(ADULT), None);
    assert_eq!(IdType::Passport.sex(ADULT), None);
    assert_eq!(IdType::ResidentId.birthday("000000199002300018"), None);
}

#[test]
fn a_year_is_full_on_the_birthday() {
    let born = day("2008-11-24");
    assert_eq!(age_on(born, day("2026-11-23")), Some(17));
    assert_eq!(age_on(born, day("2026-11-24")), Some(18));
    assert_eq!(age_on(born, day("2008-11-23")), None);
    let leap = day("2008-02-29");
    assert_eq!(age_on(leap, day("2026-02-28")), Some(17));
    assert_eq!(age_on(leap, day("2026-03-01")), Some(18));
}

#[test]
fn capacity_follows_the_civil_code() {
    for (age, own_income, declared, expected) in [
        (Some(7), None, None, Some(Capacity::Without)),
        (Some(8), None, None, Some(Capacity::Limited)),
        (Some(15), Some("工资流水"), None, Some(Capacity::Limited)),
        (Some(16), None, None, Some(Capacity::Limited)),
        (Some(16), Some("  "), None, Some(Capacity::Limited)),
        (Some(16), Some("工资流水"), None, Some(Capacity::Full)),
        (Some(17), Some("工资流水"), Some("精神残疾证"), Some(Capacity::Without)),
        (Some(18), None, None, Some(Capacity::Full)),
        (Some(40), None, Some("法院判决"), Some(Capacity::Without)),
        (None, None, None, None),
        (None, Some("工资流水"), None, None),
        (None, None, Some("法院判决"), Some(Capacity::Without)),
    ] {
        assert_eq!(capacity(age, own_income, declared), expected, "{age:?} {own_income:?} {declared:?}");
    }
    assert!(!Capacity::Full.needs_statutory_witness());
    assert!(Capacity::Limited.needs_statutory_witness());
}

#[test]
fn fourteen_is_the_age_of_data_consent_and_not_of_witnessing() {
    assert!(guardian_consents(13));
    assert!(!guardian_consents(14));
    assert_eq!(capacity(Some(14), None, None), Some(Capacity::Limited));
}

#[test]
fn types_have_stable_names() {
    let names = IdType::ALL.map(|id_type| serde_json::to_string(&id_type).expect("a name"));
    assert!(names.contains(&"\"foreign_pr_2023\"".to_owned()));
    assert!(names.contains(&"\"hkmo_tw_residence\"".to_owned()));
}
