//! Every test that is not beside its code, in one binary.

mod properties;
mod rules;
