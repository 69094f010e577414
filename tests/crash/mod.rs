//! What is true after a cut: a killed process, a full disk, a damaged file.

mod cut;
mod damage;
mod full_disk;
