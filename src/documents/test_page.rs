//! 试印页: a page with a cross, scales and frames, moved by the offset of a form. No official form, nothing of any case.

use crate::domain::sheet::FormNo;
use serde::Serialize;

/// Everything the page shows.
#[derive(Clone, Serialize)]
pub struct Facts {
    /// The form whose offset is tried.
    pub form: FormNo,
    /// Its title.
    pub title: String,
    /// 「向右 2 毫米，向下 -1.5 毫米」.
    pub offset: String,
    /// When it was made.
    pub made_at: String,
    /// The day, for the file: [year, month, day].
    pub made_on: [i32; 3],
}
