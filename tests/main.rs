//! Every test that is not beside its code, in one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod architecture;
mod crash;
mod golden;
mod journeys;
mod properties;
mod rules;
mod support;
