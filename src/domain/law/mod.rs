//! The law as data: instruments, citations, packs, periods of force, and every legal number.
//!
//! What a rule says about a case is in `domain::rules`; this module only knows what is written
//! where, since when, and for whom. Packs are never merged: an institution stands under the national
//! base and at most one province. Texts lie in `assets/law/`, word for word where we were given them.

mod citation;
mod instrument;

/// The civil code, the Shanghai regulation, data protection and the other statutes.
pub mod acts;
/// What every duty of the catalogue became.
pub mod coverage;
/// The nine places where Shanghai and Sichuan differ.
pub mod differences;
/// 司法鉴定程序通则, article by article, in our own words.
pub mod general;
/// Every number of law: days, ages, head counts, each with its period and its source.
pub mod numbers;
/// Packs of further provinces, one file each.
pub mod provinces;
/// 上海 2022-12-01 通知, clause by clause, word for word.
pub mod shanghai;
/// 四川 川司鉴协〔2022〕7号, clause by clause, word for word.
pub mod sichuan;

use crate::domain::moment::Day;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error as _;

pub use citation::Checked;
pub use citation::Citation;
pub use citation::Clause;
pub use instrument::Instrument;
pub use instrument::LocalInstrument;
pub use provinces::Province;

const N_PROVINCES: usize = provinces::ALL.len();

/// Makes a day inside a constant; a date that does not exist does not compile there.
pub const fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd(year, month, day) {
        Some(day) => day,
        None => panic!("no such day"),
    }
}

/// A body of rules that is switched on as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pack {
    /// National law: 通则, statutes, codes.
    Base,
    /// 上海通知 and 上海条例.
    Shanghai,
    /// 四川实施意见.
    Sichuan,
    /// A province whose pack is one file of `provinces`.
    Province(Province),
}

impl Pack {
    /// All packs, in the order of the rule book.
    pub const ALL: [Self; 3 + N_PROVINCES] = {
        let mut all = [Self::Base; 3 + N_PROVINCES];
        all[1] = Self::Shanghai;
        all[2] = Self::Sichuan;
        let mut n = 0;
        while n < N_PROVINCES {
            all[3 + n] = Self::Province(provinces::ALL[n].here);
            n += 1;
        }
        all
    };

    /// The name people read; a pack that is not whole says so.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Base => "全国",
            Self::Shanghai => "上海",
            Self::Sichuan => "四川",
            Self::Province(here) => here.label,
        }
    }
}

/// Where the institution is registered, and so which packs bind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jurisdiction {
    /// The national base and the Shanghai pack.
    Shanghai,
    /// The national base and the Sichuan pack.
    Sichuan,
    /// The national base and the pack of a province that is one file.
    Province(Province),
    /// The national base alone: a province without a pack of its own.
    National,
}

impl Jurisdiction {
    /// All jurisdictions, in the order the set-up wizard offers them.
    pub const ALL: [Self; 3 + N_PROVINCES] = {
        let mut all = [Self::National; 3 + N_PROVINCES];
        all[0] = Self::Shanghai;
        all[1] = Self::Sichuan;
        let mut n = 0;
        while n < N_PROVINCES {
            all[2 + n] = Self::Province(provinces::ALL[n].here);
            n += 1;
        }
        all
    };

    /// The name people read; one whose pack is not whole says so.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Shanghai => "上海",
            Self::Sichuan => "四川",
            Self::Province(here) => here.label,
            Self::National => "全国通用",
        }
    }

    /// The name in files and rows; it never changes.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Shanghai => "shanghai",
            Self::Sichuan => "sichuan",
            Self::Province(here) => here.slug,
            Self::National => "national",
        }
    }

    /// The jurisdiction of a stable name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The pack that speaks beside the base, or the base itself.
    pub const fn pack(self) -> Pack {
        match self {
            Self::Shanghai => Pack::Shanghai,
            Self::Sichuan => Pack::Sichuan,
            Self::Province(here) => Pack::Province(here),
            Self::National => Pack::Base,
        }
    }

    /// Whether rules of this pack bind here. No two provinces ever bind the same institution.
    pub fn applies(self, pack: Pack) -> bool {
        pack == Pack::Base || pack == self.pack()
    }
}

impl Serialize for Jurisdiction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

impl<'de> Deserialize<'de> for Jurisdiction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = String::deserialize(deserializer)?;
        Self::from_slug(&slug).ok_or_else(|| D::Error::custom(format!("no jurisdiction 「{slug}」")))
    }
}

/// The days on which a rule or a number is law, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day in force.
    pub from: Day,
    /// The last day in force, or nothing while it still is.
    pub until: Option<Day>,
}

impl Period {
    /// In force from a day on, with no end known.
    pub const fn since(from: Day) -> Self {
        Self { from, until: None }
    }

    /// Whether a day lies inside.
    pub fn contains(&self, on: Day) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }

    /// 「2016-05-01 起」 or 「2016-05-01 至 2026-12-31」.
    pub fn label(&self) -> String {
        match self.until {
            Some(last) => format!("{} 至 {last}", self.from),
            None => format!("{} 起", self.from),
        }
    }
}

/// A value of law that may change with time: each version with its first day and its source.
#[derive(Debug)]
pub struct Dated<T: 'static> {
    /// What the number is, as a lawyer would name it.
    pub name: &'static str,
    /// What it counts: 「个工作日」, 「周岁」, 「名」.
    pub unit: &'static str,
    /// The versions, oldest first; never empty.
    pub versions: &'static [Version<T>],
}

/// One version of a [`Dated`] value.
#[derive(Debug)]
pub struct Version<T: 'static> {
    /// The first day of this version.
    pub from: Day,
    /// The value itself.
    pub value: T,
    /// Where it is written.
    pub basis: &'static [Citation],
}

impl<T: Copy> Dated<T> {
    /// The value on a day; a day before the first version gets the first one, since we keep no older law.
    pub fn on(&self, on: Day) -> T {
        self.version(on).value
    }

    /// The value of the newest version, for what is agreed today.
    pub fn newest(&self) -> T {
        self.newest_version().value
    }

    /// Where the value of that day is written.
    pub fn basis(&self, on: Day) -> &'static [Citation] {
        self.version(on).basis
    }

    fn version(&self, on: Day) -> &'static Version<T> {
        let in_force = self.versions.iter().rev().find(|version| version.from <= on);
        // Invariant: `versions` is never empty; `numbers` is checked by a test.
        in_force.unwrap_or(&self.versions[0])
    }

    fn newest_version(&self) -> &'static Version<T> {
        &self.versions[self.versions.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::Dated;
    use super::Jurisdiction;
    use super::Pack;
    use super::Period;
    use super::Version;
    use super::day;

    #[test]
    fn packs_of_two_provinces_never_meet() {
        for jurisdiction in Jurisdiction::ALL {
            assert!(jurisdiction.applies(Pack::Base), "{jurisdiction:?}");
            let local = Pack::ALL.into_iter().filter(|pack| *pack != Pack::Base);
            assert!(local.filter(|pack| jurisdiction.applies(*pack)).count() <= 1, "{jurisdiction:?}");
        }
        assert!(Jurisdiction::Shanghai.applies(Pack::Shanghai));
        assert!(Jurisdiction::Sichuan.applies(Pack::Sichuan));
        assert!(!Jurisdiction::National.applies(Pack::Shanghai));
        assert!(!Jurisdiction::National.applies(Pack::Sichuan));
    }

    #[test]
    fn a_jurisdiction_is_kept_by_a_name_that_does_not_change() {
        let kept = Jurisdiction::ALL.map(|one| serde_json::to_string(&one).expect("a text"));
        assert_eq!(kept, ["\"shanghai\"", "\"sichuan\"", "\"zhejiang\"", "\"national\""]);
        for (one, text) in Jurisdiction::ALL.into_iter().zip(kept) {
            assert_eq!(serde_json::from_str::<Jurisdiction>(&text).expect("read back"), one);
        }
        assert!(serde_json::from_str::<Jurisdiction>("\"atlantis\"").is_err());
    }

    #[test]
    fn a_pack_that_is_not_whole_says_so_wherever_it_is_named() {
        for pack in super::provinces::ALL {
            assert_eq!(pack.here.is_partial, pack.here.label.ends_with("（部分）"), "{}", pack.here.slug);
            assert_eq!(Jurisdiction::Province(pack.here).label(), pack.here.label);
            assert_eq!(Pack::Province(pack.here).label(), pack.here.label);
        }
    }

    #[test]
    fn a_period_holds_both_its_ends() {
        let period = Period { from: day(2026, 1, 2), until: Some(day(2026, 1, 4)) };
        let inside = (1..=5).map(|d| period.contains(day(2026, 1, d))).collect::<Vec<_>>();
        assert_eq!(inside, [false, true, true, true, false]);
        assert_eq!(period.label(), "2026-01-02 至 2026-01-04");
        assert!(Period::since(day(2016, 5, 1)).contains(day(2099, 1, 1)));
    }

    #[test]
    fn a_dated_value_changes_on_its_first_day() {
        const DAYS: Dated<u16> = Dated {
            name: "试",
            unit: "个工作日",
            versions: &[
                Version { from: day(2007, 10, 1), value: 10, basis: &[] },
                Version { from: day(2016, 5, 1), value: 7, basis: &[] },
            ],
        };
        assert_eq!(DAYS.on(day(2000, 1, 1)), 10);
        assert_eq!(DAYS.on(day(2016, 4, 30)), 10);
        assert_eq!(DAYS.on(day(2016, 5, 1)), 7);
        assert_eq!(DAYS.newest(), 7);
        assert!(DAYS.basis(day(2016, 5, 1)).is_empty());
    }
}
