//! What a clerk does, step by step.

mod case;
mod cases;
mod check_in;
mod command_line;
mod components;
mod directory;
mod door;
mod idle;
mod intake;
mod keyboard;
mod licence_showing;
mod privacy;
mod process_record;
mod settings;
mod sheet;
mod today;
mod whole;
