//! Laws of arithmetic that hold for every input.

mod calendar;
mod deadline;
mod identity;
