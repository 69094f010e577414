//! What is true after a cut: a killed process, a full disk, a damaged file.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it does to the office what the program must not"
)]

mod cut;
mod damage;
mod full_disk;
mod services;
