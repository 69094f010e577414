//! The institution that owns the office: licence, premises, pack, and the numbers it may choose itself.

use crate::domain::archiving::VolumeOrder;
use crate::domain::ids::UserId;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::reception::Category;
use crate::domain::standard::Standard;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Settings of the institution; every save keeps the former version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    pub name: String,
    /// 机构缩略名 of document numbers, e.g. 「蜀衡司鉴中心」.
    pub short_name: String,
    pub licence_no: String,
    #[serde(default)]
    pub licence_valid_until: Option<Day>,
    /// 许可证登记的业务范围.
    pub scope: BTreeSet<Category>,
    pub jurisdiction: Jurisdiction,
    /// 登记执业场所: the only places where cases may be received (SH-1.2f, SC-2.3d).
    pub premises: Vec<Premises>,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub phone: String,
    /// `{abbr}[{yyyy}]{pro}鉴字第{seq}号`; the sequence is not padded.
    pub case_no_template: String,
    /// 涉保专人 (SC-5.3a).
    #[serde(default)]
    pub insurance_officer: Option<UserId>,
    #[serde(default)]
    pub policy: Policy,
    /// In what order the parts of a volume lie (F-29).
    #[serde(default)]
    pub volume_order: VolumeOrder,
    /// Standards of its own, beside the library (SC-3.3b).
    #[serde(default)]
    pub standards: Vec<Standard>,
    /// A demo office prints a mark on every sheet and never enters statistics.
    #[serde(default)]
    pub is_demo: bool,
}

/// A licensed place of practice with its examination rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premises {
    pub name: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub rooms: Vec<String>,
}

/// What the law leaves to the institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// How long after the appointed moment an absent insurer is waited for, in minutes (SC-2.2j names none).
    pub grace_minutes: u32,
    /// An entry written later than this after the fact is a 补记, in minutes (SC-3.2b names none).
    pub late_entry_minutes: u32,
    /// How many working days before an appointment the insurer should hear of it (no article names one).
    pub notice_lead_workdays: u32,
    /// SC-4.4c says 「身份证明」; by default a missing work credential bars witnessing as well.
    /// True lets a director's phone check with the insurer stand in for it.
    pub work_credential_by_phone: bool,
    /// Within how many working days a booking is answered (SH-1.2b names none).
    pub booking_answer_workdays: u16,
    /// Idle minutes before the office locks itself.
    pub idle_lock_minutes: u32,
    /// How many days after delivery the volume should be put away (no rule we checked names a number).
    pub archive_within_days: u32,
    /// 保管期限 of a volume in years; 0 is for ever. Not checked for 沪 and 川; GD-51 has 30 for opinions.
    pub retention_years: u32,
    /// After so many days an insurer's entry should be compared again (SH-2.3c says 及时 and names none).
    pub directory_check_days: u32,
    /// How many days before its end a licence is pointed out; TL-14's thirty days stand beside it, untouched.
    pub licence_reminder_days: u32,
    /// 保管期限 of copies of witnesses' credentials in years; 0 is as long as the volume (PI-19 names none).
    pub credential_years: u32,
    /// 保管期限 of bookings that led to no commission, in years; 0 is as long as a volume.
    pub booking_years: u32,
    /// Whether an appraisal may be suspended (F-18). Only local rules elsewhere know it (GD-39).
    pub suspension: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            grace_minutes: 30,
            late_entry_minutes: 5,
            notice_lead_workdays: 3,
            work_credential_by_phone: false,
            booking_answer_workdays: 1,
            idle_lock_minutes: 10,
            archive_within_days: 30,
            retention_years: 30,
            directory_check_days: 90,
            licence_reminder_days: 60,
            credential_years: 0,
            booking_years: 3,
            suspension: false,
        }
    }
}

impl Institution {
    /// Fills the case-number template (forms.md §0): four-digit year, square brackets, unpadded sequence.
    pub fn case_no(&self, year: i32, category: Category, seq: u32) -> String {
        self.case_no_template
            .replace("{abbr}", &self.short_name)
            .replace("{yyyy}", &year.to_string())
            .replace("{pro}", category.number_word())
            .replace("{seq}", &seq.to_string())
    }

    /// Tells whether a place is one of the licensed premises.
    pub fn is_licensed_premises(&self, name: &str) -> bool {
        self.premises.iter().any(|premises| premises.name == name)
    }
}

/// The template of a new office.
pub const DEFAULT_CASE_NO: &str = "{abbr}[{yyyy}]{pro}鉴字第{seq}号";
