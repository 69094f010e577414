//! Use-cases of the office: the only place where the parts meet.
//!
//! The window and the commands speak to an `office::Office` only through `request::Ask` and its answers, so
//! that both do the same things in the same way. One file per noun holds its drafts, its use-cases top to
//! bottom, and nothing of how they look.

pub mod archiving;
pub mod attachment;
pub mod booking;
pub mod calendar;
pub mod case_link;
pub mod case_view;
pub mod check_in;
pub mod clue;
pub mod commission;
pub mod correction;
pub mod court;
pub mod delivery;
pub mod directory;
pub mod dispute;
pub mod draft;
pub mod errand;
pub mod error;
pub mod exception;
pub mod expert_consultation;
pub mod extension;
pub mod find;
pub mod interference;
pub mod internal_review;
pub mod issuance;
pub mod joint_letter;
pub mod ledger;
pub mod liaison;
pub mod licence_showing;
pub mod machine;
pub mod material;
pub mod material_return;
pub mod office;
pub mod opinion;
pub mod picture;
pub mod printer;
pub mod privacy_consent;
pub mod problem;
pub mod process_record;
pub mod reception;
pub mod recusal;
pub mod registers;
pub mod rehearsal;
pub mod render;
pub mod request;
pub mod review;
pub mod risk_notice;
pub mod scan;
pub mod schedule;
pub mod seat;
pub mod session;
pub mod settings;
pub mod sheet;
pub mod signature;
pub mod start;
pub mod supplement;
pub mod termination;
pub mod today;
mod unanswered;
pub mod verify;
pub mod watch;
pub mod witness_notice;
pub mod worker;
