//! A person of a case as the front desk knows them: name, document, ways to reach them.
//! Serves TL-22 (everyone who comes is identified). Holds no fingerprint, no face template (PI-6).

use crate::domain::identity::IdType;
use crate::domain::identity::age_on;
use crate::domain::ids::PersonId;
use crate::domain::moment::{Day, Moment};
use crate::domain::secret::{IdNumber, PersonName, Phone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A natural person named in a case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub id_type: IdType,
    /// Empty while no document was shown.
    #[serde(default)]
    pub id_number: IdNumber,
    /// Said by the person where the document does not say it; a resident id number wins.
    #[serde(default)]
    pub born_on: Option<Day>,
    #[serde(default)]
    pub sex: Option<Sex>,
    #[serde(default)]
    pub phone: Phone,
    #[serde(default)]
    pub address: String,
    /// Set when somebody of the office compared the document with the person.
    #[serde(default)]
    pub identity: Option<IdentityCheck>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Birthday and address point at a person as a name does.
        f.debug_struct("Person").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// Who compared the document with the person, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    pub at: Moment,
    pub by: PersonName,
}

/// Sex as the document states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// The word printed on sheets.
    pub fn label(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

impl Person {
    /// Starts a person of whom only the id is known.
    pub fn unnamed(id: PersonId) -> Self {
        Self {
            id,
            name: PersonName::default(),
            id_type: IdType::ResidentId,
            id_number: IdNumber::default(),
            born_on: None,
            sex: None,
            phone: Phone::default(),
            address: String::new(),
            identity: None,
        }
    }

    /// The birthday: from a resident id number where it has one, else as said.
    pub fn birthday(&self) -> Option<Day> {
        self.id_type.birthday(self.id_number.as_str()).or(self.born_on)
    }

    /// Full years of age on `on`; `None` while the birthday is unknown.
    pub fn age_on(&self, on: Day) -> Option<u32> {
        self.birthday().and_then(|born| age_on(born, on))
    }

    /// True when name and a document number are written down.
    pub fn is_identified(&self) -> bool {
        !self.name.as_str().trim().is_empty() && !self.id_number.as_str().trim().is_empty()
    }
}
