//! 保险机构 of the directory (F-36): who can be told, where, by whom.
//! Holds no price, discount or agreement: SC-4.1d forbids what such a field would invite.

use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::InsurerId;
use crate::domain::moment::Day;
use crate::domain::secret::{PersonName, Phone};
use serde::{Deserialize, Serialize};

/// An insurer or a branch of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insurer {
    pub id: InsurerId,
    pub name: String,
    /// What people say: 「安泽财险」.
    #[serde(default)]
    pub short_name: String,
    /// 统一社会信用代码, as the licence of business has it.
    #[serde(default)]
    pub credit_code: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub contacts: Vec<InsurerContact>,
    /// The day the entry was last compared with its source (SH-2.3c).
    #[serde(default)]
    pub checked_on: Option<Day>,
}

/// A liaison or claims clerk of an insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurerContact {
    pub name: PersonName,
    #[serde(default)]
    pub department: String,
    /// 工号, as the work credential has it.
    #[serde(default)]
    pub staff_no: String,
    #[serde(default)]
    pub phone: Phone,
    #[serde(default)]
    pub is_liaison: bool,
}

impl Insurer {
    /// The short name where there is one.
    pub fn called(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }

    /// SH-2.3b asks every insurer to publish at least two claims contacts.
    pub fn has_enough_contacts(&self) -> bool {
        self.contacts.len() >= 2
    }
}

impl Registered for Insurer {
    const TABLE: RegisterTable = RegisterTable::Insurer;

    fn unique_key(&self) -> Option<String> {
        Some(self.name.clone())
    }
}
