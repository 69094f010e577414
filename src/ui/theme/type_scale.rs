//! The eight text styles, with their line heights. `strong()` in egui is only a colour, so bold is a family.

use super::bold_covers;
use super::fonts;
use super::tokens::TypeToken;
use super::tokens::tokens;
use egui::Color32;
use egui::FontFamily;
use egui::FontId;
use egui::RichText;
use egui::TextFormat;

/// A text style of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// The one number of a page, 32 bold.
    Display,
    /// Measured values while standing, 26.
    Measure,
    /// Date, case number, person in focus, step name, 22 bold.
    Title,
    /// Panel and modal titles, 18 bold.
    Head,
    /// What is typed, 16; card headings in bold.
    Field,
    /// Everything else, 15.
    Body,
    /// Labels, citations, chips, status line, 13. Nothing is smaller.
    Note,
    /// Titles of official sheets and the mark, 20 宋体 bold.
    SheetTitle,
}

impl Type {
    fn token(self) -> TypeToken {
        let scale = &tokens().scale;
        match self {
            Self::Display => scale.display,
            Self::Measure => scale.measure,
            Self::Title => scale.title,
            Self::Head => scale.head,
            Self::Field => scale.field,
            Self::Body => scale.body,
            Self::Note => scale.note,
            Self::SheetTitle => scale.sheet_title,
        }
    }

    /// Height of a line in points.
    pub fn line(self) -> f32 {
        self.token().line
    }

    /// Height of the characters in points.
    pub fn size(self) -> f32 {
        self.token().size
    }

    /// The font of this style in its own weight.
    pub fn font(self) -> FontId {
        self.font_in(self.token().bold)
    }

    /// The font of this style in the bold face.
    pub fn bold_font(self) -> FontId {
        self.font_in(true)
    }

    /// The font of this style in the regular face.
    pub fn regular_font(self) -> FontId {
        self.font_in(false)
    }

    fn font_in(self, bold: bool) -> FontId {
        let family = match (self, bold) {
            (Self::SheetTitle, _) => fonts::serif_title(),
            (_, true) => fonts::bold(),
            (_, false) => FontFamily::Proportional,
        };
        FontId::new(self.size(), family)
    }
}

/// The text format of a style in its own weight.
pub fn format(kind: Type, color: Color32) -> TextFormat {
    format_with(kind, kind.font(), color)
}

/// The text format of a style for a person's name: bold only when the bold face has every character.
pub fn name_format(ctx: &egui::Context, kind: Type, name: &str, color: Color32) -> TextFormat {
    let font = if bold_covers(ctx, name) { kind.bold_font() } else { kind.regular_font() };
    format_with(kind, font, color)
}

pub(crate) fn format_with(kind: Type, font_id: FontId, color: Color32) -> TextFormat {
    TextFormat { font_id, color, line_height: Some(kind.line()), ..TextFormat::default() }
}

/// Text in a style of the scale, in the style's own weight.
pub fn rich(kind: Type, text: impl Into<String>) -> RichText {
    RichText::new(text).font(kind.font()).line_height(Some(kind.line()))
}

/// Text in a style of the scale, bold.
pub fn rich_bold(kind: Type, text: impl Into<String>) -> RichText {
    RichText::new(text).font(kind.bold_font()).line_height(Some(kind.line()))
}
