//! 恢复单: the key on paper, with what it is for and where to keep it. Not an official form; nothing of any case.

use serde::Serialize;

/// Everything the sheet shows.
#[derive(Clone, Serialize)]
pub struct Facts {
    /// The institution's full name.
    pub institution: String,
    /// When the key was made: 「2026年11月24日 14时09分」.
    pub made_at: String,
    /// The day, for the file: [year, month, day].
    pub made_on: [i32; 3],
    /// Nine groups of four letters.
    pub groups: Vec<String>,
}
