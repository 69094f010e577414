//! Keeps things: encrypted rows, encrypted files, the audit chain. Judges nothing.
//!
//! ```text
//! office/
//!   office.db (+-wal)   SQLCipher, raw key from the vault; schema by user_version
//!   objects/ab/<name>   encrypted files, see `objects`
//!   tmp/                swept when the office is opened
//!   backups/            copies made before a migration
//! ```
//! Rows are written by methods of `Tx` only, and a `Tx` exists only inside `Store::transact`, which writes the
//! chained entry of the log in the same transaction. The one exception are drafts of unfinished forms.
#![expect(clippy::disallowed_types, reason = "the owner of the database")]
#![expect(clippy::disallowed_methods, reason = "the owner of the kept files: it flushes what it moves")]

mod audit;
mod canonical;
mod case_head;
mod checkpoint;
mod draft;
mod error;
mod evidence;
mod gate;
mod merkle;
mod objects;
mod open;
mod register;
mod rows;
mod schema;
mod search;
mod setting;
mod spelling;
mod transact;
mod verify;

pub use crate::store::canonical::sha256;
pub use crate::store::checkpoint::SignedCheckpoint;
pub use crate::store::error::StoreError;
pub use crate::store::gate::OpenGate;
pub use crate::store::gate::WriteGate;
pub use crate::store::gate::WritePoint;
pub use crate::store::objects::KeptObject;
pub use crate::store::objects::ObjectReader;
pub use crate::store::objects::Swept;
pub use crate::store::open::Durability;
pub use crate::store::open::OpenOptions;
pub use crate::store::open::Store;
pub use crate::store::schema::newest_schema;
pub use crate::store::search::IndexedPerson;
pub use crate::store::transact::Tx;
pub use crate::store::verify::Broken;
pub use crate::store::verify::VerifyReport;

#[cfg(test)]
mod tests;
