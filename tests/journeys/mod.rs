//! What a clerk does, step by step.

mod case;
mod check_in;
mod components;
mod intake;
