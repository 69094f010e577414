//! What a clerk does, step by step.

mod case;
mod components;
mod intake;
mod sheet;
