//! Invented people: region code 000000, right check digits, telephones that ring nowhere.

use appraisal_desk::domain::identity::IdType;
use appraisal_desk::domain::identity::check_digit;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::domain::ids::PersonId;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::person::Person;
use appraisal_desk::domain::secret::IdNumber;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Phone;
use appraisal_desk::platform::random_ids::RandomIds;

/// Somebody who does not exist.
#[derive(Clone, Copy)]
pub struct Invented {
    pub name: &'static str,
    /// `19900101`.
    pub born: &'static str,
    /// Three digits; odd for men.
    pub order: &'static str,
    pub phone: &'static str,
}

impl Invented {
    /// 被鉴定人 of most tests; every character of the name is rare.
    pub const SUBJECT: Self =
        Self { name: "䶮㛃𬱖", born: "19880214", order: "002", phone: "13000000001" };
    /// 被鉴定人 who is a child.
    pub const CHILD: Self = Self { name: "祁一诺", born: "20150309", order: "015", phone: "" };
    /// The child's mother.
    pub const MOTHER: Self = Self { name: "祁慧", born: "19860621", order: "008", phone: "13000000003" };
    /// 保险机构 witness with the longest name a form must hold.
    pub const WITNESS: Self =
        Self { name: "阿不都热合曼·买买提", born: "19911103", order: "031", phone: "13000000002" };
    /// Handler of a joint letter.
    pub const HANDLER: Self =
        Self { name: "裴书闻", born: "19850517", order: "021", phone: "13000000004" };

    /// The number of the identity card.
    pub fn number(self) -> String {
        citizen_number(self.born, self.order)
    }

    /// The person as the desk writes them down; a fresh identity every time.
    pub fn person(self) -> Person {
        let id = PersonId::fresh(&mut RandomIds::new(), Moment::from_ms(0));
        Person {
            name: PersonName::new(self.name),
            id_type: IdType::ResidentId,
            id_number: IdNumber::new(self.number()),
            phone: Phone::new(self.phone),
            address: "示例路 8 号".to_owned(),
            ..Person::unnamed(id)
        }
    }
}

/// A citizen number of region 000000 with its check digit.
pub fn citizen_number(born: &str, order: &str) -> String {
    let head = format!("000000{born}{order}");
    let check = check_digit(&head).unwrap();
    format!("{head}{check}")
}
