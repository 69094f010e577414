//! Turns facts into PDF/A bytes. Knows neither the store nor the clock.
//!
//! A sheet is three things of one name: the facts (`check_in.rs`), the template
//! (`assets/templates/check_in.typ`) and the golden text (`tests/golden/check_in.txt`). Facts hold what
//! the paper shows, already worded; the engine turns facts and template into bytes; the preview turns
//! the same bytes into pixels. Deliberately absent: dates of "now", reading of files, judging.

pub mod appraisal_notice;
pub mod archiving;
pub mod booking;
mod cell_lines;
pub mod check_in;
pub mod clue;
pub mod commission;
pub mod correction;
pub mod court;
pub mod court_pledge;
pub mod delivery;
pub mod dispute;
pub mod engine;
pub mod error;
pub mod exchange;
pub mod expert_consultation;
pub mod extension;
pub mod images;
pub mod interference;
pub mod interference_report;
pub mod internal_review;
pub mod joint_letter;
pub mod layout;
pub mod ledger;
pub mod licence_showing;
mod long_list;
pub mod material;
pub mod material_return;
pub mod on_site_collection;
pub mod opinion;
pub mod preview;
pub mod privacy_consent;
pub mod process_record;
pub mod qr;
pub mod recording_consent;
pub mod recovery;
pub mod recusal;
pub mod rejection;
pub mod review;
pub mod risk_notice;
pub mod samples;
pub mod scanned_pages;
pub mod sheet;
pub mod spreadsheet;
pub mod statistics;
pub mod supplement;
pub mod suspension;
pub mod template;
pub mod termination;
pub mod test_page;
pub mod text;
mod typed;
pub mod volume;
pub mod witness_notice;
