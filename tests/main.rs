//! One binary for every test that crosses a layer.
#![expect(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]

mod golden;
