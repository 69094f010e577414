//! One test binary: journeys, on screen and through the services.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod journeys;
