//! What a clerk does, step by step.

mod branches;
mod case;
mod cases;
mod check_in;
mod clock;
mod command_line;
mod components;
mod consent;
mod directory;
mod door;
mod events;
mod idle;
mod intake;
mod keyboard;
mod ledger;
mod licence_showing;
mod machine;
mod opinion;
mod privacy;
mod process_record;
mod registers;
mod scan;
mod settings;
mod sheet;
mod today;
mod whole;
