//! What a clerk does, step by step.

mod case;
mod cases;
mod check_in;
mod components;
mod directory;
mod door;
mod intake;
mod settings;
mod sheet;
mod today;
