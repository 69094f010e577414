//! How a sheet looks in one institution, as the engine takes it, and the trial a template of its own must stand.
//!
//! Everything comes in: the choices (`domain::template`), the bytes of the logo. Nothing is remembered between two
//! renderings, so that two offices in one process never see each other's paper.

mod strain;
pub mod texts;
mod trial;

pub use crate::documents::template::trial::Complaint;
pub use crate::documents::template::trial::sentences_of;
pub use crate::documents::template::trial::stands;

use crate::domain::template::FormStyle;
use crate::domain::template::Margin;
use crate::domain::template::Offset;
use crate::domain::template::Paper;
use crate::domain::template::Seal;
use serde_json::Value;
use serde_json::json;
use std::fmt;
use std::sync::Arc;

/// Everything an institution chose about one form; the default is the sheet as the program has it.
#[derive(Clone, Default)]
pub struct Look {
    pub paper: Paper,
    pub form: FormStyle,
    /// The picture that `paper.logo` names.
    pub logo: Option<Arc<Vec<u8>>>,
}

impl fmt::Debug for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look").field("paper", &self.paper).field("form", &self.form).finish_non_exhaustive()
    }
}

impl Look {
    /// Whether the sheet is as the program has it.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.paper == Paper::default() && self.form.is_default()
    }

    /// The institution's sentences, under the name of the field they are.
    #[must_use]
    pub fn wording(&self) -> Value {
        json!({ "wording": self.form.wording })
    }

    /// What `gb.typ` reads as `sheet.style`, in millimetres.
    pub(super) fn for_template(&self) -> Value {
        let Paper { logo, seal, margin } = &self.paper;
        let logo = logo.as_ref().filter(|_| self.logo.is_some());
        json!({
            "wording": self.form.wording,
            "margin": { "left": margin.left, "right": margin.right },
            "offset": { "x": self.form.offset.right, "y": self.form.offset.down },
            "seal": { "x": seal.right, "y": seal.down, "ring": seal.ring },
            "logo": logo.map(|logo| json!({ "height": logo.height })),
        })
    }

    /// Everything that makes the sheet another than the program's, one choice a line, to be kept with a print and to be
    /// laid beside the choices of another day; nothing where nothing was chosen.
    #[must_use]
    pub fn chosen_lines(&self) -> Option<String> {
        if self.is_default() {
            return None;
        }
        let Paper { logo, seal, margin } = &self.paper;
        let mut lines = Vec::new();
        if let Some(logo) = logo {
            lines.push(format!("机构标志：高 {} 毫米，图片 {}", logo.height, short(&logo.sha256)));
        }
        if *seal != Seal::default() {
            let ring = if seal.ring { "，印圆圈" } else { "" };
            lines.push(format!("用章位置：右移 {} 毫米，下移 {} 毫米{ring}", seal.right, seal.down));
        }
        if *margin != Margin::default() {
            lines.push(format!("页边距：左边加 {} 毫米，右边加 {} 毫米", margin.left, margin.right));
        }
        let offset = &self.form.offset;
        if *offset != Offset::default() {
            lines.push(format!("套打：右移 {} 毫米，下移 {} 毫米", offset.right, offset.down));
        }
        for (id, text) in &self.form.wording {
            lines.push(format!("措辞（{id}）：{}", text.replace('\n', "⏎")));
        }
        if let Some(own) = &self.form.own {
            lines.push(format!("自有模板：{}", short(&own.sha256)));
        }
        if let Some(checked) = &self.form.checked {
            lines.push(format!("用语核对：{}", checked.at.day().worded()));
        }
        Some(lines.join("\n"))
    }
}

fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// A sentence of a form that the institution may word itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The name the template gives it.
    pub id: String,
    /// How the program words it.
    pub default: String,
}

/// What the compiler said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Line and column of the template, from 1; none when it is about no place of it.
    pub at: Option<(usize, usize)>,
    /// Its own words.
    pub words: String,
}

impl Said {
    pub(super) fn anywhere(words: &str) -> Self {
        Self { at: None, words: words.to_owned() }
    }

    pub(super) fn for_log(&self) -> String {
        match self.at {
            Some((line, column)) => format!("{line}:{column}: {}", self.words),
            None => self.words.clone(),
        }
    }
}
