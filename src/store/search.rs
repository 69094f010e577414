//! Finds cases by what a clerk types: a number, a name, its pinyin, a telephone, an identity number.

use crate::domain::case_head::CaseHead;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::secret::IdNumber;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::store::case_head;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::spelling;
use crate::store::transact::Tx;
use rusqlite::params;

const CASE_NUMBER_HOLDS: &str = include_str!("sql/case_match_number.sql");
const NUMBER_BEGINS: &str = include_str!("sql/person_match_number.sql");
const SOUND_BEGINS: &str = include_str!("sql/person_match_sound.sql");
const NAME_HOLDS: &str = include_str!("sql/person_match_name.sql");

/// A person under whose name, number or telephone a case is found.
#[derive(Clone, Debug)]
pub struct IndexedPerson {
    /// The part the person plays, a glossary identifier.
    pub role: String,
    /// The name.
    pub name: PersonName,
    /// The number of the identity document, when known.
    pub id_no: Option<IdNumber>,
    /// The telephone, when known.
    pub phone: Option<Phone>,
}

impl Store {
    /// Finds cases by anything a clerk types, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn search_cases(&self, typed: &str, limit: u32) -> Result<Vec<CaseHead>, StoreError> {
        let typed = typed.trim();
        match Wanted::read(typed) {
            Wanted::Nothing => Ok(Vec::new()),
            Wanted::CaseNumber => {
                let found = self.find(CASE_NUMBER_HOLDS, &escape_like(typed), limit)?;
                // 鉴 and 第 may stand in a name as well.
                if found.is_empty() { self.find_by_name(typed, limit) } else { Ok(found) }
            }
            Wanted::Number => self.find(NUMBER_BEGINS, &typed.to_uppercase(), limit),
            Wanted::Sound => {
                self.find(SOUND_BEGINS, &typed.to_lowercase().replace([' ', '\'', '"', '-'], ""), limit)
            }
            Wanted::Name => self.find_by_name(typed, limit),
        }
    }

    fn find_by_name(&self, typed: &str, limit: u32) -> Result<Vec<CaseHead>, StoreError> {
        self.find(NAME_HOLDS, &format!("\"{}\"", spelling::spaced(typed)), limit)
    }

    fn find(&self, condition: &str, value: &str, limit: u32) -> Result<Vec<CaseHead>, StoreError> {
        let sql =
            format!("{} WHERE {condition} ORDER BY received_on DESC, id DESC LIMIT ?2", case_head::SELECT);
        self.reading(|conn| {
            let mut statement = conn.prepare_cached(&sql)?;
            let rows = statement.query_map(params![value, limit], case_head::read)?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })
    }
}

impl Tx<'_> {
    /// Makes a case be found under these people, in place of those it was found under before.
    ///
    /// # Errors
    /// What the disk says.
    pub fn index_people(&self, case: CaseId, people: &[IndexedPerson]) -> Result<(), StoreError> {
        let case = *case.uuid().as_bytes();
        let former = "SELECT id FROM person_index WHERE case_id = ?1";
        self.write(&format!("DELETE FROM name_fts WHERE rowid IN ({former})"), [case])?;
        self.write(&format!("DELETE FROM person_key WHERE person_id IN ({former})"), [case])?;
        self.write("DELETE FROM person_index WHERE case_id = ?1", [case])?;
        for person in people.iter().filter(|person| !person.name.is_empty()) {
            self.write(
                "INSERT INTO person_index (case_id, role, name, id_no, phone) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    case,
                    person.role,
                    person.name.as_str(),
                    person.id_no.as_ref().map_or("", IdNumber::as_str).to_uppercase(),
                    person.phone.as_ref().map_or("", Phone::as_str),
                ],
            )?;
            let id = self.conn().last_insert_rowid();
            let spaced = spelling::spaced(person.name.as_str());
            self.write("INSERT INTO name_fts (rowid, name) VALUES (?1, ?2)", params![id, spaced])?;
            for (kind, key) in spelling::pinyin_keys(person.name.as_str()) {
                self.write(
                    "INSERT INTO person_key (kind, key, person_id) VALUES (?1, ?2, ?3)",
                    params![kind, key, id],
                )?;
            }
        }
        Ok(())
    }
}

/// What a typed text looks like.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Nothing,
    CaseNumber,
    Number,
    Sound,
    Name,
}

impl Wanted {
    fn read(typed: &str) -> Self {
        let is_number = |text: &str| {
            let body = text.strip_suffix(['x', 'X']).unwrap_or(text);
            !body.is_empty() && body.chars().all(|letter| letter.is_ascii_digit())
        };
        if spelling::spaced(typed).is_empty() {
            Self::Nothing
        } else if typed.contains(['鉴', '〔', '〕', '[', ']', '第', '号']) {
            Self::CaseNumber
        } else if is_number(typed) {
            Self::Number
        } else if typed.is_ascii() {
            Self::Sound
        } else {
            Self::Name
        }
    }
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn what_is_typed_decides_where_it_is_looked_for() {
        let check = |typed: &str, expected: Wanted| assert_eq!(Wanted::read(typed), expected, "{typed}");
        check("", Wanted::Nothing);
        check(" · ", Wanted::Nothing);
        check("临鉴字第12号", Wanted::CaseNumber);
        check("13800000000", Wanted::Number);
        check("00000019900101001x", Wanted::Number);
        check("zmm", Wanted::Sound);
        check("周某", Wanted::Name);
        check("x", Wanted::Sound);
    }
}
