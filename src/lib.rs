//! 鉴证台：一家司法鉴定机构的涉保案件，从预约到归档。
//!
//! The layers, lowest first. What each may import is written in ARCHITECTURE.md and held by
//! `tests/architecture/`.

/// What is true: types, rules, dates, deadlines. Pure functions only.
pub mod domain;

/// The clock, paths, key vault, printer and single-instance lock of the machine.
pub mod platform;

/// The encrypted database, the object store and the audit chain.
pub mod store;

/// Facts in, PDF/A bytes out.
pub mod documents;

/// Pictures of credentials: decode, clean, watermark; folders that are watched.
pub mod capture;

/// The use-cases: the only place where the parts meet.
pub mod services;

/// The window.
pub mod ui;

/// The commands.
pub mod cli;
