//! What is true: types, rules, dates, deadlines. No IO, no clock, no threads.
//!
//! One noun has one file name in every layer: `domain/check_in.rs`, `domain/rules/check_in.rs`,
//! `store/check_in.rs`, `services/check_in.rs`, `ui/pages/check_in.rs`, `documents/check_in.rs`.

pub mod amount;
pub mod audit;
pub mod calendar;
pub mod case;
pub mod case_head;
pub mod check_in;
pub mod commission;
pub mod date_words;
pub mod deadline;
pub mod evidence;
pub mod exception;
pub mod explain;
pub mod identity;
pub mod ids;
pub mod institution;
pub mod insurer;
pub mod joint_letter;
pub mod keys;
pub mod law;
pub mod licence_showing;
pub mod material;
pub mod moment;
pub mod person;
pub mod pinyin_match;
pub mod printer;
pub mod process_record;
pub mod reception;
pub mod review;
pub mod risk_notice;
pub mod rules;
pub mod schedule;
pub mod secret;
pub mod sheet;
pub mod signature;
pub mod staff;
pub mod step;
pub mod transition;
pub mod witness_notice;
pub mod wording;
