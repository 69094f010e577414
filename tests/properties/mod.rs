//! Laws of arithmetic that hold for every input.

mod audit_chain;
mod calendar;
mod deadline;
mod identity;
mod kept_files;
mod law;
mod ledger;
mod opinion;
mod scan;
mod volume;
