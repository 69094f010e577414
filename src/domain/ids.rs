//! Identities: one type per noun over a UUIDv7, so that two desks never collide and merging is a union.
//!
//! Ids are made by an `IdSource` that is handed in; production uses the machine's randomness
//! (`platform::random_ids`), tests and scenarios count. Debug prints the id: it is what logs may hold.

use crate::domain::moment::Moment;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Makes fresh identities.
pub trait IdSource: Send {
    /// Returns an identity never returned before, sortable by the moment it was made.
    fn fresh(&mut self, at: Moment) -> Uuid;
}

/// Builds a UUIDv7 from a moment and 80 bits that the source chose.
#[must_use]
pub fn uuid_v7(at: Moment, bits: [u8; 10]) -> Uuid {
    let ms = u64::try_from(at.ms()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &bits).into_uuid()
}

/// Counts instead of drawing lots: the same calls give the same ids. For tests, scenarios and goldens.
#[derive(Debug, Default)]
pub struct CountingIds {
    made: u64,
}

impl IdSource for CountingIds {
    fn fresh(&mut self, at: Moment) -> Uuid {
        self.made += 1;
        let mut bits = [0; 10];
        bits[2..].copy_from_slice(&self.made.to_be_bytes());
        uuid_v7(at, bits)
    }
}

/// What all id types have in common, for code that keeps any of them.
pub trait Id: Copy + fmt::Display {
    /// Wraps a UUID read back from where it was kept.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Returns the UUID.
    fn uuid(self) -> Uuid;
    /// Makes a fresh one.
    fn fresh(source: &mut dyn IdSource, at: Moment) -> Self {
        Self::from_uuid(source.fresh(at))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::from_str(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// One 案件.
    CaseId;
    /// One natural person as the office knows them.
    PersonId;
    /// One row of evidence, whichever table holds it.
    EvidenceId;
    /// One entry of a register of the office: an interference, a clue, a meeting.
    EntryId;
    /// One person who may open the office.
    UserId;
    /// One appraiser, assistant or clerk in the register of staff.
    StaffId;
    /// One 保险机构.
    InsurerId;
    /// One contact person of an insurer.
    ContactId;
    /// One kept file: a picture of a credential, a photo, a recording, a printed sheet.
    ObjectId;
    /// One printed or exported sheet.
    SheetId;
    /// One desk: this program on this machine with this office folder.
    DeskId;
    /// One stay in the office, from unlocking to locking.
    SessionId;
}

#[cfg(test)]
mod tests {
    use super::CaseId;
    use super::CountingIds;
    use super::Id as _;
    use crate::domain::moment::Moment;

    #[test]
    fn ids_sort_by_the_moment_they_were_made_and_never_repeat() {
        let mut source = CountingIds::default();
        let first = CaseId::fresh(&mut source, Moment::from_ms(1_000));
        let second = CaseId::fresh(&mut source, Moment::from_ms(1_000));
        let third = CaseId::fresh(&mut source, Moment::from_ms(2_000));
        assert!(first < second && second < third);
        assert_eq!(first.uuid().get_version_num(), 7);
    }

    #[test]
    fn an_id_survives_json() {
        let id = CaseId::fresh(&mut CountingIds::default(), Moment::from_ms(5));
        let text = serde_json::to_string(&id).expect("written");
        assert_eq!(serde_json::from_str::<CaseId>(&text).expect("read"), id);
        assert!(format!("{id:?}").starts_with("CaseId(0000"));
    }
}
