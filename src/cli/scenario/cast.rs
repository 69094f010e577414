//! The people of a scenario and the credentials they carry. Ids are given when the scenario is played.

use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::when::Almanac;
use crate::domain::identity::IdType;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::person::Person;
use crate::domain::person::Sex;
use crate::domain::reception::CapacityFacts;
use crate::domain::secret::IdNumber;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use std::collections::BTreeMap;

/// Everybody and everything a scenario names.
#[derive(Default)]
pub struct Cast {
    /// By key.
    pub people: BTreeMap<String, Actor>,
    /// By key.
    pub credentials: BTreeMap<String, Paper>,
}

/// One person as the scenario describes them.
pub struct Actor {
    name: PersonName,
    id_type: IdType,
    id_number: IdNumber,
    born_on: Option<Day>,
    sex: Option<Sex>,
    phone: Phone,
    address: String,
    /// What is known of their civil capacity beside the birthday.
    pub capacity: CapacityFacts,
}

/// A credential somebody may lay on the counter.
pub struct Paper {
    /// 居民身份证、工作证 ….
    pub name: String,
    /// Its number.
    pub number: String,
    /// Its last day, where it has one.
    pub valid_until: Option<Day>,
    /// Its picture, relative to the scenario.
    pub picture: String,
}

impl Actor {
    /// The person under the id they have in this office.
    pub fn person(&self, id: PersonId) -> Person {
        Person {
            name: self.name.clone(),
            id_type: self.id_type,
            id_number: self.id_number.clone(),
            born_on: self.born_on,
            sex: self.sex.or_else(|| self.id_type.sex(self.id_number.as_str())),
            phone: self.phone.clone(),
            address: self.address.clone(),
            ..Person::unnamed(id)
        }
    }

    /// The name on their card.
    pub fn name(&self) -> &PersonName {
        &self.name
    }
}

impl Cast {
    /// Reads `[[people]]` and `[[credentials]]`.
    pub fn read(fields: &mut Fields<'_>, almanac: &Almanac<'_>) -> Result<Self, Malformed> {
        let mut cast = Self::default();
        for mut one in fields.tables("people")? {
            let key = one.text("key")?;
            if cast.people.contains_key(&key) {
                return Err(one.complain_of("key", format!("「{key}」已经有一个人用了")));
            }
            let actor = read_actor(&mut one, almanac)?;
            one.close()?;
            cast.people.insert(key, actor);
        }
        for mut one in fields.tables("credentials")? {
            let key = one.text("key")?;
            if cast.credentials.contains_key(&key) {
                return Err(one.complain_of("key", format!("「{key}」已经有一件证件用了")));
            }
            let paper = Paper {
                name: one.text("name")?,
                number: one.text_or_empty("number")?,
                valid_until: almanac.optional_day(&mut one, "valid_until")?,
                picture: one.text("picture")?,
            };
            one.close()?;
            cast.credentials.insert(key, paper);
        }
        Ok(cast)
    }

    /// A key of a person; must be there and known.
    pub fn who(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<String, Malformed> {
        let who = fields.text(key)?;
        self.known(&who).map_err(|say| fields.complain_of(key, say))?;
        Ok(who)
    }

    /// A key of a person, if it is there.
    pub fn optional_who(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Result<Option<String>, Malformed> {
        if fields.has(key) { self.who(fields, key).map(Some) } else { fields.optional_text(key) }
    }

    /// A key of a credential, if it is there.
    pub fn credential(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Result<Option<String>, Malformed> {
        let Some(paper) = fields.optional_text(key)? else { return Ok(None) };
        if self.credentials.contains_key(&paper) {
            return Ok(Some(paper));
        }
        let known = self.credentials.keys().cloned().collect::<Vec<_>>().join("、");
        Err(fields.complain_of(key, format!("没有叫「{paper}」的证件；已写的有：{known}")))
    }

    /// Says so when a key names nobody.
    pub fn known(&self, who: &str) -> Result<(), String> {
        if self.people.contains_key(who) {
            return Ok(());
        }
        let known = self.people.keys().cloned().collect::<Vec<_>>().join("、");
        Err(format!("人物里没有「{who}」；已写的有：{known}"))
    }
}

fn read_actor(one: &mut Fields<'_>, almanac: &Almanac<'_>) -> Result<Actor, Malformed> {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Ok(Actor {
        name: PersonName::new(one.text("name")?),
        id_type: one.optional_choice("id_type", &IdType::ALL, IdType::label)?.unwrap_or(IdType::ResidentId),
        id_number: IdNumber::new(one.text_or_empty("id_number")?),
        born_on: almanac.optional_day(one, "born_on")?,
        sex: one.optional_choice("sex", &[Sex::Male, Sex::Female], Sex::label)?,
        phone: Phone::new(one.text_or_empty("phone")?),
        address: one.text_or_empty("address")?,
        capacity: CapacityFacts {
            declared_incapable: said(one.optional_text("declared_incapable")?),
            own_income_basis: said(one.optional_text("own_income_basis")?),
        },
    })
}
