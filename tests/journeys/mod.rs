//! What a clerk does, step by step.

mod case;
mod cases;
mod check_in;
mod command_line;
mod components;
mod door;
mod idle;
mod intake;
mod licence_showing;
mod privacy;
mod sheet;
mod today;
