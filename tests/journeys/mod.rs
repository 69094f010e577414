//! What a clerk does, step by step.

mod case;
mod check_in;
mod cases;
mod components;
mod door;
mod intake;
mod sheet;
mod today;
